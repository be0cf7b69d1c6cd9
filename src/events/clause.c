/* clause.c - the clause an event stands in: will it, can it, is it denied, who says it.
 *
 * In: a token of a linked tree. Out: answers. The status of a record is status.c; this is what the choice of its
 * type needs. */
#include "events/clause.h"
#include "events/roles.h"

bool nst_clause_is_gerund(const nst_scene *s, int32_t verb) {
  const nst_token *t = nst_tok(s->doc, verb);
  if (!(t->feat_bits & (NST_FEAT(GERUND) | NST_FEAT(PARTICIPLE)))) return false;
  return nst_has_mark(s->doc, verb, "of") || nst_has_mark(s->doc, verb, "from") ||
         nst_has_mark(s->doc, verb, "for") || nst_has_mark(s->doc, verb, "with") ||
         nst_has_mark(s->doc, verb, "against") || nst_has_mark(s->doc, verb, "to") ||
         nst_has_mark(s->doc, verb, "on") || nst_has_mark(s->doc, verb, "about") ||
         nst_has_mark(s->doc, verb, "at");
}

bool nst_clause_is_condition(const nst_scene *s, int32_t verb) {
  static const char *const words[] = {"if", "unless", "provided", "whether", "lest", "should", "until"};
  for (size_t i = 0; i + 1 < sizeof words / sizeof words[0]; i++)
    if (nst_has_mark(s->doc, verb, words[i])) return true;
  int32_t aux = nst_child(s->doc, verb, NST_REL_AUX), subj = nst_child_main(s->doc, verb, NST_REL_NSUBJ);
  return aux >= 0 && subj > aux && nst_str_in(nst_tok(s->doc, aux)->lower, "should were had") &&
         nst_child(s->doc, verb, NST_REL_MARK) < 0;
}

bool nst_clause_is_wanted(const nst_scene *s, int32_t verb) {
  const nst_token *t = nst_tok(s->doc, verb);
  bool bare = nst_str_eq(t->lower, t->lemma) && !(t->feat_bits & NST_FEAT(PAST));
  for (int32_t c = nst_next_child(s->doc, verb, -1); c >= 0; c = nst_next_child(s->doc, verb, c)) {
    const nst_token *aux = nst_tok(s->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)aux->deprel);
    if (rel != NST_REL_AUX && rel != NST_REL_COP) continue;
    if (nst_str_in(aux->lower, "must should ought")) return true;
    if (!nst_str_is(aux->lower, "be")) return false;
    bare = true; /* "that he be freed"; "will be" has an auxiliary before it */
  }
  bool duty = nst_str_in(t->lemma, "have need") && nst_child(s->doc, verb, NST_REL_XCOMP) >= 0;
  return bare || duty;
}

bool nst_clause_has_ordinal(const nst_scene *s, int32_t noun) {
  for (int32_t c = nst_next_child(s->doc, noun, -1); c >= 0; c = nst_next_child(s->doc, noun, c)) {
    const nst_token *t = nst_tok(s->doc, c);
    if ((t->feat_bits & NST_FEAT(ORDINAL)) ||
        nst_str_in(t->lower, "first last only latest next second third"))
      return true;
  }
  return nst_tok(s->doc, noun)->feat_bits & NST_FEAT(ORDINAL) ? true : false;
}

static bool is_negation(const nst_token *t) {
  if (t->deprel == NST_REL_ADVMOD || t->deprel == NST_REL_AUX)
    return nst_str_in(t->lower, "not n't never no nt") && t->deprel == NST_REL_ADVMOD;
  return t->deprel == NST_REL_CC_PRECONJ && nst_str_is(t->lower, "neither");
}

static void read_auxiliaries(const nst_scene *s, int32_t verb, nst_clause_mood *m) {
  bool have = false, would = false;
  for (int32_t c = nst_next_child(s->doc, verb, -1); c >= 0; c = nst_next_child(s->doc, verb, c)) {
    const nst_token *t = nst_tok(s->doc, c);
    if (is_negation(t)) m->negated = true;
    if (t->deprel != NST_REL_AUX && t->deprel != NST_REL_AUX_PASS) continue;
    if (nst_str_in(t->lower, "will 'll shall would wo 'd")) m->future = true;
    if (nst_str_in(t->lower, "can could ca")) m->able = true;
    if (nst_str_is(t->lower, "would")) would = true;
    if (nst_str_is(t->lower, "have")) have = true;
  }
  if (would && have) m->counterfactual = true;
}

