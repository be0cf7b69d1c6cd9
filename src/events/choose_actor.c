/* choose_actor.c - who a possible participant is, and what the report tells of it elsewhere.
 *
 * In: the answers to one question with the places they stand in. Out: evidence of sectors, of the other side, of salience and
 * of neighbouring events; and, for nobody, of the kind of event. */
#include "events/choose.h"

static const char *sector_of(const nst_doc *doc, const nst_fillers *list) {
  const char *sector = list->n ? nst_filler_sector(doc, &list->items[0]) : "nobody";
  const char *code = list->n ? nst_filler_code(doc, &list->items[0]) : "";
  if (list->n == 0) return sector;
  if (!sector[0]) return strlen(code) == 3 ? "state" : "org";
  return sector;
}

/* What the event's kind may ask of its parties: a government is not treated as a crowd is. */
static const char *group_of(const char *sector) {
  static const struct {
    const char *sectors, *group;
  } groups[] = {{"GOV state LEG JUD ELI", "state"},
                {"MIL COP SPY", "force"},
                {"REB OPP PTY", "opponent"},
                {"IGO org NGO HRI", "body"},
                {"nobody", "nobody"}};
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (nst_str_in(nst_str_of(sector), groups[i].sectors)) return groups[i].group;
  return "people";
}

static const char *count_of(uint32_t n) {
  return n <= 1 ? "1" : n <= 3 ? "3" : n <= 6 ? "6" : n <= 10 ? "10" : "more";
}

static const char *bucket(uint32_t n) {
  static const char *const names[] = {"0", "1", "2", "3", "4"};
  return n < 5 ? names[n] : "more";
}

static int32_t told_of(const nst_chooser *ch, const nst_option *o) {
  int32_t m = o->fillers.n ? o->fillers.items[0].mention : -1;
  return m < 0 ? NST_NOT_TOLD : ch->roll->of[m];
}

/* Sentences since the last mention before the event. */
static const char *since(const nst_chooser *ch, int32_t told) {
  const nst_doc *doc = ch->scene->doc;
  uint32_t best = UINT32_MAX;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    if (ch->roll->of[i] != told) continue;
    uint32_t head = doc->mentions.items[i].head, s = nst_tok(doc, (int32_t)head)->sentence;
    if (s > ch->c->sentence || (s == ch->c->sentence && (int32_t)head > ch->c->head)) continue;
    if (ch->c->sentence - s < best) best = ch->c->sentence - s;
  }
  return best == UINT32_MAX ? "never" : bucket(best);
}

static void see_salience(nst_chooser *ch, nst_option *o, const char *open) {
  int32_t told = told_of(ch, o);
  if (told == NST_NOT_TOLD) return;
  const nst_told *t = &ch->roll->items[told];
  uint32_t rank = 0;
  for (int32_t i = 0; i < ch->roll->n; i++)
    if (ch->roll->items[i].codes != ch->other_codes && ch->roll->items[i].rank < t->rank) rank++;
  const char *here = o->n_here ? "here" : "elsewhere";
  NST_NOTE(ch, o, "told", count_of(t->mentions));
  NST_NOTE(ch, o, "rank", bucket(rank), here);
  NST_NOTE(ch, o, "rank", bucket(rank), open);
  NST_NOTE(ch, o, "rank", bucket(rank), nst_event_name(ch->c->type));
  NST_NOTE(ch, o, "since", since(ch, told), here);
  if (t->headline) NST_NOTE(ch, o, "headline", here);
  if (t->first == 0 || (t->first == 1 && ch->scene->doc->title_len)) NST_NOTE(ch, o, "opens", here);
}

/* Has the verb an object, and is it nobody? */
static const char *object_of(const nst_chooser *ch) {
  const nst_candidate *c = ch->c;
  const nst_doc *doc = ch->scene->doc;
  uint8_t distance = 0;
  const char *why;
  int32_t verb = c->light >= 0 ? c->light : nst_is_verbal(nst_tok(doc, c->head)) ? c->head : -1;
  if (verb < 0) return "noun";
  int32_t object = nst_logical_object(ch->scene, verb, &distance, &why);
  nst_fillers found = {.why = ""};
  if (object < 0) return "without";
  if (object == c->head) return "trigger";
  if (nst_tok(doc, object)->upos == NST_UPOS_PRON) return "pronoun";
  return nst_roles_actors(ch->scene, object, &found) ? "actor" : "thing";
}

