/* number.c - reads numbers out of tokens.
 *   tokens  ->  low, high, and which tokens said so
 * docs/codebook.md fixes what hedges mean: "about N" is N, "at least N" is open above, "dozens" is 24 and more.
 * It does not know what is counted. */
#include "events/number.h"

typedef enum word_kind { UNIT, TEN, MULTIPLE, DOZENS, PLURAL, ORDINAL } word_kind;

typedef struct number_word {
  const char *word;
  word_kind kind;
  double value;
} number_word;

static const number_word words[] = {
    {"zero", UNIT, 0},          {"one", UNIT, 1},           {"two", UNIT, 2},
    {"three", UNIT, 3},         {"four", UNIT, 4},          {"five", UNIT, 5},
    {"six", UNIT, 6},           {"seven", UNIT, 7},         {"eight", UNIT, 8},
    {"nine", UNIT, 9},          {"ten", UNIT, 10},          {"eleven", UNIT, 11},
    {"twelve", UNIT, 12},       {"thirteen", UNIT, 13},     {"fourteen", UNIT, 14},
    {"fifteen", UNIT, 15},      {"sixteen", UNIT, 16},      {"seventeen", UNIT, 17},
    {"eighteen", UNIT, 18},     {"nineteen", UNIT, 19},     {"twenty", TEN, 20},
    {"thirty", TEN, 30},        {"forty", TEN, 40},         {"fifty", TEN, 50},
    {"sixty", TEN, 60},         {"seventy", TEN, 70},       {"eighty", TEN, 80},
    {"ninety", TEN, 90},        {"hundred", MULTIPLE, 100}, {"thousand", MULTIPLE, 1e3},
    {"million", MULTIPLE, 1e6}, {"billion", MULTIPLE, 1e9}, {"trillion", MULTIPLE, 1e12},
    {"bn", MULTIPLE, 1e9},      {"mn", MULTIPLE, 1e6},      {"m", MULTIPLE, 1e6},
    {"dozen", DOZENS, 12},      {"couple", DOZENS, 2},      {"pair", DOZENS, 2},
    {"score", DOZENS, 20},      {"dozens", PLURAL, 24},     {"scores", PLURAL, 40},
    {"tens", PLURAL, 20},       {"hundreds", PLURAL, 200},  {"thousands", PLURAL, 2e3},
    {"millions", PLURAL, 2e6},  {"billions", PLURAL, 2e9},  {"first", ORDINAL, 1},
    {"second", ORDINAL, 2},     {"third", ORDINAL, 3},      {"fourth", ORDINAL, 4},
    {"fifth", ORDINAL, 5},      {"sixth", ORDINAL, 6},      {"seventh", ORDINAL, 7},
    {"eighth", ORDINAL, 8},     {"ninth", ORDINAL, 9},      {"tenth", ORDINAL, 10},
    {"eleventh", ORDINAL, 11},  {"twelfth", ORDINAL, 12},
};

typedef struct sign {
  const char *words, *code;
} sign;

static const sign currencies[] = {
    {"$ us$ u.s.$ dollar usd", "USD"},
    {"\xE2\x82\xAC euro eur", "EUR"},
    {"\xC2\xA3 pound gbp sterling", "GBP"},
    {"\xC2\xA5 yen jpy", "JPY"},
    {"yuan renminbi cny", "CNY"},
    {"rouble ruble rub", "RUB"},
    {"\xE2\x82\xB9 rupee inr", "INR"},
    {"franc chf", "CHF"},
    {"a$ aud", "AUD"},
    {"c$ cad", "CAD"},
    {"shekel ils", "ILS"},
    {"riyal sar", "SAR"},
    {"dirham aed", "AED"},
    {"lira try", "TRY"},
    {"rial irr", "IRR"},
    {"hryvnia uah", "UAH"},
    {"peso", "MXN"},
    {"\xE2\x82\xA9 won krw", "KRW"},
    {"real brl", "BRL"},
    {"rand zar", "ZAR"},
    {"mark dem", "DEM"},
};

const char *nst_currency_of(nst_str word) {
  for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
    if (nst_str_in(word, currencies[i].words)) return currencies[i].code;
  return NULL;
}

static const number_word *word_of(nst_str lower) {
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (nst_str_is(lower, words[i].word)) return &words[i];
  return NULL;
}

