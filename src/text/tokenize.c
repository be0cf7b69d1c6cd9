/* tokenize.c - one paragraph to words as in the English Web Treebank.
 *
 *   par->text[begin, end)  ->  par->raws
 *
 * The paragraph is read once from left to right, in runs without white space of at most NST_CHUNK bytes, so that no
 * look ahead is longer than that. What is an abbreviation, a prefix or a contraction is said by data/words/, not here. */
#include "text/text_int.h"

enum { NST_CHUNK = NST_LIMIT(1024, 32) };

/** A run without white space that is being cut. */
typedef struct chunk {
  nst_par *par;
  const char *text;
  uint32_t begin, end;
  bool address; /**< it holds '@', "://" or "www." */
} chunk;

static bool ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}
static bool ascii_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
static bool ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
static bool ascii_letter(char c) {
  return ascii_lower((char)(c | 0x20));
}

/** Bytes of the letter, digit or mark at p; 0 for anything else. */
static uint32_t letter_at(const chunk *c, uint32_t p) {
  if (p >= c->end) return 0;
  char byte = c->text[p];
  if (ascii_letter(byte) || ascii_digit(byte) || byte == '_') return 1;
  if ((uint8_t)byte < 0x80) return 0;
  int32_t cp = 0;
  const char *next = nst_utf8_next(c->text + p, c->text + c->end, &cp);
  bool word = nst_cp_is_letter(cp) || nst_cp_is_mark(cp) || nst_cp_is_digit(cp);
  return word ? (uint32_t)(next - (c->text + p)) : 0;
}

