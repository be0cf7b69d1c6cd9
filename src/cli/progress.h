/* progress.h - a progress bar on a terminal, silence elsewhere. For cli/ only. */
#ifndef NST_CLI_PROGRESS_H
#define NST_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct progress {
  bool shown; /**< a bar stands on the terminal */
  bool terminal;
  uint64_t total; /**< bytes of all input files, 0 unknown */
  uint64_t started_ms, drawn_ms;
} progress;

void progress_start(progress *p, uint64_t total_bytes);
/** Draw, at most ten times a second, once more than one report was read. */
void progress_show(progress *p, uint64_t bytes, size_t reports, size_t events);
/** Take the bar off the terminal: before other output and at the end. */
void progress_clear(progress *p);

#endif
