/* coref.c - pronouns, "the ministry", "both sides": what they stand for, by agreement, grammar and nearness. */
#include "actors/stage.h"

typedef struct wanted {
  bool person, neuter, plural;
  nst_gender gender;
  uint32_t at; /* token of the pronoun */
  bool possessive, reflexive;
} wanted;

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

static int role_score(const nst_stage *st, uint32_t head) {
  const nst_token *t = nst_tok(st->doc, nst_conj_first(st->doc, (int32_t)head));
  switch (nst_rel_main((nst_deprel)t->deprel)) {
  case NST_REL_NSUBJ:
    return 40;
  case NST_REL_OBJ:
  case NST_REL_IOBJ:
    return 25;
  case NST_REL_ROOT:
    return 25;
  case NST_REL_OBL:
    return 15;
  case NST_REL_NMOD:
    return t->deprel == NST_REL_NMOD_POSS ? 18 : 10;
  default:
    return 5;
  }
}

static bool agrees(const nst_stage *st, int32_t i, const wanted *w) {
  const nst_mention *m = mention_at(st, i);
  const nst_note *n = &st->notes[i];
  bool nobody = m->n_who == 0; /* somebody whom nothing is known of may still be meant */
  if (n->modifier || (nobody && !(w->person && n->person))) return false;
  if (w->person) {
    if (!n->person || m->plural || m->n_who > 1) return false;
    return !w->gender || !n->gender || n->gender == w->gender;
  }
  if (w->neuter) return n->neuter && !n->person && !m->plural && m->n_who == 1;
  const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
  bool one = e && m->n_who == 1 && m->listed && /* "the United Nations" */
             (e->kind == NST_ENTRY_ORG || e->kind == NST_ENTRY_BODY || e->kind == NST_ENTRY_COUNTRY) &&
             strcmp(m->who[0].sector, "CVL") != 0;
  if ((m->plural && !one) || m->n_who > 1) return true;
  if (e && e->kind == NST_ENTRY_GROUP) return true;
  return n->agent != NST_NONE && (nst_stage_entry(st, n->agent)->flags & NST_AGENT_GROUP) != 0;
}

/* "telephoned Akayev and thanked him", "called X to ask him": the subject of the pronoun's own verb, though it stands
 * with a verb further up, is somebody else. */
static bool is_own_subject(const nst_stage *st, const nst_mention *m, const wanted *w) {
  if (w->possessive || w->reflexive) return false;
  int32_t verb = nst_tok(st->doc, (int32_t)w->at)->head;
  for (int steps = 0; verb >= 0 && steps < 6; steps++) {
    const nst_token *t = nst_tok(st->doc, verb);
    if (steps == 0 && t->deprel == NST_REL_CCOMP && t->head >= 0 &&
        nst_child_main(st->doc, verb, NST_REL_NSUBJ) == (int32_t)w->at &&
        nst_str_in(nst_tok(st->doc, t->head)->lemma, "demand urge insist ask request recommend")) {
      verb = t->head; /* "demanded that it return": asked of somebody else */
      continue;
    }
    int32_t subject = nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    if (subject >= 0) {
      bool relative =
          nst_str_in(nst_tok(st->doc, subject)->lower, "who which that") && t->deprel == NST_REL_ACL_RELCL;
      return (steps > 0 && subject == (int32_t)m->head) || (relative && t->head == (int32_t)m->head);
    }
    if (!nst_is_verbal(t)) return false;
    if (t->deprel == NST_REL_XCOMP && t->head >= 0) {
      int32_t obj = nst_child(st->doc, t->head, NST_REL_OBJ);
      if (obj >= 0) return obj == (int32_t)m->head;
    }
    if (t->deprel != NST_REL_CONJ && t->deprel != NST_REL_XCOMP && t->deprel != NST_REL_ADVCL) return false;
    verb = t->head;
  }
  return false;
}

/* "Merkel and her minister": the pronoun stands in another conjunct. */
static bool in_conjunct(const nst_stage *st, uint32_t at, uint32_t head) {
  int32_t i = (int32_t)at;
  while (i >= 0 && nst_tok(st->doc, i)->head != (int32_t)head) i = nst_tok(st->doc, i)->head;
  return i >= 0 && nst_tok(st->doc, i)->deprel == NST_REL_CONJ;
}

