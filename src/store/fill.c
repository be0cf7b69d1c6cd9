/* fill.c - a new store that is filled as a whole.
 *
 * It grows in a file of its own beside its place (PATH.part), without journal and without the indexes that only reading
 * needs, and comes to its place when it is finished: nobody ever sees half of it. Ties are gathered in the order of their
 * events and sorted once. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/store_int.h"

/** Indexes that writing new reports does not ask. */
static const char *const later[] = {"records_code",        "records_day",   "records_map",
                                    "records_place",       "reports_wires", "reports_day",
                                    "record_actors_actor", "ties_a",        "ties_b"};
enum { LATER = sizeof later / sizeof *later };

char *nst_fill_path(const char *path) {
  size_t n = strlen(path) + sizeof ".part";
  char *part = malloc(n);
  if (part != NULL) (void)snprintf(part, n, "%s.part", path);
  return part;
}

nst_status nst_fill_claim(const char *part, nst_error *error) {
  if (access(part, F_OK) != 0) return NST_OK;
  sqlite3 *db = NULL; /* left behind by a process that was killed, or at work? */
  int code = sqlite3_open_v2(part, &db, SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK) code = sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
  (void)sqlite3_close(db);
  if ((code & 0xFF) == SQLITE_BUSY)
    return nst_fail(error, NST_BUSY, 0, 0, "another process is filling %.150s", part);
  if (unlink(part) != 0) return nst_fail(error, NST_IO, 0, 0, "cannot remove %.150s", part);
  return NST_OK;
}

static nst_status execute(nst_store *store, const char *sql, nst_error *error) {
  if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK) return NST_OK;
  return nst_store_fail(store, error, "the store cannot be filled");
}

/** The statement that makes an index, as the schema has it. */
static nst_status index_sql(nst_store *store, const char *name, char **out, nst_error *error) {
  sqlite3_stmt *st = NULL;
  *out = NULL;
  if (sqlite3_prepare_v2(store->db, "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?1", -1,
                         &st, NULL) != SQLITE_OK)
    return nst_store_fail(store, error, "the store cannot be filled");
  nst_bind_text(st, 1, name);
  if (sqlite3_step(st) == SQLITE_ROW) *out = strdup(nst_column_text(st, 0));
  (void)sqlite3_finalize(st);
  return *out != NULL ? NST_OK : nst_store_fail(store, error, "the store cannot be filled");
}

nst_status nst_fill_begin(nst_store *store, nst_error *error) {
  NST_TRY(execute(store,
                  "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                  "PRAGMA cache_size = -262144; PRAGMA temp_store = FILE",
                  error));
  store->later = calloc(LATER, sizeof *store->later);
  if (store->later == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < LATER; i++) {
    char sql[64];
    NST_TRY(index_sql(store, later[i], &store->later[i], error));
    (void)snprintf(sql, sizeof sql, "DROP INDEX %s", later[i]);
    NST_TRY(execute(store, sql, error));
  }
  return execute(store, "CREATE TABLE staged AS SELECT * FROM ties", error);
}

/** Sort the ties into their table: of those of one event and pair, the last one holds. */
static nst_status sort_ties(nst_store *store, nst_error *error) {
  return execute(store,
                 "INSERT OR REPLACE INTO ties SELECT * FROM staged ORDER BY a, b, day, event, rowid;"
                 "DROP TABLE staged",
                 error);
}

/** Bring the file to its place, where nothing is overwritten. */
static nst_status settle(const char *part, const char *path, nst_error *error) {
  int fd = open(part, O_RDONLY | O_CLOEXEC);
  bool safe = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) (void)close(fd);
  if (safe && link(part, path) == 0) {
    (void)unlink(part);
    return NST_OK;
  }
  /* Not every file system knows hard links. */
  if (safe && errno != EEXIST && access(path, F_OK) != 0 && rename(part, path) == 0) return NST_OK;
  return nst_fail(error, NST_IO, 0, 0, "cannot make %.150s; all of it is in %.150s", path, part);
}

nst_status nst_store_finish(nst_store *store, nst_error *error) {
  if (store->later == NULL || store->in_batch)
    return nst_fail(error, NST_ARGUMENT, 0, 0, "the store is not being filled, or a batch is open");
  for (int i = 0; i < NST_ST_COUNT; i++) {
    (void)sqlite3_finalize(store->statements[i]);
    store->statements[i] = NULL;
  }
  NST_TRY(sort_ties(store, error));
  for (size_t i = 0; i < LATER; i++) NST_TRY(execute(store, store->later[i], error));
  NST_TRY(execute(store, "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL", error));
  int code = sqlite3_close(store->db);
  store->db = NULL;
  if (code != SQLITE_OK) return nst_fail(error, NST_STORE, 0, 0, "the store cannot be closed");
  nst_status status = settle(store->part, store->path, error);
  nst_fill_free(store);
  return status;
}

void nst_fill_free(nst_store *store) {
  for (size_t i = 0; store->later != NULL && i < LATER; i++) free(store->later[i]);
  free(store->later);
  store->later = NULL;
  free(store->part);
  free(store->path);
  store->part = store->path = NULL;
}
