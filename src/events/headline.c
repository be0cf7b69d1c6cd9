/* headline.c - what a headline leaves open and the first sentences of the body tell.
 *
 * In: candidates with their attributes. Out: time, place and quantities of headline events without any, from the first event of
 * the body that is of their kind and between the same sides. Records are not merged here. */
#include "events/roles.h"
#include "events/stage.h"

enum { LEAD = 8 };

static bool same_kind(nst_event_type a, nst_event_type b) {
  bool yields = (a == NST_CONCEDE || a == NST_RETREAT) && (b == NST_CONCEDE || b == NST_RETREAT);
  return a == b || yields;
}

/* Some land or organisation on both lists? A headline seldom says which part of a state acts. */
static bool meet(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) {
      const char *x = nst_filler_code(doc, &a->items[i]);
      if (x[0] && strcmp(x, nst_filler_code(doc, &b->items[k])) == 0) return true;
    }
  return nst_fillers_meet(doc, a, b);
}

static bool same_sides(const nst_doc *doc, const nst_candidate *a, const nst_candidate *b) {
  if (a->source.n && b->source.n) {
    bool material = nst_event_quad(a->type) % 2 == 0;
    if (!material && a->target.n && b->target.n && !meet(doc, &a->target, &b->target) && !a->mutual)
      return false;
    return meet(doc, &a->source, &b->source) ||
           ((a->mutual || b->mutual) && meet(doc, &a->source, &b->target));
  }
  return a->target.n && b->target.n && meet(doc, &a->target, &b->target);
}

nst_status nst_candidates_headline(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped || !c->headline) continue;
    for (size_t k = i + 1; k < all->n; k++) {
      const nst_candidate *b = &all->items[k];
      if (b->sentence > c->sentence + LEAD) break;
      if (b->dropped || b->headline || b->status != c->status || !same_kind(c->type, b->type) ||
          !same_sides(s->doc, c, b))
        continue;
      if (!c->time.text[0]) c->time = b->time;
      if (!c->place.country[0]) c->place = b->place;
      if (c->n_quantities == 0) {
        c->quantities = b->quantities;
        c->n_quantities = b->n_quantities;
      }
      break;
    }
  }
  return NST_OK;
}
