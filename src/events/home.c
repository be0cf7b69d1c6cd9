/* home.c - the place of acts that no phrase places.
 *
 * In: a candidate with roles. Out: the country of those who act, where what they do is done at home; or the dateline,
 * where one side is of that land and nobody is of another. */
#include "events/home.h"

#include "doc/tree.h"

enum { LANDS = 16 };

/* The country of a participant; "" for none or an organisation. */
static const char *country_of(const nst_doc *doc, const nst_filler *f) {
  const nst_mention *m = f->mention >= 0 ? &doc->mentions.items[f->mention] : NULL;
  return m && m->n_who > 0 ? m->who[f->who > 0 ? f->who : 0].country : "";
}

static nst_str lemma_of(const nst_doc *doc, int32_t token) {
  return token >= 0 ? nst_tok(doc, token)->lemma : (nst_str){"", 0};
}

/* "closed its border", "reopened the airspace": where the border is. */
static bool shuts_border(const nst_doc *doc, const nst_candidate *c) {
  int32_t verb = c->light >= 0 ? c->light : c->head;
  int32_t object = nst_child(doc, verb, NST_REL_OBJ);
  if (object < 0) object = nst_child(doc, verb, NST_REL_NSUBJ_PASS);
  return nst_str_in(lemma_of(doc, verb), "close shut seal reopen open block closure") &&
         nst_str_in(lemma_of(doc, object), "border frontier airspace crossing port strait territory");
}

/* "has hosted the talks": in the house of the host. */
static bool hosts(const nst_doc *doc, const nst_candidate *c) {
  return c->type == NST_CONSULT &&
         (nst_str_is(lemma_of(doc, c->head), "host") || nst_str_is(lemma_of(doc, c->light), "host"));
}

static bool meets_country(const nst_doc *doc, const nst_fillers *list, const char *country) {
  for (uint32_t i = 0; i < list->n; i++)
    if (strcmp(country_of(doc, &list->items[i]), country) == 0) return true;
  return false;
}

/* Can somebody of this sector do this at home, and nowhere else? */
static bool acts_at_home(const nst_doc *doc, const nst_candidate *c, const nst_who *who, bool phrase) {
  nst_str sector = nst_str_of(who->sector);
  if (c->type == NST_PROTEST || shuts_border(doc, c) || hosts(doc, c)) return true;
  if (c->type == NST_ACCUSE)
    return nst_str_in(sector, "JUD COP") &&
           nst_str_in(lemma_of(doc, c->head), "convict find indict charge try acquit");
  if (c->type == NST_COERCE || c->type == NST_CONCEDE)
    return sector.len == 0 ||
           nst_str_in(sector, "GOV COP MIL JUD LEG ELI SPY"); /* a state, or who acts for it */
  if (c->type != NST_ASSAULT && c->type != NST_MOBILIZE) return false;
  if (nst_str_is(sector, "COP")) return true;
  bool army = nst_str_is(sector, "MIL");
  if (c->type == NST_ASSAULT && meets_country(doc, &c->target, who->country))
    return true; /* among its own people */
  return phrase && ((army && c->target.n > 0) || nst_str_in(sector, "REB OPP CRM"));
}

/* Somebody of another land, against whom one acts elsewhere. */
static bool is_abroad(const nst_doc *doc, const nst_candidate *c, const nst_filler *f, const char *home) {
  const char *country = country_of(doc, f);
  if (!country[0] || strcmp(country, home) == 0) return false;
  const nst_mention *t = &doc->mentions.items[f->mention];
  bool person = t->entity == NST_ENT_PER || t->kind == NST_MENTION_PRONOUN;
  bool violent = c->type == NST_ASSAULT || c->type == NST_MOBILIZE;
  return violent || (!person && !nst_str_in(nst_str_of(t->who[0].sector), "CVL REF MED BUS"));
}

const char *nst_place_home(const nst_doc *doc, const nst_candidate *c, bool phrase, int32_t *at) {
  bool anywhere = c->type == NST_PROTEST || c->type == NST_ACCUSE || shuts_border(doc, c) || hosts(doc, c);
  for (uint32_t i = 0; i < c->source.n; i++) {
    const nst_filler *f = &c->source.items[i];
    const char *country = country_of(doc, f);
    if (!country[0]) continue;
    const nst_mention *m = &doc->mentions.items[f->mention];
    if (!acts_at_home(doc, c, &m->who[0], phrase)) continue;
    for (uint32_t k = 0; !anywhere && k < c->target.n; k++)
      if (is_abroad(doc, c, &c->target.items[k], country)) return NULL;
    *at = (int32_t)m->head;
    return country;
  }
  return NULL;
}

