/* timex.c - finds time expressions in the tokens of a sentence.
 *   tokens  ->  expressions, not yet resolved
 * Works on words, not on the tree, so that it holds up where the tree does not. */
#include "events/timex.h"

#include "doc/tree.h"
#include "events/number.h"

static const char *const weekdays[] = {"monday mon mon.",
                                       "tuesday tue tue. tues tues.",
                                       "wednesday wed. wednes.",
                                       "thursday thu thu. thur. thurs thurs.",
                                       "friday fri fri.",
                                       "saturday sat.",
                                       "sunday sun."};
static const char *const months[] = {"january jan jan.",
                                     "february feb feb.",
                                     "march mar mar.",
                                     "april apr apr.",
                                     "may",
                                     "june jun jun.",
                                     "july jul jul.",
                                     "august aug aug.",
                                     "september sep sep. sept sept.",
                                     "october oct oct.",
                                     "november nov nov.",
                                     "december dec dec."};

typedef struct unit_words {
  const char *words;
  nst_timex_unit unit;
} unit_words;

static const unit_words units[] = {
    {"hour hours minute minutes", NST_TU_HOUR},
    {"day days", NST_TU_DAY},
    {"week weeks", NST_TU_WEEK},
    {"weekend weekends", NST_TU_WEEKEND},
    {"month months", NST_TU_MONTH},
    {"year years", NST_TU_YEAR},
    {"decade decades", NST_TU_DECADE},
    {"spring", NST_TU_SPRING},
    {"summer", NST_TU_SUMMER},
    {"autumn fall", NST_TU_AUTUMN},
    {"winter", NST_TU_WINTER},
};

typedef struct scan {
  const nst_doc *doc;
  uint32_t first, end; /* of the sentence */
} scan;

static const nst_token *tok(const scan *s, uint32_t i) {
  return &s->doc->tokens.items[i];
}

static bool is(const scan *s, uint32_t i, const char *list) {
  return i >= s->first && i < s->end && nst_str_in(tok(s, i)->lower, list);
}

static bool before_is(const scan *s, uint32_t i, const char *list) {
  return i > s->first && is(s, i - 1, list);
}

static bool capital(const scan *s, uint32_t i) {
  const nst_token *t = tok(s, i);
  return t->form.len > 0 && t->form.p[0] >= 'A' && t->form.p[0] <= 'Z';
}

static int weekday_at(const scan *s, uint32_t i) {
  if (i >= s->end || !capital(s, i)) return -1;
  nst_str word = tok(s, i)->lower;
  for (int d = 0; d < 7; d++)
    if (nst_str_in(word, weekdays[d])) return d;
  return -1;
}

/* 1..12; "mid-December" counts. `bare` tells words that are verbs as well. */
static int month_at(const scan *s, uint32_t i, bool *bare) {
  if (i >= s->end) return 0;
  nst_str word = tok(s, i)->lower;
  bool mid = nst_str_starts(word, "mid-");
  if (mid) word = (nst_str){word.p + 4, word.len - 4};
  else if (!capital(s, i)) return 0;
  for (int m = 0; m < 12; m++)
    if (nst_str_in(word, months[m])) {
      *bare = !mid && nst_str_in(word, "may march mar");
      return m + 1;
    }
  return 0;
}

static bool unit_at(const scan *s, uint32_t i, nst_timex_unit *unit) {
  for (size_t k = 0; i < s->end && k < sizeof units / sizeof *units; k++)
    if (nst_str_in(tok(s, i)->lower, units[k].words)) {
      *unit = units[k].unit;
      return true;
    }
  return false;
}

static int small_number(const scan *s, uint32_t i, int low, int high) {
  double value;
  bool ordinal;
  if (i >= s->end || !nst_number_of_word(tok(s, i)->lower, &value, &ordinal)) return 0;
  if (value < low || value > high || value != (double)(int)value) return 0;
  nst_str w = tok(s, i)->lower;
  return w.p[0] >= '0' && w.p[0] <= '9' ? (int)value : 0;
}

static int year_at(const scan *s, uint32_t i) {
  return i < s->end && tok(s, i)->lower.len == 4 ? small_number(s, i, 1800, 2100) : 0;
}

