/* server.c - requests in, responses out: libmicrohttpd behind nst_server.
 *
 * A request goes: address as sent -> headers checked -> (body) -> cache or site -> response. GET is answered on the
 * thread of the connection; POST /api/code waits in the queue while its connection is suspended. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "serve/http.h"

typedef struct request {
  nst_server *server;
  struct MHD_Connection *connection;
  nst_slot *slot;
  char *target; /* as sent */
  double began;
  bool checked, begun, queued, finished;
  nst_method method;
  char method_name[16];
  nst_buf body;
  nst_job job;
  nst_response *response;
  unsigned sent_status;
  size_t sent_bytes;
} request;

static const char *header(const request *r, const char *name) {
  return MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name);
}

/* ---- life of a request ---- */

static void *begin(void *user, const char *uri, struct MHD_Connection *connection) {
  nst_server *server = user;
  request *r = calloc(1, sizeof *r);
  if (r == NULL) return NULL;
  r->server = server;
  r->connection = connection;
  r->target = strdup(uri);
  r->began = nst_now();
  nst_buf_init(&r->body, nst_allocator_default());
  nst_reply_init(&r->job.reply);
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  if (info != NULL) r->slot = info->socket_context;
  atomic_fetch_add(&server->busy, 1);
  return r;
}

static void client(const request *r, char out[INET6_ADDRSTRLEN]) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  const struct sockaddr *address = info != NULL ? info->client_addr : NULL;
  const void *bytes = NULL;
  if (address != NULL && address->sa_family == AF_INET)
    bytes = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
  if (address != NULL && address->sa_family == AF_INET6)
    bytes = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
  if (bytes == NULL || inet_ntop(address->sa_family, bytes, out, INET6_ADDRSTRLEN) == NULL)
    memcpy(out, "-", 2);
}

static void write_log(const request *r, double seconds) {
  const nst_server_options *o = &r->server->options;
  if (o->log == NULL) return;
  char address[INET6_ADDRSTRLEN], when[32], target[1024], line[1400], method[64];
  client(r, address);
  time_t now = time(NULL);
  struct tm parts;
  gmtime_r(&now, &parts);
  strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &parts);
  const char *t = r->target != NULL ? r->target : "";
  nst_log_escape(t, strlen(t), target, sizeof target);
  nst_log_escape(r->method_name, strlen(r->method_name), method, sizeof method);
  snprintf(line, sizeof line, "%s %s \"%s %s\" %u %zu %.1fms", when, address, method, target, r->sent_status,
           r->sent_bytes, seconds * 1e3);
  o->log(o->log_user, line);
}

static void completed(void *user, struct MHD_Connection *connection, void **context,
                      enum MHD_RequestTerminationCode code) {
  (void)connection;
  (void)code;
  nst_server *server = user;
  request *r = *context;
  *context = NULL;
  if (r == NULL) return;
  double seconds = nst_now() - r->began;
  if (r->sent_status > 0) {
    nst_metrics_count(&server->metrics, r->response != NULL ? r->response->route : "other", r->sent_status,
                      seconds, r->sent_bytes);
    write_log(r, seconds);
  }
  nst_slot_phase(server->deadlines, r->slot, NST_PHASE_HEADERS, 0);
  nst_response_release(r->response);
  nst_reply_free(&r->job.reply);
  nst_buf_free(&r->body);
  free(r->target);
  free(r);
  atomic_fetch_sub(&server->busy, 1);
}

static void connected(void *user, struct MHD_Connection *connection, void **context,
                      enum MHD_ConnectionNotificationCode what) {
  nst_server *server = user;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = info != NULL ? nst_slot_add(server->deadlines, info->connect_fd) : NULL;
  } else {
    nst_slot_remove(server->deadlines, *context);
    *context = NULL;
  }
}

/* ---- answering ---- */

