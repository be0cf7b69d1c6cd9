/* dictionary_verbs.c - a verb dictionary to a .frames file (docs/frames.md, docs/import.md).
 *
 * A verb becomes an entry with its code; a pattern becomes an entry with conditions on the object, the subject, a
 * preposition or a particle. What a pattern says beyond that (auxiliaries, negation, words that must stand far before
 * the verb) has no place in a frame: such patterns are told and left out, and the verb's own code holds. */
#include "ingest/dictionary_int.h"

enum { TOKENS = 24, VERBS = 60, SYNSETS = 200, MEMBERS = 200, ALTERNATIVES = 120 };

typedef struct synset {
  nst_str name; /* lower case, without & */
  nst_str members[MEMBERS];
  size_t n;
} synset;

typedef struct verbs_reader {
  nst_reader *r;
  synset *synsets[SYNSETS];
  size_t n_synsets;
  nst_str verbs[VERBS]; /* of the open block, as frame words */
  size_t n_verbs;
  nst_str block_code;
  bool in_synset;
} verbs_reader;

static const char targets[] = "obj,with,to,against,on,for,from,at,over,of,about,in,into,upon,obj.with,obj."
                              "between,obj.to,obj.of,obj.from,obj.on,"
                              "obj.in,obj.by,obj.about,obj.poss,obj.mod,obj.against,over.with,over.of,in."
                              "with,on.with,on.against,on.of,on.to,"
                              "for.against,for.with,for.of,for.in,to.with,to.of,about.with,about.of,obj.on."
                              "from,obj.of.in,obj.of.with,comp.obj,"
                              "comp.subj";

static bool is_word(nst_str w) {
  for (uint32_t i = 0; i < w.len; i++)
    if (!((w.p[i] >= 'a' && w.p[i] <= 'z') || (w.p[i] >= '0' && w.p[i] <= '9'))) return false;
  return w.len > 0;
}

static nst_str format(verbs_reader *v, const char *text) {
  if (!text) v->r->no_memory = true;
  return nst_str_of(text ? text : "");
}

/* Lemmas that a dictionary's word may have: its forms are written as news has them ("DENIED", "SAID"). */
static nst_str verb_lemma(verbs_reader *v, nst_str w) {
  static const char *const irregular[][2] = {
      {"said", "say"},   {"says", "say"},        {"met", "meet"},     {"held", "hold"},    {"began", "begin"},
      {"left", "leave"}, {"paid", "pay"},        {"fought", "fight"}, {"lent", "lend"},    {"sank", "sink"},
      {"shot", "shoot"}, {"made", "make"},       {"won", "win"},      {"found", "find"},   {"sought", "seek"},
      {"risen", "rise"}, {"rose", "rise"},       {"broke", "break"},  {"broken", "break"}, {"gave", "give"},
      {"given", "give"}, {"took", "take"},       {"taken", "take"},   {"told", "tell"},    {"sent", "send"},
      {"has", "have"},   {"drawn", "draw"},      {"drew", "draw"},    {"went", "go"},      {"gone", "go"},
      {"defie", "defy"}, {"exchang", "exchange"}};
  for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
    if (nst_str_is(w, irregular[i][0])) return nst_str_of(irregular[i][1]);
  nst_arena *a = v->r->arena;
  if (w.len > 4 && nst_str_ends(w, "ied"))
    return format(v, nst_arena_format(a, "%.*sy", (int)w.len - 3, w.p));
  if (w.len > 4 && (nst_str_ends(w, "lled") || nst_str_ends(w, "cked") || nst_str_ends(w, "nded") ||
                    nst_str_ends(w, "eted") || nst_str_ends(w, "rsed") || nst_str_ends(w, "sed"))) {
    bool e = nst_str_ends(w, "rsed") || nst_str_ends(w, "ased");
    return (nst_str){w.p, w.len - (e ? 1 : 2)};
  }
  if (nst_str_is(w, "repelled")) return NST_STR("repel");
  if (w.len > 5 && nst_str_ends(w, "king"))
    return format(v, nst_arena_format(a, "%.*se", (int)w.len - 3, w.p));
  if (w.len > 5 && nst_str_ends(w, "ging"))
    return format(v, nst_arena_format(a, "%.*se", (int)w.len - 3, w.p));
  return w;
}

