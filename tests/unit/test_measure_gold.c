/* Gold and records out of JSONL, matching, counts, mistakes; what is wrong with a file is told with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "measure/measure.h"
#include "support/failing.h"

typedef struct heard {
  char text[2048];
  uint32_t first_line;
  size_t n;
} heard;

static void hear(void *user, uint32_t line, const char *message) {
  heard *h = user;
  if (h->n++ == 0) h->first_line = line;
  size_t used = strlen(h->text);
  snprintf(h->text + used, sizeof h->text - used, "%u %s|", (unsigned)line, message);
}

static nst_arena *arena;

static int setup(void **state) {
  (void)state;
  arena = nst_arena_new(nst_allocator_default());
  return arena ? 0 : -1;
}

static int teardown(void **state) {
  (void)state;
  nst_arena_free(arena);
  return 0;
}

static nst_gold *read_gold(const char *text) {
  nst_gold *gold = NULL;
  assert_int_equal(nst_gold_read(arena, nst_str_of(text), NULL, NULL, &gold), NST_OK);
  return gold;
}

static const char one[] =
    "{\"id\":\"a\",\"date\":\"2020-02-03\",\"text\":\"Mali met Niger. Mali attacked Chad, Niger said.\","
    "\"complete\":true,\"events\":["
    "{\"quote\":\"met "
    "Niger\",\"event\":[\"CONSULT\"],\"source\":[\"MLI:GOV\"],\"target\":[\"NER\"],\"mutual\":true},"
    "{\"quote\":\"attacked "
    "Chad\",\"event\":[\"ASSAULT\",\"COERCE\"],\"source\":[\"MLI\"],\"target\":[\"TCD\"],"
    "\"status\":\"actual\",\"attribution\":[\"NER:GOV\"]}]}\n";

#define RECORD(event, from, to, source, target, more)                                           \
  "{\"doc\":\"a\",\"event\":\"" event "\",\"trigger\":{\"text\":\"t\",\"span\":[" #from "," #to \
  "]},\"source\":[" source "],\"target\":[" target "]" more "}\n"
#define MALI "{\"country\":\"MLI\",\"sector\":\"GOV\"}"
#define NIGER "{\"country\":\"NER\",\"sector\":\"GOV\"}"
#define CHAD "{\"country\":\"TCD\",\"sector\":\"\"}"

static nst_measures measure(nst_gold *gold, const char *records) {
  nst_measures m;
  assert_int_equal(nst_gold_records(gold, nst_str_of(records), NULL, NULL), NST_OK);
  assert_int_equal(nst_measure(gold, &m), NST_OK);
  return m;
}

static void test_all_right(void **state) {
  (void)state;
  nst_measures m = measure(read_gold(one), RECORD("CONSULT", 5, 8, NIGER, MALI, ",\"confidence\":0.95")
                                               RECORD("COERCE", 21, 29, MALI, CHAD,
                                                      ",\"status\":\"actual\",\"attribution\":[" NIGER
                                                      "],\"confidence\":0.85"));
  assert_int_equal(m.all.gold, 2);
  assert_int_equal(m.all.predicted, 2);
  assert_int_equal(m.all.full, 2); /* mutual: the sides may change places; COERCE is accepted as well */
  assert_int_equal(m.details[NST_DETAIL_STATUS].right, 1);
  assert_int_equal(m.details[NST_DETAIL_ATTRIBUTION].right, 1);
  assert_int_equal(m.details[NST_DETAIL_TIME].of, 0);
  assert_int_equal(m.mistakes.n, 0);
  assert_int_equal(m.confusion[NST_ASSAULT][NST_ASSAULT], 1);
  assert_true(m.calibration_error > 0.099 && m.calibration_error < 0.101);
}

static void test_mistakes(void **state) {
  (void)state;
  nst_measures m = measure(read_gold(one), RECORD("AID", 5, 8, MALI, NIGER, ",\"confidence\":0.4")
                                               RECORD("ASSAULT", 21, 29, MALI, NIGER, ",\"confidence\":0.7")
                                                   RECORD("AID", 900, 901, "", "", ",\"confidence\":0.6"));
  assert_int_equal(m.all.predicted, 3);
  assert_int_equal(m.all.type, 1);
  assert_int_equal(m.all.dyad, 0);
  assert_int_equal(m.confusion[NST_CONSULT][NST_AID], 1);
  assert_int_equal(m.confusion[0][NST_AID], 1);
  assert_int_equal(m.mistakes.items[0].kind, NST_MISTAKE_TYPE);
  assert_int_equal(m.mistakes.items[1].kind, NST_MISTAKE_ACTORS);
  assert_int_equal(m.mistakes.items[2].kind, NST_MISTAKE_EXTRA);
  assert_int_equal(m.types[NST_AID].extra, 2);
}

