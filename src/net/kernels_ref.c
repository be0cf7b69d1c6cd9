/* kernels_ref.c - the kernels in plain C: the definition that all others must equal. In: quantised rows and weights.
 * Out: floats. Knows nothing of layers or models. */
#include "net/layers_impl.h"

static int32_t whole_dot(const int8_t *w, const int16_t *x, size_t n) {
  int32_t sum = 0;
  for (size_t i = 0; i < n; i++) sum += w[i] * x[i];
  return sum;
}

static void linear(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y,
                   size_t ldy, int8_t *panel) {
  (void)panel;
  size_t stride = nst_q_stride(l->in);
  for (size_t r = 0; r < rows; r++) {
    for (size_t o = 0; o < l->out; o += NST_LANES) {
      size_t n = l->out - o < NST_LANES ? l->out - o : NST_LANES;
      nst_i8 sums = {0};
      for (size_t k = 0; k < n; k++) sums[k] = whole_dot(l->w + (o + k) * l->in, x->q + r * stride, l->in);
      nst_f8 scale = f8_load_n(l->s + o, n) * x->scale[r];
      nst_f8 bias = l->b ? f8_load_n(l->b + o, n) : f8_all(0.0f);
      f8_store_n(y + r * ldy + o, finish8(sums, scale, bias, act), n);
    }
  }
}

static bool usable(void) {
  return true;
}

const nst_kernels nst_kernels_ref = {"ref", usable, quantise, linear, norm, products, softmax, dot};