static nst_str noun_lemma(verbs_reader *v, nst_str w) {
  if (w.len > 4 && nst_str_ends(w, "ies"))
    return format(v, w.len == 4 ? "" : nst_arena_format(v->r->arena, "%.*sy", (int)w.len - 3, w.p));
  if (nst_str_ends(w, "ches") || nst_str_ends(w, "shes") || nst_str_ends(w, "sses"))
    return (nst_str){w.p, w.len - 2};
  if (w.len > 3 && w.p[w.len - 1] == 's' && !nst_str_ends(w, "ss") && !nst_str_ends(w, "us") &&
      !nst_str_ends(w, "is"))
    return (nst_str){w.p, w.len - 1};
  return w;
}

static const synset *synset_of(const verbs_reader *v, nst_str name) {
  for (size_t i = 0; i < v->n_synsets; i++)
    if (nst_str_eq(v->synsets[i]->name, name)) return v->synsets[i];
  return NULL;
}

/* ---- words of a place: alternatives, each joined to one frame pattern */

typedef struct alternatives {
  nst_str items[ALTERNATIVES];
  size_t n;
  bool bad;
} alternatives;

static void multiply(verbs_reader *v, alternatives *a, nst_str word) {
  if (!is_word(word)) {
    a->bad = true;
    return;
  }
  for (size_t i = 0; i < a->n; i++)
    a->items[i] = a->items[i].len == 0
                      ? word
                      : format(v, nst_arena_format(v->r->arena, "%.*s_%.*s", (int)a->items[i].len,
                                                   a->items[i].p, (int)word.len, word.p));
}

static void multiply_phrase(verbs_reader *v, alternatives *a, nst_str phrase) {
  nst_str word;
  while (nst_str_cut(&phrase, ' ', &word))
    if (word.len > 0) multiply(v, a, word);
}

static void add_token(verbs_reader *v, alternatives *a, nst_str token) {
  if (token.len == 0 || token.p[0] != '&') {
    multiply_phrase(v, a, token);
    return;
  }
  const synset *s = synset_of(v, (nst_str){token.p + 1, token.len - 1});
  if (!s || s->n == 0 || s->n * a->n > ALTERNATIVES) {
    a->bad = true;
    return;
  }
  alternatives out = {.n = 0};
  for (size_t k = 0; k < s->n; k++) {
    alternatives one = *a;
    multiply_phrase(v, &one, s->members[k]);
    if (one.bad) continue; /* "don't": such a member never stands in a frame */
    for (size_t i = 0; i < one.n; i++) out.items[out.n++] = one.items[i];
  }
  out.bad = a->bad || out.n == 0;
  *a = out;
}

static size_t words_in(nst_str text) {
  size_t n = text.len > 0;
  for (uint32_t i = 0; i < text.len; i++) n += text.p[i] == '_';
  return n;
}

/* " if.PLACE=a_*b,c": false if there is nothing that a frame can hold. */
static bool put_condition(verbs_reader *v, nst_buf *out, const char *place, const nst_str *tokens, size_t n) {
  alternatives a = {.items = {{"", 0}}, .n = 1};
  for (size_t i = 0; i < n; i++) add_token(v, &a, tokens[i]);
  if (a.bad) return false;
  nst_buf_format(out, " if.%s=", place);
  if (n == 0) nst_buf_text(out, "ANY");
  bool first = true;
  for (size_t i = 0; n > 0 && i < a.n; i++) {
    nst_str text = a.items[i];
    if (text.len == 0 || words_in(text) > 6) continue;
    uint32_t at = text.len;
    while (at > 0 && text.p[at - 1] != '_') at--;
    nst_str head = noun_lemma(v, (nst_str){text.p + at, text.len - at});
    nst_buf_format(out, "%s%.*s%s%.*s", first ? "" : ",", (int)at, text.p, at > 0 ? "*" : "", (int)head.len,
                   head.p);
    first = false;
  }
  return n == 0 || !first;
}

/* ---- patterns */

static bool is_particle(nst_str w) {
  return nst_str_in(w, "up down out off back away");
}
static bool is_preposition(nst_str w) {
  return nst_str_in(w, "for to on upon in with from at against over about of into by between under");
}
static bool is_mark(nst_str w) {
  return w.len == 1 && strchr("$+%^", w.p[0]) != NULL;
}
static bool is_helper(nst_str w) {
  return nst_str_in(
      w, "said say says will would should must may might can could not never has have had is are was were be "
         "been to in if do does did for by of no neither now recently they it its the a an n't");
}

