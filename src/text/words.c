/* words.c - the word lists of data/words/ into tables.
 *
 * All files share one form: '#' opens a comment line, blank lines are ignored, one entry a line, its fields separated by
 * blanks. What each field means is told at the head of each file. */
#include "base/buf.h"
#include "text/text_int.h"

/** Where a list is being read. */
typedef struct reader {
  nst_text_words *words;
  const char *name;
  uint32_t line;
  nst_error *error;
} reader;

typedef nst_status (*entry_fn)(reader *in, nst_str entry);

static nst_status bad(const reader *in, const char *why, nst_str what) {
  return nst_fail(in->error, NST_LEXICON, in->line, 0, "words/%s, line %u: %s: '%.*s'", in->name, in->line,
                  why, (int)(what.len < 60 ? what.len : 60), what.p);
}

static nst_status put(nst_text_words *words, nst_map *map, nst_str key, uint32_t value) {
  nst_str lower = nst_utf8_lower(words->arena, key);
  if (lower.p == NULL || !nst_map_put(map, lower, value)) return NST_NOMEM;
  return NST_OK;
}

static nst_str field(nst_str *rest) {
  nst_str out = {rest->p, 0};
  *rest = nst_str_trim(*rest);
  (void)nst_str_cut(rest, ' ', &out);
  return nst_str_trim(out);
}

static nst_status read_abbreviation(reader *in, nst_str entry) {
  static const char *const names[] = {"never", "digit", "maybe", "end"};
  nst_str word = field(&entry), name = field(&entry);
  uint32_t value = 0;
  for (uint32_t i = 0; i < 4; i++) {
    if (nst_str_is(name, names[i])) value = i + 1;
  }
  if (value == 0) return bad(in, "the second word must be never, digit, maybe or end", name);
  if (word.p[0] >= 'A' && word.p[0] <= 'Z') value |= NST_ABBREV_UPPER;
  return put(in->words, &in->words->abbreviations, word, value);
}

static nst_status read_contraction(reader *in, nst_str entry) {
  nst_str word = field(&entry), part;
  uint32_t lengths = 0, n = 0, sum = 0;
  while ((part = field(&entry)).len > 0) {
    if (n == 4 || part.len > 30) return bad(in, "more than four parts", word);
    lengths |= part.len << (8 * n++);
    sum += part.len;
  }
  if (n < 2 || sum != word.len) return bad(in, "the parts do not make up the word", word);
  return put(in->words, &in->words->contractions, word, lengths);
}

static nst_status read_widget(reader *in, nst_str entry) {
  nst_str word = field(&entry), name = field(&entry);
  uint32_t value = nst_str_is(name, "icon")     ? NST_WIDGET_ICON
                   : nst_str_is(name, "button") ? NST_WIDGET_BUTTON
                                                : 0;
  if (value == 0) return bad(in, "the second word must be icon or button", name);
  return put(in->words, &in->words->widgets, word, value);
}

static nst_status read_phrase(reader *in, nst_str entry) {
  nst_str kind = field(&entry), where = field(&entry);
  nst_phrase phrase = {.text = nst_utf8_lower(in->words->arena, nst_str_trim(entry))};
  if (phrase.text.p == NULL) return NST_NOMEM;
  if (nst_str_is(kind, "caption")) phrase.kind = NST_SENT_CAPTION;
  else if (nst_str_is(kind, "other")) phrase.kind = NST_SENT_OTHER;
  else return bad(in, "the first word must be caption or other", kind);
  phrase.whole = nst_str_is(where, "whole");
  phrase.within = nst_str_is(where, "within");
  if (!phrase.whole && !phrase.within && !nst_str_is(where, "start"))
    return bad(in, "the second word must be start, whole or within", where);
  if (phrase.text.len == 0) return bad(in, "no phrase", kind);
  return NST_PUSH(in->words->arena, &in->words->phrases, phrase) ? NST_OK : NST_NOMEM;
}

