/* counted.c - what a number counts.
 *
 * In: a number of a sentence and the tree. Out: the noun, and whether it counts killed, arrested, troops ... by the verb
 * of which the noun is object, by a participle at it, by the words behind the number, by the noun itself. */
#include "events/counted.h"

#include "base/utf8.h"
#include "events/frames.h"

typedef struct kind_words {
  nst_quantity_kind kind;
  const char *words;
} kind_words;

/* Verbs whose object (or passive subject) is counted as this. */
static const kind_words verbs[] = {
    {NST_Q_KILLED,
     "kill slay murder massacre assassinate execute die perish behead lynch lose slaughter hang"},
    {NST_Q_INJURED, "injure wound hurt maim hospitalise hospitalize"},
    {NST_Q_ARRESTED, "arrest detain imprison jail capture round apprehend incarcerate lock nab intern"},
    {NST_Q_DISPLACED, "displace uproot evict flee"},
};
/* The same where a particle says so: "mowed down", "cut down", "picked up". */
static const struct {
  nst_quantity_kind kind;
  const char *verb, *particle;
} phrasal[] = {{NST_Q_KILLED, "mow cut gun shoot hack", "down"},
               {NST_Q_KILLED, "blow", "up"},
               {NST_Q_ARRESTED, "pick", "up"},
               {NST_Q_ARRESTED, "take", "prisoner custody captive"},
               {NST_Q_DISPLACED, "drive force", "home flee"}};
static const kind_words nouns[] = {
    {NST_Q_KILLED, "death fatality dead"},
    {NST_Q_INJURED, "injury wounded injured"},
    {NST_Q_ARRESTED, "arrest detention"},
    {NST_Q_DISPLACED, "refugee displaced"},
    {NST_Q_PROTESTERS, "protester protestor demonstrator marcher rioter striker picketer"},
    {NST_Q_TROOPS, "troop soldier marine serviceman paratrooper infantryman personnel reservist commando "
                   "peacekeeper reinforcement combatant gendarme conscript trooper legionnaire"},
    {NST_Q_WEAPONS, "missile rocket tank warhead bomb shell gun rifle jet warplane drone warship submarine "
                    "howitzer launcher "
                    "aircraft bomber fighter_jet mortar cruiser destroyer frigate torpedo mine weapon "
                    "grenade gunboat helicopter "
                    "corvette projectile"},
    {NST_Q_ROUND, "round"},
};
/* What stands right behind a number: "12 dead and 30 wounded". */
static const kind_words behind[] = {
    {NST_Q_KILLED, "dead killed"},
    {NST_Q_INJURED, "wounded injured hurt"},
    {NST_Q_ARRESTED, "arrested detained"},
};
static const char *const time_units = "second minute hour day night week month year decade";
static const char *const crowds = "crowd rally march column procession throng mob";
/* What may take part in a protest and is nobody: it is counted for itself. */
static const char *const things = "boat ship vessel truck tractor car bus vehicle taxi lorry union party "
                                  "group city town village school shop "
                                  "organisation organization country bank company university station branch";
static const char *const people =
    "people person man woman child civilian student worker villager resident citizen man national "
    "other member boy girl individual supporter activist follower crowd";

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

static bool inside(const nst_number *n, int32_t i) {
  return i >= (int32_t)n->core && i < (int32_t)n->core_end;
}

/* The token of the number whose head lies outside of it. */
static int32_t top_of(const nst_doc *doc, const nst_number *n) {
  for (uint32_t i = n->core; i < n->core_end; i++)
    if (!inside(n, nst_tok(doc, (int32_t)i)->head)) return (int32_t)i;
  return (int32_t)n->core;
}

/* "hundreds of people", "tens of thousands of people": the noun behind the last "of". */
static int32_t noun_of(const nst_doc *doc, const nst_number *n) {
  int32_t noun = -1;
  for (uint32_t i = n->core; i < n->core_end; i++)
    for (int32_t c = nst_next_child(doc, (int32_t)i, -1); c >= 0; c = nst_next_child(doc, (int32_t)i, c))
      if (!inside(n, c) && rel_of(doc, c) == NST_REL_NMOD && nst_str_is(nst_case_of(doc, c), "of")) noun = c;
  return noun;
}

