/* tally.c - all events that a filter finds, by the numbers that counts and ledgers need. */
#include <stdlib.h>

#include "store/store_int.h"

#define TIE_COLUMNS "t.event, t.day, t.type, t.status, t.flags, t.sources, t.goldstein10, t.score10, t.dir"
#define RECORD_TALLY "e.id, e.day, e.type, e.event_status, e.event_flags, e.n_sources, e.goldstein, e.score"

/** All ties of one country or organisation, on both sides. */
static void put_country(nst_sql *sql, const nst_filter *f, const char *code, int role) {
  sql->ties = true;
  for (int side = 0; side < 2; side++) {
    nst_buf_text(&sql->buf, side == 0 ? "SELECT " : " UNION ALL SELECT ");
    nst_buf_text(&sql->buf, TIE_COLUMNS ", t.a, t.b FROM ties t WHERE ");
    nst_sql_side(sql, side, code, role);
    if (side == 1) nst_buf_text(&sql->buf, " AND t.a <> t.b");
    nst_filter_common(sql, f);
  }
}

/** Events met before: an event with three partners has three ties. Neighbours share a block, as they come in order. */
typedef struct seen_block {
  int64_t number; /**< of its first event, by BLOCK; -1: free */
  uint64_t bits[8];
} seen_block;
enum { BLOCK = 512 };
typedef struct seen {
  seen_block *blocks; /**< open addressing */
  size_t n, capacity, last;
} seen;

static size_t block_of(const seen_block *blocks, size_t capacity, int64_t number) {
  size_t i = ((uint64_t)number * 0x9E3779B97F4A7C15u >> 20) & (capacity - 1);
  while (blocks[i].number != -1 && blocks[i].number != number) i = (i + 1) & (capacity - 1);
  return i;
}

static bool seen_enlarge(seen *s) {
  seen bigger = {.n = s->n, .capacity = s->capacity == 0 ? 64 : 2 * s->capacity};
  bigger.blocks = calloc(bigger.capacity, sizeof *bigger.blocks);
  if (bigger.blocks == NULL) return false;
  for (size_t i = 0; i < bigger.capacity; i++) bigger.blocks[i].number = -1;
  for (size_t i = 0; i < s->capacity; i++)
    if (s->blocks[i].number != -1)
      bigger.blocks[block_of(bigger.blocks, bigger.capacity, s->blocks[i].number)] = s->blocks[i];
  free(s->blocks);
  *s = bigger;
  return true;
}

static bool seen_add(seen *s, int64_t id, bool *fresh) {
  int64_t number = (int64_t)((uint64_t)id / BLOCK);
  if (s->n * 2 >= s->capacity && !seen_enlarge(s)) return false;
  if (s->blocks[s->last].number != number) s->last = block_of(s->blocks, s->capacity, number);
  seen_block *block = &s->blocks[s->last];
  if (block->number == -1) block->number = number, s->n++;
  uint64_t *word = &block->bits[(uint64_t)id % BLOCK / 64], bit = (uint64_t)1 << ((uint64_t)id % 64);
  *fresh = (*word & bit) == 0;
  *word |= bit;
  return true;
}

static void copy_code(char out[8], const char *code) {
  size_t n = strlen(code);
  memcpy(out, code, n < 8 ? n : 7);
}

/** What the rows of a tally are read from. */
typedef struct tally_source {
  sqlite3_stmt *st;
  bool ties;                     /**< scores in tenths, and a direction */
  bool pairs;                    /**< the pair stands in the row; an event may have several */
  char a[NST_CODE], b[NST_CODE]; /**< the pair, where it is the same in all rows */
} tally_source;

static double tenths(sqlite3_stmt *st, int at, bool are) {
  return are ? sqlite3_column_int(st, at) / 10.0 : sqlite3_column_double(st, at);
}

