/* pieces.h - words to word pieces and letter case, as docs/model.md has them. */
#ifndef NST_SYNTAX_PIECES_H
#define NST_SYNTAX_PIECES_H

#include "base/arena.h"
#include "base/str.h"

enum {
  NST_WORD_PIECES = 8,       /* most pieces kept of one word */
  NST_UNIT_CODE_POINTS = 100 /* a longer unit is [UNK] */
};

typedef struct nst_vocab {
  const nst_str *text; /* (n) */
  uint32_t n;
  uint32_t *slots; /* piece + 1 by hash, 0 for none */
  uint32_t mask;
  uint32_t unk, cls, sep;
} nst_vocab;

/** `text`: one piece a line. The text is borrowed. NST_MODEL where there are not `n` pieces, or [UNK], [CLS] or [SEP] is missing. */
NST_MUST_USE nst_status nst_vocab_load(nst_arena *arena, nst_str text, uint32_t n, nst_vocab *out,
                                       nst_error *error);

/** The first NST_WORD_PIECES pieces of a word; returns how many, at least 1. */
size_t nst_word_pieces(const nst_vocab *vocab, nst_str word, uint32_t out[NST_WORD_PIECES]);

/** Letter case class, 0..6. */
uint8_t nst_letter_case(nst_str word);

#endif
