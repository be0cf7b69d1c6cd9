/* actor_line.c - one line of an .actors file in, entries and senses out (docs/actors.md). Names every mistake; knows
 * nothing of files and of texts. */
#include "actors/draft.h"

#define FOREVER_FROM (INT32_MIN + 1)
#define FOREVER_TO INT32_MAX

static nst_str cut_word(nst_str *rest) {
  *rest = nst_str_trim(*rest);
  nst_str word;
  if (!nst_str_cut(rest, ' ', &word)) word = NST_STR("");
  *rest = nst_str_trim(*rest);
  return word;
}

static const char *copy(nst_actor_loader *loader, nst_str text) {
  const char *c = nst_arena_copy(loader->arena, text.p, text.len);
  if (!c) loader->no_memory = true;
  return c ? c : "";
}

/* "1999-08-09..2000", "..1990", "2000..": false if `word` is no range at all. */
static bool range(nst_actor_loader *loader, nst_str word, nst_day *from, nst_day *to) {
  uint32_t dots = 0;
  while (dots + 1 < word.len && !(word.p[dots] == '.' && word.p[dots + 1] == '.')) dots++;
  if (dots + 1 >= word.len || (dots > 0 && !(word.p[0] >= '0' && word.p[0] <= '9'))) return false;
  nst_str a = {word.p, dots}, b = {word.p + dots + 2, word.len - dots - 2};
  *from = a.len ? nst_day_parse(a, false) : FOREVER_FROM;
  *to = b.len ? nst_day_parse(b, true) : FOREVER_TO;
  if (*from == NST_DAY_NONE || *to == NST_DAY_NONE || *from > *to)
    nst_actor_mistake(loader, "\"%.*s\" is no range of dates", (int)word.len, word.p);
  return true;
}

static const char *sector(nst_actor_loader *loader, nst_str word) {
  const char *s = nst_sector_of(word);
  if (!s) nst_actor_mistake(loader, "\"%.*s\" is no sector", (int)(word.len > 40 ? 40 : word.len), word.p);
  return s ? s : "";
}

/* A code that is to be checked when all is read. */
static const char *code_use(nst_actor_loader *loader, nst_str word) {
  const char *code = copy(loader, word);
  if (nst_str_is(word, "-")) return code;
  if (!nst_arena_grow(loader->arena, (void **)&loader->uses, loader->n_uses, &loader->uses_capacity,
                      sizeof *loader->uses)) {
    loader->no_memory = true;
    return code;
  }
  loader->uses[loader->n_uses++] = (struct nst_code_use){code, loader->path, loader->line};
  return code;
}

static void phrases(nst_actor_loader *loader, nst_str rest, nst_sense sense) {
  if (rest.len == 0) nst_actor_mistake(loader, "nothing is named here");
  if (sense.from == 0 && sense.to == 0) {
    sense.from = FOREVER_FROM;
    sense.to = FOREVER_TO;
  }
  nst_str phrase;
  while (nst_str_cut(&rest, ';', &phrase)) {
    phrase = nst_str_trim(phrase);
    if (phrase.len == 0) nst_actor_mistake(loader, "an empty name between semicolons");
    else nst_draft_add_sense(loader, phrase, sense);
  }
}

static nst_str first_phrase(nst_str rest) {
  nst_str phrase;
  return nst_str_cut(&rest, ';', &phrase) ? nst_str_trim(phrase) : NST_STR("");
}

static void new_code(nst_actor_loader *loader, nst_str code, uint32_t entry) {
  bool ok = code.len == 3;
  for (uint32_t i = 0; ok && i < 3; i++) ok = code.p[i] >= 'A' && code.p[i] <= 'Z';
  if (!ok) nst_actor_mistake(loader, "a code has three capital letters, not \"%.*s\"", (int)code.len, code.p);
  if (entry == NST_NONE || nst_draft_get(loader, NST_TABLE_CODES, code) != NST_NONE) return;
  nst_draft_put(loader, NST_TABLE_CODES, code, entry);
}

