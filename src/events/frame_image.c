/* frame_image.c - bytes of compiled frames to what the events stage looks up.
 *
 * In: hostile bytes. Out: nst_frames; words and patterns are used where they lie, places, conditions and definitions
 * (few, and alike) are unfolded into the arena. Every number is checked here, once. */
#include "events/frame_image.h"

#include "base/buf.h"
#include "base/hash.h"

typedef struct opener {
  nst_arena *arena;
  nst_frames *out;
  const uint8_t *at[NST_STORED_KINDS];
  uint32_t n[NST_STORED_KINDS];
  nst_place_path *paths;
  nst_place_list *lists;
  nst_frame_cond *conds;
  nst_frame_def *defs;
} opener;

uint32_t nst_frames_hash(nst_str word) {
  return (uint32_t)nst_hash(word.p, word.len, 0);
}

static nst_status bad(nst_error *error, const char *what) {
  return nst_fail(error, NST_PACK, 0, 0, "the frames of the pack are damaged: %s", what);
}

static nst_status check_head(const void *bytes, size_t len, nst_stored_head *head, nst_error *error) {
  if (len < sizeof *head || (uintptr_t)bytes % 4 != 0) return bad(error, "too short");
  memcpy(head, bytes, sizeof *head);
  if (memcmp(head->magic, NST_FRAMES_MAGIC, sizeof head->magic) != 0) return bad(error, "no frames");
  if (head->format != NST_FRAMES_FORMAT)
    return nst_fail(error, NST_PACK_VERSION, 0, 8,
                    "the frames of the pack have another format: build the pack again");
  return head->size == len ? NST_OK : bad(error, "cut off");
}

static bool lay_out(opener *o, const nst_stored_head *head, const uint8_t *bytes, size_t len) {
  size_t used = sizeof *head;
  for (int k = 0; k < NST_STORED_KINDS; k++) {
    size_t size = nst_stored_size((nst_stored_kind)k);
    if (head->n[k] > (len - used) / size) return false;
    o->at[k] = bytes + used;
    o->n[k] = head->n[k];
    used += (size_t)head->n[k] * size;
  }
  return used == len && o->n[NST_STORED_TEXT] > 0 && bytes[len - 1] == 0;
}

static bool is_text(const opener *o, uint32_t at) {
  return at < o->n[NST_STORED_TEXT];
}

static const char *text_at(const opener *o, uint32_t at) {
  return (const char *)o->at[NST_STORED_TEXT] + at;
}

static bool is_range(uint32_t first, uint32_t n, uint32_t all) {
  return first <= all && n <= all - first;
}

static bool good_pattern(const opener *o, const nst_pattern *p) {
  if (p->n == 0 || p->n > NST_FRAME_WORDS || p->head >= p->n) return false;
  for (uint8_t i = 0; i < p->n; i++)
    if (!is_range(p->words[i], (uint32_t)p->len[i] + 1, o->n[NST_STORED_TEXT])) return false;
  return true;
}

static nst_status open_sets(opener *o, const nst_stored_head *head, nst_error *error) {
  const nst_pattern *patterns = (const nst_pattern *)o->at[NST_STORED_PATTERNS];
  const nst_stored_set *sets = (const nst_stored_set *)o->at[NST_STORED_SETS];
  uint32_t n = o->n[NST_STORED_SETS];
  for (uint32_t i = 0; i < o->n[NST_STORED_PATTERNS]; i++)
    if (!good_pattern(o, &patterns[i])) return bad(error, "a pattern");
  if (head->n_named > n || head->light >= n || head->undergo >= n) return bad(error, "the lists");
  o->out->sets = nst_arena_array(o->arena, n, sizeof *o->out->sets);
  if (!o->out->sets) return NST_NOMEM;
  for (uint32_t i = 0; i < n; i++) {
    const nst_stored_set *s = &sets[i];
    if (!is_text(o, s->name) || !is_range(s->first, s->n, o->n[NST_STORED_PATTERNS]))
      return bad(error, "a list");
    o->out->sets[i] = (nst_word_set){text_at(o, s->name), patterns + s->first, s->n, o->out->text};
  }
  o->out->n_sets = n;
  o->out->n_named = head->n_named;
  o->out->light = &o->out->sets[head->light];
  o->out->undergo = &o->out->sets[head->undergo];
  return NST_OK;
}

