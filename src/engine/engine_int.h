/* engine_int.h - for engine/ only: what is behind the handles of nestor.h. */
#ifndef NST_ENGINE_ENGINE_INT_H
#define NST_ENGINE_ENGINE_INT_H

#include "doc/doc.h"
#include "engine/engine.h"
#include "engine/stages.h"
#include "pack/pack.h"

struct nst_pack {
  nst_allocator allocator;
  nst_arena *arena;      /* holds everything below but the file */
  nst_packfile *file;    /* lexicons, and the model where `weights` is NULL */
  nst_packfile *weights; /* the pack whose model is used with lexicons from elsewhere */
  nst_text_words *words;
  nst_model *model;
  nst_actor_lexicon *actors;
  nst_event_lexicon *events;
  const char *about;
};

struct nst_coder {
  nst_allocator allocator;
  const nst_pack *pack;
  nst_tagger *tagger;
  nst_arena *arena;
  double threshold;
  bool explain;
  nst_log_fn log;
  void *log_user;
  nst_error error;
  nst_counts counts;
  nst_arena *relate_arena; /* holds `relate`; NULL until it is asked for */
  nst_relate_weights *relate;
};

/** A fresh document over the coder's emptied arena, which is its `error` too; NULL when out of memory. */
nst_doc *nst_coder_begin(nst_coder *coder);
/** Hand `status` up; a failure without words gets some. */
nst_status nst_coder_end(nst_coder *coder, nst_status status);
/** Id, date, title and text of the report into the document; the text is borrowed. */
NST_MUST_USE nst_status nst_coder_set_report(nst_doc *doc, const nst_report *report);

/** Load the lexicons of pack->file (NULL: only the extra ones). With `lint`, every mistake is told. */
NST_MUST_USE nst_status nst_pack_load(nst_pack *pack, const char *const *lexicons, size_t n_lexicons,
                                      nst_lint_fn lint, void *user, nst_error *error);

/** Copy the document's events into a result of its own. */
NST_MUST_USE nst_status nst_result_make(const nst_doc *doc, nst_allocator allocator, nst_result **out);

#endif
