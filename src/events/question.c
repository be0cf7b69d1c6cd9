/* question.c - questions put in quotation marks.
 *   candidate of a word of asking  ->  dropped where what is asked is a question
 * "'Who built it?' the minister asked": wants to know, asks nobody to do anything. */
#include "events/stage.h"

static bool asks_to_act(const nst_doc *doc, int32_t head) {
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel == NST_REL_XCOMP || nst_str_is(nst_case_of(doc, c), "for")) return true;
  }
  return false;
}

/* Is there a question mark inside quotation marks, in the sentence of a word that stands outside of them? */
static bool quotes_question(const nst_doc *doc, int32_t head) {
  const nst_token *word = nst_tok(doc, head);
  const nst_sentence *s = &doc->sentences.items[word->sentence];
  if (word->in_quote) return false;
  for (uint32_t i = s->first; i < s->end; i++) {
    if (!nst_str_is(doc->tokens.items[i].lower, "?")) continue;
    bool closes = i + 1 < s->end && nst_str_in(doc->tokens.items[i + 1].lower, "\" '");
    if (doc->tokens.items[i].in_quote || closes) return true;
  }
  return false;
}

nst_status nst_candidate_question(nst_doc *doc, nst_candidate *c) {
  if (c->type != NST_REQUEST || !nst_str_in(nst_tok(doc, c->head)->lemma, "ask wonder inquire enquire"))
    return NST_OK;
  if (!quotes_question(doc, c->head) || asks_to_act(doc, c->head)) return NST_OK;
  c->dropped = true;
  return nst_candidate_why(doc, c, "a question in quotation marks");
}
