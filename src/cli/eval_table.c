/* eval_table.c - what was measured, for a person. */
#include <stdio.h>

#include "base/utf8.h"
#include "cli/eval.h"

static const char *const bold = "\033[1m", *const dim = "\033[2m", *const plain = "\033[0m";

static void put_heading(nst_buf *out, const eval_style *style, const char *text) {
  nst_buf_format(out, "\n%s%s%s\n", style->colour ? bold : "", text, style->colour ? plain : "");
}

static void put_level(nst_buf *out, const nst_measures *m, const char *name, nst_measure_level level,
                      size_t right) {
  nst_rates x = nst_measure_rates(&m->all, right);
  double low, high;
  nst_measure_interval(m, level, &low, &high);
  nst_buf_format(out, "  %-6s %9.3f %9.3f %9.3f    %.3f to %.3f %8zu\n", name, x.p, x.r, x.f1, low, high,
                 right);
}

static void put_rates(nst_buf *out, const nst_measures *m) {
  nst_buf_text(out, "         precision    recall        F1      95% of F1    right\n");
  put_level(out, m, "type", NST_LEVEL_TYPE, m->all.type);
  put_level(out, m, "dyad", NST_LEVEL_DYAD, m->all.dyad);
  put_level(out, m, "full", NST_LEVEL_FULL, m->all.full);
}

static void put_details(nst_buf *out, const nst_measures *m, const eval_style *style) {
  put_heading(out, style, "Attributes of matched events");
  for (int d = 0; d < NST_DETAIL_COUNT; d++) {
    const nst_share *s = &m->details[d];
    if (s->of == 0) continue;
    nst_buf_format(out, "  %-12s %.3f  (%zu of %zu)\n", nst_detail_name((nst_detail)d),
                   (double)s->right / (double)s->of, s->right, s->of);
  }
}

static void put_calibration(nst_buf *out, const nst_measures *m, const eval_style *style) {
  if (m->n_calibrated == 0) return;
  put_heading(out, style, "Confidence, and the share of records with type and actors right");
  for (int i = 0; i < NST_CONFIDENCE_BINS; i++) {
    size_t n = m->bins[i].n;
    if (n == 0) continue;
    nst_buf_format(out, "  %.1f to %.1f   said %.2f   right %.2f   (%zu of %zu)\n", i / 10.0, (i + 1) / 10.0,
                   m->bins[i].sum / (double)n, (double)m->bins[i].right / (double)n, m->bins[i].right, n);
  }
  nst_buf_format(out, "  calibration error %.3f\n", m->calibration_error);
}

static void put_types(nst_buf *out, const nst_measures *m, const eval_style *style) {
  put_heading(out, style, "Types              in gold     found     extra");
  for (int i = 1; i < NST_LABEL_COUNT; i++) {
    if (m->types[i].gold + m->types[i].extra == 0) continue;
    nst_buf_format(out, "  %-14s %9zu %9zu %9zu\n", nst_label_name(i), m->types[i].gold, m->types[i].found,
                   m->types[i].extra);
  }
}

/* A row of the confusion table: types that neither side has are left out. */
static bool occurs(const nst_measures *m, int label) {
  for (int i = 0; i < NST_LABEL_COUNT; i++)
    if (m->confusion[label][i] + m->confusion[i][label] > 0) return true;
  return false;
}

static void put_confusion(nst_buf *out, const nst_measures *m, const eval_style *style) {
  put_heading(out, style,
              style->people ? "First annotation (down) as told by the second (across)"
                            : "Gold (down) as coded (across)");
  nst_buf_format(out, "  %-10s", "");
  for (int c = 1; c <= NST_LABEL_COUNT; c++) {
    int label = c % NST_LABEL_COUNT;
    if (label == 0) nst_buf_text(out, "  none");
    else if (occurs(m, label)) nst_buf_format(out, "  %.4s", nst_label_name(label));
  }
  nst_buf_char(out, '\n');
  for (int r = 1; r <= NST_LABEL_COUNT; r++) {
    int row = r % NST_LABEL_COUNT;
    if (row != 0 && !occurs(m, row)) continue;
    nst_buf_format(out, "  %-10s", row == 0 ? "none" : nst_label_name(row));
    for (int c = 1; c <= NST_LABEL_COUNT; c++) {
      int column = c % NST_LABEL_COUNT;
      if (column != 0 && !occurs(m, column)) continue;
      if (m->confusion[row][column] > 0) nst_buf_format(out, " %5u", (unsigned)m->confusion[row][column]);
      else nst_buf_format(out, " %5s", row == 0 && column == 0 ? "" : ".");
    }
    nst_buf_char(out, '\n');
  }
}

