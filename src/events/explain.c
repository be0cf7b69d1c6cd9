/* explain.c - the frame words that became no record, and why.
 *
 * In: candidates after the merge. Out: doc->dropped, in the order of the text. Runs only where somebody asks for it; it
 * looks again at what the steps before it have decided and decides nothing. */
#include "events/match.h"
#include "events/stage.h"

/** What became of each token. */
typedef struct fates {
  const nst_candidate **own;  /**< the candidate with this head */
  const nst_candidate **host; /**< the one that tells the same event */
  bool *told; /**< part of the words of a candidate ("green light" in "gave the green light") */
} fates;

static nst_status find_fates(const nst_scene *s, const nst_candidates *all, fates *f) {
  size_t n = s->doc->tokens.n;
  f->own = nst_arena_array(s->doc->arena, n, sizeof *f->own);
  f->host = nst_arena_array(s->doc->arena, n, sizeof *f->host);
  f->told = nst_arena_array(s->doc->arena, n, sizeof *f->told);
  if (!f->own || !f->host || !f->told) return NST_NOMEM;
  for (size_t i = 0; i < all->n; i++) {
    const nst_candidate *c = &all->items[i];
    f->own[c->head] = c;
    for (size_t k = 0; k < c->n_mentions; k++) f->host[all->items[c->mentions[k]].head] = c;
    for (uint32_t k = 0; k < c->n_trigger; k++) f->told[c->trigger[k]] = true;
  }
  return NST_OK;
}

static nst_status add(nst_doc *doc, uint32_t sentence, int32_t token, nst_dropped d) {
  const char *text = nst_tokens_text(doc, (uint32_t)token, (uint32_t)token + 1);
  if (!text) return NST_NOMEM;
  d.sentence = sentence;
  d.word = (nst_passage){text, nst_tok(doc, token)->span};
  if (!d.why) d.why = "";
  if (!d.path) d.path = "";
  return NST_PUSH(doc->arena, &doc->dropped, d) ? NST_OK : NST_NOMEM;
}

static nst_status explain_candidate(const nst_scene *s, const nst_candidate *c, const nst_candidate *host,
                                    double threshold) {
  nst_dropped d = {.type = c->type, .path = c->entry->def->path, .line = c->entry->def->line};
  const char *last = c->n_why ? c->why[c->n_why - 1] : "";
  if (!c->dropped) {
    if (c->confidence >= threshold) return NST_OK;
    d.drop = NST_DROP_UNSURE;
    d.confidence = c->confidence;
  } else if (host) {
    d.drop = NST_DROP_TOLD;
    d.why = nst_arena_format(s->doc->arena, "sentence %u", (unsigned)host->sentence);
    if (!d.why) return NST_NOMEM;
  } else if (strcmp(last, nst_no_actor) == 0) {
    d.drop = NST_DROP_NO_ACTOR;
  } else {
    d.drop = NST_DROP_PART;
    d.why = last;
  }
  return add(s->doc, c->sentence, c->head, d);
}

static nst_status explain_refusal(const nst_scene *s, uint32_t sentence, int32_t token, nst_anchor anchor) {
  const nst_frame_entry *entry;
  const nst_frame_cond *cond;
  if (!nst_match_refused(s, anchor, &entry, &cond)) return NST_OK; /* a word of longer expressions only */
  nst_dropped d = {
      .drop = NST_DROP_UNFIT, .type = entry->def->type, .path = entry->def->path, .line = entry->def->line};
  if (cond) {
    nst_buf buf;
    nst_buf_init(&buf, nst_allocator_default());
    nst_frame_put_cond(&buf, cond);
    if (!buf.failed) d.why = nst_arena_copy(s->doc->arena, buf.p, buf.len);
    nst_buf_free(&buf);
    if (!d.why) return NST_NOMEM;
  } else {
    d.why = "plural";
  }
  return add(s->doc, sentence, token, d);
}

static nst_status explain_token(const nst_scene *s, const fates *f, uint32_t sentence, int32_t token,
                                double threshold) {
  if (f->own[token]) return explain_candidate(s, f->own[token], f->host[token], threshold);
  if (f->told[token] || !nst_is_frame_word(s, token)) return NST_OK;
  nst_anchor anchor = {.head = token, .light = -1};
  nst_match m;
  nst_match_light(s, &anchor);
  if (!nst_match_word(s, anchor, &m)) return explain_refusal(s, sentence, token, anchor);
  const nst_frame_def *def = m.entry->def;
  return add(s->doc, sentence, token,
             (nst_dropped){.drop = NST_DROP_NO_EVENT, .path = def->path, .line = def->line});
}

nst_status nst_candidates_explain(const nst_scene *s, const nst_candidates *all, double threshold) {
  fates f;
  NST_TRY(find_fates(s, all, &f));
  for (uint32_t i = 0; i < s->doc->sentences.n; i++) {
    const nst_sentence *sentence = &s->doc->sentences.items[i];
    if (!sentence->parsed || sentence->kind == NST_SENT_OTHER) continue;
    for (uint32_t t = sentence->first; t < sentence->end; t++)
      NST_TRY(explain_token(s, &f, i, (int32_t)t, threshold));
  }
  return NST_OK;
}
