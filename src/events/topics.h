/* topics.h - what a report is about: how many of its words stand under each topic of data/score/topics.tsv. */
#ifndef NST_EVENTS_TOPICS_H
#define NST_EVENTS_TOPICS_H

#include "doc/doc.h"

enum { NST_TOPICS = 48 };

typedef struct nst_topics nst_topics;

/** Read the table: a line `TOPIC<TAB>word word ...`; several lines may add to one topic. The names are borrowed from
 *  `text`, which must outlive the table. NST_FORMAT with the line in *error, NST_NOMEM. An empty text has no topics. */
NST_MUST_USE nst_status nst_topics_read(nst_arena *arena, nst_str text, nst_topics **out, nst_error *error);
size_t nst_topics_count(const nst_topics *t);
/** Name of topic `i`; empty past the end. */
nst_str nst_topics_name(const nst_topics *t, size_t i);

/** Number of the topic that a word stands under; nst_topics_count() for none. */
size_t nst_topics_word(const nst_topics *t, const nst_token *word);

/** How many words of a stretch of text stand under each topic, and how many words of content it has. */
typedef struct nst_topic_counts {
  uint32_t of[NST_TOPICS];
  uint32_t words;
} nst_topic_counts;

/** Counts tokens [first, end). */
void nst_topics_of(const nst_topics *t, const nst_doc *doc, uint32_t first, uint32_t end,
                   nst_topic_counts *out);

#endif
