/* pair.c - "both sides", "the two countries": which two actors of the report. */
#include "actors/stage.h"

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

static void add_named(const nst_stage *st, int32_t token, nst_sides *out) {
  int32_t i = nst_tok(st->doc, token)->mention;
  const nst_mention *m = i < 0 ? NULL : mention_at(st, i);
  for (size_t k = 0; m && k < m->n_who; k++)
    nst_sides_add(out, (nst_side){m->who[k].name, m->who[k].country, m->who[k].org, m->who[k].sector});
}

/* "a minister and a general ... they": the coordination as one. */
void nst_stage_coordination(const nst_stage *st, int32_t i, nst_sides *out) {
  int32_t first = nst_conj_first(st->doc, (int32_t)mention_at(st, i)->head);
  add_named(st, first, out);
  for (int32_t c = nst_next_child(st->doc, first, -1); c >= 0; c = nst_next_child(st->doc, first, c)) {
    if (nst_tok(st->doc, c)->deprel != NST_REL_CONJ) continue;
    add_named(st, c, out);
    for (int32_t d = nst_next_child(st->doc, c, -1); d >= 0; d = nst_next_child(st->doc, c, d))
      if (nst_tok(st->doc, d)->deprel == NST_REL_CONJ) add_named(st, d, out);
  }
}

/* The subject of the verb that a phrase depends on is not what the phrase stands for, nor is what stands beside it. */
bool nst_stage_co_argument(const nst_stage *st, int32_t i, uint32_t head) {
  const nst_token *a = nst_tok(st->doc, (int32_t)mention_at(st, i)->head);
  int32_t verb = nst_tok(st->doc, (int32_t)head)->head;
  if (a->head >= 0 && a->head == verb && a->deprel != NST_REL_NMOD_POSS) return true;
  for (int steps = 0; verb >= 0 && nst_is_nominal(nst_tok(st->doc, verb)) && steps < 6; steps++)
    verb = nst_tok(st->doc, verb)->head;
  int32_t subject = -1;
  for (int steps = 0; verb >= 0 && subject < 0 && steps < 4; steps++) {
    subject = nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    if (subject >= 0 && nst_str_in(nst_tok(st->doc, subject)->lower, "who which that") &&
        nst_tok(st->doc, verb)->deprel == NST_REL_ACL_RELCL)
      subject = nst_tok(st->doc, verb)->head;
    verb = nst_tok(st->doc, verb)->deprel == NST_REL_CONJ ? nst_tok(st->doc, verb)->head : -1;
  }
  return subject >= 0 && !nst_below(st->doc, (int32_t)head, subject) &&
         nst_below(st->doc, (int32_t)mention_at(st, i)->head, subject);
}

/* "the two ministers", "their two countries", but not "two former ministers". */
static bool is_one_of_known(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel == NST_REL_NMOD_POSS || nst_str_in(t->lower, "the these those both all")) return true;
  }
  return nst_tok(st->doc, (int32_t)head)->deprel == NST_REL_ROOT;
}

/* "the two agreed", "the pair met": the number alone. */
static bool is_bare_pair(const nst_stage *st, uint32_t head) {
  if (!nst_str_in(nst_tok(st->doc, (int32_t)head)->lower, "two pair duo")) return false;
  bool definite = false;
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel != NST_REL_DET) return false; /* "the two of Friday", "the pair of planes" */
    definite = definite || nst_str_in(t->lower, "the these those");
  }
  return definite;
}

/* "arrested two journalists ... the two were released": the last phrase that counts two; -1 for none. */
static int32_t counted_two(const nst_stage *st, int32_t mention) {
  uint32_t sentence = nst_tok(st->doc, (int32_t)mention_at(st, mention)->head)->sentence;
  for (int32_t i = mention - 1; i >= 0; i--) {
    int32_t head = (int32_t)mention_at(st, i)->head;
    if (sentence - nst_tok(st->doc, head)->sentence > 2) return -1;
    int32_t number = nst_child(st->doc, head, NST_REL_NUMMOD);
    if (number >= 0 && nst_str_in(nst_tok(st->doc, number)->lower, "two 2")) return i;
  }
  return -1;
}

