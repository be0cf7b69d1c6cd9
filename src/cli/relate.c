/* relate.c - nestor relate: the event between a marked source and a marked target. */
#include <getopt.h>
#include <string.h>

#include "cli/cli.h"
#include "ingest/ingest.h"
#include "record/record.h"

static const char help[] =
    "Tell which event a text reports between a marked source and a marked target.\n\n"
    "Usage: nestor relate [OPTION...] [FILE...]\n\n"
    "A FILE is JSONL, one pair a line (gzip and zstd too); without FILE, or for -, standard input:\n"
    "  {\"id\": \"1\", \"text\": \"...\", \"source\": {\"span\": [0, 7]}, \"target\": {\"span\": [19, 24]}}\n"
    "Spans count bytes of the text. Each pair gets one line: {\"id\", \"event\", \"score\", \"scores\", "
    "\"why\"};\n"
    "there is always an answer, since the pair is known to have an event.\n\n"
    "Options:\n"
    "      --evidence       with the names of all that was seen, from which weights are learned\n"
    "  -l, --lexicon FILE   further actors (*.actors) or frames (*.frames); may be repeated\n"
    "  -p, --pack FILE      language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help           this text\n\n"
    "Examples:\n"
    "  nestor relate pairs.jsonl > answers.jsonl\n"
    "  echo '{\"id\":\"1\",\"text\":\"Ankara urged Athens to talk.\",\"source\":{\"span\":[0,6]},"
    "\"target\":{\"span\":[13,19]}}' |\n"
    "    nestor relate\n\n"
    "Exit status: 0 done, 1 some lines were bad (told on standard error), 2 wrong usage, 3 pack missing or\n"
    "bad, output not writable.\n";

typedef struct relate_job {
  nst_coder *coder;
  bool evidence;
  nst_buf out;
} relate_job;

/* One line of the file. */
static nst_status answer(relate_job *job, nst_ingest *ingest, const nst_report *report, nst_error *error) {
  nst_span source, target;
  nst_relation relation;
  NST_TRY(nst_ingest_pair(ingest, &source, &target, error));
  nst_status status = nst_relate(job->coder, report, source, target, &relation);
  if (status != NST_OK) {
    *error = *nst_coder_error(job->coder);
    return status;
  }
  nst_record_relation(&job->out, report->id, &relation, job->evidence);
  return NST_OK;
}

static int relate_file(relate_job *job, const char *path) {
  const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
  nst_ingest *ingest = NULL;
  nst_error error = {0};
  if (nst_ingest_open(path, nst_allocator_default(), &ingest, &error) != NST_OK) {
    cli_report_error(shown, &error);
    return CLI_PARTIAL;
  }
  int code = CLI_OK;
  for (bool end = false; code != CLI_FAILED;) {
    nst_report report;
    error = (nst_error){0};
    nst_status status = nst_ingest_next(ingest, &report, &end, &error);
    if (status == NST_OK && end) break;
    if (status == NST_OK) status = answer(job, ingest, &report, &error);
    if (status != NST_OK) {
      cli_report_error(shown, &error);
      code = CLI_PARTIAL;
    }
    if (!cli_flush(&job->out)) code = CLI_FAILED;
  }
  nst_ingest_free(ingest);
  return code;
}

static int run(const cli_pack_options *pack_options, relate_job *job, int n, char **paths) {
  nst_pack *pack = cli_open_pack(pack_options);
  if (pack == NULL) return CLI_FAILED;
  int code = CLI_OK;
  if (nst_coder_new(pack, NULL, &job->coder) != NST_OK) {
    cli_error("out of memory");
    code = CLI_FAILED;
  }
  nst_buf_init(&job->out, nst_allocator_default());
  if (code == CLI_OK && n == 0) code = relate_file(job, "-");
  for (int i = 0; i < n && code != CLI_FAILED; i++) {
    int one = relate_file(job, paths[i]);
    if (one > code) code = one;
  }
  nst_buf_free(&job->out);
  nst_coder_free(job->coder);
  nst_pack_free(pack);
  return code;
}

int cli_relate(int argc, char **argv) {
  enum { EVIDENCE = 256 };
  static const struct option long_options[] = {{"evidence", no_argument, NULL, EVIDENCE},
                                               {"lexicon", required_argument, NULL, 'l'},
                                               {"pack", required_argument, NULL, 'p'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  cli_pack_options pack = {0};
  relate_job job = {0};
  for (int option; (option = getopt_long(argc, argv, "l:p:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    int wrong = CLI_OK;
    if (option == EVIDENCE) job.evidence = true;
    else wrong = cli_pack_option(&pack, "relate", option);
    if (wrong != CLI_OK) return wrong;
  }
  return run(&pack, &job, argc - optind, argv + optind);
}
