/* filter.c - a filter as SQL. Every value is bound, never written into the statement. */
#include <stdio.h>

#include "base/utf8.h"
#include "record/scale.h"
#include "store/store_int.h"

void nst_sql_init(nst_sql *sql, nst_arena *arena) {
  memset(sql, 0, sizeof *sql);
  nst_buf_init(&sql->buf, nst_allocator_default());
  sql->arena = arena;
}

void nst_sql_free(nst_sql *sql) {
  nst_buf_free(&sql->buf);
}

static nst_binding *next_binding(nst_sql *sql) {
  static const size_t room = sizeof sql->bindings / sizeof *sql->bindings;
  nst_buf_char(&sql->buf, '?');
  if (sql->n_bindings == room) {
    sql->failed = true;
    return NULL;
  }
  return &sql->bindings[sql->n_bindings++];
}

void nst_sql_text(nst_sql *sql, const char *text) {
  nst_binding *b = next_binding(sql);
  char *copy = nst_arena_copy(sql->arena, text, strlen(text));
  if (copy == NULL) sql->failed = true;
  if (b != NULL) *b = (nst_binding){.kind = 't', .text = copy};
}

void nst_sql_int(nst_sql *sql, int64_t value) {
  nst_binding *b = next_binding(sql);
  if (b != NULL) *b = (nst_binding){.kind = 'i', .integer = value};
}

static void sql_number(nst_sql *sql, double value) {
  nst_binding *b = next_binding(sql);
  if (b != NULL) *b = (nst_binding){.kind = 'd', .number = value};
}

nst_status nst_sql_prepare(nst_store *store, nst_sql *sql, sqlite3_stmt **out, nst_error *error) {
  *out = NULL;
  if (sql->buf.failed || nst_arena_failed(sql->arena))
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (sql->failed) return nst_fail(error, NST_ARGUMENT, 0, 0, "the filter names too many actors");
  if (sqlite3_prepare_v2(store->db, sql->buf.p, (int)sql->buf.len, out, NULL) != SQLITE_OK)
    return nst_store_fail(store, error, "the store cannot be asked");
  for (size_t i = 0; i < sql->n_bindings; i++) {
    const nst_binding *b = &sql->bindings[i];
    if (b->kind == 't') (void)sqlite3_bind_text(*out, (int)i + 1, b->text, -1, SQLITE_TRANSIENT);
    else if (b->kind == 'i') (void)sqlite3_bind_int64(*out, (int)i + 1, b->integer);
    else (void)sqlite3_bind_double(*out, (int)i + 1, b->number);
  }
  return NST_OK;
}

/* ---- Words ------------------------------------------------------------------------------------------------- */

/** One word or phrase as an FTS5 string; false if it holds no letter or digit. */
static bool put_phrase(nst_buf *out, nst_str words, bool prefix) {
  bool some = false;
  const char *p = words.p, *end = words.p + words.len;
  while (p < end && !some) {
    int32_t cp;
    p = nst_utf8_next(p, end, &cp);
    some = cp != NST_CP_BAD && (nst_cp_is_letter(cp) || nst_cp_is_digit(cp));
  }
  if (!some) return false;
  nst_buf_char(out, '"');
  for (uint32_t i = 0; i < words.len; i++) nst_buf_char(out, words.p[i] == '"' ? ' ' : words.p[i]);
  nst_buf_char(out, '"');
  if (prefix) nst_buf_char(out, '*');
  return true;
}

/** Cut the next word or "phrase" off *rest. */
static bool next_term(nst_str *rest, nst_str *term, bool *without) {
  *rest = nst_str_trim(*rest);
  if (rest->len == 0) return false;
  *without = rest->p[0] == '-' && rest->len > 1;
  uint32_t from = *without ? 1 : 0, to;
  if (rest->p[from] == '"') {
    from++;
    to = from;
    while (to < rest->len && rest->p[to] != '"') to++;
  } else {
    to = from;
    while (to < rest->len && strchr(" \t\r\n", rest->p[to]) == NULL) to++;
  }
  *term = (nst_str){rest->p + from, to - from};
  uint32_t used = to < rest->len ? to + 1 : to;
  *rest = (nst_str){rest->p + used, rest->len - used};
  return true;
}

