/* CoNLL-U in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "syntax/conllu.h"

static nst_status read_text(nst_arena *arena, const char *text, nst_doc **doc, nst_error *error) {
  *doc = nst_doc_new(arena);
  assert_non_null(*doc);
  return nst_conllu_read(*doc, text, strlen(text), error);
}

#define BLANK "\t_\t_\t_\t_\t_\t_\t_\t"

static const char sample[] =
    "# sent_id = a-1\n# text = They don't know.\n1\tThey" BLANK "_\n2-3\tdon't" BLANK "_\n2\tdo" BLANK
    "_\n3\tn't" BLANK "_\n4\tknow" BLANK "SpaceAfter=No\n4.1\tit" BLANK "_\n5\t." BLANK
    "_\r\n\n\n# only a comment\n\n1\tBern" BLANK "A=b|SpaceAfter=No";

static void words_ranges_and_comments_are_read(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc;
  nst_error error;
  assert_int_equal(read_text(arena, sample, &doc, &error), NST_OK);
  assert_int_equal(doc->sentences.n, 2);
  assert_int_equal(doc->tokens.n, 6);
  const nst_token *t = doc->tokens.items;
  assert_true(nst_str_is(t[0].lower, "they"));
  assert_true(nst_str_is(t[2].form, "n't"));
  assert_int_equal(t[1].span.begin, t[2].span.begin);
  assert_memory_equal(sample + t[1].span.begin, "don't", 5);
  assert_false(t[1].space_after);
  assert_true(t[2].space_after);
  assert_false(t[3].space_after);
  assert_true(t[4].space_after);
  assert_false(t[5].space_after);
  assert_int_equal(t[5].sentence, 1);

  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  doc->tokens.items[5].entity = NST_ENT_LOC;
  doc->tokens.items[5].entity_begin = true;
  assert_int_equal(nst_conllu_write(doc, true, &out), NST_OK);
  nst_buf_char(&out, '\0');
  assert_non_null(strstr(out.p, "# sent_id = a-1\n# text = They don't know.\n1\tThey\t"));
  assert_non_null(strstr(out.p, "\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\t"));
  assert_non_null(strstr(out.p, "\t_\tEntity=B-LOC|SpaceAfter=No\n\n"));
  assert_null(strstr(out.p, "4.1"));
  nst_buf_free(&out);
  nst_arena_free(arena);
}

static void clitics_of_plain_text_get_a_range(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = nst_doc_new(arena);
  doc->input = nst_str_of("Putin's men (US)");
  static const struct {
    const char *form;
    uint32_t begin;
    bool space;
  } words[] = {{"Putin", 0, false}, {"'s", 5, true},   {"men", 8, true},
               {"(", 12, false},    {"US", 13, false}, {")", 15, false}};
  for (size_t i = 0; i < 6; i++) {
    nst_str form = nst_str_of(words[i].form);
    nst_token t = {.form = form,
                   .lower = form,
                   .lemma = form,
                   .feats = NST_STR("_"),
                   .head = i ? 0 : -1,
                   .upos = NST_UPOS_NOUN,
                   .deprel = i ? NST_REL_DEP : NST_REL_ROOT,
                   .span = {words[i].begin, words[i].begin + form.len},
                   .space_after = words[i].space};
    assert_true(NST_PUSH(arena, &doc->tokens, t));
  }
  nst_sentence s = {.span = {0, 16}, .first = 0, .end = 6};
  assert_true(NST_PUSH(arena, &doc->sentences, s));
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  assert_int_equal(nst_conllu_write(doc, false, &out), NST_OK);
  nst_buf_char(&out, '\0');
  assert_string_equal(
      out.p,
      "# sent_id = 1\n# text = Putin's men (US)\n1-2\tPutin's\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "1\tPutin\tPutin\tNOUN\t_\t_\t0\troot\t_\t_\n2\t's\t's\tNOUN\t_\t_\t1\tdep\t_\t_\n3\tmen\tmen\tNOUN\t_"
      "\t_\t1\tdep\t_\t_\n"
      "4\t(\t(\tNOUN\t_\t_\t1\tdep\t_\tSpaceAfter=No\n5\tUS\tUS\tNOUN\t_\t_\t1\tdep\t_\tSpaceAfter=No\n"
      "6\t)\t)\tNOUN\t_\t_\t1\tdep\t_\tSpaceAfter=No\n\n");
  nst_buf_free(&out);
  nst_arena_free(arena);
}

static void mistakes_name_their_line(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line;
  } cases[] = {
      {"# a\n1\tx\ty\n", 2},          {"1\tx" BLANK "_\n3\ty" BLANK "_\n", 2},
      {"x\tx" BLANK "_\n", 1},        {"1\t" BLANK "_\n", 1},
      {"\n\n1\tx" BLANK "_\t_\n", 3}, {"1-2\tx" BLANK "_\n1\tx" BLANK "_\n\n", 3},
      {"1-x\tx" BLANK "_\n", 1},      {"2-1\tx" BLANK "_\n", 1},
      {"1\t\xFF" BLANK "_\n", 1},     {"1x\ty" BLANK "_\n", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    nst_doc *doc;
    nst_error error = {0};
    assert_int_equal(read_text(arena, cases[i].text, &doc, &error), NST_FORMAT);
    assert_int_equal(error.line, cases[i].line);
    nst_arena_free(arena);
  }
}

static void long_sentences_are_cut(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_buf in;
  nst_buf_init(&in, nst_allocator_default());
  uint32_t n = 2 * NST_SENTENCE_TOKENS + 3;
  for (uint32_t i = 0; i < n; i++) nst_buf_format(&in, "%u\tw" BLANK "_\n", (unsigned)i + 1);
  nst_buf_char(&in, '\0');
  nst_doc *doc;
  nst_error error;
  assert_int_equal(read_text(arena, in.p, &doc, &error), NST_OK);
  assert_int_equal(doc->sentences.n, 3);
  assert_int_equal(doc->tokens.n, n);
  assert_int_equal(doc->sentences.items[1].end, 2 * NST_SENTENCE_TOKENS);
  for (uint32_t i = 0; i < n; i++) assert_int_equal(doc->tokens.items[i].sentence, i / NST_SENTENCE_TOKENS);
  assert_int_equal(read_text(arena, "", &doc, &error), NST_OK);
  assert_int_equal(doc->sentences.n, 0);
  nst_buf_free(&in);
  nst_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_ranges_and_comments_are_read),
      cmocka_unit_test(clitics_of_plain_text_get_a_range),
      cmocka_unit_test(mistakes_name_their_line),
      cmocka_unit_test(long_sentences_are_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
