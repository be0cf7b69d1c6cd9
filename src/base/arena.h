/* arena.h - memory of one report: taken piece by piece, given back in one step.
 *
 * Every request goes through an nst_allocator; a failed one returns NULL and leaves the arena usable. */
#ifndef NST_BASE_ARENA_H
#define NST_BASE_ARENA_H

#include "nestor.h"

/** malloc and free behind the nst_allocator interface. */
nst_allocator nst_allocator_default(void);
/** `a` if it has a resize function, else the default one. */
nst_allocator nst_allocator_or_default(nst_allocator a);
/** As malloc: NULL on failure or for 0 bytes. Not cleared. */
void *nst_mem_new(nst_allocator a, size_t size);
/** As calloc(count, size), overflow checked. */
void *nst_mem_new_array(nst_allocator a, size_t count, size_t size);
void *nst_mem_resize(nst_allocator a, void *ptr, size_t old_size, size_t new_size);
void nst_mem_free(nst_allocator a, void *ptr, size_t size);

typedef struct nst_arena nst_arena;

/** NULL when out of memory. */
nst_arena *nst_arena_new(nst_allocator a);
void nst_arena_free(nst_arena *arena);
/** Everything handed out becomes invalid; the blocks stay for the next report. */
void nst_arena_reset(nst_arena *arena);
/** `size` cleared bytes, aligned for any type; NULL when out of memory. Size 0 gives a valid pointer. */
void *nst_arena_take(nst_arena *arena, size_t size);
/** count * size bytes, overflow checked. */
void *nst_arena_array(nst_arena *arena, size_t count, size_t size);
/** A NUL-terminated copy of `len` bytes. */
char *nst_arena_copy(nst_arena *arena, const char *text, size_t len);
/** snprintf into the arena; NULL when out of memory. */
char *nst_arena_format(nst_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Room for one more element: grows `*items` (count used, *capacity allotted) by doubling; false when out of memory. */
bool nst_arena_grow(nst_arena *arena, void **items, size_t count, size_t *capacity, size_t item_size);
/** Has a request failed since the last reset? What could not hand a failure up is found so. */
bool nst_arena_failed(const nst_arena *arena);
/** Bytes held from the allocator. */
size_t nst_arena_held(const nst_arena *arena);

/** Append `value` to the arena array `array` (members items, n, capacity). False when out of memory. */
#define NST_PUSH(arena, array, value)                                                                        \
  (nst_arena_grow((arena), (void **)&(array)->items, (array)->n, &(array)->capacity, sizeof *(array)->items) \
       ? ((array)->items[(array)->n++] = (value), true)                                                      \
       : false)

#endif
