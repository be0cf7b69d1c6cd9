/* match.c - frame entries against the words of a sentence.
 *
 * In: an anchor. Out: the most specific entry whose words are connected in the tree and whose conditions hold.
 * Which events come of it is not decided here. */
#include "events/match.h"

#include "base/utf8.h"

enum { LEMMA_BYTES = 64 };

static bool word_is(const nst_token *t, nst_str word) {
  return nst_str_eq(t->lower, word) || nst_str_is_nocase(t->lemma, word.p);
}

/* Relations over which the words of one expression never reach. */
static bool is_far(nst_deprel rel) {
  return rel == NST_REL_CONJ || rel == NST_REL_PARATAXIS || rel == NST_REL_ACL_RELCL ||
         rel == NST_REL_PUNCT || rel == NST_REL_NSUBJ || rel == NST_REL_LIST;
}

/* A word next to one that is already found: a child of it, the preposition of a child, or the noun that a
 * participle or relative clause of it modifies. */
static int32_t next_to(const nst_scene *s, int32_t found, nst_str word) {
  const nst_doc *doc = s->doc;
  for (int32_t c = nst_next_child(doc, found, -1); c >= 0; c = nst_next_child(doc, found, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (!is_far((nst_deprel)t->deprel) && word_is(t, word)) return c;
  }
  for (int32_t c = nst_next_child(doc, found, -1); c >= 0; c = nst_next_child(doc, found, c)) {
    const nst_token *t = nst_tok(doc, c);
    bool year = t->lower.len && t->lower.p[0] >= '0' && t->lower.p[0] <= '9'; /* "took in the 1990s" */
    if (is_far((nst_deprel)t->deprel) || nst_word_in(s->grammar->time_word, t) || year) continue;
    for (int32_t g = nst_next_child(doc, c, -1); g >= 0; g = nst_next_child(doc, c, g)) {
      nst_deprel rel = (nst_deprel)nst_tok(doc, g)->deprel;
      if ((rel == NST_REL_CASE || rel == NST_REL_MARK) && nst_str_eq(nst_tok(doc, g)->lower, word)) return g;
    }
  }
  const nst_token *t = nst_tok(doc, found);
  bool modifies = nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL;
  return modifies && t->head >= 0 && word_is(nst_tok(doc, t->head), word) ? t->head : -1;
}

bool nst_match_pattern(const nst_scene *s, const nst_pattern *p, int32_t head,
                       int32_t tokens[NST_FRAME_WORDS]) {
  int32_t at[NST_FRAME_WORDS];
  for (uint8_t i = 0; i < p->n; i++) at[i] = -1;
  at[p->head] = head;
  uint8_t left = (uint8_t)(p->n - 1);
  for (bool moved = true; left && moved;) {
    moved = false;
    for (uint8_t i = 0; i < p->n; i++) {
      for (uint8_t k = 0; at[i] < 0 && k < p->n; k++) {
        int32_t token = at[k] >= 0 ? next_to(s, at[k], nst_pattern_word(s->frames->text, p, i)) : -1;
        for (uint8_t j = 0; token >= 0 && j < p->n; j++)
          if (at[j] == token) token = -1;
        if (token < 0) continue;
        at[i] = token;
        moved = true;
        left--;
      }
    }
  }
  if (left) return false;
  for (uint8_t i = 0; i < p->n; i++) { /* insertion sort of at most six */
    uint8_t k = i;
    for (; k > 0 && tokens[k - 1] > at[i]; k--) tokens[k] = tokens[k - 1];
    tokens[k] = at[i];
  }
  return true;
}

/* The lemmas under which a token may be looked up: its lemma, its form, in headlines the form without -s. */
static uint32_t lemmas_of(const nst_token *t, char buf[3][LEMMA_BYTES], nst_str out[3]) {
  uint32_t n = 0;
  nst_str forms[3] = {t->lemma, t->lower, t->lower};
  bool plural = t->upos == NST_UPOS_PROPN && t->lower.len > 3 && nst_str_ends(t->lower, "s");
  for (uint32_t i = 0; i < (plural ? 3u : 2u); i++) {
    uint32_t len = i == 2 ? forms[i].len - 1 : forms[i].len;
    if (len == 0 || len >= LEMMA_BYTES) continue;
    for (uint32_t k = 0; k < len; k++) {
      char c = forms[i].p[k];
      buf[n][k] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    buf[n][len] = 0;
    out[n] = (nst_str){buf[n], len};
    bool known = false;
    for (uint32_t k = 0; k < n; k++) known = known || nst_str_eq(out[k], out[n]);
    if (!known) n++;
  }
  return n;
}

bool nst_match_set(const nst_scene *s, const nst_word_set *set, int32_t token) {
  char buf[3][LEMMA_BYTES];
  nst_str lemmas[3];
  int32_t tokens[NST_FRAME_WORDS];
  uint32_t n = set && token >= 0 ? lemmas_of(nst_tok(s->doc, token), buf, lemmas) : 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = nst_word_set_find(set, lemmas[i]); k != NST_FRAMES_NONE; k = nst_word_set_next(set, k))
      if (nst_match_pattern(s, &set->items[k], token, tokens)) return true;
  return false;
}

static int classes_of(const nst_token *t, nst_word_class out[2]) {
  switch (t->upos) {
  case NST_UPOS_VERB:
    out[0] = NST_WORD_VERB;
    return 1;
  case NST_UPOS_NOUN:
    out[0] = NST_WORD_NOUN;
    return 1;
  case NST_UPOS_PROPN:
    out[0] = NST_WORD_NOUN;
    return t->entity == NST_ENT_NONE ? 1 : 0;
  case NST_UPOS_AUX:
    out[0] = NST_WORD_VERB;
    return nst_str_in(t->lemma, "must should ought") ? 1 : 0;
  case NST_UPOS_ADJ:
    out[0] = NST_WORD_ADJ;
    out[1] = NST_WORD_VERB;
    return 2;
  default:
    return 0;
  }
}

bool nst_is_frame_word(const nst_scene *s, int32_t token) {
  const nst_token *t = nst_tok(s->doc, token);
  char buf[3][LEMMA_BYTES];
  nst_str lemmas[3];
  nst_word_class classes[2];
  int nc = classes_of(t, classes);
  uint32_t n = lemmas_of(t, buf, lemmas);
  for (int c = 0; c < nc; c++)
    for (uint32_t i = 0; i < n; i++)
      if (nst_frames_find(s->frames, classes[c], lemmas[i]) != NST_FRAMES_NONE) return true;
  return false;
}

static bool is_person(const nst_scene *s, int32_t token) {
  const nst_token *t = nst_tok(s->doc, token);
  if (t->entity == NST_ENT_PER) return true;
  if (t->upos == NST_UPOS_PRON && !nst_str_in(t->lower, "it its itself this that which what")) return true;
  if (nst_match_set(s, nst_frames_set(s->frames, "people"), token)) return true;
  if (nst_match_set(s, nst_frames_set(s->frames, "victims"), token)) return true;
  if (t->mention < 0) return false;
  const nst_mention *m = &s->doc->mentions.items[t->mention];
  return m->entity == NST_ENT_PER || (m->n_who > 0 && m->who[0].sector[0] && m->kind == NST_MENTION_NOMINAL);
}

static bool is_class(const nst_scene *s, int32_t token, uint16_t classes) {
  if (classes & NST_IS_ANY) return true;
  if ((classes & NST_IS_PERSON) && is_person(s, token)) return true;
  if ((classes & NST_IS_EVENT) && nst_is_frame_word(s, token)) return true;
  int32_t at = nst_tok(s->doc, token)->mention;
  if (at < 0) return false;
  const nst_mention *m = &s->doc->mentions.items[at];
  if ((classes & NST_IS_ACTOR) && m->n_who > 0) return true;
  if ((classes & NST_IS_PLACE) && m->geo) return true;
  if ((classes & NST_IS_ORG) && (m->entity == NST_ENT_ORG || (m->n_who && m->who[0].org[0]))) return true;
  if (m->n_who == 0) return false;
  const nst_who *w = &m->who[0];
  if ((classes & NST_IS_ARMED) && m->entity != NST_ENT_PER && w->sector[0] &&
      nst_str_in(nst_str_of(w->sector), "MIL COP SPY REB CRM"))
    return true;
  if (!(classes & NST_IS_STATE)) return false;
  return w->country[0] && (w->sector[0] == 0 || strcmp(w->sector, "GOV") == 0);
}

static bool in_sets(const nst_scene *s, const nst_frame_cond *cond, int32_t token) {
  for (size_t i = 0; i < cond->n_sets; i++)
    if (nst_match_set(s, cond->sets[i], token)) return true;
  return false;
}

static bool holds_at(const nst_scene *s, const nst_frame_cond *cond, int32_t token) {
  if (is_class(s, token, cond->classes) || in_sets(s, cond, token)) return true;
  int32_t noun = nst_noun_meant(s->doc, token);
  return noun != token && in_sets(s, cond, noun);
}

typedef enum held { HELD_NOT, HELD_BY_NOBODY, HELD } held;

/* Does the condition hold at one of the tokens there, of those joined to them by "and", or because nothing is there? */
static held holds(const nst_scene *s, nst_anchor anchor, const nst_frame_cond *cond, nst_match *m) {
  nst_args args;
  nst_args_at(s, anchor, &cond->place, &args);
  if (args.n == 0 && (cond->classes & NST_IS_NOBODY)) return cond->unless ? HELD_NOT : HELD_BY_NOBODY;
  int32_t hit = -1;
  for (uint32_t i = 0; i < args.n && hit < 0; i++) {
    int32_t token = args.items[i], inner = nst_inner_noun(s, token);
    if (token == anchor.head) continue;
    if (holds_at(s, cond, token)) hit = token;
    else if (inner != token && holds_at(s, cond, inner)) hit = inner;
    for (int32_t c = nst_next_child(s->doc, token, -1); c >= 0 && hit < 0;
         c = nst_next_child(s->doc, token, c))
      if (nst_tok(s->doc, c)->deprel == NST_REL_CONJ && holds_at(s, cond, c)) hit = c;
  }
  if (cond->unless) return hit < 0 ? HELD : HELD_NOT;
  if (hit >= 0 && cond->n_sets && m->n_consumed < NST_CONSUMED) m->consumed[m->n_consumed++] = hit;
  return hit >= 0 ? HELD : HELD_NOT;
}

/* How specific an entry is that fits; 0 if it does not. */
static uint32_t fits(const nst_scene *s, nst_anchor anchor, const nst_frame_entry *e, nst_match *m) {
  const nst_token *t = nst_tok(s->doc, anchor.head);
  const nst_frame_def *d = e->def;
  if (d->plural && !(t->feat_bits & NST_FEAT(PLURAL)) && !nst_str_ends(t->lower, "s")) return 0;
  *m = (nst_match){.entry = e};
  int32_t tokens[NST_FRAME_WORDS];
  if (!nst_match_pattern(s, e->pattern, anchor.head, tokens)) return 0;
  for (uint8_t i = 0; i < e->pattern->n; i++) m->tokens[m->n_tokens++] = tokens[i];
  uint32_t rank = 1 + 4u * (uint32_t)(e->pattern->n - 1);
  for (uint8_t i = 0; i < d->n_conds; i++) {
    held how = holds(s, anchor, &d->conds[i], m);
    if (how == HELD_NOT) return 0;
    bool little = d->conds[i].unless || how == HELD_BY_NOBODY;
    rank += little ? 1 : d->conds[i].classes & NST_IS_ANY ? 3 : 4;
  }
  if (d->type == NST_EVENT_NONE && d->n_conds) rank += 5; /* another sense of the word */
  if (d->first) rank += 1000;
  return rank;
}

/* What stands in the object tells more of a verb than who does it. */
static bool asks_object(const nst_frame_def *d) {
  for (uint8_t i = 0; i < d->n_conds; i++)
    if (!d->conds[i].unless && d->conds[i].n_sets && d->conds[i].place.steps[0].kind == NST_AT_OBJ)
      return true;
  return false;
}

/* Of two entries equally specific: one that rules the event out, else the likelier, else the one that asks for words of
 * the object, else the earlier. */
static bool better(const nst_frame_entry *a, const nst_frame_entry *b) {
  bool out_a = a->def->prior < 0.15 || a->def->type == NST_EVENT_NONE;
  bool out_b = b->def->prior < 0.15 || b->def->type == NST_EVENT_NONE;
  if (out_a != out_b) return out_a;
  if (a->def->prior > b->def->prior || a->def->prior < b->def->prior) return a->def->prior > b->def->prior;
  bool obj_a = asks_object(a->def), obj_b = asks_object(b->def);
  return obj_a != obj_b ? obj_a : a->order < b->order;
}

static void try_lemma(const nst_scene *s, nst_anchor anchor, nst_word_class c, nst_str lemma, uint32_t *best,
                      nst_match *out) {
  for (uint32_t i = nst_frames_find(s->frames, c, lemma); i != NST_FRAMES_NONE;
       i = nst_frames_next(s->frames, i)) {
    const nst_frame_entry *e = &s->frames->entries.items[i];
    nst_match m;
    uint32_t rank = fits(s, anchor, e, &m);
    if (rank > *best || (rank && rank == *best && better(e, out->entry))) {
      *best = rank;
      *out = m;
    }
  }
}

/* "shelling", tagged a noun but known as a verb only: shell, shelle. */
static void try_gerund(const nst_scene *s, nst_anchor anchor, uint32_t *best, nst_match *out) {
  const nst_token *t = nst_tok(s->doc, anchor.head);
  if (!nst_str_ends(t->lower, "ing") || t->lower.len < 6 || t->lower.len >= LEMMA_BYTES) return;
  char stem[LEMMA_BYTES];
  uint32_t n = t->lower.len - 3;
  memcpy(stem, t->lower.p, n);
  stem[n] = 0;
  try_lemma(s, anchor, NST_WORD_VERB, (nst_str){stem, n}, best, out);
  stem[n] = 'e';
  try_lemma(s, anchor, NST_WORD_VERB, (nst_str){stem, n + 1}, best, out);
}

bool nst_match_word(const nst_scene *s, nst_anchor anchor, nst_match *out) {
  const nst_token *t = nst_tok(s->doc, anchor.head);
  nst_word_class classes[2];
  char buf[3][LEMMA_BYTES];
  nst_str lemmas[3];
  int nc = classes_of(t, classes);
  uint32_t best = 0, n = lemmas_of(t, buf, lemmas);
  *out = (nst_match){.entry = NULL};
  for (int c = 0; c < nc && best == 0; c++)
    for (uint32_t i = 0; i < n; i++) try_lemma(s, anchor, classes[c], lemmas[i], &best, out);
  if (best == 0 && t->upos == NST_UPOS_NOUN) try_gerund(s, anchor, &best, out);
  return best > 0;
}

/* Are the words of an entry there, and which of its conditions fails first? */
static bool refuses(const nst_scene *s, nst_anchor anchor, const nst_frame_entry *e,
                    const nst_frame_cond **cond) {
  int32_t tokens[NST_FRAME_WORDS];
  *cond = NULL;
  if (!nst_match_pattern(s, e->pattern, anchor.head, tokens)) return false;
  nst_match m = {.entry = e};
  for (uint8_t i = 0; i < e->def->n_conds; i++) {
    if (holds(s, anchor, &e->def->conds[i], &m) != HELD_NOT) continue;
    *cond = &e->def->conds[i];
    return true;
  }
  return e->def->plural;
}

bool nst_match_refused(const nst_scene *s, nst_anchor anchor, const nst_frame_entry **entry,
                       const nst_frame_cond **cond) {
  const nst_token *t = nst_tok(s->doc, anchor.head);
  nst_word_class classes[2];
  char buf[3][LEMMA_BYTES];
  nst_str lemmas[3];
  int nc = classes_of(t, classes);
  uint32_t n = lemmas_of(t, buf, lemmas);
  *entry = NULL;
  for (int c = 0; c < nc; c++)
    for (uint32_t i = 0; i < n; i++)
      for (uint32_t k = nst_frames_find(s->frames, classes[c], lemmas[i]); k != NST_FRAMES_NONE;
           k = nst_frames_next(s->frames, k)) {
        const nst_frame_entry *e = &s->frames->entries.items[k];
        const nst_frame_cond *why;
        bool event = e->def->type != NST_EVENT_NONE && e->def->prior >= 0.15;
        if ((*entry && !event) || !refuses(s, anchor, e, &why)) continue;
        *entry = e;
        *cond = why;
        if (event) return true;
      }
  return *entry != NULL;
}

/* Is `verb` a light verb (or one that turns the roles round), and `noun` its object in meaning or inside its words? */
static bool carries(const nst_scene *s, const nst_word_set *set, int32_t verb, int32_t noun) {
  int32_t tokens[NST_FRAME_WORDS];
  char buf[3][LEMMA_BYTES];
  nst_str lemmas[3];
  uint32_t n = lemmas_of(nst_tok(s->doc, verb), buf, lemmas);
  uint8_t distance = 0;
  const char *why;
  bool object = nst_logical_object(s, verb, &distance, &why) == noun;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = nst_word_set_find(set, lemmas[i]); k != NST_FRAMES_NONE;
         k = nst_word_set_next(set, k)) {
      if (!nst_match_pattern(s, &set->items[k], verb, tokens)) continue;
      if (object) return true;
      for (uint8_t j = 0; j < set->items[k].n; j++)
        if (tokens[j] != verb && nst_tok(s->doc, tokens[j])->head == noun) return true;
    }
  return false;
}

