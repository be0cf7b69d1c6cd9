/* kernels_ref.c - the kernels in plain C: the definition that all others must equal. In: quantised rows and weights.
 * Out: floats. Knows nothing of layers or models. */
#define NST_LANES 8
#include "net/layers_impl.h"

/* Sums of 16 outputs from o on. */
static void whole_dots(const nst_linear *l, size_t o, const int8_t *x, int32_t sums[NST_OUT_BLOCK]) {
  size_t stride = nst_in_stride(l->in);
  const int8_t *w = l->w + nst_tiled_at(o, 0, stride);
  memset(sums, 0, NST_OUT_BLOCK * sizeof *sums);
  for (size_t k = 0; k < stride; k += 4, w += 64) {
    for (size_t i = 0; i < NST_OUT_BLOCK; i++) {
      const int8_t *four = w + 4 * i;
      sums[i] += four[0] * x[k] + four[1] * x[k + 1] + four[2] * x[k + 2] + four[3] * x[k + 3];
    }
  }
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                           void *scratch, nst_act act) {
  (void)scratch;
  for (size_t r = 0; r < rows; r++) {
    for (size_t o = 0; o < l->out; o += NST_OUT_BLOCK) {
      int32_t sums[NST_OUT_BLOCK];
      whole_dots(l, o, x->q + r * nst_in_stride(l->in), sums);
      const nst_i both[2] = {i_load(sums), i_load(sums + NST_LANES)};
      finish_block(l, o, both, x->scale[r], act, y + r * ldy);
    }
  }
}

NST_LINEAR_OF(linear_act)

static bool usable(void) {
  return true;
}

const nst_kernels nst_kernels_ref = {"ref", usable, quantise, linear, norm, products, softmax, dot};
