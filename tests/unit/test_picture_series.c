/* Series, change points and alert rules. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "picture/picture_int.h"
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

/** `n` events of a type in one report on that day. */
static void tell(test_store *t, const char *date, nst_event_type type, size_t n, nst_event_status status) {
  static int serial;
  char doc[24], text[32];
  (void)snprintf(doc, sizeof doc, "doc%d", serial);
  (void)snprintf(text, sizeof text, "text %d", serial++);
  test_event events[16];
  for (size_t i = 0; i < n; i++)
    events[i] = (test_event){.type = type, .source = "RUS:GOV", .target = "UKR:GOV", .status = status};
  (void)test_put(t, nst_arena_copy(t->arena, doc, strlen(doc)), nst_arena_copy(t->arena, date, strlen(date)),
                 text, events, n);
}

static nst_series *series_of(test_store *t, nst_filter filter, nst_period by) {
  nst_series *series = NULL;
  nst_error error = {0};
  if (nst_series_new(t->store, &filter, by, &series, &error) != NST_OK) fail_msg("%s", error.message);
  return series;
}

static void weeks(void **state) {
  test_store *t = *state;
  tell(t, "2022-01-03", NST_CONSULT, 2, NST_ACTUAL);  /* a Monday */
  tell(t, "2022-01-09", NST_THREATEN, 1, NST_ACTUAL); /* the Sunday of that week */
  tell(t, "2022-01-20", NST_ASSAULT, 1, NST_ACTUAL);
  tell(t, "2022-01-20", NST_RETREAT, 1, NST_DISPUTED);
  nst_series *s = series_of(t, (nst_filter){.dyad = "RUS-UKR"}, NST_BY_WEEK);
  assert_int_equal(nst_series_count(s), 3);
  const nst_point *p = nst_series_point(s, 0);
  char day[11];
  nst_day_format(p->day, day);
  assert_string_equal(day, "2022-01-03");
  assert_int_equal(p->events, 3);
  assert_int_equal(p->types[NST_CONSULT], 2);
  assert_int_equal(p->quads[1], 2);
  assert_int_equal(p->quads[3], 1);
  assert_true(fabs(p->score - (2.5 + 2.5 - 3.5) / 3) < 1e-9);
  assert_int_equal(nst_series_point(s, 1)->events, 0);
  p = nst_series_point(s, 2);
  assert_int_equal(p->events, 1);
  assert_int_equal(p->told, 2);
  assert_int_equal(p->disputed, 1);
  assert_true(p->tension > 50);
  assert_null(nst_series_point(s, 3));
  assert_int_equal(nst_series_period(s), NST_BY_WEEK);
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_series_json(&buf, s);
  nst_buf_char(&buf, '\0');
  assert_non_null(strstr(
      buf.p,
      "[{\"from\":\"2022-01-03\",\"events\":3,\"quads\":[2,0,1,0],\"types\":{\"CONSULT\":2,\"THREATEN\":1}"));
  nst_buf_free(&buf);
  nst_series_free(s);
  s = series_of(t, (nst_filter){.actor = "UKR"}, NST_BY_MONTH);
  assert_int_equal(nst_series_count(s), 1);
  assert_int_equal(nst_series_point(s, 0)->events, 4);
  nst_series_free(s);
  s = series_of(t, (nst_filter){.statuses = 1u << NST_DISPUTED}, NST_BY_DAY);
  assert_int_equal(nst_series_point(s, nst_series_count(s) - 1)->events, 1);
  nst_series_free(s);
  s = series_of(t, (nst_filter){.dyad = "FRA-DEU"}, NST_BY_DAY);
  assert_int_equal(nst_series_count(s), 0);
  nst_series_free(s);
}

/** More days than fit at first; events without a day are in no period. */
static void many_days(void **state) {
  test_store *t = *state;
  for (int i = 0; i < 300; i++) {
    char day[11];
    nst_day_format(nst_day_of(2020, 1, 1) + i * 3, day);
    tell(t, day, i % 2 == 0 ? NST_AID : NST_ASSAULT, 1, NST_ACTUAL);
  }
  (void)test_put(t, "undated", "", "undated",
                 &(test_event){.type = NST_AID, .source = "RUS", .target = "UKR", .from = ""}, 1);
  nst_series *s = series_of(t, (nst_filter){.actor = "UKR"}, NST_BY_DAY);
  assert_int_equal(nst_series_count(s), 299 * 3 + 1);
  uint32_t events = 0;
  for (size_t i = 0; i < nst_series_count(s); i++) events += nst_series_point(s, i)->events;
  assert_int_equal(events, 300);
  assert_int_equal(nst_series_point(s, 0)->types[NST_AID], 1);
  assert_int_equal(nst_series_point(s, 3)->types[NST_ASSAULT], 1);
  nst_series_free(s);
  nst_series_free(NULL);
  nst_picture_free(NULL);
}