/* Whom the rules set against or beside the other side most often. */
static unsigned times_paired(const nst_chooser *ch, uint64_t a, uint64_t b) {
  unsigned n = 0;
  for (size_t k = 0; k < ch->all->n; k++) {
    const uint64_t *codes = ch->codes[k];
    if (&ch->all->items[k] == ch->c || ch->all->items[k].dropped) continue;
    n += (codes[NST_SIDE_SOURCE] == a && codes[NST_SIDE_TARGET] == b) ||
         (codes[NST_SIDE_SOURCE] == b && codes[NST_SIDE_TARGET] == a);
  }
  return n;
}

/* The two that the report is about: paired more often than others. */
static void find_main_pair(nst_chooser *ch) {
  unsigned most = 0;
  ch->pair[0] = ch->pair[1] = 0;
  for (size_t k = 0; k < ch->all->n; k++) {
    const uint64_t *codes = ch->codes[k];
    if (ch->all->items[k].dropped || !codes[0] || !codes[1] || codes[0] == codes[1]) continue;
    unsigned n = times_paired(ch, codes[0], codes[1]);
    if (n <= most) continue;
    most = n;
    ch->pair[0] = codes[0];
    ch->pair[1] = codes[1];
  }
}

static void count_pairs(nst_chooser *ch) {
  ch->most_paired = 0;
  for (uint32_t i = 0; i < ch->n; i++) {
    nst_option *o = &ch->items[i];
    bool other = ch->other_codes && o->codes != ch->other_codes;
    o->paired = other ? times_paired(ch, ch->other_codes, o->codes) : 0;
    if (o->paired > ch->most_paired) ch->most_paired = o->paired;
  }
}

/* Of the events told before, the source or target told last that is not the other side. */
static uint64_t last_of(const nst_chooser *ch, nst_side side, uint64_t other) {
  for (size_t k = (size_t)(ch->c - ch->all->items); k-- > 0;)
    if (ch->codes[k][side] && ch->codes[k][side] != other) return ch->codes[k][side];
  return 0;
}

/* What the report as a whole says of who stands against whom. `open`: the rules leave the side open. */
static void see_report(nst_chooser *ch, nst_option *o, const char *open, const char *object) {
  const char *type = nst_event_name(ch->c->type);
  uint64_t other = ch->other_codes;
  const char *partner = o->paired == ch->most_paired ? "first" : "other";
  if (o->paired) NST_NOTE(ch, o, "partner", partner, open);
  if (o->paired) NST_NOTE(ch, o, "partner", partner, type);
  if (o->codes != other && ch->pair[0]) {
    const uint64_t *pair = ch->pair;
    bool in = o->codes == pair[0] || o->codes == pair[1], beside = other == pair[0] || other == pair[1];
    const char *which = !in                   ? "outside"
                        : beside              ? "counterpart"
                        : o->codes == pair[0] ? "actor"
                                              : "undergoer";
    NST_NOTE(ch, o, "main pair", which, open);
    NST_NOTE(ch, o, "main pair", which, type);
  }
  for (int side = 0; side < NST_SIDES; side++) {
    if (last_of(ch, (nst_side)side, other) != o->codes) continue;
    const char *last = side == NST_SIDE_SOURCE ? "last actor" : "last undergoer";
    NST_NOTE(ch, o, last, open);
    NST_NOTE(ch, o, last, "object", object);
    NST_NOTE(ch, o, last, type);
  }
}

static const char *alike(const nst_candidate *a, const nst_candidate *b) {
  if (a->type == b->type) return "same";
  return (nst_event_quad(a->type) >= 3) == (nst_event_quad(b->type) >= 3) ? "alike" : "unlike";
}

static void see_neighbour(nst_chooser *ch, nst_option *o, size_t k) {
  const nst_candidate *n = &ch->all->items[k];
  nst_side mine = ch->side, its = mine == NST_SIDE_SOURCE ? NST_SIDE_TARGET : NST_SIDE_SOURCE;
  uint64_t other = ch->other_codes;
  bool same = ch->codes[k][mine] && ch->codes[k][mine] == o->codes;
  bool turned = ch->codes[k][its] && ch->codes[k][its] == o->codes;
  if (!same && !turned) return;
  bool with_other = other && ch->codes[k][same ? its : mine] == other;
  const char *where = n->sentence == ch->c->sentence  ? "here"
                      : n->sentence < ch->c->sentence ? "before"
                                                      : "after";
  const char *what = same ? with_other ? "pair" : "likewise" : with_other ? "reverse" : "opposite";
  NST_NOTE(ch, o, what, where, alike(n, ch->c));
  if (with_other) NST_NOTE(ch, o, what, nst_event_name(ch->c->type));
  int32_t index = (int32_t)(ch->c - ch->all->items);
  if (n->parent == index) NST_NOTE(ch, o, "content", same ? "same" : "turned", nst_event_name(ch->c->type));
  if (ch->c->parent == (int32_t)k)
    NST_NOTE(ch, o, "container", same ? "same" : "turned", nst_event_name(n->type));
}

