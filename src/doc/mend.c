/* mend.c - attachments that the forms of the words rule out.
 *
 * In: linked trees. Out: the same with a few heads changed. "urged Togo to keep the border open and condemned the raid":
 * a finite verb in the past is no partner of an infinitive, so it belongs to the verb that governs it. "denied that it
 * had shelled the city and accused the army": nor of a participle. "'The talks have failed', an official in Cairo
 * said": who stands between the words told and the verb that tells them is its subject, not theirs. "an offer the
 * Serbian president, Aleksandar Vucic, declined": a noun that no preposition ties to the one before it is the subject
 * of the verb that follows and has none. "locked down the West Bank": nor can one be other than the object of the particle
 * verb that it follows. "test-fired a missile": the first half of a verb is no subject. */
#include "doc/tree.h"

static bool is_bare_form(const nst_token *t) {
  const uint32_t present = NST_FEAT(PARTICIPLE) | NST_FEAT(PRESENT);
  if (t->upos != NST_UPOS_VERB && t->upos != NST_UPOS_AUX) return false;
  return (t->feat_bits & (NST_FEAT(INFINITIVE) | NST_FEAT(GERUND))) || (t->feat_bits & present) == present;
}

static bool is_past_participle(const nst_token *t) {
  const uint32_t past = NST_FEAT(PARTICIPLE) | NST_FEAT(PAST);
  return t->upos == NST_UPOS_VERB && (t->feat_bits & past) == past && !(t->feat_bits & NST_FEAT(FINITE));
}

static bool is_finite_past(const nst_doc *doc, int32_t verb) {
  const nst_token *t = nst_tok(doc, verb);
  const uint32_t past = NST_FEAT(PAST) | NST_FEAT(FINITE);
  return t->upos == NST_UPOS_VERB && (t->feat_bits & past) == past &&
         nst_child_main(doc, verb, NST_REL_NSUBJ) < 0 && nst_child_main(doc, verb, NST_REL_AUX) < 0;
}

/* The verb that a finite verb belongs to where the tree makes it the partner of an infinitive or participle; -1: all is well. */
static int32_t partner_of(const nst_doc *doc, int32_t verb) {
  const nst_token *t = nst_tok(doc, verb);
  if (t->deprel != NST_REL_CONJ || t->head < 0 || t->head > verb || !is_finite_past(doc, verb)) return -1;
  int32_t at = t->head;
  if (is_past_participle(nst_tok(doc, at)) && nst_tok(doc, at)->deprel == NST_REL_CCOMP)
    at = nst_tok(doc, at)->head;
  else if (!is_bare_form(nst_tok(doc, at))) return -1;
  for (int steps = 0; at >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *h = nst_tok(doc, at);
    nst_deprel rel = nst_rel_main((nst_deprel)h->deprel);
    if (h->upos == NST_UPOS_VERB && !is_bare_form(h)) return (h->feat_bits & NST_FEAT(PAST)) ? at : -1;
    if (h->deprel == NST_REL_ACL_RELCL || rel == NST_REL_NSUBJ) return -1;
    at = h->head;
  }
  return -1;
}

static bool is_mark_between(const nst_doc *doc, int32_t a, int32_t b) {
  for (int32_t i = a + 1; i < b; i++)
    if (nst_tok(doc, i)->upos == NST_UPOS_PUNCT) return true;
  return false;
}

/* The verb of telling whose subject the tree gives to the words told before it; -1: all is well. */
static int32_t teller_of(const nst_doc *doc, int32_t subject) {
  const nst_token *t = nst_tok(doc, subject);
  int32_t told = t->head;
  if (nst_rel_main((nst_deprel)t->deprel) != NST_REL_NSUBJ || told < 0 || told > subject) return -1;
  const nst_token *clause = nst_tok(doc, told);
  nst_deprel rel = nst_rel_main((nst_deprel)clause->deprel);
  int32_t verb = clause->head;
  if ((rel != NST_REL_CCOMP && rel != NST_REL_PARATAXIS) || verb < told) return -1;
  if (nst_tok(doc, verb)->upos != NST_UPOS_VERB || nst_child_main(doc, verb, NST_REL_NSUBJ) >= 0) return -1;
  return is_mark_between(doc, told, verb < subject ? verb : subject) ? verb : -1;
}

static bool is_time(const nst_token *t) {
  return nst_str_in(t->lemma, "day night week weekend month year morning afternoon evening decade time");
}

/* The noun before `verb` that can only be its subject: "an offer [its president], Aleksandar Vucic, politely declined". */
static int32_t bare_subject(const nst_doc *doc, int32_t verb) {
  uint32_t first, end;
  nst_subtree(doc, verb, &first, &end);
  int32_t at = (int32_t)first - 1;
  while (at >= 0 && nst_tok(doc, at)->upos == NST_UPOS_PUNCT) at--;
  for (int steps = 0; at >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, at);
    bool noun = t->upos == NST_UPOS_NOUN || t->upos == NST_UPOS_PROPN;
    bool tied = (t->deprel != NST_REL_NMOD && t->deprel != NST_REL_APPOS) ||
                nst_child(doc, at, NST_REL_CASE) >= 0 || t->head < 0 || is_mark_between(doc, t->head, at);
    if (noun && !tied && t->head < at && nst_tok(doc, t->head)->upos == NST_UPOS_NOUN)
      return is_time(t) ? -1 : at;
    at = t->head < at ? t->head : -1;
  }
  return -1;
}

