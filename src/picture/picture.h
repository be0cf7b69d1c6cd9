/* picture.h - what an analyst keeps by hand: the ledgers of a dyad or a country, and its series over time.
 *
 * Both are read out of a store. Nothing here is coded anew: every line leads to the events and reports it came from. */
#ifndef NST_PICTURE_PICTURE_H
#define NST_PICTURE_PICTURE_H

#include "store/store.h"

/* ---- Ledgers ---------------------------------------------------------------------------------------- */

typedef enum nst_ledger {
  NST_LEDGER_TALKS,      /**< talks held, announced, asked for and refused */
  NST_LEDGER_FORCES,     /**< forces gathered and moved, and withdrawals claimed */
  NST_LEDGER_CONDITIONS, /**< threats and promises that hang on an "if" */
  NST_LEDGER_DEMANDS,    /**< what was asked of whom, and the answer */
  NST_LEDGER_CLAIMS,     /**< accusations and disputed acts beside their denials */
  NST_LEDGER_CASUALTIES, /**< deaths and injuries */
  NST_LEDGER_COUNT
} nst_ledger;
/** "talks", "forces", "conditions", "demands", "claims", "casualties"; NULL out of range. */
const char *nst_ledger_name(nst_ledger ledger);

typedef enum nst_line_state {
  NST_STATE_NONE,
  NST_STATE_HELD,      /**< talks: took place */
  NST_STATE_AGREED,    /**< talks: announced or promised; demands: accepted in words */
  NST_STATE_ASKED,     /**< talks: one side asked for them */
  NST_STATE_REFUSED,   /**< talks, demands: refused */
  NST_STATE_PRESENT,   /**< forces: gathered, deployed, exercising */
  NST_STATE_WITHDRAWN, /**< forces: said to be withdrawn; conditions: taken back */
  NST_STATE_DOUBTED,   /**< forces, claims: somebody doubts or disputes it */
  NST_STATE_OPEN,      /**< conditions, demands: nothing heard since */
  NST_STATE_MET,       /**< conditions: what was threatened or promised was done; demands: done */
  NST_STATE_CLAIMED,   /**< claims: not disputed */
  NST_STATE_DENIED     /**< claims: denied by the one it is about */
} nst_line_state;
/** "held", "agreed" ...; "" for NST_STATE_NONE. */
const char *nst_line_state_name(nst_line_state state);

/** One line of a ledger. Strings are never NULL; all live as long as the picture. */
typedef struct nst_line {
  nst_ledger ledger;
  nst_line_state state;
  int64_t event;
  nst_event_type type, content; /**< of that event */
  nst_event_status status;
  char from[11], to[11]; /**< days of the event */
  const char *who;       /**< source, e.g. "RUS GOV, UKR GOV" */
  const char *whom;      /**< target */
  bool mutual;
  const char *what;         /**< what was done, asked, threatened: the words of the report */
  const char *medium;       /**< talks: "phone", "visit", "multilateral", "third-party" or "" */
  const char *asked_by;     /**< talks: who asked for them, as the last request before them says */
  const char *condition;    /**< the words of the condition */
  const char *according_to; /**< chain of speakers, outermost first, " > " between; "" the reporter */
  const char *place;
  nst_quantity_kind kind; /**< of low and high where has_quantity */
  bool has_quantity, has_low, has_high;
  double low, high; /**< over all records of the event */
  const char *unit;
  double duration_low, duration_high; /**< talks: minutes; 0 unknown */
  uint32_t round;                     /**< talks: 0 unknown */
  int64_t other; /**< the event that answers, fulfils, withdraws, denies or doubts it; 0: none */
  char other_day[11];
  const char *other_words; /**< who and what in that event, for a person */
  uint32_t n_records, n_sources;
  const int64_t *reports;  /**< n_reports of them, first first: every report that tells it */
  const char *const *docs; /**< their own ids */
  size_t n_reports;
} nst_line;

typedef struct nst_picture nst_picture;

typedef struct nst_picture_request {
  const char *subject;       /**< "RUS-UKR" or "RUS" */
  const char *since, *until; /**< as in nst_filter */
  size_t limit;              /**< lines in each ledger, newest kept; 0: 50 */
} nst_picture_request;

NST_MUST_USE nst_status nst_picture_new(nst_store *store, const nst_picture_request *request,
                                        nst_picture **out, nst_error *error);
void nst_picture_free(nst_picture *picture);
/** Lines of a ledger, newest first. */
size_t nst_picture_count(const nst_picture *picture, nst_ledger ledger);
const nst_line *nst_picture_line(const nst_picture *picture, nst_ledger ledger, size_t i);
/** Events that belong to the ledger, the ones beyond the limit too. */
uint64_t nst_picture_total(const nst_picture *picture, nst_ledger ledger);
/** What is known of the subject altogether. */
typedef struct nst_picture_facts {
  char a[8], b[8];           /**< b "" for a country */
  uint64_t events, disputed; /**< every status but hypothetical; disputed ones */
  char first_day[11], last_day[11];
  double deaths_low, deaths_high, injured_low,
      injured_high; /**< sums over events; open ranges count their known end */
} nst_picture_facts;
const nst_picture_facts *nst_picture_about(const nst_picture *picture);
/** The whole picture as one JSON object: {"subject", "events", ..., "ledgers": {"talks": {"total", "lines": [...]}}}.
 *  Fields of a line are named as in nst_line. No line feed at the end. */
