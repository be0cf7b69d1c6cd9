/* json.c - JSON out. A comma is due where the last byte written ends a value. */
#include "serve/json.h"

#include <inttypes.h>
#include <math.h>

#include "base/utf8.h"
#include "record/value.h"

static void comma(nst_buf *out) {
  if (out->len == 0 || strchr("{[:,", out->p[out->len - 1]) == NULL)
    if (out->len > 0) nst_buf_char(out, ',');
}

void json_open(nst_buf *out, char bracket) {
  comma(out);
  nst_buf_char(out, bracket);
}

void json_close(nst_buf *out, char bracket) {
  nst_buf_char(out, bracket);
}

void json_key(nst_buf *out, const char *key) {
  comma(out);
  nst_buf_char(out, '"');
  nst_buf_text(out, key);
  nst_buf_text(out, "\":");
}

void json_string(nst_buf *out, const char *text) {
  comma(out);
  nst_put_json_string(out, text);
}

void json_string_n(nst_buf *out, const char *text, size_t len) {
  comma(out);
  nst_buf_char(out, '"');
  for (const char *p = text, *end = text + len; p < end;) {
    int32_t cp;
    const char *next = nst_utf8_next(p, end, &cp);
    if (cp == NST_CP_BAD) nst_buf_text(out, "\xef\xbf\xbd");
    else if (cp == '"' || cp == '\\') nst_buf_format(out, "\\%c", (char)cp);
    else if (cp < 0x20 || cp == 0x7f) nst_buf_format(out, "\\u%04x", (unsigned)cp);
    else nst_buf_put(out, p, (size_t)(next - p));
    p = next;
  }
  nst_buf_char(out, '"');
}

void json_string_or_null(nst_buf *out, const char *text) {
  if (text == NULL || text[0] == '\0') json_null(out);
  else json_string(out, text);
}

void json_int(nst_buf *out, int64_t value) {
  comma(out);
  nst_buf_format(out, "%" PRId64, value);
}

void json_number(nst_buf *out, double value, int decimals) {
  comma(out);
  if (isfinite(value)) nst_put_number(out, value, decimals);
  else nst_buf_text(out, "null");
}

void json_bool(nst_buf *out, bool value) {
  comma(out);
  nst_buf_text(out, value ? "true" : "false");
}

void json_null(nst_buf *out) {
  comma(out);
  nst_buf_text(out, "null");
}

void json_raw(nst_buf *out, const char *json, size_t len) {
  comma(out);
  while (len > 0 && strchr(" \n\r\t", json[len - 1]) != NULL) len--;
  nst_buf_put(out, json, len);
}