static void country_line(nst_actor_loader *loader, nst_str rest) {
  nst_str code = cut_word(&rest);
  const char *c = copy(loader, code);
  uint32_t old = nst_draft_get(loader, NST_TABLE_CODES, code);
  if (old != NST_NONE && nst_draft_kind(loader, old) != NST_ENTRY_COUNTRY)
    nst_actor_mistake(loader, "%s is an organisation", c);
  nst_entry entry = {.kind = NST_ENTRY_COUNTRY, .name = copy(loader, first_phrase(rest))};
  loader->entry = old != NST_NONE ? old : nst_draft_add_entry(loader, entry, c);
  new_code(loader, nst_str_of(c), loader->entry);
  phrases(loader, rest, (nst_sense){.kind = NST_SENSE_NAME, .entry = loader->entry});
}

static void org_line(nst_actor_loader *loader, nst_str rest) {
  nst_str code = cut_word(&rest);
  const char *s = sector(loader, cut_word(&rest));
  /* Codes of organisations may equal those of countries (AND): they are kept apart by a colon. */
  const char *c = copy(loader, code);
  nst_entry entry = {.kind = NST_ENTRY_ORG, .org = c, .sector = s, .name = copy(loader, first_phrase(rest))};
  loader->entry = nst_draft_add_entry(loader, entry, NULL);
  if (nst_draft_get(loader, NST_TABLE_CODES, code) == NST_NONE)
    new_code(loader, nst_str_of(c), loader->entry);
  phrases(loader, rest, (nst_sense){.kind = NST_SENSE_NAME, .entry = loader->entry});
}

static void body_line(nst_actor_loader *loader, nst_str rest, nst_entry_kind kind) {
  const char *code = code_use(loader, cut_word(&rest));
  const char *s = sector(loader, cut_word(&rest));
  nst_entry entry = {.kind = kind, .sector = s, .name = copy(loader, first_phrase(rest))};
  loader->entry = nst_draft_add_entry(loader, entry, code);
  phrases(loader, rest, (nst_sense){.kind = NST_SENSE_NAME, .entry = loader->entry});
}

static void add_role(nst_actor_loader *loader, nst_str rest) {
  nst_role role = {.country = "", .org = ""};
  nst_str when = cut_word(&rest);
  if (!range(loader, when, &role.from, &role.to)) {
    nst_actor_mistake(loader, "a role starts with its dates (2001..2005-03), not \"%.*s\"", (int)when.len,
                      when.p);
    return;
  }
  const char *code = code_use(loader, cut_word(&rest));
  role.sector = sector(loader, cut_word(&rest));
  role.words = rest;
  nst_draft_add_role(loader, loader->entry, role, code);
}

/* The surname that stands for a person: the last word of the canonical name. */
static void surname(nst_actor_loader *loader, nst_str name, nst_sense sense) {
  uint32_t at = name.len;
  while (at > 0 && name.p[at - 1] != ' ') at--;
  nst_str last = {name.p + at, name.len - at};
  sense.kind = NST_SENSE_SURNAME;
  sense.derived = true;
  nst_draft_add_sense(loader, last, sense);
  if (last.len > 4 && (nst_str_starts(last, "al-") || nst_str_starts(last, "el-") ||
                       nst_str_starts(last, "Al-") || nst_str_starts(last, "El-")))
    nst_draft_add_sense(loader, (nst_str){last.p + 3, last.len - 3}, sense);
}

static bool one_word(nst_str text) {
  for (uint32_t i = 0; i < text.len; i++)
    if (text.p[i] == ' ') return false;
  return true;
}

static void person_names(nst_actor_loader *loader, nst_str names) {
  nst_sense sense = {.kind = NST_SENSE_NAME, .entry = loader->entry, .from = FOREVER_FROM, .to = FOREVER_TO};
  nst_str name, canonical = first_phrase(names);
  bool own_surname = false;
  while (nst_str_cut(&names, ';', &name)) {
    name = nst_str_trim(name);
    if (name.len == 0) {
      nst_actor_mistake(loader, "an empty name between semicolons");
      continue;
    }
    if (nst_str_is(name, "-")) { /* no surname: it would hit others */
      own_surname = true;
      continue;
    }
    sense.kind = one_word(name) ? NST_SENSE_SURNAME : NST_SENSE_NAME;
    if (one_word(name)) own_surname = true;
    nst_draft_add_sense(loader, name, sense);
  }
  if (!own_surname) surname(loader, canonical, sense);
}