bool nst_search_expression(nst_buf *out, const char *words) {
  nst_str rest = nst_str_of(words), term;
  nst_buf without;
  nst_buf_init(&without, out->allocator);
  bool some = false, not = false, or = false;
  nst_buf_char(out, '(');
  while (next_term(&rest, &term, &not )) {
    if (!not &&nst_str_is(term, "OR")) {
      or = some;
      continue;
    }
    bool prefix = term.len > 1 && term.p[term.len - 1] == '*';
    if (prefix) term.len--;
    nst_buf one;
    nst_buf_init(&one, out->allocator);
    if (put_phrase(&one, term, prefix)) {
      nst_buf *to = not ? &without : out;
      if (not ) nst_buf_text(to, " NOT ");
      else if (some) nst_buf_text(to, or ? " OR " : " AND ");
      nst_buf_put(to, one.p, one.len);
      some = some || !not ;
      or = or &&not ;
    }
    out->failed = out->failed || one.failed;
    nst_buf_free(&one);
  }
  nst_buf_char(out, ')');
  nst_buf_put(out, without.p, without.len);
  nst_buf_char(out, '\0');
  out->failed = out->failed || without.failed;
  nst_buf_free(&without);
  return some && !out->failed;
}

static nst_status sql_words(nst_sql *sql, const char *words, nst_error *error) {
  if (!nst_is_set(words)) return NST_OK;
  nst_buf match;
  nst_buf_init(&match, nst_allocator_default());
  bool some = nst_search_expression(&match, words);
  if (some) {
    nst_buf_text(&sql->buf,
                 " AND e.id IN (SELECT r.event FROM records r WHERE r.report IN (SELECT rowid FROM "
                 "reports_fts WHERE reports_fts MATCH ");
    nst_sql_text(sql, match.p);
    nst_buf_text(&sql->buf, "))");
    sql->record = true;
  }
  nst_buf_free(&match);
  return some ? NST_OK : nst_fail(error, NST_ARGUMENT, 0, 0, "the text to search for has no word in it");
}

/* ---- The filter ---------------------------------------------------------------------------------------------- */

bool nst_dyad_parse(const char *text, char a[8], char b[8]) {
  if (text == NULL) return false;
  nst_str first = nst_str_trim(nst_str_of(text)), second;
  if (first.len != 7 || first.p[3] != '-') return false;
  second = (nst_str){first.p + 4, 3};
  first.len = 3;
  if (!nst_is_code(first) || !nst_is_code(second)) return false;
  memset(a, 0, 8);
  memset(b, 0, 8);
  memcpy(a, first.p, 3);
  memcpy(b, second.p, 3);
  return true;
}

uint32_t nst_filter_types(const nst_filter *filter) {
  uint32_t types = filter->types, quads = 0;
  if ((filter->quads & 0x1E) == 0) return types;
  for (int i = 1; i < NST_EVENT_COUNT; i++)
    if ((filter->quads >> nst_event_quad((nst_event_type)i) & 1) != 0) quads |= 1u << i;
  return types == 0 ? quads : (types & quads) != 0 ? types & quads : 1; /* 1: no type at all */
}

bool nst_filter_days(const nst_filter *filter, nst_day *since, nst_day *until) {
  *since = nst_is_set(filter->since) ? nst_day_parse(nst_str_of(filter->since), false) : NST_DAY_NONE;
  *until = nst_is_set(filter->until) ? nst_day_parse(nst_str_of(filter->until), true) : NST_DAY_NONE;
  return (*since != NST_DAY_NONE || !nst_is_set(filter->since)) &&
         (*until != NST_DAY_NONE || !nst_is_set(filter->until));
}