static nst_status open_places(opener *o, nst_error *error) {
  const nst_stored_path *paths = (const nst_stored_path *)o->at[NST_STORED_PATHS];
  const nst_stored_list *lists = (const nst_stored_list *)o->at[NST_STORED_LISTS];
  const uint32_t *numbers = (const uint32_t *)o->at[NST_STORED_PATH_NUMBERS];
  o->paths = nst_arena_array(o->arena, o->n[NST_STORED_PATHS] + 1u, sizeof *o->paths);
  o->lists = nst_arena_array(o->arena, o->n[NST_STORED_LISTS] + 1u, sizeof *o->lists);
  nst_place_path *items = nst_arena_array(o->arena, o->n[NST_STORED_PATH_NUMBERS] + 1u, sizeof *items);
  if (!o->paths || !o->lists || !items) return NST_NOMEM;
  for (uint32_t i = 0; i < o->n[NST_STORED_PATHS]; i++) {
    const nst_stored_path *p = &paths[i];
    if (p->n == 0 || p->n > NST_PLACE_STEPS || !is_text(o, p->text)) return bad(error, "a place");
    o->paths[i] = (nst_place_path){.n = p->n, .plus = p->plus != 0, .text = text_at(o, p->text)};
    for (uint8_t k = 0; k < p->n; k++) {
      if (p->kinds[k] > NST_AT_PREP || !is_text(o, p->preps[k])) return bad(error, "a place");
      o->paths[i].steps[k] = (nst_place_step){p->kinds[k], nst_str_of(text_at(o, p->preps[k]))};
    }
  }
  for (uint32_t i = 0; i < o->n[NST_STORED_PATH_NUMBERS]; i++) {
    if (numbers[i] >= o->n[NST_STORED_PATHS]) return bad(error, "a list of places");
    items[i] = o->paths[numbers[i]];
  }
  for (uint32_t i = 0; i < o->n[NST_STORED_LISTS]; i++) {
    if (!is_range(lists[i].first, lists[i].n, o->n[NST_STORED_PATH_NUMBERS]))
      return bad(error, "a list of places");
    o->lists[i] = (nst_place_list){items + lists[i].first, lists[i].n, lists[i].n, true};
  }
  return NST_OK;
}

static nst_status open_conds(opener *o, nst_error *error) {
  const nst_stored_cond *conds = (const nst_stored_cond *)o->at[NST_STORED_CONDS];
  const uint32_t *numbers = (const uint32_t *)o->at[NST_STORED_SET_NUMBERS];
  uint32_t n = o->n[NST_STORED_CONDS], n_numbers = o->n[NST_STORED_SET_NUMBERS];
  const nst_word_set **sets = nst_arena_array(o->arena, n_numbers + 1u, sizeof *sets);
  o->conds = nst_arena_array(o->arena, n + 1u, sizeof *o->conds);
  if (!sets || !o->conds) return NST_NOMEM;
  for (uint32_t i = 0; i < n_numbers; i++) {
    if (numbers[i] >= o->out->n_sets) return bad(error, "a condition");
    sets[i] = &o->out->sets[numbers[i]];
  }
  for (uint32_t i = 0; i < n; i++) {
    const nst_stored_cond *c = &conds[i];
    if (c->path >= o->n[NST_STORED_PATHS] || !is_range(c->first, c->n, n_numbers))
      return bad(error, "a condition");
    o->conds[i] = (nst_frame_cond){o->paths[c->path], c->unless != 0, c->classes, sets + c->first, c->n};
  }
  return NST_OK;
}