static int candidate_score(const nst_stage *st, int32_t i, const wanted *w) {
  const nst_mention *m = mention_at(st, i);
  const nst_token *c = nst_tok(st->doc, (int32_t)m->head), *p = nst_tok(st->doc, (int32_t)w->at);
  int score = role_score(st, m->head);
  uint32_t sentences = p->sentence - c->sentence;
  if (nst_below(st->doc, (int32_t)w->at, (int32_t)m->head) && !w->reflexive &&
      !in_conjunct(st, w->at, m->head)) {
    const nst_token *up = nst_tok(st->doc, p->head);
    if (w->possessive || up->head == (int32_t)m->head || p->head == (int32_t)m->head) return -1000;
  }
  if (sentences == 0) {
    if (is_own_subject(st, m, w)) return -1000;
    bool same_clause = p->head == c->head || (p->head >= 0 && nst_tok(st->doc, p->head)->head == c->head);
    if (p->head == c->head && !w->possessive && !w->reflexive) return -1000;
    score += same_clause && (w->possessive || w->reflexive) ? 20 : 6;
    uint32_t far = w->at - m->head;
    score -= (int)(far > 48 ? 12 : far / 4);
  } else {
    score -= 12 + 14 * (int)sentences;
    if (st->doc->sentences.items[c->sentence].kind == NST_SENT_HEADLINE) score -= 10;
  }
  return score;
}

