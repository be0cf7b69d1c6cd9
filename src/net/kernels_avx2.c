/* kernels_avx2.c - the kernels for x86 processors with AVX2: equal to kernels_ref.c, bit for bit, and faster.
 *
 * Six rows of the input are widened to int16; then four inputs of eight outputs at a time meet all six. Compiled with -mavx2. */
#include "net/kernels.h"

#ifdef NST_HAVE_X86

#include <immintrin.h>
#define NST_NET_AVX2 1
#define NST_LANES 8
#include "net/layers_impl.h"

enum { ROWS = 6 };

typedef long long nst_four __attribute__((may_alias, aligned(2))); /* four int16 read as one */

/* Sums of six rows by eight outputs. Products of int16 pairs are added in int32: never out of range. */
NST_INLINE void tile(const int8_t *w, const int16_t *x, size_t stride, nst_i sums[ROWS]) {
  const int16_t *x0 = x, *x1 = x + stride, *x2 = x + 2 * stride, *x3 = x + 3 * stride, *x4 = x + 4 * stride,
                *x5 = x + 5 * stride;
  __m256i a0 = _mm256_setzero_si256(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  __m256i b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
#define NST_STEP(r)                                                              \
  do {                                                                           \
    __m256i v = _mm256_set1_epi64x(*(const nst_four *)(const void *)(x##r + i)); \
    a##r = _mm256_add_epi32(a##r, _mm256_madd_epi16(v, w0));                     \
    b##r = _mm256_add_epi32(b##r, _mm256_madd_epi16(v, w1));                     \
  } while (0)
  for (size_t i = 0; i < stride; i += 4, w += 4 * NST_OUT_BLOCK) {
    __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)w));
    __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16)));
    NST_STEP(0);
    NST_STEP(1);
    NST_STEP(2);
    NST_STEP(3);
    NST_STEP(4);
    NST_STEP(5);
  }
#undef NST_STEP
  const __m256i a[ROWS] = {a0, a1, a2, a3, a4, a5}, b[ROWS] = {b0, b1, b2, b3, b4, b5};
  for (int r = 0; r < ROWS; r++) /* neighbours belong together; outputs come as 0 1 4 5 2 3 6 7 */
    sums[r] = (nst_i)_mm256_permute4x64_epi64(_mm256_hadd_epi32(a[r], b[r]), 0xd8);
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                           void *scratch, nst_act act) {
  size_t stride = nst_in_stride(l->in);
  int16_t *wide = scratch;
  for (size_t r = 0; r < rows; r += ROWS) {
    size_t n = rows - r < ROWS ? rows - r : ROWS;
    for (size_t i = 0; i < ROWS * stride; i += 16) {
      __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(x->q + r * stride + i));
      _mm256_storeu_si256((__m256i *)(void *)(wide + i), _mm256_cvtepi8_epi16(bytes));
    }
    for (size_t o = 0; o < l->out; o += NST_OUT_BLOCK) {
      nst_i sums[2][ROWS];
      tile(l->w + o * stride, wide, stride, sums[0]);
      tile(l->w + o * stride + 32, wide, stride, sums[1]);
      for (size_t k = 0; k < n; k++) {
        const nst_i both[2] = {sums[0][k], sums[1][k]};
        finish_block(l, o, both, x->scale[r + k], act, y + (r + k) * ldy);
      }
    }
  }
}

NST_LINEAR_OF(linear_act)

static bool usable(void) {
  return __builtin_cpu_supports("avx2");
}

const nst_kernels nst_kernels_avx2 = {"avx2", usable, quantise, linear, norm, products, softmax, dot};

#else
typedef int nst_no_avx2; /* a file must hold something */
#endif
