/* chronology.c - "July 15, 2008: police arrest ...", "March: ...", "Oct 1 - ...": what an entry tells is dated by its label.
 *   a sentence of the report  ->  the days of its entry
 * A label opens a paragraph. One label alone may be a dateline: only a list of them counts. A label without a year takes it
 * from the labels above. */
#include "events/chronology.h"

enum { REACH = 200 }; /* sentences looked through on either side */

static bool opens_paragraph(const nst_doc *doc, uint32_t sentence) {
  const nst_sentence *s = doc->sentences.items;
  return sentence == 0 || s[sentence - 1].paragraph != s[sentence].paragraph;
}

static uint32_t paragraph_start(const nst_doc *doc, uint32_t sentence) {
  for (int n = 0; n < REACH && !opens_paragraph(doc, sentence); n++) sentence--;
  return sentence;
}

/* The label that opens the paragraph of `first`; `alone`: nothing else stands in it. */
static bool label_at(const nst_doc *doc, uint32_t first, nst_timex *x, bool *alone) {
  const nst_sentence *s = &doc->sentences.items[first];
  *alone = false;
  if (s->kind == NST_SENT_HEADLINE || s->first >= s->end) return false;
  if (!nst_timex_at(doc, s->first, s->end, x)) return false;
  bool last = first + 1 >= doc->sentences.n || doc->sentences.items[first + 1].paragraph != s->paragraph;
  *alone = last && (x->end == s->end || x->end + 1 == s->end);
  if (x->end == s->end) return *alone;
  const nst_token *mark = &doc->tokens.items[x->end];
  bool dash = nst_str_in(mark->form, "- -- \xE2\x80\x93 \xE2\x80\x94") && (mark - 1)->space_after;
  return nst_str_is(mark->form, ":") || dash;
}

/* The next label above (`step` -1) or below the paragraph of `*sentence`, which is set to it. */
static bool next_label(const nst_doc *doc, uint32_t *sentence, int step, nst_timex *x) {
  bool alone;
  uint32_t at = *sentence;
  for (int n = 0; n < REACH; n++) {
    if (step < 0 ? at == 0 : at + 1 >= doc->sentences.n) return false;
    at = step < 0 ? at - 1 : at + 1;
    if (!opens_paragraph(doc, at) || !label_at(doc, at, x, &alone)) continue;
    *sentence = at;
    return true;
  }
  return false;
}

/* Gives a label the year that the labels above carry on: one more each time the months start again. */
static void carry_year(const nst_doc *doc, uint32_t sentence, nst_timex *label) {
  nst_timex at = *label, above;
  int turns = 0;
  while (label->year == 0 && next_label(doc, &sentence, -1, &above)) {
    bool turned = above.month > at.month || (above.month == at.month && above.day > at.day);
    if (above.kind != NST_TX_YEAR && turned) turns++;
    if (above.year > 0) label->year = above.year + turns;
    at = above;
  }
}

bool nst_chronology_entry(const nst_doc *doc, uint32_t sentence, nst_timex *label, nst_day *from,
                          nst_day *to) {
  bool alone;
  nst_timex other;
  uint32_t first = paragraph_start(doc, sentence), above = first, below = first;
  if (!label_at(doc, first, label, &alone)) {
    first = first > 0 ? paragraph_start(doc, first - 1) : 0;
    if (!label_at(doc, first, label, &alone) || !alone) return false;
  }
  if (!next_label(doc, &above, -1, &other) && !next_label(doc, &below, 1, &other)) return false;
  if (label->year == 0) carry_year(doc, first, label);
  return nst_timex_resolve(label, doc->day, false, from, to);
}
