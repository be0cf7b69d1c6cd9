/* frames.h - what a frame file says (docs/frames.md), read, checked and indexed.
 *
 * A line of a file is a definition (nst_frame_def); every word of its list is an entry that points to it. */
#ifndef NST_EVENTS_FRAMES_H
#define NST_EVENTS_FRAMES_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/str.h"
#include "nestor.h"

enum { NST_FRAME_WORDS = 6, NST_PLACE_STEPS = 3, NST_FRAME_CONDS = 6 };

/** One or more words that form a connected piece of the tree. */
typedef struct nst_pattern {
  nst_str words[NST_FRAME_WORDS]; /**< lemmas in lower case, NUL-terminated */
  uint8_t n, head;
  uint32_t next; /**< next pattern with the same head word in the same set or index, NST_MAP_NONE for none */
} nst_pattern;

/** A set of patterns, looked up by head word. */
typedef struct nst_word_set {
  const char *name; /**< without @; "" for a list written in place */
  nst_pattern *items;
  size_t n, capacity;
  nst_map heads;
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
  NST_IS_ANY = 64
};
enum { NST_FRAME_CLASSES = 7 };
/** How the class of bit 1 << c is written: "ACTOR". */
const char *nst_frame_class_name(size_t c);

typedef struct nst_frame_cond {
  nst_place_path place;
  bool unless;
  uint8_t classes;
  const nst_word_set **sets; /**< any of them */
  size_t n_sets;
} nst_frame_cond;

typedef enum nst_word_class { NST_WORD_VERB, NST_WORD_NOUN, NST_WORD_ADJ, NST_WORD_CLASSES } nst_word_class;

typedef struct nst_frame_def {
  nst_event_type type; /**< NST_EVENT_NONE: these words are no event (is=NONE) */
  nst_place_list source, target, content;
  nst_frame_cond conds[NST_FRAME_CONDS];
  uint8_t n_conds;
  const char *cameo, *mode; /**< "" for none */
  const char *contexts;     /**< comma separated, "" for none */
  bool mutual, plural;
  bool first; /**< goes before entries without it, whatever their conditions */
  double prior;
  int status;   /**< nst_event_status, or -1 */
  uint8_t keys; /**< which single keys were given (parser's own) */
  const char *path;
  uint32_t line;
} nst_frame_def;

typedef struct nst_frame_entry {
  nst_pattern pattern;
  uint8_t word_class;
  const nst_frame_def *def;
} nst_frame_entry;

/** An example that `nestor lexicon test` runs. */
typedef struct nst_frame_example {
  const char *sentence, *source, *target; /**< codes as written, "-" for none */
  nst_event_type type;                    /**< NST_EVENT_NONE: no event at all */
  bool absent;                            /**< no event of that type */
  const char *cameo;                      /**< "" where any code will do */
  const char *path;
  uint32_t line, entry_line; /**< entry_line: of the entry above it, 0 for none */
} nst_frame_example;

typedef struct nst_frames {
  nst_arena *arena;
  struct {
    nst_word_set **items;
    size_t n, capacity;
  } sets;
  nst_map set_names;
  struct {
    nst_frame_entry *items;
    size_t n, capacity;
  } entries;
  nst_map heads[NST_WORD_CLASSES]; /**< head lemma -> first entry */
  struct {
    nst_frame_example *items;
    size_t n, capacity;
  } examples;
  nst_word_set *light,
      *undergo; /**< light verbs; verbs whose subject undergoes their object ("face sanctions") */
  nst_map seen; /**< words and conditions to entries */
  const struct nst_ontology *ontology; /**< NULL: codes and modes are not checked */
  nst_lint_fn lint;
  void *lint_user;
  nst_error *error;
  uint32_t mistakes;
} nst_frames;

/** Empty frames in an arena. False when out of memory. */
bool nst_frames_init(nst_frames *frames, nst_arena *arena);
/** Read one file. Every mistake goes to frames->lint (if any) and is counted; the first fills *frames->error.
 *  NST_LEXICON where the file has mistakes (what is right in it is kept), NST_NOMEM. The text need not live on. */
NST_MUST_USE nst_status nst_frames_read(nst_frames *frames, const char *path, nst_str text);
/** The list of this name (without @), or NULL. */
const nst_word_set *nst_frames_set(const nst_frames *frames, const char *name);
/** First entry index of a head lemma, or NST_MAP_NONE; go on with entries.items[i].pattern.next. */
uint32_t nst_frames_find(const nst_frames *frames, nst_word_class word_class, nst_str lemma);

/* frame_line.c: parts of a line */
NST_MUST_USE nst_status nst_frame_mistake(nst_frames *f, const char *path, uint32_t line, const char *format,
                                          ...) __attribute__((format(printf, 4, 5)));
/** "trade_*ban" into words; false if it is no pattern (empty, too many words). *nomem is set when out of memory. */
bool nst_pattern_parse(nst_arena *arena, nst_str text, bool head_first, nst_pattern *out, bool *nomem);
/** "obj.on" into steps; NULL, or what is wrong with it. *nomem is set when out of memory. */
const char *nst_place_parse(nst_arena *arena, nst_str text, nst_place_path *out, bool *nomem);
/** Add a comma separated list of words and @lists to `set`. */
NST_MUST_USE nst_status nst_word_set_add(nst_frames *f, nst_word_set *set, nst_str list, bool head_first,
                                         const char *path, uint32_t line);
nst_word_set *nst_word_set_new(nst_arena *arena, const char *name);
/** Apply one key=value to a definition. */
NST_MUST_USE nst_status nst_frame_key(nst_frames *f, nst_frame_def *def, nst_str key, nst_str value,
                                      const char *path, uint32_t line);

#endif
