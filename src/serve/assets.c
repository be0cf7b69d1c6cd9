/* assets.c - the files that the program carries: page, description of the API, sample reports. */
#include "serve/json.h"
#include "serve/site.h"

const nst_asset *nst_asset_find(const char *path) {
  size_t n = 0;
  const nst_asset *files = nst_asset_table(&n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(files[i].path, path) == 0) return &files[i];
  return NULL;
}

const char *nst_sample_reports(size_t *len) {
  const nst_asset *asset = nst_asset_find("crisis.jsonl");
  *len = asset != NULL ? asset->len : 0;
  return asset != NULL ? (const char *)asset->data : "";
}

void nst_api_openapi(nst_call *call) {
  const nst_asset *asset = nst_asset_find("openapi.json");
  if (asset == NULL) nst_reply_fail(call->reply, 404, "the description was not built in");
  else nst_buf_put(&call->reply->body, asset->data, asset->len);
}
