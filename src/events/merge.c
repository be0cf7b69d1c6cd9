/* merge.c - one record for each event of the report (codebook, rule 9).
 *
 * In: candidates with roles and attributes. Out: the first telling of an event, with later ones in its `mentions`
 * and its open fields filled from them; candidates without any actor are dropped. */
#include "events/match.h"
#include "events/roles.h"
#include "events/stage.h"

static bool all_in(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b) {
  for (uint32_t i = 0; i < a->n; i++) {
    nst_fillers one = {.items = {a->items[i]}, .n = 1};
    if (!nst_fillers_meet(doc, &one, b)) return false;
  }
  return true;
}

/* Equal, or one empty, or one part of the other. */
static bool compatible(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b) {
  return a->n == 0 || b->n == 0 || all_in(doc, a, b) || all_in(doc, b, a);
}

static bool same_times(const nst_candidate *a, const nst_candidate *b) {
  if (!a->time.text[0] || !b->time.text[0]) return true;
  return strcmp(a->time.from, b->time.to) <= 0 && strcmp(b->time.from, a->time.to) <= 0;
}

static bool same_lemma(const nst_doc *doc, const nst_candidate *a, const nst_candidate *b) {
  const nst_token *x = nst_tok(doc, a->head), *y = nst_tok(doc, b->head);
  if (nst_str_eq(x->lemma, y->lemma)) return true;
  uint32_t n = x->lemma.len < y->lemma.len ? x->lemma.len : y->lemma.len;
  return n >= 4 && memcmp(x->lower.p, y->lower.p, n < 5 ? n : 5) == 0;
}

/* "the call", "the attack": points back to one told before. */
static bool is_definite_noun(const nst_doc *doc, const nst_candidate *c) {
  const nst_token *t = nst_tok(doc, c->head);
  if (t->upos != NST_UPOS_NOUN) return false;
  int32_t det = nst_child(doc, c->head, NST_REL_DET);
  return det >= 0 && nst_str_in(nst_tok(doc, det)->lower, "the this that these those both");
}

static bool verbal_type(nst_event_type type) {
  return type == NST_REQUEST || type == NST_ACCUSE || type == NST_REJECT || type == NST_THREATEN ||
         type == NST_AGREE || type == NST_SUPPORT;
}

/* "shelled the island, killing two": what an attack did is the attack. */
static bool is_part_of_attack(const nst_scene *s, const nst_candidate *a, const nst_candidate *b) {
  const nst_token *t = nst_tok(s->doc, b->head);
  if (a->type != NST_ASSAULT || a->sentence != b->sentence || b->light >= 0 || !nst_is_verbal(t))
    return false;
  const nst_token *first = t->deprel == NST_REL_CONJ && t->head >= 0 ? nst_tok(s->doc, t->head) : t;
  if (first->deprel != NST_REL_ADVCL || first->head != (a->light >= 0 ? a->light : a->head)) return false;
  if (nst_child_main(s->doc, b->head, NST_REL_NSUBJ) >= 0 || nst_child(s->doc, b->head, NST_REL_MARK) >= 0)
    return false;
  return nst_str_in(t->lemma, "kill wound injure maim hurt slay set destroy damage leave") &&
         nst_fillers_meet(s->doc, &a->source, &b->source);
}

/* Do both candidates tell the same event? */
static bool same_event(const nst_scene *s, const nst_candidate *a, const nst_candidate *b) {
  const nst_doc *doc = s->doc;
  if (a->type != b->type || a->status != b->status || !same_times(a, b)) return false;
  if (is_part_of_attack(s, a, b)) return true;
  bool straight = compatible(doc, &a->source, &b->source) && compatible(doc, &a->target, &b->target);
  bool crossed = (a->mutual || b->mutual) && compatible(doc, &a->source, &b->target) &&
                 compatible(doc, &a->target, &b->source);
  if (!straight && !crossed) return false;
  bool lemma = same_lemma(doc, a, b), pointing = is_definite_noun(doc, b);
  bool both_sides = a->target.n && b->target.n && a->source.n && b->source.n;
  if (a->sentence == b->sentence)
    return pointing || (lemma && both_sides) || a->head == b->light || b->head == a->light;
  if (pointing) return true;
  bool lead = a->headline && a->n_mentions == 0 && b->sentence <= a->sentence + 3;
  if (lead) return lemma || both_sides || (a->content == b->content && (!a->target.n || !b->target.n));
  if (verbal_type(a->type)) return both_sides && lemma && a->content == b->content;
  if (a->type == NST_CONSULT) return both_sides && (lemma || !b->time.text[0]);
  return lemma && (both_sides || (!a->target.n && !b->target.n));
}

