/* heads.c - from the vectors of pieces to labels of words. In: r->x. Out: r->labels. The heads share one quantised
 * copy of the word vectors. */
#include "net/runner_int.h"

/* Word vectors to the first rows of r->side, root vectors of the sentences to the rows after them. */
static void gather_words(nst_runner *r, const nst_net_batch *batch) {
  size_t h = r->net->hidden;
  for (size_t w = 0; w < batch->n_words; w++) {
    const float *from = r->x + batch->words[w].first_row * h;
    float *to = r->side + w * h, by = 1.0f / (float)batch->words[w].n_rows;
    memcpy(to, from, h * sizeof *to);
    for (size_t p = 1; p < batch->words[w].n_rows; p++) {
      from += h;
      for (size_t d = 0; d < h; d++) to[d] += from[d];
    }
    for (size_t d = 0; d < h; d++) to[d] *= by;
  }
  for (size_t s = 0; s < batch->n_sentences; s++) {
    memcpy(r->side + (batch->n_words + s) * h, r->x + batch->sentences[s].first_row * h, h * sizeof *r->side);
  }
}

static uint16_t best_of(const float *score, size_t n) {
  size_t best = 0;
  for (size_t i = 1; i < n; i++) {
    if (score[i] > score[best]) best = i;
  }
  return (uint16_t)best;
}

static nst_quantised rows_from(const nst_quantised *q, size_t row, size_t n) {
  return (nst_quantised){q->q + row * nst_in_stride(n), q->scale + row};
}

/* Rows of a layer with many outputs that fit in r->wide. */
static size_t rows_at_once(const nst_runner *r, const nst_linear *l) {
  size_t rows = r->wide_n / l->out;
  return rows / NST_ROW_BLOCK * NST_ROW_BLOCK;
}

static void pick_labels(nst_runner *r, const nst_linear *l, size_t words, uint16_t *out) {
  size_t chunk = rows_at_once(r, l);
  for (size_t w = 0; w < words; w += chunk) {
    size_t n = words - w < chunk ? words - w : chunk;
    nst_quantised q = rows_from(&r->words_q, w, l->in);
    r->k->linear(l, &q, n, NST_ACT_NONE, r->wide, l->out, r->scratch);
    for (size_t i = 0; i < n; i++) out[w + i] = best_of(r->wide + i * l->out, l->out);
  }
}

static void name_entities(nst_runner *r, const nst_net_batch *batch, const nst_net_rules *rules) {
  size_t n = r->net->n_ner;
  r->k->linear(&r->net->ner, &r->words_q, batch->n_words, NST_ACT_NONE, r->ner, n, r->scratch);
  for (size_t s = 0; s < batch->n_sentences; s++) {
    size_t first = batch->sentences[s].first_word;
    nst_viterbi(r->ner + first * n, n, batch->sentences[s].n_words, n, rules->ner_first, rules->ner_follows,
                r->back, r->labels.ner + first);
  }
}

/* Head candidates of one sentence, the root first, turned to r->head_t (dim, columns). */
static void turn_heads(nst_runner *r, const nst_net_sentence *s, size_t root_row, size_t dim,
                       size_t columns) {
  for (size_t j = 0; j <= s->n_words; j++) {
    const float *from = r->head + (j == 0 ? root_row : s->first_word + j - 1) * dim;
    for (size_t d = 0; d < dim; d++) r->head_t[d * columns + j] = from[d];
  }
  for (size_t d = 0; d < dim; d++) {
    memset(r->head_t + d * columns + s->n_words + 1, 0, (columns - s->n_words - 1) * sizeof *r->head_t);
  }
}

static void find_heads(nst_runner *r, const nst_net_batch *batch) {
  const nst_net *net = r->net;
  size_t dim = net->arc_dim, words = batch->n_words;
  r->k->linear(&net->arc_dep, &r->words_q, words, NST_ACT_RELU, r->dep, dim, r->scratch);
  r->k->linear(&net->arc_head, &r->words_q, words + batch->n_sentences, NST_ACT_RELU, r->head, dim,
               r->scratch);
  r->k->quantise(r->dep, dim, words, dim, &r->q);
  r->k->linear(&net->arc_bil, &r->q, words, NST_ACT_NONE, r->bil, dim, r->scratch);
  for (size_t s = 0; s < batch->n_sentences; s++) {
    const nst_net_sentence *sentence = &batch->sentences[s];
    size_t n = sentence->n_words, columns = nst_columns(n + 1);
    turn_heads(r, sentence, words + s, dim, columns);
    r->k->products(r->bil + sentence->first_word * dim, dim, n, dim, r->head_t, columns, 1.0f, r->arcs,
                   columns);
    for (size_t j = 0; j <= n; j++) {
      size_t row = j == 0 ? words + s : sentence->first_word + j - 1;
      float bias = r->k->dot(r->head + row * dim, net->arc_bias, dim);
      for (size_t i = 0; i < n; i++) r->arcs[i * columns + j] += bias;
    }
    nst_arborescence(r->arcs, columns, n, r->tree, r->labels.head + sentence->first_word);
  }
}