/** Bytes of the apostrophe at p, straight or curly; 0 for anything else. */
static uint32_t apostrophe_at(const chunk *c, uint32_t p) {
  if (p >= c->end) return 0;
  if (c->text[p] == '\'' || c->text[p] == '`') return 1;
  return c->end - p >= 3 && memcmp(c->text + p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

nst_status nst_raw_push(nst_par *par, uint32_t begin, uint32_t end, nst_raw_kind kind) {
  nst_raw raw = {.begin = begin, .end = end, .kind = (uint8_t)kind};
  raw.space_before = begin == par->begin || par->text[begin - 1] == ' ';
  return NST_PUSH(par->arena, &par->raws, raw) ? NST_OK : NST_NOMEM;
}

bool nst_raw_upper(const nst_par *par, const nst_raw *raw) {
  int32_t cp = 0;
  nst_utf8_next(par->text + raw->begin, par->text + raw->end, &cp);
  return nst_cp_is_upper(cp);
}

bool nst_raw_lower(const nst_par *par, const nst_raw *raw) {
  int32_t cp = 0;
  nst_utf8_next(par->text + raw->begin, par->text + raw->end, &cp);
  return nst_cp_is_lower(cp);
}

/* ---- Addresses ---------------------------------------------------------------------------------- */

static bool starts_at(const chunk *c, uint32_t p, const char *word) {
  size_t n = strlen(word);
  if (c->end - p < n) return false;
  for (size_t i = 0; i < n; i++) {
    char byte = c->text[p + i];
    if ((ascii_upper(byte) ? (char)(byte | 0x20) : byte) != word[i]) return false;
  }
  return true;
}

static bool holds_address(const chunk *c) {
  for (uint32_t p = c->begin; p < c->end; p++) {
    char byte = c->text[p];
    if (byte == '@' || (byte == ':' && starts_at(c, p, "://")) ||
        ((byte | 0x20) == 'w' && starts_at(c, p, "www.")))
      return true;
  }
  return false;
}

/** End of the address that starts at p, or p. */
static uint32_t address_end(const chunk *c, uint32_t p) {
  bool url = starts_at(c, p, "http://") || starts_at(c, p, "https://") || starts_at(c, p, "www.") ||
             starts_at(c, p, "ftp://") || starts_at(c, p, "mailto:");
  uint32_t q = p, at = 0;
  if (!url && p > c->begin && strchr("(<[\":,;", c->text[p - 1]) == NULL) return p;
  for (; q < c->end && c->text[q] != '>' && c->text[q] != '<' && c->text[q] != '"' &&
         (url || c->text[q] != ')');
       q++) {
    if (c->text[q] == '@' && at == 0) at = q;
    if (!url && (c->text[q] == '(' || c->text[q] == '/' || c->text[q] == ',' || c->text[q] == ':')) break;
  }
  while (q > p && strchr(".,;:!?)]'", c->text[q - 1]) != NULL) q--;
  if (url) return q;
  if (at == p) return ascii_letter(c->text[p + 1 < c->end ? p + 1 : p]) && q > p + 1 ? q : p;
  return at > p && at + 1 < q ? q : p;
}

/* ---- Words -------------------------------------------------------------------------------------- */

/** May the hyphen at q, in the word from p, be inside a token ("anti-war", "e-mail")? */
static bool hyphen_inside(const chunk *c, uint32_t p, uint32_t q) {
  return letter_at(c, q + 1) > 0 && nst_words_has(&c->par->words->prefixes, c->text + p, q - p);
}

/** A full stop at q inside a word from p: "U.S.", "Ph.D.", "amazon.com". */
static bool stop_inside(const chunk *c, uint32_t p, uint32_t q, uint32_t segment, bool dotted) {
  if (letter_at(c, q + 1) == 0) return false;
  uint32_t next = q + 1;
  while (letter_at(c, next) > 0) next += letter_at(c, next);
  bool one = q - segment == 1 && ascii_letter(c->text[segment]);
  bool next_one = next - q == 2 && ascii_letter(c->text[q + 1]);
  if (one && next_one && (dotted || segment == p)) return true;
  if (nst_words_has(&c->par->words->abbreviations, c->text + p, next - p)) return true;
  return nst_words_has(&c->par->words->domains, c->text + q + 1, next - q - 1) &&
         (ascii_lower(c->text[q + 1]) || ascii_upper(c->text[q - 1]));
}

/** End of the word from p without a final full stop. */
static uint32_t word_end(const chunk *c, uint32_t p, bool *dotted) {
  uint32_t q = p, segment = p;
  bool prefixed = false;
  *dotted = false;
  while (q < c->end) {
    uint32_t n = letter_at(c, q), quote = apostrophe_at(c, q);
    char byte = c->text[q];
    if (n > 0) {
      q += n;
    } else if (quote > 0 && q > p && letter_at(c, q + quote) > 0) {
      q += quote;
    } else if (byte == '.' && q > p && stop_inside(c, p, q, segment, *dotted)) {
      *dotted = true;
      segment = ++q;
    } else if (byte == '-' && !prefixed && q > p && hyphen_inside(c, p, q)) {
      prefixed = true;
      q++;
    } else if (byte == '&' && q > p && q - p <= 4 && letter_at(c, q + 1) > 0 &&
               !ascii_digit(c->text[q + 1]) && c->text[q - 1] != '_') {
      q++;
    } else {
      break;
    }
  }
  return q;
}

/** Next byte that is no blank after `p`, 0 at the end of the paragraph. */
static char next_byte(const nst_par *par, uint32_t p) {
  while (p < par->end && par->text[p] == ' ') p++;
  return p < par->end ? par->text[p] : 0;
}

/** The class of the abbreviation [p, q), whose full stop stands at q; 0 if it is none. */
static uint32_t abbreviation(const chunk *c, uint32_t p, uint32_t q, bool dotted) {
  const nst_par *par = c->par;
  uint32_t value = nst_words_get(&par->words->abbreviations, c->text + p, q - p);
  bool upper = ascii_upper(c->text[p]);
  char next = next_byte(par, q + 1);
  if (value != NST_MAP_NONE) {
    uint32_t class = value & NST_ABBREV_CLASS;
    if ((value & NST_ABBREV_UPPER) != 0 && !upper) return 0;
    if (class == NST_ABBREV_DIGIT && !ascii_digit(next)) return 0;
    if (class == NST_ABBREV_NEVER && (next == 0 || next == '"')) return 0;
    return class;
  }
  bool initial = q - p == 1 && upper;
  if (initial && (next == 0 || next == '"')) return 0;
  return dotted || initial ? NST_ABBREV_MAYBE : 0;
}

static nst_status push_word(chunk *c, uint32_t *at) {
  uint32_t p = *at, len;
  bool dotted = false;
  uint32_t q = word_end(c, p, &dotted);
  nst_par *par = c->par;
  bool slash = q < c->end && c->text[q] == '/' && q - p <= 2;
  if (slash) {
    for (len = q - p + 1; letter_at(c, p + len) > 0; len++) {
    }
    if (nst_words_has(&par->words->whole, c->text + p, len)) q = p + len;
  }
  if (q < c->end && c->text[q] == '$' && q - p <= 3 && ascii_upper(c->text[p]) && ascii_upper(c->text[q - 1]))
    q++;
  *at = q;
  bool stop = q < c->end && c->text[q] == '.' && !(q + 1 < c->end && c->text[q + 1] == '.');
  uint32_t class = stop ? abbreviation(c, p, q, dotted) : 0;
  if (class != 0) {
    *at = q + 1;
    NST_TRY(nst_raw_push(par, p, q + 1, NST_RAW_ABBREV));
    par->raws.items[par->raws.n - 1].abbrev = (uint8_t) class;
    return NST_OK;
  }
  NST_TRY(nst_clitics(par, p, q, NST_RAW_WORD));
  uint32_t quote = apostrophe_at(c, q);
  bool possessive =
      quote > 0 && !par->single_open && (c->text[q - 1] | 0x20) == 's' && apostrophe_at(c, q + quote) == 0;
  if (possessive) {
    *at = q + quote;
    NST_TRY(nst_raw_push(par, q, q + quote, NST_RAW_WORD));
    par->raws.items[par->raws.n - 1].joined = true;
  }
  return NST_OK;
}

/* ---- Punctuation ---------------------------------------------------------------------------------- */

/** Length of the punctuation that forms one token at p. */
static uint32_t punctuation(const chunk *c, uint32_t p) {
  char first = c->text[p];
  uint32_t q = p + 1;
  if (strchr(".!?", first) != NULL) {
    while (q < c->end && strchr(".!?", c->text[q]) != NULL) q++;
    bool stop_first = first == '.' && q - p > 1 && c->text[p + 1] != '.';
    return stop_first && q - p > 2 ? 1 : q - p;
  }
  if (strchr("-=*_~+#<>|'`^\\", first) != NULL) {
    while (q < c->end && c->text[q] == first) q++;
    return q - p;
  }
  if ((uint8_t)first < 0x80) return 1;
  int32_t cp = 0;
  q = p + (uint32_t)(nst_utf8_next(c->text + p, c->text + c->end, &cp) - (c->text + p));
  if (cp == 0x2018 || cp == 0x2019) {
    bool twice = c->end - q >= 3 &&
                 (memcmp(c->text + q, "\xE2\x80\x98", 3) == 0 || memcmp(c->text + q, "\xE2\x80\x99", 3) == 0);
    return twice ? q - p + 3 : q - p;
  }
  return q - p;
}

static nst_raw_kind punctuation_kind(const chunk *c, uint32_t p, uint32_t n) {
  static const struct {
    const char *text;
    nst_raw_kind kind;
  } kinds[] = {
      {"\xE2\x80\x98", NST_RAW_QUOTE},  {"\xE2\x80\x99", NST_RAW_QUOTE},  {"\xE2\x80\x9C", NST_RAW_QUOTE},
      {"\xE2\x80\x9D", NST_RAW_QUOTE},  {"\xE2\x80\x9E", NST_RAW_QUOTE},  {"\xC2\xAB", NST_RAW_QUOTE},
      {"\xC2\xBB", NST_RAW_QUOTE},      {"\xE2\x80\xA6", NST_RAW_STOP},   {"\xE2\x80\xA2", NST_RAW_BULLET},
      {"\xE2\x96\xA0", NST_RAW_BULLET}, {"\xE2\x96\xAA", NST_RAW_BULLET}, {"\xE2\x97\x8F", NST_RAW_BULLET}};
  char first = c->text[p];
  if (strchr(".!?", first) != NULL) return NST_RAW_STOP;
  if (first == '"' || ((first == '\'' || first == '`') && n <= 2)) return NST_RAW_QUOTE;
  if (first == '(' || first == '[' || first == '{') return NST_RAW_OPEN;
  if (first == ')' || first == ']' || first == '}') return NST_RAW_CLOSE;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t len = strlen(kinds[i].text);
    if (n % len == 0 && n >= len && memcmp(c->text + p, kinds[i].text, len) == 0) return kinds[i].kind;
  }
  return NST_RAW_OTHER;
}

/** Length of an emoticon at p, 0 if there is none. */
static uint32_t emoticon(const chunk *c, uint32_t p) {
  static const char *const faces[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":-/", "^_^", "-_-",
                                      ":)",  ":(",  ";)",  "=)",  ":D",  ":P",  ":/",  "(:"};
  for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
    uint32_t n = (uint32_t)strlen(faces[i]);
    if (c->end - p < n || memcmp(c->text + p, faces[i], n) != 0) continue;
    if ((n == 3 || p == c->begin) && letter_at(c, p + n) == 0) return n;
  }
  return 0;
}

