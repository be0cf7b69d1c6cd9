/* quantity.c - how many, how much, how long.
 *   candidate, numbers of its sentence  ->  quantities with kind and unit
 * A number counts if it hangs on the event's own words, arguments or consequences ("killing 20"). What is counted is
 * told by the noun it measures and by the verb that noun is the object of. Reading numbers is number.c's. */
#include "base/utf8.h"
#include "events/attach.h"
#include "events/candidate.h"
#include "events/number.h"
#include "events/timex.h"

enum { FAR = 8, MOST = 12 };

typedef struct kind_words {
  nst_quantity_kind kind;
  const char *words;
} kind_words;

/* Verbs whose object (or passive subject) is counted as this. */
static const kind_words verbs[] = {
    {NST_Q_KILLED, "kill slay murder massacre assassinate execute die perish behead lynch lose slaughter"},
    {NST_Q_INJURED, "injure wound hurt maim"},
    {NST_Q_ARRESTED, "arrest detain imprison jail capture round apprehend incarcerate"},
    {NST_Q_DISPLACED, "displace uproot evict flee"},
};
static const kind_words nouns[] = {
    {NST_Q_KILLED, "death fatality dead"},
    {NST_Q_INJURED, "injury wounded injured"},
    {NST_Q_ARRESTED, "arrest detention"},
    {NST_Q_DISPLACED, "refugee displaced"},
    {NST_Q_PROTESTERS, "protester protestor demonstrator marcher rioter striker picketer"},
    {NST_Q_TROOPS, "troop soldier marine serviceman paratrooper infantryman personnel reservist commando "
                   "peacekeeper reinforcement "
                   "combatant gendarme conscript men"},
    {NST_Q_WEAPONS,
     "missile rocket tank warhead bomb shell gun rifle jet warplane drone warship submarine howitzer "
     "launcher "
     "aircraft bomber fighter_jet mortar cruiser destroyer frigate torpedo mine weapon grenade"},
    {NST_Q_ROUND, "round"},
};
static const char *const time_units = "second minute hour day week month year decade";
static const char *const measures =
    "mile kilometre kilometer metre meter km foot percent point inch acre hectare degree vote time per cent "
    "% page o'clock side group party country nation state phase part area region reason issue way "
    "thing other demand proposal condition question occasion";
static const char *const people =
    "people person man woman child civilian student worker villager resident citizen man national "
    "other member boy girl individual";

typedef struct unit {
  int32_t noun;  /* what is counted, -1 for the number alone */
  int32_t place; /* the token that stands for the whole phrase in the clause */
  nst_str lemma;
} unit;

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* The token of the number whose head lies outside of it. */
static int32_t top_of(const nst_doc *doc, const nst_number *n) {
  for (uint32_t i = n->core; i < n->core_end; i++) {
    int32_t h = nst_tok(doc, (int32_t)i)->head;
    if (h < (int32_t)n->core || h >= (int32_t)n->core_end) return (int32_t)i;
  }
  return (int32_t)n->core;
}

/* The noun that a number measures, through "of" and numeral modifiers. */
static unit unit_of(const nst_doc *doc, const nst_number *n) {
  int32_t top = top_of(doc, n);
  const nst_token *t = nst_tok(doc, top);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  unit u = {.noun = -1, .place = top, .lemma = {"", 0}};
  bool modifies = rel == NST_REL_NUMMOD || rel == NST_REL_DET ||
                  ((rel == NST_REL_AMOD || rel == NST_REL_COMPOUND) && t->head > top);
  if (modifies && t->head >= 0) {
    u.noun = u.place = t->head;
  } else if (!n->currency[0]) {
    for (int32_t c = nst_next_child(doc, top, -1); c >= 0; c = nst_next_child(doc, top, c))
      if (rel_of(doc, c) == NST_REL_NMOD && nst_str_is(nst_case_of(doc, c), "of")) u.noun = c;
  }
  if (u.noun >= 0) u.lemma = nst_tok(doc, u.noun)->lemma;
  if (u.lemma.len > 0 && u.lemma.p[0] >= 'A' && u.lemma.p[0] <= 'Z') { /* "Marines" */
    nst_str lower = nst_utf8_lower(doc->arena, u.lemma);
    if (lower.p) u.lemma = lower;
  }
  if (n->suffix.len > 0 && !nst_str_is(n->suffix, "strong")) u.lemma = n->suffix;
  return u;
}

