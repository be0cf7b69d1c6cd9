/* home.c - whose a role is that names no country ("police", "demonstrators", "the government"): the lands of the report,
 * compared by evidence.
 *
 * In: a token, and what kind of role stands there. Out: a land. What speaks for one is counted: how much the report is
 * about it, where and how it is named in this sentence and those before, whose the last actor of such a kind was. The
 * weights are learned by train/home.py (docs/actors.md); sums of whole numbers, so that the answer is the same on
 * every processor. */
#include "actors/home.h"

enum { LANDS = NST_HOME_LANDS, LOOK_BACK = 6, SHARES = 16 };

/* clang-format off */
#define EVIDENCE_NAME(name, office, force, crowd, armed, words) words,
#define EVIDENCE_WEIGHT(name, office, force, crowd, armed, words) {office, force, crowd, armed},
/* clang-format on */

static const char *const names[NST_HOME_COUNT] = {NST_HOME_LIST(EVIDENCE_NAME)};
static const int weights[NST_HOME_COUNT][NST_HOME_KINDS] = {NST_HOME_LIST(EVIDENCE_WEIGHT)};

const char *nst_home_evidence_name(nst_home_evidence evidence) {
  return names[evidence];
}

nst_home_kind nst_home_kind_of(const char *sector) {
  if (nst_str_in(nst_str_of(sector), "MIL COP SPY")) return NST_HOME_FORCE;
  if (nst_str_in(nst_str_of(sector), "REB CRM")) return NST_HOME_ARMED;
  return nst_str_in(nst_str_of(sector), "GOV LEG JUD PTY IGO ELI") ? NST_HOME_OFFICE : NST_HOME_CROWD;
}

/* Where a name stands: at the top of what noun phrase, and whether as the place of something. */
typedef struct stand {
  uint32_t top;
  bool place, guest; /* guest: "the Turkish embassy in Moscow", "the residence of the ambassador of Chad" */
} stand;

static bool is_abroad(const nst_stage *st, uint32_t token) {
  int32_t m = nst_tok(st->doc, (int32_t)token)->mention;
  if (m < 0 || st->hit_of[token] < 0) return false;
  const nst_entry *e =
      nst_stage_entry(st, nst_stage_sense(st, st->hits.items[st->hit_of[token]].sense)->entry);
  return e->kind == NST_ENTRY_AGENT && (e->flags & NST_AGENT_ABROAD) != 0;
}

static stand stand_of(const nst_stage *st, uint32_t token) {
  stand s = {.top = token};
  for (int steps = 0; steps < 8; steps++) {
    const nst_token *t = nst_tok(st->doc, (int32_t)s.top);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if ((rel == NST_REL_OBL || rel == NST_REL_NMOD) &&
        nst_str_in(nst_case_of(st->doc, (int32_t)s.top),
                   "in at across near outside throughout around inside"))
      s.place = true;
    bool up = nst_is_modifier(t) || rel == NST_REL_NMOD || rel == NST_REL_FLAT || rel == NST_REL_APPOS ||
              (rel == NST_REL_CONJ && nst_is_nominal(t));
    if (!up || t->head < 0) break;
    bool own = nst_is_modifier(t) || t->deprel == NST_REL_NMOD_POSS ||
               nst_str_is(nst_case_of(st->doc, (int32_t)s.top), "of");
    s.top = (uint32_t)t->head;
    if (own && !s.place && is_abroad(st, s.top)) s.guest = true;
  }
  return s;
}

static bool is_subject(const nst_token *t) {
  return nst_rel_main((nst_deprel)t->deprel) == NST_REL_NSUBJ;
}

/* The verb that a noun phrase depends on; with several that are coordinated, the first. */
static int32_t verb_of(const nst_stage *st, uint32_t top) {
  int32_t verb = nst_tok(st->doc, (int32_t)top)->head;
  for (int steps = 0; verb >= 0 && steps < 3 && nst_tok(st->doc, verb)->deprel == NST_REL_CONJ; steps++)
    verb = nst_tok(st->doc, verb)->head;
  return verb;
}

