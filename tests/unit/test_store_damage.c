/* Files that are no store, that hold what no store of ours holds, or have no room: told with a status, never a crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "picture/picture.h"
#include "store/store_int.h"
#include "support/events.h"

static const test_event shelled = {.type = NST_ASSAULT,
                                   .source = "RUS:MIL",
                                   .target = "UKR:CVL",
                                   .mode = "aerial",
                                   .place = "UKR",
                                   .place_text = "Kyiv",
                                   .kind = NST_Q_KILLED,
                                   .low = 3,
                                   .speaker = "UKR:GOV"};

static int set_up(void **state) {
  static test_store t;
  test_store_new(&t);
  (void)test_put(&t, "a", "2022-03-01", test_text(t.arena, 1, 60), &shelled, 1);
  *state = &t;
  return 0;
}

static int tear_down(void **state) {
  test_store *t = *state;
  char path[128];
  (void)snprintf(path, sizeof path, "%s/other", t->folder);
  (void)unlink(path);
  test_store_remove(t);
  return 0;
}

static void sql(test_store *t, const char *statement) {
  char *message = NULL;
  if (sqlite3_exec(t->store->db, statement, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s", message);
}

/** A file beside the store, with these bytes. */
static const char *other_file(test_store *t, const char *bytes, size_t n) {
  static char path[128];
  (void)snprintf(path, sizeof path, "%s/other", t->folder);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, n, f), n);
  (void)fclose(f);
  return path;
}

static void expect_refusal(const char *path, nst_store_mode mode, nst_status status, const char *words) {
  nst_store *store = NULL;
  nst_error error = {0};
  nst_status got = nst_store_open(path, mode, &store, &error);
  if (got != status || strstr(error.message, words) == NULL)
    fail_msg("%s: status %d, \"%s\"", path, (int)got, error.message);
  assert_null(store);
}

static void files_that_are_no_store(void **state) {
  test_store *t = *state;
  static const nst_store_mode modes[] = {NST_STORE_READ, NST_STORE_WRITE, NST_STORE_CREATE};
  char text[4096];
  memset(text, 'x', sizeof text);
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    expect_refusal(other_file(t, text, sizeof text), modes[i], NST_STORE, "cannot be read as a store");
  expect_refusal(other_file(t, "", 0), NST_STORE_READ, NST_STORE, "is empty");
  expect_refusal("/tmp/no/such/folder/x.db", NST_STORE_READ, NST_IO, "there is no file");
  expect_refusal("/tmp/no/such/folder/x.db", NST_STORE_CREATE, NST_IO, "writable");
  expect_refusal("/tmp/no/such/folder/x.db", NST_STORE_FILL, NST_IO, "writable");
  expect_refusal(t->folder, NST_STORE_CREATE, NST_IO, "cannot be opened");
}

/** The file of a store, copied; then bytes are overwritten or cut off. */
static size_t copy_store(test_store *t, char **bytes) {
  sql(t, "PRAGMA wal_checkpoint(TRUNCATE)");
  nst_buf buf;
  nst_error error;
  nst_buf_init(&buf, nst_allocator_default());
  assert_int_equal(nst_file_read(t->path, &buf, &error), NST_OK);
  *bytes = malloc(buf.len);
  assert_non_null(*bytes);
  memcpy(*bytes, buf.p, buf.len);
  size_t n = buf.len;
  nst_buf_free(&buf);
  return n;
}

static bool ask_everything(nst_store *store) {
  nst_error error = {0};
  nst_store_counts counts;
  nst_cursor *cursor = NULL;
  nst_series *series = NULL;
  nst_picture *picture = NULL;
  const nst_filter all = {0}, words = {.text = "w1 OR w2"};
  const nst_picture_request request = {.subject = "UKR"};
  uint64_t n;
  bool fine = nst_store_count_all(store, &counts, &error) == NST_OK;
  fine = (nst_store_count(store, &words, &n, &error) == NST_OK) && fine;
  if (nst_store_find(store, &all, NULL, &cursor, &error) == NST_OK) {
    const nst_store_event *e = NULL;
    do fine = (nst_cursor_next(cursor, &e, &error) == NST_OK) && fine;
    while (e != NULL);
    nst_cursor_free(cursor);
  } else fine = false;
  fine = (nst_series_new(store, &all, NST_BY_DAY, &series, &error) == NST_OK) && fine;
  nst_series_free(series);
  fine = (nst_picture_new(store, &request, &picture, &error) == NST_OK) && fine;
  nst_picture_free(picture);
  return fine;
}

static void torn_files_are_noticed(void **state) {
  test_store *t = *state;
  char *bytes;
  size_t n = copy_store(t, &bytes), noticed = 0, opened = 0;
  for (size_t page = 1; page < n / 8192; page++) {
    char *torn = malloc(n);
    assert_non_null(torn);
    memcpy(torn, bytes, n);
    memset(torn + page * 8192, 0xA5, 8192);
    const char *path = other_file(t, torn, n);
    nst_store *store = NULL;
    nst_error error = {0};
    if (nst_store_open(path, NST_STORE_READ, &store, &error) == NST_OK) {
      opened++;
      noticed += !ask_everything(store);
    } else noticed++;
    nst_store_close(store);
    free(torn);
  }
  assert_true(opened > 10);
  assert_true(noticed > 10);
  expect_refusal(other_file(t, bytes, 5000), NST_STORE_READ, NST_STORE, "store");
  free(bytes);
}

static bool count_place(void *user, const nst_place_row *row) {
  (void)row;
  ++*(size_t *)user;
  return false; /* one is enough */
}