/** Send what r->response holds. */
static enum MHD_Result send_response(request *r) {
  nst_response *response = r->response;
  struct MHD_Response *chosen = response->plain;
  size_t bytes = response->plain_bytes;
  unsigned status = response->status;
  if (status == 200 && r->method == NST_GET && nst_etag_matches(header(r, "If-None-Match"), response->etag)) {
    chosen = response->unchanged;
    bytes = 0;
    status = 304;
  } else if (response->gzip != NULL && nst_accepts_gzip(header(r, "Accept-Encoding"))) {
    chosen = response->gzip;
    bytes = response->gzip_bytes;
  }
  r->finished = true;
  r->sent_status = status;
  r->sent_bytes = strcmp(r->method_name, "HEAD") == 0 ? 0 : bytes;
  nst_slot_phase(r->server->deadlines, r->slot, NST_PHASE_SEND, bytes);
  return MHD_queue_response(r->connection, status, chosen);
}

static enum MHD_Result send_reply(request *r, const nst_reply *reply) {
  r->response = nst_response_new(reply);
  return r->response != NULL ? send_response(r) : MHD_NO;
}

static enum MHD_Result refuse(request *r, unsigned status, const char *why) {
  nst_reply *reply = &r->job.reply;
  nst_reply_fail(reply, status, "%s", why);
  reply->route = "refused";
  atomic_fetch_add(&r->server->metrics.refused, 1);
  enum MHD_Result result = MHD_NO;
  r->response = nst_response_new(reply);
  if (r->response == NULL) return MHD_NO;
  MHD_add_response_header(r->response->plain, "Connection", "close");
  if (r->response->gzip != NULL) MHD_add_response_header(r->response->gzip, "Connection", "close");
  result = send_response(r);
  return result;
}

typedef struct header_counts {
  unsigned length, encoding, host, type;
  const char *encoding_value;
} header_counts;

static enum MHD_Result count_header(void *user, enum MHD_ValueKind kind, const char *key, const char *value) {
  (void)kind;
  header_counts *c = user;
  if (strcasecmp(key, "Content-Length") == 0) c->length++;
  if (strcasecmp(key, "Host") == 0) c->host++;
  if (strcasecmp(key, "Content-Type") == 0) c->type++;
  if (strcasecmp(key, "Transfer-Encoding") == 0) {
    c->encoding++;
    c->encoding_value = value;
  }
  return MHD_YES;
}

/** Headers on which servers disagree, and so could be talked past each other. 0: none */
static const char *ambiguous(const request *r) {
  header_counts c = {0};
  MHD_get_connection_values(r->connection, MHD_HEADER_KIND, count_header, &c);
  if (c.length > 1 || c.encoding > 1 || c.host > 1 || c.type > 1) return "a header is given twice";
  if (c.length > 0 && c.encoding > 0) return "Content-Length and Transfer-Encoding exclude each other";
  if (c.encoding > 0 && (c.encoding_value == NULL || strcasecmp(c.encoding_value, "chunked") != 0))
    return "the only Transfer-Encoding is chunked";
  const char *length = header(r, "Content-Length");
  if (length != NULL && (length[0] == '\0' || length[strspn(length, "0123456789")] != '\0'))
    return "Content-Length is no number";
  return NULL;
}

/** The files of the page hold no data and are free; a path that is written in a roundabout way is none of them. */
static bool needs_token(const request *r) {
  if (r->server->options.token == NULL) return false;
  return strncmp(r->target, "/api/", 5) == 0 || strncmp(r->target, "/metrics", 8) == 0 ||
         memchr(r->target, '%', strcspn(r->target, "?")) != NULL;
}

static bool token_shown(const request *r) {
  static const char bearer[] = "Bearer ";
  const char *given = header(r, "Authorization");
  if (given == NULL || strncasecmp(given, bearer, sizeof bearer - 1) != 0) return false;
  return nst_token_equal(given + sizeof bearer - 1, r->server->options.token);
}

/** Does a request that changes or costs something come from a page of another origin? */
static bool foreign(const request *r) {
  const char *site = header(r, "Sec-Fetch-Site");
  if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return true;
  const char *origin = header(r, "Origin");
  const char *host = header(r, "Host");
  if (origin == NULL) return false;
  const char *name = strstr(origin, "://");
  return name == NULL || host == NULL || strcasecmp(name + 3, host) != 0;
}

