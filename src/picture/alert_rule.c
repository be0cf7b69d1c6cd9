/* alert_rule.c - the words of an alert rule. */
#include "picture/picture_int.h"
#include "record/scale.h"

enum { LONGEST = 36500, WORDS = 12 };

typedef struct words {
  nst_str items[WORDS];
  size_t n, at;
} words;

static bool cut_words(const char *text, words *out) {
  nst_str rest = nst_str_trim(nst_str_of(text));
  *out = (words){.n = 0};
  while (rest.len > 0) {
    uint32_t len = 0;
    while (len < rest.len && rest.p[len] != ' ' && rest.p[len] != '\t') len++;
    if (out->n == WORDS) return false;
    out->items[out->n++] = (nst_str){rest.p, len};
    rest = nst_str_trim((nst_str){rest.p + len, rest.len - len});
  }
  return true;
}

static nst_str next(words *w) {
  return w->at < w->n ? w->items[w->at++] : (nst_str){"", 0};
}

static nst_status wrong(nst_error *error, nst_str word, const char *wanted) {
  return nst_fail(error, NST_ARGUMENT, 0, 0, "alert: '%.*s' is not %s", (int)(word.len < 40 ? word.len : 40),
                  word.p, wanted);
}

/** A decimal number at the beginning of `word`, with or without sign; the rest stays in *tail. */
static bool read_number(nst_str word, double *out, nst_str *tail) {
  uint32_t i = 0, digits = 0;
  bool minus = word.len > 0 && word.p[0] == '-';
  if (minus) i++;
  double value = 0, place = 0.1;
  for (; i < word.len && word.p[i] >= '0' && word.p[i] <= '9' && digits < 12; i++, digits++)
    value = value * 10 + (word.p[i] - '0');
  if (i < word.len && word.p[i] == '.')
    for (i++; i < word.len && word.p[i] >= '0' && word.p[i] <= '9' && digits < 18; i++, digits++, place /= 10)
      value += (word.p[i] - '0') * place;
  *out = minus ? -value : value;
  *tail = (nst_str){word.p + i, word.len - i};
  return digits > 0;
}

static bool read_span(nst_str word, uint32_t *days) {
  double number;
  nst_str tail;
  if (!read_number(word, &number, &tail) || tail.len != 1 || number < 1 || number > LONGEST) return false;
  double unit = tail.p[0] == 'd' ? 1 : tail.p[0] == 'w' ? 7 : tail.p[0] == 'm' ? 30 : 0;
  if (unit == 0 || number * unit > LONGEST) return false;
  *days = (uint32_t)(number * unit);
  return true;
}

static bool read_measure(nst_str word, nst_alert_rule *out) {
  static const char *const names[] = {"tension", "goldstein", "score", "disputed", "sources", "events"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!nst_str_is(word, names[i])) continue;
    out->measure = (nst_measure)i;
    return true;
  }
  if (word.len == 5 && nst_str_starts(word, "quad") && word.p[4] >= '1' && word.p[4] <= '4') {
    out->measure = NST_MEASURE_QUAD;
    out->quad = word.p[4] - '0';
    return true;
  }
  char name[16];
  if (word.len >= sizeof name) return false;
  memcpy(name, word.p, word.len);
  name[word.len] = '\0';
  out->type = nst_event_parse(name);
  out->measure = NST_MEASURE_TYPE;
  return out->type != NST_EVENT_NONE;
}

static bool read_subject(nst_str word, nst_alert_rule *out) {
  char a[8], b[8];
  if (word.len >= sizeof out->subject) return false;
  memcpy(out->subject, word.p, word.len);
  out->subject[word.len] = '\0';
  if (nst_str_is(word, "all") || nst_dyad_parse(out->subject, a, b)) return true;
  for (uint32_t i = 0; i < word.len; i++)
    if (word.p[i] < 'A' || word.p[i] > 'Z') return false;
  return word.len == 3;
}

static bool read_change(nst_str word, nst_alert_rule *out) {
  static const char *const names[] = {"up", "down", "above", "below"};
  for (int i = 0; i < 4; i++) {
    if (!nst_str_is(word, names[i])) continue;
    out->change = (nst_alert_change)i;
    return true;
  }
  return false;
}

static bool read_amount(nst_str word, nst_alert_rule *out) {
  nst_str tail;
  if (!read_number(word, &out->amount, &tail)) return false;
  bool relative = out->change == NST_ALERT_UP || out->change == NST_ALERT_DOWN;
  out->unit = nst_str_is(tail, "sd")  ? NST_ALERT_SD
              : nst_str_is(tail, "%") ? NST_ALERT_PERCENT
                                      : NST_ALERT_NUMBER;
  if (relative && out->amount <= 0) return false;
  return tail.len == 0 || (relative && out->unit != NST_ALERT_NUMBER);
}

nst_status nst_alert_parse(const char *text, nst_alert_rule *out, nst_error *error) {
  words w;
  *out = (nst_alert_rule){.span = 7};
  if (!cut_words(text, &w) || w.n < 4)
    return nst_fail(
        error, NST_ARGUMENT, 0, 0,
        "alert: write MEASURE SUBJECT up|down AMOUNT over SPAN, e.g. \"tension RUS-UKR up 2sd over 4w\"");
  nst_str word = next(&w);
  if (!read_measure(word, out))
    return wrong(error, word,
                 "a measure: tension, goldstein, score, disputed, sources, events, a type such as THREATEN, "
                 "quad1 to quad4");
  word = next(&w);
  if (!read_subject(word, out))
    return wrong(error, word, "a dyad such as RUS-UKR, a country such as RUS, or 'all'");
  word = next(&w);
  if (!read_change(word, out)) return wrong(error, word, "up, down, above or below");
  word = next(&w);
  if (!read_amount(word, out))
    return wrong(error, word, "an amount: 2sd, 30% or 5 after up and down, a number after above and below");
  bool relative = out->change == NST_ALERT_UP || out->change == NST_ALERT_DOWN;
  if (w.at == w.n && relative) return wrong(error, (nst_str){"", 0}, "'over SPAN', which up and down need");
  static const char *const keys[] = {"over", "against"};
  for (size_t i = 0; i < 2 && w.at < w.n; i++) {
    word = next(&w);
    if (!nst_str_is(word, keys[i]) || (i == 1 && !relative))
      return wrong(error, word, i == 0 ? "'over'" : "'against'");
    word = next(&w);
    if (!read_span(word, i == 0 ? &out->span : &out->against))
      return wrong(error, word, "a span such as 7d, 4w or 3m");
  }
  if (w.at < w.n) return wrong(error, next(&w), "expected here");
  if (out->against == 0) out->against = 12 * out->span;
  if (relative && out->against < 2 * out->span)
    return nst_fail(error, NST_ARGUMENT, 0, 0, "alert: 'against' has to be at least twice as long as 'over'");
  return NST_OK;
}
