/* points.c - a series as a table, JSONL or CSV. */
#include "cli/points.h"

#include <stdio.h>

#include "cli/cli.h"
#include "cli/columns.h"
#include "record/value.h"

static const char *const heads[] = {"from",          "events",  "verbal_coop", "material_coop", "verbal_conf",
                                    "material_conf", "told",    "disputed",    "goldstein",     "score",
                                    "sources",       "tension", "change"};
enum { FEW = 8, ALL = 13 };

static void cell(const nst_point *p, size_t column, nst_buf *out) {
  char day[11];
  out->len = 0;
  switch (column) {
  case 0:
    nst_day_format(p->day, day);
    nst_buf_text(out, day);
    break;
  case 1:
    nst_buf_format(out, "%u", p->events);
    break;
  case 6:
    nst_buf_format(out, "%u", p->told);
    break;
  case 7:
    nst_buf_format(out, "%u", p->disputed);
    break;
  case 8:
    nst_put_number(out, p->goldstein, 2);
    break;
  case 9:
    nst_put_number(out, p->score, 2);
    break;
  case 10:
    nst_put_number(out, p->sources, 2);
    break;
  case 11:
    nst_put_number(out, p->tension, 1);
    break;
  case 12:
    nst_buf_text(out, p->change ? "change" : "");
    break;
  default:
    nst_buf_format(out, "%u", p->quads[column - 1]);
    break;
  }
  nst_buf_char(out, '\0');
}

static void put_table(nst_buf *buf, const nst_series *series, size_t n) {
  columns *table = columns_new(n);
  nst_buf one;
  nst_buf_init(&one, nst_allocator_default());
  for (size_t k = 0; table != NULL && k < n; k++) columns_put(table, heads[k]);
  for (size_t i = 0; table != NULL && i < nst_series_count(series); i++) {
    for (size_t k = 0; k < n; k++) {
      cell(nst_series_point(series, i), k, &one);
      columns_put(table, one.failed ? "" : one.p);
    }
  }
  if (table != NULL) columns_write(table, buf, cli_width(), cli_colour(stdout));
  buf->failed = buf->failed || table == NULL || one.failed;
  nst_buf_free(&one);
  columns_free(table);
}

static void put_csv(nst_buf *buf, const nst_series *series, size_t n) {
  nst_buf one;
  nst_buf_init(&one, nst_allocator_default());
  for (size_t k = 0; k < n; k++) nst_buf_format(buf, "%s%s", k > 0 ? "," : "", heads[k]);
  for (int t = 1; t < NST_EVENT_COUNT; t++) nst_buf_format(buf, ",%s", nst_event_name((nst_event_type)t));
  nst_buf_text(buf, "\r\n");
  for (size_t i = 0; i < nst_series_count(series); i++) {
    const nst_point *p = nst_series_point(series, i);
    for (size_t k = 0; k < n; k++) {
      if (k > 0) nst_buf_char(buf, ',');
      cell(p, k, &one);
      nst_buf_text(buf, one.failed ? "" : one.p);
    }
    for (int t = 1; t < NST_EVENT_COUNT; t++) nst_buf_format(buf, ",%u", p->types[t]);
    nst_buf_text(buf, "\r\n");
  }
  buf->failed = buf->failed || one.failed;
  nst_buf_free(&one);
}

void points_write(nst_buf *buf, const nst_series *series, points_format format, bool full) {
  if (format == POINTS_TABLE) put_table(buf, series, full ? ALL : FEW);
  else if (format == POINTS_CSV) put_csv(buf, series, ALL);
  else {
    for (size_t i = 0; i < nst_series_count(series); i++) {
      nst_point_json(buf, nst_series_point(series, i));
      nst_buf_char(buf, '\n');
    }
  }
}
