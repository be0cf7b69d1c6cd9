/* relation.c - the answer about one pair as one line of JSON. */
#include "record/record.h"
#include "record/value.h"

static void put_list(nst_buf *buf, const char *key, const char *const *items, size_t n) {
  nst_buf_format(buf, ",\"%s\":[", key);
  for (size_t i = 0; i < n; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    nst_put_json_string(buf, items[i]);
  }
  nst_buf_char(buf, ']');
}

void nst_record_relation(nst_buf *buf, const char *id, const nst_relation *relation, bool evidence) {
  nst_buf_text(buf, "{\"id\":");
  nst_put_json_string(buf, id);
  nst_buf_format(buf, ",\"event\":\"%s\",\"score\":", nst_event_name(relation->type));
  nst_put_number(buf, relation->score[relation->type], 4);
  nst_buf_text(buf, ",\"scores\":{");
  for (int t = 1; t < NST_EVENT_COUNT; t++) {
    nst_buf_format(buf, "%s\"%s\":", t > 1 ? "," : "", nst_event_name((nst_event_type)t));
    nst_put_number(buf, relation->score[t], 4);
  }
  nst_buf_char(buf, '}');
  put_list(buf, "why", relation->why, relation->n_why);
  if (evidence) put_list(buf, "evidence", relation->evidence, relation->n_evidence);
  nst_buf_text(buf, "}\n");
}
