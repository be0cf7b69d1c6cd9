/* store.h - one file that holds a crisis: reports, what was coded from them, and which of it is the same event.
 *
 * A store is one SQLite file. SQLite is known in this folder alone; tables and views are described in docs/store.md.
 *
 *   report   a text, kept once. The same text under the same id changes nothing; another text under the same id
 *            supersedes it, the old one stays as history. The same text under another id is kept as a copy, a text
 *            that is nearly the same (MinHash over word shingles) is linked to the first of its kind, its "wire".
 *   record   one nst_event as coded from one report (docs/codebook.md).
 *   event    what one or more records tell: same type and actors, places that do not contradict each other, times
 *            that overlap. It carries the id of its first record, and counts its records and its sources (wires).
 *            Its status is that of its records; where some say so and some dispute or negate it, it is disputed.
 *   run      version, pack and options that coded a report.
 *
 * Writing goes in batches: all of a batch is kept or nothing, whatever happens. Several processes may write; they wait
 * for each other. Readers never wait and see the last committed batch.
 * A handle serves one thread at a time; every thread opens its own. */
#ifndef NST_STORE_STORE_H
#define NST_STORE_STORE_H

#include "base/buf.h"
#include "base/date.h"

typedef struct nst_store nst_store;

/* ---- Opening -------------------------------------------------------------------------------------- */

typedef enum nst_store_mode {
  NST_STORE_READ,   /**< must exist; works in a read-only folder too */
  NST_STORE_WRITE,  /**< must exist */
  NST_STORE_CREATE, /**< made where there is none */
  NST_STORE_FILL /**< must not exist; stands under its name once nst_store_finish has ended, whole or not at all */
} nst_store_mode;

/** Open a store. An older schema is migrated when writing, refused with NST_STORE_VERSION when reading.
 *  NST_STORE: no store, or damaged; NST_IO: cannot be read or written. */
NST_MUST_USE nst_status nst_store_open(const char *path, nst_store_mode mode, nst_store **out,
                                       nst_error *error);
/** End the filling of a store opened with NST_STORE_FILL: indexes are made and the file comes to its place. Only
 *  nst_store_close may follow. */
NST_MUST_USE nst_status nst_store_finish(nst_store *store, nst_error *error);
/** An open batch is rolled back; a store that was being filled and is not finished is removed. Accepts NULL. */
void nst_store_close(nst_store *store);
/** Stop the statement that is running, from another thread or a signal handler: it fails with NST_BUSY. */
void nst_store_interrupt(nst_store *store);
/** A number that changes whenever another handle or process has changed the store. */
NST_MUST_USE nst_status nst_store_generation(nst_store *store, uint64_t *out);

/* ---- Writing -------------------------------------------------------------------------------------- */

/** Begin a batch: waits up to a minute for another writer, then NST_BUSY. */
NST_MUST_USE nst_status nst_store_begin(nst_store *store, nst_error *error);
/** Keep the batch. After an error the batch is gone (rolled back). NST_FULL: no space left on the disk. */
NST_MUST_USE nst_status nst_store_commit(nst_store *store, nst_error *error);
void nst_store_rollback(nst_store *store);

/** Who codes: borrowed for the call. */
typedef struct nst_store_run {
  const char *version; /**< of the program */
  const char *pack;    /**< nst_pack_about, or the name of the format that was imported */
  const char *options; /**< what else decides what is coded, e.g. "min-confidence 0.5" */
} nst_store_run;
/** The number of this run, the same as before if it is known. Within a batch. */
NST_MUST_USE nst_status nst_store_run_id(nst_store *store, const nst_store_run *run, int64_t *out,
                                         nst_error *error);

/** A report to keep; strings are borrowed for the call. */
typedef struct nst_store_input {
  nst_report report;     /**< `text` may be NULL: events without text (imports) */
  const char *source;    /**< who published it, or NULL */
  const char *url;       /**< or NULL */
  const char *sentences; /**< nst_record_sentences, or NULL: kept as it is */
  int64_t run;           /**< of nst_store_run_id */
  bool keep_apart;       /**< never join its records to events of other reports (imports of event data) */
} nst_store_input;

