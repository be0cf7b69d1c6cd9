/* text.h - stage: the bytes of a scraped report to sentences and tokens.
 *
 *   doc->input, doc->title_len  ->  doc->sentences, doc->tokens
 *
 * Tokens are words as in the English Web Treebank of Universal Dependencies (do|n't, Putin|'s, US|-|led). Each keeps
 * the bytes it came from; its form is cleaned. What is dropped and has no token: white space, byte order marks,
 * zero-width characters, soft hyphens, control characters, U+FFFD, HTML tags, comments, scripts and styles, and the
 * icon and button words of data/words/widgets.txt where they stick to the text. A form may have fewer
 * characters than its span where an entity was decoded or a word was joined across a line end. */
#ifndef NST_TEXT_TEXT_H
#define NST_TEXT_TEXT_H

#include "doc/doc.h"
#include "pack/pack.h"

/** A report with more is NST_TOO_LARGE. */
enum { NST_TEXT_BYTES_MAX = 64 * 1024 * 1024, NST_TEXT_TOKENS_MAX = 2 * 1024 * 1024 };

/** The word lists of data/words/: read-only, shared by all threads. */
typedef struct nst_text_words nst_text_words;

/** One list: `name` is its file name ("abbreviations.txt"), `text` its content. */
typedef struct nst_text_source {
  const char *name;
  nst_str text;
} nst_text_source;

/** Build the lists from their sources; a missing one is an empty one. The sources are borrowed and must live as long
 *  as the lists. NST_LEXICON: `error` names the line. */
NST_MUST_USE nst_status nst_text_words_parse(nst_arena *arena, const nst_text_source *sources, size_t n,
                                             nst_text_words **out, nst_error *error);
/** The same from the "words/..." sections of a pack. */
NST_MUST_USE nst_status nst_text_words_load(nst_arena *arena, const nst_packfile *pack, nst_text_words **out,
                                            nst_error *error);

/** Fill doc->sentences and doc->tokens. NST_TEXT for binary data, NST_EMPTY for a report without a word, NST_TOO_LARGE;
 *  the message is left in doc->error. */
NST_MUST_USE nst_status nst_text_run(nst_doc *doc, const nst_text_words *words);

#endif