/** A series of ten thousand years has too many days. */
static void too_far_apart(void **state) {
  test_store *t = *state;
  tell(t, "2020-01-01", NST_AID, 1, NST_ACTUAL);
  nst_error error = {0};
  assert_int_equal(
      sqlite3_exec(t->store->db,
                   "INSERT INTO ties SELECT a, b, day + 5000000, event, dir, type, status, flags,"
                   " goldstein10, score10, sources FROM ties",
                   NULL, NULL, NULL),
      SQLITE_OK);
  nst_series *s = NULL;
  const nst_filter filter = {.dyad = "RUS-UKR"};
  assert_int_equal(nst_series_new(t->store, &filter, NST_BY_DAY, &s, &error), NST_TOO_LARGE);
  assert_non_null(strstr(error.message, "since and until"));
  assert_null(s);
}

static void tension_is_forgotten_by_half(void **state) {
  test_store *t = *state;
  tell(t, "2022-01-01", NST_ASSAULT, 10, NST_ACTUAL); /* C = 90 */
  tell(t, "2022-01-29", NST_REQUEST, 1, NST_ACTUAL);  /* 28 days later, score 0 */
  nst_series *s = series_of(t, (nst_filter){0}, NST_BY_DAY);
  assert_true(fabs(nst_series_point(s, 0)->tension - (50 + 50 * 90 / 100.0)) < 1e-9);
  assert_true(fabs(nst_series_point(s, 28)->tension - (50 + 50 * 45 / 55.0)) < 1e-6);
  nst_day first = nst_series_point(s, 0)->day;
  assert_true(fabs(nst_series_tension_at(s, first + 28) - nst_series_point(s, 28)->tension) < 1e-9);
  assert_true(fabs(nst_series_tension_at(s, first - 1) - 50) < 1e-9);
  double conflict = 90 * pow(0.5, 1.5); /* nothing comes behind the last event: 42 days after the first */
  assert_true(fabs(nst_series_tension_at(s, first + 42) - (50 + 50 * conflict / (conflict + 10))) < 1e-9);
  nst_series_free(s);
}

static void pettitt_finds_a_step(void **state) {
  (void)state;
  double values[40];
  for (size_t i = 0; i < 40; i++) values[i] = (i < 25 ? 1 : 5) + (double)(i * 7 % 5) / 10;
  double p;
  assert_int_equal(nst_pettitt(values, 40, &p), 25);
  assert_true(p < 0.001);
  /* K for two separate levels is t (n - t): 25 * 15 */
  assert_true(fabs(p - 2 * exp(-6.0 * 375 * 375 / (40.0 * 40 * 40 + 40 * 40))) < 1e-12);
  double flat[40];
  for (size_t i = 0; i < 40; i++) flat[i] = (double)(i * 7 % 11);
  (void)nst_pettitt(flat, 40, &p);
  assert_true(p > 0.05);
  assert_int_equal(nst_pettitt(values, 7, &p), 0);
  assert_true(p == 1);
  double same[20] = {0};
  assert_int_equal(nst_pettitt(same, 20, &p), 0);
}

static void several_change_points(void **state) {
  (void)state;
  double values[120];
  bool marks[120];
  for (size_t i = 0; i < 120; i++) values[i] = (i < 40 ? 1 : i < 80 ? 9 : 4) + (double)(i * 13 % 7) / 10;
  assert_true(nst_change_points(values, 120, marks));
  for (size_t i = 0; i < 120; i++) assert_int_equal(marks[i], i == 40 || i == 80);
}

static nst_alert_rule rule_of(const char *text) {
  nst_alert_rule rule;
  nst_error error = {0};
  if (nst_alert_parse(text, &rule, &error) != NST_OK) fail_msg("%s: %s", text, error.message);
  return rule;
}

