/* places.c - where events are: one row for each place, and a number that tells whether a store has changed. */
#include "store/store_int.h"

nst_status nst_store_generation(nst_store *store, uint64_t *out) {
  *out = 0;
  sqlite3_stmt *st = NULL;
  nst_error error;
  if (sqlite3_prepare_v2(store->db, "PRAGMA data_version", -1, &st, NULL) != SQLITE_OK)
    return nst_store_fail(store, &error, "the store cannot be asked");
  bool row;
  nst_status status = nst_store_step_row(store, st, &row, &error);
  if (row) *out = (uint64_t)sqlite3_column_int64(st, 0);
  (void)sqlite3_finalize(st);
  return status;
}

/** Bits of the types of a quad class. */
static uint32_t quad_types(int quad) {
  uint32_t bits = 0;
  for (int t = 1; t < NST_EVENT_COUNT; t++)
    if (nst_event_quad((nst_event_type)t) == quad) bits |= UINT32_C(1) << t;
  return bits;
}

/** Everything of an event's record is at hand as e: where ties drive the query, the report brings it along. */
static nst_status build(nst_sql *sql, const nst_filter *filter, size_t limit, nst_error *error) {
  nst_buf columns;
  nst_buf_init(&columns, nst_allocator_default());
  nst_buf_text(&columns,
               "min(e.place_text), e.place_country, e.place_precision, e.lat, e.lon, count(*), max(e.day)");
  for (int q = 1; q <= 4; q++) nst_buf_format(&columns, ", sum(%u >> e.type & 1)", (unsigned)quad_types(q));
  nst_buf_char(&columns, '\0');
  bool ties = filter->dyad != NULL || (filter->source != NULL && filter->target != NULL);
  nst_status status = columns.failed ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory")
                                     : nst_find_query(sql, filter, columns.p, ties, error);
  nst_buf_free(&columns);
  NST_TRY(status);
  nst_buf_text(&sql->buf, " AND e.place_text IS NOT NULL AND e.place_country IS NOT NULL GROUP BY "
                          "e.place_country, e.lat, e.lon, e.place_precision "
                          "ORDER BY count(*) DESC, e.place_country, e.lat LIMIT ");
  nst_sql_int(sql, limit > 0 ? (int64_t)limit : -1);
  return NST_OK;
}

static nst_place_row read_row(sqlite3_stmt *st) {
  nst_place_row row = {.name = nst_column_text(st, 0),
                       .country = nst_column_text(st, 1),
                       .precision = (nst_place_precision)sqlite3_column_int(st, 2),
                       .has_point = sqlite3_column_type(st, 3) != SQLITE_NULL,
                       .lat = sqlite3_column_double(st, 3),
                       .lon = sqlite3_column_double(st, 4),
                       .events = (uint64_t)sqlite3_column_int64(st, 5),
                       .last_day = nst_column_day(st, 6)};
  for (int q = 1; q <= 4; q++) row.quads[q] = (uint64_t)sqlite3_column_int64(st, 6 + q);
  return row;
}

nst_status nst_store_places(nst_store *store, const nst_filter *filter, size_t limit, nst_place_fn fn,
                            void *user, nst_error *error) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, arena);
  sqlite3_stmt *st = NULL;
  nst_status status = build(&sql, filter, limit, error);
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &st, error);
  for (bool row = true; status == NST_OK;) {
    status = nst_store_step_row(store, st, &row, error);
    if (status != NST_OK || !row) break;
    nst_place_row place = read_row(st);
    if (!fn(user, &place)) break;
  }
  (void)sqlite3_finalize(st);
  nst_sql_free(&sql);
  nst_arena_free(arena);
  return status;
}
