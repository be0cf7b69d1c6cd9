/* model_int.h - a model; for syntax/ only. */
#ifndef NST_SYNTAX_MODEL_INT_H
#define NST_SYNTAX_MODEL_INT_H

#include "net/runner.h"
#include "syntax/labels.h"
#include "syntax/pieces.h"
#include "syntax/syntax.h"

struct nst_model {
  const char *name;
  nst_net *net;
  nst_vocab vocab;
  uint8_t *upos;           /* (n_upos) nst_upos */
  uint8_t *deprel;         /* (n_deprel) nst_deprel */
  nst_feats_label *feats;  /* (n_feats) */
  nst_lemma_script *lemma; /* (n_lemma) */
  nst_ner_label *ner;      /* (n_ner) */
  nst_net_rules rules;
};

#endif
