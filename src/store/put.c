/* put.c - a report and its records into the store: once, whole, and with its history. */
#include "record/scale.h"
#include "store/store_int.h"

int64_t nst_report_hash(const nst_report *report) {
  uint64_t title = nst_hash(report->title, report->title != NULL ? report->title_len : 0, 1);
  return (int64_t)nst_hash(report->text, report->text != NULL ? report->text_len : 0, title);
}

static nst_day day_of(const char *date) {
  return date != NULL && date[0] != '\0' ? nst_day_parse(nst_str_of(date), false) : NST_DAY_NONE;
}

static bool same_text(sqlite3_stmt *st, int column, const char *text, size_t len) {
  if (text == NULL) len = 0;
  return (size_t)sqlite3_column_bytes(st, column) == len &&
         (len == 0 || memcmp(sqlite3_column_blob(st, column), text, len) == 0);
}

/** What the store knows of a report before it is put. */
typedef struct known {
  nst_store_outcome outcome;
  int64_t current; /**< NEWER: the report that will be superseded; COPY: the report it repeats */
  bool was_copy;   /**< NEWER: the id stood for a copy until now */
} known;

static nst_status look_up_doc(nst_store *store, const nst_report *report, int64_t hash, known *out,
                              bool *found, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_DOC);
  nst_bind_text(st, 1, report->id);
  nst_day day = day_of(report->date);
  bool same = false;
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (!row) break;
    *found = true;
    same = same || (sqlite3_column_int64(st, 1) == hash && nst_column_day(st, 2) == day);
    if (sqlite3_column_type(st, 3) == SQLITE_NULL) out->current = sqlite3_column_int64(st, 0);
  }
  out->outcome = same ? NST_PUT_SAME : NST_PUT_NEWER;
  return NST_OK;
}

static nst_status look_up_text(nst_store *store, const nst_report *report, int64_t hash, int64_t *out,
                               nst_error *error) {
  *out = 0;
  if (report->text == NULL) return NST_OK;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_HASH);
  (void)sqlite3_bind_int64(st, 1, hash);
  for (bool row = true; row && *out == 0;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row && same_text(st, 1, report->title, report->title_len) &&
        same_text(st, 2, report->text, report->text_len))
      *out = sqlite3_column_int64(st, 0);
  }
  (void)sqlite3_reset(st);
  return NST_OK;
}

static nst_status look_up(nst_store *store, const nst_report *report, known *out, nst_error *error) {
  *out = (known){.outcome = NST_PUT_NEW};
  int64_t hash = nst_report_hash(report), original = 0;
  bool found = false;
  NST_TRY(look_up_doc(store, report, hash, out, &found, error));
  if (found) return NST_OK;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_COPY_FIND);
  nst_bind_text(st, 1, report->id);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  int64_t copied = row ? sqlite3_column_int64(st, 0) : 0;
  (void)sqlite3_reset(st);
  NST_TRY(look_up_text(store, report, hash, &original, error));
  out->was_copy = copied != 0;
  if (copied != 0) out->outcome = original == copied ? NST_PUT_SAME : NST_PUT_NEWER;
  else out->outcome = original != 0 ? NST_PUT_COPY : NST_PUT_NEW;
  if (out->outcome == NST_PUT_COPY) out->current = original;
  return NST_OK;
}

nst_status nst_store_check(nst_store *store, const nst_report *report, nst_store_outcome *out,
                           nst_error *error) {
  known k;
  NST_TRY(look_up(store, report, &k, error));
  *out = k.outcome;
  return NST_OK;
}

static nst_status put_copy(nst_store *store, const nst_store_input *input, int64_t original,
                           nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_COPY_ADD);
  (void)sqlite3_bind_int64(st, 1, original);
  nst_bind_text(st, 2, input->report.id);
  nst_bind_day(st, 3, day_of(input->report.date));
  nst_bind_text(st, 4, input->source != NULL ? input->source : "");
  nst_bind_text(st, 5, input->url != NULL ? input->url : "");
  return nst_store_run_statement(store, st, error);
}

/** The superseded report gives way before the new one comes: only one report of an id holds. */
static nst_status supersede(nst_store *store, const known *k, int64_t newer, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_NEWER);
  (void)sqlite3_bind_int64(st, 1, k->current);
  (void)sqlite3_bind_int64(st, 2, newer);
  return nst_store_run_statement(store, st, error);
}

