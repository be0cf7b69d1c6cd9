/* value.c - numbers and strings as bytes. Knows nothing of records, and nothing of the locale. */
#include "record/value.h"

#include "base/utf8.h"

void nst_put_number(nst_buf *buf, double value, int decimals) {
  static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  const double largest = 9e12;
  if (!(value >= -largest && value <= largest)) value = value < 0 ? -largest : largest;
  double scaled = value * powers[decimals];
  int64_t fixed = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  char digits[32];
  size_t n = 0;
  uint64_t rest = (uint64_t)(fixed < 0 ? -fixed : fixed);
  int left = decimals;
  while (left > 0 && rest % 10 == 0) rest /= 10, left--;
  do {
    digits[n++] = (char)('0' + rest % 10);
    rest /= 10;
    if (left > 0 && --left == 0) {
      digits[n++] = '.';
      if (rest == 0) digits[n++] = '0';
    }
  } while (rest > 0 || left > 0);
  if (fixed < 0) nst_buf_char(buf, '-');
  while (n > 0) nst_buf_char(buf, digits[--n]);
}

static void put_escape(nst_buf *buf, int32_t cp) {
  static const char hex[] = "0123456789abcdef";
  const char *named = cp == '\n'   ? "\\n"
                      : cp == '\t' ? "\\t"
                      : cp == '\r' ? "\\r"
                      : cp == '"'  ? "\\\""
                                   : "\\\\";
  if (cp == '\n' || cp == '\t' || cp == '\r' || cp == '"' || cp == '\\') {
    nst_buf_text(buf, named);
    return;
  }
  char code[7] = {'\\', 'u', '0', '0', hex[(cp >> 4) & 15], hex[cp & 15], 0};
  nst_buf_text(buf, code);
}

void nst_put_json_string(nst_buf *buf, const char *text) {
  const char *end = text + strlen(text);
  nst_buf_char(buf, '"');
  while (text < end) {
    int32_t cp;
    const char *next = nst_utf8_next(text, end, &cp);
    if (cp == NST_CP_BAD) nst_buf_text(buf, "\xEF\xBF\xBD");
    else if (cp < 0x20 || cp == 0x7F || cp == '"' || cp == '\\') put_escape(buf, cp);
    else nst_buf_put(buf, text, (size_t)(next - text));
    text = next;
  }
  nst_buf_char(buf, '"');
}

void nst_put_csv_field(nst_buf *buf, const char *text) {
  if (strpbrk(text, ",\"\r\n") == NULL) {
    nst_buf_text(buf, text);
    return;
  }
  nst_buf_char(buf, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"') nst_buf_char(buf, '"');
    nst_buf_char(buf, *text == '\n' || *text == '\r' ? ' ' : *text);
  }
  nst_buf_char(buf, '"');
}
