/* layers_impl.h - the float side of the kernels, written once and compiled for every kind of processor: included by
 * the kernels_*.c only, after NST_LANES. */
#include "net/kernels.h"
#include "net/lanes.h"

/* From whole-number sums to outputs. */
NST_INLINE nst_f finish(nst_i sums, nst_f scale, nst_f bias, nst_act act) {
  nst_f y = __builtin_convertvector(sums, nst_f) * scale + bias;
  if (act == NST_ACT_RELU) return f_max(y, f_all(0.0f));
  return act == NST_ACT_GELU ? f_gelu(y) : y;
}

/* Outputs o .. o + 15 of a row, as far as there are any, from their sums. `act` is a constant where this is used. */
NST_INLINE void finish_block(const nst_linear *l, size_t o, const nst_i *sums, float scale, nst_act act,
                             float *y) {
  for (size_t k = 0; k < NST_OUT_BLOCK / NST_LANES; k++, o += NST_LANES) {
    if (o + NST_LANES <= l->out) {
      nst_f bias = l->b ? f_load(l->b + o) : f_all(0.0f);
      f_store(y + o, finish(sums[k], f_load(l->s + o) * scale, bias, act));
    } else if (o < l->out) {
      size_t n = l->out - o;
      nst_f bias = l->b ? f_load_n(l->b + o, n) : f_all(0.0f);
      f_store_n(y + o, finish(sums[k], f_load_n(l->s + o, n) * scale, bias, act), n);
    }
  }
}

static void quantise(const float *x, size_t ld, size_t rows, size_t n, nst_quantised *to) {
  size_t stride = nst_in_stride(n), whole = n / NST_LANES * NST_LANES;
  for (size_t r = 0; r < rows; r++, x += ld) {
    int8_t *q = to->q + r * stride;
    nst_f most = {0};
    for (size_t i = 0; i < whole; i += NST_LANES) most = f_max(f_abs(f_load(x + i)), most);
    if (whole < n) most = f_max(f_abs(f_load_n(x + whole, n - whole)), most);
    float scale = f_most(most) / 127.0f;
    to->scale[r] = scale;
    memset(q + whole, 0, stride - whole);
    if (scale == 0.0f) {
      memset(q, 0, whole);
      continue;
    }
    nst_f by = f_all(127.0f / f_most(most)), top = f_all(127.0f), low = f_all(-127.0f);
    for (size_t i = 0; i < n; i += NST_LANES) {
      size_t real = n - i < NST_LANES ? n - i : NST_LANES;
      nst_f v = real < NST_LANES ? f_load_n(x + i, real) : f_load(x + i);
      nst_b small = __builtin_convertvector(f_round(f_max(f_min(v * by, top), low)), nst_b);
      memcpy(q + i, &small, real < NST_LANES ? real : sizeof small);
    }
  }
}

static void norm_row(float *x, const float *add, size_t n, const float *g, const float *b) {
  size_t whole = n / NST_PARTS * NST_PARTS;
  nst_f sum[NST_ACCUMULATORS] = {{0}}, squares[NST_ACCUMULATORS] = {{0}};
  float last[NST_PARTS] = {0};
  if (add) {
    for (size_t i = 0; i + NST_LANES <= n; i += NST_LANES) f_store(x + i, f_load(x + i) + f_load(add + i));
    for (size_t i = n / NST_LANES * NST_LANES; i < n; i++) x[i] += add[i];
  }
  for (size_t i = 0; i < whole; i += NST_PARTS) {
    for (size_t a = 0; a < NST_ACCUMULATORS; a++) sum[a] += f_load(x + i + a * NST_LANES);
  }
  if (whole < n) {
    memcpy(last, x + whole, (n - whole) * sizeof *last);
    for (size_t a = 0; a < NST_ACCUMULATORS; a++) sum[a] += f_load(last + a * NST_LANES);
  }
  float mean = f_sum(sum) / (float)n;
  for (size_t i = 0; i < whole; i += NST_PARTS) {
    for (size_t a = 0; a < NST_ACCUMULATORS; a++) {
      nst_f d = f_load(x + i + a * NST_LANES) - mean;
      squares[a] += d * d;
    }
  }
  if (whole < n) {
    for (size_t i = whole; i < n; i++) last[i - whole] = x[i] - mean;
    for (size_t a = 0; a < NST_ACCUMULATORS; a++) {
      nst_f d = f_load(last + a * NST_LANES);
      squares[a] += d * d;
    }
  }
  float by = 1.0f / __builtin_sqrtf(f_sum(squares) / (float)n + 1e-12f);
  size_t i = 0;
  for (; i + NST_LANES <= n; i += NST_LANES) {
    f_store(x + i, (f_load(x + i) - mean) * by * f_load(g + i) + f_load(b + i));
  }
  for (; i < n; i++) x[i] = (x[i] - mean) * by * g[i] + b[i];
}

static void norm(float *x, const float *add, size_t ld, size_t rows, size_t n, const float *g,
                 const float *b) {
  for (size_t r = 0; r < rows; r++) norm_row(x + r * ld, add ? add + r * ld : NULL, n, g, b);
}

