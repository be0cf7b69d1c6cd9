/* engine.h - what the project's own benchmark and tests see of the engine besides nestor.h. */
#ifndef NST_ENGINE_ENGINE_H
#define NST_ENGINE_ENGINE_H

#include "nestor.h"

/** The parts of a coding, in the order they run. */
#define NST_STAGE_LIST(X) \
  X(TEXT, "text") X(SYNTAX, "syntax") X(ACTORS, "actors") X(EVENTS, "events") X(RESULT, "result")

typedef enum nst_stage {
#define NST_STAGE_ENUM(name, words) NST_STAGE_##name,
  NST_STAGE_LIST(NST_STAGE_ENUM)
#undef NST_STAGE_ENUM
      NST_STAGE_COUNT
} nst_stage;

/** What a coder has done since it was made. */
typedef struct nst_counts {
  uint64_t reports, sentences, tokens, events;
  uint64_t nanoseconds[NST_STAGE_COUNT];
} nst_counts;

const char *nst_stage_name(nst_stage stage);
nst_counts nst_coder_counts(const nst_coder *coder);

#endif
