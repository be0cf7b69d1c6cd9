/* site.c - routes: which endpoint answers which path, with which parameters; handles of the store. */
#include "serve/site.h"

#include <stdlib.h>

typedef struct route {
  const char *name, *pattern; /* {}: one segment of the path */
  nst_method method;
  bool store;         /* needs a handle */
  const char *params; /* names that may be given */
  void (*answer)(nst_call *call);
} route;

#define PAGE_PARAMS " limit after order"
static const route routes[] = {
    {"health", "/api/health", NST_GET, true, "", nst_api_health},
    {"summary", "/api/summary", NST_GET, true, "", nst_api_summary},
    {"dyads", "/api/dyads", NST_GET, true, "since limit tension", nst_api_dyads},
    {"events", "/api/events", NST_GET, true, NST_FILTER_PARAMS PAGE_PARAMS " count", nst_api_events},
    {"events.csv", "/api/events.csv", NST_GET, true, NST_FILTER_PARAMS PAGE_PARAMS " report event",
     nst_api_events_csv},
    {"event", "/api/events/{}", NST_GET, true, "", nst_api_event},
    {"reports", "/api/reports", NST_GET, true, "q doc limit offset", nst_api_reports},
    {"report", "/api/reports/{}", NST_GET, true, "", nst_api_report},
    {"series", "/api/series", NST_GET, true, NST_FILTER_PARAMS " by", nst_api_series},
    {"picture", "/api/picture/{}", NST_GET, true, "since until limit", nst_api_picture},
    {"places", "/api/places", NST_GET, true, NST_FILTER_PARAMS " limit", nst_api_places},
    {"actors", "/api/actors", NST_GET, true, "q limit", nst_api_actors},
    {"search", "/api/search", NST_GET, true, "q limit", nst_api_search},
    {"code", "/api/code", NST_POST, false, "date format", nst_api_code},
    {"openapi", "/api/openapi.json", NST_GET, false, "", nst_api_openapi},
};
enum { N_ROUTES = sizeof routes / sizeof *routes };

/* Views of the page: the same document, whose script reads the address. */
static const char *const views[] = {"/", "/dyad", "/map", "/report", "/event", "/try", "/search"};

/** Does `path` follow `pattern`? *rest is the segment in the place of {}. */
static bool matches(const char *pattern, const char *path, const char **rest) {
  const char *hole = strstr(pattern, "{}");
  *rest = "";
  if (hole == NULL) return strcmp(pattern, path) == 0;
  size_t before = (size_t)(hole - pattern);
  if (strncmp(pattern, path, before) != 0) return false;
  *rest = path + before;
  return (*rest)[0] != '\0' && strchr(*rest, '/') == NULL;
}

static bool params_known(nst_call *call, const char *known) {
  for (size_t i = 0; i < call->target->n_params; i++) {
    const char *name = call->target->params[i].name;
    if (name[0] != '\0' && strchr(name, ' ') == NULL && nst_str_in(nst_str_of(name), known)) continue;
    nst_reply_fail(call->reply, 400, "there is no parameter '%.40s' here; known: %s", name,
                   known[0] != '\0' ? known : "none");
    return false;
  }
  return true;
}

/* ---- handles ---- */

static nst_store *take(nst_call *call) {
  nst_site *site = call->site;
  pthread_mutex_lock(&site->lock);
  nst_store *store = site->n_idle > 0 ? site->idle[--site->n_idle] : NULL;
  bool room = site->n_running < NST_HANDLES_MAX;
  pthread_mutex_unlock(&site->lock);
  if (store == NULL && room &&
      nst_store_open(site->store_path, NST_STORE_READ, &store, &call->error) != NST_OK)
    store = NULL;
  if (store == NULL) {
    nst_reply_fail(call->reply, 503, "the store cannot be read: %s",
                   room ? call->error.message : "too many questions at once");
    call->reply->retry_after = 2;
    return NULL;
  }
  pthread_mutex_lock(&site->lock);
  if (site->n_running < NST_HANDLES_MAX)
    site->running[site->n_running++] = (struct nst_running){store, nst_now()};
  pthread_mutex_unlock(&site->lock);
  return store;
}

static void give(nst_site *site, nst_store *store) {
  pthread_mutex_lock(&site->lock);
  for (size_t i = 0; i < site->n_running; i++)
    if (site->running[i].store == store) site->running[i--] = site->running[--site->n_running];
  bool kept = site->n_idle < NST_HANDLES_MAX;
  if (kept) site->idle[site->n_idle++] = store;
  pthread_mutex_unlock(&site->lock);
  if (!kept) nst_store_close(store);
}

void nst_site_interrupt(nst_site *site, double seconds) {
  double now = nst_now();
  pthread_mutex_lock(&site->lock);
  for (size_t i = 0; i < site->n_running; i++)
    if (now - site->running[i].since > seconds) nst_store_interrupt(site->running[i].store);
  pthread_mutex_unlock(&site->lock);
}

uint64_t nst_site_generation(nst_site *site) {
  uint64_t generation = 0;
  pthread_mutex_lock(&site->lock);
  if (nst_store_generation(site->watcher, &generation) != NST_OK) generation = 0;
  pthread_mutex_unlock(&site->lock);
  return generation;
}

const nst_pack *nst_site_pack(const nst_site *site) {
  return site->pack;
}

