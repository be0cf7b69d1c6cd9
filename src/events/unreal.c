/* unreal.c - plans, duties, conditions and possibilities that stand around an act.
 *   candidate, tree from the trigger to the root  ->  the word that says so
 * status.c knows the verbs and nouns that hold an act as wanted; this file knows the constructions in between: "is to
 * resign", "has 48 hours to leave", "until it withdraws", "must begin withdrawing", "any state that refuses". */
#include "events/unreal.h"

static const char *const aspect = "begin start continue resume keep stop cease finish remain help";
static const char *const periods = "minute hour day week weekend month year time deadline";
static const char *const mistrust =
    "skepticism scepticism skeptical sceptical reluctance reluctant hesitation "
    "hesitant misgiving reservation unease uncertainty unsure";
static const char *const asking =
    "encourage urge demand request advocate await anticipate authorize authorise";
static const char *const planning = "plan schedule slate propose prepare";
static const char *const causing = "lead result cause trigger provoke spark prompt bring force produce";
static const char *const proposals =
    "amendment bill measure provision proposal plan reform package resolution "
    "legislation draft option rule idea";
static const char *const advised = "important crucial vital essential necessary imperative wise urgent";
static const char *const assuring = "ensure guarantee assure require mandate";
static const char *const expecting = "set due expect schedule slate likely poised";
static const char *const means = "fund funds funding money budget resource appropriation";

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* The child with this relation whose form is in the list. */
static int32_t child_of(const nst_doc *doc, int32_t head, nst_deprel rel, const char *forms) {
  for (int32_t i = nst_next_child(doc, head, -1); i >= 0; i = nst_next_child(doc, head, i))
    if (rel_of(doc, i) == rel && nst_str_in(nst_tok(doc, i)->lower, forms)) return i;
  return -1;
}

static int32_t modal_of(const nst_doc *doc, int32_t verb) {
  return child_of(doc, verb, NST_REL_AUX, "may might can could would should must ca");
}

static bool past(const nst_doc *doc, int32_t verb) {
  if (nst_tok(doc, verb)->feat_bits & NST_FEAT(PAST)) return true;
  return child_of(doc, verb, NST_REL_AUX, "had did was were") >= 0;
}

bool nst_carried_by(const nst_candidate *c, int32_t token) {
  for (uint32_t i = 0; i < c->n_trigger; i++)
    if (c->trigger[i] == token) return true;
  return false;
}

/* Is it this noun who acts? "Any sanctions could lead to a rupture" is said by somebody else. */
static bool is_source(const nst_doc *doc, const nst_candidate *c, int32_t noun) {
  for (uint32_t i = 0; i < c->source.n; i++) {
    const nst_filler *f = &c->source.items[i];
    if ((f->mention >= 0 ? (int32_t)doc->mentions.items[f->mention].head : f->token) == noun) return true;
  }
  return c->source.n == 0;
}

/* "any government that refuses", "anybody may file a suit" */
static int32_t anybody(const nst_doc *doc, const nst_candidate *c, int32_t verb) {
  int32_t who = nst_child_main(doc, verb, NST_REL_NSUBJ);
  if (nst_tok(doc, verb)->deprel == NST_REL_ACL_RELCL) who = nst_tok(doc, verb)->head;
  if (who < 0 || !is_source(doc, c, who)) return -1;
  if (nst_str_in(nst_tok(doc, who)->lower, "anyone anybody whoever anything")) return who;
  return child_of(doc, who, NST_REL_DET, "any whichever whatever");
}

/* What the act's own predicate says: "is to resign", "was due to meet", "can veto". */
static int32_t own_clause(const nst_doc *doc, const nst_candidate *c, int32_t verb) {
  bool announced =
      c->type == NST_AGREE || c->type == NST_THREATEN; /* "is to visit": the act is to announce it */
  int32_t by = announced ? -1 : child_of(doc, verb, NST_REL_MARK, "due");
  if (by < 0 && !announced && nst_child_lemma(doc, verb, "to") >= 0)
    by = child_of(doc, verb, NST_REL_AUX, "is are was were am 's 're");
  if (by < 0) by = child_of(doc, verb, NST_REL_MARK, "whether unless lest");
  if (by < 0) by = anybody(doc, c, verb);
  bool denied = nst_child_lemma(doc, verb, "not") >= 0 || nst_child_lemma(doc, verb, "never") >= 0;
  if (by < 0 && c->type == NST_REJECT && !denied)
    by = child_of(doc, verb, NST_REL_AUX, "can could should must");
  return by;
}

