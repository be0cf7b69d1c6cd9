/* recode.c - nestor recode: code the reports of a store again and show what changed. */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/filter.h"
#include "cli/keeper.h"
#include "cli/pool.h"
#include "record/record.h"
#include "record/value.h"

static const char help[] =
    "Code the reports of a store again, with this version, pack and options, and show what changed.\n\n"
    "Usage: nestor recode --db FILE [OPTION...]\n\n"
    "      --db FILE            the store; default: $NESTOR_DB\n"
    "  -n, --dry-run            show what would change, change nothing\n"
    "  -f, --format FORMAT      text (for a person) or jsonl; default text\n"
    "  -a, --all                also reports that this version, pack and options have coded\n"
    "  -t, --threads N          threads that code, 1 to 256; default: one for each processor\n"
    "  -c, --min-confidence P   leave out events of lower confidence, 0 to 1\n"
    "  -l, --lexicon FILE       further actors (*.actors) or frames (*.frames); may be repeated\n"
    "  -m, --model NAME         base (better) or small (faster); default base\n"
    "  -p, --pack FILE          language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help               this text\n\n"
    "A record is the same if its sentence and trigger are; it has changed if anything else differs. The "
    "store is\n"
    "brought up to date in batches that are kept whole or not at all; reports without text (imports) stay as "
    "they are.\n"
    "The last line counts: a diff that can be cited together with the two versions above it.\n\n"
    "Examples:\n"
    "  nestor recode --db crisis.db --dry-run --lexicon mine.actors\n"
    "  nestor recode --db crisis.db --format jsonl > changes.jsonl\n\n"
    "Exit status: 0 done; 1 some reports could not be coded; 2 wrong usage; 3 pack or store cannot be "
    "used.\n";

enum { BATCH = NST_LIMIT(64, 3) };

typedef struct recode_job {
  const char *db;
  cli_pack_options pack;
  long threads;
  double threshold;
  bool dry_run, jsonl, all;
  nst_store_run run;
  nst_store *store; /* read from while coding, written to between */
  pool *pool;
  pool_done batch[BATCH];
  int64_t ids[BATCH]; /* numbers of the reports in the batch */
  size_t n;
  int64_t *waiting; /* numbers of the reports in the pool, oldest first */
  size_t n_waiting;
  nst_buf out;
  size_t reports, same, added, removed, changed, failures;
} recode_job;

/** One record as text, to compare and to show. */
typedef struct shown {
  uint32_t sentence;
  nst_span trigger;
  const char *line;  /**< JSON without id */
  const char *brief; /**< for a person */
  bool met;
} shown;
typedef struct shown_list {
  shown *items;
  size_t n, capacity;
} shown_list;

static void put_side(nst_buf *buf, const nst_actor *actors, size_t n) {
  if (n == 0) nst_buf_text(buf, "\xC2\xB7");
  for (size_t i = 0; i < n; i++) {
    const char *code = actors[i].country[0] != '\0' ? actors[i].country : actors[i].org;
    const char *name = code[0] == '\0' && actors[i].sector[0] == '\0' ? actors[i].mention.text : "";
    nst_buf_format(buf, "%s%s%s%s%s", i > 0 ? ", " : "", code,
                   code[0] != '\0' && actors[i].sector[0] != '\0' ? " " : "", actors[i].sector, name);
  }
}

static bool add_shown(nst_arena *arena, shown_list *list, const nst_event *e) {
  nst_buf line, brief;
  nst_buf_init(&line, nst_allocator_default());
  nst_buf_init(&brief, nst_allocator_default());
  nst_event plain = *e; /* the trace names lines of lexicons, which move; the id follows from the rest */
  plain.id = "";
  plain.why = NULL;
  plain.n_why = 0;
  nst_record_jsonl(&line, &plain);
  put_side(&brief, e->source, e->n_source);
  nst_buf_format(&brief, " %s %s%s%s%s ", e->mutual ? "\xE2\x86\x94" : "\xE2\x86\x92",
                 nst_event_name(e->type), e->content != NST_EVENT_NONE ? " (" : "",
                 e->content != NST_EVENT_NONE ? nst_event_name(e->content) : "",
                 e->content != NST_EVENT_NONE ? ")" : "");
  put_side(&brief, e->target, e->n_target);
  nst_buf_format(&brief, ", %s, %s, \"%s\"", nst_event_status_name(e->status), e->time.from, e->trigger.text);
  shown one = {.sentence = e->sentence, .trigger = e->trigger.span};
  bool ok = !line.failed && !brief.failed;
  if (ok) {
    one.line = nst_arena_copy(arena, line.p, line.len > 0 ? line.len - 1 : 0);
    one.brief = nst_arena_copy(arena, brief.p, brief.len);
    ok = one.line != NULL && one.brief != NULL && NST_PUSH(arena, list, one);
  }
  nst_buf_free(&line);
  nst_buf_free(&brief);
  return ok;
}

