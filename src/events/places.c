/* places.c - the places of a frame (`subj`, `obj.on`, `between` ...) looked up in a tree.
 *
 * In: an anchor (trigger and light verb) and a path. Out: the tokens there. Who they are is roles.c. */
#include "events/args.h"
#include "events/speech.h"

static void put(nst_args *out, int32_t token) {
  if (token < 0 || out->n == NST_ARGS) return;
  for (uint32_t i = 0; i < out->n; i++)
    if (out->items[i] == token) return;
  out->items[out->n++] = token;
}

/* "out of the chamber": is it one of the prepositions before the noun? */
static bool has_case(const nst_doc *doc, int32_t noun, nst_str prep) {
  for (int32_t c = nst_next_child(doc, noun, -1); c >= 0; c = nst_next_child(doc, noun, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel != NST_REL_CASE) continue;
    if (nst_str_eq(t->lower, prep)) return true;
    int32_t fixed = nst_str_is(t->lower, "out") ? nst_child(doc, c, NST_REL_FIXED) : -1;
    if (fixed >= 0 && nst_str_eq(nst_tok(doc, fixed)->lower, prep)) return true;
  }
  return false;
}

/* Children with this preposition: nominals by their case, gerunds by their mark. */
static void with_prep(const nst_scene *s, int32_t head, nst_str prep, nst_args *out) {
  const nst_doc *doc = s->doc;
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    const nst_token *t = nst_tok(doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool nominal = rel == NST_REL_OBL || rel == NST_REL_NMOD || rel == NST_REL_XCOMP;
    bool clause = rel == NST_REL_ADVCL || rel == NST_REL_ACL || rel == NST_REL_CCOMP;
    if (!nominal && !clause) continue;
    nst_str found = nst_case_of(doc, c);
    if (found.len == 0 && (clause || t->upos == NST_UPOS_VERB)) {
      int32_t mark = nst_child(doc, c, NST_REL_MARK);
      if (mark >= 0) found = nst_tok(doc, mark)->lower;
    }
    if ((nst_str_eq(found, prep) || has_case(doc, c, prep)) &&
        !(prep.len <= 2 && nst_word_in(s->grammar->time_word, t)))
      put(out, nst_antecedent_of(s, c));
  }
}

/* A preposition where the parser may have hung it one word too high or too low. */
static void find_prep(const nst_scene *s, nst_anchor a, nst_str prep, nst_args *out) {
  const nst_doc *doc = s->doc;
  const char *why;
  uint8_t distance = 0;
  with_prep(s, a.head, prep, out);
  if (out->n) return;
  out->distance = 1;
  if (nst_tok(doc, a.head)->upos == NST_UPOS_VERB) {
    int32_t obj = nst_logical_object(s, a.head, &distance, &why);
    if (obj >= 0 && nst_is_nominal(nst_tok(doc, obj))) with_prep(s, obj, prep, out);
    for (int32_t c = nst_next_child(doc, a.head, -1); out->n == 0 && c >= 0;
         c = nst_next_child(doc, a.head, c))
      if (nst_tok(doc, c)->deprel == NST_REL_ADVMOD) with_prep(s, c, prep, out); /* "back from Israel" */
    out->why = "preposition after the object";
    return;
  }
  out->why = "preposition of the phrase around it";
  int32_t outer = nst_outer_noun(s, a.head);
  if (outer != a.head) with_prep(s, outer, prep, out);
  if (out->n == 0 && a.light >= 0) with_prep(s, a.light, prep, out);
  const nst_token *t = nst_tok(doc, outer);
  if (out->n == 0 && t->deprel == NST_REL_CONJ && t->head >= 0 && nst_is_nominal(nst_tok(doc, t->head)))
    with_prep(s, t->head, prep, out);
  for (int32_t c = nst_next_child(doc, outer, -1); out->n == 0 && c >= 0; c = nst_next_child(doc, outer, c))
    if (nst_tok(doc, c)->deprel == NST_REL_CONJ && nst_is_nominal(nst_tok(doc, c)))
      with_prep(s, c, prep, out);
  bool argument = t->deprel == NST_REL_OBJ || t->deprel == NST_REL_NSUBJ_PASS;
  if (out->n == 0 && argument && t->head != a.light) with_prep(s, t->head, prep, out);
}

static bool has_who(const nst_doc *doc, int32_t token) {
  int32_t m = nst_tok(doc, token)->mention;
  return m >= 0 && (doc->mentions.items[m].n_who > 0 || doc->mentions.items[m].geo);
}