/** Anything that is neither letter nor digit. */
static nst_status push_other(chunk *c, uint32_t *at) {
  uint32_t p = *at, n = emoticon(c, p), quote = apostrophe_at(c, p);
  nst_par *par = c->par;
  if (n > 0) {
    *at = p + n;
    return nst_raw_push(par, p, p + n, NST_RAW_OTHER);
  }
  if (quote > 0 && letter_at(c, p + quote) > 0) { /* '90s, 'em, a lone 's */
    uint32_t q = p + quote;
    while (letter_at(c, q) > 0) q += letter_at(c, q);
    bool year = q - p - quote >= 2 && q - p - quote <= 3 && ascii_digit(c->text[p + quote]) &&
                ascii_digit(c->text[p + quote + 1]);
    if (year || nst_words_has(&par->words->whole, c->text + p, q - p)) {
      *at = q;
      return nst_raw_push(par, p, q, year ? NST_RAW_NUMBER : NST_RAW_WORD);
    }
  }
  n = punctuation(c, p);
  *at = p + n;
  nst_raw_kind kind = punctuation_kind(c, p, n);
  NST_TRY(nst_raw_push(par, p, p + n, kind));
  if (quote > 0 && n == quote) {
    bool opens = (p == c->begin || strchr("(\"[", c->text[p - 1]) != NULL) && letter_at(c, p + n) > 0;
    if (opens) par->single_open = true;
    else if (p > c->begin) par->single_open = false;
  }
  if (c->text[p] == (char)0xE2 && n == 3 && (uint8_t)c->text[p + 2] == 0x98) par->single_open = true;
  return NST_OK;
}

