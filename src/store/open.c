/* open.c - opening, making and migrating a store; batches; errors of SQLite as statuses. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store_int.h"

static const char *const statement_sql[NST_ST_COUNT] = {
#define NST_STATEMENT_SQL(name, sql) [NST_ST_##name] = (sql),
    NST_STATEMENT_LIST(NST_STATEMENT_SQL)
#undef NST_STATEMENT_SQL
};

static nst_status status_of(int code) {
  switch (code & 0xFF) {
  case SQLITE_OK:
  case SQLITE_ROW:
  case SQLITE_DONE:
    return NST_OK;
  case SQLITE_NOMEM:
    return NST_NOMEM;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_INTERRUPT:
    return NST_BUSY;
  case SQLITE_FULL:
    return NST_FULL;
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_IOERR:
    return NST_IO;
  case SQLITE_TOOBIG:
    return NST_TOO_LARGE;
  default:
    return NST_STORE;
  }
}

nst_status nst_store_fail(nst_store *store, nst_error *error, const char *what) {
  int code = sqlite3_extended_errcode(store->db);
  nst_status status = status_of(code);
  if (status == NST_OK) status = NST_STORE;
  const char *advice = "";
  if (status == NST_FULL && store->part != NULL)
    advice = "; nothing is kept, free some space and start again";
  else if (status == NST_FULL) advice = "; what was kept before is safe, free some space and go on";
  else if (status == NST_BUSY) advice = "; another process is writing, try again";
  else if ((code & 0xFF) == SQLITE_READONLY || (code & 0xFF) == SQLITE_CANTOPEN)
    advice = "; is the folder writable?";
  return nst_fail(error, status, 0, 0, "%s: %.120s%s", what, sqlite3_errmsg(store->db), advice);
}

sqlite3_stmt *nst_store_statement(nst_store *store, nst_statement which) {
  sqlite3_stmt **st = &store->statements[which];
  if (*st == NULL)
    (void)sqlite3_prepare_v3(store->db, statement_sql[which], -1, SQLITE_PREPARE_PERSISTENT, st, NULL);
  if (*st != NULL) {
    (void)sqlite3_reset(*st);
    (void)sqlite3_clear_bindings(*st);
  }
  return *st;
}

nst_status nst_store_step_row(nst_store *store, sqlite3_stmt *st, bool *row, nst_error *error) {
  *row = false;
  int code = st != NULL ? sqlite3_step(st) : SQLITE_ERROR;
  if (code == SQLITE_ROW) {
    *row = true;
    return NST_OK;
  }
  nst_status status = code == SQLITE_DONE ? NST_OK : nst_store_fail(store, error, "the store failed");
  (void)sqlite3_reset(st);
  return status;
}

nst_status nst_store_run_statement(nst_store *store, sqlite3_stmt *st, nst_error *error) {
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  (void)sqlite3_reset(st);
  return NST_OK;
}

void nst_bind_text(sqlite3_stmt *st, int at, const char *text) {
  (void)sqlite3_bind_text(st, at, text, -1, SQLITE_STATIC);
}

void nst_bind_day(sqlite3_stmt *st, int at, nst_day day) {
  if (day == NST_DAY_NONE) (void)sqlite3_bind_null(st, at);
  else (void)sqlite3_bind_int(st, at, day);
}

const char *nst_column_text(sqlite3_stmt *st, int at) {
  const unsigned char *text = sqlite3_column_text(st, at);
  return text != NULL ? (const char *)text : "";
}

nst_day nst_column_day(sqlite3_stmt *st, int at) {
  return sqlite3_column_type(st, at) == SQLITE_NULL ? NST_DAY_NONE : sqlite3_column_int(st, at);
}

/* ---- Opening ------------------------------------------------------------------------------------ */

static nst_status execute(nst_store *store, const char *sql, const char *what, nst_error *error) {
  if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK) return NST_OK;
  return nst_store_fail(store, error, what);
}

