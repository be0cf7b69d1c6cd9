/* date.c - days and civil dates; the arithmetic is Howard Hinnant's days_from_civil and its inverse. */
#include "base/date.h"

nst_day nst_day_of(int year, int month, int day) {
  int y = year - (month <= 2);
  int era = (y >= 0 ? y : y - 399) / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

nst_civil nst_day_civil(nst_day day) {
  int64_t z = (int64_t)day + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int of_era = (int)(z - era * 146097);
  int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * y + y / 4 - y / 100);
  int m = (5 * of_year + 2) / 153;
  int month = m < 10 ? m + 3 : m - 9;
  return (nst_civil){(int)(y + era * 400) + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

int nst_day_weekday(nst_day day) {
  int r = day % 7; /* day 0 was a Thursday */
  return (r + 7 + 3) % 7;
}

int nst_days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

static bool number(nst_str text, uint32_t at, uint32_t len, int *out) {
  *out = 0;
  for (uint32_t i = at; i < at + len; i++) {
    if (text.p[i] < '0' || text.p[i] > '9') return false;
    *out = *out * 10 + (text.p[i] - '0');
  }
  return true;
}

nst_day nst_day_parse(nst_str text, bool end) {
  int year, month = end ? 12 : 1, day = 0;
  if (text.len != 4 && text.len != 7 && text.len != 10) return NST_DAY_NONE;
  if (!number(text, 0, 4, &year) || year < 1) return NST_DAY_NONE;
  if (text.len >= 7) {
    if (text.p[4] != '-' || !number(text, 5, 2, &month) || month < 1 || month > 12) return NST_DAY_NONE;
  }
  int last = nst_days_in_month(year, month);
  if (text.len == 10) {
    if (text.p[7] != '-' || !number(text, 8, 2, &day) || day < 1 || day > last) return NST_DAY_NONE;
  } else {
    day = end ? last : 1;
  }
  return nst_day_of(year, month, day);
}

void nst_day_format(nst_day day, char out[11]) {
  out[0] = '\0';
  if (day == NST_DAY_NONE) return;
  nst_civil c = nst_day_civil(day);
  if (c.year < 1 || c.year > 9999) return;
  const int digits[10] = {
      c.year / 1000, c.year / 100 % 10, c.year / 10 % 10, c.year % 10, -1, c.month / 10, c.month % 10, -1,
      c.day / 10,    c.day % 10};
  for (int i = 0; i < 10; i++) out[i] = digits[i] < 0 ? '-' : (char)('0' + digits[i]);
  out[10] = '\0';
}
