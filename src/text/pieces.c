/* pieces.c - the tokens inside numbers and contractions.
 *
 * "35mm" is two tokens, "15th" and "1990s" are one; "10-12" is three, "2006-08-10" is one. "can't" is ca|n't. */
#include "text/text_int.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

enum { NST_GROUPS = 8 };

/** Digits with single separators between them: "713-853-3989", "5:00", "1,234.5". */
typedef struct figures {
  uint32_t len[NST_GROUPS]; /**< digits between the separators '-' and '/' */
  uint32_t value[NST_GROUPS];
  uint32_t n;
  bool dash, slash, colon;
  uint32_t first_dash; /**< byte of the first '-' or '/', 0 without one */
} figures;

/** Read figures from p; gives their end. */
static uint32_t read_figures(const char *text, uint32_t p, uint32_t end, figures *f) {
  memset(f, 0, sizeof *f);
  uint32_t q = p;
  if (text[q] == '+' || text[q] == '.') q++;
  for (; q < end; q++) {
    char c = text[q];
    if (is_digit(c)) {
      if (f->n < NST_GROUPS) {
        f->len[f->n]++;
        f->value[f->n] = f->value[f->n] < 100000 ? f->value[f->n] * 10 + (uint32_t)(c - '0') : f->value[f->n];
      }
      continue;
    }
    if (c == '\0' || strchr(".,:-/", c) == NULL || q + 1 >= end || !is_digit(text[q + 1])) break;
    if (c == ':') f->colon = true;
    if (c == '-' || c == '/') {
      if (f->first_dash == 0) f->first_dash = q;
      *(c == '-' ? &f->dash : &f->slash) = true;
      f->n++;
    }
  }
  f->n++;
  return q;
}

static bool lengths(const figures *f, uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
  uint32_t want[4] = {a, b, c, d}, n = 0;
  while (n < 4 && want[n] > 0) n++;
  if (f->n != n) return false;
  for (uint32_t i = 0; i < n; i++) {
    if (f->len[i] != want[i]) return false;
  }
  return true;
}

/** Dates and telephone numbers stay whole, ranges and fractions are cut. */
static bool stays_whole(const figures *f) {
  if (f->first_dash == 0) return true;
  if (f->colon || f->n > NST_GROUPS) return false;
  if (lengths(f, 3, 4, 0, 0) || lengths(f, 3, 3, 4, 0) || lengths(f, 1, 3, 3, 4) || lengths(f, 5, 4, 0, 0))
    return true;
  bool year_last = f->n == 3 && f->len[0] <= 2 && f->len[1] <= 2 && (f->len[2] == 2 || f->len[2] == 4);
  bool year_first = f->n == 3 && f->len[0] == 4 && f->len[1] <= 2 && f->len[2] <= 2;
  if (year_last || year_first) return true;
  if (f->dash || f->n != 2) return false;
  bool fraction = f->value[0] < f->value[1] && (f->value[1] <= 4 || f->value[1] == 8);
  return !fraction && f->value[0] >= 1 && f->value[0] <= 12 && f->value[1] >= 1 && f->value[1] <= 31;
}

/** Does the word of letters [p, q) after a number belong to it: 15th, 1990s? */
static bool ordinal(const char *text, uint32_t number, uint32_t p, uint32_t q) {
  static const char endings[] = "st nd rd th";
  char low[2] = {(char)(text[p] | 0x20), q - p > 1 ? (char)(text[p + 1] | 0x20) : 0};
  if (q - p == 2 && nst_str_in((nst_str){low, 2}, endings)) return true;
  return q - p == 1 && low[0] == 's' && p - number >= 2;
}

static char low_at(const char *text, uint32_t p) {
  return (char)(text[p] | 0x20);
}