/* A currency in words stands after the number, a sign before it. */
static bool letters(nst_str s) {
  return s.len > 0 && s.p[0] >= 'a' && s.p[0] <= 'z' && s.p[s.len - 1] != '$';
}

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

/* "60,000", "1.5", "2": the value, and how many bytes it took (0: none). */
static uint32_t digits(nst_str s, double *value, bool *plain) {
  uint32_t i = 0;
  double v = 0, scale = 1;
  bool point = false;
  *plain = true;
  if (s.len == 0 || !digit(s.p[0])) return 0;
  for (; i < s.len && i < 24; i++) {
    if (digit(s.p[i])) {
      v = v * 10 + (s.p[i] - '0');
      if (point) scale *= 10;
    } else if (s.p[i] == ',' && !point && i + 3 < s.len && digit(s.p[i + 1]) && digit(s.p[i + 2]) &&
               digit(s.p[i + 3])) {
      *plain = false;
    } else if (s.p[i] == '.' && !point && i + 1 < s.len && digit(s.p[i + 1])) {
      point = true;
      *plain = false;
    } else {
      break;
    }
  }
  *value = v / scale;
  return i;
}

static nst_str after(nst_str s, uint32_t n) {
  return (nst_str){s.p + n, s.len - n};
}

/* Bytes of a hyphen or dash at the start of `s`. */
static uint32_t dash(nst_str s) {
  if (s.len > 0 && s.p[0] == '-') return 1;
  if (nst_str_starts(s, "\xE2\x80\x93") || nst_str_starts(s, "\xE2\x80\x94") ||
      nst_str_starts(s, "\xE2\x80\x91"))
    return 3;
  return 0;
}

static double scale_of(nst_str suffix) {
  if (nst_str_is(suffix, "k")) return 1e3;
  if (nst_str_is(suffix, "m") || nst_str_is(suffix, "mn")) return 1e6;
  if (nst_str_is(suffix, "bn") || nst_str_is(suffix, "b")) return 1e9;
  return 0;
}

bool nst_number_of_word(nst_str lower, double *value, bool *ordinal) {
  bool plain;
  *ordinal = false;
  uint32_t n = digits(lower, value, &plain);
  if (n > 0) {
    nst_str rest = after(lower, n);
    *ordinal = nst_str_in(rest, "st nd rd th");
    return rest.len == 0 || *ordinal;
  }
  const number_word *w = word_of(lower);
  if (!w || (w->kind != UNIT && w->kind != TEN && w->kind != ORDINAL)) {
    const char *cut = lower.len > 0 ? memchr(lower.p, '-', lower.len) : NULL;
    if (!cut) return false;
    const number_word *a = word_of((nst_str){lower.p, (uint32_t)(cut - lower.p)});
    const number_word *b = word_of((nst_str){cut + 1, lower.len - (uint32_t)(cut - lower.p) - 1});
    if (!a || !b || a->kind != TEN || (b->kind != UNIT && b->kind != ORDINAL) || b->value > 9) return false;
    *value = a->value + b->value;
    *ordinal = b->kind == ORDINAL;
    return true;
  }
  *value = w->value;
  *ordinal = w->kind == ORDINAL;
  return true;
}

/* ---- one number ------------------------------------------------------------------------------- */

typedef struct reading {
  const nst_doc *doc;
  uint32_t end; /* of the sentence */
  uint32_t at;  /* next token */
  double value, high;
  bool ordinal, vague, plain, range, multiple;
  bool money; /* behind a currency sign: "$200 m" are no metres */
  nst_str suffix;
} reading;

static nst_str lower_at(const reading *r, uint32_t i) {
  return i < r->end ? r->doc->tokens.items[i].lower : (nst_str){"", 0};
}

static bool is_at(const reading *r, uint32_t i, const char *list) {
  return nst_str_in(lower_at(r, i), list);
}

/* A token that begins with digits: "21", "60,000-90,000", "50-minute", "5bn", "3rd". */
static bool read_digits(reading *r) {
  nst_str s = lower_at(r, r->at);
  uint32_t n = digits(s, &r->value, &r->plain);
  if (n == 0) return false;
  nst_str rest = after(s, n);
  uint32_t d = dash(rest);
  double second;
  bool plain;
  if (d > 0) {
    nst_str tail = after(rest, d);
    uint32_t m = digits(tail, &second, &plain);
    if (m > 0 && m == tail.len && second > r->value) {
      r->range = true;
      r->high = second;
      r->plain = false;
    } else if (m == 0) {
      r->suffix = tail;
      r->plain = false;
    } else {
      return false; /* "5-4", a score; "2014-05-06", a date */
    }
  } else if (rest.len > 0) {
    r->ordinal = nst_str_in(rest, "st nd rd th");
    double scale = scale_of(rest);
    if (!r->ordinal && scale <= 0 && !nst_str_is(rest, "+")) return false; /* "1990s", "9am" */
    if (scale > 0) r->value *= scale;
    r->multiple = scale > 0;
    r->plain = false;
  }
  r->at++;
  return true;
}

