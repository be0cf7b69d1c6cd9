/* decode.h - from scores to the best whole: trees and label sequences. */
#ifndef NST_NET_DECODE_H
#define NST_NET_DECODE_H

#include "base/str.h"

enum { NST_NET_WORDS = NST_LIMIT(256, 24) }; /**< most words in one sentence */

/** Room for one call of nst_arborescence(). */
typedef struct nst_tree_scratch {
  double score[NST_NET_WORDS + 1][NST_NET_WORDS + 1]; /* of head j for node i */
  uint32_t edge[NST_NET_WORDS + 1]
               [NST_NET_WORDS + 1]; /* the pair of words behind it: dependent << 16 | head */
  uint16_t best[NST_NET_WORDS + 1]; /* head of a node */
  uint16_t alive[NST_NET_WORDS + 1], cycle[NST_NET_WORDS + 1];
  uint16_t node[NST_NET_WORDS + 1];       /* what a node stands for: a word, or a cycle */
  uint16_t parent[2 * NST_NET_WORDS + 2]; /* the cycle that a word or a cycle went into; 0 none */
  uint32_t chosen[2 * NST_NET_WORDS + 2]; /* the edge that enters it */
  uint8_t state[NST_NET_WORDS + 1];
} nst_tree_scratch;

/** Heads of the best tree over words 1..n (n <= NST_NET_WORDS) in which exactly one word hangs on the root, 0.
 *  scores[(i - 1) * ld + j] is that of head j for word i; heads[i - 1] the head of word i. What is not a number counts as very low. */
void nst_arborescence(const float *scores, size_t ld, size_t n, nst_tree_scratch *scratch, uint16_t *heads);

enum { NST_SEQUENCE_LABELS = 32 };

/** Best labels of n positions by the sum of their scores, where label b follows label a only if follows[a] has bit b;
 *  `first` has the bits of labels that may begin. `back`: n * labels bytes of scratch. labels <= NST_SEQUENCE_LABELS. */
void nst_viterbi(const float *scores, size_t ld, size_t n, size_t labels, uint32_t first,
                 const uint32_t *follows, uint8_t *back, uint16_t *out);

#endif
