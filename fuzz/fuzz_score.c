/* Any bytes as a table of topics and as a table of weights: refused with a line, or read and then finite. */
#include <math.h>
#include <stdlib.h>

#include "events/score.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(nst_status status, const void *made, const nst_error *error) {
  if (status == NST_OK ? !made : made || error->line == 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = arena ? nst_doc_new(arena) : NULL;
  if (!doc) abort();
  nst_str text = {(const char *)data, (uint32_t)size};
  nst_score *score = NULL;
  nst_topics *topics = NULL;
  nst_error error = {0}, other = {0};
  nst_status status = nst_score_read(arena, text, &score, &error);
  check(status, score, &error);
  status = nst_topics_read(arena, text, &topics, &other);
  check(status, topics, &other);
  if (status == NST_OK) {
    nst_report_view view;
    nst_token word = {.lower = NST_STR("goal"), .lemma = NST_STR("goal")};
    if (!NST_PUSH(arena, &doc->tokens, word)) abort();
    nst_report_view_of(topics, topics, doc, &(nst_candidates){0}, &view);
    uint32_t sum = 0;
    for (size_t i = 0; i < nst_topics_count(topics); i++) sum += view.report.of[i];
    if (view.report.words > 1 || sum > view.report.words) abort();
  }
  nst_arena_free(arena);
  return 0;
}
