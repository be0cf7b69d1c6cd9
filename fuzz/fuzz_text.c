/* Any bytes as a report: the text stage ends, its spans go forward inside the input, its forms are UTF-8. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SOURCE(text) \
  { (text), (uint32_t)(sizeof(text) - 1) }

static const nst_text_source sources[] = {
    {"abbreviations.txt", SOURCE("Mr never\nNo digit\nInc maybe\np.m end\n")},
    {"contractions.txt", SOURCE("cannot can not\ndunno du n no\n")},
    {"widgets.txt", SOURCE("text_fields icon\nshare icon\nShare button\n")},
    {"furniture.txt", SOURCE("caption start photo:\nother start read more\nother within all rights "
                             "reserved\nother whole ends\n")},
    {"prefixes.txt", SOURCE("anti co e\n")},
    {"starters.txt", SOURCE("the he\n")},
    {"speech.txt", SOURCE("said\n")},
    {"agencies.txt", SOURCE("ap afp\n")},
    {"calendar.txt", SOURCE("monday jan\n")},
    {"units.txt", SOURCE("km bn pm\n")},
    {"domains.txt", SOURCE("com org\n")},
    {"whole.txt", SOURCE("w/o 'em\n")},
};

static void check(const nst_doc *doc) {
  uint32_t at = 0, token = 0;
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (s->first != token || s->end <= s->first || s->end - s->first > NST_SENTENCE_TOKENS) abort();
    for (; token < s->end; token++) {
      const nst_token *t = &doc->tokens.items[token];
      if (t->span.begin < at || t->span.end <= t->span.begin || t->span.end > doc->input.len) abort();
      if (t->form.len == 0 || nst_utf8_valid(t->form.p, t->form.len) != t->form.len) abort();
      at = t->span.end;
    }
  }
  if (token != doc->tokens.n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = arena != NULL ? nst_doc_new(arena) : NULL;
  nst_text_words *words = NULL;
  nst_error error;
  if (doc == NULL || size > 1u << 20) goto out;
  if (nst_text_words_parse(arena, sources, sizeof sources / sizeof *sources, &words, &error) != NST_OK)
    abort();
  doc->error = &error;
  doc->input = (nst_str){(const char *)data, (uint32_t)size};
  doc->title_len = size > 0 ? (uint32_t)(data[0] % 64 < size ? data[0] % 64 : 0) : 0;
  if (nst_text_run(doc, words) == NST_OK) check(doc);
out:
  nst_arena_free(arena);
  return 0;
}
