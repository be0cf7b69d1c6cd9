/* schema.c - the tables of a store, version by version, and the views for people who write SQL (docs/store.md).
 *
 * A released step is never changed: a new version is a further step. Days are days since 1970-01-01. */
#include "store/store_int.h"

/* Version 1. `ties` holds one row for each pair of countries or organisations of an event, in the order of the
 * alphabet; dir 1: a acted on b, 2: b on a, 3: both. It repeats what counts need, so that they read nothing else. */
static const char *const step_1[] = {
    "CREATE TABLE runs(id INTEGER PRIMARY KEY, version TEXT NOT NULL, pack TEXT NOT NULL, options TEXT NOT "
    "NULL,"
    " UNIQUE(version, pack, options));",
    "CREATE TABLE types(id INTEGER PRIMARY KEY, name TEXT NOT NULL, quad INTEGER NOT NULL);",
    "CREATE TABLE statuses(id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
    "CREATE TABLE kinds(id INTEGER PRIMARY KEY, name TEXT NOT NULL);",
    "CREATE TABLE reports(id INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL, day INTEGER, title TEXT,"
    " text TEXT, bytes INTEGER NOT NULL, hash INTEGER NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,"
    " run INTEGER NOT NULL REFERENCES runs, apart INTEGER NOT NULL, wire INTEGER NOT NULL,"
    " newer INTEGER REFERENCES reports);",
    "CREATE UNIQUE INDEX reports_now ON reports(doc) WHERE newer IS NULL;",
    "CREATE INDEX reports_doc ON reports(doc);",
    "CREATE INDEX reports_hash ON reports(hash);",
    "CREATE INDEX reports_wire ON reports(wire);",
    "CREATE INDEX reports_day ON reports(day, id);",
    "CREATE TABLE copies(doc TEXT PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports, day INTEGER,"
    " source TEXT NOT NULL, url TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE INDEX copies_report ON copies(report);",
    "CREATE VIRTUAL TABLE reports_fts USING fts5(title, text, content='reports', content_rowid='id',"
    " tokenize='porter unicode61 remove_diacritics 2');",
    "CREATE TABLE signatures(report INTEGER PRIMARY KEY, signature BLOB NOT NULL);",
    "CREATE TABLE bands(band INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY(band, report))"
    " WITHOUT ROWID;",
    "CREATE TABLE actors(id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, org TEXT NOT "
    "NULL,"
    " sector TEXT NOT NULL, code TEXT NOT NULL, as_source INTEGER NOT NULL DEFAULT 0, as_target INTEGER NOT "
    "NULL DEFAULT 0,"
    " UNIQUE(name, country, org, sector, code));",
    "CREATE TABLE records(id INTEGER PRIMARY KEY AUTOINCREMENT, code, report INTEGER NOT NULL REFERENCES "
    "reports,"
    " event INTEGER, sentence INTEGER NOT NULL, type INTEGER NOT NULL, mode TEXT NOT NULL,"
    " contexts TEXT NOT NULL, cameo TEXT NOT NULL, goldstein REAL NOT NULL, content INTEGER NOT NULL,"
    " mutual INTEGER NOT NULL, status INTEGER NOT NULL, trigger TEXT NOT NULL, trigger_begin INTEGER NOT "
    "NULL,"
    " trigger_end INTEGER NOT NULL, condition TEXT, condition_begin INTEGER, condition_end INTEGER,"
    " time_text TEXT NOT NULL, day_from INTEGER, day_to INTEGER, day INTEGER NOT NULL, place_text TEXT,"
    " place_country TEXT, place_admin1 TEXT, lat REAL, lon REAL, place_precision INTEGER NOT NULL,"
    " confidence REAL NOT NULL, why TEXT NOT NULL, score REAL NOT NULL, flags INTEGER NOT NULL,"
    " match INTEGER NOT NULL, event_status INTEGER NOT NULL, n_records INTEGER NOT NULL,"
    " n_sources INTEGER NOT NULL, event_flags INTEGER NOT NULL);",
    "CREATE INDEX records_code ON records(code);",
    "CREATE INDEX records_report ON records(report);",
    "CREATE INDEX records_member ON records(event) WHERE event <> id;",
    "CREATE INDEX records_day ON records(day, id, type, event_status) WHERE event = id;",
    "CREATE INDEX records_match ON records(day, match) WHERE event = id;",
    "CREATE INDEX records_place ON records(place_country, day, id) WHERE event = id AND place_country IS NOT "
    "NULL;",
    "CREATE TABLE record_actors(record INTEGER NOT NULL, role INTEGER NOT NULL, ord INTEGER NOT NULL,"
    " actor INTEGER NOT NULL REFERENCES actors, text TEXT NOT NULL, span_begin INTEGER NOT NULL,"
    " span_end INTEGER NOT NULL, PRIMARY KEY(record, role, ord)) WITHOUT ROWID;",
    "CREATE INDEX record_actors_actor ON record_actors(actor);",
    "CREATE TABLE mentions(record INTEGER NOT NULL, ord INTEGER NOT NULL, text TEXT NOT NULL,"
    " span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL, PRIMARY KEY(record, ord)) WITHOUT ROWID;",
    "CREATE TABLE quantities(record INTEGER NOT NULL, ord INTEGER NOT NULL, kind INTEGER NOT NULL, low REAL,"
    " high REAL, unit TEXT NOT NULL, text TEXT NOT NULL, span_begin INTEGER NOT NULL,"
    " span_end INTEGER NOT NULL, PRIMARY KEY(record, ord)) WITHOUT ROWID;",
    "CREATE TABLE ties(a TEXT NOT NULL, b TEXT NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL,"
    " dir INTEGER NOT NULL, type INTEGER NOT NULL, status INTEGER NOT NULL, flags INTEGER NOT NULL,"
    " goldstein10 INTEGER NOT NULL, score10 INTEGER NOT NULL, sources INTEGER NOT NULL,"
    " PRIMARY KEY(a, b, day, event)) WITHOUT ROWID;",
    "CREATE INDEX ties_a ON ties(a, day, event, dir);",
    "CREATE INDEX ties_b ON ties(b, day, event, dir, type, status, flags, goldstein10, score10, sources);",
    NULL};