static nst_status pragma(nst_store *store, const char *name, int *out, nst_error *error) {
  char sql[64];
  (void)snprintf(sql, sizeof sql, "PRAGMA %s", name);
  sqlite3_stmt *st = NULL;
  if (sqlite3_prepare_v2(store->db, sql, -1, &st, NULL) != SQLITE_OK || sqlite3_step(st) != SQLITE_ROW) {
    nst_status status = nst_store_fail(store, error, "the file cannot be read as a store");
    (void)sqlite3_finalize(st);
    return status;
  }
  *out = sqlite3_column_int(st, 0);
  (void)sqlite3_finalize(st);
  return NST_OK;
}

static nst_status fill_names(nst_store *store, nst_error *error) {
  char sql[128];
  for (int i = 1; i < NST_EVENT_COUNT; i++) {
    (void)snprintf(sql, sizeof sql, "INSERT INTO types VALUES (%d, '%s', %d)", i,
                   nst_event_name((nst_event_type)i), nst_event_quad((nst_event_type)i));
    NST_TRY(execute(store, sql, "cannot make the store", error));
  }
  for (int i = 0; i <= NST_HYPOTHETICAL; i++) {
    (void)snprintf(sql, sizeof sql, "INSERT INTO statuses VALUES (%d, '%s')", i,
                   nst_event_status_name((nst_event_status)i));
    NST_TRY(execute(store, sql, "cannot make the store", error));
  }
  for (int i = 0; i < NST_Q_COUNT; i++) {
    (void)snprintf(sql, sizeof sql, "INSERT INTO kinds VALUES (%d, '%s')", i,
                   nst_quantity_kind_name((nst_quantity_kind)i));
    NST_TRY(execute(store, sql, "cannot make the store", error));
  }
  return NST_OK;
}

/** Take every step from the store's version to ours, in one transaction. */
static nst_status migrate(nst_store *store, nst_error *error) {
  int version = 0, application = 0;
  NST_TRY(execute(store, "BEGIN IMMEDIATE", "cannot write to the store", error));
  NST_TRY(pragma(store, "user_version", &version, error)); /* another process may have been faster */
  NST_TRY(pragma(store, "application_id", &application, error));
  char sql[128];
  bool old = version < NST_STORE_SCHEMA;
  if (old && version == 0) {
    (void)snprintf(sql, sizeof sql, "PRAGMA application_id = %d", NST_STORE_APPLICATION);
    NST_TRY(execute(store, sql, "cannot make the store", error));
  }
  for (int from = version; from < NST_STORE_SCHEMA; from++) {
    const char *sql_of_step;
    for (size_t i = 0; (sql_of_step = nst_store_step(from, i)) != NULL; i++)
      NST_TRY(execute(store, sql_of_step, "cannot bring the store to the newest schema", error));
    if (from == 0) NST_TRY(fill_names(store, error));
  }
  if (old) {
    const char *view;
    for (size_t i = 0; (view = nst_store_view(i)) != NULL; i++)
      NST_TRY(execute(store, view, "cannot make the views of the store", error));
    (void)snprintf(sql, sizeof sql, "PRAGMA user_version = %d", NST_STORE_SCHEMA);
    NST_TRY(execute(store, sql, "cannot make the store", error));
  }
  return execute(store, "COMMIT", "cannot make the store", error);
}