static void rules_are_read(void **state) {
  (void)state;
  nst_alert_rule r = rule_of("tension RUS-UKR up 2sd over 4w");
  assert_int_equal(r.measure, NST_MEASURE_TENSION);
  assert_string_equal(r.subject, "RUS-UKR");
  assert_int_equal(r.change, NST_ALERT_UP);
  assert_int_equal(r.unit, NST_ALERT_SD);
  assert_true(r.amount == 2);
  assert_int_equal(r.span, 28);
  assert_int_equal(r.against, 12 * 28);
  r = rule_of("THREATEN RUS down 30% over 7d against 3m");
  assert_int_equal(r.type, NST_THREATEN);
  assert_int_equal(r.unit, NST_ALERT_PERCENT);
  assert_int_equal(r.against, 90);
  r = rule_of("  quad4 all\tabove 2.5  ");
  assert_int_equal(r.quad, 4);
  assert_true(r.amount == 2.5);
  assert_int_equal(r.span, 7);
  r = rule_of("goldstein UNO below -3 over 2w");
  assert_true(r.amount == -3);
  static const char *const wrong[] = {"",
                                      "tension",
                                      "fear RUS up 2sd over 4w",
                                      "quad5 RUS up 2sd over 4w",
                                      "tension Russia up 2sd over 4w",
                                      "tension RUSSIA-UKRAINE-AND-MORE up 2sd over 4w",
                                      "tension RUS sideways 2sd over 4w",
                                      "tension RUS up much over 4w",
                                      "tension RUS up 2kg over 4w",
                                      "tension RUS up -2sd over 4w",
                                      "tension RUS above 30% over 4w",
                                      "tension RUS up 2sd",
                                      "tension RUS up 2sd over",
                                      "tension RUS up 2sd over 4y",
                                      "tension RUS up 2sd over 0d",
                                      "tension RUS up 2sd over 99999w",
                                      "tension RUS up 2sd within 4w",
                                      "tension RUS up 2sd over 4w against 5w",
                                      "tension RUS above 2 over 4w against 50w",
                                      "tension RUS up 2sd over 4w against 50w please",
                                      "a b c d e f g h i j k l m n"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    nst_error error = {0};
    assert_int_equal(nst_alert_parse(wrong[i], &r, &error), NST_ARGUMENT);
    assert_true(strncmp(error.message, "alert: ", 7) == 0);
  }
}

static nst_alert_answer check(test_store *t, const char *text, nst_day day) {
  nst_alert_rule rule = rule_of(text);
  nst_alert_answer answer;
  nst_error error = {0};
  assert_int_equal(nst_alert_check(t->store, &rule, day, &answer, &error), NST_OK);
  return answer;
}

static void alerts(void **state) {
  test_store *t = *state;
  nst_day first = nst_day_of(2022, 1, 3);
  for (int week = 0; week < 10; week++) { /* two to three events a week, then eight */
    char day[11];
    nst_day_format(first + 7 * week, day);
    tell(t, day, NST_THREATEN, week == 9 ? 8 : 2 + (size_t)week % 2, NST_ACTUAL);
  }
  nst_day last = first + 69;
  nst_alert_answer a = check(t, "events RUS-UKR up 2sd over 1w", last);
  assert_true(a.known && a.raised);
  assert_true(a.now == 8 && a.before > 2 && a.before < 3 && a.spread > 0);
  assert_int_equal(a.from, last - 6);
  assert_true(check(t, "THREATEN RUS up 100% over 1w", last).raised);
  assert_false(check(t, "THREATEN RUS up 500% over 1w", last).raised);
  assert_true(check(t, "quad3 UKR above 7", last).raised);
  assert_false(check(t, "quad4 UKR above 0", last).raised);
  assert_true(check(t, "score all below -3 over 2w", last).raised);
  assert_false(check(t, "events RUS-UKR up 1 over 7d", last - 7).raised); /* a week earlier: quiet */
  assert_false(check(t, "events RUS-UKR up 2sd over 8w", last).known);
  assert_false(check(t, "events FRA-DEU above 1", NST_DAY_NONE).raised);
  assert_false(check(t, "disputed all above 0.5 over 1w", NST_DAY_NONE).raised);
  assert_true(check(t, "sources all above 0.5 over 1w", NST_DAY_NONE).raised);
  assert_true(check(t, "goldstein all below 0 over 1w", NST_DAY_NONE).raised);
  assert_true(check(t, "sources all down 1sd over 1w", last).known);
  assert_true(check(t, "tension RUS-UKR up 1 over 1w", last).raised);
}

static void periods(void **state) {
  (void)state;
  nst_period by;
  assert_true(nst_period_parse("month", &by));
  assert_int_equal(by, NST_BY_MONTH);
  assert_false(nst_period_parse("year", &by));
  assert_string_equal(nst_period_name(NST_BY_DAY), "day");
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      WITH_STORE(weeks),
      WITH_STORE(many_days),
      WITH_STORE(too_far_apart),
      WITH_STORE(tension_is_forgotten_by_half),
      cmocka_unit_test(pettitt_finds_a_step),
      cmocka_unit_test(several_change_points),
      cmocka_unit_test(rules_are_read),
      WITH_STORE(alerts),
      cmocka_unit_test(periods),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
