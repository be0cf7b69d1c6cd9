/* write.c - sections to the bytes of a pack file, always the same for the same sections. */
#include <stdlib.h>

#include "base/hash.h"
#include "pack/pack_int.h"

static void put_le(uint8_t *p, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) p[i] = (uint8_t)(value >> (8 * i));
}

static int by_name(const void *a, const void *b) {
  const nst_section *const *left = a, *const *right = b;
  return strcmp((*left)->name, (*right)->name);
}

static void pad(nst_buf *buf) {
  static const uint8_t zeros[SECTION_ALIGN];
  nst_buf_put(buf, zeros, (SECTION_ALIGN - buf->len % SECTION_ALIGN) % SECTION_ALIGN);
}

static nst_status check_names(const nst_section *const *sorted, size_t n, nst_error *error) {
  for (size_t i = 0; i < n; i++) {
    size_t len = strlen(sorted[i]->name);
    if (len == 0 || len >= NAME_SIZE) {
      return nst_fail(error, NST_PACK, 0, 0, "the name %s is too long for a section", sorted[i]->name);
    }
    if (i > 0 && strcmp(sorted[i - 1]->name, sorted[i]->name) == 0) {
      return nst_fail(error, NST_PACK, 0, 0, "there are two sections named %s", sorted[i]->name);
    }
  }
  return NST_OK;
}

static void put_table(nst_buf *buf, const nst_section *const *sorted, size_t n) {
  uint8_t header[HEADER_SIZE] = NST_PACK_MAGIC;
  put_le(header + 8, FORMAT, 4);
  put_le(header + 12, n, 4);
  nst_buf_put(buf, header, sizeof header);
  uint64_t offset = HEADER_SIZE + (uint64_t)n * ENTRY_SIZE;
  for (size_t i = 0; i < n; i++) {
    uint8_t entry[ENTRY_SIZE] = {0};
    offset = (offset + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN;
    memcpy(entry, sorted[i]->name, strlen(sorted[i]->name));
    put_le(entry + 64, offset, 8);
    put_le(entry + 72, sorted[i]->len, 8);
    nst_buf_put(buf, entry, sizeof entry);
    offset += sorted[i]->len;
  }
}

nst_status nst_packfile_write(const nst_section *sections, size_t n, nst_buf *buf, nst_error *error) {
  if (n > SECTIONS_MAX) return nst_fail(error, NST_PACK, 0, 0, "too many sections for a pack: %zu", n);
  const nst_section **sorted = nst_mem_new_array(buf->allocator, n + 1, sizeof *sorted);
  if (!sorted) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < n; i++) sorted[i] = &sections[i];
  qsort(sorted, n, sizeof *sorted, by_name);
  nst_status status = check_names(sorted, n, error);
  if (status == NST_OK) {
    put_table(buf, sorted, n);
    for (size_t i = 0; i < n; i++) {
      pad(buf);
      nst_buf_put(buf, sorted[i]->p, sorted[i]->len);
    }
    if (buf->failed) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  nst_mem_free(buf->allocator, sorted, (n + 1) * sizeof *sorted);
  if (status != NST_OK) return status;
  uint8_t *p = (uint8_t *)buf->p;
  put_le(p + 16, buf->len, 8);
  put_le(p + 24, nst_hash(p + HEADER_SIZE, buf->len - HEADER_SIZE, 0), 8);
  return NST_OK;
}