/* Rows of `a` that meet the columns together: as many as there are registers for. */
enum { PRODUCT_ROWS = NST_LANES == 16 ? 8 : 2, WIDE = 32, WIDE_VECTORS = WIDE / NST_LANES };

/* PRODUCT_ROWS rows by `vectors` (a constant) vectors of columns. */
NST_INLINE void products_block(const float *const *a, size_t dim, const float *kt, size_t columns, nst_f by,
                               float *const *out, size_t j, size_t vectors) {
  nst_f s[PRODUCT_ROWS][WIDE_VECTORS] = {{{0}}};
  kt += j;
  for (size_t d = 0; d < dim; d++, kt += columns) {
    nst_f k[WIDE_VECTORS];
    for (size_t v = 0; v < vectors; v++) k[v] = f_load(kt + v * NST_LANES);
    for (size_t r = 0; r < PRODUCT_ROWS; r++) {
      for (size_t v = 0; v < vectors; v++) s[r][v] += a[r][d] * k[v];
    }
  }
  for (size_t r = 0; r < PRODUCT_ROWS; r++) {
    for (size_t v = 0; v < vectors; v++) f_store(out[r] + j + v * NST_LANES, s[r][v] * by);
  }
}

static void products(const float *a, size_t lda, size_t rows, size_t dim, const float *kt, size_t columns,
                     float factor, float *out, size_t ldo) {
  nst_f by = f_all(factor);
  size_t wide = columns / WIDE * WIDE;
  for (size_t i = 0; i < rows; i += PRODUCT_ROWS) {
    const float *from[PRODUCT_ROWS];
    float *to[PRODUCT_ROWS];
    for (size_t k = 0; k < PRODUCT_ROWS; k++) { /* beyond the end: the last row again */
      size_t row = i + k < rows ? i + k : rows - 1;
      from[k] = a + row * lda;
      to[k] = out + row * ldo;
    }
    for (size_t j = 0; j < wide; j += WIDE) products_block(from, dim, kt, columns, by, to, j, WIDE_VECTORS);
    if (wide < columns) products_block(from, dim, kt, columns, by, to, wide, NST_COLUMNS / NST_LANES);
  }
}

static void softmax(float *x, size_t ld, size_t rows, size_t n, size_t columns, float *sum) {
  size_t whole = n / NST_LANES * NST_LANES;
  for (size_t r = 0; r < rows; r++, x += ld) {
    for (size_t i = n; i < columns; i++) x[i] = -FLT_MAX;
    nst_f most = f_load(x), total[NST_ACCUMULATORS] = {{0}};
    for (size_t i = NST_LANES; i < columns; i += NST_LANES) most = f_max(f_load(x + i), most);
    float top = f_most(most);
    for (size_t i = 0; i < whole; i += NST_LANES) {
      nst_f e = f_exp(f_load(x + i) - top);
      total[i / NST_LANES % NST_ACCUMULATORS] += e;
      f_store(x + i, e);
    }
    if (whole < n) {
      float last[NST_LANES] = {0};
      f_store(x + whole, f_exp(f_load(x + whole) - top));
      memcpy(last, x + whole, (n - whole) * sizeof *last);
      total[whole / NST_LANES % NST_ACCUMULATORS] += f_load(last);
    }
    for (size_t i = n; i < columns; i++) x[i] = 0.0f;
    sum[r] = f_sum(total);
  }
}

static float dot(const float *a, const float *b, size_t n) {
  size_t whole = n / NST_PARTS * NST_PARTS;
  nst_f sum[NST_ACCUMULATORS] = {{0}};
  for (size_t i = 0; i < whole; i += NST_PARTS) {
    for (size_t k = 0; k < NST_ACCUMULATORS; k++)
      sum[k] += f_load(a + i + k * NST_LANES) * f_load(b + i + k * NST_LANES);
  }
  if (whole < n) {
    float x[NST_PARTS] = {0}, y[NST_PARTS] = {0};
    memcpy(x, a + whole, (n - whole) * sizeof *x);
    memcpy(y, b + whole, (n - whole) * sizeof *y);
    for (size_t k = 0; k < NST_ACCUMULATORS; k++)
      sum[k] += f_load(x + k * NST_LANES) * f_load(y + k * NST_LANES);
  }
  return f_sum(sum);
}

/* A matrix product with a constant activation, which `body` (linear_act) takes as its last argument. */
#define NST_LINEAR_OF(body)                                                                           \
  static void linear(const nst_linear *l, const nst_quantised *x, size_t rows, nst_act act, float *y, \
                     size_t ldy, void *scratch) {                                                     \
    if (act == NST_ACT_GELU) body(l, x, rows, y, ldy, scratch, NST_ACT_GELU);                         \
    else if (act == NST_ACT_RELU) body(l, x, rows, y, ldy, scratch, NST_ACT_RELU);                    \
    else body(l, x, rows, y, ldy, scratch, NST_ACT_NONE);                                             \
  }
