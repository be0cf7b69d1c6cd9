/* event.c - which records tell the same event, and what the event is then.
 *
 * The same: type, content and actors agree (country or organisation, sector; the name where there is neither, and where
 * one of many firms or rebels acts on nobody), the days are known and overlap or follow each other, and the places do
 * not contradict each other. What is only said, of unknown content, towards nobody or within one country, is said in the
 * same word too. Two records of one report are never the same event: the coder has kept them apart with the whole report
 * before it. What is hypothetical is apart from what is told as fact, asserted, disputed or negated. */
#include <limits.h>
#include <stdlib.h>

#include "store/store_int.h"

enum {
  MATCH_ACTORS = 16, /**< more on one side: not joined */
  NEXT_DAY = 1,      /**< reports date the same act a day apart */
  LONG = 7,          /**< longer ranges ("in March") join only equal ones */
  TIES = 64          /**< pairs of one event that are kept */
};

const char *nst_actor_code(const char *country, const char *org) {
  return country[0] != '\0' ? country : org;
}

static int by_number(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/** Sectors of which a country has one: its government, not its firms. */
static const char *const one_of_a_kind = "GOV MIL LEG JUD SPY";

/** Hashes of the actors of one side, in order; *known is set if one of them has a country or organisation. `named`: the
 *  other side is nobody. Then "a US firm" may be any firm: the names must agree, and the nameless are not known. */
static uint64_t side_hash(const nst_actor *actors, size_t n, uint64_t seed, bool named, bool *known) {
  uint64_t keys[MATCH_ACTORS];
  for (size_t i = 0; i < n; i++) {
    const char *code = nst_actor_code(actors[i].country, actors[i].org);
    const char *name = actors[i].name[0] != '\0' ? actors[i].name : actors[i].mention.text;
    bool many = named && actors[i].org[0] == '\0' && actors[i].sector[0] != '\0' &&
                !nst_str_in(nst_str_of(actors[i].sector), one_of_a_kind);
    if (code[0] != '\0' && (!many || actors[i].name[0] != '\0')) *known = true;
    uint64_t h = nst_hash(actors[i].sector, strlen(actors[i].sector), 7);
    keys[i] = code[0] != '\0' ? nst_hash(code, strlen(code), h) : nst_hash(name, strlen(name), h + 1);
    if (code[0] != '\0' && many) keys[i] = nst_hash(name, strlen(name), keys[i]);
  }
  qsort(keys, n, sizeof *keys, by_number);
  return nst_hash(keys, n * sizeof *keys, seed);
}

/** Do all actors belong to one country or organisation? */
static bool is_domestic(const nst_event *e) {
  const char *code = e->n_source > 0 ? nst_actor_code(e->source[0].country, e->source[0].org) : "";
  if (code[0] == '\0') return false;
  for (size_t i = 0; i < e->n_source; i++)
    if (strcmp(nst_actor_code(e->source[i].country, e->source[i].org), code) != 0) return false;
  for (size_t i = 0; i < e->n_target; i++)
    if (strcmp(nst_actor_code(e->target[i].country, e->target[i].org), code) != 0) return false;
  return true;
}

/** The words of the act, where type and actors say too little: a government approves and asks for many things on a day.
 *  What has a content, or is done and not only said, needs no more. */
static uint64_t words_hash(const nst_event *e, bool alone) {
  bool said = nst_event_quad(e->type) == 1 || nst_event_quad(e->type) == 3;
  if (!said || e->content != NST_EVENT_NONE || !(alone || is_domestic(e))) return 0;
  char words[64];
  size_t n = 0;
  for (const char *p = e->trigger.text; *p != '\0' && n < sizeof words; p++)
    words[n++] = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
  return nst_hash(words, n, 1);
}

int64_t nst_match_hash(const nst_event *e) {
  if (e->n_source > MATCH_ACTORS || e->n_target > MATCH_ACTORS) return 0;
  bool known = false,
       alone = e->n_source + e->n_target == 1 || (!e->mutual && (e->n_source == 0 || e->n_target == 0));
  uint64_t s = side_hash(e->source, e->n_source, 1, alone, &known),
           t = side_hash(e->target, e->n_target, 1, alone, &known);
  if (!known) return 0;
  if (e->mutual && s > t) { /* either side may stand first */
    uint64_t swap = s;
    s = t;
    t = swap;
  }
  uint64_t parts[] = {
      s, t, (uint64_t)e->type, (uint64_t)e->content, e->status == NST_HYPOTHETICAL, words_hash(e, alone)};
  uint64_t hash = nst_hash(parts, sizeof parts, 0);
  return hash == 0 ? 1 : (int64_t)hash;
}

static bool days_agree(nst_day from, nst_day to, nst_day other_from, nst_day other_to) {
  if (from == NST_DAY_NONE || other_from == NST_DAY_NONE) return false;
  if (from == other_from && to == other_to) return true;
  if (to - from >= LONG || other_to - other_from >= LONG) return false;
  return from <= other_to + NEXT_DAY && other_from <= to + NEXT_DAY;
}

static bool places_agree(const nst_place *place, const char *text, const char *country, int precision) {
  if (place->precision == NST_PLACE_NONE || precision == NST_PLACE_NONE) return true;
  if (place->country[0] != '\0' && country[0] != '\0' && strcmp(place->country, country) != 0) return false;
  bool both = place->precision > NST_PLACE_COUNTRY && precision == (int)place->precision;
  return !both || strcmp(place->text, text) == 0;
}

static bool is_taken(const nst_joined *joined, int64_t event) {
  for (size_t i = 0; i < joined->n; i++)
    if (joined->items[i] == event) return true;
  return false;
}

/** How well an event that begins on `day` fits: 0 best (the same first day), a day before goes before a day after. */
static int distance(nst_day own, nst_day day) {
  return day == own ? 0 : day < own ? 2 * (own - day) - 1 : 2 * (day - own);
}

nst_status nst_event_join(nst_store *store, const nst_new_record *r, const nst_joined *joined, int64_t *event,
                          nst_error *error) {
  *event = 0;
  if (r->match == 0 || r->from == NST_DAY_NONE) return NST_OK;
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_MATCH);
  (void)sqlite3_bind_int64(st, 1, r->match);
  bool brief = r->to - r->from < LONG;
  (void)sqlite3_bind_int64(st, 2, brief ? (int64_t)r->day - LONG : r->day);
  (void)sqlite3_bind_int64(st, 3, brief ? (int64_t)r->to + NEXT_DAY : r->day);
  int best = INT_MAX;
  for (bool row = true; row && best > 0;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (!row) break;
    int64_t candidate = sqlite3_column_int64(st, 0);
    int far = distance(r->day, sqlite3_column_int(st, 1));
    if (far < best && !is_taken(joined, candidate) &&
        days_agree(r->from, r->to, nst_column_day(st, 2), nst_column_day(st, 3)) &&
        places_agree(&r->event->place, nst_column_text(st, 4), nst_column_text(st, 5),
                     sqlite3_column_int(st, 6))) {
      best = far;
      *event = candidate;
    }
  }
  (void)sqlite3_reset(st);
  return NST_OK;
}

