/* A store that is filled as a whole: the same as one filled batch by batch, and there whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "store/store_int.h"
#include "support/events.h"

typedef struct places {
  test_store batches;
  char path[128], part[144];
} places;

static int set_up(void **state) {
  static places p;
  test_store_new(&p.batches);
  (void)snprintf(p.path, sizeof p.path, "%s/filled.db", p.batches.folder);
  (void)snprintf(p.part, sizeof p.part, "%s.part", p.path);
  *state = &p;
  return 0;
}

static int tear_down(void **state) {
  places *p = *state;
  (void)unlink(p->path);
  (void)unlink(p->part);
  test_store_remove(&p->batches);
  return 0;
}

static bool there(const char *path) {
  return access(path, F_OK) == 0;
}

static nst_store *open_fill(places *p) {
  nst_store *store = NULL;
  nst_error error = {0};
  if (nst_store_open(p->path, NST_STORE_FILL, &store, &error) != NST_OK) fail_msg("%s", error.message);
  return store;
}

/** Reports that join events, extend them, correct each other and repeat each other. */
static void put_all(test_store *t) {
  const test_event strike = {.type = NST_ASSAULT,
                             .source = "RUS:MIL",
                             .target = "UKR,POL",
                             .place = "UKR",
                             .kind = NST_Q_KILLED,
                             .low = 4};
  const test_event denied = {
      .type = NST_ASSAULT, .source = "RUS:MIL", .target = "UKR,POL", .status = NST_NEGATED};
  const test_event talks = {
      .type = NST_CONSULT, .source = "UKR:GOV", .target = "RUS:GOV", .mutual = true, .from = "2022-03-04"};
  const test_event pair[] = {strike, talks};
  (void)test_put(t, "a", "2022-03-01", test_text(t->arena, 1, 60), &strike, 1);
  (void)test_put(t, "b", "2022-03-02", test_text(t->arena, 2, 60), &denied, 1);
  (void)test_put(t, "c", "2022-03-05", test_text(t->arena, 3, 60), pair, 2);
  (void)test_put(t, "d", "2022-03-05", test_text(t->arena, 3, 60), pair, 2);
  (void)test_put(t, "c", "2022-03-05", test_text(t->arena, 4, 60), &talks, 1);
}

static char *dump(nst_store *store, nst_arena *arena) {
  static const char *const queries[] = {
      "SELECT id, date, type, quad, source, target, place, status, n_records, n_sources FROM v_events",
      "SELECT id, mutual FROM v_events",
      "SELECT * FROM ties ORDER BY a, b, day, event",
      "SELECT * FROM dyads",
      "SELECT name, country, sector, as_source, as_target FROM actors ORDER BY id",
      "SELECT doc, superseded_by FROM v_history",
      "SELECT name FROM sqlite_master ORDER BY name",
      "PRAGMA journal_mode",
      "PRAGMA integrity_check"};
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_prepare_v2(store->db, queries[i], -1, &st, NULL), SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW)
      for (int k = 0; k < sqlite3_column_count(st); k++)
        nst_buf_format(&out, "%s%c", nst_column_text(st, k), k + 1 < sqlite3_column_count(st) ? '|' : '\n');
    (void)sqlite3_finalize(st);
  }
  char *text = nst_arena_copy(arena, out.p, out.len);
  nst_buf_free(&out);
  return text;
}

static void filled_is_what_batches_make(void **state) {
  places *p = *state;
  nst_error error = {0};
  put_all(&p->batches);
  test_store filled = {.store = open_fill(p), .arena = p->batches.arena, .run = 1};
  assert_int_equal(nst_store_begin(filled.store, &error), NST_OK);
  nst_store_run run = {"0", "test pack", ""};
  assert_int_equal(nst_store_run_id(filled.store, &run, &filled.run, &error), NST_OK);
  assert_int_equal(nst_store_finish(filled.store, &error), NST_ARGUMENT); /* a batch is open */
  assert_int_equal(nst_store_commit(filled.store, &error), NST_OK);
  put_all(&filled);
  assert_false(there(p->path));
  assert_true(there(p->part));
  if (nst_store_finish(filled.store, &error) != NST_OK) fail_msg("%s", error.message);
  assert_false(there(p->part));
  nst_store_close(filled.store);
  nst_store *store = NULL;
  assert_int_equal(nst_store_open(p->path, NST_STORE_WRITE, &store, &error), NST_OK);
  assert_string_equal(dump(store, p->batches.arena), dump(p->batches.store, p->batches.arena));
  nst_store_close(store);
}

static void unfinished_leaves_nothing(void **state) {
  places *p = *state;
  nst_error error = {0};
  nst_store *store = open_fill(p);
  assert_true(there(p->part));
  nst_store_close(store);
  assert_false(there(p->part));
  assert_false(there(p->path));
  assert_int_equal(nst_store_finish(p->batches.store, &error), NST_ARGUMENT); /* not being filled */
}

static void nothing_is_overwritten(void **state) {
  places *p = *state;
  nst_store *store = NULL;
  nst_error error = {0};
  assert_int_equal(nst_store_open(p->batches.path, NST_STORE_FILL, &store, &error), NST_IO);
  assert_non_null(strstr(error.message, "exists"));
  store = open_fill(p);
  FILE *other = fopen(p->path, "wb"); /* somebody makes a file of this name meanwhile */
  assert_non_null(other);
  (void)fclose(other);
  assert_int_equal(nst_store_finish(store, &error), NST_IO);
  assert_non_null(strstr(error.message, ".part"));
  nst_store_close(store);
  assert_true(there(p->part)); /* nothing of it is lost */
}

static void one_process_fills(void **state) {
  places *p = *state;
  nst_store *store = open_fill(p), *second = NULL;
  nst_error error = {0};
  assert_int_equal(nst_store_open(p->path, NST_STORE_FILL, &second, &error), NST_BUSY);
  assert_null(second);
  assert_non_null(strstr(error.message, "another process"));
  assert_true(there(p->part));
  nst_store_close(store);
}

static void what_a_killed_process_left_is_removed(void **state) {
  places *p = *state;
  FILE *left = fopen(p->part, "wb");
  assert_non_null(left);
  (void)fputs("torn", left);
  (void)fclose(left);
  nst_store *store = open_fill(p);
  nst_error error = {0};
  assert_int_equal(nst_store_finish(store, &error), NST_OK);
  nst_store_close(store);
  assert_true(there(p->path));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(filled_is_what_batches_make, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unfinished_leaves_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(nothing_is_overwritten, set_up, tear_down),
      cmocka_unit_test_setup_teardown(one_process_fills, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_a_killed_process_left_is_removed, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
