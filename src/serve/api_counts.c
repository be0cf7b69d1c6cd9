/* api_counts.c - /api/health, /api/summary, /api/dyads, /api/series, /api/picture/{subject}, /api/places. */
#include <stdio.h>

#include "picture/picture.h"
#include "serve/api.h"

void nst_api_health(nst_call *call) {
  uint64_t generation = 0; /* asked of the store so that it is known to answer */
  if (!nst_call_ok(call, nst_store_generation(call->store, &generation))) return;
  nst_buf *out = &call->reply->body;
  call->reply->caching = NST_CACHE_NONE;
  json_open(out, '{');
  json_key(out, "status");
  json_string(out, "ok");
  json_key(out, "version");
  json_string(out, nst_version());
  json_key(out, "coding");
  json_bool(out, nst_site_pack(call->site) != NULL);
  json_close(out, '}');
}

static void put_count(nst_buf *out, const char *key, uint64_t n) {
  json_key(out, key);
  json_int(out, (int64_t)n);
}

static bool put_run(void *user, const nst_run_row *row) {
  nst_buf *out = user;
  json_open(out, '{');
  json_key(out, "version");
  json_string(out, row->version);
  json_key(out, "pack");
  json_string(out, row->pack);
  json_key(out, "options");
  json_string(out, row->options);
  put_count(out, "reports", row->reports);
  json_close(out, '}');
  return !out->failed;
}

void nst_api_summary(nst_call *call) {
  nst_store_counts c;
  if (!nst_call_ok(call, nst_store_count_all(call->store, &c, &call->error))) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "demo");
  json_bool(out, call->site->demo);
  json_key(out, "version");
  json_string(out, nst_version());
  put_count(out, "reports", c.reports);
  put_count(out, "wires", c.wires);
  put_count(out, "superseded", c.superseded);
  put_count(out, "copies", c.copies);
  put_count(out, "records", c.records);
  put_count(out, "events", c.events);
  put_count(out, "disputed", c.disputed);
  put_count(out, "conditional", c.conditional);
  nst_api_put_day(out, "first_day", c.first_day);
  nst_api_put_day(out, "last_day", c.last_day);
  json_key(out, "runs");
  json_open(out, '[');
  if (!nst_call_ok(call, nst_store_runs(call->store, put_run, out, &call->error))) return;
  json_close(out, ']');
  json_close(out, '}');
}

/** A list of pairs; `weeks` of tension are told with each. */
typedef struct dyad_list {
  nst_call *call;
  nst_status status;
  int64_t weeks;
  nst_day today; /**< of the last of these weeks */
} dyad_list;

/** The day of the newest report: where "now" is in this store. */
static nst_status find_today(nst_call *call, nst_day *out) {
  nst_report_filter newest = {.limit = 1};
  nst_report_cursor *cursor = NULL;
  const nst_stored_report *report = NULL;
  *out = NST_DAY_NONE;
  NST_TRY(nst_store_reports(call->store, &newest, &cursor, &call->error));
  nst_status status = nst_report_next(cursor, &report, &call->error);
  if (status == NST_OK && report != NULL) *out = nst_day_parse(nst_str_of(report->date), false);
  nst_report_cursor_free(cursor);
  return status;
}

/** One number a week. A year before the first of them is read too: what is older is forgotten. */
static nst_status put_tension(const dyad_list *d, const nst_dyad_row *row) {
  nst_buf *out = &d->call->reply->body;
  char dyad[16], since[11];
  json_key(out, "tension");
  json_open(out, '[');
  if (d->today != NST_DAY_NONE) {
    nst_day first = d->today - (nst_day)(d->weeks - 1) * 7;
    (void)snprintf(dyad, sizeof dyad, "%.3s-%.3s", row->a, row->b);
    nst_day_format(first - 365, since);
    nst_filter filter = {.dyad = dyad, .since = since};
    nst_series *series = NULL;
    NST_TRY(nst_series_new(d->call->store, &filter, NST_BY_WEEK, &series, &d->call->error));
    for (nst_day day = first; day <= d->today; day += 7) {
      if (row->first_day > day) json_null(out);
      else json_number(out, nst_series_tension_at(series, day), 1);
    }
    nst_series_free(series);
  }
  json_close(out, ']');
  return NST_OK;
}