static bool open_def(const opener *o, const nst_stored_def *d, nst_frame_def *out) {
  nst_place_list *lists[3] = {&out->source, &out->target, &out->content};
  if (d->type >= NST_EVENT_COUNT || d->status > NST_HYPOTHETICAL + 1u || d->prior > 1000000) return false;
  if (d->n_conds > UINT8_MAX || !is_range(d->first_cond, d->n_conds, o->n[NST_STORED_CONDS])) return false;
  if (!is_text(o, d->cameo) || !is_text(o, d->mode) || !is_text(o, d->contexts) || !is_text(o, d->path))
    return false;
  *out = (nst_frame_def){.type = (nst_event_type)d->type,
                         .conds = o->conds + d->first_cond,
                         .n_conds = (uint8_t)d->n_conds,
                         .cameo = text_at(o, d->cameo),
                         .mode = text_at(o, d->mode),
                         .contexts = text_at(o, d->contexts),
                         .mutual = (d->flags & 1) != 0,
                         .plural = (d->flags & 2) != 0,
                         .first = (d->flags & 4) != 0,
                         .announced = (d->flags & 8) != 0,
                         .prior = (double)d->prior / 1e6,
                         .status = (int)d->status - 1,
                         .path = text_at(o, d->path),
                         .line = d->line};
  for (int k = 0; k < 3; k++) {
    if (d->lists[k] > o->n[NST_STORED_LISTS]) return false;
    if (d->lists[k]) *lists[k] = o->lists[d->lists[k] - 1];
  }
  return true;
}

static nst_status open_entries(opener *o, nst_error *error) {
  const nst_stored_def *defs = (const nst_stored_def *)o->at[NST_STORED_DEFS];
  const nst_stored_entry *entries = (const nst_stored_entry *)o->at[NST_STORED_ENTRIES];
  uint32_t n = o->n[NST_STORED_ENTRIES];
  o->defs = nst_arena_array(o->arena, o->n[NST_STORED_DEFS] + 1u, sizeof *o->defs);
  o->out->entries.items = nst_arena_array(o->arena, n + 1u, sizeof *o->out->entries.items);
  if (!o->defs || !o->out->entries.items) return NST_NOMEM;
  for (uint32_t i = 0; i < o->n[NST_STORED_DEFS]; i++)
    if (!open_def(o, &defs[i], &o->defs[i])) return bad(error, "a definition");
  for (uint32_t i = 0; i < n; i++) {
    const nst_stored_entry *e = &entries[i];
    uint32_t word_class = e->order_class % 4;
    if (!good_pattern(o, &e->pattern) || e->def >= o->n[NST_STORED_DEFS] || word_class >= NST_WORD_CLASSES)
      return bad(error, "an entry");
    o->out->entries.items[i] =
        (nst_frame_entry){&e->pattern, &o->defs[e->def], e->order_class / 4, (uint8_t)word_class};
  }
  o->out->entries.n = n;
  return NST_OK;
}

static nst_status open_rest(opener *o, nst_error *error) {
  o->out->known = (const nst_known_word *)o->at[NST_STORED_KNOWN];
  o->out->n_known = o->n[NST_STORED_KNOWN];
  o->out->examples = (const nst_stored_example *)o->at[NST_STORED_EXAMPLES];
  o->out->n_examples = o->n[NST_STORED_EXAMPLES];
  for (uint32_t i = 0; i < o->out->n_known; i++)
    if (!is_text(o, o->out->known[i].text)) return bad(error, "a word");
  for (uint32_t i = 0; i < o->out->n_examples; i++) {
    const nst_stored_example *e = &o->out->examples[i];
    if (!is_text(o, e->sentence) || !is_text(o, e->source) || !is_text(o, e->target) ||
        !is_text(o, e->cameo) || !is_text(o, e->path) || e->type >= NST_EVENT_COUNT)
      return bad(error, "an example");
  }
  return NST_OK;
}

nst_status nst_frames_open(nst_arena *arena, const void *bytes, size_t len, nst_frames *out,
                           nst_error *error) {
  nst_stored_head head = {.size = 0};
  opener o = {.arena = arena, .out = out};
  *out = (nst_frames){.text = ""};
  NST_TRY(check_head(bytes, len, &head, error));
  if (!lay_out(&o, &head, bytes, len)) return bad(error, "the sizes");
  out->text = (const char *)o.at[NST_STORED_TEXT];
  NST_TRY(open_sets(&o, &head, error));
  NST_TRY(open_places(&o, error));
  NST_TRY(open_conds(&o, error));
  NST_TRY(open_entries(&o, error));
  return open_rest(&o, error);
}

