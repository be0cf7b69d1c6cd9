/* choose_weights.c - the table of what speaks for an answer.
 *
 * In: data/choose/choose.tsv. Out: a row for each name, a weight for either side. */
#include "base/hash.h"
#include "events/choose.h"

typedef struct row {
  const char *name;
  uint32_t len;
  float weight[NST_SIDES];
} row;

struct nst_choose_weights {
  nst_map names;
  row *items;
  size_t n, capacity;
};

static bool read_row(nst_str fields, row *out) {
  nst_str field, name;
  if (fields.len == 0) return false;
  while (nst_str_cut(&fields, ' ', &field)) {
    if (!nst_str_cut(&field, '=', &name)) return false;
    int side = nst_str_is(name, "source")   ? NST_SIDE_SOURCE
               : nst_str_is(name, "target") ? NST_SIDE_TARGET
                                            : -1;
    double weight;
    if (side < 0 || !nst_str_decimal(field, &weight)) return false;
    out->weight[side] = (float)weight;
  }
  return true;
}

nst_status nst_choose_weights_read(nst_arena *arena, nst_str text, nst_choose_weights **out,
                                   nst_error *error) {
  nst_choose_weights *w = nst_arena_take(arena, sizeof *w);
  *out = NULL;
  if (!w) return NST_NOMEM;
  nst_map_init(&w->names, arena);
  nst_str line, name;
  for (uint32_t number = 1; nst_str_cut(&text, '\n', &line); number++) {
    if (line.len == 0 || line.p[0] == '#') continue;
    row r = {0};
    if (!nst_str_cut(&line, '\t', &name) || name.len == 0 || !read_row(line, &r))
      return nst_fail(error, NST_FORMAT, number, 0,
                      "a line of weights is NAME, tabulator, source=WEIGHT target=WEIGHT");
    r.name = nst_arena_copy(arena, name.p, name.len);
    r.len = name.len;
    if (!r.name || !nst_map_put(&w->names, (nst_str){r.name, r.len}, (uint32_t)w->n) ||
        !NST_PUSH(arena, w, r))
      return NST_NOMEM;
  }
  *out = w;
  return NST_OK;
}

uint32_t nst_choose_row(const nst_choose_weights *w, nst_str name) {
  return w ? nst_map_get(&w->names, name) : NST_MAP_NONE;
}

double nst_choose_weight(const nst_choose_weights *w, uint32_t at, nst_side side) {
  return (double)w->items[at].weight[side];
}

const char *nst_choose_name(const nst_choose_weights *w, uint32_t at) {
  return w->items[at].name;
}
