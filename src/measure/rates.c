/* rates.c - shares and their range, and the sentence around a passage. */
#include <stdlib.h>

#include "base/utf8.h"
#include "measure/measure.h"

nst_rates nst_measure_rates(const nst_tally *t, size_t right) {
  nst_rates x = {0};
  if (t->predicted) x.p = (double)right / (double)t->predicted;
  if (t->gold) x.r = (double)right / (double)t->gold;
  if (x.p + x.r > 0) x.f1 = 2 * x.p * x.r / (x.p + x.r);
  return x;
}

/* splitmix64: the same numbers everywhere. */
static uint64_t draw(uint64_t *state) {
  uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static size_t right_at(const nst_tally *t, nst_measure_level level) {
  return level == NST_LEVEL_TYPE ? t->type : level == NST_LEVEL_DYAD ? t->dyad : t->full;
}

static int by_size(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

void nst_measure_interval(const nst_measures *m, nst_measure_level level, double *low, double *high) {
  enum { SAMPLES = 2000 };
  double f1[SAMPLES];
  uint64_t state = 20170417;
  for (int i = 0; i < SAMPLES; i++) {
    nst_tally sum = {0};
    size_t right = 0;
    for (size_t k = 0; k < m->n_reports; k++) {
      const nst_tally *t = &m->reports[draw(&state) % m->n_reports];
      sum.gold += t->gold;
      sum.predicted += t->predicted;
      right += right_at(t, level);
    }
    f1[i] = nst_measure_rates(&sum, right).f1;
  }
  qsort(f1, SAMPLES, sizeof *f1, by_size);
  *low = f1[SAMPLES / 40];
  *high = f1[SAMPLES - 1 - SAMPLES / 40];
}

static bool is_stop(char c) {
  return c == '.' || c == '!' || c == '?';
}

/* Does a sentence begin at i: after a line break, or after a full stop (and closing marks), a blank and an upper-case
 * letter or a quotation mark? */
static bool begins(nst_str text, uint32_t i) {
  if (i == 0 || text.p[i - 1] == '\n') return true;
  if (text.p[i - 1] != ' ' || i < 3) return false;
  bool upper = (text.p[i] >= 'A' && text.p[i] <= 'Z') || text.p[i] == '"' || (unsigned char)text.p[i] >= 0x80;
  char before = text.p[i - 2];
  if (before == '"' || before == ')' || before == '\'') before = text.p[i - 3];
  bool initial = i >= 4 && text.p[i - 3] >= 'A' && text.p[i - 3] <= 'Z'; /* "J. Smith", "U.S. Navy" */
  return upper && is_stop(before) && !initial;
}

nst_str nst_measure_context(nst_str text, nst_span passage) {
  uint32_t from = passage.begin < text.len ? passage.begin : text.len;
  uint32_t to = passage.end < text.len ? passage.end : text.len;
  while (from > 0 && !begins(text, from)) from--;
  while (to < text.len && text.p[to] != '\n' && !begins(text, to)) to++;
  return to > from ? nst_str_trim((nst_str){text.p + from, to - from}) : (nst_str){"", 0};
}
