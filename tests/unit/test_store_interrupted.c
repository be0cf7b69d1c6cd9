/* Every call of the store and of the pictures is stopped at one point after the other: it fails with a status, a batch
 * that was stopped leaves nothing behind, and the same call goes through when it is let. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "picture/picture.h"
#include "store/store_int.h"
#include "support/events.h"

typedef struct countdown {
  long left;
  bool stopped;
} countdown;

static int tick(void *user) {
  countdown *c = user;
  if (c->stopped || c->left-- > 0) return 0;
  c->stopped = true;
  return 1;
}

static const test_event shelled = {.type = NST_ASSAULT,
                                   .source = "RUS:MIL",
                                   .target = "UKR:CVL",
                                   .place = "UKR",
                                   .kind = NST_Q_KILLED,
                                   .low = 3,
                                   .speaker = "UKR:GOV"};
static const test_event denied = {
    .type = NST_ASSAULT, .source = "RUS:MIL", .target = "UKR:CVL", .status = NST_NEGATED};
static const test_event threat = {.type = NST_THREATEN,
                                  .source = "RUS:GOV",
                                  .target = "UKR:GOV",
                                  .condition = "if",
                                  .content = NST_SANCTION};
static const test_event asked = {
    .type = NST_REQUEST, .source = "UKR:GOV", .target = "RUS:GOV", .content = NST_CONSULT};
static const test_event met = {
    .type = NST_CONSULT, .source = "RUS:GOV", .target = "UKR:GOV", .mutual = true, .mode = "visit"};
static const test_event answered = {
    .type = NST_SANCTION, .source = "RUS:GOV", .target = "UKR:GOV", .from = "2022-03-09"};

static int set_up(void **state) {
  static test_store t;
  test_store_new(&t);
  const test_event first[] = {shelled, threat, asked}, second[] = {denied, answered, met};
  (void)test_put(&t, "a", "2022-03-01", test_text(t.arena, 1, 60), first, 3);
  (void)test_put(&t, "b", "2022-03-02", test_text(t.arena, 2, 60), second, 3);
  *state = &t;
  return 0;
}

static int tear_down(void **state) {
  test_store_remove(*state);
  return 0;
}

/** Call `what` again and again, stopped a little later each time, until it gets through. Returns how often it failed. */
static int stop_everywhere(test_store *t, nst_status (*what)(test_store *, nst_error *),
                           void (*undo)(test_store *)) {
  int failures = 0;
  for (long n = 0;; n += n < 400 ? 1 : 1 + n / 60) {
    countdown c = {.left = n};
    nst_error error = {0};
    sqlite3_progress_handler(t->store->db, 1, tick, &c);
    nst_status status = what(t, &error);
    sqlite3_progress_handler(t->store->db, 0, NULL, NULL);
    if (status == NST_OK) return failures;
    if (!c.stopped) fail_msg("failed without being stopped: %s", error.message);
    if (status != NST_BUSY) fail_msg("stopped, but status %d: %s", (int)status, error.message);
    assert_true(error.message[0] != '\0');
    undo(t);
    failures++;
  }
}

static void nothing(test_store *t) {
  (void)t;
}

static uint64_t events_before;

static void roll_back(test_store *t) {
  nst_store_rollback(t->store);
  assert_int_equal(test_count(t, (nst_filter){0}), events_before);
}

static nst_status put(test_store *t, const char *doc, const char *text, const test_event *events, size_t n,
                      nst_error *error) {
  const nst_event *records[4];
  for (size_t i = 0; i < n; i++) records[i] = test_event_of(t->arena, &events[i], doc, "2022-03-01");
  nst_store_input input = {.report = {.id = doc,
                                      .date = "2022-03-01",
                                      .title = "Title",
                                      .title_len = 5,
                                      .text = text,
                                      .text_len = text != NULL ? strlen(text) : 0},
                           .source = "S",
                           .url = "u"};
  nst_store_run run = {"2", "pack", ""};
  nst_store_outcome outcome;
  NST_TRY(nst_store_begin(t->store, error));
  NST_TRY(nst_store_run_id(t->store, &run, &input.run, error));
  NST_TRY(nst_store_put(t->store, &input, records, n, &outcome, error));
  return nst_store_commit(t->store, error);
}

/** A new report that joins an event, a near-duplicate of another. */
static nst_status put_new(test_store *t, nst_error *error) {
  const test_event events[] = {shelled, met};
  return put(t, "new", test_text(t->arena, 1, 58), events, 2, error);
}

/** A correction: the first record of an event of two reports leaves it. */
static nst_status put_correction(test_store *t, nst_error *error) {
  return put(t, "a", test_text(t->arena, 9, 40), &met, 1, error);
}

static nst_status put_copy(test_store *t, nst_error *error) {
  NST_TRY(put(t, "c1", "A short text.", &met, 1, error));
  return put(t, "c2", "A short text.", &met, 1, error);
}

static nst_status put_rows(test_store *t, nst_error *error) {
  const test_event events[] = {met, asked};
  NST_TRY(put(t, "rows", NULL, events, 1, error));
  return put(t, "rows", NULL, events, 2, error);
}

