/* failing.c - every piece carries its size in front, so that wrong sizes on return are seen. */
#include "support/failing.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { FRONT = 16 };

static void *resize(void *user, void *ptr, size_t old_size, size_t new_size) {
  failing *f = user;
  char *piece = ptr ? (char *)ptr - FRONT : NULL;
  if (piece) {
    size_t given;
    memcpy(&given, piece, sizeof given);
    if (given != old_size) f->wrong = true;
  } else if (old_size != 0) {
    f->wrong = true;
  }
  if (new_size == 0) {
    if (piece) f->live -= old_size;
    free(piece);
    return NULL;
  }
  f->requests++;
  if (f->left <= 0) {
    if (!f->forever) f->left = __LONG_MAX__;
    return NULL;
  }
  f->left--;
  char *moved = malloc(new_size + FRONT); /* always move: stale pointers are found */
  if (!moved) return NULL;
  memcpy(moved, &new_size, sizeof new_size);
  if (piece) {
    memcpy(moved + FRONT, ptr, old_size < new_size ? old_size : new_size);
    free(piece);
    f->live -= old_size;
  }
  f->live += new_size;
  return moved + FRONT;
}

nst_allocator failing_allocator(failing *f) {
  return (nst_allocator){resize, f};
}
