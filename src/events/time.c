/* time.c - when the act took place.
 *   candidate, time expressions of its sentence, the report's date  ->  first and last day
 * The expression nearest to the trigger in the tree counts (when.c), else the entry of a chronology, else what the
 * sentences before tell; without any the report's date stands in, with empty text. */
#include "events/candidate.h"
#include "events/chronology.h"
#include "events/speech.h"
#include "events/when.h"

enum { LINKS = 3, CLIMB = 4 };

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
  nst_timex *list = nst_when_read(doc, s, &n);
  *nomem = !list;
  while (list && n-- > 0) {
    const nst_timex *y = &list[n];
    nst_day from;
    if (y->first >= x->first || y->kind == NST_TX_OFFSET || y->kind == NST_TX_YEAR ||
        nst_when_dateline(doc, y))
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
  if (x->value >= 0 && !x->linked) return false;
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
    bool reported = rel == NST_REL_CCOMP || rel == NST_REL_PARATAXIS;
    if (reported || rel == NST_REL_ADVCL || rel == NST_REL_OBL || rel == NST_REL_ACL || rel == NST_REL_NMOD) {
      uint32_t first, end;
      nst_subtree(doc, i, &first, &end);
      for (size_t k = 0; k < n; k++) {
        const nst_timex *x = &list[k];
        if (x->kind != NST_TX_OFFSET || !x->linked || x->end > (uint32_t)c->head) continue;
        bool begins = x->first >= first && x->first <= first + 2; /* nearly two weeks after ... */
        bool governs = x->head == t->head && x->end <= first + 1 && !reported;
        if (!begins && !governs) continue;
        *clause = governs ? nst_tok(doc, x->head)->head : t->head;
        return x;
      }
    }
    if (reported || t->deprel == NST_REL_ACL_RELCL) return NULL;
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

/* The time of the clause headed by `clause`, by the expressions that hang on it. */
static bool time_of_clause(const nst_doc *doc, const nst_candidate *c, int32_t clause, const nst_timex *list,
                           size_t n, nst_day today, nst_day *day) {
  const nst_timex *x = clause < 0 ? NULL : nst_when_of_clause(doc, c, clause, list, n);
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
  const nst_timex *own = nst_when_own(doc, c, list, n);
  if (own && own->first > (x ? x->first : 0) && own->kind != NST_TX_OFFSET)
    return false; /* "... after police fired on Friday" */
  if (!x || today == NST_DAY_NONE || (x->unit != NST_TU_DAY && x->unit != NST_TU_HOUR)) return false;
  while (clause >= 0 && !time_of_clause(doc, c, clause, list, n, today, &base))
    clause = nst_tok(doc, clause)->head;
  if (clause < 0 && !base_of(doc, x, &base, nomem)) return false;
  nst_timex back = *x;
  back.value = -x->value;
  *by = x;
  return nst_timex_resolve(&back, base, false, from, to);
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

static int32_t root_of(const nst_doc *doc, const nst_sentence *s) {
  for (uint32_t i = s->first; i < s->end; i++)
    if (doc->tokens.items[i].head < 0) return (int32_t)i;
  return -1;
}

/* "He also demanded ...", "They then ...": a sentence that goes on with what the one before tells. */
static bool goes_on(const nst_doc *doc, const nst_sentence *s, int32_t root) {
  for (int32_t i = nst_next_child(doc, root, -1); i >= 0; i = nst_next_child(doc, root, i)) {
    nst_deprel rel = rel_of(doc, i);
    nst_str word = nst_tok(doc, i)->lower;
    if (rel == NST_REL_NSUBJ && (uint32_t)i <= s->first + 1 && nst_str_in(word, "he she they it"))
      return true;
    if (rel == NST_REL_ADVMOD && nst_str_in(word, "also then later afterwards afterward instead"))
      return true;
  }
  return false;
}

/* The verb told in the past that the event is done with; -1 where it is told otherwise. */
static int32_t narrated_verb(const nst_doc *doc, const nst_candidate *c) {
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int step = 0; step < CLIMB && verb >= 0; step++) {
    nst_deprel rel = rel_of(doc, verb);
    if (nst_when_past(doc, verb)) return verb;
    if (rel != NST_REL_XCOMP && rel != NST_REL_ADVCL && rel != NST_REL_CONJ) return -1;
    if (rel == NST_REL_ADVCL && nst_child(doc, verb, NST_REL_MARK) >= 0) return -1;
    verb = nst_tok(doc, verb)->head;
  }
  return -1;
}

/* The time of the sentences before, in the same paragraph, that this one goes on with. */
static bool narrated(nst_doc *doc, const nst_candidate *c, nst_day today, nst_day *from, nst_day *to,
                     nst_timex *by, bool *nomem) {
  if (c->status != NST_ACTUAL || c->future || c->headline || narrated_verb(doc, c) < 0) return false;
  for (uint32_t at = c->sentence; at > 0 && at + LINKS > c->sentence; at--) {
    const nst_sentence *s = &doc->sentences.items[at], *before = s - 1;
    int32_t root = root_of(doc, s), verb = root_of(doc, before);
    if (!s->parsed || !before->parsed || before->paragraph != s->paragraph || before->kind != NST_SENT_BODY)
      return false;
    if (root < 0 || verb < 0 || !nst_when_past(doc, root) || !goes_on(doc, s, root)) return false;
    size_t n;
    nst_timex *list = nst_when_read(doc, before, &n);
    if (!list) return *nomem = true, false;
    nst_candidate main = {
        .sentence = at - 1, .head = verb, .light = -1, .clause = verb, .comp = -1, .content_token = -1};
    const nst_timex *x = nst_when_past(doc, verb) ? nst_when_own(doc, &main, list, n) : NULL;
    if (x && (x->kind == NST_TX_OFFSET || x->since || x->until)) return false;
    if (!x) continue;
    *by = *x;
    return nst_timex_resolve(x, today, false, from, to);
  }
  return false;
}

/* What the words around the event say; false where they say nothing. `*by` is what says it, `today` the day of the telling. */
static bool told_time(nst_doc *doc, const nst_candidate *c, const nst_timex *list, size_t n, nst_day today,
                      nst_day *from, nst_day *to, const nst_timex **by, bool *nomem) {
  if (linked_time(doc, c, list, n, today, from, to, by, nomem)) return true;
  if (*nomem) return false;
  const nst_timex *x = *by = nst_when_own(doc, c, list, n);
  if (x && x->kind == NST_TX_OFFSET) return earlier_day(doc, x, from, to, nomem);
  const nst_timex *lent = x ? NULL : nst_when_lent(doc, c, list, n);
  if (lent && lent->kind == NST_TX_OFFSET && !lent->linked)
    return *by = lent, earlier_day(doc, lent, from, to, nomem);
  if (lent && lent->kind != NST_TX_OFFSET) { /* a point in time of another clause, which is told as past */
    nst_timex point = *lent;
    point.since = false;
    *by = lent;
    if (nst_timex_resolve(&point, today, false, from, to)) return true;
  }
  nst_timex point;
  if (x && x->since && nst_below(doc, c->head, x->head)) { /* "since June, when troops ..." */
    point = *x;
    point.since = false;
    return *by = x, nst_timex_resolve(&point, today, false, from, to);
  }
  *by = x;
  if (x && days_of(doc, c, x, today, from, to)) {
    widen(doc, x, list, n, today, from, to);
    return true;
  }
  *by = x = nst_when_year(doc, c, list, n);
  return x && days_of(doc, c, x, today, from, to);
}

nst_status nst_candidate_time(nst_doc *doc, nst_candidate *c) {
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  size_t n;
  nst_timex *list = nst_when_read(doc, s, &n), label;
  if (!list) return NST_NOMEM;
  nst_day first, today = doc->day, from, to;
  bool nomem = false, entry = nst_chronology_entry(doc, c->sentence, &label, &first, &today);
  const nst_timex *x;
  c->time.text = "";
  if (told_time(doc, c, list, n, today, &from, &to, &x, &nomem)) return put(doc, c, x, from, to);
  if (nomem) return NST_NOMEM;
  if (entry) return put(doc, c, &label, first, today);
  if (narrated(doc, c, today, &from, &to, &label, &nomem)) return put(doc, c, &label, from, to);
  if (nomem) return NST_NOMEM;
  return put(doc, c, NULL, doc->day, doc->day);
}
