/* site.h - a question and its answer, without sockets. For serve/ only, its tests and fuzz targets. */
#ifndef NST_SERVE_SITE_H
#define NST_SERVE_SITE_H

#include <pthread.h>
#include <stdatomic.h>

#include "serve/serve.h"
#include "serve/target.h"
#include "store/store.h"

enum {
  NST_BODY_MAX = NST_LIMIT(262144, 4096), /**< bytes of a POST */
  NST_TEXT_MAX = NST_LIMIT(65536, 2048),  /**< bytes of a report to be coded at once */
  NST_HANDLES_MAX = 64
};

typedef enum nst_caching {
  NST_CACHE_NONE,       /**< no-store */
  NST_CACHE_REVALIDATE, /**< keep, but ask: the ETag tells whether it still holds */
  NST_CACHE_FOREVER     /**< its name changes when it changes */
} nst_caching;

/** Everything but the connection. Strings of `type`, `allow` are literals. */
typedef struct nst_reply {
  unsigned status;
  const char *type;
  nst_buf body;
  nst_caching caching;
  const char *allow;    /**< of a 405, else NULL */
  unsigned retry_after; /**< seconds, 0: none */
  char filename[64];    /**< offered as a download under this name where not "" */
  const char *route;    /**< name of the endpoint, for metrics */
} nst_reply;

typedef enum nst_method { NST_GET, NST_POST, NST_OTHER_METHOD } nst_method;

typedef struct nst_question {
  nst_method method;
  const char *target; /**< path and query as sent */
  size_t target_len;
  const char *content_type; /**< or NULL */
  const char *body;
  size_t body_len;
} nst_question;

void nst_reply_init(nst_reply *reply);
void nst_reply_free(nst_reply *reply);
/** Make it an error (application/problem+json) with a sentence for a person. */
void nst_reply_fail(nst_reply *reply, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
const char *nst_status_phrase(unsigned status);

/** Is this a question whose answer takes a coder (POST /api/code)? Such run in the coding queue. */
bool nst_site_is_slow(const nst_question *question);
/** Answer. Never fails: an error is an answer too. `coder` for slow questions, else NULL. */
void nst_site_answer(nst_site *site, const nst_question *question, nst_coder *coder, nst_reply *reply);
/** Changes whenever the store does. */
uint64_t nst_site_generation(nst_site *site);
/** Stop queries that have run longer than `seconds`. */
void nst_site_interrupt(nst_site *site, double seconds);
const nst_pack *nst_site_pack(const nst_site *site);

/* ---- for the endpoints ---- */

/** One question being answered. */
typedef struct nst_call {
  nst_site *site;
  nst_store *store; /**< a handle of this call's own; NULL where the endpoint needs none */
  nst_coder *coder;
  nst_arena *arena;
  const nst_question *question;
  const nst_target *target;
  const char *rest; /**< what stands for {} in the route's pattern */
  nst_reply *reply;
  nst_error error;
} nst_call;

/** Turn a failed status of the store into the reply; true for NST_OK. */
bool nst_call_ok(nst_call *call, nst_status status);
/** Read a parameter; false (with the reply made) if it is wrong. Absent: *out is left. */
bool nst_call_int(nst_call *call, const char *name, int64_t low, int64_t high, int64_t *out);
bool nst_call_share(nst_call *call, const char *name, double *out);
bool nst_call_flag(nst_call *call, const char *name, bool *out);
bool nst_call_day(nst_call *call, const char *name, const char **out);
/** All the parameters of a filter. */
bool nst_call_filter(nst_call *call, nst_filter *out);
#define NST_FILTER_PARAMS                                                                                    \
  "source target actor dyad type quad status since until place text min_confidence min_sources conditional " \
  "one_a_day"

struct nst_site {
  const char *store_path;
  nst_pack *pack;
  bool demo;
  pthread_mutex_t lock; /* of everything below */
  nst_store *idle[NST_HANDLES_MAX];
  size_t n_idle;
  struct nst_running {
    nst_store *store;
    double since;
  } running[NST_HANDLES_MAX];
  size_t n_running;
  nst_store *watcher;
};

/* Endpoints, one file for each kind. */
void nst_api_health(nst_call *call);
void nst_api_summary(nst_call *call);
void nst_api_dyads(nst_call *call);
void nst_api_events(nst_call *call);
void nst_api_events_csv(nst_call *call);
void nst_api_event(nst_call *call);
void nst_api_reports(nst_call *call);
void nst_api_report(nst_call *call);
void nst_api_series(nst_call *call);
void nst_api_picture(nst_call *call);
void nst_api_places(nst_call *call);
void nst_api_actors(nst_call *call);
void nst_api_search(nst_call *call);
void nst_api_code(nst_call *call);
void nst_api_openapi(nst_call *call);

/** A file of the page, or of the documentation; NULL if there is none under this path. */
typedef struct nst_asset {
  const char *path, *type;
  const unsigned char *data;
  size_t len;
} nst_asset;
const nst_asset *nst_asset_find(const char *path);
const nst_asset *nst_asset_table(size_t *n); /**< all of them; made at build time (cmake/embed.cmake) */

double nst_now(void); /**< seconds of a clock that only goes forward */

#endif
