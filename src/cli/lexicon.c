/* lexicon.c - nestor lexicon: find the mistakes in actor and frame files. */
#include <getopt.h>
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "Check lexicon files: every mistake is told with file and line.\n\n"
    "Usage: nestor lexicon check [PATH...]\n\n"
    "A PATH is one *.actors or *.frames file, or a data folder with all of them; default: data\n\n"
    "Options:\n"
    "  -h, --help   this text\n\n"
    "Examples:\n"
    "  nestor lexicon check data\n"
    "  nestor lexicon check my.actors my.frames\n\n"
    "Exit status: 0 no mistake, 2 wrong usage, 3 a file cannot be read, 4 mistakes were found.\n";

static void tell(void *user, const char *path, uint32_t line, const char *message) {
  size_t *n = user;
  (*n)++;
  if (line > 0) printf("%s:%u: %s\n", path, (unsigned)line, message);
  else printf("%s: %s\n", path, message);
}

static int check(const char *path, size_t *mistakes) {
  nst_status status = nst_lexicon_check(path, tell, mistakes);
  if (status == NST_OK || status == NST_LEXICON) return CLI_OK;
  cli_error("%s: %s", path, nst_status_text(status));
  return CLI_FAILED;
}

int cli_lexicon(int argc, char **argv) {
  static const struct option long_options[] = {{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
  for (int option; (option = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
    if (option != 'h') return cli_usage("lexicon", "wrong option");
    fputs(help, stdout);
    return CLI_OK;
  }
  int n = argc - optind;
  char **words = argv + optind;
  if (n < 1 || strcmp(words[0], "check") != 0)
    return cli_usage("lexicon", "'nestor lexicon' wants 'check [PATH...]'");
  size_t mistakes = 0;
  int code = n == 1 ? check("data", &mistakes) : CLI_OK;
  for (int i = 1; i < n && code == CLI_OK; i++) code = check(words[i], &mistakes);
  if (code != CLI_OK) return code;
  printf("%zu mistake%s\n", mistakes, mistakes == 1 ? "" : "s");
  return mistakes > 0 ? CLI_MISTAKES : CLI_OK;
}
