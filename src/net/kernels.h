/* kernels.h - the arithmetic of the network: one table of functions for each kind of processor.
 *
 * `ref` is the definition; every other table gives equal results, bit for bit. Rows are stored one after the other,
 * `ld` numbers apart. Nothing here allocates or fails. */
#ifndef NST_NET_KERNELS_H
#define NST_NET_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  NST_TILE_ROWS = 6,     /* inputs that a tile of a matrix product takes together */
  NST_TILE_COLS = 16,    /* outputs of a tile */
  NST_LINEAR_MAX = 16384 /* most inputs of a linear layer: 127 * 127 * 16384 fits int32 */
};

/** Numbers per row of quantised inputs: n made even, so that pairs never run over the end. */
static inline size_t nst_q_stride(size_t n) {
  return (n + 15) / 16 * 16;
}

/** y = (w x) * (scale of the input row * s) + b, with whole-number products. */
typedef struct nst_linear {
  const int8_t *w; /**< (out, in), -127..127 */
  const float *s;  /**< (out) */
  const float *b;  /**< (out), or NULL for none */
  uint32_t out, in;
} nst_linear;

typedef enum nst_act { NST_ACT_NONE, NST_ACT_RELU, NST_ACT_GELU } nst_act;

/** Quantised rows: numbers -127..127, `nst_q_stride(n)` apart and zero beyond n; one scale a row. There is room for
 *  NST_TILE_ROWS - 1 rows more than are used, whose numbers do not matter. */
typedef struct nst_quantised {
  int16_t *q;
  float *scale;
} nst_quantised;

typedef struct nst_kernels {
  const char *name;
  bool (*usable)(void); /**< has this processor what it takes? */
  /** Rows of floats to whole numbers: scale = max|x| / 127, q = x / scale rounded to nearest, halves to even. */
  void (*quantise)(const float *x, size_t ld, size_t rows, size_t n, nst_quantised *to);
  /** y[row][o] = act(l(x[row])[o]). `panel`: NST_TILE_COLS * nst_q_stride(l->in) bytes of scratch. */
  void (*linear)(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y, size_t ldy,
                 int8_t *panel);
  /** x[row] = (x + add - mean) / sqrt(variance + 1e-12) * g + b; `add` may be NULL. */
  void (*norm)(float *x, const float *add, size_t ld, size_t rows, size_t n, const float *g, const float *b);
  /** out[i][j] = sum over d of a[i][d] * kt[d][j], times `factor`; columns a multiple of 8. */
  void (*products)(const float *a, size_t lda, size_t rows, size_t dim, const float *kt, size_t columns,
                   float factor, float *out, size_t ldo);
  /** Rows of `columns` (a multiple of 8) numbers, n of them real: x = exp(x - max), and 0 beyond n; sum of each row. */
  void (*softmax)(float *x, size_t ld, size_t rows, size_t n, size_t columns, float *sum);
  /** Sum over i of a[i] * b[i]. */
  float (*dot)(const float *a, const float *b, size_t n);
} nst_kernels;

/** The table called `name`, or the best usable one for NULL; NULL if there is none of that name that can run here. */
const nst_kernels *nst_kernels_pick(const char *name);

extern const nst_kernels nst_kernels_ref;
#if defined(__x86_64__) && defined(__GNUC__)
#define NST_HAVE_AVX2 1
extern const nst_kernels nst_kernels_avx2;
#endif

#endif
