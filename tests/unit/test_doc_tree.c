/* Questions about trees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "doc/tree.h"

typedef struct word {
  const char *form, *lemma, *upos, *feats;
  int head; /* counted from 1 as in CoNLL-U, 0: root */
  const char *deprel;
} word;

static nst_doc *make(nst_arena *arena, const word *words, uint32_t n) {
  nst_doc *doc = nst_doc_new(arena);
  assert_non_null(doc);
  for (uint32_t i = 0; i < n; i++) {
    const word *w = &words[i];
    nst_str form = nst_str_of(w->form);
    nst_token t = {.span = {i * 10, i * 10 + form.len},
                   .form = form,
                   .lower = form,
                   .lemma = nst_str_of(w->lemma),
                   .feat_bits = nst_feats_of(nst_str_of(w->feats)),
                   .upos = (uint8_t)nst_upos_of(nst_str_of(w->upos)),
                   .deprel = (uint8_t)nst_deprel_of(nst_str_of(w->deprel)),
                   .space_after = true,
                   .head = w->head - 1,
                   .mention = -1};
    assert_true(NST_PUSH(arena, &doc->tokens, t));
  }
  nst_sentence s = {.end = n, .parsed = true};
  assert_true(NST_PUSH(arena, &doc->sentences, s));
  nst_tree_link(doc, &doc->sentences.items[0]);
  return doc;
}

static const word troops[] = {
    {"rebels", "rebel", "NOUN", "Number=Plur", 7, "nsubj:pass"},
    {"backed", "back", "VERB", "Tense=Past|VerbForm=Part", 1, "acl"},
    {"by", "by", "ADP", "_", 4, "case"},
    {"Iran", "Iran", "PROPN", "Number=Sing", 2, "obl:agent"},
    {"have", "have", "AUX", "VerbForm=Fin", 7, "aux"},
    {"been", "be", "AUX", "VerbForm=Part", 7, "aux:pass"},
    {"arrested", "arrest", "VERB", "Tense=Past|VerbForm=Part", 0, "root"},
    {"and", "and", "CCONJ", "_", 9, "cc"},
    {"charged", "charge", "VERB", "Tense=Past|VerbForm=Part", 7, "conj"},
    {"because", "because", "ADP", "_", 13, "case"},
    {"of", "of", "ADP", "_", 10, "fixed"},
    {"the", "the", "DET", "Definite=Def", 13, "det"},
    {"raid", "raid", "NOUN", "Number=Sing", 7, "obl"},
};
enum { TROOPS = sizeof troops / sizeof *troops };

static void children_and_subtrees(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = make(arena, troops, TROOPS);
  assert_int_equal(nst_child(doc, 6, NST_REL_NSUBJ), -1);
  assert_int_equal(nst_child_main(doc, 6, NST_REL_NSUBJ), 0);
  assert_int_equal(nst_child_lemma(doc, 6, "be"), 5);
  int32_t seen[TROOPS], n = 0;
  for (int32_t c = nst_next_child(doc, 6, -1); c >= 0; c = nst_next_child(doc, 6, c)) seen[n++] = c;
  const int32_t wanted[] = {0, 4, 5, 8, 12};
  assert_int_equal(n, 5);
  assert_memory_equal(seen, wanted, sizeof wanted);
  assert_true(nst_below(doc, 2, 0) && nst_below(doc, 0, 0) && !nst_below(doc, 0, 2));
  uint32_t first, end;
  nst_subtree(doc, 0, &first, &end);
  assert_int_equal(first, 0);
  assert_int_equal(end, 4);
  nst_subtree(doc, 12, &first, &end);
  assert_int_equal(first, 9);
  assert_int_equal(end, 13);
  nst_subtree(doc, 6, &first, &end);
  assert_int_equal(first, 0);
  assert_int_equal(end, TROOPS);
  nst_arena_free(arena);
}

