/* deny.c - denials that stand beside an event, not above it.
 *   "X said Y had attacked, an account that Z rejects", "... but Z denied it"  ->  the word "rejects", "denied"
 * Only what is told by somebody can be denied so; acts of speech are not. */
#include "events/deny.h"

#include "events/speech.h"

static const char *const denying =
    "deny reject dispute dismiss refute contest rebut contradict question doubt disavow";
static const char *const told =
    "account claim charge allegation accusation report version statement assertion suggestion "
    "involvement responsibility role rumour rumor description story";
static const char *const pronouns = "it this that";

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

/* "a charge Kigali denies": a noun for what was told, with a relative clause that denies it. */
static bool denied_noun(const nst_doc *doc, int32_t verb) {
  const nst_token *t = nst_tok(doc, verb);
  return nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL && t->head >= 0 && in(doc, t->head, told);
}

/* "but the ministry denied that it had", "Kigali denies it". */
static bool denied_clause(const nst_doc *doc, int32_t verb, bool next_sentence) {
  const nst_token *t = nst_tok(doc, verb);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  bool main = rel == NST_REL_CONJ || rel == NST_REL_ROOT || rel == NST_REL_PARATAXIS;
  if (!main && !(rel == NST_REL_ADVCL && !next_sentence)) return false;
  int32_t object = nst_child(doc, verb, NST_REL_OBJ);
  if (object >= 0 && (in(doc, object, told) || nst_str_in(nst_tok(doc, object)->lower, pronouns)))
    return true;
  if (next_sentence) return false;
  return nst_str_is(t->lemma, "deny") &&
         (nst_child(doc, verb, NST_REL_CCOMP) >= 0 || nst_child(doc, verb, NST_REL_XCOMP) >= 0);
}

static bool may_be_denied(const nst_doc *doc, const nst_candidate *c) {
  if (c->type == NST_REJECT || c->type == NST_ACCUSE || c->type == NST_REQUEST || c->type == NST_THREATEN)
    return false;
  if (nst_is_reported(doc, c->head)) return true;
  for (int32_t i = c->head; i >= 0; i = nst_tok(doc, i)->head)
    if (in(doc, nst_tok(doc, i)->head, "accuse suspect blame")) return true;
  return false;
}

static int32_t search(const nst_doc *doc, const nst_candidate *c, uint32_t first, uint32_t end,
                      bool next_sentence) {
  for (uint32_t i = first; i < end; i++) {
    int32_t verb = (int32_t)i;
    const nst_token *t = nst_tok(doc, verb);
    if (!nst_is_verbal(t) || !nst_str_in(t->lemma, denying)) continue;
    if (nst_below(doc, c->head, verb) || nst_child_lemma(doc, verb, "not") >= 0) continue;
    if (denied_noun(doc, verb) ? !next_sentence : denied_clause(doc, verb, next_sentence)) return verb;
  }
  return -1;
}

int32_t nst_denied_elsewhere(const nst_doc *doc, const nst_candidate *c) {
  if (!may_be_denied(doc, c)) return -1;
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  int32_t found = search(doc, c, (uint32_t)c->head + 1, s->end, false);
  if (found >= 0 || c->sentence + 1 >= doc->sentences.n) return found;
  const nst_sentence *next = s + 1;
  return next->parsed && next->paragraph == s->paragraph ? search(doc, c, next->first, next->end, true) : -1;
}
