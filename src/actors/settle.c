/* settle.c - a noun phrase in, its actors out: the name or role of its head, the country and body from its modifiers,
 * titles, appositions. What is not in the phrase itself is asked of coref.c, pair.c, definite.c and role.c. */
#include "actors/phrase.h"

static const char *text_of(nst_stage *st, const char *format, nst_str a, const char *b) {
  const char *t = nst_arena_format(st->arena, format, (int)a.len, a.p, b);
  if (!t) st->no_memory = true;
  return t ? t : "";
}

static bool has_past(const nst_stage *st, uint32_t first, uint32_t head) {
  for (uint32_t t = first; t < head; t++) {
    const nst_hit *h = nst_hit_at(st, t);
    if (h && nst_stage_sense(st, h->sense)->kind == NST_SENSE_PAST) return true;
  }
  return false;
}

static void note_entry(nst_stage *st, nst_note *note, const nst_sense *s, const nst_entry *e) {
  note->entry = s->entry;
  note->person = e->kind == NST_ENTRY_PERSON;
  note->neuter = !note->person && s->kind != NST_SENSE_PEOPLE;
  if (note->person) note->gender = e->woman ? NST_GENDER_FEMALE : NST_GENDER_MALE;
  (void)st;
}

/* "the Saudis", with no more words: the nation, which acts as its state does. */
static bool is_nation(const nst_stage *st, uint32_t head) {
  bool definite = false;
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel == NST_REL_CASE || t->deprel == NST_REL_PUNCT || t->deprel == NST_REL_CC) continue;
    if (t->deprel != NST_REL_DET || !nst_str_is(t->lower, "the")) return false;
    definite = true;
  }
  return definite && nst_is_plural(st, head);
}