static nst_status load_old(recode_job *job, nst_arena *arena, int64_t id, shown_list *out, nst_error *error) {
  nst_cursor *cursor = NULL;
  nst_filter filter = {.report = id};
  NST_TRY(nst_store_find(job->store, &filter, NULL, &cursor, error));
  nst_status status;
  for (const nst_store_event *e;;) {
    status = nst_cursor_next(cursor, &e, error);
    if (status != NST_OK || e == NULL) break;
    if (!add_shown(arena, out, &e->record)) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    if (status != NST_OK) break;
  }
  nst_cursor_free(cursor);
  return status;
}

static void put_change(recode_job *job, const char *doc, const char *kind, const shown *before,
                       const shown *after) {
  nst_buf *out = &job->out;
  const shown *told = before != NULL ? before : after;
  if (told == NULL) return;
  if (job->jsonl) {
    nst_buf_text(out, "{\"doc\":");
    nst_put_json_string(out, doc);
    nst_buf_format(out, ",\"change\":\"%s\",\"before\":%s,\"after\":%s}\n", kind,
                   before != NULL ? before->line : "null", after != NULL ? after->line : "null");
    return;
  }
  const char *sign = before == NULL ? "+" : after == NULL ? "-" : "~";
  nst_buf_format(out, "%s %s: %s\n", sign, doc, told->brief);
  if (before != NULL && after != NULL)
    nst_buf_format(out, "%*s-> %s\n", (int)strlen(doc) + 1, "", after->brief);
}

/** The record of the other coding that has this sentence and trigger and was not met yet. */
static shown *find_same(shown_list *list, const shown *one) {
  for (size_t i = 0; i < list->n; i++) {
    shown *s = &list->items[i];
    if (!s->met && s->sentence == one->sentence && s->trigger.begin == one->trigger.begin &&
        s->trigger.end == one->trigger.end)
      return s;
  }
  return NULL;
}

static void compare(recode_job *job, const char *doc, shown_list *before, shown_list *after) {
  for (size_t i = 0; i < before->n; i++) {
    shown *old = &before->items[i], *new = find_same(after, old);
    if (new == NULL) {
      job->removed++;
      put_change(job, doc, "removed", old, NULL);
      continue;
    }
    new->met = true;
    if (strcmp(old->line, new->line) == 0) {
      job->same++;
      continue;
    }
    job->changed++;
    put_change(job, doc, "changed", old, new);
  }
  for (size_t i = 0; i < after->n; i++) {
    if (after->items[i].met) continue;
    job->added++;
    put_change(job, doc, "added", NULL, &after->items[i]);
  }
}

static nst_status compare_report(recode_job *job, const pool_done *done, int64_t id, nst_error *error) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  shown_list before = {0}, after = {0};
  nst_status status = load_old(job, arena, id, &before, error);
  for (size_t i = 0; status == NST_OK && i < nst_result_count(done->result); i++)
    if (!add_shown(arena, &after, nst_result_event(done->result, i)))
      status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (status == NST_OK) compare(job, done->report.id, &before, &after);
  nst_arena_free(arena);
  return status;
}

static nst_status write_report(recode_job *job, const pool_done *done, int64_t id, int64_t run,
                               nst_error *error) {
  size_t n = nst_result_count(done->result);
  const nst_event **records = calloc(n + 1, sizeof *records);
  if (records == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < n; i++) records[i] = nst_result_event(done->result, i);
  nst_buf sentences;
  keeper_sentences(done->result, &sentences);
  nst_status status =
      nst_store_recode(job->store, id, run, sentences.failed ? NULL : sentences.p, records, n, error);
  nst_buf_free(&sentences);
  free(records);
  return status;
}

