/* lexicon.c - sections and files in, one read-only lexicon out. Knows how entries are kept and found, not how a line
 * is written (actor_line.c, place_line.c) nor who an actor in a text is. */
#include <stdarg.h>
#include <stdio.h>

#include "actors/lexicon.h"

static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY",
                                      "OPP", "REB", "CRM", "CVL", "BUS", "MED", "EDU",
                                      "LAB", "REF", "REL", "ELI", "IGO", "NGO", "HRI"};

const char *nst_sector_of(nst_str word) {
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    if (nst_str_is(word, sectors[i])) return sectors[i];
  return nst_str_is(word, "-") ? "" : NULL;
}

void nst_actor_mistake(nst_actor_loader *loader, const char *format, ...) {
  char message[200];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (loader->mistakes++ == 0)
    (void)nst_fail(loader->error, NST_LEXICON, loader->line, 0, "%s:%u: %s", loader->path, loader->line,
                   message);
  if (loader->lint) loader->lint(loader->user, loader->path, loader->line, message);
}

uint32_t nst_actor_senses(const nst_actor_lexicon *lexicon, nst_str key) {
  return nst_map_get(&lexicon->phrases, key);
}

uint32_t nst_actor_add_entry(nst_actor_loader *loader, nst_entry entry) {
  nst_actor_lexicon *lexicon = loader->lexicon;
  entry.first_role = entry.last_role = NST_NONE;
  if (!entry.name) entry.name = "";
  if (!entry.country) entry.country = "";
  if (!entry.org) entry.org = "";
  if (!entry.sector) entry.sector = "";
  if (!NST_PUSH(loader->arena, &lexicon->entries, entry)) {
    loader->no_memory = true;
    return NST_NONE;
  }
  return (uint32_t)(lexicon->entries.n - 1);
}

/* The same phrase for the same entry in the same way says nothing new. */
static bool known(const nst_actor_lexicon *lexicon, uint32_t first, const nst_sense *sense, uint32_t *last) {
  for (uint32_t i = first; i != NST_NONE; i = lexicon->senses.items[i].next) {
    const nst_sense *old = &lexicon->senses.items[i];
    if (old->entry == sense->entry && old->kind == sense->kind && old->from == sense->from) return true;
    *last = i;
  }
  return false;
}

static bool note_first_word(nst_actor_lexicon *lexicon, const char *key, const nst_words *words) {
  uint32_t len = words->n > 1 ? (uint32_t)(words->begin[1] - 1) : words->len;
  nst_str first = {key, len};
  uint32_t most = nst_map_get(&lexicon->first_words, first);
  if (most != NST_MAP_NONE && most >= words->n) return true;
  return nst_map_put(&lexicon->first_words, first, words->n);
}

void nst_actor_add_sense(nst_actor_loader *loader, nst_str phrase, nst_sense sense) {
  nst_actor_lexicon *lexicon = loader->lexicon;
  nst_words words;
  if (loader->no_memory || sense.entry == NST_NONE) return;
  if (!nst_words_of(loader->arena, phrase, &words)) {
    loader->no_memory = true;
    return;
  }
  if (words.n == 0 || words.too_long) {
    nst_actor_mistake(loader, "phrase \"%.*s\" has %s", (int)(phrase.len > 60 ? 60 : phrase.len), phrase.p,
                      words.n == 0 ? "no words" : "too many words or letters");
    return;
  }
  nst_str key = {words.text, words.len};
  uint32_t first = nst_map_get(&lexicon->phrases, key), last = NST_NONE;
  if (first != NST_MAP_NONE && known(lexicon, first, &sense, &last)) return;
  sense.caps = words.caps;
  sense.acronym = words.acronym;
  sense.phrase = phrase;
  sense.next = NST_NONE;
  if (!sense.sector) sense.sector = "";
  if (!NST_PUSH(loader->arena, &lexicon->senses, sense)) {
    loader->no_memory = true;
    return;
  }
  uint32_t number = (uint32_t)(lexicon->senses.n - 1);
  if (last != NST_NONE) {
    lexicon->senses.items[last].next = number;
    return;
  }
  const char *copy = nst_arena_copy(loader->arena, words.text, words.len);
  if (!copy || !nst_map_put(&lexicon->phrases, (nst_str){copy, words.len}, number) ||
      !note_first_word(lexicon, copy, &words))
    loader->no_memory = true;
}