/* ---- Ties --------------------------------------------------------------------------------------------- */

typedef struct tie {
  char a[NST_CODE], b[NST_CODE];
  int dir;
} tie;
typedef struct tie_list {
  tie items[TIES];
  size_t n;
} tie_list;

static void add_tie(tie_list *list, const char *source, const char *target, bool mutual) {
  int order = strcmp(source, target);
  tie t = {.dir = mutual && order != 0 ? 3 : order <= 0 ? 1 : 2};
  memcpy(t.a, order <= 0 ? source : target, NST_CODE);
  memcpy(t.b, order <= 0 ? target : source, NST_CODE);
  for (size_t i = 0; i < list->n; i++) {
    if (strcmp(list->items[i].a, t.a) == 0 && strcmp(list->items[i].b, t.b) == 0) {
      list->items[i].dir |= t.dir;
      return;
    }
  }
  if (list->n < TIES) list->items[list->n++] = t;
}

typedef struct code_list {
  char items[MATCH_ACTORS][NST_CODE];
  size_t n;
} code_list;

static void add_code(code_list *list, const char *code) {
  for (size_t i = 0; i < list->n; i++)
    if (strncmp(list->items[i], code, NST_CODE - 1) == 0) return;
  if (list->n == MATCH_ACTORS) return;
  size_t len = strlen(code);
  if (len >= NST_CODE) len = NST_CODE - 1;
  memset(list->items[list->n], 0, NST_CODE);
  memcpy(list->items[list->n++], code, len);
}

