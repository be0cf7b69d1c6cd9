/* pack.c - the language: a pack file opened, its lexicons and model loaded, ready for any number of coders. */
#include "engine/engine_int.h"
#include "net/weights.h"

static nst_status load_model(nst_pack *pack, const char *name, nst_error *error) {
  const nst_packfile *file = pack->weights ? pack->weights : pack->file;
  const char *section = nst_arena_format(pack->arena, "model/%s", name ? name : "base");
  if (!section) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  const nst_section *weights = nst_packfile_section(file, section);
  if (!weights && !name) weights = nst_packfile_next(file, "model/", "", NULL);
  if (!weights && name) return nst_fail(error, NST_MODEL, 0, 0, "the pack holds no model '%s'", name);
  if (!weights) return nst_fail(error, NST_MODEL, 0, 0, "the pack holds no model");
  return nst_model_load(pack->arena, weights->p, weights->len, &pack->model, error);
}

nst_status nst_pack_load(nst_pack *pack, const char *const *lexicons, size_t n_lexicons, nst_lint_fn lint,
                         void *user, nst_error *error) {
  nst_arena *arena = pack->arena;
  if (pack->file) NST_TRY(nst_text_words_load(arena, pack->file, &pack->words, error));
  nst_status actors =
      nst_actor_lexicon_load(arena, pack->file, lexicons, n_lexicons, lint, user, &pack->actors, error);
  if (actors != NST_OK && (!lint || actors != NST_LEXICON)) return actors;
  NST_TRY(nst_event_lexicon_load(arena, pack->file, lexicons, n_lexicons, lint, user, &pack->events, error));
  return actors;
}

/* 4812 as "4,812". */
static const char *with_commas(size_t n, char out[32]) {
  char *p = out + 31;
  *p = '\0';
  int digits = 0;
  do {
    if (digits > 0 && digits % 3 == 0) *--p = ',';
    *--p = (char)('0' + n % 10);
    n /= 10;
    digits++;
  } while (n > 0);
  return p;
}

static const char *describe(const nst_pack *pack) {
  const nst_section *section = nst_packfile_section(pack->file, "about");
  nst_str about = section ? nst_section_text(section) : NST_STR("unnamed");
  if (about.len > 100) about.len = 100;
  section = nst_packfile_section(pack->file, "words/actors-known-to.txt");
  nst_str known_to = section ? nst_str_trim(nst_section_text(section)) : NST_STR("");
  if (known_to.len > 10) known_to.len = 10;
  char actors[32], frames[32];
  return nst_arena_format(pack->arena, "%.*s, model %s, %s actors%s%.*s, %s frames", (int)about.len, about.p,
                          nst_model_name(pack->model),
                          with_commas(nst_actor_lexicon_count(pack->actors), actors),
                          known_to.len ? " known to " : "", (int)known_to.len, known_to.p,
                          with_commas(nst_event_lexicon_count(pack->events), frames));
}

/* A pack without a file yet; NULL when out of memory. */
static nst_pack *new_pack(nst_allocator allocator) {
  nst_pack *pack = nst_mem_new(allocator, sizeof *pack);
  if (!pack) return NULL;
  *pack = (nst_pack){.allocator = allocator, .arena = nst_arena_new(allocator)};
  if (pack->arena) return pack;
  nst_pack_free(pack);
  return NULL;
}

static nst_status no_memory(nst_error *error) {
  return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
}

/* A status without words gets the words of the status. */
static nst_status explained(nst_status status, nst_error *error) {
  if (status == NST_OK || !error || error->status == status) return status;
  return nst_fail(error, status, 0, 0, "%s", nst_status_text(status));
}

nst_status nst_pack_open(const char *path, const nst_pack_options *options, nst_pack **out,
                         nst_error *error) {
  static const nst_pack_options defaults;
  if (!out) return nst_fail(error, NST_ARGUMENT, 0, 0, "nst_pack_open: out is NULL");
  *out = NULL;
  if (error) *error = (nst_error){.status = NST_OK};
  if (!path) return nst_fail(error, NST_ARGUMENT, 0, 0, "nst_pack_open: path is NULL");
  if (!options) options = &defaults;
  nst_pack *pack = new_pack(nst_allocator_or_default(options->allocator));
  if (!pack) return no_memory(error);
  nst_status status = nst_packfile_open(path, pack->allocator, !options->skip_checksum, &pack->file, error);
  if (status == NST_OK && options->data_dir) {
    pack->weights = pack->file;
    pack->file = NULL;
    status = nst_packfile_from_folder(options->data_dir, pack->allocator, &pack->file, error);
  }
  if (status == NST_OK) status = load_model(pack, options->model, error);
  if (status == NST_OK) {
    status = nst_pack_load(pack, options->lexicons, options->n_lexicons, NULL, NULL, error);
  }
  if (status == NST_OK) pack->about = describe(pack);
  if (status == NST_OK && nst_arena_failed(pack->arena)) status = no_memory(error);
  if (status != NST_OK) {
    nst_pack_free(pack);
    return explained(status, error);
  }
  *out = pack;
  return NST_OK;
}

