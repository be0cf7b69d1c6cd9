/* Kernels: fast ones equal the plain ones; both are near double precision. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "net/kernels.h"
#include "net/math8.h"

enum { ROWS = 13, WIDEST = 1040 };

static const size_t lengths[] = {1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 100, 384, 1023};

typedef struct space {
  float x[ROWS * WIDEST], y[ROWS * WIDEST], z[ROWS * WIDEST], g[WIDEST], b[WIDEST], s[ROWS], t[ROWS];
  int16_t q[(ROWS + NST_TILE_ROWS) * WIDEST], q2[(ROWS + NST_TILE_ROWS) * WIDEST];
  float scale[ROWS + NST_TILE_ROWS], scale2[ROWS + NST_TILE_ROWS];
  int8_t w[64 * WIDEST], panel[NST_TILE_COLS * WIDEST];
} space;

static uint32_t seed = 12345;

static float any(float size) {
  seed = seed * 1664525u + 1013904223u;
  return ((float)(seed >> 8) / 8388608.0f - 1.0f) * size;
}

static space *filled(void) {
  space *s = calloc(1, sizeof *s);
  assert_non_null(s);
  for (size_t i = 0; i < ROWS * WIDEST; i++) s->x[i] = any(i % 97 == 0 ? 40.0f : 3.0f);
  for (size_t i = 0; i < WIDEST; i++) s->g[i] = any(2.0f), s->b[i] = any(1.0f);
  for (size_t i = 0; i < sizeof s->w; i++) s->w[i] = (int8_t)any(127.9f);
  return s;
}

static const nst_kernels *fast(void) {
  return nst_kernels_pick(NULL);
}

static void a_kernel_is_chosen_by_name(void **state) {
  (void)state;
  assert_ptr_equal(nst_kernels_pick("ref"), &nst_kernels_ref);
  assert_null(nst_kernels_pick("abacus"));
  assert_non_null(fast());
}

static void rows_are_rounded_to_nearest_even(void **state) {
  (void)state;
  const float x[] = {127.0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -126.5f, 0.49f, -127.0f};
  const int16_t wanted[] = {127, 0, 2, 2, 0, -2, -126, 0, -127};
  const nst_kernels *tables[] = {&nst_kernels_ref, fast()};
  for (size_t k = 0; k < 2; k++) {
    int16_t q[6 * 16];
    float scale[6];
    nst_quantised to = {q, scale};
    tables[k]->quantise(x, 9, 1, 9, &to);
    assert_true(scale[0] == 1.0f);
    for (size_t i = 0; i < 9; i++) assert_int_equal(q[i], wanted[i]);
    for (size_t i = 9; i < 16; i++) assert_int_equal(q[i], 0);
    const float none[9] = {0}, bad[9] = {NAN, INFINITY, 1.0f, -INFINITY};
    tables[k]->quantise(none, 9, 1, 9, &to);
    for (size_t i = 0; i < 16; i++) assert_int_equal(q[i], 0);
    tables[k]->quantise(bad, 9, 1, 9, &to);
    for (size_t i = 0; i < 9; i++) assert_in_range(q[i] + 127, 0, 254);
  }
}

static void linear_layers_are_equal(void **state) {
  (void)state;
  space *s = filled();
  static const uint32_t outs[] = {1, 5, 8, 15, 16, 17, 33, 64};
  for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
    for (size_t o = 0; o < sizeof outs / sizeof *outs; o++) {
      size_t n = lengths[l], rows = 1 + (l * 5 + o) % ROWS;
      nst_quantised q = {s->q, s->scale}, q2 = {s->q2, s->scale2};
      nst_kernels_ref.quantise(s->x, WIDEST, rows, n, &q);
      fast()->quantise(s->x, WIDEST, rows, n, &q2);
      assert_memory_equal(s->scale, s->scale2, rows * sizeof(float));
      assert_memory_equal(s->q, s->q2, rows * nst_q_stride(n) * sizeof(int16_t));
      nst_linear linear = {s->w, s->g, o % 2 ? s->b : NULL, outs[o], (uint32_t)n};
      for (int act = NST_ACT_NONE; act <= NST_ACT_GELU; act++) {
        nst_kernels_ref.linear(&linear, &q, rows, (nst_act)act, s->y, outs[o], s->panel);
        fast()->linear(&linear, &q2, rows, (nst_act)act, s->z, outs[o], s->panel);
        assert_memory_equal(s->y, s->z, rows * outs[o] * sizeof(float));
      }
      int32_t sum = 0;
      for (size_t i = 0; i < n; i++) sum += s->w[i] * s->q[i];
      nst_kernels_ref.linear(&linear, &q, rows, NST_ACT_NONE, s->y, outs[o], s->panel);
      assert_true(s->y[0] == (float)sum * (s->g[0] * s->scale[0]) + (linear.b ? s->b[0] : 0.0f));
    }
  }
  free(s);
}

static void norms_are_equal_and_right(void **state) {
  (void)state;
  space *s = filled();
  for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
    size_t n = lengths[l];
    memcpy(s->y, s->x, sizeof s->x);
    memcpy(s->z, s->x, sizeof s->x);
    const float *add = l % 2 ? s->x : NULL;
    nst_kernels_ref.norm(s->y, add, WIDEST, ROWS, n, s->g, s->b);
    fast()->norm(s->z, add, WIDEST, ROWS, n, s->g, s->b);
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

static void attention_is_equal_and_right(void **state) {
  (void)state;
  space *s = filled();
  for (size_t n = 1; n < 80; n += 3) {
    size_t columns = (n + 7) / 8 * 8;
    nst_kernels_ref.products(s->x, 33, ROWS, 32, s->x, columns, 0.5f, s->y, columns);
    fast()->products(s->x, 33, ROWS, 32, s->x, columns, 0.5f, s->z, columns);
    assert_memory_equal(s->y, s->z, ROWS * columns * sizeof(float));
    double right = 0;
    for (size_t d = 0; d < 32; d++) right += (double)s->x[33 + d] * (double)s->x[d * columns + n - 1] * 0.5;
    assert_true(fabs(right - (double)s->y[columns + n - 1]) < 1e-3);
    float before[80], most = s->y[0];
    memcpy(before, s->y, n * sizeof *before);
    for (size_t i = 0; i < n; i++) most = before[i] > most ? before[i] : most;
    nst_kernels_ref.softmax(s->y, columns, ROWS, n, columns, s->s);
    fast()->softmax(s->z, columns, ROWS, n, columns, s->t);
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
    assert_true(nst_kernels_ref.dot(s->x, s->b, n) == fast()->dot(s->x, s->b, n));
  }
  free(s);
}

static void exp_and_gelu_are_near_the_truth(void **state) {
  (void)state;
  for (double x = -12; x < 12; x += 0.0137) {
    double e = (double)f8_exp(f8_all((float)x))[0], g = (double)f8_gelu(f8_all((float)x))[3];
    double right = (double)(float)x / 2 * (1 + erf((double)(float)x / sqrt(2)));
    assert_true(fabs(e / exp((double)(float)x) - 1) < 4e-7);
    assert_true(fabs(g - right) < 4e-6);
  }
  assert_true(f8_exp(f8_all(-1e30f))[0] < 1e-37f);
  assert_true(isfinite((double)f8_exp(f8_all(1e30f))[0]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_kernel_is_chosen_by_name),   cmocka_unit_test(rows_are_rounded_to_nearest_even),
      cmocka_unit_test(linear_layers_are_equal),      cmocka_unit_test(norms_are_equal_and_right),
      cmocka_unit_test(attention_is_equal_and_right), cmocka_unit_test(exp_and_gelu_are_near_the_truth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