static nst_status write_batch(recode_job *job, nst_error *error) {
  for (size_t i = 0; i < job->n; i++) NST_TRY(compare_report(job, &job->batch[i], job->ids[i], error));
  job->reports += job->n;
  if (job->dry_run) return NST_OK;
  int64_t run = 0;
  NST_TRY(nst_store_begin(job->store, error));
  NST_TRY(nst_store_run_id(job->store, &job->run, &run, error));
  for (size_t i = 0; i < job->n; i++) NST_TRY(write_report(job, &job->batch[i], job->ids[i], run, error));
  return nst_store_commit(job->store, error);
}

static bool flush_batch(recode_job *job) {
  nst_error error = {0};
  nst_status status = write_batch(job, &error);
  if (status != NST_OK) {
    nst_store_rollback(job->store);
    cli_report_error(job->db, &error);
  }
  for (size_t i = 0; i < job->n; i++) {
    nst_result_free(job->batch[i].result);
    free(job->batch[i].memory);
  }
  job->n = 0;
  return status == NST_OK && cli_flush(&job->out);
}

/** Take the oldest report out of the pool. */
static bool finish_one(recode_job *job) {
  pool_done *done = pool_take(job->pool);
  int64_t id = job->waiting[0];
  memmove(job->waiting, job->waiting + 1, --job->n_waiting * sizeof *job->waiting);
  if (done->status != NST_OK) {
    cli_report_error(done->id, &done->error);
    job->failures++;
    return true;
  }
  job->ids[job->n] = id;
  job->batch[job->n++] = *done;
  done->result = NULL;
  done->memory = NULL;
  return job->n < BATCH || flush_batch(job);
}

static bool is_current(const recode_job *job, const nst_stored_report *r) {
  return strcmp(r->version, job->run.version) == 0 && strcmp(r->pack, job->run.pack) == 0 &&
         strcmp(r->options, job->run.options) == 0;
}

/** The next reports above *last that want coding, into the pool; *more is false when there are none. */
static bool feed(recode_job *job, int64_t *last, bool *more) {
  nst_report_cursor *cursor = NULL;
  nst_report_filter filter = {.walk = true, .from_id = *last, .limit = BATCH};
  nst_error error = {0};
  bool ok = nst_store_reports(job->store, &filter, &cursor, &error) == NST_OK;
  *more = false;
  for (const nst_stored_report *r; ok;) {
    ok = nst_report_next(cursor, &r, &error) == NST_OK;
    if (!ok || r == NULL) break;
    *more = true;
    *last = r->id;
    if (!r->has_text || (!job->all && is_current(job, r))) continue;
    nst_report report = {
        .id = r->doc, .date = r->date[0] != '\0' ? r->date : NULL, .text = r->text, .text_len = r->text_len};
    if (r->title_len > 0) report.title = r->title, report.title_len = r->title_len;
    if (pool_full(job->pool) && !finish_one(job)) break;
    job->waiting[job->n_waiting++] = r->id;
    if (!pool_put(job->pool, job->db, &report, NULL, NULL)) {
      cli_error("out of memory");
      ok = false;
    }
  }
  nst_report_cursor_free(cursor);
  if (error.status != NST_OK) cli_report_error(job->db, &error);
  return ok;
}

static bool put_run(void *user, const nst_run_row *row) {
  nst_buf_format(user, "before: nestor %s, %s%s%s, %llu reports\n", row->version, row->pack,
                 row->options[0] != '\0' ? ", " : "", row->options, (unsigned long long)row->reports);
  return true;
}

