/* str.c - questions about short texts; ASCII only, no locale. */
#include "base/str.h"

static char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool nst_str_is_nocase(nst_str a, const char *word) {
  for (uint32_t i = 0; i < a.len; i++) {
    if (word[i] == '\0' || ascii_lower(a.p[i]) != ascii_lower(word[i])) return false;
  }
  return word[a.len] == '\0';
}

bool nst_str_starts(nst_str a, const char *prefix) {
  size_t n = strlen(prefix);
  return n <= a.len && (n == 0 || memcmp(a.p, prefix, n) == 0);
}

bool nst_str_ends(nst_str a, const char *suffix) {
  size_t n = strlen(suffix);
  return n <= a.len && (n == 0 || memcmp(a.p + a.len - n, suffix, n) == 0);
}

nst_str nst_str_trim(nst_str a) {
  while (a.len > 0 && ascii_space(a.p[a.len - 1])) a.len--;
  while (a.len > 0 && ascii_space(a.p[0])) a.p++, a.len--;
  return a;
}

bool nst_str_cut(nst_str *rest, char separator, nst_str *field) {
  if (rest->len == 0) return false;
  const char *at = memchr(rest->p, separator, rest->len);
  uint32_t n = at ? (uint32_t)(at - rest->p) : rest->len;
  *field = (nst_str){rest->p, n};
  uint32_t gone = at ? n + 1 : n;
  rest->p += gone;
  rest->len -= gone;
  return true;
}

bool nst_str_decimal(nst_str text, double *out) {
  enum { DIGITS = 15 }; /* so many are exact in a double, and so is their power of ten */
  bool minus = text.len > 0 && text.p[0] == '-', point = false;
  uint32_t i = text.len > 0 && (minus || text.p[0] == '+') ? 1 : 0, n = 0;
  double digits = 0, scale = 1;
  for (; i < text.len; i++) {
    char c = text.p[i];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++n > DIGITS) return false;
    digits = digits * 10 + (c - '0');
    if (point) scale *= 10;
  }
  *out = (minus ? -digits : digits) / scale;
  return n > 0;
}

bool nst_str_in(nst_str word, const char *list) {
  if (word.len == 0) return false;
  nst_str rest = nst_str_of(list), entry;
  while (nst_str_cut(&rest, ' ', &entry)) {
    if (nst_str_eq(word, entry)) return true;
  }
  return false;
}