/* Results of an event that stand in a clause of their own: "killing 20", "that wounded dozens". */
static bool is_result(const nst_doc *doc, int32_t verb) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (in(doc, verb, verbs[i].words)) return true;
  return in(doc, verb, "leave claim cause");
}

/* Cost of the phrase as part of the event, -1 if it is none. */
static int belongs(const nst_doc *doc, const nst_candidate *c, const nst_attach *a, int32_t place) {
  if (nst_attach_in_trigger(c, place)) return 0;
  int cost = nst_attach_cost(a, place);
  if (cost >= 0) return cost;
  for (uint32_t i = 0; i < a->n; i++) /* "four days of strikes", "the second round of talks" */
    if (a->carriers[i].token == place) return a->carriers[i].cost;
  const nst_token *head = nst_tok(doc, c->head);
  bool gap =
      head->deprel == NST_REL_ACL_RELCL && head->head == place && nst_child(doc, c->head, NST_REL_OBJ) < 0;
  if (gap) return 1; /* "the $10 million the group demanded" */
  bool verbal = nst_is_verbal(nst_tok(doc, c->head));
  int32_t verb = nst_tok(doc, place)->head;
  if (verbal || verb < 0 || !is_result(doc, verb) || c->type != NST_ASSAULT) return -1;
  return nst_below(doc, c->head, verb) ? 3 : -1; /* "20 were killed in clashes" */
}

static bool is_time_adverbial(const nst_doc *doc, const nst_number *n, const unit *u) {
  if (!nst_str_in(u->lemma, time_units)) return false;
  const nst_sentence *s = &doc->sentences.items[nst_tok(doc, (int32_t)n->core)->sentence];
  for (uint32_t i = n->core_end; i < n->core_end + 4 && i < s->end; i++)
    if (nst_str_in(doc->tokens.items[i].lower, "ago later earlier after before old")) return true;
  for (uint32_t i = n->first; i > s->first && i + 2 > n->first; i--)
    if (nst_str_in(doc->tokens.items[i - 1].lower, "within last past next every after before since first"))
      return true;
  return n->ordinal;
}

/* The verb of which the counted phrase is object, passive subject, or subject of dying. */
static int32_t governing_verb(const nst_doc *doc, int32_t place, bool *subject) {
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
      if (is_result(doc, c) || in(doc, c, "dead wounded injured")) return c;
    }
  }
  return -1;
}

static bool kind_of_verb(const nst_doc *doc, int32_t verb, bool subject, nst_quantity_kind *kind) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (!in(doc, verb, verbs[i].words)) continue;
    bool intransitive = in(doc, verb, "die perish flee");
    if (subject != intransitive) return false;
    if (in(doc, verb, "round") && nst_child_lemma(doc, verb, "up") < 0) return false;
    *kind = verbs[i].kind;
    return true;
  }
  if (in(doc, verb, "shoot beat gun stab burn bomb leave") && !subject) {
    for (int32_t c = nst_next_child(doc, verb, -1); c >= 0; c = nst_next_child(doc, verb, c)) {
      if (in(doc, c, "dead down death")) {
        *kind = NST_Q_KILLED;
        return true;
      }
      if (in(doc, c, "wound injure wounded injured") && rel_of(doc, c) == NST_REL_XCOMP) {
        *kind = NST_Q_INJURED;
        return true;
      }
      if (in(doc, c, "homeless")) {
        *kind = NST_Q_DISPLACED;
        return true;
      }
    }
  }
  return false;
}