typedef enum nst_store_outcome {
  NST_PUT_NEW,   /**< kept, with its records */
  NST_PUT_SAME,  /**< known already: nothing was changed */
  NST_PUT_NEWER, /**< supersedes another text under this id */
  NST_PUT_COPY /**< the text is known under another id: noted as a further publication, records not kept twice */
} nst_store_outcome;

/** What nst_store_put would do with this report, so that what is known needs no coding. Works without a batch. */
NST_MUST_USE nst_status nst_store_check(nst_store *store, const nst_report *report, nst_store_outcome *out,
                                        nst_error *error);
/** Keep a report and its `n` records. Within a batch. Where neither this report nor the one kept under its id has a
 *  text, it gets those records that it does not have yet (by id), and the outcome is NST_PUT_SAME if there are none. */
NST_MUST_USE nst_status nst_store_put(nst_store *store, const nst_store_input *input,
                                      const nst_event *const *records, size_t n, nst_store_outcome *out,
                                      nst_error *error);
/** How many records the last nst_store_put has kept. */
size_t nst_store_added(const nst_store *store);
/** Put these records, and these sentences (as in nst_store_input), in the place of those that the report `id` has, as
 *  coded by `run`. Within a batch. */
NST_MUST_USE nst_status nst_store_recode(nst_store *store, int64_t id, int64_t run, const char *sentences,
                                         const nst_event *const *records, size_t n, nst_error *error);

/* ---- Asking --------------------------------------------------------------------------------------- */

/** Which events. Zeroed: all of them. Strings are borrowed for the call and may be NULL or "".
 *
 *  An actor is written as in the record: "RUS" or "UNO" (country or organisation), "RUSMIL" or "RUS:MIL" (with
 *  sector), ":REB" (any country), or as part of a name ("putin"); several with commas between.
 *  `text` is words ("gas pipeline"), all of which the report holds; "quoted phrases", -without, OR and prefix* work. */
typedef struct nst_filter {
  const char *source, *target; /**< who acted, who was acted on; either side of a mutual event */
  const char *actor;           /**< on either side */
  const char *dyad;            /**< "RUS-UKR": two countries or organisations, in either direction */
  const char *alone;           /**< "RUS": what it did towards nobody in particular */
  uint32_t types;              /**< bits 1 << nst_event_type */
  uint32_t quads;              /**< bits 1 << 1..4 */
  uint32_t statuses;           /**< bits 1 << nst_event_status */
  const char *since, *until;   /**< "2022-02-24", "2022-02" or "2022", inclusive, of the event's day */
  const char *place;           /**< a country code, or part of the name of a place */
  const char *text;            /**< words of a report that tells it */
  double min_confidence;
  uint32_t min_sources;
  bool conditional; /**< only events with a condition */
  bool one_a_day;   /**< of events with the same type and actors on the same day, only the first */
  int64_t report;   /**< only records of this report (0: any), each record by itself */
} nst_filter;

/** Read "RUS-UKR"; false if it is no dyad. `a` and `b` have room for 8 bytes. */
bool nst_dyad_parse(const char *text, char a[8], char b[8]);
/** NST_OK, or NST_ARGUMENT with a sentence that says which field cannot be understood. */
NST_MUST_USE nst_status nst_filter_check(const nst_filter *filter, nst_error *error);

/** An event, or a record of a report where the filter names one. Pointers are borrowed until the next call on
 *  the cursor or getter they came from. */
typedef struct nst_store_event {
  nst_event record; /**< the first record that tells it; `record.status` as that record has it */
  int64_t id;       /**< in this store, never used again for another event */
  int64_t report;
  int64_t event;           /**< id of the event it belongs to (== id for an event); 0: history */
  nst_day day;             /**< first day of its time, else the day of publication; NST_DAY_NONE */
  nst_event_status status; /**< of all records together */
  uint32_t n_records;
  uint32_t n_sources;    /**< wires among its reports: near-duplicates count once */
  double score;          /**< PLOVER score of type and mode, -10..10 */
  const char *publisher; /**< of the report, "" if unknown */
  const char *url;
  size_t doc_bytes; /**< length of its title and text; 0 without text */
} nst_store_event;

