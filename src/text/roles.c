/* roles.c - which sentences are no part of the report: datelines, captions, bylines, links, credits.
 *
 *   par->raws with sentence ends  ->  raws[].role at the sentence ends, one more end after a dateline
 *
 * It knows shapes ("KYIV (AP) -") and the phrases of data/words/furniture.txt. */
#include "text/text_int.h"

enum { NST_DATELINE = 24, NST_FURNITURE_TOKENS = 80, NST_WITHIN_BYTES = 200 };

static bool is_dash(const nst_par *par, const nst_raw *raw) {
  static const char *const dashes[] = {"-", "--", "---", "_", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (nst_raw_is(par, raw, dashes[i])) return true;
  }
  return false;
}

static bool word_in(const nst_par *par, const nst_raw *raw, const nst_map *map) {
  uint32_t len = raw->end - raw->begin;
  if (raw->kind == NST_RAW_ABBREV && len > 1) len--;
  return nst_words_has(map, par->text + raw->begin, len);
}

/** At least three letters, all of them capitals. */
static bool capitals(const nst_par *par, const nst_raw *raw) {
  uint32_t n = 0;
  for (uint32_t p = raw->begin; p < raw->end; p++) {
    char c = par->text[p];
    if (c >= 'a' && c <= 'z') return false;
    n += c >= 'A' && c <= 'Z';
  }
  return n >= 3;
}

/** May the token stand in a dateline? */
static bool dateline_token(const nst_par *par, const nst_raw *raw) {
  static const char small[] = "of and de del la al el the in s st nd rd th am pm";
  if (raw->kind == NST_RAW_NUMBER || raw->kind == NST_RAW_ABBREV || raw->kind == NST_RAW_OPEN ||
      raw->kind == NST_RAW_CLOSE)
    return true;
  nst_str text = nst_raw_text(par, raw);
  if (raw->kind == NST_RAW_WORD)
    return nst_raw_upper(par, raw) || nst_str_in(text, small) || word_in(par, raw, &par->words->agencies);
  return text.len == 1 && strchr(",/-.|", text.p[0]) != NULL;
}

/** Where the dateline at the start of the paragraph ends: one past its last token; 0 without one. */
static size_t dateline(const nst_par *par) {
  const nst_raw *raws = par->raws.items;
  bool agency = false, date = false, closed = false;
  if (par->raws.n < 4 ||
      !(raws[0].kind == NST_RAW_WORD || raws[0].kind == NST_RAW_OPEN || raws[0].kind == NST_RAW_ABBREV))
    return 0;
  bool caps = !par->all_caps && capitals(par, &raws[0]);
  for (size_t i = 0; i + 1 < par->raws.n && i < NST_DATELINE; i++) {
    const nst_raw *raw = &raws[i], *next = &raws[i + 1];
    bool wide = next->space_before && (raw->space_before || raw->end - raw->begin > 1 || i <= 2);
    bool opens_text = nst_raw_upper(par, next) || next->kind == NST_RAW_QUOTE || next->kind == NST_RAW_NUMBER;
    if (is_dash(par, raw) && (wide || closed || raw->end - raw->begin > 1)) {
      bool sign = agency || date || caps || (i == 1 && !raw->space_before);
      return i > 0 && sign && opens_text ? i + 1 : 0;
    }
    if (i > 0 && par->text[raw->begin] == ':' && next->space_before) {
      return (agency || date || (caps && i <= 4)) && opens_text && i <= 12 ? i + 1 : 0;
    }
    if (closed && agency && next->space_before && raw->kind == NST_RAW_CLOSE && next->kind == NST_RAW_WORD &&
        opens_text && i <= 12 && i > 2)
      return i + 1;
    if (!dateline_token(par, raw)) return 0;
    agency |= word_in(par, raw, &par->words->agencies);
    date |= i > 0 && raw->kind == NST_RAW_NUMBER &&
            (word_in(par, &raws[i - 1], &par->words->calendar) || word_in(par, next, &par->words->calendar));
    closed |= raw->kind == NST_RAW_CLOSE;
  }
  return 0;
}

