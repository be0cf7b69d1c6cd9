/* parquet.c - Parquet by way of DuckDB, which whoever reads Parquet is likely to have.
 *
 * A Parquet writer of our own would be a second store format to keep right; Arrow's C++ library is not in Debian.
 * Nothing is passed through a shell. */
#include "cli/parquet.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "record/record.h"

enum { NOT_THERE = 127 };

/** Run a program and wait for it: its exit status, NOT_THERE if it cannot be started. */
static int run(char *const argv[]) {
  fflush(NULL);
  pid_t child = fork();
  if (child < 0) return NOT_THERE;
  if (child == 0) {
    (void)execvp(argv[0], argv);
    _exit(NOT_THERE);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/** An SQL string: quotes doubled. */
static void put_quoted(nst_buf *sql, const char *text) {
  nst_buf_char(sql, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '\'') nst_buf_char(sql, '\'');
    nst_buf_char(sql, *text);
  }
  nst_buf_char(sql, '\'');
}

static void put_statement(nst_buf *sql, const char *csv, const char *parquet) {
  nst_buf_text(sql, "COPY (SELECT * FROM read_csv(");
  put_quoted(sql, csv);
  nst_buf_text(sql, ", header = true, quote = '\"', escape = '\"', columns = {");
  const char *name, *type;
  for (size_t i = 0; (name = nst_record_csv_column(i, &type)) != NULL; i++)
    nst_buf_format(sql, "%s'%s': '%s'", i > 0 ? ", " : "", name, type);
  nst_buf_text(sql, "})) TO ");
  put_quoted(sql, parquet);
  nst_buf_text(sql, " (FORMAT parquet)");
  nst_buf_char(sql, '\0');
}

bool parquet_from_csv(const char *csv, const char *parquet) {
  nst_buf sql;
  nst_buf_init(&sql, nst_allocator_default());
  put_statement(&sql, csv, parquet);
  if (sql.failed) {
    nst_buf_free(&sql);
    cli_error("out of memory");
    return false;
  }
  char *program[] = {"duckdb", "-c", sql.p, NULL};
  static char script[] = "import sys\n"
                         "try:\n"
                         "    import duckdb\n"
                         "except ImportError:\n"
                         "    sys.exit(127)\n"
                         "duckdb.sql(sys.argv[1])\n";
  char *package[] = {"python3", "-c", script, sql.p, NULL};
  int status = run(program);
  if (status == NOT_THERE) status = run(package);
  nst_buf_free(&sql);
  if (status == NOT_THERE)
    cli_error("Parquet needs DuckDB: the program 'duckdb' or 'pip install duckdb'; csv has the same columns");
  else if (status != 0) cli_error("DuckDB cannot write %s", parquet);
  return status == 0;
}
