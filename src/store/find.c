/* find.c - events that a filter finds: page by page, counted, or as a tally of all. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store_int.h"

struct nst_cursor {
  nst_store *store;
  sqlite3_stmt *st;
  nst_arena *arena;
  nst_store_event event;
};

static nst_cursor *cursor_new(nst_store *store) {
  nst_cursor *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->store = store;
  c->arena = nst_arena_new(nst_allocator_default());
  if (c->arena != NULL) return c;
  free(c);
  return NULL;
}

void nst_cursor_free(nst_cursor *c) {
  if (c == NULL) return;
  (void)sqlite3_finalize(c->st);
  nst_arena_free(c->arena);
  free(c);
}

nst_status nst_cursor_next(nst_cursor *c, const nst_store_event **out, nst_error *error) {
  *out = NULL;
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
  (void)sqlite3_finalize(c->st);
  c->st = NULL;
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

static nst_status put_page(nst_sql *sql, const nst_filter *filter, const nst_page *page, nst_error *error) {
  const char *day = sql->ties ? "t.day" : "e.day", *id = sql->ties ? "t.event" : "e.id";
  bool oldest = page != NULL && page->oldest_first;
  int64_t after_day, after_id;
  if (page != NULL && page->after != NULL) {
    if (!page_parse(page->after, &after_day, &after_id))
      return nst_fail(error, NST_ARGUMENT, 0, 0, "'%.40s' is no page key", page->after);
    nst_buf_format(&sql->buf, " AND (%s, %s) %s (", day, id, oldest ? ">" : "<");
    nst_sql_int(sql, after_day);
    nst_buf_char(&sql->buf, ',');
    nst_sql_int(sql, after_id);
    nst_buf_char(&sql->buf, ')');
  }
  if (filter->report != 0) nst_buf_text(&sql->buf, " ORDER BY e.id"); /* in the order of the report */
  else
    nst_buf_format(&sql->buf, " ORDER BY %s %s, %s %s", day, oldest ? "ASC" : "DESC", id,
                   oldest ? "ASC" : "DESC");
  if (page != NULL && page->limit > 0) {
    nst_buf_text(&sql->buf, " LIMIT ");
    nst_sql_int(sql, (int64_t)page->limit);
  }
  return NST_OK;
}

/** FROM and WHERE, so that the conditions of the filter can follow; they are built first, to know what drives. */
static nst_status put_query(nst_sql *sql, const nst_filter *filter, const char *columns, bool report,
                            nst_error *error) {
  nst_sql where;
  nst_sql_init(&where, sql->arena);
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

nst_status nst_store_find(nst_store *store, const nst_filter *filter, const nst_page *page, nst_cursor **out,
                          nst_error *error) {
  *out = NULL;
  nst_cursor *c = cursor_new(store);
  if (c == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, c->arena);
  nst_status status = put_query(&sql, filter, NST_EVENT_COLUMNS, true, error);
  if (status == NST_OK) status = put_page(&sql, filter, page, error);
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &c->st, error);
  nst_sql_free(&sql);
  if (status != NST_OK) {
    nst_cursor_free(c);
    return status;
  }
  *out = c;
  return NST_OK;
}

nst_status nst_store_count(nst_store *store, const nst_filter *filter, uint64_t *out, nst_error *error) {
  *out = 0;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, arena);
  sqlite3_stmt *st = NULL;
  nst_status status = put_query(&sql, filter, "count(*)", false, error);
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

static nst_status open_numbered(nst_store *store, const char *before, int64_t id, const char *after,
                                nst_cursor **out, nst_error *error) {
  *out = NULL;
  nst_cursor *c = cursor_new(store);
  if (c == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, c->arena);
  nst_buf_text(&sql.buf,
               "SELECT " NST_EVENT_COLUMNS " FROM records e CROSS JOIN reports p ON p.id = e.report WHERE ");
  nst_buf_text(&sql.buf, before);
  nst_sql_int(&sql, id); /* ?1 in what follows */
  nst_buf_text(&sql.buf, after);
  nst_buf_text(&sql.buf, " ORDER BY e.id");
  nst_status status = nst_sql_prepare(store, &sql, &c->st, error);
  nst_sql_free(&sql);
  if (status == NST_OK) *out = c;
  else nst_cursor_free(c);
  return status;
}

nst_status nst_store_get(nst_store *store, int64_t id, nst_cursor **cursor, const nst_store_event **event,
                         nst_error *error) {
  NST_TRY(open_numbered(store, "e.id = ", id, "", cursor, error));
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
  /* The first record is found by its number, the others by the index on members. */
  return open_numbered(store, "e.id IN (SELECT ", id,
                       " UNION ALL SELECT id FROM records WHERE event = ?1 AND event <> id) AND e.event = ?1",
                       out, error);
}

/* ---- Tally -------------------------------------------------------------------------------------------------- */

#define TIE_COLUMNS \
  "t.event, t.day, t.type, t.status, t.flags, t.sources, t.goldstein10 / 10.0, t.score10 / 10.0, t.dir"
#define RECORD_TALLY \
  "e.id, e.day, e.type, e.event_status, e.event_flags, e.n_sources, e.goldstein, e.score, 3"