/* "a minister and a general ... they": the coordination as one. */
static void whole_coordination(const nst_stage *st, int32_t i, nst_sides *out) {
  int32_t first = nst_conj_first(st->doc, (int32_t)mention_at(st, i)->head);
  for (int32_t c = first; c >= 0; c = nst_next_child(st->doc, first, c == first ? -1 : c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if ((c != first && t->deprel != NST_REL_CONJ) || t->mention < 0) continue;
    const nst_mention *m = mention_at(st, t->mention);
    for (size_t k = 0; k < m->n_who; k++)
      nst_sides_add(out, (nst_side){m->who[k].name, m->who[k].country, m->who[k].org, m->who[k].sector});
  }
}

static int32_t best_antecedent(const nst_stage *st, int32_t before, const wanted *w) {
  int32_t best = -1;
  int best_score = -100;
  uint32_t sentence = nst_tok(st->doc, (int32_t)w->at)->sentence;
  for (int32_t i = before - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    uint32_t s = nst_tok(st->doc, (int32_t)m->head)->sentence;
    if (sentence - s > 4) break;
    if (st->notes[i].state != NST_NOTE_SETTLED || !agrees(st, i, w)) continue;
    int score = candidate_score(st, i, w);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

/* Who speaks: the subject of the verb of saying of this sentence or of one shortly before. */
static int32_t speaker(nst_stage *st, uint32_t at, int depth) {
  uint32_t s = nst_tok(st->doc, (int32_t)at)->sentence;
  for (uint32_t back = 0; back < 4 && back <= s; back++) {
    const nst_sentence *sentence = &st->doc->sentences.items[s - back];
    for (uint32_t i = sentence->first; sentence->parsed && i < sentence->end; i++) {
      const nst_token *t = nst_tok(st->doc, (int32_t)i);
      if (t->upos != NST_UPOS_VERB || t->in_quote ||
          !nst_str_in(t->lemma,
                      "say tell add state declare announce warn stress note insist quote write tweet ask"))
        continue;
      int32_t subject = nst_child(st->doc, (int32_t)i, NST_REL_NSUBJ);
      int32_t m = subject < 0 ? -1 : nst_tok(st->doc, subject)->mention;
      if (m < 0) continue;
      nst_settle(st, m, depth - 1);
      if (mention_at(st, m)->n_who > 0 || st->notes[m].person) return m;
    }
  }
  return -1;
}

/* "I" of a text that is somebody's own words: the "I" before. */
static int32_t same_speaker(const nst_stage *st, int32_t mention) {
  const nst_token *t = nst_tok(st->doc, (int32_t)mention_at(st, mention)->head);
  const char *one = "i my me mine myself", *many = "we us our ours ourselves";
  const char *list = nst_str_in(t->lower, one) ? one : many;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    const nst_token *e = nst_tok(st->doc, (int32_t)m->head);
    if (m->kind == NST_MENTION_PRONOUN && e->in_quote == t->in_quote && nst_str_in(e->lower, list)) return i;
  }
  return -1;
}

static bool in_list(const nst_token *t, const char *list) {
  return nst_str_in(t->lower, list);
}

static int32_t relative_head(const nst_stage *st, uint32_t at) {
  int32_t i = (int32_t)at;
  for (int steps = 0; i >= 0 && steps < 4; steps++) {
    const nst_token *t = nst_tok(st->doc, i);
    if (t->deprel == NST_REL_ACL_RELCL || t->deprel == NST_REL_ADVCL_RELCL)
      return t->head < 0 ? -1 : nst_tok(st->doc, t->head)->mention;
    i = t->head;
  }
  return -1;
}

static bool fill_wanted(const nst_token *t, wanted *w) {
  w->possessive = t->deprel == NST_REL_NMOD_POSS;
  w->reflexive = (t->feat_bits & NST_FEAT(REFLEXIVE)) != 0;
  if (in_list(t, "he him his himself")) w->person = true, w->gender = NST_GENDER_MALE;
  else if (in_list(t, "she her hers herself")) w->person = true, w->gender = NST_GENDER_FEMALE;
  else if (in_list(t, "it its itself")) w->neuter = true;
  else if (in_list(t, "they them their theirs themselves")) w->plural = true;
  else return false;
  return true;
}

void nst_settle_pronoun(nst_stage *st, int32_t mention, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  nst_note *note = &st->notes[mention];
  wanted w = {.at = m->head};
  int32_t found = -1;
  const char *why = "pronoun";
  nst_sides sides = {.n = 0};
  if (t->deprel == NST_REL_EXPL) return;
  if (in_list(t, "who whom which that whose")) {
    found = relative_head(st, m->head);
    why = "relative pronoun: the noun before it";
  } else if (in_list(t, "i we us our my me ours mine ourselves")) {
    found = t->in_quote ? speaker(st, m->head, depth) : -1;
    if (found < 0) found = same_speaker(st, mention);
    note->person = true;
    why = "first person in a quotation: the speaker";
  } else if (in_list(t, "both")) {
    if (nst_settle_pair(st, mention, &sides, &why)) nst_set_who(st, mention, &sides, why);
    return;
  } else if (fill_wanted(t, &w)) {
    found = best_antecedent(st, mention, &w);
    wanted body = {.neuter = true, .at = w.at, .possessive = w.possessive, .reflexive = w.reflexive};
    if (found < 0 && w.plural) found = best_antecedent(st, mention, &body);
  }
  if (found < 0 || found == mention || st->notes[found].state == NST_NOTE_BUSY) return;
  if (found > mention) nst_settle(st, found, depth - 1);
  const nst_mention *a = mention_at(st, found);
  if (a->n_who == 0 && !st->notes[found].person) return;
  m->antecedent = found;
  uint32_t agent = note->agent = st->notes[found].agent;
  note->entry = st->notes[found].entry;
  note->person = st->notes[found].person;
  note->neuter = st->notes[found].neuter;
  note->gender = st->notes[found].gender ? st->notes[found].gender : (uint8_t)w.gender;
  if (!st->notes[found].gender)
    st->notes[found].gender = note->gender; /* "Smith ... she": a woman from now on */
  if (a->n_who == 0) return;
  (void)agent;
  if (w.plural) whole_coordination(st, found, &sides);
  if (sides.n == 0)
    for (size_t i = 0; i < a->n_who; i++)
      nst_sides_add(&sides, (nst_side){a->who[i].name, a->who[i].country, a->who[i].org, a->who[i].sector});
  const char *text = nst_tokens_text(st->doc, a->first, a->end);
  const char *full = text ? nst_arena_format(st->arena, "%s: %s", why, text) : NULL;
  if (!full) st->no_memory = true;
  else nst_set_who(st, mention, &sides, full);
}

static bool last_name_of(const nst_stage *st, const nst_mention *m, nst_str word) {
  for (uint32_t t = m->first; t < m->end; t++) {
    const nst_token *tok = nst_tok(st->doc, (int32_t)t);
    if (tok->upos == NST_UPOS_PROPN && nst_str_eq(tok->form, word) &&
        (t == m->head || tok->head == (int32_t)m->head) && tok->deprel != NST_REL_NMOD_POSS &&
        tok->deprel != NST_REL_AMOD && tok->deprel != NST_REL_NMOD)
      return true;
  }
  return false;
}

/* "Movement of the Desert Youth (MDY)": do the capitals spell the abbreviation, or is it put in brackets? */
static bool introduces(const nst_stage *st, const nst_mention *m, nst_str word) {
  uint32_t letters = 0;
  const nst_sentence *s = &st->doc->sentences.items[nst_tok(st->doc, (int32_t)m->head)->sentence];
  if (word.len < 2 || word.len > 8) return false;
  for (uint32_t t = m->first; t < m->end; t++) {
    nst_str form = nst_tok(st->doc, (int32_t)t)->form;
    if (letters < word.len && form.len > 1 && form.p[0] == word.p[letters]) letters++;
  }
  if (letters == word.len) return true;
  return m->end + 1 < s->end && nst_str_is(nst_tok(st->doc, (int32_t)m->end)->form, "(") &&
         nst_str_eq(nst_tok(st->doc, (int32_t)m->end + 1)->form, word);
}

int32_t nst_earlier_name(const nst_stage *st, int32_t mention) {
  const nst_mention *m = mention_at(st, mention);
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  const nst_hit *h = st->hit_of[m->head] < 0 ? NULL : &st->hits.items[st->hit_of[m->head]];
  nst_sense_kind kind = h ? (nst_sense_kind)nst_stage_sense(st, h->sense)->kind : NST_SENSE_NAME;
  if (t->upos != NST_UPOS_PROPN || (h && kind != NST_SENSE_SURNAME)) return -1;
  if (nst_child(st->doc, (int32_t)m->head, NST_REL_FLAT) >= 0) return -1;
  bool acronym = t->form.len >= 2 && t->form.p[1] >= 'A' && t->form.p[1] <= 'Z';
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *e = mention_at(st, i);
    if (e->n_who == 0 || st->notes[i].modifier || e->kind != NST_MENTION_NAME) {
      if (!(e->n_who > 0 && acronym && !st->notes[i].modifier && introduces(st, e, t->form))) continue;
      return i;
    }
    bool person = st->notes[i].person;
    if (person && e->head != m->head && last_name_of(st, e, t->form)) return i;
    if (!person && ((acronym && introduces(st, e, t->form)) ||
                    nst_str_eq(nst_tok(st->doc, (int32_t)e->head)->form, t->form)))
      return i;
  }
  return -1;
}

static bool one_of_types(const nst_stage *st, const nst_entry *e, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  nst_str rest = e->types, word;
  while (nst_str_cut(&rest, ' ', &word))
    if (word.len > 0 && nst_str_eq(word, t->lemma)) return true;
  return false;
}

static void add_who(nst_sides *out, const nst_mention *m, bool with_sector) {
  for (size_t i = 0; i < m->n_who; i++)
    nst_sides_add(out, (nst_side){m->who[i].name, m->who[i].country, m->who[i].org,
                                  with_sector ? m->who[i].sector : ""});
}

static bool possessor(nst_stage *st, uint32_t head, int depth, const nst_who **out) {
  int32_t c = nst_child(st->doc, (int32_t)head, NST_REL_NMOD_POSS);
  int32_t m = c < 0 ? -1 : nst_tok(st->doc, c)->mention;
  if (m < 0) return false;
  nst_settle(st, m, depth - 1);
  if (mention_at(st, m)->n_who == 0) return false;
  *out = &mention_at(st, m)->who[0];
  return true;
}

/* "its neighbour", "his regional rival": the nearest other country. */
enum { OTHER_NEAR = 12 }; /* what nearness counts beside how much the report speaks of a country */

static bool other_country(nst_stage *st, int32_t mention, nst_sides *out, int depth) {
  const nst_who *own;
  uint32_t best_score = 0, head = mention_at(st, mention)->head,
           at = nst_tok(st->doc, (int32_t)head)->sentence;
  const char *best = NULL;
  if (!possessor(st, head, depth, &own)) return false;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    uint32_t far = at - nst_tok(st->doc, (int32_t)m->head)->sentence;
    if (m->n_who != 1 || !m->who[0].country[0] || !strcmp(m->who[0].country, own->country)) continue;
    if (m->kind == NST_MENTION_PRONOUN || st->notes[i].entry == NST_NONE) continue;
    uint32_t country = nst_stage_country(st, m->who[0].country);
    uint32_t score = OTHER_NEAR / (1 + far) + (country != NST_NONE ? (st->tally[country] + 1) / 2 : 0);
    if (score <= best_score) continue;
    best_score = score;
    best = m->who[0].country;
  }
  if (best) nst_sides_add(out, (nst_side){"", best, "", ""});
  return best != NULL;
}

