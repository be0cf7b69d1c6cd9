/* time.c - when the act took place.
 *   candidate, time expressions of its sentence, the report's date  ->  first and last day
 * The expression nearest to the trigger in the tree counts; without one the report's date stands in, with empty text.
 * It knows where time hangs, timex.c what it looks like, timex_days.c what it means. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/timex.h"

enum { FAR = 8, LINKS = 3 };

static nst_deprel rel_of(const nst_doc *doc, int32_t i) {
  return nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
}

/* Does the clause look ahead? */
static bool looks_ahead(const nst_doc *doc, const nst_candidate *c) {
  if (c->future) return true;
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i))
    if (rel_of(doc, i) == NST_REL_AUX && nst_str_in(nst_tok(doc, i)->lower, "will shall 'll wo may might"))
      return true;
  return false;
}

/* "LIMA, Sept 23 (Reuters) -": the date of a dateline, not of an act. */
static bool in_dateline(const nst_doc *doc, const nst_timex *x) {
  const nst_sentence *s = &doc->sentences.items[doc->tokens.items[x->first].sentence];
  if (x->first > s->first + 10) return false;
  for (uint32_t i = x->end; i < s->end && i < x->end + 5; i++) {
    nst_str f = doc->tokens.items[i].form;
    if (nst_str_in(f, "- -- \xE2\x80\x93 \xE2\x80\x94 _")) return true;
    if (!nst_str_in(f, "( ) , . Reuters AP AFP UPI Xinhua")) return false;
  }
  return false;
}

static nst_timex *sentence_timexes(nst_doc *doc, const nst_sentence *s, size_t *n) {
  struct {
    nst_timex *items;
    size_t n, capacity;
  } list = {NULL, 0, 0};
  nst_timex x;
  *n = 0;
  for (uint32_t at = s->first; nst_timex_next(doc, at, s->end, &x); at = x.end)
    if (!NST_PUSH(doc->arena, &list, x)) return NULL;
  *n = list.n;
  return list.items ? list.items : nst_arena_take(doc->arena, 1);
}

/* "in retaliation for an April 22 attack": the date of another noun. */
static bool other_noun(const nst_doc *doc, const nst_attach *a, int32_t token) {
  const nst_token *t = nst_tok(doc, token);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  bool inside = rel == NST_REL_COMPOUND || rel == NST_REL_AMOD || rel == NST_REL_NUMMOD ||
                t->deprel == NST_REL_NMOD_POSS || t->deprel == NST_REL_NMOD_UNMARKED;
  if (!inside || t->head < 0) return false;
  for (uint32_t i = 0; i < a->n; i++)
    if (a->carriers[i].token == t->head) return false;
  return true;
}

static const nst_timex *nearest(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n) {
  nst_attach a;
  nst_attach_init(&a, doc, c, false);
  const nst_timex *best = NULL;
  int best_cost = FAR + 1, best_gap = 0;
  for (size_t i = 0; i < n; i++) {
    const nst_timex *x = &list[i];
    if (x->until || in_dateline(doc, x)) continue;
    if (x->kind == NST_TX_OFFSET && x->linked) continue;
    int cost = nst_attach_cost(&a, x->head);
    if (cost < 0 || other_noun(doc, &a, x->head)) continue;
    int gap = c->head > x->head ? c->head - x->head : x->head - c->head;
    if (cost < best_cost || (cost == best_cost && gap < best_gap)) best = x, best_cost = cost, best_gap = gap;
  }
  return best;
}

/* Days of `x` where it does not hang on another event. */
static bool days_of(const nst_doc *doc, const nst_candidate *c, const nst_timex *x, nst_day *from,
                    nst_day *to) {
  return nst_timex_resolve(x, doc->day, looks_ahead(doc, c), from, to);
}

/* "that morning", "three days later": the last day named before it, in this sentence or the ones before. */
static bool earlier_day(nst_doc *doc, const nst_timex *x, nst_day *from, nst_day *to, bool *nomem) {
  uint32_t sentence = doc->tokens.items[x->first].sentence;
  for (uint32_t back = 0; back < LINKS && back <= sentence; back++) {
    const nst_sentence *s = &doc->sentences.items[sentence - back];
    if (!s->parsed || s->kind == NST_SENT_HEADLINE) break;
    size_t n;
    nst_timex *list = sentence_timexes(doc, s, &n);
    if (!list) {
      *nomem = true;
      return false;
    }
    while (n-- > 0) {
      const nst_timex *y = &list[n];
      if (y->first >= x->first || y->kind == NST_TX_OFFSET || y->kind == NST_TX_YEAR || in_dateline(doc, y))
        continue;
      if (!nst_timex_resolve(y, doc->day, false, from, to)) continue;
      nst_day base = *to;
      return nst_timex_resolve(x, base, false, from, to);
    }
  }
  return false;
}

