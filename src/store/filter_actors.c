/* filter_actors.c - actors as people write them, as SQL. */
#include "store/store_int.h"

bool nst_is_set(const char *text) {
  return text != NULL && text[0] != '\0';
}

bool nst_is_code(nst_str s) {
  for (uint32_t i = 0; i < s.len; i++)
    if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
  return s.len == 3;
}

static const char *const sectors =
    "GOV MIL COP JUD LEG SPY PTY OPP REB CRM CVL BUS MED EDU LAB REF REL ELI IGO NGO HRI";

/** One actor: a code, a sector, or part of a name. Empty strings where it does not say. */
typedef struct who {
  char code[4], sector[4];
  nst_str name;
} who;

static who read_who(nst_str text) {
  who w = {.code = "", .name = {NULL, 0}};
  nst_str head = text, tail = {NULL, 0};
  const char *colon = memchr(text.p, ':', text.len);
  if (colon != NULL) {
    head.len = (uint32_t)(colon - text.p);
    tail = (nst_str){colon + 1, text.len - head.len - 1};
  } else if (text.len == 6) {
    head.len = 3;
    tail = (nst_str){text.p + 3, 3};
  }
  bool code = nst_is_code(head), sector = nst_is_code(tail) && nst_str_in(tail, sectors);
  if (code && tail.p == NULL && nst_str_in(head, sectors)) memcpy(w.sector, head.p, 3);
  else if ((code || (head.len == 0 && colon != NULL)) && (tail.len == 0 || sector)) {
    memcpy(w.code, head.p, code ? 3 : 0);
    memcpy(w.sector, tail.p != NULL ? tail.p : "", sector ? 3 : 0);
  } else w.name = text;
  return w;
}

bool nst_plain_code(const char *text, char code[NST_CODE]) {
  if (!nst_is_set(text) || strchr(text, ',') != NULL) return false;
  who w = read_who(nst_str_trim(nst_str_of(text)));
  if (w.code[0] == '\0' || w.sector[0] != '\0') return false;
  memset(code, 0, NST_CODE);
  memcpy(code, w.code, 4);
  return true;
}

void nst_sql_like(nst_sql *sql, nst_str part) {
  nst_buf pattern;
  nst_buf_init(&pattern, nst_allocator_default());
  nst_buf_char(&pattern, '%');
  for (uint32_t i = 0; i < part.len; i++) {
    if (strchr("%_\\", part.p[i]) != NULL && part.p[i] != '\0') nst_buf_char(&pattern, '\\');
    nst_buf_char(&pattern, part.p[i]);
  }
  nst_buf_text(&pattern, "%");
  nst_buf_char(&pattern, '\0');
  if (pattern.failed) sql->failed = true;
  else nst_sql_text(sql, pattern.p);
  nst_buf_text(&sql->buf, " ESCAPE '\\'");
  nst_buf_free(&pattern);
}

/** "SELECT `what` FROM actors WHERE ..." for a list of actors. */
static void sql_actors(nst_sql *sql, const char *what, const char *text) {
  nst_str rest = nst_str_of(text), field;
  bool first = true;
  nst_buf_format(&sql->buf, "SELECT %s FROM actors WHERE ", what);
  while (nst_str_cut(&rest, ',', &field)) {
    field = nst_str_trim(field);
    if (field.len == 0) continue;
    who w = read_who(field);
    nst_buf_text(&sql->buf, first ? "(" : " OR (");
    first = false;
    if (w.name.len > 0) {
      nst_buf_text(&sql->buf, "name LIKE ");
      nst_sql_like(sql, w.name);
    } else {
      if (w.code[0] != '\0') {
        nst_buf_text(&sql->buf, "(country = ");
        nst_sql_text(sql, w.code);
        nst_buf_text(&sql->buf, " OR org = ");
        nst_sql_text(sql, w.code);
        nst_buf_text(&sql->buf, ")");
      }
      if (w.sector[0] != '\0') {
        nst_buf_text(&sql->buf, w.code[0] != '\0' ? " AND sector = " : "sector = ");
        nst_sql_text(sql, w.sector);
      }
      if (w.code[0] == '\0' && w.sector[0] == '\0') nst_buf_text(&sql->buf, "0");
    }
    nst_buf_char(&sql->buf, ')');
  }
  if (first) nst_buf_char(&sql->buf, '0');
}

void nst_sql_actor(nst_sql *sql, const char *text, int role) {
  if (!nst_is_set(text)) return;
  sql->record = true;
  if (!sql->probe) {
    nst_buf_text(&sql->buf,
                 " AND e.id IN (SELECT x.record FROM record_actors x WHERE x.role < 2 AND x.actor IN (");
    sql_actors(sql, "id", text);
    nst_buf_text(&sql->buf, "))");
    if (role < 0) return;
  }
  nst_buf_text(&sql->buf,
               " AND EXISTS (SELECT 1 FROM record_actors x WHERE x.record = e.id AND x.actor IN (");
  sql_actors(sql, "id", text);
  if (role < 0) nst_buf_text(&sql->buf, ") AND x.role < 2)");
  else nst_buf_format(&sql->buf, ") AND (x.role = %d OR (x.role = %d AND e.mutual)))", role, 1 - role);
}

/** In how many records are these actors met, and how many records are there? */
static nst_status times_met(nst_store *store, const char *text, int64_t *out, int64_t *records,
                            nst_error *error) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql;
  nst_sql_init(&sql, arena);
  sqlite3_stmt *st = NULL;
  bool row = false;
  sql_actors(&sql, "total(as_source + as_target), (SELECT max(id) FROM records)", text);
  nst_status status = nst_sql_prepare(store, &sql, &st, error);
  if (status == NST_OK) status = nst_store_step_row(store, st, &row, error);
  *out = row ? sqlite3_column_int64(st, 0) : 0;
  *records = row ? sqlite3_column_int64(st, 1) : 0;
  (void)sqlite3_finalize(st);
  nst_sql_free(&sql);
  nst_arena_free(arena);
  return status;
}

nst_status nst_filter_often(nst_store *store, const nst_filter *f, size_t limit, bool *out,
                            nst_error *error) {
  enum { FEW = NST_LIMIT(4096, 2) };
  const char *const lists[] = {f->source, f->target, f->actor};
  int64_t least = INT64_MAX, records = 0;
  *out = false;
  if (limit == 0 || nst_is_set(f->place) || nst_is_set(f->text) || f->report != 0) return NST_OK;
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    int64_t met = 0;
    if (!nst_is_set(lists[i])) continue;
    NST_TRY(times_met(store, lists[i], &met, &records, error));
    if (met < least) least = met;
  }
  if (least == INT64_MAX || least < FEW) return NST_OK;
  *out = least > (int64_t)limit * (records / least);
  return NST_OK;
}
