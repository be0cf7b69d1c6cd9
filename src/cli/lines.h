/* lines.h - a file line by line, unpacked on the fly. For cli/ only. */
#ifndef NST_CLI_LINES_H
#define NST_CLI_LINES_H

#include "base/buf.h"

typedef struct lines lines;

/** Open `path`, "-" for standard input. */
nst_status lines_open(const char *path, lines **out, nst_error *error);
/** The next line without its line feed; borrowed until the next call. *line is NULL at the end. A line of more than
 *  16 MiB gives NST_TOO_LARGE and is passed over. */
nst_status lines_next(lines *l, const char **line, size_t *len, nst_error *error);
/** Lines given so far. */
uint32_t lines_number(const lines *l);
void lines_free(lines *l);

#endif