/* Text on one line. */
static void put_flat(nst_buf *out, nst_str text) {
  for (uint32_t i = 0; i < text.len; i++) {
    char c = text.p[i];
    nst_buf_char(out, (unsigned char)c < ' ' || c == 0x7F ? ' ' : c);
  }
}

static void put_mistake(nst_buf *out, const nst_gold *gold, const nst_mistake *x, const eval_style *style) {
  const nst_gold_report *report = &gold->items[x->report];
  const char *us = style->people ? "second" : "coded", *them = style->people ? "first" : "gold";
  const char *on = style->colour ? dim : "", *off = style->colour ? plain : "";
  nst_buf_format(out, "  %s  ", report->id);
  if (x->gold) {
    nst_buf_format(out, "%s%s%s ", on, them, off);
    eval_put_told(out, x->gold);
  }
  if (x->kind == NST_MISTAKE_DETAIL) {
    nst_buf_format(out, ": %s is ", nst_detail_name(x->detail));
    eval_put_detail(out, x->gold, x->detail);
    nst_buf_format(out, ", %s%s%s as ", on, us, off);
    eval_put_detail(out, x->got, x->detail);
  } else if (x->got) {
    nst_buf_format(out, "%s%s%s%s ", x->gold ? ", " : "", on, us, off);
    eval_put_told(out, x->got);
  } else {
    nst_buf_text(out, style->people ? ", not told by the second" : ", not coded");
  }
  if (x->got && x->got->has_confidence) nst_buf_format(out, "  %.2f", x->got->confidence);
  nst_buf_format(out, "\n      \"");
  const nst_told *told = x->gold ? x->gold : x->got;
  if (told) put_flat(out, nst_str_of(told->quote));
  nst_buf_format(out, "\"\n      %s", on);
  put_flat(out, nst_measure_context(report->text, eval_passage(x)));
  nst_buf_format(out, "%s\n", off);
  if (x->got && x->got->why[0] && x->kind != NST_MISTAKE_DETAIL)
    nst_buf_format(out, "      because %s\n", x->got->why);
}

static void put_mistakes(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style) {
  static const char *const headings[NST_MISTAKE_COUNT] = {
      "Coded as another type", "Right type, wrong actors", "Coded, but not in the gold",
      "In the gold, but not coded", "Right event, wrong detail"};
  static const char *const between[NST_MISTAKE_COUNT] = {
      "The two name different types", "The same type, different actors", "Told by the second alone",
      "Told by the first alone", "The same event, different details"};
  for (int kind = 0; kind < NST_MISTAKE_COUNT; kind++) {
    size_t first = 0, n = eval_mistakes(m, (nst_mistake_kind)kind, &first);
    if (n == 0) continue;
    char heading[96];
    snprintf(heading, sizeof heading, "%s: %zu", (style->people ? between : headings)[kind], n);
    put_heading(out, style, heading);
    for (size_t i = 0; i < n && i < style->errors; i++)
      put_mistake(out, gold, &m->mistakes.items[first + i], style);
  }
}

void eval_table(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style) {
  nst_buf_format(out, "%zu report%s, %zu event%s in the %s, %zu %s\n", gold->n, gold->n == 1 ? "" : "s",
                 m->all.gold, m->all.gold == 1 ? "" : "s", style->people ? "first annotation" : "gold",
                 m->all.predicted, style->people ? "in the second" : "coded");
  put_rates(out, m);
  put_details(out, m, style);
  put_calibration(out, m, style);
  put_types(out, m, style);
  put_confusion(out, m, style);
  put_mistakes(out, gold, m, style);
}
