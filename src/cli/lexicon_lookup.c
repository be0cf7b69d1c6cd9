/* lexicon_lookup.c - nestor lexicon lookup: what a phrase stands for on a day, and all that the lexicon says of it. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cli/lexicon.h"
#include "record/record.h"

static const char help[] =
    "Show what a phrase resolves to on a day and why, then everything the lexicon says of it.\n\n"
    "Usage: nestor lexicon lookup [OPTION...] PHRASE\n\n"
    "Options:\n"
    "  -d, --date YYYY-MM-DD   the day; default: none, then the latest office counts\n"
    "  -f, --format FORMAT     table (for a person) or jsonl; default table\n"
    "  -l, --lexicon FILE      further actors (*.actors); may be repeated\n"
    "  -p, --pack FILE         language pack; default: $NESTOR_PACK, else the one installed\n"
    "  -h, --help              this text\n\n"
    "Examples:\n"
    "  nestor lexicon lookup 'Angela Merkel' --date 2010-05-01\n"
    "  nestor lexicon lookup 'a Kenyan police spokesman'\n"
    "  nestor lexicon lookup Georgia\n\n"
    "Exit status: 0 done, 1 nobody is known by that phrase, 2 wrong usage, 3 the pack is missing or bad.\n";

typedef struct lookup_job {
  cli_pack_options pack;
  const char *date, *phrase;
  bool jsonl;
  size_t found;
  nst_buf out;
} lookup_job;

static void put_codes(nst_buf *out, const char *country, const char *org, const char *sector,
                      const char *code) {
  const char *place = country[0] != '\0' ? country : org;
  nst_buf_format(out, "%s%s%s", place[0] != '\0' ? place : "-", sector[0] != '\0' ? " " : "", sector);
  if (code != NULL && code[0] != '\0') nst_buf_format(out, " [%s]", code);
}

static void put_json(nst_buf *out, const char *key, const char *value) {
  nst_buf_format(out, ",\"%s\":", key);
  nst_record_json_string(out, value);
}

static void put_meaning(void *user, const nst_meaning *m) {
  lookup_job *job = user;
  nst_buf *out = &job->out;
  job->found++;
  if (job->jsonl) {
    nst_buf_text(out, "{\"phrase\":");
    nst_record_json_string(out, m->phrase);
    put_json(out, "as", m->kind);
    put_json(out, "entry", m->entry);
    put_json(out, "name", m->name);
    put_json(out, "country", m->country);
    put_json(out, "org", m->org);
    put_json(out, "sector", m->sector);
    put_json(out, "office", m->office);
    if (m->code[0] != '\0') put_json(out, "code", m->code);
    put_json(out, "from", m->from);
    put_json(out, "to", m->to);
    nst_buf_format(out, ",\"in_force\":%s}\n", m->in_force ? "true" : "false");
    return;
  }
  nst_buf_format(out, "  %s %s of the %s %s: ", m->in_force ? "*" : " ", m->kind, m->entry, m->name);
  put_codes(out, m->country, m->org, m->sector, m->code);
  if (m->office[0] != '\0') nst_buf_format(out, ", %s", m->office);
  if (m->from[0] != '\0' || m->to[0] != '\0') nst_buf_format(out, "  %s..%s", m->from, m->to);
  nst_buf_char(out, '\n');
}

/* The phrase as a report of its own: the mention that reaches farthest is the answer. */
static int resolve(lookup_job *job, nst_pack *pack) {
  nst_coder *coder = NULL;
  if (nst_coder_new(pack, NULL, &coder) != NST_OK) return CLI_FAILED;
  nst_report report = {
      .id = "phrase", .date = job->date, .text = job->phrase, .text_len = strlen(job->phrase)};
  nst_actor_list *list = NULL;
  int code = CLI_OK;
  if (nst_find_actors(coder, &report, false, &list) != NST_OK) {
    cli_report_error(job->phrase, nst_coder_error(coder));
    code = CLI_USAGE;
  }
  uint32_t longest = 0;
  for (size_t i = 0; list != NULL && i < nst_actor_list_count(list); i++) {
    nst_span s = nst_actor_list_mention(list, i)->actor.mention.span;
    if (s.end - s.begin > longest) longest = s.end - s.begin;
  }
  for (size_t i = 0; list != NULL && !job->jsonl && i < nst_actor_list_count(list); i++) {
    const nst_actor_mention *m = nst_actor_list_mention(list, i);
    if (m->actor.mention.span.end - m->actor.mention.span.begin != longest) continue;
    job->found++;
    nst_buf_format(&job->out, "\"%s\" is ", m->actor.mention.text);
    put_codes(&job->out, m->actor.country, m->actor.org, m->actor.sector, m->actor.code);
    if (m->actor.name[0] != '\0') nst_buf_format(&job->out, " %s", m->actor.name);
    nst_buf_format(&job->out, " (%s)\n", m->why);
  }
  nst_actor_list_free(list);
  nst_coder_free(coder);
  return code;
}

static int run(lookup_job *job) {
  nst_pack *pack = cli_open_pack(&job->pack);
  if (pack == NULL) return CLI_FAILED;
  nst_buf_init(&job->out, nst_allocator_default());
  int code = resolve(job, pack);
  if (code == CLI_OK && nst_pack_meanings(pack, job->phrase, job->date, put_meaning, job) != NST_OK)
    code = CLI_FAILED;
  if (code == CLI_OK && job->found == 0) {
    cli_error("nobody is known as '%s'", job->phrase);
    code = CLI_PARTIAL;
  }
  if (!cli_flush(&job->out)) code = CLI_FAILED;
  nst_buf_free(&job->out);
  nst_pack_free(pack);
  return code;
}

static int read_options(lookup_job *job, int argc, char **argv) {
  static const struct option long_options[] = {
      {"date", required_argument, NULL, 'd'},    {"format", required_argument, NULL, 'f'},
      {"lexicon", required_argument, NULL, 'l'}, {"pack", required_argument, NULL, 'p'},
      {"help", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0}};
  for (int option; (option = getopt_long(argc, argv, "d:f:l:p:h", long_options, NULL)) != -1;) {
    if (option == 'h') {
      fputs(help, stdout);
      return -1;
    }
    if (option == 'd') {
      if (strlen(optarg) != 10 || nst_day_parse(nst_str_of(optarg), false) == NST_DAY_NONE)
        return cli_usage("lexicon lookup", "--date wants a date YYYY-MM-DD, not '%s'", optarg);
      job->date = optarg;
    } else if (option == 'f') {
      job->jsonl = strcmp(optarg, "jsonl") == 0;
      if (!job->jsonl && strcmp(optarg, "table") != 0)
        return cli_usage("lexicon lookup", "--format is table or jsonl, not '%s'", optarg);
    } else {
      int wrong = cli_pack_option(&job->pack, "lexicon lookup", option);
      if (wrong != CLI_OK) return wrong;
    }
  }
  if (argc - optind != 1)
    return cli_usage("lexicon lookup", "give one phrase, in quotation marks if it has several words");
  job->phrase = argv[optind];
  return CLI_OK;
}

int cli_lexicon_lookup(int argc, char **argv) {
  lookup_job job = {.phrase = NULL};
  int code = read_options(&job, argc, argv);
  if (code == CLI_OK) code = run(&job);
  return code < 0 ? CLI_OK : code;
}
