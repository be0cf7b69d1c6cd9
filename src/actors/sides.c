/* sides.c - lists of actors, and the small questions about a token that all parts of the stage ask. */
#include "actors/phrase.h"

void nst_sides_add(nst_sides *sides, nst_side side) {
  for (size_t i = 0; i < sides->n; i++)
    if (!strcmp(sides->items[i].country, side.country) && !strcmp(sides->items[i].org, side.org) &&
        !strcmp(sides->items[i].sector, side.sector) && !strcmp(sides->items[i].name, side.name))
      return;
  if (sides->n < NST_SIDES) sides->items[sides->n++] = side;
}

void nst_set_who(nst_stage *st, int32_t mention, const nst_sides *sides, const char *why) {
  nst_mention *m = &st->doc->mentions.items[mention];
  if (sides->n == 0) return;
  nst_who *who = nst_arena_array(st->arena, sides->n, sizeof *who);
  if (!who) {
    st->no_memory = true;
    return;
  }
  for (size_t i = 0; i < sides->n; i++) {
    const nst_side *s = &sides->items[i];
    who[i] =
        (nst_who){.name = s->name, .country = s->country, .org = s->org, .sector = s->sector, .why = why};
  }
  m->who = who;
  m->n_who = sides->n;
}

const nst_hit *nst_hit_at(const nst_stage *st, uint32_t token) {
  return st->hit_of[token] < 0 ? NULL : &st->hits.items[st->hit_of[token]];
}

/* The first child that stands behind its head. */
int32_t nst_first_behind(const nst_stage *st, int32_t head) {
  int32_t c = nst_next_child(st->doc, head, -1);
  while (c >= 0 && c < head) c = nst_next_child(st->doc, head, c);
  return c;
}

bool nst_gender_of_word(const nst_stage *st, uint32_t token, nst_gender *gender) {
  if (nst_is_type(st, token, NST_TYPE_FEMALE)) *gender = NST_GENDER_FEMALE;
  else if (nst_is_type(st, token, NST_TYPE_MALE)) *gender = NST_GENDER_MALE;
  else return false;
  return true;
}

static void add_all(nst_sides *sides, const nst_mention *m) {
  for (size_t i = 0; i < m->n_who; i++)
    nst_sides_add(sides, (nst_side){m->who[i].name, m->who[i].country, m->who[i].org, m->who[i].sector});
}

/* The actors of a token's mention and of those coordinated with it, settled. */
void nst_sides_of(nst_stage *st, int32_t token, bool all, int depth, nst_sides *out) {
  int32_t m = nst_tok(st->doc, token)->mention;
  out->n = 0;
  if (m >= 0) {
    nst_settle(st, m, depth - 1);
    add_all(out, &st->doc->mentions.items[m]);
  }
  for (int32_t c = nst_child(st->doc, token, NST_REL_CONJ); all && c >= 0;
       c = nst_next_child(st->doc, token, c)) {
    int32_t k = nst_tok(st->doc, c)->mention;
    if (nst_tok(st->doc, c)->deprel != NST_REL_CONJ || k < 0) continue;
    nst_settle(st, k, depth - 1);
    add_all(out, &st->doc->mentions.items[k]);
  }
}

bool nst_is_institution(const nst_stage *st, int32_t token) {
  int32_t m = nst_tok(st->doc, token)->mention;
  if (m < 0) return false;
  const nst_note *n = &st->notes[m];
  if (n->agent != NST_NONE) return true;
  const nst_hit *h = nst_hit_at(st, (uint32_t)token);
  nst_sense_kind kind = h ? (nst_sense_kind)nst_stage_sense(st, h->sense)->kind : NST_SENSE_PLACE;
  if (n->entry == NST_NONE) return false;
  nst_entry_kind e = (nst_entry_kind)nst_stage_entry(st, n->entry)->kind;
  return kind == NST_SENSE_SEAT || e == NST_ENTRY_GROUP || e == NST_ENTRY_BODY || e == NST_ENTRY_ORG;
}
