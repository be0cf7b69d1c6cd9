/* params.c - parameters of a call: numbers, days, filters. What cannot be understood is said, never guessed. */
#include <stdlib.h>

#include "base/date.h"
#include "serve/site.h"

bool nst_call_int(nst_call *call, const char *name, int64_t low, int64_t high, int64_t *out) {
  const char *text = nst_target_get(call->target, name);
  if (text == NULL) return true;
  size_t digits = strspn(text, "0123456789");
  int64_t value = digits > 0 && digits <= 18 ? strtoll(text, NULL, 10) : -1;
  if (text[digits] != '\0' || value < low || value > high) {
    nst_reply_fail(call->reply, 400, "%s: a whole number from %lld to %lld is wanted", name, (long long)low,
                   (long long)high);
    return false;
  }
  *out = value;
  return true;
}

bool nst_call_share(nst_call *call, const char *name, double *out) {
  const char *text = nst_target_get(call->target, name);
  if (text == NULL) return true;
  double value = 0, digit = 0.1;
  const char *p = text;
  bool ok = *p == '0' || *p == '1';
  if (ok) value = *p++ - '0';
  if (ok && *p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++, digit /= 10) value += (*p - '0') * digit;
  if (!ok || *p != '\0' || value > 1) {
    nst_reply_fail(call->reply, 400, "%s: a number from 0 to 1 is wanted", name);
    return false;
  }
  *out = value;
  return true;
}

bool nst_call_flag(nst_call *call, const char *name, bool *out) {
  const char *text = nst_target_get(call->target, name);
  if (text == NULL) return true;
  if (strcmp(text, "1") == 0 || strcmp(text, "true") == 0) *out = true;
  else if (strcmp(text, "0") == 0 || strcmp(text, "false") == 0) *out = false;
  else {
    nst_reply_fail(call->reply, 400, "%s: true or false is wanted", name);
    return false;
  }
  return true;
}

bool nst_call_day(nst_call *call, const char *name, const char **out) {
  const char *text = nst_target_get(call->target, name);
  if (text == NULL || text[0] == '\0') return true;
  if (nst_day_parse(nst_str_of(text), false) == NST_DAY_NONE) {
    nst_reply_fail(call->reply, 400, "%s: a day such as 2022-02-24, a month or a year is wanted", name);
    return false;
  }
  *out = text;
  return true;
}

typedef bool (*read_word)(nst_str word, uint32_t *bits);

/** Words with commas between them, each a bit. */
static bool list(nst_call *call, const char *name, read_word read, const char *wanted, uint32_t *out) {
  const char *text = nst_target_get(call->target, name);
  if (text == NULL) return true;
  nst_str rest = nst_str_of(text);
  nst_str word;
  while (nst_str_cut(&rest, ',', &word)) {
    word = nst_str_trim(word);
    if (word.len == 0 || read(word, out)) continue;
    nst_reply_fail(call->reply, 400, "%s: '%.*s' is none of %s", name, (int)(word.len < 40 ? word.len : 40),
                   word.p, wanted);
    return false;
  }
  return true;
}

static bool read_type(nst_str word, uint32_t *bits) {
  for (int t = 1; t < NST_EVENT_COUNT; t++)
    if (nst_str_is_nocase(word, nst_event_name((nst_event_type)t))) {
      *bits |= UINT32_C(1) << t;
      return true;
    }
  return false;
}

static bool read_quad(nst_str word, uint32_t *bits) {
  if (word.len != 1 || word.p[0] < '1' || word.p[0] > '4') return false;
  *bits |= UINT32_C(1) << (word.p[0] - '0');
  return true;
}

static bool read_status(nst_str word, uint32_t *bits) {
  for (int s = NST_ACTUAL; s <= NST_HYPOTHETICAL; s++)
    if (nst_str_is_nocase(word, nst_event_status_name((nst_event_status)s))) {
      *bits |= UINT32_C(1) << s;
      return true;
    }
  return false;
}

static const char *text_of(const nst_call *call, const char *name) {
  const char *text = nst_target_get(call->target, name);
  return text != NULL && text[0] != '\0' ? text : NULL;
}

bool nst_call_filter(nst_call *call, nst_filter *out) {
  *out = (nst_filter){.source = text_of(call, "source"),
                      .target = text_of(call, "target"),
                      .actor = text_of(call, "actor"),
                      .dyad = text_of(call, "dyad"),
                      .place = text_of(call, "place"),
                      .text = text_of(call, "text")};
  int64_t sources = 0;
  if (!list(call, "type", read_type, "the sixteen event types", &out->types) ||
      !list(call, "quad", read_quad, "1, 2, 3, 4", &out->quads) ||
      !list(call, "status", read_status, "actual, negated, disputed, hypothetical", &out->statuses) ||
      !nst_call_day(call, "since", &out->since) || !nst_call_day(call, "until", &out->until) ||
      !nst_call_share(call, "min_confidence", &out->min_confidence) ||
      !nst_call_int(call, "min_sources", 0, 1000000, &sources) ||
      !nst_call_flag(call, "conditional", &out->conditional) ||
      !nst_call_flag(call, "one_a_day", &out->one_a_day))
    return false;
  out->min_sources = (uint32_t)sources;
  return nst_call_ok(call, nst_filter_check(out, &call->error));
}
