/* choose.h - who acts and who is acted on, weighed among all whom the report names.
 *
 * The rules (roles.c to crowd.c) propose one answer for each side of an event. Here it stands beside every other actor of
 * the sentence and the salient ones of the report, and beside nobody; named evidence is gathered for each answer, weighed
 * with the table data/choose/choose.tsv (made by train/choose.py), and the answer of the highest probability is taken. */
#ifndef NST_EVENTS_CHOOSE_H
#define NST_EVENTS_CHOOSE_H

#include "events/relate.h"
#include "events/roles.h"

typedef enum nst_side { NST_SIDE_SOURCE, NST_SIDE_TARGET, NST_SIDES } nst_side;

typedef struct nst_choose_weights nst_choose_weights;

/** Read the table: a line `NAME<TAB>source=WEIGHT target=WEIGHT` for each piece of evidence, either of the two or both. The
 *  names are borrowed from `text`. NST_FORMAT with the line in *error, NST_NOMEM. An empty text has no weights. */
NST_MUST_USE nst_status nst_choose_weights_read(nst_arena *arena, nst_str text, nst_choose_weights **out,
                                                nst_error *error);
/** Row of a piece of evidence, NST_MAP_NONE for none; the weight in a row. */
uint32_t nst_choose_row(const nst_choose_weights *w, nst_str name);
double nst_choose_weight(const nst_choose_weights *w, uint32_t at, nst_side side);
const char *nst_choose_name(const nst_choose_weights *w, uint32_t at);

enum { NST_OPTIONS = 32, NST_OPTION_ROWS = 96 };

/** One possible answer. */
typedef struct nst_option {
  nst_fillers fillers; /**< none: nobody */
  uint64_t who, codes; /**< the same for the same actors; for the same countries and organisations */
  bool rule;           /**< what the rules propose */
  bool place;          /**< only places of the report stand for it */
  bool below;          /**< the rules found it, hanging from the word of the event */
  unsigned paired;     /**< how often other events of the report pair it with the other side */
  uint32_t n_here;     /**< places in the sentences of the event */
  uint32_t n_where;    /**< of these, how many say where: "in Khartoum" */
  uint32_t rows[NST_OPTION_ROWS], n_rows;
  double sum, probability;
  nst_evidence seen; /**< names of all evidence, where somebody asks for explanations */
} nst_option;

/** Whom the report tells of, and how often: by country or organisation, else by sector. */
enum { NST_ROLL = 96, NST_NOT_TOLD = -1 };
typedef struct nst_told {
  uint64_t codes;
  uint32_t mentions, rank; /**< rank 0: told of most */
  uint32_t first;          /**< sentence of the first mention */
  bool headline, media;
} nst_told;
typedef struct nst_roll {
  nst_told items[NST_ROLL];
  int32_t n;
  int16_t *of; /**< of each mention of the report; NST_NOT_TOLD: nobody known */
} nst_roll;

/** choose_roll.c */
NST_MUST_USE nst_status nst_roll_make(const nst_doc *doc, nst_roll *roll);
uint64_t nst_fillers_who(const nst_doc *doc, const nst_fillers *list);
uint64_t nst_fillers_codes(const nst_doc *doc, const nst_fillers *list);
/** Does some actor of `a` have the country or organisation of one of `b`? */
bool nst_fillers_share_code(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b);

/** One choice in the making. */
typedef struct nst_chooser {
  const nst_scene *scene;
  const nst_choose_weights *weights;
  const nst_roll *roll;
  const nst_candidates *all;
  const uint64_t (*codes)[NST_SIDES]; /**< of each candidate, what nst_fillers_codes() gives for its sides */
  const nst_candidate *c;
  nst_side side;
  const nst_fillers *other; /**< the other side of the event */
  uint64_t other_codes;
  unsigned most_paired;     /**< of all answers */
  uint64_t pair[NST_SIDES]; /**< the two that the other events of the report are most about; 0: none */
  nst_option items[NST_OPTIONS];
  uint32_t n;
  nst_status status; /**< of the evidence gathered so far */
} nst_chooser;

/** choose_options.c: every answer, with the evidence of where it stands. */
void nst_choose_options(nst_chooser *ch);
/** choose_place.c: the evidence of one place in the sentence of telling `c` (the event itself or a later mention of it). */
void nst_choose_see_place(nst_chooser *ch, nst_option *o, const nst_candidate *c, int32_t token);
/** The evidence of who it is, for every answer gathered. */
void nst_choose_see_actors(nst_chooser *ch);
/** Note a piece of evidence whose name is the parts joined by blanks (NULL ends them). */
void nst_choose_note(nst_chooser *ch, nst_option *o, const char *const *parts);
#define NST_NOTE(ch, o, ...) nst_choose_note(ch, o, (const char *const[]){__VA_ARGS__, NULL})

#endif
