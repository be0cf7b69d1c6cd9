/* arena.c - blocks taken from an nst_allocator, cut from front to back.
 *
 *   blocks:  first -> ... -> current -> ... -> last      (those after current are empty)
 *
 * A request that does not fit the current block goes to a later one, or to a new block put in between. Under
 * AddressSanitizer the unused bytes are poisoned, with a gap after every piece. Knows nothing of what it holds. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#if defined(__SANITIZE_ADDRESS__)
#define NST_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NST_ASAN 1
#endif
#endif
#ifdef NST_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGN = 16, BLOCK_SIZE = NST_LIMIT(65536, 64), FIRST_CAPACITY = NST_LIMIT(8, 1) };

typedef struct block {
  struct block *next;
  size_t size; /* of `bytes` */
  alignas(ALIGN) char bytes[];
} block;

struct nst_arena {
  nst_allocator allocator;
  block *first, *current;
  size_t used; /* of the current block */
  size_t held;
  bool failed;
};

static void *default_resize(void *user, void *ptr, size_t old_size, size_t new_size) {
  (void)user, (void)old_size;
  if (new_size == 0) {
    free(ptr);
    return NULL;
  }
  return realloc(ptr, new_size);
}

nst_allocator nst_allocator_default(void) {
  return (nst_allocator){default_resize, NULL};
}

nst_allocator nst_allocator_or_default(nst_allocator a) {
  return a.resize ? a : nst_allocator_default();
}

void *nst_mem_new(nst_allocator a, size_t size) {
  return size == 0 ? NULL : a.resize(a.user, NULL, 0, size);
}

void *nst_mem_new_array(nst_allocator a, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return NULL;
  void *p = nst_mem_new(a, count * size);
  if (p) memset(p, 0, count * size);
  return p;
}

void *nst_mem_resize(nst_allocator a, void *ptr, size_t old_size, size_t new_size) {
  return a.resize(a.user, ptr, old_size, new_size);
}

void nst_mem_free(nst_allocator a, void *ptr, size_t size) {
  if (ptr) a.resize(a.user, ptr, size, 0);
}

nst_arena *nst_arena_new(nst_allocator a) {
  nst_arena *arena = nst_mem_new(a, sizeof *arena);
  if (arena) *arena = (nst_arena){.allocator = a, .held = sizeof *arena};
  return arena;
}

void nst_arena_free(nst_arena *arena) {
  if (!arena) return;
  for (block *b = arena->first, *next; b; b = next) {
    next = b->next;
    UNPOISON(b->bytes, b->size);
    nst_mem_free(arena->allocator, b, sizeof *b + b->size);
  }
  nst_mem_free(arena->allocator, arena, sizeof *arena);
}

void nst_arena_reset(nst_arena *arena) {
  for (block *b = arena->first; b; b = b->next) POISON(b->bytes, b->size);
  arena->current = NULL;
  arena->used = 0;
  arena->failed = false;
}

/* An unused block of at least `size` bytes taken out of the list behind *link, or a new one; NULL: out of memory. */
static block *find_block(nst_arena *arena, block **link, size_t size) {
  for (; *link; link = &(*link)->next) {
    block *b = *link;
    if (b->size < size) continue;
    *link = b->next;
    return b;
  }
  size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
  if (room > SIZE_MAX - sizeof(block)) return NULL;
  block *made = nst_mem_new(arena->allocator, sizeof *made + room);
  if (!made) return NULL;
  made->size = room;
  POISON(made->bytes, room);
  arena->held += sizeof *made + room;
  return made;
}

/* Make a block current that has `size` bytes free. */
static bool arena_advance(nst_arena *arena, size_t size) {
  block **link = arena->current ? &arena->current->next : &arena->first;
  block *next = find_block(arena, link, size);
  if (!next) {
    arena->failed = true;
    return false;
  }
  next->next = *link;
  *link = next;
  arena->current = next;
  arena->used = 0;
  return true;
}

void *nst_arena_take(nst_arena *arena, size_t size) {
  if (size > SIZE_MAX - GAP - ALIGN) return NULL;
  size_t whole = (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
  if (whole == 0) whole = ALIGN;
  if (!arena->current || whole > arena->current->size - arena->used) {
    if (!arena_advance(arena, whole)) return NULL;
  }
  char *p = arena->current->bytes + arena->used;
  arena->used += whole;
  UNPOISON(p, size);
  return memset(p, 0, size);
}

void *nst_arena_array(nst_arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return NULL;
  return nst_arena_take(arena, count * size);
}

char *nst_arena_copy(nst_arena *arena, const char *text, size_t len) {
  char *p = len == SIZE_MAX ? NULL : nst_arena_take(arena, len + 1);
  if (p && len) memcpy(p, text, len);
  return p;
}

char *nst_arena_format(nst_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *p = n < 0 ? NULL : nst_arena_take(arena, (size_t)n + 1);
  if (p) vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  return p;
}

bool nst_arena_grow(nst_arena *arena, void **items, size_t count, size_t *capacity, size_t item_size) {
  if (count < *capacity) return true;
  if (*capacity > SIZE_MAX / 2) return false;
  size_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
  void *p = nst_arena_array(arena, wanted, item_size);
  if (!p) return false;
  if (count) memcpy(p, *items, count * item_size);
  *items = p;
  *capacity = wanted;
  return true;
}

bool nst_arena_failed(const nst_arena *arena) {
  return arena->failed;
}

size_t nst_arena_held(const nst_arena *arena) {
  return arena->held;
}
