/* fuzz_conllu.c - bytes as CoNLL-U; what is read can be written, and reads again as the same words. */
#include <stdlib.h>

#include "syntax/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (!arena) abort();
  nst_doc *first = nst_doc_new(arena), *second = nst_doc_new(arena);
  nst_error error = {.status = NST_OK};
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  if (!first || !second) abort();
  nst_status status = nst_conllu_read(first, (const char *)data, size, &error);
  if (status == NST_FORMAT && error.line == 0) abort();
  if (status == NST_OK) {
    if (nst_conllu_write(first, true, &out) != NST_OK) abort();
    if (nst_conllu_read(second, out.p ? out.p : "", out.len, &error) != NST_OK) abort();
    if (first->tokens.n != second->tokens.n || first->sentences.n != second->sentences.n) abort();
    for (size_t i = 0; i < first->tokens.n; i++) {
      if (!nst_str_eq(first->tokens.items[i].form, second->tokens.items[i].form)) abort();
    }
  }
  nst_buf_free(&out);
  nst_arena_free(arena);
  return 0;
}
