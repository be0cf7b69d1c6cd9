/* model.c - from named tensors to a network. In: the tensors of a weights file. Out: pointers to numbers, every shape
 * checked against the sizes in `config`. Computes nothing. */
#include "net/model.h"

#include <stdio.h>

#include "base/buf.h"

enum { CONFIG = 10, NAME_ROOM = 64 };

/* What is being loaded, and whether all went well so far: after a failure the later steps do nothing. */
typedef struct loader {
  nst_arena *arena;
  const nst_weights *w;
  nst_net *net;
  nst_status status;
} loader;

static const void *numbers(loader *l, const char *prefix, const char *part, nst_tensor_type type,
                           uint32_t rows, uint32_t columns) {
  char name[NAME_ROOM + 4];
  const void *data = NULL;
  snprintf(name, sizeof name, "%s%s", prefix, part);
  if (l->status == NST_OK) l->status = nst_weights_numbers(l->w, name, type, rows, columns, &data);
  return data;
}

/* A matrix in tiles: as it lies, or, where the file has rows, a copy. */
static const int8_t *matrix(loader *l, const char *prefix, uint32_t out, uint32_t in) {
  enum { ALIGN = 64 };
  char name[NAME_ROOM + 4];
  snprintf(name, sizeof name, "%s.w", prefix);
  const nst_tensor *t = nst_weights_find(l->w, name);
  if (t && t->type == NST_TENSOR_TILED) return numbers(l, prefix, ".w", NST_TENSOR_TILED, out, in);
  const int8_t *rows = numbers(l, prefix, ".w", NST_TENSOR_I8, out, in);
  if (!rows) return NULL;
  uint8_t *tiled = nst_arena_take(l->arena, nst_tiled_size(out, in) + ALIGN);
  if (!tiled) {
    l->status = nst_fail(l->w->error, NST_NOMEM, 0, 0, "Out of memory.");
    return NULL;
  }
  tiled += (ALIGN - (uintptr_t)tiled % ALIGN) % ALIGN;
  nst_tile_matrix(rows, out, in, (int8_t *)tiled);
  return (const int8_t *)tiled;
}

static nst_linear linear(loader *l, const char *prefix, uint32_t out, uint32_t in, bool bias) {
  return (nst_linear){.w = matrix(l, prefix, out, in),
                      .s = numbers(l, prefix, ".s", NST_TENSOR_F32, out, 0),
                      .b = bias ? numbers(l, prefix, ".b", NST_TENSOR_F32, out, 0) : NULL,
                      .out = out,
                      .in = in};
}

static nst_norm norm(loader *l, const char *prefix) {
  return (nst_norm){numbers(l, prefix, ".g", NST_TENSOR_F32, l->net->hidden, 0),
                    numbers(l, prefix, ".b", NST_TENSOR_F32, l->net->hidden, 0)};
}

/* The number of labels of a head: that of the rows of its weights. */
static uint32_t labels(loader *l, const char *name, uint32_t most) {
  const nst_tensor *t = nst_weights_find(l->w, name);
  uint32_t n = t ? t->dims[0] : 0;
  if (l->status == NST_OK && (n < 1 || n > most)) {
    l->status = nst_fail(l->w->error, NST_MODEL, 0, 0,
                         "The model weights have too many labels, or none, in `%s`.", name);
  }
  return n;
}

static void load_config(loader *l) {
  static const struct {
    const char *name;
    uint32_t least, most;
  } limits[CONFIG] = {
      {"hidden", 1, 4096},
      {"layers", 1, 48},
      {"heads", 1, 64},
      {"ffn", 1, 16384},
      {"max_pieces", NST_NET_WORDS + 2, 65536},
      {"vocab", 1, 1 << 20},
      {"arc_dim", 1, 2048},
      {"rel_dim", 1, 1024},
      {"case_classes", 8, 64},
      {"lower_cased", 1, 1},
  };
  nst_net *n = l->net;
  uint32_t *const to[CONFIG] = {&n->hidden, &n->layers,  &n->heads,   &n->ffn,          &n->max_pieces,
                                &n->vocab,  &n->arc_dim, &n->rel_dim, &n->case_classes, NULL};
  const int32_t *config = numbers(l, "", "config", NST_TENSOR_I32, CONFIG, 0);
  for (int i = 0; config && i < CONFIG; i++) {
    if (config[i] < 0 || (uint32_t)config[i] < limits[i].least || (uint32_t)config[i] > limits[i].most) {
      l->status =
          nst_fail(l->w->error, NST_MODEL, 0, 0, "The model's `%s` is %d; this version takes %u to %u.",
                   limits[i].name, (int)config[i], (unsigned)limits[i].least, (unsigned)limits[i].most);
      return;
    }
    if (to[i]) *to[i] = (uint32_t)config[i];
  }
  if (config && n->hidden % n->heads) {
    l->status = nst_fail(l->w->error, NST_MODEL, 0, 0, "The model's `hidden` is no multiple of its `heads`.");
  }
}

