/* teller.h - what the files that tell evidence share: evidence.c, evidence_kinds.c, evidence_report.c. */
#ifndef NST_EVENTS_TELLER_H
#define NST_EVENTS_TELLER_H

#include "events/evidence.h"

typedef struct nst_teller {
  const nst_doc *doc;
  const nst_report_view *view;
  const nst_candidate *c;
  const char *type;
  nst_tell_fn tell;
  void *user;
} nst_teller;

/** One piece of evidence, its name from a format. */
NST_MUST_USE nst_status nst_say(const nst_teller *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** "state", "nobody known", or the sector of an actor. */
const char *nst_kind_of_who(const nst_doc *doc, const nst_filler *f);
/** Is it one who holds or fights for power: "GOV", "REB", "state"? */
bool nst_kind_is_power(const char *kind);

/** How much of `all` it is, in words. */
const char *nst_tenths(uint32_t n, uint32_t all);

/** evidence_kinds.c: what kinds of things and persons stand around the word. */
NST_MUST_USE nst_status nst_tell_kinds(const nst_teller *t);
/** evidence_report.c: the report and the sentence as a whole. */
NST_MUST_USE nst_status nst_tell_report(const nst_teller *t);

#endif
