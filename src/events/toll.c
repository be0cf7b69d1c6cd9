/* toll.c - the dead and wounded of an attack that the next sentence counts.
 *
 * In: candidates with quantities. Out: killed and injured of an attack that has none, from the sentence right behind it
 * where that tells what became of people and of nobody who did it: "Troops fired on a bus. Two passengers were killed." */
#include "events/counted.h"
#include "events/roles.h"
#include "events/stage.h"
#include "events/timex.h"

enum { MOST = 4 };

static bool has_harm(const nst_candidate *c) {
  for (size_t i = 0; i < c->n_quantities; i++)
    if (c->quantities[i].kind == NST_Q_KILLED || c->quantities[i].kind == NST_Q_INJURED) return true;
  return false;
}

/* The last attack of the sentence, if it has no toll of its own. */
static nst_candidate *last_attack(nst_candidates *all, size_t i) {
  nst_candidate *a = &all->items[i];
  if (a->dropped || a->type != NST_ASSAULT || a->headline || a->status != NST_ACTUAL || has_harm(a))
    return NULL;
  for (size_t k = i + 1; k < all->n && all->items[k].sentence == a->sentence; k++)
    if (!all->items[k].dropped && all->items[k].type == NST_ASSAULT) return NULL;
  return a;
}

/* Does the sentence tell of another attack, or count over months and years? */
static bool of_its_own(const nst_doc *doc, const nst_candidates *all, uint32_t sentence) {
  for (size_t i = 0; i < all->n; i++) {
    const nst_candidate *c = &all->items[i];
    if (c->sentence == sentence && !c->dropped && c->type == NST_ASSAULT && c->source.n) return true;
  }
  const nst_sentence *s = &doc->sentences.items[sentence];
  nst_timex x;
  for (uint32_t at = s->first; nst_timex_next(doc, at, s->end, &x); at = x.end)
    if (x.since || x.kind == NST_TX_YEAR || x.kind == NST_TX_MONTH || x.kind == NST_TX_UNIT ||
        x.kind == NST_TX_PAST)
      return true;
  return false;
}

/* "were killed", "died": by nobody that the sentence names, and not all that "have died" in a war. */
static bool by_nobody(const nst_doc *doc, const nst_counted *u) {
  bool subject;
  int32_t verb = nst_counted_verb(doc, u->place, &subject);
  if (verb < 0 || nst_child(doc, verb, NST_REL_OBL_AGENT) >= 0 || nst_child_lemma(doc, verb, "have") >= 0)
    return false;
  return nst_is_passive(doc, verb) || nst_str_in(nst_tok(doc, verb)->lemma, "die perish");
}

static nst_status take(nst_doc *doc, nst_candidate *a, const nst_sentence *s) {
  nst_quantity found[MOST];
  size_t n = 0;
  nst_number x;
  for (uint32_t at = s->first; n < MOST && nst_number_next(doc, at, s->end, &x);
       at = x.end > at ? x.end : at + 1) {
    nst_counted u = nst_counted_of(doc, &x);
    nst_quantity q = {.has_low = x.has_low, .has_high = x.has_high, .low = x.low, .high = x.high, .unit = ""};
    if (x.percent || x.ordinal || !nst_counted_harm(doc, &x, &u, &q.kind) || !by_nobody(doc, &u)) continue;
    if (q.kind != NST_Q_KILLED && q.kind != NST_Q_INJURED) continue;
    const char *text = nst_tokens_text(doc, x.first, x.end);
    if (!text) return NST_NOMEM;
    q.mention = (nst_passage){.text = text, .span = nst_tokens_span(doc, x.first, x.end)};
    found[n++] = q;
  }
  if (n == 0) return NST_OK;
  nst_quantity *all = nst_arena_array(doc->arena, a->n_quantities + n, sizeof *all);
  if (!all) return NST_NOMEM;
  for (size_t i = 0; i < a->n_quantities; i++) all[i] = a->quantities[i];
  for (size_t i = 0; i < n; i++) all[a->n_quantities + i] = found[i];
  a->quantities = all;
  a->n_quantities += n;
  return nst_candidate_why(doc, a, "toll: of the next sentence");
}

nst_status nst_candidates_toll(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *a = last_attack(all, i);
    if (!a || a->sentence + 1 >= s->doc->sentences.n) continue;
    const nst_sentence *next = &s->doc->sentences.items[a->sentence + 1];
    if (!next->parsed || next->kind != NST_SENT_BODY || of_its_own(s->doc, all, a->sentence + 1)) continue;
    NST_TRY(take(s->doc, a, next));
  }
  return NST_OK;
}