/** Where a page begins: behind the event that `after` points at. Newest first. */
typedef struct nst_page {
  size_t limit;      /**< 0: no limit */
  const char *after; /**< a key from nst_page_key, NULL: the first page. NST_ARGUMENT if it is no key */
  bool oldest_first;
} nst_page;
enum { NST_PAGE_KEY = 48 };
/** The key of the page behind this event. */
void nst_page_key(const nst_store_event *event, char out[NST_PAGE_KEY]);

typedef struct nst_cursor nst_cursor;
/** Find events. `page` may be NULL. The cursor must be freed before the store is closed. */
NST_MUST_USE nst_status nst_store_find(nst_store *store, const nst_filter *filter, const nst_page *page,
                                       nst_cursor **out, nst_error *error);
/** The next event; *out is NULL after the last. */
NST_MUST_USE nst_status nst_cursor_next(nst_cursor *cursor, const nst_store_event **out, nst_error *error);
void nst_cursor_free(nst_cursor *cursor);
/** How many events the filter finds. */
NST_MUST_USE nst_status nst_store_count(nst_store *store, const nst_filter *filter, uint64_t *out,
                                        nst_error *error);

/** One record by its number in the store (the id of an event is that of its first record). NST_MISSING if there
 *  is none. The cursor holds what *event points at: free it. */
NST_MUST_USE nst_status nst_store_get(nst_store *store, int64_t id, nst_cursor **cursor,
                                      const nst_store_event **event, nst_error *error);
/** The number of the record with this `id` of 16 hex digits; NST_MISSING. */
NST_MUST_USE nst_status nst_store_lookup(nst_store *store, const char *record_id, int64_t *out,
                                         nst_error *error);
/** All records that tell the event `id`, first one first: read them with nst_cursor_next. */
NST_MUST_USE nst_status nst_store_records(nst_store *store, int64_t id, nst_cursor **out, nst_error *error);

/* ---- Reports -------------------------------------------------------------------------------------- */

/** A report as kept. Strings are never NULL and borrowed until the next call that fills the same cursor. */
typedef struct nst_stored_report {
  int64_t id;
  const char *doc; /**< the report's own id */
  char date[11];   /**< ISO or "" */
  const char *title, *text, *source, *url;
  size_t title_len, text_len;
  bool has_text;
  int64_t newer;     /**< the report that superseded it, 0: this one holds */
  int64_t wire;      /**< first report of its near-duplicates, itself where it is the first */
  uint32_t n_wire;   /**< near-duplicates in the store, itself among them; copies too */
  uint32_t n_copies; /**< further publications of exactly this text */
  uint32_t n_records;
  const char *version, *pack, *options; /**< what coded it */
  const char *sentences;                /**< JSON, "" where they are not known */
  const char
      *snippet; /**< where it was found by words: a passage with the words between \1 and \2; else "" */
} nst_stored_report;

typedef struct nst_report_cursor nst_report_cursor;
typedef struct nst_report_filter {
  const char *text; /**< as in nst_filter; best match first. NULL: newest first */
  const char *doc;  /**< only the report with this id of its own */
  int64_t wire;     /**< only near-duplicates of this report, 0: any */
  int64_t from_id;  /**< only reports above this number, in order of number: to walk through all */
  bool walk;        /**< in order of number */
  bool history;     /**< superseded ones too */
  size_t limit, offset;
} nst_report_filter;
NST_MUST_USE nst_status nst_store_reports(nst_store *store, const nst_report_filter *filter,
                                          nst_report_cursor **out, nst_error *error);
/** The next report; *out is NULL after the last. */
NST_MUST_USE nst_status nst_report_next(nst_report_cursor *cursor, const nst_stored_report **out,
                                        nst_error *error);
void nst_report_cursor_free(nst_report_cursor *cursor);
/** The report with number `id`; NST_MISSING. Free the cursor that holds it. */
NST_MUST_USE nst_status nst_store_report(nst_store *store, int64_t id, nst_report_cursor **cursor,
                                         const nst_stored_report **report, nst_error *error);

/* ---- Counts and lists ----------------------------------------------------------------------------- */