/** Everything that can be said before a body is read. */
static enum MHD_Result check(request *r) {
  const char *why = ambiguous(r);
  if (why != NULL) return refuse(r, 400, why);
  const char *host = header(r, "Host");
  if (r->server->local && host != NULL && !nst_host_is_local(host))
    return refuse(
        r, 421,
        "this server answers for this machine only (Host: localhost); see nestor-serve(1) on proxies");
  if (needs_token(r) && !token_shown(r))
    return refuse(r, 401, "a token is needed: Authorization: Bearer TOKEN");
  const char *length = header(r, "Content-Length");
  if (r->method != NST_POST) {
    bool empty = length == NULL || strspn(length, "0") == strlen(length);
    if (!empty || header(r, "Transfer-Encoding") != NULL)
      return refuse(r, 400, "this request may have no body");
    return MHD_YES;
  }
  if (foreign(r)) return refuse(r, 403, "requests from other pages are not answered");
  if (length != NULL && (strlen(length) > 9 || strtoul(length, NULL, 10) > NST_BODY_MAX))
    return refuse(r, 413, "the body is too large");
  nst_slot_phase(r->server->deadlines, r->slot, NST_PHASE_BODY, 0);
  return MHD_YES;
}

static void coded(nst_job *job) {
  request *r = job->user;
  MHD_resume_connection(r->connection);
}

static enum MHD_Result metrics(request *r) {
  nst_reply *reply = &r->job.reply;
  reply->type = "text/plain; version=0.0.4; charset=utf-8";
  reply->caching = NST_CACHE_NONE;
  reply->route = "metrics";
  nst_metrics_write(r->server, &reply->body);
  return send_reply(r, reply);
}

static enum MHD_Result answer(request *r) {
  nst_server *server = r->server;
  nst_question q = {.method = r->method,
                    .target = r->target,
                    .target_len = strlen(r->target),
                    .content_type = header(r, "Content-Type"),
                    .body = r->body.p,
                    .body_len = r->body.len};
  if (r->method == NST_GET && strcmp(r->target, "/metrics") == 0) return metrics(r);
  if (nst_site_is_slow(&q)) {
    r->job.question = q;
    r->job.user = r;
    r->job.done = coded;
    r->queued = true;
    nst_slot_phase(server->deadlines, r->slot, NST_PHASE_WORK, 0);
    MHD_suspend_connection(r->connection);
    if (nst_queue_put(server->queue, &r->job)) return MHD_YES;
    nst_reply_fail(&r->job.reply, 503, "too many reports wait to be coded; try again in a moment");
    r->job.reply.retry_after = 5;
    MHD_resume_connection(r->connection);
    return MHD_YES;
  }
  uint64_t generation = nst_site_generation(server->site);
  if (r->method == NST_GET) r->response = nst_cache_get(server->cache, q.target, q.target_len, generation);
  if (r->response != NULL) {
    atomic_fetch_add(&server->metrics.cache_hits, 1);
    return send_response(r);
  }
  nst_slot_phase(server->deadlines, r->slot, NST_PHASE_WORK, 0);
  nst_site_answer(server->site, &q, NULL, &r->job.reply);
  r->response = nst_response_new(&r->job.reply);
  if (r->response == NULL) return MHD_NO;
  if (r->method == NST_GET && r->response->status == 200 && r->job.reply.caching != NST_CACHE_NONE) {
    atomic_fetch_add(&server->metrics.cache_misses, 1);
    nst_cache_put(server->cache, q.target, q.target_len, generation, r->response);
  }
  return send_response(r);
}

static enum MHD_Result handle(void *user, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *data_len,
                              void **context) {
  (void)url;
  (void)version;
  (void)connection;
  nst_server *server = user;
  request *r = *context;
  if (r == NULL || r->target == NULL) return MHD_NO;
  if (r->finished) return MHD_YES;
  if (!r->begun) {
    r->begun = true;
    snprintf(r->method_name, sizeof r->method_name, "%s", method);
    r->method = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ? NST_GET
                : strcmp(method, "POST") == 0                             ? NST_POST
                                                                          : NST_OTHER_METHOD;
    r->began = nst_now();
    if (atomic_load(&server->stopping)) return refuse(r, 503, "the server is going down");
    return check(r);
  }
  if (*data_len > 0) {
    if (r->body.len + *data_len > NST_BODY_MAX)
      return MHD_NO; /* chunked and too long: nothing to say any more */
    nst_buf_put(&r->body, data, *data_len);
    *data_len = 0;
    return r->body.failed ? MHD_NO : MHD_YES;
  }
  if (r->queued) return send_reply(r, &r->job.reply);
  return answer(r);
}

