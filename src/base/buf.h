/* buf.h - a growing byte buffer, and files read and written whole. */
#ifndef NST_BASE_BUF_H
#define NST_BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

/** After a failed append `failed` stays true and further appends do nothing: check once at the end. */
typedef struct nst_buf {
  char *p;
  size_t len, capacity;
  nst_allocator allocator;
  bool failed;
} nst_buf;

void nst_buf_init(nst_buf *buf, nst_allocator allocator);
void nst_buf_free(nst_buf *buf);
void nst_buf_put(nst_buf *buf, const void *data, size_t len);
void nst_buf_text(nst_buf *buf, const char *text);
void nst_buf_char(nst_buf *buf, char c);
void nst_buf_format(nst_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Fill *error (may be NULL) and return `status`: `return nst_fail(error, NST_IO, 0, 0, "cannot open %s", path);` */
nst_status nst_fail(nst_error *error, nst_status status, uint32_t line, size_t byte, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** Append the whole file to buf. */
NST_MUST_USE nst_status nst_file_read(const char *path, nst_buf *buf, nst_error *error);
/** Write beside `path` and rename: the file appears whole or not at all. */
NST_MUST_USE nst_status nst_file_write(const char *path, const void *data, size_t len, nst_error *error);

/** A file mapped read-only. */
typedef struct nst_mapped {
  const uint8_t *p;
  size_t len;
} nst_mapped;
NST_MUST_USE nst_status nst_file_map(const char *path, nst_mapped *out, nst_error *error);
void nst_file_unmap(nst_mapped *mapped);

#endif
