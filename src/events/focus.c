/* focus.c - the one that a report is about, as the target of what is said of "the decision" or done in answer to it.
 *
 * In: candidates with the roles that their own and neighbouring clauses give. Out: targets of judgements of an act
 * ("praised the decision": who decided) and of measures and offers that name nobody, where the report has one clear
 * other party. Reports with several give none. */
#include "events/match.h"
#include "events/roles.h"
#include "events/stage.h"

enum { PARTIES = 24 };

typedef struct party {
  const char *code;
  unsigned weight;
  nst_filler filler;
} party;

static nst_status give(const nst_scene *s, nst_candidate *c, const nst_fillers *from, const char *why) {
  c->target = *from;
  c->target.why = why;
  c->target.distance = 4;
  return nst_candidate_whyf(s->doc, c, "target: %s", why);
}

static bool is_government(const nst_doc *doc, const nst_filler *f) {
  return nst_str_in(nst_str_of(nst_filler_sector(doc, f)), "GOV") || !nst_filler_sector(doc, f)[0];
}

static void weigh(const nst_doc *doc, const nst_fillers *list, unsigned weight, party *all, size_t *n) {
  for (uint32_t i = 0; i < list->n; i++) {
    const char *code = nst_filler_code(doc, &list->items[i]);
    if (!code[0] || nst_str_is(nst_str_of(nst_filler_sector(doc, &list->items[i])), "MED")) continue;
    size_t k = 0;
    while (k < *n && strcmp(all[k].code, code) != 0) k++;
    if (k == PARTIES) continue;
    if (k == *n) all[(*n)++] = (party){.code = code, .filler = list->items[i]};
    else if (is_government(doc, &list->items[i]) && !is_government(doc, &all[k].filler))
      all[k].filler = list->items[i];
    all[k].weight += weight;
  }
}

static bool holds(const nst_doc *doc, const nst_fillers *list, const char *code) {
  for (uint32_t i = 0; i < list->n; i++)
    if (strcmp(nst_filler_code(doc, &list->items[i]), code) == 0) return true;
  return false;
}

/* The party other than the source that the report speaks of by far the most. */
static bool focus_of(const nst_scene *s, const nst_candidates *all, const nst_candidate *c,
                     nst_fillers *out) {
  party parties[PARTIES];
  size_t n = 0;
  unsigned best = 0, second = 0;
  for (size_t i = 0; i < all->n; i++) {
    const nst_candidate *o = &all->items[i];
    if (o == c || o->dropped) continue;
    unsigned weight = o->headline || i < 3 ? 2 : 1;
    weigh(s->doc, &o->source, weight, parties, &n);
    weigh(s->doc, &o->target, weight, parties, &n);
  }
  for (size_t k = 0; k < n; k++) {
    if (holds(s->doc, &c->source, parties[k].code)) continue;
    if (parties[k].weight > best) {
      second = best;
      best = parties[k].weight;
      *out = (nst_fillers){.items = {parties[k].filler}, .n = 1};
    } else if (parties[k].weight > second) {
      second = parties[k].weight;
    }
  }
  return best >= 4 && 2 * best >= 3 * second;
}

/* Who did what the report opens with. */
static const nst_candidate *lead_of(const nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    const nst_candidate *o = &all->items[i];
    if (!o->dropped && o->parent < 0 && o->source.n && o->status == NST_ACTUAL) return o;
  }
  return NULL;
}

/* "the decision", "the removal": an act told before, without its own actor. */
static bool is_told_act(const nst_scene *s, int32_t noun) {
  const nst_doc *doc = s->doc;
  const nst_token *t = nst_tok(doc, noun);
  if (t->upos != NST_UPOS_NOUN || !(nst_word_in(s->grammar->act, t) || nst_is_frame_word(s, noun)))
    return false;
  int32_t det = nst_child(doc, noun, NST_REL_DET);
  return det >= 0 && nst_str_in(nst_tok(doc, det)->lower, "the this that these those");
}

static int32_t object_of(const nst_scene *s, const nst_candidate *c) {
  uint8_t distance = 0;
  const char *why;
  return nst_is_verbal(nst_tok(s->doc, c->head)) ? nst_logical_object(s, c->head, &distance, &why) : -1;
}

/* "praised the decision", "condemned the shelling": who did what the report opens with. */
static nst_status from_lead(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  if (c->type != NST_SUPPORT && c->type != NST_ACCUSE) return NST_OK;
  int32_t object = object_of(s, c);
  const nst_candidate *lead = object >= 0 && is_told_act(s, object) ? lead_of(all) : NULL;
  if (!lead || lead == c || nst_fillers_meet(s->doc, &lead->source, &c->source)) return NST_OK;
  return give(s, c, &lead->source, "who did what the report opens with");
}

static bool wants_party(const nst_scene *s, const nst_candidate *c) {
  const nst_token *t = nst_tok(s->doc, c->head);
  switch (c->type) {
  case NST_SANCTION:
    return true;
  case NST_ACCUSE:
    return object_of(s, c) < 0 || is_told_act(s, object_of(s, c));
  case NST_SUPPORT:
    return nst_str_in(t->lemma, "apologise apologize apology") ||
           (object_of(s, c) >= 0 && is_told_act(s, object_of(s, c)));
  case NST_AGREE:
  case NST_REJECT: /* talks with the other side, not those that one hosts for others */
    return c->content == NST_CONSULT && !(c->comp >= 0 && nst_str_in(nst_tok(s->doc, c->comp)->lemma,
                                                                     "host mediate broker facilitate help"));
  case NST_CONCEDE:
    return c->n_consumed > 0 && nst_match_set(s, nst_frames_set(s->frames, "sanctions"), c->consumed[0]);
  case NST_THREATEN:
    return c->entry->def->type == NST_THREATEN && c->source.n == 1 &&
           is_government(s->doc, &c->source.items[0]);
  default:
    return false;
  }
}

nst_status nst_candidates_focus(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    nst_fillers found = {.why = ""};
    if (c->dropped || c->target.n || c->source.n == 0) continue;
    NST_TRY(from_lead(s, all, c));
    if (c->target.n == 0 && wants_party(s, c) && focus_of(s, all, c, &found))
      NST_TRY(give(s, c, &found, "the other party that the report is about"));
  }
  return NST_OK;
}
