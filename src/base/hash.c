/* hash.c - a table from text to a number; the only file that knows xxHash.
 *
 * Open addressing with linear steps, at most three quarters full, never an answer that depends on the order of
 * the slots. */
#include "base/hash.h"

#include <xxhash.h>

struct nst_map_slot {
  nst_str key; /* p NULL: free */
  uint64_t hash;
  uint32_t value;
};

enum { FIRST_SLOTS = NST_LIMIT(16, 2) };

uint64_t nst_hash(const void *data, size_t len, uint64_t seed) {
  return XXH3_64bits_withSeed(data, len, seed);
}

void nst_map_init(nst_map *map, nst_arena *arena) {
  *map = (nst_map){.arena = arena};
}

/* The slot that holds `key`, or the free one where it belongs. The table has a free slot. */
static struct nst_map_slot *find(const nst_map *map, nst_str key, uint64_t hash) {
  size_t mask = map->capacity - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    struct nst_map_slot *slot = &map->slots[i];
    if (!slot->key.p || (slot->hash == hash && nst_str_eq(slot->key, key))) return slot;
  }
}

uint32_t nst_map_get(const nst_map *map, nst_str key) {
  if (map->n == 0) return NST_MAP_NONE;
  const struct nst_map_slot *slot = find(map, key, nst_hash(key.p, key.len, 0));
  return slot->key.p ? slot->value : NST_MAP_NONE;
}

static bool enlarge(nst_map *map) {
  if (map->capacity > SIZE_MAX / 2) return false;
  nst_map bigger = {
      .n = map->n, .capacity = map->capacity ? map->capacity * 2 : FIRST_SLOTS, .arena = map->arena};
  bigger.slots = nst_arena_array(map->arena, bigger.capacity, sizeof *bigger.slots);
  if (!bigger.slots) return false;
  for (size_t i = 0; i < map->capacity; i++) {
    const struct nst_map_slot *slot = &map->slots[i];
    if (slot->key.p) *find(&bigger, slot->key, slot->hash) = *slot;
  }
  *map = bigger;
  return true;
}

bool nst_map_put(nst_map *map, nst_str key, uint32_t value) {
  if (map->n + 1 > map->capacity / 4 * 3 && !enlarge(map)) return false;
  uint64_t hash = nst_hash(key.p, key.len, 0);
  struct nst_map_slot *slot = find(map, key, hash);
  if (!slot->key.p) {
    *slot = (struct nst_map_slot){{key.p ? key.p : "", key.len}, hash, 0};
    map->n++;
  }
  slot->value = value;
  return true;
}
