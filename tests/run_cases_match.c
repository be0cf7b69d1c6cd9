/* run_cases_match.c - does an event agree with a line of a case? Only what the line gives is compared. */
#include <stdio.h>
#include <stdlib.h>

#include "run_cases.h"

/* ---- actors ---- */

static nst_str code_of(const nst_actor *actor) {
  return nst_str_of(actor->country[0] ? actor->country : actor->org);
}

typedef struct side {
  const nst_actor *items[2 * CASE_RECORDS];
  size_t n;
} side;

static void add_actors(side *s, const nst_actor *actors, size_t n) {
  for (size_t i = 0; i < n && s->n < sizeof s->items / sizeof *s->items; i++) s->items[s->n++] = &actors[i];
}

/* Cut "RUS:GOV" from a list; the sector is "" where none is given. */
static bool next_code(nst_str *list, nst_str *place, nst_str *sector) {
  nst_str code;
  do {
    if (!nst_str_cut(list, ',', &code)) return false;
    code = nst_str_trim(code);
  } while (code.len == 0 || nst_str_is(code, "-"));
  *place = *sector = NST_STR("");
  if (code.p[0] != ':') nst_str_cut(&code, ':', place);
  else code.p++, code.len--;
  *sector = code;
  return true;
}

/* The same set of countries and organisations, and every sector that the list gives. */
static bool same_side(nst_str list, const side *got) {
  nst_str place, sector, rest = list;
  while (next_code(&rest, &place, &sector)) {
    bool found = false;
    for (size_t i = 0; i < got->n && !found; i++) {
      found = nst_str_eq(code_of(got->items[i]), place) &&
              (sector.len == 0 || nst_str_is(sector, got->items[i]->sector));
    }
    if (!found) return false;
  }
  for (size_t i = 0; i < got->n; i++) {
    bool found = false;
    rest = list;
    while (!found && next_code(&rest, &place, &sector)) found = nst_str_eq(code_of(got->items[i]), place);
    if (!found) return false;
  }
  return true;
}

static bool same_dyad(const case_record *record, const nst_event *event, bool mutual) {
  side source = {.n = 0}, target = {.n = 0}, all = {.n = 0};
  add_actors(&source, event->source, event->n_source);
  add_actors(&target, event->target, event->n_target);
  if (same_side(record->source, &source) && same_side(record->target, &target)) return true;
  if (!mutual) return false;
  if (same_side(record->source, &target) && same_side(record->target, &source)) return true;
  add_actors(&all, event->source, event->n_source);
  add_actors(&all, event->target, event->n_target);
  char both[512];
  int n = snprintf(both, sizeof both, "%.*s,%.*s", (int)record->source.len, record->source.p,
                   (int)record->target.len, record->target.p);
  return n > 0 && n < (int)sizeof both && same_side(nst_str_of(both), &all);
}

/* ---- attributes: key, value of the line, event -> do they agree? ---- */

static bool same_or_none(nst_str wanted, const char *got) {
  return nst_str_is(wanted, "-") ? !got || !got[0] : got && nst_str_is(wanted, got);
}

static bool is_status(nst_str value, const nst_event *e) {
  return nst_str_is(value, nst_event_status_name(e->status));
}
static bool is_content(nst_str value, const nst_event *e) {
  return same_or_none(value, e->content == NST_EVENT_NONE ? "" : nst_event_name(e->content));
}
static bool is_mode(nst_str value, const nst_event *e) {
  return same_or_none(value, e->mode);
}
static bool is_cameo(nst_str value, const nst_event *e) {
  return same_or_none(value, e->cameo);
}
static bool is_place(nst_str value, const nst_event *e) {
  return same_or_none(value, e->place.country);
}
static bool is_sentence(nst_str value, const nst_event *e) {
  char text[16];
  snprintf(text, sizeof text, "%u", (unsigned)e->sentence);
  return nst_str_is(value, text);
}
static bool is_time(nst_str value, const nst_event *e) {
  if (value.len == 10) return nst_str_is(value, e->time.from) && nst_str_is(value, e->time.to);
  nst_str from = {value.p, value.len < 10 ? value.len : 10};
  nst_str to = value.len >= 12 ? (nst_str){value.p + 12, value.len - 12} : NST_STR("");
  return nst_str_is(from, e->time.from) && nst_str_is(to, e->time.to);
}