static void cases_and_conjuncts(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = make(arena, troops, TROOPS);
  assert_true(nst_str_is(nst_case_of(doc, 12), "because_of"));
  assert_true(nst_str_is(nst_case_of(doc, 3), "by"));
  assert_true(nst_str_is(nst_case_of(doc, 0), ""));
  assert_int_equal(nst_conj_first(doc, 8), 6);
  assert_int_equal(nst_conj_first(doc, 6), 6);
  assert_string_equal(nst_tokens_text(doc, 1, 4), "backed by Iran");
  nst_tok(doc, 1)->space_after = false;
  assert_string_equal(nst_tokens_text(doc, 1, 3), "backedby");
  nst_span span = nst_tokens_span(doc, 1, 4);
  assert_int_equal(span.begin, 10);
  assert_int_equal(span.end, 34);
  nst_arena_free(arena);
}

static void passives(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = make(arena, troops, TROOPS);
  assert_true(nst_is_passive(doc, 6)); /* auxiliary */
  assert_true(nst_is_passive(doc, 8)); /* through coordination */
  assert_true(nst_is_passive(doc, 1)); /* bare participle */
  assert_true(nst_is_verbal(nst_tok(doc, 6)) && nst_is_nominal(nst_tok(doc, 0)) &&
              !nst_is_nominal(nst_tok(doc, 6)));
  static const word active[] = {{"Turkey", "Turkey", "PROPN", "_", 3, "nsubj"},
                                {"has", "have", "AUX", "VerbForm=Fin", 3, "aux"},
                                {"bombed", "bomb", "VERB", "Tense=Past|VerbForm=Part", 0, "root"},
                                {"and", "and", "CCONJ", "_", 5, "cc"},
                                {"shelled", "shell", "VERB", "Tense=Past|VerbForm=Part", 3, "conj"},
                                {"them", "they", "PRON", "_", 5, "obj"}};
  doc = make(arena, active, 6);
  assert_false(nst_is_passive(doc, 2));
  assert_false(nst_is_passive(doc, 4));
  nst_arena_free(arena);
}

static void heads_that_are_no_tree_end(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  static const word ring[] = {{"a", "a", "NOUN", "_", 2, "conj"},
                              {"b", "b", "VERB", "Tense=Past|VerbForm=Part", 3, "conj"},
                              {"c", "c", "VERB", "Tense=Past|VerbForm=Part", 2, "conj"},
                              {"d", "d", "NOUN", "_", 9, "dep"}};
  nst_doc *doc = make(arena, ring, 4);
  uint32_t first, end;
  nst_subtree(doc, 1, &first, &end);
  assert_true(first <= 1 && end <= 4);
  assert_false(nst_below(doc, 1, 3));
  assert_true(nst_conj_first(doc, 0) >= 0);
  assert_false(nst_is_passive(doc, 1));
  nst_arena_free(arena);
}

static void names_of_tags(void **state) {
  (void)state;
  for (int i = 0; i < NST_UPOS_COUNT; i++) {
    assert_int_equal(nst_upos_of(nst_str_of(nst_upos_name((nst_upos)i))), i);
  }
  for (int i = 0; i < NST_REL_COUNT; i++) {
    assert_int_equal(nst_deprel_of(nst_str_of(nst_deprel_name((nst_deprel)i))), i);
    const char *label = nst_deprel_name((nst_deprel)i), *colon = strchr(label, ':');
    nst_str top = {label, colon ? (uint32_t)(colon - label) : (uint32_t)strlen(label)};
    assert_true(nst_str_is(
        top, nst_deprel_name(nst_rel_main((nst_deprel)i)))); /* every subtype has its main relation */
  }
  assert_int_equal(nst_deprel_of(NST_STR("nmod:tmod")), NST_REL_NMOD);
  assert_int_equal(nst_deprel_of(NST_STR("nonsense")), -1);
  assert_int_equal(nst_upos_of(NST_STR("")), -1);
  assert_null(nst_upos_name(NST_UPOS_COUNT));
  assert_int_equal(nst_feats_of(NST_STR("Case=Nom|Number=Plur|Foo=Bar")),
                   NST_FEAT(NOMINATIVE) | NST_FEAT(PLURAL));
  assert_int_equal(nst_feats_of(NST_STR("_")), 0);
  assert_string_equal(nst_entity_name(NST_ENT_LOC), "LOC");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(children_and_subtrees),
      cmocka_unit_test(cases_and_conjuncts),
      cmocka_unit_test(passives),
      cmocka_unit_test(heads_that_are_no_tree_end),
      cmocka_unit_test(names_of_tags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