nst_status nst_filter_check(const nst_filter *filter, nst_error *error) {
  nst_day since, until;
  char a[8], b[8];
  if (nst_is_set(filter->dyad) && !nst_dyad_parse(filter->dyad, a, b))
    return nst_fail(error, NST_ARGUMENT, 0, 0,
                    "a dyad is two countries or organisations such as RUS-UKR, not '%.40s'", filter->dyad);
  if (!nst_filter_days(filter, &since, &until))
    return nst_fail(error, NST_ARGUMENT, 0, 0,
                    "since and until want a date such as 2022-02-24, 2022-02 or 2022, not '%.40s'",
                    since == NST_DAY_NONE && nst_is_set(filter->since) ? filter->since : filter->until);
  if (!(filter->min_confidence >= 0 && filter->min_confidence <= 1))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "the least confidence is a number from 0 to 1");
  if (nst_is_set(filter->alone) && !nst_plain_code(filter->alone, a))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "'%.40s' is no country or organisation such as RUS",
                    filter->alone);
  const char *lists[] = {filter->source, filter->target, filter->actor};
  for (size_t i = 0; i < 3; i++) {
    size_t commas = 0;
    for (const char *p = lists[i]; p != NULL && *p != '\0'; p++) commas += *p == ',';
    if (commas > 5) return nst_fail(error, NST_ARGUMENT, 0, 0, "at most six actors can be named at once");
  }
  return NST_OK;
}

/** "column IN (bits of the mask)". */
static void sql_mask(nst_sql *sql, const char *column, uint32_t mask) {
  if (mask == 0) return;
  bool one = (mask & (mask - 1)) == 0, first = true;
  /* Several values must not keep the index on days from giving the order: "+" hides them from it. */
  nst_buf_format(&sql->buf, " AND %s%s IN (", one ? "" : "+", column);
  for (int i = 0; i < 32; i++) {
    if ((mask >> i & 1) == 0) continue;
    nst_buf_format(&sql->buf, first ? "%d" : ",%d", i);
    first = false;
  }
  nst_buf_char(&sql->buf, ')');
}

/** By a part of its name: an index holds the places of all events, which is read instead of the records. "+": their
 *  order is given by the index on days. */
static void sql_place_name(nst_sql *sql, nst_str name, bool events) {
  const char *before =
      events ? " AND +e.id IN (SELECT m.id FROM records m INDEXED BY records_map WHERE m.event = m.id "
               "AND m.place_text IS NOT NULL AND (m.place_text LIKE "
             : " AND (e.place_text LIKE ";
  nst_buf_text(&sql->buf, before);
  nst_sql_like(sql, name);
  nst_buf_text(&sql->buf, events ? " OR m.place_admin1 LIKE " : " OR e.place_admin1 LIKE ");
  nst_sql_like(sql, name);
  nst_buf_text(&sql->buf, events ? "))" : ")");
}

static void sql_place(nst_sql *sql, const nst_filter *f) {
  if (!nst_is_set(f->place)) return;
  sql->record = true;
  nst_str text = nst_str_trim(nst_str_of(f->place));
  if (nst_is_code(text)) {
    nst_buf_text(&sql->buf, " AND e.place_country = ");
    nst_sql_text(sql, f->place);
  } else sql_place_name(sql, text, f->report == 0);
}

