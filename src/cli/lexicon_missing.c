/* lexicon_missing.c - nestor lexicon missing: the names of a corpus that the lexicon does not know, most frequent first. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "cli/filter.h"
#include "cli/lexicon.h"
#include "ingest/ingest.h"
#include "record/record.h"
#include "store/store.h"

static const char help[] =
    "List the names in reports that the lexicon does not know, the most frequent first: what to add to "
    "it.\n\n"
    "Usage: nestor lexicon missing [OPTION...] [FILE...]\n\n"
    "A FILE is what 'nestor code' takes; without FILE, or for -, standard input. Each name comes with the\n"
    "number of its mentions and of its reports, what titles said of it, and a sentence as example.\n\n"
    "Options:\n"
    "  -n, --number N         at most N names; default 50\n"
    "  -m, --min N            names with at least N mentions; default 2\n"
    "  -f, --format FORMAT    table (for a person) or jsonl; default table\n"
    "  -d, --date YYYY-MM-DD  publication date of reports that bring none\n"
    "  -D, --db FILE          the reports of a store, in place of FILEs\n"
    "  -l, --lexicon FILE     further actors (*.actors); may be repeated\n"
    "  -p, --pack FILE        language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help             this text\n\n"
    "Examples:\n"
    "  nestor lexicon missing news/*.jsonl.gz\n"
    "  nestor lexicon missing --db crisis.db --number 200\n"
    "  nestor lexicon missing --min 10 --format jsonl news.jsonl > to-do.jsonl\n\n"
    "Exit status: 0 done, 1 some input was bad, 2 wrong usage, 3 the pack is missing or bad.\n";

/* A name that is not known. */
typedef struct missing_name {
  const char *name, *country, *org, *sector; /* as the last title said */
  const char *doc, *example;
  size_t mentions, reports, last_report;
} missing_name;

typedef struct missing_job {
  cli_pack_options pack;
  const char *date, *db;
  long number, min;
  bool jsonl;
  nst_coder *coder;
  nst_arena *arena;
  nst_map index;
  missing_name *items;
  size_t n, capacity, reports, failures;
  nst_buf out;
} missing_job;

static const char *keep(missing_job *job, const char *text, size_t len) {
  const char *copy = nst_arena_copy(job->arena, text, len);
  return copy != NULL ? copy : "";
}

/* About a line of the report around the mention, cut at white space. */
static const char *example_of(missing_job *job, const nst_report *report, nst_span span) {
  enum { BEFORE = 60, BEHIND = 80 };
  size_t title = report->title_len > 0 ? report->title_len + 2 : 0;
  if (span.begin < title || span.end > title + report->text_len)
    return keep(job, report->title, report->title_len);
  size_t begin = span.begin - title, end = span.end - title;
  const char *text = report->text;
  size_t from = begin > BEFORE ? begin - BEFORE : 0,
         to = end + BEHIND < report->text_len ? end + BEHIND : report->text_len;
  while (from > 0 && from < begin && text[from - 1] != ' ' && text[from - 1] != '\n') from++;
  while (to < report->text_len && to > end && text[to] != ' ' && text[to] != '\n') to--;
  char *copy = nst_arena_copy(job->arena, text + from, to - from);
  for (char *p = copy; p != NULL && *p != '\0'; p++)
    if (*p == '\n' || *p == '\t' || *p == '\r') *p = ' ';
  return copy != NULL ? copy : "";
}

static void count(missing_job *job, const nst_report *report, const nst_actor_mention *m) {
  const nst_actor *a = &m->actor;
  if (a->name[0] == '\0' || m->basis == NST_BASIS_LEXICON || m->basis == NST_BASIS_REFERENCE) return;
  uint32_t at = nst_map_get(&job->index, nst_str_of(a->name));
  if (at == NST_MAP_NONE) {
    missing_name fresh = {.name = keep(job, a->name, strlen(a->name)),
                          .doc = keep(job, report->id, strlen(report->id)),
                          .example = example_of(job, report, a->mention.span),
                          .country = "",
                          .org = "",
                          .sector = "",
                          .last_report = SIZE_MAX};
    if (!NST_PUSH(job->arena, job, fresh) ||
        !nst_map_put(&job->index, nst_str_of(fresh.name), (uint32_t)(job->n - 1)))
      return;
    at = (uint32_t)(job->n - 1);
  }
  missing_name *name = &job->items[at];
  name->mentions++;
  if (name->last_report != job->reports) name->reports++;
  name->last_report = job->reports;
  if (m->basis != NST_BASIS_ROLE) return;
  if (a->country[0] != '\0') name->country = keep(job, a->country, strlen(a->country));
  if (a->org[0] != '\0') name->org = keep(job, a->org, strlen(a->org));
  if (a->sector[0] != '\0') name->sector = keep(job, a->sector, strlen(a->sector));
}

