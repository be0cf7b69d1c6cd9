/* result.c - the events of a document copied out of its arena into a result that stands on its own. */
#include "engine/engine_int.h"

struct nst_result {
  nst_arena *arena;
  const nst_event *events;
  size_t n, sentences;
  /* of a coder that explains */
  const nst_dropped *dropped;
  size_t n_dropped;
  const nst_grounds *grounds; /* one list for each event */
  size_t n_grounds;
  const nst_choices *choices; /* one list for each event */
  size_t n_choices;
  const nst_sentence_view *views;
};

/* Copies fail only for want of memory: that is remembered and asked for once, at the end. */
typedef struct copier {
  nst_arena *arena;
  bool failed;
} copier;

static const char *copy_text(copier *c, const char *text) {
  if (!text || text[0] == '\0') return "";
  const char *p = nst_arena_copy(c->arena, text, strlen(text));
  if (!p) c->failed = true;
  return p ? p : "";
}

static void *copy_array(copier *c, const void *items, size_t n, size_t size) {
  if (n == 0) return NULL;
  void *p = nst_arena_array(c->arena, n, size);
  if (p) memcpy(p, items, n * size);
  else c->failed = true;
  return p;
}

static nst_passage copy_passage(copier *c, nst_passage passage) {
  return (nst_passage){copy_text(c, passage.text), passage.span};
}

static const nst_actor *copy_actors(copier *c, const nst_actor *actors, size_t n) {
  nst_actor *copy = copy_array(c, actors, n, sizeof *actors);
  for (size_t i = 0; copy && i < n; i++) {
    copy[i].mention = copy_passage(c, copy[i].mention);
    copy[i].name = copy_text(c, copy[i].name);
    copy[i].country = copy_text(c, copy[i].country);
    copy[i].org = copy_text(c, copy[i].org);
    copy[i].sector = copy_text(c, copy[i].sector);
    copy[i].code = copy_text(c, copy[i].code);
  }
  return copy;
}

static const nst_quantity *copy_quantities(copier *c, const nst_quantity *quantities, size_t n) {
  nst_quantity *copy = copy_array(c, quantities, n, sizeof *quantities);
  for (size_t i = 0; copy && i < n; i++) {
    copy[i].unit = copy_text(c, copy[i].unit);
    copy[i].mention = copy_passage(c, copy[i].mention);
  }
  return copy;
}

static const char *const *copy_texts(copier *c, const char *const *texts, size_t n) {
  const char **copy = copy_array(c, texts, n, sizeof *texts);
  for (size_t i = 0; copy && i < n; i++) copy[i] = copy_text(c, copy[i]);
  return copy;
}

static void copy_event(copier *c, nst_event *e) {
  e->id = copy_text(c, e->id);
  e->mode = copy_text(c, e->mode);
  e->contexts = copy_texts(c, e->contexts, e->n_contexts);
  e->cameo = copy_text(c, e->cameo);
  e->source = copy_actors(c, e->source, e->n_source);
  e->target = copy_actors(c, e->target, e->n_target);
  e->trigger = copy_passage(c, e->trigger);
  nst_passage *mentions = copy_array(c, e->mentions, e->n_mentions, sizeof *e->mentions);
  for (size_t i = 0; mentions && i < e->n_mentions; i++) mentions[i] = copy_passage(c, mentions[i]);
  e->mentions = mentions;
  e->condition = copy_passage(c, e->condition);
  e->attribution = copy_actors(c, e->attribution, e->n_attribution);
  e->quantities = copy_quantities(c, e->quantities, e->n_quantities);
  e->time.text = copy_text(c, e->time.text);
  e->place.text = copy_text(c, e->place.text);
  e->place.country = copy_text(c, e->place.country);
  e->place.admin1 = copy_text(c, e->place.admin1);
  e->why = copy_texts(c, e->why, e->n_why);
}

static void copy_choices(copier *c, nst_choices *list) {
  list->items = copy_array(c, list->items, list->n, sizeof *list->items);
  for (size_t i = 0; list->items && i < list->n; i++) {
    nst_choice *k = &list->items[i];
    k->actors = copy_actors(c, k->actors, k->n_actors);
    k->evidence = copy_texts(c, k->evidence, k->n_evidence);
  }
}

