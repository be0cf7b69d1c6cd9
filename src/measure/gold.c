/* gold.c - annotated reports out of JSONL.
 *
 * Every mistake is told with its line, and then nothing is measured: figures over half of a gold say nothing. */
#include "base/date.h"
#include "base/utf8.h"
#include "measure/json.h"
#include "measure/read.h"

bool nst_read_codes(nst_json_reader *r, const json_t *list, const char *key, nst_actor_codes *out) {
  for (size_t i = 0; list && i < json_array_size(list); i++) {
    const char *text = nst_json_text(r, json_array_get(list, i), key);
    if (!text) return false;
    const char *colon = strchr(text, ':');
    size_t n = colon ? (size_t)(colon - text) : strlen(text);
    bool upper = n == 3 || (n == 0 && colon);
    for (const char *p = text; *p; p++) upper = upper && (p == colon || (*p >= 'A' && *p <= 'Z'));
    if (!upper || (colon && strlen(colon + 1) != 3))
      return nst_json_bad(r, "\"%s\" has \"%.40s\"; a code is RUS, RUS:GOV, NAT or :REB", key, text);
    nst_actor_code code = {nst_arena_copy(r->arena, text, n), colon ? colon + 1 : ""};
    if (!code.place) r->nomem = true;
    else NST_JSON_PUSH(r, out, code);
  }
  return true;
}

static bool read_labels(nst_json_reader *r, const json_t *list, nst_told *e) {
  if (list && json_array_size(list) == 0) return nst_json_bad(r, "\"event\" must name a type");
  for (size_t i = 0; list && i < json_array_size(list); i++) {
    int label = nst_json_label(r, json_array_get(list, i), "event");
    if (label < 0) return false;
    if (i == 0) e->label = label;
    e->labels |= UINT32_C(1) << nst_label_merged(label);
  }
  return true;
}

static bool read_passage(nst_json_reader *r, const nst_gold_report *report, const json_t *value,
                         const char *key, nst_told *e) {
  const char *quote = nst_json_text(r, value, key);
  if (!quote) return false;
  size_t n = strlen(quote), from = 0;
  if (n == 0) return nst_json_bad(r, "\"%s\" is empty", key);
  while (from + n <= report->text.len && memcmp(report->text.p + from, quote, n) != 0) {
    const char *next = memchr(report->text.p + from + 1, quote[0], report->text.len - from - 1);
    from = next ? (size_t)(next - report->text.p) : report->text.len;
  }
  if (from + n > report->text.len) return nst_json_bad(r, "\"%s\" is not in the text: \"%.80s\"", key, quote);
  if (!e->quote) e->quote = quote;
  NST_JSON_PUSH(r, &e->spans, ((nst_span){(uint32_t)from, (uint32_t)(from + n)}));
  return true;
}

static void read_attribution(nst_json_reader *r, const json_t *list, nst_told *e) {
  for (size_t i = 0; list && i < json_array_size(list); i++) {
    const char *given = nst_json_text(r, json_array_get(list, i), "attribution");
    if (!given || !given[0]) continue;
    nst_str words = nst_utf8_lower(r->arena, nst_str_of(given));
    if (!words.p) r->nomem = true;
    const char *colon = strchr(given, ':');
    size_t n = colon ? (size_t)(colon - given) : strlen(given);
    bool is_code = (n == 3 || (n == 0 && colon)) && (!colon || strlen(colon + 1) == 3);
    nst_actor_code code = {is_code ? nst_arena_copy(r->arena, given, n) : "",
                           is_code && colon ? colon + 1 : ""};
    if (!code.place) r->nomem = true;
    else if (words.p) NST_JSON_PUSH(r, &e->attribution, ((nst_speaker){code, given, words.p}));
  }
}

void nst_read_quantities(nst_json_reader *r, const json_t *list, bool strict, nst_told *e) {
  for (size_t i = 0; list && i < json_array_size(list); i++) {
    const json_t *q = json_array_get(list, i);
    nst_bounds b = {.kind = nst_json_kind(json_object_get(q, "kind"))};
    if (strict && b.kind == NST_Q_COUNT) nst_json_bad(r, "a quantity needs a known \"kind\"");
    nst_json_bound(r, json_object_get(q, "low"), "low", &b.has_low, &b.low);
    nst_json_bound(r, json_object_get(q, "high"), "high", &b.has_high, &b.high);
    NST_JSON_PUSH(r, &e->quantities, b);
  }
}