/** Lists of bare words, several a line. */
#define NST_WORD_LIST(name)                                                                                 \
  static nst_status read_##name(reader *in, nst_str entry) {                                                \
    for (nst_str word; (word = field(&entry)).len > 0;) NST_TRY(put(in->words, &in->words->name, word, 1)); \
    return NST_OK;                                                                                          \
  }
NST_WORD_LIST(prefixes)
NST_WORD_LIST(starters)
NST_WORD_LIST(speech)
NST_WORD_LIST(agencies)
NST_WORD_LIST(calendar)
NST_WORD_LIST(units)
NST_WORD_LIST(domains)
NST_WORD_LIST(whole)

static const struct list {
  const char *name;
  entry_fn read;
} lists[] = {{"abbreviations.txt", read_abbreviation},
             {"contractions.txt", read_contraction},
             {"widgets.txt", read_widget},
             {"furniture.txt", read_phrase},
             {"prefixes.txt", read_prefixes},
             {"starters.txt", read_starters},
             {"speech.txt", read_speech},
             {"agencies.txt", read_agencies},
             {"calendar.txt", read_calendar},
             {"units.txt", read_units},
             {"domains.txt", read_domains},
             {"whole.txt", read_whole}};
enum { N_LISTS = sizeof lists / sizeof *lists };

static nst_status read_list(reader *in, nst_str text, entry_fn read) {
  for (nst_str line; nst_str_cut(&text, '\n', &line);) {
    in->line++;
    line = nst_str_trim(line);
    if (line.len > 0 && line.p[0] != '#') NST_TRY(read(in, line));
  }
  return NST_OK;
}

static nst_text_words *words_new(nst_arena *arena) {
  nst_text_words *words = nst_arena_take(arena, sizeof *words);
  if (words == NULL) return NULL;
  words->arena = arena;
  nst_map *const maps[] = {&words->abbreviations, &words->contractions, &words->prefixes, &words->starters,
                           &words->speech,        &words->agencies,     &words->calendar, &words->widgets,
                           &words->units,         &words->domains,      &words->whole};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) nst_map_init(maps[i], arena);
  return words;
}

nst_status nst_text_words_parse(nst_arena *arena, const nst_text_source *sources, size_t n,
                                nst_text_words **out, nst_error *error) {
  *out = NULL;
  nst_text_words *words = words_new(arena);
  if (words == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < N_LISTS; k++) {
      if (strcmp(lists[k].name, sources[i].name) != 0) continue;
      reader in = {.words = words, .name = lists[k].name, .error = error};
      nst_status status = read_list(&in, sources[i].text, lists[k].read);
      if (status == NST_NOMEM) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
      NST_TRY(status);
    }
  }
  *out = words;
  return NST_OK;
}

nst_status nst_text_words_load(nst_arena *arena, const nst_packfile *pack, nst_text_words **out,
                               nst_error *error) {
  nst_text_source sources[N_LISTS];
  for (size_t i = 0; i < N_LISTS; i++) {
    char name[64] = "words/";
    memcpy(name + 6, lists[i].name, strlen(lists[i].name) + 1);
    const nst_section *section = nst_packfile_section(pack, name);
    sources[i] = (nst_text_source){lists[i].name, section != NULL ? nst_section_text(section) : NST_STR("")};
  }
  return nst_text_words_parse(arena, sources, N_LISTS, out, error);
}

uint32_t nst_words_get(const nst_map *map, const char *p, size_t len) {
  char key[32];
  uint32_t n = 0;
  if (len >= sizeof key) return NST_MAP_NONE;
  for (size_t i = 0; i < len; i++) {
    bool curly =
        (uint8_t)p[i] == 0xE2 && i + 2 < len && (uint8_t)p[i + 1] == 0x80 && (uint8_t)p[i + 2] == 0x99;
    key[n++] = curly ? '\'' : p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i];
    if (curly) i += 2;
  }
  return nst_map_get(map, (nst_str){key, n});
}
