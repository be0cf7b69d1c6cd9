/* picture_int.h - what the files of this folder share. */
#ifndef NST_PICTURE_PICTURE_INT_H
#define NST_PICTURE_PICTURE_INT_H

#include "picture/picture.h"

/** One row of the subject's tally, as much as ledgers need. */
typedef struct nst_act {
  int64_t event;
  nst_day day;
  uint32_t flags;
  uint8_t type, content, status;
  bool forth, back, first;
  char a[4], b[4]; /**< "" nobody */
} nst_act;

typedef struct nst_acts {
  nst_act *items;
  size_t n, capacity;
} nst_acts;

/** What a line answers to: indices into acts. */
typedef struct nst_chosen {
  const nst_act *act;
  nst_ledger ledger;
  nst_line_state state;
  const nst_act *other;   /**< NULL: none */
  nst_quantity_kind kind; /**< of casualties */
} nst_chosen;

typedef struct nst_ledger_lines {
  nst_line *items;
  size_t n, capacity;
  uint64_t total;
} nst_ledger_lines;

struct nst_picture {
  nst_arena *arena;
  nst_picture_facts facts;
  nst_ledger_lines ledgers[NST_LEDGER_COUNT];
};

/** Does the act belong to the ledger? */
bool nst_belongs(const nst_act *act, nst_ledger ledger);
/** The state of a line and the act that gives it, out of the acts after (or, for talks, before) it. */
void nst_answer(const nst_acts *acts, size_t at, nst_chosen *out);
/** Make the line of a chosen act. */
nst_status nst_line_make(nst_store *store, nst_arena *arena, const nst_chosen *chosen, nst_line *out,
                         bool *keep, nst_error *error);

/** The strongest change point of `n` values by Pettitt's test: the index of the first value of the second part, its
 *  approximate p in *p. 0 if there is none. `ranks` is scratch room for n numbers. */
size_t nst_pettitt(const double *values, size_t n, double *p);
/** Mark all change points: marks[i] is set where values[i] begins another level. False when out of memory. */
bool nst_change_points(const double *values, size_t n, bool *marks);

#endif
