/* speech.h - who says what: speech verbs, their speakers, and the clauses they report. */
#ifndef NST_EVENTS_SPEECH_H
#define NST_EVENTS_SPEECH_H

#include "doc/doc.h"
#include "doc/tree.h"

/** How a clause is reported. All tokens; -1 for none. */
typedef struct nst_speech {
  int32_t verb;    /**< the speech verb; -1 for "according to X" */
  int32_t speaker; /**< head of the speaker's phrase; -1 if it is not named ("it was reported that") */
} nst_speech;

/** Does the lemma belong to a verb of saying, thinking or reporting? */
bool nst_is_speech_verb(const nst_token *t);
/** "convinced", "believe": what follows is held to be so, and with a "not" doubted. */
bool nst_is_belief(const nst_token *t);
/** The one to whom the words of a speech verb belong: its subject, also an inherited one; the agent of a passive. -1 for none. */
int32_t nst_speaker_of(const nst_doc *doc, int32_t verb);
/** Is the clause headed by `clause` reported speech, seen from its own level? Fills *out with up to `max` reports,
 *  innermost first; returns their number. */
size_t nst_speech_over(const nst_doc *doc, int32_t clause, nst_speech *out, size_t max);
/** Is anything between `token` and the root of its sentence reported speech? */
bool nst_is_reported(const nst_doc *doc, int32_t token);

#endif