typedef struct nst_store_counts {
  uint64_t reports, superseded, copies, wires, records, events, disputed, conditional, runs;
  nst_day first_day, last_day; /**< of events; NST_DAY_NONE in an empty store */
  uint64_t file_bytes;
} nst_store_counts;
NST_MUST_USE nst_status nst_store_count_all(nst_store *store, nst_store_counts *out, nst_error *error);

/** Called for each row; a false answer ends the list. Strings are borrowed for the call. */
typedef struct nst_actor_row {
  const char *name, *country, *org, *sector;
  uint64_t as_source, as_target; /**< records */
} nst_actor_row;
typedef bool (*nst_actor_fn)(void *user, const nst_actor_row *row);
/** Actors, busiest first; `part` of a name or a code, or NULL. */
NST_MUST_USE nst_status nst_store_actors(nst_store *store, const char *part, size_t limit, nst_actor_fn row,
                                         void *user, nst_error *error);

typedef struct nst_dyad_row {
  const char *a,
      *b; /**< in the order of the alphabet; "" where the report names nobody; a == b within a country */
  uint64_t events;
  nst_day first_day, last_day;
} nst_dyad_row;
typedef bool (*nst_dyad_fn)(void *user, const nst_dyad_row *row);
/** Pairs of countries and organisations, most events first. `since` (ISO or NULL): only events from that day on.
 *  Pairs with an empty side and within one country are left out unless `all`. */
NST_MUST_USE nst_status nst_store_dyads(nst_store *store, const char *since, bool all, size_t limit,
                                        nst_dyad_fn row, void *user, nst_error *error);

/** A place with its events. The same point named in two ways is one place. */
typedef struct nst_place_row {
  const char *name, *country;
  nst_place_precision precision;
  double lat, lon; /**< meaningful where `has_point` */
  bool has_point;
  uint64_t events, quads[5]; /**< quads [1] .. [4] */
  nst_day last_day;
} nst_place_row;
typedef bool (*nst_place_fn)(void *user, const nst_place_row *row);
/** Places of the events that the filter finds, most events first. */
NST_MUST_USE nst_status nst_store_places(nst_store *store, const nst_filter *filter, size_t limit,
                                         nst_place_fn row, void *user, nst_error *error);

typedef struct nst_run_row {
  int64_t id;
  const char *version, *pack, *options;
  uint64_t reports;
} nst_run_row;
typedef bool (*nst_run_fn)(void *user, const nst_run_row *row);
NST_MUST_USE nst_status nst_store_runs(nst_store *store, nst_run_fn row, void *user, nst_error *error);

/** What tables and counts need of an event, without its texts: made for millions of them. */
typedef struct nst_tally_row {
  int64_t event;
  nst_day day;
  nst_event_type type, content;
  nst_event_status status;
  uint32_t flags; /**< NST_HAS_... */
  uint32_t sources;
  double goldstein, score;
  bool first;       /**< the first row of this event: an event with three partners has three rows */
  char a[8], b[8];  /**< the pair; "" where the filter names neither a dyad nor one country */
  bool forth, back; /**< a acted on b, b acted on a; both where mutual */
} nst_tally_row;
enum {
  NST_HAS_CONDITION = 1,
  NST_HAS_TROOPS = 2,
  NST_HAS_CASUALTIES = 4, /**< killed or injured */
  NST_HAS_ATTRIBUTION = 8,
  NST_HAS_WEAPONS = 16,
  NST_HAS_FORCES = 32, /**< forces gathered, moved or withdrawn */
  NST_HAS_DENIAL = 64  /**< a denial of responsibility or of an accusation */
};
typedef bool (*nst_tally_fn)(void *user, const nst_tally_row *row);
/** Every event that the filter finds, oldest first where the filter names a dyad, else in any order. A filter that
 *  names one country as `actor`, and nothing but types, statuses and days besides, is answered by pairs too. */
NST_MUST_USE nst_status nst_store_tally(nst_store *store, const nst_filter *filter, nst_tally_fn row,
                                        void *user, nst_error *error);
/** Called for each quantity of each record of an event. */
typedef void (*nst_quantity_fn)(void *user, nst_quantity_kind kind, bool has_low, double low, bool has_high,
                                double high);
NST_MUST_USE nst_status nst_store_quantities(nst_store *store, int64_t event, nst_quantity_fn row, void *user,
                                             nst_error *error);

#endif
