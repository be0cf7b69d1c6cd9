/* ontology.c - the tables of data/ontology/ in memory.
 *   three texts  ->  codes, types with modes, contexts, each found by name
 * It does not know what the codes mean nor which one an event gets. */
#include "events/ontology.h"

#include "base/buf.h"
#include "base/hash.h"

struct nst_ontology {
  nst_map codes, contexts;
  struct {
    nst_cameo *items;
    size_t n, capacity;
  } cameo;
  struct {
    nst_plover *items;
    size_t n, capacity;
  } plover;
  struct {
    const char **items;
    size_t n, capacity;
  } names;
};

enum { FIELDS = 6 };

typedef struct table {
  nst_arena *arena;
  nst_ontology *o;
  nst_str rest, field[FIELDS];
  size_t want;
  uint32_t line;
  nst_error *error;
} table;

nst_event_type nst_event_type_of(nst_str name) {
  for (int i = 1; i < NST_EVENT_COUNT; i++)
    if (nst_str_is(name, nst_event_name((nst_event_type)i))) return (nst_event_type)i;
  return NST_EVENT_NONE;
}

static nst_status wrong(table *t, const char *what, nst_str got) {
  int shown = got.len < 60 ? (int)got.len : 60;
  return nst_fail(t->error, NST_LEXICON, t->line, 0, "Ontology: %s \"%.*s\".", what, shown,
                  got.p ? got.p : "");
}

/* The next row of data in t->field; *more is false at the end. */
static nst_status next_row(table *t, bool *more) {
  nst_str line;
  *more = false;
  while (nst_str_cut(&t->rest, '\n', &line)) {
    t->line++;
    if (line.len > 0 && line.p[line.len - 1] == '\r') line.len--;
    if (line.len == 0 || line.p[0] == '#') continue;
    size_t n = 0;
    nst_str all = line;
    for (; n < FIELDS; n++) {
      t->field[n] = (nst_str){"", 0};
      const char *tab = line.len > 0 ? memchr(line.p, '\t', line.len) : NULL;
      t->field[n] = (nst_str){line.p, tab ? (uint32_t)(tab - line.p) : line.len};
      if (!tab) break;
      line = (nst_str){tab + 1, line.len - t->field[n].len - 1};
    }
    if (n + 1 != t->want) return wrong(t, "wrong number of fields in", all);
    *more = true;
    return NST_OK;
  }
  return NST_OK;
}

/* Decimal number without exponent; locale plays no part. */
static bool number_of(nst_str s, double *out) {
  bool minus = s.len > 0 && s.p[0] == '-', any = false;
  double value = 0, scale = 0;
  for (uint32_t i = minus; i < s.len; i++) {
    if (s.p[i] == '.' && scale == 0) {
      scale = 1;
    } else if (s.p[i] >= '0' && s.p[i] <= '9' && s.len < 16) {
      value = value * 10 + (s.p[i] - '0');
      scale *= 10;
      any = true;
    } else {
      return false;
    }
  }
  if (scale > 1) value /= scale;
  *out = minus ? -value : value;
  return any;
}

