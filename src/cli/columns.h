/* columns.h - text in aligned columns. For cli/ only. */
#ifndef NST_CLI_COLUMNS_H
#define NST_CLI_COLUMNS_H

#include "base/buf.h"

typedef struct columns columns;

/** A table of `n` columns (at most 16); the first row is its heading. NULL when out of memory. */
columns *columns_new(size_t n);
void columns_free(columns *c);
/** The next cell, left to right, row by row; copied. `right`: numbers. */
void columns_put(columns *c, const char *text);
void columns_format(columns *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Append all rows; `width` columns of the terminal, 0: nothing is shortened. `colour`: a dim heading. */
void columns_write(const columns *c, nst_buf *buf, int width, bool colour);

#endif
