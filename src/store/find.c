/* find.c - events that a filter finds: page by page, counted, or as a tally of all. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store_int.h"

struct nst_cursor {
  nst_store *store;
  sqlite3_stmt *st;
  int spare; /**< where the statement goes afterwards; NST_SPARE: nowhere */
  nst_arena *arena;
  nst_store_event event;
};

static nst_cursor *cursor_new(nst_store *store) {
  nst_cursor *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->store = store;
  c->spare = NST_SPARE;
  c->arena = nst_arena_new(nst_allocator_default());
  if (c->arena != NULL) return c;
  free(c);
  return NULL;
}

/** Pictures ask for hundreds of records one by one: their statement is kept for the next. */
static void end_statement(nst_cursor *c) {
  sqlite3_stmt **spare = c->spare < NST_SPARE ? &c->store->spare[c->spare] : NULL;
  if (spare != NULL && *spare == NULL && c->st != NULL) {
    (void)sqlite3_reset(c->st);
    *spare = c->st;
  } else (void)sqlite3_finalize(c->st);
  c->st = NULL;
}

void nst_cursor_free(nst_cursor *c) {
  if (c == NULL) return;
  end_statement(c);
  nst_arena_free(c->arena);
  free(c);
}

nst_status nst_cursor_next(nst_cursor *c, const nst_store_event **out, nst_error *error) {
  *out = NULL;
  if (c == NULL) return NST_ARGUMENT;
  nst_arena_reset(c->arena);
  if (c->st == NULL) return NST_OK;
  int code = sqlite3_step(c->st);
  if (code == SQLITE_ROW) {
    NST_TRY(nst_load_event(c->store, c->st, c->arena, &c->event, error));
    *out = &c->event;
    return NST_OK;
  }
  nst_status status =
      code == SQLITE_DONE ? NST_OK : nst_store_fail(c->store, error, "the store cannot be read");
  end_statement(c);
  return status;
}

void nst_page_key(const nst_store_event *event, char out[NST_PAGE_KEY]) {
  (void)snprintf(out, NST_PAGE_KEY, "%" PRId32 ".%" PRId64, event->day, event->id);
}

static bool page_parse(const char *text, int64_t *day, int64_t *id) {
  char *end;
  *day = strtoll(text, &end, 10);
  if (end == text || *end != '.' || *day < INT32_MIN || *day > INT32_MAX) return false;
  const char *second = end + 1;
  *id = strtoll(second, &end, 10);
  return end != second && *end == '\0' && *id >= 0;
}

/** Only what lies behind the key of the page. */
static nst_status put_after(nst_sql *sql, const nst_page *page, nst_error *error) {
  const char *day = sql->ties ? "t.day" : "e.day", *id = sql->ties ? "t.event" : "e.id";
  int64_t after_day, after_id;
  if (page == NULL || page->after == NULL) return NST_OK;
  if (!page_parse(page->after, &after_day, &after_id))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "'%.40s' is no page key", page->after);
  nst_buf_format(&sql->buf, " AND (%s, %s) %s (", day, id, page->oldest_first ? ">" : "<");
  nst_sql_int(sql, after_day);
  nst_buf_char(&sql->buf, ',');
  nst_sql_int(sql, after_id);
  nst_buf_char(&sql->buf, ')');
  return NST_OK;
}

static void put_order(nst_sql *sql, const nst_page *page, const char *day, const char *id) {
  const char *way = page != NULL && page->oldest_first ? "ASC" : "DESC";
  nst_buf_format(&sql->buf, " ORDER BY %s %s, %s %s", day, way, id, way);
}

static void put_limit(nst_sql *sql, const nst_page *page) {
  if (page == NULL || page->limit == 0) return;
  nst_buf_text(&sql->buf, " LIMIT ");
  nst_sql_int(sql, (int64_t)page->limit);
}

void nst_sql_side(nst_sql *sql, int side, const char *code, int role) {
  nst_buf_text(&sql->buf, side == 0 ? "t.a = " : "t.b = ");
  nst_sql_text(sql, code);
  if (role < 2) nst_buf_text(&sql->buf, side == role ? " AND t.dir & 1" : " AND t.dir & 2");
}

/** The newest events of one country: both of its sides come in the order of days, merged without sorting. */
static nst_status put_by_code(nst_sql *sql, const nst_filter *filter, const nst_page *page, const char *code,
                              int role, nst_error *error) {
  sql->ties = true;
  nst_buf_text(&sql->buf, "SELECT " NST_EVENT_COLUMNS " FROM (");
  for (int side = 0; side < 2; side++) {
    if (side == 1) nst_buf_text(&sql->buf, " UNION ");
    nst_buf_format(&sql->buf, "SELECT t.day AS day, t.event AS event FROM ties t INDEXED BY ties_%c WHERE ",
                   side == 0 ? 'a' : 'b');
    nst_sql_side(sql, side, code, role);
    nst_filter_common(sql, filter);
    NST_TRY(put_after(sql, page, error));
  }
  put_order(sql, page, "day", "event");
  put_limit(sql, page);
  nst_buf_text(&sql->buf,
               ") k CROSS JOIN records e ON e.id = k.event CROSS JOIN reports p ON p.id = e.report");
  put_order(sql, page, "k.day", "k.event");
  return NST_OK;
}

