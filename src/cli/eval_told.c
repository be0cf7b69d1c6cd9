/* eval_told.c - an event as an annotator or the coder tells it, in few words. */
#include <stdio.h>

#include "cli/eval.h"

static void put_codes(nst_buf *out, const nst_actor_codes *codes) {
  if (codes->n == 0) nst_buf_char(out, '-');
  for (size_t i = 0; i < codes->n; i++) {
    const nst_actor_code *c = &codes->items[i];
    if (i > 0) nst_buf_char(out, ',');
    nst_buf_text(out, c->place[0] || c->sector[0] ? c->place : "?");
    if (c->sector[0]) nst_buf_format(out, ":%s", c->sector);
  }
}

void eval_put_told(nst_buf *out, const nst_told *told) {
  nst_buf_text(out, nst_label_name(told->label));
  nst_buf_char(out, ' ');
  put_codes(out, &told->source);
  nst_buf_text(out, told->mutual ? " <> " : " > ");
  put_codes(out, &told->target);
}

static void put_attribution(nst_buf *out, const nst_speakers *speakers) {
  if (speakers->n == 0) nst_buf_text(out, "nobody");
  for (size_t i = 0; i < speakers->n; i++)
    nst_buf_format(out, "%s%s", i ? " > " : "", speakers->items[i].given);
}

static void put_quantities(nst_buf *out, const nst_figures *figures) {
  if (figures->n == 0) nst_buf_text(out, "none");
  for (size_t i = 0; i < figures->n; i++) {
    const nst_bounds *b = &figures->items[i];
    const char *kind = b->kind < NST_Q_COUNT ? nst_quantity_kind_name((nst_quantity_kind)b->kind) : "?";
    nst_buf_format(out, "%s%s ", i ? ", " : "", kind);
    if (b->has_low) nst_buf_format(out, "%.10g", b->low);
    nst_buf_text(out, "..");
    if (b->has_high) nst_buf_format(out, "%.10g", b->high);
  }
}

void eval_put_detail(nst_buf *out, const nst_told *told, nst_detail detail) {
  switch (detail) {
  case NST_DETAIL_ATTRIBUTION:
    put_attribution(out, &told->attribution);
    break;
  case NST_DETAIL_CONDITION:
    nst_buf_text(out, told->condition ? "a condition" : "none");
    break;
  case NST_DETAIL_CONTENT:
    nst_buf_text(out, told->content >= 0 ? nst_label_name(told->content) : "none");
    break;
  case NST_DETAIL_PLACE:
    nst_buf_text(out, told->place ? told->place : "none");
    break;
  case NST_DETAIL_QUANTITIES:
    put_quantities(out, &told->quantities);
    break;
  case NST_DETAIL_STATUS:
    nst_buf_text(out, told->status >= 0 ? nst_event_status_name((nst_event_status)told->status) : "none");
    break;
  case NST_DETAIL_TIME:
    nst_buf_format(out, "%s..%s", told->from ? told->from : "", told->to ? told->to : "");
    break;
  default:
    break;
  }
}

size_t eval_mistakes(const nst_measures *m, nst_mistake_kind kind, size_t *first) {
  size_t n = 0;
  for (size_t i = 0; i < m->mistakes.n; i++) {
    if (m->mistakes.items[i].kind != kind) continue;
    if (n++ == 0) *first = i;
  }
  return n;
}

nst_span eval_passage(const nst_mistake *mistake) {
  const nst_told *told = mistake->gold ? mistake->gold : mistake->got;
  return told->spans.n ? told->spans.items[0] : (nst_span){0, 0};
}
