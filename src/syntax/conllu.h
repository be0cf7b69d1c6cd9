/* conllu.h - documents out of CoNLL-U and into it. */
#ifndef NST_SYNTAX_CONLLU_H
#define NST_SYNTAX_CONLLU_H

#include "base/buf.h"
#include "doc/doc.h"

/** Sentences and words of `text`, which is borrowed and becomes doc->input. Of each line only ID, FORM and SpaceAfter=No
 *  are read. Words of a multiword range all get the span of the range's form; empty nodes are left out; a
 *  sentence of more than NST_SENTENCE_TOKENS words is cut. NST_FORMAT with the line, NST_NOMEM, NST_TOO_LARGE. */
NST_MUST_USE nst_status nst_conllu_read(nst_doc *doc, const char *text, size_t len, nst_error *error);

/** Append the document. With `entities`, MISC has Entity=B-PER and the like. Comments that a CoNLL-U input had are
 *  kept; otherwise sent_id and text are written, and clitics get their range line ("don't"). NST_NOMEM. */
NST_MUST_USE nst_status nst_conllu_write(const nst_doc *doc, bool entities, nst_buf *out);

#endif
