/* contents.h - CAMEO codes of acts about acts: "threatened to impose sanctions" is 1312. */
#ifndef NST_EVENTS_CONTENTS_H
#define NST_EVENTS_CONTENTS_H

#include "base/arena.h"
#include "base/str.h"
#include "nestor.h"

typedef struct nst_contents nst_contents;

/** Read ontology/content.tsv: outer type, inner type, beginning of the inner CAMEO code (or -), code. NST_LEXICON with
 *  the line in *error (may be NULL) for a bad line, NST_NOMEM. */
NST_MUST_USE nst_status nst_contents_read(nst_arena *arena, nst_str text, nst_contents **out,
                                          nst_error *error);
/** The code of the longest matching line; NULL if there is none (or no table). */
const char *nst_contents_find(const nst_contents *contents, nst_event_type outer, nst_event_type inner,
                              const char *inner_cameo);

#endif
