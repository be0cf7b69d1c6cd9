/* settle.c - a noun phrase in, its actors out: the name or role of its head, the country and body from its modifiers,
 * titles, appositions. What is not in the phrase itself is asked of coref.c. */
#include "actors/stage.h"

typedef struct phrase {
  nst_sides sides;
  const char *sector; /* of the role; NULL for none */
  const char *why;
  const char *name;
  uint32_t flags; /* of the role */
  bool past;
  bool role, named; /* the head is a role word; the head is a name with an actor */
} phrase;

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

static const nst_hit *hit_at(const nst_stage *st, uint32_t token) {
  return st->hit_of[token] < 0 ? NULL : &st->hits.items[st->hit_of[token]];
}

static const char *text_of(nst_stage *st, const char *format, nst_str a, const char *b) {
  const char *t = nst_arena_format(st->arena, format, (int)a.len, a.p, b);
  if (!t) st->no_memory = true;
  return t ? t : "";
}

/* The first child that stands behind its head. */
static int32_t first_behind(const nst_stage *st, int32_t head) {
  int32_t c = nst_next_child(st->doc, head, -1);
  while (c >= 0 && c < head) c = nst_next_child(st->doc, head, c);
  return c;
}

static bool is_female_word(const nst_stage *st, uint32_t token, nst_gender *gender) {
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
static void sides_of(nst_stage *st, int32_t token, bool all, int depth, nst_sides *out) {
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

static bool is_institution(const nst_stage *st, int32_t token) {
  int32_t m = nst_tok(st->doc, token)->mention;
  if (m < 0) return false;
  const nst_note *n = &st->notes[m];
  if (n->agent != NST_NONE) return true;
  const nst_hit *h = hit_at(st, (uint32_t)token);
  nst_sense_kind kind = h ? (nst_sense_kind)nst_stage_sense(st, h->sense)->kind : NST_SENSE_PLACE;
  if (n->entry == NST_NONE) return false;
  nst_entry_kind e = (nst_entry_kind)nst_stage_entry(st, n->entry)->kind;
  return kind == NST_SENSE_SEAT || e == NST_ENTRY_GROUP || e == NST_ENTRY_BODY || e == NST_ENTRY_ORG;
}

static bool is_group(const nst_stage *st, int32_t token) {
  int32_t m = nst_tok(st->doc, token)->mention;
  return m >= 0 && st->notes[m].entry != NST_NONE &&
         nst_stage_entry(st, st->notes[m].entry)->kind == NST_ENTRY_GROUP;
}

/* "Namangani's men", "Nkunda's troops": those who follow a rebel are rebels. */
static bool is_led(const phrase *p, const nst_side *leader) {
  if (strcmp(leader->sector, "REB") != 0 && strcmp(leader->sector, "CRM") != 0) return false;
  return (p->flags & NST_AGENT_GROUP) && p->sector &&
         (!strcmp(p->sector, "CVL") || !strcmp(p->sector, "MIL"));
}

/* Take the country or organisation of a modifier; of an institution also its sector where the head serves it. */
static void take(nst_stage *st, phrase *p, int32_t token, bool all, int depth) {
  nst_sides found;
  sides_of(st, token, all, depth, &found);
  bool body = is_institution(st, token);
  for (size_t i = 0; i < found.n; i++) {
    nst_side s = found.items[i];
    bool armed = p->role && p->sector && nst_str_in(nst_str_of(p->sector), "REB CRM"); /* "Maoist rebels" */
    if (body && s.sector[0] && ((p->flags & NST_AGENT_SERVES) || (is_group(st, token) && !armed)))
      p->sector = s.sector;
    if (body && s.sector[0] && !p->role && !p->sector) p->sector = s.sector;
    if (!body && is_led(p, &s)) p->sector = s.sector;
    if (body && (p->flags & NST_AGENT_THING) && !strcmp(s.sector, "BUS")) p->sector = s.sector;
    if (!nst_side_known(&s)) continue;
    const nst_note *n = &st->notes[nst_tok(st->doc, token)->mention];
    if (n->modifier && n->agent != NST_NONE && !n->own_country)
      continue; /* "navy vessels": no land of its own */
    if (!strcmp(s.sector, "IGO") && s.org[0])
      p->sector = p->sector && !strcmp(p->sector, "MIL") ? p->sector : "IGO";
    s.sector = "";
    s.name = "";
    nst_sides_add(&p->sides, s);
  }
}

static bool has_past(const nst_stage *st, uint32_t first, uint32_t head) {
  for (uint32_t t = first; t < head; t++) {
    const nst_hit *h = hit_at(st, t);
    if (h && nst_stage_sense(st, h->sense)->kind == NST_SENSE_PAST) return true;
  }
  return false;
}

/* "ethnic Armenian authorities": a people, not its state. */
static bool is_ethnic(const nst_stage *st, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  if (token == st->doc->sentences.items[t->sentence].first) return false;
  const nst_token *b = nst_tok(st->doc, (int32_t)token - 1);
  return nst_str_is(b->lower, "ethnic");
}

/* "Albanian rebels in southern Serbia": those who take up arms or stand for election do so where they live. */
static void from_where_they_live(nst_stage *st, phrase *p, uint32_t head, int depth) {
  if (!p->role || !p->sector || !nst_str_in(nst_str_of(p->sector), "REB PTY OPP") || p->sides.n != 1) return;
  for (int32_t c = first_behind(st, (int32_t)head); c >= 0; c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel != NST_REL_NMOD || t->mention < 0 || !nst_str_is(nst_case_of(st->doc, c), "in")) continue;
    nst_settle(st, t->mention, depth - 1);
    const nst_mention *m = &st->doc->mentions.items[t->mention];
    const char *country = m->n_who ? m->who[0].country : m->geo ? m->geo->country : "";
    if (country[0]) p->sides.items[0].country = country;
    return;
  }
}

/* Modifiers before the head, from the nearest to the farthest. */
static void before_head(nst_stage *st, phrase *p, uint32_t head, uint32_t first, int depth) {
  const nst_hit *own = hit_at(st, head);
  bool plural = nst_is_plural(st, head);
  for (uint32_t i = head; i-- > first;) {
    const nst_token *t = nst_tok(st->doc, (int32_t)i);
    nst_deprel main = nst_rel_main((nst_deprel)t->deprel);
    if (t->mention < 0 || main == NST_REL_CONJ || (own && i >= own->first && i <= own->last)) continue;
    if (nst_stage_aside(st, i) || is_ethnic(st, i)) continue;
    if (p->sides.n > 0 && !(p->flags & NST_AGENT_SERVES)) break;
    if (main == NST_REL_NMOD && t->deprel != NST_REL_NMOD_POSS && t->deprel != NST_REL_NMOD_DESC) continue;
    nst_sides known = p->sides;
    take(st, p, (int32_t)i, plural, depth);
    if (known.n > 0) p->sides = known;
  }
}

static bool takes_from(const phrase *p, nst_str prep) {
  if (nst_str_is(prep, "of") || nst_str_is(prep, "from") || nst_str_is(prep, "with")) return true;
  if (nst_str_is(prep, "for") || nst_str_is(prep, "at")) return (p->flags & NST_AGENT_SERVES) != 0;
  return false;
}

/* Phrases behind the head: "of Peru", "from the FARC", "for the army"; places for those who are at home there. */
static void behind_head(nst_stage *st, phrase *p, uint32_t head, int depth) {
  bool had = p->sides.n > 0;
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (c < (int32_t)head || t->deprel != NST_REL_NMOD) continue;
    nst_str prep = nst_case_of(st->doc, c);
    bool serves = (p->flags & NST_AGENT_SERVES) != 0;
    if (takes_from(p, prep) && (!had || serves)) {
      nst_sides known = p->sides;
      take(st, p, c, nst_is_plural(st, head), depth);
      if (had) p->sides = known;
    } else if (!had && p->sides.n == 0 && !(p->flags & NST_AGENT_ABROAD) && p->role &&
               nst_str_in(prep, "in at near on across around outside")) {
      nst_sides found;
      bool all = nst_is_plural(st, head);
      sides_of(st, c, all, depth, &found);
      for (size_t i = 0; i < found.n && (all || i < 1); i++)
        if (nst_side_known(&found.items[i]))
          nst_sides_add(&p->sides, (nst_side){"", found.items[i].country, found.items[i].org, ""});
      int32_t m = t->mention;
      const nst_geo *geo = m >= 0 ? st->doc->mentions.items[m].geo : NULL;
      if (p->sides.n == 0 && geo && geo->country[0])
        nst_sides_add(&p->sides, (nst_side){"", geo->country, "", ""});
    }
  }
}

