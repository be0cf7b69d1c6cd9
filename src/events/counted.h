/* counted.h - what a number counts, and what became of those it counts. */
#ifndef NST_EVENTS_COUNTED_H
#define NST_EVENTS_COUNTED_H

#include "events/candidate.h"
#include "events/number.h"

typedef struct nst_counted {
  int32_t noun;  /**< what is counted, -1 for the number alone */
  int32_t place; /**< the token that stands for the whole phrase in the clause */
  nst_str lemma; /**< of the noun, in lower case; or what is glued to the number ("minute" of "50-minute") */
} nst_counted;

/** The noun that a number measures, through "of", numeral modifiers and "-strong". */
nst_counted nst_counted_of(const nst_doc *doc, const nst_number *n);
/** The verb of which the counted phrase is object, passive subject or (then *subject) subject; -1 for none. */
int32_t nst_counted_verb(const nst_doc *doc, int32_t place, bool *subject);
/** Kind by what became of the people counted, then by what they are. False: of no kind in particular. */
bool nst_counted_kind(const nst_doc *doc, const nst_candidate *c, const nst_number *n, const nst_counted *u,
                      nst_quantity_kind *kind);
/** Killed or injured, by the verb or participle that says so of those counted? */
bool nst_counted_harm(const nst_doc *doc, const nst_number *n, const nst_counted *u, nst_quantity_kind *kind);
/** Does the verb tell what an event led to: "killing 20", "left dozens homeless"? */
bool nst_is_result_verb(const nst_doc *doc, int32_t verb);
/** Is the noun a unit of time? */
bool nst_is_time_unit(nst_str lemma);

#endif
