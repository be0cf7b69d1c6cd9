/* Any bytes as the path and query of a request: no crash, a status that means something, well-formed JSON. */
#include "site_fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** The store is filled before the clock of the first input runs. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  (void)fuzz_site_get();
  return 0;
}

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
