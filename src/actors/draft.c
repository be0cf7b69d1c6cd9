/* draft.c - what the line parsers say is kept here, over a base that stays as it is. Knows nothing of how a line is
 * written and of how an image is laid out. */
#include "actors/draft.h"

#include <stdarg.h>
#include <stdio.h>

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

uint32_t nst_draft_get(const nst_actor_loader *loader, nst_table_id table, nst_str key) {
  const nst_draft_table *t = &loader->draft.tables[table];
  uint32_t row = nst_map_get(&t->map, key);
  return row != NST_MAP_NONE ? t->items[row].value : nst_image_get(loader->base, table, key);
}

void nst_draft_put(nst_actor_loader *loader, nst_table_id table, nst_str key, uint32_t value) {
  nst_draft_table *t = &loader->draft.tables[table];
  uint32_t row = nst_map_get(&t->map, key);
  struct nst_draft_row fresh = {key, value};
  if (row != NST_MAP_NONE) {
    t->items[row].value = value;
  } else if (!NST_PUSH(loader->arena, t, fresh)) {
    loader->no_memory = true;
  } else if (!nst_map_put(&t->map, key, (uint32_t)(t->n - 1))) {
    t->n--;
    loader->no_memory = true;
  }
}

uint32_t nst_draft_add_entry(nst_actor_loader *loader, nst_entry entry, const char *code) {
  nst_draft_entry fresh = {.e = entry, .code = code, .last_role = NST_NONE, .replaces = NST_NONE};
  fresh.e.first_role = NST_NONE;
  if (!NST_PUSH(loader->arena, &loader->draft.entries, fresh)) {
    loader->no_memory = true;
    return NST_NONE;
  }
  return loader->base->n_entries + (uint32_t)(loader->draft.entries.n - 1);
}

static nst_entry base_entry(const nst_actor_loader *loader, uint32_t entry) {
  nst_actor_lexicon view = {.base = *loader->base, .own = {.text = ""}};
  return nst_lexicon_entry(&view, entry);
}

nst_draft_entry *nst_draft_edit(nst_actor_loader *loader, uint32_t entry) {
  nst_draft_entries *all = &loader->draft.entries;
  if (entry == NST_NONE) return NULL;
  if (entry >= loader->base->n_entries) return &all->items[entry - loader->base->n_entries];
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].replaces == entry) return &all->items[i];
  nst_entry old = base_entry(loader, entry);
  if (nst_draft_add_entry(loader, old, NULL) == NST_NONE) return NULL;
  nst_draft_entry *copy = &all->items[all->n - 1];
  copy->e.first_role = old.first_role;
  copy->replaces = entry;
  return copy;
}

nst_entry_kind nst_draft_kind(const nst_actor_loader *loader, uint32_t entry) {
  if (entry < loader->base->n_entries) return base_entry(loader, entry).kind;
  return loader->draft.entries.items[entry - loader->base->n_entries].e.kind;
}

void nst_draft_add_role(nst_actor_loader *loader, uint32_t entry, nst_role role, const char *code) {
  nst_draft_roles *all = &loader->draft.roles;
  nst_draft_entry *e = loader->no_memory ? NULL : nst_draft_edit(loader, entry);
  nst_draft_role fresh = {role, code};
  fresh.r.next = NST_NONE;
  if (!e || !NST_PUSH(loader->arena, all, fresh)) {
    loader->no_memory = loader->no_memory || entry != NST_NONE;
    return;
  }
  uint32_t number = loader->base->n_roles + (uint32_t)(all->n - 1);
  if (e->last_role == NST_NONE) e->e.first_role = number;
  else all->items[e->last_role - loader->base->n_roles].r.next = number;
  e->last_role = number;
}

/* The same phrase for the same entry in the same way says nothing new. */
static bool known(const nst_actor_loader *loader, uint32_t first, const nst_sense *sense, uint32_t *last) {
  uint32_t from = loader->base->n_senses;
  for (uint32_t i = first; i != NST_NONE; i = loader->draft.senses.items[i - from].next) {
    const nst_sense *old = &loader->draft.senses.items[i - from];
    if (old->entry == sense->entry && old->kind == sense->kind && old->from == sense->from) return true;
    *last = i;
  }
  return false;
}

static void note_first_word(nst_actor_loader *loader, const char *key, const nst_words *words) {
  uint32_t len = words->n > 1 ? (uint32_t)(words->begin[1] - 1) : words->len;
  nst_str first = {key, len};
  uint32_t most = nst_draft_get(loader, NST_TABLE_FIRST_WORDS, first);
  if (most == NST_NONE || most < words->n) nst_draft_put(loader, NST_TABLE_FIRST_WORDS, first, words->n);
}

void nst_draft_add_sense(nst_actor_loader *loader, nst_str phrase, nst_sense sense) {
  nst_draft_senses *all = &loader->draft.senses;
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
  const nst_draft_table *t = &loader->draft.tables[NST_TABLE_PHRASES];
  uint32_t row = nst_map_get(&t->map, (nst_str){words.text, words.len}), last = NST_NONE;
  if (row != NST_MAP_NONE && known(loader, t->items[row].value, &sense, &last)) return;
  sense.caps = words.caps;
  sense.acronym = words.acronym;
  sense.phrase = phrase;
  sense.next = NST_NONE;
  if (!sense.sector) sense.sector = "";
  if (!NST_PUSH(loader->arena, all, sense)) {
    loader->no_memory = true;
    return;
  }
  uint32_t number = loader->base->n_senses + (uint32_t)(all->n - 1);
  if (last != NST_NONE) {
    all->items[last - loader->base->n_senses].next = number;
    return;
  }
  const char *copy = nst_arena_copy(loader->arena, words.text, words.len);
  if (!copy) {
    loader->no_memory = true;
    return;
  }
  nst_draft_put(loader, NST_TABLE_PHRASES, (nst_str){copy, words.len}, number);
  note_first_word(loader, copy, &words);
}
