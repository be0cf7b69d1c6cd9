/* status.c - did it happen?
 *   candidate, tree from the trigger to the root  ->  actual, negated, disputed, hypothetical
 * Every word on the way up may say so: negation, modals, "if", plans, fears, denials. The tables below hold those
 * words. It does not know what the act is, but for acts of speech that take their own negation or modal with them. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/deny.h"
#include "events/speech.h"
#include "events/unreal.h"

/* Verbs whose complement or object did not come about. */
static const char *const failing =
    "fail refrain abstain avoid prevent avert thwart foil forestall cancel stop_short decline refuse "
    "abandon scrap forgo preclude neglect shelve";
/* Verbs and adjectives whose complement is only intended, wished, feared, expected or asked for. */
static const char *const unreal_verbs = "want hope plan intend seek try attempt aim prepare wish threaten "
                                        "vow promise pledge offer expect fear worry "
                                        "predict forecast hope speculate consider contemplate mull propose "
                                        "ask urge request demand require call beg implore "
                                        "appeal press advise encourage recommend warn discourage dissuade "
                                        "bar forbid prohibit ban consider weigh debate "
                                        "swear volunteer undertake need schedule slate set risk postpone "
                                        "delay wait await anticipate foresee envisage "
                                        "ought suggest mean guarantee invite instruct pressure lobby "
                                        "assume suppose imagine authorize authorise empower enable";
/* Verbs whose that-clause without an auxiliary is what is wanted ("insisted that he resign"). */
static const char *const demanding = "insist ask demand urge require request recommend propose suggest order";
/* Verbs between a plan and what it holds ("their demands include lifting the ban"). */
static const char *const holding = "include involve envisage foresee entail mean comprise";
static const char *const unreal_adjectives =
    "likely unlikely possible able ready prepared willing due set poised expected scheduled "
    "unwilling about reluctant keen eager conceivable feared supposed bound";
/* Adjectives whose complement did not and does not come about. */
static const char *const barring_adjectives = "unable impossible powerless incapable";
/* Nouns that hold an act as thought, not as done. */
static const char *const unreal_nouns =
    "plan proposal possibility risk danger prospect fear hope likelihood "
    "chance intention verge brink cusp idea call demand request "
    "appeal offer preparation attempt bid warning promise pledge wish "
    "desire threat option need readiness willingness "
    "vow invitation guarantee effort prevention case event talk_of "
    "ultimatum way right permission decision_whether speculation "
    "aim goal objective deadline timetable ability power authority capacity "
    "importance purpose mandate";
/* Nouns that hold it as told by somebody who may be wrong. */
static const char *const told_nouns =
    "allegation accusation claim charge rumour rumor suspicion assertion denial insinuation";
static const char *const evidence_nouns = "evidence sign indication proof trace hint basis confirmation";
static const char *const accusing = "accuse suspect blame charge allege";
static const char *const doubting = "doubt question dispute deny dismiss refute contest disbelieve rebut";
static const char *const doubtful_adjectives =
    "alleged purported supposed so-called unconfirmed disputed unproven unsubstantiated";
static const char *const unreal_attributes =
    "possible potential planned proposed threatened feared impending imminent future upcoming "
    "would-be hypothetical likely eventual looming expected scheduled probable pending prospective";
static const char *const perhaps = "perhaps possibly maybe probably likely potentially";
static const char *const allegedly = "allegedly supposedly purportedly";
static const char *const hedging = "reportedly apparently seemingly presumably";
static const char *const sending =
    "send dispatch go travel fly arrive come head visit deploy gather assemble meet convene sit";
/* Acts that are themselves speech: with these words a "not" negates the act; with others it is part of it. */
static const char *const refusing =
    "reject refuse deny decline veto dismiss rebuff spurn defy refusal rejection denial rule oppose";
static const char *const threatening =
    "threaten threat warn warning ultimatum vow retaliate strike invade attack";
static const char *const agreeing =
    "agree promise pledge offer vow agreement accord deal consent accept commit";

typedef struct verdict {
  nst_doc *doc;
  const nst_candidate *c;
  int32_t negated, disputed, unreal; /* the token that says so, -1 for none */
  bool soft;                         /* unreal only by can, could, would, should */
  bool hedged;
} verdict;

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

