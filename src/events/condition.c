/* condition.c - what the act depends on.
 *   candidate, its clause and the clauses above  ->  the words of the condition
 * "if ...", "unless ...", "should X happen", "as long as", "in the event of", "any X could lead to Y". It does not
 * judge whether the condition is met. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/speech.h"

static bool form_in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lower, list);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* Acts that stand until something ends them: "will not ... until ..." is a condition, "fought until dawn" a time. */
static bool lasting(const nst_candidate *c) {
  return c->type == NST_THREATEN || c->type == NST_REJECT || c->type == NST_SANCTION ||
         c->type == NST_AGREE || c->future;
}

static bool inverted(const nst_doc *doc, int32_t clause) {
  int32_t subject = nst_child_main(doc, clause, NST_REL_NSUBJ);
  for (int32_t i = nst_next_child(doc, clause, -1); i >= 0; i = nst_next_child(doc, clause, i))
    if (rel_of(doc, i) == NST_REL_AUX && form_in(doc, i, "should had were") && subject > i) return true;
  return false;
}

/* Is the clause or phrase `i` a condition by its first word? */
static bool opens_condition(const nst_doc *doc, const nst_candidate *c, int32_t i) {
  nst_deprel rel = rel_of(doc, i);
  if (rel == NST_REL_OBL || rel == NST_REL_NMOD) {
    nst_str prep = nst_case_of(doc, i);
    if (nst_str_in(prep, "in_case_of in_case unless barring pending subject_to")) return true;
    return nst_str_is(prep, "in") && nst_str_in(nst_tok(doc, i)->lemma, "event case") &&
           (nst_child(doc, i, NST_REL_NMOD) >= 0 || nst_child_main(doc, i, NST_REL_ACL) >= 0);
  }
  if (rel != NST_REL_ADVCL) return false;
  if (inverted(doc, i)) return true;
  for (int32_t m = nst_next_child(doc, i, -1); m >= 0; m = nst_next_child(doc, i, m)) {
    nst_deprel mark = rel_of(doc, m);
    if (mark != NST_REL_MARK && mark != NST_REL_ADVMOD && mark != NST_REL_CASE) continue;
    if (form_in(doc, m, "if"))
      return !(m > 0 && form_in(doc, m - 1, "even as")) && nst_child_lemma(doc, i, "even") < 0;
    if (form_in(doc, m, "unless provided providing")) return true;
    if (form_in(doc, m, "until till")) return lasting(c);
    if (form_in(doc, m, "long") && nst_child_lemma(doc, m, "as") >= 0) return true;
    bool promised = c->type == NST_AGREE || c->type == NST_THREATEN;
    if (promised && mark == NST_REL_MARK && form_in(doc, m, "once")) return true;
    if (promised && form_in(doc, m, "soon") && nst_child_lemma(doc, m, "as") >= 0) return true;
    if (c->type == NST_REJECT && mark == NST_REL_MARK && form_in(doc, m, "while")) return true;
  }
  return nst_str_is(nst_tok(doc, i)->lower, "provided") || nst_str_in(nst_case_of(doc, i), "in_case as_long");
}

/* "on condition that", "on the condition that": a noun with a clause. */
static bool condition_noun(const nst_doc *doc, int32_t i) {
  if (!nst_str_is(nst_tok(doc, i)->lemma, "condition") || !nst_str_is(nst_case_of(doc, i), "on"))
    return false;
  return nst_child_main(doc, i, NST_REL_ACL) >= 0 || nst_child(doc, i, NST_REL_CCOMP) >= 0;
}

static int32_t below_clause(const nst_doc *doc, const nst_candidate *c, int32_t head) {
  for (int32_t i = nst_next_child(doc, head, -1); i >= 0; i = nst_next_child(doc, head, i)) {
    if (nst_below(doc, c->head, i)) continue;
    if (opens_condition(doc, c, i) || condition_noun(doc, i)) return i;
  }
  return -1;
}

static bool has_modal(const nst_doc *doc, int32_t verb) {
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i))
    if (rel_of(doc, i) == NST_REL_AUX && form_in(doc, i, "could would will can may might 'll shall"))
      return true;
  return false;
}

static bool has_any(const nst_doc *doc, int32_t noun) {
  int32_t any = nst_child_lemma(doc, noun, "any");
  return any >= 0 && rel_of(doc, any) == NST_REL_DET;
}

/* "any X could lead to Y", "respond strongly to any X": an act that answers what has not happened yet. */
static int32_t any_phrase(const nst_doc *doc, const nst_candidate *c, int32_t verb) {
  if (c->type != NST_THREATEN && c->type != NST_AGREE) return -1;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = rel_of(doc, i);
    if (nst_below(doc, c->head, i) || !has_any(doc, i)) continue;
    if (rel == NST_REL_NSUBJ && has_modal(doc, verb)) return i;
    if (rel == NST_REL_OBL && nst_str_in(nst_case_of(doc, i), "to after following against with") &&
        nst_str_in(nst_tok(doc, verb)->lemma, "respond retaliate react answer reply meet hit strike punish"))
      return i;
  }
  return -1;
}