/* Best relation of word `w` to the word `head`, given t = rel.bil d; never that of the root. */
static uint16_t best_relation(const nst_runner *r, const float *t, size_t w, size_t head,
                              uint32_t root_relation) {
  size_t dim = r->net->rel_dim, n = r->net->n_deprel, best = root_relation == 0 && n > 1 ? 1 : 0;
  const float *h = r->head + head * dim;
  float most = 0;
  bool any = false;
  for (size_t l = 0; l < n; l++) {
    if (l == root_relation) continue;
    float score = r->k->dot(t + l * dim, h, dim) + r->dlin[w * n + l] + r->hlin[head * n + l];
    if (!any || score > most) most = score, best = l;
    any = true;
  }
  return (uint16_t)best;
}

static void relate(nst_runner *r, const nst_net_batch *batch, size_t from, size_t to,
                   const uint32_t *sentence_of, uint32_t root_relation) {
  for (size_t w = from; w < to; w++) {
    uint16_t head = r->labels.head[w];
    const float *t = r->wide + (w - from) * r->net->rel_bil.out;
    if (head == 0) {
      r->labels.deprel[w] = (uint16_t)root_relation;
    } else {
      size_t head_word = batch->sentences[sentence_of[w]].first_word + head - 1u;
      r->labels.deprel[w] = best_relation(r, t, w, head_word, root_relation);
    }
  }
}

static void name_relations(nst_runner *r, const nst_net_batch *batch, uint32_t root_relation) {
  const nst_net *net = r->net;
  size_t dim = net->rel_dim, words = batch->n_words, chunk = rows_at_once(r, &net->rel_bil);
  uint32_t sentence_of[NST_NET_ROWS] = {0};
  for (size_t s = 0; s < batch->n_sentences; s++) {
    for (size_t i = 0; i < batch->sentences[s].n_words; i++)
      sentence_of[batch->sentences[s].first_word + i] = (uint32_t)s;
  }
  r->k->linear(&net->rel_head, &r->words_q, words, NST_ACT_RELU, r->head, dim, r->scratch);
  r->k->quantise(r->head, dim, words, dim, &r->q);
  r->k->linear(&net->rel_hlin, &r->q, words, NST_ACT_NONE, r->hlin, net->n_deprel, r->scratch);
  r->k->linear(&net->rel_dep, &r->words_q, words, NST_ACT_RELU, r->dep, dim, r->scratch);
  r->k->quantise(r->dep, dim, words, dim, &r->q);
  r->k->linear(&net->rel_dlin, &r->q, words, NST_ACT_NONE, r->dlin, net->n_deprel, r->scratch);
  for (size_t w = 0; w < words; w += chunk) {
    size_t n = words - w < chunk ? words - w : chunk;
    nst_quantised q = rows_from(&r->q, w, dim);
    r->k->linear(&net->rel_bil, &q, n, NST_ACT_NONE, r->wide, net->rel_bil.out, r->scratch);
    relate(r, batch, w, w + n, sentence_of, root_relation);
  }
}

void nst_label(nst_runner *r, const nst_net_batch *batch, const nst_net_rules *rules) {
  const nst_net *net = r->net;
  gather_words(r, batch);
  r->k->quantise(r->side, net->hidden, batch->n_words + batch->n_sentences, net->hidden, &r->words_q);
  pick_labels(r, &net->upos, batch->n_words, r->labels.upos);
  pick_labels(r, &net->feats, batch->n_words, r->labels.feats);
  pick_labels(r, &net->lemma, batch->n_words, r->labels.lemma);
  name_entities(r, batch, rules);
  find_heads(r, batch);
  name_relations(r, batch, rules->root_relation);
}
