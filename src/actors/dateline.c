/* dateline.c - where a report was filed: "MALE, Maldives, Feb 6 -".
 *
 * In: the sentence before the body that ends in a dash or colon. Out: doc->dateline, the first place it names; NULL
 * where it names places of several lands. Its words are no mentions and say nothing of who is meant. */
#include "actors/stage.h"

enum { DATELINE_TOKENS = 24 };

static bool is_dateline(const nst_doc *doc, const nst_sentence *s) {
  if (s->kind != NST_SENT_OTHER || !s->parsed || s->end <= s->first + 1 ||
      s->end > s->first + DATELINE_TOKENS)
    return false;
  return nst_str_in(nst_tok(doc, (int32_t)s->end - 1)->form, "- -- : \xE2\x80\x93 \xE2\x80\x94 _ )");
}

static const nst_geo *place_of(nst_stage *st, size_t first_hit) {
  const nst_geo *found = NULL;
  for (size_t i = first_hit; i < st->hits.n; i++) {
    nst_hit *h = &st->hits.items[i];
    nst_stage_choose(st, h);
    const nst_geo *geo = h->sense == NST_NONE ? NULL : nst_geo_of_hit(st, h);
    if (!geo || !geo->country[0]) continue;
    if (found && strcmp(found->country, geo->country) != 0) return NULL;
    if (!found) found = geo;
  }
  return found;
}

bool nst_stage_dateline(nst_stage *st) {
  nst_doc *doc = st->doc;
  doc->dateline = NULL;
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (s->kind == NST_SENT_BODY) break;
    if (!is_dateline(doc, s)) continue;
    size_t hits = st->hits.n;
    if (!nst_stage_scan_sentence(st, s->first, s->end)) return false;
    doc->dateline = place_of(st, hits);
    st->hits.n = hits;
    for (uint32_t t = s->first; t < s->end; t++) st->hit_of[t] = -1;
    break;
  }
  return !st->no_memory;
}
