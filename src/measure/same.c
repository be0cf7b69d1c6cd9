/* same.c - do an annotated event and a record say the same? */
#include "measure/measure.h"

typedef struct side {
  const nst_actor_codes *parts[2];
} side;

static size_t size_of(side s) {
  return s.parts[0]->n + (s.parts[1] ? s.parts[1]->n : 0);
}

static nst_actor_code code_at(side s, size_t i) {
  return i < s.parts[0]->n ? s.parts[0]->items[i] : s.parts[1]->items[i - s.parts[0]->n];
}

/* Is somebody of that place (and sector, where one is asked for) in it? */
static bool has(side s, nst_actor_code wanted, bool with_sector) {
  for (size_t i = 0; i < size_of(s); i++) {
    nst_actor_code c = code_at(s, i);
    if (strcmp(c.place, wanted.place) != 0) continue;
    if (!with_sector || !wanted.sector[0] || strcmp(c.sector, wanted.sector) == 0) return true;
  }
  return false;
}

static bool same_side(side gold, side got, bool with_sector) {
  for (size_t i = 0; i < size_of(gold); i++)
    if (!has(got, code_at(gold, i), with_sector)) return false;
  for (size_t i = 0; i < size_of(got); i++)
    if (!has(gold, code_at(got, i), false)) return false;
  return true;
}

bool nst_told_same_type(const nst_told *gold, const nst_told *got) {
  return (gold->labels & got->labels) != 0;
}

bool nst_told_same_actors(const nst_told *gold, const nst_told *got, bool with_sector) {
  side gs = {{&gold->source, NULL}}, gt = {{&gold->target, NULL}};
  side ps = {{&got->source, NULL}}, pt = {{&got->target, NULL}};
  if (same_side(gs, ps, with_sector) && same_side(gt, pt, with_sector)) return true;
  if (!gold->mutual && !got->mutual) return false;
  if (same_side(gs, pt, with_sector) && same_side(gt, ps, with_sector)) return true;
  return same_side((side){{&gold->source, &gold->target}}, (side){{&got->source, &got->target}}, with_sector);
}

/* Every speaker that the gold names, by code or by word, in this order. */
static bool same_speakers(const nst_speakers *gold, const nst_speakers *got) {
  size_t found = 0;
  for (size_t i = 0; i < got->n && found < gold->n; i++) {
    const nst_speaker *g = &gold->items[found], *p = &got->items[i];
    const char *colon = strchr(g->given, ':');
    size_t n = colon ? (size_t)(colon - g->given) : strlen(g->given);
    bool place = strlen(p->code.place) == n && memcmp(p->code.place, g->given, n) == 0;
    bool code = colon ? (place || n == 0) && strcmp(colon + 1, p->code.sector) == 0 : place;
    if (code || strstr(p->words, g->words)) found++;
  }
  return found == gold->n && (gold->n > 0) == (got->n > 0);
}

static bool same_bounds(const nst_bounds *a, const nst_bounds *b) {
  return a->kind == b->kind && a->has_low == b->has_low && a->has_high == b->has_high &&
         !(a->low < b->low || a->low > b->low) && !(a->high < b->high || a->high > b->high);
}

static bool same_figures(const nst_figures *gold, const nst_figures *got) {
  for (size_t i = 0; i < gold->n; i++) {
    bool found = false;
    for (size_t k = 0; k < got->n && !found; k++) found = same_bounds(&gold->items[i], &got->items[k]);
    if (!found) return false;
  }
  return true;
}

static bool same_text(const char *a, const char *b) {
  return a && b ? strcmp(a, b) == 0 : a == b;
}

bool nst_told_same_detail(const nst_told *gold, const nst_told *got, nst_detail detail) {
  switch (detail) {
  case NST_DETAIL_ATTRIBUTION:
    return same_speakers(&gold->attribution, &got->attribution);
  case NST_DETAIL_CONDITION:
    return gold->condition == got->condition;
  case NST_DETAIL_CONTENT:
    return gold->content == got->content;
  case NST_DETAIL_PLACE:
    return same_text(gold->place, got->place);
  case NST_DETAIL_QUANTITIES:
    return same_figures(&gold->quantities, &got->quantities);
  case NST_DETAIL_STATUS:
    return gold->status == got->status;
  case NST_DETAIL_TIME:
    return same_text(gold->from, got->from) && same_text(gold->to, got->to);
  default:
    return false;
  }
}
