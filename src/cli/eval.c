/* eval.c - nestor eval: a user's own annotated reports against the coder, or against a file of records. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/eval.h"
#include "cli/filter.h"
#include "cli/pool.h"
#include "record/record.h"

static const char help[] =
    "Measure how well the coder, or a file of records, agrees with reports that people have annotated.\n\n"
    "Usage: nestor eval [OPTION...] GOLD.jsonl\n\n"
    "GOLD.jsonl holds one report a line with the events that a person found in it; docs/annotating.md tells "
    "how to\n"
    "make one. Told are precision, recall and F1 of types, of types with the right actors (dyad), and of "
    "these with\n"
    "the right sectors (full), each with the range that other reports of this kind would give (95%, "
    "bootstrap over\n"
    "reports); the share of right attributes; how far confidence is from the share that is right; a table of "
    "what\n"
    "was taken for what; and the worst mistakes with their sentences.\n\n"
    "Options:\n"
    "  -r, --records FILE       compare these records (JSONL of 'nestor code' or of another program); "
    "nothing is coded\n"
    "  -2, --second FILE        compare a second annotation of the same reports: agreement of two people\n"
    "  -f, --format FORMAT      table (for a person), json (all figures), jsonl (each record: what is right "
    "about it);\n"
    "                           default table\n"
    "  -e, --errors N           tell the N worst mistakes of each kind; default 3\n"
    "  -c, --min-confidence P   leave out records of lower confidence, 0 to 1\n"
    "  -t, --threads N          threads that code, 1 to 256; default: one for each processor\n"
    "  -l, --lexicon FILE       further actors (*.actors) or frames (*.frames); may be repeated\n"
    "  -m, --model NAME         base (better) or small (faster); default base\n"
    "  -p, --pack FILE          language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help               this text\n\n"
    "Examples:\n"
    "  nestor eval gold.jsonl\n"
    "  nestor eval --lexicon my.actors --errors 20 gold.jsonl\n"
    "  nestor eval --records events.jsonl --format json gold.jsonl\n"
    "  nestor eval --second by-ben.jsonl by-ada.jsonl\n\n"
    "Exit status: 0 measured; 1 gold or records have mistakes (told with their line), nothing measured;\n"
    "2 wrong usage; 3 pack missing or bad, file not readable, output not writable, out of memory.\n";

typedef struct eval_job {
  cli_pack_options pack;
  const char *gold_path, *records_path, *second_path;
  bool json, verdicts;
  eval_style style;
  long threads;
  double threshold;
  nst_arena *arena;
  nst_gold *gold;
  nst_buf file, records;
  const char *reading; /* the file whose mistakes are told */
} eval_job;

static void tell(void *user, uint32_t line, const char *message) {
  const eval_job *job = user;
  if (line > 0) cli_error("%s: line %u: %s", job->reading, (unsigned)line, message);
  else cli_error("%s: %s", job->reading, message);
}

/** CLI_OK, or the exit code after a message. */
static int said(const eval_job *job, nst_status status) {
  if (status == NST_OK) return CLI_OK;
  if (status == NST_NOMEM) cli_error("out of memory");
  if (status == NST_EMPTY) cli_error("%s: there is no report in it", job->reading);
  return status == NST_NOMEM ? CLI_FAILED : CLI_PARTIAL;
}

/** Read a file; its bytes are in the buffer. CLI_OK, or the exit code after a message. */
static int read_file(eval_job *job, const char *path, nst_buf *into) {
  nst_error error = {0};
  job->reading = path;
  if (nst_file_read(path, into, &error) != NST_OK) {
    cli_report_error(path, &error);
    return CLI_FAILED;
  }
  if (into->len <= UINT32_MAX) return CLI_OK;
  cli_error("%s: larger than 4 GiB", path);
  return CLI_FAILED;
}

static nst_str bytes_of(const nst_buf *buf) {
  return (nst_str){buf->p ? buf->p : "", (uint32_t)buf->len};
}

