/* frame_line.c - the parts of a line of a frame file: word patterns, places, keys.
 *
 * In: pieces of text between commas and blanks. Out: patterns, paths and fields of a definition, or a mistake with
 * file and line. Knows nothing of trees; files and entries are frames.c. */
#include <stdarg.h>
#include <stdio.h>

#include "events/frame_draft.h"
#include "events/ontology.h"

nst_status nst_frame_draft_mistake(nst_frame_draft *f, const char *path, uint32_t line, const char *format,
                                   ...) {
  char message[200];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (f->mistakes++ == 0 && f->error)
    (void)nst_fail(f->error, NST_LEXICON, line, 0, "%s:%u: %s", path, line, message);
  if (f->lint) f->lint(f->lint_user, path, line, message);
  return NST_OK;
}

static bool good_word(nst_str word) {
  if (word.len == 0) return false;
  for (uint32_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.p[i];
    bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '\'' || c == '.' ||
              c == '$' || c >= 0x80;
    if (!ok) return false;
  }
  return true;
}

bool nst_frame_draft_pattern_parse(nst_arena *arena, nst_str text, bool head_first,
                                   nst_frame_draft_pattern *out, bool *nomem) {
  nst_frame_draft_pattern p = {.next = NST_MAP_NONE};
  nst_str rest = text, word;
  bool starred = false;
  while (nst_str_cut(&rest, '_', &word)) {
    if (p.n == NST_FRAME_WORDS) return false;
    if (word.len && word.p[0] == '*') {
      if (starred) return false;
      starred = true;
      p.head = p.n;
      word = (nst_str){word.p + 1, word.len - 1};
    }
    if (!good_word(word)) return false;
    char *copy = nst_arena_copy(arena, word.p, word.len);
    if (!copy) {
      *nomem = true;
      return false;
    }
    p.words[p.n++] = (nst_str){copy, word.len};
  }
  if (p.n == 0) return false;
  if (!starred) p.head = head_first ? 0 : (uint8_t)(p.n - 1);
  *out = p;
  return true;
}

static const char *const prepositions = "about above across after against ahead along alongside amid amidst "
                                        "among amongst around as at before behind below "
                                        "beneath beside besides between beyond by concerning despite down "
                                        "during except following for from in inside into "
                                        "like near of off on onto opposite out outside over past per "
                                        "regarding round since than through throughout till to "
                                        "toward towards under underneath until up upon versus via vs with "
                                        "within without due because instead together "
                                        "according aimed that whether";

static bool place_step(nst_arena *arena, nst_str text, nst_place_step *out, bool *nomem) {
  static const struct {
    const char *name;
    nst_place_kind kind;
  } names[] = {{"subj", NST_AT_SUBJ},
               {"obj", NST_AT_OBJ},
               {"iobj", NST_AT_IOBJ},
               {"comp", NST_AT_COMP},
               {"poss", NST_AT_POSS},
               {"mod", NST_AT_MOD},
               {"between", NST_AT_BETWEEN},
               {"none", NST_AT_NONE},
               {"speaker", NST_AT_SPEAKER},
               {"hearer", NST_AT_HEARER},
               {"predicated", NST_AT_PREDICATED}};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (nst_str_is(text, names[i].name)) {
      *out = (nst_place_step){.kind = (uint8_t)names[i].kind};
      return true;
    }
  nst_str rest = text, word;
  bool known = false;
  while (nst_str_cut(&rest, '_', &word)) {
    if (!good_word(word)) return false;
    if (nst_str_in(word, prepositions)) known = true;
  }
  if (!known) return false;
  char *copy = nst_arena_copy(arena, text.p, text.len);
  if (!copy) *nomem = true;
  *out = (nst_place_step){.kind = NST_AT_PREP, .prep = {copy, text.len}};
  return copy != NULL;
}

