/* picture.c - the ledgers of a dyad or a country, newest lines first. */
#include <stdlib.h>

#include "picture/picture_int.h"

enum { LINES = 50 };

static const char *const ledger_names[] = {"talks",   "forces", "conditions",
                                           "demands", "claims", "casualties"};
static const char *const state_names[] = {"",          "held",    "agreed", "asked", "refused", "present",
                                          "withdrawn", "doubted", "open",   "met",   "claimed", "denied"};

const char *nst_ledger_name(nst_ledger ledger) {
  return (size_t)ledger < NST_LEDGER_COUNT ? ledger_names[ledger] : NULL;
}

const char *nst_line_state_name(nst_line_state state) {
  return (size_t)state <= NST_STATE_DENIED ? state_names[state] : "";
}

typedef struct gather {
  nst_acts acts;
  bool aside; /**< these acts may be answers, but are no lines */
  bool failed;
} gather;

static bool add_act(void *user, const nst_tally_row *row) {
  gather *g = user;
  nst_acts *acts = &g->acts;
  if (acts->n == acts->capacity) {
    size_t capacity = acts->capacity == 0 ? 1024 : 2 * acts->capacity;
    nst_act *items = nst_mem_resize(nst_allocator_default(), acts->items, acts->capacity * sizeof *items,
                                    capacity * sizeof *items);
    if (items == NULL) {
      g->failed = true;
      return false;
    }
    acts->items = items;
    acts->capacity = capacity;
  }
  nst_act *act = &acts->items[acts->n++];
  *act = (nst_act){.event = row->event,
                   .day = row->day,
                   .flags = row->flags,
                   .type = (uint8_t)row->type,
                   .content = (uint8_t)row->content,
                   .status = (uint8_t)row->status,
                   .forth = row->forth,
                   .back = row->back};
  act->first = row->first && !g->aside;
  memcpy(act->a, row->a, sizeof act->a - 1);
  memcpy(act->b, row->b, sizeof act->b - 1);
  return true;
}

/** What the two sides of a dyad did towards nobody in particular: "Russia withdrew" may answer a demand. */
static nst_status add_aside(nst_store *store, const nst_picture_facts *facts, nst_filter filter, gather *g,
                            nst_error *error) {
  g->aside = true;
  filter.dyad = NULL;
  filter.types = 1u << NST_RETREAT | 1u << NST_CONCEDE | 1u << NST_AGREE | 1u << NST_REJECT;
  const char *sides[] = {facts->a, facts->b};
  for (size_t i = 0; i < (strcmp(facts->a, facts->b) != 0 ? 2 : 1); i++) {
    filter.alone = sides[i];
    NST_TRY(nst_store_tally(store, &filter, add_act, g, error));
  }
  return NST_OK;
}

static int by_day(const void *a, const void *b) {
  const nst_act *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  if (x->event != y->event) return x->event < y->event ? -1 : 1;
  return (int)y->first - (int)x->first;
}

static nst_status make_line(nst_store *store, nst_picture *picture, const nst_chosen *chosen, bool *made,
                            nst_error *error) {
  nst_line line;
  NST_TRY(nst_line_make(store, picture->arena, chosen, &line, made, error));
  if (*made && !NST_PUSH(picture->arena, &picture->ledgers[chosen->ledger], line))
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  return NST_OK;
}

/** An event with several partners may be answered by any of them. Its rows follow the first one. */
static void answer_event(const nst_acts *acts, size_t at, nst_chosen *chosen) {
  nst_answer(acts, at, chosen);
  for (size_t i = at + 1;
       chosen->other == NULL && i < acts->n && acts->items[i].event == acts->items[at].event; i++) {
    nst_chosen again = *chosen;
    nst_answer(acts, i, &again);
    if (again.other != NULL) *chosen = again;
  }
}

static nst_status fill_ledger(nst_store *store, nst_picture *picture, const nst_acts *acts, nst_ledger ledger,
                              size_t limit, nst_error *error) {
  nst_ledger_lines *lines = &picture->ledgers[ledger];
  for (size_t i = acts->n; i-- > 0;) {
    const nst_act *act = &acts->items[i];
    if (!act->first || !nst_belongs(act, ledger)) continue;
    lines->total++;
    if (lines->n >= limit) continue;
    nst_chosen chosen = {.ledger = ledger, .kind = NST_Q_KILLED};
    answer_event(acts, i, &chosen);
    bool made;
    NST_TRY(make_line(store, picture, &chosen, &made, error));
    if (ledger != NST_LEDGER_CASUALTIES) continue;
    chosen.kind = NST_Q_INJURED;
    NST_TRY(make_line(store, picture, &chosen, &made, error));
  }
  return NST_OK;
}

/** The least and the greatest figure that reports of one event give. */
typedef struct span {
  bool some;
  double low, high;
} span;

