/* dictionary_actors.c - actor and agent dictionaries to lines of an .actors file (docs/actors.md, docs/import.md). */
#include "ingest/dictionary_int.h"

enum { NAMES = 400, SUBSTITUTES = 40, AFFIX = 24 };

/* A root with its synonyms and codes, until the next root. */
typedef struct group {
  nst_str names[NAMES];
  size_t n_names;
  nst_dated_code codes[NST_DICTIONARY_CODES * 8];
  size_t n_codes;
  uint32_t line;
} group;

static void put(nst_reader *r, nst_str text) {
  nst_buf_put(r->out, text.p, text.len);
}

static void put_codes(nst_reader *r, const nst_dated_code *codes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const nst_dated_code *c = &codes[i];
    nst_buf_text(r->out, " | ");
    if (c->from[0] || c->to[0]) nst_buf_format(r->out, "%s..%s ", c->from, c->to);
    put(r, c->code);
  }
  nst_buf_char(r->out, '\n');
}

static void write_group(nst_reader *r, group *g) {
  if (g->n_names > 0 && g->n_codes == 0) {
    nst_reader_unused(r, g->line, "%.*s has no code", (int)(g->names[0].len > 60 ? 60 : g->names[0].len),
                      g->names[0].p);
  } else if (g->n_names > 0) {
    nst_buf_text(r->out, "actor ");
    for (size_t i = 0; i < g->n_names; i++) {
      if (i > 0) nst_buf_text(r->out, "; ");
      put(r, g->names[i]);
    }
    put_codes(r, g->codes, g->n_codes);
    r->counts->used += g->n_names;
  }
  g->n_names = g->n_codes = 0;
}

static bool discards(nst_str code) {
  return code.len > 0 && code.p[0] == '#';
}

static void take_codes(nst_reader *r, group *g, const nst_str *contents, size_t n) {
  for (size_t i = 0; i < n; i++) {
    nst_dated_code code;
    if (!nst_reader_dated(r, contents[i], &code)) continue;
    if (discards(code.code)) {
      nst_reader_unused(r, r->line, "a discard code: such a report is coded all the same");
      continue;
    }
    if (g->n_codes < sizeof g->codes / sizeof *g->codes) g->codes[g->n_codes++] = code;
    else nst_reader_unused(r, r->line, "too many codes for one actor");
  }
}

