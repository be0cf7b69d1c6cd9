/* lexicon_test.c - nestor lexicon test: the examples of the frames, coded.
 *
 * An example passes if some record has its type, its actors and its code. A sector is compared only where the example
 * gives one; where the record is mutual, the sides may change places. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/lexicon.h"

typedef struct side {
  const nst_actor *actors;
  size_t n;
} side;

static const char *code_of(const nst_actor *actor) {
  return actor->country[0] ? actor->country : actor->org;
}

/* Cut "RUS:GOV" off a list. */
static bool next_code(nst_str *list, nst_str *place, nst_str *sector) {
  nst_str code;
  do {
    if (!nst_str_cut(list, ',', &code)) return false;
  } while (code.len == 0 || nst_str_is(code, "-"));
  *place = *sector = NST_STR("");
  if (code.p[0] == ':') code.p++, code.len--;
  else nst_str_cut(&code, ':', place);
  *sector = code;
  return true;
}

static bool is_listed(const char *wanted, const nst_actor *actor) {
  nst_str rest = nst_str_of(wanted), place, sector;
  while (next_code(&rest, &place, &sector))
    if (nst_str_is(place, code_of(actor)) && (sector.len == 0 || nst_str_is(sector, actor->sector)))
      return true;
  return false;
}

/* Is every code of the list an actor of the side, and every actor that has a code in the list? */
static bool same_side(const char *wanted, side got) {
  nst_str rest = nst_str_of(wanted), place, sector;
  while (next_code(&rest, &place, &sector)) {
    bool found = false;
    for (size_t i = 0; i < got.n && !found; i++)
      found = nst_str_is(place, code_of(&got.actors[i])) &&
              (sector.len == 0 || nst_str_is(sector, got.actors[i].sector));
    if (!found) return false;
  }
  for (size_t i = 0; i < got.n; i++)
    if ((code_of(&got.actors[i])[0] || got.actors[i].sector[0]) && !is_listed(wanted, &got.actors[i]))
      return false;
  return true;
}

/* Of a mutual record: everybody together, where all stand on one side. */
static bool same_together(const nst_example *x, side source, side target) {
  char both[512];
  int n = snprintf(both, sizeof both, "%s,%s", x->source, x->target);
  if (n < 0 || n >= (int)sizeof both || (source.n && target.n)) return false;
  return same_side(both, source.n ? source : target);
}

static bool agrees(const nst_example *x, const nst_event *e) {
  side source = {e->source, e->n_source}, target = {e->target, e->n_target};
  if (e->type != x->type || (x->cameo[0] && strcmp(x->cameo, e->cameo) != 0)) return false;
  if (same_side(x->source, source) && same_side(x->target, target)) return true;
  if (!e->mutual) return false;
  return (same_side(x->source, target) && same_side(x->target, source)) || same_together(x, source, target);
}

static bool passes(const nst_example *x, const nst_result *result) {
  const nst_event *e;
  if (x->type == NST_EVENT_NONE) return nst_result_count(result) == 0;
  for (size_t i = 0; (e = nst_result_event(result, i)) != NULL; i++) {
    if (x->absent && e->type == x->type) return false;
    if (!x->absent && agrees(x, e)) return true;
  }
  return x->absent;
}

static void print_actors(const nst_actor *actors, size_t n) {
  if (n == 0) printf("-");
  for (size_t i = 0; i < n; i++) {
    const char *place = code_of(&actors[i]);
    printf("%s%s%s%s", i ? "," : "", place[0] || actors[i].sector[0] ? place : "?",
           actors[i].sector[0] ? ":" : "", actors[i].sector);
  }
}

static void print_failure(const char *folder, const nst_example *x, const nst_result *result) {
  printf("%s%s%s:%u: \"%s\"\n  wanted ", folder, folder[0] ? "/" : "", x->path, (unsigned)x->line,
         x->sentence);
  if (x->type == NST_EVENT_NONE) printf("no event\n");
  else if (x->absent) printf("no %s\n", nst_event_name(x->type));
  else
    printf("%s %s > %s%s%s\n", nst_event_name(x->type), x->source, x->target, x->cameo[0] ? " cameo=" : "",
           x->cameo);
  const nst_event *e;
  for (size_t i = 0; (e = nst_result_event(result, i)) != NULL; i++) {
    printf("  got    %s ", nst_event_name(e->type));
    print_actors(e->source, e->n_source);
    printf(e->mutual ? " <> " : " > ");
    print_actors(e->target, e->n_target);
    printf(" cameo=%s (%s)\n", e->cameo, e->n_why ? e->why[0] : "");
  }
  if (nst_result_count(result) == 0) printf("  got    no event\n");
}

/** Code all examples, of one file only where `only` is not NULL. */
static int run(const nst_pack *pack, const char *folder, const char *only) {
  nst_coder *coder = NULL;
  /* an example shows what an entry means, not that one sentence is enough to be sure of it */
  nst_coder_options options = {.threshold = 0.05};
  if (nst_coder_new(pack, &options, &coder) != NST_OK) {
    cli_error("out of memory");
    return CLI_FAILED;
  }
  size_t passed = 0, failed = 0;
  nst_example x;
  for (size_t i = 0; nst_pack_example(pack, i, &x); i++) {
    if (only != NULL && strcmp(only, x.path) != 0) continue;
    nst_report report = {.id = "", .text = x.sentence, .text_len = strlen(x.sentence)};
    nst_result *result = NULL;
    if (nst_code(coder, &report, &result) != NST_OK) {
      cli_report_error(x.path, nst_coder_error(coder));
      failed++;
      continue;
    }
    if (passes(&x, result)) {
      passed++;
    } else {
      failed++;
      print_failure(folder, &x, result);
    }
    nst_result_free(result);
  }
  nst_coder_free(coder);
  printf("%zu example%s passed, %zu failed\n", passed, passed == 1 ? "" : "s", failed);
  return failed > 0 ? CLI_MISTAKES : CLI_OK;
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* "a/data/frames/x.frames" lies in the data folder "a/data" if that has an ontology; its name there is returned. */
static const char *in_data_folder(const char *path, char *folder, size_t size) {
  const char *name = strrchr(path, '/');
  if (name == NULL) return NULL;
  const char *parent = name;
  while (parent > path && parent[-1] != '/') parent--;
  char ontology[4096];
  size_t len = parent > path ? (size_t)(parent - path - 1) : 0;
  snprintf(folder, size, "%.*s", len ? (int)len : 1, len ? path : parent > path ? "/" : ".");
  snprintf(ontology, sizeof ontology, "%s/ontology", folder);
  return is_folder(ontology) ? parent : NULL;
}

int lexicon_test(const cli_pack_options *options, const char *path) {
  char folder[4000] = "";
  const char *only = NULL;
  cli_pack_options pack_options = *options;
  if (path != NULL && is_folder(path)) {
    snprintf(folder, sizeof folder, "%s", path);
    pack_options.data_dir = folder;
  } else if (path != NULL) {
    only = in_data_folder(path, folder, sizeof folder);
    if (only != NULL) {
      pack_options.data_dir = folder;
    } else {
      folder[0] = '\0';
      only = path;
      pack_options.lexicons[0] = path;
      pack_options.n_lexicons = 1;
    }
  }
  nst_pack *pack = cli_open_pack(&pack_options);
  if (pack == NULL) return CLI_FAILED;
  int code = run(pack, folder, only);
  nst_pack_free(pack);
  return code;
}