/* Does the actor's text or name hold the word ('_' for a space), without regard to ASCII case? */
static bool has_word(const char *text, nst_str word) {
  size_t n = strlen(text);
  for (size_t at = 0; at + word.len <= n; at++) {
    size_t i = 0;
    while (i < word.len) {
      char a = text[at + i], b = word.p[i] == '_' ? ' ' : word.p[i];
      if (a >= 'A' && a <= 'Z') a = (char)(a + 32);
      if (b >= 'A' && b <= 'Z') b = (char)(b + 32);
      if (a != b) break;
      i++;
    }
    if (i == word.len) return true;
  }
  return false;
}

static bool is_speaker(const nst_actor *actor, nst_str wanted) {
  nst_str place, sector, rest = wanted;
  if (next_code(&rest, &place, &sector) && nst_str_eq(place, code_of(actor)) &&
      (sector.len == 0 || nst_str_is(sector, actor->sector))) {
    return true;
  }
  return has_word(actor->mention.text, wanted) || has_word(actor->name, wanted);
}

/* All speakers of the list, in this order; others may stand between them. */
static bool is_attr(nst_str value, const nst_event *e) {
  nst_str wanted;
  size_t at = 0;
  while (nst_str_cut(&value, ',', &wanted)) {
    while (at < e->n_attribution && !is_speaker(&e->attribution[at], wanted)) at++;
    if (at++ >= e->n_attribution) return false;
  }
  return true;
}

static bool is_bound(nst_str text, bool has, double value) {
  char number[64];
  if (text.len >= sizeof number) return false;
  memcpy(number, text.p, text.len);
  number[text.len] = '\0';
  return text.len == 0 ? !has : has && strtod(number, NULL) == value;
}

/* "killed=24.." */
static bool is_quantity(nst_str value, const nst_event *e) {
  nst_str kind;
  nst_str_cut(&value, '=', &kind);
  nst_str low = value, high = value;
  for (uint32_t i = 0; i + 1 < value.len; i++) {
    if (value.p[i] != '.' || value.p[i + 1] != '.') continue;
    low = (nst_str){value.p, i};
    high = (nst_str){value.p + i + 2, value.len - i - 2};
    break;
  }
  for (size_t i = 0; i < e->n_quantities; i++) {
    const nst_quantity *q = &e->quantities[i];
    if (nst_str_is(kind, nst_quantity_kind_name(q->kind)) && is_bound(low, q->has_low, q->low) &&
        is_bound(high, q->has_high, q->high)) {
      return true;
    }
  }
  return false;
}

static bool has_mutual(nst_str value, const nst_event *e) {
  (void)value;
  return e->mutual;
}
static bool has_condition(nst_str value, const nst_event *e) {
  (void)value;
  return e->condition.text[0] != '\0';
}
static bool has_no_condition(nst_str value, const nst_event *e) {
  return !has_condition(value, e);
}
static bool has_no_attr(nst_str value, const nst_event *e) {
  (void)value;
  return e->n_attribution == 0;
}

static const struct {
  const char *key;
  bool whole; /* the attribute is the key alone */
  bool (*agrees)(nst_str value, const nst_event *event);
} attributes[] = {{"mutual", true, has_mutual},
                  {"condition", true, has_condition},
                  {"nocondition", true, has_no_condition},
                  {"noattr", true, has_no_attr},
                  {"status=", false, is_status},
                  {"content=", false, is_content},
                  {"mode=", false, is_mode},
                  {"cameo=", false, is_cameo},
                  {"attr=", false, is_attr},
                  {"q.", false, is_quantity},
                  {"time=", false, is_time},
                  {"place=", false, is_place},
                  {"sentence=", false, is_sentence}};

enum { N_ATTRIBUTES = sizeof attributes / sizeof *attributes };

static int attribute_of(nst_str text) {
  for (int i = 0; i < N_ATTRIBUTES; i++) {
    if (attributes[i].whole ? nst_str_is(text, attributes[i].key) : nst_str_starts(text, attributes[i].key))
      return i;
  }
  return -1;
}

bool case_attribute_known(nst_str attribute) {
  return attribute_of(attribute) >= 0;
}

