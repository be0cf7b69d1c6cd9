/* events.h - short ways to write events and stores in tests. */
#ifndef NST_TESTS_EVENTS_H
#define NST_TESTS_EVENTS_H

#include "store/store.h"

/** What a test says of an event; everything else is empty. Actors: "RUS GOV,USA"; quantity kind -1: none. */
typedef struct test_event {
  nst_event_type type;
  const char *source, *target; /**< "RUS:GOV,USA" or NULL */
  const char *from, *to;       /**< days; `to` NULL: as from */
  nst_event_status status;
  nst_event_type content;
  const char *mode, *trigger, *condition, *speaker, *place, *place_text;
  nst_quantity_kind kind;
  double low, high; /**< 0: no quantity; high < 0: open above */
  bool mutual;
} test_event;

/** A store in a new folder under /tmp; it is removed with test_store_remove. */
typedef struct test_store {
  char folder[64], path[96];
  nst_store *store;
  nst_arena *arena;
  int64_t run;
} test_store;

void test_store_new(test_store *t);
void test_store_remove(test_store *t);
/** The nst_event of a test_event; lives until the arena is freed. */
const nst_event *test_event_of(nst_arena *arena, const test_event *e, const char *doc, const char *date);
/** Put a report with these events in a batch of its own. */
nst_store_outcome test_put(test_store *t, const char *doc, const char *date, const char *text,
                           const test_event *events, size_t n);
/** The same for many words: a text nobody else has. */
const char *test_text(nst_arena *arena, uint32_t seed, size_t words);
/** Number of events that a filter finds. */
uint64_t test_count(test_store *t, nst_filter filter);

#endif
