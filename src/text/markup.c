/* markup.c - leftovers of HTML: entities and tags.
 *
 * Only tags that HTML has are markup: "<anonymous>" or "a < b" are text. Every search is bounded or done once, so
 * the time stays linear. */
#include "text/text_int.h"

typedef struct entity {
  const char *name;
  int32_t cp;
} entity;

static const entity entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},     {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C},
    {"sbquo", 0x201A},  {"bdquo", 0x201E}, {"laquo", 0xAB},   {"raquo", 0xBB},   {"lsaquo", 0x2039},
    {"rsaquo", 0x203A}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"minus", 0x2212}, {"hellip", 0x2026},
    {"bull", 0x2022},   {"middot", 0xB7},  {"euro", 0x20AC},  {"pound", 0xA3},   {"yen", 0xA5},
    {"cent", 0xA2},     {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"deg", 0xB0},
    {"sect", 0xA7},     {"para", 0xB6},    {"shy", 0xAD},     {"ensp", 0x2002},  {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},  {"zwj", 0x200D},   {"times", 0xD7},   {"divide", 0xF7},
    {"frac12", 0xBD},   {"frac14", 0xBC},  {"frac34", 0xBE},  {"plusmn", 0xB1},  {"acute", 0xB4},
    {"iexcl", 0xA1},    {"iquest", 0xBF},  {"szlig", 0xDF},   {"Agrave", 0xC0},  {"Aacute", 0xC1},
    {"Acirc", 0xC2},    {"Atilde", 0xC3},  {"Auml", 0xC4},    {"Aring", 0xC5},   {"AElig", 0xC6},
    {"Ccedil", 0xC7},   {"Egrave", 0xC8},  {"Eacute", 0xC9},  {"Ecirc", 0xCA},   {"Euml", 0xCB},
    {"Igrave", 0xCC},   {"Iacute", 0xCD},  {"Icirc", 0xCE},   {"Iuml", 0xCF},    {"Ntilde", 0xD1},
    {"Ograve", 0xD2},   {"Oacute", 0xD3},  {"Ocirc", 0xD4},   {"Otilde", 0xD5},  {"Ouml", 0xD6},
    {"Oslash", 0xD8},   {"Ugrave", 0xD9},  {"Uacute", 0xDA},  {"Ucirc", 0xDB},   {"Uuml", 0xDC},
    {"agrave", 0xE0},   {"aacute", 0xE1},  {"acirc", 0xE2},   {"atilde", 0xE3},  {"auml", 0xE4},
    {"aring", 0xE5},    {"aelig", 0xE6},   {"ccedil", 0xE7},  {"egrave", 0xE8},  {"eacute", 0xE9},
    {"ecirc", 0xEA},    {"euml", 0xEB},    {"igrave", 0xEC},  {"iacute", 0xED},  {"icirc", 0xEE},
    {"iuml", 0xEF},     {"ntilde", 0xF1},  {"ograve", 0xF2},  {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"otilde", 0xF5},   {"ouml", 0xF6},    {"oslash", 0xF8},  {"ugrave", 0xF9},  {"uacute", 0xFA},
    {"ucirc", 0xFB},    {"uuml", 0xFC},    {"yacute", 0xFD},  {"yuml", 0xFF},    {"Scaron", 0x160},
    {"scaron", 0x161},  {"OElig", 0x152},  {"oelig", 0x153}};

static int digit_of(char c, int base) {
  int d = c >= '0' && c <= '9'                     ? c - '0'
          : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                   : 99;
  return d < base ? d : -1;
}

/** "#8217" or "#x2019" at p, after the '&'. */
static const char *numeric(const char *p, const char *end, int32_t *cp) {
  int base = 10;
  p++;
  if (p < end && (*p | 0x20) == 'x') {
    base = 16;
    p++;
  }
  int32_t value = 0;
  const char *first = p;
  for (; p < end && p - first < 8 && digit_of(*p, base) >= 0; p++)
    value = value > 0x10FFFF ? value : value * base + digit_of(*p, base);
  if (p == first || value == 0 || value > 0x10FFFF || p >= end || *p != ';') return NULL;
  *cp = value >= 0x80 && value < 0xA0 ? nst_cp1252((uint8_t)value) : value;
  return p + 1;
}

