/* series.c - events of a filter, counted by day, week or month. */
#include <math.h>
#include <stdlib.h>

#include "picture/picture_int.h"
#include "record/value.h"

enum { FARTHEST = 4000000 }; /**< days between the first and the last event: some 10,000 years */
static const double half_life = 28, damping = 10;

/** What goes on from period to period. */
typedef struct memory {
  double conflict, cooperation;
} memory;

struct nst_series {
  nst_point *points;
  size_t n;
  nst_period by;
  memory end; /**< on the day of the last event */
  nst_day last;
};

static const char *const period_names[] = {"day", "week", "month"};

bool nst_period_parse(const char *word, nst_period *out) {
  for (int i = 0; i <= NST_BY_MONTH; i++) {
    if (strcmp(word, period_names[i]) != 0) continue;
    *out = (nst_period)i;
    return true;
  }
  return false;
}

const char *nst_period_name(nst_period period) {
  return period_names[period];
}

static nst_day period_start(nst_day day, nst_period by) {
  if (by == NST_BY_WEEK) return day - nst_day_weekday(day);
  if (by == NST_BY_DAY) return day;
  nst_civil c = nst_day_civil(day);
  return nst_day_of(c.year, c.month, 1);
}

static nst_day period_next(nst_day start, nst_period by) {
  if (by == NST_BY_DAY) return start + 1;
  if (by == NST_BY_WEEK) return start + 7;
  nst_civil c = nst_day_civil(start);
  return start + nst_days_in_month(c.year, c.month);
}

/** Sums of one day. */
typedef struct day_sum {
  uint32_t types[NST_EVENT_COUNT], disputed, told, sources;
  double goldstein, score, conflict, cooperation;
} day_sum;

/** Days that have events, in a table by day. */
typedef struct gather {
  uint32_t statuses;
  nst_day *days; /**< open addressing; NST_DAY_NONE: free */
  day_sum *sums;
  size_t n, capacity;
  nst_day first, last;
  bool failed;
} gather;

static void free_table(nst_day *days, day_sum *sums, size_t capacity) {
  nst_mem_free(nst_allocator_default(), days, capacity * sizeof *days);
  nst_mem_free(nst_allocator_default(), sums, capacity * sizeof *sums);
}

static size_t slot_of(const nst_day *days, size_t capacity, nst_day day) {
  size_t i = (uint32_t)day * 2654435761u & (capacity - 1);
  while (days[i] != NST_DAY_NONE && days[i] != day) i = (i + 1) & (capacity - 1);
  return i;
}

static bool enlarge(gather *g) {
  size_t capacity = g->capacity == 0 ? 256 : 2 * g->capacity;
  nst_day *days = nst_mem_new_array(nst_allocator_default(), capacity, sizeof *days);
  day_sum *sums = nst_mem_new_array(nst_allocator_default(), capacity, sizeof *sums);
  if (days == NULL || sums == NULL) {
    free_table(days, sums, capacity);
    g->failed = true;
    return false;
  }
  for (size_t i = 0; i < capacity; i++) days[i] = NST_DAY_NONE;
  for (size_t i = 0; i < g->capacity; i++) {
    if (g->days[i] == NST_DAY_NONE) continue;
    size_t k = slot_of(days, capacity, g->days[i]);
    days[k] = g->days[i];
    sums[k] = g->sums[i];
  }
  free_table(g->days, g->sums, g->capacity);
  g->days = days;
  g->sums = sums;
  g->capacity = capacity;
  return true;
}

static bool add_row(void *user, const nst_tally_row *row) {
  gather *g = user;
  if (!row->first || row->day == NST_DAY_NONE) return true;
  if (2 * g->n >= g->capacity && !enlarge(g)) return false;
  size_t i = slot_of(g->days, g->capacity, row->day);
  if (g->days[i] == NST_DAY_NONE) {
    g->days[i] = row->day;
    memset(&g->sums[i], 0, sizeof g->sums[i]);
    g->n++;
  }
  if (row->day < g->first) g->first = row->day;
  if (row->day > g->last) g->last = row->day;
  day_sum *s = &g->sums[i];
  s->told++;
  s->disputed += row->status == NST_DISPUTED;
  if (row->status == NST_ACTUAL) {
    if (row->score < 0) s->conflict -= row->score;
    else s->cooperation += row->score;
  }
  if ((g->statuses >> row->status & 1) == 0) return true;
  s->types[row->type]++;
  s->goldstein += row->goldstein;
  s->score += row->score;
  s->sources += row->sources;
  return true;
}

static void add_day(nst_point *p, const day_sum *s, double *goldstein, double *score, uint64_t *sources) {
  for (int t = 1; t < NST_EVENT_COUNT; t++) {
    p->types[t] += s->types[t];
    p->quads[nst_event_quad((nst_event_type)t)] += s->types[t];
    p->events += s->types[t];
  }
  p->disputed += s->disputed;
  p->told += s->told;
  *goldstein += s->goldstein;
  *score += s->score;
  *sources += s->sources;
}

static double tension_of(const memory *m) {
  return 50 + 50 * (m->conflict - m->cooperation) / (m->conflict + m->cooperation + damping);
}

static void fill_point(nst_point *p, const gather *g, nst_day from, nst_day to, memory *m) {
  double goldstein = 0, score = 0, forget = pow(0.5, 1 / half_life);
  uint64_t sources = 0;
  p->day = from;
  for (nst_day day = from; day < to && day <= g->last; day++) {
    m->conflict *= forget;
    m->cooperation *= forget;
    size_t i = slot_of(g->days, g->capacity, day);
    if (g->days[i] == NST_DAY_NONE) continue;
    m->conflict += g->sums[i].conflict;
    m->cooperation += g->sums[i].cooperation;
    add_day(p, &g->sums[i], &goldstein, &score, &sources);
  }
  if (p->events > 0) {
    p->goldstein = goldstein / p->events;
    p->score = score / p->events;
    p->sources = (double)sources / p->events;
  }
  p->tension = tension_of(m);
}

