/* folder.c - the files of a data folder that belong into a pack. What is read is told here, in two lists; all
 * else (notes, credits, hidden files) stays out. */
#include <dirent.h>
#include <errno.h>

#include "pack/pack_int.h"

static const char *const folders[] = {"actors", "choose", "frames", "ontology",
                                      "places", "relate", "score",  "words"};
static const char *const suffixes[] = {".tsv", ".actors", ".frames", ".words", ".places", ".txt"};

typedef struct reader {
  nst_arena *arena;
  nst_allocator allocator;
  nst_error *error;
  nst_section *items;
  size_t n, capacity;
} reader;

static bool wanted(const char *name) {
  if (name[0] == '.') return false;
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    if (nst_str_ends(nst_str_of(name), suffixes[i])) return true;
  }
  return false;
}

static nst_status no_memory(reader *r) {
  return nst_fail(r->error, NST_NOMEM, 0, 0, "out of memory");
}

static nst_status add_file(reader *r, const char *name, const char *path) {
  nst_buf buf;
  nst_buf_init(&buf, r->allocator);
  nst_status status = nst_file_read(path, &buf, r->error);
  if (status == NST_OK) {
    nst_section section = {name, (const uint8_t *)nst_arena_copy(r->arena, buf.p, buf.len), buf.len};
    if (!section.p || !NST_PUSH(r->arena, r, section)) status = no_memory(r);
  }
  nst_buf_free(&buf);
  return status;
}

static nst_status add_folder(reader *r, const char *data_dir, const char *folder) {
  const char *dir_path = nst_arena_format(r->arena, "%s/%s", data_dir, folder);
  if (!dir_path) return no_memory(r);
  DIR *dir = opendir(dir_path);
  if (!dir && errno == ENOENT) return NST_OK;
  if (!dir) return nst_fail(r->error, NST_IO, 0, 0, "cannot read the folder %s", dir_path);
  nst_status status = NST_OK;
  const struct dirent *entry;
  while (status == NST_OK && (entry = readdir(dir)) != NULL) {
    if (!wanted(entry->d_name)) continue;
    const char *name = nst_arena_format(r->arena, "%s/%s", folder, entry->d_name);
    const char *path = nst_arena_format(r->arena, "%s/%s", dir_path, entry->d_name);
    status = name && path ? add_file(r, name, path) : no_memory(r);
  }
  closedir(dir);
  return status;
}

nst_status nst_folder_sections(const char *data_dir, nst_arena *arena, nst_allocator allocator,
                               nst_section **out, size_t *n, nst_error *error) {
  reader r = {.arena = arena, .allocator = allocator, .error = error};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) NST_TRY(add_folder(&r, data_dir, folders[i]));
  if (r.n == 0) {
    return nst_fail(error, NST_IO, 0, 0, "%s holds no lexicons (folders ontology, actors, frames, ...)",
                    data_dir);
  }
  static const char about[] = "en " NST_VERSION;
  nst_section section = {"about", (const uint8_t *)about, sizeof about - 1};
  if (!NST_PUSH(arena, &r, section)) return no_memory(&r);
  *out = r.items;
  *n = r.n;
  return NST_OK;
}
