/* reply.c - answers: status words, and errors as application/problem+json (RFC 9457). */
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "serve/json.h"
#include "serve/site.h"

void nst_reply_init(nst_reply *reply) {
  *reply = (nst_reply){.status = 200, .type = "application/json", .caching = NST_CACHE_REVALIDATE};
  reply->route = "other";
  nst_buf_init(&reply->body, nst_allocator_default());
}

void nst_reply_free(nst_reply *reply) {
  nst_buf_free(&reply->body);
}

const char *nst_status_phrase(unsigned status) {
  static const struct {
    unsigned status;
    const char *phrase;
  } phrases[] = {{200, "OK"},
                 {304, "Not Modified"},
                 {400, "Bad Request"},
                 {401, "Unauthorized"},
                 {403, "Forbidden"},
                 {404, "Not Found"},
                 {405, "Method Not Allowed"},
                 {413, "Content Too Large"},
                 {414, "URI Too Long"},
                 {415, "Unsupported Media Type"},
                 {421, "Misdirected Request"},
                 {422, "Unprocessable Content"},
                 {500, "Internal Server Error"},
                 {503, "Service Unavailable"}};
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
    if (phrases[i].status == status) return phrases[i].phrase;
  return "Error";
}

void nst_reply_fail(nst_reply *reply, unsigned status, const char *format, ...) {
  char detail[512];
  va_list args;
  va_start(args, format);
  vsnprintf(detail, sizeof detail, format, args);
  va_end(args);
  reply->status = status;
  reply->type = "application/problem+json";
  reply->caching = NST_CACHE_NONE;
  reply->filename[0] = '\0';
  reply->body.len = 0;
  reply->body.failed = false;
  nst_buf *out = &reply->body;
  json_open(out, '{');
  json_key(out, "title");
  json_string(out, nst_status_phrase(status));
  json_key(out, "status");
  json_int(out, status);
  json_key(out, "detail");
  json_string(out, detail);
  json_close(out, '}');
}

double nst_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