/* "twenty-one" in one token or three. */
static bool read_small(reading *r, double *value) {
  nst_str s = lower_at(r, r->at);
  bool ordinal;
  if (s.len == 0 || digit(s.p[0]) || !nst_number_of_word(s, value, &ordinal)) return false;
  r->ordinal = ordinal;
  r->at++;
  const number_word *w = word_of(s);
  if (w && w->kind == TEN) {
    uint32_t next = dash(lower_at(r, r->at)) > 0 ? r->at + 1 : r->at;
    const number_word *b = word_of(lower_at(r, next));
    if (b && b->value >= 1 && b->value <= 9 && (b->kind == UNIT || (b->kind == ORDINAL && next > r->at))) {
      *value += b->value;
      r->ordinal = b->kind == ORDINAL;
      r->at = next + 1;
    }
  }
  return true;
}

/* "dozens", "hundreds of thousands", "several hundred". */
static bool read_vague(reading *r) {
  uint32_t i = r->at;
  bool several = is_at(r, i, "several few many");
  if (several) i++;
  const number_word *w = word_of(lower_at(r, i));
  if (!w || w->kind != (several ? MULTIPLE : PLURAL)) {
    if (!several || !w || w->kind != DOZENS || w->value < 12) return false;
    r->value = 2 * w->value;
  } else {
    r->value = several ? 2 * w->value : w->value;
  }
  r->vague = true;
  r->at = i + 1;
  if (several || !is_at(r, r->at, "of")) return true;
  const number_word *more = word_of(lower_at(r, r->at + 1));
  if (more && more->kind == PLURAL && more->value >= 2e3) {
    r->value *= more->value / 2;
    r->at += 2;
  }
  return true;
}

/* Multiples after a number: "200 million", "hundred and twenty thousand". */
static void read_multiples(reading *r) {
  double total = 0, current = r->value;
  for (;;) {
    const number_word *w = word_of(lower_at(r, r->at));
    const number_word *joined = dash(lower_at(r, r->at)) > 0 ? word_of(lower_at(r, r->at + 1)) : NULL;
    if (joined && joined->kind == MULTIPLE && joined->word[1] != '\0')
      w = joined, r->at++; /* "$100-million" */
    double small;
    if (w && (w->kind == MULTIPLE || (w->kind == DOZENS && w->value >= 12))) {
      if (nst_str_is(lower_at(r, r->at), "m") && r->plain && !r->money) break;
      current *= w->value;
      r->at++;
      r->multiple = true;
      r->plain = false;
      if (w->value >= 1e3) total += current, current = 0;
      continue;
    }
    if (!r->multiple) break;
    uint32_t back = r->at;
    if (is_at(r, r->at, "and")) r->at++;
    const number_word *next = word_of(lower_at(r, r->at));
    if (!next || (next->kind != UNIT && next->kind != TEN) || !read_small(r, &small)) {
      r->at = back;
      break;
    }
    current += small;
    if (!word_of(lower_at(r, r->at))) {
      r->value = total + current;
      return;
    }
  }
  r->value = total + current;
}

/* "a billion-dollar loan". */
static void read_coin(reading *r) {
  nst_str coin = lower_at(r, r->at + 1);
  if (r->suffix.len > 0 || dash(lower_at(r, r->at)) == 0 || !letters(coin) || !nst_currency_of(coin)) return;
  r->suffix = coin;
  r->at += 2;
}

