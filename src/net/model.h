/* model.h - the network of a model: its sizes and where its numbers lie. Read-only, shared by all threads. */
#ifndef NST_NET_MODEL_H
#define NST_NET_MODEL_H

#include "net/decode.h"
#include "net/kernels.h"
#include "net/weights.h"

enum {
  NST_NET_LABELS_MAX = 4096,        /* most labels of a head */
  NST_NET_ROWS = NST_LIMIT(512, 64) /* most word pieces in one batch, [CLS] and [SEP] with them */
};

typedef struct nst_norm {
  const float *g, *b; /* (hidden) */
} nst_norm;

typedef struct nst_layer {
  nst_linear qkv; /* hidden -> 3 * hidden: q, k, v */
  nst_linear out; /* hidden -> hidden */
  nst_norm norm1;
  nst_linear ffn1; /* hidden -> ffn */
  nst_linear ffn2; /* ffn -> hidden */
  nst_norm norm2;
} nst_layer;

typedef struct nst_net {
  uint32_t hidden, layers, heads, ffn, max_pieces, vocab, arc_dim, rel_dim, case_classes;
  uint32_t n_upos, n_feats, n_lemma, n_ner, n_deprel;
  const int8_t *word;   /* (vocab, hidden) */
  const float *word_s;  /* (vocab) */
  const float *pos;     /* (max_pieces, hidden) */
  const float *letters; /* (case_classes, hidden): letter case of the word */
  nst_norm emb_norm;
  nst_layer *layer;                   /* (layers) */
  nst_linear upos, feats, lemma, ner; /* hidden -> labels */
  nst_linear arc_dep, arc_head;       /* hidden -> arc_dim */
  nst_linear arc_bil;                 /* arc_dim -> arc_dim */
  const float *arc_bias;              /* (arc_dim) */
  nst_linear rel_dep, rel_head;       /* hidden -> rel_dim */
  nst_linear rel_bil;                 /* rel_dim -> n_deprel * rel_dim */
  nst_linear rel_dlin, rel_hlin;      /* rel_dim -> n_deprel */
} nst_net;

/** Find all tensors and check their shapes. The network lives in the arena and points into the bytes of the weights. NST_MODEL, NST_NOMEM. */
NST_MUST_USE nst_status nst_net_load(nst_arena *arena, const nst_weights *w, nst_net **out);

#endif
