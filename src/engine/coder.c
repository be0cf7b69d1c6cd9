/* coder.c - one report through all stages, in order. */
#include <time.h>

#include "doc/tree.h"
#include "engine/engine.h"
#include "engine/engine_int.h"

enum {
  REPORT_MAX = 64 * 1024 * 1024,
  KEEP_MAX = 64 * 1024 * 1024 /* more scratch memory than this is given back after a report */
};

nst_status nst_coder_new(const nst_pack *pack, const nst_coder_options *options, nst_coder **out) {
  static const nst_coder_options defaults;
  if (!out) return NST_ARGUMENT;
  *out = NULL;
  if (!pack) return NST_ARGUMENT;
  if (!options) options = &defaults;
  if (!(options->threshold >= 0 && options->threshold <= 1)) return NST_ARGUMENT;
  nst_allocator allocator = nst_allocator_or_default(options->allocator);
  nst_coder *coder = nst_mem_new(allocator, sizeof *coder);
  if (!coder) return NST_NOMEM;
  *coder = (nst_coder){.allocator = allocator,
                       .pack = pack,
                       .arena = nst_arena_new(allocator),
                       .threshold = options->threshold,
                       .explain = options->explain,
                       .log = options->log,
                       .log_user = options->log_user};
  nst_status status = NST_NOMEM;
  if (coder->arena) status = nst_tagger_new(pack->model, allocator, options->kernel, &coder->tagger);
  if (status != NST_OK) {
    nst_coder_free(coder);
    return status;
  }
  *out = coder;
  return NST_OK;
}

void nst_coder_free(nst_coder *coder) {
  if (!coder) return;
  nst_tagger_free(coder->tagger);
  nst_arena_free(coder->arena);
  nst_arena_free(coder->relate_arena);
  nst_mem_free(coder->allocator, coder, sizeof *coder);
}

const nst_error *nst_coder_error(const nst_coder *coder) {
  return &coder->error;
}

nst_counts nst_coder_counts(const nst_coder *coder) {
  return coder->counts;
}

nst_doc *nst_coder_begin(nst_coder *coder) {
  coder->error = (nst_error){.status = NST_OK};
  if (nst_arena_held(coder->arena) > KEEP_MAX) {
    nst_arena *fresh = nst_arena_new(coder->allocator);
    if (!fresh) return NULL;
    nst_arena_free(coder->arena);
    coder->arena = fresh;
  }
  nst_arena_reset(coder->arena);
  nst_doc *doc = nst_doc_new(coder->arena);
  if (doc) doc->error = &coder->error;
  return doc;
}

nst_status nst_coder_end(nst_coder *coder, nst_status status) {
  if (status != NST_OK && coder->error.status != status) {
    nst_fail(&coder->error, status, 0, 0, "%s", nst_status_text(status));
  }
  return status;
}

static nst_status set_text(nst_doc *doc, const char *text, size_t len) {
  if (!text && len > 0)
    return nst_fail(doc->error, NST_ARGUMENT, 0, 0, "the report has a length but no text");
  if (len > REPORT_MAX) {
    return nst_fail(doc->error, NST_TOO_LARGE, 0, 0, "the report has %zu bytes, the most is %d", len,
                    REPORT_MAX);
  }
  doc->input = (nst_str){len ? text : "", (uint32_t)len};
  return NST_OK;
}

/* Title, two line feeds, text. */
static nst_status join_title(nst_doc *doc, const nst_report *report) {
  if (report->title_len > REPORT_MAX || report->text_len > REPORT_MAX - 2) {
    return nst_fail(doc->error, NST_TOO_LARGE, 0, 0, "the report has more than %d bytes", REPORT_MAX);
  }
  size_t len = report->title_len + 2 + report->text_len;
  char *joined = nst_arena_take(doc->arena, len);
  if (!joined) return NST_NOMEM;
  memcpy(joined, report->title, report->title_len);
  joined[report->title_len] = joined[report->title_len + 1] = '\n';
  if (report->text_len) memcpy(joined + report->title_len + 2, report->text, report->text_len);
  doc->title_len = (uint32_t)report->title_len;
  return set_text(doc, joined, len);
}

