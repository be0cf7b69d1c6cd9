/* picture_json.c - a picture as one JSON object. */
#include "picture/picture_int.h"
#include "record/value.h"

static void put_key(nst_buf *buf, const char *key) {
  nst_buf_format(buf, ",\"%s\":", key);
}

static void put_text(nst_buf *buf, const char *key, const char *text) {
  put_key(buf, key);
  nst_put_json_string(buf, text);
}

static void put_text_or_null(nst_buf *buf, const char *key, const char *text) {
  put_key(buf, key);
  if (text[0] == '\0') nst_buf_text(buf, "null");
  else nst_put_json_string(buf, text);
}

static void put_value(nst_buf *buf, const char *key, bool has, double value) {
  put_key(buf, key);
  if (has) nst_put_number(buf, value, 3);
  else nst_buf_text(buf, "null");
}

static void put_quantity(nst_buf *buf, const nst_line *line) {
  put_key(buf, "quantity");
  if (!line->has_quantity) {
    nst_buf_text(buf, "null");
    return;
  }
  nst_buf_format(buf, "{\"kind\":\"%s\"", nst_quantity_kind_name(line->kind));
  put_value(buf, "low", line->has_low, line->low);
  put_value(buf, "high", line->has_high, line->high);
  put_text(buf, "unit", line->unit);
  nst_buf_char(buf, '}');
}

static void put_talks(nst_buf *buf, const nst_line *line) {
  if (line->ledger != NST_LEDGER_TALKS) return;
  put_text(buf, "medium", line->medium);
  put_text_or_null(buf, "asked_by", line->asked_by);
  bool known = line->duration_high > 0;
  put_value(buf, "duration_low", known, line->duration_low);
  put_value(buf, "duration_high", known, line->duration_high);
  put_value(buf, "round", line->round > 0, line->round);
}

static void put_reports(nst_buf *buf, const nst_line *line) {
  put_key(buf, "reports");
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < line->n_reports; i++) {
    nst_buf_format(buf, "%s{\"id\":%lld", i > 0 ? "," : "", (long long)line->reports[i]);
    put_text(buf, "doc", line->docs[i]);
    nst_buf_char(buf, '}');
  }
  nst_buf_char(buf, ']');
}

static void put_line(nst_buf *buf, const nst_line *line) {
  nst_buf_format(buf, "{\"event\":%lld", (long long)line->event);
  put_text(buf, "state", nst_line_state_name(line->state));
  put_text(buf, "type", nst_event_name(line->type));
  put_text_or_null(buf, "content", line->content == NST_EVENT_NONE ? "" : nst_event_name(line->content));
  put_text(buf, "status", nst_event_status_name(line->status));
  put_text_or_null(buf, "from", line->from);
  put_text_or_null(buf, "to", line->to);
  put_text(buf, "who", line->who);
  put_text(buf, "whom", line->whom);
  nst_buf_format(buf, ",\"mutual\":%s", line->mutual ? "true" : "false");
  put_text(buf, "what", line->what);
  put_talks(buf, line);
  put_text_or_null(buf, "condition", line->condition);
  put_text_or_null(buf, "according_to", line->according_to);
  put_text_or_null(buf, "place", line->place);
  put_quantity(buf, line);
  put_key(buf, "other");
  if (line->other == 0) {
    nst_buf_text(buf, "null");
  } else {
    nst_buf_format(buf, "{\"event\":%lld", (long long)line->other);
    put_text_or_null(buf, "day", line->other_day);
    put_text(buf, "words", line->other_words);
    nst_buf_char(buf, '}');
  }
  nst_buf_format(buf, ",\"n_records\":%u,\"n_sources\":%u", line->n_records, line->n_sources);
  put_reports(buf, line);
  nst_buf_char(buf, '}');
}

static void put_range(nst_buf *buf, const char *key, double low, double high) {
  put_key(buf, key);
  nst_buf_char(buf, '[');
  nst_put_number(buf, low, 0);
  nst_buf_char(buf, ',');
  nst_put_number(buf, high, 0);
  nst_buf_char(buf, ']');
}

void nst_picture_json(nst_buf *buf, const nst_picture *picture) {
  const nst_picture_facts *f = &picture->facts;
  nst_buf_format(buf, "{\"subject\":\"%s%s%s\",\"events\":%llu,\"disputed\":%llu", f->a,
                 f->b[0] != '\0' ? "-" : "", f->b, (unsigned long long)f->events,
                 (unsigned long long)f->disputed);
  put_text_or_null(buf, "first_day", f->first_day);
  put_text_or_null(buf, "last_day", f->last_day);
  put_range(buf, "deaths", f->deaths_low, f->deaths_high);
  put_range(buf, "injured", f->injured_low, f->injured_high);
  nst_buf_text(buf, ",\"ledgers\":{");
  for (int i = 0; i < NST_LEDGER_COUNT; i++) {
    nst_buf_format(buf, "%s\"%s\":{\"total\":%llu,\"lines\":[", i > 0 ? "," : "",
                   nst_ledger_name((nst_ledger)i), (unsigned long long)picture->ledgers[i].total);
    for (size_t k = 0; k < picture->ledgers[i].n; k++) {
      if (k > 0) nst_buf_char(buf, ',');
      put_line(buf, &picture->ledgers[i].items[k]);
    }
    nst_buf_text(buf, "]}");
  }
  nst_buf_text(buf, "}}");
}