/* The head's own phrase. */
static void head_phrase(nst_stage *st, nst_phrase *p, nst_mention *m, nst_note *note) {
  const nst_hit *h = nst_hit_at(st, m->head);
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
  if (s->kind == NST_SENSE_PEOPLE && e->kind == NST_ENTRY_COUNTRY && is_nation(st, m->head)) side.sector = "";
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

static void note_gender(nst_stage *st, const nst_mention *m, nst_note *note) {
  nst_gender g = NST_GENDER_UNKNOWN;
  if (note->gender) return;
  if (nst_gender_of_word(st, m->head, &g)) note->gender = (uint8_t)g;
  for (uint32_t t = m->first; t < m->head && !note->gender; t++)
    if (nst_tok(st->doc, (int32_t)t)->head == (int32_t)m->head && nst_gender_of_word(st, t, &g))
      note->gender = (uint8_t)g;
  const nst_hit *h = nst_hit_at(st, m->head);
  if (!note->gender && h && h->last > h->first && nst_gender_of_word(st, h->last, &g))
    note->gender = (uint8_t)g;
}

/* All sides get the role's sector; organisations keep theirs. */
static void dress(nst_stage *st, nst_phrase *p, const char *name) {
  for (size_t i = 0; i < p->sides.n; i++) {
    nst_side *s = &p->sides.items[i];
    uint32_t org = s->org[0] ? nst_lexicon_code(st->lexicon, nst_str_of(s->org)) : NST_NONE;
    if (p->sector) s->sector = p->sector;
    if (p->role && !strcmp(s->sector, "IGO") && s->country[0] && !s->org[0])
      s->sector = "GOV"; /* "Chinese inspectors" */
    if (org != NST_NONE && p->role) s->sector = nst_stage_entry(st, org)->sector;
    if (name && name[0]) s->name = name;
  }
}

static void settle_unnamed(nst_stage *st, int32_t mention, nst_phrase *p, nst_note *note, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  bool person_name =
      t->upos == NST_UPOS_PROPN && !p->role && t->entity != NST_ENT_LOC && t->entity != NST_ENT_ORG;
  if (person_name) nst_phrase_titles(st, p, note, m, depth);
  if (person_name && (p->role || t->entity == NST_ENT_PER)) note->person = true;
  if (t->upos == NST_UPOS_NOUN && p->sides.n == 0) nst_phrase_name_behind(st, p, m->head, depth);
  if (p->sides.n == 0) nst_phrase_before(st, p, m->head, m->first, depth);
  nst_phrase_where_they_live(st, p, m->head, depth);
  bool land = nst_is_type(st, m->head, NST_TYPE_COUNTRY); /* "the state of Chiapas" */
  if (p->role || t->upos == NST_UPOS_PROPN || land) nst_phrase_behind(st, p, m->head, depth);
  if (p->sides.n > 0 && !person_name) note->own_country = true;
}

/* Former holders of an office are of the elite. */
static void apply_past(nst_stage *st, nst_phrase *p, const nst_mention *m) {
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

static bool is_generic_noun(const nst_phrase *p, const nst_token *t) {
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

/* "all sides", "all parties": whoever has to do with it. */
static bool is_everybody(const nst_stage *st, uint32_t head) {
  if (!nst_str_in(nst_tok(st->doc, (int32_t)head)->lower, "sides parties factions actors leaders"))
    return false;
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(st->doc, (int32_t)head, c))
    if (nst_str_in(nst_tok(st->doc, c)->lower, "all any")) return true;
  return false;
}

/* A phrase whose words alone do not tell its country: the report does. */
static void from_report(nst_stage *st, int32_t mention, nst_phrase *p, nst_note *note, int depth) {
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
    if (of_land && !nst_phrase_title_of(st, st->doc->mentions.items[mention].head, &side, depth))
      (void)nst_settle_role(st, mention, &side, &why);
    if (p->role && side.sector[0] && !(p->flags & NST_AGENT_THING)) nst_sides_add(&p->sides, side);
    return;
  }
  if (nst_settle_pair(st, mention, &p->sides, &why) ||
      nst_settle_definite(st, mention, &p->sides, &why, depth)) {
    if (why) p->why = why;
    if (!p->role || p->sides.n > 1) p->sector = NULL;
    if (p->sides.n > 1 && nst_is_type(st, st->doc->mentions.items[mention].head, NST_TYPE_COUNTERPART))
      p->sector = "GOV"; /* "both of his counterparts" */
    return;
  }
  if (!p->role || (p->flags & NST_AGENT_THING) || is_everybody(st, st->doc->mentions.items[mention].head))
    return;
  if (is_from_elsewhere(st, st->doc->mentions.items[mention].head)) {
    nst_sides_add(&p->sides, side);
    return;
  }
  if ((p->flags & NST_AGENT_SERVES) && !(p->sector && p->sector[0])) return;
  if (nst_settle_role(st, mention, &side, &why) || side.sector[0]) nst_sides_add(&p->sides, side);
  const char *both = why ? nst_arena_format(st->arena, "%s; %s", p->why ? p->why : "", why) : p->why;
  p->why = both ? both : "";
}

/* "the opposition Congress party", "lawmakers of the opposition". */
static void of_the_opposition(const nst_stage *st, const nst_mention *m, const nst_note *note,
                              nst_phrase *p) {
  for (int32_t c = nst_first_behind(st, (int32_t)m->head);
       c >= 0 && p->role && p->sector && nst_str_in(nst_str_of(p->sector), "LEG PTY");
       c = nst_next_child(st->doc, (int32_t)m->head, c))
    if (nst_tok(st->doc, c)->deprel == NST_REL_NMOD && nst_str_is(nst_tok(st->doc, c)->lemma, "opposition"))
      p->sector = "OPP";
  if (!p->named || note->person || !p->sector || strcmp(p->sector, "PTY") != 0) return;
  for (int32_t c = nst_next_child(st->doc, (int32_t)m->head, -1); c >= 0 && c < (int32_t)m->head;
       c = nst_next_child(st->doc, (int32_t)m->head, c))
    if (nst_str_is(nst_tok(st->doc, c)->lemma, "opposition")) p->sector = "OPP";
}

/* "Armenia's Security Council", "its Central Bank": a name of an organisation's part that a state has as well. */
static void body_of_a_state(nst_stage *st, const nst_mention *m, const nst_note *note, nst_phrase *p,
                            int depth) {
  const nst_hit *h = nst_hit_at(st, m->head);
  int32_t owner = nst_child(st->doc, (int32_t)m->head, NST_REL_NMOD_POSS);
  if (owner < 0 || note->entry == NST_NONE || !h) return;
  const nst_entry *e = nst_stage_entry(st, note->entry);
  if (e->kind != NST_ENTRY_ORG || nst_str_eq(nst_stage_sense(st, h->sense)->phrase, nst_str_of(e->name)))
    return;
  nst_sides found;
  nst_sides_of(st, owner, false, depth, &found);
  if (found.n != 1 || !found.items[0].country[0]) return;
  p->sides.n = 0;
  nst_sides_add(&p->sides, (nst_side){"", found.items[0].country, "", "GOV"});
  p->sector = "GOV";
}

/* "exiled former prime minister Benazir Bhutto": so the report calls her, whatever she leads now. */
static bool is_called_former(const nst_stage *st, const nst_mention *m, const nst_phrase *p) {
  if (!p->sector || !nst_str_in(nst_str_of(p->sector), "PTY OPP")) return false;
  for (int32_t c = nst_child(st->doc, (int32_t)m->head, NST_REL_NMOD_DESC); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c)) {
    const nst_hit *h = nst_hit_at(st, (uint32_t)c);
    if (h && !strcmp(nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->sector, "ELI")) return true;
  }
  return false;
}

