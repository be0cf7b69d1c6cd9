/* site_fuzz.h - a site over a store with the sample reports, opened once, and what must be true of every answer.
 * NESTOR_FUZZ_STORE=FILE takes a store that is there already, so that its events are those of the real model. */
#ifndef NST_FUZZ_SITE_FUZZ_H
#define NST_FUZZ_SITE_FUZZ_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/site.h"

typedef struct fuzz_site {
  nst_pack *pack;
  nst_coder *coder;
  nst_site *site;
} fuzz_site;

static nst_pack *fuzz_pack(void) {
  nst_pack *pack = NULL; /* the small model: a sanitizer makes the real one take minutes over the samples */
  if (nst_pack_open(NST_BUILD_DIR "/tiny.npk", NULL, &pack, NULL) != NST_OK) exit(1);
  return pack;
}

static char fuzz_folder[] = "/tmp/nestor-fuzz-XXXXXX";

static void fuzz_clean(void) {
  static const char *const files[] = {"demo.db", "demo.db-wal", "demo.db-shm"};
  char path[64];
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    snprintf(path, sizeof path, "%s/%s", fuzz_folder, files[i]);
    (void)unlink(path);
  }
  (void)rmdir(fuzz_folder);
}

static fuzz_site *fuzz_site_get(void) {
  static fuzz_site f;
  static char path[64];
  if (f.site != NULL) return &f;
  f.pack = fuzz_pack();
  nst_error error = {0};
  size_t reports = 0;
  if (mkdtemp(fuzz_folder) == NULL || atexit(fuzz_clean) != 0 ||
      nst_coder_new(f.pack, NULL, &f.coder) != NST_OK)
    exit(1);
  snprintf(path, sizeof path, "%s/demo.db", fuzz_folder);
  const char *given = getenv("NESTOR_FUZZ_STORE");
  nst_site_options options = {.store = given != NULL ? given : path, .pack = f.pack};
  if ((given == NULL && nst_demo_store(path, f.pack, &reports, &error) != NST_OK) ||
      nst_site_new(&options, &f.site, &error) != NST_OK) {
    fprintf(stderr, "%s\n", error.message);
    exit(1);
  }
  return &f;
}

/** An answer has a status that means something, and JSON is JSON. */
static void fuzz_check(const nst_reply *reply) {
  if (strcmp(nst_status_phrase(reply->status), "Error") == 0 || reply->status == 500) abort();
  if (strstr(reply->type, "json") == NULL) return;
  json_t *parsed = json_loadb(reply->body.p, reply->body.len, JSON_ALLOW_NUL, NULL);
  if (parsed == NULL) abort();
  json_decref(parsed);
}

#endif