static const char *named(const char *p, const char *end, int32_t *cp) {
  size_t n = 0;
  while (n < 8 && p + n < end && ((p[n] | 0x20) >= 'a' ? (p[n] | 0x20) <= 'z' : p[n] >= '0' && p[n] <= '9'))
    n++;
  if (n == 0 || p + n >= end || p[n] != ';') return NULL;
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (strlen(entities[i].name) == n && memcmp(entities[i].name, p, n) == 0) {
      *cp = entities[i].cp;
      return p + n + 1;
    }
  }
  return NULL;
}

const char *nst_entity_next(const char *p, const char *end, int32_t *cp) {
  p++;
  const char *after = p < end && *p == '#' ? numeric(p, end, cp) : named(p, end, cp);
  if (after == NULL || *cp != '&') return after;
  /* encoded twice or more: "&amp;quot;" */
  for (int depth = 0; depth < 4; depth++) {
    const char *q = after < end ? (*after == '#' ? numeric(after, end, cp) : named(after, end, cp)) : NULL;
    if (q == NULL) break;
    after = q;
    if (*cp != '&') return after;
  }
  *cp = '&';
  return after;
}

static const char inline_tags[] = "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd "
                                  "label mark meta link noscript nobr q s samp small "
                                  "source span strike strong sub sup svg path time tt u var wbr";
static const char block_tags[] = "address article aside blockquote body button caption center dd details div "
                                 "dl dt fieldset figcaption figure footer form h1 h2 h3 "
                                 "h4 h5 h6 head header hr html iframe input li main nav object ol option p "
                                 "pre section select summary table tbody td "
                                 "textarea tfoot th thead title tr ul video audio";

static char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool name_at(const char *p, const char *end, const char *name) {
  size_t n = strlen(name);
  if ((size_t)(end - p) < n) return false;
  for (size_t i = 0; i < n; i++) {
    if (lower_ascii(p[i]) != name[i]) return false;
  }
  return true;
}

/** End of the first `mark` at or after p; NULL, and *missing, when there is none. */
static const char *seek(const char *p, const char *end, const char *mark, bool *missing) {
  size_t n = strlen(mark);
  if (*missing) return NULL;
  for (; (size_t)(end - p) >= n; p++) {
    if (lower_ascii(*p) == mark[0] && name_at(p, end, mark)) return p + n;
  }
  *missing = true;
  return NULL;
}

nst_tag_kind nst_tag_next(const char *p, const char *end, nst_tag_state *state, const char **after) {
  if (name_at(p, end, "<!--")) {
    *after = seek(p + 4, end, "-->", &state->no_comment_end);
    return *after != NULL ? NST_TAG_INLINE : NST_TAG_NONE;
  }
  if (name_at(p, end, "<script") && (*after = seek(p, end, "</script>", &state->no_script_end)) != NULL)
    return NST_TAG_BLOCK;
  if (name_at(p, end, "<style") && (*after = seek(p, end, "</style>", &state->no_style_end)) != NULL)
    return NST_TAG_BLOCK;
  const char *q = p + 1;
  if (q < end && *q == '/') q++;
  char name[12];
  uint32_t n = 0;
  while (q < end && n < sizeof name && ((*q | 0x20) >= 'a' ? (*q | 0x20) <= 'z' : *q >= '0' && *q <= '9'))
    name[n++] = lower_ascii(*q++);
  if (n == 0 || n == sizeof name || q >= end ||
      (*q != '>' && *q != ' ' && *q != '/' && *q != '\n' && *q != '\t'))
    return NST_TAG_NONE;
  while (q < end && *q != '>' && *q != '<') q++;
  if (q >= end || *q != '>') return NST_TAG_NONE;
  *after = q + 1;
  nst_str tag = {name, n};
  if (nst_str_is(tag, "br")) return NST_TAG_BREAK;
  if (nst_str_in(tag, inline_tags)) return NST_TAG_INLINE;
  return nst_str_in(tag, block_tags) ? NST_TAG_BLOCK : NST_TAG_NONE;
}
