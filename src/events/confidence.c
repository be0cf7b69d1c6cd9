/* confidence.c - how likely a record is right, from how it was found.
 *
 * In: a finished candidate. Out: 0..1. Each piece of evidence has a weight in the log odds; the weights are fitted by
 * logistic regression on the annotated reports for development, so that of events given 0.6
 * about six in ten have the right type and actors. */
#include <math.h>

#include "events/roles.h"
#include "events/stage.h"

/* What is known of a candidate, each 0..1, and what it adds to the log odds. */
enum {
  BIAS,
  PRIOR,
  NO_SOURCE,
  NO_TARGET,
  NONE_NEEDED,
  OFTEN_NONE,
  SOURCE_FAR,
  TARGET_FAR,
  NOUN,
  NAME_TAGGED,
  SEVERAL_WORDS,
  CONDITIONS,
  HEDGED,
  HYPOTHETICAL,
  TOLD_AGAIN,
  ANNOUNCED,
  SPEAKER,
  SOURCE_PRONOUN,
  SOURCE_PHRASE,
  TARGET_PRONOUN,
  TARGET_PHRASE,
  MANY,
  EVIDENCE
};

static const double weights[EVIDENCE] = {[BIAS] = 0.98,           [PRIOR] = 1.62,
                                         [NO_SOURCE] = -1.79,     [NO_TARGET] = -2.60,
                                         [NONE_NEEDED] = 1.11,    [OFTEN_NONE] = 0.50,
                                         [SOURCE_FAR] = -1.03,    [TARGET_FAR] = -0.67,
                                         [NOUN] = -0.29,          [NAME_TAGGED] = 0.00,
                                         [SEVERAL_WORDS] = -0.25, [CONDITIONS] = 0.27,
                                         [HEDGED] = -0.56,        [HYPOTHETICAL] = -0.40,
                                         [TOLD_AGAIN] = 0.30,     [ANNOUNCED] = -1.06,
                                         [SPEAKER] = -0.61,       [SOURCE_PRONOUN] = -0.56,
                                         [SOURCE_PHRASE] = -0.35, [TARGET_PRONOUN] = -1.11,
                                         [TARGET_PHRASE] = -0.49, [MANY] = 0.86};

static double far_of(uint8_t distance) {
  return distance > 4 ? 1 : distance / 4.0;
}

static bool has_kind(const nst_doc *doc, const nst_fillers *list, nst_mention_kind kind) {
  for (uint32_t i = 0; i < list->n; i++) {
    int32_t m = list->items[i].mention;
    if (m >= 0 && doc->mentions.items[m].kind == kind) return true;
  }
  return false;
}

static void gather(const nst_doc *doc, const nst_candidate *c, double x[EVIDENCE]) {
  const nst_frame_def *d = c->entry->def;
  const nst_token *t = nst_tok(doc, c->head);
  bool says = strcmp(c->source.why, "speaker") == 0; /* the act is in the saying */
  bool noun = t->upos == NST_UPOS_NOUN && c->light < 0 && !says;
  bool announced = c->type != d->type || (c->future && c->type == NST_THREATEN);
  x[BIAS] = 1;
  x[PRIOR] = announced && d->prior < 0.75 ? 0.75 : d->prior;
  x[NO_SOURCE] = c->source.n == 0;
  x[NO_TARGET] = c->target.n == 0;
  bool alone =
      c->type == NST_MOBILIZE || c->type == NST_PROTEST || c->type == NST_RETREAT || c->type == NST_CONCEDE;
  bool often =
      c->type == NST_REJECT || c->type == NST_COERCE || c->type == NST_THREATEN || c->type == NST_ASSAULT;
  x[NONE_NEEDED] = c->target.n == 0 && alone;
  x[OFTEN_NONE] = c->target.n == 0 && often;
  x[SOURCE_FAR] = far_of(c->source.distance);
  x[TARGET_FAR] = far_of(c->target.distance);
  x[NOUN] = noun;
  x[NAME_TAGGED] = t->upos == NST_UPOS_PROPN;
  x[SEVERAL_WORDS] = c->entry->pattern.n > 1;
  x[CONDITIONS] = d->n_conds > 0;
  x[HEDGED] = c->hedged && !says && !(c->future && c->n_attribution == 0);
  x[HYPOTHETICAL] = c->status == NST_HYPOTHETICAL;
  x[TOLD_AGAIN] = c->n_mentions > 0;
  x[ANNOUNCED] = announced && c->type != NST_THREATEN;
  x[SPEAKER] = says;
  x[SOURCE_PRONOUN] = has_kind(doc, &c->source, NST_MENTION_PRONOUN);
  x[SOURCE_PHRASE] = has_kind(doc, &c->source, NST_MENTION_NOMINAL);
  x[TARGET_PRONOUN] = has_kind(doc, &c->target, NST_MENTION_PRONOUN);
  x[TARGET_PHRASE] = has_kind(doc, &c->target, NST_MENTION_NOMINAL);
  x[MANY] = c->source.n + c->target.n > 2;
}

double nst_candidate_confidence(const nst_doc *doc, const nst_candidate *c) {
  double x[EVIDENCE] = {0}, odds = 0;
  gather(doc, c, x);
  for (int i = 0; i < EVIDENCE; i++) odds += weights[i] * x[i];
  double p = 1 / (1 + exp(-odds));
  p = floor(p * 1000 + 0.5) / 1000; /* the same bytes whatever the last bit of exp() */
  return p < 0.02 ? 0.02 : p > 0.97 ? 0.97 : p;
}

double nst_events_default_threshold(void) {
  return 0.25;
}
