/* clause.h - questions about the clause that an event stands in: its mood, its speaker, its kind. */
#ifndef NST_EVENTS_CLAUSE_H
#define NST_EVENTS_CLAUSE_H

#include "events/args.h"
#include "events/candidate.h"

typedef struct nst_clause_mood {
  bool future; /**< will, would, is to, plans to, is ready to */
  bool able;   /**< can, could */
  bool negated;
  bool passive;
  bool counterfactual; /**< would have done */
} nst_clause_mood;

nst_clause_mood nst_clause_mood_of(const nst_scene *s, const nst_candidate *c);
/** Distance of a speaker that is a report or rumour ("a report that Russia would ..."). */
enum { NST_SPEAKER_NEWS = 99 };
/** Who says the clause: the subject of the speech verb above or beside it. False: nobody. `out` may stay empty where
 *  the speaker is no known actor. */
bool nst_clause_speaker(const nst_scene *s, int32_t clause, nst_fillers *out);
/** Is an adverbial clause a condition ("if", "unless", "should ...")? */
bool nst_clause_is_condition(const nst_scene *s, int32_t verb);
/** Is it a gerund after a preposition ("of attacking")? */
bool nst_clause_is_gerund(const nst_scene *s, int32_t verb);
/** Is it what somebody wants rather than a fact: "(that) Togo withdraw", "(that) he be freed", "(that) they must go"? */
bool nst_clause_is_wanted(const nst_scene *s, int32_t verb);
/** "the first country to ..." */
bool nst_clause_has_ordinal(const nst_scene *s, int32_t noun);

#endif