static bool fits_type(const nst_stage *st, int32_t i, uint32_t head) {
  const nst_note *n = &st->notes[i];
  const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
  const nst_entry *agent = n->agent != NST_NONE ? nst_stage_entry(st, n->agent) : NULL;
  const nst_mention *candidate = mention_at(st, i);
  bool state =
      candidate->n_who > 0 && nst_str_in(nst_str_of(candidate->who[0].sector), "GOV LEG JUD MIL COP SPY");
  if (state &&
      nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "group movement faction gang network cartel front"))
    return false;
  if (e && e->kind == NST_ENTRY_ORG) return one_of_types(st, e, head);
  if (e && e->kind == NST_ENTRY_COUNTRY) {
    const nst_mention *m = mention_at(st, i);
    bool body = m->n_who > 0 && m->who[0].sector[0] && strcmp(m->who[0].sector, "GOV") != 0;
    bool special = nst_str_in(nst_tok(st->doc, (int32_t)head)->lemma, "kingdom emirate sultanate island");
    if (special && !one_of_types(st, e, head)) return false;
    return nst_is_type(st, head, body ? NST_TYPE_GROUP : NST_TYPE_COUNTRY);
  }
  if (e && e->kind == NST_ENTRY_GROUP) return nst_is_type(st, head, NST_TYPE_GROUP);
  if (e && e->kind == NST_ENTRY_BODY)
    return nst_is_type(st, head, NST_TYPE_ORG) || nst_is_type(st, head, NST_TYPE_GROUP);
  if (n->person) return nst_is_type(st, head, NST_TYPE_PERSON);
  if (agent && (agent->flags & (NST_AGENT_BODY | NST_AGENT_GROUP)))
    return nst_is_type(st, head, NST_TYPE_GROUP);
  return false;
}

