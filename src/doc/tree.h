/* tree.h - the questions rules ask of a dependency tree. All take and give token numbers; -1 is "none". */
#ifndef NST_DOC_TREE_H
#define NST_DOC_TREE_H

#include "doc/doc.h"

/** Set first_child and next_sibling of the sentence's tokens from their heads. */
void nst_tree_link(nst_doc *doc, const nst_sentence *sentence);

/** Change heads that the forms of the words rule out (mend.c). */
void nst_tree_mend(nst_doc *doc);

static inline nst_token *nst_tok(const nst_doc *doc, int32_t i) {
  return &doc->tokens.items[i];
}
/** The relation without its subtype: NST_REL_NSUBJ for nsubj:pass. */
nst_deprel nst_rel_main(nst_deprel rel);
/** First child with exactly this relation. */
int32_t nst_child(const nst_doc *doc, int32_t head, nst_deprel rel);
/** First child whose main relation is this one. */
int32_t nst_child_main(const nst_doc *doc, int32_t head, nst_deprel rel);
/** Next child of `head` after `after` (-1: from the first). Use: for (c = nst_next_child(d,h,-1); c >= 0; c = nst_next_child(d,h,c)). */
int32_t nst_next_child(const nst_doc *doc, int32_t head, int32_t after);
/** Is `i` equal to or below `top`? */
bool nst_below(const nst_doc *doc, int32_t i, int32_t top);
/** Tokens [*first, *end) from the leftmost to the rightmost descendant of `top`, itself included. */
void nst_subtree(const nst_doc *doc, int32_t top, uint32_t *first, uint32_t *end);
/** Lower-case preposition of a nominal: its `case` child, with `fixed` words joined by '_' ("because_of"); empty str for none. */
nst_str nst_case_of(const nst_doc *doc, int32_t nominal);
/** The noun that a pronoun stands for, once the actors are settled; another word, and a pronoun of nobody known, itself. */
int32_t nst_noun_meant(const nst_doc *doc, int32_t token);
/** First conjunct of the coordination that `i` belongs to (itself if none). */
int32_t nst_conj_first(const nst_doc *doc, int32_t i);
/** Has the word a direct child with this lower-case lemma? Gives the child or -1. */
int32_t nst_child_lemma(const nst_doc *doc, int32_t head, const char *lemma);
bool nst_is_nominal(const nst_token *t); /**< NOUN, PROPN, PRON, or a NUM/ADJ/DET in a nominal relation */
bool nst_is_verbal(const nst_token *t);  /**< VERB or AUX */
bool nst_is_passive(const nst_doc *doc,
                    int32_t verb); /**< aux:pass, nsubj:pass, or a bare past participle modifying a noun */
/** Cleaned words of tokens [first, end) joined as in the text; NULL when out of memory. */
const char *nst_tokens_text(const nst_doc *doc, uint32_t first, uint32_t end);
/** From the first byte of `first` to the last of `end - 1`. */
nst_span nst_tokens_span(const nst_doc *doc, uint32_t first, uint32_t end);

#endif
