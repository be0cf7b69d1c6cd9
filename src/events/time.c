/* time.c - when the act took place.
 *   candidate, time expressions of its sentence, the report's date  ->  first and last day
 * The expression nearest to the trigger in the tree counts; without one the report's date stands in, with empty text.
 * It knows where time hangs, timex.c what it looks like, timex_days.c what it means. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/chronology.h"
#include "events/speech.h"
#include "events/timex.h"

enum { FAR = 8, LINKS = 3, CLIMB = 4 };

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
  bool own = token > 0 && nst_str_in(nst_tok(doc, token - 1)->lower, "on in at"); /* "on Sunday troops ..." */
  if (own) return false;
  for (uint32_t i = 0; i < a->n; i++)
    if (a->carriers[i].token == t->head) return false;
  return true;
}

/* "wounding five, and early on Sunday troops shelled a camp": between the "and" of a clause and its verb. */
static bool opens_clause(const nst_doc *doc, const nst_candidate *c, const nst_timex *x) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  int32_t joint = rel_of(doc, verb) == NST_REL_CONJ ? nst_child(doc, verb, NST_REL_CC) : -1;
  if (joint < 0 || (int32_t)x->first < joint || (int32_t)x->end > verb) return false;
  for (int32_t i = (int32_t)x->end; i < verb; i++)
    if (nst_is_verbal(nst_tok(doc, i)) && nst_tok(doc, i)->head != verb) return false;
  return true;
}

static const nst_timex *nearest(const nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n) {
  nst_attach a;
  nst_attach_init(&a, doc, c, c->type == NST_REJECT); /* what is refused is refused when it is asked for */
  const nst_timex *best = NULL;
  int best_cost = FAR + 1, best_gap = 0;
  for (size_t i = 0; i < n; i++) {
    const nst_timex *x = &list[i];
    if (x->until || in_dateline(doc, x)) continue;
    if (x->kind == NST_TX_OFFSET && x->linked) continue;
    int cost = opens_clause(doc, c, x) ? 0 : nst_attach_cost(&a, x->head);
    if (cost < 0 || other_noun(doc, &a, x->head)) continue;
    int gap = c->head > x->head ? c->head - x->head : x->head - c->head;
    if (cost < best_cost || (cost == best_cost && gap < best_gap)) best = x, best_cost = cost, best_gap = gap;
  }
  return best;
}

/* "said on Monday": the day of the saying, wherever the tree hangs it. */
static bool of_saying(const nst_doc *doc, const nst_timex *x) {
  const nst_sentence *s = &doc->sentences.items[doc->tokens.items[x->first].sentence];
  uint32_t i = x->first;
  if (i > s->first && nst_str_in(nst_tok(doc, (int32_t)i - 1)->lower, "on late early in")) i--;
  if (i > s->first && nst_str_in(nst_tok(doc, (int32_t)i - 1)->lower, "late early")) i--;
  return i > s->first && nst_is_speech_verb(nst_tok(doc, (int32_t)i - 1));
}

/* Days of `x` where it does not hang on another event. */
static bool days_of(const nst_doc *doc, const nst_candidate *c, const nst_timex *x, nst_day today,
                    nst_day *from, nst_day *to) {
  return nst_timex_resolve(x, today, looks_ahead(doc, c) && !of_saying(doc, x), from, to);
}

/* The last day named before `x` in a sentence; false where it names none. */
static bool day_in(nst_doc *doc, const nst_sentence *s, const nst_timex *x, nst_day today, nst_day *day,
                   bool *nomem) {
  size_t n;
  nst_timex *list = sentence_timexes(doc, s, &n);
  *nomem = !list;
  while (list && n-- > 0) {
    const nst_timex *y = &list[n];
    nst_day from;
    if (y->first >= x->first || y->kind == NST_TX_OFFSET || y->kind == NST_TX_YEAR || in_dateline(doc, y))
      continue;
    if (nst_timex_resolve(y, today, false, &from, day)) return true;
  }
  return false;
}

/* The day from which "that morning", "three days later" counts: the last one named before it, in this sentence or the
 * ones before; for "a day earlier" else the day that the report begins with. */
static bool base_of(nst_doc *doc, const nst_timex *x, nst_day *day, bool *nomem) {
  uint32_t sentence = doc->tokens.items[x->first].sentence;
  nst_timex label;
  nst_day start, today = doc->day;
  const nst_sentence *here = &doc->sentences.items[sentence];
  bool entry = nst_chronology_entry(doc, sentence, &label, &start, &today);
  for (uint32_t back = 0; back < LINKS && back <= sentence; back++) {
    const nst_sentence *s = &doc->sentences.items[sentence - back];
    if (!s->parsed || s->kind == NST_SENT_HEADLINE) break;
    if (entry && (s->paragraph != here->paragraph || s->first == label.first)) break;
    if (day_in(doc, s, x, today, day, nomem)) return true;
    if (*nomem) return false;
  }
  if (entry) return *day = today, true;
  if (x->value >= 0) return false;
  for (uint32_t i = 0; i < sentence; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (!s->parsed || s->kind != NST_SENT_BODY) continue;
    if (day_in(doc, s, x, today, day, nomem)) return true;
    break;
  }
  *day = doc->day;
  return !*nomem;
}

