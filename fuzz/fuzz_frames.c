/* fuzz_frames.c - bytes as compiled frames, and text as a frame file that is compiled and opened again. */
#include <stdlib.h>

#include "events/frame_draft.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Look at everything that the frames say. */
static void walk(const nst_frames *f) {
  size_t seen = 0;
  for (size_t i = 0; i < f->entries.n; i++) {
    const nst_frame_entry *e = &f->entries.items[i];
    nst_str head = nst_pattern_word(f->text, e->pattern, e->pattern->head);
    uint32_t at = nst_frames_find(f, (nst_word_class)e->word_class, head);
    for (size_t n = 0; at != NST_FRAMES_NONE; n++) {
      if (n > f->entries.n) abort();
      at = nst_frames_next(f, at);
    }
    for (uint8_t k = 0; k < e->def->n_conds; k++)
      for (size_t s = 0; s < e->def->conds[k].n_sets; s++)
        seen += nst_word_set_find(e->def->conds[k].sets[s], head) != NST_FRAMES_NONE;
    for (size_t k = 0; k < e->def->target.n; k++) seen += strlen(e->def->target.items[k].text);
    seen += strlen(e->def->cameo) + strlen(e->def->path) + nst_frames_knows(f, head);
    if (i > 64) break; /* large images are walked in part */
  }
  nst_example x;
  for (size_t i = 0; nst_frames_example(f, i, &x); i++) seen += strlen(x.sentence) + strlen(x.path);
  (void)nst_frames_set(f, "speech");
  if (seen == SIZE_MAX) abort();
}

static void open_bytes(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  void *copy = NULL;
  nst_frames f;
  nst_error error = {.status = NST_OK};
  if (arena && posix_memalign(&copy, 64, size ? size : 1) == 0) {
    if (size) memcpy(copy, data, size);
    nst_status status = nst_frames_open(arena, copy, size, &f, &error);
    if (status == NST_OK) walk(&f);
    else if (status != NST_NOMEM && error.status != status) abort();
  }
  nst_arena_free(arena);
  free(copy);
}

static void read_text(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_frame_draft draft;
  nst_buf bytes;
  nst_buf_init(&bytes, nst_allocator_default());
  if (arena && nst_frame_draft_init(&draft, arena)) {
    nst_status read =
        nst_frame_draft_read(&draft, "fuzz.frames", (nst_str){(const char *)data, (uint32_t)size});
    if ((read == NST_OK || read == NST_LEXICON) && nst_frame_draft_compile(&draft, &bytes) == NST_OK) {
      nst_frames f;
      if (nst_frames_open(arena, bytes.p, bytes.len, &f, NULL) != NST_OK) abort();
      if (f.entries.n != draft.entries.n) abort();
      walk(&f);
    }
  }
  nst_buf_free(&bytes);
  nst_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 20) return 0;
  if (size >= 8 && memcmp(data, "NSTFRAME", 8) == 0) open_bytes(data, size);
  else read_text(data, size);
  return 0;
}
