/* frames.h - what the frames say (docs/frames.md), as bytes that are looked up where they lie.
 *
 * IMAGE, numbers in the byte order of the machine   offset  0  size 8  "NSTFRAME"
 *                                                           8       4  format number, 2
 *                                                          12       4  size of the whole
 *                                                          16       4  each: how many of every kind below, in this order
 *                                                          72       4  each: number of the set of light verbs, of the undergoing
 *                                                          80          entries (44 bytes), patterns (36), known words (8), sets (12),
 *                                                                      set numbers (4), paths (24), path numbers (4), lists (8),
 *                                                                      conditions (20), definitions (64), examples (36), text
 *
 * Text is a run of NUL-terminated strings, named by their offset; the first is empty. Entries are sorted by class and by
 * the hash of their head word, the patterns of a set and the known words by hash, named sets (they come first) by name.
 * What is read from an image is checked when it is opened; that something is sorted is only a matter of being found. */
#ifndef NST_EVENTS_FRAMES_H
#define NST_EVENTS_FRAMES_H

#include "base/arena.h"
#include "base/str.h"
#include "nestor.h"

#define NST_FRAMES_SECTION "frames.bin"

enum { NST_FRAME_WORDS = 6, NST_PLACE_STEPS = 3, NST_FRAMES_FORMAT = 3 };
#define NST_FRAMES_NONE UINT32_MAX

/** One or more words that form a connected piece of the tree, as they lie in the image. */
typedef struct nst_pattern {
  uint32_t words[NST_FRAME_WORDS]; /**< offsets into the text: lemmas in lower case */
  uint8_t len[NST_FRAME_WORDS];
  uint8_t n, head;
  uint32_t hash; /**< of the head word */
} nst_pattern;

/** A set of patterns, looked up by head word. */
typedef struct nst_word_set {
  const char *name;         /**< without @; "" for a list written in place */
  const nst_pattern *items; /**< by hash */
  uint32_t n;
  const char *text; /**< of the image */
} nst_word_set;

typedef enum nst_place_kind {
  NST_AT_NONE,
  NST_AT_SUBJ,
  NST_AT_OBJ,
  NST_AT_IOBJ,
  NST_AT_COMP,
  NST_AT_POSS,
  NST_AT_MOD,
  NST_AT_BETWEEN,
  NST_AT_SPEAKER,
  NST_AT_HEARER,
  NST_AT_PREDICATED,
  NST_AT_PREP
} nst_place_kind;

typedef struct nst_place_step {
  uint8_t kind;
  nst_str prep; /**< of NST_AT_PREP: "with", "in_favour_of" */
} nst_place_step;

typedef struct nst_place_path {
  nst_place_step steps[NST_PLACE_STEPS];
  uint8_t n;
  bool plus;        /**< joined to the one before with '+' */
  const char *text; /**< as written, for the trace */
} nst_place_path;

typedef struct nst_place_list {
  nst_place_path *items;
  size_t n, capacity;
  bool set;
} nst_place_list;

/** What `if.` asks for besides words. */
enum {
  NST_IS_ACTOR = 1,
  NST_IS_STATE = 2,
  NST_IS_ORG = 4,
  NST_IS_PERSON = 8,
  NST_IS_PLACE = 16,
  NST_IS_EVENT = 32,
  NST_IS_ANY = 64,
  NST_IS_NOBODY = 128, /**< nothing stands at the place */
  NST_IS_ARMED = 256   /**< an actor of arms: forces, police, spies, rebels, gangs */
};
enum { NST_FRAME_CLASSES = 9 };
typedef struct nst_frame_cond {
  nst_place_path place;
  bool unless;
  uint16_t classes;
  const nst_word_set **sets; /**< any of them */
  size_t n_sets;
} nst_frame_cond;

typedef enum nst_word_class { NST_WORD_VERB, NST_WORD_NOUN, NST_WORD_ADJ, NST_WORD_CLASSES } nst_word_class;

typedef struct nst_frame_def {
  nst_event_type type; /**< NST_EVENT_NONE: these words are no event (is=NONE) */
  nst_place_list source, target, content;
  const nst_frame_cond *conds;
  uint8_t n_conds;
  const char *cameo, *mode; /**< "" for none */
  const char *contexts;     /**< comma separated, "" for none */
  bool mutual, plural;
  bool announced; /**< told only where it is announced: by "will", "plans to" */
  bool first;     /**< goes before entries without it, whatever their conditions */
  double prior;
  int status; /**< nst_event_status, or -1 */
  const char *path;
  uint32_t line;
} nst_frame_def;

typedef struct nst_frame_entry {
  const nst_pattern *pattern;
  const nst_frame_def *def;
  uint32_t order; /**< place in the files */
  uint8_t word_class;
} nst_frame_entry;

typedef struct nst_frames {
  const char *text;
  struct {
    nst_frame_entry *items; /**< by class and hash of the head word */
    size_t n;
  } entries;
  nst_word_set *sets;
  uint32_t n_sets, n_named;
  const nst_word_set *light,
      *undergo; /**< light verbs; verbs whose subject undergoes their object ("face sanctions") */
  const struct nst_known_word *known;
  uint32_t n_known;
  const struct nst_stored_example *examples;
  uint32_t n_examples;
} nst_frames;

/** Take bytes (aligned to 4, borrowed) as frames; what has to be unfolded goes into the arena. NST_PACK if they are none,
 *  NST_PACK_VERSION if of another format or byte order, NST_NOMEM. */
NST_MUST_USE nst_status nst_frames_open(nst_arena *arena, const void *bytes, size_t len, nst_frames *out,
                                        nst_error *error);
/** The list of this name (without @), or NULL. */
const nst_word_set *nst_frames_set(const nst_frames *frames, const char *name);
/** First entry of a head lemma, NST_FRAMES_NONE for none. */
uint32_t nst_frames_find(const nst_frames *frames, nst_word_class word_class, nst_str lemma);
/** The next entry of the same head lemma, NST_FRAMES_NONE for none. */
uint32_t nst_frames_next(const nst_frames *frames, uint32_t entry);
/** Is the word any word of the frames? */
bool nst_frames_knows(const nst_frames *frames, nst_str word);
/** First pattern of a set with that head word, and the next: NST_FRAMES_NONE for none. The set may be NULL. */
uint32_t nst_word_set_find(const nst_word_set *set, nst_str head);
uint32_t nst_word_set_next(const nst_word_set *set, uint32_t pattern);
/** Example `i`, false past the end. */
bool nst_frames_example(const nst_frames *frames, size_t i, nst_example *out);

static inline nst_str nst_pattern_word(const char *text, const nst_pattern *p, uint8_t i) {
  return (nst_str){text + p->words[i], p->len[i]};
}
/** How the class of bit 1 << c is written: "ACTOR". */
const char *nst_frame_class_name(size_t c);

#endif