static void copy_explanations(copier *c, const nst_doc *doc, nst_result *r) {
  nst_dropped *dropped = copy_array(c, doc->dropped.items, doc->dropped.n, sizeof *dropped);
  for (size_t i = 0; dropped && i < doc->dropped.n; i++) {
    dropped[i].word = copy_passage(c, dropped[i].word);
    dropped[i].why = copy_text(c, dropped[i].why);
    dropped[i].path = copy_text(c, dropped[i].path);
  }
  nst_grounds *grounds = copy_array(c, doc->grounds.items, doc->grounds.n, sizeof *grounds);
  for (size_t i = 0; grounds && i < doc->grounds.n; i++) {
    grounds[i].items = copy_array(c, grounds[i].items, grounds[i].n, sizeof *grounds[i].items);
    for (size_t k = 0; grounds[i].items && k < grounds[i].n; k++)
      grounds[i].items[k].name = copy_text(c, grounds[i].items[k].name);
  }
  nst_choices *choices = copy_array(c, doc->choices.items, doc->choices.n, sizeof *choices);
  for (size_t i = 0; choices && i < doc->choices.n; i++) copy_choices(c, &choices[i]);
  nst_sentence_view *views = nst_arena_array(c->arena, doc->sentences.n, sizeof *views);
  if (!views) c->failed = true;
  for (size_t i = 0; views && i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    views[i] =
        (nst_sentence_view){s->span, s->kind == NST_SENT_HEADLINE, s->parsed && s->kind != NST_SENT_OTHER};
  }
  r->dropped = dropped;
  r->n_dropped = doc->dropped.n;
  r->grounds = grounds;
  r->n_grounds = doc->grounds.n;
  r->choices = choices;
  r->n_choices = doc->choices.n;
  r->views = views;
}

nst_status nst_result_make(const nst_doc *doc, nst_allocator allocator, nst_result **out) {
  *out = NULL;
  nst_arena *arena = nst_arena_new(allocator);
  if (!arena) return NST_NOMEM;
  copier c = {arena, false};
  nst_result *result = nst_arena_take(arena, sizeof *result);
  nst_event *events = copy_array(&c, doc->events.items, doc->events.n, sizeof *events);
  const char *id = copy_text(&c, doc->id), *date = copy_text(&c, doc->date);
  for (size_t i = 0; events && !c.failed && i < doc->events.n; i++) {
    events[i].doc = id;
    events[i].date = date;
    copy_event(&c, &events[i]);
  }
  nst_result made = {arena, events, doc->events.n, doc->sentences.n, .dropped = NULL};
  if (doc->explain) copy_explanations(&c, doc, &made);
  if (!result || c.failed) {
    nst_arena_free(arena);
    return NST_NOMEM;
  }
  *result = made;
  *out = result;
  return NST_OK;
}

size_t nst_result_count(const nst_result *result) {
  return result->n;
}

const nst_event *nst_result_event(const nst_result *result, size_t i) {
  return i < result->n ? &result->events[i] : NULL;
}

size_t nst_result_sentences(const nst_result *result) {
  return result->sentences;
}

const nst_dropped *nst_result_dropped(const nst_result *result, size_t i) {
  return i < result->n_dropped ? &result->dropped[i] : NULL;
}

bool nst_result_ground(const nst_result *result, size_t event, size_t i, nst_ground *out) {
  if (event >= result->n_grounds || i >= result->grounds[event].n) return false;
  *out = result->grounds[event].items[i];
  return true;
}

bool nst_result_choice(const nst_result *result, size_t event, size_t i, nst_choice *out) {
  if (event >= result->n_choices || i >= result->choices[event].n) return false;
  *out = result->choices[event].items[i];
  return true;
}

bool nst_result_sentence(const nst_result *result, size_t i, nst_sentence_view *out) {
  if (!result->views || i >= result->sentences) return false;
  *out = result->views[i];
  return true;
}

void nst_result_free(nst_result *result) {
  if (result) nst_arena_free(result->arena);
}