/** Is it a store, and of which version? Makes or migrates it where the mode allows. */
static nst_status settle(nst_store *store, const char *path, nst_error *error) {
  int version = 0, application = 0, tables = 0;
  NST_TRY(pragma(store, "user_version", &version, error));
  NST_TRY(pragma(store, "application_id", &application, error));
  NST_TRY(pragma(store, "schema_version", &tables, error));
  bool empty = version == 0 && application == 0 && tables == 0;
  if (!empty && application != NST_STORE_APPLICATION)
    return nst_fail(error, NST_STORE, 0, 0, "%.150s is a database, but no store of Nestor", path);
  if (empty && store->mode == NST_STORE_READ)
    return nst_fail(error, NST_STORE, 0, 0, "%.150s is empty; 'nestor code --db' fills a store", path);
  if (version > NST_STORE_SCHEMA)
    return nst_fail(error, NST_STORE_VERSION, 0, 0,
                    "the store has schema %d, this program knows up to %d; use a newer version", version,
                    NST_STORE_SCHEMA);
  if (store->mode == NST_STORE_READ) {
    if (version < NST_STORE_SCHEMA)
      return nst_fail(error, NST_STORE_VERSION, 0, 0,
                      "the store has the old schema %d; any command that writes to it brings it to %d",
                      version, NST_STORE_SCHEMA);
    return execute(store, "PRAGMA query_only = ON; PRAGMA cache_size = -65536", "cannot read the store",
                   error);
  }
  if (empty) NST_TRY(execute(store, "PRAGMA page_size = 8192", "cannot make the store", error));
  if (store->mode != NST_STORE_FILL)
    NST_TRY(execute(store, "PRAGMA journal_mode = WAL", "cannot write to the store", error));
  if (version < NST_STORE_SCHEMA) {
    nst_status status = migrate(store, error);
    if (status != NST_OK) {
      (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
      return status;
    }
  }
  if (store->mode == NST_STORE_FILL) return nst_fill_begin(store, error);
  return execute(store,
                 "PRAGMA synchronous = FULL; PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 4000;"
                 "PRAGMA temp_store = MEMORY",
                 "cannot write to the store", error);
}

/** "file:" URI of a path, which tells SQLite that nothing will change the file: no lock, no shared memory. */
static char *immutable_uri(const char *path) {
  size_t n = strlen(path);
  char *uri = malloc(3 * n + 32), *p = uri;
  if (uri == NULL) return NULL;
  p += sprintf(p, "file:");
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)path[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 strchr("/._-", c) != NULL;
    if (plain) *p++ = (char)c;
    else p += sprintf(p, "%%%02X", c);
  }
  (void)sprintf(p, "?immutable=1");
  return uri;
}