/* Does the sentence stand first in the report, headline apart? */
static bool leads(const nst_doc *doc, uint32_t sentence) {
  for (uint32_t i = 0; i < sentence; i++)
    if (doc->sentences.items[i].kind == NST_SENT_BODY) return false;
  return doc->sentences.items[sentence].kind == NST_SENT_BODY;
}

/* "flew in to meet them", "arrived on Friday". */
static bool arrives(const nst_doc *doc, const nst_candidate *c) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  if (c->type != NST_CONSULT || verb < 0) return false;
  const nst_token *t = nst_tok(doc, verb);
  if (t->deprel == NST_REL_ADVCL && t->head >= 0) verb = t->head; /* "flew in to meet" */
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
    if ((rel == NST_REL_ADVMOD || rel == NST_REL_COMPOUND) && nst_str_is(nst_tok(doc, i)->lower, "in"))
      return true;
  }
  return false;
}

/* Is some participant of the land, and how many are of others? */
static bool all_of(const nst_doc *doc, const nst_candidate *c, const char *land, bool *some) {
  const nst_fillers *sides[2] = {&c->source, &c->target};
  bool all = true;
  *some = false;
  for (int k = 0; k < 2; k++)
    for (uint32_t i = 0; i < sides[k]->n; i++) {
      const char *country = country_of(doc, &sides[k]->items[i]);
      if (strcmp(country, land) == 0) *some = true;
      else if (country[0]) all = false;
    }
  return all;
}

/* Does the sentence name a place of another land? */
static bool names_other(const nst_doc *doc, const nst_candidate *c, const char *land) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  for (uint32_t i = s->first; i < s->end; i++) {
    int32_t m = nst_tok(doc, (int32_t)i)->mention;
    const nst_geo *geo = m >= 0 ? doc->mentions.items[m].geo : NULL;
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, (int32_t)i)->deprel);
    bool stands = (rel == NST_REL_OBL || rel == NST_REL_NMOD || rel == NST_REL_OBJ) &&
                  nst_tok(doc, (int32_t)i)->deprel != NST_REL_NMOD_POSS;
    if (geo && stands && nst_case_of(doc, (int32_t)i).len > 0 &&
        !nst_str_in(nst_case_of(doc, (int32_t)i), "of by with between") && strcmp(geo->country, land) != 0)
      return true;
  }
  return false;
}

bool nst_place_is_filed(const nst_doc *doc, const nst_candidate *c, bool phrase) {
  if (!doc->dateline || c->future) return false;
  const char *land = doc->dateline->country;
  bool some, all = all_of(doc, c, land, &some), lead = leads(doc, c->sentence);
  if (arrives(doc, c)) return true;
  if (names_other(doc, c, land) || nst_str_in(lemma_of(doc, c->head), "telephone phone call ring"))
    return false;
  switch (c->type) {
  case NST_ASSAULT:
    return some && (lead || phrase) && (all || (c->mutual && phrase));
  case NST_MOBILIZE:
    return some && lead && all;
  case NST_PROTEST:
  case NST_COERCE:
  case NST_CONCEDE:
  case NST_RETREAT:
    return some && (lead || phrase) && all;
  case NST_AGREE:
  case NST_SUPPORT:
  case NST_CONSULT:
  case NST_COOPERATE: /* they met, signed, agreed */
    return lead && c->mutual && !phrase && c->source.n > 0 && c->target.n > 0;
  default:
    return false;
  }
}

const char *nst_place_told_of(const nst_doc *doc, const nst_candidate *c, int32_t *at) {
  struct {
    const char *country;
    int n;
  } lands[LANDS] = {{"", 0}};
  int known = 0, all = 0, best = -1;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    if (!m->geo || !m->geo->country[0] || nst_tok(doc, (int32_t)m->head)->sentence > c->sentence) continue;
    int k = 0;
    while (k < known && strcmp(lands[k].country, m->geo->country) != 0) k++;
    if (k == LANDS) continue;
    if (k == known) lands[known++].country = m->geo->country;
    lands[k].n++;
    all++;
    if (best < 0 || lands[k].n > lands[best].n) best = k;
    if (best == k) *at = (int32_t)m->head;
  }
  return best >= 0 && lands[best].n >= 2 && 2 * lands[best].n > all ? lands[best].country : "";
}
