/* export.c - nestor export: events of a store in the forms that other programs read. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/filter.h"
#include "cli/parquet.h"
#include "record/formats.h"
#include "record/record.h"

static const char help[] =
    "Write events of a store in the forms that other programs read, oldest first.\n\n"
    "Usage: nestor export --db FILE --format FORMAT [OPTION...]\n\n"
    "  -f, --format FORMAT  jsonl     all fields, one event a line (default)\n"
    "                       csv       a line for each pair of source and target\n"
    "                       icews     the 20 columns of ICEWS\n"
    "                       gdelt     the 58 columns of GDELT 1.0 events, without header\n"
    "                       mentions  the 16 columns of GDELT mentions: every report that tells an event\n"
    "                       polecat   the 40 columns of POLECAT\n"
    "                       petrarch  the 26 columns of Phoenix, without header\n"
    "                       edges     GraphML: countries and organisations, every event an edge\n"
    "                       parquet   as csv, with types; needs DuckDB (program, or Python package)\n"
    "  -o, --output FILE    write there instead of standard output; parquet needs it\n"
    "      --all-records    every record of every report, not every event once (jsonl, csv)\n"
    "  -h, --help           this text\n\n"
    "Which events:\n" CLI_FILTER_HELP "\nOnly actual events are written, unless --status says.\n"
    "docs/formats.md tells what each column holds and what a format cannot say.\n\n"
    "Examples:\n"
    "  nestor export --db crisis.db --format icews > events.tab\n"
    "  nestor export --db crisis.db --format gdelt --dyad RUS-UKR -o events.csv\n"
    "  nestor export --db crisis.db --format edges --since 2022 > network.graphml\n\n"
    "Exit status: 0 done; 2 wrong usage; 3 the store cannot be read or the output not written.\n";

typedef enum output_format {
  FORMAT_JSONL,
  FORMAT_CSV,
  FORMAT_ICEWS,
  FORMAT_GDELT,
  FORMAT_MENTIONS,
  FORMAT_POLECAT,
  FORMAT_PETRARCH,
  FORMAT_EDGES,
  FORMAT_PARQUET
} output_format;
static const char *const format_names[] = {"jsonl",   "csv",      "icews", "gdelt",  "mentions",
                                           "polecat", "petrarch", "edges", "parquet"};

typedef struct export_job {
  cli_filter filter;
  output_format format;
  const char *output;
  bool all_records;
  FILE *to;
  nst_store *store;
  nst_graph graph;
} export_job;

static bool write_out(const export_job *job, nst_buf *buf) {
  bool ok = !buf->failed && fwrite(buf->p, 1, buf->len, job->to) == buf->len;
  if (!ok) cli_error("cannot write the output: %s", buf->failed ? "out of memory" : "is the disk full?");
  buf->len = 0;
  return ok;
}

static void put_header(export_job *job, nst_buf *buf) {
  switch (job->format) {
  case FORMAT_CSV:
  case FORMAT_PARQUET:
    nst_record_csv_header(buf);
    break;
  case FORMAT_ICEWS:
    nst_icews_header(buf);
    break;
  case FORMAT_POLECAT:
    nst_polecat_header(buf);
    break;
  case FORMAT_EDGES:
    if (!nst_graph_start(&job->graph, buf)) buf->failed = true;
    break;
  default:
    break;
  }
}

static nst_told told_of(const nst_store_event *e) {
  return (nst_told){.id = e->id,
                    .status = e->status,
                    .n_records = e->n_records,
                    .n_sources = e->n_sources,
                    .score = e->score,
                    .publisher = e->publisher,
                    .url = e->url};
}

/** The mentions of an event: one line for each of its records. */
static nst_status put_mentions(export_job *job, nst_buf *buf, const nst_store_event *e, nst_error *error) {
  nst_cursor *cursor = NULL;
  NST_TRY(nst_store_records(job->store, e->id, &cursor, error));
  nst_status status;
  for (const nst_store_event *r;;) {
    status = nst_cursor_next(cursor, &r, error);
    if (status != NST_OK || r == NULL) break;
    nst_told told = told_of(r);
    told.id = e->id;
    told.doc_len = r->doc_bytes;
    nst_mention_rows(buf, &e->record, &r->record, &told);
  }
  nst_cursor_free(cursor);
  return status;
}

static nst_status put_records(export_job *job, nst_buf *buf, const nst_store_event *e, nst_error *error) {
  nst_cursor *cursor = NULL;
  NST_TRY(nst_store_records(job->store, e->id, &cursor, error));
  nst_status status;
  for (const nst_store_event *r;;) {
    status = nst_cursor_next(cursor, &r, error);
    if (status != NST_OK || r == NULL) break;
    if (job->format == FORMAT_JSONL) nst_record_jsonl(buf, &r->record);
    else nst_record_csv(buf, &r->record);
  }
  nst_cursor_free(cursor);
  return status;
}

