/* attach.c - climbs from a phrase to the words that carry an event.
 *   candidate, token  ->  cost of belonging together
 * One place for what time, place and quantity share. It does not know which of them asks. */
#include "events/attach.h"

/* Nouns that only measure or group what follows them: "four days of strikes", "a new round of talks". */
static const char *const containers =
    "round series wave string spate week day month year hour night weekend campaign "
    "set pair number bout period first second third kind act";
/* Verbs that say of an event only that it is there, starts, goes on or ends. */
static const char *const occurrence =
    "hold begin start resume continue stage launch open end finish conclude see "
    "follow conduct carry make have mount undertake wage organise organize host "
    "suspend halt break occur happen take erupt";

static void carry(nst_attach *a, int32_t token, int cost, int32_t before) {
  if (token < 0) return;
  for (uint32_t i = 0; i < a->n; i++)
    if (a->carriers[i].token == token) return;
  if (a->n == NST_CARRIERS) return;
  a->carriers[a->n++] = (struct nst_carrier){.token = token, .cost = cost, .before = before};
}

bool nst_attach_in_trigger(const nst_candidate *c, int32_t token) {
  for (uint32_t i = 0; i < c->n_trigger; i++)
    if (c->trigger[i] == token) return true;
  return token == c->head;
}

static bool own_subject(const nst_doc *doc, int32_t verb) {
  return nst_child_main(doc, verb, NST_REL_NSUBJ) >= 0 || nst_child_main(doc, verb, NST_REL_CSUBJ) >= 0;
}

/* From a noun trigger up: the nouns that measure it, and the verb that says it took place. */
static int32_t carry_noun(nst_attach *a, int32_t noun) {
  const nst_doc *doc = a->doc;
  int32_t i = noun;
  for (int steps = 0; steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    if (t->head < 0) return -1;
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool grouped = rel == NST_REL_NMOD && nst_str_in(nst_tok(doc, t->head)->lemma, containers);
    if (!grouped && rel != NST_REL_COMPOUND && rel != NST_REL_CONJ && rel != NST_REL_APPOS) break;
    i = t->head;
    carry(a, i, 1, -1);
    if (nst_is_verbal(nst_tok(doc, i))) return i; /* "test-fired" in three tokens */
  }
  const nst_token *t = nst_tok(doc, i);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  const nst_token *verb = nst_tok(doc, t->head);
  bool occurs = nst_str_in(verb->lemma, occurrence);
  if (rel == NST_REL_NSUBJ || (rel == NST_REL_OBJ && occurs)) {
    carry(a, t->head, rel == NST_REL_NSUBJ && !occurs ? 2 : 1, -1);
    return t->head;
  }
  nst_str prep = nst_case_of(doc, i);
  if (t->deprel == NST_REL_OBL_UNMARKED && t->head == i + 2) return carry(a, t->head, 1, -1), t->head;
  if (rel == NST_REL_NMOD && nst_str_in(prep, "for in") && nst_child_main(doc, t->head, NST_REL_NSUBJ) >= 0)
    return carry(a, t->head, 2, -1), -1; /* "he was in Oran for talks" */
  if (rel == NST_REL_OBL && (nst_str_in(prep, "for in during at with into on") || occurs)) {
    carry(a, t->head, 3, -1);
    return t->head;
  }
  return -1;
}

/* From a verb up: governors and earlier conjuncts whose circumstances it shares. */
static void carry_verb(nst_attach *a, int32_t verb, int cost) {
  const nst_doc *doc = a->doc;
  for (int steps = 0; verb >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, verb);
    if (t->head < 0) return;
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool bare = !own_subject(doc, verb);
    if (rel == NST_REL_XCOMP) {
      cost += 2;
      carry(a, t->head, cost, -1);
    } else if (rel == NST_REL_CONJ) {
      cost += bare ? 3 : 6;
      carry(a, t->head, cost, -1);
    } else if (rel == NST_REL_ADVCL && bare && nst_child(doc, verb, NST_REL_MARK) < 0) {
      cost += 3; /* "killing 20 people" */
      carry(a, t->head, cost, -1);
    } else if (rel == NST_REL_ADVCL && bare && nst_child_lemma(doc, verb, "to") >= 0) {
      cost += 4; /* "sent an envoy to meet them" */
      carry(a, t->head, cost, -1);
    } else if (t->deprel == NST_REL_ACL_RELCL || (rel == NST_REL_ACL && bare)) {
      carry(a, t->head, cost + 2, -1); /* "an April 22 attack that killed ..." */
      return;
    } else {
      return;
    }
    verb = t->head;
  }
}