static nst_tally_row tally_row(const tally_source *from) {
  sqlite3_stmt *st = from->st;
  int type = sqlite3_column_int(st, 2), status = sqlite3_column_int(st, 3);
  int dir = from->ties ? sqlite3_column_int(st, 8) : 3;
  uint32_t flags = (uint32_t)sqlite3_column_int64(st, 4), content = flags >> NST_FLAGS_CONTENT & 31;
  nst_tally_row row = {.event = sqlite3_column_int64(st, 0),
                       .day = sqlite3_column_int(st, 1),
                       .type = type > 0 && type < NST_EVENT_COUNT ? (nst_event_type)type : NST_AGREE,
                       .content = content < NST_EVENT_COUNT ? (nst_event_type)content : NST_EVENT_NONE,
                       .status =
                           status >= 0 && status <= NST_HYPOTHETICAL ? (nst_event_status)status : NST_ACTUAL,
                       .flags = flags & ((1u << NST_FLAGS_CONTENT) - 1),
                       .sources = (uint32_t)sqlite3_column_int64(st, 5),
                       .goldstein = tenths(st, 6, from->ties),
                       .score = tenths(st, 7, from->ties),
                       .first = true,
                       .forth = (dir & 1) != 0,
                       .back = (dir & 2) != 0};
  copy_code(row.a, from->pairs ? nst_column_text(st, 9) : from->a);
  copy_code(row.b, from->pairs ? nst_column_text(st, 10) : from->b);
  return row;
}

static nst_status tally_all(nst_store *store, const tally_source *from, nst_tally_fn fn, void *user,
                            nst_error *error) {
  seen met = {0};
  nst_status status = NST_OK;
  for (bool row = true; row;) {
    status = nst_store_step_row(store, from->st, &row, error);
    if (status != NST_OK || !row) break;
    nst_tally_row t = tally_row(from);
    if (from->pairs && !seen_add(&met, t.event, &t.first)) {
      status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
      break;
    }
    if (!fn(user, &t)) break;
  }
  free(met.blocks);
  return status;
}

/** The pair that the filter names, in the order of the alphabet. */
static void name_pair(const nst_filter *filter, tally_source *from) {
  char x[NST_CODE], y[NST_CODE];
  if (!nst_filter_pair(filter, x, y)) return;
  bool forth = strcmp(x, y) <= 0;
  memcpy(from->a, forth ? x : y, NST_CODE);
  memcpy(from->b, forth ? y : x, NST_CODE);
}

nst_status nst_store_tally(nst_store *store, const nst_filter *filter, nst_tally_fn fn, void *user,
                           nst_error *error) {
  NST_TRY(nst_filter_check(filter, error));
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_sql sql, probe;
  nst_sql_init(&sql, arena);
  nst_sql_init(&probe, arena);
  tally_source from = {.st = NULL};
  nst_status status = NST_OK;
  char code[NST_CODE];
  int role;
  bool country = nst_filter_code(filter, code, &role);
  if (country) put_country(&sql, filter, code, role);
  else {
    status = nst_filter_build(filter, &probe, error); /* only to learn what drives */
    if (status == NST_OK)
      status = nst_find_query(&sql, filter, probe.ties ? TIE_COLUMNS : RECORD_TALLY, false, error);
    if (status == NST_OK && sql.ties) nst_buf_text(&sql.buf, " ORDER BY t.day, t.event");
  }
  if (status == NST_OK) status = nst_sql_prepare(store, &sql, &from.st, error);
  from.ties = sql.ties;
  from.pairs = country;
  if (sql.ties && !country) name_pair(filter, &from);
  if (status == NST_OK) status = tally_all(store, &from, fn, user, error);
  (void)sqlite3_finalize(from.st);
  nst_sql_free(&sql);
  nst_sql_free(&probe);
  nst_arena_free(arena);
  return status;
}

nst_status nst_store_quantities(nst_store *store, int64_t event, nst_quantity_fn fn, void *user,
                                nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_QUANTITIES);
  (void)sqlite3_bind_int64(st, 1, event);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    int kind = row ? sqlite3_column_int(st, 0) : -1;
    if (kind < 0 || kind >= NST_Q_COUNT) continue;
    fn(user, (nst_quantity_kind)kind, sqlite3_column_type(st, 1) != SQLITE_NULL, sqlite3_column_double(st, 1),
       sqlite3_column_type(st, 2) != SQLITE_NULL, sqlite3_column_double(st, 2));
  }
  return NST_OK;
}
