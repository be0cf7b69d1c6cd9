/* utf8.h - code points out of bytes, and the questions the stages ask of them (utf8proc behind it). */
#ifndef NST_BASE_UTF8_H
#define NST_BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

#define NST_CP_BAD (-1)

/** Decode one code point at p (p < end) into *cp; NST_CP_BAD for a damaged sequence. Always returns a pointer
 *  beyond p and not beyond end. */
const char *nst_utf8_next(const char *p, const char *end, int32_t *cp);
/** Write `cp` to out (4 bytes of room); returns its length. Invalid code points become U+FFFD. */
size_t nst_utf8_put(int32_t cp, char *out);
/** First byte of a damaged sequence, or `len` if all is valid UTF-8. */
size_t nst_utf8_valid(const char *text, size_t len);

bool nst_cp_is_letter(int32_t cp);
bool nst_cp_is_upper(int32_t cp); /**< Lu and Lt */
bool nst_cp_is_lower(int32_t cp);
bool nst_cp_is_digit(int32_t cp);   /**< Nd */
bool nst_cp_is_space(int32_t cp);   /**< Z*, tab, line feed, carriage return ... */
bool nst_cp_is_punct(int32_t cp);   /**< P* */
bool nst_cp_is_mark(int32_t cp);    /**< Mn */
bool nst_cp_is_control(int32_t cp); /**< Cc, Cf */
int32_t nst_cp_lower(int32_t cp);

enum { NST_CP_FOLD_MAX = 32 };
/** The code points of `cp` in NFD without marks, in lower case; returns how many, 0 for a mark. */
size_t nst_cp_fold(int32_t cp, int32_t out[NST_CP_FOLD_MAX]);

/** A lower-cased copy (simple case mapping, code point by code point); p is NULL when out of memory. */
nst_str nst_utf8_lower(nst_arena *arena, nst_str text);
/** Lower-cased, NFD, marks dropped: the key under which names are looked up ("Çavuşoğlu" -> "cavusoglu"). */
nst_str nst_utf8_fold(nst_arena *arena, nst_str text);
/** Number of code points. */
size_t nst_utf8_count(nst_str text);

#endif