static size_t split(verbs_reader *v, nst_str text, nst_str *tokens) {
  size_t n = 0;
  char *low = nst_arena_copy(v->r->arena, text.p, text.len);
  if (!low) {
    v->r->no_memory = true;
    return 0;
  }
  for (uint32_t i = 0; i < text.len; i++) {
    if (low[i] >= 'A' && low[i] <= 'Z') low[i] = (char)(low[i] + 32);
    if (strchr("_{}()\t", low[i])) low[i] = ' ';
  }
  nst_str rest = {low, text.len}, word;
  while (nst_str_cut(&rest, ' ', &word)) {
    uint32_t star = 0;
    while (star < word.len && word.p[star] != '*') star++;
    if (star < word.len && word.len > 1) return 0;
    if (word.len > 0 && n < TOKENS) tokens[n++] = word;
    else if (word.len > 0) return 0;
  }
  return n;
}

static void put_verbs(verbs_reader *v, nst_buf *out, const char *particle) {
  nst_buf_text(out, "verb ");
  for (size_t i = 0; i < v->n_verbs; i++)
    nst_buf_format(out, "%s%.*s%s%s", i > 0 ? ", " : "", (int)v->verbs[i].len, v->verbs[i].p,
                   particle[0] ? "_" : "", particle);
}

/* The tail of an entry: code, type, whether both sides act; false where the code stands for nothing we have. */
static bool put_code(verbs_reader *v, nst_buf *out, nst_str code, nst_event_type section) {
  nst_str first = code, rest = code;
  if (nst_str_cut(&rest, ':', &first) && rest.len > 0) nst_buf_text(out, " mutual=yes");
  if (nst_str_starts(code, "---")) {
    nst_buf_text(out, " is=NONE\n");
    return true;
  }
  nst_event_type type = nst_reader_type(v->r, first);
  if (type == NST_EVENT_NONE) return false;
  nst_buf_format(out, " code=%.*s", (int)first.len, first.p);
  if (type != section) nst_buf_format(out, " is=%s", nst_event_name(type));
  nst_buf_char(out, '\n');
  return true;
}

static void put_section(verbs_reader *v, nst_event_type type) {
  nst_buf_format(v->r->out, "type %s\ndefault verb source=subj first=yes target=%s\n", nst_event_name(type),
                 targets);
}

static bool all_marks(const nst_str *tokens, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!is_mark(tokens[i])) return false;
  return true;
}

/* What stands before the verb: nothing, marks, or the noun that is its subject. */
static bool put_before(verbs_reader *v, nst_buf *out, const nst_str *tokens, size_t n) {
  if (all_marks(tokens, n)) {
    for (size_t i = 0; i < n; i++)
      if (tokens[i].p[0] == '%') nst_buf_text(out, " mutual=yes");
    return true;
  }
  for (size_t i = 0; i < n; i++)
    if (is_mark(tokens[i]) || is_helper(tokens[i])) return false;
  return n <= 3 && put_condition(v, out, "subj", tokens, n);
}

static bool put_behind(verbs_reader *v, nst_buf *out, nst_str *tokens, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++)
    if (!is_mark(tokens[i])) tokens[kept++] = tokens[i];
  size_t prep = 0;
  while (prep < kept && !is_preposition(tokens[prep])) prep++;
  if (prep > 0 && !put_condition(v, out, "obj", tokens, prep)) return false;
  if (prep == kept) return true;
  if (!is_word(tokens[prep])) return false;
  char place[32];
  if (tokens[prep].len + 1 > sizeof place) return false;
  memcpy(place, tokens[prep].p, tokens[prep].len);
  place[tokens[prep].len] = '\0';
  return put_condition(v, out, place, tokens + prep + 1, kept - prep - 1);
}

/* "+ * MONEY FROM $": the one behind the preposition acts. */
static void put_turned(nst_buf *out, const nst_str *before, size_t n_before, const nst_str *behind,
                       size_t n_behind) {
  bool turned = n_before > 0 && before[0].p[0] == '+', by = false;
  for (size_t i = 0; i < n_behind; i++) by = by || behind[i].p[0] == '$';
  if (turned && by) nst_buf_text(out, " source=from,by,in,obj.from,obj.by target=subj");
}