/* "the separatists' government", "the leaders of the rebel region": of those who rose against the state. */
static void of_rebels(const nst_stage *st, const nst_mention *m, nst_phrase *p) {
  static const char *const apart = "rebel separatist secessionist breakaway insurgent";
  if (!p->role || !p->sector || !nst_str_in(nst_str_of(p->sector), "GOV LEG JUD")) return;
  for (int32_t c = nst_next_child(st->doc, (int32_t)m->head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    bool own = t->deprel == NST_REL_NMOD_POSS && t->mention >= 0;
    bool of = t->deprel == NST_REL_NMOD && nst_str_is(nst_case_of(st->doc, c), "of");
    if (own || (of && t->mention >= 0)) {
      const nst_mention *o = &st->doc->mentions.items[t->mention];
      bool body = st->notes[t->mention].agent != NST_NONE && !st->notes[t->mention].person;
      if (body && o->n_who == 1 && !strcmp(o->who[0].sector, "REB")) p->sector = "REB";
    }
    if (c < (int32_t)m->head && !own && nst_str_in(t->lemma, apart)) p->sector = "REB";
    for (int32_t a = of ? nst_child(st->doc, c, NST_REL_AMOD) : -1; a >= 0; a = nst_next_child(st->doc, c, a))
      if (a < c && nst_str_in(nst_tok(st->doc, a)->lemma, apart)) p->sector = "REB";
  }
}

/* "Lieutenant-Colonel Isaac Zida", who holds no office yet: what the title says. */
static const char *title_sector(const nst_stage *st, const nst_mention *m) {
  for (int32_t c = nst_child(st->doc, (int32_t)m->head, NST_REL_NMOD_DESC); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c)) {
    const nst_hit *h = nst_hit_at(st, (uint32_t)c);
    if (!h || nst_tok(st->doc, c)->deprel != NST_REL_NMOD_DESC) continue;
    if (nst_stage_sense(st, h->sense)->kind != NST_SENSE_AGENT) continue;
    const char *sector = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->sector;
    if (sector[0]) return sector;
  }
  return NULL;
}

/* "Prime Minister X" of somebody whom the lexicon has as a rebel or in an international office by then. */
static void take_titled_office(nst_stage *st, const nst_mention *m, const nst_note *note, nst_phrase *p,
                               int depth) {
  nst_side side;
  if (!p->named || !note->person || p->sides.n != 1 || has_past(st, m->first, m->head)) return;
  if (!nst_titled_office(st, m, nst_stage_entry(st, note->entry), depth, &side)) return;
  p->sides.items[0] = side;
  p->sector = side.sector;
  p->past = false;
}

static void settle_noun(nst_stage *st, int32_t mention, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  nst_note *note = &st->notes[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  nst_phrase p = {.name = ""};
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
  if (!p.named && nst_phrase_person(st, mention, &p, note, depth)) return;
  if (!p.named) settle_unnamed(st, mention, &p, note, depth);
  note_gender(st, m, note);
  apply_past(st, &p, m);
  of_the_opposition(st, m, note, &p);
  if (p.named) body_of_a_state(st, m, note, &p, depth);
  if (p.named && is_called_former(st, m, &p)) p.sector = "ELI";
  if (p.named && (p.past || (note->person && (!p.sector || !p.sector[0])))) {
    nst_phrase titled = {.name = ""};
    nst_note copy = *note;
    nst_phrase_titles(st, &titled, &copy, m, depth);
    bool same = titled.sides.n == 0 ||
                (p.sides.n > 0 && !strcmp(titled.sides.items[0].country, p.sides.items[0].country));
    if (titled.role && titled.sector && titled.sector[0] && same) p.sector = titled.sector;
    else if (note->person && nst_person_rank(st, nst_stage_entry(st, note->entry)) == 0 &&
             !has_past(st, m->first, m->head) && title_sector(st, m))
      p.sector = title_sector(st, m);
  }
  take_titled_office(st, m, note, &p, depth);
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
  if (!p.named) of_rebels(st, m, &p);
  if (!p.named) from_report(st, mention, &p, note, depth);
  if (nst_is_type(st, m->head, NST_TYPE_CAPITAL) && p.sides.n > 0 && !m->geo) {
    uint32_t country = nst_stage_country(st, p.sides.items[0].country);
    if (country != NST_NONE) m->geo = nst_geo_of_country(st, nst_stage_entry(st, country));
  }
  m->listed = p.named;
  bool proper = t->upos == NST_UPOS_PROPN && !nst_hit_at(st, m->head);
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
