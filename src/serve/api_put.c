/* api_put.c - events and reports as JSON. */
#include "record/record.h"
#include "serve/api.h"

static void put_actors(nst_buf *out, const char *key, const nst_actor *actors, size_t n) {
  json_key(out, key);
  json_open(out, '[');
  for (size_t i = 0; i < n; i++) {
    const nst_actor *a = &actors[i];
    json_open(out, '{');
    json_key(out, "text");
    json_string(out, a->mention.text);
    json_key(out, "name");
    json_string(out, a->name);
    json_key(out, "country");
    json_string(out, a->country);
    json_key(out, "org");
    json_string(out, a->org);
    json_key(out, "sector");
    json_string(out, a->sector);
    json_close(out, '}');
  }
  json_close(out, ']');
}

static void put_quantities(nst_buf *out, const nst_event *e) {
  json_key(out, "quantities");
  json_open(out, '[');
  for (size_t i = 0; i < e->n_quantities; i++) {
    const nst_quantity *q = &e->quantities[i];
    json_open(out, '{');
    json_key(out, "kind");
    json_string(out, nst_quantity_kind_name(q->kind));
    json_key(out, "low");
    if (q->has_low) json_number(out, q->low, 3);
    else json_null(out);
    json_key(out, "high");
    if (q->has_high) json_number(out, q->high, 3);
    else json_null(out);
    json_key(out, "unit");
    json_string(out, q->unit);
    json_key(out, "text");
    json_string(out, q->mention.text);
    json_close(out, '}');
  }
  json_close(out, ']');
}

static void put_place(nst_buf *out, const nst_place *place) {
  static const char *const precision[] = {"", "country", "admin1", "city"};
  json_key(out, "place");
  if (place->precision == NST_PLACE_NONE) {
    json_null(out);
    return;
  }
  json_open(out, '{');
  json_key(out, "text");
  json_string(out, place->text);
  json_key(out, "country");
  json_string(out, place->country);
  json_key(out, "admin1");
  json_string(out, place->admin1);
  json_key(out, "precision");
  json_string(out, precision[place->precision]);
  json_key(out, "lat");
  if (place->has_point) json_number(out, place->lat, 4);
  else json_null(out);
  json_key(out, "lon");
  if (place->has_point) json_number(out, place->lon, 4);
  else json_null(out);
  json_close(out, '}');
}

void nst_api_put_day(nst_buf *out, const char *key, nst_day day) {
  char text[11];
  nst_day_format(day, text);
  json_key(out, key);
  json_string_or_null(out, text);
}

/** What was done: type, codes, words. */
static void put_act(nst_buf *out, const nst_event *e) {
  json_key(out, "event");
  json_string(out, nst_event_name(e->type));
  json_key(out, "mode");
  json_string(out, e->mode);
  json_key(out, "content");
  json_string_or_null(out, e->content == NST_EVENT_NONE ? "" : nst_event_name(e->content));
  json_key(out, "cameo");
  json_string(out, e->cameo);
  json_key(out, "goldstein");
  json_number(out, e->goldstein, 2);
  json_key(out, "quad");
  json_int(out, nst_event_quad(e->type));
  json_key(out, "trigger");
  json_string(out, e->trigger.text);
  json_key(out, "condition");
  json_string_or_null(out, e->condition.text);
}

void nst_api_put_event(nst_buf *out, const nst_store_event *event) {
  const nst_event *e = &event->record;
  json_open(out, '{');
  json_key(out, "id");
  json_string(out, e->id);
  json_key(out, "number");
  json_int(out, event->id);
  json_key(out, "report");
  json_int(out, event->report);
  json_key(out, "doc");
  json_string(out, e->doc);
  json_key(out, "publisher");
  json_string_or_null(out, event->publisher);
  json_key(out, "date");
  json_string_or_null(out, e->date);
  nst_api_put_day(out, "day", event->day);
  put_act(out, e);
  put_actors(out, "source", e->source, e->n_source);
  put_actors(out, "target", e->target, e->n_target);
  json_key(out, "mutual");
  json_bool(out, e->mutual);
  json_key(out, "status");
  json_string(out, nst_event_status_name(event->status));
  put_actors(out, "attribution", e->attribution, e->n_attribution);
  put_quantities(out, e);
  json_key(out, "from");
  json_string_or_null(out, e->time.from);
  json_key(out, "to");
  json_string_or_null(out, e->time.to);
  put_place(out, &e->place);
  json_key(out, "confidence");
  json_number(out, e->confidence, 3);
  json_key(out, "score");
  json_number(out, event->score, 2);
  json_key(out, "records");
  json_int(out, event->n_records);
  json_key(out, "sources");
  json_int(out, event->n_sources);
  json_close(out, '}');
}

void nst_api_put_record(nst_buf *out, const nst_event *record) {
  nst_buf line;
  nst_buf_init(&line, nst_allocator_default());
  nst_record_jsonl(&line, record);
  if (line.failed) out->failed = true;
  else json_raw(out, line.p, line.len);
  nst_buf_free(&line);
}

void nst_api_put_report_head(nst_buf *out, const nst_stored_report *r) {
  json_key(out, "id");
  json_int(out, r->id);
  json_key(out, "doc");
  json_string(out, r->doc);
  json_key(out, "date");
  json_string_or_null(out, r->date);
  json_key(out, "title");
  json_string_n(out, r->title, r->title_len);
  json_key(out, "source");
  json_string_or_null(out, r->source);
  json_key(out, "url");
  json_string_or_null(out, r->url);
  json_key(out, "records");
  json_int(out, r->n_records);
  json_key(out, "wire");
  json_int(out, r->wire);
  json_key(out, "alike");
  json_int(out, r->n_wire);
}

void nst_api_whole_text(nst_buf *out, const nst_stored_report *r) {
  if (!r->has_text) return;
  if (r->title_len > 0) {
    nst_buf_put(out, r->title, r->title_len);
    nst_buf_text(out, "\n\n");
  }
  nst_buf_put(out, r->text, r->text_len);
}
