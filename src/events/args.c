/* args.c - the logical arguments of verbs.
 *
 * In: a token of a linked tree. Out: the tokens that stand as its subject and object in meaning. Frames and actors
 * are not known here. Every walk climbs at most NST_SENTENCE_TOKENS heads. */
#include "events/args.h"

enum { CLIMB = 24 };

bool nst_word_in(const nst_word_set *set, const nst_token *t) {
  if (!set) return false;
  for (uint32_t i = nst_word_set_find(set, t->lemma); i != NST_FRAMES_NONE; i = nst_word_set_next(set, i))
    if (set->items[i].n == 1) return true;
  return false;
}

bool nst_has_mark(const nst_doc *doc, int32_t token, const char *word) {
  for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c)) {
    const nst_token *t = nst_tok(doc, c);
    bool marks = t->deprel == NST_REL_MARK || t->deprel == NST_REL_CASE || t->deprel == NST_REL_ADVMOD;
    if (marks && nst_str_is(t->lower, word)) return true;
  }
  return false;
}

static bool is_infinitive(const nst_doc *doc, int32_t verb) {
  return nst_has_mark(doc, verb, "to");
}

static bool is_relative(const nst_token *t) {
  if (t->feat_bits & NST_FEAT(RELATIVE)) return true;
  return (t->upos == NST_UPOS_PRON || t->upos == NST_UPOS_DET || t->upos == NST_UPOS_SCONJ) &&
         nst_str_in(t->lower, "who whom which that whose");
}

static bool is_actor(const nst_doc *doc, int32_t token) {
  int32_t m = nst_tok(doc, token)->mention;
  return m >= 0 && doc->mentions.items[m].n_who > 0;
}

/* "measures to punish Beijing, which has arrested ...": a clause that hangs on a noun that acts nowhere belongs to the
 * actor whose name ends right before the comma. */
static int32_t nearest_before(const nst_scene *s, int32_t relative, int32_t noun) {
  const nst_doc *doc = s->doc;
  int32_t before = relative - 2;
  if (before <= noun || is_actor(doc, noun) || !nst_str_is(nst_tok(doc, relative - 1)->form, ","))
    return noun;
  if (nst_tok(doc, relative)->deprel == NST_REL_NMOD_POSS) return noun;
  for (int i = 0; i < 3 && before > noun; i++) {
    if (nst_is_nominal(nst_tok(doc, before)) && is_actor(doc, before) &&
        nst_tok(doc, before)->deprel != NST_REL_COMPOUND)
      return before;
    if (nst_tok(doc, before)->deprel != NST_REL_FLAT) break;
    before = nst_tok(doc, before)->head;
  }
  return noun;
}

int32_t nst_antecedent_of(const nst_scene *s, int32_t token) {
  if (token < 0 || !is_relative(nst_tok(s->doc, token))) return token;
  int32_t at = token;
  for (int i = 0; i < CLIMB && at >= 0; i++) {
    const nst_token *t = nst_tok(s->doc, at);
    if (nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL) return nearest_before(s, token, t->head);
    at = t->head;
  }
  return token;
}

static int32_t second_subject(const nst_doc *doc, int32_t verb, int32_t first) {
  for (int32_t c = nst_next_child(doc, verb, first); c >= 0 && c < verb; c = nst_next_child(doc, verb, c))
    if (nst_tok(doc, c)->deprel == NST_REL_NSUBJ) return c;
  return -1;
}

/* "..., a charge Kigali denies": of two subjects before an active verb the first is its object. */
static int32_t fronted_object(const nst_doc *doc, int32_t verb) {
  int32_t first = nst_child(doc, verb, NST_REL_NSUBJ);
  if (first < 0 || first > verb || nst_child(doc, verb, NST_REL_OBJ) >= 0) return -1;
  return second_subject(doc, verb, first) >= 0 && !nst_is_passive(doc, verb) ? first : -1;
}

/* A subject child; "there" and clauses do not count. */
static int32_t own_subject(const nst_doc *doc, int32_t verb) {
  static const nst_deprel kinds[] = {NST_REL_NSUBJ, NST_REL_NSUBJ_PASS, NST_REL_NSUBJ_OUTER};
  for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
    int32_t c = nst_child(doc, verb, kinds[k]), fronted = fronted_object(doc, verb);
    if (c >= 0 && c == fronted) c = second_subject(doc, verb, c);
    if (c >= 0 && !nst_str_is(nst_tok(doc, c)->lower, "there")) return c;
  }
  return -1;
}

