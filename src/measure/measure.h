/* measure.h - event records against reports that people have annotated: who matches whom, how much is right.
 *
 *   gold     JSONL, one report a line: {id, date, title?, text, complete, events} (docs/annotating.md)
 *   records  JSONL, one event record a line (docs/codebook.md)
 *
 * A record matches an annotated event when its trigger, or a later mention, overlaps the passage that was marked; each
 * is used once. Type, actors and attributes of the matched ones are then compared. Everything lives in one arena. */
#ifndef NST_MEASURE_MEASURE_H
#define NST_MEASURE_MEASURE_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"

/** Types as gold may name them: the sixteen, and YIELD for CONCEDE or RETREAT. */
enum { NST_LABEL_YIELD = NST_EVENT_COUNT, NST_LABEL_COUNT };
const char *nst_label_name(int label);
/** -1 for an unknown word. */
int nst_label_of(const char *name);
/** CONCEDE and RETREAT become YIELD; others stay. */
int nst_label_merged(int label);

#define NST_DETAIL_LIST(X)      \
  X(ATTRIBUTION, "attribution") \
  X(CONDITION, "condition")     \
  X(CONTENT, "content") X(PLACE, "place") X(QUANTITIES, "quantities") X(STATUS, "status") X(TIME, "time")

/** The attributes that are compared where the gold gives them. */
typedef enum nst_detail {
#define NST_DETAIL_ENUM(name, words) NST_DETAIL_##name,
  NST_DETAIL_LIST(NST_DETAIL_ENUM)
#undef NST_DETAIL_ENUM
      NST_DETAIL_COUNT
} nst_detail;
const char *nst_detail_name(nst_detail detail);

/** "RUS:GOV": a country or organisation, and a sector; "" where not given. */
typedef struct nst_actor_code {
  const char *place, *sector;
} nst_actor_code;
typedef struct nst_actor_codes {
  nst_actor_code *items;
  size_t n, capacity;
} nst_actor_codes;

typedef struct nst_spans {
  nst_span *items;
  size_t n, capacity;
} nst_spans;

typedef struct nst_speaker {
  nst_actor_code code;
  const char *given; /**< as the gold writes it */
  const char *words; /**< words and name, in lower case */
} nst_speaker;
typedef struct nst_speakers {
  nst_speaker *items;
  size_t n, capacity;
} nst_speakers;

typedef struct nst_bounds {
  int kind; /**< nst_quantity_kind; NST_Q_COUNT for one that is not known */
  bool has_low, has_high;
  double low, high;
} nst_bounds;
typedef struct nst_figures {
  nst_bounds *items;
  size_t n, capacity;
} nst_figures;

/** An event as somebody tells it: an annotator or the coder. */
typedef struct nst_told {
  const char *id;    /**< of a record, "" for none */
  const char *quote; /**< the passage, or the trigger */
  nst_spans spans;   /**< of it and of the later passages: bytes of the report */
  int label;         /**< the type; of several accepted ones the first */
  uint32_t labels;   /**< all accepted ones, merged: bit 1 << label */
  nst_actor_codes source, target;
  bool mutual, optional;
  uint32_t has; /**< bit 1 << nst_detail: what the annotator has given */
  int status;   /**< nst_event_status, -1 unknown */
  bool condition;
  nst_speakers attribution;
  nst_figures quantities;
  const char *from, *to; /**< NULL where not given */
  const char *place;     /**< country, NULL where not given */
  int content;           /**< label, -1 for none */
  bool has_confidence;
  double confidence;
  const char *why; /**< first line of the trace, "" for none */
} nst_told;
typedef struct nst_tolds {
  nst_told *items;
  size_t n, capacity;
} nst_tolds;

typedef struct nst_gold_report {
  const char *id, *date; /**< date "" for none */
  nst_str title, body;
  nst_str text; /**< title, two line feeds, body; or the body alone: what spans count in */
  bool complete;
  uint32_t line;
  nst_tolds events, records;
} nst_gold_report;

typedef struct nst_gold {
  nst_arena *arena;
  nst_gold_report *items;
  size_t n, capacity;
  nst_map ids;
  size_t strangers; /**< records of reports that the gold does not have */
} nst_gold;

/** Told for each mistake in a file. */
typedef void (*nst_gold_fn)(void *user, uint32_t line, const char *message);

