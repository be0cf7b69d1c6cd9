/* roles.c - from places of a frame to actors.
 *
 * In: a candidate with its entry, and the mentions of the report. Out: its source and target. Knows nothing of
 * other candidates; what a role takes from the rest of the report is embed.c and merge.c. */
#include "events/roles.h"

#include "events/match.h"

static const nst_mention *mention_at(const nst_doc *doc, int32_t token) {
  int32_t m = token >= 0 ? nst_tok(doc, token)->mention : -1;
  return m >= 0 ? &doc->mentions.items[m] : NULL;
}

static bool who_is_empty(const nst_who *w) {
  return !w->country[0] && !w->org[0] && !w->sector[0];
}

size_t nst_filler_count(const nst_doc *doc, const nst_filler *f) {
  if (f->mention < 0) return 0;
  const nst_mention *m = &doc->mentions.items[f->mention];
  if (m->n_who == 0) return m->geo && m->geo->country[0] ? 1 : 0;
  return f->who >= 0 ? 1 : m->n_who;
}

const char *nst_filler_code(const nst_doc *doc, const nst_filler *f) {
  if (f->mention < 0) return "";
  const nst_mention *m = &doc->mentions.items[f->mention];
  if (m->n_who == 0) return m->geo ? m->geo->country : "";
  const nst_who *w = &m->who[f->who > 0 ? f->who : 0];
  return w->country[0] ? w->country : w->org;
}

const char *nst_filler_sector(const nst_doc *doc, const nst_filler *f) {
  if (f->mention < 0) return "";
  const nst_mention *m = &doc->mentions.items[f->mention];
  return m->n_who ? m->who[f->who > 0 ? f->who : 0].sector : "";
}

/* Of one country: the government, its forces, police and services are one side; so is the country itself. */
static bool same_side(const char *a, const char *b, bool country) {
  static const char *const state = "GOV MIL COP SPY";
  if (strcmp(a, b) == 0) return true;
  if (!country) return false;
  if (!a[0]) a = "GOV";
  if (!b[0]) b = "GOV";
  return nst_str_in(nst_str_of(a), state) && nst_str_in(nst_str_of(b), state);
}

bool nst_fillers_meet(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) {
      const char *x = nst_filler_code(doc, &a->items[i]), *y = nst_filler_code(doc, &b->items[k]);
      if (strcmp(x, y) == 0 &&
          same_side(nst_filler_sector(doc, &a->items[i]), nst_filler_sector(doc, &b->items[k]), x[0] != 0))
        return true;
    }
  return false;
}

static void add(nst_fillers *list, nst_filler f) {
  for (uint32_t i = 0; i < list->n; i++)
    if (list->items[i].mention == f.mention && list->items[i].who == f.who) return;
  if (list->n < NST_FILLERS) list->items[list->n++] = f;
}

/* An actor of the token's own mention. */
static bool own_actor(const nst_doc *doc, int32_t token, nst_filler *out) {
  const nst_mention *m = mention_at(doc, token);
  if (!m || m->n_who == 0) return false;
  if (m->n_who == 1 && who_is_empty(&m->who[0])) return false;
  *out = (nst_filler){token, nst_tok(doc, token)->mention, -1};
  return true;
}

static bool place_actor(const nst_doc *doc, int32_t token, nst_filler *out) {
  const nst_mention *m = mention_at(doc, token);
  if (!m || !m->geo || !m->geo->country[0]) return false;
  *out = (nst_filler){token, nst_tok(doc, token)->mention, -1};
  return true;
}

static bool own_or_place(const nst_doc *doc, int32_t token, nst_filler *out) {
  return own_actor(doc, token, out) || place_actor(doc, token, out);
}

/* "residents in Goma", "a base in Syria", but not "a glacier in Austria": does the place speak for the noun? */
static bool belongs_to_place(const nst_scene *s, int32_t noun) {
  static const char *const sets[] = {"people",   "victims", "armed",  "structures", "groups",
                                     "property", "ground",  "troops", "street"};
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    if (nst_match_set(s, nst_frames_set(s->frames, sets[i]), noun)) return true;
  return false;
}

