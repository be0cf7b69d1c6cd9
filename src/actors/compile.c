/* compile.c - a draft in, the bytes of its image out (image.h); the same draft gives the same bytes. */
#include "actors/draft.h"

typedef struct writer {
  nst_actor_loader *loader;
  nst_map strings; /* text: offset */
  char *text;
  size_t n_text, capacity;
  uint8_t *p;
  bool failed;
} writer;

static void put32(writer *w, uint32_t value) {
  for (int i = 0; i < 4; i++) *w->p++ = (uint8_t)(value >> (8 * i));
}

/* The offset of a string, which is kept once. */
static uint32_t text_at(writer *w, nst_str text) {
  uint32_t at = text.len == 0 ? 0 : nst_map_get(&w->strings, text);
  if (at != NST_MAP_NONE) return at;
  size_t need = w->n_text + text.len + 1;
  if (need > w->capacity) {
    size_t capacity = need * 2;
    char *bigger = need < UINT32_MAX / 2 ? nst_arena_take(w->loader->arena, capacity) : NULL;
    if (!bigger) {
      w->failed = true;
      return 0;
    }
    memcpy(bigger, w->text, w->n_text);
    w->text = bigger;
    w->capacity = capacity;
  }
  at = (uint32_t)w->n_text;
  memcpy(w->text + at, text.p, text.len);
  w->text[at + text.len] = '\0';
  w->n_text = need;
  if (!nst_map_put(&w->strings, text, at)) w->failed = true;
  return at;
}

static void put_text(writer *w, const char *text) {
  put32(w, text_at(w, nst_str_of(text ? text : "")));
}

static void put_entry(writer *w, const nst_draft_entry *d, uint32_t *places) {
  const nst_entry *e = &d->e;
  *w->p++ = (uint8_t)e->kind;
  *w->p++ = e->flags;
  *w->p++ = e->woman;
  *w->p++ = 0;
  put_text(w, e->name);
  put_text(w, e->country);
  put_text(w, e->org);
  put_text(w, e->sector);
  put32(w, text_at(w, e->types));
  put32(w, e->first_role);
  put32(w, e->kind == NST_ENTRY_PLACE ? (*places)++ : NST_NONE);
  put32(w, d->replaces);
  put_text(w, e->code);
}

static void put_sense(writer *w, const nst_sense *s) {
  *w->p++ = (uint8_t)s->kind;
  *w->p++ = s->acronym;
  *w->p++ = s->derived;
  *w->p++ = 0;
  put32(w, s->caps);
  put32(w, s->entry);
  put32(w, (uint32_t)s->from);
  put32(w, (uint32_t)s->to);
  put_text(w, s->sector);
  put32(w, text_at(w, s->phrase));
  put32(w, s->next);
}

static void put_role(writer *w, const nst_role *r) {
  put32(w, (uint32_t)r->from);
  put32(w, (uint32_t)r->to);
  put_text(w, r->country);
  put_text(w, r->org);
  put_text(w, r->sector);
  put32(w, text_at(w, r->words));
  put32(w, r->next);
  put_text(w, r->code);
}

static uint32_t millionths(double degrees) {
  return (uint32_t)(int32_t)(degrees * 1e6 + (degrees < 0 ? -0.5 : 0.5));
}

static void put_place(writer *w, const nst_geo *g) {
  *w->p++ = g->has_point;
  *w->p++ = (uint8_t)g->precision;
  *w->p++ = 0;
  *w->p++ = 0;
  put_text(w, g->name);
  put_text(w, g->country);
  put_text(w, g->admin1);
  put32(w, millionths(g->lat));
  put32(w, millionths(g->lon));
}

static uint32_t slots_for(size_t n) {
  uint32_t slots = n == 0 ? 0 : 4;
  while (slots > 0 && n > slots / 4 * 3) slots *= 2;
  return slots;
}

static void put_table(writer *w, const nst_draft_table *t) {
  uint32_t n = slots_for(t->n);
  uint8_t *slots = w->p;
  w->p += (size_t)n * NST_IMAGE_SLOT;
  for (size_t i = 0; i < t->n; i++) {
    uint32_t hash = (uint32_t)nst_hash(t->items[i].key.p, t->items[i].key.len, 0), at = hash & (n - 1);
    while (nst_le32(slots + (size_t)at * NST_IMAGE_SLOT + 4) != 0) at = (at + 1) & (n - 1);
    writer slot = {.p = slots + (size_t)at * NST_IMAGE_SLOT};
    put32(&slot, hash);
    put32(&slot, text_at(w, t->items[i].key) + 1);
    put32(&slot, t->items[i].value);
  }
}

