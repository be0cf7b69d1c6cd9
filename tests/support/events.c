/* events.c - short ways to write events and stores in tests. */
#include "support/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void check(nst_status status, const nst_error *error) {
  if (status == NST_OK) return;
  fprintf(stderr, "%s\n", error->message);
  abort();
}

void test_store_new(test_store *t) {
  memset(t, 0, sizeof *t);
  (void)snprintf(t->folder, sizeof t->folder, "/tmp/nestor-store-XXXXXX");
  if (mkdtemp(t->folder) == NULL) abort();
  (void)snprintf(t->path, sizeof t->path, "%s/test.db", t->folder);
  t->arena = nst_arena_new(nst_allocator_default());
  nst_error error = {0};
  check(nst_store_open(t->path, NST_STORE_CREATE, &t->store, &error), &error);
  check(nst_store_begin(t->store, &error), &error);
  nst_store_run run = {"0", "test pack", ""};
  check(nst_store_run_id(t->store, &run, &t->run, &error), &error);
  check(nst_store_commit(t->store, &error), &error);
}

void test_store_remove(test_store *t) {
  nst_store_close(t->store);
  nst_arena_free(t->arena);
  static const char *const tails[] = {"", "-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    char path[128];
    (void)snprintf(path, sizeof path, "%s%s", t->path, tails[i]);
    (void)unlink(path);
  }
  (void)rmdir(t->folder);
}

static const nst_actor *actors_of(nst_arena *arena, const char *text, size_t *n) {
  *n = 0;
  if (text == NULL || text[0] == '\0') return NULL;
  nst_actor *out = nst_arena_array(arena, 8, sizeof *out);
  nst_str rest = nst_str_of(text), field;
  while (*n < 8 && nst_str_cut(&rest, ',', &field)) {
    nst_str code = field, sector = {NULL, 0};
    const char *colon = memchr(field.p, ':', field.len);
    if (colon != NULL) {
      code.len = (uint32_t)(colon - field.p);
      sector = (nst_str){colon + 1, field.len - code.len - 1};
    }
    char *all = nst_arena_copy(arena, field.p, field.len), *c = nst_arena_copy(arena, code.p, code.len);
    bool org = strcmp(c, "UNO") == 0 || strcmp(c, "NAT") == 0;
    const char *s = sector.p != NULL ? nst_arena_copy(arena, sector.p, sector.len) : "";
    out[(*n)++] = (nst_actor){{all, {0, field.len}}, "", org ? "" : c, org ? c : "", s, ""};
  }
  return out;
}

const nst_event *test_event_of(nst_arena *arena, const test_event *t, const char *doc, const char *date) {
  static unsigned serial;
  nst_event *e = nst_arena_take(arena, sizeof *e);
  char id[64];
  (void)snprintf(id, sizeof id, "%016llx", (unsigned long long)(0x1000 + serial++));
  *e = (nst_event){.id = nst_arena_copy(arena, id, strlen(id)),
                   .doc = doc,
                   .date = date,
                   .type = t->type,
                   .mode = t->mode != NULL ? t->mode : "",
                   .cameo = "010",
                   .goldstein = nst_event_quad(t->type) < 3 ? 2 : -4,
                   .content = t->content,
                   .mutual = t->mutual,
                   .status = t->status,
                   .trigger = {t->trigger != NULL ? t->trigger : "acted", {3, 8}},
                   .condition = {t->condition != NULL ? t->condition : "", {9, 12}},
                   .time = {.text = ""},
                   .place = {.text = "", .country = "", .admin1 = ""},
                   .confidence = 0.75};
  e->source = actors_of(arena, t->source, &e->n_source);
  e->target = actors_of(arena, t->target, &e->n_target);
  e->attribution = actors_of(arena, t->speaker, &e->n_attribution);
  const char *from = t->from != NULL ? t->from : date, *to = t->to != NULL ? t->to : from;
  (void)snprintf(e->time.from, sizeof e->time.from, "%s", from);
  (void)snprintf(e->time.to, sizeof e->time.to, "%s", to);
  if (t->place != NULL)
    e->place = (nst_place){.text = t->place_text != NULL ? t->place_text : t->place,
                           .country = t->place,
                           .admin1 = "",
                           .precision = t->place_text != NULL ? NST_PLACE_CITY : NST_PLACE_COUNTRY};
  if (t->low > 0) {
    nst_quantity *q = nst_arena_take(arena, sizeof *q);
    *q = (nst_quantity){t->kind,         true, t->high >= 0, t->low, t->high == 0 ? t->low : t->high, "",
                        {"some", {0, 4}}};
    e->quantities = q;
    e->n_quantities = 1;
  }
  return e;
}

nst_store_outcome test_put(test_store *t, const char *doc, const char *date, const char *text,
                           const test_event *events, size_t n) {
  const nst_event *records[16];
  for (size_t i = 0; i < n; i++) records[i] = test_event_of(t->arena, &events[i], doc, date);
  nst_store_input input = {.report = {.id = doc, .date = date, .text = text, .text_len = strlen(text)},
                           .run = t->run};
  nst_store_outcome outcome = NST_PUT_SAME;
  nst_error error = {0};
  check(nst_store_begin(t->store, &error), &error);
  check(nst_store_put(t->store, &input, records, n, &outcome, &error), &error);
  check(nst_store_commit(t->store, &error), &error);
  return outcome;
}

const char *test_text(nst_arena *arena, uint32_t seed, size_t words) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  for (size_t i = 0; i < words; i++) {
    seed = seed * 1664525u + 1013904223u;
    nst_buf_format(&buf, "%sw%u", i > 0 ? " " : "", seed >> 20);
  }
  char *out = nst_arena_copy(arena, buf.p, buf.len);
  nst_buf_free(&buf);
  return out;
}

uint64_t test_count(test_store *t, nst_filter filter) {
  uint64_t n = 0;
  nst_error error = {0};
  check(nst_store_count(t->store, &filter, &n, &error), &error);
  return n;
}
