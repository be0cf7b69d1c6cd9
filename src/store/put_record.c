/* put_record.c - one record into its tables, and out of the events again. */
#include <stdio.h>

#include "store/store_int.h"

enum { KEY = 512, ACTORS_KEPT = 200000 };

static nst_status find_actor(nst_store *store, const nst_actor *actor, int64_t *out, nst_error *error) {
  const nst_statement order[] = {NST_ST_ACTOR_FIND, NST_ST_ACTOR_ADD};
  for (size_t i = 0; i < 2; i++) {
    sqlite3_stmt *st = nst_store_statement(store, order[i]);
    nst_bind_text(st, 1, actor->name);
    nst_bind_text(st, 2, actor->country);
    nst_bind_text(st, 3, actor->org);
    nst_bind_text(st, 4, actor->sector);
    nst_bind_text(st, 5, actor->code != NULL ? actor->code : "");
    bool row;
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row) {
      *out = sqlite3_column_int64(st, 0);
      (void)sqlite3_reset(st);
      return NST_OK;
    }
  }
  *out = sqlite3_last_insert_rowid(store->db);
  return NST_OK;
}

/** The number of an actor; those of this batch are remembered. */
static nst_status actor_id(nst_store *store, const nst_actor *actor, int64_t *out, nst_error *error) {
  char key[KEY];
  int len = snprintf(key, sizeof key, "%s\1%s\1%s\1%s\1%s", actor->name, actor->country, actor->org,
                     actor->sector, actor->code != NULL ? actor->code : "");
  bool fits = len > 0 && len < KEY;
  uint32_t known = fits ? nst_map_get(&store->actors, (nst_str){key, (uint32_t)len}) : NST_MAP_NONE;
  if (known != NST_MAP_NONE) {
    *out = known;
    return NST_OK;
  }
  NST_TRY(find_actor(store, actor, out, error));
  if (fits && *out < NST_MAP_NONE && store->actors.n < ACTORS_KEPT) {
    char *copy = nst_arena_copy(store->names, key, (size_t)len);
    if (copy == NULL || !nst_map_put(&store->actors, (nst_str){copy, (uint32_t)len}, (uint32_t)*out))
      return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  return NST_OK;
}

static nst_status put_actors(nst_store *store, int64_t record, int role, const nst_actor *actors, size_t n,
                             nst_error *error) {
  for (size_t i = 0; i < n; i++) {
    int64_t actor = 0;
    NST_TRY(actor_id(store, &actors[i], &actor, error));
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_PART_ADD);
    (void)sqlite3_bind_int64(st, 1, record);
    (void)sqlite3_bind_int(st, 2, role);
    (void)sqlite3_bind_int64(st, 3, (int64_t)i);
    (void)sqlite3_bind_int64(st, 4, actor);
    nst_bind_text(st, 5, actors[i].mention.text);
    (void)sqlite3_bind_int64(st, 6, actors[i].mention.span.begin);
    (void)sqlite3_bind_int64(st, 7, actors[i].mention.span.end);
    NST_TRY(nst_store_run_statement(store, st, error));
    NST_TRY(nst_count_actor(store, actor, role, 1, error));
  }
  return NST_OK;
}

static nst_status put_mentions(nst_store *store, int64_t record, const nst_event *e, nst_error *error) {
  for (size_t i = 0; i < e->n_mentions; i++) {
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_MENTION_ADD);
    (void)sqlite3_bind_int64(st, 1, record);
    (void)sqlite3_bind_int64(st, 2, (int64_t)i);
    nst_bind_text(st, 3, e->mentions[i].text);
    (void)sqlite3_bind_int64(st, 4, e->mentions[i].span.begin);
    (void)sqlite3_bind_int64(st, 5, e->mentions[i].span.end);
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  return NST_OK;
}

static nst_status put_quantities(nst_store *store, int64_t record, const nst_event *e, nst_error *error) {
  for (size_t i = 0; i < e->n_quantities; i++) {
    const nst_quantity *q = &e->quantities[i];
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_QUANTITY_ADD);
    (void)sqlite3_bind_int64(st, 1, record);
    (void)sqlite3_bind_int64(st, 2, (int64_t)i);
    (void)sqlite3_bind_int(st, 3, (int)q->kind);
    if (q->has_low) (void)sqlite3_bind_double(st, 4, q->low);
    if (q->has_high) (void)sqlite3_bind_double(st, 5, q->high);
    nst_bind_text(st, 6, q->unit);
    nst_bind_text(st, 7, q->mention.text);
    (void)sqlite3_bind_int64(st, 8, q->mention.span.begin);
    (void)sqlite3_bind_int64(st, 9, q->mention.span.end);
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  return NST_OK;
}

