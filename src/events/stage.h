/* stage.h - the steps of the events stage, in the order they run; for src/events only. */
#ifndef NST_EVENTS_STAGE_H
#define NST_EVENTS_STAGE_H

#include "base/buf.h"
#include "events/args.h"
#include "events/candidate.h"
#include "events/events.h"
#include "events/ontology.h"
#include "events/score.h"

struct nst_event_lexicon {
  nst_arena *arena;
  nst_frames frames;
  nst_grammar grammar;
  nst_section image; /**< the frames as bytes */
  nst_ontology *ontology;
  struct nst_contents *contents;
  struct nst_choose_weights *choose; /**< NULL: none */
  nst_topics *topics;                /**< what a report is about */
  nst_topics *kinds;                 /**< what a word stands for */
  nst_score *score;
};

/** events.c: everything the frames propose, with attributes, before merging: what is no event of its own is `dropped`. */
NST_MUST_USE nst_status nst_events_candidates(const nst_event_lexicon *lexicon, nst_doc *doc,
                                              nst_candidates *all);
/** lemma.c: lemmas that regular endings lead to, where the frames know them. */
NST_MUST_USE nst_status nst_lemmas_tidy(const nst_event_lexicon *lexicon, nst_doc *doc);
/** candidate.c: every frame word with its roles. */
NST_MUST_USE nst_status nst_candidates_find(const nst_scene *s, nst_candidates *out);
/** embed.c: which candidates are the content of others, which are announced, which are no events of their own. */
NST_MUST_USE nst_status nst_candidates_embed(const nst_scene *s, nst_candidates *all);
/** about.c: which type of act the acts about acts are about. */
NST_MUST_USE nst_status nst_candidates_about(const nst_scene *s, nst_candidates *all);
/** repair.c: roles that the sentence leaves open, from the clause and the report around it. */
NST_MUST_USE nst_status nst_candidates_repair(const nst_scene *s, nst_candidates *all);
/** partner.c: the other side, where another clause of the report names it. */
NST_MUST_USE nst_status nst_candidates_partner(const nst_scene *s, nst_candidates *all);
/** toll.c: the dead and wounded of an attack that the next sentence counts. */
NST_MUST_USE nst_status nst_candidates_toll(const nst_scene *s, nst_candidates *all);
/** headline.c: time, place and quantities of headline events, from the body. */
NST_MUST_USE nst_status nst_candidates_headline(const nst_scene *s, nst_candidates *all);
/** crowd.c: who protests where the words only count them; after the places are known. */
NST_MUST_USE nst_status nst_candidates_crowd(const nst_scene *s, nst_candidates *all);
/** focus.c: who did what the report opens with, for judgements that name nobody. */
NST_MUST_USE nst_status nst_candidates_focus(const nst_scene *s, nst_candidates *all);
/** merge.c: one record for each event of the report (codebook, rule 9). */
NST_MUST_USE nst_status nst_candidates_merge(const nst_scene *s, nst_candidates *all);
/** merge.c: drop what nobody is known to do or to undergo, after the choice. */
NST_MUST_USE nst_status nst_candidates_nobody(const nst_scene *s, nst_candidates *all);
/** choose.c: source and target of what is left, weighed among all whom the report names; weights NULL: the rules stand. */
NST_MUST_USE nst_status nst_candidates_choose(const nst_scene *s, const struct nst_choose_weights *weights,
                                              nst_candidates *all);
/** code.c: mode, contexts, CAMEO code, Goldstein value. */
NST_MUST_USE nst_status nst_candidate_code(const nst_event_lexicon *lexicon, const nst_candidates *all,
                                           const nst_doc *doc, nst_candidate *c);
/** The trace line of candidates that merge.c drops because nobody acts. */
extern const char nst_no_actor[];
/** What the confidence of all candidates of a report needs. */
typedef struct nst_outlook {
  const nst_score *score;
  nst_report_view view;
} nst_outlook;
/** business.c: what companies do among themselves is dropped. */
NST_MUST_USE nst_status nst_candidate_business(nst_doc *doc, const nst_report_view *view, nst_candidate *c);
/** question.c: questions put in quotation marks ask nobody to act; dropped. */
NST_MUST_USE nst_status nst_candidate_question(nst_doc *doc, nst_candidate *c);
/** confidence.c: how likely the record is right; with `grounds` (or NULL) what that rests on. Sets confidence. */
NST_MUST_USE nst_status nst_candidate_confidence(const nst_doc *doc, const nst_outlook *outlook,
                                                 nst_candidate *c, nst_grounds *grounds);
/** explain.c: every frame word of the report that became no record, into doc->dropped. */
NST_MUST_USE nst_status nst_candidates_explain(const nst_scene *s, const nst_candidates *all,
                                               double threshold);
/** frame_view.c: a condition as it is written in a frame file. */
void nst_frame_put_cond(nst_buf *buf, const nst_frame_cond *cond);
/** record.c: fillers as actors of a record; the candidate as a record of doc->events. */
NST_MUST_USE nst_status nst_candidate_actors(nst_doc *doc, const nst_candidate *c, const nst_fillers *list,
                                             bool source, const nst_actor **out, size_t *n_out);
NST_MUST_USE nst_status nst_candidate_record(nst_doc *doc, const nst_candidates *all, const nst_candidate *c);

#endif
