/* confidence.c - how likely a record is right (type and actors), from how it was found.
 *
 * In: a finished candidate. Out: 0..1. Each ground is a number that says how much of it there is; the weighted sum is the
 * log-odds. The signs of the weights are fixed beforehand (second column), so that more of what speaks for a record never
 * lowers its confidence; their sizes are fitted by train/confidence.py on annotated reports (docs/confidence.md). */
#include <math.h>

#include "events/roles.h"
#include "events/score.h"
#include "events/stage.h"

/* clang-format off */
#define GROUNDS(X)                                                                       \
  X(ALWAYS, 0, -4.031, "to begin with")                                                   \
  X(EVENT, +1, 0.509, "what speaks for an event at all")                                  \
  X(PRIOR, +1, 0.165, "how seldom the frame misleads")                                   \
  X(WORDS, +1, 0.000, "the frame is an expression of several words")                     \
  X(CONDITIONS, +1, 0.040, "the frame asks for certain words around it")                 \
  X(SURE_SOURCE, +1, 1.306, "how sure the choice of who acts is")                         \
  X(SURE_TARGET, +1, 3.203, "how sure the choice of who is acted on is")                  \
  X(AGAIN, +1, 0.548, "told again")                                                      \
  X(NO_SOURCE, -1, -0.360, "nobody is known to act")                                     \
  X(NO_TARGET, -1, -0.162, "nobody is known to be acted on")                             \
  X(OFTEN_NONE, -1, -0.378, "nobody is known to be acted on, as often in such acts")     \
  X(SOURCE_STEPS, -1, 0.000, "steps from the word to who acts")                         \
  X(SOURCE_ELSEWHERE, -1, -0.489, "who acts is told in another clause or sentence")        \
  X(TARGET_ELSEWHERE, -1, 0.000, "who is acted on is told in another clause or sentence") \
  X(TARGET_STEPS, -1, -0.112, "steps from the word to who is acted on")                  \
  X(SPEAKER, -1, 0.000, "who acts is whoever says so")                                  \
  X(SOURCE_REFERS, -1, -0.173, "who acts is a pronoun or points back")                   \
  X(TARGET_REFERS, -1, -0.192, "who is acted on is a pronoun or points back")            \
  X(SOURCE_ROLE, -1, -0.208, "who acts is told by a role alone")                         \
  X(TARGET_ROLE, -1, -0.155, "who is acted on is told by a role alone")                  \
  X(SOURCE_UNKNOWN, -1, -1.139, "who acts has no country or organisation")               \
  X(TARGET_UNKNOWN, -1, -0.138, "who is acted on has no country or organisation")        \
  X(ONE_COUNTRY, -1, -0.166, "both sides are of one country")                            \
  X(NOUN, -1, 0.000, "a noun without a verb that carries it")                           \
  X(LIGHT, -1, -0.451, "a noun carried by a verb")                                       \
  X(NAME, -1, 0.000, "neither a noun nor a verb")                                        \
  X(ANNOUNCED, -1, 0.000, "announced, not done")                                        \
  X(HEDGED, -1, 0.000, "hedged or doubted")                                             \
  X(UNREAL, -1, -0.052, "hypothetical")                                                  \
  X(QUOTED, -1, -0.002, "inside quotation marks")                                        \
  X(LONG, -1, 0.000, "words of the sentence beyond 20, in tens")
/* clang-format on */

enum {
#define GROUND_ENUM(name, sign, weight, words) GROUND_##name,
  GROUNDS(GROUND_ENUM)
#undef GROUND_ENUM
      GROUND_COUNT
};

static const char *const names[GROUND_COUNT] = {
#define GROUND_NAME(name, sign, weight, words) words,
    GROUNDS(GROUND_NAME)
#undef GROUND_NAME
};

static const double weights[GROUND_COUNT] = {
#define GROUND_WEIGHT(name, sign, weight, words) weight,
    GROUNDS(GROUND_WEIGHT)
#undef GROUND_WEIGHT
};

static double at_most(double value, double most) {
  return value < most ? value : most;
}

/* How the actors of one side are known: the weakest of them counts. */
static void weigh_side(const nst_doc *doc, const nst_fillers *side, double *refers, double *role,
                       double *unknown) {
  for (uint32_t i = 0; i < side->n; i++) {
    int32_t at = side->items[i].mention;
    const nst_mention *m = at >= 0 ? &doc->mentions.items[at] : NULL;
    bool points = m && (m->kind == NST_MENTION_PRONOUN || m->antecedent >= 0);
    if (points) *refers = 1;
    if (m && !points && !m->listed) *role = 1;
    if (!nst_filler_code(doc, &side->items[i])[0]) *unknown = 1;
  }
}

