/* target.h - the path and query of a request, decoded and checked.
 *
 * What is refused is refused here, once: control bytes, bytes that are not UTF-8 after decoding, NUL, broken %XX,
 * dot segments, back slashes, a parameter given twice, too many parameters. */
#ifndef NST_SERVE_TARGET_H
#define NST_SERVE_TARGET_H

#include "base/arena.h"
#include "base/str.h"

enum {
  NST_TARGET_MAX = NST_LIMIT(8192, 96), /**< bytes of path and query, as sent */
  NST_PARAMS_MAX = NST_LIMIT(32, 4)
};

typedef struct nst_param {
  const char *name, *value; /**< decoded, NUL-terminated, valid UTF-8 */
} nst_param;

typedef struct nst_target {
  const char *path; /**< decoded; begins with '/' */
  nst_param params[NST_PARAMS_MAX];
  size_t n_params;
} nst_target;

/** Parse `len` bytes as sent in the request line. NST_FORMAT or NST_TOO_LARGE with *why a literal sentence;
 *  NST_NOMEM. Strings live in the arena. */
NST_MUST_USE nst_status nst_target_parse(nst_arena *arena, const char *raw, size_t len, nst_target *out,
                                         const char **why);
/** Value of a parameter, NULL where it is not given. */
const char *nst_target_get(const nst_target *target, const char *name);

#endif