/** Every source with every target. */
static void pair(code_list sides[2], bool mutual, tie_list *out) {
  out->n = 0;
  if (mutual && sides[0].n > 1 && sides[1].n == 0) { /* "Iran and Oman met" */
    for (size_t i = 0; i < sides[0].n; i++)
      for (size_t k = i + 1; k < sides[0].n; k++) add_tie(out, sides[0].items[i], sides[0].items[k], true);
    return;
  }
  if (sides[0].n == 0) add_code(&sides[0], "");
  if (sides[1].n == 0) add_code(&sides[1], "");
  for (size_t i = 0; i < sides[0].n; i++)
    for (size_t k = 0; k < sides[1].n; k++) add_tie(out, sides[0].items[i], sides[1].items[k], mutual);
}

static nst_status list_ties(nst_store *store, int64_t event, bool mutual, tie_list *out, nst_error *error) {
  code_list sides[2] = {{.n = 0}, {.n = 0}};
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_PARTS);
  (void)sqlite3_bind_int64(st, 1, event);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row)
      add_code(&sides[sqlite3_column_int(st, 0)],
               nst_actor_code(nst_column_text(st, 1), nst_column_text(st, 2)));
  }
  pair(sides, mutual, out);
  return NST_OK;
}

/** What is known of an event's first record. */
typedef struct lead {
  int status, type;
  int64_t report;
  uint32_t flags;
  nst_day day;
  double goldstein, score;
  bool mutual;
} lead;

static nst_status get_lead(nst_store *store, int64_t event, lead *out, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_LEAD);
  (void)sqlite3_bind_int64(st, 1, event);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  if (!row) return nst_fail(error, NST_STORE, 0, 0, "event %lld has no record", (long long)event);
  *out = (lead){.status = sqlite3_column_int(st, 1),
                .report = sqlite3_column_int64(st, 2),
                .flags = (uint32_t)sqlite3_column_int64(st, 3),
                .type = sqlite3_column_int(st, 4),
                .day = sqlite3_column_int(st, 5),
                .goldstein = sqlite3_column_double(st, 6),
                .score = sqlite3_column_double(st, 7),
                .mutual = sqlite3_column_int(st, 8) != 0};
  (void)sqlite3_reset(st);
  return NST_OK;
}

nst_status nst_event_drop_ties(nst_store *store, int64_t event, nst_error *error) {
  lead l = {0};
  tie_list ties;
  NST_TRY(get_lead(store, event, &l, error));
  NST_TRY(list_ties(store, event, l.mutual, &ties, error));
  for (size_t i = 0; i < ties.n; i++) {
    sqlite3_stmt *st = nst_store_statement(store, store->later != NULL ? NST_ST_STAGE_DROP : NST_ST_TIE_DROP);
    nst_bind_text(st, 1, ties.items[i].a);
    nst_bind_text(st, 2, ties.items[i].b);
    (void)sqlite3_bind_int(st, 3, l.day);
    (void)sqlite3_bind_int64(st, 4, event);
    NST_TRY(nst_store_run_statement(store, st, error));
    NST_TRY(nst_count_dyad(store, ties.items[i].a, ties.items[i].b, -1, l.day, error));
  }
  return NST_OK;
}

/* ---- What the event is ---------------------------------------------------------------------------------- */

/** Sums over the records of an event. */
typedef struct sums {
  uint32_t records, flags;
  bool statuses[NST_HYPOTHETICAL + 1];
  int64_t reports[64]; /**< the sources of events told more often are counted up to this number */
  size_t n_reports;
} sums;

static void add_record(sums *s, int status, int64_t report, uint32_t flags) {
  s->records++;
  s->flags |= flags;
  if (status >= 0 && status <= NST_HYPOTHETICAL) s->statuses[status] = true;
  if (s->n_reports < sizeof s->reports / sizeof *s->reports) s->reports[s->n_reports++] = report;
}

static int status_of_event(const sums *s) {
  bool actual = s->statuses[NST_ACTUAL], negated = s->statuses[NST_NEGATED];
  if (s->statuses[NST_DISPUTED] || (actual && negated)) return NST_DISPUTED;
  return actual ? NST_ACTUAL : negated ? NST_NEGATED : NST_HYPOTHETICAL;
}

static nst_status count_wires(nst_store *store, const sums *s, uint32_t *out, nst_error *error) {
  int64_t wires[64];
  *out = 0;
  for (size_t i = 0; i < s->n_reports; i++) {
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_REPORT_FACTS);
    (void)sqlite3_bind_int64(st, 1, s->reports[i]);
    bool row;
    NST_TRY(nst_store_step_row(store, st, &row, error));
    int64_t wire = row ? sqlite3_column_int64(st, 1) : 0;
    (void)sqlite3_reset(st);
    bool seen = false;
    for (uint32_t k = 0; k < *out; k++) seen = seen || wires[k] == wire;
    if (!seen) wires[(*out)++] = wire;
  }
  return NST_OK;
}

