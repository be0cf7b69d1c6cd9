/* titles.c - title and name: what a title or apposition tells of an unknown name, and the name behind a role. */
#include "actors/phrase.h"

/* "Samar" of "Samar Badawi": a word that is somebody's surname elsewhere and a first name here. */
static bool is_given_name(const nst_stage *st, uint32_t token, const nst_token *next) {
  const nst_sense *s = nst_stage_sense(st, st->hits.items[st->hit_of[token]].senses);
  return s->kind == NST_SENSE_SURNAME && next->deprel == NST_REL_FLAT && next->head == (int32_t)token;
}

/* A surname that belongs to somebody else's full name ("Keiko Fujimori") is not that person. */
bool nst_stage_other_name(const nst_stage *st, const nst_hit *h, const nst_entry *e) {
  const nst_token *t = nst_tok(st->doc, (int32_t)h->first);
  if (h->last + 1 < st->doc->sentences.items[t->sentence].end) {
    const nst_token *n = nst_tok(st->doc, (int32_t)h->last + 1);
    const char *form = nst_arena_copy(st->arena, n->form.p, n->form.len);
    if (n->upos == NST_UPOS_PROPN && n->deprel == NST_REL_FLAT && form && n->head >= (int32_t)h->first &&
        n->head <= (int32_t)h->last && !strstr(e->name, form))
      return true;
  }
  if (h->first == 0 || h->first == st->doc->sentences.items[t->sentence].first) return false;
  const nst_token *b = nst_tok(st->doc, (int32_t)h->first - 1);
  if (b->upos != NST_UPOS_PROPN || b->sentence != t->sentence) return false;
  if (st->hit_of[h->first - 1] >= 0 && !is_given_name(st, h->first - 1, t)) return false;
  if (b->deprel == NST_REL_NMOD_DESC || nst_is_type(st, h->first - 1, NST_TYPE_MALE) ||
      nst_is_type(st, h->first - 1, NST_TYPE_FEMALE))
    return false;
  bool same = b->head == (int32_t)h->first || t->head == (int32_t)h->first - 1 || b->head == t->head;
  bool name = b->deprel == NST_REL_FLAT || t->deprel == NST_REL_FLAT || b->deprel == NST_REL_COMPOUND;
  return same && name &&
         !(b->lower.len >= 3 && b->form.len >= 3 && e->name[0] && !strncmp(b->form.p, e->name, 3));
}

/* A title or apposition tells what an unknown person is. */
static bool take_role(nst_stage *st, nst_phrase *p, nst_note *note, int32_t token, int depth) {
  int32_t m = nst_tok(st->doc, token)->mention;
  if (m < 0) return false;
  nst_settle(st, m, depth - 1);
  const nst_mention *r = &st->doc->mentions.items[m];
  const nst_note *rn = &st->notes[m];
  if (r->n_who == 0 || (rn->agent == NST_NONE && !rn->person)) return false;
  for (size_t i = 0; i < r->n_who; i++)
    if (r->who[i].country[0] || r->who[i].org[0])
      nst_sides_add(&p->sides,
                    (nst_side){r->who[i].name, r->who[i].country, r->who[i].org, r->who[i].sector});
  p->sector = r->who[0].sector;
  p->why = r->who[0].why;
  p->role = true;
  note->agent = rn->agent;
  note->own_country = rn->own_country;
  if (!note->gender) note->gender = rn->gender;
  if (rn->agent != NST_NONE) p->flags = nst_stage_entry(st, rn->agent)->flags;
  return true;
}

/* "X, who leads the insurgents": the body led. */
static int32_t led_body(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel != NST_REL_ACL_RELCL && t->deprel != NST_REL_ACL) continue;
    if (!nst_str_in(t->lemma, "lead head chair run command direct own edit represent")) continue;
    return nst_child(st->doc, c, NST_REL_OBJ);
  }
  return -1;
}

void nst_phrase_titles(nst_stage *st, nst_phrase *p, nst_note *note, const nst_mention *m, int depth) {
  int32_t body = led_body(st, m->head);
  if (body >= 0 && nst_is_institution(st, body)) {
    nst_sides_of(st, body, false, depth, &p->sides);
    if (p->sides.n > 0) p->sector = p->sides.items[0].sector;
    p->why = "leads this body";
    p->role = p->sides.n > 0;
  } else if (body >= 0) {
    nst_sides found;
    nst_sides_of(st, body, false, depth, &found);
    if (found.n > 0 && nst_is_institution(st, body)) p->sides = found;
  }
  for (int32_t c = nst_next_child(st->doc, (int32_t)m->head, -1); c >= 0 && !p->role;
       c = nst_next_child(st->doc, (int32_t)m->head, c)) {
    nst_deprel rel = (nst_deprel)nst_tok(st->doc, c)->deprel;
    if (rel == NST_REL_NMOD_DESC || rel == NST_REL_APPOS || rel == NST_REL_FLAT || rel == NST_REL_COMPOUND ||
        rel == NST_REL_NMOD_UNMARKED)
      take_role(st, p, note, c, depth);
  }
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  if (!p->role && t->head >= 0 && (t->deprel == NST_REL_APPOS || t->deprel == NST_REL_FLAT)) {
    take_role(st, p, note, t->head, depth);
  }
}

/* "the mediator, former President Goodluck Jonathan", "envoy Richard Holbrooke": the person named behind a role. */
static int32_t person_behind(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_first_behind(st, (int32_t)head); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    const nst_hit *h = nst_hit_at(st, (uint32_t)c);
    if (t->mention < 0 || !h || (t->deprel != NST_REL_APPOS && c != (int32_t)head + 1)) continue;
    const nst_entry *e = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry);
    if (e->kind == NST_ENTRY_PERSON && !nst_stage_other_name(st, h, e)) return t->mention;
  }
  return -1;
}

/* The role is who is named behind it. */
bool nst_phrase_person(nst_stage *st, int32_t mention, const nst_phrase *p, nst_note *note, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  int32_t named = p->role && (p->flags & NST_AGENT_PERSON) && !m->plural ? person_behind(st, m->head) : -1;
  if (named < 0 || named == mention) return false;
  nst_settle(st, named, depth - 1);
  const nst_mention *who = &st->doc->mentions.items[named];
  if (st->notes[named].state != NST_NOTE_SETTLED || who->n_who != 1) return false;
  note->entry = st->notes[named].entry;
  note->gender = st->notes[named].gender;
  note->person = true;
  note->neuter = false;
  m->antecedent = named;
  m->who = who->who;
  m->n_who = who->n_who;
  return true;
}

/* "President" of "President Poroshenko": the country of the one named. */
bool nst_phrase_title_of(nst_stage *st, uint32_t head, nst_side *side, int depth) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  if (t->deprel != NST_REL_NMOD_DESC || t->head < 0 || nst_tok(st->doc, t->head)->mention < 0) return false;
  int32_t named = nst_tok(st->doc, t->head)->mention;
  const nst_hit *h = nst_hit_at(st, (uint32_t)t->head);
  if (!h || nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->kind != NST_ENTRY_PERSON) return false;
  nst_settle(st, named, depth - 1);
  const nst_mention *m = &st->doc->mentions.items[named];
  if (m->n_who != 1 || st->notes[named].entry == NST_NONE) return false;
  side->country = m->who[0].country;
  side->org = m->who[0].org;
  return side->country[0] || side->org[0];
}