static nst_status recode(test_store *t, nst_error *error) {
  const nst_event *records[] = {test_event_of(t->arena, &met, "a", "2022-03-01")};
  NST_TRY(nst_store_begin(t->store, error));
  NST_TRY(nst_store_recode(t->store, 1, t->run, NULL, records, 1, error));
  return nst_store_commit(t->store, error);
}

static void writing(void **state) {
  test_store *t = *state;
  nst_status (*const all[])(test_store *, nst_error *) = {put_new, put_correction, recode};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    events_before = test_count(t, (nst_filter){0});
    assert_true(stop_everywhere(t, all[i], roll_back) > 20);
  }
}

static void roll_back_part(test_store *t) { /* the first of two batches may have been kept */
  nst_store_rollback(t->store);
}

static void writing_twice(void **state) {
  test_store *t = *state;
  assert_true(stop_everywhere(t, put_copy, roll_back_part) > 5);
  assert_true(stop_everywhere(t, put_rows, roll_back_part) > 5);
  nst_store_counts c;
  nst_error error;
  assert_int_equal(nst_store_count_all(t->store, &c, &error), NST_OK);
  assert_int_equal(c.copies, 1);
}

static bool any_actor(void *user, const nst_actor_row *row) {
  (void)user;
  return row->name != NULL;
}
static bool any_dyad(void *user, const nst_dyad_row *row) {
  (void)user;
  return row->a != NULL;
}
static bool any_run(void *user, const nst_run_row *row) {
  (void)user;
  return row->pack != NULL;
}
static bool any_place(void *user, const nst_place_row *row) {
  (void)user;
  return row->name != NULL;
}

static nst_status ask_lists(test_store *t, nst_error *error) {
  nst_filter all = {0}, dyad = {.dyad = "RUS-UKR"};
  nst_store_counts counts;
  int64_t id;
  NST_TRY(nst_store_count_all(t->store, &counts, error));
  NST_TRY(nst_store_actors(t->store, NULL, 0, any_actor, NULL, error));
  NST_TRY(nst_store_dyads(t->store, NULL, true, 0, any_dyad, NULL, error));
  NST_TRY(nst_store_dyads(t->store, "2022", true, 0, any_dyad, NULL, error));
  NST_TRY(nst_store_runs(t->store, any_run, NULL, error));
  NST_TRY(nst_store_places(t->store, &all, 0, any_place, NULL, error));
  NST_TRY(nst_store_places(t->store, &dyad, 5, any_place, NULL, error));
  return nst_store_lookup(t->store, "0123456789abcdef", &id, error) == NST_BUSY ? NST_BUSY : NST_OK;
}

static nst_status read_reports(test_store *t, nst_error *error) {
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *report;
  nst_report_filter filter = {.walk = true};
  NST_TRY(nst_store_report(t->store, 1, &cursor, &report, error));
  nst_report_cursor_free(cursor);
  NST_TRY(nst_store_reports(t->store, &filter, &cursor, error));
  nst_status status;
  do status = nst_report_next(cursor, &report, error);
  while (status == NST_OK && report != NULL);
  nst_report_cursor_free(cursor);
  return status;
}

static nst_status read_events(test_store *t, nst_error *error) {
  const nst_filter filters[] = {
      {0}, {.actor = "UKR"}, {.dyad = "RUS-UKR", .text = "w1*"}, {.one_a_day = true, .source = "RUS"}};
  for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
    nst_cursor *cursor = NULL;
    const nst_store_event *event;
    uint64_t n;
    NST_TRY(nst_store_count(t->store, &filters[i], &n, error));
    NST_TRY(nst_store_find(t->store, &filters[i], NULL, &cursor, error));
    nst_status status;
    do status = nst_cursor_next(cursor, &event, error);
    while (status == NST_OK && event != NULL);
    nst_cursor_free(cursor);
    NST_TRY(status);
  }
  return NST_OK;
}

static nst_status draw(test_store *t, nst_error *error) {
  const char *const subjects[] = {"RUS-UKR", "UKR"};
  for (size_t i = 0; i < 2; i++) {
    nst_picture_request request = {.subject = subjects[i]};
    nst_picture *picture = NULL;
    NST_TRY(nst_picture_new(t->store, &request, &picture, error));
    nst_picture_free(picture);
  }
  nst_series *series = NULL;
  nst_filter filter = {.actor = "RUS"};
  NST_TRY(nst_series_new(t->store, &filter, NST_BY_MONTH, &series, error));
  nst_series_free(series);
  nst_alert_rule rule;
  nst_alert_answer answer;
  NST_TRY(nst_alert_parse("events all up 2sd over 1d against 3d", &rule, error));
  return nst_alert_check(t->store, &rule, NST_DAY_NONE, &answer, error);
}

static void reading(void **state) {
  test_store *t = *state;
  nst_status (*const all[])(test_store *, nst_error *) = {ask_lists, read_reports, read_events, draw};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_true(stop_everywhere(t, all[i], nothing) > 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      WITH_STORE(writing),
      WITH_STORE(writing_twice),
      WITH_STORE(reading),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
