/* model.c - a model out of its weights file: network, vocabulary and labels, which have to fit each other. */
#include <stdio.h>

#include "base/buf.h"
#include "syntax/model_int.h"

static nst_status load_labels(nst_arena *arena, const nst_weights *w, nst_model *m, nst_error *error) {
  const nst_net *net = m->net;
  const struct {
    const char *name;
    uint32_t n;
  } lists[] = {{"upos", net->n_upos},
               {"feats", net->n_feats},
               {"lemma", net->n_lemma},
               {"deprel", net->n_deprel},
               {"ner", net->n_ner}};
  nst_str *lines[sizeof lists / sizeof *lists];
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    char name[32];
    nst_str text;
    snprintf(name, sizeof name, "labels.%s", lists[i].name);
    NST_TRY(nst_weights_text(w, name, &text));
    NST_TRY(nst_labels_split(arena, text, lists[i].name, lists[i].n, &lines[i], error));
  }
  uint32_t *follows;
  NST_TRY(nst_labels_upos(arena, lines[0], net->n_upos, &m->upos, error));
  NST_TRY(nst_labels_feats(arena, lines[1], net->n_feats, &m->feats, error));
  NST_TRY(nst_labels_lemma(arena, lines[2], net->n_lemma, &m->lemma, error));
  NST_TRY(nst_labels_deprel(arena, lines[3], net->n_deprel, &m->deprel, &m->rules.root_relation, error));
  NST_TRY(nst_labels_ner(arena, lines[4], net->n_ner, &m->ner, &m->rules.ner_first, &follows, error));
  m->rules.ner_follows = follows;
  return NST_OK;
}

nst_status nst_model_load(nst_arena *arena, const uint8_t *bytes, size_t len, nst_model **out,
                          nst_error *error) {
  nst_weights w;
  nst_str name, vocab;
  *out = NULL;
  nst_model *m = nst_arena_take(arena, sizeof *m);
  if (!m) return nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
  NST_TRY(nst_weights_read(arena, bytes, len, &w, error));
  NST_TRY(nst_net_load(arena, &w, &m->net));
  NST_TRY(nst_weights_text(&w, "name", &name));
  NST_TRY(nst_weights_text(&w, "vocab", &vocab));
  NST_TRY(nst_vocab_load(arena, vocab, m->net->vocab, &m->vocab, error));
  NST_TRY(load_labels(arena, &w, m, error));
  m->name = nst_arena_copy(arena, name.p, name.len);
  if (!m->name) return nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
  *out = m;
  return NST_OK;
}

const char *nst_model_name(const nst_model *model) {
  return model->name;
}