static void load_encoder(loader *l) {
  nst_net *n = l->net;
  n->word = numbers(l, "emb.word", ".w", NST_TENSOR_I8, n->vocab, n->hidden);
  n->word_s = numbers(l, "emb.word", ".s", NST_TENSOR_F32, n->vocab, 0);
  n->pos = numbers(l, "emb", ".pos", NST_TENSOR_F32, n->max_pieces, n->hidden);
  n->letters = numbers(l, "emb", ".case", NST_TENSOR_F32, n->case_classes, n->hidden);
  n->emb_norm = norm(l, "emb.ln");
  for (uint32_t i = 0; i < n->layers && l->status == NST_OK; i++) {
    char p[6][NAME_ROOM];
    static const char *const parts[6] = {"qkv", "out", "ln1", "ffn1", "ffn2", "ln2"};
    for (int k = 0; k < 6; k++) snprintf(p[k], NAME_ROOM, "enc.%u.%s", (unsigned)i, parts[k]);
    n->layer[i] = (nst_layer){linear(l, p[0], 3 * n->hidden, n->hidden, true),
                              linear(l, p[1], n->hidden, n->hidden, true),
                              norm(l, p[2]),
                              linear(l, p[3], n->ffn, n->hidden, true),
                              linear(l, p[4], n->hidden, n->ffn, true),
                              norm(l, p[5])};
  }
}

static void load_heads(loader *l) {
  nst_net *n = l->net;
  n->n_upos = labels(l, "upos.w", NST_NET_LABELS_MAX);
  n->n_feats = labels(l, "feats.w", NST_NET_LABELS_MAX);
  n->n_lemma = labels(l, "lemma.w", NST_NET_LABELS_MAX);
  n->n_ner = labels(l, "ner.w", NST_SEQUENCE_LABELS);
  n->n_deprel = labels(l, "rel.dlin.w", NST_NET_LABELS_MAX / 4);
  n->upos = linear(l, "upos", n->n_upos, n->hidden, true);
  n->feats = linear(l, "feats", n->n_feats, n->hidden, true);
  n->lemma = linear(l, "lemma", n->n_lemma, n->hidden, true);
  n->ner = linear(l, "ner", n->n_ner, n->hidden, true);
  n->arc_dep = linear(l, "arc.dep", n->arc_dim, n->hidden, true);
  n->arc_head = linear(l, "arc.head", n->arc_dim, n->hidden, true);
  n->arc_bil = linear(l, "arc.bil", n->arc_dim, n->arc_dim, false);
  n->arc_bias = numbers(l, "arc", ".bias", NST_TENSOR_F32, n->arc_dim, 0);
  n->rel_dep = linear(l, "rel.dep", n->rel_dim, n->hidden, true);
  n->rel_head = linear(l, "rel.head", n->rel_dim, n->hidden, true);
  n->rel_bil = linear(l, "rel.bil", n->n_deprel * n->rel_dim, n->rel_dim, false);
  n->rel_dlin = linear(l, "rel.dlin", n->n_deprel, n->rel_dim, true);
  n->rel_hlin = linear(l, "rel.hlin", n->n_deprel, n->rel_dim, false);
}

nst_status nst_net_load(nst_arena *arena, const nst_weights *w, nst_net **out) {
  *out = NULL;
  nst_net *net = nst_arena_take(arena, sizeof *net);
  if (!net) return nst_fail(w->error, NST_NOMEM, 0, 0, "Out of memory.");
  loader l = {arena, w, net, NST_OK};
  load_config(&l);
  if (l.status != NST_OK) return l.status;
  net->layer = nst_arena_array(arena, net->layers, sizeof *net->layer);
  if (!net->layer) return nst_fail(w->error, NST_NOMEM, 0, 0, "Out of memory.");
  load_encoder(&l);
  load_heads(&l);
  if (l.status == NST_OK) *out = net;
  return l.status;
}