static bool record_agrees(const case_record *record, const nst_event *event) {
  if (!nst_str_is(record->type, nst_event_name(event->type))) return false;
  bool mutual = event->mutual;
  for (size_t i = 0; i < record->n_attributes; i++) {
    nst_str text = record->attributes[i];
    int k = attribute_of(text);
    uint32_t n = (uint32_t)strlen(attributes[k].key);
    if (!attributes[k].agrees((nst_str){text.p + n, text.len - n}, event)) return false;
    if (nst_str_is(text, "mutual")) mutual = true;
  }
  return same_dyad(record, event, mutual);
}

/* ---- one to one ---- */

typedef struct matching {
  bool fits[CASE_RECORDS][CASE_RECORDS]; /* record, event */
  int owner[CASE_RECORDS];               /* record of the event, -1 for none */
  size_t n;
} matching;

/* Find an event for `record`, moving others if need be (augmenting path; depth at most CASE_RECORDS). */
static bool place(matching *m, size_t record, bool *seen) {
  for (size_t e = 0; e < m->n; e++) {
    if (!m->fits[record][e] || seen[e]) continue;
    seen[e] = true;
    if (m->owner[e] < 0 || place(m, (size_t)m->owner[e], seen)) {
      m->owner[e] = (int)record;
      return true;
    }
  }
  return false;
}

bool case_agrees(const case_entry *entry, const nst_result *result) {
  matching m = {.n = entry->n_records};
  if (nst_result_count(result) != entry->n_records) return false;
  for (size_t i = 0; i < m.n; i++) {
    m.owner[i] = -1;
    for (size_t k = 0; k < m.n; k++)
      m.fits[i][k] = record_agrees(&entry->records[i], nst_result_event(result, k));
  }
  for (size_t i = 0; i < m.n; i++) {
    bool seen[CASE_RECORDS] = {false};
    if (!place(&m, i, seen)) return false;
  }
  return true;
}

/* ---- printing ---- */

static void put_actors(nst_buf *buf, const nst_actor *actors, size_t n) {
  if (n == 0) nst_buf_char(buf, '-');
  for (size_t i = 0; i < n; i++) {
    nst_str code = code_of(&actors[i]);
    nst_buf_format(buf, "%s%.*s%s%s", i ? "," : "", (int)code.len, code.p, actors[i].sector[0] ? ":" : "",
                   actors[i].sector);
    if (code.len == 0 && !actors[i].sector[0]) nst_buf_char(buf, '?');
  }
}

static void put_quantity(nst_buf *buf, const nst_quantity *q) {
  nst_buf_format(buf, " q.%s=", nst_quantity_kind_name(q->kind));
  if (q->has_low) nst_buf_format(buf, "%g", q->low);
  if (q->has_low && q->has_high && q->low == q->high) return;
  nst_buf_text(buf, "..");
  if (q->has_high) nst_buf_format(buf, "%g", q->high);
}

void case_print_event(nst_buf *buf, const nst_event *e) {
  nst_buf_format(buf, "=> %s | ", nst_event_name(e->type));
  put_actors(buf, e->source, e->n_source);
  nst_buf_text(buf, " | ");
  put_actors(buf, e->target, e->n_target);
  nst_buf_format(buf, " |%s status=%s", e->mutual ? " mutual" : "", nst_event_status_name(e->status));
  if (e->content != NST_EVENT_NONE) nst_buf_format(buf, " content=%s", nst_event_name(e->content));
  if (e->mode[0]) nst_buf_format(buf, " mode=%s", e->mode);
  if (e->cameo[0]) nst_buf_format(buf, " cameo=%s", e->cameo);
  if (e->condition.text[0]) nst_buf_text(buf, " condition");
  for (size_t i = 0; i < e->n_attribution; i++) {
    const nst_actor *a = &e->attribution[i];
    nst_str code = code_of(a);
    nst_buf_text(buf, i ? "," : " attr=");
    if (code.len || a->sector[0]) {
      nst_buf_format(buf, "%.*s%s%s", (int)code.len, code.p, a->sector[0] ? ":" : "", a->sector);
    } else {
      for (const char *p = a->mention.text; *p; p++) nst_buf_char(buf, *p == ' ' || *p == ',' ? '_' : *p);
    }
  }
  for (size_t i = 0; i < e->n_quantities; i++) put_quantity(buf, &e->quantities[i]);
  if (e->time.text[0]) nst_buf_format(buf, " time=%s..%s", e->time.from, e->time.to);
  if (e->place.country[0]) nst_buf_format(buf, " place=%s", e->place.country);
  nst_buf_format(buf, " sentence=%u", (unsigned)e->sentence);
}
