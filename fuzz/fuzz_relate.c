/* Any bytes as a table of weights: refused with a line, or read and then probabilities that sum to one. */
#include <math.h>
#include <stdlib.h>

#include "events/relate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = arena ? nst_doc_new(arena) : NULL;
  if (!doc) abort();
  nst_relate_weights *weights = NULL;
  nst_error error = {0};
  const char *names[] = {"path attack", "word talk", "any AGREE"};
  nst_evidence evidence = {.items = names, .n = sizeof names / sizeof *names}, why = {0};
  nst_status status =
      nst_relate_weights_read(arena, (nst_str){(const char *)data, (uint32_t)size}, &weights, &error);
  if (status == NST_OK) {
    double scores[NST_EVENT_COUNT], sum = 0;
    nst_event_type best;
    if (nst_relate_score(weights, doc, &evidence, scores, &best, &why) != NST_OK) abort();
    for (int t = 1; t < NST_EVENT_COUNT; t++) sum += scores[t];
    if (!(fabs(sum - 1) < 1e-6) || best == NST_EVENT_NONE) abort();
  } else if (weights || error.line == 0) {
    abort();
  }
  nst_arena_free(arena);
  return 0;
}