static void person_line(nst_actor_loader *loader, nst_str rest, bool woman) {
  nst_str names, role;
  if (!nst_str_cut(&rest, '|', &names) || first_phrase(names).len == 0) {
    nst_actor_mistake(loader, "a person needs a name");
    return;
  }
  const char *name = copy(loader, first_phrase(names));
  bool full = !one_word(nst_str_of(name)); /* a surname alone may be somebody else's */
  uint32_t old = full ? nst_draft_get(loader, NST_TABLE_PEOPLE, nst_str_of(name)) : NST_NONE;
  loader->entry =
      old != NST_NONE
          ? old
          : nst_draft_add_entry(loader, (nst_entry){.kind = NST_ENTRY_PERSON, .name = name}, NULL);
  if (full && old == NST_NONE) nst_draft_put(loader, NST_TABLE_PEOPLE, nst_str_of(name), loader->entry);
  nst_draft_entry *e = loader->no_memory ? NULL : nst_draft_edit(loader, loader->entry);
  if (!e) {
    loader->no_memory = true;
    return;
  }
  if (woman) e->e.woman = true;
  person_names(loader, names);
  while (nst_str_cut(&rest, '|', &role)) add_role(loader, nst_str_trim(role));
  e = nst_draft_edit(loader, loader->entry);
  if (e && e->e.first_role == NST_NONE) nst_actor_mistake(loader, "%s has no role", name);
}

static bool is_affix(nst_str flag) {
  return flag.len > 1 && (flag.p[0] == '+' || flag.p[flag.len - 1] == '+');
}

/* "in USA", "in USA PHL": the country of the office where the text names none; of several the one the report tells of. */
static bool is_home(nst_str flag) {
  return nst_str_starts(flag, "in ") && flag.len >= 6;
}

/* What the flags of a line of role words say beyond their bits. */
typedef struct extras {
  const char *affix, *home;
  nst_str others; /* further countries that have the office */
} extras;

static void set_home(nst_actor_loader *loader, nst_str codes, extras *x) {
  nst_str code;
  if (nst_str_cut(&codes, ' ', &code)) x->home = code_use(loader, code);
  x->others = codes;
  while (nst_str_cut(&codes, ' ', &code)) (void)code_use(loader, code);
}

static unsigned agent_flags(nst_actor_loader *loader, nst_str flags, extras *x) {
  static const struct {
    const char *name;
    unsigned bit;
  } table[] = {{"person", NST_AGENT_PERSON}, {"group", NST_AGENT_GROUP},   {"body", NST_AGENT_BODY},
               {"world", NST_AGENT_WORLD},   {"abroad", NST_AGENT_ABROAD}, {"serves", NST_AGENT_SERVES},
               {"thing", NST_AGENT_THING}};
  unsigned bits = 0;
  nst_str flag;
  while (nst_str_cut(&flags, ',', &flag)) {
    size_t i = 0;
    flag = nst_str_trim(flag);
    while (i < sizeof table / sizeof *table && !nst_str_is(flag, table[i].name)) i++;
    if (i == sizeof table / sizeof *table && is_home(flag))
      set_home(loader, (nst_str){flag.p + 3, flag.len - 3}, x);
    else if (i == sizeof table / sizeof *table && is_affix(flag)) x->affix = copy(loader, flag);
    else if (i == sizeof table / sizeof *table)
      nst_actor_mistake(loader, "\"%.*s\" is no flag", (int)(flag.len > 40 ? 40 : flag.len), flag.p);
    else bits |= table[i].bit;
  }
  return bits;
}