static nst_status absorb(const nst_scene *s, nst_candidates *all, nst_candidate *a, nst_candidate *b) {
  b->dropped = true;
  if (!nst_arena_grow(s->doc->arena, (void **)&a->mentions, a->n_mentions, &a->mentions_capacity,
                      sizeof *a->mentions))
    return NST_NOMEM;
  a->mentions[a->n_mentions++] = (uint32_t)(b - all->items);
  bool crossed = a->mutual &&
                 !(compatible(s->doc, &a->source, &b->source) && compatible(s->doc, &a->target, &b->target));
  nst_fillers *source = crossed ? &b->target : &b->source, *target = crossed ? &b->source : &b->target;
  if (source->n > a->source.n || (a->headline && source->n == a->source.n && source->n)) a->source = *source;
  bool part = is_part_of_attack(s, a, b) && a->target.n; /* the attack keeps its own */
  if ((target->n > a->target.n && !part) || (a->headline && target->n == a->target.n && target->n))
    a->target = *target;
  a->mutual = a->mutual || b->mutual;
  if (a->content == NST_EVENT_NONE) a->content = b->content;
  if (!a->condition.text[0]) a->condition = b->condition;
  if (a->n_attribution == 0 && a->headline) {
    a->attribution = b->attribution;
    a->n_attribution = b->n_attribution;
  }
  if (!a->time.text[0]) a->time = b->time;
  if (a->place.precision < b->place.precision) a->place = b->place;
  if (b->n_quantities) {
    size_t n = a->n_quantities + b->n_quantities;
    nst_quantity *q = nst_arena_array(s->doc->arena, n, sizeof *q);
    if (!q) return NST_NOMEM;
    size_t k = 0;
    for (size_t i = 0; i < a->n_quantities; i++) q[k++] = a->quantities[i];
    for (size_t i = 0; i < b->n_quantities; i++) {
      bool known = false;
      for (size_t j = 0; j < a->n_quantities; j++)
        known = known || (a->quantities[j].kind == b->quantities[i].kind &&
                          a->quantities[j].low == b->quantities[i].low);
      if (!known) q[k++] = b->quantities[i];
    }
    a->quantities = q;
    a->n_quantities = k;
  }
  return nst_candidate_whyf(s->doc, a, "told again in sentence %u", b->sentence);
}

/* "An attack killed five people in Mosul": deaths that somebody meant, though nobody is named. */
static bool is_told_harm(const nst_candidate *c) {
  if (c->type != NST_ASSAULT || c->status != NST_ACTUAL || c->entry->def->prior < 0.7) return false;
  for (size_t i = 0; i < c->n_quantities; i++)
    if (c->quantities[i].kind == NST_Q_KILLED || c->quantities[i].kind == NST_Q_INJURED)
      return c->target.n || c->place.country[0];
  return false;
}

/* Does the frame say that nobody need be named who acts ("none" at the end of its sources)? */
static bool may_lack_source(const nst_frame_def *d) {
  return d->source.n && d->source.items[d->source.n - 1].steps[0].kind == NST_AT_NONE && d->prior >= 0.5;
}

/* "were arrested", "somebody fired", "jets struck": told as done, by nobody who is named. */
static bool is_done_by_nobody(const nst_scene *s, const nst_candidate *c) {
  if (nst_tok(s->doc, c->head)->upos != NST_UPOS_VERB || c->entry->def->prior < 0.7) return false;
  int32_t subject = nst_child(s->doc, c->head, NST_REL_NSUBJ);
  bool unnamed = subject >= 0 && (nst_str_in(nst_tok(s->doc, subject)->lower, "someone somebody those") ||
                                  nst_match_set(s, nst_frames_set(s->frames, "machines"), subject));
  return unnamed || nst_child(s->doc, c->head, NST_REL_AUX_PASS) >= 0;
}

/* "The curfew was lifted", "all rallies are banned": a measure in a land, of which the report may name the author. */
static bool may_be_found(const nst_scene *s, const nst_candidate *c) {
  bool measure =
      c->type == NST_COERCE || c->type == NST_CONCEDE || c->type == NST_SANCTION || c->type == NST_MOBILIZE;
  return measure && c->status == NST_ACTUAL && c->parent < 0 && is_done_by_nobody(s, c);
}

/* Without actors there is no record; without a source only what is told as done to somebody. */
static bool is_bare(const nst_scene *s, const nst_candidate *c) {
  if (c->source.n) return false;
  if (is_told_harm(c)) return false;
  if (c->target.n == 0) return !may_be_found(s, c);
  if (may_lack_source(c->entry->def)) return false;
  bool done_to = c->type == NST_ASSAULT || c->type == NST_COERCE || c->type == NST_SANCTION ||
                 c->type == NST_RETREAT || c->type == NST_AID;
  return !(done_to && is_done_by_nobody(s, c));
}

const char nst_no_actor[] = "no actor";

static nst_status drop_bare(const nst_scene *s, nst_candidate *c) {
  c->dropped = true;
  return nst_candidate_why(s->doc, c, nst_no_actor);
}

nst_status nst_candidates_nobody(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (!c->dropped && c->source.n == 0 && c->target.n == 0 && !is_told_harm(c)) NST_TRY(drop_bare(s, c));
  }
  return NST_OK;
}

nst_status nst_candidates_merge(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *b = &all->items[i];
    if (b->dropped) continue;
    for (size_t k = 0; k < i && !b->dropped; k++) {
      nst_candidate *a = &all->items[k];
      if (!a->dropped && same_event(s, a, b)) NST_TRY(absorb(s, all, a, b));
    }
  }
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (!c->dropped && is_bare(s, c)) NST_TRY(drop_bare(s, c));
  }
  return NST_OK;
}