static nst_status add_report(nst_store *store, const nst_store_input *input, nst_day day, int64_t *id,
                             nst_error *error) {
  const nst_report *r = &input->report;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_ADD);
  nst_bind_text(st, 1, r->id);
  nst_bind_day(st, 2, day);
  if (r->title != NULL && r->title_len > 0)
    (void)sqlite3_bind_text64(st, 3, r->title, r->title_len, SQLITE_STATIC, SQLITE_UTF8);
  if (r->text != NULL) (void)sqlite3_bind_text64(st, 4, r->text, r->text_len, SQLITE_STATIC, SQLITE_UTF8);
  (void)sqlite3_bind_int64(st, 5, nst_report_hash(r));
  nst_bind_text(st, 6, input->source != NULL ? input->source : "");
  nst_bind_text(st, 7, input->url != NULL ? input->url : "");
  (void)sqlite3_bind_int64(st, 8, input->run);
  (void)sqlite3_bind_int(st, 9, input->keep_apart);
  size_t title_len = r->title != NULL && r->title_len > 0 ? r->title_len + 2 : 0;
  if (input->sentences != NULL) nst_bind_text(st, 11, input->sentences);
  (void)sqlite3_bind_int64(st, 10, r->text != NULL ? (int64_t)(title_len + r->text_len) : 0);
  NST_TRY(nst_store_run_statement(store, st, error));
  *id = sqlite3_last_insert_rowid(store->db);
  if (r->text == NULL) return NST_OK;
  st = nst_store_statement(store, NST_ST_REPORT_SEARCH);
  (void)sqlite3_bind_int64(st, 1, *id);
  if (r->title != NULL && r->title_len > 0)
    (void)sqlite3_bind_text64(st, 2, r->title, r->title_len, SQLITE_STATIC, SQLITE_UTF8);
  (void)sqlite3_bind_text64(st, 3, r->text, r->text_len, SQLITE_STATIC, SQLITE_UTF8);
  return nst_store_run_statement(store, st, error);
}

static bool is_one_of(const char *word, const char *list) {
  return nst_str_in(nst_str_of(word), list);
}

/** What ledgers ask of an event, and from bit 8 on its content, so that they need not read it. */
static uint32_t flags_of(const nst_event *event) {
  uint32_t flags = (uint32_t)event->content << NST_FLAGS_CONTENT;
  if (event->condition.text[0] != '\0') flags |= NST_HAS_CONDITION;
  if (event->n_attribution > 0) flags |= NST_HAS_ATTRIBUTION;
  for (size_t i = 0; i < event->n_quantities; i++) {
    switch (event->quantities[i].kind) {
    case NST_Q_TROOPS:
      flags |= NST_HAS_TROOPS;
      break;
    case NST_Q_WEAPONS:
      flags |= NST_HAS_WEAPONS;
      break;
    case NST_Q_KILLED:
    case NST_Q_INJURED:
      flags |= NST_HAS_CASUALTIES;
      break;
    default:
      break;
    }
  }
  bool counted = (flags & (NST_HAS_TROOPS | NST_HAS_WEAPONS)) != 0;
  bool moved = event->type == NST_RETREAT && (counted || is_one_of(event->mode, "withdraw disarm"));
  if (event->type == NST_MOBILIZE || moved) flags |= NST_HAS_FORCES;
  bool denied = strncmp(event->cameo, "016", 3) == 0 || event->content == NST_ACCUSE;
  if (event->type == NST_REJECT && denied) flags |= NST_HAS_DENIAL;
  return flags;
}

static nst_status put_one(nst_store *store, int64_t report, bool apart, const nst_event *e,
                          nst_joined *joined, nst_error *error) {
  nst_new_record record = {.event = e, .report = report};
  record.from = day_of(e->time.from);
  record.to = day_of(e->time.to);
  if (record.to == NST_DAY_NONE || record.to < record.from) record.to = record.from;
  record.day = record.from != NST_DAY_NONE ? record.from : day_of(e->date);
  record.flags = flags_of(e);
  record.match = nst_match_hash(e);
  record.score = nst_scale_score(e->type, e->mode);
  store->added++;
  return nst_record_put(store, &record, apart, joined, error);
}

