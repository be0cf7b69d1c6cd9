/* when.c - which time expression of a sentence dates an event.
 *   candidate, time expressions of its sentence  ->  the one that hangs on it, or that it shares with another clause
 * It knows where time hangs in a tree; days are time.c. */
#include "events/when.h"

#include "events/attach.h"
#include "events/speech.h"

enum { FAR = 8, CLIMB = 4 };

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* "LIMA, Sept 23 (Reuters) -": the date of a dateline, not of an act. */
bool nst_when_dateline(const nst_doc *doc, const nst_timex *x) {
  const nst_sentence *s = &doc->sentences.items[doc->tokens.items[x->first].sentence];
  if (x->first > s->first + 10) return false;
  for (uint32_t i = x->end; i < s->end && i < x->end + 5; i++) {
    nst_str f = doc->tokens.items[i].form;
    if (nst_str_in(f, "- -- \xE2\x80\x93 \xE2\x80\x94 _")) return true;
    if (!nst_str_in(f, "( ) , . Reuters AP AFP UPI Xinhua")) return false;
  }
  return false;
}

nst_timex *nst_when_read(nst_doc *doc, const nst_sentence *s, size_t *n) {
  struct {
    nst_timex *items;
    size_t n, capacity;
  } list = {NULL, 0, 0};
  nst_timex x;
  *n = 0;
  for (uint32_t at = s->first; nst_timex_next(doc, at, s->end, &x); at = x.end)
    if (!NST_PUSH(doc->arena, &list, x)) return NULL;
  *n = list.n;
  return list.items ? list.items : nst_arena_take(doc->arena, 1);
}

static bool carries(const nst_attach *a, int32_t token) {
  for (uint32_t i = 0; i < a->n; i++)
    if (a->carriers[i].token == token) return true;
  return false;
}

/* "seized power in a 1994 coup", "at their summit in Rabat last month ministers agreed": the occasion has the day of the act. */
static bool at_occasion(const nst_doc *doc, const nst_attach *a, int32_t noun) {
  for (int step = 0; step < CLIMB && rel_of(doc, noun) == NST_REL_NMOD; step++) {
    if (!nst_str_in(nst_case_of(doc, noun), "of in at")) return false;
    noun = nst_tok(doc, noun)->head;
  }
  const nst_token *t = nst_tok(doc, noun);
  return rel_of(doc, noun) == NST_REL_OBL && nst_str_in(nst_case_of(doc, noun), "in at during") &&
         carries(a, t->head);
}

/* "the first such meeting since 1973": how long it had not been. */
static bool since_the_last(const nst_doc *doc, const nst_timex *x) {
  int32_t noun = x->since ? nst_tok(doc, x->head)->head : -1;
  for (int32_t i = noun < 0 ? -1 : nst_next_child(doc, noun, -1); i >= 0; i = nst_next_child(doc, noun, i))
    if (nst_str_in(nst_tok(doc, i)->lower,
                   "first only worst biggest largest highest deadliest bloodiest most"))
      return true;
  return false;
}

/* "in retaliation for an April 22 attack": the date of another noun. */
static bool other_noun(const nst_doc *doc, const nst_attach *a, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  bool inside = rel == NST_REL_COMPOUND || rel == NST_REL_AMOD || rel == NST_REL_NUMMOD ||
                t->deprel == NST_REL_NMOD_POSS || t->deprel == NST_REL_NMOD_UNMARKED;
  if (!inside || t->head < 0) return false;
  bool own = token > 0 && nst_str_in(nst_tok(doc, token - 1)->lower, "on in at"); /* "on Sunday troops ..." */
  if (own) return false;
  return !carries(a, t->head) && !at_occasion(doc, a, t->head);
}