/** Sixteen hex digits are kept as one number, any other id as text. */
static void bind_code(sqlite3_stmt *st, int at, const char *id) {
  uint64_t value = 0;
  size_t n = strlen(id);
  bool hex = n == 16;
  for (size_t i = 0; hex && i < n; i++) {
    char c = id[i];
    bool digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'f';
    hex = digit || letter;
    value = value << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
  }
  if (hex) (void)sqlite3_bind_int64(st, at, (int64_t)value);
  else nst_bind_text(st, at, id);
}

nst_status nst_store_lookup(nst_store *store, const char *record_id, int64_t *out, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_RECORD_BY_CODE);
  bind_code(st, 1, record_id);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  if (!row) return nst_fail(error, NST_MISSING, 0, 0, "there is no record '%.64s'", record_id);
  *out = sqlite3_column_int64(st, 0);
  (void)sqlite3_reset(st);
  return NST_OK;
}

nst_status nst_record_known(nst_store *store, int64_t report, const char *record_id, bool *known,
                            nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_RECORD_IN);
  bind_code(st, 1, record_id);
  (void)sqlite3_bind_int64(st, 2, report);
  NST_TRY(nst_store_step_row(store, st, known, error));
  (void)sqlite3_reset(st);
  return NST_OK;
}

/** Join texts with `separator` into buf, NUL-terminated. */
static void join(nst_buf *buf, const char *const *texts, size_t n, char separator) {
  buf->len = 0;
  for (size_t i = 0; i < n; i++) {
    if (i > 0) nst_buf_char(buf, separator);
    nst_buf_text(buf, texts[i]);
  }
  nst_buf_char(buf, '\0');
}

static void bind_place(sqlite3_stmt *st, const nst_place *place) {
  if (place->precision != NST_PLACE_NONE) {
    nst_bind_text(st, 24, place->text);
    if (place->country[0] != '\0') nst_bind_text(st, 25, place->country);
    if (place->admin1[0] != '\0') nst_bind_text(st, 26, place->admin1);
    if (place->has_point) {
      (void)sqlite3_bind_double(st, 27, place->lat);
      (void)sqlite3_bind_double(st, 28, place->lon);
    }
  }
  (void)sqlite3_bind_int(st, 29, (int)place->precision);
}

static nst_status put_row(nst_store *store, const nst_new_record *r, int64_t event, const char *contexts,
                          const char *why, nst_error *error) {
  const nst_event *e = r->event;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_RECORD_ADD);
  (void)sqlite3_bind_int64(st, 1, r->id);
  bind_code(st, 2, e->id);
  (void)sqlite3_bind_int64(st, 3, r->report);
  (void)sqlite3_bind_int64(st, 4, event);
  (void)sqlite3_bind_int64(st, 5, e->sentence);
  (void)sqlite3_bind_int(st, 6, (int)e->type);
  nst_bind_text(st, 7, e->mode);
  nst_bind_text(st, 8, contexts);
  nst_bind_text(st, 9, e->cameo);
  (void)sqlite3_bind_double(st, 10, e->goldstein);
  (void)sqlite3_bind_int(st, 11, (int)e->content);
  (void)sqlite3_bind_int(st, 12, e->mutual);
  (void)sqlite3_bind_int(st, 13, (int)e->status);
  nst_bind_text(st, 14, e->trigger.text);
  (void)sqlite3_bind_int64(st, 15, e->trigger.span.begin);
  (void)sqlite3_bind_int64(st, 16, e->trigger.span.end);
  if (e->condition.text[0] != '\0') {
    nst_bind_text(st, 17, e->condition.text);
    (void)sqlite3_bind_int64(st, 18, e->condition.span.begin);
    (void)sqlite3_bind_int64(st, 19, e->condition.span.end);
  }
  nst_bind_text(st, 20, e->time.text);
  nst_bind_day(st, 21, r->from);
  nst_bind_day(st, 22, r->to);
  (void)sqlite3_bind_int(st, 23, r->day);
  bind_place(st, &e->place);
  (void)sqlite3_bind_double(st, 30, e->confidence);
  nst_bind_text(st, 31, why);
  (void)sqlite3_bind_double(st, 32, r->score);
  (void)sqlite3_bind_int64(st, 33, r->flags);
  (void)sqlite3_bind_int64(st, 34, r->match);
  return nst_store_run_statement(store, st, error);
}

