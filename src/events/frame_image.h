/* frame_image.h - the records of a frame image; for frame_image.c (reads) and frame_compile.c (writes) only. */
#ifndef NST_EVENTS_FRAME_IMAGE_H
#define NST_EVENTS_FRAME_IMAGE_H

#include "events/frames.h"

#define NST_FRAMES_MAGIC "NSTFRAME"

/** What an image holds, in the order it lies there. */
typedef enum nst_stored_kind {
  NST_STORED_ENTRIES,
  NST_STORED_PATTERNS,
  NST_STORED_KNOWN,
  NST_STORED_SETS,
  NST_STORED_SET_NUMBERS,
  NST_STORED_PATHS,
  NST_STORED_PATH_NUMBERS,
  NST_STORED_LISTS,
  NST_STORED_CONDS,
  NST_STORED_DEFS,
  NST_STORED_EXAMPLES,
  NST_STORED_TEXT,
  NST_STORED_KINDS
} nst_stored_kind;

typedef struct nst_stored_head {
  char magic[8];
  uint32_t format, size;
  uint32_t n[NST_STORED_KINDS];
  uint32_t n_named; /**< sets with a name */
  uint32_t reserved;
  uint32_t light, undergo;
} nst_stored_head;

typedef struct nst_stored_entry {
  nst_pattern pattern;
  uint32_t def;
  uint32_t order_class; /**< place in the files, times 4, and the class */
} nst_stored_entry;

typedef struct nst_known_word {
  uint32_t hash, text;
} nst_known_word;

typedef struct nst_stored_set {
  uint32_t name, first, n;
} nst_stored_set;

typedef struct nst_stored_path {
  uint8_t kinds[NST_PLACE_STEPS];
  uint8_t n;
  uint8_t plus, pad[3];
  uint32_t preps[NST_PLACE_STEPS];
  uint32_t text;
} nst_stored_path;

typedef struct nst_stored_list {
  uint32_t first, n; /**< path numbers */
} nst_stored_list;

typedef struct nst_stored_cond {
  uint32_t path;
  uint8_t unless, pad;
  uint16_t classes;
  uint32_t first, n; /**< set numbers */
  uint32_t reserved;
} nst_stored_cond;

typedef struct nst_stored_def {
  uint32_t type;
  uint32_t lists[3]; /**< source, target, content: number of the list + 1, 0 where the line gives none */
  uint32_t first_cond, n_conds;
  uint32_t cameo, mode, contexts;
  uint32_t flags;  /**< 1 mutual, 2 plural, 4 first */
  uint32_t prior;  /**< in millionths */
  uint32_t status; /**< nst_event_status + 1, 0 for none */
  uint32_t path, line;
  uint32_t reserved[2];
} nst_stored_def;

typedef struct nst_stored_example {
  uint32_t sentence, source, target, cameo, path, line, entry_line, type, absent;
} nst_stored_example;

/** Bytes of one record of a kind. */
static inline size_t nst_stored_size(nst_stored_kind kind) {
  static const size_t sizes[NST_STORED_KINDS] = {
      sizeof(nst_stored_entry), sizeof(nst_pattern),     sizeof(nst_known_word),     sizeof(nst_stored_set),
      sizeof(uint32_t),         sizeof(nst_stored_path), sizeof(uint32_t),           sizeof(nst_stored_list),
      sizeof(nst_stored_cond),  sizeof(nst_stored_def),  sizeof(nst_stored_example), 1};
  return sizes[kind];
}

/** The hash by which words are sorted. */
uint32_t nst_frames_hash(nst_str word);

#endif
