/* Events by filter, page by page; reports by words; lists; stores of other versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/store_int.h"
#include "support/events.h"

static void tell(test_store *t) {
  const test_event first[] = {{.type = NST_THREATEN,
                               .source = "RUS:GOV",
                               .target = "UKR:GOV,NAT",
                               .condition = "if it joins",
                               .content = NST_ASSAULT},
                              {.type = NST_CONSULT,
                               .source = "RUS:GOV",
                               .target = "USA:GOV",
                               .mutual = true,
                               .place = "CHE",
                               .place_text = "Geneva"}};
  const test_event second[] = {{.type = NST_MOBILIZE,
                                .source = "RUS:MIL",
                                .target = "UKR",
                                .from = "2022-01-05",
                                .status = NST_DISPUTED,
                                .place = "",
                                .place_text = "the Black Sea"}, /* of no country */
                               {.type = NST_ASSAULT,
                                .source = ":REB",
                                .target = "MLI:CVL",
                                .place = "MLI",
                                .kind = NST_Q_KILLED,
                                .low = 5},
                               {.type = NST_REQUEST, .source = "UKR:GOV"}};
  const test_event third[] = {{.type = NST_CONSULT, .source = "IRN:GOV,OMN:GOV", .mutual = true},
                              {.type = NST_COERCE, .source = "FRA:COP", .target = "FRA:CVL"}};
  (void)test_put(t, "one", "2022-01-02", "Moscow threatens over gas pipeline; talks in Geneva", first, 2);
  (void)test_put(t, "two", "2022-01-06", "Troops mass. Rebels attack a village in Mali.", second, 3);
  (void)test_put(t, "three", "2022-02-01",
                 "Iran and Oman meet; French police arrest protesters near a pipeline", third, 2);
}

static int set_up(void **state) {
  static test_store t;
  test_store_new(&t);
  tell(&t);
  *state = &t;
  return 0;
}

static int tear_down(void **state) {
  test_store_remove(*state);
  return 0;
}