/* "last", "next", "this" and "early" words right before token *first; takes them into the expression. */
static void read_modifiers(const scan *s, nst_timex *x) {
  if (before_is(s, x->first, "early late mid mid-")) x->first--;
  if (before_is(s, x->first, "last past previous")) x->which = -1, x->first--;
  else if (before_is(s, x->first, "next coming following")) x->which = 1, x->first--;
  else if (before_is(s, x->first, "this")) x->which = 2, x->first--;
  if (before_is(s, x->first, "earlier")) x->earlier = true, x->first--;
  else if (before_is(s, x->first, "later")) x->later = true, x->first--;
  else if (before_is(s, x->first, "early late") && x->which != 0) x->first--;
}

static void read_year(const scan *s, nst_timex *x) {
  uint32_t i = x->end;
  if (is(s, i, ", of")) i++;
  int year = year_at(s, i);
  if (year > 0) x->year = year, x->end = i + 1;
}

/* "August 9-12", "between August 9 and 12", "9 to 12 August": the last day, 0 for none; `*end` is set after it. */
static int last_day(const scan *s, uint32_t first, uint32_t i, uint32_t *end) {
  bool dash = is(s, i, "- \xE2\x80\x93") && !tok(s, i - 1)->space_after;
  bool opened = first > s->first && ((is(s, first - 1, "between") && is(s, i, "and")) ||
                                     (is(s, first - 1, "from") && is(s, i, "to until till through")));
  if (!dash && !opened) return 0;
  int day = small_number(s, i + 1, 1, 31);
  if (day > 0) *end = i + 2;
  return day;
}

static bool read_weekday(const scan *s, uint32_t i, nst_timex *x) {
  bool bare;
  int day = weekday_at(s, i);
  if (day < 0) return false;
  *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_WEEKDAY, .value = day};
  read_modifiers(s, x);
  uint32_t j = is(s, i + 1, ",") ? i + 2 : i + 1;
  int month = month_at(s, j, &bare);
  if (month > 0 && small_number(s, j + 1, 1, 31) > 0) {
    x->kind = NST_TX_DATE;
    x->month = month;
    x->day = small_number(s, j + 1, 1, 31);
    x->end = j + 2;
    read_year(s, x);
  } else if (is(s, i + 1, "morning afternoon evening night")) {
    x->end = i + 2;
  } else if (is(s, i + 1, "and - \xE2\x80\x93") && weekday_at(s, i + 2) == (day + 1) % 7) {
    x->more = 1;
    x->end = i + 3;
  }
  return true;
}

static bool read_near_day(const scan *s, uint32_t i, nst_timex *x) {
  static const struct {
    const char *words;
    int days;
  } near[] = {{"yesterday", -1}, {"today tonight", 0}, {"tomorrow", 1}};
  *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_DAYS};
  bool part = is(s, i + 1, "morning afternoon evening night");
  for (size_t k = 0; k < sizeof near / sizeof *near; k++)
    if (is(s, i, near[k].words)) {
      x->value = near[k].days;
      if (part) x->end++;
      return true;
    }
  if (is(s, i, "overnight") && tok(s, i)->deprel != NST_REL_AMOD && tok(s, i)->deprel != NST_REL_COMPOUND) {
    x->value = -1;
    x->more = 1;
    return true;
  }
  if (!part || !is(s, i, "this last")) return false;
  x->end = i + 2;
  x->value = is(s, i, "last") ? -1 : 0;
  return true;
}

/* "New Year's Eve", "Christmas Day". */
static bool read_holiday(const scan *s, uint32_t i, nst_timex *x) {
  uint32_t j = is(s, i, "new") && is(s, i + 1, "year") && is(s, i + 2, "'s \xE2\x80\x99s") ? i + 3
               : is(s, i, "christmas")                                                     ? i + 1
                                                                                           : 0;
  if (j == 0 || !capital(s, i) || !is(s, j, "eve day")) return false;
  bool eve = is(s, j, "eve"), christmas = j == i + 1;
  *x = (nst_timex){.first = i, .end = j + 1, .kind = NST_TX_DATE};
  x->month = !christmas && !eve ? 1 : 12;
  x->day = christmas ? (eve ? 24 : 25) : eve ? 31 : 1;
  read_year(s, x);
  return true;
}

