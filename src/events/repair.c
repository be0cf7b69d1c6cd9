/* repair.c - roles that the sentence leaves open, filled from the clause and the report around it.
 *
 * In: candidates with content links. Out: sources of noun events from the subject of their clause, targets of
 * refusals and condemnations from the act they answer. Nothing is invented: every actor comes from the report. */
#include "events/clause.h"
#include "events/match.h"
#include "events/roles.h"
#include "events/speech.h"
#include "events/stage.h"

static bool is_noun(const nst_scene *s, const nst_candidate *c) {
  return nst_tok(s->doc, c->head)->upos != NST_UPOS_VERB;
}

/* "was in Ankara for talks with X", "held a second round of talks". */
static nst_status from_clause(const nst_scene *s, nst_candidate *c) {
  bool empty = c->source.n == 0 ||
               (c->source.n && c->target.n && c->mutual && nst_fillers_meet(s->doc, &c->source, &c->target));
  if (!empty || !is_noun(s, c) || c->type != NST_CONSULT) return NST_OK;
  int32_t outer = nst_outer_noun(s, c->head);
  nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(s->doc, outer)->deprel);
  if (rel != NST_REL_OBL && rel != NST_REL_OBJ && rel != NST_REL_NMOD) return NST_OK;
  int32_t p = nst_predicate_of(s, nst_tok(s->doc, outer)->head);
  uint8_t distance = 2;
  const char *why;
  int32_t subject = p >= 0 ? nst_logical_subject(s, p, &distance, &why) : -1;
  nst_fillers found = {.why = "subject of the clause", .distance = 2};
  bool inside = subject >= 0 && nst_below(s->doc, c->head, subject) && !nst_below(s->doc, p, subject);
  if (subject < 0 || inside || !nst_roles_actors(s, subject, &found)) return NST_OK;
  if (nst_fillers_meet(s->doc, &found, &c->target)) return NST_OK;
  int32_t hearer =
      nst_str_in(nst_tok(s->doc, p)->lemma, "tell assure inform ask urge warn thank remind promise")
          ? nst_child(s->doc, p, NST_REL_IOBJ)
          : -1;
  if (hearer < 0 && nst_is_speech_verb(nst_tok(s->doc, p))) hearer = nst_child(s->doc, p, NST_REL_OBJ);
  nst_fillers heard = {.why = "who is told", .distance = 2};
  if (c->target.n == 0 && hearer >= 0 && nst_tok(s->doc, hearer)->upos != NST_UPOS_VERB &&
      nst_roles_actors(s, hearer, &heard)) { /* "in a call, Macron told Trump that ..." */
    c->target = heard;
    NST_TRY(nst_candidate_why(s->doc, c, "target: who is told"));
  }
  c->source = found;
  return nst_candidate_why(s->doc, c, "source: subject of the clause");
}

/* "asked for guarantees that the alliance will not expand": the one who is to act is the one who is asked. */
static nst_status from_complement(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  if (c->type != NST_REQUEST || c->target.n || c->comp < 0) return NST_OK;
  nst_fillers found = {.why = "comp.subj", .distance = 2};
  int32_t at = c->comp;
  for (int i = 0; i < 3 && at >= 0 && found.n == 0; i++) {
    if (nst_tok(s->doc, at)->upos == NST_UPOS_VERB || nst_child_main(s->doc, at, NST_REL_NSUBJ) >= 0) {
      uint8_t distance = 0;
      const char *why;
      int32_t subject =
          nst_child_main(s->doc, at, NST_REL_NSUBJ) >= 0 ? nst_logical_subject(s, at, &distance, &why) : -1;
      if (subject >= 0) (void)nst_roles_actors(s, subject, &found);
      break;
    }
    int32_t next = nst_child(s->doc, at, NST_REL_ACL);
    if (next < 0) next = nst_child(s->doc, at, NST_REL_CCOMP);
    if (next < 0) next = nst_child(s->doc, at, NST_REL_ACL_RELCL);
    at = next;
  }
  if (found.n == 0 && c->inner >= 0 && all->items[c->inner].source.n) found = all->items[c->inner].source;
  if (found.n == 0 || nst_fillers_meet(s->doc, &found, &c->source)) return NST_OK;
  c->target = found;
  return nst_candidate_why(s->doc, c, "target: who is to act");
}