static void read_report(missing_job *job, const char *path, const nst_report *report) {
  nst_actor_list *list = NULL;
  if (nst_find_actors(job->coder, report, true, &list) != NST_OK) {
    cli_report_error(path, nst_coder_error(job->coder));
    job->failures++;
    return;
  }
  for (size_t i = 0; i < nst_actor_list_count(list); i++) count(job, report, nst_actor_list_mention(list, i));
  nst_actor_list_free(list);
  job->reports++;
}

static void read_file(missing_job *job, const char *path) {
  const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
  nst_ingest *ingest = NULL;
  nst_error error = {0};
  if (nst_ingest_open(path, nst_allocator_default(), &ingest, &error) != NST_OK) {
    cli_report_error(shown, &error);
    job->failures++;
    return;
  }
  for (bool end = false; !end;) {
    nst_report report = {0};
    error = (nst_error){0};
    if (nst_ingest_next(ingest, &report, &end, &error) != NST_OK) {
      cli_report_error(shown, &error);
      job->failures++;
    } else if (!end) {
      if (report.date == NULL) report.date = job->date;
      read_report(job, shown, &report);
    }
  }
  nst_ingest_free(ingest);
}

/* Up to BATCH reports above *last, with their text, near-duplicates once; *n is how many were seen. */
static nst_status read_batch(missing_job *job, nst_store *store, int64_t *last, size_t *n, nst_error *error) {
  enum { BATCH = 256 };
  nst_report_cursor *cursor = NULL;
  nst_report_filter filter = {.walk = true, .from_id = *last, .limit = BATCH};
  const nst_stored_report *kept = NULL;
  nst_status status = nst_store_reports(store, &filter, &cursor, error);
  *n = 0;
  while (status == NST_OK && (status = nst_report_next(cursor, &kept, error)) == NST_OK && kept != NULL) {
    *last = kept->id;
    (*n)++;
    if (!kept->has_text || kept->wire != kept->id) continue;
    nst_report report = {.id = kept->doc,
                         .date = kept->date[0] != '\0' ? kept->date : job->date,
                         .title = kept->title,
                         .title_len = kept->title_len,
                         .text = kept->text,
                         .text_len = kept->text_len};
    read_report(job, job->db, &report);
  }
  nst_report_cursor_free(cursor);
  return status;
}

static int read_store(missing_job *job) {
  nst_store *store = NULL;
  nst_error error = {0};
  int64_t last = 0;
  size_t n = 1;
  if (nst_store_open(job->db, NST_STORE_READ, &store, &error) != NST_OK)
    return cli_store_error(job->db, &error);
  nst_status status = NST_OK;
  while (status == NST_OK && n > 0) status = read_batch(job, store, &last, &n, &error);
  nst_store_close(store);
  return status == NST_OK ? CLI_OK : cli_store_error(job->db, &error);
}

static int by_count(const void *a, const void *b) {
  const missing_name *x = a, *y = b;
  if (x->mentions != y->mentions) return x->mentions < y->mentions ? 1 : -1;
  return strcmp(x->name, y->name);
}