static bool earlier_day(nst_doc *doc, const nst_timex *x, nst_day *from, nst_day *to, bool *nomem) {
  nst_day base;
  return base_of(doc, x, &base, nomem) && nst_timex_resolve(x, base, false, from, to);
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
    if (rel == NST_REL_ADVCL && t->head >= 0 &&
        t->head < c->head) /* the link hangs on another word of the clause */
      for (size_t k = 0; k < n; k++)
        if (list[k].kind == NST_TX_OFFSET && list[k].linked && (int32_t)list[k].first > t->head &&
            (int32_t)list[k].end <= c->head) {
          *clause = t->head;
          return &list[k];
        }
    i = t->head;
  }
  return NULL;
}

/* The expression that the clause of `verb` carries. */
static const nst_timex *of_clause(const nst_doc *doc, const nst_candidate *c, int32_t verb,
                                  const nst_timex *list, size_t n) {
  nst_candidate other = {
      .sentence = c->sentence, .head = verb, .light = -1, .clause = verb, .comp = -1, .content_token = -1};
  return nearest(doc, &other, list, n);
}

/* The time of the clause headed by `clause`, by the expressions that hang on it. */
static bool time_of_clause(const nst_doc *doc, const nst_candidate *c, int32_t clause, const nst_timex *list,
                           size_t n, nst_day today, nst_day *day) {
  const nst_timex *x = clause < 0 ? NULL : of_clause(doc, c, clause, list, n);
  nst_day from, to;
  if (!x || x->kind == NST_TX_OFFSET || !nst_timex_resolve(x, today, false, &from, &to) || from != to)
    return false;
  *day = from;
  return true;
}

static bool linked_time(nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n, nst_day today,
                        nst_day *from, nst_day *to, const nst_timex **by, bool *nomem) {
  int32_t clause = -1;
  nst_day base;
  const nst_timex *x = link_above(doc, c, list, n, &clause);
  const nst_timex *own = nearest(doc, c, list, n);
  if (own && own->first > (x ? x->first : 0) && own->kind != NST_TX_OFFSET)
    return false; /* "... after police fired on Friday" */
  if (!x || today == NST_DAY_NONE || (x->unit != NST_TU_DAY && x->unit != NST_TU_HOUR)) return false;
  while (clause >= 0 && !time_of_clause(doc, c, clause, list, n, today, &base)) clause = nst_tok(doc, clause)->head;
  if (clause < 0 && !base_of(doc, x, &base, nomem)) return false;
  nst_timex back = *x;
  back.value = -x->value;
  *by = x;
  return nst_timex_resolve(&back, base, false, from, to);
}

static bool has_word(const nst_doc *doc, int32_t verb, const char *words) {
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0 && i < verb; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = rel_of(doc, i);
    if ((rel == NST_REL_MARK || rel == NST_REL_ADVMOD) && nst_str_in(nst_tok(doc, i)->lower, words))
      return true;
  }
  return false;
}

/* "The unrest began on Friday when gunmen attacked ...", "on Friday, when troops fired": at the time of the clause above;
 * "killed three people as they searched houses on Monday": of the clause below. */
static const nst_timex *same_time(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                  size_t n) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int step = 0; step < CLIMB && verb >= 0; step++) {
    const nst_token *t = nst_tok(doc, verb);
    nst_deprel rel = rel_of(doc, verb);
    bool when = has_word(doc, verb, "when as while whereupon");
    if (t->head < 0) break;
    if (when && t->deprel == NST_REL_ACL_RELCL) {
      for (size_t i = 0; i < n; i++)
        if (t->head >= (int32_t)list[i].first && t->head < (int32_t)list[i].end) return &list[i];
      return NULL;
    }
    if (when && rel == NST_REL_ADVCL) return of_clause(doc, c, t->head, list, n);
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP) break;
    verb = t->head;
  }
  verb = c->light >= 0 ? c->light : c->clause;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    if (rel_of(doc, i) != NST_REL_ADVCL || !has_word(doc, i, "when as while")) continue;
    const nst_timex *x = of_clause(doc, c, i, list, n);
    if (x) return x;
  }
  return NULL;
}