void nst_match_light(const nst_scene *s, nst_anchor *a) {
  const nst_doc *doc = s->doc;
  a->light = -1;
  a->reversed = false;
  if (nst_tok(doc, a->head)->upos == NST_UPOS_VERB) return;
  int32_t outer = nst_outer_noun(s, a->head), tries[NST_ARGS];
  uint32_t n = 0;
  const nst_token *t = nst_tok(doc, nst_conj_first(doc, outer));
  if (t->head >= 0 && nst_tok(doc, t->head)->upos == NST_UPOS_VERB) tries[n++] = t->head;
  for (int32_t c = nst_next_child(doc, outer, -1); c >= 0 && n < NST_ARGS; c = nst_next_child(doc, outer, c))
    if (nst_rel_main((nst_deprel)nst_tok(doc, c)->deprel) == NST_REL_ACL &&
        nst_tok(doc, c)->upos == NST_UPOS_VERB)
      tries[n++] = c;
  for (uint32_t i = 0; i < n && a->light < 0; i++) {
    int32_t noun = nst_conj_first(doc, outer);
    a->reversed =
        carries(s, s->frames->undergo, tries[i], noun) || carries(s, s->frames->undergo, tries[i], outer);
    if (a->reversed || carries(s, s->frames->light, tries[i], noun) ||
        carries(s, s->frames->light, tries[i], outer))
      a->light = tries[i];
  }
}