/* "wounding five, and early on Sunday troops shelled a camp": between the "and" of a clause and its verb. */
static bool opens_clause(const nst_doc *doc, const nst_candidate *c, const nst_timex *x) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  int32_t joint = rel_of(doc, verb) == NST_REL_CONJ ? nst_child(doc, verb, NST_REL_CC) : -1;
  if (joint < 0 || (int32_t)x->first < joint || (int32_t)x->end > verb) return false;
  for (int32_t i = (int32_t)x->end; i < verb; i++)
    if (nst_is_verbal(nst_tok(doc, i)) && nst_tok(doc, i)->head != verb) return false;
  return true;
}

const nst_timex *nst_when_own(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n) {
  nst_attach a;
  nst_attach_init(&a, doc, c, c->type == NST_REJECT); /* what is refused is refused when it is asked for */
  const nst_timex *best = NULL;
  int best_cost = FAR + 1, best_gap = 0;
  for (size_t i = 0; i < n; i++) {
    const nst_timex *x = &list[i];
    if (x->until || nst_when_dateline(doc, x) || since_the_last(doc, x)) continue;
    if (x->kind == NST_TX_OFFSET && x->linked) continue;
    int cost = opens_clause(doc, c, x) ? 0 : nst_attach_cost(&a, x->head);
    if (cost < 0 || other_noun(doc, &a, x->head)) continue;
    int gap = c->head > x->head ? c->head - x->head : x->head - c->head;
    if (cost < best_cost || (cost == best_cost && gap < best_gap)) best = x, best_cost = cost, best_gap = gap;
  }
  return best;
}

/* The expression that the clause of `verb` carries. */
const nst_timex *nst_when_of_clause(const nst_doc *doc, const nst_candidate *c, int32_t verb,
                                    const nst_timex *list, size_t n) {
  const nst_token *t = nst_tok(doc, verb);
  int32_t clause = t->upos == NST_UPOS_NOUN && t->head >= 0 ? t->head : verb;
  nst_candidate other = {
      .sentence = c->sentence, .head = verb, .light = -1, .clause = clause, .comp = -1, .content_token = -1};
  return nst_when_own(doc, &other, list, n);
}

/* "resigned", "was seized", "was cutting": told as past, and not as past before something else. */
bool nst_when_past(const nst_doc *doc, int32_t verb) {
  const nst_token *t = nst_tok(doc, verb);
  bool past = (t->feat_bits & NST_FEAT(PAST)) && (t->feat_bits & NST_FEAT(FINITE));
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    const nst_token *aux = nst_tok(doc, i);
    if (aux->upos != NST_UPOS_AUX) continue;
    if (!nst_str_in(aux->lower, "was were did")) return false;
    past = true;
  }
  return past;
}

static bool has_word(const nst_doc *doc, int32_t verb, const char *words) {
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0 && i < verb; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = rel_of(doc, i);
    if ((rel == NST_REL_MARK || rel == NST_REL_ADVMOD) && nst_str_in(nst_tok(doc, i)->lower, words))
      return true;
  }
  return false;
}

/* "a meeting on Friday at which they agreed", "flew to Quito, where he met rebels": on that occasion. */
static bool at_which(const nst_doc *doc, int32_t verb) {
  if (!nst_when_past(doc, verb)) return false;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0 && i < verb; i = nst_next_child(doc, verb, i)) {
    nst_str word = nst_tok(doc, i)->lower;
    if (nst_str_is(word, "where")) return true;
    if (nst_str_is(word, "which") && nst_str_in(nst_case_of(doc, i), "at in during")) return true;
  }
  return false;
}

/* "resigned and flew to Lima on Monday": what verbs share stands with the last of them. */
static const nst_timex *of_later_verb(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                      size_t n) {
  int32_t verb = c->light >= 0 ? c->light : c->clause, last = -1;
  if (!nst_when_past(doc, verb)) return NULL;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i))
    if (rel_of(doc, i) == NST_REL_CONJ) last = i;
  if (last < verb || !nst_when_past(doc, last) || nst_child_main(doc, last, NST_REL_NSUBJ) >= 0) return NULL;
  for (size_t i = 0; i < n; i++)
    if (list[i].first > (uint32_t)last && !list[i].until && !list[i].since && list[i].kind != NST_TX_OFFSET &&
        nst_tok(doc, list[i].head)->head == last)
      return &list[i];
  return NULL;
}

