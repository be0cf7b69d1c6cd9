/* Trees and sequences against all there are. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "net/decode.h"

static uint32_t seed = 7;

static uint32_t roll(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 10) % n;
}

/* One child of the root, and every word reaches the root. */
static bool is_tree(const uint16_t *heads, size_t n) {
  size_t roots = 0;
  for (size_t i = 1; i <= n; i++) {
    size_t at = i, steps = 0;
    roots += heads[i - 1] == 0;
    while (at != 0 && steps++ <= n) at = heads[at - 1];
    if (at != 0 || heads[i - 1] == i || heads[i - 1] > n) return false;
  }
  return roots == 1;
}

static double value(const float *scores, size_t ld, const uint16_t *heads, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (double)scores[i * ld + heads[i]];
  return sum;
}

static double best_of_all(const float *scores, size_t ld, size_t n) {
  uint16_t heads[6] = {0};
  double best = -INFINITY;
  for (;;) {
    if (is_tree(heads, n) && value(scores, ld, heads, n) > best) best = value(scores, ld, heads, n);
    size_t i = 0;
    while (i < n && ++heads[i] > n) heads[i++] = 0;
    if (i == n) return best;
  }
}

static void trees_are_the_best_of_all(void **state) {
  (void)state;
  nst_tree_scratch *scratch = malloc(sizeof *scratch);
  for (int round = 0; round < 3000; round++) {
    size_t n = 1 + roll(round < 200 ? 6 : 5);
    float scores[6 * 9];
    uint16_t heads[6];
    for (size_t i = 0; i < 6 * 9; i++)
      scores[i] = (float)roll(round % 2 ? 8 : 1000) - (float)(i % 9 == 0 ? roll(900) : 0) +
                  300.0f * (float)(round % 3 == 0 && i % 9 == 0);
    nst_arborescence(scores, 9, n, scratch, heads);
    assert_true(is_tree(heads, n));
    assert_true(value(scores, 9, heads, n) == best_of_all(scores, 9, n));
  }
  free(scratch);
}

static void large_and_damaged_scores_give_trees(void **state) {
  (void)state;
  enum { N = NST_NET_WORDS };
  nst_tree_scratch *scratch = malloc(sizeof *scratch);
  float *scores = malloc(sizeof(float) * N * (N + 1));
  uint16_t heads[N];
  for (int round = 0; round < 12; round++) {
    for (size_t i = 0; i < N * (N + 1); i++) {
      uint32_t kind = roll(20);
      scores[i] = (float)roll(1000);
      if (round > 6 && kind == 0) scores[i] = NAN;
      if (round > 8 && kind == 1) scores[i] = INFINITY;
      if (round > 8 && kind == 2) scores[i] = -INFINITY;
      if (round == 11) scores[i] = NAN;
      if (round < 3 && (i / (N + 1) + 2) / 2 * 2 == (i % (N + 1) + 1) / 2 * 2)
        scores[i] = 5000.0f; /* cycles of two */
    }
    nst_arborescence(scores, N + 1, N, scratch, heads);
    assert_true(is_tree(heads, N));
  }
  free(scores);
  free(scratch);
}

static void sequences_are_the_best_of_all(void **state) {
  (void)state;
  enum { LABELS = 5, N = 5 }; /* O B-x I-x B-y I-y */
  const uint32_t follows[LABELS] = {0x0B, 0x0F, 0x0F, 0x1B, 0x1B};
  for (int round = 0; round < 300; round++) {
    float scores[N * LABELS];
    uint16_t got[N], try[N] = {0};
    uint8_t back[N * LABELS];
    for (size_t i = 0; i < N * LABELS; i++) scores[i] = (float)roll(100);
    nst_viterbi(scores, LABELS, N, LABELS, 0x0B, follows, back, got);
    float best = -1, mine = 0;
    for (size_t i = 0; i < N; i++) mine += scores[i * LABELS + got[i]];
    for (;;) {
      bool fine = 0x0B >> try[0] & 1;
      float sum = 0;
      for (size_t i = 0; i < N; i++) {
        sum += scores[i * LABELS + try[i]];
        if (i > 0) fine = fine && (follows[try[i - 1]] >> try[i] & 1);
      }
      if (fine && sum > best) best = sum;
      size_t i = 0;
      while (i < N && ++try[i] == LABELS) try[i++] = 0;
      if (i == N) break;
    }
    assert_true(mine == best);
    assert_true(0x0B >> got[0] & 1);
    for (size_t i = 1; i < N; i++) assert_true(follows[got[i - 1]] >> got[i] & 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(trees_are_the_best_of_all),
      cmocka_unit_test(large_and_damaged_scores_give_trees),
      cmocka_unit_test(sequences_are_the_best_of_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
