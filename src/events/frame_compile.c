/* frame_compile.c - a draft of frames as the bytes of an image (frames.h).
 *
 * In: what the frame files say. Out: the same bytes for the same files. Equal texts, paths, lists and conditions are
 * stored once. */
#include <stdlib.h>

#include "events/frame_draft.h"
#include "events/frame_image.h"

typedef struct compiler {
  const nst_frame_draft *draft;
  nst_arena *arena; /* of the compiler alone */
  nst_map texts, paths, lists, inline_sets, known;
  nst_buf kinds[NST_STORED_KINDS];
  uint32_t n[NST_STORED_KINDS];
  uint32_t light, undergo;
  bool failed;
} compiler;

static uint32_t put(compiler *c, nst_stored_kind kind, const void *record) {
  nst_buf_put(&c->kinds[kind], record, nst_stored_size(kind));
  return c->n[kind]++;
}

/* A copy of the key of a map, so that it lives. */
static void remember(compiler *c, nst_map *map, nst_str key, uint32_t value) {
  char *copy = nst_arena_copy(c->arena, key.p, key.len);
  if (!copy || !nst_map_put(map, (nst_str){copy, key.len}, value)) c->failed = true;
}

static uint32_t put_text(compiler *c, nst_str text) {
  uint32_t at = nst_map_get(&c->texts, text);
  if (at != NST_MAP_NONE) return at;
  at = c->n[NST_STORED_TEXT];
  nst_buf_put(&c->kinds[NST_STORED_TEXT], text.p, text.len);
  nst_buf_char(&c->kinds[NST_STORED_TEXT], '\0');
  c->n[NST_STORED_TEXT] += text.len + 1;
  remember(c, &c->texts, text, at);
  return at;
}

static uint32_t put_string(compiler *c, const char *text) {
  return put_text(c, nst_str_of(text));
}

static void know(compiler *c, nst_str word) {
  if (nst_map_get(&c->known, word) != NST_MAP_NONE) return;
  nst_known_word k = {nst_frames_hash(word), put_text(c, word)};
  put(c, NST_STORED_KNOWN, &k);
  remember(c, &c->known, word, 1);
}

static nst_pattern pattern_of(compiler *c, const nst_frame_draft_pattern *p) {
  nst_pattern out = {.n = p->n, .head = p->head, .hash = nst_frames_hash(p->words[p->head])};
  for (uint8_t i = 0; i < p->n; i++) {
    if (p->words[i].len > UINT8_MAX) c->failed = true;
    out.words[i] = put_text(c, p->words[i]);
    out.len[i] = (uint8_t)p->words[i].len;
    know(c, p->words[i]);
  }
  return out;
}

static int by_hash(const void *a, const void *b) {
  const nst_pattern *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return memcmp(x, y, sizeof *x); /* offsets: the same for the same files */
}

static int known_by_hash(const void *a, const void *b) {
  const nst_known_word *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return x->text < y->text ? -1 : x->text > y->text;
}

static uint32_t put_set(compiler *c, const nst_frame_draft_set *set) {
  nst_stored_set s = {put_string(c, set->name), c->n[NST_STORED_PATTERNS], (uint32_t)set->n};
  nst_pattern *items = nst_arena_array(c->arena, set->n + 1, sizeof *items);
  if (!items) {
    c->failed = true;
    return 0;
  }
  for (size_t i = 0; i < set->n; i++) items[i] = pattern_of(c, &set->items[i]);
  qsort(items, set->n, sizeof *items, by_hash);
  for (size_t i = 0; i < set->n; i++) put(c, NST_STORED_PATTERNS, &items[i]);
  return put(c, NST_STORED_SETS, &s);
}

static int by_name(const void *a, const void *b) {
  const nst_frame_draft_set *const *x = a, *const *y = b;
  return strcmp((*x)->name, (*y)->name);
}

/* Lists with a name come first, by name. */
static void put_named(compiler *c) {
  size_t n = c->draft->sets.n;
  const nst_frame_draft_set **sorted = nst_arena_array(c->arena, n + 1, sizeof *sorted);
  if (!sorted) {
    c->failed = true;
    return;
  }
  for (size_t i = 0; i < n; i++) sorted[i] = c->draft->sets.items[i];
  qsort(sorted, n, sizeof *sorted, by_name);
  for (size_t i = 0; i < n; i++) {
    uint32_t at = put_set(c, sorted[i]);
    remember(c, &c->inline_sets, nst_str_of(sorted[i]->name), at);
  }
}