/* "a US-backed plan", "the Beijing-led bloc": who stands inside a participle before the noun. */
static void inside_participle(const nst_scene *s, int32_t participle, nst_args *out) {
  const nst_doc *doc = s->doc;
  if (nst_tok(doc, participle)->deprel != NST_REL_AMOD) return;
  for (int32_t c = nst_next_child(doc, participle, -1); c >= 0; c = nst_next_child(doc, participle, c)) {
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, c)->deprel);
    bool inside = rel == NST_REL_COMPOUND || rel == NST_REL_OBL || rel == NST_REL_NSUBJ ||
                  rel == NST_REL_NMOD || rel == NST_REL_ADVMOD || rel == NST_REL_AMOD || rel == NST_REL_OBJ;
    if (inside && c < participle && has_who(doc, c)) put(out, c);
  }
}

/* "US accusations", "Russian state media", "army attack": modifiers, those that are actors first. */
static void find_mod(const nst_scene *s, int32_t noun, nst_args *out) {
  for (int32_t c = nst_next_child(s->doc, noun, -1); c >= 0; c = nst_next_child(s->doc, noun, c))
    inside_participle(s, c, out);
  for (int pass = 0; pass < 2; pass++)
    for (int32_t c = nst_next_child(s->doc, noun, -1); c >= 0; c = nst_next_child(s->doc, noun, c)) {
      const nst_token *t = nst_tok(s->doc, c);
      nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
      bool modifier = rel == NST_REL_AMOD || rel == NST_REL_COMPOUND || t->deprel == NST_REL_NMOD_DESC ||
                      (rel == NST_REL_FLAT && pass == 0);
      if (modifier && has_who(s->doc, c) == (pass == 0)) put(out, c);
    }
}

static void find_comp(const nst_scene *s, int32_t head, nst_args *out) {
  const nst_doc *doc = s->doc;
  bool verbal = nst_tok(doc, head)->upos == NST_UPOS_VERB || nst_tok(doc, head)->upos == NST_UPOS_ADJ;
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    nst_deprel rel = (nst_deprel)nst_tok(doc, c)->deprel;
    if (rel == NST_REL_XCOMP || rel == NST_REL_CCOMP) put(out, c);
    if (rel == NST_REL_OBJ && nst_child(doc, head, NST_REL_OBJ) != c)
      put(out, c); /* "called the vote a farce" */
    if (!verbal && rel == NST_REL_ACL && nst_child(doc, c, NST_REL_MARK) >= 0) put(out, c);
    if (!verbal && rel == NST_REL_ACL_RELCL && nst_has_mark(doc, c, "that")) put(out, c);
  }
  for (int32_t c = nst_next_child(doc, head, -1); out->n == 0 && c >= 0; c = nst_next_child(doc, head, c))
    if (nst_tok(doc, c)->deprel == NST_REL_ADVCL && nst_has_mark(doc, c, "to")) put(out, c);
  int32_t obj = verbal && out->n == 0 ? nst_child(doc, head, NST_REL_OBJ) : -1;
  for (int32_t c = obj < 0 ? -1 : nst_next_child(doc, obj, -1); c >= 0; c = nst_next_child(doc, obj, c))
    if (c > obj && nst_tok(doc, c)->deprel == NST_REL_AMOD) put(out, c); /* "called the decision unfair" */
}

/* "between A and B", "among A, B and C": all of them; roles.c deals the first and the others out. */
static void find_between(const nst_scene *s, nst_anchor a, nst_args *out) {
  find_prep(s, a, NST_STR("between"), out);
  if (out->n == 0) find_prep(s, a, NST_STR("among"), out);
}

static void find_subject(const nst_scene *s, nst_anchor a, nst_args *out) {
  const nst_token *t = nst_tok(s->doc, a.head);
  if (t->upos == NST_UPOS_VERB) {
    put(out, nst_logical_subject(s, a.head, &out->distance, &out->why));
  } else if (a.light >= 0) {
    put(out, nst_logical_subject(s, a.light, &out->distance, &out->why));
  } else if (t->upos == NST_UPOS_ADJ) {
    put(out, nst_subject(s, a.head, &out->distance, &out->why));
  } else {
    int32_t p = nst_predicate_of(s, a.head);
    if (p >= 0) put(out, nst_subject(s, p, &out->distance, &out->why));
    if (out->n && nst_below(s->doc, a.head, out->items[0])) out->n = 0;
    out->distance = (uint8_t)(out->distance + 2);
  }
}

