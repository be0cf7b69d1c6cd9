/* Reports out of bytes: JSONL and plain text, packed or not, whole or damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#include "base/str.h"
#include "ingest/ingest.h"
#include "support/failing.h"

/** Open bytes; frees what was open before. */
static nst_ingest *open_bytes(const void *data, size_t len, const char *name) {
  nst_ingest *in = NULL;
  nst_error error = {0};
  assert_int_equal(nst_ingest_memory(data, len, name, nst_allocator_default(), &in, &error), NST_OK);
  return in;
}

static nst_ingest *open_text(const char *text, const char *name) {
  return open_bytes(text, strlen(text), name);
}

static void expect_report(nst_ingest *in, const char *id, const char *date, const char *title,
                          const char *text) {
  nst_report r;
  nst_error error = {0};
  bool end = true;
  assert_int_equal(nst_ingest_next(in, &r, &end, &error), NST_OK);
  assert_false(end);
  assert_string_equal(r.id, id);
  if (date == NULL) assert_null(r.date);
  else assert_string_equal(r.date, date);
  assert_int_equal(r.title_len, title == NULL ? 0 : strlen(title));
  if (title != NULL) assert_memory_equal(r.title, title, r.title_len);
  assert_int_equal(r.text_len, strlen(text));
  assert_memory_equal(r.text, text, r.text_len);
}

static nst_error expect_error(nst_ingest *in, nst_status status, uint32_t line, const char *words) {
  nst_report r;
  nst_error error = {0};
  bool end = true;
  assert_int_equal(nst_ingest_next(in, &r, &end, &error), status);
  assert_int_equal(error.status, status);
  assert_int_equal(error.line, line);
  assert_non_null(strstr(error.message, words));
  assert_null(r.text);
  return error;
}

static void expect_end(nst_ingest *in) {
  nst_report r;
  nst_error error = {0};
  for (int i = 0; i < 2; i++) {
    bool end = false;
    assert_int_equal(nst_ingest_next(in, &r, &end, &error), NST_OK);
    assert_true(end);
  }
  nst_ingest_free(in);
}

static void a_plain_file_is_one_report(void **state) {
  (void)state;
  nst_ingest *in = open_text("Ministers met.\nThey talked.\n", "/tmp/news/talks-3.v2.txt.gz");
  expect_report(in, "/tmp/news/talks-3.v2.txt", NULL, NULL, "Ministers met.\nThey talked.\n");
  expect_end(in);
  in = open_text("{sic} is no JSON", "-");
  expect_report(in, "stdin", NULL, NULL, "{sic} is no JSON");
  expect_end(in);
}

/** Of the same name in two folders are two reports; written in two ways it is one. */
static void a_plain_file_is_known_by_its_path(void **state) {
  (void)state;
  static const char *const paths[][2] = {{"a/1.txt", "a/1.txt"},
                                         {"b/1.txt", "b/1.txt"},
                                         {"./a//1.txt", "a/1.txt"},
                                         {"././a/./1.txt.zst", "a/1.txt"},
                                         {"../a/1.txt", "../a/1.txt"},
                                         {"//srv/1", "/srv/1"},
                                         {"2024-03-01.ap", "2024-03-01.ap"},
                                         {".hidden", ".hidden"}};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    nst_ingest *in = open_text("They met.", paths[i][0]);
    expect_report(in, paths[i][1], NULL, NULL, "They met.");
    expect_end(in);
  }
  char longer[9000];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  longer[4] = '/';
  nst_ingest *in = open_text("They met.", longer); /* no file has such a path */
  expect_report(in, "xxxx/", NULL, NULL, "They met.");
  expect_end(in);
}

static void lines_are_reports(void **state) {
  (void)state;
  nst_ingest *in =
      open_text("\xEF\xBB\xBF{\"id\":\"a\",\"date\":\"2021-03-04\",\"title\":\"T\",\"text\":\"One.\"}\r\n\n"
                "{\"id\":17,\"date\":null,\"text\":\"Two.\",\"unknown\":[1,{}]}\n"
                "  {\"date\":\"2021-03-05T10:00:00Z\",\"text\":\"Three \\u00e9.\"}",
                "x/day.jsonl");
  expect_report(in, "a", "2021-03-04", "T", "One.");
  expect_report(in, "17", NULL, NULL, "Two.");
  expect_report(in, "x/day.jsonl:4", "2021-03-05", NULL, "Three \xC3\xA9.");
  expect_end(in);
}

static void a_zero_character_is_kept(void **state) {
  (void)state;
  nst_ingest *in = open_text("{\"text\":\"a\\u0000b\"}\n", "z");
  nst_report r;
  nst_error error = {0};
  bool end = true;
  assert_int_equal(nst_ingest_next(in, &r, &end, &error), NST_OK);
  assert_int_equal(r.text_len, 3);
  assert_memory_equal(r.text, "a\0b", 3);
  expect_end(in);
}

