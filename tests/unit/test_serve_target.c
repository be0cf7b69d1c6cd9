/* Paths and queries as they come in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "serve/target.h"

static nst_status parse(nst_arena *arena, const char *raw, nst_target *out) {
  const char *why = NULL;
  nst_status status = nst_target_parse(arena, raw, strlen(raw), out, &why);
  if (status != NST_OK) assert_non_null(why);
  return status;
}

static void clean_targets_are_decoded(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_target t;
  assert_int_equal(parse(arena, "/a%20b/c+d?x=1+2&y=%26%3D&z&&e=", &t), NST_OK);
  assert_string_equal(t.path, "/a b/c+d");
  assert_string_equal(nst_target_get(&t, "x"), "1 2");
  assert_string_equal(nst_target_get(&t, "y"), "&=");
  assert_string_equal(nst_target_get(&t, "z"), "");
  assert_string_equal(nst_target_get(&t, "e"), "");
  assert_null(nst_target_get(&t, "none"));
  assert_int_equal(parse(arena, "/?q=%D0%BA%D0%B8%D1%97%D0%B2", &t), NST_OK);
  assert_string_equal(nst_target_get(&t, "q"), "київ");
  assert_int_equal(parse(arena, "/...", &t), NST_OK);
  nst_arena_free(arena);
}

static void what_is_not_clean_is_refused(void **state) {
  (void)state;
  static const char *const bad[] = {"",         "x",         "*",         "http://a/", "/a b",       "/\t",
                                    "/\x7f",    "/\xc3\xa9", "/%",        "/%4",       "/%zz",       "/%00",
                                    "/?a=%00",  "/?a=%ff",   "/?a=1&a=2", "/../etc",   "/a/..",      "/a/./b",
                                    "/%2e%2e/", "/a%5c..",   "/a\\b",     "/.",        "/?%61=1&a=2"};
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_target t;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_int_equal(parse(arena, bad[i], &t), NST_FORMAT);
  nst_arena_free(arena);
}

static void limits_hold(void **state) {
  (void)state;
  static char raw[NST_TARGET_MAX + 2];
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_target t;
  const char *why;
  memset(raw, 'a', sizeof raw);
  raw[0] = '/';
  assert_int_equal(nst_target_parse(arena, raw, NST_TARGET_MAX, &t, &why), NST_OK);
  assert_int_equal(nst_target_parse(arena, raw, NST_TARGET_MAX + 1, &t, &why), NST_TOO_LARGE);
  size_t at = 2;
  memcpy(raw, "/?", 2);
  for (int i = 0; i < NST_PARAMS_MAX + 1; i++) {
    raw[at++] = (char)('a' + i % 26);
    if (i >= 26) raw[at++] = 'x';
    raw[at++] = '&';
  }
  assert_int_equal(nst_target_parse(arena, raw, at, &t, &why), NST_FORMAT);
  assert_int_equal(nst_target_parse(arena, raw, at - (NST_PARAMS_MAX >= 26 ? 3 : 2), &t, &why), NST_OK);
  assert_int_equal(t.n_params, NST_PARAMS_MAX);
  nst_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clean_targets_are_decoded),
      cmocka_unit_test(what_is_not_clean_is_refused),
      cmocka_unit_test(limits_hold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