static nst_status write_sums(nst_store *store, int64_t event, const sums *s, int status, uint32_t sources,
                             nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_SUMS);
  (void)sqlite3_bind_int64(st, 1, event);
  (void)sqlite3_bind_int(st, 2, status);
  (void)sqlite3_bind_int64(st, 3, s->records);
  (void)sqlite3_bind_int64(st, 4, sources);
  (void)sqlite3_bind_int64(st, 5, s->flags);
  return nst_store_run_statement(store, st, error);
}

static int tenths(double value) {
  return (int)(value * 10 + (value < 0 ? -0.5 : 0.5));
}

/** What ties repeat of an event. */
typedef struct tie_facts {
  int64_t event;
  nst_day day;
  int type, status;
  uint32_t flags, sources;
  double goldstein, score;
  bool fresh; /**< the event was not counted before */
} tie_facts;

static nst_status write_ties(nst_store *store, const tie_list *ties, const tie_facts *f, nst_error *error) {
  for (size_t i = 0; i < ties->n; i++) {
    const tie *t = &ties->items[i];
    sqlite3_stmt *st = nst_store_statement(store, store->later != NULL ? NST_ST_TIE_STAGE : NST_ST_TIE_ADD);
    nst_bind_text(st, 1, t->a);
    nst_bind_text(st, 2, t->b);
    (void)sqlite3_bind_int(st, 3, f->day);
    (void)sqlite3_bind_int64(st, 4, f->event);
    (void)sqlite3_bind_int(st, 5, t->dir);
    (void)sqlite3_bind_int(st, 6, f->type);
    (void)sqlite3_bind_int(st, 7, f->status);
    (void)sqlite3_bind_int64(st, 8, f->flags);
    (void)sqlite3_bind_int(st, 9, tenths(f->goldstein));
    (void)sqlite3_bind_int(st, 10, tenths(f->score));
    (void)sqlite3_bind_int64(st, 11, f->sources);
    NST_TRY(nst_store_run_statement(store, st, error));
    if (f->fresh) NST_TRY(nst_count_dyad(store, t->a, t->b, 1, f->day, error));
  }
  return NST_OK;
}

nst_status nst_event_tie(nst_store *store, const nst_new_record *r, nst_error *error) {
  const nst_event *e = r->event;
  code_list sides[2] = {{.n = 0}, {.n = 0}};
  for (size_t i = 0; i < e->n_source; i++)
    add_code(&sides[0], nst_actor_code(e->source[i].country, e->source[i].org));
  for (size_t i = 0; i < e->n_target; i++)
    add_code(&sides[1], nst_actor_code(e->target[i].country, e->target[i].org));
  tie_list ties;
  pair(sides, e->mutual, &ties);
  tie_facts f = {.event = r->id,
                 .day = r->day,
                 .type = (int)e->type,
                 .status = (int)e->status,
                 .flags = r->flags,
                 .sources = 1,
                 .goldstein = e->goldstein,
                 .score = r->score,
                 .fresh = true};
  return write_ties(store, &ties, &f, error);
}

nst_status nst_event_refresh(nst_store *store, int64_t event, bool fresh, nst_error *error) {
  lead l = {0};
  sums s = {0};
  NST_TRY(get_lead(store, event, &l, error));
  add_record(&s, l.status, l.report, l.flags);
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_EVENT_MEMBERS);
  (void)sqlite3_bind_int64(st, 1, event);
  for (bool row = true; row;) {
    NST_TRY(nst_store_step_row(store, st, &row, error));
    if (row)
      add_record(&s, sqlite3_column_int(st, 1), sqlite3_column_int64(st, 2),
                 (uint32_t)sqlite3_column_int64(st, 3));
  }
  tie_facts f = {.event = event,
                 .day = l.day,
                 .type = l.type,
                 .status = status_of_event(&s),
                 .flags = s.flags,
                 .goldstein = l.goldstein,
                 .score = l.score,
                 .fresh = fresh};
  NST_TRY(count_wires(store, &s, &f.sources, error));
  NST_TRY(write_sums(store, event, &s, f.status, f.sources, error));
  tie_list ties;
  NST_TRY(list_ties(store, event, l.mutual, &ties, error));
  return write_ties(store, &ties, &f, error);
}
