/* evidence.h - what can be told of a candidate before anybody asks whether it is an event.
 *
 * Every piece has a name ("source is GOV", "report much sport"), so that the table of weights (data/score/event.tsv, made by
 * train/confidence.py) can be read and every answer explained. */
#ifndef NST_EVENTS_EVIDENCE_H
#define NST_EVENTS_EVIDENCE_H

#include "events/candidate.h"
#include "events/topics.h"

/** What is the same for all candidates of a report. */
typedef struct nst_report_view {
  const nst_topics *topics, *kinds; /**< kinds: what a word stands for, read like topics */
  nst_topic_counts report, title;
  uint32_t states;               /**< different states named in it, counted to 8 */
  uint32_t words;                /**< of the whole report */
  uint32_t first, second;        /**< "I", "my"; "you", "your", outside quotation marks */
  uint32_t quoted;               /**< words inside quotation marks */
  uint32_t sentences, questions; /**< of the body */
  uint32_t powers, privates;     /**< mentions of those who hold or fight for power, and of others */
  uint32_t acts, power_acts;     /**< candidates, and those by such a power */
  bool letter;                   /**< addressed to an editor */
} nst_report_view;

void nst_report_view_of(const nst_topics *topics, const nst_topics *kinds, const nst_doc *doc,
                        const nst_candidates *all, nst_report_view *out);

/** Gets the name of one piece of evidence; it is gone after the call. */
typedef nst_status (*nst_tell_fn)(void *user, nst_str name);

/** Tells each piece once, in an order that depends on the candidate alone. */
NST_MUST_USE nst_status nst_evidence_tell(const nst_doc *doc, const nst_report_view *view,
                                          const nst_candidate *c, nst_tell_fn tell, void *user);

#endif
