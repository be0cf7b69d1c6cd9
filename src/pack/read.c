/* read.c - a pack file's bytes to sections. Every field is checked before it is used: the bytes are hostile.
 * Knows nothing of what the sections hold. */
#include "base/hash.h"
#include "pack/pack_int.h"

struct nst_packfile {
  nst_allocator allocator;
  nst_mapped mapped; /* len 0: bytes are not a mapped file */
  nst_buf owned;     /* the bytes, if the packfile made them */
  const void *bytes;
  size_t len;
  nst_section *sections;
  size_t n;
};

static uint32_t le32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t le64(const uint8_t *p) {
  return (uint64_t)le32(p) | (uint64_t)le32(p + 4) << 32;
}

static bool good_name(const uint8_t *p) {
  const uint8_t *nul = memchr(p, 0, NAME_SIZE);
  if (!nul || nul == p) return false;
  for (const uint8_t *q = p; q < nul; q++) {
    if (*q < ' ' || *q > '~') return false;
  }
  for (const uint8_t *q = nul; q < p + NAME_SIZE; q++) {
    if (*q != 0) return false;
  }
  return true;
}

static nst_status check_header(const uint8_t *p, size_t len, bool verify, nst_error *error) {
  if (len < HEADER_SIZE || memcmp(p, NST_PACK_MAGIC, 8) != 0) {
    return nst_fail(error, NST_PACK, 0, 0, "this is not a pack file");
  }
  uint32_t format = le32(p + 8), n = le32(p + 12);
  if (format != FORMAT) {
    return nst_fail(error, NST_PACK_VERSION, 0, 8,
                    "the pack has format %lu, this program reads format %d: build the pack again",
                    (unsigned long)format, FORMAT);
  }
  if (le64(p + 16) != len)
    return nst_fail(error, NST_PACK, 0, 16, "the pack file is cut off or has bytes too many");
  if (n > SECTIONS_MAX || n > (len - HEADER_SIZE) / ENTRY_SIZE) {
    return nst_fail(error, NST_PACK, 0, 12, "the pack says it has %lu sections", (unsigned long)n);
  }
  if (verify && le64(p + 24) != nst_hash(p + HEADER_SIZE, len - HEADER_SIZE, 0)) {
    return nst_fail(error, NST_PACK, 0, 24, "the pack file is damaged: its checksum is wrong");
  }
  return NST_OK;
}

static nst_status read_sections(nst_packfile *pack, const uint8_t *p, size_t len, nst_error *error) {
  uint64_t used = HEADER_SIZE + (uint64_t)pack->n * ENTRY_SIZE;
  for (size_t i = 0; i < pack->n; i++) {
    size_t at = HEADER_SIZE + i * ENTRY_SIZE;
    const char *name = (const char *)p + at;
    if (!good_name(p + at))
      return nst_fail(error, NST_PACK, 0, at, "section %zu of the pack has a bad name", i);
    if (i > 0 && strcmp(pack->sections[i - 1].name, name) >= 0) {
      return nst_fail(error, NST_PACK, 0, at, "the sections of the pack are not sorted");
    }
    uint64_t offset = le64(p + at + 64), size = le64(p + at + 72);
    if (offset % SECTION_ALIGN != 0 || offset < used || offset > len || size > len - offset) {
      return nst_fail(error, NST_PACK, 0, at + 64, "section %s lies outside its place in the pack", name);
    }
    used = offset + size;
    pack->sections[i] = (nst_section){name, p + offset, (size_t)size};
  }
  return NST_OK;
}

