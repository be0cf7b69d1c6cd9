/* http.h - pieces of the server; the only folder part that knows libmicrohttpd. For serve/ only. */
#ifndef NST_SERVE_HTTP_H
#define NST_SERVE_HTTP_H

#include <microhttpd.h>

#include "serve/site.h"

/* ---- responses: made once, kept, sent many times ---- */

typedef struct nst_response {
  struct MHD_Response *plain, *gzip; /* gzip: NULL where it would not be smaller */
  struct MHD_Response *unchanged;    /* 304 */
  char etag[24];                     /* with quotes; "" without */
  unsigned status;
  size_t plain_bytes, gzip_bytes;
  const char *route;
  atomic_uint holders;
} nst_response;

/** Make it from a reply, which stays the caller's. NULL when out of memory. One holder. */
nst_response *nst_response_new(const nst_reply *reply);
void nst_response_release(nst_response *response); /**< accepts NULL */

typedef struct nst_cache nst_cache;
nst_cache *nst_cache_new(size_t bytes);
void nst_cache_free(nst_cache *cache);
/** What is kept under `key` for this generation of the store (yours to release), or NULL. */
nst_response *nst_cache_get(nst_cache *cache, const char *key, size_t len, uint64_t generation);
void nst_cache_put(nst_cache *cache, const char *key, size_t len, uint64_t generation,
                   nst_response *response);

/* ---- connections: how long each may take ---- */

typedef struct nst_deadlines nst_deadlines;
typedef struct nst_slot nst_slot;
nst_deadlines *nst_deadlines_new(unsigned connections, unsigned header_seconds, nst_site *site);
void nst_deadlines_free(nst_deadlines *deadlines);
nst_slot *nst_slot_add(nst_deadlines *deadlines, int fd);
void nst_slot_remove(nst_deadlines *deadlines, nst_slot *slot);
typedef enum nst_phase { NST_PHASE_HEADERS, NST_PHASE_BODY, NST_PHASE_WORK, NST_PHASE_SEND } nst_phase;
/** The connection enters a phase; its time begins anew. `bytes`: to be sent. Accepts a NULL slot. */
void nst_slot_phase(nst_deadlines *deadlines, nst_slot *slot, nst_phase phase, size_t bytes);
unsigned nst_deadlines_open(nst_deadlines *deadlines);
uint64_t nst_deadlines_cut(nst_deadlines *deadlines);

/* ---- coding: one report after the other, beside the threads that answer ---- */

typedef struct nst_queue nst_queue;
typedef struct nst_job {
  struct nst_job *next;
  void (*done)(struct nst_job *job); /**< called from the coding thread */
  void *user;
  nst_question question; /**< borrowed until done */
  nst_reply reply;
} nst_job;
nst_queue *nst_queue_new(nst_site *site);
/** False when it is full or stopping. */
bool nst_queue_put(nst_queue *queue, nst_job *job);
/** No more jobs; those that wait are answered 503. */
void nst_queue_free(nst_queue *queue);
unsigned nst_queue_length(nst_queue *queue);

/* ---- figures ---- */

enum { NST_BUCKETS = 10, NST_ROUTES_MAX = 32 };
typedef struct nst_metrics {
  struct {
    const char *_Atomic name;
    atomic_ullong statuses[6]; /* by hundred */
    atomic_ullong buckets[NST_BUCKETS + 1];
    atomic_ullong microseconds;
  } routes[NST_ROUTES_MAX];
  atomic_ullong bytes, cache_hits, cache_misses, refused;
} nst_metrics;
void nst_metrics_count(nst_metrics *metrics, const char *route, unsigned status, double seconds,
                       size_t bytes);

struct nst_server {
  nst_site *site;
  nst_server_options options;
  struct MHD_Daemon *daemon;
  nst_cache *cache;
  nst_deadlines *deadlines;
  nst_queue *queue;
  nst_metrics metrics;
  atomic_uint busy; /* requests begun and not finished */
  atomic_bool stopping;
  uint16_t port;
  bool local; /* listens where only this machine can come from */
};
/** Prometheus text. */
void nst_metrics_write(nst_server *server, nst_buf *out);

/** Equal, in a time that does not tell where they differ. */
bool nst_token_equal(const char *given, const char *token);
/** Does this header name the machine itself (localhost, 127.0.0.1, [::1], with or without port)? */
bool nst_host_is_local(const char *host);
/** Does Accept-Encoding allow gzip? */
bool nst_accepts_gzip(const char *accept);
/** Does If-None-Match name this ETag, or *? */
bool nst_etag_matches(const char *header, const char *etag);
/** `out` gets `text` as one harmless log field: control bytes, quotes and back slashes as \xHH. */
void nst_log_escape(const char *text, size_t len, char *out, size_t room);

#endif