static const nst_geo *keep_geo(nst_stage *st, const nst_geo *geo) {
  nst_geo *copy = nst_arena_take(st->arena, sizeof *copy);
  if (copy) *copy = *geo;
  else st->no_memory = true;
  return copy;
}

static const nst_geo *geo_of_country(nst_stage *st, const nst_entry *e) {
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
  return e->kind == NST_ENTRY_COUNTRY && land ? geo_of_country(st, e) : NULL;
}

static void note_entry(nst_stage *st, nst_note *note, const nst_sense *s, const nst_entry *e) {
  note->entry = s->entry;
  note->person = e->kind == NST_ENTRY_PERSON;
  note->neuter = !note->person && s->kind != NST_SENSE_PEOPLE;
  if (note->person) note->gender = e->woman ? NST_GENDER_FEMALE : NST_GENDER_MALE;
  (void)st;
}

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

/* The head's own phrase. */
static void head_phrase(nst_stage *st, phrase *p, nst_mention *m, nst_note *note) {
  const nst_hit *h = hit_at(st, m->head);
  if (!h) return;
  const nst_sense *s = nst_stage_sense(st, h->sense);
  const nst_entry *e = nst_stage_entry(st, s->entry);
  if (s->kind == NST_SENSE_AGENT) {
    p->role = true;
    p->sector = e->sector;
    p->flags = e->flags;
    note->agent = s->entry;
    note->person = (e->flags & NST_AGENT_PERSON) != 0;
    note->neuter = !note->person;
    p->why =
        text_of(st, "role word \"%.*s\" is %s", s->phrase, e->sector[0] ? e->sector : "of the body named");
    return;
  }
  m->geo = nst_geo_of_hit(st, h);
  if (s->kind == NST_SENSE_PLACE || s->kind == NST_SENSE_PAST || s->kind == NST_SENSE_TYPE) return;
  if (s->kind == NST_SENSE_SURNAME && e->kind == NST_ENTRY_PERSON && nst_stage_other_name(st, h, e)) return;
  nst_str words;
  nst_side side = nst_entry_side(st, s, e, &words, &p->past);
  if (e->kind == NST_ENTRY_PERSON && p->past) p->role = false;
  note_entry(st, note, s, e);
  p->named = true;
  nst_sides_add(&p->sides, side);
  p->sector = side.sector;
  p->name = side.name;
  if (words.len > 0)
    p->why = nst_arena_format(st->arena, "%s: %.*s%s", e->name, (int)words.len, words.p,
                              p->past ? ", before" : "");
  else p->why = text_of(st, "lexicon: \"%.*s\" is %s", s->phrase, e->name);
  if (!p->why) st->no_memory = true;
}

