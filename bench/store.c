/* store.c - a store of synthetic events: how fast it fills, how large it gets, how fast it answers.
 *
 *   bench_store FILE EVENTS [SEED]     fill FILE (it must not exist) with EVENTS events, then ask it
 *   bench_store FILE                   only ask
 *
 * 180 countries with Zipf weights, twenty years in the order of time, the mix of types of a news archive; a tenth of the
 * records tell again what the report before has told. The same seed gives the same events. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "picture/picture.h"

enum { COUNTRIES = 180, PER_REPORT = 8, REPORTS_IN_BATCH = 4000, DAYS = 7305, ROUNDS = 11 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/** Processor time: what other work on the machine does not change. */
static double busy(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

static void die(const nst_error *error) {
  fprintf(stderr, "bench_store: %s\n", error->message);
  exit(1);
}

typedef struct generator {
  uint64_t state;
  char codes[COUNTRIES][4];
  double cumulated[COUNTRIES];
} generator;

static uint64_t next(generator *g) { /* splitmix64 */
  uint64_t z = g->state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static double share(generator *g) {
  return (double)(next(g) >> 11) / 9007199254740992.0;
}

static void generator_start(generator *g, uint64_t seed) {
  g->state = seed;
  double sum = 0;
  for (int i = 0; i < COUNTRIES; i++) {
    (void)snprintf(g->codes[i], 4, "%c%c%c", 'A' + i / 26, 'A' + i % 26, 'A' + i * 7 % 26);
    sum += 1.0 / (i + 1);
    g->cumulated[i] = sum;
  }
  for (int i = 0; i < COUNTRIES; i++) g->cumulated[i] /= sum;
}

static const char *country(generator *g) {
  double at = share(g);
  int i = 0;
  while (i < COUNTRIES - 1 && g->cumulated[i] < at) i++;
  return g->codes[i];
}

/** One event with everything that it points at. */
typedef struct made {
  nst_event event;
  nst_actor source, target, speaker;
  nst_quantity quantity;
  char id[17];
} made;

static nst_actor actor(generator *g) {
  static const char *const sectors[] = {"GOV", "GOV", "GOV", "GOV", "MIL", "CVL", "OPP", "REB"};
  return (nst_actor){{"the government", {10, 24}}, "", country(g), "", sectors[next(g) & 7], ""};
}

static void set_quantity(made *m, nst_quantity_kind kind, double low, bool open) {
  m->quantity = (nst_quantity){kind, true, !open, low, open ? 0 : low, "", {"some of them", {60, 72}}};
  m->event.quantities = &m->quantity;
  m->event.n_quantities = 1;
}

static void make(generator *g, made *m, const char *doc, nst_day day) {
  static const nst_event_type types[] = {NST_CONSULT, NST_CONSULT, NST_CONSULT, NST_AGREE,
                                         NST_SUPPORT, NST_AID,     NST_REQUEST, NST_REQUEST,
                                         NST_ACCUSE,  NST_ACCUSE,  NST_REJECT,  NST_THREATEN,
                                         NST_COERCE,  NST_ASSAULT, NST_ASSAULT, NST_MOBILIZE};
  static const char *const cameo[] = {"",    "030", "040", "050", "080", "060", "070", "084", "100",
                                      "110", "120", "130", "140", "150", "160", "170", "190"};
  static const char *const why[] = {"frames/act.frames:12", "source: subject", "target: object"};
  memset(m, 0, sizeof *m);
  uint64_t dice = next(g);
  nst_event *e = &m->event;
  (void)snprintf(m->id, sizeof m->id, "%016llx", (unsigned long long)next(g));
  e->id = m->id;
  e->doc = doc;
  e->type = types[dice & 15];
  e->mode = "";
  e->cameo = cameo[e->type];
  e->goldstein = nst_event_quad(e->type) < 3 ? 3.4 : -5;
  if ((dice >> 4 & 3) == 0) e->content = types[dice >> 6 & 15];
  m->source = actor(g);
  m->target = actor(g);
  e->source = &m->source;
  e->n_source = 1;
  e->target = &m->target;
  e->n_target = (dice >> 10 & 15) != 0;
  e->mutual = e->type == NST_CONSULT;
  e->status = (dice >> 14 & 31) == 0 ? NST_DISPUTED : (dice >> 14 & 31) == 1 ? NST_HYPOTHETICAL : NST_ACTUAL;
  e->trigger = (nst_passage){"acted", {25, 30}};
  e->condition.text =
      (e->type == NST_THREATEN || e->type == NST_AGREE) && (dice >> 20 & 3) == 0 ? "if it goes on" : "";
  if ((dice >> 22 & 3) == 0) {
    m->speaker = actor(g);
    e->attribution = &m->speaker;
    e->n_attribution = 1;
  }
  if (e->type == NST_ASSAULT && (dice >> 24 & 1) != 0)
    set_quantity(m, NST_Q_KILLED, (double)(dice >> 26 & 63) + 1, false);
  if (e->type == NST_MOBILIZE && (dice >> 24 & 1) != 0) set_quantity(m, NST_Q_TROOPS, 1000, true);
  e->time.text = "on Tuesday";
  nst_day_format(day - (nst_day)(dice >> 32 & 3), e->time.from);
  memcpy(e->time.to, e->time.from, sizeof e->time.to);
  bool placed = (dice >> 34 & 3) == 0;
  e->place = (nst_place){"", "", "", 0, 0, false, NST_PLACE_NONE};
  if (placed) e->place = (nst_place){"the capital", m->source.country, "", 10.25, 20.5, true, NST_PLACE_CITY};
  e->confidence = 0.5 + (double)(dice >> 40 & 255) / 512;
  e->why = why;
  e->n_why = 3;
}

/** A copy that points at its own parts. */
static void copy(made *to, const made *from) {
  *to = *from;
  to->event.id = to->id;
  to->event.source = &to->source;
  to->event.target = &to->target;
  to->event.attribution = &to->speaker;
  to->event.quantities = &to->quantity;
}

static void put_report(nst_store *store, generator *g, int64_t run, uint64_t number, nst_day day, size_t n,
                       made *told) {
  char doc[32], date[11];
  (void)snprintf(doc, sizeof doc, "wire-%09llu", (unsigned long long)number);
  bool again = told->event.id != NULL && next(g) % 10 < 8;
  static made events[PER_REPORT];
  const nst_event *records[PER_REPORT];
  nst_day_format(day, date);
  for (size_t i = 0; i < n; i++) {
    if (again && i == 0) copy(&events[i], told);
    else make(g, &events[i], doc, day);
    events[i].event.doc = doc;
    events[i].event.date = date;
    records[i] = &events[i].event;
  }
  copy(told, &events[n - 1]);
  nst_store_input input = {.report = {.id = doc, .date = date}, .source = "Wire", .run = run};
  nst_store_outcome outcome;
  nst_error error = {0};
  if (nst_store_put(store, &input, records, n, &outcome, &error) != NST_OK) die(&error);
}

static void fill(const char *path, uint64_t wanted, uint64_t seed) {
  static generator g;
  generator_start(&g, seed);
  nst_store *store = NULL;
  nst_error error = {0};
  int64_t run = 0;
  if (nst_store_open(path, NST_STORE_FILL, &store, &error) != NST_OK) die(&error);
  double began = now();
  uint64_t events = 0, reports = 0;
  static made told; /* the last event of the report before */
  while (events < wanted) {
    nst_store_run who = {"bench", "synthetic", ""};
    if (nst_store_begin(store, &error) != NST_OK || nst_store_run_id(store, &who, &run, &error) != NST_OK)
      die(&error);
    for (int i = 0; i < REPORTS_IN_BATCH && events < wanted; i++) {
      size_t n = wanted - events < PER_REPORT ? (size_t)(wanted - events) : PER_REPORT;
      nst_day day = nst_day_of(2004, 1, 1) + (nst_day)((double)events / (double)wanted * DAYS);
      put_report(store, &g, run, reports++, day, n, &told);
      events += n;
    }
    if (nst_store_commit(store, &error) != NST_OK) die(&error);
    if (reports % (REPORTS_IN_BATCH * 16) == 0)
      fprintf(stderr, "%llu events, %.0f a second\n", (unsigned long long)events,
              (double)events / (now() - began));
  }
  fprintf(stderr, "%llu records, %.1f s; making the indexes\n", (unsigned long long)events, now() - began);
  if (nst_store_finish(store, &error) != NST_OK) die(&error);
  nst_store_close(store);
  double seconds = now() - began, processor = busy();
  printf("load: %llu records in %.1f s, %.0f a second; processor %.1f s, %.0f a second\n",
         (unsigned long long)events, seconds, (double)events / seconds, processor,
         (double)events / processor);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void show(const char *what, const char *subject, uint64_t events, double times[ROUNDS]) {
  double first = times[0];
  qsort(times, ROUNDS, sizeof *times, by_size);
  printf("%-22s %-8s %9llu events: first %7.1f ms, median %7.1f, slowest %7.1f\n", what, subject,
         (unsigned long long)events, first * 1e3, times[ROUNDS / 2] * 1e3, times[ROUNDS - 1] * 1e3);
  fflush(stdout);
}

typedef struct dyads {
  char names[4096][8];
  uint64_t events[4096];
  size_t n;
} dyads;

static bool keep_dyad(void *user, const nst_dyad_row *row) {
  dyads *d = user;
  if (d->n == 4096) return false;
  (void)snprintf(d->names[d->n], 8, "%.3s-%.3s", row->a, row->b);
  d->events[d->n++] = row->events;
  return true;
}

/** A new handle for each round: its cache is empty, that of the operating system is warm after the first. */
static void ask(const char *path, const char *subject, uint64_t events) {
  double series_times[ROUNDS], picture_times[ROUNDS], list_times[ROUNDS];
  bool dyad = strchr(subject, '-') != NULL;
  for (int i = 0; i < ROUNDS; i++) {
    nst_store *store = NULL;
    nst_error error = {0};
    nst_series *series = NULL;
    nst_picture *picture = NULL;
    nst_cursor *cursor = NULL;
    const nst_store_event *event;
    nst_filter filter = {.dyad = dyad ? subject : NULL, .actor = dyad ? NULL : subject};
    nst_page page = {.limit = 50};
    nst_picture_request request = {.subject = subject, .limit = 20};
    double began = now();
    if (nst_store_open(path, NST_STORE_READ, &store, &error) != NST_OK) die(&error);
    if (nst_series_new(store, &filter, NST_BY_WEEK, &series, &error) != NST_OK) die(&error);
    series_times[i] = now() - began;
    nst_store_close(store);
    began = now();
    if (nst_store_open(path, NST_STORE_READ, &store, &error) != NST_OK) die(&error);
    if (nst_picture_new(store, &request, &picture, &error) != NST_OK) die(&error);
    picture_times[i] = now() - began;
    began = now();
    if (nst_store_find(store, &filter, &page, &cursor, &error) != NST_OK) die(&error);
    do {
      if (nst_cursor_next(cursor, &event, &error) != NST_OK) die(&error);
    } while (event != NULL);
    list_times[i] = now() - began;
    nst_cursor_free(cursor);
    nst_series_free(series);
    nst_picture_free(picture);
    nst_store_close(store);
  }
  show("series by week", subject, events, series_times);
  show("picture, 20 lines each", subject, events, picture_times);
  show("list of 50", subject, events, list_times);
}

static void ask_all(const char *path) {
  nst_store *store = NULL;
  nst_error error = {0};
  nst_store_counts counts;
  static dyads d;
  if (nst_store_open(path, NST_STORE_READ, &store, &error) != NST_OK ||
      nst_store_count_all(store, &counts, &error) != NST_OK ||
      nst_store_dyads(store, NULL, false, 4096, keep_dyad, &d, &error) != NST_OK)
    die(&error);
  printf("%llu reports, %llu records, %llu events, %.2f GB, %.0f bytes a record\n",
         (unsigned long long)counts.reports, (unsigned long long)counts.records,
         (unsigned long long)counts.events, (double)counts.file_bytes / 1e9,
         (double)counts.file_bytes / (double)(counts.records + 1));
  nst_store_close(store);
  if (d.n == 0) return;
  const size_t picks[] = {0, 20, d.n / 8, d.n / 2, d.n - 1};
  for (size_t i = 0; i < sizeof picks / sizeof *picks; i++)
    if (picks[i] < d.n) ask(path, d.names[picks[i]], d.events[picks[i]]);
  char largest[4];
  memcpy(largest, d.names[0], 3);
  largest[3] = '\0';
  ask(path, largest, 0);
}

int main(int argc, char **argv) {
  if (argc < 2 || argc > 4) {
    fprintf(stderr, "usage: bench_store FILE [EVENTS [SEED]]\n");
    return 2;
  }
  if (argc > 2) fill(argv[1], strtoull(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
  ask_all(argv[1]);
  return 0;
}
