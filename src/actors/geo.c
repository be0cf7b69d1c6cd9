/* geo.c - the place that a name is or stands for. */
#include "actors/stage.h"

static const nst_geo *keep_geo(nst_stage *st, const nst_geo *geo) {
  nst_geo *copy = nst_arena_take(st->arena, sizeof *copy);
  if (copy) *copy = *geo;
  else st->no_memory = true;
  return copy;
}

const nst_geo *nst_geo_of_country(nst_stage *st, const nst_entry *e) {
  nst_geo geo = {.name = e->name, .country = e->country, .admin1 = "", .precision = NST_PLACE_COUNTRY};
  return keep_geo(st, &geo);
}

/* A capital stands in the lexicon of countries; where it lies is told by the place of the same name. */
const nst_geo *nst_geo_of_hit(nst_stage *st, const nst_hit *h) {
  const nst_sense *s = nst_stage_sense(st, h->sense);
  const nst_entry *e = nst_stage_entry(st, s->entry);
  if (e->kind == NST_ENTRY_PLACE) return keep_geo(st, &e->geo);
  bool city = s->kind == NST_SENSE_CAPITAL || s->kind == NST_SENSE_SEAT;
  for (uint32_t i = h->senses; city && i != NST_NONE; i = nst_stage_sense(st, i)->next) {
    const nst_entry *p = nst_stage_entry(st, nst_stage_sense(st, i)->entry);
    if (p->kind == NST_ENTRY_PLACE && (e->kind == NST_ENTRY_ORG || !strcmp(p->geo.country, e->country)))
      return keep_geo(st, &p->geo);
  }
  bool land = s->kind == NST_SENSE_NAME || s->kind == NST_SENSE_CAPITAL || s->kind == NST_SENSE_ADJECTIVE;
  return e->kind == NST_ENTRY_COUNTRY && land ? nst_geo_of_country(st, e) : NULL;
}
