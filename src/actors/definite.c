/* definite.c - "the alliance", "its neighbour", "his Turkish counterpart", "the North": whom of the report a phrase means
 * that names nobody. Pronouns and surnames are in coref.c, pairs in pair.c, roles without a country in role.c. */
#include "actors/stage.h"

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

static bool one_of_types(const nst_stage *st, const nst_entry *e, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  nst_str rest = e->types, word;
  while (nst_str_cut(&rest, ' ', &word))
    if (word.len > 0 && nst_str_eq(word, t->lemma)) return true;
  return false;
}

static void add_who(nst_sides *out, const nst_mention *m, bool with_sector) {
  for (size_t i = 0; i < m->n_who; i++)
    nst_sides_add(out, (nst_side){m->who[i].name, m->who[i].country, m->who[i].org,
                                  with_sector ? m->who[i].sector : ""});
}

static bool possessor(nst_stage *st, uint32_t head, int depth, const nst_who **out) {
  int32_t c = nst_child(st->doc, (int32_t)head, NST_REL_NMOD_POSS);
  int32_t m = c < 0 ? -1 : nst_tok(st->doc, c)->mention;
  if (m < 0) return false;
  nst_settle(st, m, depth - 1);
  if (mention_at(st, m)->n_who == 0) return false;
  *out = &mention_at(st, m)->who[0];
  return true;
}

/* "its neighbour", "his regional rival": the nearest other country. */
enum { OTHER_NEAR = 12 }; /* what nearness counts beside how much the report speaks of a country */

static bool other_country(nst_stage *st, int32_t mention, nst_sides *out, int depth) {
  const nst_who *own;
  uint32_t best_score = 0, head = mention_at(st, mention)->head,
           at = nst_tok(st->doc, (int32_t)head)->sentence;
  const char *best = NULL;
  if (!possessor(st, head, depth, &own)) return false;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    uint32_t far = at - nst_tok(st->doc, (int32_t)m->head)->sentence;
    if (m->n_who != 1 || !m->who[0].country[0] || !strcmp(m->who[0].country, own->country)) continue;
    if (m->kind == NST_MENTION_PRONOUN || st->notes[i].entry == NST_NONE) continue;
    uint32_t country = nst_stage_country(st, m->who[0].country);
    uint32_t score = OTHER_NEAR / (1 + far) + (country != NST_NONE ? (st->tally[country] + 1) / 2 : 0);
    if (score <= best_score) continue;
    best_score = score;
    best = m->who[0].country;
  }
  if (best) nst_sides_add(out, (nst_side){"", best, "", ""});
  return best != NULL;
}

/* "the army" does not take up rebels; "the group" takes up anybody. */
static bool has_this_role(const nst_stage *st, uint32_t head, const char *sector) {
  int32_t m = nst_tok(st->doc, (int32_t)head)->mention;
  if (m < 0 || st->notes[m].agent == NST_NONE) return true;
  const char *own = nst_stage_entry(st, st->notes[m].agent)->sector;
  return !own[0] || !strcmp(own, sector) || !strcmp(own, "REB") || !strcmp(own, "CVL");
}

/* "the army" of the Lord's Resistance Army. */
static bool is_named_so(const nst_entry *e, const nst_stage *st, uint32_t head) {
  nst_words words;
  nst_str lemma = nst_tok(st->doc, (int32_t)head)->lemma, rest, word;
  if (!nst_words_of(st->arena, nst_str_of(e->name), &words) || words.too_long) return false;
  rest = (nst_str){words.text, words.len};
  while (nst_str_cut(&rest, ' ', &word))
    if (nst_str_eq(word, lemma)) return true;
  return false;
}

