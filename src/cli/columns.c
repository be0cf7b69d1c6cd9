/* columns.c - text in aligned columns: what fits, in code points; the last column is cut at the terminal's edge. */
#include "cli/columns.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { MOST = 16, CELL_MOST = 60 };

struct columns {
  nst_arena *arena;
  const char **items;
  size_t n, capacity;
  size_t columns;
};

columns *columns_new(size_t n) {
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  columns *c = arena != NULL && n <= MOST ? nst_arena_take(arena, sizeof *c) : NULL;
  if (c == NULL) {
    nst_arena_free(arena);
    return NULL;
  }
  c->arena = arena;
  c->columns = n;
  return c;
}

void columns_free(columns *c) {
  if (c != NULL) nst_arena_free(c->arena);
}

/** Control characters of a text from outside must not reach a terminal. */
void columns_put(columns *c, const char *text) {
  char *copy = nst_arena_copy(c->arena, text, strlen(text));
  if (copy == NULL) return;
  for (char *p = copy; *p != '\0'; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7F) *p = ' ';
  const char *cell = copy;
  (void)NST_PUSH(c->arena, c, cell);
}

void columns_format(columns *c, const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  columns_put(c, text);
}

static size_t wide(const char *text) {
  return nst_utf8_count(nst_str_of(text));
}

/** At most `room` code points, an ellipsis where it was longer. */
static size_t put_cut(nst_buf *buf, const char *text, size_t room) {
  size_t n = wide(text);
  if (n <= room) {
    nst_buf_text(buf, text);
    return n;
  }
  const char *p = text, *end = text + strlen(text);
  for (size_t i = 0; i + 1 < room; i++) {
    int32_t cp;
    p = nst_utf8_next(p, end, &cp);
  }
  nst_buf_put(buf, text, (size_t)(p - text));
  nst_buf_text(buf, "\xE2\x80\xA6");
  return room;
}

static bool is_number(const char *text) {
  if (text[0] == '\0') return false;
  for (const char *p = text; *p != '\0'; p++)
    if (strchr("0123456789.,-+%", *p) == NULL) return false;
  return true;
}

static void put_cell(nst_buf *buf, const char *text, size_t width, bool right) {
  size_t n = wide(text);
  for (size_t i = n; right && i < width; i++) nst_buf_char(buf, ' ');
  n = put_cut(buf, text, width);
  for (size_t i = n; !right && i < width; i++) nst_buf_char(buf, ' ');
}

static void put_last(nst_buf *buf, const char *text, size_t used, int width) {
  size_t room = width > 0 && (size_t)width > used + 8 ? (size_t)width - used : 0;
  if (room > 0) (void)put_cut(buf, text, room);
  else nst_buf_text(buf, text);
}

void columns_write(const columns *c, nst_buf *buf, int width, bool colour) {
  size_t widths[MOST] = {0};
  bool numbers[MOST];
  size_t rows = c->n / c->columns;
  for (size_t k = 0; k < c->columns; k++) {
    numbers[k] = rows > 1;
    for (size_t r = 0; r < rows; r++) {
      const char *cell = c->items[r * c->columns + k];
      size_t n = wide(cell);
      if (n > widths[k]) widths[k] = n;
      if (r > 0 && cell[0] != '\0' && !is_number(cell)) numbers[k] = false;
    }
    if (widths[k] > CELL_MOST) widths[k] = CELL_MOST;
  }
  for (size_t r = 0; r < rows; r++) {
    size_t used = 0;
    if (r == 0 && colour) nst_buf_text(buf, "\033[2m");
    for (size_t k = 0; k < c->columns; k++) {
      const char *cell = c->items[r * c->columns + k];
      if (k + 1 == c->columns && !numbers[k]) {
        put_last(buf, cell, used, width);
      } else {
        put_cell(buf, cell, widths[k], numbers[k]);
        if (k + 1 < c->columns) nst_buf_text(buf, "  ");
        used += widths[k] + 2;
      }
    }
    while (buf->len > 0 && buf->p[buf->len - 1] == ' ') buf->len--;
    if (r == 0 && colour) nst_buf_text(buf, "\033[0m");
    nst_buf_char(buf, '\n');
  }
  if (nst_arena_failed(c->arena)) buf->failed = true;
}
