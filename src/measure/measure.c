/* measure.c - who matches whom, and the counts that follow.
 *
 * In: reports with annotated events and records. Out: tallies, shares, calibration, mistakes. Matching is greedy, from
 * the pairs that agree most; what an optional event covers is neither right nor wrong. */
#include "measure/measure.h"

#include <stdlib.h>

typedef struct pair {
  bool type, dyad, required, full;
  double overlap;
  uint32_t gold, got;
} pair;

typedef struct pairs {
  pair *items;
  size_t n, capacity;
} pairs;

/** The state of one report while it is counted. */
typedef struct table {
  nst_measures *out;
  nst_arena *arena;
  const nst_gold_report *report;
  uint32_t index;
  pairs pairs;
  int32_t *found;       /**< record of each annotated event, -1 none */
  bool *used, *covered; /**< of each record */
} table;

/* Most of the passage that one of the record's spans covers. */
static double overlap(const nst_told *gold, const nst_told *got) {
  double most = 0;
  for (size_t i = 0; i < gold->spans.n; i++) {
    nst_span w = gold->spans.items[i];
    for (size_t k = 0; k < got->spans.n; k++) {
      nst_span s = got->spans.items[k];
      uint32_t from = w.begin > s.begin ? w.begin : s.begin, to = w.end < s.end ? w.end : s.end;
      double share = to > from ? (double)(to - from) / (double)(w.end - w.begin) : 0;
      if (share > most) most = share;
    }
  }
  return most;
}

/* The better pair first; of equals the earlier. */
static int by_rank(const void *x, const void *y) {
  const pair *a = x, *b = y;
  if (a->type != b->type) return b->type - a->type;
  if (a->dyad != b->dyad) return b->dyad - a->dyad;
  if (a->required != b->required) return b->required - a->required;
  if (a->full != b->full) return b->full - a->full;
  if (a->overlap > b->overlap || a->overlap < b->overlap) return a->overlap > b->overlap ? -1 : 1;
  if (a->gold != b->gold) return a->gold < b->gold ? -1 : 1;
  return a->got < b->got ? -1 : a->got > b->got;
}

static nst_status find_pairs(table *t) {
  const nst_tolds *events = &t->report->events, *records = &t->report->records;
  for (uint32_t g = 0; g < events->n; g++) {
    for (uint32_t p = 0; p < records->n; p++) {
      const nst_told *gold = &events->items[g], *got = &records->items[p];
      double share = overlap(gold, got);
      if (!(share > 0)) continue;
      pair x = {nst_told_same_type(gold, got),
                nst_told_same_actors(gold, got, false),
                !gold->optional,
                nst_told_same_actors(gold, got, true),
                share,
                g,
                p};
      if (!NST_PUSH(t->arena, &t->pairs, x)) return NST_NOMEM;
    }
  }
  if (t->pairs.n) qsort(t->pairs.items, t->pairs.n, sizeof *t->pairs.items, by_rank);
  return NST_OK;
}

static void match(table *t) {
  for (size_t i = 0; i < t->report->events.n; i++) t->found[i] = -1;
  for (size_t i = 0; i < t->pairs.n; i++) {
    const pair *p = &t->pairs.items[i];
    if (!p->required) t->covered[p->got] = true;
    if (!p->type || t->used[p->got] || t->found[p->gold] >= 0) continue;
    t->used[p->got] = true;
    t->found[p->gold] = (int32_t)p->got;
  }
}

static void add_mistake(table *t, nst_mistake_kind kind, nst_detail detail, const nst_told *gold,
                        const nst_told *got) {
  nst_mistake m = {kind, detail, t->index, gold, got};
  (void)NST_PUSH(t->arena, &t->out->mistakes, m); /* the arena remembers a failure */
}

static void judge(table *t, const nst_told *got, bool type, bool dyad, bool full) {
  nst_verdict verdict = {t->index, got, type, dyad, full};
  (void)NST_PUSH(t->arena, &t->out->verdicts, verdict); /* the arena remembers a failure */
}

static void calibrate(nst_measures *out, const nst_told *got, bool right) {
  if (!got->has_confidence) return;
  int bin = (int)(got->confidence * NST_CONFIDENCE_BINS);
  if (bin >= NST_CONFIDENCE_BINS) bin = NST_CONFIDENCE_BINS - 1;
  out->bins[bin].n++;
  out->bins[bin].right += right;
  out->bins[bin].sum += got->confidence;
}

/* The record of another type that tells a missed event: it covers most of the passage and is free. */
static int32_t mistaken(const table *t, uint32_t gold) {
  double most = 0;
  int32_t found = -1;
  for (size_t i = 0; i < t->pairs.n; i++) {
    const pair *p = &t->pairs.items[i];
    if (p->gold != gold || t->used[p->got] || t->covered[p->got] || !(p->overlap > most)) continue;
    most = p->overlap;
    found = (int32_t)p->got;
  }
  return found;
}

static void count_missed(table *t, uint32_t index) {
  const nst_told *gold = &t->report->events.items[index];
  int32_t at = mistaken(t, index);
  const nst_told *got = at >= 0 ? &t->report->records.items[at] : NULL;
  t->out->confusion[nst_label_merged(gold->label)][got ? nst_label_merged(got->label) : 0]++;
  add_mistake(t, got ? NST_MISTAKE_TYPE : NST_MISTAKE_MISSED, NST_DETAIL_COUNT, gold, got);
  if (got) t->covered[at] = true; /* told as one mistake; still counted as one record too many below */
}

