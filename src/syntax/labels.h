/* labels.h - what the label numbers of a model mean. */
#ifndef NST_SYNTAX_LABELS_H
#define NST_SYNTAX_LABELS_H

#include "doc/doc.h"

typedef struct nst_feats_label {
  nst_str text;
  uint32_t bits;
} nst_feats_label;

/** From a form to its lemma. */
typedef struct nst_lemma_script {
  enum { NST_LEMMA_LOWER, NST_LEMMA_KEEP, NST_LEMMA_FIXED } kind;
  uint32_t cut; /**< code points taken off the end */
  nst_str text; /**< what is put in their place, or the fixed lemma */
} nst_lemma_script;

typedef struct nst_ner_label {
  uint8_t entity; /**< nst_entity */
  bool begin;
} nst_ner_label;

/** Lines of a text of labels; NST_MODEL if there are not exactly `n`. */
NST_MUST_USE nst_status nst_labels_split(nst_arena *arena, nst_str text, const char *name, uint32_t n,
                                         nst_str **out, nst_error *error);

NST_MUST_USE nst_status nst_labels_upos(nst_arena *arena, const nst_str *lines, uint32_t n, uint8_t **out,
                                        nst_error *error);
/** *root: the number of `root`. */
NST_MUST_USE nst_status nst_labels_deprel(nst_arena *arena, const nst_str *lines, uint32_t n, uint8_t **out,
                                          uint32_t *root, nst_error *error);
NST_MUST_USE nst_status nst_labels_feats(nst_arena *arena, const nst_str *lines, uint32_t n,
                                         nst_feats_label **out, nst_error *error);
NST_MUST_USE nst_status nst_labels_lemma(nst_arena *arena, const nst_str *lines, uint32_t n,
                                         nst_lemma_script **out, nst_error *error);
/** *first: bits of the labels that may begin a sentence; follows[a]: those that may come after label a. */
NST_MUST_USE nst_status nst_labels_ner(nst_arena *arena, const nst_str *lines, uint32_t n,
                                       nst_ner_label **out, uint32_t *first, uint32_t **follows,
                                       nst_error *error);

/** The lemma of a form; `lower` is the form in lower case. p is NULL when out of memory. */
nst_str nst_lemma_apply(nst_arena *arena, const nst_lemma_script *script, nst_str form, nst_str lower);

#endif
