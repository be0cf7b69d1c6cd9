/* role.c - a role without a country ("police", "the president"): whose it is, from the roles named before, the place
 * and the official beside it, and what the report is about. */
#include "actors/stage.h"

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

/* The same line of role words, or the words of a person's office. */
static bool same_role(const nst_stage *st, int32_t i, uint32_t agent, bool definite, const char *sector) {
  const nst_note *n = &st->notes[i];
  if (n->agent == agent) return true;
  if (!definite || n->entry == NST_NONE) {
    return n->agent != NST_NONE && !strcmp(nst_stage_entry(st, n->agent)->sector, sector) && !n->person &&
           sector[0] && strcmp(sector, "CVL") != 0;
  }
  const nst_entry *e = nst_stage_entry(st, n->entry);
  const nst_mention *m = mention_at(st, i);
  if (e->kind == NST_ENTRY_PERSON && (nst_stage_entry(st, agent)->flags & NST_AGENT_PERSON)) {
    for (uint32_t r = e->first_role; r != NST_NONE; r = nst_stage_role(st, r)->next) {
      const nst_role *role = nst_stage_role(st, r);
      bool alike = strcmp(role->sector, sector) == 0 && strcmp(m->who[0].sector, sector) == 0;
      if (alike && nst_is_office(st, role, agent)) return true;
    }
    return false;
  }
  return e->kind == NST_ENTRY_GROUP && !strcmp(m->who[0].sector, sector);
}

static bool is_same_word(const nst_stage *st, int32_t i, uint32_t head) {
  return nst_str_eq(nst_tok(st->doc, (int32_t)mention_at(st, i)->head)->lemma,
                    nst_tok(st->doc, (int32_t)head)->lemma);
}

static const char *last_org(const nst_stage *st, int32_t mention) {
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    if (a->n_who == 1 && a->who[0].org[0] && !strcmp(a->who[0].sector, "IGO")) return a->who[0].org;
  }
  return "UNO";
}

/* The same word with a country of its own, earlier in the report. */
static bool said_before(const nst_stage *st, int32_t mention) {
  const nst_token *t = nst_tok(st->doc, (int32_t)mention_at(st, mention)->head);
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    if (m->n_who == 1 && m->who[0].country[0] &&
        nst_str_eq(nst_tok(st->doc, (int32_t)m->head)->lemma, t->lemma))
      return true;
  }
  return false;
}

/* "The emir": of the emirate that the report speaks of most. */
static uint32_t realm_of(const nst_stage *st, uint32_t head) {
  static const char *const realms[][2] = {{"emir", "emirate"},
                                          {"king", "kingdom"},
                                          {"queen", "kingdom"},
                                          {"sultan", "sultanate"},
                                          {"monarch", "kingdom"}};
  uint32_t best = NST_NONE;
  const char *realm = NULL;
  for (size_t i = 0; i < sizeof realms / sizeof *realms; i++)
    if (nst_str_is(nst_tok(st->doc, (int32_t)head)->lemma, realms[i][0])) realm = realms[i][1];
  for (uint32_t i = 0; realm && i < nst_lexicon_entries(st->lexicon); i++)
    if (st->tally[i] > 0 && nst_str_in(nst_str_of(realm), nst_stage_entry(st, i)->types.p) &&
        (best == NST_NONE || st->tally[i] > st->tally[best]))
      best = i;
  return best;
}

/* "Poroshenko asked lawmakers": an official's parliament is that of his or her own land. */
static bool asks_own_parliament(const nst_stage *st, uint32_t head, nst_side *side) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (strcmp(side->sector, "LEG") != 0 || (rel != NST_REL_OBJ && rel != NST_REL_IOBJ && rel != NST_REL_OBL))
    return false;
  int32_t verb = t->head, subject = -1;
  for (int steps = 0; verb >= 0 && subject < 0 && steps < 4; steps++) {
    subject = nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    nst_deprel up = (nst_deprel)nst_tok(st->doc, verb)->deprel;
    verb = up == NST_REL_CONJ || up == NST_REL_XCOMP ? nst_tok(st->doc, verb)->head : -1;
  }
  int32_t m = subject < 0 ? -1 : nst_tok(st->doc, subject)->mention;
  if (m < 0 || st->notes[m].state != NST_NOTE_SETTLED || mention_at(st, m)->n_who != 1) return false;
  const nst_who *who = &mention_at(st, m)->who[0];
  if (strcmp(who->sector, "GOV") != 0 || !who->country[0] || !st->notes[m].person) return false;
  side->country = who->country;
  return true;
}