static void a_bad_line_costs_only_itself(void **state) {
  (void)state;
  const char *text = "{\"text\":\"good\"}\n"
                     "{\"text\":\"broken\n"
                     "{\"title\":\"no text\"}\n"
                     "{\"text\":5}\n"
                     "{\"text\":\"t\",\"id\":1.5}\n"
                     "{\"text\":\"t\",\"date\":\"2021-02-30\"}\n"
                     "{\"text\":\"t\",\"date\":20210203}\n"
                     "{\"text\":\"\"}\n"
                     "[1]\n"
                     "{\"text\":\"caf\xE9\"}\n"
                     "{\"text\":\"t\",\"title\":[]}\n"
                     "{\"text\":\"last\"}\n";
  nst_ingest *in = open_text(text, "f");
  expect_report(in, "f:1", NULL, NULL, "good");
  nst_error error = expect_error(in, NST_FORMAT, 2, "broken JSON");
  assert_in_range(error.byte, 16, 34);
  expect_error(in, NST_FORMAT, 3, "no \"text\"");
  expect_error(in, NST_FORMAT, 4, "must be text");
  expect_error(in, NST_FORMAT, 5, "\"id\"");
  expect_error(in, NST_FORMAT, 6, "2021-02-30");
  expect_error(in, NST_FORMAT, 7, "YYYY-MM-DD");
  expect_error(in, NST_EMPTY, 8, "empty");
  expect_error(in, NST_FORMAT, 9, "not a JSON object");
  expect_error(in, NST_FORMAT, 10, "broken JSON");
  expect_error(in, NST_FORMAT, 11, "\"title\"");
  expect_report(in, "f:12", NULL, NULL, "last");
  expect_end(in);
}

static void json_in_other_shapes_is_explained(void **state) {
  (void)state;
  nst_ingest *in = open_text("[{\"text\":\"a\"}]", "f");
  expect_error(in, NST_FORMAT, 1, "jq -c '.[]'");
  expect_end(in);
  in = open_text("{\n  \"text\": \"a\"\n}\n", "f");
  expect_error(in, NST_FORMAT, 1, "jq -c '.'");
  expect_end(in);
}

static void what_is_no_text_is_refused(void **state) {
  (void)state;
  nst_ingest *in = open_text(" \n\t\n", "f");
  expect_error(in, NST_EMPTY, 0, "empty");
  expect_end(in);
  in = open_text("", "f");
  expect_error(in, NST_EMPTY, 0, "empty");
  expect_end(in);
  in = open_bytes("\x7F"
                  "ELF\0\1\2",
                  7, "f");
  expect_error(in, NST_TEXT, 0, "binary");
  expect_end(in);
  in = open_bytes("\xFF\xFEh\0i\0", 6, "f");
  expect_error(in, NST_TEXT, 0, "UTF-16");
  expect_end(in);
}

enum { LINE_LIMIT = NST_LIMIT(64 * 1024 * 1024, 4096) };

static void a_huge_line_is_skipped(void **state) {
  (void)state;
  size_t len = (size_t)LINE_LIMIT + 200;
  char *text = malloc(len + 64);
  assert_non_null(text);
  memset(text, 'x', len);
  memcpy(text, "{\"text\":\"", 9);
  memcpy(text + len, "\"}\n{\"text\":\"next\"}\n", 19);
  nst_ingest *in = open_bytes(text, len + 19, "f");
  expect_error(in, NST_TOO_LARGE, 1, "longer than");
  expect_report(in, "f:2", NULL, NULL, "next");
  expect_end(in);
  memset(text, 'x', len);
  in = open_bytes(text, len, "f");
  expect_error(in, NST_TOO_LARGE, 0, "longer than");
  expect_end(in);
  free(text);
}

static const char two[] =
    "{\"id\":\"a\",\"text\":\"First report.\"}\n{\"id\":\"b\",\"text\":\"Second report.\"}\n";

static size_t gzip(const char *text, size_t len, unsigned char *out, size_t room) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  char copy[256];
  memcpy(copy, text, len);
  z.next_in = (unsigned char *)copy;
  z.avail_in = (uInt)len;
  z.next_out = out;
  z.avail_out = (uInt)room;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  size_t n = room - z.avail_out;
  deflateEnd(&z);
  return n;
}

