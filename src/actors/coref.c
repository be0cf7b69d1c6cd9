/* coref.c - pronouns, surnames and abbreviations: what they stand for, by agreement, grammar and nearness. Phrases that name
 * nobody are in definite.c, pair.c and role.c. */
#include "actors/stage.h"

typedef struct wanted {
  bool person, neuter, plural;
  nst_gender gender;
  uint32_t at; /* token of the pronoun */
  uint32_t in; /* what it is a part of in its clause: "some" of "some of them" */
  bool possessive, reflexive;
} wanted;

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

/* "some of them", "thousands of people": stands in the clause where the whole phrase does. */
static uint32_t whole_of(const nst_stage *st, uint32_t at) {
  for (int steps = 0; steps < 3; steps++) {
    const nst_token *t = nst_tok(st->doc, (int32_t)at);
    if (t->deprel != NST_REL_NMOD || t->head < 0 || !nst_str_is(nst_case_of(st->doc, (int32_t)at), "of"))
      break;
    const nst_token *up = nst_tok(st->doc, t->head);
    bool part =
        up->upos == NST_UPOS_NUM || up->upos == NST_UPOS_PRON || up->upos == NST_UPOS_DET ||
        nst_str_in(up->lemma, "some many most half one few several dozen score hundred thousand number "
                              "majority rest member handful");
    if (!part) break;
    at = (uint32_t)t->head;
  }
  return at;
}

/* The token that has the grammatical role: of a coordination the first, of a partitive the number. */
static int32_t role_token(const nst_stage *st, uint32_t head) {
  return nst_conj_first(st->doc, (int32_t)whole_of(st, (uint32_t)nst_conj_first(st->doc, (int32_t)head)));
}

