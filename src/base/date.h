/* date.h - days of the proleptic Gregorian calendar. */
#ifndef NST_BASE_DATE_H
#define NST_BASE_DATE_H

#include "base/str.h"

/** Days since 1970-01-01; NST_DAY_NONE for no date. */
typedef int32_t nst_day;
#define NST_DAY_NONE INT32_MIN

typedef struct nst_civil {
  int year, month, day; /**< month 1..12, day 1..31 */
} nst_civil;

nst_day nst_day_of(int year, int month, int day);
nst_civil nst_day_civil(nst_day day);
/** 0 Monday .. 6 Sunday. */
int nst_day_weekday(nst_day day);
int nst_days_in_month(int year, int month);
/** "YYYY-MM-DD", and "YYYY-MM" or "YYYY" where `end` chooses the last day of that month or year instead of the first;
 *  NST_DAY_NONE if it is no date between years 1 and 9999. */
nst_day nst_day_parse(nst_str text, bool end);
/** Writes "YYYY-MM-DD" and NUL; "" for NST_DAY_NONE. */
void nst_day_format(nst_day day, char out[11]);

#endif
