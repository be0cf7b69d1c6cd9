/* read.h - records out of files: Nestor's own JSONL, and event data of ICEWS, GDELT and POLECAT.
 *
 * A reader takes one line at a time and is tolerant: columns are found by their names where there is a header, excess
 * columns are passed over, bytes that are not UTF-8 are taken for Latin-1. What a row cannot say stays empty. */
#ifndef NST_RECORD_READ_H
#define NST_RECORD_READ_H

#include "base/buf.h"

/** A record and what its row says of where it was published. Strings live as long as the arena. */
typedef struct nst_read_record {
  nst_event event;
  const char *publisher, *url, *story; /**< "" unknown */
} nst_read_record;

/** Read one line of `nestor code --format jsonl`. NST_FORMAT with a message that names the field. */
NST_MUST_USE nst_status nst_read_jsonl(nst_arena *arena, const char *line, size_t len, nst_event *out,
                                       nst_error *error);

typedef enum nst_table_format { NST_TABLE_ICEWS, NST_TABLE_GDELT, NST_TABLE_POLECAT } nst_table_format;

enum { NST_TABLE_COLUMNS = 64 };
/** Where the columns of a file are. */
typedef struct nst_table {
  nst_table_format format;
  bool begun;
  int8_t at[NST_TABLE_COLUMNS]; /**< place of each known column in the file, -1: it is not there */
} nst_table;

/** Begin a file. */
void nst_table_start(nst_table *table, nst_table_format format);
/** Read a line. *has is false for a header, a blank line, and a row that names no event Nestor has a type for (CAMEO
 *  01, mere statements). NST_FORMAT for a line that is no row of this format. */
NST_MUST_USE nst_status nst_table_read(nst_table *table, nst_arena *arena, const char *line, size_t len,
                                       nst_read_record *out, bool *has, nst_error *error);

#endif
