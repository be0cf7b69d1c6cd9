/* buf.c - bytes that grow, and the error record. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_SIZE = NST_LIMIT(256, 1) };

void nst_buf_init(nst_buf *buf, nst_allocator allocator) {
  *buf = (nst_buf){.allocator = allocator};
}

void nst_buf_free(nst_buf *buf) {
  if (!buf) return;
  nst_mem_free(buf->allocator, buf->p, buf->capacity);
  *buf = (nst_buf){.allocator = buf->allocator};
}

/* Room for `more` bytes behind len. */
static bool reserve(nst_buf *buf, size_t more) {
  if (buf->failed) return false;
  if (more <= buf->capacity - buf->len) return true;
  size_t size = buf->capacity ? buf->capacity : FIRST_SIZE;
  while (size - buf->len < more && size <= SIZE_MAX / 2) size *= 2;
  char *p = size - buf->len < more ? NULL : nst_mem_resize(buf->allocator, buf->p, buf->capacity, size);
  if (!p) {
    buf->failed = true;
    return false;
  }
  buf->p = p;
  buf->capacity = size;
  return true;
}

void nst_buf_put(nst_buf *buf, const void *data, size_t len) {
  if (len == 0 || !reserve(buf, len)) return;
  memcpy(buf->p + buf->len, data, len);
  buf->len += len;
}

void nst_buf_text(nst_buf *buf, const char *text) {
  nst_buf_put(buf, text, strlen(text));
}

void nst_buf_char(nst_buf *buf, char c) {
  nst_buf_put(buf, &c, 1);
}

void nst_buf_format(nst_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n < 0) {
    buf->failed = true;
  } else if (reserve(buf, (size_t)n + 1)) {
    vsnprintf(buf->p + buf->len, (size_t)n + 1, format, again);
    buf->len += (size_t)n;
  }
  va_end(again);
}

nst_status nst_fail(nst_error *error, nst_status status, uint32_t line, size_t byte, const char *format,
                    ...) {
  if (!error) return status;
  error->status = status;
  error->line = line;
  error->byte = byte;
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  return status;
}
