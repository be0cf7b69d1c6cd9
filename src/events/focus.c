/* focus.c - who did what the report opens with, as the target of what is said of it.
 *
 * In: candidates with the roles that their own and neighbouring clauses give. Out: targets of judgements of an act
 * ("praised the decision": who decided). */
#include "events/match.h"
#include "events/roles.h"
#include "events/stage.h"

static nst_status give(const nst_scene *s, nst_candidate *c, const nst_fillers *from, const char *why) {
  c->target = *from;
  c->target.why = why;
  c->target.distance = 4;
  return nst_candidate_whyf(s->doc, c, "target: %s", why);
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

nst_status nst_candidates_focus(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (!c->dropped && c->target.n == 0 && c->source.n) NST_TRY(from_lead(s, all, c));
  }
  return NST_OK;
}
