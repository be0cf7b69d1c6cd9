/* choose_place.c - where a possible participant stands in the sentence of an event.
 *
 * In: an event and a word that names an actor. Out: evidence: the way from one to the other in the tree, sides, distance, the
 * clause, the kind of mention. */
#include "events/choose.h"

enum { STEPS = 48, WAY = 4, WAY_TEXT = 96 };

typedef struct text {
  char p[WAY_TEXT];
  size_t n;
} text;

static void put(text *t, const char *p, size_t len) {
  if (t->n + len >= sizeof t->p) len = sizeof t->p - 1 - t->n;
  memcpy(t->p + t->n, p, len);
  t->n += len;
  t->p[t->n] = '\0';
}

static void put_relation(text *out, const nst_doc *doc, int32_t token, bool up) {
  const nst_token *t = nst_tok(doc, token);
  nst_deprel rel = (nst_deprel)t->deprel;
  if (rel != NST_REL_NSUBJ_PASS && rel != NST_REL_ACL_RELCL && rel != NST_REL_NMOD_POSS &&
      rel != NST_REL_OBL_AGENT)
    rel = nst_rel_main(rel);
  const char *name = nst_deprel_name(rel);
  if (out->n) put(out, "/", 1);
  if (up) put(out, "^", 1);
  put(out, name, strlen(name));
  nst_str prep = up ? NST_STR("") : nst_case_of(doc, token);
  if (prep.len == 0) return;
  put(out, "=", 1);
  put(out, prep.p, prep.len);
}

static uint32_t ancestors(const nst_doc *doc, int32_t token, int32_t out[STEPS]) {
  uint32_t n = 0;
  for (; token >= 0 && n < STEPS; token = nst_tok(doc, token)->head) out[n++] = token;
  return n;
}

/* "obj", "obl=on", "^conj/nsubj": from the event up, then down to the word. "far" where it is long. */
static void way_to(const nst_doc *doc, int32_t from, int32_t to, text *out) {
  int32_t up[STEPS], down[STEPS];
  uint32_t n_up = ancestors(doc, from, up), n_down = ancestors(doc, to, down), i = 0, k = 0;
  while (i < n_up) {
    for (k = 0; k < n_down && down[k] != up[i];) k++;
    if (k < n_down) break;
    i++;
  }
  if (i == n_up || i + k > WAY) {
    put(out, "far", 3);
    return;
  }
  for (uint32_t j = 0; j < i; j++) put_relation(out, doc, up[j], true);
  while (k > 0) put_relation(out, doc, down[--k], false);
  if (out->n == 0) put(out, "itself", 6);
}

static const char *kind_of(const nst_doc *doc, int32_t token) {
  const nst_mention *m = &doc->mentions.items[nst_tok(doc, token)->mention];
  if (m->kind == NST_MENTION_PRONOUN) return "pronoun";
  if (m->modifier) return "modifier";
  if (m->n_who == 0) return m->geo ? "place" : "deputy";
  return m->kind == NST_MENTION_NAME ? "name" : m->listed ? "listed" : "noun";
}

static const char *near_of(int32_t from, int32_t to) {
  int32_t d = from < to ? to - from : from - to;
  return d <= 2 ? "2" : d <= 5 ? "5" : d <= 10 ? "10" : "more";
}

static const char *clause_of(const nst_chooser *ch, const nst_candidate *c, int32_t token) {
  const nst_doc *doc = ch->scene->doc;
  int32_t p = nst_predicate_of(ch->scene, token);
  if (p < 0) return "none";
  if (p == c->clause) return nst_below(doc, token, c->head) ? "below" : "same";
  if (nst_below(doc, p, c->head)) return "inside";
  return nst_below(doc, c->clause, p) ? "above" : "beside";
}

/* Whatever the construction: who does it and who undergoes it. */
static const char *logical_of(const nst_chooser *ch, const nst_candidate *c, int32_t token) {
  const nst_doc *doc = ch->scene->doc;
  int32_t verb = c->light >= 0 ? c->light : nst_is_verbal(nst_tok(doc, c->head)) ? c->head : -1;
  uint8_t distance = 0;
  const char *why;
  if (verb < 0) return "noun";
  if (nst_logical_subject(ch->scene, verb, &distance, &why) == token) return "subject";
  return nst_logical_object(ch->scene, verb, &distance, &why) == token ? "object" : "neither";
}

