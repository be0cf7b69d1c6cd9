/* contents.c - the table of acts about acts.
 *   text of ontology/content.tsv  ->  lines, the most specific of which answers */
#include "events/contents.h"

#include "base/buf.h"
#include "events/ontology.h"

typedef struct line {
  nst_event_type outer, inner;
  const char *prefix, *code;
} line;

struct nst_contents {
  struct {
    line *items;
    size_t n, capacity;
  } lines;
};

nst_status nst_contents_read(nst_arena *arena, nst_str text, nst_contents **out, nst_error *error) {
  nst_contents *x = nst_arena_take(arena, sizeof *x);
  *out = NULL;
  if (!x) return NST_NOMEM;
  nst_str rest = text, row;
  for (uint32_t number = 1; nst_str_cut(&rest, '\n', &row); number++) {
    row = nst_str_trim(row);
    if (row.len == 0 || row.p[0] == '#' || nst_str_starts(row, "outer\t")) continue;
    nst_str field[4], all = row;
    int n = 0;
    while (n < 4 && nst_str_cut(&all, '\t', &field[n])) n++;
    line l = {.prefix = ""};
    if (n == 4) {
      l.outer = nst_event_type_of(field[0]);
      l.inner = nst_event_type_of(field[1]);
      bool any = nst_str_is(field[2], "-");
      l.prefix = nst_arena_copy(arena, any ? "" : field[2].p, any ? 0 : field[2].len);
      l.code = nst_arena_copy(arena, field[3].p, field[3].len);
      if (!l.prefix || !l.code) return NST_NOMEM;
    }
    if (n != 4 || !l.outer || !l.inner)
      return nst_fail(error, NST_LEXICON, number, 0,
                      "ontology/content.tsv:%u: write outer, inner, code prefix or -, code", number);
    if (!NST_PUSH(arena, &x->lines, l)) return NST_NOMEM;
  }
  *out = x;
  return NST_OK;
}

const char *nst_contents_find(const nst_contents *x, nst_event_type outer, nst_event_type inner,
                              const char *inner_cameo) {
  const char *best = NULL;
  size_t longest = 0;
  for (size_t i = 0; x && i < x->lines.n; i++) {
    const line *l = &x->lines.items[i];
    size_t n = strlen(l->prefix);
    if (l->outer != outer || l->inner != inner || strncmp(l->prefix, inner_cameo, n) != 0) continue;
    if (!best || n > longest) {
      best = l->code;
      longest = n;
    }
  }
  return best;
}
