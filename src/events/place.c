/* place.c - where the act took place.
 *   candidate, places named in its clause  ->  the place
 * A visit is where it goes, an invasion what it invades, a border matter where the border is; what the police of a
 * country do at home without another place is in that country. It does not know coordinates: mentions carry them. */
#include "events/attach.h"
#include "events/candidate.h"

enum { FAR = 9 };

static const char *const everywhere =
    "in at near on along around outside inside over across throughout within off above beneath "
    "between beside opposite next_to";
/* Nouns that stand for a place named before. */
static const char *const stands_for_place =
    "capital city town village country kingdom area region province island territory district "
    "state nation site border frontier neighbourhood neighborhood";

static const nst_geo *geo_at(const nst_doc *doc, int32_t token) {
  int32_t m = nst_tok(doc, token)->mention;
  for (int steps = 0; m >= 0 && steps < 4; steps++) {
    const nst_mention *mention = &doc->mentions.items[m];
    if (mention->geo) return mention->geo;
    m = mention->antecedent;
  }
  return NULL;
}

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

static bool form_is(const nst_doc *doc, int32_t i, const char *list) {
  return nst_str_in(nst_tok(doc, i)->lower, list);
}

/* Prepositions that lead to the place of an act of this kind. */
static bool leads(const nst_candidate *c, nst_str prep) {
  if (nst_str_in(prep, everywhere)) return true;
  if (c->type == NST_MOBILIZE || c->type == NST_CONSULT || c->type == NST_ASSAULT || c->type == NST_COERCE ||
      c->type == NST_PROTEST)
    return nst_str_in(prep, c->type == NST_CONSULT || c->type == NST_MOBILIZE ? "to into onto through towards"
                            : c->type == NST_PROTEST                          ? "to into onto through"
                                                     : "into onto through out_of out");
  if (c->type == NST_RETREAT) return nst_str_in(prep, "from out_of out");
  return false;
}

/* A place inside the phrase of `i`: its own, or that of a name below it ("the town of X", "Chinese border with Y"). */
static const nst_geo *geo_in(const nst_doc *doc, int32_t i, int32_t *at) {
  const nst_geo *own = geo_at(doc, i), *found = NULL;
  bool foreign = nst_str_in(nst_tok(doc, i)->lemma,
                            "embassy consulate mission"); /* stands for a land in which it is not */
  *at = i;
  if (foreign) own = NULL;
  if (own) return own;
  for (int32_t c = nst_next_child(doc, i, -1); c >= 0; c = nst_next_child(doc, i, c)) {
    nst_deprel rel = rel_of(doc, c);
    bool within = rel == NST_REL_NMOD || rel == NST_REL_COMPOUND || rel == NST_REL_APPOS ||
                  rel == NST_REL_AMOD || rel == NST_REL_FLAT || rel == NST_REL_CONJ;
    if (!within || !geo_at(doc, c)) continue;
    if (foreign && rel != NST_REL_NMOD) continue;
    if (rel == NST_REL_AMOD && nst_str_in(nst_case_of(doc, i), "near towards toward"))
      continue; /* "near the Congolese border" */
    nst_str prep = nst_case_of(doc, c);
    bool border = nst_str_in(nst_tok(doc, i)->lemma, "border frontier");
    if (rel == NST_REL_NMOD && prep.len > 0 && !nst_str_in(prep, "of in near on at outside inside") &&
        !(border && nst_str_is(prep, "with")))
      continue;
    if (found && !(border && nst_str_is(prep, "with"))) continue;
    found = geo_at(doc, c);
    *at = c;
  }
  return found;
}

/* Is one of the sources of this country? */
static bool comes_from(const nst_doc *doc, const nst_candidate *c, const char *country) {
  for (uint32_t i = 0; i < c->source.n; i++) {
    int32_t m = c->source.items[i].mention;
    const nst_mention *s = m >= 0 ? &doc->mentions.items[m] : NULL;
    if (s && s->n_who > 0 && strcmp(s->who[0].country, country) == 0) return true;
  }
  return false;
}