/* "his Turkish counterpart": the country of its modifier, the sector of the possessor. */
static bool counterpart(nst_stage *st, int32_t mention, nst_sides *out, int depth) {
  const nst_who *own = NULL;
  uint32_t head = mention_at(st, mention)->head;
  bool has = possessor(st, head, depth, &own);
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->mention < 0 || t->deprel == NST_REL_NMOD_POSS) continue;
    nst_settle(st, t->mention, depth - 1);
    const nst_mention *m = mention_at(st, t->mention);
    if (m->n_who > 0 && (m->who[0].country[0] || m->who[0].org[0])) {
      nst_sides_add(out, (nst_side){"", m->who[0].country, m->who[0].org, has ? own->sector : "GOV"});
      return true;
    }
  }
  return false;
}

/* "the United Steelworkers union": a name before the noun that is no actor of its own. */
static bool has_own_name(const nst_stage *st, uint32_t head) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool listed = st->hit_of[c] >= 0 &&
                  nst_stage_sense(st, st->hits.items[st->hit_of[c]].sense)->kind != NST_SENSE_AGENT;
    if (t->upos == NST_UPOS_PROPN && rel == NST_REL_COMPOUND && !listed) return true;
  }
  return false;
}

/* The subject of the verb that a phrase depends on is not what the phrase stands for, nor is what stands beside it. */
static bool co_argument(const nst_stage *st, int32_t i, uint32_t head) {
  const nst_token *a = nst_tok(st->doc, (int32_t)mention_at(st, i)->head);
  int32_t verb = nst_tok(st->doc, (int32_t)head)->head;
  if (a->head >= 0 && a->head == verb && a->deprel != NST_REL_NMOD_POSS) return true;
  for (int steps = 0; verb >= 0 && nst_is_nominal(nst_tok(st->doc, verb)) && steps < 6; steps++)
    verb = nst_tok(st->doc, verb)->head;
  int32_t subject = -1;
  for (int steps = 0; verb >= 0 && subject < 0 && steps < 4; steps++) {
    subject = nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    if (subject >= 0 && in_list(nst_tok(st->doc, subject), "who which that") &&
        nst_tok(st->doc, verb)->deprel == NST_REL_ACL_RELCL)
      subject = nst_tok(st->doc, verb)->head;
    verb = nst_tok(st->doc, verb)->deprel == NST_REL_CONJ ? nst_tok(st->doc, verb)->head : -1;
  }
  return subject >= 0 && !nst_below(st->doc, (int32_t)head, subject) &&
         nst_below(st->doc, (int32_t)mention_at(st, i)->head, subject);
}