/* "until it withdraws", "before they attack": still to come. */
static int32_t still_to_come(const nst_doc *doc, int32_t clause) {
  if (rel_of(doc, clause) != NST_REL_ADVCL || past(doc, clause)) return -1;
  if (!(nst_tok(doc, clause)->feat_bits & (NST_FEAT(PRESENT) | NST_FEAT(FINITE)))) return -1;
  return child_of(doc, clause, NST_REL_MARK, "until till before");
}

/* A clause below its governor: "must begin withdrawing", "would have to accept", "capable of attacking". */
static int32_t clause_under(const nst_doc *doc, const nst_candidate *c, int32_t i, int32_t g) {
  nst_deprel rel = rel_of(doc, i);
  bool to = nst_child_lemma(doc, i, "to") >= 0;
  bool promise = c->future && (c->type == NST_AGREE || c->type == NST_THREATEN);
  if (rel == NST_REL_XCOMP && in(doc, g, aspect) && !promise && modal_of(doc, g) >= 0)
    return modal_of(doc, g);
  if (rel == NST_REL_XCOMP && in(doc, g, "have") && to && !past(doc, g)) return g;
  if (rel == NST_REL_ACL && to && in(doc, g, periods)) return g;
  if (in(doc, g, "capable") && nst_child_lemma(doc, i, "of") >= 0) return g;
  if (in(doc, g, "include") && in(doc, nst_child_main(doc, g, NST_REL_NSUBJ), proposals) &&
      (rel == NST_REL_XCOMP || rel == NST_REL_OBJ))
    return g;
  bool open = to || modal_of(doc, i) >= 0 || nst_str_eq(nst_tok(doc, i)->lower, nst_tok(doc, i)->lemma);
  if (open && in(doc, g, advised)) return g;
  if (rel == NST_REL_CCOMP && in(doc, g, assuring) &&
      (modal_of(doc, g) >= 0 || nst_child_lemma(doc, g, "to") >= 0))
    return g;
  int32_t about = child_of(doc, i, NST_REL_MARK, "about");
  if (about < 0) return -1;
  return in(doc, g, mistrust) || in(doc, nst_child(doc, g, NST_REL_OBJ), mistrust) ? about : -1;
}

/* A noun below its governor: "encouraged talks", "plan a trip for talks", "could lead to a withdrawal". */
static int32_t noun_under(const nst_doc *doc, int32_t i, int32_t g) {
  nst_deprel rel = rel_of(doc, i);
  if (rel == NST_REL_NMOD && in(doc, g, means) && nst_str_is(nst_case_of(doc, i), "for")) return g;
  if (rel == NST_REL_NSUBJ && in(doc, g, expecting)) return g; /* "the pullout is set to begin" */
  if (rel != NST_REL_OBJ && rel != NST_REL_OBL) return -1;
  if (rel == NST_REL_OBJ && in(doc, g, asking)) return g;
  if (in(doc, g, planning) && nst_str_in(nst_case_of(doc, i), "for") && !nst_is_passive(doc, g)) return g;
  return in(doc, g, causing) ? modal_of(doc, g) : -1;
}

int32_t nst_unreal_by(const nst_doc *doc, const nst_candidate *c) {
  int32_t i = c->light >= 0 ? c->light : c->head;
  bool noun = !nst_is_verbal(nst_tok(doc, i));
  int32_t by = noun ? -1 : own_clause(doc, c, i);
  for (int steps = 0; by < 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    if (t->head < 0 || t->deprel == NST_REL_ACL_RELCL) break;
    if (!noun) by = still_to_come(doc, i);
    if (by < 0) by = noun ? noun_under(doc, i, t->head) : clause_under(doc, c, i, t->head);
    nst_deprel rel = rel_of(doc, i);
    if (noun ? rel != NST_REL_NMOD && rel != NST_REL_COMPOUND && rel != NST_REL_CONJ
             : rel != NST_REL_XCOMP && rel != NST_REL_CONJ && rel != NST_REL_CCOMP)
      break;
    i = t->head;
  }
  return by;
}