/* "plans to meet", "is ready to act", "is due to visit": the infinitive under a word of intention; also "to meet" in
 * a headline ("Leaders to meet"). */
static void read_above(const nst_scene *s, int32_t verb, nst_clause_mood *m) {
  const nst_doc *doc = s->doc;
  for (int i = 0; i < 8 && verb >= 0; i++) {
    const nst_token *t = nst_tok(doc, verb);
    if (t->deprel == NST_REL_CONJ) {
      bool told = (t->feat_bits & NST_FEAT(PAST)) && (t->feat_bits & NST_FEAT(FINITE));
      if (told) return; /* "would not yield, and on Friday he left" */
      verb = t->head;
      if (verb >= 0 && nst_child(doc, verb, NST_REL_AUX) >= 0) {
        nst_clause_mood above = {0};
        read_auxiliaries(s, verb, &above);
        m->future = m->future || above.future;
      }
      continue;
    }
    bool infinitive = nst_has_mark(doc, verb, "to");
    if (t->deprel == NST_REL_ROOT && infinitive) m->future = true;
    if (!infinitive || t->head < 0) return;
    const nst_token *h = nst_tok(doc, t->head);
    bool under = t->deprel == NST_REL_XCOMP || t->deprel == NST_REL_ACL || t->deprel == NST_REL_ADVCL ||
                 t->deprel == NST_REL_CCOMP;
    if (under && nst_word_in(s->grammar->intend, h)) {
      m->future = true;
      nst_clause_mood above = {0};
      read_auxiliaries(s, t->head, &above);
      m->negated = m->negated || above.negated;
      return;
    }
    if (!under || !nst_word_in(s->grammar->aspect, h)) return;
    nst_clause_mood above = {0};
    read_auxiliaries(s, t->head, &above);
    m->future = m->future || above.future;
    m->negated = m->negated || above.negated;
    verb = t->head;
  }
}

nst_clause_mood nst_clause_mood_of(const nst_scene *s, const nst_candidate *c) {
  nst_clause_mood m = {0};
  const nst_token *t = nst_tok(s->doc, c->head);
  int32_t verb = t->upos == NST_UPOS_VERB || t->upos == NST_UPOS_ADJ ? c->head : c->light;
  if (verb < 0 && t->head >= 0 && (t->deprel == NST_REL_NSUBJ_PASS || t->deprel == NST_REL_NSUBJ))
    verb = t->head;
  if (verb < 0) return m;
  m.passive = nst_is_passive(s->doc, verb);
  read_auxiliaries(s, verb, &m);
  read_above(s, verb, &m);
  return m;
}

static bool speaks(const nst_scene *s, int32_t verb, bool any, nst_fillers *out) {
  if (verb < 0 || !(any || nst_word_in(s->grammar->speech, nst_tok(s->doc, verb)))) return false;
  uint8_t distance = 0;
  const char *why;
  int32_t who = any ? nst_subject(s, verb, &distance, &why) : nst_logical_subject(s, verb, &distance, &why);
  if (who >= 0) (void)nst_roles_actors(s, who, out);
  return true;
}

bool nst_clause_speaker(const nst_scene *s, int32_t clause, nst_fillers *out) {
  const nst_doc *doc = s->doc;
  *out = (nst_fillers){.why = "speaker"};
  for (int i = 0; i < NST_SENTENCE_TOKENS && clause >= 0; i++) {
    const nst_token *t = nst_tok(doc, clause);
    for (int32_t c = nst_next_child(doc, clause, -1); c >= 0; c = nst_next_child(doc, clause, c))
      if (nst_tok(doc, c)->deprel == NST_REL_PARATAXIS && speaks(s, c, false, out)) return true;
    if ((t->deprel == NST_REL_CCOMP || t->deprel == NST_REL_PARATAXIS || t->deprel == NST_REL_XCOMP) &&
        speaks(s, t->head, t->deprel == NST_REL_CCOMP, out))
      return true;
    bool noun = t->head >= 0 && nst_tok(doc, t->head)->upos == NST_UPOS_NOUN;
    if (noun && nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL && nst_has_mark(doc, clause, "that") &&
        nst_word_in(s->grammar->news, nst_tok(doc, t->head))) {
      out->distance = NST_SPEAKER_NEWS;
      return true;
    }
    if (t->deprel == NST_REL_ACL_RELCL) return false;
    clause = t->head;
  }
  return false;
}