nst_status nst_packfile_from_memory(const void *bytes, size_t len, nst_allocator allocator, bool verify,
                                    nst_packfile **out, nst_error *error) {
  *out = NULL;
  if ((uintptr_t)bytes % 16 != 0)
    return nst_fail(error, NST_ARGUMENT, 0, 0, "the pack's bytes are not aligned");
  NST_TRY(check_header(bytes, len, verify, error));
  nst_packfile *pack = nst_mem_new(allocator, sizeof *pack);
  if (!pack) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  *pack = (nst_packfile){
      .allocator = allocator, .bytes = bytes, .len = len, .n = le32((const uint8_t *)bytes + 12)};
  nst_buf_init(&pack->owned, allocator);
  pack->sections = nst_mem_new_array(allocator, pack->n, sizeof *pack->sections);
  nst_status status = pack->sections || pack->n == 0 ? read_sections(pack, bytes, len, error)
                                                     : nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (status != NST_OK) {
    nst_packfile_free(pack);
    return status;
  }
  *out = pack;
  return NST_OK;
}

nst_status nst_packfile_open(const char *path, nst_allocator allocator, bool verify, nst_packfile **out,
                             nst_error *error) {
  *out = NULL;
  nst_mapped mapped;
  NST_TRY(nst_file_map(path, &mapped, error));
  nst_status status = NST_OK;
  if (mapped.len == 0) {
    status = nst_fail(error, NST_PACK, 0, 0, "the pack file is empty");
  } else {
    status = nst_packfile_from_memory(mapped.p, mapped.len, allocator, verify, out, error);
  }
  if (status == NST_OK && *out) {
    (*out)->mapped = mapped;
  } else {
    nst_file_unmap(&mapped);
  }
  return status;
}

nst_status nst_packfile_from_sections(const nst_section *sections, size_t n, nst_allocator allocator,
                                      nst_packfile **out, nst_error *error) {
  *out = NULL;
  nst_buf buf;
  nst_buf_init(&buf, allocator);
  nst_status status = nst_packfile_write(sections, n, &buf, error);
  if (status == NST_OK) status = nst_packfile_from_memory(buf.p, buf.len, allocator, false, out, error);
  if (status == NST_OK && *out) {
    (*out)->owned = buf;
  } else {
    nst_buf_free(&buf);
  }
  return status;
}

nst_status nst_packfile_from_folder(const char *data_dir, nst_allocator allocator, nst_packfile **out,
                                    nst_error *error) {
  *out = NULL;
  nst_arena *arena = nst_arena_new(allocator);
  if (!arena) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_section *sections = NULL;
  size_t n = 0;
  nst_status status = nst_folder_sections(data_dir, arena, allocator, &sections, &n, error);
  if (status == NST_OK) status = nst_packfile_from_sections(sections, n, allocator, out, error);
  nst_arena_free(arena);
  return status;
}

nst_status nst_packfile_save(const nst_packfile *pack, const char *path, nst_error *error) {
  return nst_file_write(path, pack->bytes, pack->len, error);
}

void nst_packfile_free(nst_packfile *pack) {
  if (!pack) return;
  nst_file_unmap(&pack->mapped);
  nst_buf_free(&pack->owned);
  nst_mem_free(pack->allocator, pack->sections, pack->n * sizeof *pack->sections);
  nst_mem_free(pack->allocator, pack, sizeof *pack);
}

const nst_section *nst_packfile_section(const nst_packfile *pack, const char *name) {
  for (size_t i = 0; i < pack->n; i++) {
    if (strcmp(pack->sections[i].name, name) == 0) return &pack->sections[i];
  }
  return NULL;
}

const nst_section *nst_packfile_next(const nst_packfile *pack, const char *prefix, const char *suffix,
                                     const nst_section *after) {
  for (size_t i = after ? (size_t)(after - pack->sections) + 1 : 0; i < pack->n; i++) {
    nst_str name = nst_str_of(pack->sections[i].name);
    if (nst_str_starts(name, prefix) && nst_str_ends(name, suffix)) return &pack->sections[i];
  }
  return NULL;
}

nst_str nst_section_text(const nst_section *section) {
  return (nst_str){(const char *)section->p, section->len < UINT32_MAX ? (uint32_t)section->len : UINT32_MAX};
}