nst_counted nst_counted_of(const nst_doc *doc, const nst_number *n) {
  int32_t top = top_of(doc, n);
  const nst_token *t = nst_tok(doc, top);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  nst_counted u = {.noun = -1, .place = top, .lemma = {"", 0}};
  bool modifies = rel == NST_REL_NUMMOD || rel == NST_REL_DET ||
                  ((rel == NST_REL_AMOD || rel == NST_REL_COMPOUND) && t->head > top);
  if (modifies && t->head >= 0) {
    u.noun = u.place = t->head;
    const nst_token *strong = nst_tok(doc, u.noun); /* "a 3,000-strong crowd" */
    if (nst_str_is(strong->lower, "strong") && strong->head > u.noun) u.noun = u.place = strong->head;
  } else if (!n->currency[0]) {
    u.noun = noun_of(doc, n);
  }
  if (u.noun >= 0) u.lemma = nst_tok(doc, u.noun)->lemma;
  if (u.lemma.len > 0 && u.lemma.p[0] >= 'A' && u.lemma.p[0] <= 'Z') { /* "Marines" */
    nst_str lower = nst_utf8_lower(doc->arena, u.lemma);
    if (lower.p) u.lemma = lower;
  }
  if (n->suffix.len > 0 && !nst_str_is(n->suffix, "strong")) u.lemma = n->suffix;
  return u;
}

bool nst_is_time_unit(nst_str lemma) {
  return nst_str_in(lemma, time_units);
}

bool nst_is_result_verb(const nst_doc *doc, int32_t verb) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (in(doc, verb, verbs[i].words)) return true;
  return in(doc, verb, "leave claim cause");
}

int32_t nst_counted_verb(const nst_doc *doc, int32_t place, bool *subject) {
  int32_t i = place;
  *subject = false;
  for (int steps = 0; steps < 6; steps++) {
    const nst_token *t = nst_tok(doc, i);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (t->head < 0) return -1;
    if (rel == NST_REL_CONJ && !nst_is_verbal(nst_tok(doc, t->head))) {
      i = t->head;
      continue;
    }
    if (t->deprel == NST_REL_NSUBJ) *subject = true;
    if (rel == NST_REL_OBJ || rel == NST_REL_NSUBJ || rel == NST_REL_XCOMP) return t->head;
    return -1;
  }
  return -1;
}

/* A participle that says what became of those counted: "20 people killed", "40 wounded". */
static int32_t participle(const nst_doc *doc, int32_t place) {
  for (int32_t c = nst_next_child(doc, place, -1); c >= 0; c = nst_next_child(doc, place, c)) {
    nst_deprel rel = rel_of(doc, c);
    if ((rel == NST_REL_ACL || rel == NST_REL_AMOD) && nst_tok(doc, c)->deprel != NST_REL_ACL_RELCL) {
      if (nst_is_result_verb(doc, c) || in(doc, c, "dead wounded injured")) return c;
    }
  }
  return -1;
}

/* "shot dead", "mowed down", "left homeless": the kind that words below the verb tell. */
static bool kind_below(const nst_doc *doc, int32_t verb, nst_quantity_kind *kind) {
  for (int32_t c = nst_next_child(doc, verb, -1); c >= 0; c = nst_next_child(doc, verb, c)) {
    for (size_t i = 0; i < sizeof phrasal / sizeof *phrasal; i++)
      if (in(doc, verb, phrasal[i].verb) && in(doc, c, phrasal[i].particle))
        return *kind = phrasal[i].kind, true;
    if (!in(doc, verb, "shoot beat gun stab burn bomb leave")) continue;
    if (in(doc, c, "dead down death")) return *kind = NST_Q_KILLED, true;
    if (in(doc, c, "homeless")) return *kind = NST_Q_DISPLACED, true;
    if (in(doc, c, "wound injure wounded injured") && rel_of(doc, c) == NST_REL_XCOMP)
      return *kind = NST_Q_INJURED, true;
  }
  return false;
}

static bool kind_of_verb(const nst_doc *doc, int32_t verb, bool subject, nst_quantity_kind *kind) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (!in(doc, verb, verbs[i].words)) continue;
    bool intransitive = in(doc, verb, "die perish flee");
    if (subject != intransitive) return false;
    if (in(doc, verb, "round lock") && nst_child_lemma(doc, verb, "up") < 0) return false;
    *kind = verbs[i].kind;
    return true;
  }
  return !subject && kind_below(doc, verb, kind);
}

/* "shot down five jets", but "two suicide bombers were shot". */
static bool is_weapon(const nst_doc *doc, const nst_counted *u) {
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
    if (nouns[i].kind == NST_Q_WEAPONS && nst_str_in(u->lemma, nouns[i].words))
      return nst_child_lemma(doc, u->noun, "suicide") < 0;
  return false;
}

