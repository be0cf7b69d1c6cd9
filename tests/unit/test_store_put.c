/* Reports kept once, superseded with history, copies and near-duplicates; events told by several reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "store/store_int.h"
#include "support/events.h"

static int set_up(void **state) {
  static test_store t;
  test_store_new(&t);
  *state = &t;
  return 0;
}

static int tear_down(void **state) {
  test_store_remove(*state);
  return 0;
}

static nst_store_counts counts(test_store *t) {
  nst_store_counts c;
  nst_error error = {0};
  assert_int_equal(nst_store_count_all(t->store, &c, &error), NST_OK);
  return c;
}

static const test_event strike = {
    .type = NST_ASSAULT, .source = "RUS:MIL", .target = "UKR", .place = "UKR", .place_text = "Kyiv"};

/** Read the only event that the filter finds. */
static nst_cursor *only(test_store *t, nst_filter filter, const nst_store_event **event) {
  nst_cursor *cursor = NULL;
  nst_error error = {0};
  assert_int_equal(nst_store_find(t->store, &filter, NULL, &cursor, &error), NST_OK);
  assert_int_equal(nst_cursor_next(cursor, event, &error), NST_OK);
  assert_non_null(*event);
  return cursor;
}

static void same_report_changes_nothing(void **state) {
  test_store *t = *state;
  assert_int_equal(test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1), NST_PUT_NEW);
  nst_store_counts before = counts(t);
  assert_int_equal(test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1), NST_PUT_SAME);
  nst_store_counts after = counts(t);
  assert_int_equal(after.reports, 1);
  assert_int_equal(before.records, after.records);
  nst_report report = {.id = "a", .date = "2022-03-01", .text = "Shells fell on Kyiv.", .text_len = 20};
  nst_store_outcome outcome;
  nst_error error;
  assert_int_equal(nst_store_check(t->store, &report, &outcome, &error), NST_OK);
  assert_int_equal(outcome, NST_PUT_SAME);
}

static void corrected_report_supersedes(void **state) {
  test_store *t = *state;
  test_event talks = {.type = NST_CONSULT, .source = "RUS:GOV", .target = "UKR:GOV", .mutual = true};
  (void)test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1);
  assert_int_equal(test_put(t, "a", "2022-03-01", "They met, nothing else.", &talks, 1), NST_PUT_NEWER);
  nst_store_counts c = counts(t);
  assert_int_equal(c.reports, 1);
  assert_int_equal(c.superseded, 1);
  assert_int_equal(c.events, 1);
  assert_int_equal(test_count(t, (nst_filter){.types = 1u << NST_ASSAULT}), 0);
  assert_int_equal(test_count(t, (nst_filter){.dyad = "RUS-UKR"}), 1);
  /* the first version again: known, and the correction stays */
  assert_int_equal(test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1), NST_PUT_SAME);
  assert_int_equal(counts(t).superseded, 1);
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *report = NULL;
  nst_error error;
  assert_int_equal(nst_store_report(t->store, 1, &cursor, &report, &error), NST_OK);
  assert_int_equal(report->newer, 2);
  assert_string_equal(report->text, "Shells fell on Kyiv.");
  assert_int_equal(report->n_records, 1);
  nst_report_cursor_free(cursor);
}

static void another_date_is_a_correction(void **state) {
  test_store *t = *state;
  (void)test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1);
  assert_int_equal(test_put(t, "a", "2022-03-02", "Shells fell on Kyiv.", &strike, 1), NST_PUT_NEWER);
}

/** Put a report with one act of somebody towards nobody. */
static void put_alone(test_store *t, const char *doc, const char *name, const char *sector) {
  const test_event e = {.type = NST_AGREE, .source = "USA"};
  nst_event event = *test_event_of(t->arena, &e, doc, "2022-03-01");
  nst_actor actor = {{"a firm", {0, 6}}, name, "USA", "", sector, ""};
  event.source = &actor;
  const nst_event *records[] = {&event};
  nst_store_input input = {.report = {.id = doc, .date = "2022-03-01", .text = doc, .text_len = strlen(doc)},
                           .run = t->run};
  nst_store_outcome outcome;
  nst_error error;
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  assert_int_equal(nst_store_put(t->store, &input, records, 1, &outcome, &error), NST_OK);
  assert_int_equal(nst_store_commit(t->store, &error), NST_OK);
}

