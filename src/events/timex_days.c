/* timex_days.c - from a time expression and the report's date to days.
 * docs/codebook.md fixes the readings: a weekday is the latest one on or before the date unless the clause looks ahead. */
#include "events/timex.h"

static nst_day clamp_month(int year, int month, int day) {
  int last = nst_days_in_month(year, month);
  return nst_day_of(year, month, day > last ? last : day);
}

static nst_day add_months(nst_day d, int n) {
  nst_civil c = nst_day_civil(d);
  int m = c.year * 12 + c.month - 1 + n;
  return clamp_month(m / 12, m % 12 + 1, c.day);
}

static void month_of(int year, int month, nst_day *from, nst_day *to) {
  *from = nst_day_of(year, month, 1);
  *to = nst_day_of(year, month, nst_days_in_month(year, month));
}

static void year_of(int year, int end_year, nst_day *from, nst_day *to) {
  *from = nst_day_of(year, 1, 1);
  *to = nst_day_of(end_year, 12, 31);
}

/* `d` moved by n units. */
static nst_day shift(nst_day d, nst_timex_unit unit, int n) {
  switch (unit) {
  case NST_TU_DAY:
    return d + n;
  case NST_TU_WEEK:
  case NST_TU_WEEKEND:
    return d + 7 * n;
  case NST_TU_MONTH:
    return add_months(d, n);
  case NST_TU_DECADE:
    return add_months(d, 120 * n);
  case NST_TU_HOUR:
    return d;
  default:
    return add_months(d, 12 * n);
  }
}

/* The calendar unit that holds `d`. */
static void unit_of(nst_day d, nst_timex_unit unit, nst_day *from, nst_day *to) {
  nst_civil c = nst_day_civil(d);
  *from = *to = d;
  if (unit == NST_TU_WEEK) {
    *from = d - nst_day_weekday(d);
    *to = *from + 6;
  } else if (unit == NST_TU_MONTH) {
    month_of(c.year, c.month, from, to);
  } else if (unit == NST_TU_YEAR) {
    year_of(c.year, c.year, from, to);
  } else if (unit == NST_TU_DECADE) {
    year_of(c.year - c.year % 10, c.year - c.year % 10 + 9, from, to);
  }
}

static void weekday(const nst_timex *t, nst_day ref, bool future, nst_day *day) {
  int back = (nst_day_weekday(ref) - t->value + 7) % 7; /* days since the latest one */
  int ahead = (7 - back) % 7;
  if (t->which == -1) *day = ref - (back == 0 ? 7 : back);
  else if (t->which == 1) *day = ref + (ahead == 0 ? 7 : ahead);
  else if (future) *day = ref + ahead;
  else *day = ref - back;
}

/* "the 4th of this month", "on the 15th": of the month of the report, or of the one beside it. */
static nst_day day_of_month(const nst_timex *t, nst_day ref, bool future) {
  nst_civil now = nst_day_civil(ref);
  nst_day first = nst_day_of(now.year, now.month, 1);
  int months = t->which == -1 || t->which == 1 ? t->which : 0;
  if (t->which == 0 && !future && t->day > now.day) months = -1;
  if (t->which == 0 && future && t->day < now.day) months = 1;
  now = nst_day_civil(add_months(first, months));
  return clamp_month(now.year, now.month, t->day);
}

static bool date(const nst_timex *t, nst_day ref, bool future, nst_day *day) {
  nst_civil now = nst_day_civil(ref);
  if (t->month == 0) {
    *day = day_of_month(t, ref, future);
    return true;
  }
  if (t->year > 0) {
    *day = clamp_month(t->year, t->month, t->day);
    return true;
  }
  *day = clamp_month(now.year, t->month, t->day);
  if (future && *day < ref) *day = clamp_month(now.year + 1, t->month, t->day);
  if (!future && *day > ref) *day = clamp_month(now.year - 1, t->month, t->day);
  return true;
}

