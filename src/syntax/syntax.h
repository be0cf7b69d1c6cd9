/* syntax.h - stage: sentences and tokens to tags, lemmas, trees and named entities.
 *
 *   doc->tokens (form)  ->  lower, lemma, feats, feat_bits, upos, deprel, head, entity; first_child, next_sibling
 *
 * docs/model.md says what is computed. A model is read-only and shared by all threads; a tagger holds the scratch of
 * one thread. */
#ifndef NST_SYNTAX_SYNTAX_H
#define NST_SYNTAX_SYNTAX_H

#include "doc/doc.h"

typedef struct nst_model nst_model;
typedef struct nst_tagger nst_tagger;

/** Read model weights. The bytes are borrowed and must outlive the model; they begin at a multiple of four. The model
 *  lives in the arena. NST_MODEL with a message where the weights are damaged or do not fit together. */
NST_MUST_USE nst_status nst_model_load(nst_arena *arena, const uint8_t *bytes, size_t len, nst_model **out,
                                       nst_error *error);
/** Name and version of the model, e.g. "base 2026-11-24". */
const char *nst_model_name(const nst_model *model);

/** `kernel`: a name of net/kernels.h ("ref", "avx2", ...) or NULL for the best this processor has; NST_ARGUMENT if there is no such one. The model is
 *  borrowed. */
NST_MUST_USE nst_status nst_tagger_new(const nst_model *model, nst_allocator allocator, const char *kernel,
                                       nst_tagger **out);
void nst_tagger_free(nst_tagger *tagger);

/** Analyse every sentence of the document. A token without `lower` gets one. NST_NOMEM, or NST_ARGUMENT for a
 *  sentence of more than NST_SENTENCE_TOKENS tokens. */
NST_MUST_USE nst_status nst_syntax_run(nst_tagger *tagger, nst_doc *doc);

#endif