/* Troops deploy, crowds march, rulers step down: nobody need be acted on. */
static void weigh_no_target(nst_event_type type, double x[GROUND_COUNT]) {
  bool alone = type == NST_MOBILIZE || type == NST_PROTEST || type == NST_RETREAT || type == NST_CONCEDE;
  bool often = type == NST_REJECT || type == NST_COERCE || type == NST_THREATEN || type == NST_ASSAULT;
  x[GROUND_NO_TARGET] = !alone && !often;
  x[GROUND_OFTEN_NONE] = often;
}

static void weigh_actors(const nst_doc *doc, const nst_candidate *c, double x[GROUND_COUNT]) {
  x[GROUND_SURE_SOURCE] = c->sure_source > 0 ? c->sure_source : 0.5;
  x[GROUND_SURE_TARGET] = c->sure_target > 0 ? c->sure_target : 0.5;
  x[GROUND_NO_SOURCE] = c->source.n == 0;
  if (c->target.n == 0) weigh_no_target(c->type, x);
  x[GROUND_SOURCE_STEPS] = c->source.n ? at_most(c->source.distance, 4) : 0;
  x[GROUND_TARGET_STEPS] = c->target.n ? at_most(c->target.distance, 4) : 0;
  x[GROUND_SOURCE_ELSEWHERE] = c->source.n && c->source.distance >= 3;
  x[GROUND_TARGET_ELSEWHERE] = c->target.n && c->target.distance >= 3;
  weigh_side(doc, &c->source, &x[GROUND_SOURCE_REFERS], &x[GROUND_SOURCE_ROLE], &x[GROUND_SOURCE_UNKNOWN]);
  weigh_side(doc, &c->target, &x[GROUND_TARGET_REFERS], &x[GROUND_TARGET_ROLE], &x[GROUND_TARGET_UNKNOWN]);
  x[GROUND_ONE_COUNTRY] = nst_fillers_meet(doc, &c->source, &c->target);
}

static void weigh(const nst_doc *doc, const nst_candidate *c, double x[GROUND_COUNT]) {
  const nst_token *t = nst_tok(doc, c->head);
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  bool announced = c->type != c->entry->def->type || (c->future && c->type == NST_THREATEN);
  bool says = strcmp(c->source.why, "speaker") == 0; /* the act is in the saying */
  double prior = c->entry->def->prior;
  x[GROUND_ALWAYS] = 1;
  x[GROUND_PRIOR] = announced && prior < 0.75 ? 0.75 : prior; /* announced or refused: read off the clause */
  x[GROUND_WORDS] = c->entry->pattern->n > 1;
  x[GROUND_CONDITIONS] = c->entry->def->n_conds > 0;
  x[GROUND_AGAIN] = c->n_mentions > 0;
  x[GROUND_NOUN] = t->upos == NST_UPOS_NOUN && c->light < 0 && !says;
  x[GROUND_LIGHT] = t->upos == NST_UPOS_NOUN && c->light >= 0;
  x[GROUND_NAME] = t->upos != NST_UPOS_NOUN && t->upos != NST_UPOS_VERB;
  x[GROUND_SPEAKER] = says;
  x[GROUND_ANNOUNCED] = announced && c->type != NST_THREATEN;
  x[GROUND_HEDGED] = c->hedged && !says && !(c->future && c->n_attribution == 0);
  x[GROUND_UNREAL] = c->status == NST_HYPOTHETICAL;
  x[GROUND_QUOTED] = t->in_quote;
  x[GROUND_LONG] = s->end - s->first > 20 ? at_most((s->end - s->first - 20) / 10.0, 4) : 0;
  weigh_actors(doc, c, x);
}

static nst_status add_ground(const nst_doc *doc, nst_grounds *grounds, nst_ground ground) {
  return !grounds || NST_PUSH(doc->arena, grounds, ground) ? NST_OK : NST_NOMEM;
}

nst_status nst_candidate_confidence(const nst_doc *doc, const nst_outlook *outlook, nst_candidate *c,
                                    nst_grounds *grounds) {
  double x[GROUND_COUNT] = {0}, sum = 0;
  weigh(doc, c, x);
  for (int i = 0; i < GROUND_COUNT; i++) {
    if (i == GROUND_EVENT) continue;
    sum += x[i] * weights[i];
    NST_TRY(add_ground(doc, grounds, (nst_ground){names[i], x[i], x[i] * weights[i]}));
  }
  size_t before = grounds ? grounds->n : 0;
  NST_TRY(nst_score_sum(outlook->score, doc, &outlook->view, c, grounds, &x[GROUND_EVENT]));
  for (size_t i = before; grounds && i < grounds->n; i++) grounds->items[i].effect *= weights[GROUND_EVENT];
  sum += x[GROUND_EVENT] * weights[GROUND_EVENT];
  double p = 1 / (1 + exp(-sum));
  p = floor(p * 1000 + 0.5) / 1000; /* the same bytes whatever the last bit of exp() */
  c->confidence = p < 0.01 ? 0.01 : p > 0.99 ? 0.99 : p;
  return NST_OK;
}

double nst_events_default_threshold(void) {
  return 0.18;
}
