/* attach.h - how closely a phrase of the sentence belongs to an event. */
#ifndef NST_EVENTS_ATTACH_H
#define NST_EVENTS_ATTACH_H

#include "events/candidate.h"

enum { NST_CARRIERS = 32, NST_ATTACH_FAR = 100 };

/** The tokens that carry an event: its words, its light verb, the verbs whose circumstances it shares. */
typedef struct nst_attach {
  const nst_doc *doc;
  const nst_candidate *candidate;
  bool content; /**< phrases inside the announced or demanded act count as well (amounts do, times do not) */
  uint32_t n;
  struct nst_carrier {
    int32_t token;
    int cost;
    int32_t before; /**< only phrases that begin before this token; -1: all */
  } carriers[NST_CARRIERS];
} nst_attach;

void nst_attach_init(nst_attach *a, const nst_doc *doc, const nst_candidate *c, bool content);
/** 0: a direct modifier of the event; more: farther away; -1: it belongs to something else. */
int nst_attach_cost(const nst_attach *a, int32_t token);
/** Is it one of the words of the trigger? */
bool nst_attach_in_trigger(const nst_candidate *c, int32_t token);

#endif