/** "A US firm agreed" may be any firm: where the other side is nobody, the names must agree. */
static void acts_towards_nobody_join_by_name(void **state) {
  test_store *t = *state;
  put_alone(t, "a", "", "BUS");
  put_alone(t, "b", "", "BUS");
  assert_int_equal(test_count(t, (nst_filter){0}), 2);
  put_alone(t, "c", "Acme", "BUS");
  put_alone(t, "d", "Acme", "BUS");
  assert_int_equal(test_count(t, (nst_filter){0}), 3);
  put_alone(t, "e", "Apex", "BUS");
  assert_int_equal(test_count(t, (nst_filter){0}), 4);
  put_alone(t, "f", "The White House", "GOV"); /* a country has one government */
  put_alone(t, "g", "", "GOV");
  assert_int_equal(test_count(t, (nst_filter){0}), 5);
}

/** A government asks for many things on one day: without content or counterpart the words must agree. */
static void vague_words_join_by_word(void **state) {
  test_store *t = *state;
  const test_event asked = {.type = NST_REQUEST, .source = "USA:GOV", .trigger = "Asked"};
  const test_event cases[] = {
      asked,
      {.type = NST_REQUEST, .source = "USA:GOV", .trigger = "asked"},                          /* 1 */
      {.type = NST_REQUEST, .source = "USA:GOV", .trigger = "urged"},                          /* 2 */
      {.type = NST_REQUEST, .source = "USA:GOV", .target = "USA:CVL", .trigger = "asked"},     /* 3 */
      {.type = NST_REQUEST, .source = "USA:GOV", .target = "USA:CVL", .trigger = "pressed"},   /* 4 */
      {.type = NST_REQUEST, .source = "USA:GOV", .content = NST_AID, .trigger = "asked"},      /* 5 */
      {.type = NST_REQUEST, .source = "USA:GOV", .content = NST_AID, .trigger = "sought"},     /* 5 */
      {.type = NST_MOBILIZE, .source = "USA:MIL", .trigger = "massed"},                        /* 6 */
      {.type = NST_MOBILIZE, .source = "USA:MIL", .trigger = "gathered"},                      /* 6 */
      {.type = NST_REQUEST, .source = "USA:GOV", .target = "CAN,USA:CVL", .trigger = "asked"}, /* 7 */
      {.type = NST_REQUEST, .source = "USA:GOV", .target = "CAN,USA:CVL", .trigger = "urged"}, /* 7 */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char doc[8];
    (void)snprintf(doc, sizeof doc, "w%zu", i);
    (void)test_put(t, doc, "2022-03-01", test_text(t->arena, 50 + (uint32_t)i, 60), &cases[i], 1);
  }
  assert_int_equal(test_count(t, (nst_filter){0}), 7);
}

static void the_heir_keeps_the_event(void **state) {
  test_store *t = *state;
  (void)test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1);
  (void)test_put(t, "b", "2022-03-01", "Kyiv came under fire.", &strike, 1);
  (void)test_put(t, "c", "2022-03-01", "A rocket hit the capital.", &strike, 1);
  assert_int_equal(test_count(t, (nst_filter){0}), 1);
  (void)test_put(t, "a", "2022-03-01", "Nothing happened after all.", NULL, 0);
  const nst_store_event *event;
  nst_cursor *cursor = only(t, (nst_filter){.dyad = "UKR-RUS"}, &event);
  assert_string_equal(event->record.doc, "b");
  assert_int_equal(event->n_records, 2);
  assert_int_equal(event->n_sources, 2);
  nst_cursor_free(cursor);
  (void)test_put(t, "c", "2022-03-01", "Nor here.", NULL, 0);
  cursor = only(t, (nst_filter){0}, &event);
  assert_int_equal(event->n_records, 1);
  nst_cursor_free(cursor);
}

static void copies_are_kept_once(void **state) {
  test_store *t = *state;
  (void)test_put(t, "a", "2022-03-01", "Shells fell on Kyiv.", &strike, 1);
  assert_int_equal(test_put(t, "b", "2022-03-02", "Shells fell on Kyiv.", &strike, 1), NST_PUT_COPY);
  assert_int_equal(test_put(t, "b", "2022-03-02", "Shells fell on Kyiv.", &strike, 1), NST_PUT_SAME);
  nst_store_counts c = counts(t);
  assert_int_equal(c.reports, 1);
  assert_int_equal(c.copies, 1);
  assert_int_equal(c.records, 1);
  /* the copy is corrected: now it is a report of its own */
  assert_int_equal(test_put(t, "b", "2022-03-02", "Shells fell on Kharkiv.", &strike, 1), NST_PUT_NEWER);
  c = counts(t);
  assert_int_equal(c.reports, 2);
  assert_int_equal(c.copies, 0);
}

