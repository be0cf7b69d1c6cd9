/* score.c - weights of evidence, and the sum of them.
 *   the table of weights, a candidate  ->  log-odds that it is an event of its type
 * Sums run in the order in which evidence is told, so that they are the same everywhere. */
#include "events/score.h"

#include <math.h>

#include "base/buf.h"
#include "base/hash.h"

typedef struct weight_list {
  double *items;
  size_t n, capacity;
} weight_list;

struct nst_score {
  nst_map names;
  weight_list weights;
};

nst_status nst_score_read(nst_arena *arena, nst_str text, nst_score **out, nst_error *error) {
  nst_score *score = nst_arena_take(arena, sizeof *score);
  *out = NULL;
  if (!score) return NST_NOMEM;
  nst_map_init(&score->names, arena);
  nst_str line, name;
  for (uint32_t number = 1; nst_str_cut(&text, '\n', &line); number++) {
    if (line.len == 0 || line.p[0] == '#') continue;
    double weight;
    if (!nst_str_cut(&line, '\t', &name) || name.len == 0 || !nst_str_decimal(line, &weight))
      return nst_fail(error, NST_FORMAT, number, 0, "a line of weights is NAME, tabulator, WEIGHT");
    if (!nst_map_put(&score->names, name, (uint32_t)score->weights.n) ||
        !NST_PUSH(arena, &score->weights, weight))
      return NST_NOMEM;
  }
  *out = score;
  return NST_OK;
}

typedef struct adder {
  const nst_score *score;
  const nst_doc *doc;
  nst_grounds *grounds;
  double sum;
} adder;

static nst_status add(void *user, nst_str name) {
  adder *a = user;
  uint32_t i = nst_map_get(&a->score->names, name);
  double weight = i == NST_MAP_NONE ? 0 : a->score->weights.items[i];
  a->sum += weight;
  if (!a->grounds) return NST_OK;
  nst_ground ground = {nst_arena_copy(a->doc->arena, name.p, name.len), 1, weight};
  return ground.name && NST_PUSH(a->doc->arena, a->grounds, ground) ? NST_OK : NST_NOMEM;
}

nst_status nst_score_sum(const nst_score *score, const nst_doc *doc, const nst_report_view *view,
                         const nst_candidate *c, nst_grounds *grounds, double *out) {
  adder a = {score, doc, grounds, 0};
  nst_status status = nst_evidence_tell(doc, view, c, add, &a);
  *out = a.sum;
  return status;
}