/* "in Maan, where soldiers imposed a curfew": the place that the clause around the token describes, -1. */
static int32_t where_of(const nst_stage *st, uint32_t token) {
  int32_t i = (int32_t)stand_of(st, token).top;
  for (int steps = 0; i >= 0 && steps < 4; steps++) {
    const nst_token *t = nst_tok(st->doc, i);
    bool relative = t->deprel == NST_REL_ACL_RELCL || t->deprel == NST_REL_ADVCL_RELCL;
    if (relative && nst_child_lemma(st->doc, i, "where") >= 0) return t->head;
    i = t->head;
  }
  return -1;
}

typedef struct lands {
  nst_home_land items[LANDS];
  uint32_t n;
} lands;

static nst_home_land *land_of(lands *all, uint32_t country) {
  for (uint32_t i = 0; i < all->n; i++)
    if (all->items[i].country == country) return &all->items[i];
  if (all->n == LANDS) return NULL;
  all->items[all->n] = (nst_home_land){.country = country};
  return &all->items[all->n++];
}

static void note(nst_home_land *land, nst_home_evidence evidence) {
  land->value[evidence] = 1;
}

/* "House Speaker Nancy Pelosi accused the president": somebody in office, not a land. */
static bool is_official(const nst_stage *st, uint32_t top) {
  int32_t m = nst_tok(st->doc, (int32_t)top)->mention;
  if (m < 0 || !st->notes[m].person || st->notes[m].state != NST_NOTE_SETTLED) return false;
  const nst_mention *who = &st->doc->mentions.items[m];
  return who->n_who == 1 && nst_str_in(nst_str_of(who->who[0].sector), "GOV LEG JUD PTY OPP");
}

/* "the Sudanese government and rebels": a state's own and whoever stands beside it are of one land. */
static bool is_partner(const nst_stage *st, uint32_t at, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)at);
  int32_t first = nst_conj_first(st->doc, (int32_t)at);
  if (t->deprel != NST_REL_CONJ || nst_tok(st->doc, (int32_t)token)->head != first) return false;
  int32_t m = nst_tok(st->doc, first)->mention;
  return m >= 0 && st->notes[m].agent != NST_NONE &&
         nst_str_in(nst_str_of(nst_stage_entry(st, st->notes[m].agent)->sector), "GOV PTY LEG OPP");
}

/* A name in the role's own sentence. */
static void named_here(const nst_stage *st, uint32_t at, uint32_t token, nst_home_land *land) {
  stand name = stand_of(st, token), role = stand_of(st, at);
  int32_t verb = verb_of(st, role.top), other = verb_of(st, name.top);
  const nst_token *top = nst_tok(st->doc, (int32_t)name.top);
  if (name.guest) note(land, NST_HOME_GUEST);
  else if (name.top == role.top)
    note(land, is_partner(st, at, token) ? NST_HOME_PARTNER : NST_HOME_SAME_PHRASE);
  else if (name.place)
    note(land, verb >= 0 && verb == other ? NST_HOME_PLACE_SAME_VERB : NST_HOME_PLACE_HERE);
  else if (is_subject(top) && verb != other) note(land, NST_HOME_SUBJECT_HERE);
  else if (verb >= 0 && verb == other)
    note(land, is_official(st, name.top) ? NST_HOME_COLLEAGUE : NST_HOME_OTHER_SIDE);
  else note(land, token < at ? NST_HOME_HERE : NST_HOME_HERE_BEHIND);
}

static void named_before(const nst_stage *st, uint32_t token, uint32_t far, nst_home_land *land) {
  stand name = stand_of(st, token);
  if (name.guest) note(land, NST_HOME_GUEST);
  else if (far > 1) note(land, far > 3 ? NST_HOME_FAR : NST_HOME_NEAR);
  else if (name.place) note(land, NST_HOME_PLACE_BEFORE);
  else if (is_subject(nst_tok(st->doc, (int32_t)name.top))) note(land, NST_HOME_SUBJECT_BEFORE);
  else note(land, NST_HOME_BEFORE);
}