/* "the capital" of a land of which the sentences before speak. */
static const nst_geo *land_before(const nst_doc *doc, const nst_candidate *c, int32_t token, int32_t *at) {
  uint32_t sentence = nst_tok(doc, token)->sentence, back = sentence > 3 ? sentence - 3 : 0;
  if (!nst_str_in(nst_tok(doc, token)->lemma, "capital country kingdom")) return NULL;
  for (int32_t i = (int32_t)doc->sentences.items[sentence].first - 1;
       i >= (int32_t)doc->sentences.items[back].first; i--) {
    int32_t m = nst_tok(doc, i)->mention;
    const nst_geo *geo = m >= 0 ? doc->mentions.items[m].geo : NULL;
    if (!geo || !geo->country[0] || comes_from(doc, c, geo->country)) continue;
    *at = token;
    return geo;
  }
  return NULL;
}

/* The last place named before `token` in its sentence, or in the one before. */
static const nst_geo *place_before(const nst_doc *doc, const nst_candidate *c, int32_t token, int32_t *at) {
  uint32_t sentence = nst_tok(doc, token)->sentence;
  uint32_t first = doc->sentences.items[sentence > 0 ? sentence - 1 : 0].first;
  for (int32_t i = token - 1; i >= (int32_t)first; i--) {
    nst_deprel rel = rel_of(doc, i);
    if ((rel != NST_REL_OBL && rel != NST_REL_NMOD) || nst_tok(doc, i)->deprel == NST_REL_NMOD_POSS) continue;
    int32_t m = nst_tok(doc, i)->mention;
    if (m < 0 || !doc->mentions.items[m].geo || nst_case_of(doc, i).len == 0) continue;
    *at = i;
    return doc->mentions.items[m].geo;
  }
  return land_before(doc, c, token, at);
}

static nst_status put(nst_doc *doc, nst_candidate *c, const nst_geo *geo, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  uint32_t first = (uint32_t)token, end = first + 1;
  if (t->mention >= 0)
    first = doc->mentions.items[t->mention].first, end = doc->mentions.items[t->mention].end;
  const char *text = nst_tokens_text(doc, first, end);
  if (!text) return NST_NOMEM;
  c->place = (nst_place){.text = text,
                         .country = geo->country,
                         .admin1 = geo->admin1,
                         .lat = geo->lat,
                         .lon = geo->lon,
                         .has_point = geo->has_point,
                         .precision = geo->precision};
  return NST_OK;
}

typedef struct best {
  const nst_geo *geo;
  int32_t at;
  int cost;
  bool phrase; /* a place is told, though not one we know */
} best;

static void offer(best *b, const nst_geo *geo, int32_t at, int cost) {
  if (!geo || cost >= b->cost) return;
  *b = (best){.geo = geo, .at = at, .cost = cost, .phrase = b->phrase};
}

/* "in Maan, where soldiers imposed a curfew": the noun before "where". */
static int32_t where_noun(const nst_doc *doc, const nst_candidate *c) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  const nst_token *t = nst_tok(doc, verb);
  if (t->head < 0 || nst_rel_main((nst_deprel)t->deprel) != NST_REL_ACL) return -1;
  return nst_child_lemma(doc, verb, "where") >= 0 ? t->head : -1;
}

/* Phrases of place around the event. */
static void look_around(const nst_doc *doc, const nst_candidate *c, best *b) {
  nst_attach a;
  nst_attach_init(&a, doc, c, false);
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  for (int32_t i = (int32_t)s->first; i < (int32_t)s->end; i++) {
    nst_deprel rel = rel_of(doc, i);
    bool there = rel == NST_REL_ADVMOD && form_is(doc, i, "there here");
    if (!there && rel != NST_REL_OBL && rel != NST_REL_NMOD && i != c->clause) continue;
    nst_str prep = nst_case_of(doc, i);
    if (!there && (prep.len == 0 || !leads(c, prep))) continue;
    int cost = i == c->clause && i != c->head ? 2 : nst_attach_cost(&a, i);
    if (i != c->head && nst_attach_in_trigger(c, i)) cost = 0; /* "took to the streets of Dakar" */
    else if (cost < 0 || cost >= FAR || i == c->head) continue;
    if (nst_str_in(prep, "between")) cost += 2;
    int32_t at;
    const nst_geo *geo = there ? NULL : geo_in(doc, i, &at);
    bool stands = there || nst_str_in(nst_tok(doc, i)->lemma, stands_for_place);
    if (!geo && stands) geo = place_before(doc, c, i, &at);
    if (geo && stands && c->type == NST_MOBILIZE &&
        comes_from(doc, c, geo->country)) { /* not their own capital */
      const nst_geo *land = land_before(doc, c, i, &at);
      if (land) geo = land;
    }
    if (geo) offer(b, geo, at, cost);
    else if (nst_str_in(prep, "in at near outside inside around")) b->phrase = true;
  }
}

