/* import.c - nestor import: event data of others, and Nestor's own JSONL, into a store. */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/filter.h"
#include "cli/lines.h"
#include "record/read.h"

static const char help[] =
    "Put event data into a store: Nestor's own JSONL, or rows of ICEWS, GDELT or POLECAT.\n\n"
    "Usage: nestor import --db FILE --format FORMAT [FILE...]\n\n"
    "  -f, --format FORMAT  jsonl (of 'nestor code' and 'nestor export'), icews, gdelt (events 1.0 and "
    "2.0),\n"
    "                       polecat\n"
    "      --db FILE        the store, made if it is not there; default: $NESTOR_DB\n"
    "  -s, --strict         stop at the first bad line\n"
    "  -h, --help           this text\n\n"
    "Files may be packed by gzip or zstd; without FILE, or for -, standard input. Such events have no text: "
    "queries,\n"
    "series and ledgers know them, a search for words does not. Rows of others are events by themselves and "
    "are never\n"
    "joined with each other. A row that is in the store already changes nothing. Mere statements (CAMEO 01) "
    "have no type\n"
    "in Nestor's codebook and are passed over.\n\n"
    "A new store out of files grows in FILE.part and comes to its place when all is read: stopped before, "
    "nothing is\n"
    "kept. Into a store that is there, and from standard input, events come in batches that are safe once "
    "written.\n\n"
    "Examples:\n"
    "  nestor import --db old.db --format icews events.2019.tab\n"
    "  nestor import --db old.db --format gdelt 20220224.export.CSV.zip.gz\n"
    "  nestor code -f jsonl news.jsonl | nestor import --db crisis.db -f jsonl -\n\n"
    "Exit status: 0 done; 1 some lines were bad and the others kept; 2 wrong usage; 3 the store cannot be "
    "written.\n";

enum { BATCH = NST_LIMIT(2000, 5), SHOWN = 10, IN_REPORT = 10000 };

typedef struct import_job {
  const char *db, *format;
  bool own, strict;
  bool whole; /* the store is new: it is filled as a whole, which is faster */
  nst_table_format table;
  nst_store *store;
  int64_t run;
  nst_arena *arena; /* of the report that is being gathered */
  const nst_event **records;
  size_t n_records;
  const char *publisher, *url;
  const char *reading; /* the file that is being read, NULL: the store is at work */
  size_t in_batch, kept, known, passed, bad;
} import_job;

static nst_status begin(import_job *job, nst_error *error) {
  nst_store_run run = {nst_version(), job->format, "imported"};
  job->in_batch = 0;
  NST_TRY(nst_store_begin(job->store, error));
  return nst_store_run_id(job->store, &run, &job->run, error);
}

/** Keep the records gathered so far as one report. */
static nst_status put_report(import_job *job, nst_error *error) {
  if (job->n_records == 0) return NST_OK;
  const nst_event *first = job->records[0];
  nst_store_input input = {.report = {.id = first->doc, .date = first->date},
                           .source = job->publisher,
                           .url = job->url,
                           .run = job->run,
                           .keep_apart = !job->own};
  nst_store_outcome outcome = NST_PUT_NEW;
  nst_status status = nst_store_put(job->store, &input, job->records, job->n_records, &outcome, error);
  job->kept += nst_store_added(job->store);
  job->known += job->n_records - nst_store_added(job->store);
  job->n_records = 0;
  nst_arena_reset(job->arena);
  if (status == NST_OK && ++job->in_batch >= BATCH) {
    NST_TRY(nst_store_commit(job->store, error));
    status = begin(job, error);
  }
  return status;
}

static nst_status read_line(import_job *job, nst_table *table, nst_arena *arena, const char *line, size_t len,
                            nst_read_record *out, bool *has, nst_error *error) {
  *out = (nst_read_record){.publisher = "", .url = "", .story = ""};
  if (!job->own) return nst_table_read(table, arena, line, len, out, has, error);
  *has = nst_str_trim((nst_str){line, (uint32_t)len}).len > 0;
  return *has ? nst_read_jsonl(arena, line, len, &out->event, error) : NST_OK;
}

/** A bad line is told, the first ones by themselves. */
static void complain(import_job *job, const char *path, uint32_t number, nst_error *error) {
  error->line = number;
  if (job->bad++ < SHOWN) cli_report_error(path, error);
}

static bool is_fatal(nst_status status) {
  return status != NST_OK && status != NST_FORMAT && status != NST_TOO_LARGE;
}

