/* jsonl.c - a record as one line of JSON. Field order and names: docs/codebook.md. */
#include "record/record.h"
#include "record/value.h"

static void put_key(nst_buf *buf, const char *key) {
  nst_buf_format(buf, ",\"%s\":", key);
}

static void put_text(nst_buf *buf, const char *key, const char *value) {
  put_key(buf, key);
  nst_put_json_string(buf, value);
}

/** null where there is no text. */
static void put_text_or_null(nst_buf *buf, const char *key, const char *value) {
  put_key(buf, key);
  if (value[0] == '\0') nst_buf_text(buf, "null");
  else nst_put_json_string(buf, value);
}

static void put_span(nst_buf *buf, nst_span span) {
  nst_buf_format(buf, "\"span\":[%u,%u]", (unsigned)span.begin, (unsigned)span.end);
}

static void put_passage(nst_buf *buf, const nst_passage *passage) {
  nst_buf_text(buf, "{\"text\":");
  nst_put_json_string(buf, passage->text);
  nst_buf_char(buf, ',');
  put_span(buf, passage->span);
  nst_buf_char(buf, '}');
}

static void put_actor(nst_buf *buf, const nst_actor *actor) {
  nst_buf_text(buf, "{\"text\":");
  nst_put_json_string(buf, actor->mention.text);
  nst_buf_char(buf, ',');
  put_span(buf, actor->mention.span);
  put_text(buf, "name", actor->name);
  put_text(buf, "country", actor->country);
  put_text(buf, "org", actor->org);
  put_text(buf, "sector", actor->sector);
  if (actor->code && actor->code[0] != '\0') put_text(buf, "code", actor->code);
  nst_buf_char(buf, '}');
}

static void put_actors(nst_buf *buf, const char *key, const nst_actor *actors, size_t n) {
  put_key(buf, key);
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < n; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    put_actor(buf, &actors[i]);
  }
  nst_buf_char(buf, ']');
}

static void put_strings(nst_buf *buf, const char *key, const char *const *texts, size_t n) {
  put_key(buf, key);
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < n; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    nst_put_json_string(buf, texts[i]);
  }
  nst_buf_char(buf, ']');
}

static void put_optional(nst_buf *buf, const char *key, bool has, double value, int decimals) {
  put_key(buf, key);
  if (has) nst_put_number(buf, value, decimals);
  else nst_buf_text(buf, "null");
}

static void put_quantities(nst_buf *buf, const nst_event *event) {
  put_key(buf, "quantities");
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < event->n_quantities; i++) {
    const nst_quantity *q = &event->quantities[i];
    nst_buf_format(buf, "%s{\"kind\":\"%s\"", i > 0 ? "," : "", nst_quantity_kind_name(q->kind));
    put_optional(buf, "low", q->has_low, q->low, 3);
    put_optional(buf, "high", q->has_high, q->high, 3);
    put_text(buf, "unit", q->unit);
    put_text(buf, "text", q->mention.text);
    nst_buf_char(buf, ',');
    put_span(buf, q->mention.span);
    nst_buf_char(buf, '}');
  }
  nst_buf_char(buf, ']');
}

static void put_place(nst_buf *buf, const nst_place *place) {
  static const char *const precision[] = {"", "country", "admin1", "city"};
  put_key(buf, "place");
  if (place->precision == NST_PLACE_NONE) {
    nst_buf_text(buf, "null");
    return;
  }
  nst_buf_text(buf, "{\"text\":");
  nst_put_json_string(buf, place->text);
  put_text(buf, "country", place->country);
  put_text(buf, "admin1", place->admin1);
  put_optional(buf, "lat", place->has_point, place->lat, 4);
  put_optional(buf, "lon", place->has_point, place->lon, 4);
  put_text(buf, "precision", precision[place->precision]);
  nst_buf_char(buf, '}');
}

static void put_time(nst_buf *buf, const nst_time *time) {
  put_key(buf, "time");
  nst_buf_text(buf, "{\"text\":");
  nst_put_json_string(buf, time->text);
  put_text_or_null(buf, "from", time->from);
  put_text_or_null(buf, "to", time->to);
  nst_buf_char(buf, '}');
}

void nst_record_jsonl(nst_buf *buf, const nst_event *event) {
  nst_buf_text(buf, "{\"id\":");
  nst_put_json_string(buf, event->id);
  put_text(buf, "doc", event->doc);
  put_text_or_null(buf, "date", event->date);
  nst_buf_format(buf, ",\"sentence\":%u", (unsigned)event->sentence);
  put_text(buf, "event", nst_event_name(event->type));
  put_text(buf, "mode", event->mode);
  put_strings(buf, "context", event->contexts, event->n_contexts);
  put_text(buf, "cameo", event->cameo);
  put_key(buf, "goldstein");
  nst_put_number(buf, event->goldstein, 2);
  nst_buf_format(buf, ",\"quad\":%d", nst_event_quad(event->type));
  put_text_or_null(buf, "content", event->content == NST_EVENT_NONE ? "" : nst_event_name(event->content));
  put_actors(buf, "source", event->source, event->n_source);
  put_actors(buf, "target", event->target, event->n_target);
  nst_buf_format(buf, ",\"mutual\":%s", event->mutual ? "true" : "false");
  put_key(buf, "trigger");
  put_passage(buf, &event->trigger);
  put_key(buf, "mentions");
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < event->n_mentions; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    put_passage(buf, &event->mentions[i]);
  }
  nst_buf_char(buf, ']');
  put_text(buf, "status", nst_event_status_name(event->status));
  put_key(buf, "condition");
  if (event->condition.text[0] == '\0') nst_buf_text(buf, "null");
  else put_passage(buf, &event->condition);
  put_actors(buf, "attribution", event->attribution, event->n_attribution);
  put_quantities(buf, event);
  put_time(buf, &event->time);
  put_place(buf, &event->place);
  put_key(buf, "confidence");
  nst_put_number(buf, event->confidence, 3);
  put_strings(buf, "why", event->why, event->n_why);
  nst_buf_text(buf, "}\n");
}

static void put_choice(nst_buf *buf, const nst_choice *k) {
  nst_buf_format(buf, "{\"side\":\"%s\"", k->target ? "target" : "source");
  put_actors(buf, "actors", k->actors, k->n_actors);
  nst_buf_format(buf, ",\"rule\":%s,\"probability\":", k->rule ? "true" : "false");
  nst_put_number(buf, k->probability, 3);
  put_strings(buf, "evidence", k->evidence, k->n_evidence);
  nst_buf_char(buf, '}');
}

void nst_record_jsonl_explained(nst_buf *buf, const nst_result *result, size_t i) {
  nst_record_jsonl(buf, nst_result_event(result, i));
  if (buf->failed) return;
  buf->len -= 2; /* the brace and the line feed */
  nst_buf_text(buf, ",\"grounds\":{");
  nst_ground ground;
  bool first = true;
  for (size_t k = 0; nst_result_ground(result, i, k, &ground); k++) {
    if (ground.value >= 0 && ground.value <= 0) continue;
    if (!first) nst_buf_char(buf, ',');
    nst_put_json_string(buf, ground.name);
    nst_buf_char(buf, ':');
    nst_put_number(buf, ground.value, 3);
    first = false;
  }
  nst_buf_text(buf, "},\"choices\":[");
  nst_choice choice;
  for (size_t k = 0; nst_result_choice(result, i, k, &choice); k++) {
    if (k > 0) nst_buf_char(buf, ',');
    put_choice(buf, &choice);
  }
  nst_buf_text(buf, "]}\n");
}
