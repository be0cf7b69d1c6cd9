/* chronology.h - reports told as a list of dated entries. */
#ifndef NST_EVENTS_CHRONOLOGY_H
#define NST_EVENTS_CHRONOLOGY_H

#include "events/timex.h"

/** The days of the entry that a sentence belongs to ("July 15, 2008: ..."), and the label they stand in.
 *  False outside of such a list. */
bool nst_chronology_entry(const nst_doc *doc, uint32_t sentence, nst_timex *label, nst_day *from,
                          nst_day *to);

#endif