static void test_one_record_for_each_event(void **state) {
  (void)state;
  nst_measures m =
      measure(read_gold(one), RECORD("CONSULT", 0, 4, MALI, NIGER, "") RECORD("CONSULT", 5, 8, MALI, CHAD, "")
                                  RECORD("CONSULT", 5, 14, MALI, NIGER, ""));
  assert_int_equal(m.all.type, 1);
  assert_int_equal(m.all.dyad, 1); /* the one that agrees most */
  assert_int_equal(m.all.predicted, 3);
  assert_int_equal(m.n_calibrated, 0);
}

static void test_optional_and_incomplete(void **state) {
  (void)state;
  nst_gold *gold =
      read_gold("{\"id\":\"a\",\"text\":\"Mali met "
                "Niger.\",\"complete\":true,\"events\":[{\"quote\":\"met\",\"event\":[\"CONSULT\"],"
                "\"source\":[\"MLI\"],\"target\":[\"NER\"],\"optional\":true}]}\n"
                "{\"id\":\"b\",\"text\":\"Mali met Niger.\",\"complete\":false,\"events\":[]}\n");
  nst_measures m =
      measure(gold, RECORD("AID", 5, 8, MALI, NIGER,
                           "") "{\"doc\":\"b\",\"event\":\"AID\",\"trigger\":{\"span\":[0,4]}}\n"
                               "{\"doc\":\"c\",\"event\":\"AID\",\"trigger\":{\"span\":[0,4]}}\n");
  assert_int_equal(m.all.gold, 0);
  assert_int_equal(m.all.predicted,
                   0); /* covered by an optional event; a report that is not annotated in full */
  assert_int_equal(gold->strangers, 1);
}

static void test_yield(void **state) {
  (void)state;
  nst_gold *gold = read_gold(
      "{\"id\":\"a\",\"text\":\"Mali left.\",\"events\":[{\"quote\":\"left\",\"event\":[\"RETREAT\"],"
      "\"source\":[\"MLI\"],\"target\":[]}]}");
  nst_measures m = measure(gold, RECORD("CONCEDE", 5, 9, MALI, "", ""));
  assert_int_equal(m.all.dyad, 1);
  assert_int_equal(m.confusion[NST_LABEL_YIELD][NST_LABEL_YIELD], 1);
}

static void test_second_annotation(void **state) {
  (void)state;
  nst_gold *gold = read_gold(one);
  nst_measures m;
  assert_int_equal(nst_gold_second(gold, nst_str_of(one), NULL, NULL), NST_OK);
  assert_int_equal(nst_measure(gold, &m), NST_OK);
  assert_int_equal(m.all.full, 2);
  assert_int_equal(m.details[NST_DETAIL_ATTRIBUTION].right, 1);
  heard h = {.n = 0};
  assert_int_equal(nst_gold_second(gold, nst_str_of("{\"id\":\"b\",\"text\":\"x\",\"events\":[]}"), hear, &h),
                   NST_FORMAT);
  assert_non_null(strstr(h.text, "report \"a\" is not in the second annotation"));
}

static void expect(const char *text, uint32_t line, const char *words) {
  nst_gold *gold = NULL;
  heard h = {.n = 0};
  assert_int_equal(nst_gold_read(arena, nst_str_of(text), hear, &h, &gold), NST_FORMAT);
  assert_null(gold);
  assert_int_equal(h.first_line, line);
  if (!strstr(h.text, words)) fail_msg("wanted '%s', told '%s'", words, h.text);
}

#define EVENT(text) "{\"id\":\"a\",\"text\":\"Mali met Niger.\",\"events\":[" text "]}"

