/* runner.h - runs a network over batches of sentences: pieces in, label numbers and heads out.
 *
 * A runner holds the scratch of one thread; it is sized when it is made, and a run allocates nothing and cannot fail. */
#ifndef NST_NET_RUNNER_H
#define NST_NET_RUNNER_H

#include "net/model.h"

typedef struct nst_runner nst_runner;

/** One sentence of a batch: its rows are [CLS], the pieces of its words, [SEP]. */
typedef struct nst_net_sentence {
  uint32_t first_row, n_rows;
  uint32_t first_word, n_words; /**< at most NST_NET_WORDS */
} nst_net_sentence;

typedef struct nst_net_word {
  uint32_t first_row, n_rows; /**< at least one */
} nst_net_word;

/** Sentences whose rows follow each other; at most NST_NET_ROWS rows in all, and no sentence of more rows than the
 *  network has positions. */
typedef struct nst_net_batch {
  const uint32_t *piece;  /**< (n_rows), less than `vocab` */
  const uint8_t *letters; /**< (n_rows) letter case, less than `case_classes` */
  size_t n_rows;
  const nst_net_word *words;
  size_t n_words;
  const nst_net_sentence *sentences;
  size_t n_sentences;
} nst_net_batch;

/** What a sequence of labels may look like, and the one relation that only the child of the root has. */
typedef struct nst_net_rules {
  uint32_t ner_first;          /**< bits of the labels that may begin */
  const uint32_t *ner_follows; /**< (n_ner) bits of the labels that may follow each */
  uint32_t root_relation;
} nst_net_rules;

/** One entry a word; in the runner, valid until its next run. */
typedef struct nst_net_labels {
  uint16_t *upos, *feats, *lemma, *ner, *deprel;
  uint16_t *head; /**< 0 the root, else the number of a word of the sentence, from 1 */
} nst_net_labels;

/** NST_NOMEM, or NST_ARGUMENT where nst_kernels_pick() has no such kernel. The network is borrowed. */
NST_MUST_USE nst_status nst_runner_new(const nst_net *net, nst_allocator allocator,
                                       const nst_kernels *kernels, nst_runner **out);
void nst_runner_free(nst_runner *runner);
const nst_net_labels *nst_runner_run(nst_runner *runner, const nst_net_batch *batch,
                                     const nst_net_rules *rules);

#endif
