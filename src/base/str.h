/* str.h - text as pointer and length; no copies, NUL bytes are harmless. */
#ifndef NST_BASE_STR_H
#define NST_BASE_STR_H

#include <string.h>

#include "nestor.h"

/** Hand a failed status up. */
#define NST_TRY(call)                              \
  do {                                             \
    nst_status try_status_ = (call);               \
    if (try_status_ != NST_OK) return try_status_; \
  } while (0)

/** A limit that the `tiny` build makes small, so that every test walks over every edge. */
#ifdef NST_TINY
#define NST_LIMIT(real, tiny) (tiny)
#else
#define NST_LIMIT(real, tiny) (real)
#endif

typedef struct nst_str {
  const char *p;
  uint32_t len;
} nst_str;

#define NST_STR(literal) ((nst_str){(literal), (uint32_t)(sizeof(literal) - 1)})

static inline nst_str nst_str_of(const char *text) {
  return (nst_str){text, (uint32_t)strlen(text)};
}
static inline bool nst_str_eq(nst_str a, nst_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}
static inline bool nst_str_is(nst_str a, const char *word) {
  return nst_str_eq(a, nst_str_of(word));
}
/** ASCII letters compare without case. */
bool nst_str_is_nocase(nst_str a, const char *word);
bool nst_str_starts(nst_str a, const char *prefix);
bool nst_str_ends(nst_str a, const char *suffix);
/** Without leading and trailing ASCII white space. */
nst_str nst_str_trim(nst_str a);
/** Cut the next field off *rest, up to `separator` or the end; false when nothing is left. */
bool nst_str_cut(nst_str *rest, char separator, nst_str *field);
/** A decimal number ("-0.25") that fills the whole text, up to 15 digits; read alike in every locale. */
bool nst_str_decimal(nst_str text, double *out);
/** Is `word` one of the entries of the space separated `list`? */
bool nst_str_in(nst_str word, const char *list);

#endif
