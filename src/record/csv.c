/* csv.c - a record as lines of CSV, one for every pair of source and target. */
#include "record/record.h"
#include "record/value.h"

static const char *const columns[] = {"id",
                                      "doc",
                                      "date",
                                      "sentence",
                                      "event",
                                      "mode",
                                      "context",
                                      "cameo",
                                      "goldstein",
                                      "quad",
                                      "content",
                                      "source_text",
                                      "source_name",
                                      "source_country",
                                      "source_org",
                                      "source_sector",
                                      "target_text",
                                      "target_name",
                                      "target_country",
                                      "target_org",
                                      "target_sector",
                                      "mutual",
                                      "status",
                                      "condition",
                                      "attribution",
                                      "quantities",
                                      "time_text",
                                      "time_from",
                                      "time_to",
                                      "place_text",
                                      "place_country",
                                      "place_admin1",
                                      "place_lat",
                                      "place_lon",
                                      "confidence",
                                      "trigger",
                                      "begin",
                                      "end"};

static bool is_one_of(const char *name, const char *list) {
  return nst_str_in(nst_str_of(name), list);
}

const char *nst_record_csv_column(size_t i, const char **type) {
  if (i >= sizeof columns / sizeof *columns) return NULL;
  *type = is_one_of(columns[i], "sentence quad begin end")                    ? "INTEGER"
          : is_one_of(columns[i], "goldstein confidence place_lat place_lon") ? "DOUBLE"
          : is_one_of(columns[i], "date time_from time_to")                   ? "DATE"
          : is_one_of(columns[i], "mutual")                                   ? "BOOLEAN"
                                                                              : "VARCHAR";
  return columns[i];
}

void nst_record_csv_header(nst_buf *buf) {
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    nst_buf_text(buf, columns[i]);
  }
  nst_buf_text(buf, "\r\n");
}

static void put_field(nst_buf *buf, const char *text) {
  nst_put_csv_field(buf, text);
  nst_buf_char(buf, ',');
}

static void put_number_field(nst_buf *buf, bool has, double value, int decimals) {
  if (has) nst_put_number(buf, value, decimals);
  nst_buf_char(buf, ',');
}

/** Build a field in `cell` (emptied first) out of several values, then write it. */
static void put_cell(nst_buf *buf, nst_buf *cell) {
  nst_buf_char(cell, '\0');
  if (cell->failed) buf->failed = true;
  else put_field(buf, cell->p);
  cell->len = 0;
}

static void put_actor(nst_buf *buf, const nst_actor *actor) {
  static const nst_actor nobody = {{"", {0, 0}}, "", "", "", "", ""};
  if (actor == NULL) actor = &nobody;
  put_field(buf, actor->mention.text);
  put_field(buf, actor->name);
  put_field(buf, actor->country);
  put_field(buf, actor->org);
  put_field(buf, actor->sector);
}

static void put_head(nst_buf *buf, nst_buf *cell, const nst_event *event) {
  put_field(buf, event->id);
  put_field(buf, event->doc);
  put_field(buf, event->date);
  nst_buf_format(buf, "%u,", (unsigned)event->sentence);
  put_field(buf, nst_event_name(event->type));
  put_field(buf, event->mode);
  for (size_t i = 0; i < event->n_contexts; i++) {
    if (i > 0) nst_buf_char(cell, ';');
    nst_buf_text(cell, event->contexts[i]);
  }
  put_cell(buf, cell);
  put_field(buf, event->cameo);
  put_number_field(buf, true, event->goldstein, 2);
  nst_buf_format(buf, "%d,", nst_event_quad(event->type));
  put_field(buf, event->content == NST_EVENT_NONE ? "" : nst_event_name(event->content));
}

static void put_quantities(nst_buf *cell, const nst_event *event) {
  for (size_t i = 0; i < event->n_quantities; i++) {
    const nst_quantity *q = &event->quantities[i];
    nst_buf_format(cell, "%s%s:", i > 0 ? ";" : "", nst_quantity_kind_name(q->kind));
    if (q->has_low) nst_put_number(cell, q->low, 3);
    nst_buf_text(cell, "..");
    if (q->has_high) nst_put_number(cell, q->high, 3);
    if (q->unit[0] != '\0') nst_buf_format(cell, " %s", q->unit);
  }
}

static void put_tail(nst_buf *buf, nst_buf *cell, const nst_event *event) {
  put_field(buf, event->mutual ? "true" : "false");
  put_field(buf, nst_event_status_name(event->status));
  put_field(buf, event->condition.text);
  for (size_t i = 0; i < event->n_attribution; i++) {
    if (i > 0) nst_buf_text(cell, " > ");
    nst_buf_text(cell, event->attribution[i].mention.text);
  }
  put_cell(buf, cell);
  put_quantities(cell, event);
  put_cell(buf, cell);
  put_field(buf, event->time.text);
  put_field(buf, event->time.from);
  put_field(buf, event->time.to);
  put_field(buf, event->place.text);
  put_field(buf, event->place.country);
  put_field(buf, event->place.admin1);
  put_number_field(buf, event->place.has_point, event->place.lat, 4);
  put_number_field(buf, event->place.has_point, event->place.lon, 4);
  put_number_field(buf, true, event->confidence, 3);
  put_field(buf, event->trigger.text);
  nst_buf_format(buf, "%u,%u\r\n", (unsigned)event->trigger.span.begin, (unsigned)event->trigger.span.end);
}

void nst_record_csv(nst_buf *buf, const nst_event *event) {
  nst_buf cell;
  nst_buf_init(&cell, buf->allocator);
  for (size_t s = 0; s == 0 || s < event->n_source; s++) {
    for (size_t t = 0; t == 0 || t < event->n_target; t++) {
      put_head(buf, &cell, event);
      put_actor(buf, s < event->n_source ? &event->source[s] : NULL);
      put_actor(buf, t < event->n_target ? &event->target[t] : NULL);
      put_tail(buf, &cell, event);
    }
  }
  nst_buf_free(&cell);
}