/* "Quito will not talk, its president said on Wednesday": an act of words is done when it is said. */
static const nst_timex *time_of_saying(const nst_doc *doc, const nst_candidate *c, const nst_timex *list,
                                       size_t n) {
  bool words = c->type == NST_AGREE || c->type == NST_REQUEST || c->type == NST_REJECT ||
               c->type == NST_THREATEN || c->type == NST_ACCUSE;
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int step = 0; words && step < CLIMB && verb >= 0; step++) {
    const nst_token *t = nst_tok(doc, verb);
    if (nst_child_lemma(doc, verb, "have") >= 0 &&
        nst_str_is(nst_tok(doc, nst_child_lemma(doc, verb, "have"))->lower, "had"))
      return NULL; /* said before */
    nst_deprel rel = rel_of(doc, verb);
    int32_t says = nst_child(doc, verb, NST_REL_PARATAXIS);
    if (rel == NST_REL_CCOMP && t->head >= 0 && nst_is_speech_verb(nst_tok(doc, t->head))) says = t->head;
    if (says >= 0 && nst_is_speech_verb(nst_tok(doc, says))) return of_clause(doc, c, says, list, n);
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP) return NULL;
    verb = t->head;
  }
  return NULL;
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

/* What has been done has been done by the day of the report: a later day is that of what was announced. */
static nst_status put(nst_doc *doc, nst_candidate *c, const nst_timex *x, nst_day from, nst_day to) {
  if (doc->day != NST_DAY_NONE && from > doc->day && c->status == NST_ACTUAL && !c->future) {
    x = NULL;
    from = to = doc->day;
  }
  nst_day_format(from, c->time.from);
  nst_day_format(to, c->time.to);
  if (!x) return NST_OK;
  const char *text = nst_tokens_text(doc, x->first, x->end);
  if (!text) return NST_NOMEM;
  c->time.text = text;
  return NST_OK;
}

/* "between February 2017 and May 2018", "from Monday to Friday": from the first day of one to the last of the other. */
static void widen(const nst_doc *doc, const nst_timex *x, const nst_timex *list, size_t n, nst_day today,
                  nst_day *from, nst_day *to) {
  for (size_t i = 0; i + 1 < n; i++) {
    nst_timex a = list[i];
    const nst_timex *b = &list[i + 1];
    if ((x != &list[i] && x != b) || b->first != a.end + 1 || a.first == 0) continue;
    nst_str opens = nst_tok(doc, (int32_t)a.first - 1)->lower, joins = nst_tok(doc, (int32_t)a.end)->lower;
    bool range = (nst_str_is(opens, "between") && nst_str_is(joins, "and")) ||
                 (nst_str_is(opens, "from") && nst_str_in(joins, "to until till through"));
    if (a.year == 0 && (a.kind == NST_TX_MONTH || a.kind == NST_TX_DATE)) a.year = b->year;
    nst_day first, last, rest;
    if (a.kind == NST_TX_DATE && a.month == 0) a.which = b->which;
    if (!range || !nst_timex_resolve(&a, today, false, &first, &rest) ||
        !nst_timex_resolve(b, today, false, &rest, &last) || last < first)
      continue;
    *from = first;
    *to = last;
  }
}

/* What the words around the event say; false where they say nothing. `*by` is what says it, `today` the day of the telling. */
static bool told_time(nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n, nst_day today,
                      nst_day *from, nst_day *to, const nst_timex **by, bool *nomem) {
  if (linked_time(doc, c, list, n, today, from, to, by, nomem)) return true;
  if (*nomem) return false;
  const nst_timex *x = *by = nearest(doc, c, list, n);
  if (x && x->kind == NST_TX_OFFSET) return earlier_day(doc, x, from, to, nomem);
  const nst_timex *lent = x ? NULL : same_time(doc, c, list, n);
  if (!x && !lent) lent = time_of_saying(doc, c, list, n);
  if (lent && lent->kind != NST_TX_OFFSET) { /* a point in time of another clause, which is told as past */
    nst_timex point = *lent;
    point.since = false;
    *by = lent;
    if (nst_timex_resolve(&point, today, false, from, to)) return true;
  }
  *by = x;
  if (x && days_of(doc, c, x, today, from, to)) {
    widen(doc, x, list, n, today, from, to);
    return true;
  }
  *by = x = year_inside(doc, c, list, n);
  return x && days_of(doc, c, x, today, from, to);
}

nst_status nst_candidate_time(nst_doc *doc, nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  size_t n;
  nst_timex *list = sentence_timexes(doc, s, &n), label;
  if (!list) return NST_NOMEM;
  nst_day first, today = doc->day, from, to;
  bool nomem = false, entry = nst_chronology_entry(doc, c->sentence, &label, &first, &today);
  const nst_timex *x;
  c->time.text = "";
  if (told_time(doc, c, list, n, today, &from, &to, &x, &nomem)) return put(doc, c, x, from, to);
  if (nomem) return NST_NOMEM;
  if (entry) return put(doc, c, &label, first, today);
  return put(doc, c, NULL, doc->day, doc->day);
}