/* Where an own file says what a phrase means, it means only that, but a place keeps its position; a surname that the
 * file only implies stands beside the base's meanings. */
static void join_base(nst_actor_loader *loader) {
  nst_draft_senses *all = &loader->draft.senses;
  const nst_draft_table *phrases = &loader->draft.tables[NST_TABLE_PHRASES];
  nst_actor_lexicon view = {.base = *loader->base, .own = {.text = ""}};
  for (size_t i = 0; i < phrases->n; i++) {
    uint32_t base = nst_image_get(loader->base, NST_TABLE_PHRASES, phrases->items[i].key);
    uint32_t last = phrases->items[i].value - loader->base->n_senses;
    bool derived = all->items[last].derived;
    if (base == NST_NONE) continue;
    while (all->items[last].next != NST_NONE) {
      last = all->items[last].next - loader->base->n_senses;
      derived = derived && all->items[last].derived;
    }
    if (derived) {
      all->items[last].next = base;
      continue;
    }
    for (; base != NST_NONE; base = nst_lexicon_sense(&view, base).next) {
      nst_sense place = nst_lexicon_sense(&view, base);
      uint32_t next = place.next;
      if (place.kind != NST_SENSE_PLACE) continue;
      place.next = NST_NONE;
      if (!NST_PUSH(loader->arena, all, place)) {
        loader->no_memory = true;
        return;
      }
      all->items[last].next = loader->base->n_senses + (uint32_t)(all->n - 1);
      last = (uint32_t)(all->n - 1);
      if (next == NST_NONE) break;
    }
  }
}

static size_t size_of(const nst_draft *d, size_t n_places) {
  size_t size = NST_IMAGE_HEAD + d->entries.n * NST_IMAGE_ENTRY + d->senses.n * NST_IMAGE_SENSE +
                d->roles.n * NST_IMAGE_ROLE + n_places * NST_IMAGE_PLACE;
  for (int i = 0; i < NST_TABLE_COUNT; i++) size += (size_t)slots_for(d->tables[i].n) * NST_IMAGE_SLOT;
  return size;
}

static void put_head(writer *w, const nst_draft *d, size_t size, uint32_t n_places) {
  memcpy(w->p, "NSTACTOR", 8);
  w->p += 8;
  put32(w, NST_IMAGE_FORMAT);
  put32(w, (uint32_t)size);
  put32(w, (uint32_t)d->entries.n);
  put32(w, (uint32_t)d->senses.n);
  put32(w, (uint32_t)d->roles.n);
  put32(w, n_places);
  put32(w, (uint32_t)w->n_text);
  for (int i = 0; i < NST_TABLE_COUNT; i++) {
    put32(w, slots_for(d->tables[i].n));
    put32(w, (uint32_t)d->tables[i].n);
  }
  put32(w, d->has_codes);
}

const uint8_t *nst_draft_compile(nst_actor_loader *loader, size_t *len) {
  const nst_draft *d = &loader->draft;
  if (loader->base->n_entries > 0) join_base(loader);
  uint32_t n_places = 0, place = 0;
  for (size_t i = 0; i < d->entries.n; i++) n_places += d->entries.items[i].e.kind == NST_ENTRY_PLACE;
  size_t fixed = size_of(d, n_places);
  uint8_t *body = nst_arena_take(loader->arena, fixed);
  writer w = {.loader = loader,
              .text = nst_arena_take(loader->arena, 1024),
              .n_text = 1,
              .capacity = 1024,
              .p = body};
  nst_map_init(&w.strings, loader->arena);
  if (!body || !w.text || loader->no_memory) return NULL;
  w.p = body + NST_IMAGE_HEAD;
  for (size_t i = 0; i < d->entries.n; i++) put_entry(&w, &d->entries.items[i], &place);
  for (size_t i = 0; i < d->senses.n; i++) put_sense(&w, &d->senses.items[i]);
  for (size_t i = 0; i < d->roles.n; i++) put_role(&w, &d->roles.items[i].r);
  for (size_t i = 0; i < d->entries.n; i++)
    if (d->entries.items[i].e.kind == NST_ENTRY_PLACE) put_place(&w, &d->entries.items[i].e.geo);
  for (int i = 0; i < NST_TABLE_COUNT; i++) put_table(&w, &d->tables[i]);
  *len = fixed + w.n_text;
  uint8_t *whole = w.failed ? NULL : nst_arena_take(loader->arena, *len);
  if (!whole) return NULL;
  w.p = body;
  put_head(&w, d, *len, n_places);
  memcpy(whole, body, fixed);
  memcpy(whole + fixed, w.text, w.n_text);
  return whole;
}
