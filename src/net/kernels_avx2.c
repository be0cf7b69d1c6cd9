/* kernels_avx2.c - the kernels for x86 processors with AVX2: equal to kernels_ref.c, bit for bit, and faster.
 *
 * A matrix product goes through the weights in panels of 16 rows. A panel is copied once into an order that suits
 * the tiles, [in / 2][16][2], and then meets all rows of the input, six at a time. Compiled with -mavx2. */
#include "net/kernels.h"

#ifdef NST_HAVE_AVX2

#include <immintrin.h>
#define NST_NET_AVX2 1
#include "net/layers_impl.h"

typedef int32_t nst_pair __attribute__((may_alias, aligned(2))); /* two int16 read as one */

/* 8 rows of 16 bytes to 8 pairs of columns: out[i] has bytes 2i and 2i + 1 of every row. */
NST_INLINE void turn8(const int8_t *w, size_t ld, int8_t *out) {
  __m128i r[8], s[8];
  for (size_t i = 0; i < 8; i++) r[i] = _mm_loadu_si128((const __m128i *)(const void *)(w + i * ld));
  for (int i = 0; i < 4; i++) {
    s[i] = _mm_unpacklo_epi16(r[2 * i], r[2 * i + 1]);
    s[i + 4] = _mm_unpackhi_epi16(r[2 * i], r[2 * i + 1]);
  }
  for (int h = 0; h < 2; h++) {
    __m128i a = _mm_unpacklo_epi32(s[4 * h], s[4 * h + 1]), b = _mm_unpackhi_epi32(s[4 * h], s[4 * h + 1]);
    __m128i c = _mm_unpacklo_epi32(s[4 * h + 2], s[4 * h + 3]),
            d = _mm_unpackhi_epi32(s[4 * h + 2], s[4 * h + 3]);
    __m128i *to = (__m128i *)(void *)(out + h * 4 * 32);
    _mm_storeu_si128(to, _mm_unpacklo_epi64(a, c));
    _mm_storeu_si128(to + 2, _mm_unpackhi_epi64(a, c));
    _mm_storeu_si128(to + 4, _mm_unpacklo_epi64(b, d));
    _mm_storeu_si128(to + 6, _mm_unpackhi_epi64(b, d));
  }
}

/* Rows first .. first + 15 of the weights as [in / 2][16][2]; zero where there is no row or column. */
static void make_panel(const nst_linear *l, size_t first, int8_t *panel) {
  size_t in = l->in, rows = l->out - first < NST_TILE_COLS ? l->out - first : NST_TILE_COLS;
  size_t whole = rows == NST_TILE_COLS ? in / 16 * 16 : 0;
  const int8_t *w = l->w + first * in;
  for (size_t k = 0; k < whole; k += 16) {
    turn8(w + k, in, panel + k * NST_TILE_COLS);
    turn8(w + 8 * in + k, in, panel + k * NST_TILE_COLS + 16);
  }
  memset(panel + whole * NST_TILE_COLS, 0, (nst_q_stride(in) - whole) * NST_TILE_COLS);
  for (size_t k = whole; k < in; k++) {
    for (size_t o = 0; o < rows; o++) panel[(k / 2 * NST_TILE_COLS + o) * 2 + k % 2] = w[o * in + k];
  }
}

/* Sums of six rows by sixteen outputs. Products of int16 pairs are added in int32: never out of range. */
NST_INLINE void tile(const int8_t *p, const int16_t *x, size_t ld, size_t n, nst_i8 sums[2 * NST_TILE_ROWS]) {
  const int16_t *x0 = x, *x1 = x + ld, *x2 = x + 2 * ld, *x3 = x + 3 * ld, *x4 = x + 4 * ld, *x5 = x + 5 * ld;
  __m256i a0 = _mm256_setzero_si256(), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
  __m256i b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
#define NST_STEP(r)                                                             \
  do {                                                                          \
    __m256i v = _mm256_set1_epi32(*(const nst_pair *)(const void *)(x##r + i)); \
    a##r = _mm256_add_epi32(a##r, _mm256_madd_epi16(v, w0));                    \
    b##r = _mm256_add_epi32(b##r, _mm256_madd_epi16(v, w1));                    \
  } while (0)
  for (size_t i = 0; i < n; i += 2, p += 2 * NST_TILE_COLS) {
    __m256i w0 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)p));
    __m256i w1 = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(p + 16)));
    NST_STEP(0);
    NST_STEP(1);
    NST_STEP(2);
    NST_STEP(3);
    NST_STEP(4);
    NST_STEP(5);
  }
#undef NST_STEP
  const __m256i all[2 * NST_TILE_ROWS] = {a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5};
  memcpy(sums, all, sizeof all);
}

NST_INLINE void finish_rows(const nst_linear *l, size_t o, const nst_i8 *sums, const float *scales,
                            size_t rows, nst_act act, float *y, size_t ldy) {
  for (size_t h = 0; h < 2 && o < l->out; h++, o += NST_LANES) {
    size_t n = l->out - o < NST_LANES ? l->out - o : NST_LANES;
    nst_f8 s = f8_load_n(l->s + o, n), bias = l->b ? f8_load_n(l->b + o, n) : f8_all(0.0f);
    for (size_t r = 0; r < rows; r++) {
      nst_f8 v = finish8(sums[2 * r + h], s * scales[r], bias, act);
      if (n == NST_LANES) {
        f8_store(y + r * ldy + o, v);
      } else {
        f8_store_n(y + r * ldy + o, v, n);
      }
    }
  }
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y,
                           size_t ldy, int8_t *panel) {
  size_t stride = nst_q_stride(l->in), even = (l->in + 1) / 2 * 2;
  for (size_t o = 0; o < l->out; o += NST_TILE_COLS) {
    make_panel(l, o, panel);
    for (size_t r = 0; r < rows; r += NST_TILE_ROWS) {
      nst_i8 sums[2 * NST_TILE_ROWS];
      tile(panel, x->q + r * stride, stride, even, sums);
      size_t n = rows - r < NST_TILE_ROWS ? rows - r : NST_TILE_ROWS;
      finish_rows(l, o, sums, x->scale + r, n, act, y + r * ldy, ldy);
    }
  }
}

static void linear(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y,
                   size_t ldy, int8_t *panel) {
  switch (act) {
  case NST_ACT_NONE:
    linear_act(l, x, rows, NST_ACT_NONE, y, ldy, panel);
    break;
  case NST_ACT_RELU:
    linear_act(l, x, rows, NST_ACT_RELU, y, ldy, panel);
    break;
  case NST_ACT_GELU:
    linear_act(l, x, rows, NST_ACT_GELU, y, ldy, panel);
    break;
  }
}

static bool usable(void) {
  return __builtin_cpu_supports("avx2");
}

const nst_kernels nst_kernels_avx2 = {"avx2", usable, quantise, linear, norm, products, softmax, dot};

#else
typedef int nst_no_avx2; /* a file must hold something */
#endif
