/* api_reports.c - /api/reports, /api/reports/{id}, /api/search. */
#include <stdlib.h>

#include "base/utf8.h"
#include "serve/api.h"

enum { REPORTS = 50, REPORTS_MAX = 500, RECORDS_MAX = 20000 };

static nst_status put_list(nst_call *call, const nst_report_filter *filter, int64_t leave_out) {
  nst_buf *out = &call->reply->body;
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *report = NULL;
  NST_TRY(nst_store_reports(call->store, filter, &cursor, &call->error));
  nst_status status;
  while ((status = nst_report_next(cursor, &report, &call->error)) == NST_OK && report != NULL) {
    if (report->id == leave_out) continue;
    json_open(out, '{');
    nst_api_put_report_head(out, report);
    json_key(out, "newer");
    json_int(out, report->newer);
    json_key(out, "snippet");
    json_string(out, report->snippet);
    json_close(out, '}');
  }
  nst_report_cursor_free(cursor);
  return status;
}

void nst_api_reports(nst_call *call) {
  int64_t limit = REPORTS, offset = 0;
  if (!nst_call_int(call, "limit", 1, REPORTS_MAX, &limit) ||
      !nst_call_int(call, "offset", 0, 1000000, &offset))
    return;
  const char *q = nst_target_get(call->target, "q");
  nst_report_filter filter = {.text = q != NULL && q[0] != '\0' ? q : NULL,
                              .doc = nst_target_get(call->target, "doc"),
                              .limit = (size_t)limit,
                              .offset = (size_t)offset};
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "reports");
  json_open(out, '[');
  if (!nst_call_ok(call, put_list(call, &filter, 0))) return;
  json_close(out, ']');
  json_close(out, '}');
}

static nst_status put_records(nst_call *call, int64_t report) {
  nst_buf *out = &call->reply->body;
  nst_filter filter = {.report = report};
  nst_page page = {.limit = RECORDS_MAX, .oldest_first = true};
  nst_cursor *cursor = NULL;
  const nst_store_event *event = NULL;
  NST_TRY(nst_store_find(call->store, &filter, &page, &cursor, &call->error));
  nst_status status;
  while ((status = nst_cursor_next(cursor, &event, &call->error)) == NST_OK && event != NULL) {
    json_open(out, '{');
    json_key(out, "number");
    json_int(out, event->id);
    json_key(out, "event");
    json_int(out, event->event);
    json_key(out, "record");
    nst_api_put_record(out, &event->record);
    json_close(out, '}');
  }
  nst_cursor_free(cursor);
  return status;
}

/** Near-duplicates, and other versions under the same id. */
static nst_status put_relatives(nst_call *call, const nst_stored_report *report, const char *doc) {
  nst_buf *out = &call->reply->body;
  int64_t id = report->id, wire = report->wire;
  nst_report_filter alike = {.wire = wire, .limit = REPORTS};
  nst_report_filter versions = {.doc = doc, .history = true, .limit = REPORTS};
  json_key(out, "near_duplicates");
  json_open(out, '[');
  NST_TRY(put_list(call, &alike, id));
  json_close(out, ']');
  json_key(out, "versions");
  json_open(out, '[');
  NST_TRY(put_list(call, &versions, id));
  json_close(out, ']');
  return NST_OK;
}

static void put_report(nst_call *call, const nst_stored_report *report) {
  nst_buf *out = &call->reply->body;
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  nst_api_whole_text(&text, report);
  json_open(out, '{');
  nst_api_put_report_head(out, report);
  json_key(out, "newer");
  json_int(out, report->newer);
  json_key(out, "copies");
  json_int(out, report->n_copies);
  json_key(out, "version");
  json_string(out, report->version);
  json_key(out, "pack");
  json_string(out, report->pack);
  json_key(out, "options");
  json_string(out, report->options);
  json_key(out, "exact"); /* else spans do not fit the text as it can be shown */
  json_bool(out, text.len == 0 || nst_utf8_valid(text.p, text.len) == text.len);
  json_key(out, "title_bytes");
  json_int(out, (int64_t)report->title_len);
  json_key(out, "text");
  if (report->has_text) json_string_n(out, text.p, text.len);
  else json_null(out);
  if (text.failed) out->failed = true;
  nst_buf_free(&text);
  json_key(out, "sentences");
  if (report->sentences[0] != '\0') json_raw(out, report->sentences, strlen(report->sentences));
  else json_null(out);
}

void nst_api_report(nst_call *call) {
  const char *text = call->rest;
  size_t digits = strspn(text, "0123456789");
  if (text[digits] != '\0' || digits > 15) {
    nst_reply_fail(call->reply, 404,
                   "a report is named by its number; /api/reports?doc= finds it by its own id");
    return;
  }
  int64_t id = strtoll(text, NULL, 10);
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *report = NULL;
  if (!nst_call_ok(call, nst_store_report(call->store, id, &cursor, &report, &call->error))) return;
  nst_buf *out = &call->reply->body;
  put_report(call, report);
  json_key(out, "coded");
  json_open(out, '[');
  nst_status status = put_records(call, id);
  json_close(out, ']');
  const char *doc = nst_arena_copy(call->arena, report->doc, strlen(report->doc));
  if (status == NST_OK) status = doc != NULL ? put_relatives(call, report, doc) : NST_NOMEM;
  nst_report_cursor_free(cursor);
  if (!nst_call_ok(call, status)) return;
  json_close(out, '}');
}

static bool put_actor(void *user, const nst_actor_row *row) {
  nst_buf *out = user;
  json_open(out, '{');
  json_key(out, "name");
  json_string(out, row->name);
  json_key(out, "country");
  json_string(out, row->country);
  json_key(out, "org");
  json_string(out, row->org);
  json_key(out, "sector");
  json_string(out, row->sector);
  json_key(out, "as_source");
  json_int(out, (int64_t)row->as_source);
  json_key(out, "as_target");
  json_int(out, (int64_t)row->as_target);
  json_close(out, '}');
  return !out->failed;
}

static nst_status put_actors(nst_call *call, const char *part, size_t limit) {
  nst_buf *out = &call->reply->body;
  json_key(out, "actors");
  json_open(out, '[');
  NST_TRY(nst_store_actors(call->store, part, limit, put_actor, out, &call->error));
  json_close(out, ']');
  return NST_OK;
}

static const char *words(nst_call *call) {
  const char *q = nst_target_get(call->target, "q");
  return q != NULL && q[strspn(q, " ")] != '\0' ? q : NULL;
}

void nst_api_actors(nst_call *call) {
  int64_t limit = 100;
  if (!nst_call_int(call, "limit", 1, 1000, &limit)) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  if (!nst_call_ok(call, put_actors(call, words(call), (size_t)limit))) return;
  json_close(out, '}');
}

void nst_api_search(nst_call *call) {
  int64_t limit = 20;
  if (!nst_call_int(call, "limit", 1, 200, &limit)) return;
  const char *q = words(call);
  if (q == NULL) {
    nst_reply_fail(call->reply, 400, "q: words to look for are wanted");
    return;
  }
  nst_buf *out = &call->reply->body;
  nst_report_filter filter = {.text = q, .limit = (size_t)limit};
  json_open(out, '{');
  json_key(out, "reports");
  json_open(out, '[');
  if (!nst_call_ok(call, put_list(call, &filter, 0))) return;
  json_close(out, ']');
  if (!nst_call_ok(call, put_actors(call, q, 10))) return;
  json_close(out, '}');
}
