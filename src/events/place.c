/* place.c - where the act took place.
 *   candidate, places named in its clause  ->  the place
 * A visit is where it goes, an invasion what it invades, a border matter where the border is; what the police of a
 * country do at home without another place is in that country. It does not know coordinates: mentions carry them. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/home.h"

enum { FAR = 9 };

static const char *const everywhere =
    "in at near on along around outside inside over across throughout within off above beneath "
    "between beside opposite next_to";
/* Nouns that stand for a place named before. */
static const char *const stands_for_place =
    "capital city town village country kingdom area region province island territory district "
    "state nation site border frontier neighbourhood neighborhood";
/* Nouns of acts and occasions: "at the request of Spain" is not in Spain. */
static const char *const no_place =
    "request urging behest invitation demand insistence expense instigation suggestion order meeting "
    "initiative "
    "time end beginning hands hand direction exchange return response protest retaliation support favour";
/* What a city or land has in itself: "at Vienna's airport". */
static const char *const sites = "airport port harbour harbor capital square suburb outskirts centre center "
                                 "station university stadium hotel prison "
                                 "border frontier coast street parliament cathedral mosque church temple "
                                 "south north east west market hospital park palace "
                                 "soil territory part side airspace land jungle desert mountain hill valley "
                                 "waters region province district";
/* Houses of the state, which stand in its land. */
static const char *const houses =
    "ministry department parliament congress senate palace court house headquarters residence presidency";

