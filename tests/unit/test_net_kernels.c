/* Kernels: fast ones equal the plain ones; both are near double precision. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "net/kernels.h"
#include "net/weights.h"
#define NST_LANES 8
#include "net/lanes.h"

enum { ROWS = 37, WIDEST = 1088, OUTS = 80 };

static const size_t lengths[] = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 384, 1023};

typedef struct space {
  float x[ROWS * WIDEST], y[ROWS * WIDEST], z[ROWS * WIDEST], g[WIDEST], b[WIDEST], s[ROWS], t[ROWS];
  _Alignas(64) int8_t q[(ROWS + NST_ROW_BLOCK) * WIDEST], q2[(ROWS + NST_ROW_BLOCK) * WIDEST];
  float scale[ROWS + NST_ROW_BLOCK], scale2[ROWS + NST_ROW_BLOCK];
  int8_t w[OUTS * WIDEST];
  _Alignas(64) int8_t tiled[OUTS * WIDEST], scratch[16 * WIDEST];
} space;

static uint32_t seed = 12345;

static float any(float size) {
  seed = seed * 1664525u + 1013904223u;
  return ((float)(seed >> 8) / 8388608.0f - 1.0f) * size;
}

static space *filled(void) {
  space *s = aligned_alloc(64, (sizeof *s + 63) / 64 * 64);
  assert_non_null(s);
  memset(s, 0, sizeof *s);
  for (size_t i = 0; i < ROWS * WIDEST; i++) s->x[i] = any(i % 97 == 0 ? 40.0f : 3.0f);
  for (size_t i = 0; i < WIDEST; i++) s->g[i] = any(2.0f), s->b[i] = any(1.0f);
  for (size_t i = 0; i < sizeof s->w; i++) s->w[i] = (int8_t)any(127.9f);
  return s;
}

/* Table i, which this processor can run, or NULL at the end. Those it cannot run come as the plain one. */
static const nst_kernels *table(size_t i) {
  const nst_kernels *k = nst_kernels_table(i);
  return !k || k->usable() ? k : &nst_kernels_ref;
}

static void a_kernel_is_chosen_by_name(void **state) {
  (void)state;
  assert_ptr_equal(nst_kernels_pick("ref"), &nst_kernels_ref);
  assert_null(nst_kernels_pick("abacus"));
  assert_non_null(nst_kernels_pick(NULL));
  for (size_t i = 0; table(i); i++)
    print_message("%s%s\n", nst_kernels_table(i)->name,
                  table(i) == nst_kernels_table(i) ? "" : " cannot run here");
}

static void rows_are_rounded_to_nearest_even(void **state) {
  (void)state;
  const float x[] = {127.0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -126.5f, 0.49f, -127.0f};
  const int16_t wanted[] = {127, 0, 2, 2, 0, -2, -126, 0, -127};
  for (size_t k = 0; table(k); k++) {
    int8_t q[64];
    float scale[1];
    nst_quantised to = {q, scale};
    table(k)->quantise(x, 9, 1, 9, &to);
    assert_true(scale[0] == 1.0f);
    for (size_t i = 0; i < 9; i++) assert_int_equal(q[i], wanted[i]);
    for (size_t i = 9; i < 64; i++) assert_int_equal(q[i], 0);
    const float none[9] = {0}, bad[9] = {NAN, INFINITY, 1.0f, -INFINITY};
    table(k)->quantise(none, 9, 1, 9, &to);
    for (size_t i = 0; i < 16; i++) assert_int_equal(q[i], 0);
    table(k)->quantise(bad, 9, 1, 9, &to);
    for (size_t i = 0; i < 9; i++) assert_in_range(q[i] + 127, 0, 254);
  }
}

static void one_linear_layer(space *s, const nst_kernels *fast, size_t rows, uint32_t n, uint32_t outs,
                             bool bias) {
  nst_quantised q = {s->q, s->scale}, q2 = {s->q2, s->scale2};
  nst_kernels_ref.quantise(s->x, WIDEST, rows, n, &q);
  fast->quantise(s->x, WIDEST, rows, n, &q2);
  assert_memory_equal(s->scale, s->scale2, rows * sizeof(float));
  assert_memory_equal(s->q, s->q2, rows * nst_in_stride(n));
  nst_tile_matrix(s->w, outs, n, s->tiled);
  nst_linear linear = {s->tiled, s->g, bias ? s->b : NULL, outs, n};
  assert_true(nst_linear_scratch(n, rows) <= sizeof s->scratch);
  for (int act = NST_ACT_NONE; act <= NST_ACT_GELU; act++) {
    nst_kernels_ref.linear(&linear, &q, rows, (nst_act)act, s->y, outs, s->scratch);
    fast->linear(&linear, &q2, rows, (nst_act)act, s->z, outs, s->scratch);
    assert_memory_equal(s->y, s->z, rows * outs * sizeof(float));
  }
  int32_t sum = 0;
  for (size_t i = 0; i < n; i++) sum += s->w[(outs - 1) * n + i] * s->q[i];
  fast->linear(&linear, &q, rows, NST_ACT_NONE, s->y, outs, s->scratch);
  float right = (float)sum * (s->g[outs - 1] * s->scale[0]);
  assert_true(s->y[outs - 1] == right + (bias ? s->b[outs - 1] : 0.0f));
}

static void linear_layers_are_equal(void **state) {
  (void)state;
  space *s = filled();
  static const uint32_t outs[] = {1, 5, 8, 15, 16, 17, 33, 64, 80};
  for (size_t k = 0; table(k); k++) {
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
      for (size_t o = 0; o < sizeof outs / sizeof *outs; o++)
        one_linear_layer(s, table(k), 1 + (l * 5 + o * 3) % ROWS, (uint32_t)lengths[l], outs[o], o % 2);
    }
  }
  free(s);
}