static void near_duplicates_are_one_source(void **state) {
  test_store *t = *state;
  char *text = nst_arena_format(t->arena, "%s", test_text(t->arena, 7, 200));
  (void)test_put(t, "a", "2022-03-01", text, &strike, 1);
  char *longer = nst_arena_format(t->arena, "%s and more was to follow later in the day", text);
  (void)test_put(t, "b", "2022-03-02", longer, &strike, 1);
  (void)test_put(t, "c", "2022-03-01", test_text(t->arena, 8, 200), &strike, 1);
  const nst_store_event *event;
  nst_cursor *cursor = only(t, (nst_filter){0}, &event);
  assert_int_equal(event->n_records, 3);
  assert_int_equal(event->n_sources, 2);
  nst_cursor_free(cursor);
  assert_int_equal(counts(t).wires, 2);
  char *later = nst_arena_format(t->arena, "%s once more", text);
  (void)test_put(t, "d", "2023-03-01", later, NULL, 0); /* a year later: another story */
  assert_int_equal(counts(t).wires, 3);
}

static void similar_sets_have_similar_signatures(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  const char *text = test_text(arena, 3, 400), *other = test_text(arena, 4, 400);
  uint32_t a[NST_SIGNATURE], b[NST_SIGNATURE], c[NST_SIGNATURE];
  assert_true(nst_minhash(NULL, 0, text, strlen(text), a));
  assert_true(nst_minhash(NULL, 0, text, strlen(text) * 9 / 10, b));
  assert_true(nst_minhash(NULL, 0, other, strlen(other), c));
  assert_true(nst_minhash_similarity(a, b) > 0.75);
  assert_true(nst_minhash_similarity(a, c) < 0.1);
  assert_false(nst_minhash("Too", 3, "few words", 9, a));
  nst_arena_free(arena);
}

/** One event in each of two reports; are they told as one? */
static bool joined(test_event a, test_event b) {
  test_store t;
  test_store_new(&t);
  (void)test_put(&t, "a", "2022-03-10", "one text", &a, 1);
  (void)test_put(&t, "b", "2022-03-10", "another text", &b, 1);
  bool one = test_count(&t, (nst_filter){0}) == 1;
  test_store_remove(&t);
  return one;
}

static void what_is_the_same_event(void **state) {
  (void)state;
  test_event e = strike, other = strike;
  e.from = other.from = "2022-03-08";
  assert_true(joined(e, other));
  other.from = "2022-03-09"; /* the next day */
  assert_true(joined(e, other));
  other.from = "2022-03-10";
  assert_false(joined(e, other));
  other = e, other.type = NST_COERCE;
  assert_false(joined(e, other));
  other = e, other.target = "UKR:CVL";
  assert_false(joined(e, other));
  other = e, other.place_text = "Lviv";
  assert_false(joined(e, other));
  other = e, other.place_text = NULL; /* "in Ukraine" */
  assert_true(joined(e, other));
  other = e, other.place = other.place_text = NULL;
  assert_true(joined(e, other));
  other = e, other.place = "POL", other.place_text = NULL;
  assert_false(joined(e, other));
  other = e, other.status = NST_HYPOTHETICAL;
  assert_false(joined(e, other));
  other = e, other.from = "2022-03-01", other.to = "2022-03-31"; /* "in March" */
  assert_false(joined(e, other));
  assert_true(joined(other, other));
  e.source = other.source = NULL, e.target = other.target = ":CVL";
  assert_false(joined(e, e)); /* nobody known */
  test_event met = {.type = NST_CONSULT, .source = "RUS", .target = "UKR", .mutual = true};
  test_event turned = met;
  turned.source = "UKR", turned.target = "RUS";
  assert_true(joined(met, turned));
  met.mutual = turned.mutual = false;
  assert_false(joined(met, turned));
}

static void disputed_by_another_report(void **state) {
  test_store *t = *state;
  test_event denied = strike;
  denied.status = NST_NEGATED;
  (void)test_put(t, "a", "2022-03-01", "Shells fell.", &strike, 1);
  (void)test_put(t, "b", "2022-03-01", "No shells fell.", &denied, 1);
  const nst_store_event *event;
  nst_cursor *cursor = only(t, (nst_filter){.statuses = 1u << NST_DISPUTED}, &event);
  assert_int_equal(event->status, NST_DISPUTED);
  assert_int_equal(event->record.status, NST_ACTUAL);
  nst_cursor_free(cursor);
}