static bool is_person(const unit *u) {
  return u->noun < 0 ||
         (!nst_str_in(u->lemma, time_units) &&
          !nst_str_in(u->lemma, "vehicle building house ship seat job") && !nst_currency_of(u->lemma));
}

/* Kind by what became of the people, then by what they are. */
static bool kind_of(const nst_doc *doc, const nst_candidate *c, const unit *u, nst_quantity_kind *kind) {
  bool subject;
  int32_t verb = governing_verb(doc, u->place, &subject);
  int32_t part = participle(doc, u->noun >= 0 ? u->noun : u->place);
  if (is_person(u)) {
    if (part >= 0 && in(doc, part, "dead kill slay")) return *kind = NST_Q_KILLED, true;
    if (part >= 0 && in(doc, part, "wounded injured wound injure")) return *kind = NST_Q_INJURED, true;
    if (verb >= 0 && kind_of_verb(doc, verb, subject, kind)) return true;
  }
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
    if (!nst_str_in(u->lemma, nouns[i].words)) continue;
    if (nouns[i].kind == NST_Q_TROOPS && nst_str_is(u->lemma, "men") && c->type != NST_MOBILIZE) return false;
    *kind = nouns[i].kind;
    return true;
  }
  if (c->type == NST_PROTEST && subject && (u->noun < 0 || nst_str_in(u->lemma, people)))
    return *kind = NST_Q_PROTESTERS, true;
  return false;
}

/* A year, a day of a month, or part of another expression of time. */
static bool is_date(const nst_doc *doc, const nst_sentence *s, const nst_number *n) {
  nst_timex x;
  for (uint32_t at = s->first; nst_timex_next(doc, at, s->end, &x); at = x.end)
    if (x.first < n->core_end && n->core < x.end) return true;
  return false;
}

/* Fill kind and unit. False: a number that is no quantity of the event. *nomem set when out of memory. */
static bool judge(nst_doc *doc, const nst_candidate *c, const nst_number *n, const unit *u, nst_quantity *q,
                  bool *nomem) {
  q->unit = "";
  const char *currency = n->currency[0] ? n->currency : nst_currency_of(u->lemma);
  if (currency && !n->ordinal) {
    q->kind = NST_Q_MONEY;
    q->unit = currency;
    return true;
  }
  if (nst_str_in(u->lemma, time_units)) {
    if (is_time_adverbial(doc, n, u)) return false;
    q->kind = NST_Q_DURATION;
  } else if (n->ordinal) {
    q->kind = NST_Q_ROUND;
    return nst_str_in(u->lemma, "round");
  } else if (kind_of(doc, c, u, &q->kind)) {
    if (q->kind == NST_Q_ROUND) return false;
  } else {
    if (u->noun < 0 || nst_str_in(u->lemma, measures)) {
      bool subject; /* "offered to accept 150 of them" */
      if (u->noun < 0 || nst_tok(doc, u->noun)->upos != NST_UPOS_PRON ||
          governing_verb(doc, u->place, &subject) < 0)
        return false;
    }
    if (u->noun >= 0 && nst_tok(doc, u->noun)->upos == NST_UPOS_PROPN &&
        !(nst_tok(doc, u->noun)->feat_bits & NST_FEAT(PLURAL)))
      return false;
    q->kind = NST_Q_OTHER;
  }
  bool pronoun = u->noun >= 0 && nst_tok(doc, u->noun)->upos == NST_UPOS_PRON;
  q->unit = pronoun ? "" : nst_arena_copy(doc->arena, u->lemma.p, u->lemma.len);
  *nomem = !q->unit;
  return q->unit != NULL;
}