/* Version 2: how many events each pair has, so that lists of pairs need not count. */
static const char *const step_2[] = {
    "CREATE TABLE dyads(a TEXT NOT NULL, b TEXT NOT NULL, events INTEGER NOT NULL, first_day INTEGER NOT "
    "NULL,"
    " last_day INTEGER NOT NULL, PRIMARY KEY(a, b)) WITHOUT ROWID;",
    "INSERT INTO dyads SELECT a, b, count(*), min(day), max(day) FROM ties GROUP BY a, b;", NULL};

/* Version 3: what counts, series and the map ask of all events at once lies in indexes; the records themselves, with
 * their texts, are not read for it. `event` is among the columns because SQLite looks at it. */
static const char *const step_3[] = {
    "DROP INDEX records_day;",
    "CREATE INDEX records_day ON records(day, id, event, type, event_status, event_flags, n_sources,"
    " goldstein, score) WHERE event = id;",
    "CREATE INDEX records_map ON records(place_country, lat, lon, place_precision, place_text, type, day,"
    " event, id) WHERE event = id AND place_country IS NOT NULL;",
    "CREATE INDEX reports_wires ON reports(wire) WHERE newer IS NULL;", NULL};

/* Version 4: the events that a record may belong to stand together, so that one look finds them. */
static const char *const step_4[] = {
    "DROP INDEX records_match;", "CREATE INDEX records_match ON records(match, day) WHERE event = id;", NULL};

/* Version 5: sentences of a report (as JSON, not looked into here); confidence and region among what indexes answer. */
static const char *const step_5[] = {
    "ALTER TABLE reports ADD COLUMN sentences TEXT;",
    "DROP INDEX records_day;",
    "CREATE INDEX records_day ON records(day, id, event, type, event_status, event_flags, n_sources,"
    " goldstein, score, confidence) WHERE event = id;",
    "DROP INDEX records_map;",
    "CREATE INDEX records_map ON records(place_country, lat, lon, place_precision, place_text, place_admin1, "
    "type,"
    " day, event, id) WHERE event = id AND place_text IS NOT NULL;",
    NULL};

#define DATE(column) "CASE WHEN " column " > -2147483648 THEN date(" column " * 86400, 'unixepoch') END"
#define ACTORS(role)                                                                               \
  "(SELECT group_concat(CASE WHEN a.country <> '' THEN a.country ELSE a.org END || a.sector, ' ')" \
  " FROM record_actors p JOIN actors a ON a.id = p.actor WHERE p.record = r.id AND p.role = " role ")"
