/* pool.h - threads that code reports; results come back in the order the reports went in. For cli/ only. */
#ifndef NST_CLI_POOL_H
#define NST_CLI_POOL_H

#include "base/buf.h"

/** Turns one coded report into bytes; called from the pool's threads. */
typedef void (*pool_render)(void *user, const nst_report *report, const nst_result *result, nst_buf *out);

typedef struct pool_options {
  const nst_pack *pack;
  nst_coder_options coder;
  size_t threads;     /**< at least 1 */
  pool_render render; /**< NULL: only the result is wanted */
  void *user;
} pool_options;

typedef struct pool pool;

/** One finished report. Borrowed until the next pool_take. */
typedef struct pool_done {
  const char *path; /**< as given to pool_put */
  const char *id;
  nst_status status;
  nst_error error;
  nst_buf *out;
  size_t events;
  nst_report report;        /**< as handed in */
  const char *source, *url; /**< as handed in, or NULL */
  nst_result *result;       /**< NULL unless status is NST_OK */
  char *memory;             /**< holds the texts above; who sets it and `result` to NULL frees both later */
} pool_done;

/** NULL when out of memory or when a thread cannot be started. */
pool *pool_new(const pool_options *options);
void pool_free(pool *p);
/** Hand in a report, and who published it where (or NULL); all copied. The pool must have room: pool_full() false.
 *  False when out of memory. */
bool pool_put(pool *p, const char *path, const nst_report *report, const char *source, const char *url);
bool pool_full(const pool *p);
bool pool_empty(const pool *p);
/** Wait for the oldest report that was handed in and take it out. The pool must not be empty. */
pool_done *pool_take(pool *p);

#endif
