/* eval_json.c - what was measured, for programs: one JSON object. */
#include <stdio.h>

#include "cli/eval.h"
#include "record/value.h"

/* Four decimals at most, correctly rounded. */
static void put_share(nst_buf *out, const char *key, double value) {
  char digits[32];
  int n = snprintf(digits, sizeof digits, "%.4f", value);
  while (n > 3 && digits[n - 1] == '0' && digits[n - 2] != '.') n--;
  nst_buf_format(out, "\"%s\":%.*s", key, n, digits);
}

static void put_level(nst_buf *out, const nst_measures *m, const char *name, nst_measure_level level,
                      size_t right) {
  nst_rates x = nst_measure_rates(&m->all, right);
  double low, high;
  nst_measure_interval(m, level, &low, &high);
  nst_buf_format(out, "\"%s\":{", name);
  put_share(out, "p", x.p);
  nst_buf_char(out, ',');
  put_share(out, "r", x.r);
  nst_buf_char(out, ',');
  put_share(out, "f1", x.f1);
  nst_buf_char(out, ',');
  put_share(out, "f1_low", low);
  nst_buf_char(out, ',');
  put_share(out, "f1_high", high);
  nst_buf_text(out, "},");
}

static void put_details(nst_buf *out, const nst_measures *m) {
  nst_buf_text(out, ",\"attributes\":{");
  bool first = true;
  for (int d = 0; d < NST_DETAIL_COUNT; d++) {
    const nst_share *s = &m->details[d];
    if (s->of == 0) continue;
    nst_buf_format(out, "%s\"%s\":{\"right\":%zu,\"of\":%zu,", first ? "" : ",",
                   nst_detail_name((nst_detail)d), s->right, s->of);
    put_share(out, "share", (double)s->right / (double)s->of);
    nst_buf_char(out, '}');
    first = false;
  }
  nst_buf_char(out, '}');
}

static void put_calibration(nst_buf *out, const nst_measures *m) {
  if (m->n_calibrated == 0) return;
  nst_buf_char(out, ',');
  put_share(out, "calibration_error", m->calibration_error);
  nst_buf_text(out, ",\"calibration\":[");
  bool first = true;
  for (int i = 0; i < NST_CONFIDENCE_BINS; i++) {
    size_t n = m->bins[i].n;
    if (n == 0) continue;
    nst_buf_format(out, "%s{\"records\":%zu,\"right\":%zu,", first ? "" : ",", n, m->bins[i].right);
    put_share(out, "said", m->bins[i].sum / (double)n);
    nst_buf_char(out, '}');
    first = false;
  }
  nst_buf_char(out, ']');
}

static void put_types(nst_buf *out, const nst_measures *m) {
  nst_buf_text(out, ",\"per_type\":{");
  bool first = true;
  for (int i = 1; i < NST_LABEL_COUNT; i++) {
    if (m->types[i].gold + m->types[i].extra == 0) continue;
    nst_buf_format(out, "%s\"%s\":{\"gold\":%zu,\"found\":%zu,\"extra\":%zu}", first ? "" : ",",
                   nst_label_name(i), m->types[i].gold, m->types[i].found, m->types[i].extra);
    first = false;
  }
  nst_buf_text(out, "},\"confusion\":[");
  first = true;
  for (int g = 0; g < NST_LABEL_COUNT; g++) {
    for (int p = 0; p < NST_LABEL_COUNT; p++) {
      if (m->confusion[g][p] == 0) continue;
      nst_buf_format(out, "%s{\"gold\":%s%s%s,\"coded\":%s%s%s,\"n\":%u}", first ? "" : ",", g ? "\"" : "",
                     g ? nst_label_name(g) : "null", g ? "\"" : "", p ? "\"" : "",
                     p ? nst_label_name(p) : "null", p ? "\"" : "", (unsigned)m->confusion[g][p]);
      first = false;
    }
  }
  nst_buf_char(out, ']');
}

static void put_string(nst_buf *out, nst_arena *arena, const char *key, nst_str text) {
  const char *copy = nst_arena_copy(arena, text.p, text.len);
  nst_buf_format(out, ",\"%s\":", key);
  nst_put_json_string(out, copy ? copy : "");
}

