/* text_words.h - text through the text stage with the word lists of data/words/, and back as one readable string. */
#ifndef NST_TESTS_SUPPORT_TEXT_WORDS_H
#define NST_TESTS_SUPPORT_TEXT_WORDS_H

#include "base/buf.h"
#include "text/text.h"

/** The lists of `folder`, in the arena; NULL when one cannot be read. */
const nst_text_words *text_words(nst_arena *arena, const char *folder);
/** "H A headline | B It began ." : kind, tokens parted by blanks, sentences by " | "; a '+' before a token that is joined. */
void text_show(const nst_doc *doc, nst_buf *out);

#endif
