/* layers_impl.h - the float side of the kernels, written once in lanes of eight and compiled for every kind of
 * processor: included by kernels_ref.c and kernels_avx2.c only. */
#include "net/kernels.h"
#include "net/math8.h"

/* From whole-number sums of one row to outputs: NST_TILE_COLS of them, `n` real. */
NST_INLINE nst_f8 finish8(nst_i8 sums, nst_f8 scale, nst_f8 bias, nst_act act) {
  nst_f8 y = __builtin_convertvector(sums, nst_f8) * scale + bias;
  if (act == NST_ACT_RELU) return f8_max(y, f8_all(0.0f));
  return act == NST_ACT_GELU ? f8_gelu(y) : y;
}

static void quantise(const float *x, size_t ld, size_t rows, size_t n, nst_quantised *to) {
  size_t stride = nst_q_stride(n), whole = n / NST_LANES * NST_LANES;
  for (size_t r = 0; r < rows; r++, x += ld) {
    int16_t *q = to->q + r * stride;
    nst_f8 most8 = {0};
    for (size_t i = 0; i < whole; i += NST_LANES) most8 = f8_max(f8_abs(f8_load(x + i)), most8);
    if (whole < n) most8 = f8_max(f8_abs(f8_load_n(x + whole, n - whole)), most8);
    float scale = f8_most(most8) / 127.0f;
    to->scale[r] = scale;
    memset(q + whole, 0, (stride - whole) * sizeof *q);
    if (scale == 0.0f) {
      memset(q, 0, whole * sizeof *q);
      continue;
    }
    nst_f8 by = f8_all(scale), top = f8_all(127.0f), low = f8_all(-127.0f);
    for (size_t i = 0; i < n; i += NST_LANES) {
      size_t real = n - i < NST_LANES ? n - i : NST_LANES;
      nst_f8 v = real < NST_LANES ? f8_load_n(x + i, real) : f8_load(x + i);
      nst_i8 whole8 = f8_round(f8_max(f8_min(v / by, top), low));
      nst_s8 small = __builtin_convertvector(whole8, nst_s8);
      memcpy(q + i, &small, real < NST_LANES ? real * sizeof *q : sizeof small);
    }
  }
}

static void norm_row(float *x, const float *add, size_t n, const float *g, const float *b) {
  size_t whole = n / NST_LANES * NST_LANES, rest = n - whole;
  nst_f8 sum = {0}, squares = {0};
  for (size_t i = 0; i < whole; i += NST_LANES) {
    nst_f8 v = f8_load(x + i);
    if (add) f8_store(x + i, v += f8_load(add + i));
    sum += v;
  }
  if (rest) {
    nst_f8 v = f8_load_n(x + whole, rest);
    if (add) f8_store_n(x + whole, v += f8_load_n(add + whole, rest), rest);
    sum += v;
  }
  nst_f8 mean = f8_all(f8_sum(sum) / (float)n);
  for (size_t i = 0; i < whole; i += NST_LANES) {
    nst_f8 d = f8_load(x + i) - mean;
    squares += d * d;
  }
  float last[NST_LANES] = {0};
  for (size_t i = whole; i < n; i++) last[i - whole] = x[i] - mean[0];
  squares += f8_load(last) * f8_load(last);
  float variance = f8_sum(squares) / (float)n + 1e-12f;
  nst_f8 by = f8_all(1.0f / __builtin_sqrtf(variance));
  for (size_t i = 0; i < whole; i += NST_LANES) {
    f8_store(x + i, (f8_load(x + i) - mean) * by * f8_load(g + i) + f8_load(b + i));
  }
  for (size_t i = whole; i < n; i++) x[i] = (x[i] - mean[0]) * by[0] * g[i] + b[i];
}

static void norm(float *x, const float *add, size_t ld, size_t rows, size_t n, const float *g,
                 const float *b) {
  for (size_t r = 0; r < rows; r++) norm_row(x + r * ld, add ? add + r * ld : NULL, n, g, b);
}

