/* unreal.h - plans, duties, conditions and possibilities that stand around an act. */
#ifndef NST_EVENTS_UNREAL_H
#define NST_EVENTS_UNREAL_H

#include "events/candidate.h"

/** The word that makes the act one that is only due, asked for, possible or told of anybody; -1 for none. */
int32_t nst_unreal_by(const nst_doc *doc, const nst_candidate *c);

/** Is the token part of the words that carry the candidate ("should" of "it should withdraw")? */
bool nst_carried_by(const nst_candidate *c, int32_t token);

#endif
