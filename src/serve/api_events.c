/* api_events.c - /api/events, /api/events.csv, /api/events/{id}. */
#include "record/record.h"
#include "serve/api.h"

enum { PAGE = 50, PAGE_MAX = 1000, CSV_PAGE = 10000, CSV_MAX = 50000, QUOTE_SIDE = 320 };

typedef struct listing {
  nst_filter filter;
  nst_page page;
} listing;

static bool read_listing(nst_call *call, int64_t limit, int64_t most, listing *out) {
  if (!nst_call_filter(call, &out->filter) || !nst_call_int(call, "limit", 1, most, &limit)) return false;
  out->page = (nst_page){.limit = (size_t)limit, .after = nst_target_get(call->target, "after")};
  const char *order = nst_target_get(call->target, "order");
  if (order != NULL && strcmp(order, "oldest") != 0 && strcmp(order, "newest") != 0) {
    nst_reply_fail(call->reply, 400, "order: newest or oldest is wanted");
    return false;
  }
  out->page.oldest_first = order != NULL && order[0] == 'o';
  return true;
}

/** `next` gets the key of the page behind this one, "" on the last. */
static nst_status write_events(nst_call *call, const listing *l, char next[NST_PAGE_KEY]) {
  nst_cursor *cursor = NULL;
  nst_page page = l->page;
  size_t n = 0;
  page.limit++; /* one more, to know whether there is a next page */
  next[0] = '\0';
  NST_TRY(nst_store_find(call->store, &l->filter, &page, &cursor, &call->error));
  char last[NST_PAGE_KEY] = "";
  const nst_store_event *event = NULL;
  nst_status status;
  while ((status = nst_cursor_next(cursor, &event, &call->error)) == NST_OK && event != NULL) {
    if (n++ == l->page.limit) {
      memcpy(next, last, NST_PAGE_KEY);
      break;
    }
    nst_page_key(event, last);
    nst_api_put_event(&call->reply->body, event);
  }
  nst_cursor_free(cursor);
  return status;
}

void nst_api_events(nst_call *call) {
  listing l;
  bool count = false;
  if (!read_listing(call, PAGE, PAGE_MAX, &l) || !nst_call_flag(call, "count", &count)) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "events");
  json_open(out, '[');
  char next[NST_PAGE_KEY];
  if (!nst_call_ok(call, write_events(call, &l, next))) return;
  json_close(out, ']');
  json_key(out, "next");
  json_string_or_null(out, next);
  if (count) {
    uint64_t total = 0;
    if (!nst_call_ok(call, nst_store_count(call->store, &l.filter, &total, &call->error))) return;
    json_key(out, "total");
    json_int(out, (int64_t)total);
  }
  json_close(out, '}');
}

/* ---- one event ---- */

/** The number of an event or record: 16 hex digits, or the number itself. */
static bool read_id(nst_call *call, const char *text, int64_t *out) {
  size_t len = strlen(text);
  if (len == 16 && strspn(text, "0123456789abcdef") == 16)
    return nst_call_ok(call, nst_store_lookup(call->store, text, out, &call->error));
  if (len > 0 && len < 16 && strspn(text, "0123456789") == len) {
    *out = 0;
    for (const char *p = text; *p != '\0'; p++) *out = *out * 10 + (*p - '0');
    return true;
  }
  nst_reply_fail(call->reply, 404, "an event is named by 16 hexadecimal digits or by its number");
  return false;
}

static bool continues(char c) {
  return ((unsigned char)c & 0xc0) == 0x80;
}

/** The passage around the trigger: its paragraph, or a part of it where that is long. */
static void put_quote(nst_buf *out, const char *text, size_t len, nst_span span) {
  json_key(out, "quote");
  if (len == 0 || span.begin >= span.end || span.end > len) {
    json_null(out);
    return;
  }
  size_t begin = span.begin, end = span.end;
  while (begin > 0 && text[begin - 1] != '\n' && span.begin - begin < QUOTE_SIDE) begin--;
  while (end < len && text[end] != '\n' && end - span.end < QUOTE_SIDE) end++;
  while (begin < span.begin && continues(text[begin])) begin++;
  while (end > span.end && end < len && continues(text[end])) end--;
  json_open(out, '{');
  json_key(out, "before");
  json_string_n(out, text + begin, span.begin - begin);
  json_key(out, "trigger");
  json_string_n(out, text + span.begin, span.end - span.begin);
  json_key(out, "after");
  json_string_n(out, text + span.end, end - span.end);
  json_close(out, '}');
}

