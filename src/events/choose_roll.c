/* choose_roll.c - whom a report tells of, how often and where.
 *
 * In: the mentions of a report. Out: one entry for each country or organisation (for each sector, where an actor has
 * neither), and keys by which lists of actors are told to be the same. */
#include "base/hash.h"
#include "events/choose.h"

typedef struct actor {
  const char *code, *sector;
} actor;

static bool actor_at(const nst_doc *doc, const nst_filler *f, size_t k, actor *out) {
  if (k >= nst_filler_count(doc, f)) return false;
  const nst_mention *m = &doc->mentions.items[f->mention];
  if (m->n_who == 0) {
    *out = (actor){m->geo->country, ""};
    return true;
  }
  const nst_who *w = &m->who[f->who >= 0 ? (size_t)f->who : k];
  *out = (actor){w->country[0] ? w->country : w->org, w->sector};
  if (nst_str_in(nst_str_of(out->code), "HCR HCH")) out->code = "UNO";
  return true;
}

static uint64_t code_hash(const actor *a) {
  return a->code[0] ? nst_hash(a->code, strlen(a->code), 1) : nst_hash(a->sector, strlen(a->sector), 2);
}

/* A country and its government are one. */
static uint64_t who_hash(const actor *a) {
  const char *sector = a->code[0] && !a->sector[0] ? "GOV" : a->sector;
  return nst_hash(sector, strlen(sector), nst_hash(a->code, strlen(a->code), 3));
}

/* The sum of the different hashes of a list: the same in whatever order. */
static uint64_t sum_of(const nst_doc *doc, const nst_fillers *list, uint64_t (*hash)(const actor *)) {
  uint64_t seen[4 * NST_FILLERS], sum = 0;
  size_t n = 0;
  actor a;
  for (uint32_t i = 0; i < list->n; i++)
    for (size_t k = 0; actor_at(doc, &list->items[i], k, &a) && n < sizeof seen / sizeof *seen; k++) {
      uint64_t h = hash(&a);
      bool known = false;
      for (size_t j = 0; j < n; j++) known = known || seen[j] == h;
      if (known) continue;
      seen[n++] = h;
      sum += h;
    }
  return sum;
}

uint64_t nst_fillers_who(const nst_doc *doc, const nst_fillers *list) {
  return sum_of(doc, list, who_hash);
}

uint64_t nst_fillers_codes(const nst_doc *doc, const nst_fillers *list) {
  return sum_of(doc, list, code_hash);
}

bool nst_fillers_share_code(const nst_doc *doc, const nst_fillers *a, const nst_fillers *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) {
      const char *x = nst_filler_code(doc, &a->items[i]);
      if (x[0] && strcmp(x, nst_filler_code(doc, &b->items[k])) == 0) return true;
    }
  return false;
}

static int16_t enter(nst_roll *roll, uint64_t codes, const nst_doc *doc, const nst_mention *m, bool media) {
  int32_t i = 0;
  while (i < roll->n && roll->items[i].codes != codes) i++;
  if (i == NST_ROLL) return NST_NOT_TOLD;
  uint32_t sentence = nst_tok(doc, (int32_t)m->head)->sentence;
  nst_told *t = &roll->items[i];
  if (i == roll->n) *t = (nst_told){.codes = codes, .first = sentence};
  if (i == roll->n) roll->n++;
  t->mentions++;
  t->media = media;
  t->headline = t->headline || doc->sentences.items[sentence].kind == NST_SENT_HEADLINE;
  return (int16_t)i;
}

nst_status nst_roll_make(const nst_doc *doc, nst_roll *roll) {
  roll->n = 0;
  roll->of = nst_arena_array(doc->arena, doc->mentions.n, sizeof *roll->of);
  if (!roll->of && doc->mentions.n) return NST_NOMEM;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    nst_filler f = {(int32_t)doc->mentions.items[i].head, (int32_t)i, -1};
    actor a;
    roll->of[i] = NST_NOT_TOLD;
    if (!actor_at(doc, &f, 0, &a) || (!a.code[0] && !a.sector[0])) continue;
    roll->of[i] = enter(roll, code_hash(&a), doc, &doc->mentions.items[i], strcmp(a.sector, "MED") == 0);
  }
  for (int32_t i = 0; i < roll->n; i++)
    for (int32_t k = 0; k < roll->n; k++)
      if (roll->items[k].mentions > roll->items[i].mentions ||
          (roll->items[k].mentions == roll->items[i].mentions && k < i))
        roll->items[i].rank++;
  return NST_OK;
}
