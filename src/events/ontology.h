/* ontology.h - CAMEO codes, PLOVER types, modes and contexts, as data/ontology/ tells them. */
#ifndef NST_EVENTS_ONTOLOGY_H
#define NST_EVENTS_ONTOLOGY_H

#include "base/arena.h"
#include "base/str.h"

enum { NST_CAMEO_CONTEXTS = 4 };

/** One CAMEO code. Strings never NULL. */
typedef struct nst_cameo {
  const char *code; /**< "1313" */
  double goldstein;
  nst_event_type type; /**< what the code stands for, NST_EVENT_NONE for mere statements */
  const char *mode;    /**< PLOVER mode or "" */
  const char *contexts[NST_CAMEO_CONTEXTS];
  size_t n_contexts;
  const char *label;
} nst_cameo;

/** A PLOVER type, or one of its modes. */
typedef struct nst_plover {
  nst_event_type type;
  const char *mode;  /**< "" for the type itself */
  double score;      /**< conflict (-10) to cooperation (10) */
  const char *cameo; /**< the code taken where nothing says it closer */
} nst_plover;

typedef struct nst_ontology nst_ontology;

/** Read the three tables (tab separated, with '#' lines and a heading). The texts are borrowed for the call, the
 *  result lives in `arena`. NST_LEXICON with line and message in *error (may be NULL) for a bad table, NST_NOMEM. */
NST_MUST_USE nst_status nst_ontology_read(nst_arena *arena, nst_str cameo, nst_str plover, nst_str contexts,
                                          nst_ontology **out, nst_error *error);
/** The code, or its nearest known parent ("1319" -> "131"); NULL if there is none. */
const nst_cameo *nst_ontology_cameo(const nst_ontology *o, nst_str code);
/** Is it a code of the table as it stands? */
bool nst_ontology_has(const nst_ontology *o, nst_str code);
/** Type and mode; an unknown mode falls back to the type. NULL for NST_EVENT_NONE. */
const nst_plover *nst_ontology_plover(const nst_ontology *o, nst_event_type type, const char *mode);
/** Is it a mode of that type ("" always is)? */
bool nst_ontology_has_mode(const nst_ontology *o, nst_event_type type, nst_str mode);
/** The context as a string that lives with the ontology; NULL if it is none. */
const char *nst_ontology_context(const nst_ontology *o, nst_str name);
/** NST_EVENT_NONE for an unknown name. */
nst_event_type nst_event_type_of(nst_str name);

#endif
