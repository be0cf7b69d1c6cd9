/* runner_int.h - the scratch of a runner; for net/ only. */
#ifndef NST_NET_RUNNER_INT_H
#define NST_NET_RUNNER_INT_H

#include "net/runner.h"

enum { NST_ATTEND_ROWS = 32 /* rows whose attention is computed together */ };

struct nst_runner {
  const nst_net *net;
  const nst_kernels *k;
  nst_allocator allocator;
  size_t size; /* of the whole block that this struct begins */

  float *x; /* (rows, hidden) the vectors of the pieces */
  float *
      side; /* (rows, hidden) what a part of a layer adds; then the vectors of the words, then those of the roots */
  float *wide;           /* (rows, 3 * hidden or ffn), or scores of labels */
  size_t wide_n;         /* numbers in `wide` */
  nst_quantised q;       /* (rows, the longest input) */
  nst_quantised words_q; /* (rows, hidden) `side`, quantised once for all heads */
  void *scratch;         /* of a linear layer */

  float *kt, *v;            /* of one attention head: keys (dim, rows), values (rows, columns of dim) */
  float *attention, *mixed; /* (NST_ATTEND_ROWS, rows), (NST_ATTEND_ROWS, columns of dim) */
  float *sum;               /* (NST_ATTEND_ROWS) */

  float *dep, *head, *bil; /* (rows, the larger of arc_dim and rel_dim) */
  float *head_t;           /* (dim, columns of words + 1) */
  float *arcs;             /* (words, columns of words + 1) of one sentence */
  float *dlin, *hlin;      /* (rows, n_deprel) */
  float *ner;              /* (rows, n_ner) */
  uint8_t *back;           /* (words, NST_SEQUENCE_LABELS) */
  nst_tree_scratch *tree;
  nst_net_labels labels;
};

/* Columns of a float matrix of n numbers a row. */
static inline size_t nst_columns(size_t n) {
  return (n + NST_COLUMNS - 1) / NST_COLUMNS * NST_COLUMNS;
}

/* Pieces to vectors in r->x. */
void nst_encode(nst_runner *r, const nst_net_batch *batch);
/* Vectors of pieces to labels and heads of words. */
void nst_label(nst_runner *r, const nst_net_batch *batch, const nst_net_rules *rules);

#endif