static bool has_key(const json_t *object, const char *key, nst_detail detail, nst_told *e) {
  if (!json_object_get(object, key)) return false;
  e->has |= UINT32_C(1) << detail;
  return true;
}

static bool is_day(const char *text) {
  return text && strlen(text) == 10 && nst_day_parse(nst_str_of(text), false) != NST_DAY_NONE;
}

static void read_details(nst_json_reader *r, const json_t *o, nst_told *e) {
  e->status = e->content = -1;
  if (has_key(o, "status", NST_DETAIL_STATUS, e)) {
    e->status = nst_json_status(json_object_get(o, "status"));
    if (e->status < 0) nst_json_bad(r, "\"status\" must be actual, negated, disputed or hypothetical");
  }
  if (has_key(o, "condition", NST_DETAIL_CONDITION, e)) {
    const json_t *condition = json_object_get(o, "condition");
    e->condition = json_is_true(condition) || json_string_length(condition) > 0;
  }
  if (has_key(o, "attribution", NST_DETAIL_ATTRIBUTION, e))
    read_attribution(r, nst_json_list(r, o, "attribution", false), e);
  if (has_key(o, "quantities", NST_DETAIL_QUANTITIES, e))
    nst_read_quantities(r, nst_json_list(r, o, "quantities", false), true, e);
  if (has_key(o, "time", NST_DETAIL_TIME, e)) {
    const json_t *time = json_object_get(o, "time");
    e->from = nst_json_text_or_null(r, json_object_get(time, "from"), "from");
    e->to = nst_json_text_or_null(r, json_object_get(time, "to"), "to");
    if (!is_day(e->from) || !is_day(e->to) || strcmp(e->from, e->to) > 0)
      nst_json_bad(r, "\"time\" must be {\"from\": \"YYYY-MM-DD\", \"to\": \"YYYY-MM-DD\"}");
  }
  if (has_key(o, "place", NST_DETAIL_PLACE, e))
    e->place = nst_json_text_or_null(r, json_object_get(o, "place"), "place");
  if (has_key(o, "content", NST_DETAIL_CONTENT, e) && !json_is_null(json_object_get(o, "content")))
    e->content = nst_json_label(r, json_object_get(o, "content"), "content");
}

/* A misspelt key would be an answer that nobody compares. */
static void check_keys(nst_json_reader *r, const json_t *object) {
  static const char known[] = "quote also event source target mutual status optional condition attribution "
                              "quantities time place content note";
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)object, key, value) {
    if (!nst_str_in(nst_str_of(key), known)) nst_json_bad(r, "unknown key \"%.40s\"", key);
  }
}

static bool read_event(nst_json_reader *r, const nst_gold_report *report, const json_t *o, nst_told *e) {
  *e = (nst_told){.id = "", .why = ""};
  if (!json_is_object(o)) return nst_json_bad(r, "must be an object");
  check_keys(r, o);
  if (!read_passage(r, report, json_object_get(o, "quote"), "quote", e)) return false;
  const json_t *also = nst_json_list(r, o, "also", false);
  for (size_t i = 0; also && i < json_array_size(also); i++)
    (void)read_passage(r, report, json_array_get(also, i), "also", e);
  (void)read_labels(r, nst_json_list(r, o, "event", true), e);
  (void)nst_read_codes(r, nst_json_list(r, o, "source", true), "source", &e->source);
  (void)nst_read_codes(r, nst_json_list(r, o, "target", true), "target", &e->target);
  nst_json_flag(r, o, "mutual", &e->mutual);
  nst_json_flag(r, o, "optional", &e->optional);
  read_details(r, o, e);
  return true;
}