static void pattern_line(verbs_reader *v, nst_str line, nst_event_type section) {
  nst_str before, contents[1], tokens[TOKENS], copy[TOKENS];
  if (nst_reader_brackets(line, &before, contents, 1) == 0 || contents[0].len == 0) {
    nst_reader_unused(v->r, v->r->line, "a pattern without a code");
    return;
  }
  before = nst_str_trim((nst_str){before.p + 1, before.len - 1});
  char spaced[600];
  size_t len = 0;
  for (uint32_t i = 0; i < before.len && len + 4 < sizeof spaced; i++) { /* "*_OUT" to " * OUT" */
    bool alone = strchr("*$+%^", before.p[i]) != NULL;
    if (alone) spaced[len++] = ' ';
    spaced[len++] = before.p[i];
    if (alone) spaced[len++] = ' ';
  }
  size_t n = split(v, (nst_str){spaced, (uint32_t)len}, tokens), star = 0;
  while (star < n && !nst_str_is(tokens[star], "*")) star++;
  if (star == n || v->n_verbs == 0) {
    nst_reader_unused(v->r, v->r->line,
                      v->n_verbs == 0 ? "a pattern without a verb above it"
                                      : "a pattern without its verb (*)");
    return;
  }
  nst_str *behind = tokens + star + 1;
  size_t n_behind = n - star - 1;
  memcpy(copy, behind, n_behind * sizeof *behind);
  char particle[16] = "";
  if (n_behind > 0 && is_particle(behind[0]) && behind[0].len < sizeof particle) {
    memcpy(particle, behind[0].p, behind[0].len);
    behind++;
    n_behind--;
  }
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  put_verbs(v, &text, particle);
  bool ok = put_before(v, &text, tokens, star) && put_behind(v, &text, behind, n_behind);
  put_turned(&text, tokens, star, copy, n - star - 1);
  if (!ok)
    nst_reader_unused(v->r, v->r->line, "a frame cannot say this: %.*s",
                      (int)(before.len > 80 ? 80 : before.len), before.p);
  else if (!put_code(v, &text, contents[0], section))
    nst_reader_unused(v->r, v->r->line, "the code [%.*s] has no event type",
                      (int)(contents[0].len > 20 ? 20 : contents[0].len), contents[0].p);
  else {
    nst_buf_put(v->r->out, text.p, text.len);
    v->r->counts->used++;
  }
  v->r->no_memory = v->r->no_memory || text.failed;
  nst_buf_free(&text);
}

/* ---- blocks */

/* "BEEF_UP", "RE_+ARREST": a frame pattern, the head marked; empty if it is none. */
static nst_str verb_pattern(verbs_reader *v, nst_str phrase) {
  nst_str tokens[TOKENS];
  size_t head = 0;
  char spaced[200];
  size_t len = 0;
  for (uint32_t i = 0; i < phrase.len && len + 3 < sizeof spaced; i++) {
    if (phrase.p[i] == '+') spaced[len++] = ' ';
    spaced[len++] = phrase.p[i];
    if (phrase.p[i] == '+') spaced[len++] = ' ';
  }
  size_t n = split(v, (nst_str){spaced, (uint32_t)len}, tokens), kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (nst_str_is(tokens[i], "+")) head = kept;
    else tokens[kept++] = tokens[i];
  }
  if (kept == 0 || kept > 6 || head >= kept) return (nst_str){"", 0};
  nst_str out = {"", 0};
  for (size_t i = 0; i < kept; i++) {
    nst_str w = i == head ? verb_lemma(v, tokens[i]) : tokens[i];
    if (!is_word(w)) return (nst_str){"", 0};
    out = format(v, nst_arena_format(v->r->arena, "%.*s%s%s%.*s", (int)out.len, out.p, i > 0 ? "_" : "",
                                     i == head && kept > 1 ? "*" : "", (int)w.len, w.p));
  }
  return out;
}

