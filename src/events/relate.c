/* relate.c - evidence for the event between a source and a target.
 *
 * In: a document with trees and mentions, and two spans. Out: named evidence of two kinds: votes of the frames (which
 * type a frame proposes, whether its participants are the two, where it stands) and the words between the two in
 * the tree. It decides nothing: relate_score.c weighs. */
#include "events/relate.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/hash.h"
#include "events/roles.h"
#include "events/stage.h"

enum { PATH_MAX = 24, STEPS_MAX = 64 };

typedef struct pair {
  nst_doc *doc;
  nst_evidence *out;
  nst_map seen;
  uint32_t from[2], end[2]; /* tokens of source and target */
  int32_t head[2];
  int32_t path[2][PATH_MAX]; /* from each head upwards to the word that joins them */
  uint32_t n_path[2];
  int32_t join; /* -1: they stand in different sentences */
} pair;

static nst_status add(pair *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Evidence of this name, once. */
static nst_status add(pair *p, const char *format, ...) {
  char text[160];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (n < 0) return NST_OK;
  size_t len = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
  if (nst_map_get(&p->seen, (nst_str){text, (uint32_t)len}) != NST_MAP_NONE) return NST_OK;
  const char *copy = nst_arena_copy(p->doc->arena, text, len);
  if (!copy || !nst_map_put(&p->seen, (nst_str){copy, (uint32_t)len}, 1)) return NST_NOMEM;
  return NST_PUSH(p->doc->arena, p->out, copy) ? NST_OK : NST_NOMEM;
}

/* ---- where the two stand ---- */

static bool find_tokens(const nst_doc *doc, nst_span span, uint32_t *from, uint32_t *end) {
  bool found = false;
  for (uint32_t i = 0; i < doc->tokens.n; i++) {
    nst_span t = doc->tokens.items[i].span;
    if (t.end <= span.begin || t.begin >= span.end) continue;
    if (!found) *from = i;
    found = true;
    *end = i + 1;
  }
  return found;
}

static bool inside(const pair *p, int side, int32_t token) {
  return token >= 0 && (uint32_t)token >= p->from[side] && (uint32_t)token < p->end[side];
}

/* The word of the span that hangs on a word outside it; a noun before others. */
static int32_t head_of(const pair *p, int side) {
  int32_t best = -1;
  for (uint32_t i = p->from[side]; i < p->end[side]; i++) {
    const nst_token *t = nst_tok(p->doc, (int32_t)i);
    if (inside(p, side, t->head) || t->upos == NST_UPOS_PUNCT) continue;
    if (best < 0 || (nst_is_nominal(t) && !nst_is_nominal(nst_tok(p->doc, best)))) best = (int32_t)i;
  }
  return best >= 0 ? best : (int32_t)p->from[side];
}

static uint32_t ancestors(const nst_doc *doc, int32_t token, int32_t out[STEPS_MAX]) {
  uint32_t n = 0;
  for (; token >= 0 && n < STEPS_MAX; token = nst_tok(doc, token)->head) out[n++] = token;
  return n;
}

static void find_path(pair *p) {
  int32_t up[2][STEPS_MAX];
  uint32_t n[2];
  for (int side = 0; side < 2; side++) n[side] = ancestors(p->doc, p->head[side], up[side]);
  p->join = -1;
  uint32_t at[2] = {n[0], n[1]};
  for (uint32_t i = 0; i < n[0] && p->join < 0; i++)
    for (uint32_t k = 0; k < n[1] && p->join < 0; k++)
      if (up[0][i] == up[1][k]) {
        p->join = up[0][i];
        at[0] = i + 1;
        at[1] = k + 1;
      }
  for (int side = 0; side < 2; side++)
    for (uint32_t i = 0; i < at[side] && p->n_path[side] < PATH_MAX; i++)
      if (!inside(p, 0, up[side][i]) && !inside(p, 1, up[side][i]))
        p->path[side][p->n_path[side]++] = up[side][i];
}

static bool on_path(const pair *p, int32_t token) {
  for (int side = 0; side < 2; side++)
    for (uint32_t i = 0; i < p->n_path[side]; i++)
      if (p->path[side][i] == token) return true;
  return false;
}

/* ---- votes of the frames ---- */

/* Is the filler the source or the target: their words, or something that refers to them? */
static bool is_side(const pair *p, int side, const nst_filler *f) {
  if (inside(p, side, f->token)) return true;
  int32_t m = f->mention;
  for (int steps = 0; m >= 0 && steps < 8; steps++) {
    if (inside(p, side, (int32_t)p->doc->mentions.items[m].head)) return true;
    m = p->doc->mentions.items[m].antecedent;
  }
  return false;
}

static char letter(const pair *p, const nst_fillers *fillers) {
  static const char names[2] = {'S', 'T'};
  for (int side = 0; side < 2; side++)
    for (uint32_t i = 0; i < fillers->n; i++)
      if (is_side(p, side, &fillers->items[i])) return names[side];
  return fillers->n ? 'O' : '-';
}

static nst_status vote(pair *p, const nst_candidate *c) {
  const char *type = nst_event_name(c->type);
  char source = letter(p, &c->source), target = letter(p, &c->target);
  const char *place = c->head == p->join ? "join" : on_path(p, c->head) ? "path" : "off";
  const char *layer = c->parent >= 0 ? "inner" : c->inner >= 0 ? "outer" : "plain";
  NST_TRY(add(p, "vote %s %c%c %s %s%s", type, source, target, place, layer, c->dropped ? " dropped" : ""));
  NST_TRY(add(p, "roles %s %c%c%s", type, source, target, c->mutual ? " mutual" : ""));
  NST_TRY(add(p, "stands %s %s", type, place));
  NST_TRY(add(p, "any %s", type));
  if (c->entry->def->type != c->type) NST_TRY(add(p, "frame %s", nst_event_name(c->entry->def->type)));
  if (c->content != NST_EVENT_NONE) NST_TRY(add(p, "content %s", nst_event_name(c->content)));
  if (c->status == NST_NEGATED) NST_TRY(add(p, "negated %s", type));
  return NST_OK;
}

/* ---- words ---- */

static bool counts(const nst_token *t) {
  return t->upos == NST_UPOS_VERB || t->upos == NST_UPOS_NOUN || t->upos == NST_UPOS_ADJ ||
         t->upos == NST_UPOS_ADV || t->upos == NST_UPOS_AUX || t->upos == NST_UPOS_ADP ||
         t->upos == NST_UPOS_PART;
}

static nst_status add_word(pair *p, const char *kind, int32_t token) {
  const nst_token *t = nst_tok(p->doc, token);
  return counts(t) ? add(p, "%s %.*s", kind, (int)t->lemma.len, t->lemma.p) : NST_OK;
}

/* Particles, negation and auxiliaries tell "called" from "called off". */
static nst_status add_children(pair *p, int32_t verb) {
  const nst_token *v = nst_tok(p->doc, verb);
  for (int32_t c = nst_next_child(p->doc, verb, -1); c >= 0; c = nst_next_child(p->doc, verb, c)) {
    const nst_token *t = nst_tok(p->doc, c);
    nst_deprel rel = (nst_deprel)t->deprel;
    if (rel == NST_REL_COMPOUND_PRT)
      NST_TRY(add(p, "verb %.*s_%.*s", (int)v->lemma.len, v->lemma.p, (int)t->lemma.len, t->lemma.p));
    if (rel == NST_REL_AUX || rel == NST_REL_ADVMOD) NST_TRY(add_word(p, "aux", c));
    bool below = rel == NST_REL_OBJ || rel == NST_REL_XCOMP || rel == NST_REL_CCOMP || rel == NST_REL_ADVCL ||
                 rel == NST_REL_OBL;
    if (!below || inside(p, 0, c) || inside(p, 1, c) || !counts(t)) continue;
    NST_TRY(add(p, "below %.*s", (int)t->lemma.len, t->lemma.p));
    NST_TRY(add(p, "pair %.*s_%.*s", (int)v->lemma.len, v->lemma.p, (int)t->lemma.len, t->lemma.p));
  }
  return NST_OK;
}

static const char *const sides[2] = {"source", "target"};

static const char *kind_of(const nst_mention *m) {
  if (!m) return "unknown";
  if (m->n_who && m->who[0].sector[0]) return m->who[0].sector;
  if (m->n_who && m->who[0].org[0]) return "organisation";
  if (m->n_who && m->who[0].country[0]) return "state";
  return m->geo ? "place" : "nobody";
}

static const nst_mention *mention_of(const pair *p, int side) {
  int32_t m = nst_tok(p->doc, p->head[side])->mention;
  return m >= 0 ? &p->doc->mentions.items[m] : NULL;
}

/* What kind of actors they are, and whether of one country. */
static nst_status actors(pair *p) {
  const nst_mention *m[2];
  for (int side = 0; side < 2; side++) {
    m[side] = mention_of(p, side);
    const nst_token *h = nst_tok(p->doc, p->head[side]);
    NST_TRY(add(p, "%s is %s", sides[side], kind_of(m[side])));
    if (h->upos == NST_UPOS_NOUN) NST_TRY(add(p, "%s noun %.*s", sides[side], (int)h->lemma.len, h->lemma.p));
  }
  NST_TRY(add(p, "actors %s %s", kind_of(m[0]), kind_of(m[1])));
  if (!m[0] || !m[1] || !m[0]->n_who || !m[1]->n_who || !m[0]->who[0].country[0]) return NST_OK;
  return add(p, "countries %s", strcmp(m[0]->who[0].country, m[1]->who[0].country) == 0 ? "one" : "two");
}

static nst_status words(pair *p) {
  for (int side = 0; side < 2; side++) {
    const nst_token *h = nst_tok(p->doc, p->head[side]);
    nst_str prep = nst_case_of(p->doc, p->head[side]);
    NST_TRY(add(p, "%s %s %.*s", sides[side], nst_deprel_name((nst_deprel)h->deprel), (int)prep.len,
                prep.len ? prep.p : ""));
    if (p->n_path[side] > 0) NST_TRY(add_word(p, sides[side], p->path[side][0]));
    for (uint32_t i = 0; i < p->n_path[side]; i++) {
      NST_TRY(add_word(p, "path", p->path[side][i]));
      if (nst_is_verbal(nst_tok(p->doc, p->path[side][i]))) NST_TRY(add_children(p, p->path[side][i]));
    }
  }
  if (p->join >= 0) NST_TRY(add_word(p, "join", p->join));
  else NST_TRY(add(p, "apart"));
  NST_TRY(add(p, "order %s", p->from[0] < p->from[1] ? "source target" : "target source"));
  const nst_sentence *s = &p->doc->sentences.items[nst_tok(p->doc, p->head[0])->sentence];
  for (uint32_t i = s->first; i < s->end; i++)
    if (!inside(p, 0, (int32_t)i) && !inside(p, 1, (int32_t)i)) NST_TRY(add_word(p, "word", (int32_t)i));
  return NST_OK;
}

nst_status nst_relate_evidence(const nst_event_lexicon *lexicon, nst_doc *doc, nst_span source,
                               nst_span target, nst_evidence *out) {
  pair p = {.doc = doc, .out = out};
  nst_map_init(&p.seen, doc->arena);
  if (!find_tokens(doc, source, &p.from[0], &p.end[0]))
    return nst_fail(doc->error, NST_ARGUMENT, 0, source.begin, "the source span holds no word of the text");
  if (!find_tokens(doc, target, &p.from[1], &p.end[1]))
    return nst_fail(doc->error, NST_ARGUMENT, 0, target.begin, "the target span holds no word of the text");
  for (int side = 0; side < 2; side++) p.head[side] = head_of(&p, side);
  find_path(&p);
  nst_candidates all = {0};
  NST_TRY(nst_events_candidates(lexicon, doc, &all));
  for (size_t i = 0; i < all.n; i++) NST_TRY(vote(&p, &all.items[i]));
  NST_TRY(actors(&p));
  return words(&p);
}
