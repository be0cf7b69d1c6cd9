/* Word pieces, letter case, lemmas, and a whole model against the labels that training code gave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "doc/tree.h"
#include "support/failing.h"
#include "syntax/conllu.h"
#include "syntax/labels.h"
#include "syntax/pieces.h"
#include "syntax/syntax.h"

#define TINY NST_SOURCE_DIR "/tests/data/tiny"

static nst_arena *new_arena(void) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_non_null(arena);
  return arena;
}

static nst_buf read_file(const char *path) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  assert_int_equal(nst_file_read(path, &buf, NULL), NST_OK);
  return buf;
}

static void words_are_cut_into_pieces(void **state) {
  (void)state;
  nst_arena *arena = new_arena();
  nst_vocab v;
  nst_error error;
  nst_str text =
      nst_str_of("[PAD]\n[UNK]\n[CLS]\n[SEP]\npeace\n##talk\n##s\npeacet\n-\ncafe\na\n##a\n\xE4\xB8\xAD\n.");
  assert_int_equal(nst_vocab_load(arena, text, 14, &v, &error), NST_OK);
  static const struct {
    const char *word;
    uint32_t pieces[NST_WORD_PIECES];
    size_t n;
  } cases[] = {
      {"Peace", {4}, 1},
      {"peacetalks", {1}, 1}, /* the longest beginning is taken, and then nothing fits */
      {"PEACE-a", {4, 8, 10}, 3},
      {"Caf\xC3\xA9s", {9, 6}, 2},
      {"Cafe\xCC\x81", {9}, 1},
      {"", {1}, 1},
      {"\xC2\xAD", {1}, 1},
      {"a\xE4\xB8\xAD"
       "a",
       {10, 12, 10},
       3},
      {"aaaaaaaaaaaa", {10, 11, 11, 11, 11, 11, 11, 11}, 8},
      {"...", {13, 13, 13}, 3},
      {"zz.", {1, 13}, 2},
      {"\xFF", {1}, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t got[NST_WORD_PIECES];
    assert_int_equal(nst_word_pieces(&v, nst_str_of(cases[i].word), got), cases[i].n);
    assert_memory_equal(got, cases[i].pieces, cases[i].n * sizeof *got);
  }
  char longest[NST_UNIT_CODE_POINTS + 2];
  memset(longest, 'a', sizeof longest);
  uint32_t got[NST_WORD_PIECES];
  assert_int_equal(nst_word_pieces(&v, (nst_str){longest, NST_UNIT_CODE_POINTS}, got), 8);
  assert_int_equal(nst_word_pieces(&v, (nst_str){longest, NST_UNIT_CODE_POINTS + 1}, got), 1);
  assert_int_equal(got[0], 1);
  assert_int_equal(nst_vocab_load(arena, text, 13, &v, &error), NST_MODEL);
  assert_int_equal(nst_vocab_load(arena, text, 15, &v, &error), NST_MODEL);
  assert_int_equal(nst_vocab_load(arena, nst_str_of("a\nb"), 2, &v, &error), NST_MODEL);
  nst_arena_free(arena);
}

