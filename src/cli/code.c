/* code.c - nestor code: reports in, event records out. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/keeper.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "ingest/ingest.h"
#include "record/record.h"

static const char help[] =
    "Code news reports into event records.\n\n"
    "Usage: nestor code [OPTION...] [FILE...]\n\n"
    "A FILE is plain text (one report) or JSONL (one report a line: {\"id\", \"date\", \"title\", "
    "\"text\"}),\n"
    "as it is or packed by gzip or zstd; without FILE, or for -, standard input.\n\n"
    "Options:\n"
    "  -d, --date YYYY-MM-DD    publication date of reports that bring none\n"
    "  -i, --id ID              id of the report (one plain-text report only)\n"
    "  -f, --format FORMAT      table (for a person), jsonl, csv or none; default table\n"
    "  -D, --db FILE            keep reports and events in this store, made if it is not there;\n"
    "                           reports that it knows are not coded again\n"
    "  -e, --explain            draw the events into their sentences and say why they are coded, or why none "
    "is\n"
    "  -t, --threads N          threads that code, 1 to 256; default: one for each processor\n"
    "  -c, --min-confidence P   leave out events of lower confidence, 0 to 1\n"
    "  -l, --lexicon FILE       further actors (*.actors) or frames (*.frames); may be repeated\n"
    "  -m, --model NAME         base (better) or small (faster); default base\n"
    "  -p, --pack FILE          language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -s, --strict             stop at the first bad report\n"
    "  -h, --help               this text\n\n"
    "Examples:\n"
    "  nestor code report.txt --date 2026-03-14\n"
    "  nestor code --explain report.txt\n"
    "  nestor code -f jsonl news/*.jsonl.gz > events.jsonl\n"
    "  nestor code --db crisis.db --format none news/*.jsonl.gz\n"
    "  curl -s https://example.org/story.txt | nestor code --date 2026-03-14 --id story -\n\n"
    "Exit status: 0 all reports coded; 1 some were bad (told on standard error) and the others coded;\n"
    "2 wrong usage; 3 pack missing or bad, output or store not writable, out of memory.\n";

typedef enum output_format { FORMAT_TABLE, FORMAT_JSONL, FORMAT_CSV, FORMAT_NONE } output_format;
static const char *const format_names[] = {"table", "jsonl", "csv", "none"};

typedef struct code_job {
  cli_pack_options pack;
  const char *date, *id;
  output_format format;
  table_style style;
  long threads;
  double threshold;
  bool strict;
  const char **paths;
  size_t n_paths;
  pool *pool;
  const char *db;
  keeper *keeper; /* NULL: nothing is kept */
  progress progress;
  uint64_t bytes_before; /* bytes of the files that are finished */
  size_t reports, events, failures;
  bool stop, broken; /* broken: the output cannot be written */
} code_job;

static void render(void *user, const nst_report *report, const nst_result *result, nst_buf *out) {
  const code_job *job = user;
  if (job->format == FORMAT_NONE) return;
  if (job->format == FORMAT_TABLE) {
    table_put(out, report, result, &job->style);
    return;
  }
  for (size_t i = 0; i < nst_result_count(result); i++) {
    if (job->format == FORMAT_JSONL && job->style.explain) nst_record_jsonl_explained(out, result, i);
    else if (job->format == FORMAT_JSONL) nst_record_jsonl(out, nst_result_event(result, i));
    else nst_record_csv(out, nst_result_event(result, i));
  }
}

static void fail(code_job *job, const char *path, const nst_error *error) {
  progress_clear(&job->progress);
  cli_report_error(path, error);
  job->failures++;
  job->stop = job->stop || job->strict;
}

/** Take the oldest report out of the pool and write it. */
static void finish_one(code_job *job) {
  pool_done *done = pool_take(job->pool);
  if (job->stop) return;
  if (done->status != NST_OK) {
    char path[512];
    snprintf(path, sizeof path, "%s: report '%s'", done->path, done->id);
    fail(job, path, &done->error);
    return;
  }
  progress_clear(&job->progress);
  if (!cli_flush(done->out)) job->stop = job->broken = true;
  job->reports++;
  job->events += done->events;
  if (job->keeper != NULL && !keeper_put(job->keeper, done)) job->stop = job->broken = true;
}

