/* filter.h - options that choose events of a store. For cli/ only. */
#ifndef NST_CLI_FILTER_H
#define NST_CLI_FILTER_H

#include <getopt.h>

#include "cli/cli.h"
#include "store/store.h"

/** Numbers of long options without a letter begin here. */
enum { CLI_FILTER_FIRST = 1000, CLI_FILTER_LAST = 1020 };

/** The entries of a getopt_long table, to be followed by the command's own. */
/* clang-format off */
#define CLI_FILTER_OPTIONS                                                                                   \
  {"db", required_argument, NULL, 1000}, {"source", required_argument, NULL, 1001},                          \
  {"target", required_argument, NULL, 1002}, {"actor", required_argument, NULL, 1003},                       \
  {"dyad", required_argument, NULL, 1004}, {"type", required_argument, NULL, 1005},                          \
  {"quad", required_argument, NULL, 1006}, {"status", required_argument, NULL, 1007},                        \
  {"since", required_argument, NULL, 1008}, {"until", required_argument, NULL, 1009},                        \
  {"place", required_argument, NULL, 1010}, {"text", required_argument, NULL, 1011},                         \
  {"min-confidence", required_argument, NULL, 1012}, {"min-sources", required_argument, NULL, 1013},         \
  {"one-a-day", no_argument, NULL, 1014}, {"conditional", no_argument, NULL, 1015}
/* clang-format on */

/** The lines of --help that go with them. */
#define CLI_FILTER_HELP                                                                                   \
  "      --db FILE            the store; default: $NESTOR_DB\n"                                           \
  "      --source WHO         who acts: RUS, UNO, RUSMIL, :REB, or part of a name; several with commas\n" \
  "      --target WHO         who is acted on\n"                                                          \
  "      --actor WHO          on either side\n"                                                           \
  "      --dyad RUS-USA       two countries or organisations, in either direction\n"                      \
  "      --type TYPE,...      THREATEN, CONSULT ...\n"                                                    \
  "      --quad N,...         1 verbal cooperation, 2 material cooperation, 3 verbal and 4 material "     \
  "conflict\n"                                                                                            \
  "      --status S,...       actual, negated, disputed, hypothetical\n"                                  \
  "      --since, --until D   days of the event, inclusive: 2022-02-24, 2022-02 or 2022\n"                \
  "      --place PLACE        a country's code, or part of the name of a place\n"                         \
  "      --text WORDS         words of a report that tells it; \"a phrase\", -without, OR, begin*\n"      \
  "      --min-confidence P   0 to 1\n"                                                                   \
  "      --min-sources N      told by at least N independent reports\n"                                   \
  "      --one-a-day          of events with the same type and actors on one day only the first\n"        \
  "      --conditional        only acts that hang on a condition\n"

typedef struct cli_filter {
  const char *db;
  nst_filter filter;
} cli_filter;

/** Take one of the options above; CLI_OK, or an exit code after a message. */
int cli_filter_set(cli_filter *f, const char *command, int option);
/** Check the filter and open the store for reading; NULL after a message, *code is the exit code. */
nst_store *cli_filter_open(const cli_filter *f, const char *command, int *code);
/** Where the store is: `path`, else $NESTOR_DB, else NULL after a message. */
const char *cli_store_path(const char *path, const char *command);
/** A share from 0 to 1; false if it is none. Independent of the locale. */
bool cli_share(const char *text, double *out);
/** Print the error of a store; the exit code for it. */
int cli_store_error(const char *path, const nst_error *error);

#endif