static bool read_text(nst_json_reader *r, nst_gold_report *out) {
  const char *text = nst_json_text(r, json_object_get(r->object, "text"), "text");
  const char *title = nst_json_text_or_null(r, json_object_get(r->object, "title"), "title");
  if (!text) return false;
  out->body = out->text = nst_str_of(text);
  if (!title || !title[0]) return true;
  out->title = nst_str_of(title);
  const char *joined = nst_arena_format(r->arena, "%s\n\n%s", title, text);
  if (!joined) r->nomem = true;
  else out->text = nst_str_of(joined);
  return joined != NULL;
}

static bool read_report(nst_json_reader *r, nst_gold_report *out) {
  *out = (nst_gold_report){.line = r->line, .title = NST_STR(""), .complete = false};
  const char *id = nst_json_text(r, json_object_get(r->object, "id"), "id");
  const char *date = nst_json_text_or_null(r, json_object_get(r->object, "date"), "date");
  if (id && !id[0]) return nst_json_bad(r, "\"id\" is empty");
  if (date && date[0] && !is_day(date)) nst_json_bad(r, "\"date\" must be YYYY-MM-DD, not \"%.40s\"", date);
  out->id = id;
  out->date = date ? date : "";
  if (!read_text(r, out) || !id) return false;
  nst_json_flag(r, r->object, "complete", &out->complete);
  const json_t *events = nst_json_list(r, r->object, "events", true);
  for (size_t i = 0; events && i < json_array_size(events); i++) {
    char at[32];
    nst_told e;
    (void)snprintf(at, sizeof at, "event %zu", i + 1);
    r->at = at;
    if (read_event(r, out, json_array_get(events, i), &e)) NST_JSON_PUSH(r, &out->events, e);
    r->at = "";
  }
  return true;
}

static void add_report(nst_json_reader *r, nst_gold *gold, nst_gold_report report) {
  if (!report.id) return;
  if (nst_map_get(&gold->ids, nst_str_of(report.id)) != NST_MAP_NONE)
    nst_json_bad(r, "a report with the id \"%.80s\" stands above", report.id);
  else if (!nst_map_put(&gold->ids, nst_str_of(report.id), (uint32_t)gold->n)) r->nomem = true;
  else NST_JSON_PUSH(r, gold, report);
}

nst_status nst_gold_read(nst_arena *arena, nst_str data, nst_gold_fn fn, void *user, nst_gold **out) {
  *out = NULL;
  nst_gold *gold = nst_arena_take(arena, sizeof *gold);
  if (!gold) return NST_NOMEM;
  gold->arena = arena;
  nst_map_init(&gold->ids, arena);
  nst_json_reader r = {.arena = arena, .rest = data, .at = "", .fn = fn, .user = user};
  while (nst_json_next(&r)) {
    nst_gold_report report;
    if (read_report(&r, &report)) add_report(&r, gold, report);
  }
  NST_TRY(nst_json_end(&r));
  if (gold->n == 0) return NST_EMPTY;
  *out = gold;
  return NST_OK;
}

nst_status nst_gold_second(nst_gold *gold, nst_str data, nst_gold_fn fn, void *user) {
  nst_gold *other;
  NST_TRY(nst_gold_read(gold->arena, data, fn, user, &other));
  size_t mistakes = 0;
  for (size_t i = 0; i < gold->n; i++) gold->items[i].records = (nst_tolds){0};
  for (size_t i = 0; i < other->n; i++) {
    nst_gold_report *b = &other->items[i];
    uint32_t at = nst_map_get(&gold->ids, nst_str_of(b->id));
    nst_gold_report *a = at != NST_MAP_NONE ? &gold->items[at] : NULL;
    if (!a) gold->strangers++;
    else if (nst_str_eq(a->text, b->text)) a->records = b->events;
    else {
      mistakes++;
      if (fn) fn(user, b->line, "the text is not the one that the first annotation has");
    }
  }
  for (size_t i = 0; i < gold->n; i++) {
    if (nst_map_get(&other->ids, nst_str_of(gold->items[i].id)) != NST_MAP_NONE) continue;
    mistakes++;
    char why[160];
    (void)snprintf(why, sizeof why, "report \"%.80s\" is not in the second annotation", gold->items[i].id);
    if (fn) fn(user, 0, why);
  }
  return mistakes ? NST_FORMAT : NST_OK;
}