nst_status nst_coder_set_report(nst_doc *doc, const nst_report *report) {
  if (!report->text && report->text_len > 0) {
    return nst_fail(doc->error, NST_ARGUMENT, 0, 0, "the report has a length but no text");
  }
  if (report->title_len > 0 && !report->title) {
    return nst_fail(doc->error, NST_ARGUMENT, 0, 0, "the title has a length but no text");
  }
  if (report->title_len > 0) {
    NST_TRY(join_title(doc, report));
  } else {
    NST_TRY(set_text(doc, report->text, report->text_len));
  }
  doc->id = nst_arena_copy(doc->arena, report->id ? report->id : "", report->id ? strlen(report->id) : 0);
  if (!doc->id) return NST_NOMEM;
  if (!report->date || report->date[0] == '\0') return NST_OK;
  nst_str date = nst_str_of(report->date);
  doc->day = date.len == 10 ? nst_day_parse(date, false) : NST_DAY_NONE;
  if (doc->day == NST_DAY_NONE) {
    return nst_fail(doc->error, NST_ARGUMENT, 0, 0, "the report's date is not YYYY-MM-DD: %.40s",
                    report->date);
  }
  doc->date = nst_arena_copy(doc->arena, date.p, date.len);
  return doc->date ? NST_OK : NST_NOMEM;
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

static void lap(nst_coder *coder, nst_stage stage, uint64_t *since) {
  uint64_t t = now();
  coder->counts.nanoseconds[stage] += t - *since;
  *since = t;
}

static nst_status run_stages(nst_coder *coder, nst_doc *doc) {
  const nst_pack *pack = coder->pack;
  uint64_t since = now();
  NST_TRY(nst_text_run(doc, pack->words));
  lap(coder, NST_STAGE_TEXT, &since);
  NST_TRY(nst_syntax_run(coder->tagger, doc));
  nst_tree_mend(doc);
  lap(coder, NST_STAGE_SYNTAX, &since);
  NST_TRY(nst_actors_run(pack->actors, doc));
  lap(coder, NST_STAGE_ACTORS, &since);
  NST_TRY(nst_events_run(pack->events, doc, coder->threshold));
  lap(coder, NST_STAGE_EVENTS, &since);
  return nst_arena_failed(doc->arena) ? NST_NOMEM : NST_OK;
}

/* What was done with the report, for the benchmark and the log. */
static void count(nst_coder *coder, const nst_doc *doc, const nst_counts *before) {
  nst_counts *c = &coder->counts;
  c->reports++;
  c->sentences += doc->sentences.n;
  c->tokens += doc->tokens.n;
  c->events += doc->events.n;
  if (!coder->log) return;
  char *line = nst_arena_format(doc->arena, "report %s: %zu sentences, %zu tokens, %zu events;", doc->id,
                                doc->sentences.n, doc->tokens.n, doc->events.n);
  for (int i = 0; line && i < NST_STAGE_COUNT; i++) {
    line = nst_arena_format(doc->arena, "%s %s %.2f ms", line, nst_stage_name((nst_stage)i),
                            (double)(c->nanoseconds[i] - before->nanoseconds[i]) / 1e6);
  }
  if (line) coder->log(coder->log_user, NST_LOG_DEBUG, line);
}

nst_status nst_code(nst_coder *coder, const nst_report *report, nst_result **out) {
  if (!coder || !out) return NST_ARGUMENT;
  *out = NULL;
  nst_doc *doc = nst_coder_begin(coder);
  if (!doc) return nst_coder_end(coder, NST_NOMEM);
  if (!report) return nst_coder_end(coder, NST_ARGUMENT);
  doc->explain = coder->explain;
  nst_counts before = coder->counts;
  nst_status status = nst_coder_set_report(doc, report);
  if (status == NST_OK) status = run_stages(coder, doc);
  uint64_t since = now();
  if (status == NST_OK) status = nst_result_make(doc, coder->allocator, out);
  lap(coder, NST_STAGE_RESULT, &since);
  if (status == NST_OK) count(coder, doc, &before);
  return nst_coder_end(coder, status);
}

static nst_status parse(nst_coder *coder, nst_doc *doc, nst_parse_input kind, const char *text, size_t len) {
  NST_TRY(set_text(doc, text, len));
  if (kind == NST_PARSE_CONLLU) {
    NST_TRY(nst_conllu_read(doc, doc->input.p, len, &coder->error));
  } else {
    NST_TRY(nst_text_run(doc, coder->pack->words));
  }
  NST_TRY(nst_syntax_run(coder->tagger, doc));
  return nst_arena_failed(doc->arena) ? NST_NOMEM : NST_OK;
}

nst_status nst_parse(nst_coder *coder, nst_parse_input kind, const char *text, size_t len, bool entities,
                     char **out, size_t *out_len) {
  if (!coder || !out || !out_len) return NST_ARGUMENT;
  *out = NULL;
  *out_len = 0;
  nst_doc *doc = nst_coder_begin(coder);
  if (!doc) return nst_coder_end(coder, NST_NOMEM);
  NST_TRY(nst_coder_end(coder, parse(coder, doc, kind, text, len)));
  nst_buf buf;
  nst_buf_init(&buf, coder->allocator);
  nst_status status = nst_conllu_write(doc, entities, &buf);
  nst_buf_char(&buf, '\0');
  char *fitted = NULL; /* exactly len + 1 bytes, so that nst_text_free() knows the size */
  if (status == NST_OK && !buf.failed)
    fitted = nst_mem_resize(coder->allocator, buf.p, buf.capacity, buf.len);
  if (!fitted) {
    nst_buf_free(&buf);
    return nst_coder_end(coder, status == NST_OK ? NST_NOMEM : status);
  }
  *out = fitted;
  *out_len = buf.len - 1;
  return NST_OK;
}

void nst_text_free(nst_coder *coder, char *text, size_t len) {
  if (coder) nst_mem_free(coder->allocator, text, len + 1);
}
