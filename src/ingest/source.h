/* source.h - bytes of a file, of standard input or of memory, unpacked on the fly. */
#ifndef NST_INGEST_SOURCE_H
#define NST_INGEST_SOURCE_H

#include "base/buf.h"

typedef struct nst_source nst_source;

NST_MUST_USE nst_status nst_source_open(const char *path, nst_allocator allocator, nst_source **out,
                                        nst_error *error);
NST_MUST_USE nst_status nst_source_memory(const void *data, size_t len, nst_allocator allocator,
                                          nst_source **out, nst_error *error);
/** Up to `room` unpacked bytes; *got 0: the end. NST_IO, NST_FORMAT (damaged or cut off), NST_NOMEM. */
NST_MUST_USE nst_status nst_source_read(nst_source *source, void *to, size_t room, size_t *got,
                                        nst_error *error);
/** Bytes of the file read so far, still packed, and its size (0: not known). */
uint64_t nst_source_position(const nst_source *source);
uint64_t nst_source_size(const nst_source *source);
void nst_source_free(nst_source *source);

#endif
