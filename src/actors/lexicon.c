/* lexicon.c - sections and files in, one read-only lexicon out, and what it says by number. Knows nothing of how a
 * line is written (actor_line.c, place_line.c) nor of who an actor in a text is. */
#include "actors/draft.h"

static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY",
                                      "OPP", "REB", "CRM", "CVL", "BUS", "MED", "EDU",
                                      "LAB", "REF", "REL", "ELI", "IGO", "NGO", "HRI"};

const char *nst_sector_of(nst_str word) {
  for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
    if (nst_str_is(word, sectors[i])) return sectors[i];
  return nst_str_is(word, "-") ? "" : NULL;
}

uint32_t nst_lexicon_entries(const nst_actor_lexicon *lexicon) {
  return lexicon->base.n_entries + lexicon->own.n_entries;
}

static nst_geo read_place(const nst_image *image, uint32_t place) {
  nst_geo g = {.name = "", .country = "", .admin1 = ""};
  if (place >= image->n_places) return g;
  const uint8_t *p = image->places + (size_t)place * NST_IMAGE_PLACE;
  g.has_point = p[0] == 1;
  g.precision = p[1] <= NST_PLACE_CITY ? (nst_place_precision)p[1] : NST_PLACE_NONE;
  g.name = nst_image_text(image, nst_le32(p + 4));
  g.country = nst_image_text(image, nst_le32(p + 8));
  g.admin1 = nst_image_text(image, nst_le32(p + 12));
  g.lat = (int32_t)nst_le32(p + 16) / 1e6;
  g.lon = (int32_t)nst_le32(p + 20) / 1e6;
  return g;
}

nst_entry nst_lexicon_entry(const nst_actor_lexicon *lexicon, uint32_t entry) {
  nst_entry e = {.kind = NST_ENTRY_PAST,
                 .name = "",
                 .country = "",
                 .org = "",
                 .sector = "",
                 .code = "",
                 .first_role = NST_NONE};
  e.geo = (nst_geo){.name = "", .country = "", .admin1 = ""};
  e.types = NST_STR("");
  const nst_image *image = &lexicon->base;
  if (entry < image->n_entries && lexicon->changed && lexicon->changed[entry] != NST_NONE)
    entry = lexicon->changed[entry];
  if (entry >= image->n_entries) {
    entry -= image->n_entries;
    image = &lexicon->own;
  }
  if (entry >= image->n_entries) return e;
  const uint8_t *p = image->entries + (size_t)entry * NST_IMAGE_ENTRY;
  if (p[0] < NST_ENTRY_KINDS) e.kind = (nst_entry_kind)p[0];
  e.flags = p[1];
  e.woman = p[2] == 1;
  e.name = nst_image_text(image, nst_le32(p + 4));
  e.country = nst_image_text(image, nst_le32(p + 8));
  e.org = nst_image_text(image, nst_le32(p + 12));
  e.sector = nst_image_text(image, nst_le32(p + 16));
  e.types = nst_str_of(nst_image_text(image, nst_le32(p + 20)));
  e.first_role = nst_le32(p + 24);
  e.code = nst_image_text(image, nst_le32(p + 36));
  if (e.kind == NST_ENTRY_PLACE) e.geo = read_place(image, nst_le32(p + 28));
  return e;
}

nst_sense nst_lexicon_sense(const nst_actor_lexicon *lexicon, uint32_t sense) {
  nst_sense s = {.kind = NST_SENSE_PAST, .entry = NST_NONE, .sector = "", .next = NST_NONE};
  const nst_image *image = &lexicon->base;
  uint32_t first = 0, i = sense;
  s.phrase = NST_STR("");
  if (i >= image->n_senses) {
    first = image->n_senses;
    i -= first;
    image = &lexicon->own;
  }
  if (i >= image->n_senses) return s;
  const uint8_t *p = image->senses + (size_t)i * NST_IMAGE_SENSE;
  if (p[0] < NST_SENSE_KINDS) s.kind = (nst_sense_kind)p[0];
  s.acronym = p[1] == 1;
  s.derived = p[2] == 1;
  s.caps = nst_le32(p + 4);
  s.entry = nst_le32(p + 8);
  s.from = (nst_day)nst_le32(p + 12);
  s.to = (nst_day)nst_le32(p + 16);
  s.sector = nst_image_text(image, nst_le32(p + 20));
  s.phrase = nst_str_of(nst_image_text(image, nst_le32(p + 24)));
  uint32_t next = nst_le32(p + 28);
  if (next > sense || next < first) s.next = next;
  return s;
}

