/* lexicon_import.c - nestor lexicon import: dictionaries of TABARI and PETRARCH to our own lexicon files. */
#include <getopt.h>
#include <string.h>

#include "cli/lexicon.h"
#include "ingest/dictionary.h"

static const char help[] =
    "Convert actor, agent and verb dictionaries of TABARI and PETRARCH to lexicon files.\n\n"
    "Usage: nestor lexicon import [OPTION...] -o NAME\n\n"
    "Writes NAME.actors and NAME.frames, to be used with 'nestor code --lexicon'. Records then carry the\n"
    "dictionary's own codes: \"cameo\" of the event, \"code\" of each actor.\n"
    "What cannot be used is told on standard error with file and line.\n\n"
    "Options:\n"
    "      --actors FILE     an actor dictionary; may be repeated\n"
    "      --agents FILE     an agent dictionary; may be repeated\n"
    "      --verbs FILE      a verb dictionary; may be repeated\n"
    "      --scheme SCHEME   what the verb codes are: cameo (default) or weis\n"
    "      --other TYPE      event type of verb codes that are in no class of the scheme or are mere\n"
    "                        statements; default: they are left out\n"
    "  -o, --output NAME     name of the files, without suffix\n"
    "  -q, --quiet           only count what cannot be used\n"
    "  -h, --help            this text\n\n"
    "Examples:\n"
    "  nestor lexicon import --actors Countries.actors.txt --agents agents.txt -o ours\n"
    "  nestor lexicon import --verbs CAMEO.2.0.txt -o ours --quiet\n"
    "  nestor code --lexicon ours.actors --lexicon ours.frames report.txt\n\n"
    "Exit status: 0 done, 2 wrong usage, 3 a file cannot be read or written.\n";

enum { FILES = 32 };

typedef struct import_job {
  nst_dictionary_options options;
  struct import_file {
    const char *path;
    nst_dictionary_kind kind;
  } files[FILES];
  size_t n_files;
  const char *output, *path; /* path: the file that is being read */
  bool quiet;
  nst_buf actors, frames;
} import_job;

static void tell(void *user, uint32_t line, const char *message) {
  const import_job *job = user;
  if (!job->quiet) fprintf(stderr, "%s:%u: %s\n", job->path, (unsigned)line, message);
}

static int read_file(import_job *job, const struct import_file *file) {
  static const char *const what[] = {"names", "role words", "verbs and patterns"};
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  nst_error error = {0};
  int code = CLI_OK;
  nst_dictionary_counts counts = {0, 0};
  nst_buf *out = file->kind == NST_DICTIONARY_VERBS ? &job->frames : &job->actors;
  job->path = file->path;
  if (nst_file_read(file->path, &text, &error) != NST_OK) {
    cli_report_error(file->path, &error);
    code = CLI_FAILED;
  } else {
    const char *slash = strrchr(file->path, '/');
    nst_buf_format(out, "# from %s\n", slash != NULL ? slash + 1 : file->path);
    nst_str all = {text.p != NULL ? text.p : "", (uint32_t)text.len};
    if (nst_dictionary_import(file->kind, all, &job->options, nst_allocator_default(), out, &counts) !=
        NST_OK) {
      cli_error("out of memory");
      code = CLI_FAILED;
    } else {
      printf("%s: %zu %s, %zu line%s not used\n", file->path, counts.used, what[file->kind], counts.unused,
             counts.unused == 1 ? "" : "s");
    }
  }
  nst_buf_free(&text);
  return code;
}

static int write_file(const import_job *job, const nst_buf *buf, const char *suffix) {
  char path[4096];
  nst_error error = {0};
  if (buf->len == 0) return CLI_OK;
  snprintf(path, sizeof path, "%s%s", job->output, suffix);
  if (buf->failed || nst_file_write(path, buf->p, buf->len, &error) != NST_OK) {
    cli_report_error(path, &error);
    return CLI_FAILED;
  }
  printf("%s written\n", path);
  return CLI_OK;
}

static int run(import_job *job) {
  int code = CLI_OK;
  job->options.unused = tell;
  job->options.user = job;
  nst_buf_init(&job->actors, nst_allocator_default());
  nst_buf_init(&job->frames, nst_allocator_default());
  for (size_t i = 0; i < job->n_files && code == CLI_OK; i++) code = read_file(job, &job->files[i]);
  if (code == CLI_OK) code = write_file(job, &job->actors, ".actors");
  if (code == CLI_OK) code = write_file(job, &job->frames, ".frames");
  nst_buf_free(&job->actors);
  nst_buf_free(&job->frames);
  return code;
}

static bool read_type(const char *name, nst_event_type *out) {
  for (int i = 1; i < NST_EVENT_COUNT; i++) {
    if (strcmp(nst_event_name((nst_event_type)i), name) != 0) continue;
    *out = (nst_event_type)i;
    return true;
  }
  return false;
}

int cli_lexicon_import(int argc, char **argv) {
  enum { ACTORS = 256, AGENTS, VERBS, SCHEME, OTHER };
  static const struct option long_options[] = {{"actors", required_argument, NULL, ACTORS},
                                               {"agents", required_argument, NULL, AGENTS},
                                               {"verbs", required_argument, NULL, VERBS},
                                               {"scheme", required_argument, NULL, SCHEME},
                                               {"other", required_argument, NULL, OTHER},
                                               {"output", required_argument, NULL, 'o'},
                                               {"quiet", no_argument, NULL, 'q'},
                                               {"help", no_argument, NULL, 'h'},
                                               {NULL, 0, NULL, 0}};
  import_job job = {.output = NULL};
  for (int option; (option = getopt_long(argc, argv, "o:qh", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return CLI_OK;
    }
    if (option >= ACTORS && option <= VERBS) {
      if (job.n_files == FILES)
        return cli_usage("lexicon import", "at most %d dictionaries at a time", FILES);
      job.files[job.n_files++] = (struct import_file){optarg, (nst_dictionary_kind)(option - ACTORS)};
    } else if (option == SCHEME) {
      job.options.weis = strcmp(optarg, "weis") == 0;
      if (!job.options.weis && strcmp(optarg, "cameo") != 0)
        return cli_usage("lexicon import", "--scheme is cameo or weis, not '%s'", optarg);
    } else if (option == OTHER) {
      if (!read_type(optarg, &job.options.other))
        return cli_usage("lexicon import", "no event type '%s'", optarg);
    } else if (option == 'o') {
      job.output = optarg;
    } else if (option == 'q') {
      job.quiet = true;
    } else {
      return cli_usage("lexicon import", "wrong option");
    }
  }
  if (optind < argc)
    return cli_usage("lexicon import", "say with --actors, --agents or --verbs what '%s' is", argv[optind]);
  if (job.n_files == 0)
    return cli_usage("lexicon import", "which dictionary? Give --actors, --agents or --verbs FILE");
  if (job.output == NULL) return cli_usage("lexicon import", "where shall the files go? Give -o NAME");
  return run(&job);
}