/* Two rows of `a` by 32 columns. */
NST_INLINE void products_wide(const float *a1, const float *a2, size_t dim, const float *kt, size_t columns,
                              nst_f8 by, float *out1, float *out2) {
  nst_f8 s0 = {0}, s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  for (size_t d = 0; d < dim; d++, kt += columns) {
    nst_f8 x = f8_all(a1[d]), y = f8_all(a2[d]);
    nst_f8 k0 = f8_load(kt), k1 = f8_load(kt + 8), k2 = f8_load(kt + 16), k3 = f8_load(kt + 24);
    s0 += x * k0, s1 += x * k1, s2 += x * k2, s3 += x * k3;
    t0 += y * k0, t1 += y * k1, t2 += y * k2, t3 += y * k3;
  }
  f8_store(out1, s0 * by), f8_store(out1 + 8, s1 * by), f8_store(out1 + 16, s2 * by),
      f8_store(out1 + 24, s3 * by);
  f8_store(out2, t0 * by), f8_store(out2 + 8, t1 * by), f8_store(out2 + 16, t2 * by),
      f8_store(out2 + 24, t3 * by);
}

/* Four rows by 8 columns. */
NST_INLINE void products_narrow(const float *const a[4], size_t dim, const float *kt, size_t columns,
                                nst_f8 by, float *const out[4]) {
  nst_f8 s0 = {0}, s1 = s0, s2 = s0, s3 = s0;
  const float *a0 = a[0], *a1 = a[1], *a2 = a[2], *a3 = a[3];
  for (size_t d = 0; d < dim; d++, kt += columns) {
    nst_f8 k = f8_load(kt);
    s0 += f8_all(a0[d]) * k, s1 += f8_all(a1[d]) * k, s2 += f8_all(a2[d]) * k, s3 += f8_all(a3[d]) * k;
  }
  f8_store(out[0], s0 * by), f8_store(out[1], s1 * by), f8_store(out[2], s2 * by), f8_store(out[3], s3 * by);
}

static void products(const float *a, size_t lda, size_t rows, size_t dim, const float *kt, size_t columns,
                     float factor, float *out, size_t ldo) {
  nst_f8 by = f8_all(factor);
  size_t wide = columns / 32 * 32;
  for (size_t i = 0; i < rows; i += 4) {
    const float *from[4];
    float *to[4];
    for (size_t k = 0; k < 4; k++) { /* beyond the end: the last row again */
      size_t row = i + k < rows ? i + k : rows - 1;
      from[k] = a + row * lda;
      to[k] = out + row * ldo;
    }
    for (size_t j = 0; j < wide; j += 32) {
      products_wide(from[0], from[1], dim, kt + j, columns, by, to[0] + j, to[1] + j);
      products_wide(from[2], from[3], dim, kt + j, columns, by, to[2] + j, to[3] + j);
    }
    for (size_t j = wide; j < columns; j += NST_LANES) {
      float *const at[4] = {to[0] + j, to[1] + j, to[2] + j, to[3] + j};
      products_narrow(from, dim, kt + j, columns, by, at);
    }
  }
}

static void softmax(float *x, size_t ld, size_t rows, size_t n, size_t columns, float *sum) {
  for (size_t r = 0; r < rows; r++, x += ld) {
    for (size_t i = n; i < columns; i++) x[i] = -FLT_MAX;
    nst_f8 most8 = f8_load(x), total = {0};
    for (size_t i = NST_LANES; i < columns; i += NST_LANES) most8 = f8_max(f8_load(x + i), most8);
    nst_f8 most = f8_all(f8_most(most8));
    size_t whole = n / NST_LANES * NST_LANES;
    for (size_t i = 0; i < whole; i += NST_LANES) {
      nst_f8 e = f8_exp(f8_load(x + i) - most);
      total += e;
      f8_store(x + i, e);
    }
    if (whole < n) {
      nst_f8 e = f8_exp(f8_load(x + whole) - most);
      for (size_t l = n - whole; l < NST_LANES; l++) e[l] = 0.0f;
      total += e;
      f8_store(x + whole, e);
      whole += NST_LANES;
    }
    for (size_t i = whole; i < columns; i++) x[i] = 0.0f;
    sum[r] = f8_sum(total);
  }
}

static float dot(const float *a, const float *b, size_t n) {
  size_t whole = n / NST_LANES * NST_LANES;
  nst_f8 sum = {0};
  for (size_t i = 0; i < whole; i += NST_LANES) sum += f8_load(a + i) * f8_load(b + i);
  if (whole < n) sum += f8_load_n(a + whole, n - whole) * f8_load_n(b + whole, n - whole);
  return f8_sum(sum);
}