static bool form_in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lower, list);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

static void mark(int32_t *slot, int32_t token) {
  if (*slot < 0) *slot = token;
}

static bool is_not(const nst_doc *doc, int32_t i) {
  if (!form_in(doc, i, "not n't never n\xE2\x80\x99t nor neither hardly scarcely nowhere")) return false;
  int32_t next = i + 1;
  bool more = next < (int32_t)doc->sentences.items[nst_tok(doc, i)->sentence].end;
  return !(more && form_in(doc, next, "only just merely simply least fewer less more until"));
}

/* "no talks", "neither side", "not one": a determiner that denies its noun. */
static int32_t no_word(const nst_doc *doc, int32_t noun) {
  if (noun < 0) return -1;
  if (form_in(doc, noun, "nobody none nothing no-one")) return noun;
  for (int32_t d = nst_next_child(doc, noun, -1); d >= 0; d = nst_next_child(doc, noun, d)) {
    nst_deprel rel = rel_of(doc, d);
    if (form_in(doc, d, "no neither") && (rel == NST_REL_DET || rel == NST_REL_ADVMOD || rel == NST_REL_CC))
      return d;
  }
  return -1;
}

/* "instead of attacking", "rather than attack": what was not chosen. */
static bool is_instead(const nst_doc *doc, int32_t i) {
  int32_t next = i + 1;
  if (next >= (int32_t)doc->sentences.items[nst_tok(doc, i)->sentence].end) return false;
  return (form_in(doc, i, "instead") && form_in(doc, next, "of")) ||
         (form_in(doc, i, "rather") && form_in(doc, next, "than"));
}

/* The word that negates a predicate: "not", "never", "no" on its subject or object, "without" before it. */
static int32_t negation_of(const nst_doc *doc, int32_t verb) {
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = rel_of(doc, i);
    if (rel == NST_REL_ADVMOD || rel == NST_REL_DEP || rel == NST_REL_CC || rel == NST_REL_DISCOURSE) {
      if (is_not(doc, i)) return i;
      if (form_in(doc, i, "longer more") && nst_child_lemma(doc, i, "no") >= 0) return i;
      if (form_in(doc, i, "longer") && i > 0 && form_in(doc, i - 1, "no")) return i;
    }
    if (rel == NST_REL_NSUBJ && no_word(doc, i) >= 0) return no_word(doc, i);
    if (rel == NST_REL_OBJ && no_word(doc, i) >= 0) return no_word(doc, i);
    if ((rel == NST_REL_MARK || rel == NST_REL_CASE) && form_in(doc, i, "without")) return i;
    if ((rel == NST_REL_MARK || rel == NST_REL_CASE || rel == NST_REL_CC) && is_instead(doc, i)) return i;
  }
  return -1;
}

static int32_t modal_of(const nst_doc *doc, int32_t verb, const char *list) {
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i))
    if (rel_of(doc, i) == NST_REL_AUX && form_in(doc, i, list)) return i;
  return -1;
}

/* Does a predicate share the auxiliaries and the negation of the one it is coordinated with? */
static bool shares_auxiliaries(const nst_doc *doc, int32_t verb) {
  const nst_token *t = nst_tok(doc, verb);
  if (t->deprel != NST_REL_CONJ || t->head < 0) return false;
  if (nst_child_main(doc, verb, NST_REL_NSUBJ) >= 0 || nst_child_main(doc, verb, NST_REL_AUX) >= 0)
    return false;
  const nst_token *first = nst_tok(doc, t->head);
  return (t->feat_bits & NST_FEAT(INFINITIVE)) || (first->feat_bits & NST_FEAT(FINITE)) == 0;
}

/* Acts of speech that the modal or the negation belongs to: "would not accept" is a refusal, not its absence. */
static bool takes_negation(const nst_candidate *c, const nst_doc *doc) {
  if (c->type == NST_REJECT) return !in(doc, c->head, refusing);
  if (c->type == NST_THREATEN) return !in(doc, c->head, threatening);
  return c->type == NST_AGREE && c->future && !in(doc, c->head, agreeing);
}

