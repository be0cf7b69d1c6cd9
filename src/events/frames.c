/* frames.c - frame files (docs/frames.md) into definitions, entries and their index.
 *
 * In: the text of a file. Out: entries by class and head lemma, lists, examples; mistakes with file and line.
 * Knows nothing of sentences; how entries are matched is match.c. */
#include <stdio.h>

#include "events/frame_draft.h"
#include "events/ontology.h"

/* What stands while a file is read. */
typedef struct reader {
  nst_frame_draft *f;
  const char *path;
  uint32_t line, entry_line;
  nst_event_type type;
  nst_frame_draft_def defaults[NST_WORD_CLASSES];
} reader;

static const nst_frame_draft_def def_empty = {
    .cameo = "", .mode = "", .contexts = "", .prior = 0.8, .status = -1};

bool nst_frame_draft_init(nst_frame_draft *f, nst_arena *arena) {
  *f = (nst_frame_draft){.arena = arena};
  nst_map_init(&f->set_names, arena);
  nst_map_init(&f->seen, arena);
  for (int c = 0; c < NST_WORD_CLASSES; c++) nst_map_init(&f->heads[c], arena);
  f->light = nst_frame_draft_set_new(arena, "light");
  f->undergo = nst_frame_draft_set_new(arena, "undergo");
  return f->light && f->undergo;
}

const nst_frame_draft_set *nst_frame_draft_find_set(const nst_frame_draft *f, const char *name) {
  uint32_t at = nst_map_get(&f->set_names, nst_str_of(name));
  return at == NST_MAP_NONE ? NULL : f->sets.items[at];
}

