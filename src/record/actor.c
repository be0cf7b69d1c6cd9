/* actor.c - a mention of an actor as one line of JSON. */
#include "record/record.h"
#include "record/value.h"

static void put_text(nst_buf *buf, const char *key, const char *value) {
  nst_buf_format(buf, ",\"%s\":", key);
  nst_put_json_string(buf, value);
}

void nst_record_actor_jsonl(nst_buf *buf, const char *doc, const nst_actor_mention *m) {
  static const char *const basis[] = {"none", "lexicon", "role", "reference"};
  const nst_actor *a = &m->actor;
  nst_buf_text(buf, "{\"doc\":");
  nst_put_json_string(buf, doc);
  nst_buf_format(buf, ",\"sentence\":%u,\"span\":[%u,%u]", (unsigned)m->sentence,
                 (unsigned)a->mention.span.begin, (unsigned)a->mention.span.end);
  nst_buf_format(buf, ",\"head\":[%u,%u],\"identity\":%u", (unsigned)m->head.begin, (unsigned)m->head.end,
                 (unsigned)m->identity);
  put_text(buf, "text", a->mention.text);
  put_text(buf, "country", a->country);
  put_text(buf, "org", a->org);
  put_text(buf, "sector", a->sector);
  put_text(buf, "name", a->name);
  if (a->code && a->code[0] != '\0') put_text(buf, "code", a->code);
  put_text(buf, "basis", basis[m->basis]);
  put_text(buf, "why", m->why);
  nst_buf_text(buf, "}\n");
}

void nst_record_json_string(nst_buf *buf, const char *text) {
  nst_put_json_string(buf, text);
}