/* "the North" where the report speaks of North Korea and South Korea, of South Sudan and Sudan. */
static bool half_of_a_pair(const nst_stage *st, uint32_t head, nst_sides *out) {
  const nst_token *t = nst_tok(st->doc, (int32_t)head);
  bool north = nst_str_is(t->form, "North"), south = nst_str_is(t->form, "South");
  if ((!north && !south) || !nst_is_definite(st, head)) return false;
  uint32_t n = nst_lexicon_entries(st->lexicon), half = NST_NONE, whole = NST_NONE;
  for (uint32_t i = 0; i < n; i++) {
    if (st->tally[i] == 0) continue;
    const nst_entry *e = nst_stage_entry(st, i);
    bool other = nst_str_starts(nst_str_of(e->name), north ? "South " : "North ");
    bool same = nst_str_starts(nst_str_of(e->name), north ? "North " : "South ");
    if (!other && !same) continue;
    for (uint32_t k = 0; k < n; k++) {
      if (k == i || st->tally[k] == 0) continue;
      const nst_entry *p = nst_stage_entry(st, k);
      const char *rest = e->name + 6;
      bool pair = strcmp(p->name, rest) == 0 || (strlen(p->name) > 6 && strcmp(p->name + 6, rest) == 0);
      if (pair && same && (half == NST_NONE || st->tally[i] > st->tally[half])) half = i;
      if (pair && other && (whole == NST_NONE || st->tally[k] > st->tally[whole])) whole = k;
    }
  }
  uint32_t found = half != NST_NONE ? half : whole;
  if (found == NST_NONE) return false;
  const nst_entry *e = nst_stage_entry(st, found);
  nst_sides_add(out, (nst_side){e->name, e->country, "", ""});
  return true;
}

bool nst_settle_definite(nst_stage *st, int32_t mention, nst_sides *out, const char **why, int depth) {
  const nst_mention *m = mention_at(st, mention);
  uint32_t head = m->head;
  st->notes[mention].neuter =
      !nst_is_type(st, head, NST_TYPE_PERSON) && !nst_is_type(st, head, NST_TYPE_COUNTERPART);
  st->notes[mention].person = !st->notes[mention].neuter || st->notes[mention].person;
  if (nst_is_type(st, head, NST_TYPE_COUNTERPART)) {
    *why = "counterpart: the country of its modifier, the sector of the possessor";
    return counterpart(st, mention, out, depth);
  }
  if (half_of_a_pair(st, head, out)) {
    *why = "the half of the pair of countries that the report speaks of";
    return true;
  }
  if (nst_is_type(st, head, NST_TYPE_OTHER) && other_country(st, mention, out, depth)) {
    *why = "the other country nearest before it";
    return true;
  }
  if (!nst_is_definite(st, head) || m->plural || has_own_name(st, head)) return false;
  if (nst_is_type(st, head, NST_TYPE_CAPITAL)) {
    uint32_t country = nst_stage_context(st, head);
    if (country == NST_NONE) return false;
    nst_geo *geo = nst_arena_take(st->arena, sizeof *geo);
    if (!geo) {
      st->no_memory = true;
      return false;
    }
    const nst_entry *e = nst_stage_entry(st, country);
    *geo = (nst_geo){.name = "capital", .country = e->country, .admin1 = "", .precision = NST_PLACE_COUNTRY};
    st->doc->mentions.items[mention].geo = geo;
    nst_sides_add(out, (nst_side){"", e->country, "", ""});
    *why = "capital of the country that the report is about here";
    return true;
  }
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    bool modifier = st->notes[i].modifier;
    if (nst_tok(st->doc, (int32_t)a->head)->sentence == nst_tok(st->doc, (int32_t)head)->sentence &&
        co_argument(st, i, head))
      continue;
    if (a->n_who == 0 || a->kind == NST_MENTION_PRONOUN || !fits_type(st, i, head)) continue;
    if (st->notes[i].agent != NST_NONE && modifier) continue;
    bool country = nst_is_type(st, head, NST_TYPE_COUNTRY) && st->notes[i].entry != NST_NONE &&
                   nst_stage_entry(st, st->notes[i].entry)->kind == NST_ENTRY_COUNTRY;
    add_who(out, a, !country);
    st->doc->mentions.items[mention].antecedent = i;
    st->notes[mention].entry = st->notes[i].entry;
    *why = "definite phrase: the last one named before that it can stand for";
    return out->n > 0;
  }
  return false;
}

bool nst_settle_named_before(nst_stage *st, int32_t mention, nst_sides *out, const char **why) {
  uint32_t head = mention_at(st, mention)->head;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_note *n = &st->notes[i];
    const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
    if (!e || e->kind != NST_ENTRY_ORG || mention_at(st, i)->n_who == 0 || !one_of_types(st, e, head))
      continue;
    add_who(out, mention_at(st, i), true);
    *why = "the organisation named before that it can stand for";
    return out->n > 0;
  }
  return false;
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