nst_role nst_lexicon_role(const nst_actor_lexicon *lexicon, uint32_t role) {
  nst_role r = {.from = 1, .to = 0, .country = "", .org = "", .sector = "", .code = "", .next = NST_NONE};
  const nst_image *image = &lexicon->base;
  uint32_t i = role;
  r.words = NST_STR("");
  if (i >= image->n_roles) {
    i -= image->n_roles;
    image = &lexicon->own;
  }
  if (i >= image->n_roles) return r;
  const uint8_t *p = image->roles + (size_t)i * NST_IMAGE_ROLE;
  r.from = (nst_day)nst_le32(p);
  r.to = (nst_day)nst_le32(p + 4);
  r.country = nst_image_text(image, nst_le32(p + 8));
  r.org = nst_image_text(image, nst_le32(p + 12));
  r.sector = nst_image_text(image, nst_le32(p + 16));
  r.words = nst_str_of(nst_image_text(image, nst_le32(p + 20)));
  r.code = nst_image_text(image, nst_le32(p + 28));
  uint32_t next = nst_le32(p + 24);
  if (next > role) r.next = next;
  return r;
}

/* The own files' answer, else the base's. */
static uint32_t get(const nst_actor_lexicon *lexicon, nst_table_id table, nst_str key) {
  uint32_t value = nst_image_get(&lexicon->own, table, key);
  return value != NST_NONE ? value : nst_image_get(&lexicon->base, table, key);
}

uint32_t nst_actor_senses(const nst_actor_lexicon *lexicon, nst_str key) {
  return get(lexicon, NST_TABLE_PHRASES, key);
}

uint32_t nst_lexicon_first_word(const nst_actor_lexicon *lexicon, nst_str word) {
  uint32_t n = get(lexicon, NST_TABLE_FIRST_WORDS, word);
  return n == NST_NONE ? 0 : n > NST_PHRASE_WORDS ? NST_PHRASE_WORDS : n;
}

uint32_t nst_lexicon_code(const nst_actor_lexicon *lexicon, nst_str code) {
  return get(lexicon, NST_TABLE_CODES, code);
}

uint32_t nst_lexicon_person(const nst_actor_lexicon *lexicon, nst_str name) {
  return get(lexicon, NST_TABLE_PEOPLE, name);
}

