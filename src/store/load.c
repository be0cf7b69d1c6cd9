/* load.c - a row of `records` and what hangs on it, as nst_store_event. */
#include <stdio.h>

#include "store/store_int.h"

static const char *keep(nst_arena *arena, sqlite3_stmt *st, int at) {
  const char *text = nst_column_text(st, at);
  if (text[0] == '\0') return "";
  const char *copy = nst_arena_copy(arena, text, strlen(text));
  return copy != NULL ? copy : "";
}

static nst_span span_of(sqlite3_stmt *st, int at) {
  return (nst_span){(uint32_t)sqlite3_column_int64(st, at), (uint32_t)sqlite3_column_int64(st, at + 1)};
}

/** Split a copy of `text` at `separator`. */
static const char *const *split(nst_arena *arena, const char *text, char separator, size_t *n) {
  *n = 0;
  size_t pieces = text[0] != '\0';
  for (const char *p = text; *p != '\0'; p++) pieces += *p == separator;
  const char **out = nst_arena_array(arena, pieces, sizeof *out);
  char *copy = nst_arena_copy(arena, text, strlen(text));
  if (out == NULL || copy == NULL) return NULL;
  for (char *p = copy; *n < pieces; (*n)++) {
    out[*n] = p;
    char *end = strchr(p, separator);
    if (end != NULL) *end = '\0';
    p = end != NULL ? end + 1 : p + strlen(p);
  }
  return out;
}

typedef struct actor_list {
  nst_actor *items;
  size_t n, capacity;
} actor_list;

static nst_status load_actors(nst_store *store, nst_arena *arena, nst_store_event *out, nst_error *error) {
  actor_list sides[3] = {{0}, {0}, {0}};
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_LOAD_PARTS);
  (void)sqlite3_bind_int64(st, 1, out->id);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    int role = row ? sqlite3_column_int(st, 0) : 0;
    if (!row || role < 0 || role > 2) continue;
    nst_actor actor = {{keep(arena, st, 1), span_of(st, 2)},
                       keep(arena, st, 4),
                       keep(arena, st, 5),
                       keep(arena, st, 6),
                       keep(arena, st, 7),
                       keep(arena, st, 8)};
    if (!NST_PUSH(arena, &sides[role], actor)) break;
  }
  out->record.source = sides[0].items;
  out->record.n_source = sides[0].n;
  out->record.target = sides[1].items;
  out->record.n_target = sides[1].n;
  out->record.attribution = sides[2].items;
  out->record.n_attribution = sides[2].n;
  return NST_OK;
}

typedef struct mention_list {
  nst_passage *items;
  size_t n, capacity;
} mention_list;

static nst_status load_mentions(nst_store *store, nst_arena *arena, nst_store_event *out, nst_error *error) {
  mention_list list = {0};
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_LOAD_MENTIONS);
  (void)sqlite3_bind_int64(st, 1, out->id);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (!row) break;
    nst_passage passage = {keep(arena, st, 0), span_of(st, 1)};
    if (!NST_PUSH(arena, &list, passage)) break;
  }
  out->record.mentions = list.items;
  out->record.n_mentions = list.n;
  return NST_OK;
}

typedef struct quantity_list {
  nst_quantity *items;
  size_t n, capacity;
} quantity_list;

static nst_status load_quantities(nst_store *store, nst_arena *arena, nst_store_event *out,
                                  nst_error *error) {
  quantity_list list = {0};
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_LOAD_QUANTITIES);
  (void)sqlite3_bind_int64(st, 1, out->id);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (!row) break;
    int kind = sqlite3_column_int(st, 0);
    if (kind < 0 || kind >= NST_Q_COUNT) kind = NST_Q_OTHER;
    nst_quantity q = {.kind = (nst_quantity_kind)kind,
                      .has_low = sqlite3_column_type(st, 1) != SQLITE_NULL,
                      .has_high = sqlite3_column_type(st, 2) != SQLITE_NULL,
                      .low = sqlite3_column_double(st, 1),
                      .high = sqlite3_column_double(st, 2),
                      .unit = keep(arena, st, 3),
                      .mention = {keep(arena, st, 4), span_of(st, 5)}};
    if (!NST_PUSH(arena, &list, q)) break;
  }
  out->record.quantities = list.items;
  out->record.n_quantities = list.n;
  return NST_OK;
}