/* One number from r->at on, without range and hedges. */
static bool read_number(reading *r) {
  if (read_vague(r)) return true;
  if (read_digits(r)) {
    if (!r->ordinal && !r->range && r->suffix.len == 0) read_multiples(r);
    return true;
  }
  uint32_t i = r->at;
  bool half = is_at(r, i, "half");
  if (half) i++;
  if (is_at(r, i, "a an")) {
    const number_word *w = word_of(lower_at(r, i + 1));
    if (!w || (w->kind != MULTIPLE && w->kind != DOZENS) || w->word[1] == '\0') return false;
    if (w->kind == DOZENS && w->value < 12 && !is_at(r, i + 2, "of")) return false;
    r->at = i + 2;
    r->value = w->value * (half ? 0.5 : 1);
    if (!half && w->kind == MULTIPLE) {
      r->at = i + 1;
      r->value = 1;
      read_multiples(r);
    }
    return true;
  }
  const number_word *w = word_of(lower_at(r, r->at));
  if (w && (w->kind == DOZENS || w->kind == MULTIPLE) && w->word[1] != '\0') { /* "the dozen vehicles" */
    if (w->value < 12 || nst_str_is(lower_at(r, r->at), "score")) return false;
    r->value = 1;
    read_multiples(r);
    return true;
  }
  if (!read_small(r, &r->value)) return false;
  if (!r->ordinal) read_multiples(r);
  return true;
}

/* "N to M", "N - M", "between N and M". */
static void read_range(reading *r, bool between) {
  uint32_t i = r->at;
  bool joined = is_at(r, i, "to or") || dash(lower_at(r, i)) > 0 || (between && is_at(r, i, "and"));
  if (!joined || r->ordinal || r->vague || r->range) return;
  reading second = {.doc = r->doc, .end = r->end, .at = i + 1};
  if (nst_currency_of(lower_at(r, second.at))) second.at++;
  if (!read_number(&second) || second.ordinal || second.vague) return;
  if (is_at(r, i, "or") && (second.value != r->value + 1 || second.value > 20)) return;
  if (second.multiple && !r->multiple && r->value < 1000 && second.value >= 1000) {
    double scale = second.value >= 1e9 ? 1e9 : second.value >= 1e6 ? 1e6 : 1e3;
    r->value *= scale;
  }
  if (second.value <= r->value) return;
  r->range = true;
  r->high = second.value;
  r->at = second.at;
  r->plain = false;
  r->suffix = second.suffix;
}

/* ---- hedges ------------------------------------------------------------------------------------- */

typedef enum hedge { HEDGE_NONE, HEDGE_EXACT, HEDGE_LOW, HEDGE_HIGH } hedge;

typedef struct hedge_words {
  const char *words; /* before the number, in order */
  hedge what;
} hedge_words;

static const hedge_words hedges[] = {
    {"no more than", HEDGE_HIGH}, {"not more than", HEDGE_HIGH}, {"no fewer than", HEDGE_LOW},
    {"no less than", HEDGE_LOW},  {"not less than", HEDGE_LOW},  {"as many as", HEDGE_HIGH},
    {"as much as", HEDGE_HIGH},   {"as few as", HEDGE_LOW},      {"in excess of", HEDGE_LOW},
    {"at least", HEDGE_LOW},      {"more than", HEDGE_LOW},      {"more then", HEDGE_LOW},
    {"greater than", HEDGE_LOW},  {"upwards of", HEDGE_LOW},     {"upward of", HEDGE_LOW},
    {"up to", HEDGE_HIGH},        {"fewer than", HEDGE_HIGH},    {"less than", HEDGE_HIGH},
    {"at most", HEDGE_HIGH},      {"an estimated", HEDGE_EXACT}, {"a total of", HEDGE_EXACT},
    {"close to", HEDGE_EXACT},    {"over", HEDGE_LOW},           {"above", HEDGE_LOW},
    {"under", HEDGE_HIGH},        {"below", HEDGE_HIGH},         {"about", HEDGE_EXACT},
    {"around", HEDGE_EXACT},      {"nearly", HEDGE_EXACT},       {"almost", HEDGE_EXACT},
    {"some", HEDGE_EXACT},        {"roughly", HEDGE_EXACT},      {"approximately", HEDGE_EXACT},
    {"estimated", HEDGE_EXACT},   {"exactly", HEDGE_EXACT},      {"circa", HEDGE_EXACT},
};

/* Do the words stand right before token `at` (not before `first`)? Gives their number, 0 if not. */
static uint32_t words_before(const nst_doc *doc, uint32_t first, uint32_t at, const char *list) {
  nst_str rest = nst_str_of(list), word, parts[4];
  uint32_t n = 0;
  while (n < 4 && nst_str_cut(&rest, ' ', &word)) parts[n++] = word;
  if (at < first + n) return 0;
  for (uint32_t i = 0; i < n; i++)
    if (!nst_str_eq(doc->tokens.items[at - n + i].lower, parts[i])) return 0;
  return n;
}