#define RECORD_COLUMNS                                                                                    \
  " CASE typeof(r.code) WHEN 'integer' THEN printf('%016x', r.code) ELSE r.code END AS record_id,"        \
  " r.report, " DATE("r.day") " AS date, " DATE("r.day_from") " AS date_from, " DATE(                     \
      "r.day_to") " AS date_to, t.name AS type, r.mode, r.contexts, t.quad, c.name AS content, r.cameo, " \
                  "r.goldstein,"                                                                          \
                  " r.score, " ACTORS("0") " AS source, " ACTORS(                                         \
                      "1") " AS target, r.mutual, r.condition, r.trigger,"                                \
                           " r.place_text AS place, r.place_country, r.place_admin1, r.lat, r.lon, "      \
                           "r.confidence"

static const char *const views[] = {
    "DROP VIEW IF EXISTS v_events; DROP VIEW IF EXISTS v_records; DROP VIEW IF EXISTS v_reports;",
    "DROP VIEW IF EXISTS v_actors; DROP VIEW IF EXISTS v_quantities; DROP VIEW IF EXISTS v_dyads;",
    "DROP VIEW IF EXISTS v_history;",
    "CREATE VIEW v_events AS SELECT r.id," RECORD_COLUMNS ", s.name AS status, r.n_records, r.n_sources"
    " FROM records r JOIN types t ON t.id = r.type LEFT JOIN types c ON c.id = r.content"
    " JOIN statuses s ON s.id = r.event_status WHERE r.event = r.id;",
    "CREATE VIEW v_records AS SELECT r.id, r.event," RECORD_COLUMNS ", s.name AS status, p.doc, r.sentence,"
    " r.trigger_begin, r.trigger_end, r.why"
    " FROM records r JOIN reports p ON p.id = r.report JOIN types t ON t.id = r.type"
    " LEFT JOIN types c ON c.id = r.content JOIN statuses s ON s.id = r.status WHERE r.event IS NOT NULL;",
    "CREATE VIEW v_reports AS SELECT p.id, p.doc, " DATE(
        "p.day") " AS date, p.source, p.url, p.title, p.text,"
                 " p.wire, u.version, u.pack, u.options,"
                 " (SELECT count(*) FROM copies c WHERE c.report = p.id) AS copies,"
                 " (SELECT count(*) FROM records r WHERE r.report = p.id) AS records"
                 " FROM reports p JOIN runs u ON u.id = p.run WHERE p.newer IS NULL;",
    "CREATE VIEW v_history AS SELECT p.id, p.doc, " DATE(
        "p.day") " AS date, p.title, p.text,"
                 " p.newer AS superseded_by FROM reports p WHERE p.newer IS NOT NULL;",
    "CREATE VIEW v_actors AS SELECT p.record, r.event, CASE p.role WHEN 0 THEN "
    "'source' WHEN 1 THEN 'target'"
    " ELSE 'speaker' END AS role, p.ord, a.name, a.country, a.org, a.sector, "
    "p.text, p.span_begin, p.span_end"
    " FROM record_actors p JOIN actors a ON a.id = p.actor JOIN records r ON r.id "
    "= p.record"
    " WHERE r.event IS NOT NULL;",
    "CREATE VIEW v_quantities AS SELECT q.record, r.event, k.name AS kind, q.low, "
    "q.high, q.unit, q.text"
    " FROM quantities q JOIN kinds k ON k.id = q.kind JOIN records r ON r.id = "
    "q.record"
    " WHERE r.event IS NOT NULL;",
    "CREATE VIEW v_dyads AS SELECT x.a, x.b, " DATE(
        "x.day") " AS date, x.event, x.dir & 1 AS a_acted,"
                 " x.dir >> 1 AS b_acted, t.name AS type, t.quad, s.name AS "
                 "status, x.goldstein10 / 10.0 AS goldstein,"
                 " x.score10 / 10.0 AS score, x.sources AS n_sources"
                 " FROM ties x JOIN types t ON t.id = x.type JOIN statuses s ON "
                 "s.id = x.status;",
    NULL};

const char *nst_store_step(int from, size_t part) {
  static const char *const *const steps[NST_STORE_SCHEMA] = {step_1, step_2, step_3, step_4, step_5};
  return from >= 0 && from < NST_STORE_SCHEMA ? steps[from][part] : NULL;
}

const char *nst_store_view(size_t part) {
  return views[part];
}
