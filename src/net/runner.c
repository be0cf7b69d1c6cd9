/* runner.c - one block of scratch for everything a run needs, sized from the shapes of the network. */
#include "net/runner_int.h"

enum { ALIGN = 64 };

/* Hands out pieces of a block; with no block it only counts. */
typedef struct cutter {
  uint8_t *block;
  size_t used;
} cutter;

static void *cut(cutter *c, size_t count, size_t size) {
  void *p = c->block ? c->block + c->used : NULL;
  c->used += (count * size + ALIGN - 1) / ALIGN * ALIGN;
  return p;
}

static size_t larger(size_t a, size_t b) {
  return a > b ? a : b;
}

static nst_quantised cut_quantised(cutter *c, size_t rows, size_t n) {
  size_t room = rows + NST_ROW_BLOCK - 1;
  nst_quantised q;
  q.q = cut(c, room * nst_in_stride(n), sizeof *q.q);
  q.scale = cut(c, room, sizeof *q.scale);
  return q;
}

/* All arrays of `r`. All sizes are bounded (model.c), so that the sum cannot overflow. */
static void lay_out(nst_runner *r, cutter *c) {
  const nst_net *n = r->net;
  size_t rows = NST_NET_ROWS, words = NST_NET_WORDS, dim = nst_columns(larger(n->arc_dim, n->rel_dim));
  size_t longest = larger(larger(n->hidden, n->ffn), dim);
  size_t most_labels =
      larger(larger(n->n_upos, n->n_feats), larger(n->n_lemma, (size_t)n->n_deprel * n->rel_dim));
  size_t head_dim = n->hidden / n->heads;
  r->wide_n = larger(rows * larger(3 * (size_t)n->hidden, n->ffn), NST_ROW_BLOCK * most_labels);
  r->x = cut(c, rows * n->hidden, sizeof *r->x);
  r->side = cut(c, rows * n->hidden, sizeof *r->side);
  r->wide = cut(c, r->wide_n, sizeof *r->wide);
  r->q = cut_quantised(c, rows, longest);
  r->words_q = cut_quantised(c, rows, n->hidden);
  r->scratch = cut(c, nst_linear_scratch(longest, rows), 1);
  r->kt = cut(c, head_dim * nst_columns(rows), sizeof *r->kt);
  r->v = cut(c, rows * nst_columns(head_dim), sizeof *r->v);
  r->attention = cut(c, NST_ATTEND_ROWS * nst_columns(rows), sizeof *r->attention);
  r->mixed = cut(c, NST_ATTEND_ROWS * nst_columns(head_dim), sizeof *r->mixed);
  r->sum = cut(c, NST_ATTEND_ROWS, sizeof *r->sum);
  r->dep = cut(c, rows * dim, sizeof *r->dep);
  r->head = cut(c, rows * dim, sizeof *r->head);
  r->bil = cut(c, rows * dim, sizeof *r->bil);
  r->head_t = cut(c, dim * nst_columns(words + 1), sizeof *r->head_t);
  r->arcs = cut(c, words * nst_columns(words + 1), sizeof *r->arcs);
  r->dlin = cut(c, rows * n->n_deprel, sizeof *r->dlin);
  r->hlin = cut(c, rows * n->n_deprel, sizeof *r->hlin);
  r->ner = cut(c, rows * n->n_ner, sizeof *r->ner);
  r->back = cut(c, words * NST_SEQUENCE_LABELS, 1);
  r->tree = cut(c, 1, sizeof *r->tree);
  uint16_t **const lists[] = {&r->labels.upos, &r->labels.feats,  &r->labels.lemma,
                              &r->labels.ner,  &r->labels.deprel, &r->labels.head};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) *lists[i] = cut(c, rows, sizeof **lists[i]);
}

nst_status nst_runner_new(const nst_net *net, nst_allocator allocator, const nst_kernels *kernels,
                          nst_runner **out) {
  *out = NULL;
  if (!kernels) return NST_ARGUMENT;
  nst_runner plan = {.net = net, .k = kernels, .allocator = nst_allocator_or_default(allocator)};
  cutter counting = {NULL, 0};
  lay_out(&plan, &counting);
  plan.size = sizeof plan + ALIGN + counting.used;
  nst_runner *r = nst_mem_new(plan.allocator, plan.size);
  if (!r) return NST_NOMEM;
  *r = plan;
  uint8_t *first = (uint8_t *)(r + 1);
  first += (ALIGN - (uintptr_t)first % ALIGN) % ALIGN;
  cutter cutting = {first, 0};
  lay_out(r, &cutting);
  *out = r;
  return NST_OK;
}

void nst_runner_free(nst_runner *runner) {
  if (runner) nst_mem_free(runner->allocator, runner, runner->size);
}

const nst_net_labels *nst_runner_run(nst_runner *runner, const nst_net_batch *batch,
                                     const nst_net_rules *rules) {
  nst_encode(runner, batch);
  nst_label(runner, batch, rules);
  return &runner->labels;
}
