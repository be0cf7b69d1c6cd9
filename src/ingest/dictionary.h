/* dictionary.h - actor, agent and verb dictionaries of TABARI and PETRARCH in, lexicon files of ours out.
 *
 * The format as its files are in fact written: phrases in capitals with '_' between words, codes in square brackets,
 * dated codes on lines of their own, '+' before synonyms, '~' in agent codes, verb blocks with patterns. Lines that
 * cannot be used are told, each with its number and why; nothing is dropped in silence. */
#ifndef NST_INGEST_DICTIONARY_H
#define NST_INGEST_DICTIONARY_H

#include "base/buf.h"

typedef enum nst_dictionary_kind {
  NST_DICTIONARY_ACTORS, /**< to "actor" lines of an .actors file */
  NST_DICTIONARY_AGENTS, /**< to "agent" lines of an .actors file */
  NST_DICTIONARY_VERBS   /**< to a .frames file */
} nst_dictionary_kind;

typedef struct nst_dictionary_options {
  bool weis; /**< verb codes are WEIS cue categories, not CAMEO */
  nst_event_type
      other; /**< type of codes that the scheme does not hold; NST_EVENT_NONE: such patterns are told */
  void (*unused)(void *user, uint32_t line, const char *message); /**< may be NULL */
  void *user;
} nst_dictionary_options;

typedef struct nst_dictionary_counts {
  size_t used, unused; /**< phrases or patterns written; lines told */
} nst_dictionary_counts;

/** Convert the text of one dictionary, appending lines to `out`. NST_NOMEM. */
NST_MUST_USE nst_status nst_dictionary_import(nst_dictionary_kind kind, nst_str text,
                                              const nst_dictionary_options *options, nst_allocator allocator,
                                              nst_buf *out, nst_dictionary_counts *counts);

#endif
