/* candidate.h - one possible event in one sentence, on its way to a record.
 *
 * Made by candidate.c from a frame word, filled by roles.c (participants) and embed.c (content), then by the
 * attribute functions below, merged by merge.c and written out by record.c. Everything lives in doc->arena.
 *
 * Attribute functions (each in the file named): one candidate in, fields of that candidate out.
 *   They may rely on: the sentence is parsed and linked (nst_tree_link), doc->mentions are final, and of the
 *   candidate everything above the line "outputs" is set (roles and content included); all other candidates of the
 *   report have the same done, and `parent`/`content_token` links between them are final.
 *   They must not rely on: source, target or content being filled (they may be empty / -1), the trigger being a verb
 *   (NOUN, ADJ and PROPN triggers are common), the entry being non-NULL fields of any particular value, or the date
 *   of the report being known (doc->day may be NST_DAY_NONE).
 *   They write only their own output fields (an output they do not touch is zero, strings are "" and never NULL),
 *   append trace lines with nst_candidate_why(), and return NST_OK or NST_NOMEM. */
#ifndef NST_EVENTS_CANDIDATE_H
#define NST_EVENTS_CANDIDATE_H

#include "doc/doc.h"
#include "doc/tree.h"

/** Somebody in a role. */
typedef struct nst_filler {
  int32_t token;   /**< head token of the phrase in the document */
  int32_t mention; /**< its mention, or -1 (the record then has the words only) */
  int32_t who;     /**< which of the mention's actors: 0.. ; -1 all of them */
} nst_filler;

enum { NST_FILLERS = 8 };

typedef struct nst_fillers {
  nst_filler items[NST_FILLERS];
  uint32_t n;
  const char *why;  /**< how they were found: "subj", "subj of the main clause", ...; "" if empty */
  uint8_t distance; /**< 0 direct argument, larger: inherited over more steps (confidence) */
} nst_fillers;

enum { NST_TRIGGER_TOKENS = 8 };

struct nst_frame_entry;

typedef struct nst_candidate {
  uint32_t sentence;
  const struct nst_frame_entry *entry; /**< the frame entry that matched (frames.h) */
  nst_event_type type;
  int32_t head; /**< head token of the frame word: the point of attachment in the tree */
  int32_t trigger[NST_TRIGGER_TOKENS]; /**< tokens of the frame word, ascending, head included */
  uint32_t n_trigger;
  int32_t light;  /**< light verb that carries a noun trigger ("launch an attack"), else -1 */
  int32_t clause; /**< the predicate whose clause the trigger belongs to: the verb itself, the light
                                            verb, or for another noun the nearest verbal ancestor (may be head) */
  nst_fillers source, target;
  bool mutual;
  int32_t comp;           /**< head token of the complement or content phrase, -1 for none */
  nst_event_type content; /**< type of the act that the event is about, NST_EVENT_NONE for none */
  int32_t content_token;  /**< head token of that act, -1 for none */
  int32_t inner;          /**< index of the candidate that is the content, -1 for none */
  int32_t parent;         /**< index of the candidate whose content this is, -1 for none */
  bool headline;          /**< stands in the headline */
  bool reversed;          /**< the light verb's subject undergoes the event ("faces sanctions") */
  bool own_source;        /**< the source hangs on the trigger itself, not on a verb around it */
  int32_t consumed[NST_TRIGGER_TOKENS]; /**< words that the entry's conditions asked for */
  uint32_t n_consumed;
  bool future; /**< will/would/plans to: announced, not yet done (embed.c has used it) */

  /* ---- outputs of the attribute functions ---- */
  nst_event_status status; /**< nst_candidate_status (status.c) */
  nst_passage condition;   /**< nst_candidate_condition (condition.c) */
  nst_actor *attribution;  /**< nst_candidate_attribution (attribution.c), outermost speaker first */
  size_t n_attribution;
  nst_quantity *quantities; /**< nst_candidate_quantities (quantity.c) */
  size_t n_quantities;
  nst_time time;   /**< nst_candidate_time (time.c); text "" and the report's date where none is given */
  nst_place place; /**< nst_candidate_place (place.c); strings "" and NST_PLACE_NONE where none */
  bool hedged;     /**< status.c: a doubt, hedge or report stands above it: lowers confidence */

  /* ---- set by the core afterwards ---- */
  double sure_source, sure_target; /**< probability of the chosen actors (choose.c); 0 where nothing chose */
  nst_choices choices;             /**< where somebody asks for explanations */
  bool dropped;                    /**< not an event of its own */
  const char *mode, *cameo;        /**< "" for none */
  const char *const *contexts;
  size_t n_contexts;
  double goldstein, confidence;
  uint32_t *mentions; /**< candidates merged into this one */
  size_t n_mentions, mentions_capacity;
  const char **why; /**< trace lines */
  size_t n_why, why_capacity;
} nst_candidate;

typedef struct nst_candidates {
  nst_candidate *items;
  size_t n, capacity;
} nst_candidates;

/** Append a line to the candidate's trace. The text is borrowed (a literal, or in doc->arena). */
NST_MUST_USE nst_status nst_candidate_why(nst_doc *doc, nst_candidate *c, const char *line);
/** The same from a format. */
NST_MUST_USE nst_status nst_candidate_whyf(nst_doc *doc, nst_candidate *c, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** Actor `who` (0..) of a mention as a record's actor: words, span, name, country, org, sector. False when out of memory. */
bool nst_actor_of_mention(nst_doc *doc, int32_t mention, size_t who, nst_actor *out);

/* ---- attribute functions ---- */

/** status.c: `status` (NST_ACTUAL where nothing says otherwise) and `hedged`; one trace line if not actual.
 *  A candidate of type REJECT or of another verbal type keeps NST_ACTUAL when only its content is negated or unreal.
 *  `future` candidates that the core has turned into AGREE or THREATEN are actual acts of promising. */
NST_MUST_USE nst_status nst_candidate_status(nst_doc *doc, nst_candidate *c);
/** condition.c: `condition`. */
NST_MUST_USE nst_status nst_candidate_condition(nst_doc *doc, nst_candidate *c);
/** attribution.c: `attribution`, `n_attribution`. Knows source (rule: a party announcing its own act is not attributed). */
NST_MUST_USE nst_status nst_candidate_attribution(nst_doc *doc, nst_candidate *c);
/** quantity.c: `quantities`, `n_quantities`. */
NST_MUST_USE nst_status nst_candidate_quantities(nst_doc *doc, nst_candidate *c);
/** time.c: `time`. */
NST_MUST_USE nst_status nst_candidate_time(nst_doc *doc, nst_candidate *c);
/** place.c: `place`. */
NST_MUST_USE nst_status nst_candidate_place(nst_doc *doc, nst_candidate *c);

#endif
