/* serve.h - a store over HTTP: a read-only JSON API (docs/openapi.json) and a page for people.
 *
 *     nst_site   *site;     what can be asked: store, coder, page, cache; knows no socket
 *     nst_server *server;   sockets, limits, log
 *
 * One site serves any number of threads. */
#ifndef NST_SERVE_SERVE_H
#define NST_SERVE_SERVE_H

#include "base/buf.h"

typedef struct nst_site nst_site;
typedef struct nst_server nst_server;

typedef struct nst_site_options {
  const char *store;  /**< path of the store */
  nst_pack *pack;     /**< for /api/code; NULL: that answers 503. Must outlive the site */
  bool demo;          /**< tell the page that it shows the sample reports */
  size_t cache_bytes; /**< answers kept in memory; 0: 64 MiB */
} nst_site_options;

NST_MUST_USE nst_status nst_site_new(const nst_site_options *options, nst_site **out, nst_error *error);
void nst_site_free(nst_site *site);

/** The sample reports that the program carries, as JSONL. */
const char *nst_sample_reports(size_t *len);
/** Code them into a new store at `path`. */
NST_MUST_USE nst_status nst_demo_store(const char *path, nst_pack *pack, size_t *reports, nst_error *error);

typedef struct nst_server_options {
  const char *address;  /**< to listen on, e.g. "127.0.0.1" or "::1"; NULL: 127.0.0.1 */
  uint16_t port;        /**< 0: any free one */
  const char *token;    /**< what a client must show ("Authorization: Bearer ..."); NULL: nothing. Borrowed */
  unsigned threads;     /**< that answer; 0: a choice by the number of processors */
  unsigned connections; /**< at once; 0: 512 */
  unsigned header_seconds; /**< time for a request's line and headers; 0: 10 */
  void (*log)(void *user,
              const char *line); /**< one line for each request, without line feed; NULL: none. Any thread */
  void *log_user;
} nst_server_options;

/** Start to answer. NST_IO: cannot listen there. NST_ARGUMENT: no such address. */
NST_MUST_USE nst_status nst_server_start(nst_site *site, const nst_server_options *options, nst_server **out,
                                         nst_error *error);
uint16_t nst_server_port(const nst_server *server);
/** Take no new connections, finish what was begun (up to `seconds`), close. Accepts NULL. */
void nst_server_stop(nst_server *server, unsigned seconds);

#endif
