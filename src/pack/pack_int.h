/* pack_int.h - for pack/ only. */
#ifndef NST_PACK_PACK_INT_H
#define NST_PACK_PACK_INT_H

#include "pack/pack.h"

enum {
  HEADER_SIZE = 32,
  ENTRY_SIZE = 80,
  NAME_SIZE = 64,
  SECTION_ALIGN = 64,
  SECTIONS_MAX = 4096,
  FORMAT = 1
};

#define NST_PACK_MAGIC "NSTPACK" /* with its NUL */

/** Read the lexicons under data_dir into the arena. */
NST_MUST_USE nst_status nst_folder_sections(const char *data_dir, nst_arena *arena, nst_allocator allocator,
                                            nst_section **out, size_t *n, nst_error *error);

#endif