static nst_status put_words(nst_doc *doc, nst_candidate *c, uint32_t first, uint32_t end) {
  while (end > first + 1 && doc->tokens.items[end - 1].upos == NST_UPOS_PUNCT) end--;
  while (first + 1 < end && doc->tokens.items[first].upos == NST_UPOS_PUNCT) first++;
  if (c->head >= (int32_t)first && c->head < (int32_t)end) return NST_OK; /* a tree with crossing arcs */
  const char *text = nst_tokens_text(doc, first, end);
  if (!text) return NST_NOMEM;
  c->condition = (nst_passage){.text = text, .span = nst_tokens_span(doc, first, end)};
  return NST_OK;
}

static nst_status put(nst_doc *doc, nst_candidate *c, int32_t top) {
  uint32_t first, end;
  nst_subtree(doc, top, &first, &end);
  return put_words(doc, c, first, end);
}

/* "provided that ...", "as long as ...", "as soon as ...", "on condition that ...": these words open nothing else, wherever the tree hangs
 * them. False where they do not follow the act. */
static bool in_words(const nst_doc *doc, const nst_candidate *c, uint32_t *first, uint32_t *end) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  for (int32_t k = c->head + 1; k + 2 < (int32_t)s->end; k++) {
    if (form_in(doc, k, "; : but")) return false;
    bool given = form_in(doc, k, "provided providing condition") && form_in(doc, k + 1, "that");
    bool lasts = form_in(doc, k, "as so") && form_in(doc, k + 1, "long") && form_in(doc, k + 2, "as");
    bool soon = c->type != NST_REJECT && form_in(doc, k, "as") && form_in(doc, k + 1, "soon") &&
                form_in(doc, k + 2, "as");
    if (!given && !lasts && !(soon && !form_in(doc, k + 3, "possible"))) continue;
    *first = (uint32_t)k;
    for (*end = *first + 2; *end < s->end && !form_in(doc, (int32_t)*end, ", ; : . \" \xE2\x80\x94"); ++*end)
      continue;
    return true;
  }
  return false;
}

static int32_t find(const nst_doc *doc, const nst_candidate *c, int32_t head) {
  int32_t found = below_clause(doc, c, head);
  return found >= 0 ? found : any_phrase(doc, c, head);
}

/* Below the act, but not in a verb coordinated with it. */
static bool inside_act(const nst_doc *doc, int32_t i, int32_t act) {
  for (int steps = 0; i >= 0 && i != act && steps < NST_SENTENCE_TOKENS; steps++) {
    if (rel_of(doc, i) == NST_REL_CONJ && nst_tok(doc, i)->head == act) return false;
    i = nst_tok(doc, i)->head;
  }
  return i == act;
}

nst_status nst_candidate_condition(nst_doc *doc, nst_candidate *c) {
  bool acts_on_acts = c->type == NST_THREATEN || c->type == NST_AGREE || c->type == NST_REJECT;
  int32_t act = acts_on_acts ? nst_child(doc, c->head, NST_REL_XCOMP) : -1;
  if (acts_on_acts && act < 0) act = nst_child(doc, c->head, NST_REL_CCOMP);
  const int32_t below[] = {c->head, c->light, c->comp, c->content_token, act};
  for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
    int32_t found = below[i] >= 0 ? find(doc, c, below[i]) : -1;
    if (found >= 0) return put(doc, c, found);
  }
  if (acts_on_acts &&
      nst_is_verbal(nst_tok(doc, c->head))) { /* an "if" clause that hangs deeper in what is threatened */
    const nst_sentence *s = &doc->sentences.items[c->sentence];
    for (int32_t k = c->head + 1; k < (int32_t)s->end; k++)
      if (rel_of(doc, k) == NST_REL_ADVCL && inside_act(doc, k, c->head) && opens_condition(doc, c, k))
        return put(doc, c, k);
  }
  int32_t i = c->head;
  for (int steps = 0; i >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    if (t->head < 0) break;
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (t->deprel == NST_REL_ACL_RELCL || rel == NST_REL_ADVCL) break;
    int32_t found = find(doc, c, t->head);
    bool shared =
        rel != NST_REL_CONJ || found < i; /* a condition after the first of two verbs belongs to it alone */
    if (found >= 0 && shared) return put(doc, c, found);
    i = t->head;
  }
  uint32_t first, end;
  if (acts_on_acts && in_words(doc, c, &first, &end)) return put_words(doc, c, first, end);
  return NST_OK;
}
