/* actor_list.c - a report up to its actors: the mentions of a document copied out of its arena into a list that stands on its own. */
#include "base/hash.h"
#include "doc/tree.h"
#include "engine/engine_int.h"

struct nst_actor_list {
  nst_arena *arena;
  nst_map names;        /* name: identity; a map for the time of making only */
  uint32_t *identities; /* per mention of the document */
  bool *meant;          /* per mention of the document: a later one refers to it */
  nst_actor_mention *items;
  size_t n, capacity;
};

static const char *copy(nst_actor_list *list, const char *text) {
  if (!text || text[0] == '\0') return "";
  const char *p = nst_arena_copy(list->arena, text, strlen(text));
  return p ? p : "";
}

static nst_actor_basis basis_of(const nst_mention *m) {
  if (m->listed) return NST_BASIS_LEXICON;
  if (m->n_who == 0) return NST_BASIS_NONE;
  return m->antecedent >= 0 || m->kind == NST_MENTION_PRONOUN ? NST_BASIS_REFERENCE : NST_BASIS_ROLE;
}

/* The name alone, without article, titles and what else stands about it. */
static void own_name(const nst_doc *doc, const nst_mention *m, uint32_t *first, uint32_t *end) {
  *first = m->head;
  *end = m->head + 1;
  while (*first > m->first && nst_tok(doc, (int32_t)*first - 1)->upos == NST_UPOS_PROPN &&
         nst_tok(doc, (int32_t)*first - 1)->deprel != NST_REL_NMOD_DESC)
    --*first;
  while (*end < m->end && nst_tok(doc, (int32_t)*end)->upos == NST_UPOS_PROPN &&
         nst_tok(doc, (int32_t)*end)->deprel == NST_REL_FLAT)
    ++*end;
}

/* Names are the same actor if they are equal; a last name is the one who was named in full. */
static uint32_t identity_by_name(nst_actor_list *list, nst_doc *doc, const nst_mention *m, uint32_t fresh) {
  uint32_t first, end;
  own_name(doc, m, &first, &end);
  bool known = m->n_who == 1 && m->who[0].name[0] != '\0';
  const char *name = known ? m->who[0].name : nst_tokens_text(doc, first, end);
  if (!name) return fresh;
  uint32_t old = nst_map_get(&list->names, nst_str_of(name));
  if (old != NST_MAP_NONE) return old;
  nst_str last = nst_tok(doc, (int32_t)end - 1)->form;
  (void)!nst_map_put(&list->names, nst_str_of(name), fresh);
  if (end - first > 1 && m->entity == NST_ENT_PER) {
    (void)!nst_map_put(&list->names, last, fresh);
    (void)!nst_map_put(&list->names, nst_tok(doc, (int32_t)first)->form, fresh);
  }
  return fresh;
}

static bool is_definite(const nst_doc *doc, uint32_t head) {
  for (int32_t c = nst_next_child(doc, (int32_t)head, -1); c >= 0 && c < (int32_t)head;
       c = nst_next_child(doc, (int32_t)head, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel == NST_REL_NMOD_POSS || nst_str_in(t->lower, "the this that these those")) return true;
  }
  return false;
}

/* "The rebels" are those rebels of the same country who were named before. */
static uint32_t identity_by_role(nst_actor_list *list, nst_doc *doc, const nst_mention *m, uint32_t fresh) {
  const nst_token *t = nst_tok(doc, (int32_t)m->head);
  const char *country = m->n_who ? m->who[0].country : "", *org = m->n_who ? m->who[0].org : "";
  const char *key = nst_arena_format(doc->arena, "%.*s/%s/%s", (int)t->lemma.len, t->lemma.p, country, org);
  uint32_t old = key ? nst_map_get(&list->names, nst_str_of(key)) : NST_MAP_NONE;
  if (old != NST_MAP_NONE && (m->plural || is_definite(doc, m->head))) return old;
  if (key) (void)!nst_map_put(&list->names, nst_str_of(key), fresh);
  return fresh;
}

static void set_identities(nst_actor_list *list, nst_doc *doc) {
  nst_map_init(&list->names, doc->arena);
  list->identities = nst_arena_array(doc->arena, doc->mentions.n, sizeof *list->identities);
  list->meant = nst_arena_array(doc->arena, doc->mentions.n, sizeof *list->meant);
  for (uint32_t i = 0; list->identities && list->meant && i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    if (m->antecedent >= 0) list->meant[m->antecedent] = true;
    const nst_token *t = nst_tok(doc, (int32_t)m->head);
    int32_t beside = t->deprel == NST_REL_APPOS && t->head >= 0 ? nst_tok(doc, t->head)->mention : -1;
    if (beside >= 0 && (uint32_t)beside < i) list->identities[i] = list->identities[beside];
    else if (m->antecedent >= 0 && (uint32_t)m->antecedent < i)
      list->identities[i] = list->identities[m->antecedent];
    else if (m->kind == NST_MENTION_NAME && m->n_who <= 1)
      list->identities[i] = identity_by_name(list, doc, m, i);
    else if (m->kind == NST_MENTION_NOMINAL && m->n_who <= 1)
      list->identities[i] = identity_by_role(list, doc, m, i);
    else list->identities[i] = i;
  }
}

static bool is_somebody(const nst_who *who) {
  return who->country[0] || who->org[0] || who->sector[0];
}

/* A name that nobody has explained: neither an actor nor a place. */
static bool is_unknown_name(const nst_mention *m) {
  return m->kind == NST_MENTION_NAME && m->entity != NST_ENT_NONE && !m->listed && m->antecedent < 0 &&
         !m->geo;
}