/* What stands for a token that is no actor itself: "dozens of protesters", "its forces", "the village of Gori". */
static bool deputy(const nst_scene *s, int32_t token, nst_filler *out) {
  enum { WAYS = 8 };
  static const struct {
    nst_deprel rel;
    const char *prep;
  } things[WAYS] = {{NST_REL_APPOS, ""},  {NST_REL_NMOD, "of"},   {NST_REL_NMOD_POSS, ""},
                    {NST_REL_AMOD, ""},   {NST_REL_COMPOUND, ""}, {NST_REL_NMOD, "from"},
                    {NST_REL_NMOD, "in"}, {NST_REL_FLAT, ""}},
    acts[WAYS] = {{NST_REL_NMOD, "by"},   {NST_REL_NMOD_POSS, ""}, {NST_REL_AMOD, ""},
                  {NST_REL_COMPOUND, ""}, {NST_REL_NMOD, "from"},  {NST_REL_APPOS, ""},
                  {NST_REL_NMOD, "of"},   {NST_REL_NMOD, "in"}};
  const nst_doc *doc = s->doc;
  int32_t inner = nst_inner_noun(s, token);
  if (inner != token && own_actor(doc, inner, out)) return true;
  /* "China's treatment of them", "the Russian invasion of Georgia": who acts comes before whom it hits */
  bool act = nst_word_in(s->grammar->act, nst_tok(doc, inner)) || nst_is_frame_word(s, inner);
  for (size_t w = 0; w < WAYS; w++)
    for (int32_t c = nst_next_child(doc, inner, -1); c >= 0; c = nst_next_child(doc, inner, c)) {
      nst_deprel rel = (act ? acts : things)[w].rel;
      const char *prep = (act ? acts : things)[w].prep;
      if (nst_tok(doc, c)->deprel != rel) continue;
      if (prep[0] && !nst_str_is(nst_case_of(doc, c), prep)) continue;
      if (nst_str_is(nst_str_of(prep), "in") && !belongs_to_place(s, inner)) continue;
      int32_t at = nst_antecedent_of(s, c);
      bool site = act && rel == NST_REL_COMPOUND; /* "the Bali bombings": where it was */
      if (site ? own_actor(doc, at, out) : own_or_place(doc, nst_inner_noun(s, at), out)) return true;
      if (rel == NST_REL_AMOD) continue;
      for (int32_t g = nst_next_child(doc, at, -1); g >= 0; g = nst_next_child(doc, at, g)) {
        nst_deprel below = nst_rel_main((nst_deprel)nst_tok(doc, g)->deprel);
        if ((below == NST_REL_AMOD || below == NST_REL_COMPOUND || below == NST_REL_NMOD) &&
            own_or_place(doc, g, out))
          return true;
      }
    }
  return place_actor(doc, inner, out);
}

/* Those coordinated with the token: "A, B, C and D", also where the tree hangs C on B. */
static void add_conjuncts(const nst_scene *s, int32_t token, uint32_t before, nst_fillers *out) {
  const nst_doc *doc = s->doc;
  nst_filler f;
  for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c)) {
    if (nst_tok(doc, c)->deprel != NST_REL_CONJ || nst_tok(doc, c)->upos == NST_UPOS_VERB) continue;
    if (own_actor(doc, c, &f) || (out->n > before && deputy(s, c, &f))) add(out, f);
    for (int32_t d = nst_next_child(doc, c, -1); d >= 0; d = nst_next_child(doc, c, d))
      if (nst_tok(doc, d)->deprel == NST_REL_CONJ && nst_tok(doc, d)->upos != NST_UPOS_VERB &&
          own_actor(doc, d, &f))
        add(out, f);
  }
}

bool nst_roles_actors(const nst_scene *s, int32_t token, nst_fillers *out) {
  const nst_doc *doc = s->doc;
  nst_filler f;
  uint32_t before = out->n;
  if (token < 0) return false;
  const nst_token *t = nst_tok(doc, token);
  if (t->upos == NST_UPOS_VERB && t->mention < 0) return false;
  if (own_actor(doc, token, &f)) {
    add(out, f);
  } else if (!nst_word_in(s->grammar->time_word, t) && deputy(s, token, &f)) {
    add(out, f);
    out->distance++;
  }
  add_conjuncts(s, token, before, out);
  return out->n > before;
}

bool nst_fillers_split(const nst_doc *doc, const nst_fillers *all, nst_fillers *first, nst_fillers *others) {
  nst_fillers a = {.why = all->why, .distance = all->distance}, b = a;
  for (uint32_t i = 0; i < all->n; i++) {
    const nst_filler *f = &all->items[i];
    size_t n = nst_filler_count(doc, f);
    if (n <= 1) {
      add(a.n ? &b : &a, *f);
      continue;
    }
    for (size_t k = 0; k < n; k++) add(a.n ? &b : &a, (nst_filler){f->token, f->mention, (int32_t)k});
  }
  if (a.n == 0 || b.n == 0) return false;
  *first = a;
  *others = b;
  return true;
}

