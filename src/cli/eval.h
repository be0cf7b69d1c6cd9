/* eval.h - the parts of nestor eval: what was measured, as a table or as JSON. For cli/ only. */
#ifndef NST_CLI_EVAL_H
#define NST_CLI_EVAL_H

#include "base/buf.h"
#include "measure/measure.h"

typedef struct eval_style {
  bool colour;
  size_t errors; /**< mistakes of each kind to tell */
  bool people;   /**< two annotations are compared, not a program with one */
} eval_style;

/** For a person: measures, confusion table, the worst mistakes. */
void eval_table(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style);
/** The same as one JSON object and a line feed. */
void eval_json(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style);

/** One line for each record that counts: id, doc, confidence, and whether type, actors (dyad) and sectors (full) are right. */
void eval_verdicts(nst_buf *out, const nst_gold *gold, const nst_measures *m);

/** Mistakes of a kind; *first is the first of them. */
size_t eval_mistakes(const nst_measures *m, nst_mistake_kind kind, size_t *first);
/** "ACCUSE UKR:GOV > RUS:GOV". */
void eval_put_told(nst_buf *out, const nst_told *told);
/** What a side says about a detail, as text. */
void eval_put_detail(nst_buf *out, const nst_told *told, nst_detail detail);
/** The passage that a mistake is about. */
nst_span eval_passage(const nst_mistake *mistake);

#endif
