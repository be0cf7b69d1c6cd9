/* fuzz_model.c - bytes as model weights; weights that are accepted must be able to tag. */
#include <stdlib.h>

#include "syntax/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tag(nst_arena *arena, const nst_model *model) {
  static const char *const words[] = {"Iran", "'s", "ministers", "met", "in", "Muscat", "."};
  nst_tagger *tagger = NULL;
  if (nst_tagger_new(model, nst_allocator_default(), "ref", &tagger) != NST_OK) return;
  nst_doc *doc = nst_doc_new(arena);
  nst_error error = {.status = NST_OK};
  if (!doc) abort();
  doc->error = &error;
  for (uint32_t i = 0; i < 7; i++) {
    nst_token t = {
        .form = nst_str_of(words[i]), .head = -1, .mention = -1, .first_child = -1, .next_sibling = -1};
    if (!NST_PUSH(arena, &doc->tokens, t)) abort();
  }
  nst_sentence s = {.first = 0, .end = 7, .parsed = true};
  if (!NST_PUSH(arena, &doc->sentences, s)) abort();
  nst_status status = nst_syntax_run(tagger, doc);
  int roots = 0;
  for (int i = 0; i < 7; i++) roots += doc->tokens.items[i].head == -1;
  if (status == NST_OK && roots != 1) abort();
  nst_tagger_free(tagger);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  void *copy = NULL;
  if (posix_memalign(&copy, 64, size ? size : 1) != 0) return 0;
  if (size) memcpy(copy, data, size);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_model *model = NULL;
  nst_error error = {.status = NST_OK};
  if (!arena) abort();
  nst_status status = nst_model_load(arena, copy, size, &model, &error);
  if ((status == NST_OK) != (model != NULL)) abort();
  if (model) tag(arena, model);
  nst_arena_free(arena);
  free(copy);
  return 0;
}
