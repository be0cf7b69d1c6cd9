/* Strings, UTF-8, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/utf8.h"

static void strings_answer(void **state) {
  (void)state;
  assert_true(nst_str_is_nocase(NST_STR("NaTo"), "nato"));
  assert_false(nst_str_is_nocase(NST_STR("nat"), "nato"));
  assert_false(nst_str_is_nocase(NST_STR("natos"), "nato"));
  assert_true(nst_str_starts(NST_STR("abc"), "ab"));
  assert_false(nst_str_starts(NST_STR("a"), "ab"));
  assert_true(nst_str_ends(NST_STR("x.frames"), ".frames"));
  assert_false(nst_str_ends(NST_STR("s"), ".frames"));
  assert_true(nst_str_is(nst_str_trim(NST_STR(" \t a b \r\n")), "a b"));
  assert_int_equal(nst_str_trim(NST_STR(" \t ")).len, 0);
  assert_true(nst_str_in(NST_STR("to"), "from to by"));
  assert_false(nst_str_in(NST_STR("t"), "from to by"));
  assert_false(nst_str_in(NST_STR(""), "from  to"));
}

static void strings_are_cut(void **state) {
  (void)state;
  nst_str rest = NST_STR("a,,b,"), field;
  assert_true(nst_str_cut(&rest, ',', &field) && nst_str_is(field, "a"));
  assert_true(nst_str_cut(&rest, ',', &field) && nst_str_is(field, ""));
  assert_true(nst_str_cut(&rest, ',', &field) && nst_str_is(field, "b"));
  assert_false(nst_str_cut(&rest, ',', &field));
}

static void decimals_are_read_whole(void **state) {
  (void)state;
  double x = 0;
  assert_true(nst_str_decimal(NST_STR("-0.25"), &x) && x == -0.25);
  assert_true(nst_str_decimal(NST_STR("+12"), &x) && x == 12);
  assert_true(nst_str_decimal(NST_STR("1.37"), &x) && x == 1.37);
  assert_true(nst_str_decimal(NST_STR(".5"), &x) && x == 0.5);
  const char *const wrong[] = {"", "-", ".", "1.2.3", "1e3", " 1", "0x1", "nan", "1,5", "1234567890123456"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(nst_str_decimal(nst_str_of(wrong[i]), &x));
}

static void code_points_come_out(void **state) {
  (void)state;
  const char text[] = "a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80";
  const int32_t wanted[] = {'a', 0xE9, 0x4E2D, 0x1F600};
  const char *p = text, *end = text + sizeof text - 1;
  for (int i = 0; i < 4; i++) {
    int32_t cp;
    p = nst_utf8_next(p, end, &cp);
    assert_int_equal(cp, wanted[i]);
    char again[4];
    size_t n = nst_utf8_put(cp, again);
    assert_memory_equal(again, p - n, n);
  }
  assert_ptr_equal(p, end);
  assert_int_equal(nst_utf8_valid(text, sizeof text - 1), sizeof text - 1);
  assert_int_equal(nst_utf8_count(nst_str_of(text)), 4);
}

static void damage_is_seen_and_passed(void **state) {
  (void)state;
  /* a lone continuation, overlong slash, surrogate, beyond U+10FFFF, a cut sequence */
  const char *const bad[] = {"\x80", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\xFF"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const char *p = bad[i], *end = p + strlen(p);
    assert_int_equal(nst_utf8_valid(p, strlen(p)), 0);
    while (p < end) {
      int32_t cp;
      const char *next = nst_utf8_next(p, end, &cp);
      assert_true(next > p && next <= end);
      assert_int_equal(cp, NST_CP_BAD);
      p = next;
    }
  }
  char out[4];
  assert_int_equal(nst_utf8_put(0xD800, out), 3);
  assert_memory_equal(out, "\xEF\xBF\xBD", 3);
}