static nst_status put_event(export_job *job, nst_buf *buf, const nst_store_event *e, nst_error *error) {
  nst_told told = told_of(e);
  nst_event shown = e->record;
  shown.status = e->status;
  if (job->all_records) return put_records(job, buf, e, error);
  switch (job->format) {
  case FORMAT_JSONL:
    nst_record_jsonl(buf, &shown);
    break;
  case FORMAT_CSV:
  case FORMAT_PARQUET:
    nst_record_csv(buf, &shown);
    break;
  case FORMAT_ICEWS:
    nst_icews_rows(buf, &shown, &told);
    break;
  case FORMAT_GDELT:
    nst_gdelt_rows(buf, &shown, &told);
    break;
  case FORMAT_MENTIONS:
    return put_mentions(job, buf, e, error);
  case FORMAT_POLECAT:
    nst_polecat_row(buf, &shown, &told);
    break;
  case FORMAT_PETRARCH:
    nst_phoenix_rows(buf, &shown, &told);
    break;
  case FORMAT_EDGES:
    nst_graph_event(&job->graph, buf, &shown, &told);
    break;
  }
  return NST_OK;
}

static int write_events(export_job *job, nst_cursor *cursor, nst_buf *buf) {
  enum { CHUNK = 1 << 16 };
  nst_error error = {0};
  for (const nst_store_event *e;;) {
    if (nst_cursor_next(cursor, &e, &error) != NST_OK) return cli_store_error(job->filter.db, &error);
    if (e == NULL) return CLI_OK;
    if (put_event(job, buf, e, &error) != NST_OK) return cli_store_error(job->filter.db, &error);
    if (buf->len > CHUNK && !write_out(job, buf)) return CLI_FAILED;
  }
}

static int write_all(export_job *job) {
  nst_cursor *cursor = NULL;
  nst_error error = {0};
  nst_page page = {.oldest_first = true};
  if (nst_store_find(job->store, &job->filter.filter, &page, &cursor, &error) != NST_OK)
    return cli_store_error(job->filter.db, &error);
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  put_header(job, &buf);
  int code = write_events(job, cursor, &buf);
  if (job->format == FORMAT_EDGES && job->graph.arena != NULL) nst_graph_end(&job->graph, &buf);
  if (code == CLI_OK && !write_out(job, &buf)) code = CLI_FAILED;
  nst_buf_free(&buf);
  nst_cursor_free(cursor);
  return code;
}

/** Write a file beside the wanted one and rename it: it appears whole or not at all. */
static int write_file(export_job *job) {
  size_t size = strlen(job->output) + 8;
  char *part = malloc(size);
  if (part == NULL) return CLI_FAILED;
  (void)snprintf(part, size, "%s.part", job->output);
  job->to = fopen(part, "wb");
  int code = job->to != NULL ? write_all(job) : CLI_FAILED;
  if (job->to == NULL) cli_error("cannot write %s", part);
  if (job->to != NULL && fclose(job->to) != 0 && code == CLI_OK) {
    cli_error("cannot write %s: is the disk full?", part);
    code = CLI_FAILED;
  }
  if (code == CLI_OK && job->format == FORMAT_PARQUET) {
    code = parquet_from_csv(part, job->output) ? CLI_OK : CLI_FAILED;
    (void)unlink(part);
  } else if (code == CLI_OK && rename(part, job->output) != 0) {
    cli_error("cannot write %s", job->output);
    code = CLI_FAILED;
  }
  if (code != CLI_OK) (void)unlink(part);
  free(part);
  return code;
}

static int run(export_job *job) {
  int code;
  if ((job->filter.filter.statuses & 0xF) == 0) job->filter.filter.statuses = 1u << NST_ACTUAL;
  job->store = cli_filter_open(&job->filter, "export", &code);
  if (job->store == NULL) return code;
  job->filter.db = cli_store_path(job->filter.db, "export");
  job->to = stdout;
  code = job->output != NULL ? write_file(job) : write_all(job);
  if (job->output == NULL && code == CLI_OK && fflush(stdout) != 0) {
    cli_error("cannot write the output");
    code = CLI_FAILED;
  }
  nst_store_close(job->store);
  return code;
}

static bool read_format(const char *name, output_format *out) {
  for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++) {
    if (strcmp(name, format_names[i]) != 0) continue;
    *out = (output_format)i;
    return true;
  }
  return false;
}

int cli_export(int argc, char **argv) {
  static const struct option long_options[] = {CLI_FILTER_OPTIONS,
                                               {"format", required_argument, NULL, 'f'},
                                               {"output", required_argument, NULL, 'o'},
                                               {"all-records", no_argument, NULL, 'a'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  export_job job = {.format = FORMAT_JSONL};
  for (int option; (option = getopt_long(argc, argv, "f:o:h", long_options, NULL)) != -1;) {
    int code = CLI_OK;
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    if (option == 'f' && !read_format(optarg, &job.format))
      return cli_usage("export",
                       "--format is jsonl, csv, icews, gdelt, mentions, polecat, petrarch, edges or parquet, "
                       "not '%s'",
                       optarg);
    if (option == 'o') job.output = optarg;
    else if (option == 'a') job.all_records = true;
    else if (option != 'f')
      code = option >= CLI_FILTER_FIRST ? cli_filter_set(&job.filter, "export", option)
                                        : cli_usage("export", "wrong option");
    if (code != CLI_OK) return code;
  }
  if (optind < argc) return cli_usage("export", "what is '%s'? Filters are options", argv[optind]);
  if (job.format == FORMAT_PARQUET && job.output == NULL)
    return cli_usage("export", "parquet is no text: give -o FILE");
  if (job.all_records && job.format > FORMAT_CSV)
    return cli_usage("export", "--all-records goes with jsonl and csv; 'mentions' has every record of GDELT");
  return run(&job);
}
