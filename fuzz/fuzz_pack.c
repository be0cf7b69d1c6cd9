/* fuzz_pack.c - bytes as a pack file, with its checksum compared and not; then its model is loaded. */
#include <stdlib.h>

#include "pack/pack.h"
#include "syntax/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look(const nst_packfile *pack, const uint8_t *bytes, size_t size) {
  const char *before = "";
  for (const nst_section *s = NULL; (s = nst_packfile_next(pack, "", "", s)) != NULL;) {
    if (strcmp(before, s->name) >= 0 || nst_packfile_section(pack, s->name) != s) abort();
    if (s->p < bytes || s->p + s->len > bytes + size) abort();
    before = s->name;
  }
  const nst_section *weights = nst_packfile_next(pack, "model/", "", NULL);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (weights && arena) {
    nst_model *model = NULL;
    nst_error error = {.status = NST_OK};
    nst_status status = nst_model_load(arena, weights->p, weights->len, &model, &error);
    if ((status == NST_OK) != (model != NULL)) abort();
  }
  nst_arena_free(arena);
}

static void open_bytes(const uint8_t *bytes, size_t size, bool verify) {
  nst_packfile *pack = NULL;
  nst_error error = {.status = NST_OK};
  nst_status status = nst_packfile_from_memory(bytes, size, nst_allocator_default(), verify, &pack, &error);
  if ((status == NST_OK) != (pack != NULL) || error.status != status) abort();
  if (pack) look(pack, bytes, size);
  nst_packfile_free(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t *copy = NULL;
  if (posix_memalign((void **)&copy, 64, size ? size : 1) != 0) return 0;
  if (size) memcpy(copy, data, size);
  open_bytes(copy, size, true);
  open_bytes(copy, size, false);
  free(copy);
  return 0;
}