static void test_bad_lines(void **state) {
  (void)state;
  expect("\n{\"id\": \"a\"", 2, "broken JSON");
  expect("[1]", 1, "not a JSON object");
  expect("{\"id\":\"a\",\"events\":[]}", 1, "\"text\" is missing");
  expect("{\"text\":\"x\",\"events\":[]}", 1, "\"id\" is missing");
  expect("{\"id\":\"a\",\"text\":\"x\"}", 1, "\"events\" is missing");
  expect("{\"id\":\"a\",\"date\":\"3.2.2020\",\"text\":\"x\",\"events\":[]}", 1,
         "\"date\" must be YYYY-MM-DD");
  expect("{\"id\":\"a\",\"text\":\"x\",\"events\":[]}\n{\"id\":\"a\",\"text\":\"x\",\"events\":[]}", 2,
         "stands above");
  expect(EVENT("{\"quote\":\"left\",\"event\":[\"AID\"],\"source\":[],\"target\":[]}"), 1,
         "event 1: \"quote\" is not in the text: \"left\"");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"TALK\"],\"source\":[],\"target\":[]}"), 1, "not \"TALK\"");
  expect(EVENT("{\"quote\":\"met\",\"event\":[],\"source\":[],\"target\":[]}"), 1, "must name a type");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"AID\"],\"target\":[]}"), 1, "\"source\" is missing");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"AID\"],\"source\":[\"Mali\"],\"target\":[]}"), 1,
         "a code is RUS");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"AID\"],\"source\":[],\"target\":[],\"statsu\":1}"), 1,
         "unknown key \"statsu\"");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"AID\"],\"source\":[],\"target\":[],\"status\":\"maybe\"}"), 1,
         "\"status\" must be");
  expect(
      EVENT(
          "{\"quote\":\"met\",\"event\":[\"AID\"],\"source\":[],\"target\":[],\"time\":{\"from\":\"2020\"}}"),
      1, "\"time\" must be");
  expect(EVENT("{\"quote\":\"met\",\"event\":[\"AID\"],\"source\":[],\"target\":[],\"quantities\":[{\"kind\":"
               "\"x\"}]}"),
         1, "a quantity needs");
  nst_gold *gold = NULL;
  assert_int_equal(nst_gold_read(arena, nst_str_of("\n\n"), NULL, NULL, &gold), NST_EMPTY);
}

static void test_bad_records(void **state) {
  (void)state;
  heard h = {.n = 0};
  nst_gold *gold = read_gold(one);
  const char *bad = "{\"doc\":\"a\",\"event\":\"AID\",\"trigger\":{\"span\":[5,2]}}\n{\"event\":\"AID\"}\n"
                    "{\"doc\":\"a\",\"event\":\"AID\",\"confidence\":7}";
  assert_int_equal(nst_gold_records(gold, nst_str_of(bad), hear, &h), NST_FORMAT);
  assert_string_equal(
      h.text, "1 \"span\" must be [begin, end] in bytes|2 \"doc\" is missing|3 \"confidence\" must be from "
              "0 to 1|");
}

static void test_sentence(void **state) {
  (void)state;
  const char *text = "One. U.S. troops (all) left. \"Two,\" he said.\nThree";
  struct {
    uint32_t at;
    const char *sentence;
  } cases[] = {{0, "One."}, {10, "U.S. troops (all) left."}, {31, "\"Two,\" he said."}, {46, "Three"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_str s = nst_measure_context(nst_str_of(text), (nst_span){cases[i].at, cases[i].at + 1});
    assert_int_equal(s.len, strlen(cases[i].sentence));
    assert_memory_equal(s.p, cases[i].sentence, s.len);
  }
  assert_int_equal(nst_measure_context(nst_str_of("x"), (nst_span){70, 90}).len, 1);
}

static void test_no_memory(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    failing f = {.left = n};
    nst_arena *own = nst_arena_new(failing_allocator(&f));
    nst_gold *gold = NULL;
    nst_measures m;
    nst_status status = own ? nst_gold_read(own, nst_str_of(one), NULL, NULL, &gold) : NST_NOMEM;
    if (status == NST_OK)
      status = nst_gold_records(gold, nst_str_of(RECORD("AID", 5, 8, MALI, NIGER, "")), NULL, NULL);
    if (status == NST_OK) status = nst_measure(gold, &m);
    nst_arena_free(own);
    assert_int_equal(f.live, 0);
    assert_false(f.wrong);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_all_right, setup, teardown),
      cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
      cmocka_unit_test_setup_teardown(test_one_record_for_each_event, setup, teardown),
      cmocka_unit_test_setup_teardown(test_optional_and_incomplete, setup, teardown),
      cmocka_unit_test_setup_teardown(test_yield, setup, teardown),
      cmocka_unit_test_setup_teardown(test_second_annotation, setup, teardown),
      cmocka_unit_test_setup_teardown(test_bad_lines, setup, teardown),
      cmocka_unit_test_setup_teardown(test_bad_records, setup, teardown),
      cmocka_unit_test_setup_teardown(test_sentence, setup, teardown),
      cmocka_unit_test_setup_teardown(test_no_memory, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