/* "the warring parties", "the rival governments". */
static bool is_quarrelling(nst_str word) {
  return nst_str_in(word, "warring rival opposing opposed quarrelling quarreling feuding contending hostile "
                          "belligerent nuclear armed");
}

/* "the sides", "the neighbours", "the warring parties": those who belong together, with no word of whose they are. */
static bool is_bare_company(const nst_stage *st, const nst_mention *m) {
  int32_t head = (int32_t)m->head;
  if (!m->plural || !nst_is_definite(st, m->head)) return false;
  if (nst_str_is(nst_tok(st->doc, head)->lower, "sides")) return true;
  bool company = nst_is_type(st, m->head, NST_TYPE_OTHER), quarrel = false;
  for (int32_t c = nst_next_child(st->doc, head, -1); c >= 0; c = nst_next_child(st->doc, head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    quarrel = quarrel || is_quarrelling(t->lower);
    if (rel == NST_REL_CASE || rel == NST_REL_DET || rel == NST_REL_PUNCT || rel == NST_REL_CC) continue;
    if (c < head && is_quarrelling(t->lower)) continue;
    return false; /* "the allies of Moscow", "the western neighbours", "the three rivals" */
  }
  if (!company && !(quarrel && nst_is_type(st, m->head, NST_TYPE_SIDES))) return false;
  const nst_token *t = nst_tok(st->doc, head);
  int32_t subject = t->head < 0 ? -1 : nst_child_main(st->doc, t->head, NST_REL_NSUBJ);
  bool subordinate = subject >= 0 && subject != head && nst_tok(st->doc, subject)->mention >= 0;
  return nst_rel_main((nst_deprel)t->deprel) == NST_REL_NSUBJ || !subordinate; /* "asked the neighbours" */
}

static bool is_pair_phrase(const nst_stage *st, const nst_mention *m) {
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  if (nst_str_is(t->lower, "both") || is_bare_pair(st, m->head) || is_bare_company(st, m)) return true;
  if (!nst_is_type(st, m->head, NST_TYPE_SIDES)) return false;
  if (nst_str_is(t->lower, "parties") && nst_str_in(nst_case_of(st->doc, (int32_t)m->head), "from of"))
    return false;   /* "senators from both parties" */
  if (!m->plural) { /* "each side" */
    int32_t det = nst_child(st->doc, (int32_t)m->head, NST_REL_DET);
    return det >= 0 && nst_str_is(nst_tok(st->doc, det)->lower, "each");
  }
  for (int32_t c = nst_next_child(st->doc, (int32_t)m->head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c))
    if (nst_str_is(nst_tok(st->doc, c)->lower, "both") ||
        (nst_str_is(nst_tok(st->doc, c)->lower, "two") && is_one_of_known(st, m->head)))
      return true;
  return false;
}

/* The office that both of "the two ministers" hold; NST_NONE for sides, camps and delegations, which may be anybody's. */
static uint32_t pair_role(const nst_stage *st, uint32_t head) {
  const nst_hit *h = st->hit_of[head] < 0 ? NULL : &st->hits.items[st->hit_of[head]];
  if (!h || nst_stage_sense(st, h->sense)->kind != NST_SENSE_AGENT) return NST_NONE;
  static const char *const anybody = "side camp party parties delegation team faction rival negotiator";
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  if (nst_str_in(t->lemma, anybody) || nst_str_in(t->lower, anybody)) return NST_NONE;
  return nst_stage_sense(st, h->sense)->entry;
}

/* "the two countries", "the neighbours", "the two economies". */
static bool are_countries(const nst_stage *st, uint32_t head) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  return nst_is_type(st, head, NST_TYPE_COUNTRY) || nst_str_in(t->lower, "neighbours neighbors economies");
}