/* The actors at one path. */
static void fill_path(const nst_scene *s, nst_anchor anchor, const nst_place_path *path, nst_fillers *out) {
  nst_args args;
  nst_args_at(s, anchor, path, &args);
  for (uint32_t i = 0; i < args.n; i++) {
    if (args.items[i] == anchor.head) continue;
    bool found = nst_roles_actors(s, args.items[i], out);
    if (found && path->steps[path->n - 1].kind == NST_AT_MOD) break;
  }
  if (out->n == 0) return;
  out->distance = (uint8_t)(out->distance + args.distance);
  if (!out->why[0])
    out->why = path->n > 1 || !args.why || !args.why[0] || strcmp(args.why, "by its place") == 0 ? path->text
                                                                                                 : args.why;
}

/* "the Mumbai attacks killed": the place before the noun is where it was, not who did it. */
static void drop_sites(const nst_doc *doc, const nst_place_list *list, nst_fillers *out) {
  if (out->n != 1 || out->items[0].mention < 0 || doc->mentions.items[out->items[0].mention].n_who) return;
  for (size_t i = 0; i < list->n; i++) {
    const nst_place_path *path = &list->items[i];
    if (path->steps[path->n - 1].kind == NST_AT_MOD && strcmp(out->why, path->text) == 0) out->n = 0;
  }
}

static void fill_list(const nst_scene *s, nst_anchor anchor, const nst_place_list *list, nst_fillers *out,
                      bool *between) {
  *out = (nst_fillers){.why = ""};
  for (size_t i = 0; i < list->n; i++) {
    const nst_place_path *path = &list->items[i];
    if (!path->plus && out->n) break;
    fill_path(s, anchor, path, out);
    if (out->n && path->steps[path->n - 1].kind == NST_AT_BETWEEN) *between = true;
  }
}

/* Is one of the fillers also in the other list, as the same mention? */
static void remove_same(const nst_fillers *keep, nst_fillers *from) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < from->n; i++) {
    bool same = false;
    for (uint32_t k = 0; k < keep->n; k++)
      same = same ||
             (keep->items[k].mention == from->items[i].mention && keep->items[k].who == from->items[i].who);
    if (!same) from->items[n++] = from->items[i];
  }
  from->n = n;
}

static const nst_place_path *simple_path(nst_place_kind kind) {
  static const nst_place_path subj = {.steps = {{.kind = NST_AT_SUBJ}}, .n = 1, .text = "subj"};
  static const nst_place_path poss = {.steps = {{.kind = NST_AT_POSS}}, .n = 1, .text = "poss"};
  return kind == NST_AT_SUBJ ? &subj : &poss;
}

/* A light verb lends its subject: "launched an attack", or, turned round, "faces sanctions". */
static void fill_light(const nst_scene *s, nst_anchor anchor, nst_candidate *c) {
  nst_fillers found = {.why = ""};
  nst_fillers *role = c->reversed ? &c->target : &c->source;
  if (c->light < 0 || (role->n && !c->reversed)) return;
  fill_path(s, anchor, simple_path(NST_AT_SUBJ), &found);
  if (found.n == 0) return;
  if (!c->reversed && c->target.n == 1 && nst_fillers_meet(s->doc, &found, &c->target) && found.n == 1)
    return;
  *role = found;
  role->why = c->reversed ? "subject of the verb that undergoes" : "subject of the light verb";
}

static void fill_comp(const nst_scene *s, nst_anchor anchor, nst_candidate *c) {
  const nst_place_list *list = &c->entry->def->content;
  for (size_t i = 0; i < list->n && c->comp < 0; i++) {
    nst_args args;
    nst_args_at(s, anchor, &list->items[i], &args);
    if (args.n) c->comp = args.items[0];
  }
}

/* "arrested about 20 people", "freed all women": nobody in particular, so of no land. */
static void drop_anybody(const nst_doc *doc, nst_fillers *list) {
  if (list->n != 1 || list->items[0].mention < 0) return;
  const nst_mention *m = &doc->mentions.items[list->items[0].mention];
  const nst_token *t = nst_tok(doc, (int32_t)m->head);
  if (m->kind != NST_MENTION_NOMINAL || t->upos == NST_UPOS_PROPN ||
      !nst_str_in(t->lemma, "people person man woman child youth guest captive suspect other gathering"))
    return;
  for (uint32_t i = m->first; i < m->end; i++) { /* "three Chadian men", "women from Oran" */
    const nst_token *k = nst_tok(doc, (int32_t)i);
    if (i != m->head && k->mention >= 0 && k->upos != NST_UPOS_PRON &&
        (doc->mentions.items[k->mention].n_who || doc->mentions.items[k->mention].geo))
      return;
  }
  list->n = 0;
}

