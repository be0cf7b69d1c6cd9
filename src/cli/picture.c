/* picture.c - nestor picture: the ledgers of a dyad or a country. */
#include <getopt.h>
#include <stdlib.h>

#include "cli/columns.h"
#include "cli/filter.h"
#include "picture/picture.h"

static const char help[] =
    "Show the ledgers of a dyad or a country: talks, forces, conditions, demands, claims and denials, "
    "casualties.\n\n"
    "Usage: nestor picture --db FILE [OPTION...] SUBJECT\n\n"
    "SUBJECT is a dyad such as RUS-UKR, or a country or organisation such as RUS.\n"
    "Each line ends with the reports that it comes from.\n\n"
    "Options:\n"
    "      --db FILE        the store; default: $NESTOR_DB\n"
    "      --since, --until D  days of the events, inclusive: 2022-02-24, 2022-02 or 2022\n"
    "  -l, --ledger NAME    only this one: talks, forces, conditions, demands, claims or casualties\n"
    "  -n, --limit N        lines in each ledger, newest first; default 20\n"
    "  -f, --format FORMAT  table or json; default table\n"
    "  -h, --help           this text\n\n"
    "Examples:\n"
    "  nestor picture --db crisis.db RUS-UKR --since 2021-11\n"
    "  nestor picture --db crisis.db RUS --ledger forces\n\n"
    "Exit status: 0 done; 2 wrong usage; 3 the store cannot be read.\n";

typedef struct picture_job {
  const char *db;
  nst_picture_request request;
  int ledger; /* -1: all */
  bool json;
} picture_job;

/** "60000 to 90000 troops" */
static void put_quantity(nst_buf *buf, const nst_line *line) {
  if (!line->has_quantity) return;
  cli_put_range(buf, line->has_low, line->low, line->has_high, line->high);
  nst_buf_format(buf, " %s",
                 line->kind == NST_Q_WEAPONS && line->unit[0] != '\0' ? line->unit
                                                                      : nst_quantity_kind_name(line->kind));
}

static void put_part(nst_buf *buf, const char *before, const char *text) {
  if (text[0] == '\0') return;
  if (buf->len > 0) nst_buf_text(buf, "; ");
  nst_buf_format(buf, "%s%s", before, text);
}

/** What this ledger has to say beyond who, what and whom. */
static void put_details(nst_buf *buf, const nst_line *line) {
  put_quantity(buf, line);
  if (line->place[0] != '\0') put_part(buf, "at ", line->place);
  put_part(buf, "", line->medium);
  if (line->round > 0) nst_buf_format(buf, "%sround %u", buf->len > 0 ? "; " : "", line->round);
  if (line->duration_high > 0)
    nst_buf_format(buf, "%s%.0f minutes", buf->len > 0 ? "; " : "", line->duration_high);
  put_part(buf, "asked for by ", line->asked_by);
  put_part(buf, "condition: ", line->condition);
  put_part(buf, "according to ", line->according_to);
  if (line->other != 0 && line->asked_by[0] == '\0') {
    nst_buf_format(buf, "%s%s%s%s", buf->len > 0 ? "; " : "", line->other_day,
                   line->other_day[0] != '\0' ? " " : "", line->other_words);
  }
}

static void put_reports(nst_buf *buf, const nst_line *line) {
  enum { SHOWN = 4 };
  for (size_t i = 0; i < line->n_reports && i < SHOWN; i++)
    nst_buf_format(buf, "%s%s", i > 0 ? ", " : "", line->docs[i]);
  if (line->n_reports > SHOWN) nst_buf_format(buf, " and %zu more", line->n_reports - SHOWN);
}

static void put_cell(columns *table, const nst_line *line, void (*put)(nst_buf *, const nst_line *)) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  put(&buf, line);
  nst_buf_char(&buf, '\0');
  columns_put(table, buf.failed ? "" : buf.p);
  nst_buf_free(&buf);
}

/** "2003" for a whole year, "2003-04" for a month, "2003-04-01.." for another range, else the day. */
static void put_days(columns *table, const nst_line *line) {
  nst_day from = nst_day_parse(nst_str_of(line->from), false),
          to = nst_day_parse(nst_str_of(line->to), false);
  char whole[11];
  for (size_t n = 4; n <= 7 && from != NST_DAY_NONE && to > from; n += 3) {
    memcpy(whole, line->from, n);
    whole[n] = '\0';
    bool all =
        nst_day_parse(nst_str_of(whole), false) == from && nst_day_parse(nst_str_of(whole), true) == to;
    if (!all) continue;
    columns_put(table, whole);
    return;
  }
  columns_format(table, "%s%s", line->from, to > from ? ".." : "");
}

static void put_line(columns *table, const nst_line *line) {
  put_days(table, line);
  columns_put(table, nst_line_state_name(line->state)[0] != '\0' ? nst_line_state_name(line->state)
                                                                 : nst_event_status_name(line->status));
  columns_put(table, line->who[0] != '\0' ? line->who : "\xC2\xB7");
  columns_format(table, "%s%s%s%s", nst_event_name(line->type), line->content != NST_EVENT_NONE ? " (" : "",
                 line->content != NST_EVENT_NONE ? nst_event_name(line->content) : "",
                 line->content != NST_EVENT_NONE ? ")" : "");
  columns_put(table, line->whom[0] != '\0' ? line->whom : "\xC2\xB7");
  columns_put(table, line->what);
  put_cell(table, line, put_details);
  put_cell(table, line, put_reports);
}