/* "the 4th of this month", "on the 15th": a day of a month that is not named. */
static bool read_day_of_month(const scan *s, uint32_t i, nst_timex *x) {
  if (!is(s, i, "the") || i + 1 >= s->end) return false;
  nst_str word = tok(s, i + 1)->lower;
  bool ordinal = nst_str_ends(word, "th") || nst_str_ends(word, "st") || nst_str_ends(word, "nd") ||
                 nst_str_ends(word, "rd");
  int day = ordinal ? small_number(s, i + 1, 1, 31) : 0;
  if (day == 0) return false;
  *x = (nst_timex){.first = i, .end = i + 2, .kind = NST_TX_DATE, .day = day};
  if (is(s, i + 2, "of") && is(s, i + 3, "this last next the") && is(s, i + 4, "month")) {
    x->which = is(s, i + 3, "last") ? -1 : is(s, i + 3, "next") ? 1 : 2;
    x->end = i + 5;
    return true;
  }
  if (is(s, i + 2, "and to") && is(s, i + 3, "the")) return before_is(s, i, "between from");
  bool last =
      i + 2 >= s->end || tok(s, i + 2)->upos == NST_UPOS_PUNCT || tok(s, i + 2)->upos == NST_UPOS_CCONJ;
  return last && before_is(s, i, "on");
}

/* "2014-05-06"; "5 May", "the 5th of May"; "May 5, 2014"; "October 2010"; "in October". */
static bool read_date(const scan *s, uint32_t i, nst_timex *x) {
  bool bare = false;
  nst_str word = tok(s, i)->lower;
  *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_DATE};
  if (word.len == 10 && nst_day_parse(word, false) != NST_DAY_NONE) {
    nst_civil c = nst_day_civil(nst_day_parse(word, false));
    x->year = c.year, x->month = c.month, x->day = c.day;
    return true;
  }
  int day = small_number(s, i, 1, 31);
  uint32_t j = is(s, i + 1, "of") ? i + 2 : i + 1;
  int last = day > 0 ? last_day(s, i, i + 1, &j) : 0;
  if (last > day) x->more = last - day;
  if (day > 0 && month_at(s, j, &bare) > 0 && !(bare && is(s, j, "may") && !capital(s, j))) {
    x->day = day;
    x->month = month_at(s, j, &bare);
    x->end = j + 1;
    read_year(s, x);
    return true;
  }
  int month = month_at(s, i, &bare);
  if (month == 0) return false;
  day = small_number(s, i + 1, 1, 31);
  x->month = month;
  if (day > 0 && !is(s, i + 2, "% percent people")) {
    x->day = day;
    x->end = i + 2;
    last = last_day(s, i, i + 2, &x->end);
    if (last > day) x->more = last - day;
    read_year(s, x);
    return true;
  }
  x->kind = NST_TX_MONTH;
  read_year(s, x);
  if (bare && x->year == 0 && tok(s, i)->upos != NST_UPOS_PROPN) return false;
  if (bare && x->year == 0 &&
      !before_is(s, i, "in since last this next early late mid until by from of during"))
    return false;
  read_modifiers(s, x);
  if (before_is(s, x->first, "-") && x->first - 1 > s->first && is(s, x->first - 2, "mid")) x->first -= 2;
  return true;
}

static bool is_year(const scan *s, uint32_t i) {
  if (year_at(s, i) == 0) return false;
  if (before_is(s, i, "in since during of by until from between early late year mid before after"))
    return true;
  const nst_token *t = tok(s, i);
  if (t->head < 0) return false;
  const nst_token *head = nst_tok(s->doc, t->head);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  bool inside = rel == NST_REL_NUMMOD || rel == NST_REL_COMPOUND || rel == NST_REL_AMOD ||
                t->deprel == NST_REL_NMOD_UNMARKED;
  if (inside && t->head > (int32_t)i)
    return !(head->feat_bits & NST_FEAT(PLURAL)) || before_is(s, i, "the its their his her 's");
  return t->deprel == NST_REL_OBL_UNMARKED || t->deprel == NST_REL_NMOD_UNMARKED;
}

static bool read_years(const scan *s, uint32_t i, nst_timex *x) {
  nst_str word = tok(s, i)->lower;
  *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_YEAR};
  if (word.len == 5 && word.p[4] == 's' && word.p[3] == '0') { /* "1990s" */
    double value;
    bool ordinal;
    if (!nst_number_of_word((nst_str){word.p, 4}, &value, &ordinal) || value < 1800 || value > 2090)
      return false;
    x->year = (int)value;
    x->end_year = x->year + 9;
    return true;
  }
  if (!is_year(s, i)) return false;
  x->year = x->end_year = year_at(s, i);
  if (is(s, i + 1, "and to - \xE2\x80\x93")) {
    int next = year_at(s, i + 2);
    if (next > x->year) x->end_year = next, x->end = i + 3;
  }
  return true;
}

