/* events.h - the stage that reads events off trees and mentions. */
#ifndef NST_EVENTS_EVENTS_H
#define NST_EVENTS_EVENTS_H

#include "doc/doc.h"
#include "pack/pack.h"

typedef struct nst_event_lexicon nst_event_lexicon;

/** Read the frames (sections frames/ *.frames in the order of their names, then the files at `extra_paths`) and the
 *  ontology (sections ontology/ *.tsv) into `arena`. `pack` may be NULL: only the extra files, and
 *  no ontology (codes and modes are then taken as the frames say them). With `lint` every
 *  mistake is reported. NST_LEXICON with the first mistake in *error (may be NULL), NST_IO, NST_NOMEM. */
NST_MUST_USE nst_status nst_event_lexicon_load(nst_arena *arena, const nst_packfile *pack,
                                               const char *const *extra_paths, size_t n_extra,
                                               nst_lint_fn lint, void *user, nst_event_lexicon **out,
                                               nst_error *error);
/** The compiled frames, for a pack. */
nst_section nst_event_lexicon_section(const nst_event_lexicon *lexicon);
/** Frame entries (words and expressions) in the lexicon. */
size_t nst_event_lexicon_count(const nst_event_lexicon *lexicon);

/** Call `fn` for every entry that has `word` among its words ("" for all), in the order of the files. */
NST_MUST_USE nst_status nst_event_lexicon_frames(const nst_event_lexicon *lexicon, const char *word,
                                                 nst_frame_fn fn, void *user);
/** Example `i`, false past the end. */
bool nst_event_lexicon_example(const nst_event_lexicon *lexicon, size_t i, nst_example *out);

/** Fill doc->events, in the order of their triggers; all memory in doc->arena. Events of a confidence below
 *  `threshold` are dropped. */
NST_MUST_USE nst_status nst_events_run(const nst_event_lexicon *lexicon, nst_doc *doc, double threshold);

/** The threshold where the user sets none. */
double nst_events_default_threshold(void);

#endif
