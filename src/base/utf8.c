/* utf8.c - code points and their properties; the only file that knows utf8proc. */
#include "base/utf8.h"

#include <utf8proc.h>

const char *nst_utf8_next(const char *p, const char *end, int32_t *cp) {
  unsigned char first = (unsigned char)*p;
  if (first < 0x80) {
    *cp = first;
    return p + 1;
  }
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, end - p, cp);
  if (n > 0) return p + n;
  *cp = NST_CP_BAD;
  return p + 1;
}

size_t nst_utf8_put(int32_t cp, char *out) {
  if (!utf8proc_codepoint_valid(cp)) cp = 0xFFFD;
  return (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)out);
}

size_t nst_utf8_valid(const char *text, size_t len) {
  const char *p = text, *end = text + len;
  while (p < end) {
    int32_t cp;
    const char *next = nst_utf8_next(p, end, &cp);
    if (cp == NST_CP_BAD) return (size_t)(p - text);
    p = next;
  }
  return len;
}

bool nst_cp_is_letter(int32_t cp) {
  utf8proc_category_t c = utf8proc_category(cp);
  return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool nst_cp_is_upper(int32_t cp) {
  utf8proc_category_t c = utf8proc_category(cp);
  return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool nst_cp_is_lower(int32_t cp) {
  return utf8proc_category(cp) == UTF8PROC_CATEGORY_LL;
}

bool nst_cp_is_digit(int32_t cp) {
  return utf8proc_category(cp) == UTF8PROC_CATEGORY_ND;
}

bool nst_cp_is_space(int32_t cp) {
  if ((cp >= '\t' && cp <= '\r') || cp == 0x85) return true;
  utf8proc_category_t c = utf8proc_category(cp);
  return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool nst_cp_is_punct(int32_t cp) {
  utf8proc_category_t c = utf8proc_category(cp);
  return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

bool nst_cp_is_mark(int32_t cp) {
  return utf8proc_category(cp) == UTF8PROC_CATEGORY_MN;
}

bool nst_cp_is_control(int32_t cp) {
  utf8proc_category_t c = utf8proc_category(cp);
  return c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF;
}

int32_t nst_cp_lower(int32_t cp) {
  if (cp >= 0 && cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
  return utf8proc_codepoint_valid(cp) ? utf8proc_tolower(cp) : cp;
}

enum { PIECES = NST_CP_FOLD_MAX };

size_t nst_cp_fold(int32_t cp, int32_t out[NST_CP_FOLD_MAX]) {
  if (cp >= 0 && cp < 0x80) {
    out[0] = nst_cp_lower(cp);
    return 1;
  }
  if (!utf8proc_codepoint_valid(cp)) cp = 0xFFFD;
  int32_t parts[PIECES];
  int boundary = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char(cp, parts, PIECES, UTF8PROC_DECOMPOSE, &boundary);
  if (n < 0 || n > PIECES) {
    out[0] = nst_cp_lower(cp);
    return 1;
  }
  size_t kept = 0;
  for (utf8proc_ssize_t i = 0; i < n; i++) {
    if (!nst_cp_is_mark(parts[i])) out[kept++] = nst_cp_lower(parts[i]);
  }
  return kept;
}

static size_t lower_cp(int32_t cp, int32_t out[PIECES]) {
  out[0] = nst_cp_lower(cp);
  return 1;
}

/* `change` gives at most PIECES code points. Two walks: the first counts the bytes, the second writes them. */
static nst_str map_text(nst_arena *arena, nst_str text, size_t (*change)(int32_t cp, int32_t out[PIECES])) {
  const char *end = text.len ? text.p + text.len : text.p;
  int32_t cp, parts[PIECES];
  char bytes[4];
  size_t size = 0;
  for (const char *p = text.p; p < end;) {
    p = nst_utf8_next(p, end, &cp);
    size_t n = change(cp, parts);
    for (size_t i = 0; i < n; i++) size += nst_utf8_put(parts[i], bytes);
  }
  char *out = size < UINT32_MAX ? nst_arena_take(arena, size + 1) : NULL;
  if (!out) return (nst_str){NULL, 0};
  char *w = out;
  for (const char *p = text.p; p < end;) {
    p = nst_utf8_next(p, end, &cp);
    size_t n = change(cp, parts);
    for (size_t i = 0; i < n; i++) w += nst_utf8_put(parts[i], w);
  }
  return (nst_str){out, (uint32_t)size};
}

nst_str nst_utf8_lower(nst_arena *arena, nst_str text) {
  return map_text(arena, text, lower_cp);
}

nst_str nst_utf8_fold(nst_arena *arena, nst_str text) {
  return map_text(arena, text, nst_cp_fold);
}

size_t nst_utf8_count(nst_str text) {
  size_t n = 0;
  const char *p = text.p, *end = text.len ? p + text.len : p;
  for (int32_t cp; p < end; n++) p = nst_utf8_next(p, end, &cp);
  return n;
}