/* "blocked the road to Eldoret": a town against which nobody protests. */
static void drop_places(const nst_doc *doc, nst_fillers *list) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < list->n; i++) {
    int32_t m = list->items[i].mention;
    if (m >= 0 && doc->mentions.items[m].n_who == 0) continue;
    list->items[n++] = list->items[i];
  }
  list->n = n;
}

/* "each other", "one another", "the other" of "each side accuses the other". */
static bool is_reciprocal(const nst_doc *doc, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  const nst_sentence *sentence = &doc->sentences.items[t->sentence];
  nst_str next = (uint32_t)token + 1 < sentence->end ? nst_tok(doc, token + 1)->lower : NST_STR("");
  if (nst_str_is(t->lower, "each")) return nst_str_is(next, "other");
  if (nst_str_is(t->lower, "one")) return nst_str_is(next, "another");
  if (nst_str_is(t->lower, "other"))
    return nst_has_mark(doc, token, "each") || nst_child_lemma(doc, token, "the") >= 0 ||
           nst_child_lemma(doc, token, "each") >= 0;
  return nst_str_is(t->lower, "another") && nst_child_lemma(doc, token, "one") >= 0;
}

/* "Each side accuses the other", "the two fired at each other". */
static bool is_each_other(const nst_scene *s, const nst_candidate *c) {
  if (c->target.n || c->source.n == 0) return false;
  for (int32_t i = nst_next_child(s->doc, c->head, -1); i >= 0; i = nst_next_child(s->doc, c->head, i)) {
    const nst_token *t = nst_tok(s->doc, i);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    bool other = nst_str_is(t->lower, "other"); /* "on the other" is more often another thing */
    if ((rel == NST_REL_OBJ || rel == NST_REL_IOBJ || (rel == NST_REL_OBL && !other)) &&
        is_reciprocal(s->doc, i))
      return true;
  }
  return false;
}

static void deal_sides(const nst_doc *doc, nst_candidate *c, bool between) {
  nst_fillers *all = c->source.n ? &c->source : &c->target, a, b;
  bool one_sided = !c->source.n || !c->target.n;
  if (!one_sided && between && nst_fillers_meet(doc, &c->source, &c->target)) {
    one_sided = true;
    all = &c->source;
  }
  if (c->source.n == 0 && strcmp(c->target.why, "with") == 0)
    return; /* "talks with A and B": the subject's */
  if (!c->mutual || !one_sided || !nst_fillers_split(doc, all, &a, &b)) return;
  c->source = a;
  c->target = b;
}

nst_status nst_roles_fill(const nst_scene *s, nst_candidate *c) {
  const nst_frame_def *d = c->entry->def;
  nst_anchor anchor = {c->head, c->light, c->reversed};
  bool between = false;
  c->mutual = d->mutual;
  c->source.why = c->target.why = "";
  if (d->source.set) {
    fill_list(s, anchor, &d->source, &c->source, &between);
    drop_sites(s->doc, &d->source, &c->source);
  } else {
    fill_path(s, anchor,
              simple_path(nst_tok(s->doc, c->head)->upos == NST_UPOS_NOUN ? NST_AT_POSS : NST_AT_SUBJ),
              &c->source);
  }
  c->own_source = c->source.n > 0 && c->source.distance == 0; /* not one that a verb above lends */
  fill_list(s, anchor, &d->target, &c->target, &between);
  if (c->type == NST_COERCE || c->type == NST_RETREAT) drop_anybody(s->doc, &c->target);
  if (c->type == NST_PROTEST) drop_places(s->doc, &c->target);
  fill_light(s, anchor, c);
  remove_same(&c->source, &c->target);
  if (c->type == NST_AGREE && !c->mutual && strncmp(c->target.why, "comp", 4) == 0 &&
      nst_fillers_meet(s->doc, &c->source, &c->target))
    c->target.n = 0; /* "promised to form a government": nobody else is promised anything */
  c->mutual = c->mutual || is_each_other(s, c);
  deal_sides(s->doc, c, between);
  fill_comp(s, anchor, c);
  if (c->source.n) NST_TRY(nst_candidate_whyf(s->doc, c, "source: %s", c->source.why));
  if (c->target.n) NST_TRY(nst_candidate_whyf(s->doc, c, "target: %s", c->target.why));
  return NST_OK;
}