static bool fits_type(const nst_stage *st, int32_t i, uint32_t head) {
  const nst_note *n = &st->notes[i];
  const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
  const nst_entry *agent = n->agent != NST_NONE ? nst_stage_entry(st, n->agent) : NULL;
  const nst_mention *candidate = mention_at(st, i);
  bool state =
      candidate->n_who > 0 && nst_str_in(nst_str_of(candidate->who[0].sector), "GOV LEG JUD MIL COP SPY");
  if (state &&
      nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "group movement faction gang network cartel front"))
    return false;
  if (candidate->n_who > 0 && nst_str_in(nst_str_of(candidate->who[0].sector), "PTY EDU") &&
      nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "group gang network outfit cartel militia"))
    return false;
  if (agent && candidate->plural && (agent->flags & (NST_AGENT_BODY | NST_AGENT_GROUP)) == NST_AGENT_BODY)
    return false; /* "schools" are no "group" */
  if (e && e->kind == NST_ENTRY_ORG) return one_of_types(st, e, head);
  if (e && e->kind == NST_ENTRY_COUNTRY) {
    const nst_mention *m = mention_at(st, i);
    bool body = m->n_who > 0 && m->who[0].sector[0] && strcmp(m->who[0].sector, "GOV") != 0;
    bool special = nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "kingdom emirate sultanate island");
    if (special && !one_of_types(st, e, head)) return false;
    return nst_is_type(st, head, body ? NST_TYPE_GROUP : NST_TYPE_COUNTRY);
  }
  if (e && e->kind == NST_ENTRY_GROUP)
    return nst_is_type(st, head, NST_TYPE_GROUP) &&
           (candidate->n_who == 0 || has_this_role(st, head, candidate->who[0].sector) ||
            is_named_so(e, st, head));
  if (e && e->kind == NST_ENTRY_BODY)
    return nst_is_type(st, head, NST_TYPE_ORG) || nst_is_type(st, head, NST_TYPE_GROUP);
  if (n->person) return nst_is_type(st, head, NST_TYPE_PERSON);
  if (agent && candidate->n_who > 0 && nst_str_in(nst_str_of(candidate->who[0].sector), "CVL MED LAB REF"))
    return false;
  if (agent && (agent->flags & (NST_AGENT_BODY | NST_AGENT_GROUP)))
    return nst_is_type(st, head, NST_TYPE_GROUP) && has_this_role(st, head, agent->sector);
  return false;
}

/* "his Turkish counterpart": the country of its modifier, the sector of the possessor; "her counterpart, Mohagher Iqbal": he. */
static bool counterpart(nst_stage *st, int32_t mention, nst_sides *out, int depth) {
  const nst_who *own = NULL;
  uint32_t head = mention_at(st, mention)->head;
  bool has = possessor(st, head, depth, &own);
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->mention < 0 || t->deprel == NST_REL_NMOD_POSS) continue;
    nst_settle(st, t->mention, depth - 1);
    const nst_mention *m = mention_at(st, t->mention);
    if (t->deprel == NST_REL_APPOS && m->n_who == 1 && st->notes[t->mention].person) {
      add_who(out, m, true);
      return true;
    }
    if (m->n_who > 0 && (m->who[0].country[0] || m->who[0].org[0])) {
      nst_sides_add(out, (nst_side){"", m->who[0].country, m->who[0].org,
                                    has && !(m->who[0].country[0] && own->org[0]) ? own->sector : "GOV"});
      return true;
    }
  }
  return false;
}

/* "the United Steelworkers union": a name before the noun that is no actor of its own. */
static bool has_own_name(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool listed = st->hit_of[c] >= 0 &&
                  nst_stage_sense(st, st->hits.items[st->hit_of[c]].sense)->kind != NST_SENSE_AGENT;
    if (t->upos == NST_UPOS_PROPN && rel == NST_REL_COMPOUND && !listed) return true;
  }
  return false;
}

