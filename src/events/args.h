/* args.h - who stands where around a word: the logical arguments, whatever the construction.
 *
 * Passives, control, relative clauses, participles, coordination, infinitives, possessives and light verbs are
 * undone here and nowhere else. Tokens in, tokens out; who they are is roles.c. */
#ifndef NST_EVENTS_ARGS_H
#define NST_EVENTS_ARGS_H

#include "doc/doc.h"
#include "doc/tree.h"
#include "events/frames.h"

/** Closed classes of words that the grammar of events needs (data/frames/_grammar.frames); NULL: empty. */
typedef struct nst_grammar {
  const nst_word_set *speech, *subject_control, *gerund_control, *transparent, *quantity, *aspect, *intend,
      *wish, *attempt, *time_word, *irrealis_noun, *about, *act, *news, *vow;
} nst_grammar;

/** A sentence to be questioned. */
typedef struct nst_scene {
  nst_doc *doc;
  const nst_frames *frames;
  const nst_grammar *grammar;
} nst_scene;

enum { NST_ARGS = 8 };

typedef struct nst_args {
  int32_t items[NST_ARGS];
  uint32_t n;
  uint8_t distance; /**< 0 direct; grows with every step of inheritance */
  const char *why;
} nst_args;

/** A trigger with what carries it: `light` as in nst_candidate (-1 none). */
typedef struct nst_anchor {
  int32_t head, light;
  bool reversed; /**< the light verb's subject undergoes the event */
} nst_anchor;

/** Is the token's lemma a one-word member of the set? NULL sets have no members. */
bool nst_word_in(const nst_word_set *set, const nst_token *t);
/** The grammatical subject, also an inherited one; -1 for none. *distance grows by the steps taken. */
int32_t nst_subject(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why);
/** The logical subject and object of a verb. */
int32_t nst_logical_subject(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why);
int32_t nst_logical_object(const nst_scene *s, int32_t verb, uint8_t *distance, const char **why);
/** Everything at a place of a frame. */
void nst_args_at(const nst_scene *s, nst_anchor anchor, const nst_place_path *path, nst_args *out);
/** What a relative pronoun stands for; other tokens stand for themselves. */
int32_t nst_antecedent_of(const nst_scene *s, int32_t token);
/** The outermost noun of "series of rounds of talks" as seen from "talks"; the token itself if there is none. */
int32_t nst_outer_noun(const nst_scene *s, int32_t noun);
/** "a series of attacks" as seen from "series": the noun that matters. */
int32_t nst_inner_noun(const nst_scene *s, int32_t noun);
/** The nearest predicate at or above the token: a verb, or a word with a subject. -1 for none. */
int32_t nst_predicate_of(const nst_scene *s, int32_t token);
/** Is there a mark, case or adverb child with this lower-case form? */
bool nst_has_mark(const nst_doc *doc, int32_t token, const char *word);

#endif