static bool takes_modal(const nst_candidate *c) {
  return c->type == NST_THREATEN || c->type == NST_REJECT || (c->type == NST_AGREE && c->future);
}

/* "plans to visit", "is set to sign": the plan is what is announced. */
static bool announces(const nst_candidate *c, const nst_doc *doc, int32_t g) {
  return (takes_modal(c) && in(doc, g, "warn threaten tell vow promise pledge")) ||
         (c->type == NST_AGREE && c->future && in(doc, g, "plan intend schedule slate prepare set due"));
}

/* "did not say how many were killed": what is not known is told as done. */
static bool asks_how(const nst_doc *doc, int32_t clause) {
  uint32_t first, end;
  nst_subtree(doc, clause, &first, &end);
  return form_in(doc, (int32_t)first, "how who whom why when where what which");
}

/* Adverbs, negation and auxiliaries of one predicate. */
static void look_at_predicate(verdict *v, int32_t verb, bool own) {
  const nst_doc *doc = v->doc;
  for (int32_t p = verb;; p = nst_tok(doc, p)->head) {
    int32_t no = negation_of(doc, p);
    if (no >= 0 && !(own && takes_negation(v->c, doc))) mark(&v->negated, no);
    int32_t may = modal_of(doc, p, "may might");
    if (may >= 0) mark(&v->unreal, may), v->soft = false;
    int32_t can = modal_of(doc, p, "could can would should must 'd ca");
    bool duty = v->c->type == NST_REQUEST && nst_carried_by(v->c, can);
    if (can >= 0 && v->unreal < 0 && !duty && !(own && takes_modal(v->c))) {
      v->unreal = can;
      v->soft = true;
    }
    int32_t will = modal_of(doc, p, "will shall 'll wo");
    if (will >= 0 && v->c->type != NST_AGREE && v->c->type != NST_THREATEN && v->unreal < 0 &&
        !(own && takes_modal(v->c))) {
      v->unreal = will;
      v->soft = true;
    }
    for (int32_t i = nst_next_child(doc, p, -1); i >= 0; i = nst_next_child(doc, p, i)) {
      if (rel_of(doc, i) != NST_REL_ADVMOD) continue;
      if (form_in(doc, i, perhaps)) mark(&v->unreal, i);
      if (i < p && form_in(doc, i, "nearly almost")) mark(&v->negated, i);
      if (form_in(doc, i, allegedly)) mark(&v->disputed, i);
      if (form_in(doc, i, hedging)) v->hedged = true;
    }
    if (!shares_auxiliaries(doc, p)) return;
  }
}

/* "next month's summit" is still to come. */
static bool is_next(const nst_doc *doc, int32_t time) {
  return in(doc, time, "week month year weekend day") && nst_child_lemma(doc, time, "next") >= 0;
}

/* Adjectives and determiners of a noun trigger: "alleged", "possible", "no". */
static void look_at_noun(verdict *v, int32_t noun) {
  const nst_doc *doc = v->doc;
  int32_t no = no_word(doc, noun);
  if (no >= 0) mark(&v->negated, no);
  for (int32_t i = nst_next_child(doc, noun, -1); i >= 0; i = nst_next_child(doc, noun, i)) {
    nst_deprel rel = rel_of(doc, i);
    if (rel == NST_REL_CASE && (form_in(doc, i, "without") || is_instead(doc, i))) mark(&v->negated, i);
    if (rel == NST_REL_DET && form_in(doc, i, "any")) mark(&v->unreal, i);
    if (rel != NST_REL_AMOD && rel != NST_REL_ADVMOD) continue;
    if (in(doc, i, doubtful_adjectives) || form_in(doc, i, doubtful_adjectives)) mark(&v->disputed, i);
    if (in(doc, i, unreal_attributes) || form_in(doc, i, unreal_attributes)) mark(&v->unreal, i);
    if (form_in(doc, i, allegedly)) mark(&v->disputed, i);
  }
  if (form_in(doc, nst_child(doc, noun, NST_REL_CASE), "despite")) return;
  if (nst_str_in(nst_case_of(doc, noun), "in_case_of ahead_of")) mark(&v->unreal, noun);
  if (is_next(doc, nst_child(doc, noun, NST_REL_NMOD_POSS))) mark(&v->unreal, noun);
}