/* All lands named from some sentences before the token to the end of its own. */
static void read_names(const nst_stage *st, uint32_t at, int32_t mention, lands *all) {
  const nst_sentences *sentences = &st->doc->sentences;
  uint32_t here = nst_tok(st->doc, (int32_t)at)->sentence, from = here > LOOK_BACK ? here - LOOK_BACK : 0;
  uint32_t own_first = at, own_end = at + 1;
  if (mention >= 0) {
    own_first = st->doc->mentions.items[mention].first;
    own_end = st->doc->mentions.items[mention].end;
  }
  for (uint32_t s = from; s <= here && s < sentences->n; s++)
    for (uint32_t t = sentences->items[s].first; t < sentences->items[s].end; t++) {
      uint32_t country = nst_stage_named(st, t);
      if (country == NST_NONE || (t >= own_first && t < own_end)) continue;
      nst_home_land *land = land_of(all, country);
      if (!land) continue;
      if (s == here) named_here(st, at, t, land);
      else named_before(st, t, here - s, land);
    }
}

/* "It dismissed five officials": whose a pronoun of the sentence is. */
static void read_pronouns(const nst_stage *st, uint32_t at, int32_t mention, lands *all) {
  uint32_t here = nst_tok(st->doc, (int32_t)at)->sentence;
  int32_t verb = verb_of(st, stand_of(st, at).top);
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = &st->doc->mentions.items[i];
    const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
    if (t->sentence != here) break;
    if (m->kind != NST_MENTION_PRONOUN || m->n_who != 1 || !m->who[0].country[0] || !is_subject(t)) continue;
    uint32_t country = nst_stage_country(st, m->who[0].country);
    nst_home_land *land = country == NST_NONE ? NULL : land_of(all, country);
    if (land) note(land, verb_of(st, m->head) == verb ? NST_HOME_OTHER_SIDE : NST_HOME_SUBJECT_HERE);
  }
}

/* Whose the last actors before were: of the same kind, and those whose land the report had to give as well. */
static void read_actors(const nst_stage *st, uint32_t at, int32_t mention, nst_home_kind kind, lands *all) {
  uint32_t here = nst_tok(st->doc, (int32_t)at)->sentence;
  bool same = false, bare = false;
  for (int32_t i = mention - 1; i >= 0 && !(same && bare); i--) {
    const nst_mention *m = &st->doc->mentions.items[i];
    const nst_note *n = &st->notes[i];
    if (here - nst_tok(st->doc, (int32_t)m->head)->sentence > LOOK_BACK) break;
    if (m->n_who != 1 || !m->who[0].country[0] || n->state != NST_NOTE_SETTLED) continue;
    uint32_t country = nst_stage_country(st, m->who[0].country);
    nst_home_land *land = country == NST_NONE ? NULL : land_of(all, country);
    if (!land) continue;
    bool role = n->agent != NST_NONE && !n->own_country && !n->modifier && m->kind == NST_MENTION_NOMINAL;
    if (!same && m->who[0].sector[0] && nst_home_kind_of(m->who[0].sector) == kind) {
      note(land, NST_HOME_SAME_KIND);
      same = true;
    }
    if (!bare && role) {
      note(land, NST_HOME_ROLE_BEFORE);
      bare = true;
    }
  }
}

/* Whose the last one was that had the same role: "the soldiers" are most often the same ones. */
static void read_before(const nst_stage *st, uint32_t at, int32_t before, lands *all) {
  const nst_mention *m = &st->doc->mentions.items[before];
  uint32_t country = nst_stage_country(st, m->who[0].country);
  nst_home_land *land = country == NST_NONE ? NULL : land_of(all, country);
  if (!land) return;
  bool near = nst_tok(st->doc, (int32_t)at)->sentence - nst_tok(st->doc, (int32_t)m->head)->sentence < 3;
  if (nst_is_definite(st, at)) note(land, near ? NST_HOME_THE_SAME : NST_HOME_THE_SAME_FAR);
  else note(land, near ? NST_HOME_SAME_ROLE : NST_HOME_SAME_ROLE_FAR);
}