/* "pledged $2 million over five years": in the course of them. */
static bool in_course_of(const nst_doc *doc, uint32_t sentence_first, uint32_t over, nst_str unit) {
  if (!nst_str_in(unit, "days weeks months years decades")) return false;
  return over > sentence_first &&
         !nst_str_in(doc->tokens.items[over - 1].lower,
                     "for in after within than of last lasts lasted lasting spent been by");
}

static hedge read_hedge(const nst_doc *doc, uint32_t sentence_first, uint32_t *first, nst_str behind) {
  for (size_t i = 0; i < sizeof hedges / sizeof *hedges; i++) {
    uint32_t n = words_before(doc, sentence_first, *first, hedges[i].words);
    if (n == 0) continue;
    const nst_token *t = &doc->tokens.items[*first - n];
    bool preposition =
        n == 1 && t->deprel == NST_REL_CASE && nst_str_in(t->lower, "over under above below about around");
    bool particle = n == 1 && nst_str_is(t->lower, "over") && *first - n > sentence_first &&
                    nst_str_in(doc->tokens.items[*first - n - 1].lemma, "hand turn take give sign win");
    bool course =
        n == 1 && nst_str_is(t->lower, "over") && in_course_of(doc, sentence_first, *first - n, behind);
    if (preposition || particle || course)
      return HEDGE_NONE; /* "talks over two issues", "handed over two suspects" */
    *first -= n;
    return hedges[i].what;
  }
  return HEDGE_NONE;
}

static void read_ends(const nst_doc *doc, const reading *r, nst_number *out) {
  out->end = r->at;
  out->has_low = out->has_high = true;
  out->low = r->value;
  out->high = r->range ? r->high : r->value;
  uint32_t sentence_first = doc->sentences.items[doc->tokens.items[out->core].sentence].first;
  hedge h = read_hedge(doc, sentence_first, &out->first, lower_at(r, r->at));
  nst_str token = doc->tokens.items[r->at - 1].lower;
  if (is_at(r, r->at, "or") && is_at(r, r->at + 1, "more fewer less so")) {
    if (is_at(r, r->at + 1, "more")) h = HEDGE_LOW;
    if (is_at(r, r->at + 1, "fewer less")) h = HEDGE_HIGH;
    out->end = r->at + 2;
  }
  if (r->vague || nst_str_ends(token, "+") || (h == HEDGE_LOW && !r->range)) out->has_high = false;
  if (h == HEDGE_HIGH && !r->vague && !r->range) out->has_low = false;
  if (!out->has_low) out->low = 0;
  if (!out->has_high) out->high = 0;
  if (h != HEDGE_NONE) out->plain = false;
}

static bool try_at(const nst_doc *doc, uint32_t i, uint32_t end, nst_number *out) {
  reading r = {.doc = doc, .end = end, .at = i};
  uint32_t sentence_first = doc->sentences.items[doc->tokens.items[i].sentence].first;
  const char *currency = nst_currency_of(doc->tokens.items[i].lower);
  bool sign_before = currency && !letters(doc->tokens.items[i].lower);
  if (sign_before) r.at++;
  r.money = sign_before;
  if (!read_number(&r)) return false;
  if (!sign_before && !r.ordinal) read_coin(&r);
  bool between = i > sentence_first && nst_str_is(doc->tokens.items[i - 1].lower, "between");
  read_range(&r, between);
  *out = (nst_number){.first = i,
                      .core = i,
                      .core_end = r.at,
                      .ordinal = r.ordinal,
                      .vague = r.vague,
                      .plain = r.plain && !sign_before};
  out->suffix = r.suffix;
  out->currency = sign_before ? currency : "";
  if (between && r.range) out->first--;
  read_ends(doc, &r, out);
  out->percent =
      is_at(&r, r.at, "% percent percentage pct") || (is_at(&r, r.at, "per") && is_at(&r, r.at + 1, "cent"));
  return true;
}

bool nst_number_next(const nst_doc *doc, uint32_t at, uint32_t end, nst_number *out) {
  for (uint32_t i = at; i < end; i++)
    if (try_at(doc, i, end, out)) return true;
  return false;
}