/* Evidence is wanting: "little evidence of", "have seen no sign that". */
static bool wanting(const nst_doc *doc, int32_t noun) {
  if (no_word(doc, noun) >= 0 || nst_child_lemma(doc, noun, "little") >= 0 ||
      nst_child_lemma(doc, noun, "scant") >= 0 || nst_child_lemma(doc, noun, "few") >= 0 ||
      nst_child_lemma(doc, noun, "insufficient") >= 0)
    return true;
  int32_t verb = nst_tok(doc, noun)->head;
  return verb >= 0 && (negation_of(doc, verb) >= 0 || in(doc, verb, "lack"));
}

static bool conditional(const nst_doc *doc, int32_t clause) {
  for (int32_t m = nst_next_child(doc, clause, -1); m >= 0; m = nst_next_child(doc, clause, m)) {
    if (rel_of(doc, m) == NST_REL_MARK && form_in(doc, m, "if unless whether lest provided")) return true;
    if (rel_of(doc, m) == NST_REL_AUX && form_in(doc, m, "should") && m < clause) {
      int32_t subject = nst_child_main(doc, clause, NST_REL_NSUBJ);
      if (subject > m) return true;
    }
  }
  return nst_str_is(nst_case_of(doc, clause), "in_case");
}

static bool purpose(const nst_doc *doc, int32_t clause) {
  if (nst_child_main(doc, clause, NST_REL_NSUBJ) >= 0) return false;
  int32_t to = nst_child_lemma(doc, clause, "to");
  return to >= 0 && rel_of(doc, to) == NST_REL_MARK && nst_child_main(doc, clause, NST_REL_AUX) < 0;
}

/* "his plan is to send troops", "the goal was to free them": the predicate of a thing that is only thought. */
static bool thought_of(const nst_doc *doc, int32_t verb) {
  int32_t subject = nst_child_main(doc, verb, NST_REL_NSUBJ);
  return subject >= 0 && in(doc, subject, unreal_nouns) && nst_child(doc, verb, NST_REL_COP) >= 0 &&
         nst_child_lemma(doc, verb, "to") >= 0;
}

/* "insisted that the president step down": no auxiliary, no ending. */
static bool wanted(const nst_doc *doc, int32_t clause, int32_t g) {
  const nst_token *t = nst_tok(doc, clause);
  bool bare =
      (t->feat_bits & (NST_FEAT(INFINITIVE) | NST_FEAT(SUBJUNCTIVE))) || nst_str_eq(t->lower, t->lemma);
  return bare && in(doc, g, demanding) && nst_child_main(doc, clause, NST_REL_AUX) < 0 &&
         nst_child_main(doc, clause, NST_REL_NSUBJ) >= 0 && !(t->feat_bits & NST_FEAT(PAST));
}

