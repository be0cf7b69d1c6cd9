/* query.c - nestor query: events of a store, listed or counted. */
#include <stdlib.h>

#include "cli/columns.h"
#include "cli/filter.h"
#include "cli/points.h"
#include "picture/picture.h"
#include "record/record.h"

static const char help[] =
    "Ask a store for events.\n\n"
    "Usage: nestor query --db FILE [OPTION...]\n\n"
    "Which events:\n" CLI_FILTER_HELP "\nWhat to show:\n"
    "      --by PERIOD          count them by day, week or month (only actual ones, unless --status says)\n"
    "      --records ID         all records that tell the event ID\n"
    "  -f, --format FORMAT      table, jsonl or csv; default table\n"
    "  -n, --limit N            at most N events; default: 50 in a table, else all\n"
    "      --after KEY          the page behind KEY, which the table gives at its end\n"
    "      --oldest-first       default: newest first\n"
    "      --count              only how many there are\n"
    "  -h, --help               this text\n\n"
    "Examples:\n"
    "  nestor query --db crisis.db --dyad RUS-UKR --type THREATEN,MOBILIZE --since 2021-11\n"
    "  nestor query --db crisis.db --dyad RUS-UKR --by week --format csv\n"
    "  nestor query --db crisis.db --text '\"gas pipeline\" -Turkey' --format jsonl\n\n"
    "Exit status: 0 done; 1 no such event; 2 wrong usage; 3 the store cannot be read.\n";

typedef enum output_format { FORMAT_TABLE, FORMAT_JSONL, FORMAT_CSV } output_format;

typedef struct query_job {
  cli_filter filter;
  nst_page page;
  output_format format;
  bool by_period, count;
  nst_period by;
  long records;
} query_job;

static void put_actors(nst_buf *buf, const nst_actor *actors, size_t n) {
  if (n == 0) nst_buf_text(buf, "\xC2\xB7");
  for (size_t i = 0; i < n; i++) {
    const nst_actor *a = &actors[i];
    const char *code = a->country[0] != '\0' ? a->country : a->org;
    if (i > 0) nst_buf_text(buf, ", ");
    if (code[0] == '\0' && a->sector[0] == '\0')
      nst_buf_text(buf, a->name[0] != '\0' ? a->name : a->mention.text);
    else nst_buf_format(buf, "%s%s%s", code, code[0] != '\0' && a->sector[0] != '\0' ? " " : "", a->sector);
  }
}

static void put_side(columns *table, const nst_actor *actors, size_t n) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  put_actors(&buf, actors, n);
  nst_buf_char(&buf, '\0');
  columns_put(table, buf.failed ? "" : buf.p);
  nst_buf_free(&buf);
}

static void put_row(columns *table, const nst_store_event *e, bool records) {
  const nst_event *r = &e->record;
  char day[11];
  nst_day_format(e->day, day);
  columns_format(table, "%lld", (long long)e->id);
  columns_put(table, day);
  put_side(table, r->source, r->n_source);
  columns_format(table, "%s%s%s%s%s", r->mutual ? "\xE2\x86\x94 " : "\xE2\x86\x92 ", nst_event_name(r->type),
                 r->content != NST_EVENT_NONE ? " (" : "",
                 r->content != NST_EVENT_NONE ? nst_event_name(r->content) : "",
                 r->content != NST_EVENT_NONE ? ")" : "");
  put_side(table, r->target, r->n_target);
  columns_put(table, nst_event_status_name(records ? r->status : e->status));
  columns_put(table, r->place.text);
  columns_format(table, "%u", e->n_sources);
  columns_put(table, r->doc);
  columns_put(table, r->trigger.text);
}

static columns *new_table(void) {
  static const char *const heads[] = {"id",     "day",   "source",  "event",  "target",
                                      "status", "place", "sources", "report", "words"};
  columns *table = columns_new(sizeof heads / sizeof *heads);
  for (size_t i = 0; table != NULL && i < sizeof heads / sizeof *heads; i++) columns_put(table, heads[i]);
  return table;
}

/** Write what the cursor gives; the number of events in *n, the key behind the last in `key`. */
static bool write_events(const query_job *job, nst_cursor *cursor, columns *table, nst_buf *out, size_t *n,
                         char key[NST_PAGE_KEY], nst_error *error) {
  for (const nst_store_event *e;;) {
    if (nst_cursor_next(cursor, &e, error) != NST_OK) return false;
    if (e == NULL) return true;
    nst_event shown = e->record;
    if (job->records == 0) shown.status = e->status;
    if (table != NULL) put_row(table, e, job->records != 0);
    else if (job->format == FORMAT_JSONL) nst_record_jsonl(out, &shown);
    else nst_record_csv(out, &shown);
    if (out->len > 65536 && !cli_flush(out)) return false;
    nst_page_key(e, key);
    ++*n;
  }
}

