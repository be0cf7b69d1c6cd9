/* source.c - bytes out of files: as they are, gzip or zstd, told from the first bytes.
 *
 * It knows nothing of lines or reports. zlib gets its memory from the allocator; zstd takes its own. */
#include "ingest/source.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

enum { NST_IN = NST_LIMIT(65536, 64) };

typedef enum packing { PACK_UNKNOWN, PACK_NONE, PACK_GZIP, PACK_ZSTD } packing;

struct nst_source {
  nst_allocator allocator;
  FILE *file; /**< NULL: memory */
  bool close;
  const uint8_t *data;
  size_t data_len, data_at;
  uint64_t position, size;
  packing packing;
  bool in_end;    /**< no more packed bytes */
  bool unit_open; /**< inside a gzip member or a zstd frame */
  bool damaged;
  uint8_t in[NST_IN];
  size_t in_at, in_len;
  z_stream gzip;
  ZSTD_DStream *zstd;
};

/** zlib does not say the size when it frees: it stands in front. */
static void *zlib_take(void *user, unsigned count, unsigned size) {
  const nst_allocator *a = user;
  size_t bytes = (size_t)count * size + 16;
  size_t *p = nst_mem_new(*a, bytes);
  if (p == NULL) return NULL;
  *p = bytes;
  return (char *)p + 16;
}

static void zlib_give(void *user, void *ptr) {
  const nst_allocator *a = user;
  if (ptr == NULL) return;
  size_t *p = (size_t *)(void *)((char *)ptr - 16);
  nst_mem_free(*a, p, *p);
}

static nst_source *source_new(nst_allocator allocator, nst_error *error) {
  allocator = nst_allocator_or_default(allocator);
  nst_source *source = nst_mem_new(allocator, sizeof *source);
  if (source == NULL) {
    (void)nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    return NULL;
  }
  memset(source, 0, sizeof *source);
  source->allocator = allocator;
  return source;
}

nst_status nst_source_open(const char *path, nst_allocator allocator, nst_source **out, nst_error *error) {
  *out = NULL;
  bool standard = strcmp(path, "-") == 0;
  FILE *file = standard ? stdin : fopen(path, "rb");
  if (file == NULL) return nst_fail(error, NST_IO, 0, 0, "cannot open the file: %s", strerror(errno));
  struct stat info;
  bool known = fstat(fileno(file), &info) == 0;
  if (known && S_ISDIR(info.st_mode)) {
    if (!standard) (void)fclose(file);
    return nst_fail(error, NST_IO, 0, 0, "this is a folder; name the files in it");
  }
  nst_source *source = source_new(allocator, error);
  if (source == NULL) {
    if (!standard) (void)fclose(file);
    return NST_NOMEM;
  }
  source->file = file;
  source->close = !standard;
  if (known && S_ISREG(info.st_mode) && info.st_size > 0) source->size = (uint64_t)info.st_size;
  *out = source;
  return NST_OK;
}

nst_status nst_source_memory(const void *data, size_t len, nst_allocator allocator, nst_source **out,
                             nst_error *error) {
  nst_source *source = *out = source_new(allocator, error);
  if (source == NULL) return NST_NOMEM;
  source->data = data;
  source->data_len = len;
  source->size = len;
  return NST_OK;
}

/** Fill the input buffer behind what it holds. */
static nst_status refill(nst_source *s, nst_error *error) {
  if (s->in_at > 0) memmove(s->in, s->in + s->in_at, s->in_len - s->in_at);
  s->in_len -= s->in_at;
  s->in_at = 0;
  size_t room = NST_IN - s->in_len, got = 0;
  if (s->file == NULL) {
    got = s->data_len - s->data_at < room ? s->data_len - s->data_at : room;
    if (got > 0) memcpy(s->in + s->in_len, s->data + s->data_at, got);
    s->data_at += got;
  } else if (room > 0) {
    errno = 0;
    got = fread(s->in + s->in_len, 1, room, s->file);
    if (got == 0 && ferror(s->file))
      return nst_fail(error, NST_IO, 0, (size_t)s->position, "cannot read on: %s", strerror(errno));
  }
  s->in_end = got == 0 && room > 0;
  s->in_len += got;
  s->position += got;
  return NST_OK;
}

static bool gzip_at(const nst_source *s) {
  return s->in_len - s->in_at >= 2 && s->in[s->in_at] == 0x1F && s->in[s->in_at + 1] == 0x8B;
}