/* "Moscow rejected US accusations": each is the other's target. */
static nst_status from_content(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  if (c->inner < 0) return NST_OK;
  nst_candidate *in = &all->items[c->inner];
  bool answers =
      c->type == NST_REJECT || c->type == NST_AGREE || c->type == NST_ACCUSE || c->type == NST_SUPPORT;
  if (!answers || !is_noun(s, in)) return NST_OK;
  if (c->target.n == 0 && in->source.n && !nst_fillers_meet(s->doc, &in->source, &c->source)) {
    c->target = in->source;
    NST_TRY(nst_candidate_why(s->doc, c, "target: who did what is answered"));
  }
  if (c->type == NST_REJECT && in->target.n == 0 && !in->dropped && c->source.n &&
      !nst_fillers_meet(s->doc, &in->source, &c->source)) {
    in->target = c->source;
    NST_TRY(nst_candidate_why(s->doc, in, "target: who answers"));
  }
  return NST_OK;
}

/* Is the earlier candidate what a definite noun ("the seizure", "the demand", "the move") may point to? */
static bool may_mean(const nst_scene *s, const nst_candidate *c, const nst_candidate *earlier,
                     nst_event_type type) {
  if (earlier->source.n == 0 || earlier->parent >= 0) return false;
  bool reaction = earlier->type == NST_ACCUSE || earlier->type == NST_SUPPORT ||
                  earlier->type == NST_REJECT || earlier->type == NST_REQUEST;
  if (reaction && type == NST_EVENT_NONE && c->type != NST_REJECT)
    return false; /* an answer answers no answer */
  if (type != NST_EVENT_NONE && earlier->type != type) return false;
  if (nst_fillers_meet(s->doc, &earlier->source, &c->source)) return false;
  if (type != NST_EVENT_NONE || nst_fillers_meet(s->doc, &earlier->target, &c->source)) return true;
  return false;
}

/* "threatened to attack the capital", "two states agreed to ...": what the content or the company of actors tells. */
static nst_status from_inner(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  if (c->target.n || c->source.n == 0) return NST_OK;
  nst_fillers a, b;
  if (c->type == NST_AGREE && nst_fillers_split(s->doc, &c->source, &a, &b) &&
      !nst_fillers_meet(s->doc, &a, &b)) {
    c->source = a;
    c->target = b;
    c->mutual = true;
    return nst_candidate_why(s->doc, c, "mutual: both sides agree");
  }
  bool denies = nst_str_in(nst_tok(s->doc, c->head)->lemma,
                           "deny denial disclaim"); /* a fact, to nobody in particular */
  bool takes = c->type == NST_AGREE || c->type == NST_THREATEN || (c->type == NST_REJECT && !denies);
  if (!takes || c->inner < 0) return NST_OK;
  const nst_candidate *in = &all->items[c->inner];
  if (in->target.n == 0 || nst_fillers_meet(s->doc, &in->target, &c->source)) return NST_OK;
  c->target = in->target;
  c->target.distance++;
  return nst_candidate_why(s->doc, c, "target: of the content");
}

/* "condemned the seizure", "rejected the demand": the target is who did it, told earlier in the report. */
static nst_status from_report(const nst_scene *s, nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  if ((c->type != NST_REJECT && c->type != NST_ACCUSE && c->type != NST_SUPPORT) || c->target.n ||
      c->source.n == 0)
    return NST_OK;
  uint8_t distance = 0;
  const char *why;
  int32_t object =
      nst_tok(s->doc, c->head)->upos == NST_UPOS_VERB ? nst_logical_object(s, c->head, &distance, &why) : -1;
  if (object < 0 || object == c->head || !nst_is_nominal(nst_tok(s->doc, object))) return NST_OK;
  bool act = nst_word_in(s->grammar->act, nst_tok(s->doc, object));
  nst_event_type type = NST_EVENT_NONE;
  for (size_t k = 0; k < all->n; k++)
    if (all->items[k].head == object && k != i) type = all->items[k].type;
  if (type == NST_EVENT_NONE && !act) return NST_OK;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t k = i; k-- > 0;) {
      const nst_candidate *earlier = &all->items[k];
      if (earlier->head == object || earlier->sentence + 6 < c->sentence || earlier->dropped) continue;
      if (!may_mean(s, c, earlier, type)) continue;
      c->target = earlier->source;
      c->target.distance = 3;
      return nst_candidate_whyf(s->doc, c, "target: who did it, told in sentence %u", earlier->sentence);
    }
    if (!act) break;
    type = NST_EVENT_NONE;
  }
  return NST_OK;
}

nst_status nst_candidates_repair(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped) continue;
    NST_TRY(from_clause(s, c));
    NST_TRY(from_complement(s, all, c));
    NST_TRY(from_content(s, all, c));
    NST_TRY(from_inner(s, all, c));
    NST_TRY(from_report(s, all, i));
  }
  return NST_OK;
}
