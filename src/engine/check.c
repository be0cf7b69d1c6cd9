/* check.c - lexicon sources to a list of their mistakes.
 *
 * A folder is loaded as a pack without a model. A single file that lies in a data folder ("data/frames/x.frames")
 * is read with all of that folder, so that its lists are known, and only its own mistakes are told; any other
 * file is read alone. */
#include <sys/stat.h>

#include "engine/engine_int.h"

typedef struct listener {
  nst_lint_fn report;
  void *user;
  const nst_pack *pack;
  const char *folder; /* "" or the data folder: what stands before the names of sections */
  const char *only;   /* the one section whose mistakes are wanted; NULL: all */
  size_t told;
} listener;

static void tell(listener *l, const char *path, uint32_t line, const char *message) {
  l->told++;
  if (l->report) l->report(l->user, path, line, message);
}

static void hear(void *user, const char *path, uint32_t line, const char *message) {
  listener *l = user;
  if (!l->pack->file || !nst_packfile_section(l->pack->file, path)) {
    tell(l, path, line, message);
  } else if (!l->only || strcmp(l->only, path) == 0) {
    char *full = nst_arena_format(l->pack->arena, "%s/%s", l->folder, path);
    tell(l, full ? full : path, line, message);
  }
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* "a/data/frames/x.frames" to "a/data" and "frames/x.frames", if "a/data/ontology" is a folder. */
static bool in_data_folder(nst_arena *arena, const char *path, const char **folder, const char **section) {
  const char *name = strrchr(path, '/');
  if (!name) return false;
  const char *parent = name;
  while (parent > path && parent[-1] != '/') parent--;
  nst_str top = parent > path + 1 ? (nst_str){path, (uint32_t)(parent - path - 1)} : NST_STR(".");
  if (parent == path + 1) top = NST_STR("/");
  const char *ontology = nst_arena_format(arena, "%.*s/ontology", (int)top.len, top.p);
  if (!ontology || !is_folder(ontology)) return false;
  *folder = nst_arena_copy(arena, top.p, top.len);
  *section = parent;
  return *folder != NULL;
}

static nst_status check_loaded(nst_pack *pack, listener *l, const char *const *extra, size_t n_extra) {
  nst_error error = {.status = NST_OK};
  nst_status status = nst_pack_load(pack, extra, n_extra, hear, l, &error);
  if (status == NST_LEXICON && l->told == 0 && !l->only) {
    tell(l, l->folder, error.line, error.message); /* a loader that stops at the first mistake */
  }
  if (status != NST_OK && status != NST_LEXICON) {
    if (error.status == status) tell(l, l->folder, 0, error.message);
    return status;
  }
  return l->told > 0 ? NST_LEXICON : NST_OK;
}

static nst_status check(nst_pack *pack, const char *path, listener *l) {
  nst_error error = {.status = NST_OK};
  nst_status status;
  bool folder = is_folder(path);
  bool alone = false;
  l->folder = path;
  if (!folder) {
    nst_mapped mapped;
    status = nst_file_map(path, &mapped, &error);
    nst_file_unmap(&mapped);
    if (status != NST_OK) {
      tell(l, path, 0, error.message);
      return status;
    }
    alone = !in_data_folder(pack->arena, path, &l->folder, &l->only);
  }
  if (alone) return check_loaded(pack, l, &path, 1);
  status = nst_packfile_from_folder(l->folder, pack->allocator, &pack->file, &error);
  if (status != NST_OK) {
    tell(l, path, 0, error.message);
    return status;
  }
  return check_loaded(pack, l, NULL, 0);
}

nst_status nst_lexicon_check(const char *path, nst_lint_fn report, void *user) {
  if (!path) return NST_ARGUMENT;
  nst_allocator allocator = nst_allocator_default();
  nst_pack pack = {.allocator = allocator, .arena = nst_arena_new(allocator)};
  if (!pack.arena) return NST_NOMEM;
  listener l = {.report = report, .user = user, .pack = &pack};
  nst_status status = check(&pack, path, &l);
  nst_arena_free(pack.arena);
  nst_packfile_free(pack.file);
  return status;
}
