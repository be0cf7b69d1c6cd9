/* engine_int.h - for engine/ only: what is behind the handles of nestor.h. */
#ifndef NST_ENGINE_ENGINE_INT_H
#define NST_ENGINE_ENGINE_INT_H

#include "doc/doc.h"
#include "engine/stages.h"
#include "pack/pack.h"

struct nst_pack {
  nst_allocator allocator;
  nst_arena *arena; /* holds everything below but the file */
  nst_packfile *file;
  nst_text_words *words;
  nst_model *model;
  nst_actor_lexicon *actors;
  nst_event_lexicon *events;
  const char *about;
};

/** Load the lexicons of pack->file (NULL: only the extra ones), and its model if `with_model`. With `lint`, every mistake is told. */
NST_MUST_USE nst_status nst_pack_load(nst_pack *pack, const char *const *lexicons, size_t n_lexicons,
                                      bool with_model, nst_lint_fn lint, void *user, nst_error *error);

/** Copy the document's events into a result of its own. */
NST_MUST_USE nst_status nst_result_make(const nst_doc *doc, nst_allocator allocator, nst_result **out);

#endif
