/* when.h - which time expression of a sentence dates an event. */
#ifndef NST_EVENTS_WHEN_H
#define NST_EVENTS_WHEN_H

#include "events/candidate.h"
#include "events/timex.h"

/** The time expressions of a sentence; NULL when out of memory. */
nst_timex *nst_when_read(nst_doc *doc, const nst_sentence *s, size_t *n);
/** Is it the date of a dateline, not of an act? */
bool nst_when_dateline(const nst_doc *doc, const nst_timex *x);
/** Is the verb told as past, and not as past before something else? */
bool nst_when_past(const nst_doc *doc, int32_t verb);

/** The one of `list` that hangs on the event; NULL for none. So are the others. */
const nst_timex *nst_when_own(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n);
/** That of another clause or occasion of the sentence. */
const nst_timex *nst_when_of_clause(const nst_doc *doc, const nst_candidate *c, int32_t head,
                                    const nst_timex *list, size_t n);
/** That of a clause which is at the same time. */
const nst_timex *nst_when_lent(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n);
/** A year that dates the whole, wherever it hangs. */
const nst_timex *nst_when_year(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n);

#endif