static bool put_ledger(nst_buf *out, const nst_picture *picture, nst_ledger ledger) {
  static const char *const heads[] = {"day", "state", "who", "act", "whom", "words", "details", "reports"};
  bool colour = cli_colour(stdout);
  size_t n = nst_picture_count(picture, ledger);
  nst_buf_format(out, "\n%s%s%s (%llu event%s)\n", colour ? "\033[1m" : "", nst_ledger_name(ledger),
                 colour ? "\033[0m" : "", (unsigned long long)nst_picture_total(picture, ledger),
                 nst_picture_total(picture, ledger) == 1 ? "" : "s");
  if (n == 0) return true;
  columns *table = columns_new(sizeof heads / sizeof *heads);
  if (table == NULL) return false;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) columns_put(table, heads[i]);
  for (size_t i = 0; i < n; i++) put_line(table, nst_picture_line(picture, ledger, i));
  columns_write(table, out, 0, colour);
  columns_free(table);
  return true;
}

static void put_range(nst_buf *out, const char *what, double low, double high) {
  if (high <= 0) return;
  if (low < high) nst_buf_format(out, "; %s %.0f to %.0f", what, low, high);
  else nst_buf_format(out, "; %s %.0f", what, high);
}

static bool put_picture(const picture_job *job, const nst_picture *picture, nst_buf *out) {
  const nst_picture_facts *f = nst_picture_about(picture);
  nst_buf_format(out, "%s: %llu event%s, %llu disputed", job->request.subject, (unsigned long long)f->events,
                 f->events == 1 ? "" : "s", (unsigned long long)f->disputed);
  if (f->first_day[0] != '\0') nst_buf_format(out, ", %s to %s", f->first_day, f->last_day);
  put_range(out, "deaths", f->deaths_low, f->deaths_high);
  put_range(out, "injured", f->injured_low, f->injured_high);
  nst_buf_char(out, '\n');
  for (int i = 0; i < NST_LEDGER_COUNT; i++)
    if ((job->ledger < 0 || job->ledger == i) && !put_ledger(out, picture, (nst_ledger)i)) return false;
  return true;
}

static int run(const picture_job *job) {
  const char *path = cli_store_path(job->db, "picture");
  if (path == NULL) return CLI_USAGE;
  nst_store *store = NULL;
  nst_picture *picture = NULL;
  nst_error error = {0};
  if (nst_store_open(path, NST_STORE_READ, &store, &error) != NST_OK) return cli_store_error(path, &error);
  int code = CLI_OK;
  if (nst_picture_new(store, &job->request, &picture, &error) != NST_OK) code = cli_store_error(path, &error);
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  if (code == CLI_OK) {
    if (job->json) {
      nst_picture_json(&out, picture);
      nst_buf_char(&out, '\n');
    } else if (!put_picture(job, picture, &out)) {
      out.failed = true;
    }
    if (!cli_flush(&out)) code = CLI_FAILED;
  }
  nst_buf_free(&out);
  nst_picture_free(picture);
  nst_store_close(store);
  return code;
}

static int set_option(picture_job *job, int option) {
  long number;
  switch (option) {
  case 'd':
    job->db = optarg;
    return CLI_OK;
  case 's':
    job->request.since = optarg;
    return CLI_OK;
  case 'u':
    job->request.until = optarg;
    return CLI_OK;
  case 'l':
    for (int i = 0; i < NST_LEDGER_COUNT; i++)
      if (strcmp(optarg, nst_ledger_name((nst_ledger)i)) == 0) job->ledger = i;
    return job->ledger >= 0 ? CLI_OK
                            : cli_usage("picture",
                                        "--ledger is talks, forces, conditions, demands, claims or "
                                        "casualties, not '%s'",
                                        optarg);
  case 'n':
    if (!cli_number(optarg, 1, 1000000, &number))
      return cli_usage("picture", "--limit wants a number from 1, not '%s'", optarg);
    job->request.limit = (size_t)number;
    return CLI_OK;
  case 'f':
    job->json = strcmp(optarg, "json") == 0;
    if (!job->json && strcmp(optarg, "table") != 0)
      return cli_usage("picture", "--format is table or json, not '%s'", optarg);
    return CLI_OK;
  default:
    return cli_usage("picture", "wrong option");
  }
}

int cli_picture(int argc, char **argv) {
  static const struct option long_options[] = {
      {"db", required_argument, NULL, 'd'},    {"since", required_argument, NULL, 's'},
      {"until", required_argument, NULL, 'u'}, {"ledger", required_argument, NULL, 'l'},
      {"limit", required_argument, NULL, 'n'}, {"format", required_argument, NULL, 'f'},
      {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0}};
  picture_job job = {.ledger = -1, .request.limit = 20};
  for (int option; (option = getopt_long(argc, argv, "l:n:f:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    int code = set_option(&job, option);
    if (code != CLI_OK) return code;
  }
  if (optind + 1 != argc)
    return cli_usage("picture", "whose picture? Give one dyad (RUS-UKR) or country (RUS)");
  job.request.subject = argv[optind];
  return run(&job);
}
