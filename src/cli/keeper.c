/* keeper.c - coded reports wait until a batch is full; then they are written in one transaction.
 *
 * Coding takes far longer than writing: as no transaction is open while reports are coded, several processes can fill
 * one store side by side. */
#include "cli/keeper.h"

#include <stdlib.h>
#include <string.h>

#include "record/record.h"

enum { BATCH = NST_LIMIT(64, 3) };

typedef struct waiting {
  pool_done done; /* its memory and result are ours */
} waiting;

struct keeper {
  nst_store *store;
  char *path, *about, *options;
  nst_store_run run;
  waiting batch[BATCH];
  size_t n;
  size_t outcomes[NST_PUT_COPY + 1]; /* how many reports of each */
  size_t records;
};

/** "a.actors 0123456789abcdef": a lexicon is known by its name and its content. */
static bool add_file(nst_buf *buf, const char *path) {
  nst_mapped file;
  nst_error error = {0};
  if (nst_file_map(path, &file, &error) != NST_OK) {
    cli_report_error(path, &error);
    return false;
  }
  const char *slash = strrchr(path, '/');
  nst_buf_format(buf, "%s %016llx", slash != NULL ? slash + 1 : path,
                 (unsigned long long)nst_hash(file.p, file.len, 0));
  nst_file_unmap(&file);
  return true;
}

bool keeper_run(const cli_pack_options *pack_options, const nst_pack *pack, double threshold,
                nst_store_run *run, char **about, char **options) {
  nst_buf a, o;
  nst_buf_init(&a, nst_allocator_default());
  nst_buf_init(&o, nst_allocator_default());
  char *path = cli_find_pack(pack_options);
  nst_buf_format(&a, "%s; ", nst_pack_about(pack));
  bool ok = path != NULL && add_file(&a, path);
  free(path);
  nst_buf_char(&a, '\0');
  if (threshold > 0) nst_buf_format(&o, "min-confidence %g", threshold);
  for (size_t i = 0; ok && i < pack_options->n_lexicons; i++) {
    nst_buf_text(&o, o.len > 0 ? "; lexicon " : "lexicon ");
    ok = add_file(&o, pack_options->lexicons[i]);
  }
  nst_buf_char(&o, '\0');
  ok = ok && !a.failed && !o.failed;
  *about = ok ? strdup(a.p) : NULL;
  *options = ok ? strdup(o.p) : NULL;
  nst_buf_free(&a);
  nst_buf_free(&o);
  *run = (nst_store_run){nst_version(), *about, *options};
  return *about != NULL && *options != NULL;
}

keeper *keeper_new(const char *path, const cli_pack_options *pack_options, const nst_pack *pack,
                   double threshold) {
  keeper *k = calloc(1, sizeof *k);
  nst_error error = {0};
  if (k == NULL) {
    cli_error("out of memory");
    return NULL;
  }
  k->path = strdup(path);
  if (k->path != NULL && keeper_run(pack_options, pack, threshold, &k->run, &k->about, &k->options)) {
    if (nst_store_open(path, NST_STORE_CREATE, &k->store, &error) == NST_OK) return k;
    cli_report_error(path, &error);
  }
  keeper_free(k);
  return NULL;
}

void keeper_free(keeper *k) {
  if (k == NULL) return;
  for (size_t i = 0; i < k->n; i++) {
    nst_result_free(k->batch[i].done.result);
    free(k->batch[i].done.memory);
  }
  nst_store_close(k->store);
  free(k->path);
  free(k->about);
  free(k->options);
  free(k);
}

bool keeper_knows(keeper *k, const nst_report *report, bool *known) {
  nst_store_outcome outcome = NST_PUT_NEW;
  nst_error error = {0};
  if (nst_store_check(k->store, report, &outcome, &error) != NST_OK) {
    cli_report_error(k->path, &error);
    return false;
  }
  *known = outcome == NST_PUT_SAME;
  if (*known) k->outcomes[NST_PUT_SAME]++;
  return true;
}

void keeper_sentences(const nst_result *result, nst_buf *out) {
  nst_buf_init(out, nst_allocator_default());
  nst_record_sentences(out, result);
  nst_buf_char(out, '\0');
}

static nst_status put_one(keeper *k, const pool_done *done, int64_t run, nst_store_outcome *outcome,
                          nst_error *error) {
  size_t n = nst_result_count(done->result);
  const nst_event **records = calloc(n + 1, sizeof *records);
  if (records == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < n; i++) records[i] = nst_result_event(done->result, i);
  nst_buf sentences;
  keeper_sentences(done->result, &sentences);
  nst_store_input input = {.report = done->report,
                           .source = done->source,
                           .url = done->url,
                           .sentences = sentences.failed ? NULL : sentences.p,
                           .run = run};
  nst_status status = nst_store_put(k->store, &input, records, n, outcome, error);
  nst_buf_free(&sentences);
  free(records);
  return status;
}

static nst_status write_batch(keeper *k, nst_error *error) {
  size_t outcomes[NST_PUT_COPY + 1] = {0}, records = 0;
  int64_t run = 0;
  NST_TRY(nst_store_begin(k->store, error));
  NST_TRY(nst_store_run_id(k->store, &k->run, &run, error));
  for (size_t i = 0; i < k->n; i++) {
    nst_store_outcome outcome = NST_PUT_NEW;
    NST_TRY(put_one(k, &k->batch[i].done, run, &outcome, error));
    outcomes[outcome]++;
    if (outcome == NST_PUT_NEW || outcome == NST_PUT_NEWER) records += k->batch[i].done.events;
  }
  NST_TRY(nst_store_commit(k->store, error));
  for (size_t i = 0; i <= NST_PUT_COPY; i++) k->outcomes[i] += outcomes[i];
  k->records += records;
  return NST_OK;
}

bool keeper_flush(keeper *k) {
  if (k->n == 0) return true;
  nst_error error = {0};
  nst_status status = write_batch(k, &error);
  if (status != NST_OK) {
    nst_store_rollback(k->store);
    cli_report_error(k->path, &error);
  }
  for (size_t i = 0; i < k->n; i++) {
    nst_result_free(k->batch[i].done.result);
    free(k->batch[i].done.memory);
  }
  k->n = 0;
  return status == NST_OK;
}

bool keeper_put(keeper *k, pool_done *done) {
  k->batch[k->n++].done = *done;
  done->result = NULL;
  done->memory = NULL;
  return k->n < BATCH || keeper_flush(k);
}

void keeper_report(const keeper *k, FILE *to) {
  const size_t *n = k->outcomes;
  fprintf(to,
          "%s: %zu new report%s, %zu corrected, %zu cop%s of known texts, %zu known before; %zu record%s\n",
          k->path, n[NST_PUT_NEW], n[NST_PUT_NEW] == 1 ? "" : "s", n[NST_PUT_NEWER], n[NST_PUT_COPY],
          n[NST_PUT_COPY] == 1 ? "y" : "ies", n[NST_PUT_SAME], k->records, k->records == 1 ? "" : "s");
}