static bool is_pair_phrase(const nst_stage *st, const nst_mention *m) {
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  if (nst_str_is(t->lower, "both")) return true;
  if (!nst_is_type(st, m->head, NST_TYPE_SIDES)) return false;
  if (!m->plural) { /* "each side" */
    int32_t det = nst_child(st->doc, (int32_t)m->head, NST_REL_DET);
    return det >= 0 && nst_str_is(nst_tok(st->doc, det)->lower, "each");
  }
  for (int32_t c = nst_next_child(st->doc, (int32_t)m->head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)m->head, c))
    if (nst_str_is(nst_tok(st->doc, c)->lower, "both") ||
        (nst_str_is(nst_tok(st->doc, c)->lower, "two") && is_one_of_known(st, m->head)))
      return true;
  return nst_str_is(t->lower, "sides") && nst_is_definite(st, m->head);
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
  if (nst_is_type(st, head, NST_TYPE_COUNTRY)) return (country && !m->who[0].sector[0]) || round > 0;
  const nst_hit *h = st->hit_of[head] < 0 ? NULL : &st->hits.items[st->hit_of[head]];
  if (h && nst_stage_sense(st, h->sense)->kind == NST_SENSE_AGENT) {
    const nst_entry *e = nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry);
    if ((e->flags & NST_AGENT_PERSON) && round == 0) return n->person && !strcmp(m->who[0].sector, e->sector);
    return round > 1 || !strcmp(m->who[0].sector, e->sector) || country;
  }
  return true;
}

/* "between Riyadh and Tehran ... both sides": two coordinated actors shortly before. */
static bool coordinated_pair(const nst_stage *st, int32_t mention, nst_sides *out) {
  uint32_t head = mention_at(st, mention)->head, sentence = nst_tok(st->doc, (int32_t)head)->sentence;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_token *t = nst_tok(st->doc, (int32_t)mention_at(st, i)->head);
    if (sentence - t->sentence > 3) break;
    if (t->deprel != NST_REL_CONJ || st->notes[i].modifier || co_argument(st, i, head)) continue;
    nst_sides both = {.n = 0};
    whole_coordination(st, i, &both);
    if (both.n != 2 || !nst_side_known(&both.items[0]) || !nst_side_known(&both.items[1])) continue;
    if (!strcmp(both.items[0].country, both.items[1].country) &&
        !strcmp(both.items[0].org, both.items[1].org))
      continue;
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
      r->weight[k] += weight;
      return;
    }
  if (r->n == RIVALS) return;
  r->items[r->n] = *s;
  r->weight[r->n] = weight;
  r->first[r->n] = r->n;
  r->n++;
}