static void filters(void **state) {
  test_store *t = *state;
  const struct {
    nst_filter filter;
    uint64_t n;
  } cases[] = {
      {{0}, 7},
      {{.source = "RUS"}, 3},
      {{.source = "RUSMIL"}, 1},
      {{.source = "RUS:GOV"}, 2},
      {{.source = ":REB"}, 1},
      {{.source = "REB"}, 1},
      {{.source = "USA"}, 1}, /* the other side of talks */
      {{.target = "RUS"}, 1},
      {{.target = "NAT"}, 1},
      {{.target = "UKR"}, 2},
      {{.actor = "UKR"}, 3},
      {{.actor = "UKR,USA"}, 4},
      {{.actor = "OMN"}, 1},
      {{.source = "RUS", .target = "UKR"}, 2},
      {{.source = "UKR", .target = "RUS"}, 0},
      {{.source = "USA", .target = "RUS"}, 1},
      {{.dyad = "UKR-RUS"}, 2},
      {{.dyad = "NAT-RUS"}, 1},
      {{.dyad = "IRN-OMN"}, 1},
      {{.dyad = "FRA-FRA"}, 1},
      {{.dyad = "RUS-UKR", .source = ":MIL"}, 1},
      {{.types = 1u << NST_CONSULT}, 2},
      {{.types = 1u << NST_CONSULT | 1u << NST_ASSAULT}, 3},
      {{.quads = 1u << 4}, 3},
      {{.quads = 1u << 4, .types = 1u << NST_CONSULT}, 0},
      {{.statuses = 1u << NST_DISPUTED}, 1},
      {{.since = "2022-01-05"}, 5},
      {{.until = "2022-01"}, 5},
      {{.since = "2022-01-05", .until = "2022-01-05"}, 1},
      {{.actor = "RUS", .since = "2022-01-03"}, 1},
      {{.place = "MLI"}, 1},
      {{.place = "gen"}, 1},
      {{.place = "black sea"}, 1},
      {{.place = "gen", .dyad = "RUS-USA"}, 1},
      {{.place = "black sea", .report = 2}, 1},
      {{.text = "pipelines"}, 4},
      {{.text = "\"gas pipeline\""}, 2},
      {{.text = "pipeline -gas"}, 2},
      {{.text = "mali OR oman"}, 5},
      {{.text = "pip*", .dyad = "RUS-UKR"}, 1},
      {{.min_confidence = 0.7}, 7},
      {{.min_confidence = 0.8}, 0},
      {{.min_sources = 2}, 0},
      {{.conditional = true}, 1},
      {{.conditional = true, .dyad = "RUS-UKR"}, 1},
      {{.one_a_day = true}, 7},
      {{.report = 2}, 3},
      {{.actor = "nobody of that name"}, 0},
      {{.actor = ","}, 0},
      {{.actor = ":"}, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint64_t n = test_count(t, cases[i].filter);
    if (n != cases[i].n) fail_msg("case %zu: %d events, expected %d", i, (int)n, (int)cases[i].n);
    nst_cursor *cursor = NULL; /* the list agrees with the count */
    nst_error error = {0};
    const nst_store_event *e;
    assert_int_equal(nst_store_find(t->store, &cases[i].filter, NULL, &cursor, &error), NST_OK);
    for (n = 0; nst_cursor_next(cursor, &e, &error) == NST_OK && e != NULL; n++) continue;
    nst_cursor_free(cursor);
    if (n != cases[i].n) fail_msg("case %zu: %d events listed, expected %d", i, (int)n, (int)cases[i].n);
  }
}

static void wrong_filters(void **state) {
  test_store *t = *state;
  const nst_filter wrong[] = {
      {.dyad = "RUS"},       {.dyad = "rus-ukr"},  {.since = "soon"},           {.until = "2022-13"},
      {.min_confidence = 2}, {.text = "\"\" - *"}, {.actor = "A,B,C,D,E,F,G,H"}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    nst_cursor *cursor = NULL;
    nst_error error = {0};
    assert_int_equal(nst_store_find(t->store, &wrong[i], NULL, &cursor, &error), NST_ARGUMENT);
    assert_null(cursor);
    assert_true(error.message[0] != '\0');
  }
}

static void pages(void **state) {
  test_store *t = *state;
  for (int way = 0; way < 2; way++) {
    const nst_filter filters_[] = {{0}, {.actor = "RUS"}, {.dyad = "RUS-UKR"}};
    for (size_t k = 0; k < 3; k++) {
      uint64_t want = test_count(t, filters_[k]), n = 0;
      char key[NST_PAGE_KEY] = "";
      nst_day last = way ? INT32_MIN : INT32_MAX;
      for (;;) {
        nst_page page = {.limit = 1, .after = key[0] != '\0' ? key : NULL, .oldest_first = way};
        nst_cursor *cursor = NULL;
        const nst_store_event *e;
        nst_error error = {0};
        assert_int_equal(nst_store_find(t->store, &filters_[k], &page, &cursor, &error), NST_OK);
        assert_int_equal(nst_cursor_next(cursor, &e, &error), NST_OK);
        if (e != NULL) {
          assert_true(way ? e->day >= last : e->day <= last);
          last = e->day;
          nst_page_key(e, key);
          n++;
        }
        nst_cursor_free(cursor);
        if (e == NULL) break;
      }
      assert_int_equal(n, want);
    }
  }
  nst_filter all = {0};
  const char *const bad[] = {"x", "1", "1.", "1.x", "99999999999.1", "1.-1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_page page = {.after = bad[i]};
    nst_cursor *cursor;
    nst_error error;
    assert_int_equal(nst_store_find(t->store, &all, &page, &cursor, &error), NST_ARGUMENT);
  }
}

static void by_number(void **state) {
  test_store *t = *state;
  nst_cursor *cursor = NULL;
  const nst_store_event *e;
  nst_error error = {0};
  assert_int_equal(nst_store_get(t->store, 1, &cursor, &e, &error), NST_OK);
  assert_string_equal(e->record.doc, "one");
  assert_string_equal(e->record.condition.text, "if it joins");
  assert_int_equal(e->record.n_target, 2);
  assert_true(e->score == -3.5);
  int64_t id = 0;
  char code[17];
  (void)snprintf(code, sizeof code, "%s", e->record.id);
  nst_cursor_free(cursor);
  assert_int_equal(nst_store_lookup(t->store, code, &id, &error), NST_OK);
  assert_int_equal(id, 1);
  assert_int_equal(nst_store_lookup(t->store, "nothing", &id, &error), NST_MISSING);
  assert_int_equal(nst_store_get(t->store, 99, &cursor, &e, &error), NST_MISSING);
  assert_null(cursor);
}

static void reports(void **state) {
  test_store *t = *state;
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *r;
  nst_error error = {0};
  nst_report_filter words = {.text = "pipeline"};
  assert_int_equal(nst_store_reports(t->store, &words, &cursor, &error), NST_OK);
  size_t n = 0;
  while (nst_report_next(cursor, &r, &error) == NST_OK && r != NULL) {
    assert_non_null(strstr(r->snippet, "\1pipeline\2"));
    n++;
  }
  assert_int_equal(n, 2);
  nst_report_cursor_free(cursor);
  nst_report_filter one = {.doc = "two"};
  assert_int_equal(nst_store_reports(t->store, &one, &cursor, &error), NST_OK);
  assert_int_equal(nst_report_next(cursor, &r, &error), NST_OK);
  assert_string_equal(r->date, "2022-01-06");
  assert_int_equal(r->n_records, 3);
  assert_string_equal(r->pack, "test pack");
  nst_report_cursor_free(cursor);
  nst_report_filter walk = {.walk = true, .from_id = 1, .wire = 2, .history = true};
  assert_int_equal(nst_store_reports(t->store, &walk, &cursor, &error), NST_OK);
  assert_int_equal(nst_report_next(cursor, &r, &error), NST_OK);
  assert_int_equal(r->id, 2);
  nst_report_cursor_free(cursor);
  words.text = "- -";
  assert_int_equal(nst_store_reports(t->store, &words, &cursor, &error), NST_ARGUMENT);
  assert_int_equal(nst_store_report(t->store, 77, &cursor, &r, &error), NST_MISSING);
}

static bool first_actor(void *user, const nst_actor_row *row) {
  (void)snprintf(user, 16, "%s%s %d", row->country, row->sector, (int)(row->as_source + row->as_target));
  return false;
}

static bool first_dyad(void *user, const nst_dyad_row *row) {
  (void)snprintf(user, 16, "%s-%s %d", row->a, row->b, (int)row->events);
  return false;
}

static bool count_runs(void *user, const nst_run_row *row) {
  *(size_t *)user += row->reports;
  return true;
}

static void lists(void **state) {
  test_store *t = *state;
  char text[16] = "";
  nst_error error = {0};
  assert_int_equal(nst_store_actors(t->store, "RUS", 5, first_actor, text, &error), NST_OK);
  assert_string_equal(text, "RUSGOV 2");
  assert_int_equal(nst_store_dyads(t->store, NULL, false, 5, first_dyad, text, &error), NST_OK);
  assert_string_equal(text, "RUS-UKR 2");
  assert_int_equal(nst_store_dyads(t->store, "2022-01-20", false, 5, first_dyad, text, &error), NST_OK);
  assert_string_equal(text, "IRN-OMN 1");
  assert_int_equal(nst_store_dyads(t->store, "soon", false, 5, first_dyad, text, &error), NST_ARGUMENT);
  size_t n = 0;
  assert_int_equal(nst_store_runs(t->store, count_runs, &n, &error), NST_OK);
  assert_int_equal(n, 3);
  nst_store_counts c;
  assert_int_equal(nst_store_count_all(t->store, &c, &error), NST_OK);
  assert_int_equal(c.events, 7);
  assert_int_equal(c.conditional, 1);
  assert_int_equal(c.first_day, nst_day_of(2022, 1, 2));
}

static void without_text(void **state) {
  test_store *t = *state;
  test_event e = {.type = NST_AID, .source = "FRA", .target = "MLI"};
  nst_error error = {0};
  nst_store_input input = {.report = {.id = "rows", .date = "2021-01-01"},
                           .source = "S",
                           .url = "u",
                           .run = t->run,
                           .keep_apart = true};
  const nst_event *records[] = {test_event_of(t->arena, &e, "rows", "2021-01-01"),
                                test_event_of(t->arena, &e, "rows", "2021-01-01")};
  nst_store_outcome outcome;
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  assert_int_equal(nst_store_put(t->store, &input, records, 1, &outcome, &error), NST_OK);
  assert_int_equal(outcome, NST_PUT_NEW);
  assert_int_equal(nst_store_put(t->store, &input, records, 2, &outcome, &error), NST_OK); /* one more */
  assert_int_equal(nst_store_added(t->store), 1);
  assert_int_equal(nst_store_put(t->store, &input, records, 2, &outcome, &error), NST_OK);
  assert_int_equal(outcome, NST_PUT_SAME);
  assert_int_equal(nst_store_commit(t->store, &error), NST_OK);
  assert_int_equal(test_count(t, (nst_filter){.source = "FRA", .target = "MLI"}), 2); /* apart */
}

static void other_files(void **state) {
  test_store *t = *state;
  nst_store *store = NULL;
  nst_error error = {0};
  char path[128];
  (void)snprintf(path, sizeof path, "%s/other", t->folder);
  assert_int_equal(nst_store_open(path, NST_STORE_READ, &store, &error), NST_IO);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL), SQLITE_OK);
  (void)sqlite3_close(db);
  assert_int_equal(nst_store_open(path, NST_STORE_WRITE, &store, &error), NST_STORE);
  assert_non_null(strstr(error.message, "no store of Nestor"));
  assert_int_equal(unlink(path), 0);
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  assert_int_equal(nst_store_open(t->path, NST_STORE_READ, &store, &error), NST_OK); /* beside a writer */
  assert_int_equal(nst_store_begin(store, &error), NST_ARGUMENT);
  nst_store_close(store);
  nst_store_rollback(t->store);
  nst_store_interrupt(t->store);
}