static void agent_line(nst_actor_loader *loader, nst_str rest) {
  nst_str head;
  if (!nst_str_cut(&rest, ':', &head) || rest.len == 0) {
    nst_actor_mistake(loader, "role words follow a colon");
    return;
  }
  const char *s = sector(loader, cut_word(&head));
  extras x = {.affix = "", .others = NST_STR("")};
  unsigned flags = agent_flags(loader, head, &x);
  if (x.affix[0]) loader->draft.has_codes = true;
  nst_entry entry = {.kind = NST_ENTRY_AGENT,
                     .sector = s,
                     .flags = (uint8_t)flags,
                     .code = x.affix,
                     .types = x.others,
                     .name = copy(loader, first_phrase(rest))};
  loader->entry = nst_draft_add_entry(loader, entry, x.home);
  phrases(loader, nst_str_trim(rest), (nst_sense){.kind = NST_SENSE_AGENT, .entry = loader->entry});
}

/* The parts of a code of an imported dictionary: its first three letters stand as country (of an international one
 * the whole code as organisation), the first of the others that is a sector as sector. */
static void split_free_code(nst_actor_loader *loader, nst_str code, nst_role *role) {
  static const char international[] = "IGO NGO NGM IMG MNC INT";
  nst_str first = {code.p, code.len < 3 ? code.len : 3};
  role->sector = "";
  for (uint32_t at = 0; at + 3 <= code.len && !role->sector[0]; at += 3) {
    const char *s = nst_sector_of((nst_str){code.p + at, 3});
    if (s) role->sector = s;
  }
  if (nst_str_in(first, international)) role->org = copy(loader, code);
  else if (first.len == 3 && first.p[0] != '-' && first.p[0] != '#' && first.p[0] != '+')
    role->country = copy(loader, first);
  role->code = copy(loader, code);
}

static bool is_free_code(nst_str code) {
  for (uint32_t i = 0; i < code.len; i++) {
    char c = code.p[i];
    bool ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              strchr("-/#+", c) != NULL;
    if (!ok) return false;
  }
  return code.len > 0 && code.len <= 60;
}

static void actor_line(nst_actor_loader *loader, nst_str rest) {
  nst_str names, when_code;
  if (!nst_str_cut(&rest, '|', &names) || first_phrase(names).len == 0 || rest.len == 0) {
    nst_actor_mistake(loader, "an actor has names, a bar and codes");
    return;
  }
  nst_entry entry = {.kind = NST_ENTRY_ACTOR, .name = copy(loader, first_phrase(names))};
  loader->entry = nst_draft_add_entry(loader, entry, NULL);
  loader->draft.has_codes = true;
  phrases(loader, nst_str_trim(names), (nst_sense){.kind = NST_SENSE_NAME, .entry = loader->entry});
  while (nst_str_cut(&rest, '|', &when_code)) {
    nst_role role = {.from = FOREVER_FROM, .to = FOREVER_TO, .country = "", .org = "", .words = NST_STR("")};
    nst_str peek = when_code, when = cut_word(&peek), code = nst_str_trim(when_code);
    if (range(loader, when, &role.from, &role.to)) code = peek;
    if (!is_free_code(code))
      nst_actor_mistake(loader, "\"%.*s\" is no code", (int)(code.len > 40 ? 40 : code.len), code.p);
    else {
      split_free_code(loader, code, &role);
      nst_draft_add_role(loader, loader->entry, role, NULL);
    }
  }
}

static void type_line(nst_actor_loader *loader, nst_str rest) {
  static const char *const names[NST_TYPE_COUNT] = {"country", "capital", "org",    "group",
                                                    "person",  "sides",   "other",  "counterpart",
                                                    "female",  "male",    "saying", "paper"};
  nst_str head;
  int type = 0;
  if (!nst_str_cut(&rest, ':', &head)) head = NST_STR("");
  head = nst_str_trim(head);
  while (type < NST_TYPE_COUNT && !nst_str_is(head, names[type])) type++;
  if (type == NST_TYPE_COUNT) {
    nst_actor_mistake(loader, "\"%.*s\" is no type", (int)(head.len > 40 ? 40 : head.len), head.p);
    return;
  }
  nst_str phrase;
  while (nst_str_cut(&rest, ';', &phrase)) {
    nst_words words;
    if (!nst_words_of(loader->arena, nst_str_trim(phrase), &words)) {
      loader->no_memory = true;
      return;
    }
    nst_str key = nst_str_of(copy(loader, (nst_str){words.text, words.len}));
    uint32_t bits = nst_draft_get(loader, NST_TABLE_TYPES, key);
    nst_draft_put(loader, NST_TABLE_TYPES, key, (bits == NST_NONE ? 0 : bits) | UINT32_C(1) << type);
  }
}