/* All that may be one of the pair, from the pair back to `from_sentence`. */
static void collect_rivals(const nst_stage *st, int32_t mention, int round, uint32_t from_sentence,
                           bool names, const char *sector, rivals *r) {
  uint32_t head = mention_at(st, mention)->head, at = nst_tok(st->doc, (int32_t)head)->sentence;
  bool countries = nst_is_type(st, head, NST_TYPE_COUNTRY);
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    uint32_t sentence = nst_tok(st->doc, (int32_t)a->head)->sentence;
    if (sentence < from_sentence) break;
    if (!fits_pair(st, i, head, round) || co_argument(st, i, head)) continue;
    uint32_t far = at - sentence, weight = 12 / (2 + (far > 10 ? 10 : far));
    if (st->doc->sentences.items[sentence].kind == NST_SENT_HEADLINE) weight += 2;
    bool paired = nst_tok(st->doc, (int32_t)a->head)->deprel == NST_REL_CONJ ||
                  nst_child(st->doc, (int32_t)a->head, NST_REL_CONJ) >= 0;
    if (paired) weight += 3;
    for (size_t k = 0; k < a->n_who; k++) {
      nst_side s = {a->who[k].name, a->who[k].country, a->who[k].org, a->who[k].sector};
      if (countries) s.sector = s.name = "";
      if (sector[0] && strcmp(s.sector, sector) != 0) s.sector = sector, s.name = "";
      weigh_rival(r, &s, strcmp(s.sector, "IGO") == 0 ? weight / 2 : weight,
                  !names); /* most often they mediate */
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

bool nst_settle_pair(nst_stage *st, int32_t mention, nst_sides *out, const char **why) {
  const nst_mention *m = mention_at(st, mention);
  if (!is_pair_phrase(st, m)) return false;
  const nst_hit *h = st->hit_of[m->head] < 0 ? NULL : &st->hits.items[st->hit_of[m->head]];
  bool agent = h && nst_stage_sense(st, h->sense)->kind == NST_SENSE_AGENT &&
               !nst_str_in(nst_tok(st->doc, (int32_t)m->head)->lemma,
                           "side camp party delegation team faction rival negotiator");
  const char *sector = agent ? nst_stage_entry(st, nst_stage_sense(st, h->sense)->entry)->sector : "";
  bool names = agent || nst_is_type(st, m->head, NST_TYPE_COUNTRY);
  uint32_t sentence = nst_tok(st->doc, (int32_t)m->head)->sentence;
  rivals here = {.n = 0};
  collect_rivals(st, mention, 0, sentence, names, sector, &here);
  if (here.n == 2 && heaviest_two(&here, out)) {
    *why = "a pair: the two actors of the sentence";
    return true;
  }
  if (nst_str_in(nst_tok(st->doc, (int32_t)m->head)->lemma, "side camp both") &&
      coordinated_pair(st, mention, out)) {
    *why = "a pair: the two coordinated actors before it";
    return true;
  }
  for (int round = 0; round < 3; round++) {
    rivals all = {.n = 0};
    collect_rivals(st, mention, round, 0, names, sector, &all);
    if (!heaviest_two(&all, out)) continue;
    *why = "a pair: the two actors of this kind that the report speaks of most";
    return true;
  }
  return false;
}

/* The same line of role words, or the words of a person's office. */
static bool same_role(const nst_stage *st, int32_t i, uint32_t agent, bool definite, const char *sector) {
  const nst_note *n = &st->notes[i];
  if (n->agent == agent) return true;
  if (!definite || n->entry == NST_NONE) {
    return n->agent != NST_NONE && !strcmp(nst_stage_entry(st, n->agent)->sector, sector) && !n->person &&
           sector[0];
  }
  const nst_entry *e = nst_stage_entry(st, n->entry);
  const nst_mention *m = mention_at(st, i);
  if (e->kind == NST_ENTRY_PERSON && (nst_stage_entry(st, agent)->flags & NST_AGENT_PERSON)) {
    for (uint32_t r = e->first_role; r != NST_NONE; r = nst_stage_role(st, r)->next) {
      const nst_role *role = nst_stage_role(st, r);
      nst_words words;
      if (strcmp(role->sector, sector) != 0 || strcmp(m->who[0].sector, sector) != 0 ||
          !nst_words_of(st->arena, role->words, &words) || words.too_long)
        continue;
      for (uint32_t s = nst_actor_senses(st->lexicon, (nst_str){words.text, words.len}); s != NST_NONE;
           s = nst_stage_sense(st, s)->next)
        if (nst_stage_sense(st, s)->entry == agent) return true;
    }
    return false;
  }
  return e->kind == NST_ENTRY_GROUP && !strcmp(m->who[0].sector, sector);
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

bool nst_settle_role(nst_stage *st, int32_t mention, nst_side *side, const char **why) {
  const nst_mention *m = mention_at(st, mention);
  uint32_t agent = st->notes[mention].agent;
  const nst_entry *line = agent == NST_NONE ? NULL : nst_stage_entry(st, agent);
  uint32_t sentence = nst_tok(st->doc, (int32_t)m->head)->sentence;
  bool definite = nst_is_definite(st, m->head);
  bool official = line && (line->flags & NST_AGENT_PERSON) && !strcmp(side->sector, "GOV");
  bool told_before = definite && said_before(st, mention);
  uint32_t beside = official || told_before ? NST_NONE : nst_stage_beside(st, m->head);
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
  for (int32_t i = mention - 1; line && i >= 0; i--) {
    const nst_mention *a = mention_at(st, i);
    if (a->n_who != 1 || st->notes[i].state != NST_NOTE_SETTLED || a->kind == NST_MENTION_PRONOUN) continue;
    if (!(a->who[0].country[0] || a->who[0].org[0]) || !same_role(st, i, agent, definite, side->sector))
      continue;
    if ((line->flags & NST_AGENT_PERSON) && !definite &&
        sentence != nst_tok(st->doc, (int32_t)a->head)->sentence)
      continue;
    if (strcmp(a->who[0].sector, side->sector) != 0 && !a->who[0].org[0]) continue;
    if (realm != NST_NONE && strcmp(a->who[0].country, nst_stage_entry(st, realm)->country) != 0) continue;
    side->country = a->who[0].country;
    side->org = a->who[0].org;
    if (a->who[0].org[0]) side->sector = a->who[0].sector;
    if (definite && st->notes[i].person == ((line->flags & NST_AGENT_PERSON) != 0)) {
      side->name = a->who[0].name;
      st->doc->mentions.items[mention].antecedent = i;
    }
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
  if (line && line->country[0]) {
    side->country = line->country;
    *why = "an office of that country where none is named";
    return true;
  }
  uint32_t country = nst_stage_context(st, m->head);
  if (country == NST_NONE) return true;
  side->country = nst_stage_entry(st, country)->country;
  *why = "country that the report is about here";
  return true;
}
