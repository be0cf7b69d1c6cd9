/* response.c - a reply as bytes to send: packed, named by its hash, with the headers every answer carries. */
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/hash.h"
#include "serve/http.h"

enum { WORTH_PACKING = 512 };

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

static void add_headers(struct MHD_Response *r, const nst_reply *reply, const char *etag) {
  static const char *const always[][2] = {
      {"Content-Security-Policy", policy},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
      {"Vary", "Accept-Encoding"},
  };
  for (size_t i = 0; i < sizeof always / sizeof *always; i++)
    MHD_add_response_header(r, always[i][0], always[i][1]);
  static const char *const caching[] = {"no-store", "private, no-cache",
                                        "private, max-age=31536000, immutable"};
  MHD_add_response_header(r, "Cache-Control", caching[reply->caching]);
  if (etag[0] != '\0') MHD_add_response_header(r, "ETag", etag);
  if (reply->allow != NULL) MHD_add_response_header(r, "Allow", reply->allow);
  if (reply->status == 401) MHD_add_response_header(r, "WWW-Authenticate", "Bearer realm=\"nestor\"");
  char text[128];
  if (reply->retry_after > 0) {
    snprintf(text, sizeof text, "%u", reply->retry_after);
    MHD_add_response_header(r, "Retry-After", text);
  }
  if (reply->filename[0] != '\0') {
    snprintf(text, sizeof text, "attachment; filename=\"%s\"", reply->filename);
    MHD_add_response_header(r, "Content-Disposition", text);
  }
}

/** Pack with gzip into malloc'd memory; NULL where it is not worth it. */
static void *pack(const char *data, size_t len, size_t *packed) {
  if (len < WORTH_PACKING || len > 1u << 30) return NULL;
  z_stream z = {0};
  if (deflateInit2(&z, len > 1u << 20 ? 3 : 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return NULL;
  uLong bound = deflateBound(&z, (uLong)len);
  unsigned char *out = malloc(bound);
  if (out != NULL) {
    z.next_in = (Bytef *)(uintptr_t)data;
    z.avail_in = (uInt)len;
    z.next_out = out;
    z.avail_out = (uInt)bound;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END || z.total_out + 64 > len) {
      free(out);
      out = NULL;
    }
    *packed = z.total_out;
  }
  deflateEnd(&z);
  return out;
}

nst_response *nst_response_new(const nst_reply *reply) {
  nst_response *r = calloc(1, sizeof *r);
  if (r == NULL) return NULL;
  atomic_init(&r->holders, 1);
  r->status = reply->status;
  r->route = reply->route;
  const nst_buf *body = &reply->body;
  if (reply->caching != NST_CACHE_NONE)
    snprintf(r->etag, sizeof r->etag, "\"%016llx\"", (unsigned long long)nst_hash(body->p, body->len, 7));
  r->plain = MHD_create_response_from_buffer(body->len, body->p, MHD_RESPMEM_MUST_COPY);
  r->plain_bytes = body->len;
  void *packed = pack(body->p, body->len, &r->gzip_bytes);
  if (packed != NULL) r->gzip = MHD_create_response_from_buffer(r->gzip_bytes, packed, MHD_RESPMEM_MUST_FREE);
  if (packed != NULL && r->gzip == NULL) free(packed);
  r->unchanged = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  if (r->plain == NULL || r->unchanged == NULL) {
    nst_response_release(r);
    return NULL;
  }
  add_headers(r->plain, reply, r->etag);
  MHD_add_response_header(r->plain, "Content-Type", reply->type);
  add_headers(r->unchanged, reply, r->etag);
  if (r->gzip != NULL) {
    add_headers(r->gzip, reply, r->etag);
    MHD_add_response_header(r->gzip, "Content-Type", reply->type);
    MHD_add_response_header(r->gzip, "Content-Encoding", "gzip");
  }
  return r;
}

void nst_response_release(nst_response *r) {
  if (r == NULL || atomic_fetch_sub(&r->holders, 1) > 1) return;
  if (r->plain != NULL) MHD_destroy_response(r->plain);
  if (r->gzip != NULL) MHD_destroy_response(r->gzip);
  if (r->unchanged != NULL) MHD_destroy_response(r->unchanged);
  free(r);
}
