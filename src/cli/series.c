/* series.c - nestor series: events over time, the tension index, change points, alerts. */
#include <stdlib.h>

#include "cli/filter.h"
#include "cli/points.h"
#include "picture/picture.h"

static const char help[] =
    "Count events over time: by class, with mean scores, the share of disputed ones, a tension index and "
    "its\n"
    "change points; or hold alert rules against a store.\n\n"
    "Usage: nestor series --db FILE [OPTION...] [SUBJECT]\n\n"
    "SUBJECT is a dyad such as RUS-UKR, or a country or organisation such as RUS; without it: all events.\n\n"
    "Which events:\n" CLI_FILTER_HELP "\nWhat to show:\n"
    "      --by PERIOD          day, week or month; default week\n"
    "  -f, --format FORMAT      table, jsonl or csv; default table\n"
    "  -a, --alert RULE         say whether RULE holds; may be repeated. Rules bring their own subject:\n"
    "                           MEASURE SUBJECT up|down AMOUNT over SPAN [against SPAN]\n"
    "                           MEASURE SUBJECT above|below NUMBER [over SPAN]\n"
    "                           MEASURE: tension goldstein score disputed sources events, a type, "
    "quad1..quad4\n"
    "                           AMOUNT: 2sd, 30% or a number; SPAN: 7d, 4w, 3m\n"
    "      --as-of DAY          the day alerts are held against; default: the last one with events\n"
    "  -h, --help               this text\n\n"
    "Examples:\n"
    "  nestor series --db crisis.db RUS-UKR --by week\n"
    "  nestor series --db crisis.db --alert 'tension RUS-UKR up 2sd over 4w'\n"
    "  nestor series --db crisis.db --alert 'MOBILIZE RUS above 20 over 7d' --as-of 2022-02-20\n\n"
    "Exit status: 0 done, no alert; 2 wrong usage; 3 the store cannot be read; 5 an alert was raised.\n";

enum { ALERTS = 64 };

typedef struct series_job {
  cli_filter filter;
  points_format format;
  nst_period by;
  const char *alerts[ALERTS];
  nst_alert_rule rules[ALERTS];
  size_t n_alerts;
  nst_day as_of;
} series_job;

static void put_answer(const char *rule, const nst_alert_answer *a) {
  char from[11], to[11];
  nst_day_format(a->from, from);
  nst_day_format(a->to, to);
  if (!a->known) {
    printf("unknown  %s: too few days before to compare with\n", rule);
    return;
  }
  printf("%s  %s: %.2f from %s to %s", a->raised ? "ALERT  " : "quiet  ", rule, a->now, from, to);
  if (a->before != 0 || a->spread != 0) printf(", before %.2f (sd %.2f)", a->before, a->spread);
  putchar('\n');
}

static int check_alerts(const series_job *job, nst_store *store) {
  int code = CLI_OK;
  for (size_t i = 0; i < job->n_alerts; i++) {
    nst_alert_answer answer;
    nst_error error = {0};
    if (nst_alert_check(store, &job->rules[i], job->as_of, &answer, &error) != NST_OK)
      return cli_store_error("series", &error);
    put_answer(job->alerts[i], &answer);
    if (answer.raised) code = CLI_ALERT;
  }
  return code;
}

static int show(const series_job *job, nst_store *store) {
  nst_series *series = NULL;
  nst_error error = {0};
  if (nst_series_new(store, &job->filter.filter, job->by, &series, &error) != NST_OK)
    return cli_store_error("series", &error);
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  points_write(&out, series, job->format, true);
  bool ok = cli_flush(&out);
  nst_buf_free(&out);
  nst_series_free(series);
  return ok ? CLI_OK : CLI_FAILED;
}

static int run(const series_job *job) {
  int code;
  nst_store *store = cli_filter_open(&job->filter, "series", &code);
  if (store == NULL) return code;
  code = job->n_alerts > 0 ? check_alerts(job, store) : show(job, store);
  nst_store_close(store);
  return code;
}

static int set_option(series_job *job, int option) {
  nst_error error = {0};
  switch (option) {
  case 'b':
    if (!nst_period_parse(optarg, &job->by))
      return cli_usage("series", "--by is day, week or month, not '%s'", optarg);
    return CLI_OK;
  case 'f':
    if (strcmp(optarg, "table") == 0) job->format = POINTS_TABLE;
    else if (strcmp(optarg, "jsonl") == 0) job->format = POINTS_JSONL;
    else if (strcmp(optarg, "csv") == 0) job->format = POINTS_CSV;
    else return cli_usage("series", "--format is table, jsonl or csv, not '%s'", optarg);
    return CLI_OK;
  case 'a':
    if (job->n_alerts == ALERTS) return cli_usage("series", "at most %d alerts at once", ALERTS);
    if (nst_alert_parse(optarg, &job->rules[job->n_alerts], &error) != NST_OK)
      return cli_usage("series", "%s", error.message);
    job->alerts[job->n_alerts++] = optarg;
    return CLI_OK;
  case 'o':
    job->as_of = nst_day_parse(nst_str_of(optarg), true);
    if (job->as_of == NST_DAY_NONE)
      return cli_usage("series", "--as-of wants a date such as 2022-02-20, not '%s'", optarg);
    return CLI_OK;
  default:
    return option >= CLI_FILTER_FIRST ? cli_filter_set(&job->filter, "series", option)
                                      : cli_usage("series", "wrong option");
  }
}

int cli_series(int argc, char **argv) {
  static const struct option long_options[] = {CLI_FILTER_OPTIONS,
                                               {"by", required_argument, NULL, 'b'},
                                               {"format", required_argument, NULL, 'f'},
                                               {"alert", required_argument, NULL, 'a'},
                                               {"as-of", required_argument, NULL, 'o'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  series_job job = {.format = POINTS_TABLE, .by = NST_BY_WEEK, .as_of = NST_DAY_NONE};
  for (int option; (option = getopt_long(argc, argv, "f:a:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    int code = set_option(&job, option);
    if (code != CLI_OK) return code;
  }
  if (optind + 1 < argc) return cli_usage("series", "one subject at a time: what is '%s'?", argv[optind + 1]);
  if (optind < argc) {
    const char *subject = argv[optind];
    if (strchr(subject, '-') != NULL) job.filter.filter.dyad = subject;
    else job.filter.filter.actor = subject;
  }
  return run(&job);
}