/* What a pair of this word consists of: countries, holders of an office, or anything. */
static bool fits_pair(const nst_stage *st, int32_t i, uint32_t head, int round) {
  const nst_note *n = &st->notes[i];
  const nst_mention *m = mention_at(st, i);
  bool country = n->entry != NST_NONE && nst_stage_entry(st, n->entry)->kind == NST_ENTRY_COUNTRY;
  if (m->n_who == 0 || m->kind == NST_MENTION_PRONOUN || !(m->who[0].country[0] || m->who[0].org[0]))
    return false;
  if (round == 0 && n->modifier) return false;
  if (!strcmp(m->who[0].sector, "MED") || !strcmp(m->who[0].sector, "ELI")) return false;
  if (are_countries(st, head)) return country || !strcmp(m->who[0].sector, "GOV") || round > 0;
  uint32_t agent = pair_role(st, head);
  if (agent == NST_NONE) return true;
  const nst_entry *role = nst_stage_entry(st, agent);
  if ((role->flags & NST_AGENT_PERSON) && round == 0)
    return n->person && !strcmp(m->who[0].sector, role->sector);
  return round > 1 || !strcmp(m->who[0].sector, role->sector) || country;
}

/* Who mediates, hosts, urges or thanks is seldom one of those who quarrel. */
static bool is_third(const nst_stage *st, const nst_mention *m) {
  const nst_token *t = nst_tok(st->doc, nst_conj_first(st->doc, (int32_t)m->head));
  if (nst_rel_main((nst_deprel)t->deprel) != NST_REL_NSUBJ || t->head < 0) return false;
  return nst_str_in(nst_tok(st->doc, t->head)->lemma, "mediate broker host facilitate urge appeal welcome "
                                                      "congratulate thank shuttle arbitrate sponsor praise "
                                                      "commend hail applaud");
}

/* All of another country or organisation than the rest. */
static bool all_differ(const nst_sides *sides) {
  for (size_t i = 0; i < sides->n; i++) {
    if (!nst_side_known(&sides->items[i])) return false;
    for (size_t k = 0; k < i; k++)
      if (!strcmp(sides->items[i].country, sides->items[k].country) &&
          !strcmp(sides->items[i].org, sides->items[k].org))
        return false;
  }
  return true;
}

/* "between Riyadh and Tehran ... both sides": so many coordinated actors shortly before. */
static bool coordinated(const nst_stage *st, int32_t mention, size_t n, uint32_t back, nst_sides *out) {
  uint32_t head = mention_at(st, mention)->head, sentence = nst_tok(st->doc, (int32_t)head)->sentence;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_token *t = nst_tok(st->doc, (int32_t)mention_at(st, i)->head);
    if (sentence - t->sentence > back) break;
    if (t->deprel != NST_REL_CONJ || st->notes[i].modifier || nst_stage_co_argument(st, i, head)) continue;
    if (is_third(st, mention_at(st, i))) continue;
    nst_sides both = {.n = 0};
    nst_stage_coordination(st, i, &both);
    if (both.n != n || !all_differ(&both)) continue;
    *out = both;
    return true;
  }
  return false;
}

enum { RIVALS = 16 };

/* Actors of a report and how much it speaks of them. */
typedef struct rivals {
  nst_side items[RIVALS];
  uint32_t weight[RIVALS], first[RIVALS]; /* first: the order in which they are met, going back */
  uint32_t n;
} rivals;

static bool same_rival(const nst_side *a, const nst_side *b, bool by_sector) {
  static const char *const state = "GOV MIL COP";
  if (strcmp(a->country, b->country) != 0 || strcmp(a->org, b->org) != 0) return false;
  if (!by_sector || strcmp(a->sector, b->sector) == 0) return true;
  bool x = !a->sector[0] || nst_str_in(nst_str_of(a->sector), state);
  bool y = !b->sector[0] || nst_str_in(nst_str_of(b->sector), state);
  return x && y;
}