/** Read gold. Every mistake goes to `fn` (may be NULL); NST_FORMAT if there was any, NST_EMPTY without reports, NST_NOMEM. */
NST_MUST_USE nst_status nst_gold_read(nst_arena *arena, nst_str data, nst_gold_fn fn, void *user,
                                      nst_gold **out);
/** Give records to the reports they belong to. The same statuses; records read before stay. */
NST_MUST_USE nst_status nst_gold_records(nst_gold *gold, nst_str data, nst_gold_fn fn, void *user);
/** The same with a second annotation of these reports in place of records; reports that it lacks are told. */
NST_MUST_USE nst_status nst_gold_second(nst_gold *gold, nst_str data, nst_gold_fn fn, void *user);

/** Right among found (precision) and among wanted (recall). */
typedef struct nst_rates {
  double p, r, f1;
} nst_rates;

typedef struct nst_tally {
  size_t gold, predicted, type, dyad, full;
} nst_tally;

typedef struct nst_share {
  size_t right, of;
} nst_share;

#define NST_MISTAKE_LIST(X) \
  X(TYPE, "wrong type")     \
  X(ACTORS, "wrong actors") X(EXTRA, "not in the gold") X(MISSED, "missed") X(DETAIL, "wrong detail")
typedef enum nst_mistake_kind {
#define NST_MISTAKE_ENUM(name, words) NST_MISTAKE_##name,
  NST_MISTAKE_LIST(NST_MISTAKE_ENUM)
#undef NST_MISTAKE_ENUM
      NST_MISTAKE_COUNT
} nst_mistake_kind;
const char *nst_mistake_name(nst_mistake_kind kind);

typedef struct nst_mistake {
  nst_mistake_kind kind;
  nst_detail detail;    /**< of NST_MISTAKE_DETAIL */
  uint32_t report;      /**< index */
  const nst_told *gold; /**< NULL for NST_MISTAKE_EXTRA */
  const nst_told *got;  /**< NULL for NST_MISTAKE_MISSED */
} nst_mistake;

/** What is said of one record: which of its parts are right. */
typedef struct nst_verdict {
  uint32_t report;
  const nst_told *got;
  bool type, dyad, full;
} nst_verdict;

enum { NST_CONFIDENCE_BINS = 10 };

typedef struct nst_measures {
  nst_tally all;
  nst_tally *reports; /**< one for each report of the gold */
  size_t n_reports;
  nst_share details[NST_DETAIL_COUNT];
  struct {
    size_t n, right;
    double sum;
  } bins[NST_CONFIDENCE_BINS]; /**< records by confidence: 0 to 0.1, ...; right: type and dyad */
  size_t n_calibrated;
  double calibration_error;
  struct {
    size_t gold, found, extra;
  } types[NST_LABEL_COUNT];
  uint32_t confusion[NST_LABEL_COUNT][NST_LABEL_COUNT]; /**< gold by coded, merged labels; 0: nothing */
  struct {
    nst_mistake *items;
    size_t n, capacity;
  } mistakes; /**< by kind; the surest records first */
  struct {
    nst_verdict *items;
    size_t n, capacity;
  } verdicts; /**< of every record that counts, in the order of the reports */
} nst_measures;

/** Match and count. */
NST_MUST_USE nst_status nst_measure(nst_gold *gold, nst_measures *out);
nst_rates nst_measure_rates(const nst_tally *tally, size_t right);

typedef enum nst_measure_level { NST_LEVEL_TYPE, NST_LEVEL_DYAD, NST_LEVEL_FULL } nst_measure_level;
/** The range in which the F1 of 95 of 100 samples of reports lies (bootstrap, drawn with a fixed seed). */
void nst_measure_interval(const nst_measures *m, nst_measure_level level, double *low, double *high);

/** Is the record's type accepted; are the actors the same (with sectors where the gold gives them)? */
bool nst_told_same_type(const nst_told *gold, const nst_told *got);
bool nst_told_same_actors(const nst_told *gold, const nst_told *got, bool with_sector);
/** Is the detail as the gold has it? */
bool nst_told_same_detail(const nst_told *gold, const nst_told *got, nst_detail detail);

/** The sentence around a passage: to the next line break or full stop on either side. */
nst_str nst_measure_context(nst_str text, nst_span passage);

#endif