static nst_status mark_changes(nst_series *s, nst_error *error) {
  double *values = nst_mem_new_array(nst_allocator_default(), s->n, sizeof *values);
  bool *marks = nst_mem_new_array(nst_allocator_default(), s->n, sizeof *marks);
  bool ok = values != NULL && marks != NULL;
  for (size_t i = 0; ok && i < s->n; i++) values[i] = s->points[i].tension;
  ok = ok && nst_change_points(values, s->n, marks);
  for (size_t i = 0; ok && i < s->n; i++) s->points[i].change = marks[i];
  nst_mem_free(nst_allocator_default(), values, s->n * sizeof *values);
  nst_mem_free(nst_allocator_default(), marks, s->n * sizeof *marks);
  return ok ? NST_OK : nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
}

static nst_status make_points(nst_series *s, const gather *g, nst_error *error) {
  if (g->n == 0) return NST_OK;
  if ((int64_t)g->last - g->first > FARTHEST)
    return nst_fail(error, NST_TOO_LARGE, 0, 0,
                    "the events lie too far apart for a series; give since and until");
  nst_day first = period_start(g->first, s->by);
  for (nst_day day = first; day <= g->last; day = period_next(day, s->by)) s->n++;
  s->points = nst_mem_new_array(nst_allocator_default(), s->n, sizeof *s->points);
  if (s->points == NULL) return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  memset(s->points, 0, s->n * sizeof *s->points);
  memory m = {0, 0};
  nst_day day = first;
  for (size_t i = 0; i < s->n; i++) {
    nst_day next = period_next(day, s->by);
    fill_point(&s->points[i], g, day, next, &m);
    day = next;
  }
  s->end = m;
  s->last = g->last;
  return mark_changes(s, error);
}

double nst_series_tension_at(const nst_series *s, nst_day day) {
  if (s->n == 0 || day < s->points[0].day) return 50;
  if (day >= period_next(s->points[s->n - 1].day, s->by)) {
    double kept = pow(0.5, (day - s->last) / half_life);
    memory m = {s->end.conflict * kept, s->end.cooperation * kept};
    return tension_of(&m);
  }
  size_t low = 0, high = s->n; /* the last point that does not begin after the day */
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (s->points[middle].day <= day) low = middle;
    else high = middle;
  }
  return s->points[low].tension;
}

nst_status nst_series_new(nst_store *store, const nst_filter *filter, nst_period by, nst_series **out,
                          nst_error *error) {
  *out = NULL;
  nst_filter any = *filter; /* disputed and other events are needed for the shares */
  any.statuses = 0;
  gather g = {.statuses = (filter->statuses & 0xF) != 0 ? filter->statuses & 0xF : 1u << NST_ACTUAL,
              .first = INT32_MAX,
              .last = INT32_MIN};
  nst_status status = nst_store_tally(store, &any, add_row, &g, error);
  if (status == NST_OK && g.failed) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  nst_series *s = nst_mem_new(nst_allocator_default(), sizeof *s);
  if (status == NST_OK && s == NULL) status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  if (s != NULL) *s = (nst_series){.by = by};
  if (status == NST_OK && s != NULL) status = make_points(s, &g, error);
  free_table(g.days, g.sums, g.capacity);
  if (status == NST_OK) *out = s;
  else nst_series_free(s);
  return status;
}

void nst_series_free(nst_series *s) {
  if (s == NULL) return;
  nst_mem_free(nst_allocator_default(), s->points, s->n * sizeof *s->points);
  nst_mem_free(nst_allocator_default(), s, sizeof *s);
}

size_t nst_series_count(const nst_series *series) {
  return series->n;
}

const nst_point *nst_series_point(const nst_series *series, size_t i) {
  return i < series->n ? &series->points[i] : NULL;
}

nst_period nst_series_period(const nst_series *series) {
  return series->by;
}

static void put_value(nst_buf *buf, const char *key, double value, int decimals) {
  nst_buf_format(buf, ",\"%s\":", key);
  nst_put_number(buf, value, decimals);
}

void nst_point_json(nst_buf *buf, const nst_point *p) {
  char day[11];
  nst_day_format(p->day, day);
  nst_buf_format(buf, "{\"from\":\"%s\",\"events\":%u,\"quads\":[%u,%u,%u,%u],\"types\":{", day, p->events,
                 p->quads[1], p->quads[2], p->quads[3], p->quads[4]);
  bool first = true;
  for (int t = 1; t < NST_EVENT_COUNT; t++) {
    if (p->types[t] == 0) continue;
    nst_buf_format(buf, "%s\"%s\":%u", first ? "" : ",", nst_event_name((nst_event_type)t), p->types[t]);
    first = false;
  }
  nst_buf_char(buf, '}');
  put_value(buf, "goldstein", p->goldstein, 3);
  put_value(buf, "score", p->score, 3);
  nst_buf_format(buf, ",\"disputed\":%u,\"told\":%u", p->disputed, p->told);
  put_value(buf, "sources", p->sources, 3);
  put_value(buf, "tension", p->tension, 2);
  nst_buf_format(buf, ",\"change\":%s}", p->change ? "true" : "false");
}

void nst_series_json(nst_buf *buf, const nst_series *series) {
  nst_buf_char(buf, '[');
  for (size_t i = 0; i < series->n; i++) {
    if (i > 0) nst_buf_char(buf, ',');
    nst_point_json(buf, &series->points[i]);
  }
  nst_buf_char(buf, ']');
}
