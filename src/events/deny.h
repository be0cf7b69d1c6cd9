/* deny.h - does somebody else in the report deny what is told? */
#ifndef NST_EVENTS_DENY_H
#define NST_EVENTS_DENY_H

#include "events/candidate.h"

/** The word by which a later clause, or the next sentence, denies a reported event; -1 for none. */
int32_t nst_denied_elsewhere(const nst_doc *doc, const nst_candidate *c);

#endif