/** FROM and WHERE, so that the conditions of the filter can follow; they are built first, to know what drives. */
nst_status nst_find_query(nst_sql *sql, const nst_filter *filter, const char *columns, bool report,
                          nst_error *error) {
  nst_sql where;
  nst_sql_init(&where, sql->arena);
  where.probe = sql->probe;
  nst_status status = nst_filter_build(filter, &where, error);
  nst_buf head;
  nst_buf_init(&head, nst_allocator_default());
  bool record = report || where.record || !where.ties;
  nst_buf_format(&head, "SELECT %s FROM ", columns);
  if (where.ties) nst_buf_format(&head, "ties t%s", record ? " CROSS JOIN records e ON e.id = t.event" : "");
  else nst_buf_text(&head, "records e");
  if (report) nst_buf_text(&head, " CROSS JOIN reports p ON p.id = e.report");
  nst_buf_text(&head, where.ties ? " WHERE 1" : filter->report != 0 ? " WHERE 1" : " WHERE e.event = e.id");
  nst_buf_put(&head, where.buf.p, where.buf.len);
  where.failed = where.failed || where.buf.failed;
  nst_buf_free(&where.buf);
  nst_buf_free(&sql->buf);
  *sql = where;
  sql->buf = head;
  return status;
}

static nst_status put_find(nst_sql *sql, const nst_filter *filter, const nst_page *page, nst_error *error) {
  char code[NST_CODE];
  int role;
  if (nst_filter_code(filter, code, &role)) return put_by_code(sql, filter, page, code, role, error);
  NST_TRY(nst_find_query(sql, filter, NST_EVENT_COLUMNS, true, error));
  NST_TRY(put_after(sql, page, error));
  if (filter->report != 0) nst_buf_text(&sql->buf, " ORDER BY e.id"); /* in the order of the report */
  else put_order(sql, page, sql->ties ? "t.day" : "e.day", sql->ties ? "t.event" : "e.id");
  put_limit(sql, page);
  return NST_OK;
}

nst_status nst_store_find(nst_store *store, const nst_filter *filter, const nst_page *page, nst_cursor **out,
                          nst_error *error) {
  *out = NULL;
  nst_cursor *c = cursor_new(store);
  if (c == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, c->arena);
  nst_status status = nst_filter_check(filter, error);
  if (status == NST_OK)
    status = nst_filter_often(store, filter, page != NULL ? page->limit : 0, &sql.probe, error);
  if (status == NST_OK) status = put_find(&sql, filter, page, error);
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &c->st, error);
  nst_sql_free(&sql);
  if (status == NST_OK) *out = c;
  else nst_cursor_free(c);
  return status;
}

nst_status nst_store_count(nst_store *store, const nst_filter *filter, uint64_t *out, nst_error *error) {
  *out = 0;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, arena);
  sqlite3_stmt *st = NULL;
  nst_status status = nst_find_query(&sql, filter, "count(*)", false, error);
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &st, error);
  bool row = false;
  if (status == NST_OK) status = nst_store_step_row(store, st, &row, error);
  if (row) *out = (uint64_t)sqlite3_column_int64(st, 0);
  (void)sqlite3_finalize(st);
  nst_sql_free(&sql);
  nst_arena_free(arena);
  return status;
}

/* ---- By number ------------------------------------------------------------------------------------------- */

static const char *const numbered[NST_SPARE] = {
    [NST_SPARE_RECORD] =
        "SELECT " NST_EVENT_COLUMNS " FROM records e CROSS JOIN reports p ON p.id = e.report WHERE e.id = ?1",
    /* The first record is found by its number, the others by the index on members. */
    [NST_SPARE_EVENT] =
        "SELECT " NST_EVENT_COLUMNS
        " FROM records e CROSS JOIN reports p ON p.id = e.report WHERE e.id IN (SELECT ?1 UNION "
        "ALL SELECT id FROM records WHERE event = ?1 AND event <> id) AND e.event = ?1 ORDER BY "
        "e.id",
};

static nst_status open_numbered(nst_store *store, int which, int64_t id, nst_cursor **out, nst_error *error) {
  *out = NULL;
  nst_cursor *c = cursor_new(store);
  if (c == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  c->spare = which;
  c->st = store->spare[which];
  store->spare[which] = NULL;
  if (c->st == NULL && sqlite3_prepare_v3(store->db, numbered[which], -1, SQLITE_PREPARE_PERSISTENT, &c->st,
                                          NULL) != SQLITE_OK) {
    nst_status status = nst_store_fail(store, error, "the store cannot be asked");
    nst_cursor_free(c);
    return status;
  }
  (void)sqlite3_bind_int64(c->st, 1, id);
  *out = c;
  return NST_OK;
}

nst_status nst_store_get(nst_store *store, int64_t id, nst_cursor **cursor, const nst_store_event **event,
                         nst_error *error) {
  NST_TRY(open_numbered(store, NST_SPARE_RECORD, id, cursor, error));
  nst_status status = nst_cursor_next(*cursor, event, error);
  if (status == NST_OK && *event == NULL)
    status = nst_fail(error, NST_MISSING, 0, 0, "there is no event %" PRId64, id);
  if (status != NST_OK) {
    nst_cursor_free(*cursor);
    *cursor = NULL;
  }
  return status;
}

nst_status nst_store_records(nst_store *store, int64_t id, nst_cursor **out, nst_error *error) {
  return open_numbered(store, NST_SPARE_EVENT, id, out, error);
}
