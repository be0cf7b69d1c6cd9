/* lexicon.c - nestor lexicon: find the mistakes in lexicon files, explain the frames of a word, try their examples. */
#include <getopt.h>
#include <string.h>

#include "cli/lexicon.h"

static const char help[] =
    "Check lexicon files, explain the frame entries of a word, try the examples of frames.\n\n"
    "Usage: nestor lexicon check [PATH...]\n"
    "       nestor lexicon show [OPTION...] WORD\n"
    "       nestor lexicon test [OPTION...] [PATH]\n"
    "       nestor lexicon import [OPTION...] -o NAME\n"
    "       nestor lexicon lookup [OPTION...] PHRASE\n"
    "       nestor lexicon missing [OPTION...] [FILE...]\n\n"
    "check  tells every mistake with file and line. A PATH is one *.actors or *.frames file, or a data "
    "folder\n"
    "       with all of them; default: data\n"
    "show   lists every frame entry that has WORD (in its dictionary form; several joined by _) among its "
    "words:\n"
    "       type, code, prior, where source and target stand, conditions, examples, file and line\n"
    "test   codes the example sentences that frame entries carry and tells which give other events. A PATH "
    "is one\n"
    "       *.frames file or a data folder; default: the frames of the pack\n"
    "import converts dictionaries of TABARI and PETRARCH, see 'nestor lexicon import --help'\n"
    "lookup shows what a phrase resolves to on a day and why, see 'nestor lexicon lookup --help'\n"
    "missing lists the most frequent names that are not known, see 'nestor lexicon missing --help'\n\n"
    "Options:\n"
    "  -f, --format FORMAT   show: table (for a person) or jsonl; default table\n"
    "  -p, --pack FILE       language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help            this text\n\n"
    "Examples:\n"
    "  nestor lexicon check data\n"
    "  nestor lexicon check my.actors my.frames\n"
    "  nestor lexicon show strike\n"
    "  nestor lexicon show give_green_light\n"
    "  nestor lexicon test data\n"
    "  nestor lexicon test my.frames\n\n"
    "Exit status: 0 done; 1 no frame has the word; 2 wrong usage; 3 a file cannot be read;\n"
    "4 mistakes were found or examples failed.\n";

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

static int check_all(char **paths, int n) {
  size_t mistakes = 0;
  int code = n == 0 ? check("data", &mistakes) : CLI_OK;
  for (int i = 0; i < n && code == CLI_OK; i++) code = check(paths[i], &mistakes);
  if (code != CLI_OK) return code;
  printf("%zu mistake%s\n", mistakes, mistakes == 1 ? "" : "s");
  return mistakes > 0 ? CLI_MISTAKES : CLI_OK;
}

int cli_lexicon(int argc, char **argv) {
  static const struct option long_options[] = {{"format", required_argument, NULL, 'f'},
                                               {"pack", required_argument, NULL, 'p'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  if (argc > 1 && strcmp(argv[1], "import") == 0) return cli_lexicon_import(argc - 1, argv + 1);
  if (argc > 1 && strcmp(argv[1], "lookup") == 0) return cli_lexicon_lookup(argc - 1, argv + 1);
  if (argc > 1 && strcmp(argv[1], "missing") == 0) return cli_lexicon_missing(argc - 1, argv + 1);
  cli_pack_options options = {.path = NULL};
  bool jsonl = false;
  for (int option; (option = getopt_long(argc, argv, "f:p:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    if (option == 'p') {
      options.path = optarg;
    } else if (option == 'f') {
      jsonl = strcmp(optarg, "jsonl") == 0;
      if (!jsonl && strcmp(optarg, "table") != 0)
        return cli_usage("lexicon", "--format is table or jsonl, not '%s'", optarg);
    } else {
      return cli_usage("lexicon", "wrong option");
    }
  }
  int n = argc - optind;
  char **words = argv + optind;
  if (n >= 1 && strcmp(words[0], "check") == 0) return check_all(words + 1, n - 1);
  if (n == 2 && strcmp(words[0], "show") == 0) return lexicon_show(&options, words[1], jsonl);
  if ((n == 1 || n == 2) && strcmp(words[0], "test") == 0)
    return lexicon_test(&options, n == 2 ? words[1] : NULL);
  return cli_usage("lexicon", "'nestor lexicon' wants 'check [PATH...]', 'show WORD' or 'test [PATH]'");
}