/** Read enough to tell the packing. */
static nst_status detect(nst_source *s, nst_error *error) {
  static const uint8_t zstd_magic[4] = {0x28, 0xB5, 0x2F, 0xFD};
  while (s->in_len < 4 && !s->in_end) NST_TRY(refill(s, error));
  s->packing = PACK_NONE;
  if (gzip_at(s)) {
    s->gzip = (z_stream){.zalloc = zlib_take, .zfree = zlib_give, .opaque = &s->allocator};
    if (inflateInit2(&s->gzip, 15 + 16) != Z_OK) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    s->packing = PACK_GZIP;
    s->unit_open = true;
  } else if (s->in_len >= 4 && memcmp(s->in, zstd_magic, 4) == 0) {
    s->zstd = ZSTD_createDStream();
    if (s->zstd == NULL || ZSTD_isError(ZSTD_initDStream(s->zstd)))
      return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    s->packing = PACK_ZSTD;
    s->unit_open = true;
  }
  return NST_OK;
}

static nst_status damage(nst_source *s, nst_error *error, const char *name, const char *what) {
  s->damaged = true;
  return nst_fail(error, NST_FORMAT, 0, (size_t)(s->position - (s->in_len - s->in_at)),
                  "the %s data %s; fetch or pack the file again", name, what);
}

/** Another gzip member may follow the one that ended; anything else behind it is ignored, as gzip does. */
static nst_status next_member(nst_source *s, nst_error *error) {
  while (s->in_len - s->in_at < 2 && !s->in_end) NST_TRY(refill(s, error));
  if (!gzip_at(s)) {
    s->in_at = s->in_len;
    while (!s->in_end) {
      NST_TRY(refill(s, error));
      s->in_at = s->in_len;
    }
  } else {
    (void)inflateReset(&s->gzip);
    s->unit_open = true;
  }
  return NST_OK;
}

static nst_status read_gzip(nst_source *s, void *to, size_t room, size_t *got, nst_error *error) {
  s->gzip.next_out = to;
  s->gzip.avail_out = (uInt)room;
  while (s->gzip.avail_out == room) {
    if (!s->unit_open) NST_TRY(next_member(s, error));
    if (!s->unit_open) break;
    if (s->in_at == s->in_len) {
      NST_TRY(refill(s, error));
      if (s->in_end) return damage(s, error, "gzip", "end in the middle");
    }
    s->gzip.next_in = s->in + s->in_at;
    s->gzip.avail_in = (uInt)(s->in_len - s->in_at);
    int code = inflate(&s->gzip, Z_NO_FLUSH);
    s->in_at = s->in_len - s->gzip.avail_in;
    if (code == Z_MEM_ERROR) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    if (code == Z_STREAM_END) s->unit_open = false;
    else if (code != Z_OK && code != Z_BUF_ERROR) return damage(s, error, "gzip", "are damaged");
  }
  *got = room - s->gzip.avail_out;
  return NST_OK;
}

static nst_status read_zstd(nst_source *s, void *to, size_t room, size_t *got, nst_error *error) {
  ZSTD_outBuffer out = {to, room, 0};
  while (out.pos == 0) {
    if (s->in_at == s->in_len) {
      NST_TRY(refill(s, error));
      if (s->in_end && s->unit_open) return damage(s, error, "zstd", "end in the middle");
      if (s->in_end) break;
    }
    ZSTD_inBuffer in = {s->in, s->in_len, s->in_at};
    size_t left = ZSTD_decompressStream(s->zstd, &out, &in);
    bool stuck = in.pos == s->in_at && out.pos == 0;
    s->in_at = in.pos;
    if (ZSTD_isError(left) || stuck) return damage(s, error, "zstd", "are damaged");
    s->unit_open = left != 0;
  }
  *got = out.pos;
  return NST_OK;
}

nst_status nst_source_read(nst_source *s, void *to, size_t room, size_t *got, nst_error *error) {
  *got = 0;
  if (room > 1u << 30) room = 1u << 30;
  if (room == 0 || s->damaged) return NST_OK;
  if (s->packing == PACK_UNKNOWN) NST_TRY(detect(s, error));
  if (s->packing == PACK_GZIP) return read_gzip(s, to, room, got, error);
  if (s->packing == PACK_ZSTD) return read_zstd(s, to, room, got, error);
  if (s->in_at == s->in_len) NST_TRY(refill(s, error));
  *got = s->in_len - s->in_at < room ? s->in_len - s->in_at : room;
  if (*got > 0) memcpy(to, s->in + s->in_at, *got);
  s->in_at += *got;
  return NST_OK;
}

uint64_t nst_source_position(const nst_source *source) {
  return source->position;
}

uint64_t nst_source_size(const nst_source *source) {
  return source->size;
}

void nst_source_free(nst_source *source) {
  if (source == NULL) return;
  if (source->packing == PACK_GZIP) (void)inflateEnd(&source->gzip);
  ZSTD_freeDStream(source->zstd);
  if (source->close) (void)fclose(source->file);
  nst_mem_free(source->allocator, source, sizeof *source);
}
