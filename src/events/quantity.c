/* quantity.c - how many, how much, how long.
 *   candidate, numbers of its sentence  ->  quantities with kind and unit
 * A number counts if it hangs on the event's own words, arguments or consequences ("killing 20"). What is counted is
 * told by the noun it measures and by the verb that noun is the object of. Reading numbers is number.c's. */
#include "events/attach.h"
#include "events/counted.h"
#include "events/timex.h"

enum { FAR = 8, MOST = 12 };

static const char *const measures =
    "mile kilometre kilometer metre meter km foot percent point inch acre hectare degree vote time per cent "
    "% page o'clock side group party country nation state phase part area region reason issue way "
    "thing other demand proposal condition question occasion president minister government neighbour "
    "neighbor ally "
    "rival superpower premier";
static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

static int32_t verb_of(const nst_candidate *c) {
  return c->light >= 0 ? c->light : c->clause;
}

/* The nearest verb at or above a phrase, and whether the phrase is its subject. */
static int32_t verb_above(const nst_doc *doc, int32_t place, bool *subject) {
  *subject = false;
  for (int32_t i = place; i >= 0; i = nst_tok(doc, i)->head) {
    if (nst_is_verbal(nst_tok(doc, i))) return i;
    *subject = nst_tok(doc, i)->deprel == NST_REL_NSUBJ;
  }
  return -1;
}

/* Does the number belong to another act of the sentence: "arrested 20 and *beat* ...", "*stormed* the jail, freeing 30"? */
static bool of_another(const nst_doc *doc, const nst_candidate *c, int32_t place) {
  bool subject;
  int32_t verb = verb_above(doc, place, &subject), own = verb_of(c);
  if (verb < 0 || verb == own || verb == c->head || verb == c->comp || verb == c->content_token ||
      nst_attach_in_trigger(c, verb))
    return false;
  const nst_token *t = nst_tok(doc, verb);
  if (t->head == own && rel_of(doc, verb) == NST_REL_ADVCL && nst_child(doc, verb, NST_REL_MARK) < 0)
    return !nst_is_result_verb(doc, verb) &&
           !nst_str_in(t->lemma, "use fire launch send include bring involve total");
  for (int32_t i = own; i >= 0 && rel_of(doc, i) == NST_REL_CONJ; i = nst_tok(doc, i)->head)
    if (nst_tok(doc, i)->head == verb) return !subject;
  return false;
}

/* "Two miners died when troops fired on them", "was shelled and 20 people were killed": what the attack led to. */
static bool is_toll(const nst_doc *doc, const nst_candidate *c, int32_t verb) {
  int32_t own = verb_of(c);
  if (c->type != NST_ASSAULT || own < 0 || own == verb || !nst_is_result_verb(doc, verb)) return false;
  bool when = false;
  for (int32_t i = nst_next_child(doc, own, -1); i >= 0; i = nst_next_child(doc, own, i))
    when = when || nst_str_in(nst_tok(doc, i)->lower, "when as after while");
  if (rel_of(doc, own) == NST_REL_ADVCL && nst_tok(doc, own)->head == verb) return when;
  const nst_token *t = nst_tok(doc, verb); /* "hit a town, killing five and injuring 35" */
  if (rel_of(doc, verb) == NST_REL_CONJ && nst_is_result_verb(doc, t->head) &&
      nst_tok(doc, t->head)->head == own)
    return true;
  bool shared = nst_child_main(doc, verb, NST_REL_NSUBJ) < 0; /* "attacked a bus and killed 14 passengers" */
  bool done_to = shared || nst_is_passive(doc, verb) || nst_str_in(nst_tok(doc, verb)->lemma, "die perish");
  return done_to && rel_of(doc, verb) == NST_REL_CONJ && nst_tok(doc, verb)->head == own;
}

/* Cost of the phrase as part of the event, -1 if it is none. */
static int belongs(const nst_doc *doc, const nst_candidate *c, const nst_attach *a, int32_t place) {
  if (nst_attach_in_trigger(c, place)) return 0;
  int32_t verb = nst_tok(doc, place)->head;
  if (verb >= 0 && is_toll(doc, c, verb)) return 2;
  int cost = of_another(doc, c, place) ? -1 : nst_attach_cost(a, place);
  if (cost >= 0) return cost;
  for (uint32_t i = 0; i < a->n; i++) /* "four days of strikes", "the second round of talks" */
    if (a->carriers[i].token == place) return a->carriers[i].cost;
  const nst_token *head = nst_tok(doc, c->head);
  bool gap =
      head->deprel == NST_REL_ACL_RELCL && head->head == place && nst_child(doc, c->head, NST_REL_OBJ) < 0;
  if (gap) return 1; /* "the $10 million the group demanded" */
  bool verbal = nst_is_verbal(head);
  if (verbal || verb < 0 || !nst_is_result_verb(doc, verb) || c->type != NST_ASSAULT) return -1;
  return nst_below(doc, c->head, verb) ? 3 : -1; /* "20 were killed in clashes" */
}