static bool put_dyad(void *user, const nst_dyad_row *row) {
  dyad_list *d = user;
  nst_buf *out = &d->call->reply->body;
  json_open(out, '{');
  json_key(out, "a");
  json_string(out, row->a);
  json_key(out, "b");
  json_string(out, row->b);
  put_count(out, "events", row->events);
  nst_api_put_day(out, "first_day", row->first_day);
  nst_api_put_day(out, "last_day", row->last_day);
  if (d->weeks > 0) d->status = put_tension(d, row);
  json_close(out, '}');
  return d->status == NST_OK && !out->failed;
}

void nst_api_dyads(nst_call *call) {
  int64_t limit = 20;
  const char *since = NULL;
  dyad_list list = {.call = call};
  if (!nst_call_int(call, "limit", 1, 1000, &limit) || !nst_call_day(call, "since", &since) ||
      !nst_call_int(call, "tension", 1, 520, &list.weeks))
    return;
  if (list.weeks > 0 && limit > 50) {
    nst_reply_fail(call->reply, 400, "tension: with at most 50 dyads (limit)");
    return;
  }
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  if (list.weeks > 0) {
    if (!nst_call_ok(call, find_today(call, &list.today))) return;
    nst_api_put_day(out, "today", list.today);
  }
  json_key(out, "dyads");
  json_open(out, '[');
  nst_status status =
      nst_store_dyads(call->store, since, false, (size_t)limit, put_dyad, &list, &call->error);
  if (!nst_call_ok(call, status) || !nst_call_ok(call, list.status)) return;
  json_close(out, ']');
  json_close(out, '}');
}

void nst_api_series(nst_call *call) {
  nst_filter filter;
  nst_period period = NST_BY_WEEK;
  const char *by = nst_target_get(call->target, "by");
  if (!nst_call_filter(call, &filter)) return;
  if (by != NULL && !nst_period_parse(by, &period)) {
    nst_reply_fail(call->reply, 400, "by: day, week or month is wanted");
    return;
  }
  nst_series *series = NULL;
  if (!nst_call_ok(call, nst_series_new(call->store, &filter, period, &series, &call->error))) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "by");
  json_string(out, nst_period_name(period));
  json_key(out, "points");
  nst_series_json(out, series);
  json_close(out, '}');
  nst_series_free(series);
}

void nst_api_picture(nst_call *call) {
  int64_t limit = 50;
  nst_picture_request request = {.subject = call->rest};
  if (!nst_call_int(call, "limit", 1, 1000, &limit) || !nst_call_day(call, "since", &request.since) ||
      !nst_call_day(call, "until", &request.until))
    return;
  request.limit = (size_t)limit;
  nst_picture *picture = NULL;
  if (!nst_call_ok(call, nst_picture_new(call->store, &request, &picture, &call->error))) return;
  nst_picture_json(&call->reply->body, picture);
  nst_picture_free(picture);
}

static bool put_place(void *user, const nst_place_row *row) {
  static const char *const precision[] = {"", "country", "admin1", "city"};
  nst_buf *out = user;
  json_open(out, '{');
  json_key(out, "name");
  json_string(out, row->name);
  json_key(out, "country");
  json_string(out, row->country);
  json_key(out, "precision");
  json_string(out, precision[row->precision]);
  json_key(out, "lat");
  if (row->has_point) json_number(out, row->lat, 4);
  else json_null(out);
  json_key(out, "lon");
  if (row->has_point) json_number(out, row->lon, 4);
  else json_null(out);
  put_count(out, "events", row->events);
  json_key(out, "quads");
  json_open(out, '[');
  for (int q = 1; q <= 4; q++) json_int(out, (int64_t)row->quads[q]);
  json_close(out, ']');
  nst_api_put_day(out, "last_day", row->last_day);
  json_close(out, '}');
  return !out->failed;
}

void nst_api_places(nst_call *call) {
  nst_filter filter;
  int64_t limit = 2000;
  if (!nst_call_filter(call, &filter) || !nst_call_int(call, "limit", 1, 10000, &limit)) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "places");
  json_open(out, '[');
  if (!nst_call_ok(call, nst_store_places(call->store, &filter, (size_t)limit, put_place, out, &call->error)))
    return;
  json_close(out, ']');
  json_close(out, '}');
}