static char low(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/** Does `phrase` stand at p, as whole words? */
static bool phrase_at(const nst_par *par, uint32_t p, uint32_t end, nst_str phrase) {
  if (end - p < phrase.len) return false;
  for (uint32_t i = 0; i < phrase.len; i++) {
    if (low(par->text[p + i]) != phrase.p[i]) return false;
  }
  char last = low(phrase.p[phrase.len - 1]),
       next = end - p > phrase.len ? low(par->text[p + phrase.len]) : ' ';
  return !(last >= 'a' && last <= 'z' && next >= 'a' && next <= 'z');
}

static bool phrase_within(const nst_par *par, uint32_t p, uint32_t end, nst_str phrase) {
  if (end - p > NST_WITHIN_BYTES) return false;
  for (; end - p >= phrase.len; p++) {
    bool at_word = par->text[p] == phrase.p[0] || low(par->text[p]) == phrase.p[0];
    if (at_word && phrase_at(par, p, end, phrase)) return true;
  }
  return false;
}

/** Kind of the sentence [first, last] by the phrases; *wide: its paragraph is of that kind. */
static nst_sentence_kind by_phrase(const nst_par *par, size_t first, size_t last, bool *wide) {
  const nst_raw *raws = par->raws.items;
  while (first < last && (raws[first].kind == NST_RAW_OPEN || raws[first].kind == NST_RAW_QUOTE ||
                          raws[first].kind == NST_RAW_BULLET))
    first++;
  uint32_t p = raws[first].begin, end = raws[last].end;
  for (size_t i = 0; i < par->words->phrases.n; i++) {
    const nst_phrase *phrase = &par->words->phrases.items[i];
    *wide = !phrase->whole;
    if (phrase->within) {
      if (phrase_within(par, p, end, phrase->text)) return phrase->kind;
    } else if (phrase_at(par, p, end, phrase->text)) {
      uint32_t rest = end - p - phrase->text.len;
      if (!phrase->whole || rest <= 2) return phrase->kind;
    }
  }
  return NST_SENT_BODY;
}

/** "By Maria Lopez and John Smith": a line of names without a full stop. */
static bool byline(const nst_par *par) {
  const nst_raw *raws = par->raws.items;
  size_t n = par->raws.n;
  if (n < 3 || n > 16 ||
      !(nst_raw_is(par, &raws[0], "By") || nst_raw_is(par, &raws[0], "BY") ||
        nst_raw_is(par, &raws[0], "by")))
    return false;
  for (size_t i = 1; i < n; i++) {
    bool name =
        nst_raw_upper(par, &raws[i]) || nst_raw_is(par, &raws[i], "and") || nst_raw_is(par, &raws[i], "of");
    if (!name && raws[i].kind == NST_RAW_WORD) return false;
    if (raws[i].kind == NST_RAW_STOP) return false;
  }
  return nst_raw_upper(par, &raws[1]);
}

/** A line that is only a date or a time. */
static bool date_line(const nst_par *par) {
  size_t numbers = 0, words = 0;
  for (size_t i = 0; i < par->raws.n; i++) {
    const nst_raw *raw = &par->raws.items[i];
    bool word = raw->kind == NST_RAW_WORD || raw->kind == NST_RAW_ABBREV;
    if (word && !word_in(par, raw, &par->words->calendar)) return false;
    words += word;
    numbers += raw->kind == NST_RAW_NUMBER;
  }
  return numbers > 0 && words > 0 && par->raws.n >= 3 && par->raws.n <= 14;
}

void nst_roles(nst_par *par) {
  nst_raw *raws = par->raws.items;
  size_t n = par->raws.n, first = dateline(par);
  if (n == 0) return;
  if (first > 0) {
    for (size_t i = 0; i + 1 < first; i++) raws[i].last = false;
    raws[first - 1].last = true;
    raws[first - 1].role = NST_SENT_OTHER;
  }
  nst_sentence_kind paragraph = byline(par) || date_line(par) ? NST_SENT_OTHER : NST_SENT_BODY;
  for (size_t i = first, start = first; i < n; i++) {
    if (!raws[i].last) continue;
    bool wide = false;
    nst_sentence_kind kind = paragraph != NST_SENT_BODY ? paragraph : by_phrase(par, start, i, &wide);
    if (start == first && kind != NST_SENT_BODY && wide && n <= NST_FURNITURE_TOKENS) paragraph = kind;
    raws[i].role = (uint8_t)kind;
    start = i + 1;
  }
}