static int list(const query_job *job, nst_store *store, nst_buf *out, nst_error *error) {
  nst_cursor *cursor = NULL;
  nst_status status = job->records != 0
                          ? nst_store_records(store, job->records, &cursor, error)
                          : nst_store_find(store, &job->filter.filter, &job->page, &cursor, error);
  if (status != NST_OK) return cli_store_error("query", error);
  columns *table = job->format == FORMAT_TABLE ? new_table() : NULL;
  if (job->format == FORMAT_CSV) nst_record_csv_header(out);
  size_t n = 0;
  char key[NST_PAGE_KEY] = "";
  bool ok = write_events(job, cursor, table, out, &n, key, error);
  if (ok && table != NULL) {
    columns_write(table, out, cli_width(), cli_colour(stdout));
    if (n == 0) nst_buf_text(out, "no event\n");
    if (job->page.limit > 0 && n == job->page.limit) nst_buf_format(out, "more: --after %s\n", key);
  }
  columns_free(table);
  nst_cursor_free(cursor);
  if (!ok) return error->status != NST_OK ? cli_store_error("query", error) : CLI_FAILED;
  if (job->records != 0 && n == 0) {
    cli_error("there is no event %ld", job->records);
    return CLI_PARTIAL;
  }
  return CLI_OK;
}

static int count(const query_job *job, nst_store *store, nst_buf *out, nst_error *error) {
  uint64_t n = 0;
  if (nst_store_count(store, &job->filter.filter, &n, error) != NST_OK)
    return cli_store_error("query", error);
  nst_buf_format(out, "%llu\n", (unsigned long long)n);
  return CLI_OK;
}

static int by_period(const query_job *job, nst_store *store, nst_buf *out, nst_error *error) {
  nst_series *series = NULL;
  if (nst_series_new(store, &job->filter.filter, job->by, &series, error) != NST_OK)
    return cli_store_error("query", error);
  points_write(out, series, (points_format)job->format, false);
  nst_series_free(series);
  return CLI_OK;
}

static int run(query_job *job) {
  int code;
  nst_store *store = cli_filter_open(&job->filter, "query", &code);
  if (store == NULL) return code;
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  nst_error error = {0};
  code = job->count       ? count(job, store, &out, &error)
         : job->by_period ? by_period(job, store, &out, &error)
                          : list(job, store, &out, &error);
  if (code == CLI_OK && !cli_flush(&out)) code = CLI_FAILED;
  nst_buf_free(&out);
  nst_store_close(store);
  return code;
}

static const struct option long_options[] = {CLI_FILTER_OPTIONS,
                                             {"by", required_argument, NULL, 'b'},
                                             {"records", required_argument, NULL, 'r'},
                                             {"format", required_argument, NULL, 'f'},
                                             {"limit", required_argument, NULL, 'n'},
                                             {"after", required_argument, NULL, 'a'},
                                             {"oldest-first", no_argument, NULL, 'o'},
                                             {"count", no_argument, NULL, 'c'},
                                             {"help", no_argument, NULL, 'h'},
                                             {NULL, 0, NULL, 0}};

static int set_option(query_job *job, int option) {
  long number;
  switch (option) {
  case 'b':
    job->by_period = true;
    if (!nst_period_parse(optarg, &job->by))
      return cli_usage("query", "--by is day, week or month, not '%s'", optarg);
    return CLI_OK;
  case 'r':
    if (!cli_number(optarg, 1, INT32_MAX, &job->records))
      return cli_usage("query", "--records wants the number of an event, not '%s'", optarg);
    return CLI_OK;
  case 'f':
    if (strcmp(optarg, "table") == 0) job->format = FORMAT_TABLE;
    else if (strcmp(optarg, "jsonl") == 0) job->format = FORMAT_JSONL;
    else if (strcmp(optarg, "csv") == 0) job->format = FORMAT_CSV;
    else return cli_usage("query", "--format is table, jsonl or csv, not '%s'", optarg);
    return CLI_OK;
  case 'n':
    if (!cli_number(optarg, 1, INT32_MAX, &number))
      return cli_usage("query", "--limit wants a number from 1, not '%s'", optarg);
    job->page.limit = (size_t)number;
    return CLI_OK;
  case 'a':
    job->page.after = optarg;
    return CLI_OK;
  case 'o':
    job->page.oldest_first = true;
    return CLI_OK;
  case 'c':
    job->count = true;
    return CLI_OK;
  default:
    return option >= CLI_FILTER_FIRST ? cli_filter_set(&job->filter, "query", option)
                                      : cli_usage("query", "wrong option");
  }
}

int cli_query(int argc, char **argv) {
  query_job job = {.format = FORMAT_TABLE};
  for (int option; (option = getopt_long(argc, argv, "f:n:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    int code = set_option(&job, option);
    if (code != CLI_OK) return code;
  }
  if (optind < argc) return cli_usage("query", "what is '%s'? Filters are options", argv[optind]);
  if (job.format == FORMAT_TABLE && job.page.limit == 0) job.page.limit = 50;
  return run(&job);
}