static void letter_case_has_classes(void **state) {
  (void)state;
  static const struct {
    const char *word;
    int wanted;
  } cases[] = {
      {"...", 0},      {"", 0},       {"\xE4\xB8\xAD", 0},
      {"talks", 1},    {"Talks", 2},  {"\xC5\x81\xC3\xB3", 2},
      {"NATO", 3},     {"U.S.", 3},   {"I", 4},
      {"A.", 4},       {"iPhone", 5}, {"McDonald", 5},
      {"XXIst", 5},    {"B2", 6},     {"4,000", 6},
      {"\xC7\x85", 4},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(nst_letter_case(nst_str_of(cases[i].word)), cases[i].wanted);
}

static void lemma_scripts_are_applied(void **state) {
  (void)state;
  nst_arena *arena = new_arena();
  nst_error error;
  static const struct {
    const char *script, *form, *lemma;
  } cases[] = {
      {"L|0|", "Talks", "talks"},
      {"L|1|", "Talks", "talk"},
      {"K|0|", "Paris", "Paris"},
      {"K|1|", "Talks", "Talk"},
      {"L|3|y", "Parties", "party"},
      {"=|be", "is", "be"},
      {"L|9|x", "Is", "is"},
      {"K|9|x", "Is", "Is"},
      {"L|2|", "is", ""},
      {"L|1|e", "\xC3\x89t\xC3\x89", "\xC3\xA9te"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_str line = nst_str_of(cases[i].script), form = nst_str_of(cases[i].form);
    nst_lemma_script *script;
    assert_int_equal(nst_labels_lemma(arena, &line, 1, &script, &error), NST_OK);
    nst_str lemma = nst_lemma_apply(arena, script, form, nst_utf8_lower(arena, form));
    assert_true(nst_str_is(lemma, cases[i].lemma));
  }
  static const char *const wrong[] = {"", "L", "L|", "L||x", "X|1|", "L|1", "L|-1|", "L|99999999|"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    nst_str line = nst_str_of(wrong[i]);
    nst_lemma_script *script;
    assert_int_equal(nst_labels_lemma(arena, &line, 1, &script, &error), NST_MODEL);
  }
  nst_arena_free(arena);
}

#ifndef NST_TINY /* small limits cut the long sentences of the stored labels elsewhere */
/* Analyse the words of `conllu` with a model; the result as CoNLL-U. */
static nst_buf analyse(const nst_buf *weights, const nst_buf *conllu, const char *kernel) {
  nst_arena *arena = new_arena(), *work = new_arena();
  nst_model *model;
  nst_tagger *tagger;
  nst_error error = {0};
  assert_int_equal(nst_model_load(arena, (const uint8_t *)weights->p, weights->len, &model, &error), NST_OK);
  assert_int_equal(nst_tagger_new(model, nst_allocator_default(), kernel, &tagger), NST_OK);
  nst_doc *doc = nst_doc_new(work);
  assert_non_null(doc);
  doc->error = &error;
  assert_int_equal(nst_conllu_read(doc, conllu->p, conllu->len, &error), NST_OK);
  assert_int_equal(nst_syntax_run(tagger, doc), NST_OK);
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  assert_int_equal(nst_conllu_write(doc, true, &out), NST_OK);
  nst_tagger_free(tagger);
  nst_arena_free(work);
  nst_arena_free(arena);
  return out;
}

/* Word lines that differ in lemma, tags, features, head, relation or entity; *n: all. An empty lemma is written "_". */
static size_t differing(nst_str a, nst_str b, size_t *n) {
  nst_str x, y;
  size_t wrong = 0;
  *n = 0;
  while (nst_str_cut(&a, '\n', &x)) {
    if (x.len == 0 || x.p[0] == '#') continue;
    do assert_true(nst_str_cut(&b, '\n', &y));
    while (y.len == 0 || y.p[0] == '#');
    nst_str f, g;
    bool same = true;
    for (int column = 0; column < 10; column++) {
      assert_true(nst_str_cut(&x, '\t', &f) && nst_str_cut(&y, '\t', &g));
      same = same && (nst_str_eq(f, g) || (column == 2 && nst_str_is(f, "_") && g.len == 0));
      if (column == 1) assert_true(nst_str_eq(f, g));
    }
    wrong += !same;
    ++*n;
  }
  return wrong;
}

static void agree(const char *weights_path, const char *labels_path, size_t at_least) {
  nst_buf weights = read_file(weights_path), labels = read_file(labels_path);
  nst_buf ref = analyse(&weights, &labels, "ref"), best = analyse(&weights, &labels, NULL);
  assert_int_equal(ref.len, best.len);
  assert_memory_equal(ref.p, best.p, ref.len);
  size_t n,
      wrong = differing((nst_str){best.p, (uint32_t)best.len}, (nst_str){labels.p, (uint32_t)labels.len}, &n);
  assert_true(n >= at_least);
  assert_int_equal(wrong, 0); /* train/exact.py computes the same to the bit */
  nst_buf_free(&weights);
  nst_buf_free(&labels);
  nst_buf_free(&ref);
  nst_buf_free(&best);
}

static void tiny_model_gives_its_labels(void **state) {
  (void)state;
  agree(TINY ".weights", TINY ".conllu", 300);
}

static void real_model_gives_its_labels(void **state) {
  (void)state;
  agree(NST_SOURCE_DIR "/data/model/base.weights", NST_SOURCE_DIR "/tests/data/agree.conllu", 900);
}

static void small_model_gives_its_labels(void **state) {
  (void)state;
  agree(NST_SOURCE_DIR "/data/model/small.weights", NST_SOURCE_DIR "/tests/data/agree.small.conllu", 900);
}
#endif

static void damaged_weights_are_refused(void **state) {
  (void)state;
  nst_buf weights = read_file(TINY ".weights");
  uint8_t *copy = malloc(weights.len);
  for (size_t i = 0; i < 9000 && i < weights.len; i++) {
    nst_arena *arena = new_arena();
    nst_model *model;
    nst_error error;
    memcpy(copy, weights.p, weights.len);
    copy[i] ^= 0x41;
    nst_status status = nst_model_load(arena, copy, weights.len, &model, &error);
    assert_true(status == NST_OK ? model != NULL : status == NST_MODEL && model == NULL && error.message[0]);
    if (i < 24) assert_int_equal(status, NST_MODEL);
    if (i % 50 == 0) assert_int_equal(nst_model_load(arena, copy, i, &model, &error), NST_MODEL);
    nst_arena_free(arena);
  }
  free(copy);
  nst_buf_free(&weights);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  nst_buf weights = read_file(TINY ".weights");
  nst_str text =
      nst_str_of("1\tTalks\t_\t_\t_\t_\t_\t_\t_\t_\n2\tended\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n");
  for (long n = 0;; n++) {
    failing f = {.left = n, .forever = true};
    nst_allocator allocator = failing_allocator(&f);
    nst_arena *arena = nst_arena_new(allocator);
    nst_status status = arena ? NST_OK : NST_NOMEM;
    nst_model *model = NULL;
    nst_tagger *tagger = NULL;
    nst_doc *doc = NULL;
    nst_error error = {0};
    if (status == NST_OK)
      status = nst_model_load(arena, (const uint8_t *)weights.p, weights.len, &model, &error);
    if (status == NST_OK) status = nst_tagger_new(model, allocator, NULL, &tagger);
    if (status == NST_OK) status = (doc = nst_doc_new(arena)) ? NST_OK : NST_NOMEM;
    if (status == NST_OK) status = nst_conllu_read(doc, text.p, text.len, &error);
    if (status == NST_OK) status = nst_syntax_run(tagger, doc);
    nst_buf out;
    nst_buf_init(&out, allocator);
    if (status == NST_OK) status = nst_conllu_write(doc, true, &out);
    nst_buf_free(&out);
    nst_tagger_free(tagger);
    nst_arena_free(arena);
    assert_int_equal(f.live, 0);
    assert_false(f.wrong);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
    assert_true(n < 10000);
  }
  nst_buf_free(&weights);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#ifndef NST_TINY
      cmocka_unit_test(tiny_model_gives_its_labels), cmocka_unit_test(small_model_gives_its_labels),
      cmocka_unit_test(real_model_gives_its_labels),
#endif
      cmocka_unit_test(words_are_cut_into_pieces),   cmocka_unit_test(letter_case_has_classes),
      cmocka_unit_test(lemma_scripts_are_applied),   cmocka_unit_test(damaged_weights_are_refused),
      cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
