/* events_tree.h - reports written down as trees, for the tests of src/events.
 *
 * A tree is text, one word a line: FORM LEMMA UPOS HEAD DEPREL [FEATS]; heads count from 1 in the sentence, 0 is the
 * root; an empty line ends a sentence. Words are joined by single spaces. */
#ifndef TESTS_EVENTS_TREE_H
#define TESTS_EVENTS_TREE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "doc/tree.h"
#include "events/candidate.h"

static inline nst_str tree_field(nst_str *line) {
  nst_str field = {"", 0};
  while (nst_str_cut(line, ' ', &field) && field.len == 0) {
  }
  return field;
}

static inline void tree_word(nst_doc *doc, nst_str line, uint32_t *offset, bool *in_quote) {
  nst_sentence *s = &doc->sentences.items[doc->sentences.n - 1];
  nst_str form = tree_field(&line), lemma = tree_field(&line), upos = tree_field(&line),
          head = tree_field(&line);
  nst_str rel = tree_field(&line), feats = tree_field(&line);
  int number = 0;
  for (uint32_t i = 0; i < head.len; i++) number = number * 10 + (head.p[i] - '0');
  nst_token t = {.span = {*offset, *offset + form.len},
                 .form = form,
                 .lower = nst_utf8_lower(doc->arena, form),
                 .lemma = lemma,
                 .feats = feats,
                 .feat_bits = nst_feats_of(feats),
                 .space_after = true,
                 .mention = -1};
  int tag = nst_upos_of(upos), label = nst_deprel_of(rel);
  assert_true(tag >= 0 && label >= 0);
  t.upos = (uint8_t)tag;
  t.deprel = (uint8_t)label;
  t.head = number == 0 ? -1 : (int32_t)s->first + number - 1;
  t.sentence = (uint32_t)doc->sentences.n - 1;
  if (nst_str_is(form, "\"")) *in_quote = !*in_quote;
  t.in_quote = *in_quote;
  *offset += form.len + 1;
  assert_true(NST_PUSH(doc->arena, &doc->tokens, t));
  s->end = (uint32_t)doc->tokens.n;
}

/* A document of `date` ("" for none) from trees. */
static inline nst_doc *tree_doc(nst_arena *arena, const char *date, const char *text) {
  nst_doc *doc = nst_doc_new(arena);
  assert_non_null(doc);
  doc->date = date;
  doc->day = nst_day_parse(nst_str_of(date), false);
  nst_str rest = nst_str_of(text), line;
  uint32_t offset = 0;
  bool open = false, in_quote = false;
  while (nst_str_cut(&rest, '\n', &line)) {
    line = nst_str_trim(line);
    if (line.len == 0) {
      open = false;
      continue;
    }
    if (!open) {
      nst_sentence s = {.first = (uint32_t)doc->tokens.n, .kind = NST_SENT_BODY, .parsed = true};
      assert_true(NST_PUSH(arena, &doc->sentences, s));
      open = true;
    }
    tree_word(doc, line, &offset, &in_quote);
  }
  for (size_t i = 0; i < doc->sentences.n; i++) nst_tree_link(doc, &doc->sentences.items[i]);
  return doc;
}

/* Token number of the first word with this form at or after token `from`. */
static inline int32_t tree_find(const nst_doc *doc, const char *form, int32_t from) {
  for (size_t i = (size_t)from; i < doc->tokens.n; i++)
    if (nst_str_is(doc->tokens.items[i].form, form)) return (int32_t)i;
  fail_msg("no word %s", form);
  return -1;
}

/* A candidate whose trigger is the first word `form`; its clause is the nearest verb at or above. */
static inline nst_candidate tree_candidate(const nst_doc *doc, const char *form, nst_event_type type) {
  int32_t head = tree_find(doc, form, 0), clause = head;
  while (clause >= 0 && !nst_is_verbal(nst_tok(doc, clause)) &&
         nst_child_main(doc, clause, NST_REL_NSUBJ) < 0)
    clause = nst_tok(doc, clause)->head;
  nst_candidate c = {.sentence = nst_tok(doc, head)->sentence,
                     .type = type,
                     .head = head,
                     .trigger = {head},
                     .n_trigger = 1,
                     .light = -1,
                     .clause = clause >= 0 ? clause : head,
                     .comp = -1,
                     .content_token = -1,
                     .inner = -1,
                     .parent = -1,
                     .condition = {.text = ""},
                     .time = {.text = ""},
                     .place = {.text = "", .country = "", .admin1 = ""},
                     .mode = "",
                     .cameo = ""};
  return c;
}

/* Make the first word `form` at or after `from` the head of a mention; `who` and `geo` may be NULL. */
static inline int32_t tree_mention(nst_doc *doc, const char *form, int32_t from, nst_mention_kind kind,
                                   const nst_who *who, const nst_geo *geo) {
  int32_t head = tree_find(doc, form, from);
  nst_mention m = {.head = (uint32_t)head,
                   .first = (uint32_t)head,
                   .end = (uint32_t)head + 1,
                   .kind = kind,
                   .antecedent = -1,
                   .who = who,
                   .n_who = who ? 1 : 0,
                   .geo = geo,
                   .span = nst_tok(doc, head)->span};
  assert_true(NST_PUSH(doc->arena, &doc->mentions, m));
  nst_tok(doc, head)->mention = (int32_t)doc->mentions.n - 1;
  return nst_tok(doc, head)->mention;
}

/* Put a mention among the sources of a candidate. */
static inline void tree_source(nst_candidate *c, const nst_doc *doc, int32_t mention) {
  c->source.items[c->source.n++] =
      (nst_filler){.token = (int32_t)doc->mentions.items[mention].head, .mention = mention, .who = 0};
}

static inline nst_arena *tree_arena(void) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_non_null(arena);
  return arena;
}

#endif
