/* speech.c - reported clauses in the tree.
 *   token of a clause  ->  the verbs that report it, and their speakers
 * It knows words of saying and their grammar, nothing of actors. */
#include "events/speech.h"

static const char *const speech_verbs = "say tell add state report announce note claim explain confirm "
                                        "reveal insist believe think suggest acknowledge "
                                        "admit warn declare estimate allege argue assert maintain mention "
                                        "point remark respond reply write tweet quote "
                                        "describe disclose recall recount tell observe stress emphasise "
                                        "emphasize reiterate inform brief comment concede "
                                        "contend fear suspect indicate signal predict conclude complain "
                                        "charge testify cite show find hear post repeat "
                                        "underline underscore understand expect worry feel tell";
/* Of these only some are followed by the words of others without "that". */
static const char *const parenthetical_verbs =
    "say tell add state report announce note claim explain confirm insist believe suggest acknowledge admit "
    "warn "
    "declare estimate allege argue maintain remark respond reply write tweet quote recall observe stress "
    "comment "
    "concede complain testify cite show according conclude continue ask";

bool nst_is_belief(const nst_token *t) {
  return nst_str_in(t->lemma, "convince convinced believe persuade persuaded sure certain");
}

bool nst_is_speech_verb(const nst_token *t) {
  return nst_is_verbal(t) && nst_str_in(t->lemma, speech_verbs);
}

static nst_deprel main_rel(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* The noun that a relative clause modifies, if `subject` is a relative pronoun. */
static int32_t antecedent(const nst_doc *doc, int32_t verb, int32_t subject) {
  const nst_token *s = nst_tok(doc, subject), *v = nst_tok(doc, verb);
  bool relative = (s->feat_bits & NST_FEAT(RELATIVE)) || nst_str_in(s->lower, "who which that");
  return relative && v->deprel == NST_REL_ACL_RELCL && v->head >= 0 ? v->head : subject;
}

int32_t nst_speaker_of(const nst_doc *doc, int32_t verb) {
  for (int steps = 0; verb >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    int32_t subject = nst_child(doc, verb, NST_REL_NSUBJ);
    bool passive = nst_is_passive(doc, verb);
    if (passive) {
      int32_t agent = nst_child(doc, verb, NST_REL_OBL_AGENT);
      if (agent >= 0) return agent;
      bool quoted =
          nst_str_is(nst_tok(doc, verb)->lemma, "quote") || nst_str_is(nst_tok(doc, verb)->lemma, "cite");
      return quoted ? nst_child(doc, verb, NST_REL_NSUBJ_PASS) : -1;
    }
    if (subject >= 0)
      return nst_str_is(nst_tok(doc, subject)->lower, "it") && nst_child(doc, verb, NST_REL_EXPL) >= 0
                 ? -1
                 : antecedent(doc, verb, subject);
    const nst_token *t = nst_tok(doc, verb);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (t->head < 0) return -1;
    if (rel == NST_REL_ACL) return t->head;
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP && rel != NST_REL_ADVCL && rel != NST_REL_PARATAXIS)
      return -1;
    verb = t->head;
    if (!nst_is_verbal(nst_tok(doc, verb)) && nst_child_main(doc, verb, NST_REL_NSUBJ) < 0) return -1;
  }
  return -1;
}

/* ", Lavrov told reporters", ", experts say,", ", as the ministry put it". */
static bool is_parenthesis(const nst_doc *doc, int32_t i) {
  const nst_token *t = nst_tok(doc, i);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (!nst_is_verbal(t) || !nst_str_in(t->lemma, parenthetical_verbs)) return false;
  if (rel == NST_REL_ADVCL) return nst_child_lemma(doc, i, "as") >= 0 && nst_child(doc, i, NST_REL_CCOMP) < 0;
  if (rel != NST_REL_PARATAXIS) return false;
  return nst_child(doc, i, NST_REL_CCOMP) < 0 && nst_child(doc, i, NST_REL_NSUBJ) >= 0;
}

static bool has_quote_between(const nst_doc *doc, int32_t a, int32_t b) {
  for (int32_t i = a + 1; i <= b; i++)
    if (nst_str_in(nst_tok(doc, i)->form, ": \" '' ``")) return true;
  return false;
}

/* The speech verb above, of which this clause is the complement. */
static int32_t governor(const nst_doc *doc, int32_t clause) {
  const nst_token *t = nst_tok(doc, clause);
  if (t->head < 0) return -1;
  const nst_token *head = nst_tok(doc, t->head);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (!nst_is_speech_verb(head)) return -1;
  if (rel == NST_REL_CCOMP) return t->head;
  if (rel == NST_REL_PARATAXIS && !nst_is_speech_verb(t) && t->head < clause &&
      has_quote_between(doc, t->head, clause))
    return t->head; /* He added: "..." */
  if (rel == NST_REL_PARATAXIS && clause < t->head && nst_child(doc, t->head, NST_REL_CCOMP) < 0)
    return t->head;
  if (rel == NST_REL_XCOMP && nst_is_passive(doc, t->head)) return t->head; /* "is said to have" */
  return -1;
}

size_t nst_speech_over(const nst_doc *doc, int32_t clause, nst_speech *out, size_t max) {
  size_t n = 0;
  for (int32_t c = nst_next_child(doc, clause, -1); c >= 0 && n < max; c = nst_next_child(doc, clause, c)) {
    if (is_parenthesis(doc, c)) {
      out[n++] = (nst_speech){.verb = c, .speaker = nst_speaker_of(doc, c)};
      continue;
    }
    nst_deprel rel = main_rel(doc, c);
    if (rel != NST_REL_OBL && rel != NST_REL_NMOD && rel != NST_REL_PARATAXIS && rel != NST_REL_ADVCL)
      continue;
    int32_t at = nst_child_lemma(doc, c, "accord");
    if (at < 0) at = nst_child_lemma(doc, c, "according");
    if (at >= 0 && at < c) out[n++] = (nst_speech){.verb = -1, .speaker = c};
  }
  int32_t above = governor(doc, clause);
  if (above >= 0 && n < max) out[n++] = (nst_speech){.verb = above, .speaker = nst_speaker_of(doc, above)};
  return n;
}

bool nst_is_reported(const nst_doc *doc, int32_t token) {
  nst_speech one;
  for (int steps = 0; token >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    if (nst_speech_over(doc, token, &one, 1) > 0) return true;
    token = nst_tok(doc, token)->head;
  }
  return false;
}