static bool is_person(const nst_doc *doc, const nst_counted *u) {
  return u->noun < 0 ||
         (!nst_str_in(u->lemma, time_units) && !is_weapon(doc, u) &&
          !nst_str_in(u->lemma, "vehicle building house ship seat job") && !nst_currency_of(u->lemma));
}

/* The word right behind the number, unless it belongs to a noun: "12 wounded", not "12 wounded men". */
static bool kind_behind(const nst_doc *doc, const nst_number *n, nst_quantity_kind *kind) {
  int32_t i = (int32_t)n->core_end;
  if (i >= (int32_t)doc->tokens.n || nst_tok(doc, i)->sentence != nst_tok(doc, i - 1)->sentence) return false;
  const nst_token *t = nst_tok(doc, i);
  bool modifies = (rel_of(doc, i) == NST_REL_AMOD || rel_of(doc, i) == NST_REL_COMPOUND) && t->head > i;
  for (size_t k = 0; !modifies && k < sizeof behind / sizeof *behind; k++)
    if (nst_str_in(t->lower, behind[k].words)) return *kind = behind[k].kind, true;
  return false;
}

bool nst_counted_harm(const nst_doc *doc, const nst_number *n, const nst_counted *u,
                      nst_quantity_kind *kind) {
  bool subject;
  int32_t verb = nst_counted_verb(doc, u->place, &subject);
  int32_t part = participle(doc, u->noun >= 0 ? u->noun : u->place);
  if (!is_person(doc, u)) return false;
  if (kind_behind(doc, n, kind)) return true;
  int32_t before = (int32_t)n->first -
                   1; /* "killing five and injuring 35": the verb right before, whatever the tree says */
  bool same = before >= 0 && nst_tok(doc, before)->sentence == nst_tok(doc, before + 1)->sentence;
  if (same && nst_is_verbal(nst_tok(doc, before)) && kind_of_verb(doc, before, false, kind)) return true;
  if (part >= 0 && in(doc, part, "dead kill slay")) return *kind = NST_Q_KILLED, true;
  if (part >= 0 && in(doc, part, "wounded injured wound injure")) return *kind = NST_Q_INJURED, true;
  return verb >= 0 && kind_of_verb(doc, verb, subject, kind);
}

/* Those who march, whatever they are called. */
static bool is_protester(const nst_doc *doc, const nst_counted *u) {
  if (u->noun < 0 || nst_str_in(u->lemma, people) || nst_str_in(u->lemma, crowds)) return true;
  int32_t m = nst_tok(doc, u->noun)->mention;
  return m >= 0 && doc->mentions.items[m].n_who > 0 && !nst_str_in(u->lemma, things);
}

/* Soldiers taken, freed or tried are people; those who march, are sent or leave are troops. */
static bool suffers(const nst_candidate *c, int32_t verb, bool subject) {
  if (subject || verb < 0) return false;
  if (c->type == NST_ASSAULT || c->type == NST_COERCE) return true;
  return c->type == NST_RETREAT && c->entry && strcmp(c->entry->def->mode, "release") == 0;
}

bool nst_counted_kind(const nst_doc *doc, const nst_candidate *c, const nst_number *n, const nst_counted *u,
                      nst_quantity_kind *kind) {
  bool subject;
  int32_t verb = nst_counted_verb(doc, u->place, &subject);
  if (nst_counted_harm(doc, n, u, kind)) return true;
  bool lost = nst_str_in(u->lemma, "life live lives") && (c->type == NST_ASSAULT || c->type == NST_COERCE);
  if (lost && !in(doc, verb, "save spare protect")) return *kind = NST_Q_KILLED, true;
  if (c->type == NST_MOBILIZE && nst_str_in(u->lemma, "man men")) return *kind = NST_Q_TROOPS, true;
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
    if (!nst_str_in(u->lemma, nouns[i].words)) continue;
    if (nouns[i].kind == NST_Q_TROOPS && suffers(c, verb, subject)) break;
    return *kind = nouns[i].kind, true;
  }
  bool arrests = c->type == NST_COERCE && c->entry && strcmp(c->entry->def->mode, "arrest") == 0 &&
                 verb == c->head && !subject && !in(doc, verb, "sentence condemn convict");
  if (arrests && is_person(doc, u)) return *kind = NST_Q_ARRESTED, true;
  if (c->type != NST_PROTEST) return false;
  bool many = subject || nst_str_in(u->lemma, crowds) || u->place == c->head;
  return many && is_protester(doc, u) && (*kind = NST_Q_PROTESTERS, true);
}