/** The events that the report's records tell already. */
static nst_status load_joined(nst_store *store, int64_t report, nst_joined *joined, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_RECORDS_OF);
  (void)sqlite3_bind_int64(st, 1, report);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row) NST_TRY(nst_joined_add(joined, sqlite3_column_int64(st, 1), error));
  }
  return NST_OK;
}

/** `further`: the report has records already; only those that it does not have are kept. */
static nst_status put_records(nst_store *store, int64_t report, bool apart, bool further,
                              const nst_event *const *records, size_t n, nst_error *error) {
  nst_joined joined = {0};
  nst_status status = further ? load_joined(store, report, &joined, error) : NST_OK;
  for (size_t i = 0; i < n && status == NST_OK; i++) {
    bool there = false;
    if (further) status = nst_record_known(store, report, records[i]->id, &there, error);
    if (status == NST_OK && !there) status = put_one(store, report, apart, records[i], &joined, error);
  }
  nst_mem_free(nst_allocator_default(), joined.items, joined.capacity * sizeof *joined.items);
  return status;
}

/** The report kept under this id, if neither of the two has a text; else 0. */
static nst_status find_bare(nst_store *store, const nst_report *report, int64_t *out, nst_error *error) {
  *out = 0;
  if (report->text != NULL) return NST_OK;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_BARE);
  nst_bind_text(st, 1, report->id);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  if (row) *out = sqlite3_column_int64(st, 0);
  (void)sqlite3_reset(st);
  return NST_OK;
}

size_t nst_store_added(const nst_store *store) {
  return store->added;
}

nst_status nst_store_put(nst_store *store, const nst_store_input *input, const nst_event *const *records,
                         size_t n, nst_store_outcome *out, nst_error *error) {
  if (!store->in_batch) return nst_fail(error, NST_ARGUMENT, 0, 0, "no batch is open");
  known k;
  int64_t bare = 0;
  store->added = 0;
  NST_TRY(find_bare(store, &input->report, &bare, error));
  if (bare != 0) {
    NST_TRY(put_records(store, bare, input->keep_apart, true, records, n, error));
    *out = store->added > 0 ? NST_PUT_NEW : NST_PUT_SAME;
    return NST_OK;
  }
  NST_TRY(look_up(store, &input->report, &k, error));
  *out = k.outcome;
  if (k.outcome == NST_PUT_SAME) return NST_OK;
  if (k.outcome == NST_PUT_COPY) return put_copy(store, input, k.current, error);
  if (k.was_copy) {
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_COPY_DROP);
    nst_bind_text(st, 1, input->report.id);
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  if (k.current != 0) {
    NST_TRY(nst_records_retire(store, k.current, false, error));
    NST_TRY(supersede(store, &k, k.current, error)); /* for a moment by itself: its id is free */
  }
  nst_day day = day_of(input->report.date);
  int64_t id = 0, wire = 0;
  NST_TRY(add_report(store, input, day, &id, error));
  if (k.current != 0) NST_TRY(supersede(store, &k, id, error));
  NST_TRY(nst_wire_find(store, id, &input->report, day, &wire, error));
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_WIRE);
  (void)sqlite3_bind_int64(st, 1, id);
  (void)sqlite3_bind_int64(st, 2, wire);
  NST_TRY(nst_store_run_statement(store, st, error));
  return put_records(store, id, input->keep_apart, false, records, n, error);
}

nst_status nst_store_recode(nst_store *store, int64_t id, int64_t run, const char *sentences,
                            const nst_event *const *records, size_t n, nst_error *error) {
  if (!store->in_batch) return nst_fail(error, NST_ARGUMENT, 0, 0, "no batch is open");
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_FACTS);
  (void)sqlite3_bind_int64(st, 1, id);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  if (!row) return nst_fail(error, NST_MISSING, 0, 0, "there is no report %lld", (long long)id);
  bool apart = sqlite3_column_int(st, 0) != 0;
  (void)sqlite3_reset(st);
  NST_TRY(nst_records_retire(store, id, true, error));
  st = nst_store_statement(store, NST_ST_REPORT_RUN);
  (void)sqlite3_bind_int64(st, 1, id);
  (void)sqlite3_bind_int64(st, 2, run);
  if (sentences != NULL) nst_bind_text(st, 3, sentences);
  NST_TRY(nst_store_run_statement(store, st, error));
  return put_records(store, id, apart, false, records, n, error);
}
