/* main.c - picks the subcommand. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

typedef struct command {
  const char *name;
  int (*run)(int argc, char **argv);
  const char *summary;
} command;

static const command commands[] = {
    {"code", cli_code, "code news reports into event records"},
    {"actors", cli_actors, "show who is named in reports, and why"},
    {"relate", cli_relate, "tell the event between a marked source and target"},
    {"query", cli_query, "ask a store for events: list, count, search"},
    {"picture", cli_picture, "show the ledgers of a dyad or a country"},
    {"series", cli_series, "events over time, tension, change points, alerts"},
    {"export", cli_export, "write events in the forms of ICEWS, GDELT, POLECAT ..."},
    {"import", cli_import, "put such event data into a store"},
    {"recode", cli_recode, "code the reports of a store again, show what changed"},
    {"parse", cli_parse, "show words, tags, lemmas, trees and names as CoNLL-U"},
    {"eval", cli_eval, "measure the coder on reports that people have annotated"},
    {"lexicon", cli_lexicon, "check the actor and frame files"},
    {"serve", cli_serve, "open a store to the browser: JSON API and page"},
    {"pack", cli_pack, "build or describe a language pack"},
};

enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void) {
  fputs("Nestor reads news reports and writes political event data: who did what to whom,\n"
        "who says so, how sure it is, how much, when and where.\n\n"
        "Usage: nestor COMMAND [OPTION...] [FILE...]\n\nCommands:\n",
        stdout);
  for (size_t i = 0; i < N_COMMANDS; i++) printf("  %-9s %s\n", commands[i].name, commands[i].summary);
  fputs("\nOptions:\n"
        "  --help     this text; 'nestor COMMAND --help' tells about one command\n"
        "  --version  version of the program and of its language pack\n\n"
        "Examples:\n"
        "  nestor code report.txt --date 2026-03-14     a table for a person\n"
        "  nestor code --format jsonl news.jsonl.gz     one record a line, for programs\n"
        "  nestor parse report.txt                      the trees behind the records\n\n"
        "Exit status: 0 done, 1 some input was bad, 2 wrong usage, 3 cannot work, 4 lexicon mistakes,\n"
        "5 an alert was raised.\n",
        stdout);
}

static int print_version(void) {
  printf("nestor %s\n", nst_version());
  cli_pack_options none = {0};
  char *path = cli_find_pack(&none);
  free(path);
  if (path == NULL) return CLI_OK;
  nst_pack *pack = cli_open_pack(&none);
  if (pack == NULL) return CLI_FAILED;
  printf("pack %s\n", nst_pack_about(pack));
  nst_pack_free(pack);
  return CLI_OK;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    cli_error("what shall be done? Try 'nestor --help'");
    return CLI_USAGE;
  }
  const char *name = argv[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
    print_help();
    return CLI_OK;
  }
  if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) return print_version();
  for (size_t i = 0; i < N_COMMANDS; i++)
    if (strcmp(name, commands[i].name) == 0) return commands[i].run(argc - 1, argv + 1);
  cli_error("no command '%s'. Try 'nestor --help'", name);
  return CLI_USAGE;
}
