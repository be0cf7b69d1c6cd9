/* api_counts.c - /api/health, /api/summary, /api/dyads, /api/series, /api/picture/{subject}, /api/places. */
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

static bool put_dyad(void *user, const nst_dyad_row *row) {
  nst_buf *out = user;
  json_open(out, '{');
  json_key(out, "a");
  json_string(out, row->a);
  json_key(out, "b");
  json_string(out, row->b);
  put_count(out, "events", row->events);
  nst_api_put_day(out, "first_day", row->first_day);
  nst_api_put_day(out, "last_day", row->last_day);
  json_close(out, '}');
  return !out->failed;
}

void nst_api_dyads(nst_call *call) {
  int64_t limit = 20;
  const char *since = NULL;
  if (!nst_call_int(call, "limit", 1, 1000, &limit) || !nst_call_day(call, "since", &since)) return;
  nst_buf *out = &call->reply->body;
  json_open(out, '{');
  json_key(out, "dyads");
  json_open(out, '[');
  if (!nst_call_ok(call,
                   nst_store_dyads(call->store, since, false, (size_t)limit, put_dyad, out, &call->error)))
    return;
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