/** A store of the first version, with one event in it. */
static void make_old(const char *path, int version) {
  sqlite3 *db;
  char sql[96];
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  for (int from = 0; from < (version < NST_STORE_SCHEMA ? version : NST_STORE_SCHEMA); from++)
    for (size_t i = 0; nst_store_step(from, i) != NULL; i++)
      assert_int_equal(sqlite3_exec(db, nst_store_step(from, i), NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(
      sqlite3_exec(db, "INSERT INTO ties VALUES ('RUS','UKR',19000,1,1,1,0,0,0,0,1)", NULL, NULL, NULL),
      SQLITE_OK);
  (void)snprintf(sql, sizeof sql, "PRAGMA user_version = %d; PRAGMA application_id = %d", version,
                 NST_STORE_APPLICATION);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  (void)sqlite3_close(db);
}

static void versions(void **state) {
  test_store *t = *state;
  nst_store *store = NULL;
  nst_error error = {0};
  char path[128], text[16] = "";
  (void)snprintf(path, sizeof path, "%s/old", t->folder);
  make_old(path, 1);
  assert_int_equal(nst_store_open(path, NST_STORE_READ, &store, &error), NST_STORE_VERSION);
  assert_int_equal(nst_store_open(path, NST_STORE_WRITE, &store, &error), NST_OK);
  assert_int_equal(nst_store_dyads(store, NULL, false, 1, first_dyad, text, &error), NST_OK);
  assert_string_equal(text, "RUS-UKR 1"); /* counted by the migration */
  nst_store_close(store);
  assert_int_equal(nst_store_open(path, NST_STORE_READ, &store, &error), NST_OK);
  nst_store_close(store);
  assert_int_equal(unlink(path), 0);
  make_old(path, NST_STORE_SCHEMA + 1);
  assert_int_equal(nst_store_open(path, NST_STORE_CREATE, &store, &error), NST_STORE_VERSION);
  assert_non_null(strstr(error.message, "newer version"));
  assert_int_equal(unlink(path), 0);
}

static void views(void **state) {
  test_store *t = *state;
  static const char *const names[] = {"v_events",     "v_records", "v_reports", "v_actors",
                                      "v_quantities", "v_dyads",   "v_history"};
  static const int rows[] = {7, 7, 3, 14, 1, 8, 0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char sql[64];
    sqlite3_stmt *st;
    (void)snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", names[i]);
    assert_int_equal(sqlite3_prepare_v2(t->store->db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    if (sqlite3_column_int(st, 0) != rows[i]) fail_msg("%s: %d rows", names[i], sqlite3_column_int(st, 0));
    (void)sqlite3_finalize(st);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      WITH_STORE(filters),     WITH_STORE(wrong_filters), WITH_STORE(pages), WITH_STORE(by_number),
      WITH_STORE(reports),     WITH_STORE(lists),         WITH_STORE(views), WITH_STORE(without_text),
      WITH_STORE(other_files), WITH_STORE(versions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
