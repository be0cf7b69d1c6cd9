/* table.h - the events of one report as a person wants to see them first. For cli/ only. */
#ifndef NST_CLI_TABLE_H
#define NST_CLI_TABLE_H

#include "base/buf.h"

typedef struct table_style {
  bool colour;  /**< ANSI colours */
  bool explain; /**< below the table, every sentence explained */
  int width;    /**< columns of the terminal, 0: no terminal, nothing is shortened */
} table_style;

/** Append the report's heading and its events: who, what, whom, status, when, where, the words. */
void table_put(nst_buf *buf, const nst_report *report, const nst_result *result, const table_style *style);

#endif
