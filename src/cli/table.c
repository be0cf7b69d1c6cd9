/* table.c - events in columns: who -> what -> whom, status, when, where, the words. */
#include "cli/table.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/explain.h"

enum { COLUMNS = 7, CELL = 96 };

static const char *const arrow = "\xE2\x86\x92";     /* right arrow */
static const char *const both_ways = "\xE2\x86\x94"; /* left-right arrow */
static const char *const nobody = "\xC2\xB7";        /* middle dot */
static const char *const quad_colour[5] = {"", "\033[36m", "\033[32m", "\033[33m", "\033[31m"};
static const char *const plain = "\033[0m", *const dim = "\033[2m", *const bold = "\033[1m";

typedef struct cell {
  char text[CELL];
} cell;

/** Append to a cell; what does not fit is cut at a code point. */
static void add(cell *c, const char *text) {
  size_t used = strlen(c->text), n = strlen(text);
  if (n > CELL - 1 - used) {
    n = CELL - 1 - used;
    while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
  }
  memcpy(c->text + used, text, n);
  c->text[used + n] = '\0';
}

static void add_actor(cell *c, const nst_actor *actor) {
  const char *place = actor->country[0] != '\0' ? actor->country : actor->org;
  if (place[0] == '\0' && actor->sector[0] == '\0') {
    add(c, actor->name[0] != '\0' ? actor->name : actor->mention.text);
    return;
  }
  add(c, place);
  if (place[0] != '\0' && actor->sector[0] != '\0') add(c, " ");
  add(c, actor->sector);
}

static void add_actors(cell *c, const nst_actor *actors, size_t n) {
  if (n == 0) add(c, nobody);
  for (size_t i = 0; i < n; i++) {
    if (i > 0) add(c, ", ");
    add_actor(c, &actors[i]);
  }
}

static void fill_row(cell row[COLUMNS], const nst_event *event) {
  memset(row, 0, COLUMNS * sizeof *row);
  add_actors(&row[0], event->source, event->n_source);
  add(&row[1], nst_event_name(event->type));
  if (event->content != NST_EVENT_NONE) {
    add(&row[1], " (");
    add(&row[1], nst_event_name(event->content));
    add(&row[1], ")");
  }
  add_actors(&row[2], event->target, event->n_target);
  add(&row[3], nst_event_status_name(event->status));
  add(&row[4], event->time.from);
  if (strcmp(event->time.from, event->time.to) != 0) {
    add(&row[4], "..");
    add(&row[4], event->time.to);
  }
  if (event->place.precision != NST_PLACE_NONE) {
    add(&row[5], event->place.country);
    if (event->place.precision > NST_PLACE_COUNTRY) {
      add(&row[5], " ");
      add(&row[5], event->place.text);
    }
  }
  add(&row[6], event->trigger.text);
}

static size_t columns_of(const char *text) {
  return nst_utf8_count(nst_str_of(text));
}

static void put_padded(nst_buf *buf, const char *text, size_t width) {
  nst_buf_text(buf, text);
  for (size_t n = columns_of(text); n < width; n++) nst_buf_char(buf, ' ');
}

/** At most `room` columns of text, with an ellipsis where it was longer; room 0: all. */
static void put_cut(nst_buf *buf, const char *text, size_t room) {
  if (room == 0 || columns_of(text) <= room) {
    nst_buf_text(buf, text);
    return;
  }
  const char *p = text, *end = text + strlen(text);
  for (size_t n = 0; n + 1 < room && p < end; n++) {
    int32_t cp;
    p = nst_utf8_next(p, end, &cp);
  }
  nst_buf_put(buf, text, (size_t)(p - text));
  nst_buf_text(buf, "\xE2\x80\xA6");
}

static void put_detail(nst_buf *buf, const table_style *style, const char *label, const char *text) {
  nst_buf_format(buf, "      %s%s%s ", style->colour ? dim : "", label, style->colour ? plain : "");
  put_cut(buf, text, style->width > 24 ? (size_t)style->width - 7 - columns_of(label) : 0);
  nst_buf_char(buf, '\n');
}

/** "killed at least 40: at least 40 people" */
static void put_quantity(nst_buf *buf, const table_style *style, const nst_quantity *q) {
  nst_buf told;
  nst_buf_init(&told, buf->allocator);
  cli_put_range(&told, q->has_low, q->low, q->has_high, q->high);
  if (q->mention.text[0] != '\0') nst_buf_format(&told, ": %s", q->mention.text);
  nst_buf_char(&told, '\0');
  if (told.failed) buf->failed = true;
  else put_detail(buf, style, nst_quantity_kind_name(q->kind), told.p);
  nst_buf_free(&told);
}

static void put_details(nst_buf *buf, const table_style *style, const nst_event *event) {
  if (event->condition.text[0] != '\0') put_detail(buf, style, "condition", event->condition.text);
  if (event->n_attribution > 0) {
    cell c = {""};
    for (size_t i = 0; i < event->n_attribution; i++) {
      if (i > 0) add(&c, " > ");
      add(&c, event->attribution[i].mention.text);
    }
    put_detail(buf, style, "according to", c.text);
  }
  for (size_t i = 0; i < event->n_quantities; i++) put_quantity(buf, style, &event->quantities[i]);
}

static void put_row(nst_buf *buf, const table_style *style, const nst_event *event,
                    const size_t widths[COLUMNS]) {
  cell row[COLUMNS];
  fill_row(row, event);
  const char *link = event->mutual ? both_ways : arrow;
  size_t used = 4;
  nst_buf_format(buf, "%3u ", (unsigned)event->sentence);
  for (size_t i = 0; i + 1 < COLUMNS; i++) {
    if (i == 1 || i == 2) {
      nst_buf_format(buf, "%s ", link);
      used += 2;
    }
    if (i == 1 && style->colour) nst_buf_text(buf, quad_colour[nst_event_quad(event->type)]);
    put_padded(buf, row[i].text, widths[i]);
    if (i == 1 && style->colour) nst_buf_text(buf, plain);
    nst_buf_text(buf, i + 2 < COLUMNS || widths[i] > 0 ? "  " : "");
    used += widths[i] + 2;
  }
  size_t room = (size_t)style->width > used + 12 ? (size_t)style->width - used : 0;
  put_cut(buf, row[COLUMNS - 1].text, style->width > 0 ? (room > 0 ? room : 12) : 0);
  nst_buf_char(buf, '\n');
  put_details(buf, style, event);
}

void table_put(nst_buf *buf, const nst_report *report, const nst_result *result, const table_style *style) {
  size_t n = nst_result_count(result), n_sentences = nst_result_sentences(result);
  nst_buf_format(buf, "%s%s%s", style->colour ? bold : "", report->id, style->colour ? plain : "");
  if (report->date != NULL) nst_buf_format(buf, "  %s", report->date);
  nst_buf_format(buf, "  %zu sentence%s, %zu event%s\n", n_sentences, n_sentences == 1 ? "" : "s", n,
                 n == 1 ? "" : "s");
  size_t widths[COLUMNS] = {0};
  for (size_t i = 0; i < n; i++) {
    cell row[COLUMNS];
    fill_row(row, nst_result_event(result, i));
    for (size_t c = 0; c < COLUMNS; c++)
      if (columns_of(row[c].text) > widths[c]) widths[c] = columns_of(row[c].text);
  }
  for (size_t i = 0; i < n; i++) put_row(buf, style, nst_result_event(result, i), widths);
  if (style->explain) explain_put(buf, report, result, style);
  else nst_buf_char(buf, '\n');
}
