/* number.h - numbers in a sentence: digits and words, ranges, hedges ("at least", "dozens of"). */
#ifndef NST_EVENTS_NUMBER_H
#define NST_EVENTS_NUMBER_H

#include "doc/doc.h"

typedef struct nst_number {
  uint32_t first, end;     /**< tokens [first, end), hedges and currency sign included */
  uint32_t core, core_end; /**< the same without hedges */
  bool has_low, has_high;  /**< false: open on that side */
  double low, high;
  bool ordinal; /**< "second", "3rd" */
  bool percent;
  bool vague;           /**< "dozens", "thousands" */
  bool plain;           /**< digits without separator, sign or hedge: may be a year or a day of a month */
  const char *currency; /**< ISO code of a sign before the number ("$"), else "" */
  nst_str suffix;       /**< what is glued to the number in its token: "minute" of "50-minute", else empty */
} nst_number;

/** The first number that begins in tokens [at, end). False: none. */
bool nst_number_next(const nst_doc *doc, uint32_t at, uint32_t end, nst_number *out);
/** A number written in one token, in digits or one word ("21", "two", "2nd", "third"); false if it is none. */
bool nst_number_of_word(nst_str lower, double *value, bool *ordinal);
/** ISO code for a currency sign or noun lemma ("$", "dollar", "euro"); NULL if it is none. */
const char *nst_currency_of(nst_str word);

#endif