static int role_score(const nst_stage *st, uint32_t head) {
  const nst_token *t = nst_tok(st->doc, role_token(st, head));
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

/* "Obama and Castro": several, though each is one. */
static bool is_coordination(const nst_stage *st, int32_t i) {
  int32_t head = (int32_t)mention_at(st, i)->head;
  if (mention_at(st, i)->n_who == 0 || nst_conj_first(st->doc, head) != head) return false;
  for (int32_t c = nst_child(st->doc, head, NST_REL_CONJ); c >= 0; c = nst_next_child(st->doc, head, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if (t->deprel != NST_REL_CONJ || t->mention < 0 || mention_at(st, t->mention)->n_who == 0) continue;
    int32_t cc = nst_child(st->doc, c, NST_REL_CC);
    if (cc < 0 || nst_str_is(nst_tok(st->doc, cc)->lower, "and")) return true;
  }
  return false;
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
  bool crowd = m->n_who == 1 && n->agent != NST_NONE && !strcmp(m->who[0].sector, "CVL");
  const nst_entry *e = n->entry != NST_NONE ? nst_stage_entry(st, n->entry) : NULL;
  bool one = e && m->n_who == 1 && m->listed && /* "the United Nations" */
             (e->kind == NST_ENTRY_ORG || e->kind == NST_ENTRY_BODY || e->kind == NST_ENTRY_COUNTRY) &&
             strcmp(m->who[0].sector, "CVL") != 0;
  if (w->neuter)
    return n->neuter && !n->person && (!m->plural || (one && w->possessive)) && m->n_who == 1 && !crowd;
  if ((m->plural && !one) || m->n_who > 1) return true;
  if (e && e->kind == NST_ENTRY_GROUP) return true;
  if (is_coordination(st, i)) return true;
  return n->agent != NST_NONE && (nst_stage_entry(st, n->agent)->flags & NST_AGENT_GROUP) != 0;
}

/* "telephoned Akayev and thanked him", "called X to ask him": the subject of the pronoun's own verb, though it stands
 * with a verb further up, is somebody else. */
static bool is_own_subject(const nst_stage *st, const nst_mention *m, const wanted *w) {
  if (w->possessive || w->reflexive) return false;
  int32_t verb = nst_tok(st->doc, (int32_t)w->in)->head, own = role_token(st, m->head);
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
      return (steps > 0 && subject == own) || (relative && t->head == own);
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

/* Of one land, and yet not of one side: police and protesters, the army and rebels. */
static bool is_divided(const nst_who *a, const nst_who *b) {
  static const char *const people = "REB CRM OPP PTY CVL EDU LAB REL MED REF ELI";
  return a->sector[0] && b->sector[0] && strcmp(a->sector, b->sector) != 0 &&
         (nst_str_in(nst_str_of(a->sector), people) || nst_str_in(nst_str_of(b->sector), people));
}

/* The token of the object that the pronoun is, or that is its own where the verb says harm: nobody shells "its camps"
 * where they are one's own. */
static const nst_token *object_of(const nst_stage *st, const wanted *w) {
  const nst_token *p = nst_tok(st->doc, (int32_t)w->in);
  if (!w->possessive) return p;
  if (p->head < 0) return NULL;
  const nst_token *noun = nst_tok(st->doc, (int32_t)whole_of(st, (uint32_t)p->head));
  bool harmed =
      noun->head >= 0 && noun->deprel == NST_REL_OBJ &&
      nst_str_in(nst_tok(st->doc, noun->head)->lemma,
                 "attack bomb shell bombard raid storm ambush kill arrest detain capture overrun strafe "
                 "besiege torch assassinate pound");
  return harmed ? noun : NULL;
}

/* An object is seldom of its own subject's side: "the United States thanked him". */
static bool is_subjects_side(const nst_stage *st, const nst_mention *m, const wanted *w) {
  const nst_token *p = object_of(st, w);
  nst_deprel rel = p ? nst_rel_main((nst_deprel)p->deprel) : NST_REL_ROOT;
  if (!p || w->reflexive || (rel != NST_REL_OBJ && rel != NST_REL_IOBJ && rel != NST_REL_OBL)) return false;
  int32_t verb = p->head, subject = -1;
  for (int steps = 0; verb >= 0 && subject < 0 && steps < 4; steps++) {
    subject = nst_child_main(st->doc, verb, NST_REL_NSUBJ);
    nst_deprel up = (nst_deprel)nst_tok(st->doc, verb)->deprel;
    verb = up == NST_REL_CONJ || up == NST_REL_XCOMP ? nst_tok(st->doc, verb)->head : -1;
  }
  int32_t s = subject < 0 ? -1 : nst_tok(st->doc, subject)->mention;
  if (s < 0 || mention_at(st, s)->n_who != 1 || m->n_who != 1) return false;
  const nst_who *a = &mention_at(st, s)->who[0], *b = &m->who[0];
  return (a->country[0] || a->org[0]) && strcmp(a->country, b->country) == 0 && strcmp(a->org, b->org) == 0 &&
         !is_divided(a, b);
}

static int candidate_score(const nst_stage *st, int32_t i, const wanted *w) {
  const nst_mention *m = mention_at(st, i);
  const nst_token *c = nst_tok(st->doc, role_token(st, m->head)), *p = nst_tok(st->doc, (int32_t)w->in);
  int score = role_score(st, m->head);
  uint32_t sentences = p->sentence - c->sentence;
  if (is_subjects_side(st, m, w)) score -= 25;
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

static bool in_list(const nst_token *t, const char *list) {
  return nst_str_in(t->lower, list);
}

/* The noun that a relative clause describes. A title stands for the name behind it; where the noun is nobody and the last
 * name of its phrase is somebody ("to safety in Peru, whose president ..."), that one. */
static int32_t described(nst_stage *st, int32_t noun, uint32_t at, int depth) {
  const nst_token *t = nst_tok(st->doc, noun);
  if (t->deprel == NST_REL_NMOD_DESC && t->head >= 0) return nst_tok(st->doc, t->head)->mention;
  if (t->mention >= 0) nst_settle(st, t->mention, depth - 1);
  if (t->mention >= 0 && (mention_at(st, t->mention)->n_who > 0 || st->notes[t->mention].person))
    return t->mention;
  int32_t near = (int32_t)at - 1;
  while (near > noun && nst_tok(st->doc, near)->upos == NST_UPOS_PUNCT) near--;
  int32_t m = near > noun && nst_below(st->doc, near, noun) ? nst_tok(st->doc, near)->mention : -1;
  if (m >= 0) nst_settle(st, m, depth - 1);
  return m >= 0 && mention_at(st, m)->n_who > 0 ? m : t->mention;
}

static int32_t relative_head(nst_stage *st, uint32_t at, int depth) {
  int32_t i = (int32_t)at;
  for (int steps = 0; i >= 0 && steps < 4; steps++) {
    const nst_token *t = nst_tok(st->doc, i);
    if (t->deprel == NST_REL_ACL_RELCL || t->deprel == NST_REL_ADVCL_RELCL)
      return t->head < 0 ? -1 : described(st, t->head, at, depth);
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

/* "condemned it", "refused to accept it": an act or a paper, never somebody. */
static bool is_no_actor(const nst_stage *st, const wanted *w) {
  const nst_token *p = nst_tok(st->doc, (int32_t)w->at);
  if (w->person || w->possessive || w->reflexive || p->head < 0 || p->deprel != NST_REL_OBJ) return false;
  return nst_str_in(
      nst_tok(st->doc, p->head)->lemma,
      "condemn deplore applaud endorse dismiss deny accept sign ratify veto lift implement postpone "
      "cancel repeal breach violate enforce");
}

void nst_settle_pronoun(nst_stage *st, int32_t mention, int depth) {
  nst_mention *m = &st->doc->mentions.items[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  nst_note *note = &st->notes[mention];
  wanted w = {.at = m->head, .in = whole_of(st, m->head)};
  int32_t found = -1;
  const char *why = "pronoun";
  nst_sides sides = {.n = 0};
  if (t->deprel == NST_REL_EXPL) return;
  if (in_list(t, "who whom which that whose")) {
    found = relative_head(st, m->head, depth);
    why = "relative pronoun: the noun before it";
  } else if (in_list(t, "i we us our my me ours mine ourselves")) {
    found = nst_first_person(st, mention, depth, &why);
    note->person = true;
  } else if (in_list(t, "both")) {
    if (nst_settle_pair(st, mention, &sides, &why)) nst_set_who(st, mention, &sides, why);
    return;
  } else if (fill_wanted(t, &w) && !is_no_actor(st, &w)) {
    found = best_antecedent(st, mention, &w);
    wanted body = {
        .neuter = true, .at = w.at, .in = w.in, .possessive = w.possessive, .reflexive = w.reflexive};
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
  if (w.plural) nst_stage_coordination(st, found, &sides);
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