static const nst_geo *geo_at(const nst_doc *doc, int32_t token) {
  int32_t m = nst_tok(doc, token)->mention;
  for (int steps = 0; m >= 0 && steps < 4; steps++) {
    const nst_mention *mention = &doc->mentions.items[m];
    if (mention->geo) return mention->geo;
    int32_t head = (int32_t)mention->head; /* "it", of "the town of Gori" */
    bool town = steps > 0 && nst_str_in(nst_tok(doc, head)->lemma, stands_for_place);
    for (int32_t c = town ? nst_next_child(doc, head, -1) : -1; c >= 0; c = nst_next_child(doc, head, c)) {
      int32_t name = nst_tok(doc, c)->mention;
      bool named = nst_str_is(nst_case_of(doc, c), "of") || nst_tok(doc, c)->deprel == NST_REL_APPOS;
      if (named && name >= 0 && doc->mentions.items[name].geo) return doc->mentions.items[name].geo;
    }
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
    if (nst_tok(doc, c)->deprel == NST_REL_NMOD_POSS && !nst_str_in(nst_tok(doc, i)->lemma, sites)) continue;
    if (nst_tok(doc, c)->deprel == NST_REL_NMOD_POSS) prep = (nst_str){"", 0};
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

/* The last place named up to three sentences before, whatever it stands by: "the area", "the town". */
static const nst_geo *any_before(const nst_doc *doc, int32_t token, int32_t *at) {
  uint32_t sentence = nst_tok(doc, token)->sentence, back = sentence > 3 ? sentence - 3 : 0;
  if (!nst_str_in(nst_tok(doc, token)->lemma, "area town city village district region site province"))
    return NULL;
  for (int32_t i = token - 1; i >= (int32_t)doc->sentences.items[back].first; i--) {
    int32_t m = nst_tok(doc, i)->mention;
    if (m < 0 || !doc->mentions.items[m].geo || rel_of(doc, i) == NST_REL_NSUBJ) continue;
    *at = token;
    return doc->mentions.items[m].geo;
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
  const nst_geo *land = land_before(doc, c, token, at);
  return land ? land : any_before(doc, token, at);
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
  nst_geo geo;
  bool found;
  int32_t at;
  int cost;
  bool phrase; /* a place is told, though not one we know */
  bool named;  /* by a name */
} best;

static void offer(best *b, const nst_geo *geo, int32_t at, int cost) {
  if (!geo || cost >= b->cost) return;
  *b = (best){.geo = *geo, .found = true, .at = at, .cost = cost, .phrase = b->phrase, .named = b->named};
}

/* "in Maan, where soldiers imposed a curfew": the noun before "where". */
static int32_t where_noun(const nst_doc *doc, const nst_candidate *c) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  const nst_token *t = nst_tok(doc, verb);
  if (t->head < 0 || nst_rel_main((nst_deprel)t->deprel) != NST_REL_ACL) return -1;
  return nst_child_lemma(doc, verb, "where") >= 0 ? t->head : -1;
}

/* "at the State Department": the land whose house it is. */
static const char *house_of(const nst_doc *doc, int32_t i, nst_str prep) {
  const nst_token *t = nst_tok(doc, i);
  if (!nst_str_in(prep, "at in inside outside near") || !nst_str_in(t->lower, houses) || t->mention < 0)
    return "";
  const nst_mention *m = &doc->mentions.items[t->mention];
  return m->n_who == 1 ? m->who[0].country : "";
}

/* "near Namkham": a name of a place that the gazetteer lacks. */
static bool is_unknown_town(const nst_doc *doc, int32_t i) {
  const nst_token *t = nst_tok(doc, i);
  return t->upos == NST_UPOS_PROPN && t->entity == NST_ENT_LOC;
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
    if (nst_str_in(nst_tok(doc, i)->lemma, no_place)) continue;
    nst_str prep = nst_case_of(doc, i);
    if (!there && (prep.len == 0 || !leads(c, prep))) continue;
    int cost = i == c->clause && i != c->head ? 2 : nst_attach_cost(&a, i);
    if (i != c->head && nst_attach_in_trigger(c, i)) cost = 0; /* "took to the streets of Dakar" */
    else if (cost < 0 || cost >= FAR || i == c->head) continue;
    if (nst_str_is(prep, "between") && c->type == NST_CONSULT) continue; /* those who talk */
    if (nst_str_is(prep, "between")) cost += 2;
    int32_t at;
    const nst_geo *geo = there ? NULL : geo_in(doc, i, &at);
    bool stands = there || nst_str_in(nst_tok(doc, i)->lemma, stands_for_place);
    if (!geo && stands) geo = place_before(doc, c, i, &at);
    if (geo && stands && c->type == NST_MOBILIZE &&
        comes_from(doc, c, geo->country)) { /* not their own capital */
      const nst_geo *land = land_before(doc, c, i, &at);
      if (land) geo = land;
    }
    const nst_geo house = {.name = "",
                           .country = geo ? "" : house_of(doc, i, prep),
                           .admin1 = "",
                           .precision = NST_PLACE_COUNTRY};
    if (geo) offer(b, geo, at, cost);
    else if (house.country[0]) offer(b, &house, i, cost + 1);
    else if (nst_str_in(prep, "in at near outside inside around"))
      b->phrase = true, b->named |= is_unknown_town(doc, i);
  }
}

/* What is invaded, visited, bombed or occupied is the place as well. */
static void look_at_object(const nst_doc *doc, const nst_candidate *c, best *b) {
  int32_t verb = c->light >= 0 ? c->light : c->head, at;
  bool goes = c->type == NST_CONSULT && nst_str_in(nst_tok(doc, c->head)->lemma, "visit tour trip travel");
  bool strikes = c->type == NST_ASSAULT ||
                 (c->type == NST_COERCE &&
                  nst_str_in(nst_tok(doc, c->head)->lemma, "occupy seize invade capture blockade"));
  bool reaches = nst_str_in(nst_tok(doc, c->head)->lemma, "reach enter");
  if (!goes && !strikes && !reaches && c->type != NST_PROTEST) return;
  if (c->type == NST_PROTEST && c->clause != c->head && nst_str_is(nst_tok(doc, c->clause)->lemma, "leave"))
    verb = c->clause; /* "left Oran on a march" */
  int32_t object = nst_child(doc, verb, NST_REL_OBJ);
  if (object < 0) object = nst_child(doc, verb, NST_REL_NSUBJ_PASS);
  if (object >= 0 && object != c->head) {
    const nst_geo *geo = geo_in(doc, object, &at);
    nst_deprel rel = geo && at != object ? rel_of(doc, at) : NST_REL_OBJ;
    bool town = nst_str_in(nst_tok(doc, object)->lemma, stands_for_place); /* "the Rwandan border town" */
    if (town || (rel != NST_REL_AMOD && rel != NST_REL_COMPOUND)) offer(b, geo, at, 1);
  }
  for (int32_t i = nst_next_child(doc, c->head, -1); i >= 0; i = nst_next_child(doc, c->head, i)) {
    nst_str prep = nst_case_of(doc, i);
    if (rel_of(doc, i) != NST_REL_NMOD && rel_of(doc, i) != NST_REL_OBL) continue;
    if (!(strikes && nst_str_in(prep, "on of against")) && !(goes && nst_str_in(prep, "to"))) continue;
    const nst_geo *geo = geo_in(doc, i, &at);
    offer(b, geo, at, 1);
  }
}

nst_status nst_candidate_place(nst_doc *doc, nst_candidate *c) {
  best b = {.cost = FAR + 1, .at = -1};
  c->place = (nst_place){.text = "", .country = "", .admin1 = ""};
  int32_t noun = where_noun(doc, c), there = -1;
  const nst_geo *before = noun >= 0 ? geo_in(doc, noun, &there) : NULL;
  offer(&b, before, there, 2);
  look_around(doc, c, &b);
  look_at_object(doc, c, &b);
  if (b.found) return put(doc, c, &b.geo, b.at);
  int32_t at;
  const char *country = nst_place_home(doc, c, b.phrase, &at);
  if (country) {
    nst_geo home = {.name = "", .country = country, .admin1 = "", .precision = NST_PLACE_COUNTRY};
    return put(doc, c, &home, at);
  }
  if (!nst_place_is_filed(doc, c, b.phrase)) {
    nst_geo land = {.name = "", .admin1 = "", .precision = NST_PLACE_COUNTRY};
    land.country = b.named ? nst_place_told_of(doc, c, &at) : "";
    return land.country[0] ? put(doc, c, &land, at) : NST_OK;
  }
  c->place = (nst_place){.text = doc->dateline->name,
                         .country = doc->dateline->country,
                         .admin1 = doc->dateline->admin1,
                         .lat = doc->dateline->lat,
                         .lon = doc->dateline->lon,
                         .has_point = doc->dateline->has_point,
                         .precision = doc->dateline->precision};
  return nst_candidate_why(doc, c, "place: where the report was filed");
}
