/* parse.c - nestor parse: a look at the syntax, as CoNLL-U. */
#include <getopt.h>
#include <string.h>

#include "cli/cli.h"

static const char help[] =
    "Show words, tags, lemmas and dependency trees as CoNLL-U.\n\n"
    "Usage: nestor parse [OPTION...] [FILE...]\n\n"
    "Options:\n"
    "      --from FORMAT    text: clean it and cut it into sentences and words; conllu: keep the words\n"
    "                       of the file and predict the rest; default text\n"
    "      --entities       names of persons, organisations, places and others in MISC (Entity=B-PER)\n"
    "  -m, --model NAME     base (better) or small (faster); default base\n"
    "  -p, --pack FILE      language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help           this text\n\n"
    "Examples:\n"
    "  nestor parse report.txt\n"
    "  nestor parse --from conllu treebank.conllu > predicted.conllu\n"
    "  echo 'Ankara has recalled its envoy.' | nestor parse --entities\n\n"
    "Exit status: 0 done, 1 a file was bad, 2 wrong usage, 3 pack missing or bad, output not writable.\n";

typedef struct parse_job {
  nst_coder *coder;
  nst_parse_input from;
  bool entities;
} parse_job;

static nst_status read_input(const char *path, nst_buf *buf, nst_error *error) {
  if (strcmp(path, "-") != 0) return nst_file_read(path, buf, error);
  char chunk[65536];
  for (size_t n; (n = fread(chunk, 1, sizeof chunk, stdin)) > 0;) nst_buf_put(buf, chunk, n);
  if (ferror(stdin)) return nst_fail(error, NST_IO, 0, 0, "standard input cannot be read");
  return buf->failed ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory") : NST_OK;
}

static int parse_file(const parse_job *job, const char *path) {
  const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
  nst_buf in;
  nst_buf_init(&in, nst_allocator_default());
  nst_error error = {0};
  int code = CLI_OK;
  char *out = NULL;
  size_t out_len = 0;
  if (read_input(path, &in, &error) != NST_OK) {
    cli_report_error(shown, &error);
    code = CLI_PARTIAL;
  } else if (nst_parse(job->coder, job->from, in.p != NULL ? in.p : "", in.len, job->entities, &out,
                       &out_len) != NST_OK) {
    cli_report_error(shown, nst_coder_error(job->coder));
    code = CLI_PARTIAL;
  } else if (fwrite(out, 1, out_len, stdout) != out_len || fflush(stdout) != 0) {
    cli_error("cannot write the output");
    code = CLI_FAILED;
  }
  nst_text_free(job->coder, out, out_len);
  nst_buf_free(&in);
  return code;
}

static int run(const cli_pack_options *pack_options, parse_job *job, int n, char **paths) {
  nst_pack *pack = cli_open_pack(pack_options);
  if (pack == NULL) return CLI_FAILED;
  int code = CLI_OK;
  if (nst_coder_new(pack, NULL, &job->coder) != NST_OK) {
    cli_error("out of memory");
    code = CLI_FAILED;
  }
  if (code == CLI_OK && n == 0) code = parse_file(job, "-");
  for (int i = 0; i < n && code != CLI_FAILED; i++) {
    int one = parse_file(job, paths[i]);
    if (one > code) code = one;
  }
  nst_coder_free(job->coder);
  nst_pack_free(pack);
  return code;
}

int cli_parse(int argc, char **argv) {
  enum { FROM = 256, ENTITIES };
  static const struct option long_options[] = {
      {"from", required_argument, NULL, FROM}, {"entities", no_argument, NULL, ENTITIES},
      {"model", required_argument, NULL, 'm'}, {"pack", required_argument, NULL, 'p'},
      {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0}};
  cli_pack_options pack = {0};
  parse_job job = {.from = NST_PARSE_TEXT};
  for (int option; (option = getopt_long(argc, argv, "m:p:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    if (option == 'p') pack.path = optarg;
    else if (option == 'm') pack.model = optarg;
    else if (option == ENTITIES) job.entities = true;
    else if (option == FROM && strcmp(optarg, "text") == 0) job.from = NST_PARSE_TEXT;
    else if (option == FROM && strcmp(optarg, "conllu") == 0) job.from = NST_PARSE_CONLLU;
    else
      return option == FROM ? cli_usage("parse", "--from is text or conllu, not '%s'", optarg)
                            : cli_usage("parse", "wrong option");
  }
  return run(&pack, &job, argc - optind, argv + optind);
}
