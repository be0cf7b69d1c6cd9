/* match.h - which frame entry a word of a sentence is. */
#ifndef NST_EVENTS_MATCH_H
#define NST_EVENTS_MATCH_H

#include "events/args.h"
#include "events/candidate.h"

enum { NST_CONSUMED = 8 };

typedef struct nst_match {
  const nst_frame_entry *entry;
  int32_t tokens[NST_TRIGGER_TOKENS]; /**< ascending */
  uint32_t n_tokens;
  int32_t
      consumed[NST_CONSUMED]; /**< words that the conditions asked for: "accusation" in "reject accusation" */
  uint32_t n_consumed;
} nst_match;

/** Are the words of the pattern, its head being token `head`, one connected piece of the tree? Fills tokens (ascending). */
bool nst_match_pattern(const nst_scene *s, const nst_pattern *p, int32_t head,
                       int32_t tokens[NST_FRAME_WORDS]);
/** Has the token the head and the surroundings of some pattern of the set? */
bool nst_match_set(const nst_scene *s, const nst_word_set *set, int32_t token);
/** The best entry for the word at anchor.head; false where there is none. */
bool nst_match_word(const nst_scene *s, nst_anchor anchor, nst_match *out);
/** Of the entries whose words are there but whose conditions do not hold, the first that would be an event (else the
 *  first); *cond is the condition that fails, NULL where the plural is what is missing. False: there is none. */
bool nst_match_refused(const nst_scene *s, nst_anchor anchor, const nst_frame_entry **entry,
                       const nst_frame_cond **cond);
/** Is the token, by its lemma and part of speech, the head of any frame entry? */
bool nst_is_frame_word(const nst_scene *s, int32_t token);
/** The light verb that carries a noun; sets light and reversed. */
void nst_match_light(const nst_scene *s, nst_anchor *anchor);

#endif