static bool has_words(nst_str phrase) {
  for (uint32_t i = 0; i < phrase.len; i++) {
    char c = phrase.p[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  }
  return false;
}

void nst_read_actors(nst_reader *r) {
  group *g = nst_arena_take(r->arena, sizeof *g), *own = nst_arena_take(r->arena, sizeof *own);
  nst_str line, before, contents[NST_DICTIONARY_CODES];
  bool indented;
  if (!g || !own) return;
  while (nst_reader_next(r, &line, &indented)) {
    size_t n = nst_reader_brackets(line, &before, contents, NST_DICTIONARY_CODES);
    if (before.len == 0) {
      if (g->n_names > 0) take_codes(r, g, contents, n);
      else nst_reader_unused(r, r->line, "a code without a name above it");
      continue;
    }
    bool synonym = before.p[0] == '+' || before.p[0] == '*';
    if (synonym) before = nst_str_trim((nst_str){before.p + 1, before.len - 1});
    nst_str name = nst_reader_phrase(r, before, true);
    if (!has_words(name)) {
      nst_reader_unused(r, r->line, "there is no name here");
      continue;
    }
    if (synonym && g->n_names == 0) {
      nst_reader_unused(r, r->line, "a synonym without a name above it");
      continue;
    }
    if (synonym && n > 0) { /* a synonym with a code of its own is an actor of its own */
      own->names[0] = name;
      own->n_names = 1;
      own->line = r->line;
      take_codes(r, own, contents, n);
      write_group(r, own);
      continue;
    }
    if (!synonym) {
      write_group(r, g);
      g->line = r->line;
    }
    if (g->n_names < NAMES) g->names[g->n_names++] = name;
    else nst_reader_unused(r, r->line, "too many synonyms");
    take_codes(r, g, contents, n);
  }
  write_group(r, g);
}

/* !PERSON! = MAN, MEN, WOMAN */
typedef struct substitute {
  nst_str mark, words;
} substitute;

static bool is_sector(const char *code, size_t len, const char **out) {
  static const char *const map[][2] = {
      {"GOV", "GOV"}, {"MIL", "MIL"}, {"COP", "COP"}, {"JUD", "JUD"}, {"LEG", "LEG"}, {"SPY", "SPY"},
      {"PTY", "PTY"}, {"OPP", "OPP"}, {"REB", "REB"}, {"CRM", "CRM"}, {"CVL", "CVL"}, {"CIV", "CVL"},
      {"BUS", "BUS"}, {"MED", "MED"}, {"EDU", "EDU"}, {"LAB", "LAB"}, {"REF", "REF"}, {"REL", "REL"},
      {"MOS", "REL"}, {"CHR", "REL"}, {"JEW", "REL"}, {"ELI", "ELI"}, {"IGO", "IGO"}, {"NGO", "NGO"},
      {"NGM", "NGO"}, {"HRI", "HRI"}, {"HGM", "HRI"}, {"SGM", "NGO"}, {"UAF", "REB"}, {"SEP", "REB"},
      {"INS", "REB"}, {"AGR", "BUS"}, {"DEV", "NGO"}, {"HLH", "CVL"}, {"MNC", "BUS"}};
  for (size_t i = 0; len >= 3 && i < sizeof map / sizeof *map; i++)
    if (memcmp(code, map[i][0], 3) == 0) {
      *out = map[i][1];
      return true;
    }
  return false;
}

static const char *sector_of(nst_str code) {
  const char *sector = "CVL";
  for (uint32_t at = 0; at + 3 <= code.len; at += 3)
    if (is_sector(code.p + at, code.len - at, &sector)) break;
  return sector;
}

/* Whether "he", "they" or "it" may stand for it, as the last word tells. */
static const char *kind_of(nst_str phrase, bool no_plural) {
  uint32_t at = phrase.len;
  while (at > 0 && phrase.p[at - 1] != ' ') at--;
  nst_str last = {phrase.p + at, phrase.len - at};
  if (nst_str_in(
          last,
          "government ministry parliament court congress senate media newspaper agency party army police "
          "judiciary service body organization organisation group movement union community council force "
          "press corporation bank company university church cabinet embassy commission committee"))
    return "body";
  return no_plural || (last.len > 0 && last.p[last.len - 1] == 's') ? "group" : "person";
}

static bool vowel_before(nst_str word, uint32_t at) {
  return at > 0 && strchr("aeiou", word.p[at - 1]) != NULL;
}

/* The phrase and its plurals. */
static void put_forms(nst_reader *r, nst_str phrase, nst_str irregular, bool regular) {
  put(r, phrase);
  r->counts->used++;
  nst_str form;
  while (nst_str_cut(&irregular, ',', &form)) {
    form = nst_reader_phrase(r, nst_str_trim(form), false);
    if (form.len == 0) continue;
    nst_buf_text(r->out, "; ");
    put(r, form);
  }
  if (!regular || phrase.len < 2 || phrase.p[phrase.len - 1] == 's') return;
  char last = phrase.p[phrase.len - 1], before = phrase.p[phrase.len - 2];
  bool hiss = last == 'x' || last == 'z' || (last == 'h' && (before == 'c' || before == 's'));
  nst_buf_text(r->out, "; ");
  if (last == 'y' && !vowel_before(phrase, phrase.len - 1))
    nst_buf_format(r->out, "%.*sies", (int)phrase.len - 1, phrase.p);
  else nst_buf_format(r->out, "%.*s%s", (int)phrase.len, phrase.p, hiss ? "es" : "s");
}

/* `mass`: it has no plural. */
static void put_agent(nst_reader *r, nst_str phrase, nst_str irregular, bool regular, bool mass,
                      nst_str code) {
  bool behind = code.len > 0 && code.p[0] == '~';
  nst_str letters = {code.p + (behind ? 1 : 0), code.len - 1};
  nst_str low = nst_reader_phrase(r, phrase, false);
  if (low.len == 0) return;
  nst_buf_format(r->out, "agent %s %s, %s%.*s%s: ", sector_of(letters), kind_of(low, mass), behind ? "+" : "",
                 (int)letters.len, letters.p, behind ? "" : "+");
  put_forms(r, low, irregular, regular);
  nst_buf_char(r->out, '\n');
}

/* "CATTLE!PERSON!" once for every word that the mark stands for. */
static void put_marked(nst_reader *r, nst_str phrase, nst_str irregular, bool regular, nst_str code,
                       const substitute *marks, size_t n_marks) {
  for (uint32_t i = 0; i < phrase.len; i++) {
    if (phrase.p[i] != '!') continue;
    for (size_t k = 0; k < n_marks; k++) {
      nst_str mark = marks[k].mark, words = marks[k].words, word;
      if (phrase.len - i < mark.len || memcmp(phrase.p + i, mark.p, mark.len) != 0) continue;
      while (nst_str_cut(&words, ',', &word)) {
        word = nst_str_trim(word);
        char *all = nst_arena_format(r->arena, "%.*s%s%.*s%.*s", (int)i, phrase.p,
                                     i > 0 && phrase.p[i - 1] != '_' ? "_" : "", (int)word.len, word.p,
                                     (int)(phrase.len - i - mark.len), phrase.p + i + mark.len);
        if (!all) r->no_memory = true;
        else put_agent(r, nst_str_of(all), irregular, false, false, code);
      }
      return;
    }
    nst_reader_unused(r, r->line, "the mark in %.*s is not known", (int)(phrase.len > 60 ? 60 : phrase.len),
                      phrase.p);
    return;
  }
  put_agent(r, phrase, irregular, regular, !regular && irregular.len == 0, code);
}

static void agent_line(nst_reader *r, nst_str line, substitute *marks, size_t *n_marks) {
  nst_str before, contents[2];
  size_t n = nst_reader_brackets(line, &before, contents, 2);
  if (n == 0) {
    nst_str words = before, mark;
    if (before.len > 0 && before.p[0] == '!' && nst_str_cut(&words, '=', &mark) && words.len > 0 &&
        *n_marks < SUBSTITUTES)
      marks[(*n_marks)++] = (substitute){nst_str_trim(mark), words};
    else nst_reader_unused(r, r->line, "an agent without a code");
    return;
  }
  nst_str phrase = before, irregular = {"", 0};
  bool regular = true;
  for (uint32_t i = 0; i < before.len; i++) {
    if (before.p[i] != '{') continue;
    phrase = nst_str_trim((nst_str){before.p, i});
    irregular = (nst_str){before.p + i + 1, before.len - i - 1};
    while (irregular.len > 0 && irregular.p[irregular.len - 1] != '}') irregular.len--;
    if (irregular.len > 0) irregular.len--;
    irregular = nst_str_trim(irregular);
    regular = false;
    break;
  }
  char code[AFFIX + 1];
  uint32_t len = 0;
  bool ok = true;
  for (uint32_t i = 0; i < contents[0].len; i++) {
    char c = contents[0].p[i];
    if (c == ' ' || c == '\t') continue;
    ok = ok && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '~') && len < AFFIX;
    if (ok) code[len++] = c;
  }
  bool sign = len >= 2 && ((code[0] == '~') != (code[len - 1] == '~'));
  for (uint32_t i = 1; i + 1 < len; i++) sign = sign && code[i] != '~';
  if (!ok || !sign || !has_words(phrase)) {
    nst_reader_unused(r, r->line, "an agent's code is [~CODE] or [CODE~], not [%.*s]",
                      (int)(contents[0].len > 40 ? 40 : contents[0].len), contents[0].p);
    return;
  }
  put_marked(r, phrase, irregular, regular, (nst_str){code, len}, marks, *n_marks);
}

void nst_read_agents(nst_reader *r) {
  substitute *marks = nst_arena_array(r->arena, SUBSTITUTES, sizeof *marks);
  size_t n_marks = 0;
  nst_str line;
  bool indented;
  while (marks && nst_reader_next(r, &line, &indented)) agent_line(r, line, marks, &n_marks);
}
