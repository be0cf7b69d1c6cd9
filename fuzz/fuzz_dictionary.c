/* fuzz_dictionary.c - any bytes as an actor, agent or verb dictionary (the first byte says which): what is written is
 * the same each time, and no actor or agent line is a mistake to our own lexicon reader. */
#include <stdlib.h>

#include "actors/draft.h"
#include "ingest/dictionary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void convert(nst_dictionary_kind kind, nst_str text, const nst_dictionary_options *options,
                    nst_buf *out) {
  nst_dictionary_counts counts;
  nst_buf_init(out, nst_allocator_default());
  if (nst_dictionary_import(kind, text, options, nst_allocator_default(), out, &counts) != NST_OK) abort();
}

static void hear(void *user, const char *path, uint32_t line, const char *message) {
  (void)user, (void)path, (void)line;
  /* Long phrases and empty ones are a matter of the text, not of how it was written. */
  if (!strstr(message, "too many words") && !strstr(message, "no words") && !strstr(message, "empty name"))
    abort();
}

static void check_lines(const nst_buf *buf) {
  nst_section section = {"actors/x.actors", (const uint8_t *)(buf->p ? buf->p : ""), buf->len};
  nst_packfile *pack = NULL;
  nst_actor_lexicon *lexicon = NULL;
  nst_error error;
  if (nst_packfile_from_sections(&section, 1, nst_allocator_default(), &pack, &error) != NST_OK) abort();
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena) (void)!nst_actor_lexicon_load(arena, pack, NULL, 0, hear, NULL, &lexicon, &error);
  nst_arena_free(arena);
  nst_packfile_free(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  nst_dictionary_kind kind = (nst_dictionary_kind)(data[0] % 3);
  nst_dictionary_options options = {.weis = (data[0] & 8) != 0,
                                    .other = data[0] & 16 ? NST_CONSULT : NST_EVENT_NONE};
  nst_str text = {(const char *)data + 1, (uint32_t)(size - 1)};
  nst_buf a, b;
  convert(kind, text, &options, &a);
  convert(kind, text, &options, &b);
  if (a.len != b.len || (a.len > 0 && memcmp(a.p, b.p, a.len) != 0)) abort();
  if (kind != NST_DICTIONARY_VERBS) check_lines(&a);
  nst_buf_free(&a);
  nst_buf_free(&b);
  return 0;
}
