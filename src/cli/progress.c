/* progress.c - one line on standard error, redrawn in place. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static uint64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void progress_start(progress *p, uint64_t total_bytes) {
  *p = (progress){.terminal = isatty(STDERR_FILENO) == 1, .total = total_bytes, .started_ms = now_ms()};
}

void progress_show(progress *p, uint64_t bytes, size_t reports, size_t events) {
  if (!p->terminal || reports < 2) return;
  uint64_t now = now_ms();
  if (now - p->drawn_ms < 100) return;
  p->drawn_ms = now;
  p->shown = true;
  double seconds = (double)(now - p->started_ms + 1) / 1000;
  fputs("\r\033[K", stderr);
  if (p->total > 0) {
    enum { BAR = 24 };
    double share = bytes >= p->total ? 1 : (double)bytes / (double)p->total;
    char bar[BAR + 1];
    for (int i = 0; i < BAR; i++) bar[i] = i < (int)(share * BAR) ? '#' : '.';
    bar[BAR] = '\0';
    fprintf(stderr, "[%s] %3.0f%%  ", bar, share * 100);
  }
  fprintf(stderr, "%zu reports, %zu events, %.0f reports/s", reports, events, (double)reports / seconds);
  fflush(stderr);
}

void progress_clear(progress *p) {
  if (!p->shown) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  p->shown = false;
}