static void code_points_have_classes(void **state) {
  (void)state;
  assert_true(nst_cp_is_upper('A') && nst_cp_is_upper(0x130) && !nst_cp_is_upper('a'));
  assert_true(nst_cp_is_upper(0x1C5)); /* title case */
  assert_true(nst_cp_is_lower(0xDF) && nst_cp_is_letter(0x4E2D) && !nst_cp_is_letter('1'));
  assert_true(nst_cp_is_digit('7') && nst_cp_is_digit(0x664) && !nst_cp_is_digit(0xB2));
  assert_true(nst_cp_is_space(' ') && nst_cp_is_space(0xA0) && nst_cp_is_space(0x2029) &&
              nst_cp_is_space('\t'));
  assert_true(nst_cp_is_punct(0x201C) && nst_cp_is_punct('-') && !nst_cp_is_punct('$'));
  assert_true(nst_cp_is_mark(0x301) && nst_cp_is_control(0xAD) && nst_cp_is_control(7));
  assert_int_equal(nst_cp_lower(0xC9), 0xE9);
}

static void names_fold(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_true(nst_str_is(nst_utf8_fold(arena, NST_STR("Çavuşoğlu")), "cavusoglu"));
  assert_true(nst_str_is(nst_utf8_fold(arena, NST_STR("İstanbul")), "istanbul"));
  assert_true(nst_str_is(nst_utf8_lower(arena, NST_STR("ÉCOLE")), "école"));
  assert_true(nst_str_is(nst_utf8_lower(arena, NST_STR("")), ""));
  assert_true(nst_str_is(nst_utf8_lower(arena, NST_STR("A\xFF")), "a\xEF\xBF\xBD"));
  nst_arena_free(arena);
}

static void every_day_comes_back(void **state) {
  (void)state;
  nst_day first = nst_day_of(1, 1, 1), last = nst_day_of(9999, 12, 31);
  assert_int_equal(nst_day_of(1970, 1, 1), 0);
  int weekday = nst_day_weekday(first);
  for (nst_day day = first; day <= last; day++) {
    nst_civil c = nst_day_civil(day);
    if (nst_day_of(c.year, c.month, c.day) != day || c.day > nst_days_in_month(c.year, c.month)) {
      fail_msg("day %d", (int)day);
    }
    if (nst_day_weekday(day) != weekday) fail_msg("weekday of %d", (int)day);
    weekday = (weekday + 1) % 7;
  }
  assert_int_equal(nst_day_weekday(nst_day_of(2026, 11, 24)), 1); /* a Tuesday */
}

static void dates_are_read_and_written(void **state) {
  (void)state;
  static const struct {
    const char *text, *first, *last;
  } dates[] = {{"2024-02-29", "2024-02-29", "2024-02-29"},
               {"2024-02", "2024-02-01", "2024-02-29"},
               {"2023", "2023-01-01", "2023-12-31"},
               {"0001-01-01", "0001-01-01", "0001-01-01"},
               {"2023-02-29", "", ""},
               {"2023-13", "", ""},
               {"2023-00-10", "", ""},
               {"0000", "", ""},
               {"2023-1-1", "", ""},
               {"2023/01/01", "", ""},
               {"20x3", "", ""},
               {"", "", ""}};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    char out[11];
    nst_day_format(nst_day_parse(nst_str_of(dates[i].text), false), out);
    assert_string_equal(out, dates[i].first);
    nst_day_format(nst_day_parse(nst_str_of(dates[i].text), true), out);
    assert_string_equal(out, dates[i].last);
  }
  char out[11] = "x";
  nst_day_format(INT32_MAX, out);
  assert_string_equal(out, "");
  nst_day_format(INT32_MIN + 1, out);
  assert_string_equal(out, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings_answer),
      cmocka_unit_test(strings_are_cut),
      cmocka_unit_test(code_points_come_out),
      cmocka_unit_test(damage_is_seen_and_passed),
      cmocka_unit_test(code_points_have_classes),
      cmocka_unit_test(names_fold),
      cmocka_unit_test(decimals_are_read_whole),
      cmocka_unit_test(every_day_comes_back),
      cmocka_unit_test(dates_are_read_and_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
