/* Any bytes as lines of ICEWS, GDELT, POLECAT or Nestor's own JSONL (the first byte chooses): no crash; what was read can
 * be written in every form with the columns it should have. */
#include <stdlib.h>

#include "record/formats.h"
#include "record/read.h"
#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_columns(nst_buf *buf, size_t columns) {
  size_t n = 1;
  for (size_t i = 0; i < buf->len; i++) {
    if (buf->p[i] == '\t') n++;
    if (buf->p[i] != '\n') continue;
    if (n != columns) abort();
    n = 1;
  }
  buf->len = 0;
}

static void write_all(const nst_event *event) {
  nst_told told = {.id = 7, .n_records = 1, .n_sources = 1, .publisher = "", .url = ""};
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_icews_rows(&buf, event, &told);
  expect_columns(&buf, NST_ICEWS_COLUMNS);
  nst_gdelt_rows(&buf, event, &told);
  expect_columns(&buf, NST_GDELT_COLUMNS);
  nst_mention_rows(&buf, event, event, &told);
  expect_columns(&buf, NST_MENTION_COLUMNS);
  nst_polecat_row(&buf, event, &told);
  expect_columns(&buf, NST_POLECAT_COLUMNS);
  nst_phoenix_rows(&buf, event, &told);
  expect_columns(&buf, NST_PHOENIX_COLUMNS);
  nst_record_jsonl(&buf, event);
  nst_record_csv(&buf, event);
  nst_buf_free(&buf);
}

static void read_line(nst_table *table, nst_arena *arena, const char *line, size_t len, int form) {
  nst_error error = {0};
  nst_read_record record = {.publisher = ""};
  bool has = true;
  nst_arena_reset(arena);
  nst_status status = form == 3 ? nst_read_jsonl(arena, line, len, &record.event, &error)
                                : nst_table_read(table, arena, line, len, &record, &has, &error);
  if (status != NST_OK && error.message[0] == '\0') abort();
  if (status == NST_OK && has) write_all(&record.event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  int form = data[0] & 3;
  nst_table table;
  nst_table_start(&table, (nst_table_format)(form % 3));
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  if (arena == NULL) return 0;
  const char *p = (const char *)data + 1, *end = (const char *)data + size;
  for (int lines = 0; p < end && lines < 64; lines++) {
    const char *feed = memchr(p, '\n', (size_t)(end - p));
    const char *stop = feed != NULL ? feed : end;
    read_line(&table, arena, p, (size_t)(stop - p), form);
    p = stop + (feed != NULL);
  }
  nst_arena_free(arena);
  return 0;
}