static void add_figure(void *user, nst_quantity_kind kind, bool has_low, double low, bool has_high,
                       double high) {
  span *spans = user;
  if (kind != NST_Q_KILLED && kind != NST_Q_INJURED) return;
  span *s = &spans[kind == NST_Q_INJURED];
  double least = has_low ? low : 0, most = has_high ? high : low;
  if (!s->some || least < s->low) s->low = least;
  if (!s->some || most > s->high) s->high = most;
  s->some = true;
}

static nst_status sum_up(nst_store *store, nst_picture *picture, const nst_acts *acts, nst_error *error) {
  nst_picture_facts *f = &picture->facts;
  nst_day first = NST_DAY_NONE, last = NST_DAY_NONE;
  for (size_t i = 0; i < acts->n; i++) {
    const nst_act *act = &acts->items[i];
    if (!act->first || act->status == NST_HYPOTHETICAL) continue;
    f->events++;
    f->disputed += act->status == NST_DISPUTED;
    if (act->day != NST_DAY_NONE) {
      if (first == NST_DAY_NONE) first = act->day;
      last = act->day;
    }
    if (!nst_belongs(act, NST_LEDGER_CASUALTIES)) continue;
    span spans[2] = {{0}, {0}};
    NST_TRY(nst_store_quantities(store, act->event, add_figure, spans, error));
    f->deaths_low += spans[0].low;
    f->deaths_high += spans[0].high;
    f->injured_low += spans[1].low;
    f->injured_high += spans[1].high;
  }
  nst_day_format(first, f->first_day);
  nst_day_format(last, f->last_day);
  return NST_OK;
}

/** "RUS-UKR" or "RUS" as a filter. */
static nst_status read_subject(const char *subject, nst_picture_facts *facts, nst_filter *filter,
                               nst_error *error) {
  if (nst_dyad_parse(subject, facts->a, facts->b)) {
    filter->dyad = subject;
    return NST_OK;
  }
  bool code = subject != NULL && strlen(subject) == 3;
  for (size_t i = 0; code && i < 3; i++) code = subject[i] >= 'A' && subject[i] <= 'Z';
  if (!code)
    return nst_fail(error, NST_ARGUMENT, 0, 0,
                    "'%.40s' is neither a dyad such as RUS-UKR nor a country such as RUS",
                    subject != NULL ? subject : "");
  memcpy(facts->a, subject, 4);
  filter->actor = subject;
  return NST_OK;
}

static nst_status fill(nst_store *store, nst_picture *picture, const nst_picture_request *request,
                       nst_acts *acts, nst_error *error) {
  bool sorted = true; /* a dyad comes in order */
  for (size_t i = 1; sorted && i < acts->n; i++) sorted = by_day(&acts->items[i - 1], &acts->items[i]) <= 0;
  if (!sorted) qsort(acts->items, acts->n, sizeof *acts->items, by_day);
  size_t limit = request->limit > 0 ? request->limit : LINES;
  for (int ledger = 0; ledger < NST_LEDGER_COUNT; ledger++)
    NST_TRY(fill_ledger(store, picture, acts, (nst_ledger)ledger, limit, error));
  return sum_up(store, picture, acts, error);
}

nst_status nst_picture_new(nst_store *store, const nst_picture_request *request, nst_picture **out,
                           nst_error *error) {
  *out = NULL;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_picture *picture = arena != NULL ? nst_arena_take(arena, sizeof *picture) : NULL;
  if (picture == NULL) {
    nst_arena_free(arena);
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  picture->arena = arena;
  nst_filter filter = {.since = request->since, .until = request->until};
  gather g = {.failed = false};
  nst_status status = read_subject(request->subject, &picture->facts, &filter, error);
  if (status == NST_OK) status = nst_store_tally(store, &filter, add_act, &g, error);
  if (status == NST_OK && filter.dyad != NULL && g.acts.n > 0)
    status = add_aside(store, &picture->facts, filter, &g, error);
  if (status == NST_OK && g.failed) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (status == NST_OK && g.acts.n > 0) status = fill(store, picture, request, &g.acts, error);
  if (status == NST_OK && nst_arena_failed(arena)) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_mem_free(nst_allocator_default(), g.acts.items, g.acts.capacity * sizeof *g.acts.items);
  if (status == NST_OK) *out = picture;
  else nst_picture_free(picture);
  return status;
}

void nst_picture_free(nst_picture *picture) {
  if (picture != NULL) nst_arena_free(picture->arena);
}

size_t nst_picture_count(const nst_picture *picture, nst_ledger ledger) {
  return picture->ledgers[ledger].n;
}

const nst_line *nst_picture_line(const nst_picture *picture, nst_ledger ledger, size_t i) {
  return i < picture->ledgers[ledger].n ? &picture->ledgers[ledger].items[i] : NULL;
}

uint64_t nst_picture_total(const nst_picture *picture, nst_ledger ledger) {
  return picture->ledgers[ledger].total;
}

const nst_picture_facts *nst_picture_about(const nst_picture *picture) {
  return &picture->facts;
}
