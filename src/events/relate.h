/* relate.h - the event between a given source and a given target: what speaks for each type, and a sum of it.
 *
 * The evidence is named ("vote ACCUSE ST path outer", "path condemn"), so that the table of weights
 * (data/relate/relate.tsv, made by train/relate.py) can be read and every answer explained. */
#ifndef NST_EVENTS_RELATE_H
#define NST_EVENTS_RELATE_H

#include "events/events.h"

typedef struct nst_relate_weights nst_relate_weights;

/** Read the table: a line `NAME<TAB>TYPE=WEIGHT ...` for each piece of evidence. The names are borrowed from `text`, which
 *  must outlive the table. NST_FORMAT with the line in *error, NST_NOMEM. An empty text is a table without weights. */
NST_MUST_USE nst_status nst_relate_weights_read(nst_arena *arena, nst_str text, nst_relate_weights **out,
                                                nst_error *error);

typedef struct nst_evidence {
  const char **items; /**< names without doubles, in doc->arena */
  size_t n, capacity;
} nst_evidence;

/** What the parsed document says about the pair. The spans are bytes of the report as given. NST_ARGUMENT with a
 *  message where a span holds no word. */
NST_MUST_USE nst_status nst_relate_evidence(const nst_event_lexicon *lexicon, nst_doc *doc, nst_span source,
                                            nst_span target, nst_evidence *out);

/** Probability of each type (NST_EVENT_NONE: 0); they sum to 1. `why` gets one line for each of the pieces of
 *  evidence that spoke most for the winner. The winner, never NST_EVENT_NONE, goes to *best. */
NST_MUST_USE nst_status nst_relate_score(const nst_relate_weights *weights, nst_doc *doc,
                                         const nst_evidence *evidence, double scores[NST_EVENT_COUNT],
                                         nst_event_type *best, nst_evidence *why);

#endif
