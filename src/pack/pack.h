/* pack.h - the language pack as a file: named sections behind one checksum.
 *
 * PACK FILE, little-endian    offset  0  size 8  "NSTPACK\0"
 *                                     8       4  format number, 1
 *                                    12       4  sections that follow, 0..4096
 *                                    16       8  size of the whole file
 *                                    24       8  XXH3 (64 bits, seed 0) of all bytes from 32 on
 *                                    32  80 each  section: name (64 bytes, NUL padded, 1..63 used),
 *                                                 u64 offset from the file's start (multiple of 64), u64 size
 *                                   ...           contents, zero padding between
 *
 * Sections are sorted by name and lie in that order without overlap. A section is a file of data/ under its
 * relative name ("frames/agree.frames"), "model/NAME": weights, or "about": language and version. */
#ifndef NST_PACK_PACK_H
#define NST_PACK_PACK_H

#include "base/buf.h"

typedef struct nst_packfile nst_packfile;

/** Name and contents live as long as the packfile; `name` is NUL-terminated, contents are aligned to 16 bytes. */
typedef struct nst_section {
  const char *name;
  const uint8_t *p;
  size_t len;
} nst_section;

/** Map a pack file. `verify`: compare the checksum. NST_IO, NST_PACK, NST_PACK_VERSION. */
NST_MUST_USE nst_status nst_packfile_open(const char *path, nst_allocator allocator, bool verify,
                                          nst_packfile **out, nst_error *error);
/** The same over bytes in memory, borrowed as long as the packfile lives and aligned to 16. */
NST_MUST_USE nst_status nst_packfile_from_memory(const void *bytes, size_t len, nst_allocator allocator,
                                                 bool verify, nst_packfile **out, nst_error *error);
/** A pack made in memory from the lexicons in a data folder. */
NST_MUST_USE nst_status nst_packfile_from_folder(const char *data_dir, nst_allocator allocator,
                                                 nst_packfile **out, nst_error *error);
/** A pack made in memory from sections in any order (copied); handy for tests. */
NST_MUST_USE nst_status nst_packfile_from_sections(const nst_section *sections, size_t n,
                                                   nst_allocator allocator, nst_packfile **out,
                                                   nst_error *error);
void nst_packfile_free(nst_packfile *pack);

/** The section of that name, or NULL. */
const nst_section *nst_packfile_section(const nst_packfile *pack, const char *name);
/** The next section in the order of names whose name starts and ends so; `after` NULL: the first. NULL: no more. */
const nst_section *nst_packfile_next(const nst_packfile *pack, const char *prefix, const char *suffix,
                                     const nst_section *after);
/** Contents as text. */
nst_str nst_section_text(const nst_section *section);

/** Write sections (any order) as a pack file into buf; NST_PACK for a bad or doubled name. */
NST_MUST_USE nst_status nst_packfile_write(const nst_section *sections, size_t n, nst_buf *buf,
                                           nst_error *error);
/** Write the packfile to a file that appears whole or not at all. */
NST_MUST_USE nst_status nst_packfile_save(const nst_packfile *pack, const char *path, nst_error *error);

#endif
