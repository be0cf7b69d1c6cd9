/* confidence.c - how likely a record is right, from how it was found.
 *
 * In: a finished candidate. Out: 0..1, monotone in every piece of evidence. The constants are fitted on reports
 * annotated for development, so that of events given 0.6 about six in ten are right. */
#include "events/stage.h"

double nst_candidate_confidence(const nst_doc *doc, const nst_candidate *c) {
  double prior = c->entry->def->prior;
  if (c->type != c->entry->def->type && prior < 0.75)
    prior = 0.75; /* announced or refused: read off the clause */
  double p = 0.03 + 0.62 * prior;
  unsigned distance = c->source.distance + c->target.distance;
  const nst_token *t = nst_tok(doc, c->head);
  if (c->source.n == 0) p -= 0.25;
  if (c->source.n && c->target.n) p += 0.08;
  if (c->target.n == 0) p -= 0.05;
  p -= 0.03 * (distance > 5 ? 5 : distance);
  bool says = strcmp(c->source.why, "speaker") == 0; /* the act is in the saying */
  if (t->upos == NST_UPOS_NOUN && c->light < 0 && !says) p -= 0.12;
  if (t->upos == NST_UPOS_PROPN) p -= 0.15;
  if (c->entry->pattern.n > 1 || c->entry->def->n_conds > 0) p += 0.05;
  if (c->hedged && !says) p -= 0.08;
  if (c->status == NST_HYPOTHETICAL) p -= 0.12;
  if (c->n_mentions) p += 0.05;
  p = 0.53 + 2.2 * (p - 0.54); /* from evidence to the share that is right */
  return p < 0.02 ? 0.02 : p > 0.97 ? 0.97 : p;
}

double nst_events_default_threshold(void) {
  return 0.15;
}