/* "17 people, including four children": a part of another number. */
static bool is_part(const nst_doc *doc, const nst_sentence *s, const nst_number *n) {
  return n->first > s->first &&
         nst_str_in(nst_tok(doc, (int32_t)n->first - 1)->lower, "including among excluding");
}

static bool is_time_adverbial(const nst_doc *doc, const nst_number *n, const nst_counted *u) {
  if (!nst_is_time_unit(u->lemma)) return false;
  const nst_sentence *s = &doc->sentences.items[nst_tok(doc, (int32_t)n->core)->sentence];
  for (uint32_t i = n->core_end; i < n->core_end + 4 && i < s->end; i++)
    if (nst_str_in(doc->tokens.items[i].lower, "ago later earlier after before old")) return true;
  for (uint32_t i = n->first; i > s->first && i + 2 > n->first; i--)
    if (nst_str_in(doc->tokens.items[i - 1].lower, "within last past next every after before since first"))
      return true;
  return n->ordinal;
}

/* A year, a day of a month, or part of another expression of time. */
static bool is_date(const nst_doc *doc, const nst_sentence *s, const nst_number *n) {
  nst_timex x;
  for (uint32_t at = s->first; nst_timex_next(doc, at, s->end, &x); at = x.end)
    if (x.first < n->core_end && n->core < x.end) return true;
  return false;
}

/* "spoke three times", "summoned him for the third time". */
static bool is_turn(const nst_candidate *c, const nst_number *n, const nst_counted *u) {
  if (!nst_str_is(u->lemma, "time")) return false;
  return n->ordinal ? n->low >= 2 : c->type == NST_CONSULT && n->has_low && n->has_high;
}

/* "six ministers resigned": heads of the state are counted where it is done to them, or they go. */
static bool is_counted_office(const nst_doc *doc, const nst_candidate *c, const nst_counted *u) {
  bool goes = c->type == NST_RETREAT || c->type == NST_COERCE || c->type == NST_ASSAULT;
  return goes && nst_str_in(u->lemma, "minister president premier") && nst_tok(doc, u->noun)->head == c->head;
}

/* "pardoned the four": the number is all that is said of them. */
static bool is_bare_number(const nst_doc *doc, const nst_candidate *c, const nst_number *n) {
  const nst_token *t = nst_tok(doc, (int32_t)n->core);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  return n->low >= 2 && t->head == c->head && (rel == NST_REL_OBJ || t->deprel == NST_REL_NSUBJ_PASS) &&
         nst_child_lemma(doc, (int32_t)n->core, "the") >= 0;
}

