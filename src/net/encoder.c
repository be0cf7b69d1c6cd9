/* encoder.c - the transformer. In: pieces, letter case and positions. Out: one vector for each piece, in r->x.
 * Sentences of a batch share the matrix products; attention stays within each. Knows nothing of words. */
#include <math.h>

#include "net/runner_int.h"

static void embed(nst_runner *r, const nst_net_batch *batch) {
  const nst_net *net = r->net;
  size_t h = net->hidden;
  for (size_t s = 0; s < batch->n_sentences; s++) {
    size_t first = batch->sentences[s].first_row;
    for (size_t i = 0; i < batch->sentences[s].n_rows; i++) {
      uint32_t piece = batch->piece[first + i];
      const int8_t *word = net->word + piece * h;
      const float *pos = net->pos + i * h, *letters = net->letters + batch->letters[first + i] * h;
      float scale = net->word_s[piece], *x = r->x + (first + i) * h;
      for (size_t d = 0; d < h; d++) x[d] = (float)word[d] * scale + pos[d] + letters[d];
    }
  }
  r->k->norm(r->x, NULL, h, batch->n_rows, h, net->emb_norm.g, net->emb_norm.b);
}

/* Keys of one head, turned (dim, columns), and values (n, columns of dim), zero where there is none. */
static void gather(nst_runner *r, const float *qkv, size_t n, size_t columns, size_t at, size_t dim) {
  size_t h = r->net->hidden, ld = 3 * h, wide = nst_columns(dim);
  for (size_t j = 0; j < n; j++) {
    const float *key = qkv + j * ld + h + at;
    for (size_t d = 0; d < dim; d++) r->kt[d * columns + j] = key[d];
    memcpy(r->v + j * wide, qkv + j * ld + 2 * h + at, dim * sizeof *r->v);
    memset(r->v + j * wide + dim, 0, (wide - dim) * sizeof *r->v);
  }
  for (size_t d = 0; d < dim; d++) memset(r->kt + d * columns + n, 0, (columns - n) * sizeof *r->kt);
}

/* Attention of one sentence: qkv (n, 3 * hidden) to out (n, hidden). */
static void attend(nst_runner *r, const float *qkv, size_t n, float *out) {
  size_t h = r->net->hidden, ld = 3 * h, dim = h / r->net->heads, wide = nst_columns(dim),
         columns = nst_columns(n);
  float factor = 1.0f / sqrtf((float)dim);
  for (size_t at = 0; at < h; at += dim) {
    gather(r, qkv, n, columns, at, dim);
    for (size_t first = 0; first < n; first += NST_ATTEND_ROWS) {
      size_t rows = n - first < NST_ATTEND_ROWS ? n - first : NST_ATTEND_ROWS;
      r->k->products(qkv + first * ld + at, ld, rows, dim, r->kt, columns, factor, r->attention, columns);
      r->k->softmax(r->attention, columns, rows, n, columns, r->sum);
      r->k->products(r->attention, columns, rows, n, r->v, wide, 1.0f, r->mixed, wide);
      for (size_t i = 0; i < rows; i++) {
        float *to = out + (first + i) * h + at, by = 1.0f / r->sum[i];
        for (size_t d = 0; d < dim; d++) to[d] = r->mixed[i * wide + d] * by;
      }
    }
  }
}

static void run_layer(nst_runner *r, const nst_layer *l, const nst_net_batch *batch) {
  const nst_kernels *k = r->k;
  size_t rows = batch->n_rows, h = r->net->hidden;
  k->quantise(r->x, h, rows, h, &r->q);
  k->linear(&l->qkv, &r->q, rows, NST_ACT_NONE, r->wide, 3 * h, r->scratch);
  for (size_t s = 0; s < batch->n_sentences; s++) {
    size_t first = batch->sentences[s].first_row;
    attend(r, r->wide + first * 3 * h, batch->sentences[s].n_rows, r->side + first * h);
  }
  k->quantise(r->side, h, rows, h, &r->q);
  k->linear(&l->out, &r->q, rows, NST_ACT_NONE, r->side, h, r->scratch);
  k->norm(r->x, r->side, h, rows, h, l->norm1.g, l->norm1.b);

  k->quantise(r->x, h, rows, h, &r->q);
  k->linear(&l->ffn1, &r->q, rows, NST_ACT_GELU, r->wide, r->net->ffn, r->scratch);
  k->quantise(r->wide, r->net->ffn, rows, r->net->ffn, &r->q);
  k->linear(&l->ffn2, &r->q, rows, NST_ACT_NONE, r->side, h, r->scratch);
  k->norm(r->x, r->side, h, rows, h, l->norm2.g, l->norm2.b);
}

void nst_encode(nst_runner *r, const nst_net_batch *batch) {
  embed(r, batch);
  for (uint32_t i = 0; i < r->net->layers; i++) run_layer(r, &r->net->layer[i], batch);
}
