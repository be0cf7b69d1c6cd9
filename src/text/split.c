/* split.c - where quotations and sentences begin and end.
 *
 *   par->raws  ->  raws[].opens, closes, in_quote, last
 *
 * A full stop ends a sentence by what stands before and behind it; data/words/ says which abbreviations and which
 * following words decide. Quotation marks are not trusted to be balanced. */
#include "text/text_int.h"

static bool word_in(const nst_par *par, const nst_raw *raw, const nst_map *map) {
  return nst_words_has(map, par->text + raw->begin, raw->end - raw->begin);
}

static bool space_after(const nst_par *par, size_t i) {
  return i + 1 >= par->raws.n || par->raws.items[i + 1].space_before;
}

/* ---- Quotation marks ----------------------------------------------------------------------------- */

typedef enum mark { MARK_DOUBLE, MARK_OPEN, MARK_CLOSE, MARK_SINGLE } mark;

static mark mark_of(const nst_par *par, const nst_raw *raw) {
  static const struct {
    const char *text;
    mark mark;
  } marks[] = {{"\"", MARK_DOUBLE},
               {"''", MARK_DOUBLE},
               {"``", MARK_OPEN},
               {"\xE2\x80\x9C", MARK_OPEN},
               {"\xE2\x80\x9E", MARK_DOUBLE},
               {"\xE2\x80\x9D", MARK_CLOSE},
               {"\xC2\xAB", MARK_DOUBLE},
               {"\xC2\xBB", MARK_DOUBLE},
               {"\xE2\x80\x98\xE2\x80\x98", MARK_OPEN},
               {"\xE2\x80\x99\xE2\x80\x99", MARK_CLOSE}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (nst_raw_is(par, raw, marks[i].text)) return marks[i].mark;
  }
  return MARK_SINGLE;
}

/** Does the double mark `i` open or close? */
static bool mark_opens(const nst_par *par, size_t i, mark kind, bool open) {
  const nst_raw *raw = &par->raws.items[i];
  if (kind == MARK_OPEN) return true;
  if (kind == MARK_CLOSE) return false;
  bool after = space_after(par, i);
  if (raw->space_before != after) return raw->space_before;
  uint8_t before = i > 0 ? par->raws.items[i - 1].kind : NST_RAW_OPEN;
  if (!open && !raw->space_before && before == NST_RAW_STOP) return i + 1 < par->raws.n;
  return !open;
}

void nst_split_quotes(nst_par *par) {
  nst_raws *raws = &par->raws;
  size_t last_single = 0;
  for (size_t i = 0; i < raws->n; i++) {
    if (raws->items[i].kind == NST_RAW_QUOTE && !raws->items[i].space_before &&
        mark_of(par, &raws->items[i]) == MARK_SINGLE)
      last_single = i;
  }
  bool goes_on = par->in_quote && raws->n > 0 && raws->items[0].kind == NST_RAW_QUOTE;
  bool open = goes_on, single = false;
  for (size_t i = 0; i < raws->n; i++) {
    nst_raw *raw = &raws->items[i];
    bool inside = open || single;
    if (raw->kind == NST_RAW_QUOTE) {
      mark kind = mark_of(par, raw);
      if (kind == MARK_SINGLE) {
        raw->opens = !single && raw->space_before && !space_after(par, i) && i < last_single;
        raw->closes = !raw->opens && !raw->space_before;
        single = raw->opens || (single && !raw->closes);
      } else {
        raw->opens = mark_opens(par, i, kind, open && !(goes_on && i == 0));
        raw->closes = !raw->opens;
        open = raw->opens;
      }
    }
    raw->in_quote = inside || open || single;
  }
  par->in_quote = open;
}

/* ---- Sentence ends ------------------------------------------------------------------------------- */

/** Is there a verb of speech among the next words, as in `"Why?" President Ndaye asked`? */
static bool speech_follows(const nst_par *par, size_t i) {
  for (size_t k = i; k < par->raws.n && k < i + 8; k++) {
    const nst_raw *raw = &par->raws.items[k];
    if (raw->kind != NST_RAW_WORD && raw->kind != NST_RAW_ABBREV && raw->kind != NST_RAW_NUMBER) return false;
    if (raw->kind == NST_RAW_WORD && word_in(par, raw, &par->words->speech)) return true;
  }
  return false;
}

/** First token from i on that is no opening mark, bracket or bullet; raws.n if there is none. */
static size_t first_word(const nst_par *par, size_t i) {
  for (size_t k = 0; k < 4 && i < par->raws.n; k++, i++) {
    const nst_raw *raw = &par->raws.items[i];
    bool skip = raw->kind == NST_RAW_QUOTE || raw->kind == NST_RAW_OPEN || raw->kind == NST_RAW_BULLET ||
                par->text[raw->begin] == '-' || par->text[raw->begin] == '*';
    if (!skip) return i;
  }
  return i;
}

/** In text of capitals alone a capital says nothing: may the word as well go on in the sentence? */
static bool caps_middle(const nst_par *par, const nst_raw *raw) {
  static const char middle[] =
      "IN ON AT BY FOR FROM WITH WITHOUT TO OF UNDER OVER DURING AND OR BUT NOR AS IS ARE WAS WERE HAS HAVE "
      "HAD WILL WOULD CAN COULD "
      "MAY MIGHT MUST SHOULD DO DOES DID THAT WHO WHICH WHOSE ALL ANY NOT NO NONE SINCE UNTIL BETWEEN "
      "AGAINST ABOUT AFTER BEFORE WHEN "
      "WHILE WHERE THEN NOW ALSO STILL LAST YESTERDAY TODAY TOMORROW THEIR HIS HER ITS";
  return nst_str_in(nst_raw_text(par, raw), middle);
}

