/* breaks.c - sentences that end without a full stop, as in mail, forums and scraped pages.
 *
 * In: the tokens of a paragraph. Out: whether a sentence begins at a token. Time stamps, web addresses that stand alone,
 * and the close of a letter ("Thanks, Kim") are sentences of their own; a face belongs to the sentence before it. */
#include "text/text_int.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/** Does the token have the shape? '9': one or two digits, 'Y': up to four; anything else: itself. */
static bool has_shape(const nst_par *par, size_t i, const char *shape) {
  if (i >= par->raws.n) return false;
  nst_str s = nst_raw_text(par, &par->raws.items[i]);
  uint32_t at = 0;
  for (; *shape; shape++) {
    if (*shape != '9' && *shape != 'Y') {
      if (at >= s.len || s.p[at++] != *shape) return false;
      continue;
    }
    if (at >= s.len || !is_digit(s.p[at])) return false;
    for (uint32_t n = 0; n < (*shape == 'Y' ? 4u : 2u) && at < s.len && is_digit(s.p[at]); n++) at++;
  }
  return at == s.len;
}

/** Tokens of a time stamp ("03/14/2001 10:25 AM") at i; 0 if there is none. */
static size_t time_stamp(const nst_par *par, size_t i) {
  if (!has_shape(par, i, "9/9/Y") && !has_shape(par, i, "Y-9-9")) return 0;
  if (!has_shape(par, i + 1, "9:9") && !has_shape(par, i + 1, "9:9:9")) return 0;
  bool half = i + 2 < par->raws.n && nst_str_in(nst_raw_text(par, &par->raws.items[i + 2]), "AM PM am pm");
  return half ? 3 : 2;
}

static bool is_address(const nst_par *par, size_t i) {
  nst_str s = nst_raw_text(par, &par->raws.items[i]);
  return s.len > 9 &&
         (memcmp(s.p, "http://", 7) == 0 || memcmp(s.p, "https://", 8) == 0 || memcmp(s.p, "www.", 4) == 0);
}

bool nst_is_face(const nst_par *par, size_t i) {
  static const char faces[] = ":) :( :-) :-( ;) ;-) :D :-D :P :-P =) =( =D :)) :/ :] ^_^ ^^ <3 :o) :'(";
  return i < par->raws.n && nst_str_in(nst_raw_text(par, &par->raws.items[i]), faces);
}

/** Is raws[first .. comma] the close of a letter, "Best regards,"? */
static bool closes_letter(const nst_par *par, size_t first, size_t comma) {
  static const char closes[] =
      "Thanks Thank Regards Best Sincerely Cheers Yours Respectfully Warmly Cordially Love";
  if (comma == first || comma - first > 3 || !nst_raw_is(par, &par->raws.items[comma], ",")) return false;
  return nst_str_in(nst_raw_text(par, &par->raws.items[first]), closes);
}

/** May the sentence that begins at `name` be the name under a letter, ending before i? */
static bool signature_ends(const nst_par *par, size_t name, size_t i) {
  if (i - name > 3 || !nst_raw_upper(par, &par->raws.items[i])) return false;
  for (size_t k = name; k < i; k++) {
    if (!nst_raw_upper(par, &par->raws.items[k])) return false;
  }
  const nst_raw *raw = &par->raws.items[i];
  return nst_words_has(&par->words->starters, par->text + raw->begin, raw->end - raw->begin);
}

bool nst_breaks_before(const nst_par *par, size_t first, size_t i, bool after_close) {
  const nst_raw *raws = par->raws.items;
  if (i <= first || raws[i].joined) return false;
  if (time_stamp(par, i) > 0 && !nst_raw_lower(par, &raws[i - 1])) return true;
  size_t stamp = time_stamp(par, first);
  if (stamp > 0 && i == first + stamp) return nst_raw_upper(par, &raws[i]);
  if (is_address(par, i)) return is_address(par, i - 1);
  if (i == first + 1 && is_address(par, first)) return nst_raw_upper(par, &raws[i]);
  if (closes_letter(par, first, i - 1))
    return nst_raw_upper(par, &raws[i]) && !(i + 1 < par->raws.n && nst_raw_is(par, &raws[i + 1], ","));
  return after_close && signature_ends(par, first, i);
}

bool nst_is_letter_close(const nst_par *par, size_t first, size_t last) {
  return closes_letter(par, first, last);
}
