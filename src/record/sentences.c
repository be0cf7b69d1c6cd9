/* sentences.c - the sentences of a report, and why words in them that may carry an event carry none, as JSON. */
#include "record/record.h"
#include "record/value.h"

static void put_span(nst_buf *buf, nst_span span) {
  nst_buf_format(buf, "[%u,%u]", (unsigned)span.begin, (unsigned)span.end);
}

static void put_dropped(nst_buf *buf, const nst_dropped *d) {
  nst_buf_text(buf, "{\"text\":");
  nst_put_json_string(buf, d->word.text);
  nst_buf_text(buf, ",\"span\":");
  put_span(buf, d->word.span);
  nst_buf_text(buf, ",\"event\":");
  if (d->type != NST_EVENT_NONE) nst_buf_format(buf, "\"%s\"", nst_event_name(d->type));
  else nst_buf_text(buf, "null");
  nst_buf_format(buf, ",\"why\":\"%s\",\"more\":", nst_drop_text(d->drop));
  nst_put_json_string(buf, d->why);
  nst_buf_char(buf, '}');
}

void nst_record_sentences(nst_buf *buf, const nst_result *result) {
  nst_sentence_view view;
  const nst_dropped *d;
  size_t dropped = 0;
  nst_buf_char(buf, '[');
  for (size_t i = 0; nst_result_sentence(result, i, &view); i++) {
    nst_buf_text(buf, i > 0 ? ",{\"span\":" : "{\"span\":");
    put_span(buf, view.span);
    nst_buf_format(buf, ",\"read\":%s,\"dropped\":[", view.read ? "true" : "false");
    for (bool first = true; (d = nst_result_dropped(result, dropped)) != NULL && d->sentence <= i;
         dropped++) {
      if (!first) nst_buf_char(buf, ',');
      put_dropped(buf, d);
      first = false;
    }
    nst_buf_text(buf, "]}");
  }
  nst_buf_char(buf, ']');
}
