/* records.c - event records out of JSONL, each given to the report it belongs to.
 *
 * What the measures do not compare is not read. Records may come from another program: what is missing counts as not
 * given. */
#include "base/utf8.h"
#include "measure/json.h"
#include "measure/read.h"

static bool read_span(nst_json_reader *r, const json_t *passage, nst_told *e) {
  const json_t *span = json_object_get(passage, "span");
  if (!span || json_is_null(span)) return true;
  json_int_t from = json_integer_value(json_array_get(span, 0)),
             to = json_integer_value(json_array_get(span, 1));
  if (!json_is_integer(json_array_get(span, 0)) || !json_is_integer(json_array_get(span, 1)) || from < 0 ||
      to < from || to > UINT32_MAX)
    return nst_json_bad(r, "\"span\" must be [begin, end] in bytes");
  NST_JSON_PUSH(r, &e->spans, ((nst_span){(uint32_t)from, (uint32_t)to}));
  return true;
}

/* Text of an object, "" where there is none. */
static const char *text_at(nst_json_reader *r, const json_t *object, const char *key) {
  const char *text = nst_json_text_or_null(r, json_object_get(object, key), key);
  return text ? text : "";
}

static nst_actor_code read_code(nst_json_reader *r, const json_t *actor) {
  nst_actor_code code = {text_at(r, actor, "country"), text_at(r, actor, "sector")};
  if (!code.place[0]) code.place = text_at(r, actor, "org");
  return code;
}

static void read_actors(nst_json_reader *r, const json_t *o, const char *key, nst_actor_codes *out) {
  const json_t *list = nst_json_list(r, o, key, false);
  for (size_t i = 0; list && i < json_array_size(list); i++)
    NST_JSON_PUSH(r, out, read_code(r, json_array_get(list, i)));
}

static void read_speakers(nst_json_reader *r, const json_t *o, nst_told *e) {
  const json_t *list = nst_json_list(r, o, "attribution", false);
  for (size_t i = 0; list && i < json_array_size(list); i++) {
    const json_t *speaker = json_array_get(list, i);
    const char *text = text_at(r, speaker, "text");
    const char *both = nst_arena_format(r->arena, "%s %s", text, text_at(r, speaker, "name"));
    nst_str words = both ? nst_utf8_lower(r->arena, nst_str_of(both)) : (nst_str){NULL, 0};
    if (!words.p) r->nomem = true;
    else NST_JSON_PUSH(r, &e->attribution, ((nst_speaker){read_code(r, speaker), text, words.p}));
  }
}

static void read_details(nst_json_reader *r, const json_t *o, nst_told *e) {
  const json_t *condition = json_object_get(o, "condition"), *time = json_object_get(o, "time");
  const json_t *place = json_object_get(o, "place"), *content = json_object_get(o, "content");
  e->status = nst_json_status(json_object_get(o, "status"));
  e->condition =
      json_object_size(condition) > 0 || json_string_length(condition) > 0 || json_is_true(condition);
  read_speakers(r, o, e);
  nst_read_quantities(r, nst_json_list(r, o, "quantities", false), false, e);
  e->from = nst_json_text_or_null(r, json_object_get(time, "from"), "from");
  e->to = nst_json_text_or_null(r, json_object_get(time, "to"), "to");
  e->place = nst_json_text_or_null(r, json_object_get(place, "country"), "country");
  e->content = content && !json_is_null(content) ? nst_json_label(r, content, "content") : -1;
  nst_json_bound(r, json_object_get(o, "confidence"), "confidence", &e->has_confidence, &e->confidence);
  if (e->has_confidence && !(e->confidence >= 0 && e->confidence <= 1))
    nst_json_bad(r, "\"confidence\" must be from 0 to 1");
  const char *why = nst_json_text_or_null(r, json_array_get(json_object_get(o, "why"), 0), "why");
  e->why = why ? why : "";
}

static bool read_record(nst_json_reader *r, const json_t *o, nst_told *e) {
  *e = (nst_told){.label = nst_json_label(r, json_object_get(o, "event"), "event")};
  if (e->label < 0) return false;
  e->labels = UINT32_C(1) << nst_label_merged(e->label);
  const json_t *trigger = json_object_get(o, "trigger"), *mentions = nst_json_list(r, o, "mentions", false);
  e->id = text_at(r, o, "id");
  e->quote = text_at(r, trigger, "text");
  if (!read_span(r, trigger, e)) return false;
  for (size_t i = 0; mentions && i < json_array_size(mentions); i++)
    if (!read_span(r, json_array_get(mentions, i), e)) return false;
  read_actors(r, o, "source", &e->source);
  read_actors(r, o, "target", &e->target);
  nst_json_flag(r, o, "mutual", &e->mutual);
  read_details(r, o, e);
  return true;
}

nst_status nst_gold_records(nst_gold *gold, nst_str data, nst_gold_fn fn, void *user) {
  nst_json_reader r = {.arena = gold->arena, .rest = data, .at = "", .fn = fn, .user = user};
  while (nst_json_next(&r)) {
    const char *doc = nst_json_text(&r, json_object_get(r.object, "doc"), "doc");
    uint32_t at = doc ? nst_map_get(&gold->ids, nst_str_of(doc)) : NST_MAP_NONE;
    nst_told e;
    if (doc && at == NST_MAP_NONE) gold->strangers++;
    if (at != NST_MAP_NONE && read_record(&r, r.object, &e)) NST_JSON_PUSH(&r, &gold->items[at].records, e);
  }
  return nst_json_end(&r);
}
