/* mend.c - attachments that the forms of the words rule out.
 *
 * In: linked trees. Out: the same with a few heads changed. "urged Togo to keep the border open and condemned the raid":
 * a finite verb in the past is no partner of an infinitive, so it belongs to the verb that governs it. "denied that it
 * had shelled the city and accused the army": nor of a participle. "'The talks have failed', an official in Cairo
 * said": who stands between the words told and the verb that tells them is its subject, not theirs. */
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
  if ((rel != NST_REL_CCOMP && rel != NST_REL_PARATAXIS) || verb < subject) return -1;
  if (nst_tok(doc, verb)->upos != NST_UPOS_VERB || nst_child_main(doc, verb, NST_REL_NSUBJ) >= 0) return -1;
  return is_mark_between(doc, told, subject) ? verb : -1;
}

void nst_tree_mend(nst_doc *doc) {
  for (size_t s = 0; s < doc->sentences.n; s++) {
    const nst_sentence *sentence = &doc->sentences.items[s];
    bool changed = false;
    for (uint32_t i = sentence->first; sentence->parsed && i < sentence->end; i++) {
      int32_t head = partner_of(doc, (int32_t)i), teller = teller_of(doc, (int32_t)i);
      if (head < 0 && teller < 0) continue;
      doc->tokens.items[i].head = head < 0 ? teller : head;
      if (head < 0) doc->tokens.items[i].deprel = NST_REL_NSUBJ;
      changed = true;
    }
    if (changed) nst_tree_link(doc, sentence);
  }
}