static void weigh_rival(rivals *r, const nst_side *s, uint32_t weight, bool by_sector) {
  for (uint32_t k = 0; k < r->n; k++)
    if (same_rival(&r->items[k], s, by_sector)) {
      if (!strcmp(s->sector, "GOV")) r->items[k] = *s; /* of army and government the latter */
      r->weight[k] += weight;
      return;
    }
  if (r->n == RIVALS) return;
  r->items[r->n] = *s;
  r->weight[r->n] = weight;
  r->first[r->n] = r->n;
  r->n++;
}

static bool is_of_side(const nst_stage *st, int32_t token, const nst_side *s) {
  uint32_t country = nst_stage_named(st, (uint32_t)token);
  return country != NST_NONE && s->country[0] && nst_stage_country(st, s->country) == country;
}

/* Who has to do with the pair is none of it: "Both sides thanked Malaysia", "Iran offered to mediate between the two". */
static bool is_beside(const nst_stage *st, uint32_t head, const nst_side *s) {
  int32_t verb = nst_tok(st->doc, (int32_t)head)->head;
  for (int32_t c = nst_next_child(st->doc, verb, -1); verb >= 0 && c >= 0;
       c = nst_next_child(st->doc, verb, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (rel != NST_REL_NSUBJ && rel != NST_REL_OBJ && rel != NST_REL_IOBJ && rel != NST_REL_OBL) continue;
    if (t->mention < 0 || nst_below(st->doc, (int32_t)head, c)) continue;
    if (is_of_side(st, c, s)) return true;
  }
  for (int steps = 0; verb >= 0 && steps < 3 && nst_tok(st->doc, verb)->deprel == NST_REL_XCOMP; steps++) {
    verb = nst_tok(st->doc, verb)->head;
    int32_t subject = verb < 0 ? -1 : nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    int32_t m = subject < 0 ? -1 : nst_tok(st->doc, subject)->mention;
    const nst_mention *who = m < 0 ? NULL : mention_at(st, m);
    if (who && who->n_who == 1 && s->country[0] && !strcmp(who->who[0].country, s->country)) return true;
  }
  return false;
}

/* All that may be one of the pair, from the pair back to `from_sentence`. */
static void collect_rivals(const nst_stage *st, int32_t mention, int round, uint32_t from_sentence,
                           bool names, const char *sector, rivals *r) {
  uint32_t head = mention_at(st, mention)->head, at = nst_tok(st->doc, (int32_t)head)->sentence;
  bool countries = are_countries(st, head);
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    uint32_t sentence = nst_tok(st->doc, (int32_t)a->head)->sentence;
    if (sentence < from_sentence) break;
    if (!fits_pair(st, i, head, round) || nst_stage_co_argument(st, i, head)) continue;
    bool third = is_third(st, a) || strcmp(a->who[0].sector, "IGO") == 0; /* most often they mediate */
    if (third && from_sentence == at) continue;
    uint32_t far = at - sentence, weight = 12 / (2 + (far > 10 ? 10 : far));
    if (st->doc->sentences.items[sentence].kind == NST_SENT_HEADLINE) weight += 2;
    bool paired = nst_tok(st->doc, (int32_t)a->head)->deprel == NST_REL_CONJ ||
                  nst_child(st->doc, (int32_t)a->head, NST_REL_CONJ) >= 0;
    if (paired) weight += 3;
    for (size_t k = 0; k < a->n_who; k++) {
      nst_side s = {a->who[k].name, a->who[k].country, a->who[k].org, a->who[k].sector};
      if (countries) s.sector = s.name = "";
      if (sector[0] && strcmp(s.sector, sector) != 0) s.sector = sector, s.name = "";
      if (is_beside(st, head, &s)) continue;
      weigh_rival(r, &s, third ? weight / 3 : weight, !names);
    }
  }
}