/* A title or apposition tells what an unknown person is. */
static bool take_role(nst_stage *st, phrase *p, nst_note *note, int32_t token, int depth) {
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

static void from_titles(nst_stage *st, phrase *p, nst_note *note, const nst_mention *m, int depth) {
  int32_t body = led_body(st, m->head);
  if (body >= 0 && is_institution(st, body)) {
    sides_of(st, body, false, depth, &p->sides);
    if (p->sides.n > 0) p->sector = p->sides.items[0].sector;
    p->why = "leads this body";
    p->role = p->sides.n > 0;
  } else if (body >= 0) {
    nst_sides found;
    sides_of(st, body, false, depth, &found);
    if (found.n > 0 && is_institution(st, body)) p->sides = found;
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

static void note_gender(nst_stage *st, const nst_mention *m, nst_note *note) {
  nst_gender g = NST_GENDER_UNKNOWN;
  if (note->gender) return;
  if (is_female_word(st, m->head, &g)) note->gender = (uint8_t)g;
  for (uint32_t t = m->first; t < m->head && !note->gender; t++)
    if (nst_tok(st->doc, (int32_t)t)->head == (int32_t)m->head && is_female_word(st, t, &g))
      note->gender = (uint8_t)g;
  const nst_hit *h = hit_at(st, m->head);
  if (!note->gender && h && h->last > h->first && is_female_word(st, h->last, &g)) note->gender = (uint8_t)g;
}

/* All sides get the role's sector; organisations keep theirs. */
static void dress(nst_stage *st, phrase *p, const char *name) {
  for (size_t i = 0; i < p->sides.n; i++) {
    nst_side *s = &p->sides.items[i];
    uint32_t org = s->org[0] ? nst_lexicon_code(st->lexicon, nst_str_of(s->org)) : NST_NONE;
    if (p->sector) s->sector = p->sector;
    if (org != NST_NONE && p->role) s->sector = nst_stage_entry(st, org)->sector;
    if (name && name[0]) s->name = name;
  }
}

/* "the Islamic group Hamas", "the network Al Jazeera": the name that follows says who it is. */
static void from_name_behind(nst_stage *st, phrase *p, uint32_t head, int depth) {
  for (int32_t c = first_behind(st, (int32_t)head); c >= 0; c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    const nst_hit *h = hit_at(st, (uint32_t)c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (!h || h->first != head + 1 || (rel != NST_REL_APPOS && rel != NST_REL_FLAT && rel != NST_REL_NMOD))
      continue;
    nst_entry_kind kind = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->kind;
    if (kind != NST_ENTRY_GROUP && kind != NST_ENTRY_ORG && kind != NST_ENTRY_BODY) continue;
    sides_of(st, c, false, depth, &p->sides);
    if (p->sides.n > 0) p->sector = p->sides.items[0].sector;
    return;
  }
}

/* "the mediator, former President Goodluck Jonathan", "envoy Richard Holbrooke": the person named behind a role. */
static int32_t person_behind(const nst_stage *st, uint32_t head) {
  for (int32_t c = first_behind(st, (int32_t)head); c >= 0; c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    const nst_hit *h = hit_at(st, (uint32_t)c);
    if (t->mention < 0 || !h || (t->deprel != NST_REL_APPOS && c != (int32_t)head + 1)) continue;
    const nst_entry *e = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry);
    if (e->kind == NST_ENTRY_PERSON && !nst_stage_other_name(st, h, e)) return t->mention;
  }
  return -1;
}

/* The role is who is named behind it. */
static bool from_person_behind(nst_stage *st, int32_t mention, const phrase *p, nst_note *note, int depth) {
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

static void settle_unnamed(nst_stage *st, int32_t mention, phrase *p, nst_note *note, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  bool person_name =
      t->upos == NST_UPOS_PROPN && !p->role && t->entity != NST_ENT_LOC && t->entity != NST_ENT_ORG;
  if (person_name) from_titles(st, p, note, m, depth);
  if (person_name && (p->role || t->entity == NST_ENT_PER)) note->person = true;
  if (t->upos == NST_UPOS_NOUN && p->sides.n == 0) from_name_behind(st, p, m->head, depth);
  if (p->sides.n == 0) before_head(st, p, m->head, m->first, depth);
  from_where_they_live(st, p, m->head, depth);
  if (p->role || t->upos == NST_UPOS_PROPN) behind_head(st, p, m->head, depth);
  if (p->sides.n > 0 && !person_name) note->own_country = true;
}

/* Former holders of an office are of the elite. */
static void apply_past(nst_stage *st, phrase *p, const nst_mention *m) {
  if (!p->role || !p->sector || !has_past(st, m->first, m->head) || !(p->flags & NST_AGENT_PERSON)) return;
  if (strcmp(p->sector, "REB") != 0 && strcmp(p->sector, "CRM") != 0 && strcmp(p->sector, "CVL") != 0)
    p->sector = "ELI";
}

static const char *full_name(nst_stage *st, const nst_mention *m) {
  uint32_t a = m->head, b = m->head + 1;
  for (int32_t c = nst_child(st->doc, (int32_t)m->head, NST_REL_FLAT); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c))
    if (nst_tok(st->doc, c)->deprel == NST_REL_FLAT && (uint32_t)c >= b) b = (uint32_t)c + 1;
  const char *text = nst_tokens_text(st->doc, a, b);
  if (!text) st->no_memory = true;
  return text ? text : "";
}

static bool is_generic_noun(const phrase *p, const nst_token *t) {
  return !p->role && !p->named && t->upos != NST_UPOS_PROPN;
}

/* "foreign troops", "a Russian-speaking gang": not at home where the report plays, and no more is told. */
static bool is_from_elsewhere(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(st->doc, (int32_t)head, c))
    if (nst_str_in(
            nst_tok(st->doc, c)->lower,
            "foreign speaking multinational outside overseas western unnamed unidentified unspecified"))
      return true;
  return false;
}

/* "President" of "President Poroshenko": the country of the one named. */
static bool title_of(nst_stage *st, uint32_t head, nst_side *side, int depth) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  if (t->deprel != NST_REL_NMOD_DESC || t->head < 0 || nst_tok(st->doc, t->head)->mention < 0) return false;
  int32_t named = nst_tok(st->doc, t->head)->mention;
  const nst_hit *h = hit_at(st, (uint32_t)t->head);
  if (!h || nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->kind != NST_ENTRY_PERSON) return false;
  nst_settle(st, named, depth - 1);
  const nst_mention *m = &st->doc->mentions.items[named];
  if (m->n_who != 1 || st->notes[named].entry == NST_NONE) return false;
  side->country = m->who[0].country;
  side->org = m->who[0].org;
  return side->country[0] || side->org[0];
}

/* A phrase whose words alone do not tell its country: the report does. */
static void from_report(nst_stage *st, int32_t mention, phrase *p, nst_note *note, int depth) {
  nst_side side = {"", "", "", p->sector ? p->sector : ""};
  const char *why = NULL;
  if (p->sides.n > 0) return;
  if (note->modifier && !p->role && nst_is_type(st, st->doc->mentions.items[mention].head, NST_TYPE_ORG)) {
    (void)nst_settle_named_before(st, mention, &p->sides, &why); /* "alliance forces" */
    p->why = why ? why : p->why;
    return;
  }
  if (note->modifier) { /* "a government offer": of the land that the report is about */
    bool of_land = p->role && side.sector[0] && !(p->flags & (NST_AGENT_WORLD | NST_AGENT_THING));
    if (of_land && !title_of(st, st->doc->mentions.items[mention].head, &side, depth))
      (void)nst_settle_role(st, mention, &side, &why);
    if (p->role && side.sector[0] && !(p->flags & NST_AGENT_THING)) nst_sides_add(&p->sides, side);
    return;
  }
  if (nst_settle_pair(st, mention, &p->sides, &why) ||
      nst_settle_definite(st, mention, &p->sides, &why, depth)) {
    if (why) p->why = why;
    if (!p->role || p->sides.n > 1) p->sector = NULL;
    return;
  }
  if (!p->role || (p->flags & NST_AGENT_THING)) return;
  if (is_from_elsewhere(st, st->doc->mentions.items[mention].head)) {
    nst_sides_add(&p->sides, side);
    return;
  }
  if ((p->flags & NST_AGENT_SERVES) && !(p->sector && p->sector[0])) return;
  if (nst_settle_role(st, mention, &side, &why) || side.sector[0]) nst_sides_add(&p->sides, side);
  const char *both = why ? nst_arena_format(st->arena, "%s; %s", p->why ? p->why : "", why) : p->why;
  p->why = both ? both : "";
}

static void settle_noun(nst_stage *st, int32_t mention, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  nst_note *note = &st->notes[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  phrase p = {.name = ""};
  int32_t earlier = m->kind == NST_MENTION_NAME ? nst_earlier_name(st, mention) : -1;
  head_phrase(st, &p, m, note);
  if (earlier >= 0 && (!p.named || note->person)) {
    const nst_mention *e = &st->doc->mentions.items[earlier];
    uint32_t entry = st->notes[earlier].entry;
    *note = st->notes[earlier];
    note->modifier = nst_is_modifier(t);
    note->entry = entry;
    m->antecedent = earlier;
    m->listed = p.named;
    m->who = e->who;
    m->n_who = e->n_who;
    return;
  }
  if (!p.named && from_person_behind(st, mention, &p, note, depth)) return;
  if (!p.named) settle_unnamed(st, mention, &p, note, depth);
  note_gender(st, m, note);
  apply_past(st, &p, m);
  if (p.named && (p.past || (note->person && (!p.sector || !p.sector[0])))) {
    phrase titled = {.name = ""};
    nst_note copy = *note;
    from_titles(st, &titled, &copy, m, depth);
    if (titled.role && titled.sector && titled.sector[0] && titled.sides.n > 0 && p.sides.n > 0 &&
        !strcmp(titled.sides.items[0].country, p.sides.items[0].country))
      p.sector = titled.sector;
  }
  if (is_generic_noun(&p, t) && p.sides.n > 0 && !nst_is_type(st, m->head, NST_TYPE_COUNTRY) &&
      !nst_is_type(st, m->head, NST_TYPE_ORG) && !nst_is_type(st, m->head, NST_TYPE_GROUP) &&
      !nst_is_type(st, m->head, NST_TYPE_CAPITAL) && !nst_is_type(st, m->head, NST_TYPE_SIDES) &&
      !nst_is_type(st, m->head, NST_TYPE_COUNTERPART))
    return; /* "Russian oil": the modifier is an actor, the phrase is none */
  if (nst_is_type(st, m->head, NST_TYPE_COUNTERPART)) p.sides.n = 0;
  if (nst_is_type(st, m->head, NST_TYPE_OTHER) &&
      nst_child(st->doc, (int32_t)m->head, NST_REL_NMOD_POSS) >= 0 &&
      !m->plural) { /* "its rival": another than its own */
    p.sides.n = 0;
    p.role = false;
    p.sector = NULL;
  }
  if (!p.named) from_report(st, mention, &p, note, depth);
  if (nst_is_type(st, m->head, NST_TYPE_CAPITAL) && p.sides.n > 0 && !m->geo) {
    uint32_t country = nst_stage_country(st, p.sides.items[0].country);
    if (country != NST_NONE) m->geo = geo_of_country(st, nst_stage_entry(st, country));
  }
  m->listed = p.named;
  bool proper = t->upos == NST_UPOS_PROPN && !hit_at(st, m->head);
  if (!p.named) dress(st, &p, proper ? full_name(st, m) : "");
  else if (p.sector) dress(st, &p, "");
  nst_set_who(st, mention, &p.sides, p.why ? p.why : "the country of its modifier");
}

void nst_settle(nst_stage *st, int32_t mention, int depth) {
  nst_note *note = &st->notes[mention];
  if (note->state != NST_NOTE_OPEN || depth <= 0 || st->no_memory) return;
  note->state = NST_NOTE_BUSY;
  if (st->doc->mentions.items[mention].kind == NST_MENTION_PRONOUN) nst_settle_pronoun(st, mention, depth);
  else settle_noun(st, mention, depth);
  note->state = NST_NOTE_SETTLED;
}