const char *nst_place_parse(nst_arena *arena, nst_str text, nst_place_path *out, bool *nomem) {
  nst_place_path path = {.n = 0};
  nst_str rest = text, step;
  while (nst_str_cut(&rest, '.', &step)) {
    if (path.n == NST_PLACE_STEPS) return "has too many steps";
    if (!place_step(arena, step, &path.steps[path.n], nomem)) return "is no place";
    path.n++;
  }
  if (path.n == 0) return "is empty";
  path.text = nst_arena_copy(arena, text.p, text.len);
  if (!path.text) *nomem = true;
  *out = path;
  return path.text ? NULL : "";
}

nst_frame_draft_set *nst_frame_draft_set_new(nst_arena *arena, const char *name) {
  nst_frame_draft_set *set = nst_arena_take(arena, sizeof *set);
  if (!set) return NULL;
  set->name = name;
  nst_map_init(&set->heads, arena);
  return set;
}

static nst_status set_put(nst_frame_draft *f, nst_frame_draft_set *set, nst_frame_draft_pattern p) {
  nst_str head = p.words[p.head];
  p.next = nst_map_get(&set->heads, head);
  if (!NST_PUSH(f->arena, set, p)) return NST_NOMEM;
  return nst_map_put(&set->heads, head, (uint32_t)(set->n - 1)) ? NST_OK : NST_NOMEM;
}

static nst_status set_add_list(nst_frame_draft *f, nst_frame_draft_set *set, nst_str name, const char *path,
                               uint32_t line) {
  uint32_t at = nst_map_get(&f->set_names, name);
  if (at == NST_MAP_NONE || f->sets.items[at] == set)
    return nst_frame_draft_mistake(f, path, line, "list @%.*s %s", (int)name.len, name.p,
                                   at == NST_MAP_NONE ? "is not known here" : "holds itself");
  const nst_frame_draft_set *from = f->sets.items[at];
  for (size_t i = 0; i < from->n; i++) NST_TRY(set_put(f, set, from->items[i]));
  return NST_OK;
}

nst_status nst_frame_draft_set_add(nst_frame_draft *f, nst_frame_draft_set *set, nst_str list,
                                   bool head_first, const char *path, uint32_t line) {
  nst_str rest = list, word;
  size_t before = set->n;
  while (nst_str_cut(&rest, ',', &word)) {
    word = nst_str_trim(word);
    if (word.len == 0) {
      NST_TRY(nst_frame_draft_mistake(f, path, line, "empty word in the list"));
      continue;
    }
    if (word.p[0] == '@') {
      NST_TRY(set_add_list(f, set, (nst_str){word.p + 1, word.len - 1}, path, line));
      continue;
    }
    nst_frame_draft_pattern p;
    bool nomem = false;
    if (nst_frame_draft_pattern_parse(f->arena, word, head_first, &p, &nomem)) {
      NST_TRY(set_put(f, set, p));
    } else if (nomem) {
      return NST_NOMEM;
    } else {
      NST_TRY(nst_frame_draft_mistake(f, path, line,
                                      "\"%.*s\" is no word (lower case, parts joined by _, one *)",
                                      (int)word.len, word.p));
    }
  }
  if (set->n == before) NST_TRY(nst_frame_draft_mistake(f, path, line, "no words"));
  return NST_OK;
}

static nst_status key_places(nst_frame_draft *f, nst_place_list *list, nst_str value, const char *path,
                             uint32_t line) {
  *list = (nst_place_list){.set = true};
  nst_str rest = value, item;
  while (nst_str_cut(&rest, ',', &item)) {
    nst_str plus = item, part;
    bool joined = false;
    while (nst_str_cut(&plus, '+', &part)) {
      nst_place_path p;
      bool nomem = false;
      const char *wrong = nst_place_parse(f->arena, part, &p, &nomem);
      if (nomem) return NST_NOMEM;
      if (wrong) {
        NST_TRY(nst_frame_draft_mistake(f, path, line, "place \"%.*s\" %s", (int)part.len, part.p, wrong));
        continue;
      }
      p.plus = joined;
      joined = true;
      if (!NST_PUSH(f->arena, list, p)) return NST_NOMEM;
    }
  }
  if (list->n == 0) NST_TRY(nst_frame_draft_mistake(f, path, line, "no place given"));
  return NST_OK;
}

