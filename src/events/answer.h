/* answer.h - what an act is about where that was told before. */
#ifndef NST_EVENTS_ANSWER_H
#define NST_EVENTS_ANSWER_H

#include "events/stage.h"

/** The type of the act that `c` answers ("the rebels consented"); NST_EVENT_NONE where there is none. */
nst_event_type nst_answer_content(const nst_scene *s, const nst_candidates *all, const nst_candidate *c);

#endif
