/* scale.h - numbers and names that records are held against: the PLOVER conflict-cooperation scale. */
#ifndef NST_RECORD_SCALE_H
#define NST_RECORD_SCALE_H

#include "nestor.h"

/** PLOVER score of a type with this mode, -10 (conflict) to 10 (cooperation); that of the type for other modes. */
double nst_scale_score(nst_event_type type, const char *mode);
/** "AGREE" to its type; NST_EVENT_NONE for another word. */
nst_event_type nst_event_parse(const char *name);

#endif
