/* sums.c - how often actors and pairs occur, summed up in memory and written once at the end of a batch.
 *
 * A batch touches the same few actors and pairs again and again: one update each is enough. */
#include "store/store_int.h"

enum { FIRST_ROOM = 256 };

/** A pair by its two codes, an actor by its number and 0. */
struct nst_sum {
  uint64_t keys[2];
  int64_t counts[2]; /**< a pair: events; an actor: as source, as target */
  nst_day first, last;
  bool used;
};

static nst_sum *slot_of(nst_sum *slots, size_t capacity, const uint64_t keys[2]) {
  size_t i = nst_hash(keys, 2 * sizeof *keys, 0) & (capacity - 1);
  while (slots[i].used && (slots[i].keys[0] != keys[0] || slots[i].keys[1] != keys[1]))
    i = (i + 1) & (capacity - 1);
  return &slots[i];
}

static bool enlarge(nst_sums *sums) {
  size_t capacity = sums->capacity == 0 ? FIRST_ROOM : 2 * sums->capacity;
  nst_sum *slots = nst_mem_new_array(nst_allocator_default(), capacity, sizeof *slots);
  if (slots == NULL) return false;
  memset(slots, 0, capacity * sizeof *slots);
  for (size_t i = 0; i < sums->capacity; i++)
    if (sums->slots[i].used) *slot_of(slots, capacity, sums->slots[i].keys) = sums->slots[i];
  nst_mem_free(nst_allocator_default(), sums->slots, sums->capacity * sizeof *slots);
  sums->slots = slots;
  sums->capacity = capacity;
  return true;
}

static nst_sum *sum_of(nst_sums *sums, const uint64_t keys[2]) {
  if (2 * sums->n >= sums->capacity && !enlarge(sums)) return NULL;
  nst_sum *sum = slot_of(sums->slots, sums->capacity, keys);
  if (sum->used) return sum;
  sums->n++;
  *sum = (nst_sum){{keys[0], keys[1]}, {0, 0}, NST_DAY_NONE, NST_DAY_NONE, true};
  return sum;
}

void nst_sums_clear(nst_sums *sums) {
  for (size_t i = 0; i < sums->capacity; i++) sums->slots[i].used = false;
  sums->n = 0;
}

void nst_sums_free(nst_sums *sums) {
  nst_mem_free(nst_allocator_default(), sums->slots, sums->capacity * sizeof *sums->slots);
  *sums = (nst_sums){0};
}

nst_status nst_count_actor(nst_store *store, int64_t actor, int role, int change, nst_error *error) {
  if (role > 1) return NST_OK;
  const uint64_t keys[2] = {(uint64_t)actor, 0};
  nst_sum *sum = sum_of(&store->actor_sums, keys);
  if (sum == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  sum->counts[role] += change;
  return NST_OK;
}

nst_status nst_count_dyad(nst_store *store, const char a[NST_CODE], const char b[NST_CODE], int change,
                          nst_day day, nst_error *error) {
  uint64_t keys[2];
  memcpy(&keys[0], a, NST_CODE);
  memcpy(&keys[1], b, NST_CODE);
  nst_sum *sum = sum_of(&store->dyad_sums, keys);
  if (sum == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  sum->counts[0] += change;
  if (change < 0 || day == NST_DAY_NONE) return NST_OK;
  if (sum->first == NST_DAY_NONE || day < sum->first) sum->first = day;
  if (day > sum->last) sum->last = day;
  return NST_OK;
}

static nst_status write_actor(nst_store *store, const nst_sum *sum, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_ACTOR_COUNT);
  (void)sqlite3_bind_int64(st, 1, (int64_t)sum->keys[0]);
  (void)sqlite3_bind_int64(st, 2, sum->counts[0]);
  (void)sqlite3_bind_int64(st, 3, sum->counts[1]);
  return nst_store_run_statement(store, st, error);
}

static nst_status write_dyad(nst_store *store, const nst_sum *sum, nst_error *error) {
  const char *codes = (const char *)sum->keys;
  const nst_statement order[] = {NST_ST_DYAD_ADD, NST_ST_DYAD_CLEAR};
  for (size_t i = 0; i < (sum->counts[0] > 0 ? 1 : 2); i++) {
    sqlite3_stmt *st = nst_store_statement(store, order[i]);
    nst_bind_text(st, 1, codes);
    nst_bind_text(st, 2, codes + NST_CODE);
    if (i == 0) {
      (void)sqlite3_bind_int64(st, 3, sum->counts[0]);
      (void)sqlite3_bind_int(st, 4, sum->first);
      (void)sqlite3_bind_int(st, 5, sum->last);
    }
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  return NST_OK;
}

nst_status nst_sums_write(nst_store *store, nst_error *error) {
  nst_sums *actors = &store->actor_sums, *dyads = &store->dyad_sums;
  for (size_t i = 0; i < actors->capacity; i++)
    if (actors->slots[i].used) NST_TRY(write_actor(store, &actors->slots[i], error));
  for (size_t i = 0; i < dyads->capacity; i++)
    if (dyads->slots[i].used) NST_TRY(write_dyad(store, &dyads->slots[i], error));
  nst_sums_clear(actors);
  nst_sums_clear(dyads);
  return NST_OK;
}