static int32_t own_object(const nst_doc *doc, int32_t verb) {
  int32_t obj = nst_child(doc, verb, NST_REL_OBJ);
  if (obj < 0) obj = nst_child(doc, verb, NST_REL_IOBJ);
  return obj >= 0 ? obj : fronted_object(doc, verb);
}

int32_t nst_predicate_of(const nst_scene *s, int32_t token) {
  for (int i = 0; i < NST_SENTENCE_TOKENS && token >= 0; i++) {
    const nst_token *t = nst_tok(s->doc, token);
    bool inside = t->deprel == NST_REL_AMOD || t->deprel == NST_REL_COMPOUND || t->deprel == NST_REL_AUX ||
                  t->deprel == NST_REL_COP;
    if ((t->upos == NST_UPOS_VERB && !inside) || own_subject(s->doc, token) >= 0) return token;
    token = t->head;
  }
  return -1;
}

int32_t nst_outer_noun(const nst_scene *s, int32_t noun) {
  for (int i = 0; i < CLIMB; i++) {
    const nst_token *t = nst_tok(s->doc, noun);
    if (t->deprel != NST_REL_NMOD || t->head < 0 || !nst_str_is(nst_case_of(s->doc, noun), "of")) break;
    const nst_token *h = nst_tok(s->doc, t->head);
    if (!nst_word_in(s->grammar->transparent, h) && !nst_word_in(s->grammar->quantity, h)) break;
    noun = t->head;
  }
  return noun;
}

int32_t nst_inner_noun(const nst_scene *s, int32_t noun) {
  for (int i = 0; i < CLIMB; i++) {
    const nst_token *t = nst_tok(s->doc, noun);
    if (!nst_word_in(s->grammar->transparent, t) && !nst_word_in(s->grammar->quantity, t)) break;
    int32_t inner = -1;
    for (int32_t c = nst_next_child(s->doc, noun, -1); c >= 0; c = nst_next_child(s->doc, noun, c))
      if (nst_rel_main((nst_deprel)nst_tok(s->doc, c)->deprel) == NST_REL_NMOD &&
          nst_str_is(nst_case_of(s->doc, c), "of"))
        inner = c;
    if (inner < 0) break;
    noun = inner;
  }
  return noun;
}

/* Who controls an infinitive or gerund that hangs on a noun: "Moscow's threat to leave". Gives the controller in
 * *found, or in *climb the predicate whose subject it is. */