/* ---- start and stop ---- */

static void quiet(void *user, const char *format, va_list args) {
  (void)user;
  (void)format;
  (void)args;
}

static bool read_address(const char *text, uint16_t port, struct sockaddr_storage *out, bool *local) {
  memset(out, 0, sizeof *out);
  struct sockaddr_in *four = (struct sockaddr_in *)(void *)out;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)out;
  if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    *local = (ntohl(four->sin_addr.s_addr) >> 24) == 127;
    return true;
  }
  if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    *local = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
    return true;
  }
  return false;
}

static void release(nst_server *server) {
  nst_queue_free(server->queue);
  nst_deadlines_free(server->deadlines);
  nst_cache_free(server->cache);
  free(server);
}

static unsigned default_threads(void) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return processors < 2 ? 4 : processors > 16 ? 32 : (unsigned)processors * 2;
}

nst_status nst_server_start(nst_site *site, const nst_server_options *options, nst_server **out,
                            nst_error *error) {
  *out = NULL;
  const char *address = options->address != NULL ? options->address : "127.0.0.1";
  struct sockaddr_storage where;
  bool local = false;
  if (!read_address(address, options->port, &where, &local))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "'%s' is no IPv4 or IPv6 address", address);
  nst_server *server = calloc(1, sizeof *server);
  if (server == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  server->site = site;
  server->options = *options;
  server->local = local;
  if (server->options.threads == 0) server->options.threads = default_threads();
  if (server->options.connections == 0) server->options.connections = 512;
  if (server->options.header_seconds == 0) server->options.header_seconds = 10;
  server->cache = nst_cache_new((size_t)64 << 20);
  server->deadlines = nst_deadlines_new(server->options.connections, server->options.header_seconds, site);
  server->queue = nst_queue_new(site);
  if (server->cache == NULL || server->deadlines == NULL || server->queue == NULL) {
    release(server);
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  if (where.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
  server->daemon = MHD_start_daemon(flags, options->port, NULL, NULL, handle, server,         //
                                    MHD_OPTION_EXTERNAL_LOGGER, quiet, NULL,                  //
                                    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&where,          //
                                    MHD_OPTION_THREAD_POOL_SIZE, server->options.threads,     //
                                    MHD_OPTION_CONNECTION_LIMIT, server->options.connections, //
                                    MHD_OPTION_CONNECTION_TIMEOUT, 30u,                       //
                                    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,        //
                                    MHD_OPTION_CONNECTION_MEMORY_INCREMENT, (size_t)4096,     //
                                    MHD_OPTION_LISTEN_BACKLOG_SIZE, 512u,                     //
                                    MHD_OPTION_STRICT_FOR_CLIENT, 1,                          //
                                    MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,                     //
                                    MHD_OPTION_URI_LOG_CALLBACK, begin, server,               //
                                    MHD_OPTION_NOTIFY_COMPLETED, completed, server,           //
                                    MHD_OPTION_NOTIFY_CONNECTION, connected, server,          //
                                    MHD_OPTION_END);
  if (server->daemon == NULL) {
    int why = errno;
    release(server);
    return nst_fail(error, NST_IO, 0, 0, "cannot listen on %s port %u: %s", address, (unsigned)options->port,
                    strerror(why));
  }
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
  server->port = info != NULL ? info->port : options->port;
  *out = server;
  return NST_OK;
}

uint16_t nst_server_port(const nst_server *server) {
  return server->port;
}

void nst_server_stop(nst_server *server, unsigned seconds) {
  if (server == NULL) return;
  MHD_socket listener = MHD_quiesce_daemon(server->daemon);
  double until = nst_now() + seconds;
  while (atomic_load(&server->busy) > 0 && nst_now() < until) {
    struct timespec moment = {0, 20000000};
    nanosleep(&moment, NULL);
  }
  atomic_store(&server->stopping, true);
  nst_queue_free(server->queue); /* every suspended connection is resumed by then */
  server->queue = NULL;
  MHD_stop_daemon(server->daemon);
  if (listener != MHD_INVALID_SOCKET) close(listener);
  release(server);
}