nst_status nst_site_new(const nst_site_options *options, nst_site **out, nst_error *error) {
  *out = NULL;
  nst_site *site = calloc(1, sizeof *site);
  if (site == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  site->store_path = options->store;
  site->pack = options->pack;
  site->demo = options->demo;
  pthread_mutex_init(&site->lock, NULL);
  nst_status status = nst_store_open(options->store, NST_STORE_READ, &site->watcher, error);
  if (status != NST_OK) {
    nst_site_free(site);
    return status;
  }
  *out = site;
  return NST_OK;
}

void nst_site_free(nst_site *site) {
  if (site == NULL) return;
  while (site->n_idle > 0) nst_store_close(site->idle[--site->n_idle]);
  nst_store_close(site->watcher);
  pthread_mutex_destroy(&site->lock);
  free(site);
}

/* ---- answering ---- */

bool nst_call_ok(nst_call *call, nst_status status) {
  const char *why = call->error.message[0] != '\0' ? call->error.message : nst_status_text(status);
  switch (status) {
  case NST_OK:
    return true;
  case NST_ARGUMENT:
  case NST_FORMAT:
    nst_reply_fail(call->reply, 400, "%s", why);
    break;
  case NST_MISSING:
    nst_reply_fail(call->reply, 404, "%s", why);
    break;
  case NST_BUSY:
    nst_reply_fail(call->reply, 503, "this took too long: narrow the question, e.g. with since and until");
    call->reply->retry_after = 5;
    break;
  default:
    nst_reply_fail(call->reply, 500, "%s", why);
  }
  return false;
}

static void answer_route(nst_call *call, const route *r) {
  call->reply->route = r->name;
  if (!params_known(call, r->params)) return;
  if (r->store) {
    call->store = take(call);
    if (call->store == NULL) return;
  }
  r->answer(call);
  if (r->store) give(call->site, call->store);
}

static bool answer_asset(nst_call *call, const char *path) {
  const nst_asset *asset = nst_asset_find(path);
  if (asset == NULL) return false;
  call->reply->route = "page";
  if (call->question->method != NST_GET) {
    nst_reply_fail(call->reply, 405, "this can only be read");
    call->reply->allow = "GET, HEAD";
    return true;
  }
  call->reply->type = asset->type;
  call->reply->caching = strncmp(path, "/assets/", 8) == 0 ? NST_CACHE_FOREVER : NST_CACHE_REVALIDATE;
  nst_buf_put(&call->reply->body, asset->data, asset->len);
  return true;
}

static bool is_view(const char *path) {
  for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
    size_t len = strlen(views[i]);
    if (strcmp(path, views[i]) == 0) return true;
    if (len > 1 && strncmp(path, views[i], len) == 0 && path[len] == '/') return true;
  }
  return false;
}

static void dispatch(nst_call *call) {
  const char *path = call->target->path;
  bool other_method = false;
  const char *allow = NULL;
  for (size_t i = 0; i < N_ROUTES; i++) {
    if (!matches(routes[i].pattern, path, &call->rest)) continue;
    if (routes[i].method == call->question->method) {
      answer_route(call, &routes[i]);
      return;
    }
    other_method = true;
    allow = routes[i].method == NST_POST ? "POST" : "GET, HEAD";
  }
  if (other_method) {
    nst_reply_fail(call->reply, 405, "this path answers %s only", allow);
    call->reply->allow = allow;
    return;
  }
  if (strncmp(path, "/api/", 5) != 0 &&
      (answer_asset(call, path) || (is_view(path) && answer_asset(call, "/index.html"))))
    return;
  if (path[0] == '/' && path[1] != '\0' && path[1 + strspn(path + 1, "abcdefghijklmnopqrstuvwxyz")] == '\0' &&
      answer_asset(call, "/index.html")) {
    if (call->reply->status == 200) call->reply->status = 404; /* the page says so, to a person */
    call->reply->caching = NST_CACHE_NONE;
    return;
  }
  nst_reply_fail(call->reply, 404, "there is nothing here; /api/openapi.json tells what there is");
}

void nst_site_answer(nst_site *site, const nst_question *question, nst_coder *coder, nst_reply *reply) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_target target;
  const char *why = NULL;
  if (arena == NULL) {
    nst_reply_fail(reply, 500, "out of memory");
    return;
  }
  nst_status status = nst_target_parse(arena, question->target, question->target_len, &target, &why);
  if (status == NST_OK) {
    nst_call call = {.site = site,
                     .coder = coder,
                     .arena = arena,
                     .question = question,
                     .target = &target,
                     .rest = "",
                     .reply = reply};
    dispatch(&call);
  } else if (status == NST_TOO_LARGE) {
    nst_reply_fail(reply, 414, "%s", why);
  } else {
    nst_reply_fail(reply, status == NST_FORMAT ? 400 : 500, "%s", why != NULL ? why : "out of memory");
  }
  if (reply->body.failed) nst_reply_fail(reply, 500, "out of memory");
  nst_arena_free(arena);
}

bool nst_site_is_slow(const nst_question *question) {
  static const char path[] = "/api/code";
  size_t len = sizeof path - 1;
  return question->method == NST_POST && question->target_len >= len &&
         memcmp(question->target, path, len) == 0 &&
         (question->target_len == len || question->target[len] == '?');
}