/* Fill kind and unit. False: a number that is no quantity of the event. *nomem set when out of memory. */
static bool judge(nst_doc *doc, const nst_candidate *c, const nst_number *n, const nst_counted *u,
                  nst_quantity *q, bool *nomem) {
  q->unit = "";
  const char *currency = n->currency[0] ? n->currency : nst_currency_of(u->lemma);
  if (currency && !n->ordinal) {
    q->kind = NST_Q_MONEY;
    q->unit = currency;
    return true;
  }
  if (nst_is_time_unit(u->lemma)) {
    if (is_time_adverbial(doc, n, u)) return false;
    q->kind = NST_Q_DURATION;
  } else if (is_turn(c, n, u)) {
    q->kind = NST_Q_ROUND;
  } else if (n->ordinal) {
    q->kind = NST_Q_ROUND;
    return nst_str_in(u->lemma, "round");
  } else if (nst_counted_kind(doc, c, n, u, &q->kind)) {
    if (q->kind == NST_Q_ROUND) return false;
  } else {
    bool bare = u->noun < 0 && is_bare_number(doc, c, n);
    if (!bare && (u->noun < 0 || (nst_str_in(u->lemma, measures) && !is_counted_office(doc, c, u)))) {
      bool subject; /* "offered to accept 150 of them" */
      if (u->noun < 0 || nst_tok(doc, u->noun)->upos != NST_UPOS_PRON ||
          nst_counted_verb(doc, u->place, &subject) < 0)
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

/* Is it one person: a name, or a singular noun with "a", "the", "its"? */
static bool is_one(const nst_doc *doc, int32_t noun) {
  const nst_token *t = nst_tok(doc, noun);
  if (nst_child(doc, noun, NST_REL_CONJ) >= 0 || nst_child(doc, noun, NST_REL_NUMMOD) >= 0) return false;
  if ((t->feat_bits & NST_FEAT(PLURAL)) ||
      nst_str_in(t->lemma, "people population family group crowd number none nobody"))
    return false;
  if (t->upos == NST_UPOS_PROPN) return t->entity == NST_ENT_PER;
  if (t->upos != NST_UPOS_NOUN || !(t->feat_bits & NST_FEAT(SINGULAR))) return false;
  return nst_child(doc, noun, NST_REL_DET) >= 0 || nst_child(doc, noun, NST_REL_NMOD_POSS) >= 0;
}

/* "shot dead the army chief", "arrested a man": one person, without a number. -1 where the words tell of nobody or of
 * several. */
static int32_t single_person(const nst_doc *doc, const nst_candidate *c, nst_quantity_kind *kind) {
  static const char *const deadly = "kill murder assassinate execute behead hang lynch slay dead death";
  static const char *const takes = "arrest detain apprehend jail imprison capture";
  int32_t dead = nst_child_lemma(doc, c->head, "dead");
  if (dead < 0 && !nst_is_verbal(nst_tok(doc, c->head))) return -1;
  bool kills = false, arrests = false;
  for (uint32_t i = 0; i < c->n_trigger; i++) {
    kills = kills || nst_str_in(nst_tok(doc, c->trigger[i])->lemma, deadly);
    arrests = arrests || nst_str_in(nst_tok(doc, c->trigger[i])->lemma, takes);
  }
  bool dies = c->type == NST_ASSAULT && (kills || dead >= 0), taken = c->type == NST_COERCE && arrests;
  if (!dies && !taken) return -1;
  int32_t person = nst_child(doc, c->head, NST_REL_NSUBJ_PASS);
  if (person < 0) person = nst_child(doc, c->head, NST_REL_OBJ);
  if (person < 0 && dead >= 0) person = nst_child(doc, dead, NST_REL_OBJ);
  for (int32_t i = nst_next_child(doc, c->head, dead); person < 0 && dead >= 0 && i >= 0;
       i = nst_next_child(doc, c->head, i)) /* "shot", taken for a noun */
    if (rel_of(doc, i) == NST_REL_NSUBJ) person = i;
  if (person < 0 || !is_one(doc, person)) return -1;
  const nst_token *t = nst_tok(doc, person);
  bool somebody = t->upos == NST_UPOS_PROPN ||
                  nst_str_in(t->lemma, "man woman boy girl person child teenager") ||
                  (t->mention >= 0 && doc->mentions.items[t->mention].n_who > 0);
  *kind = dies ? NST_Q_KILLED : NST_Q_ARRESTED;
  if (taken && (t->upos == NST_UPOS_PROPN || nst_child_lemma(doc, person, "a") < 0))
    return -1; /* who it is, not how many */
  return somebody ? person : -1;
}

typedef struct quantities {
  nst_quantity *items;
  size_t n, capacity;
} quantities;

static bool has_kind(const quantities *list, nst_quantity_kind kind) {
  for (size_t i = 0; i < list->n; i++)
    if (list->items[i].kind == kind) return true;
  return false;
}

static nst_status add(nst_doc *doc, quantities *list, nst_quantity q, uint32_t first, uint32_t end) {
  const char *text = nst_tokens_text(doc, first, end);
  if (!text) return NST_NOMEM;
  q.mention = (nst_passage){.text = text, .span = nst_tokens_span(doc, first, end)};
  return NST_PUSH(doc->arena, list, q) ? NST_OK : NST_NOMEM;
}

nst_status nst_candidate_quantities(nst_doc *doc, nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  quantities list = {NULL, 0, 0};
  nst_attach a;
  nst_number n;
  nst_attach_init(&a, doc, c, true);
  for (uint32_t at = s->first; list.n < MOST && nst_number_next(doc, at, s->end, &n);
       at = n.end > at ? n.end : at + 1) {
    nst_quantity q = {.has_low = n.has_low, .has_high = n.has_high, .low = n.low, .high = n.high};
    nst_counted u = nst_counted_of(doc, &n);
    bool nomem = false;
    if (n.percent || is_date(doc, s, &n) || is_part(doc, s, &n)) continue;
    int cost = belongs(doc, c, &a, u.place);
    if (cost < 0 || cost > FAR || !judge(doc, c, &n, &u, &q, &nomem)) {
      if (nomem) return NST_NOMEM;
      continue;
    }
    uint32_t end = n.end;
    if (u.noun >= (int32_t)end && u.noun < (int32_t)end + 4) end = (uint32_t)u.noun + 1;
    NST_TRY(add(doc, &list, q, n.first, end));
  }
  nst_quantity one = {.has_low = true, .has_high = true, .low = 1, .high = 1, .unit = "person"};
  int32_t person = single_person(doc, c, &one.kind);
  if (person >= 0 && !has_kind(&list, one.kind))
    NST_TRY(add(doc, &list, one, (uint32_t)person, (uint32_t)person + 1));
  c->quantities = list.items;
  c->n_quantities = list.n;
  return NST_OK;
}