static bool same_codes(const nst_mention *a, const nst_mention *b) {
  if (a->n_who != b->n_who) return false;
  for (size_t i = 0; i < a->n_who; i++)
    if (strcmp(a->who[i].country, b->who[i].country) != 0 || strcmp(a->who[i].org, b->who[i].org) != 0)
      return false;
  return true;
}

/* The words that stand for this actor alone: "Norway's envoy to Sri Lanka" without "to Sri Lanka". */
static void own_words(const nst_doc *doc, const nst_mention *m, uint32_t *first, uint32_t *end) {
  *first = m->first;
  *end = m->end;
  for (uint32_t t = m->first; t < m->end; t++) {
    int32_t k = nst_tok(doc, (int32_t)t)->mention;
    const nst_mention *inner = k < 0 ? NULL : &doc->mentions.items[k];
    if (t == m->head || !inner || inner->n_who == 0 || same_codes(m, inner)) continue;
    if (t < m->head) {
      if (inner->end < m->head && nst_str_is(nst_tok(doc, (int32_t)inner->end)->form, "-")) continue;
      *first = inner->end <= m->head ? inner->end : t + 1;
      while (*first < m->head && nst_str_in(nst_tok(doc, (int32_t)*first)->lower, "'s ' and or ,")) ++*first;
    } else if (inner->first > m->head && inner->first < *end) {
      *end = inner->first;
      while (*end > m->head + 1 && nst_tok(doc, (int32_t)*end - 1)->deprel == NST_REL_CASE) --*end;
    }
  }
}

static void add(nst_actor_list *list, nst_doc *doc, const nst_mention *m, const nst_who *who) {
  static const nst_who nobody = {"", "", "", "", "", ""};
  uint32_t first, end;
  own_words(doc, m, &first, &end);
  const char *text = nst_tokens_text(doc, first, end), *name = NULL;
  if (!who) {
    who = &nobody;
    own_name(doc, m, &first, &end);
    name = nst_tokens_text(doc, first, end);
    own_words(doc, m, &first, &end);
  }
  nst_actor_mention mention = {.head = nst_tok(doc, (int32_t)m->head)->span,
                               .identity = list->identities[m - doc->mentions.items],
                               .sentence = nst_tok(doc, (int32_t)m->head)->sentence,
                               .actor = {.mention = {copy(list, text), nst_tokens_span(doc, first, end)},
                                         .name = copy(list, name ? name : who->name),
                                         .country = copy(list, who->country),
                                         .org = copy(list, who->org),
                                         .sector = copy(list, who->sector),
                                         .code = copy(list, who->code)},
                               .basis = basis_of(m),
                               .why = copy(list, who->why)};
  (void)NST_PUSH(list->arena, list, mention); /* a failure is found by nst_arena_failed() */
}

static nst_status make(nst_doc *doc, bool unknown, nst_allocator allocator, nst_actor_list **out) {
  *out = NULL;
  nst_arena *arena = nst_arena_new(allocator);
  nst_actor_list *list = arena ? nst_arena_take(arena, sizeof *list) : NULL;
  if (!list) {
    nst_arena_free(arena);
    return NST_NOMEM;
  }
  list->arena = arena;
  set_identities(list, doc);
  for (size_t i = 0; list->identities && list->meant && i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    for (size_t k = 0; k < m->n_who; k++)
      if (is_somebody(&m->who[k])) add(list, doc, m, &m->who[k]);
    bool pronoun = m->kind == NST_MENTION_PRONOUN && (m->antecedent >= 0 || list->meant[i]);
    if (m->n_who == 0 && unknown && (is_unknown_name(m) || pronoun)) add(list, doc, m, NULL);
  }
  if (nst_arena_failed(arena) || nst_arena_failed(doc->arena)) {
    nst_arena_free(arena);
    return NST_NOMEM;
  }
  *out = list;
  return NST_OK;
}

nst_status nst_find_actors(nst_coder *coder, const nst_report *report, bool unknown, nst_actor_list **out) {
  if (!coder || !out) return NST_ARGUMENT;
  *out = NULL;
  nst_doc *doc = nst_coder_begin(coder);
  if (!doc) return nst_coder_end(coder, NST_NOMEM);
  if (!report) return nst_coder_end(coder, NST_ARGUMENT);
  nst_status status = nst_coder_set_report(doc, report);
  if (status == NST_OK) status = nst_text_run(doc, coder->pack->words);
  if (status == NST_OK) status = nst_syntax_run(coder->tagger, doc);
  if (status == NST_OK) nst_tree_mend(doc);
  if (status == NST_OK) status = nst_actors_run(coder->pack->actors, doc);
  if (status == NST_OK && nst_arena_failed(doc->arena)) status = NST_NOMEM;
  if (status == NST_OK) status = make(doc, unknown, coder->allocator, out);
  return nst_coder_end(coder, status);
}

nst_status nst_pack_meanings(const nst_pack *pack, const char *phrase, const char *date, nst_meaning_fn fn,
                             void *user) {
  if (!pack || !phrase || !fn) return NST_ARGUMENT;
  nst_day day = date && date[0] ? nst_day_parse(nst_str_of(date), false) : NST_DAY_NONE;
  nst_arena *arena = nst_arena_new(pack->allocator);
  if (!arena) return NST_NOMEM;
  nst_status status = nst_actor_lexicon_meanings(pack->actors, arena, nst_str_of(phrase), day, fn, user);
  nst_arena_free(arena);
  return status;
}

size_t nst_actor_list_count(const nst_actor_list *list) {
  return list->n;
}

const nst_actor_mention *nst_actor_list_mention(const nst_actor_list *list, size_t i) {
  return i < list->n ? &list->items[i] : NULL;
}

void nst_actor_list_free(nst_actor_list *list) {
  if (list) nst_arena_free(list->arena);
}
