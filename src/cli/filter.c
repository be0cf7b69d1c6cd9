/* filter.c - options that choose events of a store. */
#include "cli/filter.h"

#include <stdlib.h>

#include "record/scale.h"

bool cli_share(const char *text, double *out) {
  if (text[0] != '0' && text[0] != '1') return false;
  double value = text[0] - '0', digit = 0.1;
  const char *p = text + 1;
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++, digit /= 10) value += (*p - '0') * digit;
  *out = value;
  return *p == '\0' && value <= 1;
}

/** The number of a word: a type, a quad or a status; -1 for another word. */
static int number_of(nst_str word, int option) {
  char name[16];
  if (word.len >= sizeof name) return -1;
  memcpy(name, word.p, word.len);
  name[word.len] = '\0';
  if (option == 1005) {
    nst_event_type type = nst_event_parse(name);
    return type != NST_EVENT_NONE ? (int)type : -1;
  }
  if (option == 1006) return word.len == 1 && name[0] >= '1' && name[0] <= '4' ? name[0] - '0' : -1;
  for (int i = 0; i <= NST_HYPOTHETICAL; i++)
    if (strcmp(name, nst_event_status_name((nst_event_status)i)) == 0) return i;
  return -1;
}

static int read_mask(uint32_t *mask, const char *command, int option) {
  static const char *const wanted[] = {"--type wants types such as THREATEN,CONSULT",
                                       "--quad wants 1, 2, 3 or 4",
                                       "--status wants actual, negated, disputed or hypothetical"};
  nst_str rest = nst_str_of(optarg), word;
  while (nst_str_cut(&rest, ',', &word)) {
    int number = number_of(nst_str_trim(word), option);
    if (number < 0) return cli_usage(command, "%s, not '%s'", wanted[option - 1005], optarg);
    *mask |= 1u << number;
  }
  return CLI_OK;
}

int cli_filter_set(cli_filter *f, const char *command, int option) {
  long number;
  switch (option) {
  case 1000:
    f->db = optarg;
    break;
  case 1001:
    f->filter.source = optarg;
    break;
  case 1002:
    f->filter.target = optarg;
    break;
  case 1003:
    f->filter.actor = optarg;
    break;
  case 1004:
    f->filter.dyad = optarg;
    break;
  case 1005:
    return read_mask(&f->filter.types, command, option);
  case 1006:
    return read_mask(&f->filter.quads, command, option);
  case 1007:
    return read_mask(&f->filter.statuses, command, option);
  case 1008:
    f->filter.since = optarg;
    break;
  case 1009:
    f->filter.until = optarg;
    break;
  case 1010:
    f->filter.place = optarg;
    break;
  case 1011:
    f->filter.text = optarg;
    break;
  case 1012:
    if (!cli_share(optarg, &f->filter.min_confidence))
      return cli_usage(command, "--min-confidence wants a number from 0 to 1, not '%s'", optarg);
    break;
  case 1013:
    if (!cli_number(optarg, 1, 1000000, &number))
      return cli_usage(command, "--min-sources wants a number, not '%s'", optarg);
    f->filter.min_sources = (uint32_t)number;
    break;
  case 1014:
    f->filter.one_a_day = true;
    break;
  case 1015:
    f->filter.conditional = true;
    break;
  default:
    return cli_usage(command, "wrong option");
  }
  return CLI_OK;
}

const char *cli_store_path(const char *path, const char *command) {
  if (path == NULL) path = getenv("NESTOR_DB");
  if (path != NULL && path[0] != '\0') return path;
  (void)cli_usage(command, "which store? Give --db FILE or set NESTOR_DB");
  return NULL;
}

int cli_store_error(const char *path, const nst_error *error) {
  cli_report_error(path, error);
  return error->status == NST_ARGUMENT ? CLI_USAGE : error->status == NST_MISSING ? CLI_PARTIAL : CLI_FAILED;
}

nst_store *cli_filter_open(const cli_filter *f, const char *command, int *code) {
  nst_error error = {0};
  *code = CLI_USAGE;
  if (nst_filter_check(&f->filter, &error) != NST_OK) {
    (void)cli_usage(command, "%s", error.message);
    return NULL;
  }
  const char *path = cli_store_path(f->db, command);
  if (path == NULL) return NULL;
  nst_store *store = NULL;
  if (nst_store_open(path, NST_STORE_READ, &store, &error) != NST_OK) *code = cli_store_error(path, &error);
  return store;
}
