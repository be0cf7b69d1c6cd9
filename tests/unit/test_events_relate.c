/* The table of weights of nestor relate, and the sum of evidence. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "events/relate.h"

static void weights_are_summed(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = nst_doc_new(arena);
  nst_relate_weights *w = NULL;
  nst_str text =
      NST_STR("# a note\n\nbias\tAGREE=0.5\npath fire\tASSAULT=2.00 AGREE=-1\nword gun\tASSAULT=0.25\n");
  assert_int_equal(nst_relate_weights_read(arena, text, &w, NULL), NST_OK);
  const char *names[] = {"path fire", "word gun", "word unheard"};
  nst_evidence evidence = {.items = names, .n = 3}, why = {0};
  double scores[NST_EVENT_COUNT], sum = 0;
  nst_event_type best;
  assert_int_equal(nst_relate_score(w, doc, &evidence, scores, &best, &why), NST_OK);
  assert_int_equal(best, NST_ASSAULT);
  for (int t = 1; t < NST_EVENT_COUNT; t++) sum += scores[t];
  assert_true(fabs(sum - 1) < 1e-9);
  assert_true(fabs(log(scores[NST_ASSAULT] / scores[NST_CONSULT]) - 2.25) < 1e-6);
  assert_true(fabs(log(scores[NST_AGREE] / scores[NST_CONSULT]) + 0.5) < 1e-6);
  assert_int_equal(why.n, 2);
  assert_string_equal(why.items[0], "ASSAULT: path fire +2.00");
  nst_arena_free(arena);
}

static void nothing_known_is_even(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_relate_weights *w = NULL;
  assert_int_equal(nst_relate_weights_read(arena, NST_STR(""), &w, NULL), NST_OK);
  nst_evidence none = {0}, why = {0};
  double scores[NST_EVENT_COUNT];
  nst_event_type best;
  assert_int_equal(nst_relate_score(w, nst_doc_new(arena), &none, scores, &best, &why), NST_OK);
  assert_true(best != NST_EVENT_NONE && fabs(scores[best] - 1.0 / 16) < 1e-9 && why.n == 0);
  nst_arena_free(arena);
}

static void mistakes_name_their_line(void **state) {
  (void)state;
  static const char *const bad[] = {"x AGREE=1",    "x\tAGREE",     "x\tAGREE=", "x\tHUG=1",
                                    "x\tAGREE=1e3", "x\tAGREE=nan", "\tAGREE=1", "x\tAGREE=1 2"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    char text[64];
    snprintf(text, sizeof text, "bias\tAGREE=1\n%s\n", bad[i]);
    nst_relate_weights *w = NULL;
    nst_error error = {0};
    assert_int_equal(nst_relate_weights_read(arena, nst_str_of(text), &w, &error), NST_FORMAT);
    assert_null(w);
    assert_int_equal(error.line, 2);
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(weights_are_summed),
                                     cmocka_unit_test(nothing_known_is_even),
                                     cmocka_unit_test(mistakes_name_their_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
