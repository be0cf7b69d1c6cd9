/* tiny_pack.h - the small pack that fuzz targets code with, opened once. */
#ifndef NST_FUZZ_TINY_PACK_H
#define NST_FUZZ_TINY_PACK_H

#include <stdio.h>
#include <stdlib.h>

#include "nestor.h"

static nst_coder *tiny_coder(void) {
  static nst_pack *pack;
  static nst_coder *coder;
  if (coder) return coder;
  nst_error error;
  if (nst_pack_open(NST_BUILD_DIR "/tiny.npk", NULL, &pack, &error) != NST_OK) {
    fprintf(stderr, "%s\n", error.message);
    exit(1);
  }
  if (nst_coder_new(pack, NULL, &coder) != NST_OK) exit(1);
  return coder;
}

#endif