/* What `put` writes, as a string. */
static void put_told(nst_buf *out, const char *key, const nst_told *told) {
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  if (told) eval_put_told(&text, told);
  nst_buf_char(&text, '\0');
  nst_buf_format(out, ",\"%s\":", key);
  if (told && !text.failed) nst_put_json_string(out, text.p);
  else nst_buf_text(out, "null");
  nst_buf_free(&text);
}

static void put_detail(nst_buf *out, const char *key, const nst_told *told, nst_detail detail) {
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  eval_put_detail(&text, told, detail);
  nst_buf_char(&text, '\0');
  nst_buf_format(out, ",\"%s\":", key);
  nst_put_json_string(out, text.failed ? "" : text.p);
  nst_buf_free(&text);
}

static void put_mistake(nst_buf *out, const nst_gold *gold, const nst_mistake *x) {
  const nst_gold_report *report = &gold->items[x->report];
  nst_buf_format(out, "{\"kind\":\"%s\"", nst_mistake_name(x->kind));
  put_string(out, gold->arena, "doc", nst_str_of(report->id));
  put_told(out, "gold", x->gold);
  put_told(out, "coded", x->got);
  if (x->kind == NST_MISTAKE_DETAIL) {
    nst_buf_format(out, ",\"detail\":\"%s\"", nst_detail_name(x->detail));
    put_detail(out, "wanted", x->gold, x->detail);
    put_detail(out, "got", x->got, x->detail);
  }
  if (x->got && x->got->has_confidence) {
    nst_buf_char(out, ',');
    put_share(out, "confidence", x->got->confidence);
  }
  put_string(out, gold->arena, "quote", nst_str_of((x->gold ? x->gold : x->got)->quote));
  put_string(out, gold->arena, "sentence", nst_measure_context(report->text, eval_passage(x)));
  nst_buf_char(out, '}');
}

static void put_mistakes(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style) {
  nst_buf_text(out, ",\"mistakes\":{");
  for (int kind = 0; kind < NST_MISTAKE_COUNT; kind++) {
    size_t first = 0, n = eval_mistakes(m, (nst_mistake_kind)kind, &first);
    nst_buf_format(out, "%s\"%s\":%zu", kind ? "," : "", nst_mistake_name((nst_mistake_kind)kind), n);
  }
  nst_buf_text(out, "},\"worst\":[");
  bool begun = false;
  for (int kind = 0; kind < NST_MISTAKE_COUNT; kind++) {
    size_t first = 0, n = eval_mistakes(m, (nst_mistake_kind)kind, &first);
    for (size_t i = 0; i < n && i < style->errors; i++) {
      if (begun) nst_buf_char(out, ',');
      put_mistake(out, gold, &m->mistakes.items[first + i]);
      begun = true;
    }
  }
  nst_buf_char(out, ']');
}

void eval_json(nst_buf *out, const nst_gold *gold, const nst_measures *m, const eval_style *style) {
  nst_buf_char(out, '{');
  put_level(out, m, "type", NST_LEVEL_TYPE, m->all.type);
  put_level(out, m, "dyad", NST_LEVEL_DYAD, m->all.dyad);
  put_level(out, m, "full", NST_LEVEL_FULL, m->all.full);
  nst_buf_format(out, "\"reports\":%zu,\"gold\":%zu,\"predicted\":%zu", gold->n, m->all.gold,
                 m->all.predicted);
  put_details(out, m);
  put_calibration(out, m);
  put_types(out, m);
  put_mistakes(out, gold, m, style);
  nst_buf_text(out, "}\n");
}

void eval_verdicts(nst_buf *out, const nst_gold *gold, const nst_measures *m) {
  for (size_t i = 0; i < m->verdicts.n; i++) {
    const nst_verdict *v = &m->verdicts.items[i];
    nst_buf_text(out, "{\"id\":");
    nst_put_json_string(out, v->got->id);
    nst_buf_text(out, ",\"doc\":");
    nst_put_json_string(out, gold->items[v->report].id);
    nst_buf_format(out, ",\"event\":\"%s\",", nst_label_name(v->got->label));
    if (v->got->has_confidence) {
      put_share(out, "confidence", v->got->confidence);
      nst_buf_char(out, ',');
    }
    nst_buf_format(out, "\"type\":%s,\"dyad\":%s,\"full\":%s}\n", v->type ? "true" : "false",
                   v->dyad ? "true" : "false", v->full ? "true" : "false");
  }
}