static void see_identity(nst_chooser *ch, nst_option *o, const char *open) {
  const nst_doc *doc = ch->scene->doc;
  const char *type = nst_event_name(ch->c->type), *sector = sector_of(doc, &o->fillers);
  const char *group = group_of(sector), *others = group_of(sector_of(doc, ch->other));
  bool meets = nst_fillers_meet(doc, &o->fillers, ch->other);
  const char *with = meets                                                 ? "same"
                     : nst_fillers_share_code(doc, &o->fillers, ch->other) ? "country"
                                                                           : "other";
  NST_NOTE(ch, o, "sector", sector);
  NST_NOTE(ch, o, "group", group, type);
  NST_NOTE(ch, o, "groups", group, others, with);
  NST_NOTE(ch, o, "with", with);
  NST_NOTE(ch, o, "with", with, type);
  NST_NOTE(ch, o, "with", with, open);
  NST_NOTE(ch, o, o->n_here ? "stands here" : "stands elsewhere", open);
  NST_NOTE(ch, o, o->n_here ? "stands here" : "stands elsewhere", type);
  NST_NOTE(ch, o, "bond", with, group, type);
  if (ch->c->mutual) NST_NOTE(ch, o, "mutual", with);
  if (!nst_filler_code(doc, &o->fillers.items[0])[0]) NST_NOTE(ch, o, "landless", group);
  if (o->fillers.n > 1) NST_NOTE(ch, o, "several", type);
  for (size_t i = 0; i < ch->c->n_attribution; i++) {
    const nst_actor *a = &ch->c->attribution[i];
    const char *code = a->country[0] ? a->country : a->org;
    if (code[0] && strcmp(code, nst_filler_code(doc, &o->fillers.items[0])) == 0)
      NST_NOTE(ch, o, "speaker", type);
  }
}

static void see_nobody(nst_chooser *ch, nst_option *o) {
  const nst_candidate *c = ch->c;
  const nst_frame_def *d = c->entry->def;
  const char *type = nst_event_name(c->type), *object = object_of(ch);
  NST_NOTE(ch, o, "nobody");
  NST_NOTE(ch, o, "nobody", type);
  NST_NOTE(ch, o, "nobody", "object", object);
  NST_NOTE(ch, o, "nobody", "object", object, type);
  if (o->rule) NST_NOTE(ch, o, "nobody", "by rule");
  if (o->rule) NST_NOTE(ch, o, "nobody", "by rule", type);
  if (d->target.n == 0) NST_NOTE(ch, o, "nobody", "undeclared");
  if (d->type != c->type) NST_NOTE(ch, o, "nobody", "announced", type);
  if (c->content != NST_EVENT_NONE) NST_NOTE(ch, o, "nobody", "content", nst_event_name(c->content));
  if (c->comp >= 0) NST_NOTE(ch, o, "nobody", "complement", type);
  if (c->status != NST_ACTUAL) NST_NOTE(ch, o, "nobody", "unreal");
  if (c->mutual) NST_NOTE(ch, o, "nobody", "mutual");
  if (c->headline) NST_NOTE(ch, o, "nobody", "headline");
  if (c->parent >= 0) NST_NOTE(ch, o, "nobody", "inner");
  NST_NOTE(ch, o, "nobody", "beside", group_of(sector_of(ch->scene->doc, ch->other)));
  uint32_t here = 0;
  for (uint32_t i = 0; i < ch->n; i++)
    here += ch->items[i].n_here > 0 && !nst_fillers_meet(ch->scene->doc, &ch->items[i].fillers, ch->other);
  NST_NOTE(ch, o, "nobody", "others here", bucket(here));
}

void nst_choose_see_actors(nst_chooser *ch) {
  find_main_pair(ch);
  count_pairs(ch);
  const char *open = ch->items[0].rule && ch->items[0].fillers.n ? "settled" : "open",
             *object = object_of(ch);
  for (uint32_t i = 0; i < ch->n; i++) {
    nst_option *o = &ch->items[i];
    if (o->fillers.n == 0) {
      see_nobody(ch, o);
      continue;
    }
    see_identity(ch, o, open);
    see_salience(ch, o, open);
    see_report(ch, o, open, object);
    for (size_t k = 0; k < ch->all->n; k++)
      if (&ch->all->items[k] != ch->c) see_neighbour(ch, o, k);
  }
}
