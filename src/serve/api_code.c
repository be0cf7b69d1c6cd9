/* api_code.c - POST /api/code: a report in, its records out; nothing is kept.
 * The body is what `nestor code` reads: one JSON object {"text", "title", "date", "id"}, or plain text. */
#include <strings.h>

#include "base/utf8.h"
#include "ingest/ingest.h"
#include "record/record.h"
#include "serve/api.h"

/** The type without parameters. */
static bool type_is(const char *header, const char *type) {
  size_t len = strlen(type);
  return header != NULL && strncasecmp(header, type, len) == 0 && strchr(" ;\t", header[len]) != NULL;
}

/** Line feeds stand only between the tokens of valid JSON: as spaces they keep the object on one line. */
static char *one_line(nst_call *call) {
  char *copy = nst_arena_copy(call->arena, call->question->body, call->question->body_len);
  if (copy == NULL) return NULL;
  for (size_t i = 0; i < call->question->body_len; i++)
    if (copy[i] == '\n' || copy[i] == '\r') copy[i] = ' ';
  return copy;
}

static bool packed(const char *p, size_t len) {
  return (len > 1 && memcmp(p, "\x1f\x8b", 2) == 0) || (len > 3 && memcmp(p, "\x28\xb5\x2f\xfd", 4) == 0);
}

static void put_result(nst_call *call, const nst_report *report, const nst_result *result) {
  nst_buf *out = &call->reply->body;
  nst_stored_report shown = {.title = report->title != NULL ? report->title : "",
                             .title_len = report->title != NULL ? report->title_len : 0,
                             .text = report->text,
                             .text_len = report->text_len,
                             .has_text = true};
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  nst_api_whole_text(&text, &shown);
  json_open(out, '{');
  json_key(out, "date");
  json_string_or_null(out, report->date);
  json_key(out, "sentences");
  nst_buf sentences;
  nst_buf_init(&sentences, nst_allocator_default());
  nst_record_sentences(&sentences, result);
  json_raw(out, sentences.p, sentences.len);
  if (sentences.failed) out->failed = true;
  nst_buf_free(&sentences);
  json_key(out, "exact");
  json_bool(out, nst_utf8_valid(text.p, text.len) == text.len);
  json_key(out, "title_bytes");
  json_int(out, (int64_t)shown.title_len);
  json_key(out, "text");
  json_string_n(out, text.p, text.len);
  json_key(out, "coded");
  json_open(out, '[');
  for (size_t i = 0; i < nst_result_count(result); i++) nst_api_put_record(out, nst_result_event(result, i));
  json_close(out, ']');
  json_close(out, '}');
  if (text.failed) out->failed = true;
  nst_buf_free(&text);
}

static void put_csv(nst_call *call, const nst_result *result) {
  call->reply->type = "text/csv; charset=utf-8; header=present";
  memcpy(call->reply->filename, "records.csv", sizeof "records.csv");
  nst_record_csv_header(&call->reply->body);
  for (size_t i = 0; i < nst_result_count(result); i++)
    nst_record_csv(&call->reply->body, nst_result_event(result, i));
}

static void code(nst_call *call, const nst_report *report) {
  if (report->text_len + report->title_len > NST_TEXT_MAX) {
    nst_reply_fail(call->reply, 413,
                   "reports of up to %d bytes are coded here; 'nestor code' takes longer ones", NST_TEXT_MAX);
    return;
  }
  nst_result *result = NULL;
  nst_status status = nst_code(call->coder, report, &result);
  if (status == NST_OK) {
    if (nst_target_get(call->target, "format") != NULL) put_csv(call, result);
    else put_result(call, report, result);
    nst_result_free(result);
    return;
  }
  bool theirs =
      status == NST_TEXT || status == NST_EMPTY || status == NST_TOO_LARGE || status == NST_ARGUMENT;
  const nst_error *error = nst_coder_error(call->coder);
  nst_reply_fail(call->reply, theirs ? 422 : 500, "%s",
                 error->message[0] != '\0' ? error->message : nst_status_text(status));
}

void nst_api_code(nst_call *call) {
  call->reply->caching = NST_CACHE_NONE;
  const char *date = NULL;
  const char *format = nst_target_get(call->target, "format");
  if (!nst_call_day(call, "date", &date)) return;
  if (format != NULL && strcmp(format, "csv") != 0) {
    nst_reply_fail(call->reply, 400, "format: csv is wanted; JSON without it");
    return;
  }
  bool json = type_is(call->question->content_type, "application/json");
  if (!json && !type_is(call->question->content_type, "text/plain")) {
    nst_reply_fail(call->reply, 415, "Content-Type is application/json or text/plain");
    return;
  }
  if (packed(call->question->body, call->question->body_len)) {
    nst_reply_fail(call->reply, 415, "packed text is not taken");
    return;
  }
  if (call->coder == NULL) {
    nst_reply_fail(call->reply, 503, "no language pack is at hand: give --pack FILE");
    return;
  }
  const char *body = json ? one_line(call) : call->question->body;
  size_t len = call->question->body_len;
  nst_report report = {.id = "text", .date = date, .text = body, .text_len = len};
  if (!json) {
    if (len == 0) nst_reply_fail(call->reply, 422, "the report is empty");
    else code(call, &report);
    return;
  }
  nst_ingest *ingest = NULL;
  bool end = false;
  nst_error error = {0};
  nst_status status = body == NULL
                          ? NST_NOMEM
                          : nst_ingest_memory(body, len, "request", nst_allocator_default(), &ingest, &error);
  if (status == NST_OK) status = nst_ingest_next(ingest, &report, &end, &error);
  bool object = status == NST_OK && !end && report.text_len < len && body[strspn(body, " \t")] == '{';
  if (status == NST_NOMEM) nst_reply_fail(call->reply, 500, "out of memory");
  else if (!object)
    nst_reply_fail(call->reply, 400, "a JSON object with \"text\" is wanted%s%s",
                   error.message[0] != '\0' ? ": " : "", error.message);
  else {
    if (report.date == NULL) report.date = date;
    code(call, &report);
  }
  nst_ingest_free(ingest);
}
