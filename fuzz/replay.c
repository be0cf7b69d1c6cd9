/* replay.c - run a fuzz target over saved inputs without a fuzzer: replay_NAME FILE-OR-FOLDER... */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t replay_file(const char *path) {
  nst_buf file;
  nst_buf_init(&file, nst_allocator_default());
  if (nst_file_read(path, &file, NULL) != NST_OK) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  uint8_t *exact = malloc(file.len ? file.len : 1); /* of the exact size, so that a sanitizer sees the edge */
  if (!exact) exit(1);
  if (file.len) memcpy(exact, file.p, file.len);
  LLVMFuzzerTestOneInput(exact, file.len);
  free(exact);
  nst_buf_free(&file);
  return 1;
}

static size_t replay(const char *path) {
  struct dirent **names = NULL;
  int n = scandir(path, &names, NULL, alphasort);
  if (n < 0) return replay_file(path);
  size_t done = 0;
  for (int i = 0; i < n; i++) {
    char file[4096];
    int len = snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
    if (names[i]->d_name[0] != '.' && len > 0 && len < (int)sizeof file) done += replay_file(file);
    free(names[i]);
  }
  free(names);
  return done;
}

int main(int argc, char **argv) {
  size_t done = 0;
  for (int i = 1; i < argc; i++) done += replay(argv[i]);
  printf("%s: %zu inputs\n", argv[0], done);
  return done == 0;
}
