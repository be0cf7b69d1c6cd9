/* timex.h - time expressions in a sentence, and the days they stand for. */
#ifndef NST_EVENTS_TIMEX_H
#define NST_EVENTS_TIMEX_H

#include "doc/doc.h"

typedef enum nst_timex_kind {
  NST_TX_WEEKDAY, /**< "on Tuesday": value 0 Monday .. 6 Sunday */
  NST_TX_DAYS,    /**< "yesterday": value days from the report's date */
  NST_TX_DATE,    /**< "5 May", "May 5, 2014" */
  NST_TX_MONTH,   /**< "in October", "October 2010" */
  NST_TX_YEAR,    /**< "2008", "1995 and 1996", "the 1990s" */
  NST_TX_UNIT,    /**< "last week", "this month", "the weekend", "this summer" */
  NST_TX_AGO,     /**< "two weeks ago": value units back */
  NST_TX_PAST,    /**< "the last four days": value units back up to the report's date */
  NST_TX_OFFSET /**< "a day after", "three days later", "the next day", "that morning": from another event's time */
} nst_timex_kind;

typedef enum nst_timex_unit {
  NST_TU_HOUR,
  NST_TU_DAY,
  NST_TU_WEEK,
  NST_TU_WEEKEND,
  NST_TU_MONTH,
  NST_TU_YEAR,
  NST_TU_DECADE,
  NST_TU_SPRING,
  NST_TU_SUMMER,
  NST_TU_AUTUMN,
  NST_TU_WINTER
} nst_timex_unit;

typedef struct nst_timex {
  uint32_t first, end; /**< tokens [first, end), without preposition */
  int32_t head;        /**< the token by which it hangs in the tree */
  nst_timex_kind kind;
  nst_timex_unit unit;
  int value;                      /**< see kind; OFFSET: units, positive later */
  int which;                      /**< -1 last, 0 unmarked, 1 next, 2 this */
  int year, end_year, month, day; /**< 0 where not given; DATE without a month: "the 4th of this month" */
  int more;                       /**< days that follow: "August 9-12", "Thursday and Friday", "overnight" */
  bool earlier, later;            /**< "earlier this week", "later this month" */
  bool since, until;
  bool anaphor; /**< OFFSET: "the following month", the whole of it */
  bool linked;  /**< OFFSET: a clause or phrase follows that names the other event ("a day after ...") */
} nst_timex;

/** The first time expression that begins in tokens [at, end). False: none. */
bool nst_timex_next(const nst_doc *doc, uint32_t at, uint32_t end, nst_timex *out);
/** The time expression that begins with token `at`, as the label of an entry does ("July 15, 2008: ..."). */
bool nst_timex_at(const nst_doc *doc, uint32_t at, uint32_t end, nst_timex *out);
/** Days of an expression for a report of day `ref`; `future`: the clause speaks of what is to come.
 *  OFFSET counts from `ref` too: give it the other event's day. False where there is no answer. */
bool nst_timex_resolve(const nst_timex *t, nst_day ref, bool future, nst_day *from, nst_day *to);

#endif