/* What a governing verb says of the clause or noun `i` below it. */
static void look_at_governor(verdict *v, int32_t i, int32_t g) {
  const nst_doc *doc = v->doc;
  nst_deprel rel = rel_of(doc, i);
  bool clause = rel == NST_REL_XCOMP || rel == NST_REL_CCOMP || rel == NST_REL_CSUBJ;
  bool object = rel == NST_REL_OBJ || nst_tok(doc, i)->deprel == NST_REL_NSUBJ_PASS;
  bool oblique = rel == NST_REL_OBL || (rel == NST_REL_ADVCL && nst_child(doc, i, NST_REL_MARK) >= 0);
  if (rel == NST_REL_ADVCL && conditional(doc, i))
    mark(&v->unreal, nst_child(doc, i, NST_REL_MARK) >= 0 ? nst_child(doc, i, NST_REL_MARK) : i);
  else if (clause && conditional(doc, i)) mark(&v->unreal, i);
  if (rel == NST_REL_ADVCL && purpose(doc, i) &&
      !in(doc, g, "decide vote agree begin start manage continue") &&
      !(v->c->type == NST_CONSULT && in(doc, g, sending)))
    mark(&v->unreal, i);
  if ((clause || object || oblique) && in(doc, g, accusing) && rel != NST_REL_OBJ)
    mark(&v->disputed, g), v->hedged = true;
  if ((clause || object || oblique) && in(doc, g, doubting) && negation_of(doc, g) < 0) mark(&v->disputed, g);
  if (clause && in(doc, g, "call describe term label dub brand") && i != v->c->clause) mark(&v->disputed, g);
  if (rel == NST_REL_XCOMP && in(doc, g, "call describe term label dub brand")) mark(&v->disputed, g);
  bool told =
      object && v->c->own_source && in(doc, g, "decline refuse"); /* "declined an invitation from Cambodia" */
  if ((clause || object) && in(doc, g, failing) && !told) mark(&v->negated, g);
  if (oblique && in(doc, g, "stop fall") && nst_child_lemma(doc, g, "short") >= 0) mark(&v->negated, g);
  bool withheld =
      rel == NST_REL_ADVCL &&
      in(doc, g, "refrain abstain desist prevent stop bar block deter keep discourage dissuade") &&
      nst_child_lemma(doc, i, "from") >= 0; /* "refrained from condemning" */
  if (withheld || (clause && in(doc, g, barring_adjectives))) mark(&v->negated, g);
  if ((clause || (object && nst_is_nominal(nst_tok(doc, i)) &&
                  in(doc, g, "want seek plan propose expect fear postpone delay consider"))) &&
      in(doc, g, unreal_verbs) && !announces(v->c, doc, g)) {
    mark(&v->unreal, g);
    v->soft = false;
  }
  if (rel == NST_REL_XCOMP && in(doc, g, "tell")) mark(&v->unreal, g), v->soft = false;
  if (rel == NST_REL_CCOMP && wanted(doc, i, g)) mark(&v->unreal, g), v->soft = false;
  if ((clause || object) && in(doc, g, holding) &&
      in(doc, nst_child_main(doc, g, NST_REL_NSUBJ), unreal_nouns))
    mark(&v->unreal, g), v->soft = false;
  if (clause && in(doc, g, unreal_adjectives) && !announces(v->c, doc, g)) mark(&v->unreal, g);
  if (clause && in(doc, g, "have") && nst_child_lemma(doc, g, "yet") >= 0 && purpose(doc, i))
    mark(&v->negated, g);
  if (clause && nst_is_belief(nst_tok(doc, g)) && negation_of(doc, g) >= 0) mark(&v->disputed, g);
  else if (clause && !in(doc, g, "stop cease") && nst_is_verbal(nst_tok(doc, g))) {
    int32_t no = negation_of(doc, g);
    if (no >= 0 && rel == NST_REL_XCOMP) mark(&v->negated, no);
    if (no >= 0 && rel == NST_REL_CCOMP && !asks_how(doc, i)) mark(&v->unreal, no);
  }
}

/* What a governing noun says: "plans for", "evidence of", "allegations that". */
static void look_at_noun_above(verdict *v, int32_t i, int32_t g) {
  const nst_doc *doc = v->doc;
  nst_deprel rel = rel_of(doc, i);
  if (rel != NST_REL_NMOD && rel != NST_REL_ACL && rel != NST_REL_CCOMP && rel != NST_REL_COMPOUND &&
      rel != NST_REL_XCOMP)
    return;
  if (nst_tok(doc, i)->deprel == NST_REL_ACL_RELCL || nst_tok(doc, i)->deprel == NST_REL_NMOD_POSS) return;
  if (rel == NST_REL_ACL && nst_child(doc, i, NST_REL_MARK) < 0 && nst_child(doc, i, NST_REL_CASE) < 0)
    return; /* "a call requested by" */
  nst_str prep = nst_case_of(doc, i);
  if (in(doc, g, evidence_nouns) && wanting(doc, g)) mark(&v->disputed, g);
  if (in(doc, g, told_nouns) && (rel != NST_REL_NMOD || nst_str_in(prep, "of about")))
    mark(&v->disputed, g), v->hedged = true;
  if (in(doc, g, unreal_nouns) && (rel != NST_REL_NMOD || nst_str_in(prep, "of for to about against")))
    mark(&v->unreal, g);
  if (in(doc, g, "report")) v->hedged = true;
}