static nst_status put_mention(nst_call *call, const nst_store_event *event) {
  nst_buf *out = &call->reply->body;
  nst_report_cursor *reports = NULL;
  const nst_stored_report *report = NULL;
  NST_TRY(nst_store_report(call->store, event->report, &reports, &report, &call->error));
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  nst_api_whole_text(&text, report);
  json_open(out, '{');
  json_key(out, "number");
  json_int(out, event->id);
  json_key(out, "report");
  json_open(out, '{');
  nst_api_put_report_head(out, report);
  json_key(out, "version");
  json_string(out, report->version);
  json_key(out, "pack");
  json_string(out, report->pack);
  json_close(out, '}');
  put_quote(out, text.p, text.failed ? 0 : text.len, event->record.trigger.span);
  json_key(out, "record");
  nst_api_put_record(out, &event->record);
  json_close(out, '}');
  nst_buf_free(&text);
  nst_report_cursor_free(reports);
  return NST_OK;
}

static nst_status put_mentions(nst_call *call, int64_t id) {
  nst_cursor *cursor = NULL;
  const nst_store_event *event = NULL;
  NST_TRY(nst_store_records(call->store, id, &cursor, &call->error));
  nst_status status = NST_OK;
  for (size_t n = 0; n < PAGE_MAX; n++) {
    status = nst_cursor_next(cursor, &event, &call->error);
    if (status != NST_OK || event == NULL) break;
    status = put_mention(call, event);
    if (status != NST_OK) break;
  }
  nst_cursor_free(cursor);
  return status;
}

void nst_api_event(nst_call *call) {
  int64_t id = 0;
  if (!read_id(call, call->rest, &id)) return;
  nst_cursor *cursor = NULL;
  const nst_store_event *event = NULL;
  if (!nst_call_ok(call, nst_store_get(call->store, id, &cursor, &event, &call->error))) return;
  if (event->event != 0 && event->event != id) { /* a record: show the event that it tells */
    id = event->event;
    nst_cursor_free(cursor);
    cursor = NULL;
    if (!nst_call_ok(call, nst_store_get(call->store, id, &cursor, &event, &call->error))) return;
  }
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "event");
  nst_api_put_event(out, event);
  json_key(out, "current");
  json_bool(out, event->event != 0);
  json_key(out, "record");
  nst_api_put_record(out, &event->record);
  nst_cursor_free(cursor);
  json_key(out, "mentions");
  json_open(out, '[');
  if (!nst_call_ok(call, put_mentions(call, id))) return;
  json_close(out, ']');
  json_close(out, '}');
}

/* ---- as CSV ---- */

/** What the file holds: the events of a filter, or the records of one report or one event, which stand alone. */
static bool open_csv(nst_call *call, nst_cursor **cursor) {
  const char *event = nst_target_get(call->target, "event"), *report = nst_target_get(call->target, "report");
  int64_t id = 0;
  listing l;
  if ((event != NULL || report != NULL) && call->target->n_params > 1) {
    nst_reply_fail(call->reply, 400, "event and report stand alone: no other parameter goes with them");
    return false;
  }
  if (event != NULL)
    return read_id(call, event, &id) &&
           nst_call_ok(call, nst_store_records(call->store, id, cursor, &call->error));
  if (!read_listing(call, CSV_PAGE, CSV_MAX, &l) || !nst_call_int(call, "report", 1, INT64_MAX / 10, &id))
    return false;
  l.filter.report = id;
  return nst_call_ok(call, nst_store_find(call->store, &l.filter, &l.page, cursor, &call->error));
}

void nst_api_events_csv(nst_call *call) {
  nst_buf *out = &call->reply->body;
  nst_cursor *cursor = NULL;
  if (!open_csv(call, &cursor)) return;
  bool events =
      nst_target_get(call->target, "event") == NULL && nst_target_get(call->target, "report") == NULL;
  call->reply->type = "text/csv; charset=utf-8; header=present";
  memcpy(call->reply->filename, "events.csv", sizeof "events.csv");
  nst_record_csv_header(out);
  const nst_store_event *event = NULL;
  nst_status status;
  while ((status = nst_cursor_next(cursor, &event, &call->error)) == NST_OK && event != NULL) {
    nst_event record = event->record;
    if (events) record.status = event->status;
    nst_record_csv(out, &record);
  }
  nst_cursor_free(cursor);
  nst_call_ok(call, status);
}
