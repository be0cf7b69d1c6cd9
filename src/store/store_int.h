/* store_int.h - what the files of this folder share; the one header that knows SQLite. */
#ifndef NST_STORE_STORE_INT_H
#define NST_STORE_STORE_INT_H

#include <sqlite3.h>

#include "base/hash.h"
#include "store/store.h"

enum {
  NST_STORE_SCHEMA = 5,               /**< PRAGMA user_version of the newest schema */
  NST_STORE_APPLICATION = 0x4E535452, /**< PRAGMA application_id, "NSTR" */
  NST_STORE_WAIT_MS = 60000,          /**< how long one writer waits for another */
  NST_FLAGS_CONTENT = 8,              /**< the bit of flags where the content begins */
  NST_CODE = 8                        /**< room for a country or organisation */
};

/** SQL that brings a store from version `from` to from + 1, statement by statement; NULL behind the last. */
const char *nst_store_step(int from, size_t part);
/** SQL that makes the views anew, in the same way. */
const char *nst_store_view(size_t part);

/** Statements that are prepared once. */
/* clang-format off */
#define NST_STATEMENT_LIST(X)                                                                              \
  X(BEGIN, "BEGIN IMMEDIATE") X(COMMIT, "COMMIT")                                                          \
  X(SEQUENCE, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'records'), 0)")              \
  X(RUN_FIND, "SELECT id FROM runs WHERE version = ?1 AND pack = ?2 AND options = ?3")                     \
  X(RUN_ADD, "INSERT INTO runs(version, pack, options) VALUES (?1, ?2, ?3)")                               \
  X(REPORT_DOC, "SELECT id, hash, day, newer FROM reports WHERE doc = ?1")                                 \
  X(REPORT_HASH, "SELECT id, title, text FROM reports WHERE hash = ?1 AND newer IS NULL AND text IS NOT NULL") \
  X(REPORT_ADD, "INSERT INTO reports(doc, day, title, text, hash, source, url, run, apart, wire, bytes, "          \
                "sentences) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11)")                               \
  X(REPORT_WIRE, "UPDATE reports SET wire = ?2 WHERE id = ?1")                                             \
  X(REPORT_NEWER, "UPDATE reports SET newer = ?2 WHERE id = ?1")                                           \
  X(REPORT_RUN, "UPDATE reports SET run = ?2, sentences = ?3 WHERE id = ?1")                               \
  X(REPORT_SEARCH, "INSERT INTO reports_fts(rowid, title, text) VALUES (?1, ?2, ?3)")                      \
  X(REPORT_FACTS, "SELECT apart, wire, day FROM reports WHERE id = ?1")                                    \
  X(COPY_FIND, "SELECT report FROM copies WHERE doc = ?1")                                                 \
  X(COPY_ADD, "INSERT INTO copies(report, doc, day, source, url) VALUES (?1, ?2, ?3, ?4, ?5)")             \
  X(COPY_DROP, "DELETE FROM copies WHERE doc = ?1")                                                        \
  X(BAND_ADD, "INSERT OR IGNORE INTO bands(band, report) VALUES (?1, ?2)")                                 \
  X(BAND_FIND, "SELECT report FROM bands WHERE band = ?1 AND report <> ?2 ORDER BY report LIMIT 64")       \
  X(SIGN_ADD, "INSERT INTO signatures(report, signature) VALUES (?1, ?2)")                                 \
  X(SIGN_GET, "SELECT s.signature, r.wire, r.day FROM signatures s JOIN reports r ON r.id = s.report "     \
              "WHERE s.report = ?1")                                                                       \
  X(ACTOR_FIND, "SELECT id FROM actors WHERE name = ?1 AND country = ?2 AND org = ?3 AND sector = ?4 AND code = ?5")     \
  X(ACTOR_ADD, "INSERT INTO actors(name, country, org, sector, code) VALUES (?1, ?2, ?3, ?4, ?5)")                   \
  X(ACTOR_COUNT, "UPDATE actors SET as_source = as_source + ?2, as_target = as_target + ?3 WHERE id = ?1") \
  X(RECORD_ADD, "INSERT INTO records(id, code, report, event, sentence, type, mode, contexts, cameo, "     \
                "goldstein, content, mutual, status, trigger, trigger_begin, trigger_end, condition, "     \
                "condition_begin, condition_end, time_text, day_from, day_to, day, place_text, "           \
                "place_country, place_admin1, lat, lon, place_precision, confidence, why, score, flags, "  \
                "match, event_status, n_records, n_sources, event_flags) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "  \
                "?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, "    \
                "?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?13, 1, 1, ?33)")                                      \
  X(PART_ADD, "INSERT INTO record_actors(record, role, ord, actor, text, span_begin, span_end) "           \
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")                                                       \
  X(MENTION_ADD, "INSERT INTO mentions(record, ord, text, span_begin, span_end) "                          \
                 "VALUES (?1, ?2, ?3, ?4, ?5)")                                                            \
  X(QUANTITY_ADD, "INSERT INTO quantities(record, ord, kind, low, high, unit, text, span_begin, span_end) " \
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")                                           \
  X(TIE_ADD, "INSERT OR REPLACE INTO ties(a, b, day, event, dir, type, status, flags, goldstein10, "       \
             "score10, sources) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")                    \
  X(TIE_STAGE, "INSERT INTO staged(a, b, day, event, dir, type, status, flags, goldstein10, "              \
               "score10, sources) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")                  \
  X(STAGE_DROP, "DELETE FROM staged WHERE a = ?1 AND b = ?2 AND day = ?3 AND event = ?4")                  \
  X(TIE_DROP, "DELETE FROM ties WHERE a = ?1 AND b = ?2 AND day = ?3 AND event = ?4")                      \
  X(DYAD_ADD, "INSERT INTO dyads(a, b, events, first_day, last_day) VALUES (?1, ?2, ?3, ?4, ?5) "          \
              "ON CONFLICT(a, b) DO UPDATE SET events = events + ?3, first_day = CASE WHEN ?4 = "          \
              "-2147483648 THEN first_day WHEN first_day = -2147483648 THEN ?4 ELSE min(first_day, ?4) END, "      \
              "last_day = max(last_day, ?5)")                                                              \
  X(DYAD_CLEAR, "DELETE FROM dyads WHERE a = ?1 AND b = ?2 AND events <= 0")                               \
  X(EVENT_MATCH, "SELECT id, day, day_from, day_to, place_text, place_country, place_precision FROM "      \
                 "records WHERE event = id AND match = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, id "      \
                 "LIMIT 1000")                                                                              \
  X(EVENT_MEMBERS, "SELECT id, status, report, flags FROM records WHERE event = ?1 AND event <> id")       \
  X(EVENT_LEAD, "SELECT id, status, report, flags, type, day, goldstein, score, mutual FROM records "      \
                "WHERE id = ?1")                                                                           \
  X(EVENT_SUMS, "UPDATE records SET event_status = ?2, n_records = ?3, n_sources = ?4, event_flags = ?5 "   \
                "WHERE id = ?1")                                                                           \
  X(EVENT_PARTS, "SELECT p.role, a.country, a.org FROM record_actors p JOIN actors a ON a.id = p.actor "   \
                 "WHERE p.record = ?1 AND p.role < 2 ORDER BY p.role, p.ord")                              \
  X(EVENT_SET, "UPDATE records SET event = ?2 WHERE id = ?1")                                              \
  X(EVENT_MOVE, "UPDATE records SET event = ?2 WHERE event = ?1 AND event <> id")                          \
  X(RECORDS_OF, "SELECT id, event FROM records WHERE report = ?1 ORDER BY id")                             \
  X(RECORD_IN, "SELECT 1 FROM records WHERE report = ?2 AND code = ?1")                                      \
  X(REPORT_BARE, "SELECT id FROM reports WHERE doc = ?1 AND newer IS NULL AND text IS NULL")               \
  X(PARTS_OF, "SELECT role, actor FROM record_actors WHERE record = ?1")                                   \
  X(DROP_RECORD, "DELETE FROM records WHERE id = ?1")                                                      \
  X(DROP_PARTS, "DELETE FROM record_actors WHERE record = ?1")                                             \
  X(DROP_MENTIONS, "DELETE FROM mentions WHERE record = ?1")                                               \
  X(DROP_QUANTITIES, "DELETE FROM quantities WHERE record = ?1")                                           \
  X(LOAD_PARTS, "SELECT p.role, p.text, p.span_begin, p.span_end, a.name, a.country, a.org, a.sector, a.code "     \
                "FROM record_actors p JOIN actors a ON a.id = p.actor WHERE p.record = ?1 "                \
                "ORDER BY p.role, p.ord")                                                                  \
  X(LOAD_MENTIONS, "SELECT text, span_begin, span_end FROM mentions WHERE record = ?1 ORDER BY ord")       \
  X(LOAD_QUANTITIES, "SELECT kind, low, high, unit, text, span_begin, span_end FROM quantities "           \
                     "WHERE record = ?1 ORDER BY ord")                                                     \
  X(EVENT_QUANTITIES, "SELECT kind, low, high FROM quantities WHERE record = ?1 UNION ALL SELECT q.kind, "  \
                      "q.low, q.high FROM records r JOIN quantities q ON q.record = r.id "                 \
                      "WHERE r.event = ?1 AND r.event <> r.id")                                            \
  X(RECORD_BY_CODE, "SELECT id FROM records WHERE code = ?1 ORDER BY event IS NULL, id LIMIT 1")
/* clang-format on */

typedef enum nst_statement {
#define NST_STATEMENT_ENUM(name, sql) NST_ST_##name,
  NST_STATEMENT_LIST(NST_STATEMENT_ENUM)
#undef NST_STATEMENT_ENUM
      NST_ST_COUNT
} nst_statement;

/** Counts that a batch adds up, by actor or pair. */
typedef struct nst_sum nst_sum;
typedef struct nst_sums {
  nst_sum *slots;
  size_t n, capacity;
} nst_sums;

/** What a cursor by number asks: one record, or all records of an event. */
enum { NST_SPARE_RECORD, NST_SPARE_EVENT, NST_SPARE };

struct nst_store {
  sqlite3 *db;
  sqlite3_stmt *statements[NST_ST_COUNT];
  nst_store_mode mode;
  bool in_batch;
  size_t added;                   /**< records kept by the last put */
  int64_t next_record;            /**< within a batch */
  nst_arena *names;               /**< keys of `actors` */
  nst_map actors;                 /**< "name\1country\1org\1sector" to actor id, filled in batches */
  sqlite3_stmt *spare[NST_SPARE]; /**< statements of cursors, for the next one that asks the same */
  nst_sums actor_sums, dyad_sums; /**< not yet written */
  char *path, *part;              /**< of a store that is being filled: its place, and where it grows */
  char **later;                   /**< statements that make its indexes; NULL: it is not being filled */
};

/** The actor occurs `change` times more in this role. Written by nst_sums_write. */
nst_status nst_count_actor(nst_store *store, int64_t actor, int role, int change, nst_error *error);
/** The pair has `change` events more, one of them on `day`. */
nst_status nst_count_dyad(nst_store *store, const char a[NST_CODE], const char b[NST_CODE], int change,
                          nst_day day, nst_error *error);
nst_status nst_sums_write(nst_store *store, nst_error *error);
void nst_sums_clear(nst_sums *sums);
void nst_sums_free(nst_sums *sums);

/** Where the store of this path grows: free it. */
char *nst_fill_path(const char *path);
/** Nobody fills this file; what a killed process left is removed. */
nst_status nst_fill_claim(const char *part, nst_error *error);
/** Make ready for filling: no journal, no indexes for reading. */
nst_status nst_fill_begin(nst_store *store, nst_error *error);
void nst_fill_free(nst_store *store);

/** Fill *error from the state of the database; `what` was being done. Returns the status. */
nst_status nst_store_fail(nst_store *store, nst_error *error, const char *what);
/** The prepared statement, reset and without bindings; NULL if it cannot be prepared. */
sqlite3_stmt *nst_store_statement(nst_store *store, nst_statement which);
/** Step a statement that gives no row and reset it. */
nst_status nst_store_run_statement(nst_store *store, sqlite3_stmt *st, nst_error *error);
/** Step; *row tells whether there is one. Reset when there is none or it fails. */
nst_status nst_store_step_row(nst_store *store, sqlite3_stmt *st, bool *row, nst_error *error);

void nst_bind_text(sqlite3_stmt *st, int at, const char *text);
/** NULL for NST_DAY_NONE. */
void nst_bind_day(sqlite3_stmt *st, int at, nst_day day);
/** Column as text, never NULL. Valid until the next step. */
const char *nst_column_text(sqlite3_stmt *st, int at);
nst_day nst_column_day(sqlite3_stmt *st, int at);

/** Hash of title and text. */
int64_t nst_report_hash(const nst_report *report);
/** Link the report to its near-duplicates: *wire is the first of them, or `id`. */
nst_status nst_wire_find(nst_store *store, int64_t id, const nst_report *report, nst_day day, int64_t *wire,
                         nst_error *error);

enum { NST_SIGNATURE = 64, NST_BANDS = 16 };
/** MinHash signature of the word shingles of title and text; false if there are too few words. */
bool nst_minhash(const char *title, size_t title_len, const char *text, size_t text_len,
                 uint32_t out[NST_SIGNATURE]);
/** Share of equal places: an estimate of the Jaccard similarity of the shingles. */
double nst_minhash_similarity(const uint32_t a[NST_SIGNATURE], const uint32_t b[NST_SIGNATURE]);

/** A record as it is put in. */
typedef struct nst_new_record {
  const nst_event *event;
  int64_t id, report;
  nst_day from, to, day;
  uint32_t flags;
  int64_t match; /**< hash of type, content and actors; 0: never joined */
  double score;
} nst_new_record;

/** Events that the report's records have joined: no two records of a report tell the same event. */
typedef struct nst_joined {
  int64_t *items;
  size_t n, capacity;
} nst_joined;

nst_status nst_record_put(nst_store *store, nst_new_record *record, bool apart, nst_joined *joined,
                          nst_error *error);
/** Add `event` to the list. */
nst_status nst_joined_add(nst_joined *joined, int64_t event, nst_error *error);
/** Does the report have a record with this id? */
nst_status nst_record_known(nst_store *store, int64_t report, const char *record_id, bool *known,
                            nst_error *error);
/** Take the records of a report out of the events; `drop`: delete them, else keep them as history. */
nst_status nst_records_retire(nst_store *store, int64_t report, bool drop, nst_error *error);

/** Hash of what must agree for two records to tell the same event; 0: the actors are too vague. */
int64_t nst_match_hash(const nst_event *event);
/** The event that the record joins, or 0. */
nst_status nst_event_join(nst_store *store, const nst_new_record *record, const nst_joined *joined,
                          int64_t *event, nst_error *error);
/** Write the ties of an event that has this one record. */
nst_status nst_event_tie(nst_store *store, const nst_new_record *record, nst_error *error);
/** Count the event's records and sources anew and write its ties. `fresh`: it has none yet. */
nst_status nst_event_refresh(nst_store *store, int64_t event, bool fresh, nst_error *error);
nst_status nst_event_drop_ties(nst_store *store, int64_t event, nst_error *error);
/** Country, else organisation. */
const char *nst_actor_code(const char *country, const char *org);

/** SQL and what is bound to it. */
typedef struct nst_binding {
  char kind; /**< 't' text, 'i' integer, 'd' number */
  const char *text;
  int64_t integer;
  double number;
} nst_binding;
typedef struct nst_sql {
  nst_buf buf;
  nst_arena *arena;
  nst_binding bindings[64];
  size_t n_bindings;
  bool ties;   /**< t: the tie of the event drives the query */
  bool record; /**< a condition needs e, the record */
  bool probe;  /**< actors are looked for in each event, rather than all their events gathered first */
  bool failed;
} nst_sql;

void nst_sql_text(nst_sql *sql, const char *text); /**< append "?" and bind a copy */
void nst_sql_int(nst_sql *sql, int64_t value);
/** Write the conditions of the filter (" AND ..." each) into sql->buf; what drives the query is decided first. */
nst_status nst_filter_build(const nst_filter *filter, nst_sql *sql, nst_error *error);
bool nst_is_set(const char *text); /**< neither NULL nor "" */
bool nst_is_code(nst_str text);    /**< three capital letters */
/** Is the text one plain code, so that the ties alone answer? */
bool nst_plain_code(const char *text, char code[NST_CODE]);
/** What stands behind LIKE: the column holds the text, whose % and _ are letters like others. */
void nst_sql_like(nst_sql *sql, nst_str part);
/** The event has such an actor in the role (0 source, 1 target, -1 either). */
void nst_sql_actor(nst_sql *sql, const char *text, int role);
/** Are the actors of the filter so often met that a page of `limit` events is found sooner by looking at one event after
 *  the other than by gathering all of theirs? */
nst_status nst_filter_often(nst_store *store, const nst_filter *filter, size_t limit, bool *out,
                            nst_error *error);
/** Does the filter name one plain country or organisation, and ask nothing besides that ties cannot answer? `role`:
 *  0 source, 1 target, 2 either side. */
bool nst_filter_code(const nst_filter *filter, char code[NST_CODE], int *role);
/** Does the filter name a pair: a dyad, or a source and a target of plain codes? */
bool nst_filter_pair(const nst_filter *filter, char x[NST_CODE], char y[NST_CODE]);
/** Conditions on columns that ties have too: of t where sql->ties, else of e. */
void nst_filter_common(nst_sql *sql, const nst_filter *filter);
/** "t.a = CODE" or "t.b = CODE" (side 0, 1), acting in that role. */
void nst_sql_side(nst_sql *sql, int side, const char *code, int role);
/** SELECT `columns` FROM what drives WHERE what the filter asks; `report`: p, the report, is there too. */
nst_status nst_find_query(nst_sql *sql, const nst_filter *filter, const char *columns, bool report,
                          nst_error *error);
nst_status nst_sql_prepare(nst_store *store, nst_sql *sql, sqlite3_stmt **out, nst_error *error);
void nst_sql_init(nst_sql *sql, nst_arena *arena);
void nst_sql_free(nst_sql *sql);
/** The words of a person as an FTS5 expression that is always well-formed; false if no word is left. */
bool nst_search_expression(nst_buf *out, const char *words);
/** Bits of types, those of the quads among them; 0: any. */
uint32_t nst_filter_types(const nst_filter *filter);
bool nst_filter_days(const nst_filter *filter, nst_day *since, nst_day *until);

/** The columns of a record, in the order that nst_load_event reads them, from e and p. */
#define NST_EVENT_COLUMNS                                                                            \
  "e.id, e.code, e.report, e.event, e.sentence, e.type, e.mode, e.contexts, e.cameo, e.goldstein, "  \
  "e.content, e.mutual, e.status, e.trigger, e.trigger_begin, e.trigger_end, e.condition, "          \
  "e.condition_begin, e.condition_end, e.time_text, e.day_from, e.day_to, e.day, e.place_text, "     \
  "e.place_country, e.place_admin1, e.lat, e.lon, e.place_precision, e.confidence, e.why, e.score, " \
  "e.event_status, e.n_records, e.n_sources, p.doc, p.day, p.source, p.url, "                        \
  "p.bytes"
nst_status nst_load_event(nst_store *store, sqlite3_stmt *st, nst_arena *arena, nst_store_event *out,
                          nst_error *error);

#endif