static void inner_line(nst_actor_loader *loader, nst_str rest) {
  static const struct {
    const char *word;
    nst_sense_kind kind;
  } plain[] = {{"name", NST_SENSE_NAME},
               {"adj", NST_SENSE_ADJECTIVE},
               {"people", NST_SENSE_PEOPLE},
               {"capital", NST_SENSE_CAPITAL},
               {"seat", NST_SENSE_SEAT},
               {"breakaway", NST_SENSE_NAME},
               {"breakaway-adj", NST_SENSE_ADJECTIVE}};
  nst_str word = cut_word(&rest);
  if (loader->entry == NST_NONE) {
    nst_actor_mistake(loader, "an indented line belongs to an entry above it");
    return;
  }
  if (nst_str_is(word, "role")) {
    add_role(loader, rest);
    return;
  }
  if (nst_str_is(word, "type")) {
    nst_draft_entry *e = nst_draft_edit(loader, loader->entry);
    if (e) e->e.types = rest;
    return;
  }
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    if (!nst_str_is(word, plain[i].word)) continue;
    nst_sense sense = {.kind = plain[i].kind, .entry = loader->entry, .from = FOREVER_FROM, .to = FOREVER_TO};
    if (sense.kind == NST_SENSE_CAPITAL) sense.sector = "GOV";
    if (sense.kind == NST_SENSE_PEOPLE) sense.sector = "CVL";
    if (nst_str_starts(word, "breakaway")) sense.sector = "REB";
    if (sense.kind == NST_SENSE_SEAT)
      sense.sector =
          nst_draft_kind(loader, loader->entry) == NST_ENTRY_ORG ? "IGO" : sector(loader, cut_word(&rest));
    nst_str peek = rest, when = cut_word(&peek);
    if (range(loader, when, &sense.from, &sense.to)) rest = peek;
    phrases(loader, rest, sense);
    return;
  }
  nst_actor_mistake(loader, "\"%.*s\" is not known here", (int)(word.len > 40 ? 40 : word.len), word.p);
}

static void past_line(nst_actor_loader *loader, nst_str rest) {
  loader->entry = nst_draft_add_entry(loader, (nst_entry){.kind = NST_ENTRY_PAST, .name = "former"}, NULL);
  phrases(loader, nst_str_trim(rest), (nst_sense){.kind = NST_SENSE_PAST, .entry = loader->entry});
}

void nst_actor_line(nst_actor_loader *loader, nst_str line) {
  bool indented = line.len > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
  nst_str rest = nst_str_trim(line);
  if (rest.len == 0 || rest.p[0] == '#') return;
  if (indented) {
    inner_line(loader, rest);
    return;
  }
  loader->entry = NST_NONE;
  nst_str word = cut_word(&rest);
  if (nst_str_is(word, "country")) country_line(loader, rest);
  else if (nst_str_is(word, "org")) org_line(loader, rest);
  else if (nst_str_is(word, "body")) body_line(loader, rest, NST_ENTRY_BODY);
  else if (nst_str_is(word, "group")) body_line(loader, rest, NST_ENTRY_GROUP);
  else if (nst_str_is(word, "person")) person_line(loader, rest, false);
  else if (nst_str_is(word, "woman")) person_line(loader, rest, true);
  else if (nst_str_is(word, "actor")) actor_line(loader, rest);
  else if (nst_str_is(word, "agent")) agent_line(loader, rest);
  else if (nst_str_is(word, "type")) type_line(loader, rest);
  else if (nst_str_is(word, "past:")) past_line(loader, rest);
  else
    nst_actor_mistake(
        loader,
        "a line starts with country, org, body, group, person, woman, actor, agent, type or past, "
        "not \"%.*s\"",
        (int)(word.len > 40 ? 40 : word.len), word.p);
}