/* ---- looking up ---- */

const nst_word_set *nst_frames_set(const nst_frames *f, const char *name) {
  uint32_t low = 0, high = f->n_named;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = strcmp(f->sets[middle].name, name);
    if (order == 0) return &f->sets[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

/* The first item from `low` on whose hash is not below `hash`. */
static uint32_t first_pattern(const nst_word_set *set, uint32_t hash) {
  uint32_t low = 0, high = set->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (set->items[middle].hash < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

static nst_str head_of(const char *text, const nst_pattern *p) {
  return nst_pattern_word(text, p, p->head);
}

uint32_t nst_word_set_find(const nst_word_set *set, nst_str head) {
  if (!set || set->n == 0) return NST_FRAMES_NONE;
  uint32_t hash = nst_frames_hash(head);
  for (uint32_t i = first_pattern(set, hash); i < set->n && set->items[i].hash == hash; i++)
    if (nst_str_eq(head_of(set->text, &set->items[i]), head)) return i;
  return NST_FRAMES_NONE;
}

uint32_t nst_word_set_next(const nst_word_set *set, uint32_t pattern) {
  const nst_pattern *p = &set->items[pattern];
  nst_str head = head_of(set->text, p);
  for (uint32_t i = pattern + 1; i < set->n && set->items[i].hash == p->hash; i++)
    if (nst_str_eq(head_of(set->text, &set->items[i]), head)) return i;
  return NST_FRAMES_NONE;
}

/* The first entry from `i` on of that class, hash and head word. */
static uint32_t entry_from(const nst_frames *f, size_t i, uint8_t word_class, uint32_t hash, nst_str head) {
  for (; i < f->entries.n; i++) {
    const nst_frame_entry *e = &f->entries.items[i];
    if (e->word_class != word_class || e->pattern->hash != hash) return NST_FRAMES_NONE;
    if (nst_str_eq(head_of(f->text, e->pattern), head)) return (uint32_t)i;
  }
  return NST_FRAMES_NONE;
}

uint32_t nst_frames_find(const nst_frames *f, nst_word_class word_class, nst_str lemma) {
  uint32_t hash = nst_frames_hash(lemma);
  size_t low = 0, high = f->entries.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const nst_frame_entry *e = &f->entries.items[middle];
    bool below = e->word_class != word_class ? e->word_class < word_class : e->pattern->hash < hash;
    if (below) low = middle + 1;
    else high = middle;
  }
  return entry_from(f, low, (uint8_t)word_class, hash, lemma);
}

uint32_t nst_frames_next(const nst_frames *f, uint32_t entry) {
  const nst_frame_entry *e = &f->entries.items[entry];
  return entry_from(f, (size_t)entry + 1, e->word_class, e->pattern->hash, head_of(f->text, e->pattern));
}

bool nst_frames_knows(const nst_frames *f, nst_str word) {
  uint32_t hash = nst_frames_hash(word), low = 0, high = f->n_known;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (f->known[middle].hash < hash) low = middle + 1;
    else high = middle;
  }
  for (; low < f->n_known && f->known[low].hash == hash; low++)
    if (nst_str_is(word, f->text + f->known[low].text)) return true;
  return false;
}

bool nst_frames_example(const nst_frames *f, size_t i, nst_example *out) {
  if (i >= f->n_examples) return false;
  const nst_stored_example *e = &f->examples[i];
  *out = (nst_example){.sentence = f->text + e->sentence,
                       .type = (nst_event_type)e->type,
                       .absent = e->absent != 0,
                       .source = f->text + e->source,
                       .target = f->text + e->target,
                       .cameo = f->text + e->cameo,
                       .path = f->text + e->path,
                       .line = e->line,
                       .entry_line = e->entry_line};
  return true;
}