/* What is invaded, visited, bombed or occupied is the place as well. */
static void look_at_object(const nst_doc *doc, const nst_candidate *c, best *b) {
  int32_t verb = c->light >= 0 ? c->light : c->head, at;
  bool goes = c->type == NST_CONSULT && nst_str_in(nst_tok(doc, c->head)->lemma, "visit tour trip travel");
  bool strikes = c->type == NST_ASSAULT ||
                 (c->type == NST_COERCE &&
                  nst_str_in(nst_tok(doc, c->head)->lemma, "occupy seize invade capture blockade"));
  if (!goes && !strikes && c->type != NST_PROTEST) return;
  int32_t object = nst_child(doc, verb, NST_REL_OBJ);
  if (object < 0) object = nst_child(doc, verb, NST_REL_NSUBJ_PASS);
  if (object >= 0 && object != c->head) {
    const nst_geo *geo = geo_in(doc, object, &at);
    nst_deprel rel = geo && at != object ? rel_of(doc, at) : NST_REL_OBJ;
    if (rel != NST_REL_AMOD && rel != NST_REL_COMPOUND) offer(b, geo, at, 1);
  }
  for (int32_t i = nst_next_child(doc, c->head, -1); i >= 0; i = nst_next_child(doc, c->head, i)) {
    nst_str prep = nst_case_of(doc, i);
    if (rel_of(doc, i) != NST_REL_NMOD && rel_of(doc, i) != NST_REL_OBL) continue;
    if (!(strikes && nst_str_in(prep, "on of against")) && !(goes && nst_str_in(prep, "to"))) continue;
    const nst_geo *geo = geo_in(doc, i, &at);
    offer(b, geo, at, 1);
  }
}

/* What the authorities of a country do to people in it happens there. */
static bool at_home(const nst_doc *doc, const nst_candidate *c, bool phrase, const char **country,
                    int32_t *at) {
  bool violent = c->type == NST_ASSAULT || c->type == NST_MOBILIZE;
  if (c->type != NST_COERCE && c->type != NST_PROTEST && c->type != NST_CONCEDE && !violent) return false;
  for (uint32_t i = 0; i < c->source.n; i++) {
    const nst_filler *f = &c->source.items[i];
    if (f->mention < 0) continue;
    const nst_mention *m = &doc->mentions.items[f->mention];
    if (m->n_who == 0 || !m->who[0].country[0]) continue;
    nst_str sector = nst_str_of(m->who[0].sector);
    bool army = nst_str_is(sector, "MIL") && c->target.n > 0;
    if (violent && !nst_str_is(sector, "COP") && !(phrase && (army || nst_str_in(sector, "REB OPP CRM"))))
      continue;
    if (!violent && c->type != NST_PROTEST && !nst_str_in(sector, "GOV COP MIL JUD LEG ELI SPY")) continue;
    for (uint32_t k = 0; c->type != NST_PROTEST && k < c->target.n; k++) {
      int32_t tm = c->target.items[k].mention;
      const nst_mention *t = tm >= 0 ? &doc->mentions.items[tm] : NULL;
      bool abroad =
          t && t->n_who > 0 && t->who[0].country[0] && strcmp(t->who[0].country, m->who[0].country) != 0;
      bool person = t && (t->entity == NST_ENT_PER || t->kind == NST_MENTION_PRONOUN);
      if (abroad && (violent || (!person && !nst_str_in(nst_str_of(t->who[0].sector), "CVL REF MED BUS"))))
        return false;
    }
    *country = m->who[0].country;
    *at = (int32_t)m->head;
    return true;
  }
  return false;
}

nst_status nst_candidate_place(nst_doc *doc, nst_candidate *c) {
  best b = {.cost = FAR + 1, .at = -1};
  c->place = (nst_place){.text = "", .country = "", .admin1 = ""};
  int32_t noun = where_noun(doc, c), there = -1;
  const nst_geo *before = noun >= 0 ? geo_in(doc, noun, &there) : NULL;
  offer(&b, before, there, 2);
  look_around(doc, c, &b);
  look_at_object(doc, c, &b);
  if (b.geo) return put(doc, c, b.geo, b.at);
  const char *country;
  int32_t at;
  if (!at_home(doc, c, b.phrase, &country, &at)) return NST_OK;
  nst_geo home = {.name = "", .country = country, .admin1 = "", .precision = NST_PLACE_COUNTRY};
  return put(doc, c, &home, at);
}