/* "an offer [its president] declined" read as an offer that declines: the noun that no preposition ties to the subject. */
static int32_t noun_behind(const nst_doc *doc, int32_t subject) {
  for (int32_t c = nst_next_child(doc, subject, -1); c >= 0; c = nst_next_child(doc, subject, c)) {
    const nst_token *t = nst_tok(doc, c);
    bool beside = t->deprel == NST_REL_NMOD || t->deprel == NST_REL_APPOS;
    if (c < subject || !beside || is_time(t)) continue;
    bool phrase = nst_child(doc, c, NST_REL_DET) >= 0 || nst_child(doc, c, NST_REL_NMOD_POSS) >= 0;
    bool noun = t->upos == NST_UPOS_NOUN || t->upos == NST_UPOS_PROPN;
    if (noun && phrase && nst_child(doc, c, NST_REL_CASE) < 0 && !is_mark_between(doc, subject, c)) return c;
  }
  return -1;
}

static bool mend_subject(nst_doc *doc, int32_t verb) {
  nst_token *t = nst_tok(doc, verb);
  int32_t owner = nst_child(doc, verb, NST_REL_NSUBJ);
  if (t->upos != NST_UPOS_VERB || owner < 0 || owner > verb || nst_child_main(doc, verb, NST_REL_OBJ) >= 0)
    return false;
  int32_t subject = nst_tok(doc, owner)->upos == NST_UPOS_NOUN ? noun_behind(doc, owner) : -1;
  if (subject < 0) return false;
  nst_tok(doc, owner)->head = t->head;
  nst_tok(doc, owner)->deprel = t->deprel;
  t->head = owner;
  t->deprel = NST_REL_ACL_RELCL;
  nst_tok(doc, subject)->head = verb;
  nst_tok(doc, subject)->deprel = NST_REL_NSUBJ;
  return true;
}

/* Make "[M] [N] verb" a noun with a relative clause, whose subject is N. */
static bool mend_relative(nst_doc *doc, int32_t verb) {
  nst_token *t = nst_tok(doc, verb);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  bool clause = rel == NST_REL_CCOMP || rel == NST_REL_PARATAXIS || t->deprel == NST_REL_ACL_RELCL ||
                (rel == NST_REL_ADVCL && nst_child(doc, verb, NST_REL_MARK) < 0);
  bool finite = (t->feat_bits & NST_FEAT(FINITE)) || nst_child(doc, verb, NST_REL_AUX) >= 0;
  if (!clause || !finite || t->upos != NST_UPOS_VERB || t->head < 0 || t->head > verb) return false;
  if (nst_child_main(doc, verb, NST_REL_NSUBJ) >= 0 || nst_child_main(doc, verb, NST_REL_OBJ) >= 0)
    return false;
  int32_t subject = bare_subject(doc, verb);
  if (subject < 0) return false;
  int32_t owner = nst_tok(doc, subject)->head;
  if (nst_below(doc, owner, verb) || owner < t->head) return false;
  t->head = owner;
  t->deprel = NST_REL_ACL_RELCL;
  nst_tok(doc, subject)->head = verb;
  nst_tok(doc, subject)->deprel = NST_REL_NSUBJ;
  return true;
}

/* "locked down [the West Bank]" read as locking somewhere: a noun right behind the particle of a verb without an object. */
static bool mend_object(nst_doc *doc, int32_t noun) {
  nst_token *t = nst_tok(doc, noun);
  if (t->deprel != NST_REL_OBL || t->head < 0 || t->head > noun || is_time(t)) return false;
  if (nst_case_of(doc, noun).len > 0 || nst_child_main(doc, t->head, NST_REL_OBJ) >= 0) return false;
  uint32_t first, end;
  nst_subtree(doc, noun, &first, &end);
  int32_t particle = nst_child(doc, t->head, NST_REL_COMPOUND_PRT);
  if (particle < 0 || (uint32_t)particle + 1 != first) return false;
  t->deprel = NST_REL_OBJ;
  return true;
}

/* "Iran [test]-fired a missile" read as a test that fires. */
static bool mend_half(nst_doc *doc, int32_t noun) {
  nst_token *t = nst_tok(doc, noun);
  if (t->deprel != NST_REL_NSUBJ || t->head != noun + 2 || t->space_after) return false;
  const nst_token *mark = nst_tok(doc, noun + 1);
  if (!nst_str_is(mark->form, "-") || mark->space_after) return false;
  t->deprel = NST_REL_COMPOUND;
  return true;
}

void nst_tree_mend(nst_doc *doc) {
  for (size_t s = 0; s < doc->sentences.n; s++) {
    const nst_sentence *sentence = &doc->sentences.items[s];
    for (uint32_t i = sentence->first; sentence->parsed && i < sentence->end; i++) {
      int32_t token = (int32_t)i, head = partner_of(doc, token), teller = teller_of(doc, token);
      if (head >= 0) {
        nst_tok(doc, token)->head = head;
      } else if (teller >= 0) {
        nst_tok(doc, token)->head = teller;
        nst_tok(doc, token)->deprel = NST_REL_NSUBJ;
      } else if (!mend_relative(doc, token) && !mend_subject(doc, token) && !mend_object(doc, token) &&
                 !mend_half(doc, token)) {
        continue;
      }
      nst_tree_link(doc, sentence);
    }
  }
}