static void month(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to) {
  nst_civil now = nst_day_civil(ref);
  int year = t->year > 0 ? t->year : now.year;
  if (t->year == 0) {
    bool next = t->which == 1 || (future && t->which != -1);
    if (next && (t->month < now.month || (t->which == 1 && t->month == now.month))) year++;
    if (!next && (t->month > now.month || (t->which == -1 && t->month == now.month))) year--;
  }
  month_of(year, t->month, from, to);
}

static void season(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to) {
  int first = t->unit == NST_TU_SPRING ? 3 : t->unit == NST_TU_SUMMER ? 6 : t->unit == NST_TU_AUTUMN ? 9 : 12;
  int year = nst_day_civil(ref).year;
  *from = nst_day_of(year, first, 1);
  if (!future && t->which != 1 && *from > ref) year--;
  if (t->which == -1 && ref < add_months(nst_day_of(year, first, 1), 3)) year--;
  if ((future || t->which == 1) && add_months(*from, 3) <= ref) year++;
  *from = nst_day_of(year, first, 1);
  *to = add_months(*from, 3) - 1;
}

static void weekend(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to) {
  nst_day sunday = ref - (nst_day_weekday(ref) + 1) % 7; /* latest Sunday on or before */
  if (t->which == 1 || (future && t->which != -1))
    sunday = sunday == ref ? (t->which == 1 ? ref + 7 : ref) : sunday + 7;
  *from = sunday - 1;
  *to = sunday;
}

static void unit(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to) {
  if (t->unit == NST_TU_WEEKEND) {
    weekend(t, ref, future, from, to);
    return;
  }
  if (t->unit >= NST_TU_SPRING) {
    season(t, ref, future, from, to);
    return;
  }
  unit_of(shift(ref, t->unit, t->which == 2 ? 0 : t->which), t->unit, from, to);
  if (t->which != 2) return;
  if (t->earlier) *to = *from < ref ? ref - 1 : ref;
  else if (t->later || future) *from = ref;
  else *to = *from < ref ? ref - 1 : ref; /* "this week": before today */
  if (t->later && *from < *to) *from = ref + 1;
}

bool nst_timex_resolve(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to) {
  if (t->kind == NST_TX_YEAR) {
    year_of(t->year, t->end_year, from, to);
  } else if (ref == NST_DAY_NONE) {
    if (t->year == 0) return false;
    if (t->kind == NST_TX_MONTH) month_of(t->year, t->month, from, to);
    else if (t->kind == NST_TX_DATE) *from = *to = clamp_month(t->year, t->month, t->day);
    else return false;
    *to += t->more;
    return true;
  }
  switch (t->kind) {
  case NST_TX_WEEKDAY:
    weekday(t, ref, future, from);
    *to = *from;
    break;
  case NST_TX_DAYS:
    *from = *to = ref + t->value;
    break;
  case NST_TX_DATE:
    date(t, ref, future, from);
    *to = *from;
    break;
  case NST_TX_MONTH:
    month(t, ref, future, from, to);
    break;
  case NST_TX_UNIT:
    unit(t, ref, future, from, to);
    break;
  case NST_TX_AGO:
    unit_of(shift(ref, t->unit, -t->value), t->unit, from, to);
    break;
  case NST_TX_PAST:
    *from = t->value < 0 ? ref : shift(ref, t->unit, -t->value);
    *to = t->value < 0 ? shift(ref, t->unit, -t->value) : ref;
    break;
  case NST_TX_OFFSET:
    *from = *to = shift(ref, t->unit, t->value);
    if (t->unit > NST_TU_DAY && !t->linked && t->anaphor) unit_of(*from, t->unit, from, to);
    break;
  case NST_TX_YEAR:
    break;
  }
  *to += t->more;
  if (t->since && ref != NST_DAY_NONE && *from <= ref) *to = ref;
  return *from >= nst_day_of(1, 1, 1) && *to <= nst_day_of(9999, 12, 31) && *from <= *to;
}