/** Numbers that no store of ours holds: they are read as something, or passed over. */
static void strange_numbers(void **state) {
  test_store *t = *state;
  sql(t, "UPDATE records SET type = 99, content = -4, status = 17, event_status = -1, place_precision = 50,"
         " day_from = NULL, code = 'not hex'");
  sql(t, "UPDATE ties SET type = -3, status = 9, flags = 31 << 8");
  sql(t, "UPDATE quantities SET kind = 99");
  sql(t, "INSERT INTO quantities SELECT record, 1, -1, NULL, NULL, '', '', 0, 0 FROM quantities");
  sql(t,
      "INSERT INTO record_actors SELECT record, 7, 0, actor, text, 0, 0 FROM record_actors WHERE role = 0");
  assert_true(ask_everything(t->store));
  nst_cursor *cursor = NULL;
  const nst_store_event *e;
  nst_error error;
  assert_int_equal(nst_store_get(t->store, 1, &cursor, &e, &error), NST_OK);
  assert_int_equal(e->record.type, NST_AGREE);
  assert_int_equal(e->record.status, NST_ACTUAL);
  assert_int_equal(e->record.content, NST_EVENT_NONE);
  assert_int_equal(e->record.quantities[0].kind, NST_Q_OTHER);
  assert_string_equal(e->record.id, "not hex");
  assert_int_equal(e->record.n_source, 1);
  nst_cursor_free(cursor);
}

static void no_room(void **state) {
  test_store *t = *state;
  nst_error error = {0};
  sql(t, "PRAGMA max_page_count = 1"); /* as many as there are now */
  nst_status status = NST_OK;
  for (int i = 0; i < 40 && status == NST_OK; i++) {
    char doc[16];
    (void)snprintf(doc, sizeof doc, "more%d", i);
    const char *text = test_text(t->arena, 100 + (uint32_t)i, 3000);
    nst_store_input input = {
        .report = {.id = doc, .date = "2022-03-02", .text = text, .text_len = strlen(text)}, .run = t->run};
    nst_store_outcome outcome;
    assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
    status = nst_store_put(t->store, &input, NULL, 0, &outcome, &error);
    if (status == NST_OK) status = nst_store_commit(t->store, &error);
  }
  assert_int_equal(status, NST_FULL);
  assert_non_null(strstr(error.message, "what was kept before is safe"));
  nst_store_rollback(t->store);
  sql(t, "PRAGMA max_page_count = 100000");
  assert_true(ask_everything(t->store));
  assert_int_equal(test_count(t, (nst_filter){0}), 1);
  (void)test_put(t, "b", "2022-03-02", "They met again.", NULL, 0); /* and it goes on */
}

static void a_number_tells_of_changes(void **state) {
  test_store *t = *state;
  nst_store *reader = NULL;
  nst_error error = {0};
  uint64_t before = 0, same = 0, after = 0;
  assert_int_equal(nst_store_open(t->path, NST_STORE_READ, &reader, &error), NST_OK);
  assert_int_equal(nst_store_generation(reader, &before), NST_OK);
  assert_int_equal(nst_store_generation(reader, &same), NST_OK);
  (void)test_put(t, "b", "2022-03-02", "They met again.", NULL, 0);
  assert_int_equal(nst_store_generation(reader, &after), NST_OK);
  nst_store_close(reader);
  assert_true(before == same);
  assert_true(after != before);
}

static void places_of_a_pair(void **state) {
  test_store *t = *state;
  nst_error error = {0};
  const nst_filter filters[] = {
      {0}, {.dyad = "RUS-UKR"}, {.source = "RUS", .target = "UKR"}, {.source = "RUS"}};
  for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
    size_t n = 0;
    assert_int_equal(nst_store_places(t->store, &filters[i], 10, count_place, &n, &error), NST_OK);
    assert_int_equal(n, 1);
  }
  size_t n = 0;
  const nst_filter wrong = {.dyad = "Russia"};
  assert_int_equal(nst_store_places(t->store, &wrong, 10, count_place, &n, &error), NST_ARGUMENT);
}

static bool count_first(void *user, const nst_tally_row *row) {
  size_t *sums = user;
  sums[0]++;
  sums[1] += row->first;
  return sums[0] < 2500;
}

/** Many events of one country with two partners each: each is first once. */
static void events_with_partners_count_once(void **state) {
  test_store *t = *state;
  const test_event e = {.type = NST_AGREE, .source = "FRA", .target = "DEU,ITA"};
  test_event ten[10];
  for (size_t i = 0; i < 10; i++) ten[i] = e;
  for (int i = 0; i < 70; i++) {
    char doc[16], day[16];
    (void)snprintf(doc, sizeof doc, "m%d", i);
    (void)snprintf(day, sizeof day, "%04d-03-01", 1900 + i);
    (void)test_put(t, doc, day, doc, ten, 10);
  }
  size_t sums[2] = {0};
  nst_error error;
  const nst_filter filter = {.actor = "FRA"};
  assert_int_equal(nst_store_tally(t->store, &filter, count_first, sums, &error), NST_OK);
  assert_int_equal(sums[0], 1400);
  assert_int_equal(sums[1], 700);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      ON_STORE(files_that_are_no_store),
      ON_STORE(torn_files_are_noticed),
      ON_STORE(strange_numbers),
      ON_STORE(no_room),
      ON_STORE(a_number_tells_of_changes),
      ON_STORE(places_of_a_pair),
      ON_STORE(events_with_partners_count_once),
#undef ON_STORE
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
