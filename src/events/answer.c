/* answer.c - acts whose content was told before: "consented", "turned him down", "blamed the rebels".
 *   candidate, those before it  ->  the act that it answers
 * Only where the words of the act itself leave it open (about.c). */
#include "events/answer.h"

#include "events/match.h"
#include "events/roles.h"

enum { BACK = 4 };

static bool in_list(const nst_scene *s, const char *name, int32_t token) {
  return nst_match_set(s, nst_frames_set(s->frames, name), token);
}

/* "blamed the rebels", "holds Asmara responsible": for what was told before. */
static bool is_blame(const nst_scene *s, const nst_candidate *c) {
  if (c->type != NST_ACCUSE) return false;
  for (uint32_t i = 0; i < c->n_trigger; i++)
    if (nst_str_in(nst_tok(s->doc, c->trigger[i])->lemma, "blame responsible")) return true;
  return nst_str_is(nst_tok(s->doc, c->head)->lemma, "blame");
}

/* The last violence told before, in words or as an event of its own. */
static nst_event_type blamed_for(const nst_scene *s, const nst_candidates *all, const nst_candidate *c) {
  for (size_t k = (size_t)(c - all->items); k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + BACK < c->sentence) break;
    if (o->type == NST_ASSAULT && !nst_fillers_meet(s->doc, &o->source, &c->source)) return o->type;
  }
  const nst_sentence *last = &s->doc->sentences.items[c->sentence];
  uint32_t first = c->sentence > 0 && last[-1].parsed ? last[-1].first : last->first;
  for (int32_t i = c->head - 1; i >= (int32_t)first; i--)
    if (nst_tok(s->doc, i)->upos == NST_UPOS_NOUN && in_list(s, "content_assault", i)) return NST_ASSAULT;
  return NST_EVENT_NONE;
}

/* Is what an answer answers left to what was said before: "consented", "turned him down", "refused the request"? */
static bool is_bare_answer(const nst_scene *s, const nst_candidate *c) {
  const nst_doc *doc = s->doc;
  bool answer = false;
  for (uint32_t i = 0; i < c->n_trigger; i++) answer = answer || in_list(s, "about_answer", c->trigger[i]);
  if ((c->type != NST_AGREE && c->type != NST_REJECT) || !(answer || in_list(s, "about_answer", c->head)))
    return false;
  for (int32_t i = nst_next_child(doc, c->head, -1); i >= 0; i = nst_next_child(doc, c->head, i)) {
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
    if (rel == NST_REL_XCOMP || rel == NST_REL_CCOMP) return false;
    if (rel != NST_REL_OBJ && rel != NST_REL_OBL) continue;
    bool pronoun = nst_str_in(nst_tok(doc, i)->lower, "it this that them him her which");
    bool said = in_list(s, "content_request", i);
    if (rel == NST_REL_OBJ && !pronoun && !said) return false;
  }
  return true;
}

/* The act that an answer is about: the one that the other side asked for or offered before. */
static nst_event_type answered(const nst_scene *s, const nst_candidates *all, const nst_candidate *c) {
  for (size_t k = (size_t)(c - all->items); k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + BACK < c->sentence) break;
    bool asks = o->type == NST_REQUEST || o->type == NST_AGREE;
    if (!asks || o->content == NST_EVENT_NONE || nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    if (o->target.n && c->source.n && !nst_fillers_meet(s->doc, &o->target, &c->source)) continue;
    return o->content;
  }
  return NST_EVENT_NONE;
}

nst_event_type nst_answer_content(const nst_scene *s, const nst_candidates *all, const nst_candidate *c) {
  if (c->content == NST_EVENT_NONE && is_blame(s, c)) return blamed_for(s, all, c);
  return is_bare_answer(s, c) ? answered(s, all, c) : NST_EVENT_NONE;
}