/* The two that weigh most, in the order of the text. */
static bool heaviest_two(const rivals *r, nst_sides *out) {
  uint32_t a = RIVALS, b = RIVALS;
  for (uint32_t k = 0; k < r->n; k++) {
    if (a == RIVALS || r->weight[k] > r->weight[a]) b = a, a = k;
    else if (b == RIVALS || r->weight[k] > r->weight[b]) b = k;
  }
  if (b == RIVALS) return false;
  nst_sides_add(out, r->items[a > b ? a : b]);
  nst_sides_add(out, r->items[a > b ? b : a]);
  return true;
}

/* How many "the three governments", "the trio" are; 0 where the words do not tell of more than two that are known. */
static size_t counted(const nst_stage *st, uint32_t head) {
  static const char *const words[][2] = {
      {"three trio 3", "3"}, {"four quartet 4", "4"}, {"five quintet 5", "5"}, {"six 6", "6"}};
  int32_t number = nst_child(st->doc, (int32_t)head, NST_REL_NUMMOD);
  bool bare = number < 0;
  if (!(bare ? nst_is_definite(st, head) : is_one_of_known(st, head))) return 0;
  if (!bare && !nst_is_type(st, head, NST_TYPE_SIDES) && !nst_is_type(st, head, NST_TYPE_OTHER)) return 0;
  for (int32_t c = bare ? nst_next_child(st->doc, (int32_t)head, -1) : -1; c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c))
    if (nst_tok(st->doc, c)->deprel != NST_REL_DET) return 0; /* "the four of Friday" */
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (nst_str_in(nst_tok(st->doc, bare ? (int32_t)head : number)->lower, words[i][0]))
      return (size_t)(words[i][1][0] - '0');
  return 0;
}

enum { REMEMBERED = 12 }; /* sentences that a list of several is remembered */

bool nst_settle_pair(nst_stage *st, int32_t mention, nst_sides *out, const char **why) {
  const nst_mention *m = mention_at(st, mention);
  size_t several = counted(st, m->head);
  if (several > 0) {
    *why = "so many: those named together before it";
    return coordinated(st, mention, several, REMEMBERED, out);
  }
  if (!is_pair_phrase(st, m)) return false;
  uint32_t role = pair_role(st, m->head);
  bool agent = role != NST_NONE;
  const char *sector = agent ? nst_stage_entry(st, role)->sector : "";
  bool names = agent || are_countries(st, m->head);
  uint32_t sentence = nst_tok(st->doc, (int32_t)m->head)->sentence;
  rivals here = {.n = 0};
  collect_rivals(st, mention, 0, sentence, names, sector, &here);
  if (here.n == 2 && heaviest_two(&here, out)) {
    *why = "a pair: the two actors of the sentence";
    return true;
  }
  int32_t two = is_bare_pair(st, m->head) ? counted_two(st, mention) : -1;
  if (two >= 0) {
    const nst_mention *counted = mention_at(st, two);
    for (size_t k = 0; k < counted->n_who; k++)
      nst_sides_add(out, (nst_side){counted->who[k].name, counted->who[k].country, counted->who[k].org,
                                    counted->who[k].sector});
    *why = "a pair: the two that are counted before it";
    return out->n > 0;
  }
  nst_str lemma = nst_tok(st->doc, (int32_t)m->head)->lemma;
  bool company = is_bare_company(st, m), friends = company && nst_str_in(lemma, "ally partner patron");
  if ((company || nst_str_in(lemma, "side camp both two pair duo")) &&
      coordinated(st, mention, 2, friends ? REMEMBERED : 3, out)) {
    *why = "a pair: the two coordinated actors before it";
    return true;
  }
  if (friends) return false;
  for (int round = 0; round < 3; round++) {
    rivals all = {.n = 0};
    collect_rivals(st, mention, round, 0, names, sector, &all);
    if (!heaviest_two(&all, out)) continue;
    *why = "a pair: the two actors of this kind that the report speaks of most";
    return true;
  }
  return false;
}