static const char *code_of(nst_arena *arena, sqlite3_stmt *st, int at) {
  if (sqlite3_column_type(st, at) != SQLITE_INTEGER) return keep(arena, st, at);
  const char *id = nst_arena_format(arena, "%016llx", (unsigned long long)sqlite3_column_int64(st, at));
  return id != NULL ? id : "";
}

static const char *day_text(nst_arena *arena, nst_day day) {
  char text[11];
  nst_day_format(day, text);
  const char *copy = nst_arena_copy(arena, text, strlen(text));
  return copy != NULL ? copy : "";
}

/** A number of a file that anybody may have changed, as an enumerator. */
static int bounded(sqlite3_stmt *st, int at, int count) {
  int value = sqlite3_column_int(st, at);
  return value >= 0 && value < count ? value : 0;
}

static void load_row(sqlite3_stmt *st, nst_arena *arena, nst_store_event *out) {
  nst_event *e = &out->record;
  out->id = sqlite3_column_int64(st, 0);
  e->id = code_of(arena, st, 1);
  out->report = sqlite3_column_int64(st, 2);
  out->event = sqlite3_column_int64(st, 3);
  e->sentence = (uint32_t)sqlite3_column_int64(st, 4);
  e->type = (nst_event_type)bounded(st, 5, NST_EVENT_COUNT);
  if (e->type == NST_EVENT_NONE) e->type = NST_AGREE;
  e->mode = keep(arena, st, 6);
  e->contexts = split(arena, nst_column_text(st, 7), ' ', &e->n_contexts);
  e->cameo = keep(arena, st, 8);
  e->goldstein = sqlite3_column_double(st, 9);
  e->content = (nst_event_type)bounded(st, 10, NST_EVENT_COUNT);
  e->mutual = sqlite3_column_int(st, 11) != 0;
  e->status = (nst_event_status)bounded(st, 12, NST_HYPOTHETICAL + 1);
  e->trigger = (nst_passage){keep(arena, st, 13), span_of(st, 14)};
  e->condition = (nst_passage){keep(arena, st, 16), span_of(st, 17)};
  e->time.text = keep(arena, st, 19);
  nst_day_format(nst_column_day(st, 20), e->time.from);
  nst_day_format(nst_column_day(st, 21), e->time.to);
  out->day = nst_column_day(st, 22);
  e->place = (nst_place){.text = keep(arena, st, 23),
                         .country = keep(arena, st, 24),
                         .admin1 = keep(arena, st, 25),
                         .lat = sqlite3_column_double(st, 26),
                         .lon = sqlite3_column_double(st, 27),
                         .has_point = sqlite3_column_type(st, 26) != SQLITE_NULL,
                         .precision = (nst_place_precision)bounded(st, 28, NST_PLACE_CITY + 1)};
  e->confidence = sqlite3_column_double(st, 29);
  e->why = split(arena, nst_column_text(st, 30), '\n', &e->n_why);
  out->score = sqlite3_column_double(st, 31);
  out->status = (nst_event_status)bounded(st, 32, NST_HYPOTHETICAL + 1);
  out->n_records = (uint32_t)sqlite3_column_int64(st, 33);
  out->n_sources = (uint32_t)sqlite3_column_int64(st, 34);
  e->doc = keep(arena, st, 35);
  e->date = day_text(arena, nst_column_day(st, 36));
  out->publisher = keep(arena, st, 37);
  out->url = keep(arena, st, 38);
  out->doc_bytes = (size_t)sqlite3_column_int64(st, 39);
}

nst_status nst_load_event(nst_store *store, sqlite3_stmt *st, nst_arena *arena, nst_store_event *out,
                          nst_error *error) {
  memset(out, 0, sizeof *out);
  load_row(st, arena, out);
  NST_TRY(load_actors(store, arena, out, error));
  NST_TRY(load_mentions(store, arena, out, error));
  NST_TRY(load_quantities(store, arena, out, error));
  return nst_arena_failed(arena) ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory") : NST_OK;
}
