/* demo.c - the sample reports, coded into a store. */
#include "ingest/ingest.h"
#include "record/record.h"
#include "serve/serve.h"
#include "store/store.h"

typedef struct demo {
  nst_store *store;
  nst_coder *coder;
  nst_ingest *ingest;
  int64_t run;
  size_t reports;
} demo;

static nst_status keep(demo *d, const nst_report *report, nst_error *error) {
  nst_result *result = NULL;
  nst_status status = nst_code(d->coder, report, &result);
  if (status != NST_OK) return nst_fail(error, status, 0, 0, "%s", nst_coder_error(d->coder)->message);
  size_t n = nst_result_count(result);
  const nst_event **records = nst_mem_new_array(nst_allocator_default(), n > 0 ? n : 1, sizeof *records);
  if (records != NULL) {
    for (size_t i = 0; i < n; i++) records[i] = nst_result_event(result, i);
    nst_buf sentences;
    nst_buf_init(&sentences, nst_allocator_default());
    nst_record_sentences(&sentences, result);
    nst_buf_char(&sentences, '\0');
    nst_store_input input = {.report = *report,
                             .source = nst_ingest_publisher(d->ingest),
                             .sentences = sentences.failed ? NULL : sentences.p,
                             .run = d->run};
    nst_store_outcome outcome;
    status = nst_store_put(d->store, &input, records, n, &outcome, error);
    nst_buf_free(&sentences);
    nst_mem_free(nst_allocator_default(), records, (n > 0 ? n : 1) * sizeof *records);
  } else status = NST_NOMEM;
  nst_result_free(result);
  d->reports++;
  return status;
}

static nst_status keep_all(demo *d, nst_pack *pack, nst_error *error) {
  nst_store_run run = {nst_version(), nst_pack_about(pack), "sample reports"};
  NST_TRY(nst_store_begin(d->store, error));
  nst_status status = nst_store_run_id(d->store, &run, &d->run, error);
  for (bool end = false; status == NST_OK && !end;) {
    nst_report report = {0};
    status = nst_ingest_next(d->ingest, &report, &end, error);
    if (status == NST_OK && !end) status = keep(d, &report, error);
  }
  if (status == NST_OK) return nst_store_commit(d->store, error);
  nst_store_rollback(d->store);
  return status;
}

nst_status nst_demo_store(const char *path, nst_pack *pack, size_t *reports, nst_error *error) {
  const nst_coder_options options = {.explain = true};
  demo d = {0};
  size_t len = 0;
  const char *text = nst_sample_reports(&len);
  nst_status status = nst_store_open(path, NST_STORE_CREATE, &d.store, error);
  if (status == NST_OK) status = nst_coder_new(pack, &options, &d.coder);
  if (status == NST_OK)
    status = nst_ingest_memory(text, len, "sample reports", nst_allocator_default(), &d.ingest, error);
  if (status == NST_OK) status = keep_all(&d, pack, error);
  *reports = d.reports;
  nst_ingest_free(d.ingest);
  nst_coder_free(d.coder);
  nst_store_close(d.store);
  return status;
}
