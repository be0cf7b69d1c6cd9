/* pack.c - nestor pack: make a language pack, or say what one holds. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "Make or describe a language pack: weights and lexicons in one file.\n\n"
    "Usage: nestor pack build DATA_FOLDER WEIGHTS... -o FILE\n"
    "       nestor pack show [FILE]\n\n"
    "Options:\n"
    "  -o, --output FILE   the pack to write; it appears whole or not at all\n"
    "  -h, --help          this text\n\n"
    "Examples:\n"
    "  nestor pack build data data/model/*.weights -o en.npk\n"
    "  nestor pack show\n\n"
    "Exit status: 0 done, 2 wrong usage, 3 a file cannot be read or written, 4 the lexicons have mistakes.\n";

static int build(const char *data, char **weights, int n_weights, const char *output) {
  nst_error error = {0};
  nst_status status = nst_pack_build(data, (const char *const *)weights, (size_t)n_weights, output, &error);
  if (status == NST_OK) return CLI_OK;
  cli_report_error(output, &error);
  return status == NST_LEXICON ? CLI_MISTAKES : CLI_FAILED;
}

static int show(const char *path) {
  cli_pack_options options = {.path = path};
  nst_pack *pack = cli_open_pack(&options);
  if (pack == NULL) return CLI_FAILED;
  char *found = cli_find_pack(&options);
  printf("%s: %s\n", found != NULL ? found : "pack", nst_pack_about(pack));
  free(found);
  nst_pack_free(pack);
  return CLI_OK;
}

int cli_pack(int argc, char **argv) {
  static const struct option long_options[] = {
      {"output", required_argument, NULL, 'o'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
  const char *output = NULL;
  for (int option; (option = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    if (option != 'o') return cli_usage("pack", "wrong option");
    output = optarg;
  }
  int n = argc - optind;
  char **words = argv + optind;
  if (n >= 3 && strcmp(words[0], "build") == 0) {
    if (output == NULL) return cli_usage("pack", "where shall the pack go? Give -o FILE");
    return build(words[1], words + 2, n - 2, output);
  }
  if ((n == 1 || n == 2) && strcmp(words[0], "show") == 0) return show(n == 2 ? words[1] : NULL);
  return cli_usage("pack", "'nestor pack' wants 'build DATA_FOLDER WEIGHTS... -o FILE' or 'show [FILE]'");
}