/* "A did this on Monday, a day after B did that": the clause below "after" counts from Monday. */
static const nst_timex *link_above(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                   size_t n, int32_t *clause) {
  int32_t i = c->head;
  for (int steps = 0; i >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (rel == NST_REL_CCOMP || rel == NST_REL_PARATAXIS) return NULL;
    if (rel == NST_REL_ADVCL || rel == NST_REL_OBL || rel == NST_REL_ACL || rel == NST_REL_NMOD) {
      uint32_t first, end;
      nst_subtree(doc, i, &first, &end);
      for (size_t k = 0; k < n; k++) {
        const nst_timex *x = &list[k];
        if (x->kind != NST_TX_OFFSET || !x->linked || x->end > (uint32_t)c->head) continue;
        bool begins = x->first >= first && x->first <= first + 2; /* nearly two weeks after ... */
        bool governs = x->head == t->head && x->end <= first + 1;
        if (!begins && !governs) continue;
        *clause = governs ? nst_tok(doc, x->head)->head : t->head;
        return x;
      }
    }
    if (t->deprel == NST_REL_ACL_RELCL) return NULL;
    i = t->head;
  }
  return NULL;
}

/* The time of the clause headed by `clause`, by the expressions that hang on it. */
static bool time_of_clause(const nst_doc *doc, const nst_candidate *c, int32_t clause, const nst_timex *list,
                           size_t n, nst_day *day) {
  if (clause < 0) return false;
  nst_candidate other = {.sentence = c->sentence,
                         .head = clause,
                         .light = -1,
                         .clause = clause,
                         .comp = -1,
                         .content_token = -1};
  const nst_timex *x = nearest(doc, &other, list, n);
  nst_day from, to;
  if (!x || x->kind == NST_TX_OFFSET || !nst_timex_resolve(x, doc->day, false, &from, &to) || from != to)
    return false;
  *day = from;
  return true;
}

static bool linked_time(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n,
                        nst_day *from, nst_day *to, const nst_timex **by) {
  int32_t clause = -1;
  nst_day base;
  const nst_timex *x = link_above(doc, c, list, n, &clause);
  const nst_timex *own = nearest(doc, c, list, n);
  if (own && own->first > (x ? x->first : 0) && own->kind != NST_TX_OFFSET)
    return false; /* "... after police fired on Friday" */
  if (!x || doc->day == NST_DAY_NONE || (x->unit != NST_TU_DAY && x->unit != NST_TU_HOUR)) return false;
  while (clause >= 0 && !time_of_clause(doc, c, clause, list, n, &base)) clause = nst_tok(doc, clause)->head;
  if (clause < 0) return false;
  nst_timex back = *x;
  back.value = -x->value;
  *by = x;
  return nst_timex_resolve(&back, base, false, from, to);
}

/* "vetoed its bid to join in 2008": a year gone by dates the whole, wherever it hangs. */
static const nst_timex *year_inside(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                    size_t n) {
  nst_attach a;
  nst_attach_init(&a, doc, c, true);
  if (c->type == NST_AGREE || c->type == NST_THREATEN || c->type == NST_REQUEST || c->future) return NULL;
  for (size_t i = 0; i < n; i++)
    if (list[i].kind == NST_TX_YEAR && !list[i].until && !other_noun(doc, &a, list[i].head) &&
        nst_attach_cost(&a, list[i].head) >= 0)
      return &list[i];
  return NULL;
}

static nst_status put(nst_doc *doc, nst_candidate *c, const nst_timex *x, nst_day from, nst_day to) {
  nst_day_format(from, c->time.from);
  nst_day_format(to, c->time.to);
  if (!x) return NST_OK;
  const char *text = nst_tokens_text(doc, x->first, x->end);
  if (!text) return NST_NOMEM;
  c->time.text = text;
  return NST_OK;
}

nst_status nst_candidate_time(nst_doc *doc, nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  size_t n;
  nst_timex *list = sentence_timexes(doc, s, &n);
  if (!list) return NST_NOMEM;
  nst_day from = doc->day, to = doc->day;
  bool nomem = false;
  const nst_timex *x;
  c->time.text = "";
  if (linked_time(doc, c, list, n, &from, &to, &x)) return put(doc, c, x, from, to);
  x = nearest(doc, c, list, n);
  if (x && x->kind == NST_TX_OFFSET) {
    if (earlier_day(doc, x, &from, &to, &nomem)) return put(doc, c, x, from, to);
    if (nomem) return NST_NOMEM;
    return put(doc, c, NULL, doc->day, doc->day);
  }
  if (x && days_of(doc, c, x, &from, &to)) return put(doc, c, x, from, to);
  x = year_inside(doc, c, list, n);
  if (x && days_of(doc, c, x, &from, &to)) return put(doc, c, x, from, to);
  return put(doc, c, NULL, doc->day, doc->day);
}
