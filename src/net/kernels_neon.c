/* kernels_neon.c - the kernels for Arm processors with the dot product instructions: equal to kernels_ref.c, bit for bit.
 *
 * Four bytes of four outputs are one instruction; four rows meet sixteen outputs. Compiled with -march=armv8.2-a+dotprod. */
#include "net/kernels.h"

#ifdef NST_HAVE_NEON

#include <arm_neon.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif
#define NST_LANES 8
#include "net/layers_impl.h"

enum { ROWS = 4, VECTORS = 4 };

/* Sums of four rows by sixteen outputs. */
NST_INLINE void tile(const int8_t *w, const int8_t *x, size_t stride, int32_t sums[ROWS][NST_OUT_BLOCK]) {
  int32x4_t a[ROWS][VECTORS];
  for (size_t r = 0; r < ROWS; r++) {
    for (size_t v = 0; v < VECTORS; v++) a[r][v] = vdupq_n_s32(0);
  }
  for (size_t i = 0; i < stride; i += 4, w += 64) {
    int8x16_t u[VECTORS];
    for (size_t v = 0; v < VECTORS; v++) u[v] = vld1q_s8(w + 16 * v);
    for (size_t r = 0; r < ROWS; r++) {
      int32_t four;
      memcpy(&four, x + r * stride + i, sizeof four);
      int8x16_t all = vreinterpretq_s8_s32(vdupq_n_s32(four));
      for (size_t v = 0; v < VECTORS; v++) a[r][v] = vdotq_s32(a[r][v], u[v], all);
    }
  }
  for (size_t r = 0; r < ROWS; r++) {
    for (size_t v = 0; v < VECTORS; v++) vst1q_s32(sums[r] + 4 * v, a[r][v]);
  }
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                           void *scratch, nst_act act) {
  (void)scratch;
  size_t stride = nst_in_stride(l->in);
  for (size_t o = 0; o < l->out; o += NST_OUT_BLOCK) {
    for (size_t r = 0; r < rows; r += ROWS) {
      int32_t sums[ROWS][NST_OUT_BLOCK];
      tile(l->w + o * stride, x->q + r * stride, stride, sums);
      for (size_t k = 0; k < ROWS && r + k < rows; k++) {
        const nst_i both[2] = {i_load(sums[k]), i_load(sums[k] + NST_LANES)};
        finish_block(l, o, both, x->scale[r + k], act, y + (r + k) * ldy);
      }
    }
  }
}

NST_LINEAR_OF(linear_act)

static bool usable(void) {
#if defined(__linux__)
  enum { DOT_PRODUCT = 1 << 20 }; /* HWCAP_ASIMDDP */
  return (getauxval(AT_HWCAP) & DOT_PRODUCT) != 0;
#elif defined(__APPLE__)
  return true; /* every Apple processor of this kind has them */
#else
  return false;
#endif
}

const nst_kernels nst_kernels_neon = {"neon", usable, quantise, linear, norm, products, softmax, dot};

#else
typedef int nst_no_neon; /* a file must hold something */
#endif