static const char *const class_names[NST_FRAME_CLASSES] = {"ACTOR", "STATE", "ORG",    "PERSON", "PLACE",
                                                           "EVENT", "ANY",   "NOBODY", "ARMED"};

const char *nst_frame_class_name(size_t c) {
  return class_names[c];
}

static uint16_t class_of(nst_str word) {
  for (size_t c = 0; c < NST_FRAME_CLASSES; c++)
    if (nst_str_is(word, class_names[c])) return (uint16_t)(1u << c);
  return 0;
}

/* The words of a condition: classes in capitals, @lists as they are, the rest in a set of its own. */
static nst_status cond_words(nst_frame_draft *f, nst_frame_draft_cond *cond, nst_str value, const char *path,
                             uint32_t line) {
  nst_frame_draft_set *own = NULL;
  size_t capacity = 0;
  nst_str rest = value, word;
  while (nst_str_cut(&rest, ',', &word)) {
    uint16_t bit = class_of(word);
    cond->classes |= bit;
    if (bit) continue;
    const nst_frame_draft_set *set = NULL;
    if (word.len && word.p[0] == '@') {
      uint32_t at = nst_map_get(&f->set_names, (nst_str){word.p + 1, word.len - 1});
      if (at == NST_MAP_NONE) {
        NST_TRY(nst_frame_draft_mistake(f, path, line, "list %.*s is not known here", (int)word.len, word.p));
        continue;
      }
      set = f->sets.items[at];
    } else {
      if (own) {
        NST_TRY(nst_frame_draft_set_add(f, own, word, false, path, line));
        continue;
      }
      own = nst_frame_draft_set_new(f->arena, "");
      if (!own) return NST_NOMEM;
      NST_TRY(nst_frame_draft_set_add(f, own, word, false, path, line));
      set = own;
    }
    if (!nst_arena_grow(f->arena, (void **)&cond->sets, cond->n_sets, &capacity, sizeof *cond->sets))
      return NST_NOMEM;
    cond->sets[cond->n_sets++] = set;
  }
  if (!cond->classes && cond->n_sets == 0)
    NST_TRY(nst_frame_draft_mistake(f, path, line, "condition without words"));
  return NST_OK;
}

static nst_status key_cond(nst_frame_draft *f, nst_frame_draft_def *def, bool unless, nst_str place,
                           nst_str value, const char *path, uint32_t line) {
  if (def->n_conds == NST_FRAME_CONDS) return nst_frame_draft_mistake(f, path, line, "too many conditions");
  nst_frame_draft_cond cond = {.unless = unless};
  bool nomem = false;
  const char *wrong = nst_place_parse(f->arena, place, &cond.place, &nomem);
  if (nomem) return NST_NOMEM;
  if (wrong)
    return nst_frame_draft_mistake(f, path, line, "place \"%.*s\" %s", (int)place.len, place.p, wrong);
  NST_TRY(cond_words(f, &cond, value, path, line));
  def->conds[def->n_conds++] = cond;
  return NST_OK;
}

/* 0.00 .. 1 without the C library's locale. */
static bool read_share(nst_str text, double *out) {
  double value = 0, scale = 1;
  bool dot = false;
  for (uint32_t i = 0; i < text.len; i++) {
    char c = text.p[i];
    if (c == '.' && !dot) {
      dot = true;
    } else if (c >= '0' && c <= '9' && i < 8) {
      value = value * 10 + (c - '0');
      if (dot) scale *= 10;
    } else {
      return false;
    }
  }
  if (text.len == 0 || value > scale) return false;
  *out = value / scale;
  return true;
}

static nst_status key_text(nst_frame_draft *f, const char **field, nst_str value) {
  *field = nst_arena_copy(f->arena, value.p, value.len);
  return *field ? NST_OK : NST_NOMEM;
}

