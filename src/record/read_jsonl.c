/* read_jsonl.c - a line of Nestor's own JSONL as a record. Fields that are not there stay empty. */
#include <jansson.h>
#include <math.h>

#include "record/read.h"
#include "record/scale.h"

typedef struct reader {
  nst_arena *arena;
  nst_error *error;
  const char *wrong; /**< the first field that is not what it should be */
} reader;

static const char *keep(reader *r, const json_t *value, const char *field) {
  if (value == NULL || json_is_null(value)) return "";
  if (!json_is_string(value)) {
    if (r->wrong == NULL) r->wrong = field;
    return "";
  }
  const char *copy = nst_arena_copy(r->arena, json_string_value(value), json_string_length(value));
  return copy != NULL ? copy : "";
}

static const char *text(reader *r, const json_t *object, const char *field) {
  return keep(r, json_object_get(object, field), field);
}

/** A finite number; `has` false for null or nothing. */
static double number(reader *r, const json_t *object, const char *field, bool *has) {
  const json_t *value = json_object_get(object, field);
  *has = json_is_number(value);
  if (*has) return json_number_value(value);
  if (value != NULL && !json_is_null(value) && r->wrong == NULL) r->wrong = field;
  return 0;
}

static uint32_t whole(reader *r, const json_t *value, const char *field) {
  json_int_t n = json_integer_value(value);
  if (value != NULL && (!json_is_integer(value) || n < 0 || n > UINT32_MAX) && r->wrong == NULL)
    r->wrong = field;
  return n >= 0 && n <= UINT32_MAX ? (uint32_t)n : 0;
}

static nst_span span_of(reader *r, const json_t *object) {
  const json_t *span = json_object_get(object, "span");
  if (span == NULL || json_is_null(span)) return (nst_span){0, 0};
  return (nst_span){whole(r, json_array_get(span, 0), "span"), whole(r, json_array_get(span, 1), "span")};
}

static nst_passage passage(reader *r, const json_t *object) {
  if (!json_is_object(object)) return (nst_passage){"", {0, 0}};
  return (nst_passage){text(r, object, "text"), span_of(r, object)};
}

/** The array under `field`; NULL where there is none. Its size in *n. */
static const json_t *array(reader *r, const json_t *object, const char *field, size_t *n) {
  const json_t *value = json_object_get(object, field);
  *n = json_array_size(value);
  if (value != NULL && !json_is_null(value) && !json_is_array(value) && r->wrong == NULL) r->wrong = field;
  return value;
}

static const nst_actor *actors(reader *r, const json_t *object, const char *field, size_t *n) {
  const json_t *list = array(r, object, field, n);
  nst_actor *out = nst_arena_array(r->arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) {
    const json_t *a = json_array_get(list, i);
    if (!json_is_object(a) && r->wrong == NULL) r->wrong = field;
    out[i] = (nst_actor){passage(r, a),     text(r, a, "name"),   text(r, a, "country"),
                         text(r, a, "org"), text(r, a, "sector"), text(r, a, "code")};
  }
  return out;
}

static const char *const *strings(reader *r, const json_t *object, const char *field, size_t *n) {
  const json_t *list = array(r, object, field, n);
  const char **out = nst_arena_array(r->arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) out[i] = keep(r, json_array_get(list, i), field);
  return out;
}

static const nst_passage *passages(reader *r, const json_t *object, const char *field, size_t *n) {
  const json_t *list = array(r, object, field, n);
  nst_passage *out = nst_arena_array(r->arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) out[i] = passage(r, json_array_get(list, i));
  return out;
}

static const nst_quantity *quantities(reader *r, const json_t *object, size_t *n) {
  const json_t *list = array(r, object, "quantities", n);
  nst_quantity *out = nst_arena_array(r->arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) {
    const json_t *q = json_array_get(list, i);
    const char *kind = text(r, q, "kind");
    out[i].kind = NST_Q_OTHER;
    for (int k = 0; k < NST_Q_COUNT; k++)
      if (strcmp(kind, nst_quantity_kind_name((nst_quantity_kind)k)) == 0) out[i].kind = (nst_quantity_kind)k;
    out[i].low = number(r, q, "low", &out[i].has_low);
    out[i].high = number(r, q, "high", &out[i].has_high);
    out[i].unit = text(r, q, "unit");
    out[i].mention = passage(r, q);
  }
  return out;
}