void nst_attach_init(nst_attach *a, const nst_doc *doc, const nst_candidate *c, bool content) {
  *a = (nst_attach){.doc = doc, .candidate = c, .content = content};
  carry(a, c->head, 0, -1);
  for (uint32_t i = 0; i < c->n_trigger; i++) carry(a, c->trigger[i], 0, -1);
  carry(a, c->light, 0, -1);
  int32_t verb = c->light;
  if (verb < 0 && (nst_is_verbal(nst_tok(doc, c->head)) || c->clause == c->head)) verb = c->head;
  if (verb < 0) verb = carry_noun(a, c->head);
  if (verb >= 0) carry_verb(a, verb, verb == c->head || verb == c->light ? 0 : 1);
}

static const struct nst_carrier *carrier(const nst_attach *a, int32_t token, int32_t from) {
  for (uint32_t i = 0; i < a->n; i++) {
    const struct nst_carrier *k = &a->carriers[i];
    if (k->token == token && (k->before < 0 || from < k->before)) return k;
  }
  return NULL;
}

/* A phrase in a clause that modifies a noun reaches beyond it where a comma cuts it off, in "what it calls ...", and
 * from papers and speeches: "in a message posted on Monday". */
static bool reaches_out(const nst_doc *doc, int32_t noun, int32_t from) {
  static const char *const carriers =
      "message statement speech letter video interview broadcast address post telegram note";
  if (nst_str_in(nst_tok(doc, noun)->lemma, carriers) || nst_str_is(nst_tok(doc, noun)->lower, "what"))
    return true;
  uint32_t first, end;
  nst_subtree(doc, from, &first, &end);
  return first > 0 && doc->tokens.items[first - 1].sentence == nst_tok(doc, from)->sentence &&
         nst_str_is(doc->tokens.items[first - 1].form, ",") && nst_case_of(doc, from).len > 0;
}

/* Cost of the step from `i` to its head on the way up; -1: the phrase belongs to what is below. */
static int step(const nst_attach *a, int32_t i, int32_t from) {
  const nst_doc *doc = a->doc;
  const nst_token *t = nst_tok(doc, i);
  const nst_candidate *c = a->candidate;
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (i == from) return rel == NST_REL_CCOMP || rel == NST_REL_PARATAXIS ? -1 : 0;
  bool act = i == c->comp || i == c->content_token;
  if (act && rel != NST_REL_OBJ) return a->content ? 1 : -1;
  switch (rel) {
  case NST_REL_CCOMP:
    return nst_child_lemma(doc, i, "what") >= 0 && nst_str_in(t->lemma, "call describe term label") ? 2 : -1;
  case NST_REL_CSUBJ:
  case NST_REL_PARATAXIS:
    return -1;
  case NST_REL_XCOMP:
    return a->content ? 1 : nst_is_verbal(t) ? -1 : 1;
  case NST_REL_ADVCL:
    return !own_subject(doc, i) && nst_child(doc, i, NST_REL_MARK) < 0 ? 2 : -1;
  case NST_REL_ACL:
    if (t->deprel == NST_REL_ACL_RELCL &&
        c->type == NST_REJECT) /* what is denied is not what another clause tells */
      return carrier(a, t->head, from) ? 2 : -1;
    return carrier(a, t->head, from) || a->content ? 2 : reaches_out(doc, t->head, from) ? 3 : -1;
  case NST_REL_CONJ:
    return nst_is_verbal(t) || own_subject(doc, i) ? -1 : 1;
  case NST_REL_APPOS:
    return 2;
  default:
    return 1;
  }
}

int nst_attach_cost(const nst_attach *a, int32_t token) {
  int cost = 0;
  int32_t i = token;
  for (int steps = 0; steps < NST_SENTENCE_TOKENS; steps++) {
    const struct nst_carrier *k = carrier(a, i, token);
    if (k && (i != token || k->cost > 0)) return cost + k->cost;
    const nst_token *t = nst_tok(a->doc, i);
    if (t->head < 0) return -1;
    int s = step(a, i, token);
    if (s < 0) return -1;
    cost += s;
    i = t->head;
  }
  return -1;
}