void nst_pack_free(nst_pack *pack) {
  if (!pack) return;
  nst_arena_free(pack->arena);
  nst_packfile_free(pack->file);
  nst_packfile_free(pack->weights);
  nst_mem_free(pack->allocator, pack, sizeof *pack);
}

const char *nst_pack_about(const nst_pack *pack) {
  return pack ? pack->about : "";
}

nst_status nst_pack_frames(const nst_pack *pack, const char *word, nst_frame_fn fn, void *user) {
  return pack && word && fn ? nst_event_lexicon_frames(pack->events, word, fn, user) : NST_ARGUMENT;
}

bool nst_pack_example(const nst_pack *pack, size_t i, nst_example *out) {
  return pack && out && nst_event_lexicon_example(pack->events, i, out);
}

typedef struct section_list {
  nst_section *items;
  size_t n, capacity;
} section_list;

/* A weights file as a section: "model/" and the first word of the model's name. Its matrices are laid out for the kernels. */
static nst_status add_model(nst_pack *pack, const char *path, section_list *list, nst_error *error) {
  enum { ALIGN = 64 };
  nst_buf raw, tiled;
  nst_buf_init(&raw, pack->allocator);
  nst_buf_init(&tiled, pack->allocator);
  nst_status status = nst_file_read(path, &raw, error);
  if (status == NST_OK) status = nst_weights_tile((const uint8_t *)raw.p, raw.len, &tiled, error);
  uint8_t *bytes = status == NST_OK ? nst_arena_take(pack->arena, tiled.len + ALIGN) : NULL;
  if (bytes) {
    bytes += (ALIGN - (uintptr_t)bytes % ALIGN) % ALIGN;
    memcpy(bytes, tiled.p, tiled.len);
    status = nst_model_load(pack->arena, bytes, tiled.len, &pack->model, error);
  }
  if (bytes && status == NST_OK) {
    const char *name = nst_model_name(pack->model);
    int len = (int)strcspn(name, " ");
    nst_section section = {nst_arena_format(pack->arena, "model/%.*s", len, name), bytes, tiled.len};
    if (!section.name || !NST_PUSH(pack->arena, list, section)) status = NST_NOMEM;
  }
  if (status == NST_OK && !bytes) status = NST_NOMEM;
  nst_buf_free(&raw);
  nst_buf_free(&tiled);
  return status;
}

/* The texts of actors and places give way to the compiled lexicon; compiled frames come in beside their texts, which
 * own frame files are read after; so do the models. */
static nst_status compile(nst_pack *pack, const char *const *weights, size_t n_weights, nst_error *error) {
  section_list kept = {0};
  for (const nst_section *s = NULL; (s = nst_packfile_next(pack->file, "", "", s)) != NULL;) {
    nst_str name = nst_str_of(s->name);
    if (nst_str_starts(name, "actors/") || nst_str_starts(name, "places/")) continue;
    if (!NST_PUSH(pack->arena, &kept, *s)) return no_memory(error);
  }
  if (!NST_PUSH(pack->arena, &kept, nst_actor_lexicon_section(pack->actors)) ||
      !NST_PUSH(pack->arena, &kept, nst_event_lexicon_section(pack->events)))
    return no_memory(error);
  for (size_t i = 0; i < n_weights; i++) NST_TRY(add_model(pack, weights[i], &kept, error));
  nst_packfile *file = NULL;
  NST_TRY(nst_packfile_from_sections(kept.items, kept.n, pack->allocator, &file, error));
  nst_packfile_free(pack->file);
  pack->file = file;
  return NST_OK;
}

nst_status nst_pack_build(const char *data_dir, const char *const *weights, size_t n_weights,
                          const char *out_path, nst_error *error) {
  if (error) *error = (nst_error){.status = NST_OK};
  if (!data_dir || !weights || n_weights == 0 || !out_path) {
    return nst_fail(error, NST_ARGUMENT, 0, 0, "nst_pack_build: a path is NULL");
  }
  nst_pack *pack = new_pack(nst_allocator_default());
  if (!pack) return no_memory(error);
  nst_status status = nst_packfile_from_folder(data_dir, pack->allocator, &pack->file, error);
  if (status == NST_OK) status = nst_pack_load(pack, NULL, 0, NULL, NULL, error);
  if (status == NST_OK) status = compile(pack, weights, n_weights, error);
  if (status == NST_OK) status = nst_packfile_save(pack->file, out_path, error);
  nst_pack_free(pack);
  return explained(status, error);
}