static void noun_controller(const nst_scene *s, int32_t noun, int32_t *found, int32_t *climb) {
  *found = *climb = -1;
  int32_t poss = nst_child(s->doc, noun, NST_REL_NMOD_POSS);
  if (poss >= 0) {
    *found = nst_antecedent_of(s, poss);
    return;
  }
  for (int32_t c = nst_next_child(s->doc, noun, -1); c >= 0; c = nst_next_child(s->doc, noun, c)) {
    const nst_token *t = nst_tok(s->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool by = rel == NST_REL_NMOD &&
              (nst_str_is(nst_case_of(s->doc, c), "by") || nst_str_is(nst_case_of(s->doc, c), "from"));
    bool modifier = (rel == NST_REL_AMOD || rel == NST_REL_COMPOUND) && t->mention >= 0 &&
                    s->doc->mentions.items[t->mention].n_who > 0;
    if (by || modifier) *found = c;
  }
  if (*found < 0)
    *climb = nst_predicate_of(s, nst_tok(s->doc, noun)->head >= 0 && own_subject(s->doc, noun) < 0
                                     ? nst_tok(s->doc, noun)->head
                                     : noun);
}

/* "attacked a camp, destroying a boat": a participle behind a comma goes on with what the subject does. */
static bool set_off(const nst_doc *doc, int32_t verb) {
  return verb > 0 && nst_str_is(nst_tok(doc, verb - 1)->lower, ",") &&
         nst_tok(doc, verb - 1)->sentence == nst_tok(doc, verb)->sentence;
}

/* One step from a verb without a subject of its own. Returns the controller, or sets *climb and returns -1. */
static int32_t inherit(const nst_scene *s, int32_t verb, int32_t *climb, const char **why) {
  const nst_doc *doc = s->doc;
  const nst_token *t = nst_tok(doc, verb);
  int32_t h = t->head, found = -1;
  *climb = -1;
  if (h < 0) return -1;
  const nst_token *head = nst_tok(doc, h);
  switch (t->deprel) {
  case NST_REL_CONJ:
    *why = "shared subject";
    *climb = h;
    return -1;
  case NST_REL_XCOMP: {
    int32_t obj = own_object(doc, h);
    if (obj < 0) obj = nst_child(doc, h, NST_REL_IOBJ);
    *why = obj >= 0 ? "controlled by the object" : "controlled by the subject";
    if (obj >= 0 && !nst_word_in(s->grammar->subject_control, head)) return nst_antecedent_of(s, obj);
    *climb = h;
    return -1;
  }
  case NST_REL_ADVCL: {
    int32_t obj = own_object(doc, h);
    *why = "subject of the main clause";
    if (obj >= 0 && nst_word_in(s->grammar->gerund_control, head) && !is_infinitive(doc, verb) &&
        !set_off(doc, verb))
      return nst_antecedent_of(s, obj);
    *climb = h;
    return -1;
  }
  case NST_REL_CCOMP:
  case NST_REL_OBL:
  case NST_REL_ROOT:
    *why = "subject of the clause above";
    *climb = h;
    return -1;
  case NST_REL_ACL_RELCL:
  case NST_REL_AMOD:
    *why = "the noun it modifies";
    return h;
  case NST_REL_ACL:
    *why = "the noun it modifies";
    if (nst_child(doc, verb, NST_REL_MARK) < 0) return h;
    noun_controller(s, h, &found, climb);
    *why = "controlled through a noun";
    return found;
  case NST_REL_NMOD:
  case NST_REL_OBJ:
  case NST_REL_NSUBJ:
    noun_controller(s, verb, &found, climb);
    *why = "controlled through a noun";
    if (t->deprel == NST_REL_NSUBJ) *climb = -1;
    return found;
  default:
    return -1;
  }
}

int32_t nst_subject(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why) {
  *why = "subject";
  int32_t poss =
      nst_tok(s->doc, verb)->upos == NST_UPOS_VERB ? nst_child(s->doc, verb, NST_REL_NMOD_POSS) : -1;
  if (poss >= 0) {
    *why = "possessor";
    return nst_antecedent_of(s, poss);
  }
  for (int i = 0; i < CLIMB && verb >= 0; i++) {
    int32_t own = own_subject(s->doc, verb), climb;
    if (own >= 0) return nst_antecedent_of(s, own);
    int32_t found = inherit(s, verb, &climb, why);
    if (*distance < 9) (*distance)++;
    if (found >= 0) return found;
    verb = climb;
  }
  return -1;
}

/* The agent of a passive. */
static int32_t own_agent(const nst_doc *doc, int32_t verb) {
  int32_t agent = nst_child(doc, verb, NST_REL_OBL_AGENT);
  for (int32_t c = nst_next_child(doc, verb, -1); agent < 0 && c >= 0; c = nst_next_child(doc, verb, c))
    if (nst_rel_main((nst_deprel)nst_tok(doc, c)->deprel) == NST_REL_OBL &&
        nst_str_is(nst_case_of(doc, c), "by"))
      agent = c;
  return agent;
}

int32_t nst_logical_subject(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why) {
  if (!nst_is_passive(s->doc, verb)) return nst_subject(s, verb, distance, why);
  *why = "agent of the passive";
  int32_t agent = own_agent(s->doc, verb);
  if (agent >= 0) return nst_antecedent_of(s, agent);
  const nst_token *t = nst_tok(s->doc, verb);
  *why = "shared agent of the passive";
  (*distance)++;
  if (t->deprel == NST_REL_CONJ && t->head >= 0 && nst_is_passive(s->doc, t->head))
    return own_agent(s->doc, t->head);
  for (int32_t c = nst_next_child(s->doc, verb, -1); c >= 0; c = nst_next_child(s->doc, verb, c))
    if (nst_tok(s->doc, c)->deprel == NST_REL_CONJ && nst_is_passive(s->doc, c) && own_agent(s->doc, c) >= 0)
      return own_agent(s->doc, c);
  return -1;
}

/* Has the verb a complement that leaves no room for a missing object? */
static bool is_full(const nst_doc *doc, int32_t verb) {
  return own_object(doc, verb) >= 0 || nst_child(doc, verb, NST_REL_CCOMP) >= 0 ||
         nst_child(doc, verb, NST_REL_XCOMP) >= 0 || nst_child_main(doc, verb, NST_REL_OBL) >= 0;
}

/* "a charge Kigali denies", "the apology it refused to give": the noun before the relative clause. */
static int32_t gap_object(const nst_scene *s, int32_t verb) {
  const nst_doc *doc = s->doc;
  int32_t at = verb;
  for (int i = 0; i < CLIMB && at >= 0; i++) {
    const nst_token *t = nst_tok(doc, at);
    if (t->deprel == NST_REL_ACL_RELCL) {
      int32_t subject = own_subject(doc, at);
      if (subject < 0 || is_relative(nst_tok(doc, subject))) return -1;
      if (at != verb && own_object(doc, at) >= 0) return -1;
      for (int32_t c = nst_next_child(doc, at, -1); c >= 0; c = nst_next_child(doc, at, c))
        if (nst_rel_main((nst_deprel)nst_tok(doc, c)->deprel) == NST_REL_OBL && is_relative(nst_tok(doc, c)))
          return -1;
      return t->head;
    }
    bool through = t->deprel == NST_REL_XCOMP || t->deprel == NST_REL_CCOMP || t->deprel == NST_REL_CONJ;
    if (!through) return -1;
    at = t->head;
  }
  return -1;
}

/* "bombed what it called militant camps": what is named stands for "what". */
static int32_t named_as(const nst_doc *doc, int32_t token) {
  if (!nst_str_is(nst_tok(doc, token)->lower, "what")) return token;
  int32_t call = nst_child(doc, token, NST_REL_ACL_RELCL);
  if (call < 0 || !nst_str_in(nst_tok(doc, call)->lemma, "call describe term label consider say regard"))
    return token;
  int32_t named = nst_child(doc, call, NST_REL_XCOMP);
  if (named < 0) named = nst_child(doc, call, NST_REL_OBJ);
  if (named < 0) named = nst_child(doc, call, NST_REL_OBL);
  return named >= 0 ? named : token;
}

/* "sealed off the West Bank", "called off the talks": an object that the parser has hung as an oblique, with the particle of
 * the verb right before it or taken for its preposition. */
static int32_t particle_object(const nst_scene *s, int32_t verb) {
  const nst_doc *doc = s->doc;
  for (int32_t c = nst_next_child(doc, verb, verb); c >= 0; c = nst_next_child(doc, verb, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel != NST_REL_OBL || nst_word_in(s->grammar->time_word, t)) continue;
    int32_t particle = nst_child(doc, verb, NST_REL_COMPOUND_PRT), prep = nst_child(doc, c, NST_REL_CASE);
    if (prep < 0) return particle == verb + 1 ? c : -1;
    bool takes = prep == verb + 1 && nst_str_in(nst_tok(doc, prep)->lower, "off up down out away");
    return takes && !nst_str_is(nst_tok(doc, prep + 1)->lower, "of") ? c : -1;
  }
  return -1;
}

int32_t nst_logical_object(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why) {
  const nst_doc *doc = s->doc;
  if (nst_is_passive(doc, verb)) {
    int32_t subject = nst_subject(s, verb, distance, why);
    *why = "subject of the passive";
    return subject;
  }
  *why = "object";
  int32_t obj = own_object(doc, verb);
  if (obj < 0) obj = particle_object(s, verb);
  if (obj >= 0) return named_as(doc, nst_antecedent_of(s, obj));
  *distance = (uint8_t)(*distance + 1);
  *why = "object through the relative clause";
  obj = nst_child(doc, verb, NST_REL_CCOMP) < 0 ? gap_object(s, verb) : -1;
  if (obj >= 0) return obj;
  *why = "shared object";
  const nst_token *t = nst_tok(doc, verb);
  if (is_full(doc, verb)) return -1;
  if (t->deprel == NST_REL_CONJ && t->head >= 0 && nst_tok(doc, t->head)->upos == NST_UPOS_VERB) {
    obj = own_object(doc, t->head);
    return obj > verb ? obj : -1;
  }
  for (int32_t c = nst_next_child(doc, verb, -1); c >= 0; c = nst_next_child(doc, verb, c))
    if (nst_tok(doc, c)->deprel == NST_REL_CONJ && nst_tok(doc, c)->upos == NST_UPOS_VERB &&
        nst_child(doc, c, NST_REL_NSUBJ) < 0)
      return own_object(doc, c);
  return -1;
}
