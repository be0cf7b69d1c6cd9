/* Any bytes as the path and query of a request: no crash, a status that means something, well-formed JSON. */
#include "site_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_site *f = fuzz_site_get();
  nst_question question = {.method = NST_GET, .target = (const char *)data, .target_len = size};
  nst_reply reply;
  nst_reply_init(&reply);
  nst_site_answer(f->site, &question, NULL, &reply);
  fuzz_check(&reply);
  nst_reply_free(&reply);
  return 0;
}