static bool is_code(nst_str s) {
  if (s.len < 2 || s.len > 4) return false;
  for (uint32_t i = 0; i < s.len; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return true;
}

static nst_status read_contexts(table *t) {
  bool more;
  for (bool heading = true;; heading = false) {
    NST_TRY(next_row(t, &more));
    if (!more) return NST_OK;
    if (heading) continue;
    if (t->field[0].len == 0) return wrong(t, "context without a name before", t->field[1]);
    char *name = nst_arena_copy(t->arena, t->field[0].p, t->field[0].len);
    if (!name || !nst_map_put(&t->o->contexts, nst_str_of(name), (uint32_t)t->o->names.n) ||
        !NST_PUSH(t->arena, &t->o->names, name))
      return NST_NOMEM;
  }
}

static nst_status read_plover(table *t) {
  bool more;
  for (bool heading = true;; heading = false) {
    NST_TRY(next_row(t, &more));
    if (!more) return NST_OK;
    if (heading) continue;
    nst_plover row = {.type = nst_event_type_of(t->field[0])};
    if (row.type == NST_EVENT_NONE) return wrong(t, "unknown type", t->field[0]);
    if (!number_of(t->field[2], &row.score)) return wrong(t, "bad number", t->field[2]);
    if (!is_code(t->field[3])) return wrong(t, "bad code", t->field[3]);
    row.mode = nst_arena_copy(t->arena, t->field[1].p, t->field[1].len);
    row.cameo = nst_arena_copy(t->arena, t->field[3].p, t->field[3].len);
    if (!row.mode || !row.cameo || !NST_PUSH(t->arena, &t->o->plover, row)) return NST_NOMEM;
  }
}

static nst_status cameo_contexts(table *t, nst_str list, nst_cameo *row) {
  nst_str name;
  while (nst_str_cut(&list, ',', &name)) {
    const char *known = nst_ontology_context(t->o, name);
    if (!known) return wrong(t, "unknown context", name);
    if (row->n_contexts == NST_CAMEO_CONTEXTS) return wrong(t, "too many contexts at", name);
    row->contexts[row->n_contexts++] = known;
  }
  return NST_OK;
}

static nst_status read_cameo(table *t) {
  bool more;
  for (bool heading = true;; heading = false) {
    NST_TRY(next_row(t, &more));
    if (!more) return NST_OK;
    if (heading) continue;
    nst_cameo row = {.type = nst_event_type_of(t->field[2])};
    if (!is_code(t->field[0])) return wrong(t, "bad code", t->field[0]);
    if (nst_ontology_has(t->o, t->field[0])) return wrong(t, "second line for", t->field[0]);
    if (!number_of(t->field[1], &row.goldstein)) return wrong(t, "bad number", t->field[1]);
    if (row.type == NST_EVENT_NONE && t->field[2].len > 0) return wrong(t, "unknown type", t->field[2]);
    if (!nst_ontology_has_mode(t->o, row.type, t->field[3])) return wrong(t, "unknown mode", t->field[3]);
    NST_TRY(cameo_contexts(t, t->field[4], &row));
    row.code = nst_arena_copy(t->arena, t->field[0].p, t->field[0].len);
    row.mode = nst_arena_copy(t->arena, t->field[3].p, t->field[3].len);
    row.label = nst_arena_copy(t->arena, t->field[5].p, t->field[5].len);
    if (!row.code || !row.mode || !row.label ||
        !nst_map_put(&t->o->codes, nst_str_of(row.code), (uint32_t)t->o->cameo.n) ||
        !NST_PUSH(t->arena, &t->o->cameo, row))
      return NST_NOMEM;
  }
}

/* Every type must have its plain row, and every code named in plover.tsv must exist. */
static nst_status check(table *t) {
  for (int type = 1; type < NST_EVENT_COUNT; type++)
    if (!nst_ontology_plover(t->o, (nst_event_type)type, ""))
      return wrong(t, "no row for type", nst_str_of(nst_event_name((nst_event_type)type)));
  for (size_t i = 0; i < t->o->plover.n; i++)
    if (!nst_ontology_has(t->o, nst_str_of(t->o->plover.items[i].cameo)))
      return wrong(t, "plover.tsv names an unknown code", nst_str_of(t->o->plover.items[i].cameo));
  return NST_OK;
}

nst_status nst_ontology_read(nst_arena *arena, nst_str cameo, nst_str plover, nst_str contexts,
                             nst_ontology **out, nst_error *error) {
  *out = NULL;
  nst_ontology *o = nst_arena_take(arena, sizeof *o);
  if (!o) return NST_NOMEM;
  nst_map_init(&o->codes, arena);
  nst_map_init(&o->contexts, arena);
  table t = {.arena = arena, .o = o, .rest = contexts, .want = 2, .error = error};
  NST_TRY(read_contexts(&t));
  t = (table){.arena = arena, .o = o, .rest = plover, .want = 4, .error = error};
  NST_TRY(read_plover(&t));
  t = (table){.arena = arena, .o = o, .rest = cameo, .want = 6, .error = error};
  NST_TRY(read_cameo(&t));
  t.line = 0;
  NST_TRY(check(&t));
  *out = o;
  return NST_OK;
}

bool nst_ontology_has(const nst_ontology *o, nst_str code) {
  return nst_map_get(&o->codes, code) != NST_MAP_NONE;
}

const nst_cameo *nst_ontology_cameo(const nst_ontology *o, nst_str code) {
  for (; code.len >= 2; code.len--) {
    uint32_t i = nst_map_get(&o->codes, code);
    if (i != NST_MAP_NONE) return &o->cameo.items[i];
  }
  return NULL;
}

const nst_plover *nst_ontology_plover(const nst_ontology *o, nst_event_type type, const char *mode) {
  const nst_plover *plain = NULL;
  for (size_t i = 0; i < o->plover.n; i++) {
    const nst_plover *row = &o->plover.items[i];
    if (row->type != type) continue;
    if (strcmp(row->mode, mode) == 0) return row;
    if (row->mode[0] == '\0') plain = row;
  }
  return plain;
}

bool nst_ontology_has_mode(const nst_ontology *o, nst_event_type type, nst_str mode) {
  if (mode.len == 0) return true;
  for (size_t i = 0; i < o->plover.n; i++)
    if (o->plover.items[i].type == type && nst_str_is(mode, o->plover.items[i].mode)) return true;
  return false;
}

const char *nst_ontology_context(const nst_ontology *o, nst_str name) {
  uint32_t i = nst_map_get(&o->contexts, name);
  return i == NST_MAP_NONE ? NULL : o->names.items[i];
}