static void read_report(const nst_stage *st, lands *all) {
  uint64_t sum = 0;
  uint32_t n = nst_lexicon_entries(st->lexicon);
  if (st->dominant != NST_NONE) {
    nst_home_land *land = land_of(all, st->dominant);
    if (land) note(land, NST_HOME_MOST);
  }
  for (uint32_t i = 0; i < n; i++) sum += st->tally[i];
  for (uint32_t i = 0; i < all->n; i++) {
    nst_home_land *land = &all->items[i];
    land->value[NST_HOME_SHARE] = sum ? (int)((uint64_t)SHARES * st->tally[land->country] / sum) : 0;
    const nst_geo *filed = st->doc->dateline;
    if (filed && nst_stage_country(st, filed->country) == land->country) note(land, NST_HOME_DATELINE);
    if (st->opening[land->country]) note(land, NST_HOME_OPENING);
    if (st->first == land->country) note(land, NST_HOME_FIRST);
  }
}

uint32_t nst_home_read(const nst_stage *st, uint32_t at, int32_t mention, int32_t before, nst_home_kind kind,
                       nst_home_land *out) {
  lands all = {.n = 0};
  read_names(st, at, mention, &all);
  if (before >= 0) read_before(st, at, before, &all);
  if (mention >= 0) read_pronouns(st, at, mention, &all);
  if (mention >= 0) read_actors(st, at, mention, kind, &all);
  int32_t where = where_of(st, at);
  for (uint32_t i = 0; where >= 0 && i < all.n; i++) {
    uint32_t first, end;
    nst_subtree(st->doc, where, &first, &end);
    for (uint32_t t = first; t < end && t <= (uint32_t)where + 6; t++)
      if (t < at && nst_stage_named(st, t) == all.items[i].country) note(&all.items[i], NST_HOME_WHERE);
  }
  read_report(st, &all);
  memcpy(out, all.items, all.n * sizeof *out);
  return all.n;
}

/* Has the land such an office? An office of no list is of any land. */
static bool has_office(const nst_stage *st, const nst_entry *office, uint32_t country) {
  if (!office || !office->country[0]) return true;
  const char *code = nst_stage_entry(st, country)->country;
  nst_str rest = office->types, other;
  if (!strcmp(code, office->country)) return true;
  while (nst_str_cut(&rest, ' ', &other))
    if (nst_str_is(other, code)) return true;
  return false;
}

uint32_t nst_home_choose(const nst_stage *st, uint32_t at, int32_t mention, int32_t before,
                         const char *sector, const nst_entry *office) {
  nst_home_land found[LANDS];
  nst_home_kind kind = nst_home_kind_of(sector);
  uint32_t n = nst_home_read(st, at, mention, before, kind, found), best = NST_NONE;
  long best_score = 0;
  for (uint32_t i = 0; i < n; i++) {
    long score = 0;
    if (!has_office(st, office, found[i].country)) continue;
    for (int e = 0; e < NST_HOME_COUNT; e++) score += (long)weights[e][kind] * found[i].value[e];
    if (best != NST_NONE && score <= best_score) continue;
    best = found[i].country;
    best_score = score;
  }
  return best != NST_NONE || !office ? best : nst_stage_country(st, office->country);
}

uint32_t nst_home_beside(const nst_stage *st, uint32_t at) {
  stand role = stand_of(st, at);
  int32_t where = where_of(st, at), verb = verb_of(st, role.top);
  const nst_sentence *s = &st->doc->sentences.items[nst_tok(st->doc, (int32_t)at)->sentence];
  uint32_t found = NST_NONE;
  for (uint32_t t = s->first; t < at; t++) {
    uint32_t country = nst_stage_named(st, t);
    if (country == NST_NONE) continue;
    if (is_partner(st, at, t)) return NST_NONE;
    if (where >= 0 && (nst_below(st->doc, (int32_t)t, where) && (int32_t)t <= where + 6)) found = country;
    stand name = stand_of(st, t);
    const nst_token *top = nst_tok(st->doc, (int32_t)name.top);
    if (name.place && top->deprel == NST_REL_OBL && verb >= 0 && top->head == verb &&
        is_subject(nst_tok(st->doc, (int32_t)role.top)))
      found = country;
  }
  return found;
}
