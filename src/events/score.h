/* score.h - is a candidate the event that its word tells of: a weighted sum of named evidence. */
#ifndef NST_EVENTS_SCORE_H
#define NST_EVENTS_SCORE_H

#include "events/evidence.h"

typedef struct nst_score nst_score;

/** Read the table of weights: a line `NAME<TAB>WEIGHT` for each piece of evidence. The names are borrowed from `text`.
 *  NST_FORMAT with the line in *error, NST_NOMEM. An empty text is a table without weights: all sums are 0. */
NST_MUST_USE nst_status nst_score_read(nst_arena *arena, nst_str text, nst_score **out, nst_error *error);

/** The sum of the weights of all evidence; with `grounds` (or NULL) each piece of it. */
NST_MUST_USE nst_status nst_score_sum(const nst_score *score, const nst_doc *doc, const nst_report_view *view,
                                      const nst_candidate *c, nst_grounds *grounds, double *out);

#endif