uint32_t nst_frame_draft_find(const nst_frame_draft *f, nst_word_class word_class, nst_str lemma) {
  return nst_map_get(&f->heads[word_class], lemma);
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

/* Cut the next word off at blanks. */
static bool next_word(nst_str *rest, nst_str *word) {
  *rest = nst_str_trim(*rest);
  uint32_t n = 0;
  while (n < rest->len && !is_blank(rest->p[n])) n++;
  *word = (nst_str){rest->p, n};
  *rest = (nst_str){rest->p + n, rest->len - n};
  return n > 0;
}

/* The words before the first key, and the rest of the line. */
static nst_str head_words(nst_str *rest) {
  *rest = nst_str_trim(*rest);
  nst_str scan = *rest, word, before = {rest->p, 0};
  while (next_word(&scan, &word)) {
    if (memchr(word.p, '=', word.len)) break;
    before.len = (uint32_t)(word.p + word.len - rest->p);
  }
  *rest = (nst_str){rest->p + before.len, rest->len - before.len};
  return before;
}

static nst_status read_keys(reader *r, nst_frame_draft_def *def, nst_str rest) {
  nst_str word;
  while (next_word(&rest, &word)) {
    const char *eq = memchr(word.p, '=', word.len);
    if (!eq) {
      NST_TRY(
          nst_frame_draft_mistake(r->f, r->path, r->line, "\"%.*s\" is no key=value", (int)word.len, word.p));
      continue;
    }
    nst_str key = {word.p, (uint32_t)(eq - word.p)};
    nst_str value = {eq + 1, word.len - key.len - 1};
    NST_TRY(nst_frame_draft_key(r->f, def, key, value, r->path, r->line));
  }
  return NST_OK;
}

static nst_status read_words(reader *r, nst_str rest) {
  nst_str name, eq;
  nst_frame_draft *f = r->f;
  if (!next_word(&rest, &name) || name.len < 2 || name.p[0] != '@' || !next_word(&rest, &eq) ||
      !nst_str_is(eq, "="))
    return nst_frame_draft_mistake(f, r->path, r->line, "write: words @name = a, b, c");
  char *copy = nst_arena_copy(f->arena, name.p + 1, name.len - 1);
  nst_frame_draft_set *set = copy ? nst_frame_draft_set_new(f->arena, copy) : NULL;
  if (!set) return NST_NOMEM;
  nst_str key = {copy, name.len - 1};
  if (nst_map_get(&f->set_names, key) != NST_MAP_NONE)
    NST_TRY(nst_frame_draft_mistake(f, r->path, r->line, "list @%s is there already", copy));
  NST_TRY(nst_frame_draft_set_add(f, set, rest, false, r->path, r->line));
  if (!NST_PUSH(f->arena, &f->sets, set)) return NST_NOMEM;
  return nst_map_put(&f->set_names, key, (uint32_t)(f->sets.n - 1)) ? NST_OK : NST_NOMEM;
}

static nst_status read_type(reader *r, nst_str rest) {
  nst_str name;
  r->type = NST_EVENT_NONE;
  for (int c = 0; c < NST_WORD_CLASSES; c++) r->defaults[c] = def_empty;
  if (next_word(&rest, &name))
    for (int t = 1; t < NST_EVENT_COUNT; t++)
      if (nst_str_is(name, nst_event_name((nst_event_type)t))) r->type = (nst_event_type)t;
  if (r->type == NST_EVENT_NONE)
    return nst_frame_draft_mistake(r->f, r->path, r->line, "\"%.*s\" is no event type", (int)name.len,
                                   name.p);
  for (int c = 0; c < NST_WORD_CLASSES; c++) r->defaults[c].type = r->type;
  return NST_OK;
}

static int class_of(nst_str word) {
  static const char *const names[NST_WORD_CLASSES] = {"verb", "noun", "adj"};
  for (int c = 0; c < NST_WORD_CLASSES; c++)
    if (nst_str_is(word, names[c])) return c;
  return -1;
}

static nst_status read_default(reader *r, nst_str rest) {
  nst_str word;
  int c = next_word(&rest, &word) ? class_of(word) : -1;
  if (c < 0)
    return nst_frame_draft_mistake(r->f, r->path, r->line, "write: default verb|noun|adj key=value ...");
  r->defaults[c] = def_empty;
  r->defaults[c].type = r->type;
  return read_keys(r, &r->defaults[c], rest);
}

/* Words, head and conditions of an entry as one line of text. */
static nst_str entry_key(const nst_frame_draft_entry *e, nst_str keys, char *text, size_t size) {
  int n = snprintf(text, size, "%u*%u", (unsigned)e->word_class, (unsigned)e->pattern.head);
  for (uint8_t i = 0; i < e->pattern.n && n + 64 < (int)size; i++)
    n += snprintf(text + n, size - (size_t)n, "_%.60s", e->pattern.words[i].p);
  nst_str word;
  while (next_word(&keys, &word))
    if ((nst_str_starts(word, "if.") || nst_str_starts(word, "unless.")) && n + (int)word.len + 2 < (int)size)
      n += snprintf(text + n, size - (size_t)n, " %.*s", (int)word.len, word.p);
  return (nst_str){text, (uint32_t)n};
}

/* The same words with the same conditions told again: the later line replaces the earlier one. In one line it is a
 * mistake. *known: no new entry is needed. */
static nst_status replace_earlier(reader *r, const nst_frame_draft_entry *e, nst_str keys, bool *known) {
  nst_frame_draft *f = r->f;
  char text[2048];
  nst_str key = entry_key(e, keys, text, sizeof text);
  uint32_t at = nst_map_get(&f->seen, key);
  *known = at != NST_MAP_NONE;
  if (!*known) {
    char *copy = nst_arena_copy(f->arena, key.p, key.len);
    return copy && nst_map_put(&f->seen, (nst_str){copy, key.len}, (uint32_t)f->entries.n) ? NST_OK
                                                                                           : NST_NOMEM;
  }
  nst_frame_draft_entry *earlier = &f->entries.items[at];
  if (f->lint && earlier->def == e->def)
    NST_TRY(nst_frame_draft_mistake(f, r->path, r->line, "\"%s\" stands twice in this line",
                                    e->pattern.words[e->pattern.head].p));
  earlier->def = e->def;
  return NST_OK;
}

static nst_status read_entry(reader *r, nst_word_class c, nst_str rest) {
  nst_frame_draft *f = r->f;
  if (r->type == NST_EVENT_NONE)
    return nst_frame_draft_mistake(f, r->path, r->line, "an entry before the first type line");
  r->entry_line = r->line;
  nst_str words = head_words(&rest);
  nst_frame_draft_def *def = nst_arena_take(f->arena, sizeof *def);
  nst_frame_draft_set *set = nst_frame_draft_set_new(f->arena, "");
  if (!def || !set) return NST_NOMEM;
  *def = r->defaults[c];
  def->path = r->path;
  def->line = r->line;
  NST_TRY(read_keys(r, def, rest));
  NST_TRY(nst_frame_draft_set_add(f, set, words, c == NST_WORD_VERB, r->path, r->line));
  for (size_t i = 0; i < set->n; i++) {
    nst_frame_draft_entry e = {.pattern = set->items[i], .word_class = (uint8_t)c, .def = def};
    bool known;
    NST_TRY(replace_earlier(r, &e, rest, &known));
    if (known) continue;
    nst_str head = e.pattern.words[e.pattern.head];
    e.pattern.next = nst_map_get(&f->heads[c], head);
    if (!NST_PUSH(f->arena, &f->entries, e)) return NST_NOMEM;
    if (!nst_map_put(&f->heads[c], head, (uint32_t)(f->entries.n - 1))) return NST_NOMEM;
  }
  return NST_OK;
}

static nst_status read_light(reader *r, nst_frame_draft_set *set, nst_str rest) {
  nst_str word;
  if (!next_word(&rest, &word) || !nst_str_is(word, "verb"))
    return nst_frame_draft_mistake(r->f, r->path, r->line, "write: light verb a, b, c");
  return nst_frame_draft_set_add(r->f, set, rest, true, r->path, r->line);
}

/* What should come of an example: TYPE source > target [cameo=CODE], "no TYPE" or "none". */
static bool read_expectation(nst_frame_draft_example *x, nst_str rest, nst_str *source, nst_str *target,
                             nst_str *cameo) {
  nst_str type, arrow, more;
  if (!next_word(&rest, &type)) return false;
  if (nst_str_is(type, "none")) return !next_word(&rest, &more);
  x->absent = nst_str_is(type, "no");
  if (x->absent && !next_word(&rest, &type)) return false;
  for (int t = 1; t < NST_EVENT_COUNT; t++)
    if (nst_str_is(type, nst_event_name((nst_event_type)t))) x->type = (nst_event_type)t;
  if (x->type == NST_EVENT_NONE) return false;
  if (x->absent) return !next_word(&rest, &more);
  if (!next_word(&rest, source) || !next_word(&rest, &arrow) || !nst_str_is(arrow, ">") ||
      !next_word(&rest, target))
    return false;
  if (!next_word(&rest, &more)) return true;
  *cameo = nst_str_starts(more, "cameo=") ? (nst_str){more.p + 6, more.len - 6} : NST_STR("");
  return cameo->len > 0 && !next_word(&rest, &more);
}

/* "sentence" and what should come of it. */
static nst_status read_example(reader *r, nst_str line) {
  nst_frame_draft *f = r->f;
  const char *close = NULL;
  for (uint32_t i = 1; i < line.len; i++)
    if (line.p[i] == '"') close = line.p + i;
  nst_frame_draft_example x = {.path = r->path, .line = r->line, .entry_line = r->entry_line};
  nst_str source = NST_STR("-"), target = NST_STR("-"), cameo = NST_STR("");
  nst_str rest = close ? (nst_str){close + 1, (uint32_t)(line.p + line.len - close - 1)} : NST_STR("");
  if (!close || !read_expectation(&x, rest, &source, &target, &cameo))
    return nst_frame_draft_mistake(
        f, r->path, r->line,
        "write: \"sentence\" TYPE source > target, \"sentence\" no TYPE, or \"sentence\" none");
  if (f->ontology && cameo.len && !nst_ontology_has(f->ontology, cameo))
    return nst_frame_draft_mistake(f, r->path, r->line, "\"%.*s\" is no CAMEO code", (int)cameo.len, cameo.p);
  x.sentence = nst_arena_copy(f->arena, line.p + 1, (size_t)(close - line.p - 1));
  x.source = nst_arena_copy(f->arena, source.p, source.len);
  x.target = nst_arena_copy(f->arena, target.p, target.len);
  x.cameo = nst_arena_copy(f->arena, cameo.p, cameo.len);
  if (!x.sentence || !x.source || !x.target || !x.cameo || !NST_PUSH(f->arena, &f->examples, x))
    return NST_NOMEM;
  return NST_OK;
}

static nst_status read_line(reader *r, nst_str line) {
  line = nst_str_trim(line);
  if (line.len == 0 || line.p[0] == '#') return NST_OK;
  if (line.p[0] == '"') return read_example(r, line);
  nst_str rest = line, word;
  (void)next_word(&rest, &word);
  r->entry_line = 0;
  if (nst_str_is(word, "words")) return read_words(r, rest);
  if (nst_str_is(word, "type")) return read_type(r, rest);
  if (nst_str_is(word, "default")) return read_default(r, rest);
  if (nst_str_is(word, "light")) return read_light(r, r->f->light, rest);
  if (nst_str_is(word, "undergo")) return read_light(r, r->f->undergo, rest);
  int c = class_of(word);
  if (c >= 0) return read_entry(r, (nst_word_class)c, rest);
  return nst_frame_draft_mistake(r->f, r->path, r->line, "a line cannot start with \"%.*s\"", (int)word.len,
                                 word.p);
}

/* A comment at the end of a line starts with a blank and '#'. */
static nst_str without_comment(nst_str line) {
  bool quoted = false;
  for (uint32_t i = 0; i < line.len; i++) {
    if (line.p[i] == '"') quoted = !quoted;
    if (line.p[i] == '#' && !quoted && (i == 0 || is_blank(line.p[i - 1]))) return (nst_str){line.p, i};
  }
  return line;
}

nst_status nst_frame_draft_read(nst_frame_draft *f, const char *path, nst_str text) {
  reader r = {.f = f, .path = nst_arena_copy(f->arena, path, strlen(path))};
  if (!r.path) return NST_NOMEM;
  for (int c = 0; c < NST_WORD_CLASSES; c++) r.defaults[c] = def_empty;
  uint32_t before = f->mistakes, number = 0;
  char *joined = nst_arena_take(f->arena, (size_t)text.len + 1);
  if (!joined) return NST_NOMEM;
  uint32_t len = 0;
  nst_str rest = text, line;
  while (nst_str_cut(&rest, '\n', &line)) {
    number++;
    if (len == 0) r.line = number;
    line = without_comment(line);
    while (line.len && is_blank(line.p[line.len - 1])) line.len--;
    bool more = line.len && line.p[line.len - 1] == '\\';
    if (more) line.len--;
    memcpy(joined + len, line.p, line.len);
    len += line.len;
    if (more) {
      joined[len++] = ' '; /* takes the place of the backslash */
      continue;
    }
    NST_TRY(read_line(&r, (nst_str){joined, len}));
    len = 0;
  }
  if (len) NST_TRY(read_line(&r, (nst_str){joined, len}));
  return f->mistakes == before ? NST_OK : NST_LEXICON;
}