uint32_t nst_lexicon_types(const nst_actor_lexicon *lexicon, nst_str word) {
  uint32_t bits = get(lexicon, NST_TABLE_TYPES, word);
  return bits == NST_NONE ? 0 : bits;
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
static void split_code(const nst_actor_loader *loader, const char *code, const char **country,
                       const char **org) {
  if (!code || nst_str_is(nst_str_of(code), "-")) return;
  uint32_t entry = nst_draft_get(loader, NST_TABLE_CODES, nst_str_of(code));
  if (entry == NST_NONE) return;
  if (nst_draft_kind(loader, entry) == NST_ENTRY_COUNTRY) *country = code;
  else *org = code;
}

static nst_status finish(nst_actor_loader *loader, nst_image *out) {
  nst_draft *d = &loader->draft;
  for (size_t i = 0; i < loader->n_uses; i++) {
    const struct nst_code_use *use = &loader->uses[i];
    if (nst_draft_get(loader, NST_TABLE_CODES, nst_str_of(use->code)) != NST_NONE) continue;
    loader->path = use->path;
    loader->line = use->line;
    nst_actor_mistake(loader, "\"%s\" is the code of no country or organisation", use->code);
  }
  for (size_t i = 0; i < d->entries.n; i++)
    split_code(loader, d->entries.items[i].code, &d->entries.items[i].e.country, &d->entries.items[i].e.org);
  for (size_t i = 0; i < d->roles.n; i++)
    split_code(loader, d->roles.items[i].code, &d->roles.items[i].r.country, &d->roles.items[i].r.org);
  if (loader->mistakes) return NST_LEXICON;
  size_t len = 0;
  const uint8_t *bytes = nst_draft_compile(loader, &len);
  return bytes ? nst_image_open(bytes, len, out, loader->error) : NST_NOMEM;
}

/* Texts over `base`, compiled into *out. */
static nst_status read_texts(nst_actor_loader *loader, const nst_packfile *pack, const char *const *paths,
                             size_t n, nst_image *out) {
  const nst_section *s = NULL;
  for (int i = 0; i < NST_TABLE_COUNT; i++) nst_map_init(&loader->draft.tables[i].map, loader->arena);
  while (pack && (s = nst_packfile_next(pack, "actors/", ".actors", s)))
    read_text(loader, s->name, nst_section_text(s), nst_actor_line);
  while (pack && (s = nst_packfile_next(pack, "places/", ".tsv", s)))
    read_text(loader, s->name, nst_section_text(s), nst_place_line);
  if (loader->no_memory) return NST_NOMEM;
  for (size_t i = 0; i < n; i++)
    if (nst_str_ends(nst_str_of(paths[i]), ".actors")) NST_TRY(read_file(loader, paths[i]));
  return loader->no_memory ? NST_NOMEM : finish(loader, out);
}

/* Which entries of the base have new contents? */
static nst_status note_changes(nst_arena *arena, nst_actor_lexicon *lexicon) {
  uint32_t *changed = NULL;
  for (uint32_t i = 0; i < lexicon->own.n_entries; i++) {
    uint32_t old = nst_le32(lexicon->own.entries + (size_t)i * NST_IMAGE_ENTRY + 32);
    if (old >= lexicon->base.n_entries) continue;
    if (!changed) {
      changed = nst_arena_array(arena, lexicon->base.n_entries, sizeof *changed);
      if (!changed) return NST_NOMEM;
      memset(changed, 0xFF, lexicon->base.n_entries * sizeof *changed);
    }
    changed[old] = lexicon->base.n_entries + i;
  }
  lexicon->changed = changed;
  return NST_OK;
}

static nst_status load(nst_actor_loader *loader, nst_actor_lexicon *lexicon, const nst_packfile *pack,
                       const char *const *paths, size_t n) {
  const nst_section *image = pack ? nst_packfile_section(pack, NST_IMAGE_SECTION) : NULL;
  if (!image) return read_texts(loader, pack, paths, n, &lexicon->base);
  NST_TRY(nst_image_open(image->p, image->len, &lexicon->base, loader->error));
  bool any = false;
  for (size_t i = 0; i < n; i++) any = any || nst_str_ends(nst_str_of(paths[i]), ".actors");
  if (!any) return NST_OK;
  loader->base = &lexicon->base;
  NST_TRY(read_texts(loader, NULL, paths, n, &lexicon->own));
  return note_changes(loader->arena, lexicon);
}

nst_status nst_actor_lexicon_load(nst_arena *arena, const nst_packfile *pack, const char *const *extra_paths,
                                  size_t n_extra, nst_lint_fn lint, void *user, nst_actor_lexicon **out,
                                  nst_error *error) {
  static const nst_image empty = {.text = ""};
  *out = NULL;
  nst_actor_lexicon *lexicon = nst_arena_take(arena, sizeof *lexicon);
  nst_actor_loader *loader = nst_arena_take(arena, sizeof *loader);
  if (!lexicon || !loader) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  lexicon->base = lexicon->own = empty;
  *loader = (nst_actor_loader){.base = &empty,
                               .arena = arena,
                               .path = "",
                               .entry = NST_NONE,
                               .lint = lint,
                               .user = user,
                               .error = error};
  nst_status status = load(loader, lexicon, pack, extra_paths, n_extra);
  if (status == NST_NOMEM) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (status == NST_OK) *out = lexicon;
  return status;
}

size_t nst_actor_lexicon_count(const nst_actor_lexicon *lexicon) {
  size_t n = nst_lexicon_entries(lexicon);
  for (uint32_t i = 0; lexicon->changed && i < lexicon->base.n_entries; i++)
    n -= lexicon->changed[i] != NST_NONE;
  return n;
}

nst_section nst_actor_lexicon_section(const nst_actor_lexicon *lexicon) {
  const nst_image *image = &lexicon->base;
  const uint8_t *end = (const uint8_t *)image->text + image->n_text, *begin = image->entries - NST_IMAGE_HEAD;
  return (nst_section){NST_IMAGE_SECTION, begin, (size_t)(end - begin)};
}
