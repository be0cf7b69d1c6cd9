/* metrics.c - figures for Prometheus, text format 0.0.4. */
#include "serve/http.h"

static const double bounds[NST_BUCKETS] = {.001, .0025, .005, .01, .025, .05, .1, .25, 1, 5};

void nst_metrics_count(nst_metrics *m, const char *route, unsigned status, double seconds, size_t bytes) {
  atomic_fetch_add(&m->bytes, bytes);
  for (size_t i = 0; i < NST_ROUTES_MAX; i++) {
    const char *none = NULL;
    if (!atomic_compare_exchange_strong(&m->routes[i].name, &none, route) && strcmp(none, route) != 0)
      continue;
    atomic_fetch_add(&m->routes[i].statuses[status / 100 < 6 ? status / 100 : 0], 1);
    size_t b = 0;
    while (b < NST_BUCKETS && seconds > bounds[b]) b++;
    atomic_fetch_add(&m->routes[i].buckets[b], 1);
    atomic_fetch_add(&m->routes[i].microseconds, (unsigned long long)(seconds * 1e6));
    return;
  }
}

static void put(nst_buf *out, const char *name, const char *kind, const char *help,
                unsigned long long value) {
  nst_buf_format(out, "# HELP %s %s\n# TYPE %s %s\n%s %llu\n", name, help, name, kind, name, value);
}

static void put_histogram(nst_metrics *m, nst_buf *out) {
  nst_buf_text(out, "# HELP nestor_request_seconds Time from the headers of a request to its answer\n"
                    "# TYPE nestor_request_seconds histogram\n");
  for (size_t i = 0; i < NST_ROUTES_MAX; i++) {
    const char *name = atomic_load(&m->routes[i].name);
    if (name == NULL) break;
    unsigned long long sum = 0;
    for (size_t b = 0; b <= NST_BUCKETS; b++) {
      sum += atomic_load(&m->routes[i].buckets[b]);
      nst_buf_format(out, "nestor_request_seconds_bucket{route=\"%s\",le=\"", name);
      if (b < NST_BUCKETS) nst_buf_format(out, "%g\"} %llu\n", bounds[b], sum);
      else nst_buf_format(out, "+Inf\"} %llu\n", sum);
    }
    nst_buf_format(out, "nestor_request_seconds_sum{route=\"%s\"} %.6f\n", name,
                   (double)atomic_load(&m->routes[i].microseconds) / 1e6);
    nst_buf_format(out, "nestor_request_seconds_count{route=\"%s\"} %llu\n", name, sum);
  }
}

void nst_metrics_write(nst_server *server, nst_buf *out) {
  nst_metrics *m = &server->metrics;
  nst_buf_format(out,
                 "# HELP nestor_info Version of the program\n# TYPE nestor_info gauge\n"
                 "nestor_info{version=\"%s\"} 1\n",
                 nst_version());
  nst_buf_text(out, "# HELP nestor_requests_total Requests answered\n# TYPE nestor_requests_total counter\n");
  for (size_t i = 0; i < NST_ROUTES_MAX; i++) {
    const char *name = atomic_load(&m->routes[i].name);
    if (name == NULL) break;
    for (unsigned h = 1; h < 6; h++) {
      unsigned long long n = atomic_load(&m->routes[i].statuses[h]);
      if (n > 0)
        nst_buf_format(out, "nestor_requests_total{route=\"%s\",status=\"%uxx\"} %llu\n", name, h, n);
    }
  }
  put_histogram(m, out);
  put(out, "nestor_sent_bytes_total", "counter", "Bytes of bodies sent", atomic_load(&m->bytes));
  put(out, "nestor_cache_hits_total", "counter", "Answers from memory", atomic_load(&m->cache_hits));
  put(out, "nestor_cache_misses_total", "counter", "Answers made anew", atomic_load(&m->cache_misses));
  put(out, "nestor_refused_total", "counter", "Requests refused before they were read",
      atomic_load(&m->refused));
  put(out, "nestor_connections", "gauge", "Open connections", nst_deadlines_open(server->deadlines));
  put(out, "nestor_connections_cut_total", "counter", "Connections cut because they took too long",
      nst_deadlines_cut(server->deadlines));
  put(out, "nestor_coding_queue", "gauge", "Reports that wait to be coded", nst_queue_length(server->queue));
}
