/* kernels_avx512.c - the kernels for x86 processors with AVX-512 and its VNNI: equal to kernels_ref.c, bit for bit.
 *
 * VNNI multiplies unsigned by signed bytes. The weights are made unsigned by adding 128, and 128 times the sum of the
 * inputs is taken off at the end. Compiled with -mavx512f -mavx512bw -mavx512vl -mavx512vnni. */
#include "net/kernels.h"

#ifdef NST_HAVE_X86

#include <immintrin.h>
#define NST_NET_AVX512 1
#define NST_LANES 16
#include "net/layers_impl.h"

enum { ROWS = 6, BLOCKS = 4 };

typedef int nst_four __attribute__((may_alias, aligned(1))); /* four bytes read as one */

/* 128 times the sum of each row. */
static void sum_rows(const nst_quantised *x, size_t rows, size_t stride, int32_t *sums) {
  const __m512i ones = _mm512_set1_epi8(1);
  for (size_t r = 0; r < rows; r++) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t i = 0; i < stride; i += 64)
      sum = _mm512_dpbusd_epi32(sum, ones, _mm512_loadu_si512(x->q + r * stride + i));
    sums[r] = 128 * _mm512_reduce_add_epi32(sum);
  }
}

/* Sums of six rows by `blocks` (a constant) blocks of 16 outputs. */
NST_INLINE void tile(const int8_t *w, const int8_t *x, size_t stride, size_t blocks,
                     __m512i sums[ROWS][BLOCKS]) {
  const __m512i flip = _mm512_set1_epi8((char)0x80);
  __m512i a[ROWS][BLOCKS];
  for (size_t r = 0; r < ROWS; r++) {
    for (size_t b = 0; b < blocks; b++) a[r][b] = _mm512_setzero_si512();
  }
  for (size_t i = 0; i < stride; i += 4, w += 64) {
    __m512i u[BLOCKS];
    for (size_t b = 0; b < blocks; b++)
      u[b] = _mm512_xor_si512(_mm512_loadu_si512(w + b * NST_OUT_BLOCK * stride), flip);
    for (size_t r = 0; r < ROWS; r++) {
      __m512i v = _mm512_set1_epi32(*(const nst_four *)(const void *)(x + r * stride + i));
      for (size_t b = 0; b < blocks; b++) a[r][b] = _mm512_dpbusd_epi32(a[r][b], u[b], v);
    }
  }
  for (size_t r = 0; r < ROWS; r++) {
    for (size_t b = 0; b < blocks; b++) sums[r][b] = a[r][b];
  }
}

/* `blocks` blocks of outputs from o on, for all rows. */
NST_INLINE void stripe(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                       const int32_t *row_sums, nst_act act, size_t o, size_t blocks) {
  size_t stride = nst_in_stride(l->in);
  for (size_t r = 0; r < rows; r += ROWS) {
    size_t n = rows - r < ROWS ? rows - r : ROWS;
    __m512i sums[ROWS][BLOCKS];
    tile(l->w + o * stride, x->q + r * stride, stride, blocks, sums);
    for (size_t k = 0; k < n; k++) {
      for (size_t b = 0; b < blocks; b++) {
        nst_i right = (nst_i)_mm512_sub_epi32(sums[k][b], _mm512_set1_epi32(row_sums[r + k]));
        finish_block(l, o + b * NST_OUT_BLOCK, &right, x->scale[r + k], act, y + (r + k) * ldy);
      }
    }
  }
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                           void *scratch, nst_act act) {
  size_t o = 0;
  sum_rows(x, rows, nst_in_stride(l->in), scratch);
  for (; o + BLOCKS * NST_OUT_BLOCK <= l->out; o += BLOCKS * NST_OUT_BLOCK)
    stripe(l, x, rows, y, ldy, scratch, act, o, BLOCKS);
  for (; o < l->out; o += NST_OUT_BLOCK) stripe(l, x, rows, y, ldy, scratch, act, o, 1);
}

NST_LINEAR_OF(linear_act)

static bool usable(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}

const nst_kernels nst_kernels_avx512 = {"avx512", usable, quantise, linear, norm, products, softmax, dot};

#else
typedef int nst_no_avx512; /* a file must hold something */
#endif