void nst_picture_json(nst_buf *buf, const nst_picture *picture);

/* ---- Series ------------------------------------------------------------------------------------------ */

typedef enum nst_period { NST_BY_DAY, NST_BY_WEEK, NST_BY_MONTH } nst_period;
/** "day", "week" (Monday to Sunday), "month"; false for another word. */
bool nst_period_parse(const char *word, nst_period *out);
const char *nst_period_name(nst_period period);

typedef struct nst_point {
  nst_day day;     /**< first day of the period */
  uint32_t events; /**< actual events, unless the filter asks for other statuses */
  uint32_t types[NST_EVENT_COUNT];
  uint32_t quads[5];       /**< [1] .. [4] */
  uint32_t disputed, told; /**< disputed events, and events of any status: their share is disputed / told */
  double goldstein, score; /**< means over `events`; 0 where there are none */
  double sources;          /**< mean number of sources of an event */
  double tension;          /**< 0..100, below */
  bool change;             /**< a change point of the tension: this period begins another level */
} nst_point;

/** Tension: conflict C and cooperation K are the sums of the negative and of the positive PLOVER scores of the actual
 *  events (without their sign), each forgotten by half every 28 days; tension = 50 + 50 (C - K) / (C + K + 10).
 *  50: nothing, or an even balance; the 10 keeps a single event from moving it to the end of the scale.
 *  Change points: Pettitt's rank test (1979), the series cut at the strongest point and each side tested again while
 *  p < 0.01, segments of at least four periods. */
typedef struct nst_series nst_series;
NST_MUST_USE nst_status nst_series_new(nst_store *store, const nst_filter *filter, nst_period by,
                                       nst_series **out, nst_error *error);
void nst_series_free(nst_series *series);
/** Points from the first to the last event, periods without events too. */
size_t nst_series_count(const nst_series *series);
const nst_point *nst_series_point(const nst_series *series, size_t i);
nst_period nst_series_period(const nst_series *series);
/** Tension of the period that holds a day; behind the last period it is forgotten day by day, before the first it is 50. */
double nst_series_tension_at(const nst_series *series, nst_day day);
/** An array of objects: {"from": "2022-02-21", "events", "quads": [..4], "types": {"AGREE": 2, ...}, "goldstein", "score",
 *  "disputed", "told", "sources", "tension", "change"}. */
void nst_series_json(nst_buf *buf, const nst_series *series);
/** One of these objects. */
void nst_point_json(nst_buf *buf, const nst_point *point);

/* ---- Alerts ------------------------------------------------------------------------------------------- */

/** MEASURE SUBJECT up|down AMOUNT over SPAN [against SPAN]     "tension RUS-UKR up 2sd over 4w"
 *  MEASURE SUBJECT above|below NUMBER [over SPAN]              "MOBILIZE RUS above 20 over 7d"
 *  MEASURE: tension goldstein score disputed sources events, a type, or quad1 .. quad4.
 *  SUBJECT: a dyad or a country; "all". AMOUNT: 2sd, 30% or a number. SPAN: 7d, 4w, 3m.
 *  Measured on days. Counts are summed over the span, the others averaged. The span is held against the mean (and
 *  the standard deviation of equally long spans) of the time before it: `against`, else twelve spans. */
typedef enum nst_alert_change {
  NST_ALERT_UP,
  NST_ALERT_DOWN,
  NST_ALERT_ABOVE,
  NST_ALERT_BELOW
} nst_alert_change;
typedef enum nst_alert_unit { NST_ALERT_NUMBER, NST_ALERT_PERCENT, NST_ALERT_SD } nst_alert_unit;
typedef enum nst_measure {
  NST_MEASURE_TENSION,
  NST_MEASURE_GOLDSTEIN,
  NST_MEASURE_SCORE,
  NST_MEASURE_DISPUTED,
  NST_MEASURE_SOURCES,
  NST_MEASURE_EVENTS,
  NST_MEASURE_TYPE,
  NST_MEASURE_QUAD
} nst_measure;
typedef struct nst_alert_rule {
  nst_measure measure;
  nst_event_type type; /**< of NST_MEASURE_TYPE */
  int quad;            /**< of NST_MEASURE_QUAD */
  char subject[16];
  nst_alert_change change;
  nst_alert_unit unit;
  double amount;
  uint32_t span, against; /**< days */
} nst_alert_rule;
/** NST_ARGUMENT with a sentence that names the word that cannot be understood. */
NST_MUST_USE nst_status nst_alert_parse(const char *text, nst_alert_rule *out, nst_error *error);

typedef struct nst_alert_answer {
  bool raised;
  bool known; /**< false: too little time before the span to compare with */
  double now, before, spread,
      change;       /**< value, what it is held against, standard deviation, distance in the rule's unit */
  nst_day from, to; /**< the span */
} nst_alert_answer;
/** Hold the rule against the store as of `day` (NST_DAY_NONE: the last day with events of the subject). */
NST_MUST_USE nst_status nst_alert_check(nst_store *store, const nst_alert_rule *rule, nst_day day,
                                        nst_alert_answer *out, nst_error *error);

#endif
