/* phrase.h - for src/actors only: one noun phrase on its way to its actors. */
#ifndef NST_ACTORS_PHRASE_H
#define NST_ACTORS_PHRASE_H

#include "actors/stage.h"

typedef struct nst_phrase {
  nst_sides sides;
  const char *sector; /**< of the role; NULL for none */
  const char *why;
  const char *name;
  uint32_t flags; /**< of the role */
  bool past;
  bool role, named; /**< the head is a role word; the head is a name with an actor */
} nst_phrase;

/* sides.c */

/** The hit that the token is part of, NULL. */
const nst_hit *nst_hit_at(const nst_stage *st, uint32_t token);
/** The first child that stands behind its head. */
int32_t nst_first_behind(const nst_stage *st, int32_t head);
/** Says the word of whom it is a man or a woman? */
bool nst_gender_of_word(const nst_stage *st, uint32_t token, nst_gender *gender);
/** The actors of a token's mention and, with `all`, of those coordinated with it, settled. */
void nst_sides_of(nst_stage *st, int32_t token, bool all, int depth, nst_sides *out);
/** Is it a body or role rather than a person or a country? */
bool nst_is_institution(const nst_stage *st, int32_t token);

/* modifiers.c: country and body from the words around the head */

void nst_phrase_before(nst_stage *st, nst_phrase *p, uint32_t head, uint32_t first, int depth);
void nst_phrase_behind(nst_stage *st, nst_phrase *p, uint32_t head, int depth);
/** "Albanian rebels in southern Serbia": those who take up arms or stand for election do so where they live. */
void nst_phrase_where_they_live(nst_stage *st, nst_phrase *p, uint32_t head, int depth);
/** "the Islamic group Hamas": the body named behind the head. */
void nst_phrase_name_behind(nst_stage *st, nst_phrase *p, uint32_t head, int depth);

/* titles.c */

/** What titles, appositions and "who leads the insurgents" tell of a name. */
void nst_phrase_titles(nst_stage *st, nst_phrase *p, nst_note *note, const nst_mention *m, int depth);
/** "envoy Richard Holbrooke": the role is who is named behind it. */
bool nst_phrase_person(nst_stage *st, int32_t mention, const nst_phrase *p, nst_note *note, int depth);
/** "President" of "President Poroshenko": the country of the one named. */
bool nst_phrase_title_of(nst_stage *st, uint32_t head, nst_side *side, int depth);

#endif