/* "The unrest began on Friday when gunmen attacked ...", "on Friday, when troops fired": at the time of the clause above;
 * "killed three people as they searched houses on Monday": of the clause below. */
static const nst_timex *same_time(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                  size_t n) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int step = 0; step < CLIMB && verb >= 0; step++) {
    const nst_token *t = nst_tok(doc, verb);
    nst_deprel rel = rel_of(doc, verb);
    bool when = has_word(doc, verb, "when as while whereupon");
    if (t->head < 0) break;
    if (when && t->deprel == NST_REL_ACL_RELCL) {
      for (size_t i = 0; i < n; i++)
        if (t->head >= (int32_t)list[i].first && t->head < (int32_t)list[i].end) return &list[i];
      return NULL;
    }
    if (t->deprel == NST_REL_ACL_RELCL && at_which(doc, verb))
      return nst_when_of_clause(doc, c, t->head, list, n);
    if (when && rel == NST_REL_ADVCL) return nst_when_of_clause(doc, c, t->head, list, n);
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP) break;
    verb = t->head;
  }
  verb = c->light >= 0 ? c->light : c->clause;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    if (rel_of(doc, i) != NST_REL_ADVCL || !has_word(doc, i, "when as while")) continue;
    const nst_timex *x = nst_when_of_clause(doc, c, i, list, n);
    if (x) return x;
  }
  return NULL;
}

/* "announced on Tuesday that it was cutting ties", "said it would cut ties": done by saying so, or at that time. */
static bool done_by_saying(const nst_doc *doc, const nst_candidate *c, int32_t verb) {
  if (c->type == NST_AGREE || c->type == NST_REQUEST || c->type == NST_REJECT || c->type == NST_THREATEN ||
      c->type == NST_ACCUSE)
    return true;
  bool gerund = nst_str_ends(nst_tok(doc, verb)->lower, "ing");
  int32_t be = nst_child_lemma(doc, verb, "be");
  return gerund && be >= 0 && nst_tok(doc, be)->upos == NST_UPOS_AUX;
}

/* "Quito will not talk, its president said on Wednesday": an act of words is done when it is said. */
static const nst_timex *time_of_saying(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                       size_t n) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  bool words = verb >= 0 && done_by_saying(doc, c, verb);
  for (int step = 0; words && step < CLIMB && verb >= 0; step++) {
    const nst_token *t = nst_tok(doc, verb);
    if (nst_child_lemma(doc, verb, "have") >= 0 &&
        nst_str_is(nst_tok(doc, nst_child_lemma(doc, verb, "have"))->lower, "had"))
      return NULL; /* said before */
    nst_deprel rel = rel_of(doc, verb);
    int32_t says = nst_child(doc, verb, NST_REL_PARATAXIS);
    if (rel == NST_REL_CCOMP && t->head >= 0 && nst_is_speech_verb(nst_tok(doc, t->head))) says = t->head;
    if (says >= 0 && nst_is_speech_verb(nst_tok(doc, says))) return nst_when_of_clause(doc, c, says, list, n);
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP) return NULL;
    verb = t->head;
  }
  return NULL;
}

/* "vetoed its bid to join in 2008": a year gone by dates the whole, wherever it hangs. */
const nst_timex *nst_when_year(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n) {
  nst_attach a;
  nst_attach_init(&a, doc, c, true);
  if (c->type == NST_AGREE || c->type == NST_THREATEN || c->type == NST_REQUEST || c->future) return NULL;
  for (size_t i = 0; i < n; i++)
    if (list[i].kind == NST_TX_YEAR && !list[i].until && !other_noun(doc, &a, list[i].head) &&
        nst_attach_cost(&a, list[i].head) >= 0)
      return &list[i];
  return NULL;
}

const nst_timex *nst_when_lent(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n) {
  const nst_timex *x = same_time(doc, c, list, n);
  if (!x) x = of_later_verb(doc, c, list, n);
  return x ? x : time_of_saying(doc, c, list, n);
}
