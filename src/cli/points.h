/* points.h - a series as a table, JSONL or CSV. For cli/ only. */
#ifndef NST_CLI_POINTS_H
#define NST_CLI_POINTS_H

#include "picture/picture.h"

typedef enum points_format { POINTS_TABLE, POINTS_JSONL, POINTS_CSV } points_format;

/** Append the series. `full`: means, tension and change points too; JSONL always has all. */
void points_write(nst_buf *buf, const nst_series *series, points_format format, bool full);

#endif
