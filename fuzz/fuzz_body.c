/* Any bytes as the body of POST /api/code, the first of them choosing its type. */
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
  static const char target[] = "/api/code?date=2022-02-24";
  static const char *const types[] = {"application/json", "text/plain; charset=utf-8", "text/html", NULL};
  if (size == 0) return 0;
  fuzz_site *f = fuzz_site_get();
  nst_question question = {.method = NST_POST,
                           .target = target,
                           .target_len = sizeof target - 1,
                           .content_type = types[data[0] % 4],
                           .body = (const char *)data + 1,
                           .body_len = size - 1};
  nst_reply reply;
  nst_reply_init(&reply);
  nst_site_answer(f->site, &question, f->coder, &reply);
  fuzz_check(&reply);
  nst_reply_free(&reply);
  return 0;
}
