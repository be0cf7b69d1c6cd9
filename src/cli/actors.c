/* actors.c - nestor actors: who is named in a report, and why the program thinks so. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "ingest/ingest.h"
#include "record/record.h"

static const char help[] =
    "Show every mention of an actor in reports: who it is on the day of the report, and why.\n\n"
    "Usage: nestor actors [OPTION...] [FILE...]\n\n"
    "A FILE is what 'nestor code' takes; without FILE, or for -, standard input.\n\n"
    "Options:\n"
    "  -d, --date YYYY-MM-DD    publication date of reports that bring none\n"
    "  -f, --format FORMAT      table (for a person) or jsonl; default table\n"
    "  -u, --unknown            also names that mean nobody the lexicon or the report knows\n"
    "  -l, --lexicon FILE       further actors (*.actors); may be repeated\n"
    "  -p, --pack FILE          language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help               this text\n\n"
    "Examples:\n"
    "  nestor actors report.txt --date 2026-03-14\n"
    "  nestor actors --format jsonl news.jsonl.gz > actors.jsonl\n"
    "  echo 'Mubarak was questioned.' | nestor actors --date 2011-04-12\n\n"
    "Exit status: 0 done, 1 some input was bad, 2 wrong usage, 3 pack missing or bad, output not writable.\n";

typedef struct actors_job {
  cli_pack_options pack;
  const char *date;
  bool jsonl, unknown;
  nst_coder *coder;
  nst_buf out;
  size_t failures;
} actors_job;

static void put_padded(nst_buf *buf, const char *text, size_t width) {
  size_t used = nst_utf8_count(nst_str_of(text));
  nst_buf_text(buf, text);
  for (; used < width; used++) nst_buf_char(buf, ' ');
  nst_buf_text(buf, "  ");
}

/* Country or organisation, and sector: "USA GOV". */
static void code_of(const nst_actor *actor, char out[16]) {
  const char *place = actor->country[0] != '\0' ? actor->country : actor->org;
  snprintf(out, 16, "%.7s%s%.3s", place, place[0] != '\0' && actor->sector[0] != '\0' ? " " : "",
           actor->sector);
}

static void put_table(actors_job *job, const nst_report *report, const nst_actor_list *list) {
  enum { WIDEST = 44 };
  size_t n = nst_actor_list_count(list), text_width = 0, name_width = 0;
  for (size_t i = 0; i < n; i++) {
    const nst_actor *a = &nst_actor_list_mention(list, i)->actor;
    size_t text = nst_utf8_count(nst_str_of(a->mention.text)), name = nst_utf8_count(nst_str_of(a->name));
    if (text > text_width) text_width = text < WIDEST ? text : WIDEST;
    if (name > name_width) name_width = name < WIDEST ? name : WIDEST;
  }
  nst_buf_format(&job->out, "%s", report->id);
  if (report->date != NULL) nst_buf_format(&job->out, "  %s", report->date);
  nst_buf_format(&job->out, "  %zu mention%s\n", n, n == 1 ? "" : "s");
  for (size_t i = 0; i < n; i++) {
    const nst_actor_mention *m = nst_actor_list_mention(list, i);
    char code[16];
    code_of(&m->actor, code);
    nst_buf_format(&job->out, "%3u  ", (unsigned)m->sentence);
    put_padded(&job->out, m->actor.mention.text, text_width);
    put_padded(&job->out, code[0] != '\0' ? code : "?", 7);
    put_padded(&job->out, m->actor.name, name_width);
    nst_buf_text(&job->out, m->why);
    nst_buf_char(&job->out, '\n');
  }
  nst_buf_char(&job->out, '\n');
}

static bool put_report(actors_job *job, const char *path, const nst_report *report) {
  nst_actor_list *list = NULL;
  if (nst_find_actors(job->coder, report, job->unknown, &list) != NST_OK) {
    char shown[512];
    snprintf(shown, sizeof shown, "%s: report '%s'", path, report->id);
    cli_report_error(shown, nst_coder_error(job->coder));
    job->failures++;
    return true;
  }
  if (!job->jsonl) put_table(job, report, list);
  for (size_t i = 0; job->jsonl && i < nst_actor_list_count(list); i++)
    nst_record_actor_jsonl(&job->out, report->id, nst_actor_list_mention(list, i));
  nst_actor_list_free(list);
  return cli_flush(&job->out);
}

/* False if the output cannot be written. */
static bool put_file(actors_job *job, const char *path) {
  const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
  nst_ingest *ingest = NULL;
  nst_error error = {0};
  if (nst_ingest_open(path, nst_allocator_default(), &ingest, &error) != NST_OK) {
    cli_report_error(shown, &error);
    job->failures++;
    return true;
  }
  bool end = false, ok = true;
  while (!end && ok) {
    nst_report report = {0};
    error = (nst_error){0};
    if (nst_ingest_next(ingest, &report, &end, &error) != NST_OK) {
      cli_report_error(shown, &error);
      job->failures++;
    } else if (!end) {
      if (report.date == NULL) report.date = job->date;
      ok = put_report(job, shown, &report);
    }
  }
  nst_ingest_free(ingest);
  return ok;
}

static int run(actors_job *job, int n, char **paths) {
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  int code = CLI_OK;
  nst_buf_init(&job->out, nst_allocator_default());
  if (nst_coder_new(pack, NULL, &job->coder) != NST_OK) {
    cli_error("out of memory");
    code = CLI_FAILED;
  }
  if (code == CLI_OK && n == 0 && !put_file(job, "-")) code = CLI_FAILED;
  for (int i = 0; i < n && code == CLI_OK; i++)
    if (!put_file(job, paths[i])) code = CLI_FAILED;
  if (code == CLI_OK && fflush(stdout) != 0) {
    cli_error("cannot write the output");
    code = CLI_FAILED;
  }
  nst_buf_free(&job->out);
  nst_coder_free(job->coder);
  nst_pack_free(pack);
  return code == CLI_OK && job->failures > 0 ? CLI_PARTIAL : code;
}

static int read_options(actors_job *job, int argc, char **argv) {
  static const struct option long_options[] = {{"date", required_argument, NULL, 'd'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"unknown", no_argument, NULL, 'u'},
                                               {"lexicon", required_argument, NULL, 'l'},
                                               {"pack", required_argument, NULL, 'p'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  int wrong = CLI_OK;
  for (int option; (option = getopt_long(argc, argv, "d:f:ul:p:h", long_options, NULL)) != -1;) {
    switch (option) {
    case 'd':
      if (strlen(optarg) != 10 || nst_day_parse(nst_str_of(optarg), false) == NST_DAY_NONE)
        return cli_usage("actors", "--date wants a date YYYY-MM-DD, not '%s'", optarg);
      job->date = optarg;
      break;
    case 'f':
      job->jsonl = strcmp(optarg, "jsonl") == 0;
      if (!job->jsonl && strcmp(optarg, "table") != 0)
        return cli_usage("actors", "--format is table or jsonl, not '%s'", optarg);
      break;
    case 'u':
      job->unknown = true;
      break;
    case 'h':
      fputs(help, stdout);
      return -1;
    default:
      wrong = cli_pack_option(&job->pack, "actors", option);
      if (wrong != CLI_OK) return wrong;
    }
  }
  return CLI_OK;
}

int cli_actors(int argc, char **argv) {
  actors_job job = {0};
  int code = read_options(&job, argc, argv);
  if (code == CLI_OK) code = run(&job, argc - optind, argv + optind);
  return code < 0 ? CLI_OK : code;
}