/* Units counted: "two weeks", "a day", "hours"; the token after the unit, 0 if it is none. */
static uint32_t read_count(const scan *s, uint32_t i, int *count, nst_timex_unit *unit) {
  double value;
  bool ordinal;
  if (unit_at(s, i, unit)) { /* "hours after", "days later" */
    *count = *unit == NST_TU_HOUR ? 1 : 0;
    return (tok(s, i)->feat_bits & NST_FEAT(PLURAL)) || nst_str_ends(tok(s, i)->lower, "s") ? i + 1 : 0;
  }
  if (!unit_at(s, i + 1, unit)) return 0;
  if (is(s, i, "a an the")) *count = 1;
  else if (nst_number_of_word(tok(s, i)->lower, &value, &ordinal) && !ordinal && value < 1000)
    *count = (int)value;
  else return 0;
  return i + 2;
}

static bool read_counted(const scan *s, uint32_t i, nst_timex *x) {
  int count;
  nst_timex_unit unit;
  uint32_t next = read_count(s, i, &count, &unit);
  if (next == 0 || next >= s->end) return false;
  *x = (nst_timex){.first = i, .end = next, .unit = unit, .value = count};
  if (is(s, next, "ago")) {
    x->kind = NST_TX_AGO;
    x->end++;
    return count > 0;
  }
  bool after = is(s, next, "later after afterwards"), before = is(s, next, "earlier before previously");
  if (!after && !before) return false;
  if (count == 0 && unit != NST_TU_HOUR) return false;
  x->kind = NST_TX_OFFSET;
  x->linked = is(s, next, "after before") && next + 1 < s->end && tok(s, next + 1)->upos != NST_UPOS_PUNCT;
  if (!x->linked) x->end++;
  if (before) x->value = -x->value;
  return true;
}

/* "the next day", "the same day", "that morning", "the day before". */
static bool read_anaphoric(const scan *s, uint32_t i, nst_timex *x) {
  nst_timex_unit unit = NST_TU_DAY;
  *x = (nst_timex){.first = i, .end = i + 2, .kind = NST_TX_OFFSET, .unit = NST_TU_DAY};
  if (is(s, i, "within") && is(s, i + 1, "hours minutes")) return true;
  if (is(s, i, "within") && is(s, i + 1, "the an") && is(s, i + 2, "hour")) return x->end++, true;
  if (is(s, i, "that") && is(s, i + 1, "day morning afternoon evening night")) return true;
  if (is(s, i, "the") && is(s, i + 1, "morning afternoon evening night") && before_is(s, i, "in during") &&
      !is(s, i + 2, "of before after"))
    return true; /* of the day told before */
  if (!is(s, i, "the")) return false;
  bool day = is(s, i + 2, "day morning night evening afternoon");
  if (is(s, i + 1, "next following same previous") && (day || unit_at(s, i + 2, &unit))) {
    x->unit = day ? NST_TU_DAY : unit;
    x->anaphor = true;
    x->end = i + 3;
    x->value = is(s, i + 1, "same") ? 0 : is(s, i + 1, "previous") ? -1 : 1;
    return is(s, i + 1, "same") ? day : true;
  }
  if (is(s, i + 1, "day night") && is(s, i + 2, "before after")) {
    x->linked = i + 3 < s->end && tok(s, i + 3)->upos != NST_UPOS_PUNCT;
    x->end = x->linked ? i + 2 : i + 3;
    x->value = is(s, i + 2, "before") ? -1 : 1;
    return true;
  }
  return false;
}

/* "last week", "this month", "earlier this year", "over the weekend", "in the past two years". */
static bool read_unit(const scan *s, uint32_t i, nst_timex *x) {
  nst_timex_unit unit;
  double value;
  bool ordinal;
  *x = (nst_timex){.first = i, .end = i + 2, .kind = NST_TX_UNIT};
  bool last = is(s, i, "last past previous"), next = is(s, i, "next coming following"),
       this = is(s, i, "this");
  if ((last || next) && i + 2 < s->end && unit_at(s, i + 2, &unit) &&
      nst_number_of_word(tok(s, i + 1)->lower, &value, &ordinal) && !ordinal && value < 1000) {
    x->end = i + 3;
    x->unit = unit;
    x->value = next ? -(int)value : (int)value;
    x->kind = NST_TX_PAST;
    return true;
  }
  if (is(s, i, "the") && is(s, i + 1, "weekend")) {
    x->unit = NST_TU_WEEKEND;
    return true;
  }
  if (is(s, i, "the") && before_is(s, i, "in during over") && unit_at(s, i + 1, &unit) &&
      unit >= NST_TU_SPRING) {
    x->unit = unit;
    return true;
  }
  if ((!last && !next && !this) || !unit_at(s, i + 1, &unit) || unit == NST_TU_HOUR) return false;
  if (nst_str_ends(tok(s, i + 1)->lower, "s")) return false;
  if (unit == NST_TU_DAY) {
    x->kind = NST_TX_OFFSET;
    x->value = last ? -1 : next ? 1 : 0;
    return is(s, i, "previous following");
  }
  x->unit = unit;
  x->which = last ? -1 : next ? 1 : 2;
  if (before_is(s, i, "earlier")) x->earlier = true, x->first--;
  else if (before_is(s, i, "later")) x->later = true, x->first--;
  else if (before_is(s, i, "early late")) x->first--;
  return true;
}

