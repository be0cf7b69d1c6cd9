/* parquet.h - a CSV file of records as Parquet. For cli/ only. */
#ifndef NST_CLI_PARQUET_H
#define NST_CLI_PARQUET_H

#include <stdbool.h>

/** Run DuckDB (`duckdb`, else the package of `python3`) to turn a CSV file of `nestor export` into Parquet. False after
 *  a message, which says what to install if neither is there. */
bool parquet_from_csv(const char *csv, const char *parquet);

#endif