static void read_place(reader *r, const json_t *object, nst_place *out) {
  static const char *const precisions[] = {"", "country", "admin1", "city"};
  const json_t *p = json_object_get(object, "place");
  *out = (nst_place){
      .text = text(r, p, "text"), .country = text(r, p, "country"), .admin1 = text(r, p, "admin1")};
  const char *precision = text(r, p, "precision");
  for (int i = 1; i <= NST_PLACE_CITY; i++)
    if (strcmp(precision, precisions[i]) == 0) out->precision = (nst_place_precision)i;
  bool has_lat, has_lon;
  out->lat = number(r, p, "lat", &has_lat);
  out->lon = number(r, p, "lon", &has_lon);
  out->has_point = has_lat && has_lon;
}

static void copy_day(char out[11], const char *day) {
  size_t n = strlen(day);
  memcpy(out, day, n == 10 ? 11 : 0);
  if (n != 10) out[0] = '\0';
}

static void read_rest(reader *r, const json_t *object, nst_event *out) {
  bool has;
  out->mode = text(r, object, "mode");
  out->contexts = strings(r, object, "context", &out->n_contexts);
  out->cameo = text(r, object, "cameo");
  out->goldstein = number(r, object, "goldstein", &has);
  out->content = nst_event_parse(text(r, object, "content"));
  out->source = actors(r, object, "source", &out->n_source);
  out->target = actors(r, object, "target", &out->n_target);
  out->mutual = json_is_true(json_object_get(object, "mutual"));
  out->trigger = passage(r, json_object_get(object, "trigger"));
  out->mentions = passages(r, object, "mentions", &out->n_mentions);
  out->condition = passage(r, json_object_get(object, "condition"));
  out->attribution = actors(r, object, "attribution", &out->n_attribution);
  out->quantities = quantities(r, object, &out->n_quantities);
  const json_t *time = json_object_get(object, "time");
  out->time.text = text(r, time, "text");
  copy_day(out->time.from, text(r, time, "from"));
  copy_day(out->time.to, text(r, time, "to"));
  read_place(r, object, &out->place);
  out->confidence = number(r, object, "confidence", &has);
  out->why = strings(r, object, "why", &out->n_why);
}

static nst_status read_object(reader *r, const json_t *object, nst_event *out) {
  *out = (nst_event){
      .id = text(r, object, "id"), .doc = text(r, object, "doc"), .date = text(r, object, "date")};
  out->sentence = whole(r, json_object_get(object, "sentence"), "sentence");
  out->type = nst_event_parse(text(r, object, "event"));
  if (out->type == NST_EVENT_NONE)
    return nst_fail(r->error, NST_FORMAT, 0, 0, "\"event\" is none of the sixteen types: '%.20s'",
                    text(r, object, "event"));
  if (out->id[0] == '\0' || out->doc[0] == '\0')
    return nst_fail(r->error, NST_FORMAT, 0, 0, "a record needs \"id\" and \"doc\"");
  const char *status = text(r, object, "status");
  for (int i = 0; i <= NST_HYPOTHETICAL; i++)
    if (strcmp(status, nst_event_status_name((nst_event_status)i)) == 0) out->status = (nst_event_status)i;
  read_rest(r, object, out);
  if (!(out->confidence >= 0 && out->confidence <= 1) && r->wrong == NULL) r->wrong = "confidence";
  if (!isfinite(out->goldstein) && r->wrong == NULL) r->wrong = "goldstein";
  if (r->wrong != NULL)
    return nst_fail(r->error, NST_FORMAT, 0, 0, "\"%s\" is not what it should be (docs/codebook.md)",
                    r->wrong);
  return nst_arena_failed(r->arena) ? nst_fail(r->error, NST_NOMEM, 0, 0, "out of memory") : NST_OK;
}

nst_status nst_read_jsonl(nst_arena *arena, const char *line, size_t len, nst_event *out, nst_error *error) {
  json_error_t why;
  json_t *object = json_loadb(line, len, 0, &why);
  if (object == NULL)
    return nst_fail(error, NST_FORMAT, 0, why.position > 0 ? (size_t)why.position : 0, "broken JSON: %.120s",
                    why.text);
  reader r = {arena, error, NULL};
  nst_status status = json_is_object(object) ? read_object(&r, object, out)
                                             : nst_fail(error, NST_FORMAT, 0, 0, "not a JSON object");
  json_decref(object);
  return status;
}
