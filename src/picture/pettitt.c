/* pettitt.c - where does a series change its level?
 *
 * A. N. Pettitt (1979): A non-parametric approach to the change-point problem. Applied Statistics 28, 126-135.
 * U(t) = 2 (r1 + ... + rt) - t (n + 1) with the ranks r of the values (ties share their mean rank); the change point is
 * where |U| is greatest, K = max |U|, p is about 2 exp(-6 K^2 / (n^3 + n^2)). Ranks make it indifferent to outliers and
 * to how the values are distributed. Several points: the series is cut at the strongest one and both parts are tested
 * again (binary segmentation). */
#include <math.h>
#include <stdlib.h>

#include "picture/picture_int.h"

enum { LEAST = 4, CUTS = 4096 };
static const double level = 0.01;

typedef struct ranked {
  double value;
  size_t at;
} ranked;

static int by_value(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->value != y->value) return x->value < y->value ? -1 : 1;
  return x->at < y->at ? -1 : 1;
}

/** Ranks from 1, mean ranks for equal values. */
static bool rank(const double *values, size_t n, double *ranks) {
  ranked *order = nst_mem_new_array(nst_allocator_default(), n, sizeof *order);
  if (order == NULL) return false;
  for (size_t i = 0; i < n; i++) order[i] = (ranked){values[i], i};
  qsort(order, n, sizeof *order, by_value);
  for (size_t i = 0; i < n;) {
    size_t end = i;
    while (end < n && order[end].value == order[i].value) end++;
    for (size_t k = i; k < end; k++) ranks[order[k].at] = (double)(i + end + 1) / 2;
    i = end;
  }
  nst_mem_free(nst_allocator_default(), order, n * sizeof *order);
  return true;
}

size_t nst_pettitt(const double *values, size_t n, double *p) {
  *p = 1;
  if (n < 2 * LEAST) return 0;
  double *ranks = nst_mem_new_array(nst_allocator_default(), n, sizeof *ranks);
  if (ranks == NULL || !rank(values, n, ranks)) {
    nst_mem_free(nst_allocator_default(), ranks, n * sizeof *ranks);
    return 0;
  }
  double sum = 0, strongest = 0, size = (double)n;
  size_t at = 0;
  for (size_t t = 1; t + LEAST <= n; t++) {
    sum += ranks[t - 1];
    double u = fabs(2 * sum - (double)t * (size + 1));
    if (t >= LEAST && u > strongest) strongest = u, at = t;
  }
  nst_mem_free(nst_allocator_default(), ranks, n * sizeof *ranks);
  double approximate = 2 * exp(-6 * strongest * strongest / (size * size * size + size * size));
  *p = approximate < 1 ? approximate : 1;
  return at;
}

bool nst_change_points(const double *values, size_t n, bool *marks) {
  struct part {
    size_t from, to;
  } *parts = nst_mem_new_array(nst_allocator_default(), CUTS, sizeof *parts);
  if (parts == NULL) return false;
  memset(marks, 0, n * sizeof *marks);
  size_t waiting = 0;
  parts[waiting++] = (struct part){0, n};
  while (waiting > 0) {
    struct part part = parts[--waiting];
    double p;
    size_t cut = nst_pettitt(values + part.from, part.to - part.from, &p);
    if (cut == 0 || p >= level) continue;
    marks[part.from + cut] = true;
    if (waiting + 2 > CUTS) break;
    parts[waiting++] = (struct part){part.from, part.from + cut};
    parts[waiting++] = (struct part){part.from + cut, part.to};
  }
  nst_mem_free(nst_allocator_default(), parts, CUTS * sizeof *parts);
  return true;
}
