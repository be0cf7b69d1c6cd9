/* Any bytes as a file of reports: no crash, always an end, and the same reports however often they are read. */
#include <stdlib.h>

#include "base/hash.h"
#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A number that stands for everything that came out. */
static uint64_t read_all(const uint8_t *data, size_t size) {
  nst_ingest *in = NULL;
  nst_error error = {0};
  if (nst_ingest_memory(data, size, "fuzz", nst_allocator_default(), &in, &error) != NST_OK) return 0;
  uint64_t sum = 1;
  bool end = false;
  for (size_t calls = 0; !end; calls++) {
    nst_report r;
    nst_status status = nst_ingest_next(in, &r, &end, &error);
    if (calls > 1100000) abort(); /* more answers than any input has lines, even unpacked */
    sum = nst_hash(&status, sizeof status, sum);
    if (status != NST_OK) {
      if (error.message[0] == '\0' || r.text != NULL) abort();
      continue;
    }
    if (end) break;
    if (r.id == NULL || r.text == NULL) abort();
    sum = nst_hash(r.text, r.text_len, sum);
  }
  if (nst_ingest_position(in) > size) abort();
  nst_ingest_free(in);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (read_all(data, size) != read_all(data, size)) abort();
  return 0;
}
