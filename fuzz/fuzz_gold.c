/* Any bytes as gold and as records (a zero byte between them): no crash, every mistake is told, and what can be read
 * can be measured: nothing is right more often than it is wanted or found. */
#include <stdlib.h>

#include "measure/measure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hear(void *user, uint32_t line, const char *message) {
  (void)line;
  if (message[0] == '\0') abort();
  ++*(size_t *)user;
}

static void check(const nst_gold *gold, const nst_measures *m) {
  size_t wanted = 0;
  for (size_t i = 0; i < gold->n; i++) wanted += gold->items[i].events.n;
  const nst_tally *t = &m->all;
  if (t->gold > wanted || t->type > t->gold || t->type > t->predicted || t->dyad > t->type ||
      t->full > t->dyad)
    abort();
  for (int d = 0; d < NST_DETAIL_COUNT; d++)
    if (m->details[d].right > m->details[d].of || m->details[d].of > t->type) abort();
  if (!(m->calibration_error >= 0 && m->calibration_error <= 1)) abort();
  for (size_t i = 0; i < m->mistakes.n; i++) {
    const nst_mistake *x = &m->mistakes.items[i];
    const nst_told *told = x->gold ? x->gold : x->got;
    nst_span span = told->spans.n ? told->spans.items[0] : (nst_span){0, 0};
    if (nst_measure_context(gold->items[x->report].text, span).len > gold->items[x->report].text.len) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 65536) return 0; /* matching takes the square of the events */
  const uint8_t *zero = size ? memchr(data, 0, size) : NULL;
  size_t n = zero ? (size_t)(zero - data) : size;
  nst_str first = {(const char *)data, (uint32_t)n};
  nst_str second = {zero ? (const char *)zero + 1 : "", zero ? (uint32_t)(size - n - 1) : 0};
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_gold *gold = NULL;
  size_t told = 0;
  if (!arena) return 0;
  nst_status status = nst_gold_read(arena, first, hear, &told, &gold);
  if ((status == NST_FORMAT) != (told > 0)) abort();
  if (status == NST_OK) {
    told = 0;
    status = nst_gold_records(gold, second, hear, &told);
    if ((status == NST_FORMAT) != (told > 0)) abort();
    nst_measures m;
    if (status == NST_OK && nst_measure(gold, &m) == NST_OK) check(gold, &m);
    if (status == NST_OK && nst_gold_second(gold, first, NULL, NULL) == NST_OK &&
        nst_measure(gold, &m) == NST_OK) {
      check(gold, &m);
      if (gold->strangers > 1000000) abort();
    }
  }
  nst_arena_free(arena);
  return 0;
}