static nst_status key_is(nst_frame_draft *f, nst_frame_draft_def *def, nst_str value, const char *path,
                         uint32_t line) {
  if (nst_str_is(value, "NONE")) {
    def->type = NST_EVENT_NONE;
    return NST_OK;
  }
  for (int t = 1; t < NST_EVENT_COUNT; t++)
    if (nst_str_is(value, nst_event_name((nst_event_type)t))) {
      def->type = (nst_event_type)t;
      return NST_OK;
    }
  return nst_frame_draft_mistake(f, path, line, "\"%.*s\" is no event type", (int)value.len, value.p);
}

/* The field of a key that takes yes or no. */
static bool *flag_of(nst_frame_draft_def *def, nst_str key) {
  if (nst_str_is(key, "mutual")) return &def->mutual;
  if (nst_str_is(key, "plural")) return &def->plural;
  if (nst_str_is(key, "first")) return &def->first;
  return nst_str_is(key, "announced") ? &def->announced : NULL;
}

static nst_status key_status(nst_frame_draft *f, nst_frame_draft_def *def, nst_str value, const char *path,
                             uint32_t line) {
  for (int s = NST_ACTUAL; s <= NST_HYPOTHETICAL; s++)
    if (nst_str_is(value, nst_event_status_name((nst_event_status)s))) {
      def->status = s;
      return NST_OK;
    }
  return nst_frame_draft_mistake(f, path, line, "\"%.*s\" is no status", (int)value.len, value.p);
}

nst_status nst_frame_draft_key(nst_frame_draft *f, nst_frame_draft_def *def, nst_str key, nst_str value,
                               const char *path, uint32_t line) {
  if (nst_str_is(key, "source")) return key_places(f, &def->source, value, path, line);
  if (nst_str_is(key, "target")) return key_places(f, &def->target, value, path, line);
  if (nst_str_is(key, "content")) return key_places(f, &def->content, value, path, line);
  if (nst_str_starts(key, "if."))
    return key_cond(f, def, false, (nst_str){key.p + 3, key.len - 3}, value, path, line);
  if (nst_str_starts(key, "unless."))
    return key_cond(f, def, true, (nst_str){key.p + 7, key.len - 7}, value, path, line);
  if (nst_str_is(key, "cameo")) {
    if (f->ontology && value.len && !nst_ontology_has(f->ontology, value))
      NST_TRY(nst_frame_draft_mistake(f, path, line, "\"%.*s\" is no CAMEO code", (int)value.len, value.p));
    return key_text(f, &def->cameo, value);
  }
  if (nst_str_is(key, "code")) return key_text(f, &def->cameo, value); /* of another scheme: not checked */
  if (nst_str_is(key, "mode")) {
    if (f->ontology && !nst_ontology_has_mode(f->ontology, def->type, value))
      NST_TRY(nst_frame_draft_mistake(f, path, line, "\"%.*s\" is no mode of %s", (int)value.len, value.p,
                                      def->type ? nst_event_name(def->type) : "no event"));
    return key_text(f, &def->mode, value);
  }
  if (nst_str_is(key, "context")) return key_text(f, &def->contexts, value);
  if (nst_str_is(key, "is")) return key_is(f, def, value, path, line);
  if (nst_str_is(key, "status")) return key_status(f, def, value, path, line);
  bool *flag = flag_of(def, key);
  if (flag) {
    *flag = nst_str_is(value, "yes");
    if (*flag || nst_str_is(value, "no")) return NST_OK;
    return nst_frame_draft_mistake(f, path, line, "yes or no, not \"%.*s\"", (int)value.len, value.p);
  }
  if (nst_str_is(key, "prior")) {
    if (read_share(value, &def->prior)) return NST_OK;
    return nst_frame_draft_mistake(f, path, line, "prior is a share from 0 to 1, not \"%.*s\"",
                                   (int)value.len, value.p);
  }
  return nst_frame_draft_mistake(f, path, line, "key \"%.*s\" is not known", (int)key.len, key.p);
}
