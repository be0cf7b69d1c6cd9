/* lines.c - a file line by line, unpacked on the fly. */
#include "cli/lines.h"

#include "ingest/source.h"

enum { CHUNK = 1 << 16, LONGEST = 1 << 24 };

struct lines {
  nst_source *source;
  nst_buf buf;
  size_t at;
  uint32_t number;
  bool end;
};

nst_status lines_open(const char *path, lines **out, nst_error *error) {
  nst_allocator a = nst_allocator_default();
  *out = NULL;
  lines *l = nst_mem_new(a, sizeof *l);
  if (l == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  memset(l, 0, sizeof *l);
  nst_buf_init(&l->buf, a);
  nst_status status = nst_source_open(path, a, &l->source, error);
  if (status == NST_OK) *out = l;
  else nst_mem_free(a, l, sizeof *l);
  return status;
}

void lines_free(lines *l) {
  if (l == NULL) return;
  nst_source_free(l->source);
  nst_buf_free(&l->buf);
  nst_mem_free(nst_allocator_default(), l, sizeof *l);
}

uint32_t lines_number(const lines *l) {
  return l->number;
}

/** Read more behind what is held. */
static nst_status more(lines *l, nst_error *error) {
  char chunk[CHUNK];
  size_t got = 0;
  if (l->at > 0) {
    memmove(l->buf.p, l->buf.p + l->at, l->buf.len - l->at);
    l->buf.len -= l->at;
    l->at = 0;
  }
  NST_TRY(nst_source_read(l->source, chunk, sizeof chunk, &got, error));
  l->end = got == 0;
  nst_buf_put(&l->buf, chunk, got);
  return l->buf.failed ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory") : NST_OK;
}

nst_status lines_next(lines *l, const char **line, size_t *len, nst_error *error) {
  *line = NULL;
  bool too_long = false;
  for (size_t seen = 0;;) {
    size_t held = l->buf.len - l->at;
    char *from = l->buf.p + l->at;
    char *feed = held > seen ? memchr(from + seen, '\n', held - seen) : NULL;
    if (feed != NULL || (l->end && held > 0)) {
      *len = feed != NULL ? (size_t)(feed - from) : held;
      l->at += *len + (feed != NULL);
      l->number++;
      if (too_long)
        return nst_fail(error, NST_TOO_LARGE, l->number, 0, "line %u is longer than %d bytes", l->number,
                        LONGEST);
      *line = from;
      return NST_OK;
    }
    if (l->end) return NST_OK;
    if (held > LONGEST) {
      too_long = true;
      l->at = l->buf.len; /* drop what was read of it */
      held = 0;
    }
    seen = held;
    NST_TRY(more(l, error));
  }
}
