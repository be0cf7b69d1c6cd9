/* modifiers.c - what the words around a head give it: country, organisation and body from what stands before it ("Russian",
 * "NATO's", "his") and behind it ("of Peru", "for the army", "in Serbia"). */
#include "actors/phrase.h"

bool is_group(const nst_stage *st, int32_t token) {
  int32_t m = nst_tok(st->doc, token)->mention;
  return m >= 0 && st->notes[m].entry != NST_NONE &&
         nst_stage_entry(st, st->notes[m].entry)->kind == NST_ENTRY_GROUP;
}

/* "Namangani's men", "Nkunda's troops": those who follow a rebel are rebels, the men of a general are soldiers. */
static bool is_led(const nst_stage *st, const nst_phrase *p, uint32_t head, const nst_side *leader) {
  if (!(p->flags & NST_AGENT_GROUP) || !p->sector || !leader->sector[0]) return false;
  if (nst_str_in(nst_str_of(leader->sector), "REB CRM")) return nst_str_in(nst_str_of(p->sector), "CVL MIL");
  return nst_str_in(nst_str_of(leader->sector), "MIL COP") &&
         nst_str_is(nst_tok(st->doc, (int32_t)head)->lemma, "man");
}

/* "Odinga's party": of the opposition, as he is. */
static bool is_party_of(const nst_phrase *p, const nst_side *leader) {
  return p->role && p->sector && !strcmp(p->sector, "PTY") && !strcmp(leader->sector, "OPP");
}

/* "the governor of Chiapas", "Misrata residents": of the land that the place lies in. */
static void add_land(const nst_stage *st, nst_sides *sides, int32_t token) {
  int32_t m = nst_tok(st->doc, token)->mention;
  const nst_geo *geo = m < 0 ? NULL : st->doc->mentions.items[m].geo;
  if (geo && geo->country[0]) nst_sides_add(sides, (nst_side){"", geo->country, "", ""});
}

/* "the company's president", "president of the court": of what he or she presides, not of the state. */
static bool presides(const nst_stage *st, const nst_phrase *p, uint32_t head, const nst_side *body) {
  return p->role && p->sector && !strcmp(p->sector, "GOV") &&
         nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "president secretary treasurer director") &&
         nst_str_in(nst_str_of(body->sector), "BUS MED EDU LAB REL NGO HRI PTY OPP LEG JUD REB CVL");
}

/* Take the country or organisation of a modifier; of an institution also its sector where the head serves it. */
static void take(nst_stage *st, nst_phrase *p, uint32_t head, int32_t token, bool all, int depth) {
  nst_sides found;
  nst_sides_of(st, token, all, depth, &found);
  bool body = nst_is_institution(st, token);
  if (found.n == 0 && (p->role || nst_tok(st->doc, (int32_t)head)->upos == NST_UPOS_NOUN))
    add_land(st, &p->sides, token);
  for (size_t i = 0; i < found.n; i++) {
    nst_side s = found.items[i];
    bool armed = p->role && p->sector && nst_str_in(nst_str_of(p->sector), "REB CRM"); /* "Maoist rebels" */
    if (body && s.sector[0] && ((p->flags & NST_AGENT_SERVES) || (is_group(st, token) && !armed)))
      p->sector = s.sector;
    if (body && s.sector[0] && !p->role && !p->sector) p->sector = s.sector;
    if (body && !st->notes[nst_tok(st->doc, token)->mention].person && presides(st, p, head, &s))
      p->sector = s.sector;
    bool person = nst_tok(st->doc, token)->mention >= 0 && st->notes[nst_tok(st->doc, token)->mention].person;
    if ((!body || person) && is_led(st, p, head, &s)) p->sector = s.sector;
    if (is_party_of(p, &s)) p->sector = s.sector;
    if (body && (p->flags & NST_AGENT_THING) && !strcmp(s.sector, "BUS")) p->sector = s.sector;
    if (!nst_side_known(&s)) continue;
    const nst_note *n = &st->notes[nst_tok(st->doc, token)->mention];
    if (n->modifier && n->agent != NST_NONE && !n->own_country)
      continue; /* "navy vessels": no land of its own */
    if (!strcmp(s.sector, "IGO") && s.org[0])
      p->sector = p->sector && !strcmp(p->sector, "MIL") ? p->sector : "IGO";
    s.sector = "";
    s.name = "";
    nst_sides_add(&p->sides, s);
  }
}

/* "ethnic Armenian authorities": a people, not its state. */
static bool is_ethnic(const nst_stage *st, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  if (token == st->doc->sentences.items[t->sentence].first) return false;
  const nst_token *b = nst_tok(st->doc, (int32_t)token - 1);
  return nst_str_is(b->lower, "ethnic");
}

