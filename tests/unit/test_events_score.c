/* The tables of topics and of weights of evidence. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "doc/tree.h"
#include "events/score.h"

static void topics_are_counted(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = nst_doc_new(arena);
  nst_topics *t = NULL;
  nst_str text = NST_STR("# a note\nsport\tgoal team\nstate\ttreaty\nsport\tcoach\n");
  assert_int_equal(nst_topics_read(arena, text, &t, NULL), NST_OK);
  assert_int_equal(nst_topics_count(t), 2);
  assert_true(nst_str_is(nst_topics_name(t, 1), "state"));
  assert_int_equal(nst_topics_name(t, 2).len, 0);
  static const char *const words[] = {"the", "goals", "coach", "treaties", "12", "."};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    nst_token token = {.lower = nst_str_of(words[i]),
                       .lemma = strcmp(words[i], "treaties") == 0 ? NST_STR("treaty") : NST_STR("")};
    assert_true(NST_PUSH(arena, &doc->tokens, token));
  }
  nst_topic_counts counts;
  nst_topics_of(t, doc, 0, (uint32_t)doc->tokens.n, &counts);
  assert_int_equal(counts.words, 4);
  assert_int_equal(counts.of[0], 2);
  assert_int_equal(counts.of[1], 1);
  nst_topics_of(t, doc, 0, 1, &counts);
  assert_int_equal(counts.of[0] + counts.of[1], 0);
  assert_int_equal(nst_topics_word(t, nst_tok(doc, 3)), 1);
  assert_int_equal(nst_topics_word(t, nst_tok(doc, 0)), 2);
  nst_arena_free(arena);
}

static void topic_mistakes_name_their_line(void **state) {
  (void)state;
  static const char *const bad[] = {"sport", "sport\t", "\tgoal", "state\tgoal", "sport\tball  bat"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    char text[64];
    snprintf(text, sizeof text, "sport\tgoal\n%s\n", bad[i]);
    nst_topics *t = NULL;
    nst_error error = {0};
    assert_int_equal(nst_topics_read(arena, nst_str_of(text), &t, &error), NST_FORMAT);
    assert_null(t);
    assert_int_equal(error.line, 2);
    nst_arena_free(arena);
  }
}

static void too_many_topics(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  char text[(NST_TOPICS + 1) * 16];
  size_t used = 0;
  for (int i = 0; i <= NST_TOPICS; i++)
    used += (size_t)snprintf(text + used, sizeof text - used, "topic%d\tword%d\n", i, i);
  nst_topics *t = NULL;
  nst_error error = {0};
  assert_int_equal(nst_topics_read(arena, nst_str_of(text), &t, &error), NST_FORMAT);
  assert_int_equal(error.line, NST_TOPICS + 1);
  nst_arena_free(arena);
}

static void weight_mistakes_name_their_line(void **state) {
  (void)state;
  static const char *const bad[] = {"x 1", "x\t", "\t1", "x\t1e3", "x\tnan", "x\t1 2", "x\t--1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    char text[64];
    snprintf(text, sizeof text, "bias\t1\n%s\n", bad[i]);
    nst_score *score = NULL;
    nst_error error = {0};
    assert_int_equal(nst_score_read(arena, nst_str_of(text), &score, &error), NST_FORMAT);
    assert_null(score);
    assert_int_equal(error.line, 2);
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(topics_are_counted), cmocka_unit_test(topic_mistakes_name_their_line),
      cmocka_unit_test(too_many_topics), cmocka_unit_test(weight_mistakes_name_their_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