/* The number of a set of a condition: a named one, or one of words written in place. */
static uint32_t set_number(compiler *c, const nst_frame_draft_set *set) {
  nst_buf key;
  nst_buf_init(&key, nst_allocator_default());
  nst_buf_text(&key, set->name);
  for (size_t i = 0; i < set->n && !set->name[0]; i++) {
    nst_buf_char(&key, ',');
    for (uint8_t k = 0; k < set->items[i].n; k++)
      nst_buf_format(&key, "%s%s_", k == set->items[i].head ? "*" : "", set->items[i].words[k].p);
  }
  nst_str text = {key.p ? key.p : "", (uint32_t)key.len};
  uint32_t at = key.failed ? NST_MAP_NONE : nst_map_get(&c->inline_sets, text);
  if (key.failed) c->failed = true;
  if (at == NST_MAP_NONE && !key.failed) {
    at = put_set(c, set);
    remember(c, &c->inline_sets, text, at);
  }
  nst_buf_free(&key);
  return at;
}

static uint32_t path_number(compiler *c, const nst_place_path *p) {
  nst_stored_path s = {.n = p->n, .plus = p->plus, .text = put_string(c, p->text)};
  for (uint8_t i = 0; i < p->n; i++) {
    s.kinds[i] = p->steps[i].kind;
    s.preps[i] = p->steps[i].prep.p ? put_text(c, p->steps[i].prep) : 0;
  }
  nst_str key = {(const char *)&s, sizeof s};
  uint32_t at = nst_map_get(&c->paths, key);
  if (at != NST_MAP_NONE) return at;
  at = put(c, NST_STORED_PATHS, &s);
  remember(c, &c->paths, key, at);
  return at;
}

/* The number of a list of places + 1, 0 where there is none. */
static uint32_t list_number(compiler *c, const nst_place_list *list) {
  if (!list->set) return 0;
  uint32_t *numbers = nst_arena_array(c->arena, list->n + 1, sizeof *numbers);
  if (!numbers) {
    c->failed = true;
    return 0;
  }
  for (size_t i = 0; i < list->n; i++) numbers[i] = path_number(c, &list->items[i]);
  nst_str key = {(const char *)numbers, (uint32_t)(list->n * sizeof *numbers)};
  uint32_t at = nst_map_get(&c->lists, key);
  if (at != NST_MAP_NONE) return at + 1;
  nst_stored_list s = {c->n[NST_STORED_PATH_NUMBERS], (uint32_t)list->n};
  for (size_t i = 0; i < list->n; i++) put(c, NST_STORED_PATH_NUMBERS, &numbers[i]);
  at = put(c, NST_STORED_LISTS, &s);
  remember(c, &c->lists, key, at);
  return at + 1;
}

static void put_conds(compiler *c, const nst_frame_draft_def *d, nst_stored_def *out) {
  nst_stored_cond conds[NST_FRAME_CONDS];
  for (uint8_t i = 0; i < d->n_conds; i++) {
    const nst_frame_draft_cond *from = &d->conds[i];
    uint32_t numbers[64], n = 0;
    if (from->n_sets > 64) c->failed = true;
    for (size_t k = 0; k < from->n_sets && k < 64; k++) numbers[n++] = set_number(c, from->sets[k]);
    conds[i] = (nst_stored_cond){.path = path_number(c, &from->place),
                                 .unless = from->unless,
                                 .classes = from->classes,
                                 .first = c->n[NST_STORED_SET_NUMBERS],
                                 .n = n};
    for (uint32_t k = 0; k < n; k++) put(c, NST_STORED_SET_NUMBERS, &numbers[k]);
  }
  out->first_cond = c->n[NST_STORED_CONDS];
  out->n_conds = d->n_conds;
  for (uint8_t i = 0; i < d->n_conds; i++) put(c, NST_STORED_CONDS, &conds[i]);
}

static uint32_t put_def(compiler *c, const nst_frame_draft_def *d) {
  nst_stored_def s = {
      .type = (uint32_t)d->type,
      .lists = {list_number(c, &d->source), list_number(c, &d->target), list_number(c, &d->content)},
      .cameo = put_string(c, d->cameo),
      .mode = put_string(c, d->mode),
      .contexts = put_string(c, d->contexts),
      .flags =
          (d->mutual ? 1u : 0u) | (d->plural ? 2u : 0u) | (d->first ? 4u : 0u) | (d->announced ? 8u : 0u),
      .prior = (uint32_t)(d->prior * 1e6 + 0.5),
      .status = (uint32_t)(d->status + 1),
      .path = put_string(c, d->path),
      .line = d->line};
  put_conds(c, d, &s);
  return put(c, NST_STORED_DEFS, &s);
}