void nst_filter_common(nst_sql *sql, const nst_filter *f) {
  bool ties = sql->ties;
  nst_day since, until;
  (void)nst_filter_days(f, &since, &until);
  sql_mask(sql, ties ? "t.type" : "e.type", nst_filter_types(f));
  sql_mask(sql, ties ? "t.status" : f->report != 0 ? "e.status" : "e.event_status", f->statuses & 0xF);
  if (since != NST_DAY_NONE || until != NST_DAY_NONE) {
    nst_buf_text(&sql->buf, ties ? " AND t.day >= " : " AND e.day >= ");
    nst_sql_int(sql, since != NST_DAY_NONE ? since : NST_DAY_NONE + (int64_t)1);
  }
  if (until != NST_DAY_NONE) {
    nst_buf_text(&sql->buf, ties ? " AND t.day <= " : " AND e.day <= ");
    nst_sql_int(sql, until);
  }
  if (f->min_sources > 1) {
    nst_buf_text(&sql->buf, ties ? " AND t.sources >= " : " AND e.n_sources >= ");
    nst_sql_int(sql, f->min_sources);
  }
  if (f->conditional)
    nst_buf_text(&sql->buf, ties             ? " AND t.flags & 1"
                            : f->report != 0 ? " AND e.flags & 1"
                                             : " AND e.event_flags & 1");
}

bool nst_filter_code(const nst_filter *f, char code[NST_CODE], int *role) {
  if (nst_is_set(f->dyad) || nst_is_set(f->alone) || nst_is_set(f->text) || nst_is_set(f->place) ||
      f->min_confidence > 0 || f->one_a_day || f->report != 0)
    return false;
  const char *sides[] = {f->source, f->target, f->actor};
  int named = 0;
  for (int i = 0; i < 3; i++) {
    if (!nst_is_set(sides[i])) continue;
    named++;
    *role = i;
    if (!nst_plain_code(sides[i], code)) return false;
  }
  return named == 1;
}

bool nst_filter_pair(const nst_filter *f, char x[NST_CODE], char y[NST_CODE]) {
  if (nst_is_set(f->dyad)) return nst_dyad_parse(f->dyad, x, y);
  memset(x, 0, NST_CODE);
  if (nst_is_set(f->alone)) return nst_plain_code(f->alone, y);
  return nst_plain_code(f->source, x) && nst_plain_code(f->target, y);
}

nst_status nst_filter_build(const nst_filter *f, nst_sql *sql, nst_error *error) {
  NST_TRY(nst_filter_check(f, error));
  char x[NST_CODE], y[NST_CODE];
  sql->ties = f->report == 0 && nst_filter_pair(f, x, y);
  bool alone = nst_is_set(f->alone) && !nst_is_set(f->dyad);
  bool both = sql->ties && !nst_is_set(f->dyad) && !alone;
  if (sql->ties) {
    bool forth = strcmp(x, y) <= 0;
    nst_buf_text(&sql->buf, " AND t.a = ");
    nst_sql_text(sql, forth ? x : y);
    nst_buf_text(&sql->buf, " AND t.b = ");
    nst_sql_text(sql, forth ? y : x);
    if (alone) nst_buf_text(&sql->buf, " AND t.dir & 2"); /* nobody comes first in the alphabet */
    if (both) nst_buf_text(&sql->buf, forth ? " AND t.dir & 1" : " AND t.dir & 2");
  }
  nst_filter_common(sql, f);
  if (!both) {
    nst_sql_actor(sql, f->source, 0);
    nst_sql_actor(sql, f->target, 1);
  }
  nst_sql_actor(sql, f->actor, -1);
  sql_place(sql, f);
  NST_TRY(sql_words(sql, f->text, error));
  if (f->min_confidence > 0) {
    sql->record = true;
    nst_buf_text(&sql->buf, " AND e.confidence >= ");
    sql_number(sql, f->min_confidence);
  }
  if (f->one_a_day) {
    sql->record = true;
    nst_buf_text(
        &sql->buf,
        " AND (e.match = 0 OR e.day_from IS NULL OR NOT EXISTS (SELECT 1 FROM records o WHERE o.event = o.id "
        "AND o.match = e.match AND o.day = e.day AND o.id < e.id))");
  }
  if (f->report != 0) {
    nst_buf_text(&sql->buf, " AND e.report = ");
    nst_sql_int(sql, f->report);
  }
  return NST_OK;
}
