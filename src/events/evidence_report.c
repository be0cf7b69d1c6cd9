/* evidence_report.c - what the report and the sentence as a whole tell of a candidate.
 *   topics and persons of the report, how it is written  ->  names of evidence */
#include "events/teller.h"

static const char *share(uint32_t n, uint32_t words) {
  double x = words ? 100.0 * n / words : 0;
  return x >= 5 ? "very much" : x >= 2.5 ? "much" : x >= 1 ? "some" : n ? "little" : "no";
}

const char *nst_tenths(uint32_t n, uint32_t all) {
  double x = all ? (double)n / all : 0;
  return n == 0     ? "none"
         : x < 0.15 ? "few"
         : x < 0.35 ? "some"
         : x < 0.6  ? "many"
         : x < 0.85 ? "most"
                    : "nearly all";
}

static nst_status tell_topics(const nst_teller *t) {
  const nst_report_view *v = t->view;
  const nst_sentence *s = &t->doc->sentences.items[t->c->sentence];
  nst_topic_counts near;
  nst_topics_of(v->topics, t->doc, s->first, s->end, &near);
  for (size_t i = 0; i < nst_topics_count(v->topics); i++) {
    nst_str name = nst_topics_name(v->topics, i);
    NST_TRY(nst_say(t, "report %s %.*s", share(v->report.of[i], v->report.words), (int)name.len, name.p));
    if (near.of[i])
      NST_TRY(nst_say(t, "sentence %s%.*s", near.of[i] > 1 ? "much " : "", (int)name.len, name.p));
    if (v->title.of[i]) NST_TRY(nst_say(t, "title %.*s", (int)name.len, name.p));
    if (100 * v->report.of[i] >= 2 * v->report.words && v->report.of[i])
      NST_TRY(nst_say(t, "report of %.*s %s", (int)name.len, name.p, t->type));
  }
  return nst_say(t, "states %s", v->states >= 4 ? "4-" : v->states >= 2 ? "2-3" : v->states ? "1" : "0");
}

/* Letters, columns, memoirs and tales tell of other things than reports do. */
static nst_status tell_manner(const nst_teller *t) {
  const nst_report_view *v = t->view;
  NST_TRY(nst_say(t, "first person %s", share(v->first, v->words)));
  NST_TRY(nst_say(t, "second person %s", share(v->second, v->words)));
  NST_TRY(nst_say(t, "report quoted %s", nst_tenths(v->quoted, v->words)));
  NST_TRY(nst_say(t, "powers %s", share(v->powers, v->words)));
  NST_TRY(nst_say(t, "powers among persons %s", nst_tenths(v->powers, v->powers + v->privates)));
  NST_TRY(nst_say(t, "acts by powers %s", nst_tenths(v->power_acts, v->acts)));
  NST_TRY(nst_say(t, "acts to a sentence %s", nst_tenths(v->acts, v->sentences)));
  if (v->questions) NST_TRY(nst_say(t, "questions %s", nst_tenths(v->questions, v->sentences)));
  return v->letter ? nst_say(t, "letter to the editor") : NST_OK;
}

/* "I", "you", a question, an exclamation, a year long gone in the sentence itself. */
static nst_status tell_sentence(const nst_teller *t) {
  const nst_sentence *s = &t->doc->sentences.items[t->c->sentence];
  bool first = false, second = false, names = false;
  uint32_t powers = 0;
  for (uint32_t i = s->first; i < s->end; i++) {
    const nst_token *w = nst_tok(t->doc, (int32_t)i);
    first = first || nst_str_in(w->lower, "i me my mine myself");
    second = second || nst_str_in(w->lower, "you your yours yourself");
    names = names || w->entity;
    const nst_mention *m = w->mention >= 0 ? &t->doc->mentions.items[w->mention] : NULL;
    if (m && m->n_who && nst_kind_is_power(m->who[0].sector[0] ? m->who[0].sector : "state")) powers++;
  }
  if (first) NST_TRY(nst_say(t, "says I%s", nst_tok(t->doc, t->c->head)->in_quote ? " quoted" : ""));
  if (second) NST_TRY(nst_say(t, "says you"));
  if (!names) NST_TRY(nst_say(t, "sentence without names"));
  NST_TRY(nst_say(t, "sentence powers %s", powers >= 3 ? "3-" : powers == 2 ? "2" : powers ? "1" : "0"));
  const nst_token *last = nst_tok(t->doc, (int32_t)s->end - 1);
  if (nst_str_in(last->lower, "? !"))
    NST_TRY(nst_say(t, "ends with %.*s", (int)last->lower.len, last->lower.p));
  return NST_OK;
}

