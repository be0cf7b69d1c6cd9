/* roles.h - who takes part in a candidate. */
#ifndef NST_EVENTS_ROLES_H
#define NST_EVENTS_ROLES_H

#include "events/args.h"
#include "events/candidate.h"

/** Actors at a token: of its mention, of those joined to it by "and", or of what stands for it (apposition,
 *  "dozens of protesters", "its forces"). *distance grows when they are not the token's own. False: no actor. */
bool nst_roles_actors(const nst_scene *s, int32_t token, nst_fillers *out);
/** Fill source, target, mutual and comp of a candidate from the places of its entry. */
NST_MUST_USE nst_status nst_roles_fill(const nst_scene *s, nst_candidate *c);
/** Number of actors behind a filler, and one of them; false past the end. */
size_t nst_filler_count(const nst_doc *doc, const nst_filler *f);
/** Country or organisation code of a filler's first actor, "" for none. */
const char *nst_filler_code(const nst_doc *doc, const nst_filler *f);
const char *nst_filler_sector(const nst_doc *doc, const nst_filler *f);
/** Do the two lists share a country or organisation? */
bool nst_fillers_meet(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b);
/** Two sides of one list: the first actor, and the others. False if it holds one actor only. */
bool nst_fillers_split(const nst_doc *doc, const nst_fillers *all, nst_fillers *first, nst_fillers *others);

#endif