static void give_defaults(const code_job *job, nst_report *report) {
  if (report->date == NULL) report->date = job->date;
  if (job->id != NULL) report->id = job->id;
}

/** Is the report in the store already? Then it is not coded again. */
static bool is_kept(code_job *job, const nst_report *report) {
  if (job->keeper == NULL) return false;
  bool known = false;
  if (!keeper_knows(job->keeper, report, &known)) job->stop = job->broken = true;
  return known || job->broken;
}

static void code_file(code_job *job, const char *path) {
  const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
  nst_ingest *ingest = NULL;
  nst_error error = {0};
  if (nst_ingest_open(path, nst_allocator_default(), &ingest, &error) != NST_OK) {
    fail(job, shown, &error);
    return;
  }
  bool end = false;
  while (!end && !job->stop) {
    nst_report report = {0};
    error = (nst_error){0};
    if (nst_ingest_next(ingest, &report, &end, &error) != NST_OK) {
      while (!pool_empty(job->pool)) finish_one(job);
      if (!job->stop) fail(job, shown, &error);
      continue;
    }
    if (end) break;
    give_defaults(job, &report);
    if (is_kept(job, &report)) continue;
    if (pool_full(job->pool)) finish_one(job);
    if (!pool_put(job->pool, shown, &report, nst_ingest_publisher(ingest), nst_ingest_url(ingest))) {
      cli_error("%s: out of memory", shown);
      job->stop = job->broken = true;
    }
    progress_show(&job->progress, job->bytes_before + nst_ingest_position(ingest), job->reports, job->events);
  }
  job->bytes_before += nst_ingest_position(ingest);
  nst_ingest_free(ingest);
}

static uint64_t bytes_of(const char *path) {
  struct stat s;
  return strcmp(path, "-") != 0 && stat(path, &s) == 0 && S_ISREG(s.st_mode) ? (uint64_t)s.st_size : 0;
}

/** Keep what is left, say what was kept. */
static void close_keeper(code_job *job) {
  if (job->keeper == NULL) return;
  if (!job->broken && !keeper_flush(job->keeper)) job->broken = true;
  keeper_report(job->keeper, job->format == FORMAT_NONE ? stdout : stderr);
  keeper_free(job->keeper);
}

static int run(code_job *job) {
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  if (job->db != NULL) {
    job->keeper = keeper_new(job->db, &job->pack, pack, job->threshold);
    if (job->keeper == NULL) {
      nst_pack_free(pack);
      return CLI_FAILED;
    }
  }
  pool_options options = {.pack = pack, .threads = (size_t)job->threads, .render = render, .user = job};
  options.coder.threshold = job->threshold;
  options.coder.explain = job->style.explain || job->db != NULL;
  job->pool = pool_new(&options);
  if (job->pool == NULL) {
    cli_error("cannot start %ld coding threads: out of memory", job->threads);
    keeper_free(job->keeper);
    nst_pack_free(pack);
    return CLI_FAILED;
  }
  if (job->format == FORMAT_CSV) {
    nst_buf header;
    nst_buf_init(&header, nst_allocator_default());
    nst_record_csv_header(&header);
    if (!cli_flush(&header)) job->stop = job->broken = true;
    nst_buf_free(&header);
  }
  uint64_t total = 0;
  for (size_t i = 0; i < job->n_paths; i++) total += bytes_of(job->paths[i]);
  progress_start(&job->progress, total);
  for (size_t i = 0; i < job->n_paths && !job->stop; i++) code_file(job, job->paths[i]);
  while (!pool_empty(job->pool)) finish_one(job);
  progress_clear(&job->progress);
  close_keeper(job);
  pool_free(job->pool);
  nst_pack_free(pack);
  if (!job->broken && fflush(stdout) != 0) {
    cli_error("cannot write the output");
    job->broken = true;
  }
  if (job->failures > 0)
    cli_error("%zu report%s or file%s failed, %zu coded%s", job->failures, job->failures == 1 ? "" : "s",
              job->failures == 1 ? "" : "s", job->reports, job->strict ? " (stopped at the first)" : "");
  return job->broken ? CLI_FAILED : job->failures > 0 ? CLI_PARTIAL : CLI_OK;
}