static int recode_all(recode_job *job) {
  nst_error error = {0};
  if (!job->jsonl) {
    if (nst_store_runs(job->store, put_run, &job->out, &error) != NST_OK)
      return cli_store_error(job->db, &error);
    nst_buf_format(&job->out, "now:    nestor %s, %s%s%s\n", job->run.version, job->run.pack,
                   job->run.options[0] != '\0' ? ", " : "", job->run.options);
  }
  int64_t last = 0;
  bool ok = true, more = true;
  while (ok && more) ok = feed(job, &last, &more);
  while (ok && !pool_empty(job->pool)) ok = finish_one(job);
  ok = ok && flush_batch(job);
  fprintf(job->jsonl ? stderr : stdout,
          "%s%zu report%s coded again: %zu records the same, %zu changed, %zu added, %zu removed\n",
          job->dry_run ? "dry run: " : "", job->reports, job->reports == 1 ? "" : "s", job->same,
          job->changed, job->added, job->removed);
  return !ok ? CLI_FAILED : job->failures > 0 ? CLI_PARTIAL : CLI_OK;
}

static int with_pool(recode_job *job, const nst_pack *pack) {
  pool_options options = {.pack = pack, .threads = (size_t)job->threads};
  options.coder.threshold = job->threshold;
  options.coder.explain = true; /* the store keeps sentences and what was dropped */
  job->pool = pool_new(&options);
  job->waiting = calloc((size_t)job->threads * 4 + 1, sizeof *job->waiting);
  int code = CLI_FAILED;
  if (job->pool == NULL || job->waiting == NULL) cli_error("out of memory");
  else code = recode_all(job);
  pool_free(job->pool);
  free(job->waiting);
  return code;
}

static int run(recode_job *job) {
  char *about = NULL, *options = NULL;
  nst_error error = {0};
  job->db = cli_store_path(job->db, "recode");
  if (job->db == NULL) return CLI_USAGE;
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  int code = CLI_FAILED;
  nst_buf_init(&job->out, nst_allocator_default());
  if (keeper_run(&job->pack, pack, job->threshold, &job->run, &about, &options)) {
    if (nst_store_open(job->db, job->dry_run ? NST_STORE_READ : NST_STORE_WRITE, &job->store, &error) !=
        NST_OK)
      code = cli_store_error(job->db, &error);
    else code = with_pool(job, pack);
  }
  nst_store_close(job->store);
  nst_buf_free(&job->out);
  free(about);
  free(options);
  nst_pack_free(pack);
  return code;
}

static int set_option(recode_job *job, int option) {
  switch (option) {
  case 'd':
    job->db = optarg;
    break;
  case 'n':
    job->dry_run = true;
    break;
  case 'a':
    job->all = true;
    break;
  case 'f':
    job->jsonl = strcmp(optarg, "jsonl") == 0;
    if (!job->jsonl && strcmp(optarg, "text") != 0)
      return cli_usage("recode", "--format is text or jsonl, not '%s'", optarg);
    break;
  case 't':
    if (!cli_number(optarg, 1, 256, &job->threads))
      return cli_usage("recode", "--threads wants a number from 1 to 256, not '%s'", optarg);
    break;
  case 'c':
    if (!cli_share(optarg, &job->threshold))
      return cli_usage("recode", "--min-confidence wants a number from 0 to 1, not '%s'", optarg);
    break;
  default:
    return cli_pack_option(&job->pack, "recode", option);
  }
  return CLI_OK;
}

int cli_recode(int argc, char **argv) {
  static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
                                               {"dry-run", no_argument, NULL, 'n'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"all", no_argument, NULL, 'a'},
                                               {"threads", required_argument, NULL, 't'},
                                               {"min-confidence", required_argument, NULL, 'c'},
                                               {"lexicon", required_argument, NULL, 'l'},
                                               {"pack", required_argument, NULL, 'p'},
                                               {"model", required_argument, NULL, 'm'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  recode_job job = {.threads = processors < 1 ? 1 : processors > 256 ? 256 : processors};
  int code = CLI_OK;
  bool help_wanted = false;
  for (int option; code == CLI_OK && !help_wanted;) {
    option = getopt_long(argc, argv, "nf:at:c:l:m:p:h", long_options, NULL);
    if (option == -1) break;
    if (option == 'h') help_wanted = true;
    else code = set_option(&job, option);
  }
  if (help_wanted) fputs(help, stdout);
  else if (code == CLI_OK && optind < argc) code = cli_usage("recode", "what is '%s'?", argv[optind]);
  else if (code == CLI_OK) code = run(&job);
  return code;
}