static bool signed_number(const chunk *c, uint32_t p) {
  if (p != c->begin || p + 1 >= c->end || !ascii_digit(c->text[p + 1])) return false;
  return c->text[p] == '+' || c->text[p] == '.';
}

static nst_status cut_chunk(chunk *c) {
  c->address = holds_address(c);
  for (uint32_t p = c->begin; p < c->end;) {
    uint32_t q = c->address ? address_end(c, p) : p;
    if (q > p) {
      NST_TRY(nst_raw_push(c->par, p, q, NST_RAW_WORD));
      p = q;
    } else if (ascii_digit(c->text[p]) || signed_number(c, p)) {
      NST_TRY(nst_number(c->par, &p, c->end));
    } else if (letter_at(c, p) > 0 && c->text[p] != '_') {
      NST_TRY(push_word(c, &p));
    } else {
      NST_TRY(push_other(c, &p));
    }
  }
  return NST_OK;
}

nst_status nst_tokenize(nst_par *par) {
  par->raws.n = 0;
  for (uint32_t p = par->begin; p < par->end && par->raws.n <= NST_TEXT_TOKENS_MAX;) {
    while (p < par->end && par->text[p] == ' ') p++;
    if (p == par->end) break;
    const char *blank = memchr(par->text + p, ' ', par->end - p < NST_CHUNK ? par->end - p : NST_CHUNK);
    uint32_t end = blank != NULL ? (uint32_t)(blank - par->text) : par->end;
    if (end - p > NST_CHUNK) {
      end = p + NST_CHUNK;
      while (end > p + 4 && ((uint8_t)par->text[end] & 0xC0) == 0x80) end--;
    }
    chunk c = {.par = par, .text = par->text, .begin = p, .end = end};
    NST_TRY(cut_chunk(&c));
    p = end;
  }
  return NST_OK;
}
