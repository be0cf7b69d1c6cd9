/* dictionary_int.h - for the dictionary readers of src/ingest only. */
#ifndef NST_INGEST_DICTIONARY_INT_H
#define NST_INGEST_DICTIONARY_INT_H

#include "base/hash.h"
#include "ingest/dictionary.h"

enum { NST_DICTIONARY_CODES = 12 };

typedef struct nst_reader {
  const nst_dictionary_options *options;
  nst_arena *arena;
  nst_buf *out;
  nst_dictionary_counts *counts;
  nst_str rest; /* lines that are still to come */
  uint32_t line;
  bool in_comment; /* inside <!-- --> */
  bool no_memory;
} nst_reader;

/** One bracket: "[HOBGOV 19950601 - 19990815]". */
typedef struct nst_dated_code {
  nst_str code;
  char from[11], to[11]; /* ISO, "" for open */
} nst_dated_code;

/** The next line without its comments; *indented: it starts with white space. False at the end. */
bool nst_reader_next(nst_reader *r, nst_str *line, bool *indented);
/** Tell of the current line (or another) that it cannot be used. */
void nst_reader_unused(nst_reader *r, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** Split a line into what stands before its brackets and the brackets' contents; the number of brackets, at most `most`. */
size_t nst_reader_brackets(nst_str line, nst_str *before, nst_str *contents, size_t most);
/** A bracket's contents with dates; false (told) if they are wrong. */
bool nst_reader_dated(nst_reader *r, nst_str contents, nst_dated_code *out);
/** "MINAS_TIRITH_" to "Minas Tirith" (names) or "minas tirith" (words). NULL text when out of memory. */
nst_str nst_reader_phrase(nst_reader *r, nst_str phrase, bool name);
/** PLOVER type of a verb code, NST_EVENT_NONE if there is none. */
nst_event_type nst_reader_type(const nst_reader *r, nst_str code);

void nst_read_actors(nst_reader *r);
void nst_read_agents(nst_reader *r);
void nst_read_verbs(nst_reader *r);

#endif