static void find_object(const nst_scene *s, nst_anchor a, nst_args *out) {
  const nst_token *t = nst_tok(s->doc, a.head);
  if (t->upos != NST_UPOS_VERB) {
    find_prep(s, a, NST_STR("of"), out);
    return;
  }
  put(out, nst_logical_object(s, a.head, &out->distance, &out->why));
  if (out->n == 0 && (t->feat_bits & NST_FEAT(GERUND))) with_prep(s, a.head, NST_STR("of"), out);
}

/* Who says the clause, or to whom ("told X that ..."). */
static void find_speaker(const nst_scene *s, int32_t token, bool hearer, nst_args *out) {
  const nst_doc *doc = s->doc;
  out->distance = 1;
  for (int steps = 0; token >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    nst_speech said[1];
    if (nst_speech_over(doc, token, said, 1) > 0) {
      if (!hearer) put(out, said[0].speaker);
      if (!hearer || said[0].verb < 0) return;
      int32_t to = nst_child(doc, said[0].verb, NST_REL_IOBJ);
      if (to < 0) to = nst_child(doc, said[0].verb, NST_REL_OBJ);
      if (to != token) put(out, to);
      return;
    }
    const nst_token *t = nst_tok(doc, token);
    if (nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL || t->deprel == NST_REL_ADVCL) return;
    token = t->head;
  }
}

/* The subject of which the word is said: "the decision was illegal". */
static void find_predicated(const nst_scene *s, int32_t token, nst_args *out) {
  if (nst_child(s->doc, token, NST_REL_COP) < 0) return;
  put(out, nst_antecedent_of(s, nst_child_main(s->doc, token, NST_REL_NSUBJ)));
}

static void step(const nst_scene *s, nst_anchor a, const nst_place_step *p, nst_args *out) {
  const nst_doc *doc = s->doc;
  *out = (nst_args){.why = "by its place"};
  if (nst_tok(doc, a.head)->upos == NST_UPOS_AUX &&
      p->kind != NST_AT_PREP) { /* "must", "should": the verb's places */
    if (p->kind == NST_AT_COMP) put(out, nst_tok(doc, a.head)->head);
    if (p->kind == NST_AT_COMP || nst_tok(doc, a.head)->head < 0) return;
    a.head = nst_tok(doc, a.head)->head;
  }
  switch (p->kind) {
  case NST_AT_SPEAKER:
    find_speaker(s, a.head, false, out);
    break;
  case NST_AT_HEARER:
    find_speaker(s, a.head, true, out);
    break;
  case NST_AT_PREDICATED:
    find_predicated(s, a.head, out);
    break;
  case NST_AT_SUBJ:
    find_subject(s, a, out);
    break;
  case NST_AT_OBJ:
    find_object(s, a, out);
    break;
  case NST_AT_IOBJ:
    put(out, nst_child(doc, a.head, NST_REL_IOBJ));
    break;
  case NST_AT_COMP:
    find_comp(s, a.head, out);
    break;
  case NST_AT_POSS: {
    int32_t poss = nst_child(doc, a.head, NST_REL_NMOD_POSS);
    if (poss < 0 && nst_outer_noun(s, a.head) != a.head)
      poss = nst_child(doc, nst_outer_noun(s, a.head), NST_REL_NMOD_POSS);
    put(out, nst_antecedent_of(s, poss));
    break;
  }
  case NST_AT_MOD:
    find_mod(s, a.head, out);
    break;
  case NST_AT_BETWEEN:
    find_between(s, a, out);
    break;
  case NST_AT_PREP:
    find_prep(s, a, p->prep, out);
    break;
  default:
    break;
  }
}

void nst_args_at(const nst_scene *s, nst_anchor anchor, const nst_place_path *path, nst_args *out) {
  *out = (nst_args){.why = ""};
  if (path->n == 0 || anchor.head < 0) return;
  step(s, anchor, &path->steps[0], out);
  for (uint8_t i = 1; i < path->n; i++) {
    nst_args from = *out, next = {.why = ""};
    for (uint32_t k = 0; k < from.n; k++) {
      nst_args part;
      int32_t inner = nst_inner_noun(s, from.items[k]);
      step(s, (nst_anchor){inner, -1, false}, &path->steps[i], &part);
      for (uint32_t j = 0; j < part.n; j++) put(&next, part.items[j]);
    }
    next.distance = from.distance;
    next.why = path->text;
    *out = next;
  }
}
