/* reports.c - reports as kept: one by one, by words, in order. */
#include <inttypes.h>
#include <stdlib.h>

#include "store/store_int.h"

struct nst_report_cursor {
  nst_store *store;
  sqlite3_stmt *st;
  nst_arena *arena;
  nst_stored_report report;
};

#define REPORT_COLUMNS                                                                        \
  "p.id, p.doc, p.day, p.title, p.text, p.source, p.url, p.newer, p.wire, "                   \
  "(SELECT count(*) FROM reports w WHERE w.wire = p.wire AND w.newer IS NULL) + "             \
  "(SELECT count(*) FROM copies c JOIN reports w ON w.id = c.report WHERE w.wire = p.wire), " \
  "(SELECT count(*) FROM copies c WHERE c.report = p.id), "                                   \
  "(SELECT count(*) FROM records r WHERE r.report = p.id), u.version, u.pack, u.options, "    \
  "p.sentences"

void nst_report_cursor_free(nst_report_cursor *c) {
  if (c == NULL) return;
  (void)sqlite3_finalize(c->st);
  nst_arena_free(c->arena);
  free(c);
}

static const char *keep(nst_report_cursor *c, int at, size_t *len) {
  size_t n = (size_t)sqlite3_column_bytes(c->st, at);
  if (len != NULL) *len = n;
  const char *copy = nst_arena_copy(c->arena, nst_column_text(c->st, at), n);
  return copy != NULL ? copy : "";
}

nst_status nst_report_next(nst_report_cursor *c, const nst_stored_report **out, nst_error *error) {
  *out = NULL;
  if (c == NULL) return NST_ARGUMENT;
  nst_arena_reset(c->arena);
  if (c->st == NULL) return NST_OK;
  int code = sqlite3_step(c->st);
  if (code != SQLITE_ROW) {
    nst_status status =
        code == SQLITE_DONE ? NST_OK : nst_store_fail(c->store, error, "the store cannot be read");
    (void)sqlite3_finalize(c->st);
    c->st = NULL;
    return status;
  }
  nst_stored_report *r = &c->report;
  memset(r, 0, sizeof *r);
  r->id = sqlite3_column_int64(c->st, 0);
  r->doc = keep(c, 1, NULL);
  nst_day_format(nst_column_day(c->st, 2), r->date);
  r->has_text = sqlite3_column_type(c->st, 4) != SQLITE_NULL;
  r->title = keep(c, 3, &r->title_len);
  r->text = keep(c, 4, &r->text_len);
  r->source = keep(c, 5, NULL);
  r->url = keep(c, 6, NULL);
  r->newer = sqlite3_column_int64(c->st, 7);
  r->wire = sqlite3_column_int64(c->st, 8);
  r->n_wire = (uint32_t)sqlite3_column_int64(c->st, 9);
  r->n_copies = (uint32_t)sqlite3_column_int64(c->st, 10);
  r->n_records = (uint32_t)sqlite3_column_int64(c->st, 11);
  r->version = keep(c, 12, NULL);
  r->pack = keep(c, 13, NULL);
  r->options = keep(c, 14, NULL);
  r->sentences = keep(c, 15, NULL);
  r->snippet = sqlite3_column_count(c->st) > 16 ? keep(c, 16, NULL) : "";
  if (nst_arena_failed(c->arena)) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  *out = r;
  return NST_OK;
}

static nst_status put_words(nst_sql *sql, const char *words, nst_error *error) {
  nst_buf match;
  nst_buf_init(&match, nst_allocator_default());
  bool some = nst_search_expression(&match, words);
  if (some) nst_sql_text(sql, match.p);
  nst_buf_free(&match);
  return some ? NST_OK : nst_fail(error, NST_ARGUMENT, 0, 0, "the text to search for has no word in it");
}

static nst_status put_query(nst_sql *sql, const nst_report_filter *f, nst_error *error) {
  bool words = f->text != NULL && f->text[0] != '\0';
  nst_buf_text(&sql->buf, "SELECT " REPORT_COLUMNS);
  if (words)
    nst_buf_text(&sql->buf,
                 ", snippet(reports_fts, -1, char(1), char(2), ' \xE2\x80\xA6 ', 24) FROM reports_fts "
                 "CROSS JOIN reports p ON p.id = reports_fts.rowid");
  else nst_buf_text(&sql->buf, " FROM reports p");
  nst_buf_text(&sql->buf, " JOIN runs u ON u.id = p.run WHERE ");
  if (words) {
    nst_buf_text(&sql->buf, "reports_fts MATCH ");
    NST_TRY(put_words(sql, f->text, error));
  } else {
    nst_buf_text(&sql->buf, "p.id > ");
    nst_sql_int(sql, f->from_id);
  }
  if (f->doc != NULL) {
    nst_buf_text(&sql->buf, " AND p.doc = ");
    nst_sql_text(sql, f->doc);
  }
  if (f->wire != 0) {
    nst_buf_text(&sql->buf, " AND p.wire = ");
    nst_sql_int(sql, f->wire);
  }
  if (!f->history) nst_buf_text(&sql->buf, " AND p.newer IS NULL");
  nst_buf_text(&sql->buf, words     ? " ORDER BY reports_fts.rank"
                          : f->walk ? " ORDER BY p.id"
                                    : " ORDER BY p.day DESC, p.id DESC");
  nst_buf_text(&sql->buf, " LIMIT ");
  nst_sql_int(sql, f->limit > 0 ? (int64_t)f->limit : -1);
  nst_buf_text(&sql->buf, " OFFSET ");
  nst_sql_int(sql, (int64_t)f->offset);
  return NST_OK;
}

static nst_status open_cursor(nst_store *store, const nst_report_filter *filter, int64_t id,
                              nst_report_cursor **out, nst_error *error) {
  *out = NULL;
  nst_report_cursor *c = calloc(1, sizeof *c);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (c == NULL || arena == NULL) {
    free(c);
    nst_arena_free(arena);
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  c->store = store;
  c->arena = arena;
  nst_sql sql;
  nst_sql_init(&sql, arena);
  nst_status status = NST_OK;
  if (filter != NULL) {
    status = put_query(&sql, filter, error);
  } else {
    nst_buf_text(&sql.buf,
                 "SELECT " REPORT_COLUMNS " FROM reports p JOIN runs u ON u.id = p.run WHERE p.id = ");
    nst_sql_int(&sql, id);
  }
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &c->st, error);
  nst_sql_free(&sql);
  if (status == NST_OK) *out = c;
  else nst_report_cursor_free(c);
  return status;
}

nst_status nst_store_reports(nst_store *store, const nst_report_filter *filter, nst_report_cursor **out,
                             nst_error *error) {
  return open_cursor(store, filter, 0, out, error);
}

nst_status nst_store_report(nst_store *store, int64_t id, nst_report_cursor **cursor,
                            const nst_stored_report **report, nst_error *error) {
  NST_TRY(open_cursor(store, NULL, id, cursor, error));
  nst_status status = nst_report_next(*cursor, report, error);
  if (status == NST_OK && *report == NULL)
    status = nst_fail(error, NST_MISSING, 0, 0, "there is no report %" PRId64, id);
  if (status != NST_OK) {
    nst_report_cursor_free(*cursor);
    *cursor = NULL;
  }
  return status;
}
