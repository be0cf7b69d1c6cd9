/* kernels.h - the arithmetic of the network: one table of functions for each kind of processor.
 *
 * `ref` is the definition; every other table gives equal results, bit for bit. Rows are stored one after the other,
 * `ld` numbers apart. Nothing here allocates or fails.
 *
 * WEIGHTS IN TILES. A matrix (out, in) of int8 lies as the matrix instructions of processors want it: rows in blocks of
 * NST_OUT_BLOCK, columns in blocks of NST_IN_BLOCK, zero where there is no row or column. Weight (o, k) is at
 *
 *   (o / 16) * 16 * stride + (k / 4) * 64 + (o % 16) * 4 + k % 4        stride = nst_in_stride(in) */
#ifndef NST_NET_KERNELS_H
#define NST_NET_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  NST_OUT_BLOCK = 16,
  NST_IN_BLOCK = 64,
  NST_ROW_BLOCK = 32,    /* inputs that a matrix product may take together */
  NST_COLUMNS = 16,      /* columns of float matrices come in multiples of this */
  NST_LINEAR_MAX = 16384 /* most inputs of a linear layer: 255 * 127 * 16384 fits int32 */
};

/** Columns of a tiled matrix, and numbers per row of quantised inputs. */
static inline size_t nst_in_stride(size_t n) {
  return (n + NST_IN_BLOCK - 1) / NST_IN_BLOCK * NST_IN_BLOCK;
}

/** Bytes of a matrix in tiles. */
static inline size_t nst_tiled_size(size_t out, size_t in) {
  return (out + NST_OUT_BLOCK - 1) / NST_OUT_BLOCK * NST_OUT_BLOCK * nst_in_stride(in);
}

/** Place of a weight in a matrix in tiles. */
static inline size_t nst_tiled_at(size_t o, size_t k, size_t stride) {
  return o / NST_OUT_BLOCK * NST_OUT_BLOCK * stride + k / 4 * 64 + o % NST_OUT_BLOCK * 4 + k % 4;
}

/** y = (w x) * (scale of the input row * s) + b, with whole-number products. */
typedef struct nst_linear {
  const int8_t *w; /**< (out, in) in tiles, -127..127, at a multiple of 64 bytes */
  const float *s;  /**< (out) */
  const float *b;  /**< (out), or NULL for none */
  uint32_t out, in;
} nst_linear;

typedef enum nst_act { NST_ACT_NONE, NST_ACT_RELU, NST_ACT_GELU } nst_act;

/** Quantised rows: numbers -127..127, `nst_in_stride(n)` apart and zero beyond n; one scale a row. There is room for
 *  NST_ROW_BLOCK - 1 rows more than are used, whose numbers do not matter. */
typedef struct nst_quantised {
  int8_t *q;
  float *scale;
} nst_quantised;

/** Bytes of scratch for a linear layer of `in` inputs and `rows` rows. */
static inline size_t nst_linear_scratch(size_t in, size_t rows) {
  return nst_in_stride(in) * 12 + (rows + NST_ROW_BLOCK) * sizeof(int32_t);
}

typedef struct nst_kernels {
  const char *name;
  bool (*usable)(void); /**< has this processor what it takes? */
  /** Rows of floats to whole numbers: scale = max|x| / 127, q = x * (127 / max|x|) rounded to nearest, halves to even. */
  void (*quantise)(const float *x, size_t ld, size_t rows, size_t n, nst_quantised *to);
  /** y[row][o] = act(l(x[row])[o]). `scratch`: nst_linear_scratch(l->in, rows) bytes at a multiple of 64. */
  void (*linear)(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y, size_t ldy,
                 void *scratch);
  /** x[row] = (x + add - mean) / sqrt(variance + 1e-12) * g + b; `add` may be NULL. */
  void (*norm)(float *x, const float *add, size_t ld, size_t rows, size_t n, const float *g, const float *b);
  /** out[i][j] = sum over d of a[i][d] * kt[d][j], times `factor`; columns a multiple of NST_COLUMNS. */
  void (*products)(const float *a, size_t lda, size_t rows, size_t dim, const float *kt, size_t columns,
                   float factor, float *out, size_t ldo);
  /** Rows of `columns` (a multiple of NST_COLUMNS) numbers, n of them real: x = exp(x - max), and 0 beyond n; sum of each row. */
  void (*softmax)(float *x, size_t ld, size_t rows, size_t n, size_t columns, float *sum);
  /** Sum over i of a[i] * b[i]. */
  float (*dot)(const float *a, const float *b, size_t n);
} nst_kernels;

/** The table called `name`, or the best usable one for NULL; NULL if there is none of that name that can run here. */
const nst_kernels *nst_kernels_pick(const char *name);
/** Number i of the tables this program has, best first; NULL beyond the last. It may not be usable here. */
const nst_kernels *nst_kernels_table(size_t i);

extern const nst_kernels nst_kernels_ref;
#if defined(__x86_64__) && defined(__GNUC__)
#define NST_HAVE_X86 1
extern const nst_kernels nst_kernels_amx, nst_kernels_avx512, nst_kernels_avx2;
#endif
#if defined(__aarch64__) && defined(__GNUC__)
#define NST_HAVE_NEON 1
extern const nst_kernels nst_kernels_neon;
#endif

#endif