/* Does the verb only say that the noun's event takes place ("held talks", "talks took place")? */
static bool carries(const nst_attach *a, int32_t verb) {
  for (uint32_t i = 0; i < a->n; i++)
    if (a->carriers[i].token == verb) return a->carriers[i].cost <= 1;
  return false;
}

static bool is_predicate(const nst_doc *doc, int32_t i) {
  return nst_is_verbal(nst_tok(doc, i)) || nst_tok(doc, i)->upos == NST_UPOS_ADJ ||
         nst_child_main(doc, i, NST_REL_NSUBJ) >= 0;
}

/* From the trigger to the root. What denies or doubts "attacked after talks" says nothing of the talks: for a noun that
 * no verb carries, the climb ends at the first predicate. */
static void climb(verdict *v) {
  const nst_doc *doc = v->doc;
  const nst_candidate *c = v->c;
  nst_attach a;
  nst_attach_init(&a, doc, c, false);
  bool noun = !nst_is_verbal(nst_tok(doc, c->head)) && c->clause != c->head, own_clause = true;
  if (noun) look_at_noun(v, c->head);
  int32_t i = c->head;
  for (int steps = 0; i >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    bool own = i == c->head || i == c->light;
    if (own_clause && is_predicate(doc, i) && !(noun && i == c->head)) {
      if (thought_of(doc, i)) mark(&v->unreal, i);
      look_at_predicate(v, i, own);
      own_clause = false;
    }
    if (t->head < 0) return;
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    nst_speech said[2];
    if (nst_speech_over(doc, i, said, 2) > 0) v->hedged = true;
    bool above = is_predicate(doc, t->head);
    bool held = noun && own_clause && above && t->head != c->light && !carries(&a, t->head);
    if (!held && own_clause && noun && above && t->head != c->light && rel == NST_REL_OBL) held = true;
    if (above) look_at_governor(v, i, t->head);
    if (!above || (rel == NST_REL_ACL && !nst_is_verbal(nst_tok(doc, t->head))))
      look_at_noun_above(v, i, t->head);
    if (held || t->deprel == NST_REL_ACL_RELCL) return;
    if (noun && own_clause && !above && rel == NST_REL_NMOD &&
        nst_str_in(nst_case_of(doc, i), "in during at after before since amid following"))
      return; /* "the need for dialogue in a call with X": the call took place */
    if (rel == NST_REL_ADVCL && !conditional(doc, i) && !purpose(doc, i)) return;
    i = t->head;
  }
}

static bool is_question(const nst_doc *doc, const nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  for (uint32_t i = s->end; i > s->first && i + 3 > s->end; i--)
    if (nst_str_is(doc->tokens.items[i - 1].form, "?")) return true;
  return false;
}

nst_status nst_candidate_status(nst_doc *doc, nst_candidate *c) {
  static const char *const why[] = {"", "negated by", "disputed by", "hypothetical by"};
  verdict v = {.doc = doc, .c = c, .negated = -1, .disputed = -1, .unreal = -1};
  climb(&v);
  if (c->future && c->type != NST_AGREE && c->type != NST_THREATEN && !takes_modal(c) && v.unreal < 0)
    v.unreal = c->head;
  if (is_question(doc, c) && v.unreal < 0) v.unreal = c->head;
  if (v.unreal < 0 && v.negated < 0) v.unreal = nst_unreal_by(doc, c);
  if (v.disputed < 0) v.disputed = nst_denied_elsewhere(doc, c);
  int32_t by = -1;
  c->status = NST_ACTUAL;
  if (v.disputed >= 0) c->status = NST_DISPUTED, by = v.disputed;
  else if (v.unreal >= 0 && !(v.soft && v.negated >= 0)) c->status = NST_HYPOTHETICAL, by = v.unreal;
  else if (v.negated >= 0) c->status = NST_NEGATED, by = v.negated;
  c->hedged = v.hedged || c->status != NST_ACTUAL;
  if (c->status == NST_ACTUAL) return NST_OK;
  nst_str word = nst_tok(doc, by)->form;
  return nst_candidate_whyf(doc, c, "status: %s \"%.*s\"", why[c->status], (int)word.len, word.p);
}
