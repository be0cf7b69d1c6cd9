/* relate_score.c - weights of evidence, and the sum of them.
 *
 * In: the table of weights and named evidence. Out: a probability for each type (multinomial logistic regression).
 * Sums run in the order of the evidence, so that they are the same everywhere. */
#include <math.h>

#include "base/hash.h"
#include "events/relate.h"

enum { WHY_LINES = 4 };

typedef struct row {
  float weight[NST_EVENT_COUNT];
} row;

struct nst_relate_weights {
  nst_map names;
  row *items;
  size_t n, capacity;
};

static nst_event_type type_of(nst_str name) {
  for (int t = 1; t < NST_EVENT_COUNT; t++)
    if (nst_str_is(name, nst_event_name((nst_event_type)t))) return (nst_event_type)t;
  return NST_EVENT_NONE;
}

static bool read_row(nst_str fields, row *out) {
  nst_str field;
  *out = (row){{0}};
  if (fields.len == 0) return false;
  while (nst_str_cut(&fields, ' ', &field)) {
    nst_str name;
    if (!nst_str_cut(&field, '=', &name)) return false;
    nst_event_type type = type_of(name);
    double weight;
    if (type == NST_EVENT_NONE || !nst_str_decimal(field, &weight)) return false;
    out->weight[type] = (float)weight;
  }
  return true;
}

nst_status nst_relate_weights_read(nst_arena *arena, nst_str text, nst_relate_weights **out,
                                   nst_error *error) {
  nst_relate_weights *w = nst_arena_take(arena, sizeof *w);
  *out = NULL;
  if (!w) return NST_NOMEM;
  nst_map_init(&w->names, arena);
  nst_str line, name;
  for (uint32_t number = 1; nst_str_cut(&text, '\n', &line); number++) {
    if (line.len == 0 || line.p[0] == '#') continue;
    row r;
    if (!nst_str_cut(&line, '\t', &name) || name.len == 0 || !read_row(line, &r))
      return nst_fail(error, NST_FORMAT, number, 0, "a line of weights is NAME, tabulator, TYPE=WEIGHT ...");
    if (!nst_map_put(&w->names, name, (uint32_t)w->n) || !NST_PUSH(arena, w, r)) return NST_NOMEM;
  }
  *out = w;
  return NST_OK;
}

static const row *find(const nst_relate_weights *w, const char *name) {
  uint32_t i = nst_map_get(&w->names, nst_str_of(name));
  return i == NST_MAP_NONE ? NULL : &w->items[i];
}

/* Sums become probabilities. Returns the largest. */
static nst_event_type normalise(double scores[NST_EVENT_COUNT]) {
  nst_event_type best = (nst_event_type)1;
  double sum = 0;
  for (int t = 2; t < NST_EVENT_COUNT; t++)
    if (scores[t] > scores[best]) best = (nst_event_type)t;
  double top = scores[best];
  for (int t = 1; t < NST_EVENT_COUNT; t++) sum += scores[t] = exp(scores[t] - top);
  for (int t = 1; t < NST_EVENT_COUNT; t++) scores[t] /= sum;
  scores[NST_EVENT_NONE] = 0;
  return best;
}

/* The pieces of evidence that spoke most for the winner. */
static nst_status explain(const nst_relate_weights *w, nst_doc *doc, const nst_evidence *evidence,
                          nst_event_type best, nst_evidence *why) {
  double below = HUGE_VAL;
  size_t told = 0;
  while (told < WHY_LINES) {
    const char *top = NULL;
    double weight = 0;
    for (size_t i = 0; i < evidence->n; i++) {
      const row *r = find(w, evidence->items[i]);
      double x = r ? (double)r->weight[best] : 0;
      if (x <= weight || x >= below) continue;
      top = evidence->items[i];
      weight = x;
    }
    if (!top) return NST_OK;
    const char *line = nst_arena_format(doc->arena, "%s: %s %+.2f", nst_event_name(best), top, weight);
    if (!line || !NST_PUSH(doc->arena, why, line)) return NST_NOMEM;
    below = weight;
    told++;
  }
  return NST_OK;
}

nst_status nst_relate_score(const nst_relate_weights *w, nst_doc *doc, const nst_evidence *evidence,
                            double scores[NST_EVENT_COUNT], nst_event_type *best, nst_evidence *why) {
  const row *bias = find(w, "bias");
  for (int t = 0; t < NST_EVENT_COUNT; t++) scores[t] = bias ? (double)bias->weight[t] : 0;
  for (size_t i = 0; i < evidence->n; i++) {
    const row *r = find(w, evidence->items[i]);
    for (int t = 1; r && t < NST_EVENT_COUNT; t++) scores[t] += (double)r->weight[t];
  }
  *best = normalise(scores);
  return explain(w, doc, evidence, *best, why);
}