/** One country or organisation and nothing that only records know: its ties on both sides answer. */
static bool put_country(nst_sql *sql, const nst_filter *f) {
  bool actor = f->actor != NULL && strlen(f->actor) == 3 && f->actor[0] >= 'A' && f->actor[0] <= 'Z';
  bool others = (f->source != NULL && f->source[0] != '\0') || (f->target != NULL && f->target[0] != '\0') ||
                (f->dyad != NULL && f->dyad[0] != '\0') || (f->text != NULL && f->text[0] != '\0') ||
                (f->place != NULL && f->place[0] != '\0');
  if (!actor || others || f->min_confidence > 0 || f->one_a_day || f->report != 0 || f->min_sources > 1 ||
      f->conditional)
    return false;
  nst_day since, until;
  uint32_t types = nst_filter_types(f);
  if (!nst_filter_days(f, &since, &until)) return false;
  static const char *const sides[] = {"t.a = ", "t.b = "};
  for (size_t i = 0; i < 2; i++) {
    nst_buf_text(&sql->buf, i == 0 ? "SELECT " : " UNION ALL SELECT ");
    nst_buf_text(&sql->buf, TIE_COLUMNS ", CASE WHEN t.a = t.b THEN t.event END FROM ties t WHERE ");
    nst_buf_text(&sql->buf, sides[i]);
    nst_sql_text(sql, f->actor);
    if (i == 1) nst_buf_text(&sql->buf, " AND t.a <> t.b");
    nst_buf_text(&sql->buf, " AND t.day >= ");
    nst_sql_int(sql, since != NST_DAY_NONE                     ? since
                     : f->until != NULL && f->until[0] != '\0' ? NST_DAY_NONE + (int64_t)1
                                                               : NST_DAY_NONE);
    if (until != NST_DAY_NONE) {
      nst_buf_text(&sql->buf, " AND t.day <= ");
      nst_sql_int(sql, until);
    }
    nst_buf_format(&sql->buf, " AND (%u = 0 OR %u >> t.type & 1) AND (%u = 0 OR %u >> t.status & 1)", types,
                   types, f->statuses & 0xF, f->statuses & 0xF);
  }
  return true;
}

/** Events met before, by number: open addressing. An event with three partners has three ties. */
typedef struct seen {
  int64_t *slots;
  size_t n, capacity;
} seen;

static bool seen_add(seen *s, int64_t id, bool *fresh) {
  if (s->n * 2 >= s->capacity) {
    seen bigger = {.capacity = s->capacity == 0 ? 1024 : 2 * s->capacity};
    bigger.slots = calloc(bigger.capacity, sizeof *bigger.slots);
    if (bigger.slots == NULL) return false;
    bool ignored;
    for (size_t i = 0; i < s->capacity; i++)
      if (s->slots[i] != 0) (void)seen_add(&bigger, s->slots[i], &ignored);
    free(s->slots);
    *s = bigger;
  }
  size_t i = ((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (s->capacity - 1);
  while (s->slots[i] != 0 && s->slots[i] != id) i = (i + 1) & (s->capacity - 1);
  *fresh = s->slots[i] == 0;
  if (*fresh) s->slots[i] = id, s->n++;
  return true;
}

static nst_tally_row tally_row(sqlite3_stmt *st, bool turned) {
  int type = sqlite3_column_int(st, 2), status = sqlite3_column_int(st, 3), dir = sqlite3_column_int(st, 8);
  nst_tally_row row = {.event = sqlite3_column_int64(st, 0),
                       .day = sqlite3_column_int(st, 1),
                       .type = type > 0 && type < NST_EVENT_COUNT ? (nst_event_type)type : NST_AGREE,
                       .status =
                           status >= 0 && status <= NST_HYPOTHETICAL ? (nst_event_status)status : NST_ACTUAL,
                       .flags = (uint32_t)sqlite3_column_int64(st, 4),
                       .sources = (uint32_t)sqlite3_column_int64(st, 5),
                       .goldstein = sqlite3_column_double(st, 6),
                       .score = sqlite3_column_double(st, 7)};
  row.forth = (dir & (turned ? 2 : 1)) != 0;
  row.back = (dir & (turned ? 1 : 2)) != 0;
  return row;
}

static nst_status tally_all(nst_store *store, sqlite3_stmt *st, bool once, bool turned, nst_tally_fn fn,
                            void *user, nst_error *error) {
  seen met = {0};
  nst_status status = NST_OK;
  for (bool row = true; row;) {
    status = nst_store_step_row(store, st, &row, error);
    if (status != NST_OK || !row) break;
    nst_tally_row t = tally_row(st, turned);
    bool fresh = true;
    if (once && !seen_add(&met, t.event, &fresh)) {
      status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
      break;
    }
    if (fresh && !fn(user, &t)) break;
  }
  free(met.slots);
  return status;
}

nst_status nst_store_tally(nst_store *store, const nst_filter *filter, nst_tally_fn fn, void *user,
                           nst_error *error) {
  NST_TRY(nst_filter_check(filter, error));
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql, probe;
  nst_sql_init(&sql, arena);
  nst_sql_init(&probe, arena);
  sqlite3_stmt *st = NULL;
  nst_status status = NST_OK;
  bool country = put_country(&sql, filter);
  if (!country) {
    status = nst_filter_build(filter, &probe, error); /* only to learn what drives */
    if (status == NST_OK)
      status = put_query(&sql, filter, probe.ties ? TIE_COLUMNS : RECORD_TALLY, false, error);
    if (status == NST_OK && sql.ties) nst_buf_text(&sql.buf, " ORDER BY t.day, t.event");
  }
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &st, error);
  char a[8] = "", b[8] = "";
  bool turned = filter->dyad != NULL && nst_dyad_parse(filter->dyad, a, b) && strcmp(a, b) > 0;
  if (status == NST_OK) status = tally_all(store, st, country, turned, fn, user, error);
  (void)sqlite3_finalize(st);
  nst_sql_free(&sql);
  nst_sql_free(&probe);
  nst_arena_free(arena);
  return status;
}