static bool read_format(const char *name, output_format *out) {
  for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++) {
    if (strcmp(name, format_names[i]) != 0) continue;
    *out = (output_format)i;
    return true;
  }
  return false;
}

static const struct option long_options[] = {{"date", required_argument, NULL, 'd'},
                                             {"id", required_argument, NULL, 'i'},
                                             {"format", required_argument, NULL, 'f'},
                                             {"db", required_argument, NULL, 'D'},
                                             {"explain", no_argument, NULL, 'e'},
                                             {"threads", required_argument, NULL, 't'},
                                             {"min-confidence", required_argument, NULL, 'c'},
                                             {"lexicon", required_argument, NULL, 'l'},
                                             {"model", required_argument, NULL, 'm'},
                                             {"pack", required_argument, NULL, 'p'},
                                             {"strict", no_argument, NULL, 's'},
                                             {"help", no_argument, NULL, 'h'},
                                             {NULL, 0, NULL, 0}};

/** Set one option; CLI_OK, or the exit code after a message. */
static int set_option(code_job *job, int option) {
  switch (option) {
  case 'd':
    job->date = optarg;
    if (strlen(optarg) != 10 || nst_day_parse(nst_str_of(optarg), false) == NST_DAY_NONE)
      return cli_usage("code", "--date wants a date such as 2026-03-14, not '%s'", optarg);
    return CLI_OK;
  case 'i':
    job->id = optarg;
    return CLI_OK;
  case 'f':
    if (!read_format(optarg, &job->format))
      return cli_usage("code", "--format is table, jsonl, csv or none, not '%s'", optarg);
    return CLI_OK;
  case 'D':
    job->db = optarg;
    return CLI_OK;
  case 'e':
    job->style.explain = true;
    return CLI_OK;
  case 't':
    if (!cli_number(optarg, 1, 256, &job->threads))
      return cli_usage("code", "--threads wants a number from 1 to 256, not '%s'", optarg);
    return CLI_OK;
  case 'c':
    if (!cli_share(optarg, &job->threshold))
      return cli_usage("code", "--min-confidence wants a number from 0 to 1, not '%s'", optarg);
    return CLI_OK;
  case 's':
    job->strict = true;
    return CLI_OK;
  default:
    return cli_pack_option(&job->pack, "code", option);
  }
}

int cli_code(int argc, char **argv) {
  const char **paths = calloc((size_t)argc + 1, sizeof *paths);
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  code_job job = {.threads = processors < 1 ? 1 : processors > 256 ? 256 : processors, .paths = paths};
  int code = paths == NULL ? CLI_FAILED : CLI_OK;
  bool help_wanted = false;
  for (int option; code == CLI_OK && !help_wanted;) {
    option = getopt_long(argc, argv, "d:i:f:D:et:c:l:m:p:sh", long_options, NULL);
    if (option == -1) break;
    if (option == 'h') help_wanted = true;
    else code = set_option(&job, option);
  }
  if (code == CLI_OK && help_wanted) {
    fputs(help, stdout);
  } else if (code == CLI_OK) {
    for (int i = optind; i < argc; i++) paths[job.n_paths++] = argv[i];
    if (job.n_paths == 0) paths[job.n_paths++] = "-";
    if (job.id != NULL && job.n_paths > 1)
      code = cli_usage("code", "--id names one report, but there are %zu files", job.n_paths);
    job.style.colour = cli_colour(stdout);
    job.style.width = cli_width();
    if (code == CLI_OK) code = run(&job);
  }
  free(paths);
  return code;
}
