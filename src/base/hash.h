/* hash.h - xxHash, and a table from text to a number. */
#ifndef NST_BASE_HASH_H
#define NST_BASE_HASH_H

#include "base/arena.h"
#include "base/str.h"

uint64_t nst_hash(const void *data, size_t len, uint64_t seed);

/** Text to uint32_t, open addressing, memory from an arena (keys are borrowed: they must live as long). */
typedef struct nst_map {
  struct nst_map_slot *slots;
  size_t n, capacity;
  nst_arena *arena;
} nst_map;

#define NST_MAP_NONE UINT32_MAX

void nst_map_init(nst_map *map, nst_arena *arena);
/** Value of `key`, or NST_MAP_NONE. */
uint32_t nst_map_get(const nst_map *map, nst_str key);
/** Set or replace; false when out of memory. */
bool nst_map_put(nst_map *map, nst_str key, uint32_t value);

#endif