/* A verb with a code of its own stands in a line of its own; one without joins the block. */
static void verb_line(verbs_reader *v, nst_str line, nst_event_type section) {
  nst_str before, contents[1];
  size_t n = nst_reader_brackets(line, &before, contents, 1);
  for (uint32_t i = 0; i < before.len; i++)
    if (before.p[i] == '{') before.len = i;
  nst_str verb = verb_pattern(v, nst_str_trim(before));
  if (verb.len == 0) {
    nst_reader_unused(v->r, v->r->line, "this is no verb: %.*s", (int)(line.len > 60 ? 60 : line.len),
                      line.p);
    return;
  }
  if (v->n_verbs < VERBS) v->verbs[v->n_verbs++] = verb;
  nst_str code = n > 0 && contents[0].len > 0 ? contents[0] : v->block_code;
  v->r->counts->used++;
  if (nst_str_starts(code, "---") || code.len == 0) return;
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  nst_buf_format(&text, "verb %.*s", (int)verb.len, verb.p);
  if (put_code(v, &text, code, section)) nst_buf_put(v->r->out, text.p, text.len);
  else
    nst_reader_unused(v->r, v->r->line, "the code [%.*s] has no event type",
                      (int)(code.len > 20 ? 20 : code.len), code.p);
  v->r->no_memory = v->r->no_memory || text.failed;
  nst_buf_free(&text);
}

static void open_synset(verbs_reader *v, nst_str line) {
  v->in_synset = true;
  nst_str before, contents[1];
  (void)nst_reader_brackets(line, &before, contents, 1);
  synset *s = v->n_synsets < SYNSETS ? nst_arena_take(v->r->arena, sizeof *s) : NULL;
  if (!s) {
    nst_reader_unused(v->r, v->r->line, "too many synsets");
    return;
  }
  nst_str name = nst_reader_phrase(v->r, (nst_str){before.p + 1, before.len - 1}, false);
  while (name.len > 0 && name.p[name.len - 1] == ' ') name.len--;
  s->name = name;
  v->synsets[v->n_synsets++] = s;
}

static void synset_member(verbs_reader *v, nst_str line) {
  synset *s = v->n_synsets > 0 ? v->synsets[v->n_synsets - 1] : NULL;
  nst_str phrase = nst_reader_phrase(v->r, (nst_str){line.p + 1, line.len - 1}, false);
  if (!s || phrase.len == 0) return;
  if (phrase.p[0] == '&') {
    const synset *inner = synset_of(v, (nst_str){phrase.p + 1, phrase.len - 1});
    for (size_t i = 0; inner && i < inner->n && s->n < MEMBERS; i++) s->members[s->n++] = inner->members[i];
    if (!inner)
      nst_reader_unused(v->r, v->r->line, "the synset %.*s is not known", (int)phrase.len, phrase.p);
  } else if (s->n < MEMBERS) {
    s->members[s->n++] = phrase;
  }
}

static nst_event_type open_block(verbs_reader *v, nst_str line) {
  nst_str before, contents[1];
  v->in_synset = false;
  v->n_verbs = 0;
  v->block_code = nst_reader_brackets(line, &before, contents, 1) > 0 ? contents[0] : NST_STR("---");
  nst_str first = v->block_code, rest = v->block_code;
  (void)nst_str_cut(&rest, ':', &first);
  nst_event_type type = nst_reader_type(v->r, first);
  if (nst_str_starts(first, "---") || type == NST_EVENT_NONE)
    type = NST_CONSULT; /* each entry says its own */
  put_section(v, type);
  return type;
}

void nst_read_verbs(nst_reader *r) {
  verbs_reader *v = nst_arena_take(r->arena, sizeof *v);
  nst_str line;
  bool indented;
  nst_event_type section = NST_EVENT_NONE;
  if (!v) return;
  v->r = r;
  while (nst_reader_next(r, &line, &indented)) {
    char c = line.p[0];
    if (nst_str_starts(line, "---") || nst_str_starts(line, "###")) section = open_block(v, line);
    else if (c == '&') open_synset(v, line);
    else if (c == '+' && v->in_synset) synset_member(v, line);
    else if (c == '~') nst_reader_unused(r, r->line, "transformations are not read");
    else if (section == NST_EVENT_NONE) nst_reader_unused(r, r->line, "this stands in no block");
    else if (c == '-') pattern_line(v, line, section);
    else verb_line(v, line, section);
  }
}