/* Up to the content of an act of speech, or an object that is no actor. */
static const char *under_of(const nst_doc *doc, const nst_candidate *c, int32_t token) {
  if (c->content_token >= 0 && nst_below(doc, token, c->content_token)) return "content";
  return c->comp >= 0 && nst_below(doc, token, c->comp) ? "complement" : "none";
}

/* "in Khartoum", "the streets of Dakar" */
static bool says_where(const nst_doc *doc, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  nst_str prep = nst_case_of(doc, token);
  if (t->mention < 0 || !doc->mentions.items[t->mention].geo) return false;
  if (nst_str_in(prep, "in at near inside outside across around through throughout into along")) return true;
  return nst_str_is(prep, "of") && t->head >= 0 &&
         nst_str_in(nst_tok(doc, t->head)->lemma,
                    "street road square city town capital centre center region");
}

/* "Greek" in "Greek farmers", where these are the other side. */
static bool is_inside(const nst_doc *doc, const nst_fillers *other, int32_t token) {
  for (uint32_t i = 0; i < other->n; i++) {
    if (other->items[i].mention < 0) continue;
    const nst_mention *m = &doc->mentions.items[other->items[i].mention];
    if ((uint32_t)token >= m->first && (uint32_t)token < m->end && token != (int32_t)m->head) return true;
  }
  return false;
}

void nst_choose_see_place(nst_chooser *ch, nst_option *o, const nst_candidate *c, int32_t token) {
  const nst_doc *doc = ch->scene->doc;
  const char *type = nst_event_name(c->type), *kind = kind_of(doc, token);
  const nst_token *head = nst_tok(doc, c->head);
  int32_t from = c->light >= 0 && !nst_below(doc, token, c->head) ? c->light : c->head;
  const char *sort = from == c->light            ? "light"
                     : !nst_is_verbal(head)      ? "noun"
                     : nst_is_passive(doc, from) ? "passive"
                                                 : "verb";
  const char *clause = clause_of(ch, c, token), *logical = logical_of(ch, c, token),
             *under = under_of(doc, c, token);
  text way = {.n = 0};
  way_to(doc, from, token, &way);
  text relation = {.n = 0};
  put_relation(&relation, doc, token, false);
  o->n_here++;
  int32_t named = kind[0] == 'd' ? o->fillers.items[0].token : token; /* "a road in Peru" */
  if (strcmp(under, "content") != 0 && (says_where(doc, named) || is_inside(doc, ch->other, token)))
    o->n_where++;
  NST_NOTE(ch, o, "here");
  NST_NOTE(ch, o, "here", type);
  NST_NOTE(ch, o, "way", sort, way.p);
  NST_NOTE(ch, o, "way", way.p, type);
  NST_NOTE(ch, o, "way", way.p);
  NST_NOTE(ch, o, "logical", logical);
  NST_NOTE(ch, o, "logical", logical, type);
  NST_NOTE(ch, o, "relation", relation.p);
  NST_NOTE(ch, o, "clause", clause);
  NST_NOTE(ch, o, "clause", clause, type);
  NST_NOTE(ch, o, "clause", clause, kind);
  if (ch->items[0].rule && !ch->items[0].fillers.n) {
    NST_NOTE(ch, o, "open", clause, token < c->head ? "before" : "after");
    NST_NOTE(ch, o, "open", relation.p, sort);
    NST_NOTE(ch, o, "open", kind, clause);
  }
  NST_NOTE(ch, o, "side", token < c->head ? "before" : "after", sort);
  NST_NOTE(ch, o, "side", token < c->head ? "before" : "after", type);
  NST_NOTE(ch, o, "within", near_of(c->head, token), token < c->head ? "before" : "after");
  NST_NOTE(ch, o, "kind", kind);
  NST_NOTE(ch, o, "kind", kind, type);
  if (under[0] != 'n') NST_NOTE(ch, o, "under", under, type);
  if (under[0] != 'n') NST_NOTE(ch, o, "under", under);
}