static nst_status connect(nst_store *store, const char *path, bool immutable, nst_error *error) {
  int flags = store->mode == NST_STORE_READ    ? SQLITE_OPEN_READONLY
              : store->mode == NST_STORE_WRITE ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  char *uri = immutable ? immutable_uri(path) : NULL;
  if (immutable && uri == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  int code = sqlite3_open_v2(immutable ? uri : path, &store->db,
                             flags | SQLITE_OPEN_NOMUTEX | (immutable ? SQLITE_OPEN_URI : 0), NULL);
  free(uri);
  if (store->db == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (code != SQLITE_OK) return nst_store_fail(store, error, "the store cannot be opened");
  (void)sqlite3_extended_result_codes(store->db, 1);
  (void)sqlite3_busy_timeout(store->db, NST_STORE_WAIT_MS);
  return settle(store, path, error);
}

/** A store whose last writer has closed it has no -wal file with anything in it. */
static bool has_wal(const char *path) {
  size_t n = strlen(path) + 5;
  char *wal = malloc(n);
  if (wal == NULL) return true;
  (void)snprintf(wal, n, "%s-wal", path);
  FILE *f = fopen(wal, "rb");
  free(wal);
  bool some = f != NULL && fgetc(f) != EOF;
  if (f != NULL) (void)fclose(f);
  return some;
}

/** A store that will be filled grows beside its place. */
static nst_status connect_part(nst_store *store, const char *path, nst_error *error) {
  store->path = strdup(path);
  char *part = nst_fill_path(path);
  nst_status status = store->path == NULL || part == NULL ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory")
                                                          : nst_fill_claim(part, error);
  if (status != NST_OK) {
    free(part);
    return status;
  }
  store->part = part; /* from now on ours to remove */
  return connect(store, part, false, error);
}

nst_status nst_store_open(const char *path, nst_store_mode mode, nst_store **out, nst_error *error) {
  *out = NULL;
  bool there = access(path, F_OK) == 0;
  if (mode == NST_STORE_FILL && there) return nst_fail(error, NST_IO, 0, 0, "%.180s exists", path);
  if ((mode == NST_STORE_READ || mode == NST_STORE_WRITE) && !there)
    return nst_fail(error, NST_IO, 0, 0, "there is no file %.180s", path);
  nst_store *store = calloc(1, sizeof *store);
  if (store == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  store->mode = mode;
  store->names = nst_arena_new(nst_allocator_default());
  nst_status status = store->names == NULL     ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory")
                      : mode == NST_STORE_FILL ? connect_part(store, path, error)
                                               : connect(store, path, false, error);
  if (status == NST_IO && mode == NST_STORE_READ && access(path, R_OK) == 0 && !has_wal(path)) {
    /* A folder that cannot be written to: WAL wants files beside the store, but nobody can change it either. */
    (void)sqlite3_close(store->db);
    store->db = NULL;
    status = connect(store, path, true, error);
  }
  if (status != NST_OK) {
    nst_store_close(store);
    return status;
  }
  nst_map_init(&store->actors, store->names);
  *out = store;
  return NST_OK;
}

void nst_store_close(nst_store *store) {
  if (store == NULL) return;
  for (int i = 0; i < NST_ST_COUNT; i++) (void)sqlite3_finalize(store->statements[i]);
  for (int i = 0; i < NST_SPARE; i++) (void)sqlite3_finalize(store->spare[i]);
  (void)sqlite3_close_v2(store->db);
  if (store->part != NULL) (void)unlink(store->part);
  nst_fill_free(store);
  nst_sums_free(&store->actor_sums);
  nst_sums_free(&store->dyad_sums);
  nst_arena_free(store->names);
  free(store);
}

void nst_store_interrupt(nst_store *store) {
  sqlite3_interrupt(store->db);
}

/* ---- Batches -------------------------------------------------------------------------------------- */

static void forget_actors(nst_store *store) {
  nst_sums_clear(&store->actor_sums);
  nst_sums_clear(&store->dyad_sums);
  nst_arena_reset(store->names);
  nst_map_init(&store->actors, store->names);
}

nst_status nst_store_begin(nst_store *store, nst_error *error) {
  if (store->mode == NST_STORE_READ || store->in_batch)
    return nst_fail(error, NST_ARGUMENT, 0, 0, "the store is open for reading only, or a batch is open");
  forget_actors(store);
  store->in_batch = true; /* a stopped BEGIN may have begun */
  nst_status status = nst_store_run_statement(store, nst_store_statement(store, NST_ST_BEGIN), error);
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_SEQUENCE);
  bool row;
  if (status == NST_OK) status = nst_store_step_row(store, st, &row, error);
  if (status != NST_OK) {
    nst_store_rollback(store);
    return status;
  }
  store->next_record = sqlite3_column_int64(st, 0) + 1;
  (void)sqlite3_reset(st);
  return NST_OK;
}

nst_status nst_store_commit(nst_store *store, nst_error *error) {
  if (!store->in_batch) return nst_fail(error, NST_ARGUMENT, 0, 0, "no batch is open");
  nst_status status = nst_sums_write(store, error);
  if (status == NST_OK)
    status = nst_store_run_statement(store, nst_store_statement(store, NST_ST_COMMIT), error);
  if (status != NST_OK) nst_store_rollback(store);
  store->in_batch = false;
  return status;
}

void nst_store_rollback(nst_store *store) {
  if (!store->in_batch) return;
  for (int i = 0; i < NST_ST_COUNT; i++)
    if (store->statements[i] != NULL) (void)sqlite3_reset(store->statements[i]);
  if (!sqlite3_get_autocommit(store->db)) (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  store->in_batch = false;
  forget_actors(store);
}

nst_status nst_store_run_id(nst_store *store, const nst_store_run *run, int64_t *out, nst_error *error) {
  const nst_statement order[] = {NST_ST_RUN_FIND, NST_ST_RUN_ADD};
  for (size_t i = 0; i < 2; i++) {
    sqlite3_stmt *st = nst_store_statement(store, order[i]);
    nst_bind_text(st, 1, run->version);
    nst_bind_text(st, 2, run->pack);
    nst_bind_text(st, 3, run->options);
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
