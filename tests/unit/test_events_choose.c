/* The table of what speaks for an answer, and whom a report tells of. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/hash.h"
#include "events/choose.h"

static void weights_are_read_for_either_side(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_choose_weights *w = NULL;
  nst_str text = NST_STR("# a note\n\nrule\tsource=1.50 target=-0.25\nway obj\ttarget=2\n");
  assert_int_equal(nst_choose_weights_read(arena, text, &w, NULL), NST_OK);
  uint32_t rule = nst_choose_row(w, NST_STR("rule")), way = nst_choose_row(w, NST_STR("way obj"));
  assert_true(fabs(nst_choose_weight(w, rule, NST_SIDE_SOURCE) - 1.5) < 1e-9);
  assert_true(fabs(nst_choose_weight(w, rule, NST_SIDE_TARGET) + 0.25) < 1e-9);
  assert_true(fabs(nst_choose_weight(w, way, NST_SIDE_SOURCE)) < 1e-9);
  assert_string_equal(nst_choose_name(w, way), "way obj");
  assert_int_equal(nst_choose_row(w, NST_STR("way")), NST_MAP_NONE);
  assert_int_equal(nst_choose_row(NULL, NST_STR("rule")), NST_MAP_NONE);
  nst_arena_free(arena);
}

static void mistakes_name_their_line(void **state) {
  (void)state;
  static const char *const bad[] = {"x target=1",    "x\ttarget",     "x\ttarget=", "x\tobject=1",
                                    "x\ttarget=1e3", "x\ttarget=nan", "\ttarget=1", "x\ttarget=1 2"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    char text[64];
    snprintf(text, sizeof text, "rule\ttarget=1\n%s\n", bad[i]);
    nst_choose_weights *w = NULL;
    nst_error error = {0};
    assert_int_equal(nst_choose_weights_read(arena, nst_str_of(text), &w, &error), NST_FORMAT);
    assert_null(w);
    assert_int_equal(error.line, 2);
    nst_arena_free(arena);
  }
}

/* Peru twice (its government once), a union, and somebody of whom nothing is known. */
static nst_doc *four_mentions(nst_arena *arena) {
  static const nst_who who[] = {{.name = "", .country = "PER", .org = "", .sector = ""},
                                {.name = "", .country = "PER", .org = "", .sector = "GOV"},
                                {.name = "", .country = "", .org = "", .sector = "LAB"}};
  nst_doc *doc = nst_doc_new(arena);
  nst_sentence sentence = {.end = 4};
  assert_true(NST_PUSH(arena, &doc->sentences, sentence));
  for (int32_t i = 0; i < 4; i++) {
    nst_token token = {.head = -1, .mention = i, .first_child = -1, .next_sibling = -1};
    nst_mention mention = {.head = (uint32_t)i, .antecedent = -1, .who = &who[i % 3], .n_who = i < 3};
    assert_true(NST_PUSH(arena, &doc->tokens, token) && NST_PUSH(arena, &doc->mentions, mention));
  }
  return doc;
}

static void a_country_and_its_government_are_told_of_together(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = four_mentions(arena);
  nst_roll roll;
  assert_int_equal(nst_roll_make(doc, &roll), NST_OK);
  assert_int_equal(roll.n, 2);
  assert_int_equal(roll.of[0], roll.of[1]);
  assert_int_equal(roll.of[3], NST_NOT_TOLD);
  assert_int_equal(roll.items[roll.of[0]].mentions, 2);
  assert_int_equal(roll.items[roll.of[0]].rank, 0);
  assert_int_equal(roll.items[roll.of[2]].rank, 1);
  nst_fillers country = {.items = {{0, 0, -1}}, .n = 1}, government = {.items = {{1, 1, -1}}, .n = 1};
  nst_fillers with_union = {.items = {{2, 2, -1}, {1, 1, -1}}, .n = 2};
  nst_fillers turned = {.items = {{0, 0, -1}, {2, 2, -1}, {1, 1, -1}}, .n = 3};
  assert_true(nst_fillers_who(doc, &country) == nst_fillers_who(doc, &government));
  assert_true(nst_fillers_who(doc, &with_union) == nst_fillers_who(doc, &turned));
  assert_true(nst_fillers_who(doc, &with_union) != nst_fillers_who(doc, &country));
  assert_true(nst_fillers_codes(doc, &country) == nst_fillers_codes(doc, &government));
  assert_true(nst_fillers_share_code(doc, &country, &with_union));
  nst_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(weights_are_read_for_either_side),
                                     cmocka_unit_test(mistakes_name_their_line),
                                     cmocka_unit_test(a_country_and_its_government_are_told_of_together)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
