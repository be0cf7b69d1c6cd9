/* lists.c - what a store holds altogether, its actors, pairs and runs. */
#include "store/store_int.h"

static nst_status prepare(nst_store *store, const char *sql, sqlite3_stmt **st, nst_error *error) {
  if (sqlite3_prepare_v2(store->db, sql, -1, st, NULL) == SQLITE_OK) return NST_OK;
  return nst_store_fail(store, error, "the store cannot be asked");
}

static nst_status one_number(nst_store *store, const char *sql, uint64_t *out, nst_error *error) {
  sqlite3_stmt *st = NULL;
  NST_TRY(prepare(store, sql, &st, error));
  bool row;
  nst_status status = nst_store_step_row(store, st, &row, error);
  if (row) *out = (uint64_t)sqlite3_column_int64(st, 0);
  (void)sqlite3_finalize(st);
  return status;
}

static nst_status one_day(nst_store *store, const char *sql, nst_day *out, nst_error *error) {
  sqlite3_stmt *st = NULL;
  *out = NST_DAY_NONE;
  NST_TRY(prepare(store, sql, &st, error));
  bool row;
  nst_status status = nst_store_step_row(store, st, &row, error);
  if (row) *out = nst_column_day(st, 0);
  (void)sqlite3_finalize(st);
  return status;
}

nst_status nst_store_count_all(nst_store *store, nst_store_counts *out, nst_error *error) {
  memset(out, 0, sizeof *out);
  const struct {
    const char *sql;
    uint64_t *to;
  } counts[] = {
      {"SELECT count(*) FROM reports WHERE newer IS NULL", &out->reports},
      {"SELECT count(*) FROM reports", &out->superseded}, /* all of them, for now */
      {"SELECT count(*) FROM copies", &out->copies},
      {"SELECT count(DISTINCT wire) FROM reports WHERE newer IS NULL", &out->wires},
      {"SELECT count(*) FROM records WHERE event <> id", &out->records}, /* beside the first of each event */
      {"SELECT count(*) FROM records WHERE event = id", &out->events},
      {"SELECT count(*) FROM records WHERE event = id AND event_status = 2", &out->disputed},
      {"SELECT count(*) FROM records WHERE event = id AND event_flags & 1", &out->conditional},
      {"SELECT count(*) FROM runs", &out->runs},
      {"SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)",
       &out->file_bytes},
  };
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    NST_TRY(one_number(store, counts[i].sql, counts[i].to, error));
  out->superseded -= out->reports;
  out->records += out->events;
  NST_TRY(one_day(store,
                  "SELECT day FROM records WHERE event = id AND day > -2147483648 ORDER BY day LIMIT 1",
                  &out->first_day, error));
  return one_day(store,
                 "SELECT day FROM records WHERE event = id AND day > -2147483648 ORDER BY day DESC LIMIT 1",
                 &out->last_day, error);
}

nst_status nst_store_actors(nst_store *store, const char *part, size_t limit, nst_actor_fn fn, void *user,
                            nst_error *error) {
  sqlite3_stmt *st = NULL;
  NST_TRY(prepare(
      store,
      "SELECT name, country, org, sector, as_source, as_target FROM actors WHERE as_source + as_target > 0 "
      "AND (?1 = '' OR instr(lower(name), lower(?1)) > 0 OR country = ?1 OR org = ?1 OR sector = ?1 "
      "OR country || org || sector = ?1) ORDER BY as_source + as_target DESC, id LIMIT ?2",
      &st, error));
  nst_bind_text(st, 1, part != NULL ? part : "");
  (void)sqlite3_bind_int64(st, 2, limit > 0 ? (int64_t)limit : -1);
  nst_status status = NST_OK;
  for (bool row = true; row && status == NST_OK;) {
    status = nst_store_step_row(store, st, &row, error);
    if (status != NST_OK || !row) break;
    nst_actor_row r = {nst_column_text(st, 0),
                       nst_column_text(st, 1),
                       nst_column_text(st, 2),
                       nst_column_text(st, 3),
                       (uint64_t)sqlite3_column_int64(st, 4),
                       (uint64_t)sqlite3_column_int64(st, 5)};
    if (!fn(user, &r)) break;
  }
  (void)sqlite3_finalize(st);
  return status;
}

nst_status nst_store_dyads(nst_store *store, const char *since, bool all, size_t limit, nst_dyad_fn fn,
                           void *user, nst_error *error) {
  nst_filter days = {.since = since};
  nst_day from, until;
  if (!nst_filter_days(&days, &from, &until))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "'%.40s' is no date such as 2022-02-24", since);
  const char *sql =
      from == NST_DAY_NONE
          ? "SELECT a, b, events, first_day, last_day FROM dyads WHERE (?1 OR (a <> '' AND a <> b)) "
            "ORDER BY events DESC, a, b LIMIT ?2"
          : "SELECT t.a, t.b, count(*) AS n, min(t.day), max(t.day) FROM dyads d CROSS JOIN ties t ON t.a = "
            "d.a "
            "AND t.b = d.b AND t.day >= ?3 WHERE d.last_day >= ?3 AND (?1 OR (d.a <> '' AND d.a <> d.b)) "
            "GROUP BY t.a, t.b ORDER BY n DESC, t.a, t.b LIMIT ?2";
  sqlite3_stmt *st = NULL;
  NST_TRY(prepare(store, sql, &st, error));
  (void)sqlite3_bind_int(st, 1, all);
  (void)sqlite3_bind_int64(st, 2, limit > 0 ? (int64_t)limit : -1);
  if (from != NST_DAY_NONE) (void)sqlite3_bind_int(st, 3, from);
  nst_status status = NST_OK;
  for (bool row = true; row;) {
    status = nst_store_step_row(store, st, &row, error);
    if (status != NST_OK || !row) break;
    nst_dyad_row r = {nst_column_text(st, 0), nst_column_text(st, 1), (uint64_t)sqlite3_column_int64(st, 2),
                      nst_column_day(st, 3), nst_column_day(st, 4)};
    if (!fn(user, &r)) break;
  }
  (void)sqlite3_finalize(st);
  return status;
}

nst_status nst_store_runs(nst_store *store, nst_run_fn fn, void *user, nst_error *error) {
  sqlite3_stmt *st = NULL;
  NST_TRY(prepare(
      store,
      "SELECT u.id, u.version, u.pack, u.options, (SELECT count(*) FROM reports p WHERE p.run = u.id AND "
      "p.newer IS NULL) FROM runs u ORDER BY u.id",
      &st, error));
  nst_status status = NST_OK;
  for (bool row = true; row;) {
    status = nst_store_step_row(store, st, &row, error);
    if (status != NST_OK || !row) break;
    nst_run_row r = {sqlite3_column_int64(st, 0), nst_column_text(st, 1), nst_column_text(st, 2),
                     nst_column_text(st, 3), (uint64_t)sqlite3_column_int64(st, 4)};
    if (!fn(user, &r)) break;
  }
  (void)sqlite3_finalize(st);
  return status;
}