nst_status nst_number(nst_par *par, uint32_t *at, uint32_t end) {
  const char *text = par->text;
  uint32_t p = *at;
  figures f;
  uint32_t q = read_figures(text, p, end, &f);
  if (!stays_whole(&f)) q = f.first_dash;
  uint32_t letters = q;
  while (letters < end && is_letter(text[letters])) letters++;
  bool bare = letters == q || (letters < end && (is_digit(text[letters]) || text[letters] == '_'));
  if (letters > q && bare) { /* letters and digits mixed: one word, "2B2" */
    while (letters < end && (is_letter(text[letters]) || is_digit(text[letters]) || text[letters] == '_'))
      letters++;
    *at = letters;
    return nst_raw_push(par, p, letters, NST_RAW_WORD);
  }
  uint32_t n = letters - q;
  bool clock = n == 1 && end - q >= 3 && text[q + 1] == '.' && (text[q + 2] | 0x20) == 'm' &&
               (low_at(text, q) == 'a' || low_at(text, q) == 'p');
  if (clock) letters = q;
  if (clock) n = 0;
  bool decade = q < end && text[q] == '\'' && q + 1 < end && text[q + 1] == 's' && text[q - 1] == '0' &&
                q - p <= 4 && !(q + 2 < end && is_letter(text[q + 2]));
  bool money = par->raws.n > 0 && p > par->begin && !is_letter(text[p - 1]) && text[p - 1] != ' ' && n <= 2;
  bool unit = n > 0 && (nst_words_has(&par->words->units, text + q, n) ||
                        (money && n == 1 && strchr("kmbKMBT", text[q]) != NULL));
  bool small = n == 1 && (text[q] == 'k' || text[q] == 'm');
  if (decade) q += 2;
  else if (n > 0 && ordinal(text, p, q, letters)) q = letters;
  else if (n > 0 && !unit && !small && n <= 4) q = letters;
  *at = q;
  NST_TRY(nst_raw_push(par, p, q, NST_RAW_NUMBER));
  if (q < letters && letters < end && text[letters] == '.' && nst_words_has(&par->words->units, text + q, n))
    return NST_OK;
  if (q < letters) {
    *at = letters;
    return nst_raw_push(par, q, letters, NST_RAW_WORD);
  }
  return NST_OK;
}

/** Where the clitic of the word [p, q) begins; q if it has none. */
static uint32_t clitic_at(const char *text, uint32_t p, uint32_t q) {
  static const char endings[] = "s re ve ll d m";
  uint32_t k = q;
  while (k > p && k + 6 > q && text[k - 1] != '\'' && text[k - 1] != '`' && (uint8_t)text[k - 1] < 0x80) k--;
  bool curly = k >= p + 3 && (uint8_t)text[k - 1] == 0x99 && (uint8_t)text[k - 2] == 0x80 &&
               (uint8_t)text[k - 3] == 0xE2;
  bool straight = k > p && (text[k - 1] == '\'' || text[k - 1] == '`');
  if (!curly && !straight) return q;
  uint32_t mark = k - (curly ? 3 : 1);
  if (mark <= p || q - k > 2 || q == k) return q;
  char low[2] = {(char)(text[k] | 0x20), q - k > 1 ? (char)(text[k + 1] | 0x20) : 0};
  if (q - k == 1 && low[0] == 't' && mark > p + 1 && (text[mark - 1] | 0x20) == 'n') return mark - 1;
  return nst_str_in((nst_str){low, q - k}, endings) ? mark : q;
}

nst_status nst_clitics(nst_par *par, uint32_t p, uint32_t q, nst_raw_kind kind) {
  uint32_t parts = nst_words_get(&par->words->contractions, par->text + p, q - p);
  if (parts != NST_MAP_NONE && memchr(par->text + p, 0xE2, q - p) == NULL) {
    for (bool first = true; parts != 0 && p < q; parts >>= 8, first = false) {
      uint32_t len = parts & 0xFF;
      NST_TRY(nst_raw_push(par, p, p + len, kind));
      par->raws.items[par->raws.n - 1].joined = !first;
      p += len;
    }
    return NST_OK;
  }
  uint32_t cut = clitic_at(par->text, p, q);
  NST_TRY(nst_raw_push(par, p, cut, kind));
  if (cut == q) return NST_OK;
  NST_TRY(nst_raw_push(par, cut, q, kind));
  par->raws.items[par->raws.n - 1].joined = true;
  return NST_OK;
}