static int by_class(const void *a, const void *b) {
  const nst_stored_entry *x = a, *y = b;
  if (x->order_class % 4 != y->order_class % 4) return x->order_class % 4 < y->order_class % 4 ? -1 : 1;
  if (x->pattern.hash != y->pattern.hash) return x->pattern.hash < y->pattern.hash ? -1 : 1;
  return x->order_class < y->order_class ? -1 : x->order_class > y->order_class;
}

static void put_entries(compiler *c) {
  const nst_frame_draft *draft = c->draft;
  size_t n = draft->entries.n;
  nst_stored_entry *sorted = nst_arena_array(c->arena, n + 1, sizeof *sorted);
  nst_map defs;
  nst_map_init(&defs, c->arena);
  if (!sorted) {
    c->failed = true;
    return;
  }
  for (size_t i = 0; i < n; i++) {
    const nst_frame_draft_entry *e = &draft->entries.items[i];
    nst_str key = {(const char *)&e->def, sizeof e->def}; /* entries of one line share their definition */
    uint32_t def = nst_map_get(&defs, key);
    if (def == NST_MAP_NONE) {
      def = put_def(c, e->def);
      if (!nst_map_put(&defs, key, def)) c->failed = true;
    }
    sorted[i] = (nst_stored_entry){pattern_of(c, &e->pattern), def, (uint32_t)i * 4 + e->word_class};
  }
  qsort(sorted, n, sizeof *sorted, by_class);
  for (size_t i = 0; i < n; i++) put(c, NST_STORED_ENTRIES, &sorted[i]);
}

static void put_examples(compiler *c) {
  for (size_t i = 0; i < c->draft->examples.n; i++) {
    const nst_frame_draft_example *e = &c->draft->examples.items[i];
    nst_stored_example s = {.sentence = put_string(c, e->sentence),
                            .source = put_string(c, e->source),
                            .target = put_string(c, e->target),
                            .cameo = put_string(c, e->cameo),
                            .path = put_string(c, e->path),
                            .line = e->line,
                            .entry_line = e->entry_line,
                            .type = (uint32_t)e->type,
                            .absent = e->absent};
    put(c, NST_STORED_EXAMPLES, &s);
  }
}

static nst_status write_all(compiler *c, nst_buf *out) {
  nst_stored_head head = {.format = NST_FRAMES_FORMAT,
                          .n_named = (uint32_t)c->draft->sets.n,
                          .light = c->light,
                          .undergo = c->undergo};
  memcpy(head.magic, NST_FRAMES_MAGIC, sizeof head.magic);
  uint64_t size = sizeof head;
  for (int k = 0; k < NST_STORED_KINDS; k++) {
    if (c->kinds[k].failed) c->failed = true;
    head.n[k] = c->n[k];
    size += c->kinds[k].len;
  }
  if (c->failed) return NST_NOMEM;
  if (size > UINT32_MAX) return NST_TOO_LARGE;
  head.size = (uint32_t)size;
  if (c->n[NST_STORED_KNOWN])
    qsort(c->kinds[NST_STORED_KNOWN].p, c->n[NST_STORED_KNOWN], sizeof(nst_known_word), known_by_hash);
  nst_buf_put(out, &head, sizeof head);
  for (int k = 0; k < NST_STORED_KINDS; k++)
    if (c->kinds[k].len) nst_buf_put(out, c->kinds[k].p, c->kinds[k].len);
  return out->failed ? NST_NOMEM : NST_OK;
}

nst_status nst_frame_draft_compile(const nst_frame_draft *draft, nst_buf *out) {
  compiler c = {.draft = draft, .arena = nst_arena_new(nst_allocator_default())};
  if (!c.arena) return NST_NOMEM;
  nst_map *const maps[] = {&c.texts, &c.paths, &c.lists, &c.inline_sets, &c.known};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) nst_map_init(maps[i], c.arena);
  for (int k = 0; k < NST_STORED_KINDS; k++) nst_buf_init(&c.kinds[k], nst_allocator_default());
  (void)put_string(&c, "");
  put_named(&c);
  c.light = put_set(&c, draft->light);
  c.undergo = put_set(&c, draft->undergo);
  put_entries(&c);
  put_examples(&c);
  nst_status status = write_all(&c, out);
  for (int k = 0; k < NST_STORED_KINDS; k++) nst_buf_free(&c.kinds[k]);
  nst_arena_free(c.arena);
  return status;
}