static void records_of_one_report_stay_apart(void **state) {
  test_store *t = *state;
  test_event two[] = {strike, strike};
  (void)test_put(t, "a", "2022-03-01", "Twice.", two, 2);
  assert_int_equal(test_count(t, (nst_filter){0}), 2);
  assert_int_equal(test_count(t, (nst_filter){.one_a_day = true}), 1);
}

static void undated_records_stay_apart(void **state) {
  test_store *t = *state;
  (void)test_put(t, "a", "", "Somewhere, some day.", &strike, 1);
  (void)test_put(t, "b", "", "Elsewhere, another day.", &strike, 1);
  assert_int_equal(test_count(t, (nst_filter){0}), 2);
  assert_int_equal(test_count(t, (nst_filter){.one_a_day = true}), 2);
}

static void recode_replaces(void **state) {
  test_store *t = *state;
  (void)test_put(t, "a", "2022-03-01", "Shells fell.", &strike, 1);
  (void)test_put(t, "b", "2022-03-01", "More shells.", &strike, 1);
  test_event talks = {.type = NST_CONSULT, .source = "RUS", .target = "UKR"};
  const nst_event *records[] = {test_event_of(t->arena, &talks, "a", "2022-03-01")};
  nst_error error = {0};
  assert_int_equal(nst_store_recode(t->store, 1, t->run, NULL, records, 1, &error),
                   NST_ARGUMENT); /* no batch */
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  int64_t run = 0;
  nst_store_run newer = {"1", "newer pack", "x"};
  assert_int_equal(nst_store_run_id(t->store, &newer, &run, &error), NST_OK);
  assert_int_equal(nst_store_recode(t->store, 1, run, "[1]", records, 1, &error), NST_OK);
  assert_int_equal(nst_store_recode(t->store, 99, run, NULL, records, 1, &error), NST_MISSING);
  assert_int_equal(nst_store_commit(t->store, &error), NST_OK);
  nst_store_counts c = counts(t);
  assert_int_equal(c.records, 2);
  assert_int_equal(c.events, 2);
  assert_int_equal(c.runs, 2);
  nst_report_cursor *cursor;
  const nst_stored_report *report;
  assert_int_equal(nst_store_report(t->store, 1, &cursor, &report, &error), NST_OK);
  assert_string_equal(report->sentences, "[1]");
  nst_report_cursor_free(cursor);
  assert_int_equal(nst_store_report(t->store, 2, &cursor, &report, &error), NST_OK);
  assert_string_equal(report->sentences, "");
  nst_report_cursor_free(cursor);
}

static void rolled_back_batch_leaves_nothing(void **state) {
  test_store *t = *state;
  nst_error error = {0};
  const nst_event *records[] = {test_event_of(t->arena, &strike, "a", "2022-03-01")};
  nst_store_input input = {.report = {.id = "a", .text = "Text.", .text_len = 5}, .run = t->run};
  nst_store_outcome outcome;
  assert_int_equal(nst_store_put(t->store, &input, records, 1, &outcome, &error), NST_ARGUMENT);
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  assert_int_equal(nst_store_begin(t->store, &error), NST_ARGUMENT);
  assert_int_equal(nst_store_put(t->store, &input, records, 1, &outcome, &error), NST_OK);
  nst_store_rollback(t->store);
  assert_int_equal(counts(t).reports, 0);
  assert_int_equal(nst_store_commit(t->store, &error), NST_ARGUMENT);
  assert_int_equal(test_put(t, "a", "2022-03-01", "Text.", &strike, 1), NST_PUT_NEW);
  assert_int_equal(counts(t).events, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      WITH_STORE(same_report_changes_nothing),
      WITH_STORE(corrected_report_supersedes),
      WITH_STORE(another_date_is_a_correction),
      WITH_STORE(the_heir_keeps_the_event),
      WITH_STORE(acts_towards_nobody_join_by_name),
      WITH_STORE(vague_words_join_by_word),
      WITH_STORE(copies_are_kept_once),
      WITH_STORE(near_duplicates_are_one_source),
      cmocka_unit_test(similar_sets_have_similar_signatures),
      cmocka_unit_test(what_is_the_same_event),
      WITH_STORE(disputed_by_another_report),
      WITH_STORE(records_of_one_report_stay_apart),
      WITH_STORE(undated_records_stay_apart),
      WITH_STORE(recode_replaces),
      WITH_STORE(rolled_back_batch_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