static void read_text(nst_actor_loader *loader, const char *path, nst_str text,
                      void (*line_fn)(nst_actor_loader *, nst_str)) {
  loader->path = path;
  loader->line = 0;
  loader->entry = NST_NONE;
  nst_str line;
  while (!loader->no_memory && nst_str_cut(&text, '\n', &line)) {
    loader->line++;
    if (line.len > 0 && line.p[line.len - 1] == '\r') line.len--;
    line_fn(loader, line);
  }
}

static nst_status read_file(nst_actor_loader *loader, const char *path) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_status status = nst_file_read(path, &buf, loader->error);
  const char *copy = status == NST_OK ? nst_arena_copy(loader->arena, buf.p ? buf.p : "", buf.len) : NULL;
  const char *name = nst_arena_copy(loader->arena, path, strlen(path));
  nst_str text = {copy, (uint32_t)buf.len};
  nst_buf_free(&buf);
  if (status != NST_OK) return status;
  if (!copy || !name) return NST_NOMEM;
  read_text(loader, name, text, nst_actor_line);
  return loader->no_memory ? NST_NOMEM : NST_OK;
}

/* A code is a country or an organisation: known only when everything is read. */
static void split_code(const nst_actor_lexicon *lexicon, const char *code, const char **country,
                       const char **org) {
  if (!code || nst_str_is(nst_str_of(code), "-")) return;
  uint32_t entry = nst_map_get(&lexicon->codes, nst_str_of(code));
  if (entry == NST_MAP_NONE) return;
  if (lexicon->entries.items[entry].kind == NST_ENTRY_COUNTRY) *country = code;
  else *org = code;
}

static void finish(nst_actor_loader *loader) {
  nst_actor_lexicon *lexicon = loader->lexicon;
  for (size_t i = 0; i < loader->n_uses; i++) {
    const struct nst_code_use *use = &loader->uses[i];
    if (nst_map_get(&lexicon->codes, nst_str_of(use->code)) != NST_MAP_NONE) continue;
    loader->path = use->path;
    loader->line = use->line;
    nst_actor_mistake(loader, "\"%s\" is the code of no country or organisation", use->code);
  }
  for (size_t i = 0; i < lexicon->entries.n; i++) {
    nst_entry *e = &lexicon->entries.items[i];
    split_code(lexicon, e->code, &e->country, &e->org);
  }
  for (size_t i = 0; i < lexicon->roles.n; i++) {
    nst_role *r = &lexicon->roles.items[i];
    split_code(lexicon, r->code, &r->country, &r->org);
  }
}

static nst_status read_all(nst_actor_loader *loader, const nst_packfile *pack, const char *const *extra_paths,
                           size_t n_extra) {
  const nst_section *s = NULL;
  while (pack && (s = nst_packfile_next(pack, "actors/", ".actors", s)))
    read_text(loader, s->name, nst_section_text(s), nst_actor_line);
  while (pack && (s = nst_packfile_next(pack, "places/", ".tsv", s)))
    read_text(loader, s->name, nst_section_text(s), nst_place_line);
  if (loader->no_memory) return NST_NOMEM;
  for (size_t i = 0; i < n_extra; i++)
    if (nst_str_ends(nst_str_of(extra_paths[i]), ".actors")) NST_TRY(read_file(loader, extra_paths[i]));
  if (loader->no_memory) return NST_NOMEM;
  finish(loader);
  return loader->mistakes ? NST_LEXICON : NST_OK;
}

nst_status nst_actor_lexicon_load(nst_arena *arena, const nst_packfile *pack, const char *const *extra_paths,
                                  size_t n_extra, nst_lint_fn lint, void *user, nst_actor_lexicon **out,
                                  nst_error *error) {
  *out = NULL;
  nst_actor_lexicon *lexicon = nst_arena_take(arena, sizeof *lexicon);
  nst_actor_loader *loader = nst_arena_take(arena, sizeof *loader);
  if (!lexicon || !loader) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  lexicon->arena = arena;
  nst_map_init(&lexicon->phrases, arena);
  nst_map_init(&lexicon->first_words, arena);
  nst_map_init(&lexicon->codes, arena);
  nst_map_init(&lexicon->people, arena);
  for (int i = 0; i < NST_TYPE_COUNT; i++) nst_map_init(&lexicon->types[i], arena);
  *loader = (nst_actor_loader){.lexicon = lexicon,
                               .arena = arena,
                               .path = "",
                               .entry = NST_NONE,
                               .lint = lint,
                               .user = user,
                               .error = error};
  nst_status status = read_all(loader, pack, extra_paths, n_extra);
  if (status == NST_NOMEM) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (status == NST_OK) *out = lexicon;
  return status;
}

size_t nst_actor_lexicon_count(const nst_actor_lexicon *lexicon) {
  return lexicon->entries.n;
}