/* "the North" where the report speaks of North Korea and South Korea, of South Sudan and Sudan. */
static bool half_of_a_pair(const nst_stage *st, uint32_t head, nst_sides *out) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  bool north = nst_str_is(t->form, "North"), south = nst_str_is(t->form, "South");
  if ((!north && !south) || !nst_is_definite(st, head)) return false;
  uint32_t n = nst_lexicon_entries(st->lexicon), half = NST_NONE, whole = NST_NONE;
  for (uint32_t i = 0; i < n; i++) {
    if (st->tally[i] == 0) continue;
    const nst_entry *e = nst_stage_entry(st, i);
    bool other = nst_str_starts(nst_str_of(e->name), north ? "South " : "North ");
    bool same = nst_str_starts(nst_str_of(e->name), north ? "North " : "South ");
    if (!other && !same) continue;
    for (uint32_t k = 0; k < n; k++) {
      if (k == i || st->tally[k] == 0) continue;
      const nst_entry *p = nst_stage_entry(st, k);
      const char *rest = e->name + 6;
      bool pair = strcmp(p->name, rest) == 0 || (strlen(p->name) > 6 && strcmp(p->name + 6, rest) == 0);
      if (pair && same && (half == NST_NONE || st->tally[i] > st->tally[half])) half = i;
      if (pair && other && (whole == NST_NONE || st->tally[k] > st->tally[whole])) whole = k;
    }
  }
  uint32_t found = half != NST_NONE ? half : whole;
  if (found == NST_NONE) return false;
  const nst_entry *e = nst_stage_entry(st, found);
  nst_sides_add(out, (nst_side){e->name, e->country, "", ""});
  return true;
}

bool nst_settle_definite(nst_stage *st, int32_t mention, nst_sides *out, const char **why, int depth) {
  const nst_mention *m = mention_at(st, mention);
  uint32_t head = m->head;
  st->notes[mention].neuter =
      !nst_is_type(st, head, NST_TYPE_PERSON) && !nst_is_type(st, head, NST_TYPE_COUNTERPART);
  st->notes[mention].person = !st->notes[mention].neuter || st->notes[mention].person;
  if (nst_is_type(st, head, NST_TYPE_COUNTERPART)) {
    *why = "counterpart: the country of its modifier, the sector of the possessor";
    return counterpart(st, mention, out, depth);
  }
  if (half_of_a_pair(st, head, out)) {
    *why = "the half of the pair of countries that the report speaks of";
    return true;
  }
  if (nst_is_type(st, head, NST_TYPE_OTHER) && other_country(st, mention, out, depth)) {
    *why = "the other country nearest before it";
    return true;
  }
  if (!nst_is_definite(st, head) || m->plural || has_own_name(st, head)) return false;
  if (nst_is_type(st, head, NST_TYPE_CAPITAL)) {
    uint32_t country = nst_home_choose(st, head, mention, -1, "CVL", NULL);
    if (country == NST_NONE) return false;
    nst_geo *geo = nst_arena_take(st->arena, sizeof *geo);
    if (!geo) {
      st->no_memory = true;
      return false;
    }
    const nst_entry *e = nst_stage_entry(st, country);
    *geo = (nst_geo){.name = "capital", .country = e->country, .admin1 = "", .precision = NST_PLACE_COUNTRY};
    st->doc->mentions.items[mention].geo = geo;
    nst_sides_add(out, (nst_side){"", e->country, "", ""});
    *why = "capital of the country that the report is about here";
    return true;
  }
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    bool modifier = st->notes[i].modifier;
    if (nst_tok(st->doc, (int32_t)a->head)->sentence == nst_tok(st->doc, (int32_t)head)->sentence &&
        nst_stage_co_argument(st, i, head))
      continue;
    if (a->n_who == 0 || (a->n_who > 1 && !a->listed && !a->who[0].name[0]) ||
        a->kind == NST_MENTION_PRONOUN || !fits_type(st, i, head))
      continue;
    if (st->notes[i].agent != NST_NONE && modifier) continue;
    bool country = nst_is_type(st, head, NST_TYPE_COUNTRY) && st->notes[i].entry != NST_NONE &&
                   nst_stage_entry(st, st->notes[i].entry)->kind == NST_ENTRY_COUNTRY;
    add_who(out, a, !country);
    st->doc->mentions.items[mention].antecedent = i;
    st->notes[mention].entry = st->notes[i].entry;
    *why = "definite phrase: the last one named before that it can stand for";
    return out->n > 0;
  }
  return false;
}

bool nst_settle_named_before(nst_stage *st, int32_t mention, nst_sides *out, const char **why) {
  uint32_t head = mention_at(st, mention)->head;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_note *n = &st->notes[i];
    const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
    if (!e || e->kind != NST_ENTRY_ORG || mention_at(st, i)->n_who == 0 || !one_of_types(st, e, head))
      continue;
    add_who(out, mention_at(st, i), true);
    *why = "the organisation named before that it can stand for";
    return out->n > 0;
  }
  return false;
}