/** Does the abbreviation `i` end its sentence, `k` being the next word? */
static bool abbreviation_ends(const nst_par *par, size_t i, size_t k) {
  const nst_raw *raw = &par->raws.items[i], *next = &par->raws.items[k];
  uint32_t class = raw->abbrev;
  if (class == NST_ABBREV_NEVER || class == NST_ABBREV_DIGIT) return false;
  if (par->lower_only || !nst_raw_upper(par, next)) return false;
  bool starter = word_in(par, next, &par->words->starters);
  if (par->all_caps && starter) return !caps_middle(par, next);
  return starter || (class == NST_ABBREV_END && !par->all_caps && !word_in(par, next, &par->words->calendar));
}

/** A full stop, one token, at i; sentence from `first`; next word k. */
static bool stop_ends(const nst_par *par, size_t i, size_t j, size_t k, size_t first) {
  const nst_raw *next = &par->raws.items[k];
  const nst_raw *before = i > first ? &par->raws.items[i - 1] : NULL;
  bool list_number =
      i == first + 1 && before != NULL && before->end - before->begin <= 2 && before->kind == NST_RAW_NUMBER;
  if (before == NULL || list_number) return false;
  if (!nst_raw_lower(par, next)) return true;
  if (j > i) return par->lower_only;
  if (!par->raws.items[i + 1].space_before) return false;
  static const char short_words[] = "it me us you him up in on to so do go is be he we by at as if no my";
  bool word = before->end - before->begin >= 3 || nst_str_in(nst_raw_text(par, before), short_words);
  return par->lower_only || (word && !nst_raw_upper(par, before));
}

/** Does the sentence from `first` end after j, where the stop `i` and what closes after it stand? */
static bool ends(const nst_par *par, size_t i, size_t j, size_t first) {
  const nst_raw *stop = &par->raws.items[i], *next = &par->raws.items[j + 1];
  static const char going_on[] = ",;:%/&";
  if (next->kind == NST_RAW_BULLET) return true;
  if (next->kind == NST_RAW_CLOSE ||
      (next->end - next->begin == 1 && strchr(going_on, par->text[next->begin]) != NULL))
    return false;
  size_t k = first_word(par, j + 1);
  if (k >= par->raws.n) return stop->kind == NST_RAW_STOP;
  if (stop->kind == NST_RAW_ABBREV) return abbreviation_ends(par, i, k);
  bool quoted = j > i && par->raws.items[j].kind == NST_RAW_QUOTE;
  bool plain = nst_raw_is(par, stop, ".");
  if (plain) return stop_ends(par, i, j, k, first);
  bool dots = par->text[stop->begin] == '.' || (uint8_t)par->text[stop->begin] == 0xE2;
  bool lower = nst_raw_lower(par, &par->raws.items[k]);
  if (lower) return !dots && (par->lower_only ? !quoted : j == i);
  return !(quoted && speech_follows(par, k));
}

/** Cut what is longer than a sentence may be. */
static void cut_long(nst_par *par) {
  size_t first = 0;
  nst_raw *raws = par->raws.items;
  for (size_t i = 0; i < par->raws.n; i++) {
    if (i - first + 1 >= NST_SENTENCE_TOKENS && !raws[i].last && i + 1 < par->raws.n) {
      size_t cut = i, comma = 0, semicolon = 0;
      for (size_t k = first + 1; k <= i; k++) {
        if (raws[k].end - raws[k].begin != 1) continue;
        if (par->text[raws[k].begin] == ',') comma = k;
        if (par->text[raws[k].begin] == ';') semicolon = k;
      }
      if (semicolon > 0) cut = semicolon;
      else if (comma > 0) cut = comma;
      while (cut > first && raws[cut + 1].joined) cut--;
      raws[cut].last = true;
      first = cut + 1;
    }
    if (raws[i].last) first = i + 1;
  }
}

void nst_split(nst_par *par, bool whole) {
  nst_raw *raws = par->raws.items;
  size_t n = par->raws.n, first = 0;
  bool after_close = false;
  if (n == 0) return;
  for (size_t i = 0; i < n && !whole; i++) {
    if (nst_breaks_before(par, first, i, after_close)) {
      raws[i - 1].last = true;
      after_close = nst_is_letter_close(par, first, i - 1);
      first = i;
    }
    if (i > first && raws[i].kind == NST_RAW_BULLET) {
      raws[i - 1].last = true;
      first = i;
    }
    if (raws[i].kind != NST_RAW_STOP && raws[i].kind != NST_RAW_ABBREV) continue;
    size_t j = i;
    while (j + 1 < n && !raws[j + 1].space_before &&
           (raws[j + 1].kind == NST_RAW_CLOSE || raws[j + 1].closes || raws[j + 1].kind == NST_RAW_STOP))
      j++;
    if (j + 2 < n && nst_is_face(par, j + 1)) j++;
    if (j + 1 < n && ends(par, i, j, first)) {
      raws[j].last = true;
      first = j + 1;
    }
    i = j;
  }
  raws[n - 1].last = true;
  cut_long(par);
}