/** Take one line. Records of one report that stand together are kept together. */
static nst_status take_line(import_job *job, nst_table *table, const char *line, size_t len,
                            nst_error *error) {
  nst_read_record record;
  bool has = false;
  NST_TRY(read_line(job, table, job->arena, line, len, &record, &has, error));
  if (!has) {
    job->passed++;
    return NST_OK;
  }
  bool other = job->n_records > 0 && strcmp(job->records[0]->doc, record.event.doc) != 0;
  if (other || job->n_records == IN_REPORT) {
    NST_TRY(put_report(job, error));
    NST_TRY(read_line(job, table, job->arena, line, len, &record, &has, error)); /* into the emptied arena */
  }
  nst_event *event = nst_arena_take(job->arena, sizeof *event);
  if (event == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  *event = record.event;
  job->records[job->n_records++] = event;
  job->publisher = record.publisher;
  job->url = record.url[0] != '\0' ? record.url : record.story;
  return NST_OK;
}

static nst_status import_file(import_job *job, const char *path, nst_error *error) {
  lines *file = NULL;
  nst_table table;
  nst_table_start(&table, job->table);
  job->reading = path;
  NST_TRY(lines_open(path, &file, error));
  nst_status status = NST_OK;
  for (const char *line;;) {
    size_t len = 0;
    job->reading = path;
    status = lines_next(file, &line, &len, error);
    if (status == NST_OK) job->reading = NULL;
    if (status == NST_OK && line == NULL) break;
    if (status == NST_OK) status = take_line(job, &table, line, len, error);
    if (is_fatal(status)) break;
    if (status == NST_FORMAT || status == NST_TOO_LARGE) {
      complain(job, path, lines_number(file), error);
      bool lost =
          table.format != NST_TABLE_GDELT && !job->own && !table.begun; /* no header: no row can be read */
      if (job->strict || lost || line == NULL) break;
    }
  }
  lines_free(file);
  if (!is_fatal(status)) job->reading = NULL, status = put_report(job, error);
  return status;
}

static int import_all(import_job *job, char **paths, int n) {
  nst_error error = {0};
  nst_status status = begin(job, &error);
  for (int i = 0; i < n && status == NST_OK && !(job->strict && job->bad > 0); i++)
    status = import_file(job, paths[i], &error);
  if (status == NST_OK) job->reading = NULL, status = nst_store_commit(job->store, &error);
  if (status == NST_OK && job->whole) status = nst_store_finish(job->store, &error);
  if (status != NST_OK) {
    nst_store_rollback(job->store);
    cli_report_error(job->reading != NULL ? job->reading : job->db, &error);
    return CLI_FAILED;
  }
  if (job->bad > SHOWN) cli_error("and %zu more bad lines", job->bad - SHOWN);
  printf("%s: %zu event%s kept, %zu known before, %zu line%s passed over, %zu bad\n", job->db, job->kept,
         job->kept == 1 ? "" : "s", job->known, job->passed, job->passed == 1 ? "" : "s", job->bad);
  return job->bad > 0 ? CLI_PARTIAL : CLI_OK;
}

/** A new store out of files can be filled again from the start; what comes from standard input may not come again. */
static bool fills(const char *db, char **paths, int n) {
  bool files = access(db, F_OK) != 0;
  for (int i = 0; i < n && files; i++) files = strcmp(paths[i], "-") != 0;
  return files;
}

static int run(import_job *job, char **paths, int n) {
  nst_error error = {0};
  job->db = cli_store_path(job->db, "import");
  if (job->db == NULL) return CLI_USAGE;
  job->whole = fills(job->db, paths, n);
  job->arena = nst_arena_new(nst_allocator_default());
  job->records = calloc(IN_REPORT, sizeof *job->records);
  int code = CLI_FAILED;
  if (job->arena == NULL || job->records == NULL) cli_error("out of memory");
  else if (nst_store_open(job->db, job->whole ? NST_STORE_FILL : NST_STORE_CREATE, &job->store, &error) !=
           NST_OK)
    code = cli_store_error(job->db, &error);
  else code = import_all(job, paths, n);
  nst_store_close(job->store);
  nst_arena_free(job->arena);
  free(job->records);
  return code;
}

static bool set_format(import_job *job, const char *name) {
  static const char *const names[] = {"icews", "gdelt", "polecat"};
  job->format = name;
  job->own = strcmp(name, "jsonl") == 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    job->table = (nst_table_format)i;
    return true;
  }
  return job->own;
}

int cli_import(int argc, char **argv) {
  static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"strict", no_argument, NULL, 's'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  import_job job = {.format = NULL};
  for (int option; (option = getopt_long(argc, argv, "f:sh", long_options, NULL)) != -1;) {
    switch (option) {
    case 'd':
      job.db = optarg;
      break;
    case 'f':
      if (!set_format(&job, optarg))
        return cli_usage("import", "--format is jsonl, icews, gdelt or polecat, not '%s'", optarg);
      break;
    case 's':
      job.strict = true;
      break;
    case 'h':
      fputs(help, stdout);
      return CLI_OK;
    default:
      return cli_usage("import", "wrong option");
    }
  }
  if (job.format == NULL) return cli_usage("import", "what is in the files? Give --format");
  static char standard[] = "-";
  char *none[] = {standard};
  return optind < argc ? run(&job, argv + optind, argc - optind) : run(&job, none, 1);
}