/* ---- coding ---- */

static void render(void *user, const nst_report *report, const nst_result *result, nst_buf *out) {
  (void)user;
  (void)report;
  for (size_t i = 0; i < nst_result_count(result); i++) nst_record_jsonl(out, nst_result_event(result, i));
}

static bool take_one(eval_job *job, pool *p) {
  pool_done *done = pool_take(p);
  if (done->status != NST_OK) {
    char path[512];
    snprintf(path, sizeof path, "%s: report '%s'", done->path, done->id);
    cli_report_error(path, &done->error);
    return false;
  }
  nst_buf_put(&job->records, done->out->p, done->out->len);
  bool whole = !done->out->failed && !job->records.failed;
  done->out->len = 0;
  if (!whole) cli_error("out of memory");
  return whole;
}

static nst_report report_of(const nst_gold_report *g) {
  return (nst_report){.id = g->id,
                      .date = g->date[0] ? g->date : NULL,
                      .title = g->title.len ? g->title.p : NULL,
                      .title_len = g->title.len,
                      .text = g->body.p,
                      .text_len = g->body.len};
}

/** What is measured is the bytes that a user gets: the records as JSONL. */
static int code_gold(eval_job *job) {
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  pool_options options = {.pack = pack, .threads = (size_t)job->threads, .render = render};
  options.coder.threshold = job->threshold;
  pool *p = pool_new(&options);
  bool ok = p != NULL;
  if (!ok) cli_error("cannot start %ld coding threads: out of memory", job->threads);
  for (size_t i = 0; i < job->gold->n && ok; i++) {
    nst_report report = report_of(&job->gold->items[i]);
    if (pool_full(p)) ok = take_one(job, p);
    if (ok && !pool_put(p, job->gold_path, &report, NULL, NULL)) {
      cli_error("out of memory");
      ok = false;
    }
  }
  while (p != NULL && !pool_empty(p)) ok = take_one(job, p) && ok;
  pool_free(p);
  nst_pack_free(pack);
  return ok ? CLI_OK : CLI_FAILED;
}

/** Drop the records below the threshold; the coder has done so already. */
static void drop_unsure(const eval_job *job) {
  for (size_t i = 0; i < job->gold->n; i++) {
    nst_tolds *records = &job->gold->items[i].records;
    size_t kept = 0;
    for (size_t k = 0; k < records->n; k++)
      if (!records->items[k].has_confidence || records->items[k].confidence >= job->threshold)
        records->items[kept++] = records->items[k];
    records->n = kept;
  }
}

static int get_records(eval_job *job) {
  const char *path = job->records_path != NULL ? job->records_path : job->second_path;
  int code = path != NULL ? read_file(job, path, &job->records) : code_gold(job);
  if (code != CLI_OK) return code;
  nst_str data = bytes_of(&job->records);
  code = said(job, job->second_path != NULL ? nst_gold_second(job->gold, data, tell, job)
                                            : nst_gold_records(job->gold, data, tell, job));
  if (code == CLI_OK && job->gold->strangers > 0)
    cli_error("%s: %zu record%s of reports that are not in the gold: not compared", path,
              job->gold->strangers, job->gold->strangers == 1 ? "" : "s");
  if (code == CLI_OK && job->records_path != NULL && job->threshold > 0) drop_unsure(job);
  return code;
}

static int run(eval_job *job) {
  int code = read_file(job, job->gold_path, &job->file);
  if (code == CLI_OK)
    code = said(job, nst_gold_read(job->arena, bytes_of(&job->file), tell, job, &job->gold));
  if (code == CLI_OK) code = get_records(job);
  nst_measures measures;
  if (code == CLI_OK) code = said(job, nst_measure(job->gold, &measures));
  if (code != CLI_OK) return code;
  job->style.people = job->second_path != NULL;
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  if (job->verdicts) eval_verdicts(&out, job->gold, &measures);
  else if (job->json) eval_json(&out, job->gold, &measures, &job->style);
  else eval_table(&out, job->gold, &measures, &job->style);
  bool ok = cli_flush(&out);
  nst_buf_free(&out);
  if (ok && fflush(stdout) != 0) {
    cli_error("cannot write the output");
    ok = false;
  }
  return ok ? CLI_OK : CLI_FAILED;
}