static void put_name(missing_job *job, const missing_name *name) {
  const char *place = name->country[0] != '\0' ? name->country : name->org;
  if (!job->jsonl) {
    nst_buf_format(&job->out, "%6zu  %s", name->mentions, name->name);
    if (place[0] != '\0' || name->sector[0] != '\0')
      nst_buf_format(&job->out, "  (%s%s%s)", place, place[0] != '\0' && name->sector[0] != '\0' ? " " : "",
                     name->sector);
    nst_buf_format(&job->out, "\n        %s: %s\n", name->doc, name->example);
    return;
  }
  nst_buf_text(&job->out, "{\"name\":");
  nst_record_json_string(&job->out, name->name);
  nst_buf_format(&job->out, ",\"mentions\":%zu,\"reports\":%zu,\"country\":", name->mentions, name->reports);
  nst_record_json_string(&job->out, name->country);
  nst_buf_text(&job->out, ",\"org\":");
  nst_record_json_string(&job->out, name->org);
  nst_buf_text(&job->out, ",\"sector\":");
  nst_record_json_string(&job->out, name->sector);
  nst_buf_text(&job->out, ",\"doc\":");
  nst_record_json_string(&job->out, name->doc);
  nst_buf_text(&job->out, ",\"example\":");
  nst_record_json_string(&job->out, name->example);
  nst_buf_text(&job->out, "}\n");
}

static int put_all(missing_job *job) {
  if (job->n > 0) qsort(job->items, job->n, sizeof *job->items, by_count);
  long shown = 0;
  for (size_t i = 0; i < job->n && shown < job->number && job->items[i].mentions >= (size_t)job->min;
       i++, shown++)
    put_name(job, &job->items[i]);
  if (!job->jsonl)
    nst_buf_format(&job->out, "%zu names not known in %zu report%s, %ld shown\n", job->n, job->reports,
                   job->reports == 1 ? "" : "s", shown);
  if (nst_arena_failed(job->arena)) {
    cli_error("out of memory");
    return CLI_FAILED;
  }
  return cli_flush(&job->out) && fflush(stdout) == 0 ? CLI_OK : CLI_FAILED;
}

static int run(missing_job *job, int n, char **paths) {
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  int code = CLI_FAILED;
  nst_buf_init(&job->out, nst_allocator_default());
  job->arena = nst_arena_new(nst_allocator_default());
  if (job->arena == NULL || nst_coder_new(pack, NULL, &job->coder) != NST_OK) {
    cli_error("out of memory");
  } else {
    nst_map_init(&job->index, job->arena);
    code = job->db != NULL ? read_store(job) : CLI_OK;
    if (n == 0 && job->db == NULL) read_file(job, "-");
    for (int i = 0; i < n; i++) read_file(job, paths[i]);
    if (code == CLI_OK) code = put_all(job);
  }
  nst_buf_free(&job->out);
  nst_coder_free(job->coder);
  nst_arena_free(job->arena);
  nst_pack_free(pack);
  return code == CLI_OK && job->failures > 0 ? CLI_PARTIAL : code;
}

static int read_option(missing_job *job, int option) {
  switch (option) {
  case 'n':
    return cli_number(optarg, 1, 1000000, &job->number)
               ? CLI_OK
               : cli_usage("lexicon missing", "--number wants a number");
  case 'm':
    return cli_number(optarg, 1, 1000000, &job->min) ? CLI_OK
                                                     : cli_usage("lexicon missing", "--min wants a number");
  case 'f':
    job->jsonl = strcmp(optarg, "jsonl") == 0;
    return job->jsonl || strcmp(optarg, "table") == 0
               ? CLI_OK
               : cli_usage("lexicon missing", "--format is table or jsonl, not '%s'", optarg);
  case 'd':
    if (strlen(optarg) != 10 || nst_day_parse(nst_str_of(optarg), false) == NST_DAY_NONE)
      return cli_usage("lexicon missing", "--date wants a date YYYY-MM-DD, not '%s'", optarg);
    job->date = optarg;
    return CLI_OK;
  case 'D':
    job->db = optarg;
    return CLI_OK;
  default:
    return cli_pack_option(&job->pack, "lexicon missing", option);
  }
}

int cli_lexicon_missing(int argc, char **argv) {
  static const struct option long_options[] = {{"number", required_argument, NULL, 'n'},
                                               {"min", required_argument, NULL, 'm'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"date", required_argument, NULL, 'd'},
                                               {"db", required_argument, NULL, 'D'},
                                               {"lexicon", required_argument, NULL, 'l'},
                                               {"pack", required_argument, NULL, 'p'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  missing_job job = {.number = 50, .min = 2};
  int code = CLI_OK;
  for (int option;
       code == CLI_OK && (option = getopt_long(argc, argv, "n:m:f:d:D:l:p:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    code = read_option(&job, option);
  }
  if (code == CLI_OK) code = run(&job, argc - optind, argv + optind);
  return code;
}
