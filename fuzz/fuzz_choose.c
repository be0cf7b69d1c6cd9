/* Any bytes as a table of what speaks for an answer: refused with a line, or read and every row found by its name. */
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "events/choose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (!arena) abort();
  nst_choose_weights *weights = NULL;
  nst_error error = {0};
  nst_status status =
      nst_choose_weights_read(arena, (nst_str){(const char *)data, (uint32_t)size}, &weights, &error);
  if (status == NST_OK) {
    uint32_t row = nst_choose_row(weights, NST_STR("rule"));
    if (row != NST_MAP_NONE && (!isfinite(nst_choose_weight(weights, row, NST_SIDE_TARGET)) ||
                                strcmp(nst_choose_name(weights, row), "rule") != 0))
      abort();
  } else if (weights || error.line == 0) {
    abort();
  }
  nst_arena_free(arena);
  return 0;
}