static const struct option long_options[] = {{"records", required_argument, NULL, 'r'},
                                             {"second", required_argument, NULL, '2'},
                                             {"format", required_argument, NULL, 'f'},
                                             {"errors", required_argument, NULL, 'e'},
                                             {"min-confidence", required_argument, NULL, 'c'},
                                             {"threads", required_argument, NULL, 't'},
                                             {"lexicon", required_argument, NULL, 'l'},
                                             {"model", required_argument, NULL, 'm'},
                                             {"pack", required_argument, NULL, 'p'},
                                             {"help", no_argument, NULL, 'h'},
                                             {NULL, 0, NULL, 0}};

/** Set one option; CLI_OK, or the exit code after a message. */
static int set_option(eval_job *job, int option) {
  long number;
  switch (option) {
  case 'r':
    job->records_path = optarg;
    return CLI_OK;
  case '2':
    job->second_path = optarg;
    return CLI_OK;
  case 'f':
    job->json = strcmp(optarg, "json") == 0;
    job->verdicts = strcmp(optarg, "jsonl") == 0;
    if (!job->json && !job->verdicts && strcmp(optarg, "table") != 0)
      return cli_usage("eval", "--format is table, json or jsonl, not '%s'", optarg);
    return CLI_OK;
  case 'e':
    if (!cli_number(optarg, 0, 1000000, &number))
      return cli_usage("eval", "--errors wants a whole number, not '%s'", optarg);
    job->style.errors = (size_t)number;
    return CLI_OK;
  case 'c':
    if (!cli_share(optarg, &job->threshold))
      return cli_usage("eval", "--min-confidence wants a number from 0 to 1, not '%s'", optarg);
    return CLI_OK;
  case 't':
    if (!cli_number(optarg, 1, 256, &job->threads))
      return cli_usage("eval", "--threads wants a number from 1 to 256, not '%s'", optarg);
    return CLI_OK;
  default:
    return cli_pack_option(&job->pack, "eval", option);
  }
}

static int with_arguments(eval_job *job, int argc, char **argv) {
  if (argc - optind != 1) return cli_usage("eval", "name one file of gold");
  if (job->records_path != NULL && job->second_path != NULL)
    return cli_usage("eval", "--records and --second exclude each other");
  job->gold_path = argv[optind];
  job->style.colour = cli_colour(stdout);
  nst_buf_init(&job->file, nst_allocator_default());
  nst_buf_init(&job->records, nst_allocator_default());
  job->arena = nst_arena_new(nst_allocator_default());
  int code = CLI_FAILED;
  if (job->arena != NULL) code = run(job);
  else cli_error("out of memory");
  nst_arena_free(job->arena);
  nst_buf_free(&job->file);
  nst_buf_free(&job->records);
  return code;
}

int cli_eval(int argc, char **argv) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  eval_job job = {.threads = processors < 1     ? 1
                             : processors > 256 ? 256
                                                : processors,
                  .style = {.errors = 3}};
  int code = CLI_OK;
  bool help_wanted = false;
  for (int option; code == CLI_OK && !help_wanted;) {
    option = getopt_long(argc, argv, "r:2:f:e:c:t:l:m:p:h", long_options, NULL);
    if (option == -1) break;
    if (option == 'h') help_wanted = true;
    else code = set_option(&job, option);
  }
  if (code == CLI_OK && help_wanted) fputs(help, stdout);
  else if (code == CLI_OK) code = with_arguments(&job, argc, argv);
  return code;
}
