/* text_words.c - see text_words.h. */
#include "support/text_words.h"

#include <stdio.h>

static const char *const names[] = {"abbreviations.txt", "contractions.txt", "widgets.txt", "furniture.txt",
                                    "prefixes.txt",      "starters.txt",     "speech.txt",  "agencies.txt",
                                    "calendar.txt",      "units.txt",        "domains.txt", "whole.txt"};
enum { N_NAMES = sizeof names / sizeof *names };

const nst_text_words *text_words(nst_arena *arena, const char *folder) {
  nst_text_source sources[N_NAMES];
  nst_text_words *words = NULL;
  nst_error error;
  for (size_t i = 0; i < N_NAMES; i++) {
    char path[1024];
    nst_buf buf;
    nst_buf_init(&buf, nst_allocator_default());
    (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    bool read = nst_file_read(path, &buf, &error) == NST_OK;
    char *copy = read ? nst_arena_copy(arena, buf.p, buf.len) : NULL;
    sources[i] = (nst_text_source){names[i], {copy, (uint32_t)buf.len}};
    nst_buf_free(&buf);
    if (copy == NULL) return NULL;
  }
  return nst_text_words_parse(arena, sources, N_NAMES, &words, &error) == NST_OK ? words : NULL;
}

void text_show(const nst_doc *doc, nst_buf *out) {
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    nst_buf_format(out, "%s%c", i > 0 ? " | " : "", "HBCO"[s->kind]);
    for (uint32_t k = s->first; k < s->end; k++) {
      const nst_token *t = &doc->tokens.items[k];
      nst_buf_text(out, t->joined ? " +" : " ");
      nst_buf_put(out, t->form.p, t->form.len);
    }
  }
  nst_buf_char(out, '\0');
}
