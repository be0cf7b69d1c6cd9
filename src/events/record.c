/* record.c - a finished candidate as a record of the report.
 *
 * In: a candidate with all its fields. Out: an nst_event in doc->events, every string NUL-terminated and in the
 * report's arena. */
#include "base/hash.h"
#include "events/roles.h"
#include "events/stage.h"

static bool same_actor(const nst_actor *a, const nst_actor *b) {
  return strcmp(a->country, b->country) == 0 && strcmp(a->org, b->org) == 0 &&
         strcmp(a->sector, b->sector) == 0 && strcmp(a->name, b->name) == 0;
}

/* Is it a country that is named as such ("Egypt", "the country", "it"), not its people and not a town of it? */
static bool is_country(const nst_doc *doc, int32_t mention, bool adjective) {
  for (int steps = 0; mention >= 0 && steps < 4; steps++) {
    const nst_mention *m = &doc->mentions.items[mention];
    const nst_token *t = nst_tok(doc, (int32_t)m->head);
    if (m->geo && m->kind == NST_MENTION_NAME)
      return m->geo->precision == NST_PLACE_COUNTRY && (adjective || t->upos == NST_UPOS_PROPN);
    if (nst_str_in(t->lemma, "country nation state neighbour neighbor kingdom republic side rival ally foe"))
      return true;
    mention = m->antecedent;
  }
  return false;
}

/* A country that acts, or that another state deals with, is its government. Those hit by violence and those helped
 * are not, nor are the people who protest. */
static bool stands_for_government(const nst_doc *doc, const nst_candidate *c, int32_t mention, bool source) {
  if (c->type == NST_PROTEST ? source : !source && (c->type == NST_ASSAULT || c->type == NST_AID))
    return false;
  return is_country(doc, mention, source && c->type != NST_ASSAULT && c->type != NST_MOBILIZE);
}

nst_status nst_candidate_actors(nst_doc *doc, const nst_candidate *c, const nst_fillers *list, bool source,
                                const nst_actor **out, size_t *n_out) {
  size_t most = 0, n = 0;
  for (uint32_t i = 0; i < list->n; i++) most += nst_filler_count(doc, &list->items[i]);
  nst_actor *actors = nst_arena_array(doc->arena, most, sizeof *actors);
  if (!actors) return NST_NOMEM;
  for (uint32_t i = 0; i < list->n; i++) {
    const nst_filler *f = &list->items[i];
    size_t count = nst_filler_count(doc, f);
    for (size_t k = 0; k < count; k++) {
      nst_actor *a = &actors[n];
      if (!nst_actor_of_mention(doc, f->mention, f->who >= 0 ? (size_t)f->who : k, a)) return NST_NOMEM;
      if (a->country[0] && !a->org[0] && !a->sector[0] && stands_for_government(doc, c, f->mention, source))
        a->sector = "GOV";
      if (nst_str_in(nst_str_of(a->org), "HCR HCH")) a->org = "UNO"; /* offices of its secretariat */
      bool known = !a->country[0] && !a->org[0] && !a->sector[0];
      for (size_t j = 0; j < n; j++) known = known || same_actor(&actors[j], a);
      if (!known) n++;
    }
  }
  *out = actors;
  *n_out = n;
  return NST_OK;
}

static nst_status passage_of(nst_doc *doc, const nst_candidate *c, nst_passage *out) {
  int32_t first = c->head, last = c->head;
  for (uint32_t i = 0; i < c->n_trigger; i++) {
    if (c->trigger[i] < first) first = c->trigger[i];
    if (c->trigger[i] > last) last = c->trigger[i];
  }
  if (c->light >= 0 && c->light < first && first - c->light <= 4) first = c->light;
  if (last - first > 8) first = last = c->head;
  out->text = nst_tokens_text(doc, (uint32_t)first, (uint32_t)last + 1);
  out->span = nst_tokens_span(doc, (uint32_t)first, (uint32_t)last + 1);
  return out->text ? NST_OK : NST_NOMEM;
}

static nst_status mentions_of(nst_doc *doc, const nst_candidates *all, const nst_candidate *c, nst_event *e) {
  nst_passage *list = nst_arena_array(doc->arena, c->n_mentions, sizeof *list);
  if (!list) return NST_NOMEM;
  for (size_t i = 0; i < c->n_mentions; i++) NST_TRY(passage_of(doc, &all->items[c->mentions[i]], &list[i]));
  e->mentions = list;
  e->n_mentions = c->n_mentions;
  return NST_OK;
}

static uint64_t hash_actors(const nst_actor *actors, size_t n, uint64_t seed) {
  for (size_t i = 0; i < n; i++) {
    seed = nst_hash(actors[i].country, strlen(actors[i].country), seed);
    seed = nst_hash(actors[i].org, strlen(actors[i].org), seed + 1);
    seed = nst_hash(actors[i].sector, strlen(actors[i].sector), seed + 2);
  }
  return seed + n;
}

static bool set_id(nst_doc *doc, nst_event *e) {
  const char *type = nst_event_name(e->type);
  unsigned char span[8];
  for (int i = 0; i < 4; i++) {
    span[i] = (unsigned char)(e->trigger.span.begin >> (8 * i));
    span[4 + i] = (unsigned char)(e->trigger.span.end >> (8 * i));
  }
  uint64_t h = nst_hash(doc->id, strlen(doc->id), 0);
  h = nst_hash(type, strlen(type), h);
  h = nst_hash(span, sizeof span, h);
  h = hash_actors(e->source, e->n_source, h);
  h = hash_actors(e->target, e->n_target, h ^ 0x5555);
  e->id = nst_arena_format(doc->arena, "%016llx", (unsigned long long)h);
  return e->id != NULL;
}

nst_status nst_candidate_record(nst_doc *doc, const nst_candidates *all, const nst_candidate *c) {
  nst_event e = {.doc = doc->id,
                 .date = doc->date,
                 .sentence = c->sentence,
                 .type = c->type,
                 .mode = c->mode,
                 .contexts = c->contexts,
                 .n_contexts = c->n_contexts,
                 .cameo = c->cameo,
                 .goldstein = c->goldstein,
                 .content = c->content,
                 .mutual = c->mutual,
                 .status = c->status,
                 .condition = c->condition,
                 .attribution = c->attribution,
                 .n_attribution = c->n_attribution,
                 .quantities = c->quantities,
                 .n_quantities = c->n_quantities,
                 .time = c->time,
                 .place = c->place,
                 .confidence = c->confidence,
                 .why = c->why,
                 .n_why = c->n_why};
  NST_TRY(nst_candidate_actors(doc, c, &c->source, true, &e.source, &e.n_source));
  NST_TRY(nst_candidate_actors(doc, c, &c->target, false, &e.target, &e.n_target));
  NST_TRY(passage_of(doc, c, &e.trigger));
  NST_TRY(mentions_of(doc, all, c, &e));
  if (!set_id(doc, &e)) return NST_NOMEM;
  return NST_PUSH(doc->arena, &doc->events, e) ? NST_OK : NST_NOMEM;
}
