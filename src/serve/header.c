/* header.c - what request headers say. */
#include <stdio.h>
#include <strings.h>

#include "base/hash.h"
#include "serve/http.h"

bool nst_token_equal(const char *given, const char *token) {
  size_t n = strlen(given), want = strlen(token);
  unsigned char difference = n == want ? 0 : 1;
  for (size_t i = 0; i < n; i++) /* as long as what was given, whatever the token is */
    difference |= (unsigned char)((unsigned char)given[i] ^ (unsigned char)token[want > 0 ? i % want : 0]);
  return difference == 0 && want > 0;
}

bool nst_host_is_local(const char *host) {
  static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t len = strlen(names[i]);
    if (strncasecmp(host, names[i], len) != 0) continue;
    if (host[len] == '\0') return true;
    if (host[len] == ':' && strspn(host + len + 1, "0123456789") == strlen(host + len + 1)) return true;
  }
  return false;
}

bool nst_accepts_gzip(const char *accept) {
  nst_str rest = nst_str_of(accept != NULL ? accept : "");
  nst_str item;
  while (nst_str_cut(&rest, ',', &item)) {
    nst_str name;
    if (!nst_str_cut(&item, ';', &name)) continue;
    name = nst_str_trim(name);
    if (!nst_str_is_nocase(name, "gzip") && !nst_str_is(name, "*")) continue;
    nst_str quality = nst_str_trim(item);
    bool zero = nst_str_starts(quality, "q=0") && strspn(quality.p + 3, ".0") >= quality.len - 3;
    return !zero;
  }
  return false;
}

bool nst_etag_matches(const char *header, const char *etag) {
  if (header == NULL || etag[0] == '\0') return false;
  nst_str rest = nst_str_of(header);
  nst_str item;
  while (nst_str_cut(&rest, ',', &item)) {
    item = nst_str_trim(item);
    if (nst_str_starts(item, "W/")) item = (nst_str){item.p + 2, item.len - 2};
    if (nst_str_is(item, "*") || nst_str_is(item, etag)) return true;
  }
  return false;
}

void nst_log_escape(const char *text, size_t len, char *out, size_t room) {
  size_t n = 0;
  for (size_t i = 0; i < len && n + 5 < room; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
      n += (size_t)snprintf(out + n, room - n, "\\x%02x", c);
    else out[n++] = (char)c;
  }
  out[n] = '\0';
}