static void packed_files_are_unpacked(void **state) {
  (void)state;
  unsigned char packed[512];
  size_t n = gzip(two, strlen(two), packed, sizeof packed);
  size_t m = gzip("{\"id\":\"c\",\"text\":\"Third.\"}\n", 26, packed + n, sizeof packed - n);
  nst_ingest *in = open_bytes(packed, n + m, "f");
  expect_report(in, "a", NULL, NULL, "First report.");
  expect_report(in, "b", NULL, NULL, "Second report.");
  expect_report(in, "c", NULL, NULL, "Third.");
  assert_int_equal(nst_ingest_position(in), n + m);
  assert_int_equal(nst_ingest_size(in), n + m);
  expect_end(in);
  n = ZSTD_compress(packed, sizeof packed, two, strlen(two), 3);
  in = open_bytes(packed, n, "f");
  expect_report(in, "a", NULL, NULL, "First report.");
  expect_report(in, "b", NULL, NULL, "Second report.");
  expect_end(in);
}

/** Cut at every byte: never a hang, never a wrong report, always an error before the end. */
static void cut_files_are_noticed(void **state) {
  (void)state;
  unsigned char packed[512];
  for (int kind = 0; kind < 2; kind++) {
    size_t n = kind == 0 ? gzip(two, strlen(two), packed, sizeof packed)
                         : ZSTD_compress(packed, sizeof packed, two, strlen(two), 3);
    for (size_t cut = 5; cut < n; cut++) {
      nst_ingest *in = open_bytes(packed, cut, "f");
      nst_report r;
      nst_error error = {0};
      bool end = false;
      size_t errors = 0, calls = 0;
      while (!end) {
        if (nst_ingest_next(in, &r, &end, &error) != NST_OK) errors++;
        assert_true(++calls < 10);
      }
      assert_int_equal(errors, 1);
      assert_int_equal(error.status, NST_FORMAT);
      assert_non_null(strstr(error.message, "end in the middle"));
      nst_ingest_free(in);
    }
  }
}

static void a_damaged_gzip_is_noticed(void **state) {
  (void)state;
  unsigned char packed[512];
  size_t n = gzip(two, strlen(two), packed, sizeof packed);
  packed[n - 6] ^= 0xFF; /* the checksum */
  nst_ingest *in = open_bytes(packed, n, "f");
  nst_report r;
  nst_error error = {0};
  bool end = false;
  size_t errors = 0;
  for (int calls = 0; !end && calls < 10; calls++) errors += nst_ingest_next(in, &r, &end, &error) != NST_OK;
  assert_int_equal(errors, 1);
  assert_non_null(strstr(error.message, "damaged"));
  expect_end(in);
}

static void files_are_opened_by_path(void **state) {
  (void)state;
  char path[] = "/tmp/nestor-ingest-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, two, strlen(two)), strlen(two));
  close(fd);
  nst_ingest *in = NULL;
  nst_error error = {0};
  assert_int_equal(nst_ingest_open(path, nst_allocator_default(), &in, &error), NST_OK);
  expect_report(in, "a", NULL, NULL, "First report.");
  expect_report(in, "b", NULL, NULL, "Second report.");
  assert_int_equal(nst_ingest_size(in), strlen(two));
  expect_end(in);
  unlink(path);
  assert_int_equal(nst_ingest_open(path, nst_allocator_default(), &in, &error), NST_IO);
  assert_null(in);
  assert_non_null(strstr(error.message, "cannot open"));
  assert_int_equal(nst_ingest_open("/tmp", nst_allocator_default(), &in, &error), NST_IO);
  assert_non_null(strstr(error.message, "folder"));
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  unsigned char packed[512];
  size_t n = gzip(two, strlen(two), packed, sizeof packed);
  bool whole = false;
  for (long fail = 0; !whole && fail < 100; fail++) {
    failing f = {.left = fail};
    nst_ingest *in = NULL;
    nst_error error = {0};
    nst_allocator a = failing_allocator(&f);
    nst_status status = nst_ingest_memory(packed, n, "f", a, &in, &error);
    size_t reports = 0;
    bool end = false;
    for (int calls = 0; status == NST_OK && !end && calls < 10; calls++) {
      nst_report r;
      status = nst_ingest_next(in, &r, &end, &error);
      reports += status == NST_OK && !end;
    }
    nst_ingest_free(in);
    whole = status == NST_OK;
    if (whole) assert_int_equal(reports, 2);
    else assert_int_equal(status, NST_NOMEM);
    assert_int_equal(f.live, 0);
    assert_false(f.wrong);
  }
  assert_true(whole);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_plain_file_is_one_report),
      cmocka_unit_test(a_plain_file_is_known_by_its_path),
      cmocka_unit_test(lines_are_reports),
      cmocka_unit_test(a_zero_character_is_kept),
      cmocka_unit_test(a_bad_line_costs_only_itself),
      cmocka_unit_test(json_in_other_shapes_is_explained),
      cmocka_unit_test(what_is_no_text_is_refused),
      cmocka_unit_test(a_huge_line_is_skipped),
      cmocka_unit_test(packed_files_are_unpacked),
      cmocka_unit_test(cut_files_are_noticed),
      cmocka_unit_test(a_damaged_gzip_is_noticed),
      cmocka_unit_test(files_are_opened_by_path),
      cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
