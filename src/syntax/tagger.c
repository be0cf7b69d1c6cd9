/* tagger.c - runs a model over a document. In: forms of tokens. Out: tags, lemmas, entities, trees. Sentences are
 * gathered into batches, so that the network works on large matrices. */
#include "base/buf.h"
#include "base/utf8.h"
#include "doc/tree.h"
#include "syntax/model_int.h"

enum {
  BATCH_ROWS = NST_LIMIT(256, 32),        /* a batch is run when one sentence more would make it longer */
  BATCH_SENTENCES = NST_NET_ROWS / 3 + 1, /* a sentence has three rows at least */
  FIRST_CAP = NST_WORD_PIECES
};

struct nst_tagger {
  const nst_model *model;
  nst_allocator allocator;
  nst_runner *runner;
  nst_net_batch batch;
  uint32_t piece[NST_NET_ROWS];
  uint8_t letters[NST_NET_ROWS];
  nst_net_word words[NST_NET_ROWS];
  uint32_t token[NST_NET_ROWS]; /* of each word */
  nst_net_sentence sentences[BATCH_SENTENCES];
  uint32_t sentence[BATCH_SENTENCES];                        /* of the document */
  uint32_t word_piece[NST_SENTENCE_TOKENS][NST_WORD_PIECES]; /* of the sentence that is read */
  uint8_t word_n[NST_SENTENCE_TOKENS];
};

nst_status nst_tagger_new(const nst_model *model, nst_allocator allocator, const char *kernel,
                          nst_tagger **out) {
  *out = NULL;
  const nst_kernels *kernels = nst_kernels_pick(kernel);
  if (!kernels) return NST_ARGUMENT;
  allocator = nst_allocator_or_default(allocator);
  nst_tagger *t = nst_mem_new_array(allocator, 1, sizeof *t);
  if (!t) return NST_NOMEM;
  t->model = model;
  t->allocator = allocator;
  t->batch =
      (nst_net_batch){.piece = t->piece, .letters = t->letters, .words = t->words, .sentences = t->sentences};
  nst_status status = nst_runner_new(model->net, allocator, kernels, &t->runner);
  if (status != NST_OK) {
    nst_tagger_free(t);
    return status;
  }
  *out = t;
  return NST_OK;
}

void nst_tagger_free(nst_tagger *tagger) {
  if (!tagger) return;
  nst_runner_free(tagger->runner);
  nst_mem_free(tagger->allocator, tagger, sizeof *tagger);
}

/* Pieces of every word of the sentence, as many as there is room for. Returns their number. */
static uint32_t cut_words(nst_tagger *t, const nst_doc *doc, const nst_sentence *s) {
  uint32_t n = s->end - s->first, room = t->model->net->max_pieces, sum = 0;
  room = (room < NST_NET_ROWS ? room : NST_NET_ROWS) - 2;
  for (uint32_t i = 0; i < n; i++) {
    t->word_n[i] =
        (uint8_t)nst_word_pieces(&t->model->vocab, doc->tokens.items[s->first + i].form, t->word_piece[i]);
    sum += t->word_n[i];
  }
  for (uint8_t cap = FIRST_CAP; cap > 1 && sum > room;) {
    cap--;
    sum = 0;
    for (uint32_t i = 0; i < n; i++) {
      if (t->word_n[i] > cap) t->word_n[i] = cap;
      sum += t->word_n[i];
    }
  }
  return sum;
}

static void put_row(nst_tagger *t, uint32_t piece, uint8_t letters) {
  t->piece[t->batch.n_rows] = piece;
  t->letters[t->batch.n_rows++] = letters;
}

/* Append the sentence that cut_words() read. */
static void put_sentence(nst_tagger *t, const nst_doc *doc, uint32_t number) {
  const nst_sentence *s = &doc->sentences.items[number];
  nst_net_sentence *to = &t->sentences[t->batch.n_sentences];
  *to = (nst_net_sentence){.first_row = (uint32_t)t->batch.n_rows,
                           .first_word = (uint32_t)t->batch.n_words,
                           .n_words = s->end - s->first};
  put_row(t, t->model->vocab.cls, 0);
  for (uint32_t i = 0; i < to->n_words; i++) {
    uint8_t letters = nst_letter_case(doc->tokens.items[s->first + i].form);
    t->words[t->batch.n_words] = (nst_net_word){(uint32_t)t->batch.n_rows, t->word_n[i]};
    t->token[t->batch.n_words++] = s->first + i;
    for (uint32_t p = 0; p < t->word_n[i]; p++) put_row(t, t->word_piece[i][p], letters);
  }
  put_row(t, t->model->vocab.sep, 0);
  to->n_rows = (uint32_t)t->batch.n_rows - to->first_row;
  t->sentence[t->batch.n_sentences++] = number;
}

static nst_status fill_token(const nst_model *m, nst_doc *doc, nst_token *token, const nst_net_labels *l,
                             size_t w, uint32_t first) {
  if (!token->lower.p) token->lower = nst_utf8_lower(doc->arena, token->form);
  if (!token->lower.p) return NST_NOMEM;
  token->lemma = nst_lemma_apply(doc->arena, &m->lemma[l->lemma[w]], token->form, token->lower);
  if (!token->lemma.p) return NST_NOMEM;
  token->feats = m->feats[l->feats[w]].text;
  token->feat_bits = m->feats[l->feats[w]].bits;
  token->upos = m->upos[l->upos[w]];
  token->deprel = m->deprel[l->deprel[w]];
  token->head = l->head[w] == 0 ? -1 : (int32_t)(first + l->head[w] - 1u);
  nst_ner_label ner = m->ner[l->ner[w]];
  token->entity = ner.entity;
  token->entity_begin = ner.begin;
  return NST_OK;
}

static nst_status run_batch(nst_tagger *t, nst_doc *doc) {
  if (t->batch.n_sentences == 0) return NST_OK;
  const nst_net_labels *labels = nst_runner_run(t->runner, &t->batch, &t->model->rules);
  for (size_t s = 0; s < t->batch.n_sentences; s++) {
    nst_sentence *sentence = &doc->sentences.items[t->sentence[s]];
    size_t w = t->sentences[s].first_word;
    for (size_t i = 0; i < t->sentences[s].n_words; i++) {
      NST_TRY(fill_token(t->model, doc, &doc->tokens.items[t->token[w + i]], labels, w + i, sentence->first));
    }
    nst_tree_link(doc, sentence);
    sentence->parsed = true;
  }
  t->batch.n_rows = t->batch.n_words = t->batch.n_sentences = 0;
  return NST_OK;
}

nst_status nst_syntax_run(nst_tagger *tagger, nst_doc *doc) {
  tagger->batch.n_rows = tagger->batch.n_words = tagger->batch.n_sentences = 0;
  for (uint32_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (s->first == s->end) continue;
    if (s->end - s->first > NST_SENTENCE_TOKENS) {
      return nst_fail(doc->error, NST_ARGUMENT, 0, s->span.begin, "Sentence %u has more than %d words.",
                      (unsigned)i, (int)NST_SENTENCE_TOKENS);
    }
    uint32_t rows = cut_words(tagger, doc, s) + 2;
    if (tagger->batch.n_rows + rows > BATCH_ROWS) NST_TRY(run_batch(tagger, doc));
    put_sentence(tagger, doc, i);
  }
  return run_batch(tagger, doc);
}