static nst_status tell_time(const nst_teller *t) {
  if (!t->c->time.text[0]) return NST_OK;
  NST_TRY(nst_say(t, "time told"));
  nst_day from = nst_day_parse(nst_str_of(t->c->time.from), false);
  if (from == NST_DAY_NONE || t->doc->day == NST_DAY_NONE) return NST_OK;
  int32_t ago = t->doc->day - from;
  return nst_say(t, "time %s",
                 ago < 0       ? "ahead"
                 : ago <= 10   ? "recent"
                 : ago <= 400  ? "within a year"
                 : ago <= 3650 ? "years ago"
                               : "long ago");
}

nst_status nst_tell_report(const nst_teller *t) {
  const nst_sentence *s = &t->doc->sentences.items[t->c->sentence];
  NST_TRY(tell_topics(t));
  NST_TRY(tell_manner(t));
  NST_TRY(tell_sentence(t));
  if (t->c->headline) NST_TRY(nst_say(t, "headline"));
  else NST_TRY(nst_say(t, "sentence at %s", t->c->sentence < 3 ? "0-2" : t->c->sentence < 8 ? "3-7" : "8-"));
  if (t->c->n_mentions) NST_TRY(nst_say(t, "told again"));
  NST_TRY(tell_time(t));
  if (t->c->place.precision != NST_PLACE_NONE) NST_TRY(nst_say(t, "place told"));
  if (t->c->n_quantities) NST_TRY(nst_say(t, "counted"));
  if (t->c->condition.text[0]) NST_TRY(nst_say(t, "conditional"));
  uint32_t length = s->end - s->first;
  return nst_say(t, "length %s", length < 12 ? "-11" : length < 25 ? "12-24" : length < 40 ? "25-39" : "40-");
}

/* ---- what is the same for all candidates of a report ---- */

static uint32_t states_in(const nst_doc *doc) {
  const char *seen[8];
  uint32_t states = 0;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    for (size_t k = 0; k < m->n_who && states < 8; k++) {
      bool known = m->who[k].country[0] == '\0';
      for (uint32_t j = 0; j < states && !known; j++) known = strcmp(seen[j], m->who[k].country) == 0;
      if (!known) seen[states++] = m->who[k].country;
    }
  }
  return states;
}

static void count_words(const nst_doc *doc, nst_report_view *v) {
  v->words = (uint32_t)doc->tokens.n;
  for (size_t i = 0; i < doc->tokens.n; i++) {
    const nst_token *w = &doc->tokens.items[i];
    if (w->in_quote) v->quoted++;
    else if (nst_str_in(w->lower, "i me my mine myself")) v->first++;
    else if (nst_str_in(w->lower, "you your yours yourself")) v->second++;
  }
}

static bool opens_letter(const nst_doc *doc, const nst_sentence *s) {
  nst_str word = doc->tokens.items[s->first].lower;
  if (nst_str_in(word, "sir sirs madam"))
    return s->end > s->first + 1 && nst_tok(doc, (int32_t)s->first + 1)->upos == NST_UPOS_PUNCT;
  return nst_str_is(word, "dear") || nst_str_is(word, "re");
}

static void count_sentences(const nst_doc *doc, nst_report_view *v) {
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (s->kind != NST_SENT_BODY || s->end == s->first) continue;
    v->sentences++;
    if (nst_str_is(doc->tokens.items[s->end - 1].lower, "?")) v->questions++;
    if (v->sentences <= 2 && opens_letter(doc, s)) v->letter = true;
  }
}

static void count_persons(const nst_doc *doc, nst_report_view *v) {
  for (size_t i = 0; i < doc->mentions.n; i++) {
    const nst_mention *m = &doc->mentions.items[i];
    if (m->kind == NST_MENTION_PRONOUN) continue;
    if (m->n_who && nst_kind_is_power(m->who[0].sector[0] ? m->who[0].sector : "state")) v->powers++;
    else if (m->n_who || m->entity == NST_ENT_PER || m->entity == NST_ENT_ORG) v->privates++;
  }
}

static void count_acts(const nst_doc *doc, const nst_candidates *all, nst_report_view *v) {
  for (size_t i = 0; i < all->n; i++) {
    const nst_candidate *c = &all->items[i];
    if (c->dropped) continue;
    v->acts++;
    if (c->source.n && nst_kind_is_power(nst_kind_of_who(doc, &c->source.items[0]))) v->power_acts++;
  }
}

void nst_report_view_of(const nst_topics *topics, const nst_topics *kinds, const nst_doc *doc,
                        const nst_candidates *all, nst_report_view *out) {
  *out = (nst_report_view){.topics = topics, .kinds = kinds, .states = states_in(doc)};
  uint32_t body = 0;
  if (doc->sentences.n && doc->sentences.items[0].kind == NST_SENT_HEADLINE) {
    const nst_sentence *first = &doc->sentences.items[0];
    nst_topics_of(topics, doc, first->first, first->end, &out->title);
    body = first->end;
  }
  nst_topics_of(topics, doc, body, (uint32_t)doc->tokens.n, &out->report);
  count_words(doc, out);
  count_sentences(doc, out);
  count_persons(doc, out);
  count_acts(doc, all, out);
}