/* "Albanian rebels in southern Serbia": those who take up arms or stand for election do so where they live. */
void nst_phrase_where_they_live(nst_stage *st, nst_phrase *p, uint32_t head, int depth) {
  if (!p->role || !p->sector || !nst_str_in(nst_str_of(p->sector), "REB PTY OPP") || p->sides.n != 1) return;
  for (int32_t c = nst_first_behind(st, (int32_t)head); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel != NST_REL_NMOD || t->mention < 0 || !nst_str_is(nst_case_of(st->doc, c), "in")) continue;
    nst_settle(st, t->mention, depth - 1);
    const nst_mention *m = &st->doc->mentions.items[t->mention];
    const char *country = m->n_who ? m->who[0].country : m->geo ? m->geo->country : "";
    if (country[0]) p->sides.items[0].country = country;
    return;
  }
}

/* Modifiers before the head, from the nearest to the farthest. */
void nst_phrase_before(nst_stage *st, nst_phrase *p, uint32_t head, uint32_t first, int depth) {
  const nst_hit *own = nst_hit_at(st, head);
  bool plural = nst_is_plural(st, head);
  for (uint32_t i = head; i-- > first;) {
    const nst_token *t = nst_tok(st->doc, (int32_t)i);
    nst_deprel main = nst_rel_main((nst_deprel)t->deprel);
    if (t->mention < 0 || main == NST_REL_CONJ || (own && i >= own->first && i <= own->last)) continue;
    if (nst_stage_aside(st, i) || is_ethnic(st, i)) continue;
    if (p->sides.n > 0 && !(p->flags & NST_AGENT_SERVES)) break;
    if (main == NST_REL_NMOD && t->deprel != NST_REL_NMOD_POSS && t->deprel != NST_REL_NMOD_DESC) continue;
    nst_sides known = p->sides;
    take(st, p, head, (int32_t)i, plural, depth);
    if (known.n > 0) p->sides = known;
  }
}

static bool takes_from(const nst_phrase *p, nst_str prep) {
  if (nst_str_is(prep, "of") || nst_str_is(prep, "from") || nst_str_is(prep, "with")) return true;
  if (nst_str_is(prep, "for") || nst_str_is(prep, "at")) return (p->flags & NST_AGENT_SERVES) != 0;
  return false;
}

/* Phrases behind the head: "of Peru", "from the FARC", "for the army"; places for those who are at home there. */
void nst_phrase_behind(nst_stage *st, nst_phrase *p, uint32_t head, int depth) {
  bool had = p->sides.n > 0;
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (c < (int32_t)head || t->deprel != NST_REL_NMOD) continue;
    nst_str prep = nst_case_of(st->doc, c);
    bool serves = (p->flags & NST_AGENT_SERVES) != 0;
    if (takes_from(p, prep) && (!had || serves)) {
      nst_sides known = p->sides;
      take(st, p, head, c, nst_is_plural(st, head), depth);
      if (had) p->sides = known;
    } else if (!had && p->sides.n == 0 && !(p->flags & NST_AGENT_ABROAD) && p->role &&
               nst_str_in(prep, "in at near on across around outside")) {
      nst_sides found;
      bool all = nst_is_plural(st, head);
      nst_sides_of(st, c, all, depth, &found);
      for (size_t i = 0; i < found.n && (all || i < 1); i++)
        if (nst_side_known(&found.items[i]))
          nst_sides_add(&p->sides, (nst_side){"", found.items[i].country, found.items[i].org, ""});
      if (p->sides.n == 0) add_land(st, &p->sides, c);
    }
  }
}

/* "the Islamic group Hamas", "the network Al Jazeera": the name that follows says who it is. */
void nst_phrase_name_behind(nst_stage *st, nst_phrase *p, uint32_t head, int depth) {
  for (int32_t c = nst_first_behind(st, (int32_t)head); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    const nst_hit *h = nst_hit_at(st, (uint32_t)c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (!h || h->first != head + 1 || (rel != NST_REL_APPOS && rel != NST_REL_FLAT && rel != NST_REL_NMOD))
      continue;
    nst_entry_kind kind = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->kind;
    if (kind != NST_ENTRY_GROUP && kind != NST_ENTRY_ORG && kind != NST_ENTRY_BODY) continue;
    nst_sides_of(st, c, false, depth, &p->sides);
    if (p->sides.n > 0) p->sector = p->sides.items[0].sector;
    return;
  }
}
