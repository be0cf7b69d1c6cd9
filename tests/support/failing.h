/* failing.h - an allocator that counts live bytes and fails when told to. */
#ifndef NST_TESTS_SUPPORT_FAILING_H
#define NST_TESTS_SUPPORT_FAILING_H

#include "nestor.h"

typedef struct failing {
  long left; /**< requests that still succeed; the next one fails, and all after it if `forever` */
  bool forever;
  size_t live;   /**< bytes given out and not yet back */
  long requests; /**< asked for so far */
  bool wrong;    /**< a piece came back with another size than it was given out with */
} failing;

nst_allocator failing_allocator(failing *f);

#endif
