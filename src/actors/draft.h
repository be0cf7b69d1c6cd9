/* draft.h - for src/actors only: a lexicon that is being read from text, line by line, before it becomes an image. */
#ifndef NST_ACTORS_DRAFT_H
#define NST_ACTORS_DRAFT_H

#include "actors/lexicon.h"
#include "base/hash.h"

typedef struct nst_draft_entry {
  nst_entry e;
  const char *code; /**< as written, NULL for none: a country or an organisation, known when all is read */
  uint32_t last_role;
  uint32_t replaces; /**< the entry of the base whose contents this takes over, NST_NONE */
} nst_draft_entry;

typedef struct nst_draft_role {
  nst_role r;
  const char *code;
} nst_draft_role;

typedef struct nst_draft_entries {
  nst_draft_entry *items;
  size_t n, capacity;
} nst_draft_entries;
typedef struct nst_draft_senses {
  nst_sense *items;
  size_t n, capacity;
} nst_draft_senses;
typedef struct nst_draft_roles {
  nst_draft_role *items;
  size_t n, capacity;
} nst_draft_roles;

/** A table under construction: keys in the order they came. */
typedef struct nst_draft_table {
  nst_map map; /**< key: index */
  struct nst_draft_row {
    nst_str key;
    uint32_t value;
  } * items;
  size_t n, capacity;
} nst_draft_table;

typedef struct nst_draft {
  nst_draft_entries entries;
  nst_draft_senses senses;
  nst_draft_roles roles;
  nst_draft_table tables[NST_TABLE_COUNT];
  bool has_codes; /**< some entry has a code of an imported dictionary */
} nst_draft;

/** What the line parsers share. */
typedef struct nst_actor_loader {
  const nst_image *base; /**< what is extended; empty for the first */
  nst_draft draft;
  nst_arena *arena;
  const char *path;
  uint32_t line;
  uint32_t entry; /**< the entry that indented lines belong to, NST_NONE */
  nst_lint_fn lint;
  void *user;
  nst_error *error;
  size_t mistakes;
  bool no_memory;
  struct nst_code_use {
    const char *code;
    const char *path;
    uint32_t line;
  } * uses; /**< codes to check at the end */
  size_t n_uses, uses_capacity;
} nst_actor_loader;

/** Report a mistake at the current line. */
void nst_actor_mistake(nst_actor_loader *loader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** One line of an .actors file, of a places file. */
void nst_actor_line(nst_actor_loader *loader, nst_str line);
void nst_place_line(nst_actor_loader *loader, nst_str line);

/** A new entry; its number, NST_NONE when out of memory (no_memory is set). */
uint32_t nst_draft_add_entry(nst_actor_loader *loader, nst_entry entry, const char *code);
/** The entry to write to; one of the base is copied first. NULL when out of memory or for NST_NONE. */
nst_draft_entry *nst_draft_edit(nst_actor_loader *loader, uint32_t entry);
nst_entry_kind nst_draft_kind(const nst_actor_loader *loader, uint32_t entry);
/** Add a sense under the phrase. `derived`: it stands beside what the base says of the phrase, not instead. */
void nst_draft_add_sense(nst_actor_loader *loader, nst_str phrase, nst_sense sense);
void nst_draft_add_role(nst_actor_loader *loader, uint32_t entry, nst_role role, const char *code);
/** Value of `key` in the draft or the base, NST_NONE. */
uint32_t nst_draft_get(const nst_actor_loader *loader, nst_table_id table, nst_str key);
/** Set or replace; the key is borrowed. */
void nst_draft_put(nst_actor_loader *loader, nst_table_id table, nst_str key, uint32_t value);

/** The draft as bytes of an image, in the arena; NULL when out of memory. Sets nothing but no_memory. */
const uint8_t *nst_draft_compile(nst_actor_loader *loader, size_t *len);

#endif