/* The largest sums there can be stay exact. */
static void sums_do_not_overflow(void **state) {
  (void)state;
  enum { IN = NST_LINEAR_MAX, OUT = 16 };
  int8_t *w = aligned_alloc(64, OUT * IN), *q = aligned_alloc(64, (size_t)NST_ROW_BLOCK * IN);
  void *scratch = aligned_alloc(64, (nst_linear_scratch(IN, 1) + 63) / 64 * 64);
  float s[OUT], y[OUT], scale[NST_ROW_BLOCK] = {1.0f};
  assert_true(w && q && scratch);
  memset(w, -127, OUT * IN);
  memset(q, -127, (size_t)NST_ROW_BLOCK * IN);
  for (int i = 0; i < OUT; i++) s[i] = 1.0f;
  nst_linear linear = {w, s, NULL, OUT, IN};
  nst_quantised x = {q, scale};
  for (size_t k = 0; table(k); k++) {
    table(k)->linear(&linear, &x, 1, NST_ACT_NONE, y, OUT, scratch);
    for (int i = 0; i < OUT; i++) assert_true(y[i] == 127.0f * 127.0f * IN);
  }
  free(w);
  free(q);
  free(scratch);
}

static void norms_are_equal_and_right(void **state) {
  (void)state;
  space *s = filled();
  for (size_t t = 0, l = 0; table(t); l = (l + 1) % (sizeof lengths / sizeof *lengths), t += l == 0) {
    size_t n = lengths[l];
    memcpy(s->y, s->x, sizeof s->x);
    memcpy(s->z, s->x, sizeof s->x);
    const float *add = l % 2 ? s->x : NULL;
    nst_kernels_ref.norm(s->y, add, WIDEST, ROWS, n, s->g, s->b);
    table(t)->norm(s->z, add, WIDEST, ROWS, n, s->g, s->b);
    assert_memory_equal(s->y, s->z, sizeof s->y);
    double mean = 0, variance = 0, twice = add ? 2 : 1;
    for (size_t i = 0; i < n; i++) mean += twice * (double)s->x[i] / (double)n;
    for (size_t i = 0; i < n; i++) variance += pow(twice * (double)s->x[i] - mean, 2) / (double)n;
    for (size_t i = 0; i < n && n > 1; i++) {
      double right =
          (twice * (double)s->x[i] - mean) / sqrt(variance + 1e-12) * (double)s->g[i] + (double)s->b[i];
      assert_true(fabs(right - (double)s->y[i]) < 1e-4);
    }
  }
  free(s);
}

static void one_attention(space *s, const nst_kernels *fast) {
  for (size_t n = 1; n < 80; n += 3) {
    size_t columns = (n + NST_COLUMNS - 1) / NST_COLUMNS * NST_COLUMNS;
    nst_kernels_ref.products(s->x, 33, ROWS, 32, s->x, columns, 0.5f, s->y, columns);
    fast->products(s->x, 33, ROWS, 32, s->x, columns, 0.5f, s->z, columns);
    assert_memory_equal(s->y, s->z, ROWS * columns * sizeof(float));
    double right = 0;
    for (size_t d = 0; d < 32; d++) right += (double)s->x[33 + d] * (double)s->x[d * columns + n - 1] * 0.5;
    assert_true(fabs(right - (double)s->y[columns + n - 1]) < 1e-3);
    float before[80], most = s->y[0];
    memcpy(before, s->y, n * sizeof *before);
    for (size_t i = 0; i < n; i++) most = before[i] > most ? before[i] : most;
    nst_kernels_ref.softmax(s->y, columns, ROWS, n, columns, s->s);
    fast->softmax(s->z, columns, ROWS, n, columns, s->t);
    assert_memory_equal(s->y, s->z, ROWS * columns * sizeof(float));
    assert_memory_equal(s->s, s->t, sizeof s->s);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
      double e = exp((double)before[i] - (double)most);
      assert_true(fabs(e - (double)s->y[i]) < 1e-6);
      sum += e;
    }
    for (size_t i = n; i < columns; i++) assert_true(s->y[i] == 0.0f);
    assert_true(fabs(sum - (double)s->s[0]) < 1e-5 * sum);
    assert_true(nst_kernels_ref.dot(s->x, s->b, n) == fast->dot(s->x, s->b, n));
  }
}

static void attention_is_equal_and_right(void **state) {
  (void)state;
  space *s = filled();
  for (size_t k = 0; table(k); k++) one_attention(s, table(k));
  free(s);
}

static void exp_and_gelu_are_near_the_truth(void **state) {
  (void)state;
  for (double x = -12; x < 12; x += 0.0137) {
    double e = (double)f_exp(f_all((float)x))[0], g = (double)f_gelu(f_all((float)x))[3];
    double right = (double)(float)x / 2 * (1 + erf((double)(float)x / sqrt(2)));
    assert_true(fabs(e / exp((double)(float)x) - 1) < 4e-7);
    assert_true(fabs(g - right) < 4e-6);
  }
  assert_true(f_exp(f_all(-1e30f))[0] < 1e-37f);
  assert_true(isfinite((double)f_exp(f_all(1e30f))[0]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_kernel_is_chosen_by_name),      cmocka_unit_test(rows_are_rounded_to_nearest_even),
      cmocka_unit_test(linear_layers_are_equal),         cmocka_unit_test(sums_do_not_overflow),
      cmocka_unit_test(norms_are_equal_and_right),       cmocka_unit_test(attention_is_equal_and_right),
      cmocka_unit_test(exp_and_gelu_are_near_the_truth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