/* "shot dead the army chief": one person, without a number. -1 where the words tell of nobody or of several. */
static int32_t single_victim(const nst_doc *doc, const nst_candidate *c) {
  static const char *const deadly = "kill murder assassinate execute behead hang lynch slay dead death";
  bool kills = false;
  for (uint32_t i = 0; i < c->n_trigger; i++)
    kills = kills || nst_str_in(nst_tok(doc, c->trigger[i])->lemma, deadly);
  int32_t dead = nst_child_lemma(doc, c->head, "dead");
  if (c->type != NST_ASSAULT || !(kills || dead >= 0) || !nst_is_verbal(nst_tok(doc, c->head))) return -1;
  int32_t victim = nst_child(doc, c->head, NST_REL_NSUBJ_PASS);
  if (victim < 0) victim = nst_child(doc, c->head, NST_REL_OBJ);
  if (victim < 0 && dead >= 0) victim = nst_child(doc, dead, NST_REL_OBJ);
  if (victim < 0 || nst_child(doc, victim, NST_REL_CONJ) >= 0 || nst_child(doc, victim, NST_REL_NUMMOD) >= 0)
    return -1;
  const nst_token *t = nst_tok(doc, victim);
  if ((t->feat_bits & NST_FEAT(PLURAL)) ||
      nst_str_in(t->lemma, "people population family group crowd number none nobody"))
    return -1;
  if (t->upos == NST_UPOS_PROPN) return t->entity == NST_ENT_PER ? victim : -1;
  if (t->upos != NST_UPOS_NOUN || !(t->feat_bits & NST_FEAT(SINGULAR))) return -1;
  bool one = nst_child(doc, victim, NST_REL_DET) >= 0 || nst_child(doc, victim, NST_REL_NMOD_POSS) >= 0;
  return one && t->mention >= 0 && doc->mentions.items[t->mention].n_who > 0 ? victim : -1;
}

static bool has_killed(const nst_quantity *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (list[i].kind == NST_Q_KILLED) return true;
  return false;
}

nst_status nst_candidate_quantities(nst_doc *doc, nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  struct {
    nst_quantity *items;
    size_t n, capacity;
  } list = {NULL, 0, 0};
  nst_attach a;
  nst_number n;
  nst_attach_init(&a, doc, c, true);
  for (uint32_t at = s->first; list.n < MOST && nst_number_next(doc, at, s->end, &n);
       at = n.end > at ? n.end : at + 1) {
    nst_quantity q = {.has_low = n.has_low, .has_high = n.has_high, .low = n.low, .high = n.high};
    unit u = unit_of(doc, &n);
    bool nomem = false;
    if (n.percent || is_date(doc, s, &n)) continue;
    int cost = belongs(doc, c, &a, u.place);
    if (cost < 0 || cost > FAR || !judge(doc, c, &n, &u, &q, &nomem)) {
      if (nomem) return NST_NOMEM;
      continue;
    }
    uint32_t first = n.first, end = n.end;
    if (u.noun >= (int32_t)end && u.noun < (int32_t)end + 4) end = (uint32_t)u.noun + 1;
    const char *text = nst_tokens_text(doc, first, end);
    if (!text) return NST_NOMEM;
    q.mention = (nst_passage){.text = text, .span = nst_tokens_span(doc, first, end)};
    if (!NST_PUSH(doc->arena, &list, q)) return NST_NOMEM;
  }
  int32_t victim = has_killed(list.items, list.n) ? -1 : single_victim(doc, c);
  if (victim >= 0) {
    nst_quantity q = {
        .kind = NST_Q_KILLED, .has_low = true, .has_high = true, .low = 1, .high = 1, .unit = "person"};
    const char *text = nst_tokens_text(doc, (uint32_t)victim, (uint32_t)victim + 1);
    if (!text) return NST_NOMEM;
    q.mention =
        (nst_passage){.text = text, .span = nst_tokens_span(doc, (uint32_t)victim, (uint32_t)victim + 1)};
    if (!NST_PUSH(doc->arena, &list, q)) return NST_NOMEM;
  }
  c->quantities = list.items;
  c->n_quantities = list.n;
  return NST_OK;
}