nst_status nst_joined_add(nst_joined *joined, int64_t event, nst_error *error) {
  if (joined->n == joined->capacity) {
    size_t capacity = joined->capacity == 0 ? 16 : 2 * joined->capacity;
    int64_t *items = nst_mem_resize(nst_allocator_default(), joined->items, joined->capacity * sizeof *items,
                                    capacity * sizeof *items);
    if (items == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
    joined->items = items;
    joined->capacity = capacity;
  }
  joined->items[joined->n++] = event;
  return NST_OK;
}

nst_status nst_record_put(nst_store *store, nst_new_record *r, bool apart, nst_joined *joined,
                          nst_error *error) {
  r->id = store->next_record++;
  int64_t event = 0;
  if (!apart) NST_TRY(nst_event_join(store, r, joined, &event, error));
  bool fresh = event == 0;
  if (fresh) event = r->id;
  nst_buf contexts, why;
  nst_buf_init(&contexts, nst_allocator_default());
  nst_buf_init(&why, nst_allocator_default());
  join(&contexts, r->event->contexts, r->event->n_contexts, ' ');
  join(&why, r->event->why, r->event->n_why, '\n');
  nst_status status = contexts.failed || why.failed ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory")
                                                    : put_row(store, r, event, contexts.p, why.p, error);
  nst_buf_free(&contexts);
  nst_buf_free(&why);
  NST_TRY(status);
  NST_TRY(put_actors(store, r->id, 0, r->event->source, r->event->n_source, error));
  NST_TRY(put_actors(store, r->id, 1, r->event->target, r->event->n_target, error));
  NST_TRY(put_actors(store, r->id, 2, r->event->attribution, r->event->n_attribution, error));
  NST_TRY(put_mentions(store, r->id, r->event, error));
  NST_TRY(put_quantities(store, r->id, r->event, error));
  NST_TRY(nst_joined_add(joined, event, error));
  return fresh ? nst_event_tie(store, r, error) : nst_event_refresh(store, event, false, error);
}

/* ---- Out of the events ------------------------------------------------------------------------------ */

static nst_status drop_record(nst_store *store, int64_t id, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_PARTS_OF);
  (void)sqlite3_bind_int64(st, 1, id);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row)
      NST_TRY(nst_count_actor(store, sqlite3_column_int64(st, 1), sqlite3_column_int(st, 0), -1, error));
  }
  const nst_statement drops[] = {NST_ST_DROP_PARTS, NST_ST_DROP_MENTIONS, NST_ST_DROP_QUANTITIES,
                                 NST_ST_DROP_RECORD};
  for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
    st = nst_store_statement(store, drops[i]);
    (void)sqlite3_bind_int64(st, 1, id);
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  return NST_OK;
}

static nst_status set_event(nst_store *store, nst_statement which, int64_t id, int64_t event,
                            nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, which);
  (void)sqlite3_bind_int64(st, 1, id);
  if (event != 0) (void)sqlite3_bind_int64(st, 2, event);
  return nst_store_run_statement(store, st, error);
}

/** The first record of an event leaves it: the next one, if there is any, takes its place. */
static nst_status hand_over(nst_store *store, int64_t event, nst_error *error) {
  NST_TRY(nst_event_drop_ties(store, event, error));
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_MEMBERS);
  (void)sqlite3_bind_int64(st, 1, event);
  int64_t heir = 0;
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row && (heir == 0 || sqlite3_column_int64(st, 0) < heir)) heir = sqlite3_column_int64(st, 0);
  }
  if (heir == 0) return NST_OK;
  NST_TRY(set_event(store, NST_ST_EVENT_MOVE, event, heir, error));
  return nst_event_refresh(store, heir, true, error);
}

static nst_status retire(nst_store *store, int64_t id, int64_t event, bool drop, nst_error *error) {
  if (event == id) NST_TRY(hand_over(store, id, error));
  if (drop) NST_TRY(drop_record(store, id, error));
  else NST_TRY(set_event(store, NST_ST_EVENT_SET, id, 0, error));
  return event != id && event != 0 ? nst_event_refresh(store, event, false, error) : NST_OK;
}

nst_status nst_records_retire(nst_store *store, int64_t report, bool drop, nst_error *error) {
  int64_t id = 0;
  for (;;) { /* one after the other: retiring a record changes the events of the others */
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_RECORDS_OF);
    (void)sqlite3_bind_int64(st, 1, report);
    int64_t next = 0, event = 0;
    for (bool row = true; row && next == 0;) {
      NST_TRY(nst_store_step_row(store, st, &row, error));
      if (row && sqlite3_column_int64(st, 0) > id) {
        next = sqlite3_column_int64(st, 0);
        event = sqlite3_column_int64(st, 1);
      }
    }
    (void)sqlite3_reset(st);
    if (next == 0) return NST_OK;
    id = next;
    NST_TRY(retire(store, id, event, drop, error));
  }
}