/* The last one before that had the same role, -1. */
static int32_t role_before(const nst_stage *st, int32_t mention, const char *sector, uint32_t realm) {
  uint32_t agent = st->notes[mention].agent, head = mention_at(st, mention)->head;
  if (agent == NST_NONE) return -1;
  bool definite = nst_is_definite(st, head), person = nst_stage_entry(st, agent)->flags & NST_AGENT_PERSON;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    if (a->n_who != 1 || st->notes[i].state != NST_NOTE_SETTLED || a->kind == NST_MENTION_PRONOUN) continue;
    if (!(a->who[0].country[0] || a->who[0].org[0]) || !same_role(st, i, agent, definite, sector)) continue;
    if (person && !definite &&
        nst_tok(st->doc, (int32_t)head)->sentence != nst_tok(st->doc, (int32_t)a->head)->sentence)
      continue;
    if (strcmp(a->who[0].sector, sector) != 0 && !(a->who[0].org[0] && is_same_word(st, i, head))) continue;
    if (realm != NST_NONE && strcmp(a->who[0].country, nst_stage_entry(st, realm)->country) != 0) continue;
    return i;
  }
  return -1;
}

/* "The Turkish ambassador to Chile ... The envoy": one person, named a sentence before at most. */
static bool is_just_named(const nst_stage *st, int32_t mention, int32_t before) {
  uint32_t head = mention_at(st, mention)->head;
  if (!st->notes[before].person || !nst_is_definite(st, head)) return false;
  return nst_tok(st->doc, (int32_t)head)->sentence <=
         nst_tok(st->doc, (int32_t)mention_at(st, before)->head)->sentence + 1;
}

/* The mention is of the land or organisation of one before it; with "the" it may be the same actor. */
static void take_up(nst_stage *st, int32_t mention, int32_t before, nst_side *side) {
  const nst_who *who = &mention_at(st, before)->who[0];
  bool person = (nst_stage_entry(st, st->notes[mention].agent)->flags & NST_AGENT_PERSON) != 0;
  side->country = who->country;
  side->org = who->org;
  if (who->org[0]) side->sector = who->sector;
  if (!nst_is_definite(st, mention_at(st, mention)->head) || st->notes[before].person != person) return;
  side->name = who->name;
  st->doc->mentions.items[mention].antecedent = before;
}

bool nst_settle_role(nst_stage *st, int32_t mention, nst_side *side, const char **why) {
  const nst_mention *m = mention_at(st, mention);
  uint32_t agent = st->notes[mention].agent;
  const nst_entry *line = agent == NST_NONE ? NULL : nst_stage_entry(st, agent);
  bool definite = nst_is_definite(st, m->head);
  bool official = line && (line->flags & NST_AGENT_PERSON) && !strcmp(side->sector, "GOV");
  bool told_before = definite && said_before(st, mention);
  uint32_t beside = official || told_before ? NST_NONE : nst_home_beside(st, m->head);
  if (line && !(line->flags & NST_AGENT_WORLD) && strcmp(side->sector, "MED") != 0 && beside != NST_NONE) {
    side->country = nst_stage_entry(st, beside)->country;
    *why = "the place beside it";
    return true;
  }
  uint32_t realm = realm_of(st, m->head);
  if (asks_own_parliament(st, m->head, side)) {
    *why = "the land of the official who deals with it";
    return true;
  }
  int32_t before = role_before(st, mention, side->sector, realm);
  if (line && before >= 0 &&
      (mention_at(st, before)->who[0].org[0] || (line->flags & NST_AGENT_WORLD) ||
       is_just_named(st, mention, before))) {
    take_up(st, mention, before, side);
    *why = "country of the same role named before";
    return true;
  }
  if (realm != NST_NONE) {
    side->country = nst_stage_entry(st, realm)->country;
    *why = "of the monarchy that the report speaks of";
    return true;
  }
  if (line && (line->flags & NST_AGENT_WORLD)) return true;
  if (!strcmp(side->sector, "MED")) return true;
  if (!strcmp(side->sector, "IGO")) {
    side->org = last_org(st, mention);
    *why = "an international office, of the organisation named last, else of the United Nations";
    return true;
  }
  uint32_t country = nst_home_choose(st, m->head, mention, before, side->sector, line);
  if (country == NST_NONE) return true;
  side->country = nst_stage_entry(st, country)->country;
  *why = line && line->country[0] ? "an office of that country where none is named"
                                  : "country that the report is about here";
  if (before >= 0 && !strcmp(mention_at(st, before)->who[0].country, side->country)) {
    take_up(st, mention, before, side);
    *why = "country of the same role named before";
  }
  return true;
}

int32_t nst_role_before(const nst_stage *st, int32_t mention) {
  const nst_mention *m = mention_at(st, mention);
  return m->n_who == 1 ? role_before(st, mention, m->who[0].sector, realm_of(st, m->head)) : -1;
}