static void count_found(table *t, nst_tally *tally, const nst_told *gold, const nst_told *got) {
  bool dyad = nst_told_same_actors(gold, got, false), full = nst_told_same_actors(gold, got, true);
  int label = nst_label_merged(gold->label);
  tally->type++;
  tally->dyad += dyad;
  tally->full += full;
  t->out->types[gold->label].found++;
  t->out->confusion[label][label]++;
  judge(t, got, true, dyad, full);
  calibrate(t->out, got, dyad);
  if (!dyad) add_mistake(t, NST_MISTAKE_ACTORS, NST_DETAIL_COUNT, gold, got);
  for (int d = 0; d < NST_DETAIL_COUNT; d++) {
    if (!(gold->has & (UINT32_C(1) << d))) continue;
    bool right = nst_told_same_detail(gold, got, (nst_detail)d);
    t->out->details[d].of++;
    t->out->details[d].right += right;
    if (!right) add_mistake(t, NST_MISTAKE_DETAIL, (nst_detail)d, gold, got);
  }
}

static void count_events(table *t, nst_tally *tally) {
  for (uint32_t i = 0; i < t->report->events.n; i++) {
    const nst_told *gold = &t->report->events.items[i];
    if (gold->optional) continue;
    tally->gold++;
    t->out->types[gold->label].gold++;
    if (t->found[i] >= 0) count_found(t, tally, gold, &t->report->records.items[t->found[i]]);
  }
}

/* Records that match nothing: wrong, unless an optional event covers them or the report is not annotated in full. */
static void count_records(table *t, nst_tally *tally) {
  for (uint32_t i = 0; i < t->report->events.n; i++)
    tally->predicted += t->found[i] >= 0 && !t->report->events.items[i].optional;
  for (uint32_t i = 0; i < t->report->records.n; i++) {
    if (t->used[i] || t->covered[i] || !t->report->complete) continue;
    const nst_told *got = &t->report->records.items[i];
    tally->predicted++;
    t->out->types[nst_label_merged(got->label)].extra++;
    judge(t, got, false, false, false);
    calibrate(t->out, got, false);
  }
}

static void count_mistaken(table *t) {
  for (uint32_t i = 0; i < t->report->events.n; i++)
    if (t->found[i] < 0 && !t->report->events.items[i].optional) count_missed(t, i);
  for (uint32_t i = 0; i < t->report->records.n; i++) {
    if (t->used[i] || t->covered[i] || !t->report->complete) continue;
    const nst_told *got = &t->report->records.items[i];
    t->out->confusion[0][nst_label_merged(got->label)]++;
    add_mistake(t, NST_MISTAKE_EXTRA, NST_DETAIL_COUNT, NULL, got);
  }
}

static nst_status measure_report(table *t, nst_tally *tally) {
  size_t n = t->report->events.n, k = t->report->records.n;
  t->found = nst_arena_array(t->arena, n, sizeof *t->found);
  t->used = nst_arena_array(t->arena, k, sizeof *t->used);
  t->covered = nst_arena_array(t->arena, k, sizeof *t->covered);
  if (!t->found || !t->used || !t->covered) return NST_NOMEM;
  NST_TRY(find_pairs(t));
  match(t);
  count_events(t, tally);
  count_records(t, tally);
  count_mistaken(t);
  return NST_OK;
}

static int by_badness(const void *x, const void *y) {
  const nst_mistake *a = x, *b = y;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  double ca = a->got ? a->got->confidence : 0, cb = b->got ? b->got->confidence : 0;
  if (ca > cb || ca < cb) return ca > cb ? -1 : 1;
  if (a->report != b->report) return a->report < b->report ? -1 : 1;
  const nst_told *at_a = a->gold ? a->gold : a->got, *at_b = b->gold ? b->gold : b->got;
  uint32_t pa = at_a && at_a->spans.n ? at_a->spans.items[0].begin : 0;
  uint32_t pb = at_b && at_b->spans.n ? at_b->spans.items[0].begin : 0;
  if (pa != pb) return pa < pb ? -1 : 1;
  return a->detail < b->detail ? -1 : a->detail > b->detail;
}

static double difference(double a, double b) {
  return a > b ? a - b : b - a;
}

nst_status nst_measure(nst_gold *gold, nst_measures *out) {
  *out = (nst_measures){.n_reports = gold->n};
  out->reports = nst_arena_array(gold->arena, gold->n, sizeof *out->reports);
  if (!out->reports) return NST_NOMEM;
  for (uint32_t i = 0; i < gold->n; i++) {
    table t = {.out = out, .arena = gold->arena, .report = &gold->items[i], .index = i};
    nst_tally *tally = &out->reports[i];
    NST_TRY(measure_report(&t, tally));
    out->all.gold += tally->gold;
    out->all.predicted += tally->predicted;
    out->all.type += tally->type;
    out->all.dyad += tally->dyad;
    out->all.full += tally->full;
  }
  double off = 0;
  for (int i = 0; i < NST_CONFIDENCE_BINS; i++) {
    out->n_calibrated += out->bins[i].n;
    off += difference(out->bins[i].sum, (double)out->bins[i].right);
  }
  out->calibration_error = out->n_calibrated ? off / (double)out->n_calibrated : 0;
  if (out->mistakes.n) qsort(out->mistakes.items, out->mistakes.n, sizeof *out->mistakes.items, by_badness);
  return nst_arena_failed(gold->arena) ? NST_NOMEM : NST_OK;
}
