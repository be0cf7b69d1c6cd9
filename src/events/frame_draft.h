/* frame_draft.h - frame files (docs/frames.md) as they are read and checked, before they are compiled.
 *
 * A line of a file is a definition (nst_frame_draft_def); every word of its list is an entry that points to it. */
#ifndef NST_EVENTS_FRAME_DRAFT_H
#define NST_EVENTS_FRAME_DRAFT_H

#include "base/buf.h"
#include "base/hash.h"
#include "events/frames.h"

enum { NST_FRAME_CONDS = 6 };

/** One or more words that form a connected piece of the tree. */
typedef struct nst_frame_draft_pattern {
  nst_str words[NST_FRAME_WORDS]; /**< lemmas in lower case, NUL-terminated */
  uint8_t n, head;
  uint32_t next; /**< next pattern with the same head word in the same set or index, NST_MAP_NONE for none */
} nst_frame_draft_pattern;

/** A set of patterns, looked up by head word. */
typedef struct nst_frame_draft_set {
  const char *name; /**< without @; "" for a list written in place */
  nst_frame_draft_pattern *items;
  size_t n, capacity;
  nst_map heads;
} nst_frame_draft_set;

typedef struct nst_frame_draft_cond {
  nst_place_path place;
  bool unless;
  uint16_t classes;
  const nst_frame_draft_set **sets; /**< any of them */
  size_t n_sets;
} nst_frame_draft_cond;

typedef struct nst_frame_draft_def {
  nst_event_type type; /**< NST_EVENT_NONE: these words are no event (is=NONE) */
  nst_place_list source, target, content;
  nst_frame_draft_cond conds[NST_FRAME_CONDS];
  uint8_t n_conds;
  const char *cameo, *mode; /**< "" for none */
  const char *contexts;     /**< comma separated, "" for none */
  bool mutual, plural;
  bool announced; /**< told only where it is announced: by "will", "plans to" */
  bool first;     /**< goes before entries without it, whatever their conditions */
  double prior;
  int status;   /**< nst_event_status, or -1 */
  uint8_t keys; /**< which single keys were given (parser's own) */
  const char *path;
  uint32_t line;
} nst_frame_draft_def;

typedef struct nst_frame_draft_entry {
  nst_frame_draft_pattern pattern;
  uint8_t word_class;
  const nst_frame_draft_def *def;
} nst_frame_draft_entry;

/** An example that `nestor lexicon test` runs. */
typedef struct nst_frame_draft_example {
  const char *sentence, *source, *target; /**< codes as written, "-" for none */
  nst_event_type type;                    /**< NST_EVENT_NONE: no event at all */
  bool absent;                            /**< no event of that type */
  const char *cameo;                      /**< "" where any code will do */
  const char *path;
  uint32_t line, entry_line; /**< entry_line: of the entry above it, 0 for none */
} nst_frame_draft_example;

typedef struct nst_frame_draft {
  nst_arena *arena;
  struct {
    nst_frame_draft_set **items;
    size_t n, capacity;
  } sets;
  nst_map set_names;
  struct {
    nst_frame_draft_entry *items;
    size_t n, capacity;
  } entries;
  nst_map heads[NST_WORD_CLASSES]; /**< head lemma -> first entry */
  struct {
    nst_frame_draft_example *items;
    size_t n, capacity;
  } examples;
  nst_frame_draft_set *light,
      *undergo; /**< light verbs; verbs whose subject undergoes their object ("face sanctions") */
  nst_map seen; /**< words and conditions to entries */
  const struct nst_ontology *ontology; /**< NULL: codes and modes are not checked */
  nst_lint_fn lint;
  void *lint_user;
  nst_error *error;
  uint32_t mistakes;
} nst_frame_draft;

/** What the draft says as bytes that nst_frames_open() takes. NST_NOMEM, NST_TOO_LARGE. */
NST_MUST_USE nst_status nst_frame_draft_compile(const nst_frame_draft *draft, nst_buf *out);

/** Empty frames in an arena. False when out of memory. */
bool nst_frame_draft_init(nst_frame_draft *frames, nst_arena *arena);
/** Read one file. Every mistake goes to frames->lint (if any) and is counted; the first fills *frames->error.
 *  NST_LEXICON where the file has mistakes (what is right in it is kept), NST_NOMEM. The text need not live on. */
NST_MUST_USE nst_status nst_frame_draft_read(nst_frame_draft *frames, const char *path, nst_str text);
/** The list of this name (without @), or NULL. */
const nst_frame_draft_set *nst_frame_draft_find_set(const nst_frame_draft *frames, const char *name);
/** First entry index of a head lemma, or NST_MAP_NONE; go on with entries.items[i].pattern.next. */
uint32_t nst_frame_draft_find(const nst_frame_draft *frames, nst_word_class word_class, nst_str lemma);

/* frame_line.c: parts of a line */
NST_MUST_USE nst_status nst_frame_draft_mistake(nst_frame_draft *f, const char *path, uint32_t line,
                                                const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** "trade_*ban" into words; false if it is no pattern (empty, too many words). *nomem is set when out of memory. */
bool nst_frame_draft_pattern_parse(nst_arena *arena, nst_str text, bool head_first,
                                   nst_frame_draft_pattern *out, bool *nomem);
/** "obj.on" into steps; NULL, or what is wrong with it. *nomem is set when out of memory. */
const char *nst_place_parse(nst_arena *arena, nst_str text, nst_place_path *out, bool *nomem);
/** Add a comma separated list of words and @lists to `set`. */
NST_MUST_USE nst_status nst_frame_draft_set_add(nst_frame_draft *f, nst_frame_draft_set *set, nst_str list,
                                                bool head_first, const char *path, uint32_t line);
nst_frame_draft_set *nst_frame_draft_set_new(nst_arena *arena, const char *name);
/** Apply one key=value to a definition. */
NST_MUST_USE nst_status nst_frame_draft_key(nst_frame_draft *f, nst_frame_draft_def *def, nst_str key,
                                            nst_str value, const char *path, uint32_t line);

#endif