static bool read(const scan *s, uint32_t i, nst_timex *x) {
  return read_near_day(s, i, x) || read_unit(s, i, x) || read_counted(s, i, x) || read_anaphoric(s, i, x) ||
         read_weekday(s, i, x) || read_holiday(s, i, x) || read_date(s, i, x) || read_day_of_month(s, i, x) ||
         read_years(s, i, x);
}

/* The token of the expression whose head lies outside. */
static int32_t head_of(const scan *s, const nst_timex *x) {
  for (uint32_t i = x->first; i < x->end; i++) {
    int32_t h = tok(s, i)->head;
    if (h < (int32_t)x->first || h >= (int32_t)x->end) {
      if (tok(s, i)->upos != NST_UPOS_ADP && tok(s, i)->deprel != NST_REL_PUNCT &&
          tok(s, i)->upos != NST_UPOS_ADV)
        return (int32_t)i;
    }
  }
  return (int32_t)x->end - 1;
}

/* "since May", "until the end of 2017": is the expression at `i` opened by one of `words`? */
static bool opened_by(const scan *s, uint32_t i, const char *words) {
  if (before_is(s, i, "of") && i > s->first + 1 && is(s, i - 2, "end beginning start middle outset")) {
    i -= 2;
    if (before_is(s, i, "the")) i--;
  }
  return before_is(s, i, words);
}

bool nst_timex_next(const nst_doc *doc, uint32_t at, uint32_t end, nst_timex *out) {
  if (at >= end) return false;
  const nst_sentence *sentence = &doc->sentences.items[doc->tokens.items[at].sentence];
  scan s = {.doc = doc, .first = sentence->first, .end = sentence->end};
  for (uint32_t i = at; i < end; i++) {
    if (!read(&s, i, out)) continue;
    if (out->first < at) out->first = at;
    out->since = opened_by(&s, out->first, "since");
    out->until = opened_by(&s, out->first, "until till");
    out->head = head_of(&s, out);
    return true;
  }
  return false;
}

/* "1986:", "March:", "Spring 1985:": alone they are dates only at the head of an entry. */
static bool read_label(const scan *s, uint32_t i, nst_timex *x) {
  nst_timex_unit unit;
  bool bare;
  if (read_weekday(s, i, x) && x->kind == NST_TX_DATE) return true;
  if (is(s, i, "early late mid")) i++;
  int year = year_at(s, i), month = month_at(s, i, &bare);
  if (year > 0) {
    *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_YEAR, .year = year, .end_year = year};
    return true;
  }
  if (read_date(s, i, x)) return true;
  if (month > 0) {
    *x = (nst_timex){.first = i, .end = i + 1, .kind = NST_TX_MONTH, .month = month};
    read_year(s, x);
    return true;
  }
  bool season = unit_at(s, i, &unit) && unit >= NST_TU_SPRING && year_at(s, i + 1) > 0;
  if (!season) return false;
  *x = (nst_timex){.first = i, .end = i + 2, .kind = NST_TX_MONTH, .year = year_at(s, i + 1)};
  x->month = unit == NST_TU_SPRING ? 3 : unit == NST_TU_SUMMER ? 6 : unit == NST_TU_AUTUMN ? 9 : 12;
  x->more = 61;
  return true;
}

bool nst_timex_at(const nst_doc *doc, uint32_t at, uint32_t end, nst_timex *out) {
  if (at >= end) return false;
  const nst_sentence *sentence = &doc->sentences.items[doc->tokens.items[at].sentence];
  scan s = {.doc = doc, .first = sentence->first, .end = sentence->end};
  if (!read_label(&s, at, out)) return false;
  out->first = at;
  out->head = head_of(&s, out);
  return true;
}
