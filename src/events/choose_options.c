/* choose_options.c - every answer to "who acts" or "who is acted on".
 *
 * In: an event with what the rules propose, the other candidates and the mentions of the report. Out: different answers: what
 * the rules say, nobody, each actor or coordination of the event's sentences, the parties of neighbouring events, and whom
 * the report tells of most or told of last. */
#include "events/choose.h"

enum { BACK = 2, SALIENT = 4 };

static bool is_place_only(const nst_doc *doc, const nst_fillers *list) {
  for (uint32_t i = 0; i < list->n; i++)
    if (list->items[i].mention >= 0 && doc->mentions.items[list->items[i].mention].n_who == 0) return true;
  return false;
}

/* The option of these actors; a new one where there is none yet. NULL: no room, or nobody known. */
static nst_option *option_of(nst_chooser *ch, const nst_fillers *list) {
  const nst_doc *doc = ch->scene->doc;
  uint64_t who = nst_fillers_who(doc, list);
  if (list->n && who == 0) return NULL;
  for (uint32_t i = 0; i < ch->n; i++) {
    nst_option *o = &ch->items[i];
    if (o->who != who || (o->fillers.n == 0) != (list->n == 0)) continue;
    if (!o->rule && is_place_only(doc, &o->fillers) && !is_place_only(doc, list)) o->fillers = *list;
    return o;
  }
  if (ch->n == NST_OPTIONS) return NULL;
  nst_option *o = &ch->items[ch->n++];
  *o = (nst_option){.fillers = *list, .who = who, .codes = nst_fillers_codes(doc, list)};
  return o;
}

static const nst_fillers *side_of(const nst_candidate *c, nst_side side) {
  return side == NST_SIDE_SOURCE ? &c->source : &c->target;
}

/* One member of a coordination stands for all of it: its first. */
static bool is_later_conjunct(const nst_doc *doc, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  return t->deprel == NST_REL_CONJ && t->head >= 0 && nst_is_nominal(nst_tok(doc, t->head));
}

/* "US" in "the US-led alliance": tells what the alliance is like, and is told to do nothing. */
static bool is_half_of_adjective(const nst_doc *doc, const nst_sentence *s, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  if (t->head != token + 2 || (uint32_t)t->head >= s->end) return false;
  return nst_tok(doc, t->head)->deprel == NST_REL_AMOD && nst_str_is(nst_tok(doc, token + 1)->form, "-");
}

/* Each actor of the sentence of telling `c`. */
static void add_sentence(nst_chooser *ch, const nst_candidate *c) {
  const nst_doc *doc = ch->scene->doc;
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  for (uint32_t i = s->first; i < s->end; i++) {
    int32_t token = (int32_t)i;
    nst_fillers found = {.why = "chosen"};
    if (nst_tok(doc, token)->mention < 0 || is_later_conjunct(doc, token) ||
        is_half_of_adjective(doc, s, token))
      continue;
    if (!nst_roles_actors(ch->scene, token, &found)) continue;
    nst_option *o = option_of(ch, &found);
    if (o) nst_choose_see_place(ch, o, c, token);
  }
}

/* What the rules found for other tellings of the event, and for the events around it. */
static void add_neighbours(nst_chooser *ch) {
  for (size_t i = 0; i < ch->c->n_mentions; i++) {
    const nst_fillers *list = side_of(&ch->all->items[ch->c->mentions[i]], ch->side);
    nst_option *o = list->n ? option_of(ch, list) : NULL;
    if (o) NST_NOTE(ch, o, "again", list->why);
  }
  for (size_t i = 0; i < ch->all->n; i++) {
    const nst_candidate *k = &ch->all->items[i];
    if (k == ch->c || k->sentence > ch->c->sentence + 1 || k->sentence + BACK < ch->c->sentence) continue;
    if (k->source.n) (void)option_of(ch, &k->source);
    if (k->target.n) (void)option_of(ch, &k->target);
  }
}

/* Whom the report tells of most, and who was told of in the sentences before. */
static void add_report(nst_chooser *ch) {
  const nst_doc *doc = ch->scene->doc;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    int32_t told = ch->roll->of[i];
    uint32_t sentence = nst_tok(doc, (int32_t)m->head)->sentence;
    if (told == NST_NOT_TOLD || m->kind == NST_MENTION_PRONOUN) continue;
    bool near = sentence <= ch->c->sentence && sentence + BACK >= ch->c->sentence;
    bool salient = ch->roll->items[told].rank < SALIENT || ch->roll->items[told].headline;
    if (!near && !salient) continue;
    nst_fillers one = {.items = {{(int32_t)m->head, (int32_t)i, -1}}, .n = 1, .why = "chosen"};
    (void)option_of(ch, &one);
  }
}

static const char below[] = "below";

/* Where the rules found somebody: hanging from the word of the event, elsewhere in its sentence, or in another one. */
static const char *where_found(const nst_chooser *ch, const nst_fillers *rule) {
  const nst_doc *doc = ch->scene->doc;
  int32_t token = rule->items[0].token;
  if (token < 0 || nst_tok(doc, token)->sentence != ch->c->sentence) return "in another sentence";
  if (nst_below(doc, token, ch->c->light >= 0 ? ch->c->light : ch->c->head)) return below;
  return "beside";
}

void nst_choose_options(nst_chooser *ch) {
  const nst_fillers *rule = side_of(ch->c, ch->side), none = {.why = ""};
  nst_option *o = option_of(ch, rule);
  if (!o) o = option_of(ch, &none); /* actors without country, organisation and sector are nobody */
  o->rule = true;
  o->fillers = *rule;
  o->below = rule->n && where_found(ch, rule) == below;
  NST_NOTE(ch, o, "rule");
  if (rule->n) NST_NOTE(ch, o, "rule some");
  if (rule->n) NST_NOTE(ch, o, "rule", rule->why);
  if (rule->n) NST_NOTE(ch, o, "rule", where_found(ch, rule));
  (void)option_of(ch, &none);
  add_sentence(ch, ch->c);
  for (size_t i = 0; i < ch->c->n_mentions; i++) add_sentence(ch, &ch->all->items[ch->c->mentions[i]]);
  add_neighbours(ch);
  add_report(ch);
  for (uint32_t i = 1; i < ch->n; i++) {
    nst_option *k = &ch->items[i];
    k->place = is_place_only(ch->scene->doc, &k->fillers) || (k->n_here > 0 && k->n_where == k->n_here);
    if (k->place) NST_NOTE(ch, k, "stands as a place");
  }
}
