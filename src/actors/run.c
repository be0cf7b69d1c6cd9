/* run.c - the stage: phrases found, one mention for every nominal head, then each settled in the order of the text. */
#include "actors/stage.h"

bool nst_is_modifier(const nst_token *t) {
  return t->deprel == NST_REL_AMOD || t->deprel == NST_REL_COMPOUND || t->deprel == NST_REL_NMOD_DESC ||
         t->deprel == NST_REL_FLAT || t->deprel == NST_REL_NUMMOD || t->deprel == NST_REL_DET;
}

bool nst_is_plural(const nst_stage *st, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  return (t->feat_bits & NST_FEAT(PLURAL)) != 0;
}

bool nst_is_type(const nst_stage *st, uint32_t token, nst_type type) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  nst_words words;
  nst_str texts[2] = {t->lemma, t->lower};
  for (int i = 0; i < 2; i++)
    if (nst_words_of(st->arena, texts[i], &words) && words.n > 0 && !words.too_long &&
        (nst_lexicon_types(st->lexicon, (nst_str){words.text, words.len}) >> type & 1) != 0)
      return true;
  return false;
}

bool nst_is_definite(const nst_stage *st, uint32_t token) {
  for (int32_t c = nst_next_child(st->doc, (int32_t)token, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)token, c)) {
    const nst_token *t = nst_tok(st->doc, c);
    if ((t->deprel == NST_REL_DET || t->deprel == NST_REL_DET_PREDET || t->deprel == NST_REL_NUMMOD) &&
        nst_str_in(t->lower, "the this that these those both two"))
      return true;
  }
  return false;
}

static bool content_hit(const nst_stage *st, uint32_t t) {
  if (st->hit_of[t] < 0) return false;
  const nst_hit *h = &st->hits.items[st->hit_of[t]];
  nst_sense_kind kind = nst_stage_sense(st, h->sense)->kind;
  return kind != NST_SENSE_PAST && kind != NST_SENSE_TYPE;
}

/* Does the token's head lie outside its hit, so that it stands for the phrase? */
static bool leads_hit(const nst_stage *st, uint32_t t) {
  const nst_hit *h = &st->hits.items[st->hit_of[t]];
  int32_t head = nst_tok(st->doc, (int32_t)t)->head;
  return head < (int32_t)h->first || head > (int32_t)h->last;
}

static bool is_head(const nst_stage *st, uint32_t i) {
  const nst_token *t = nst_tok(st->doc, (int32_t)i);
  bool noun = t->upos == NST_UPOS_NOUN || t->upos == NST_UPOS_PROPN;
  if (t->upos == NST_UPOS_PUNCT || t->deprel == NST_REL_FIXED || t->deprel == NST_REL_GOESWITH) return false;
  if (content_hit(st, i)) {
    nst_sense_kind kind = nst_stage_sense(st, st->hits.items[st->hit_of[i]].sense)->kind;
    bool agent = kind == NST_SENSE_AGENT;
    if (!leads_hit(st, i)) return false;
    return !agent || noun || (t->upos == NST_UPOS_ADJ && !nst_is_modifier(t));
  }
  if (t->upos == NST_UPOS_PRON)
    return (t->feat_bits & (NST_FEAT(PERSONAL) | NST_FEAT(POSSESSIVE) | NST_FEAT(REFLEXIVE))) != 0 ||
           nst_str_in(t->lower,
                      "he she it they him her them his hers its their i we us our my both who which that");
  if (noun) return t->deprel != NST_REL_FLAT;
  nst_deprel main = nst_rel_main((nst_deprel)t->deprel);
  return nst_is_nominal(t) &&
         (main == NST_REL_NSUBJ || main == NST_REL_OBJ || main == NST_REL_OBL || main == NST_REL_NMOD);
}

/* Tokens of the phrase: the subtree without coordinated phrases, clauses, appositions and its preposition. */
static void extent(const nst_stage *st, uint32_t head, uint32_t *first, uint32_t *end) {
  *first = head;
  *end = head + 1;
  if (st->hit_of[head] >= 0 && content_hit(st, head)) {
    const nst_hit *h = &st->hits.items[st->hit_of[head]];
    *first = h->first;
    *end = h->last + 1;
  }
  for (int32_t c = nst_next_child(st->doc, (int32_t)head, -1); c >= 0;
       c = nst_next_child(st->doc, (int32_t)head, c)) {
    nst_deprel rel = (nst_deprel)nst_tok(st->doc, c)->deprel, main = nst_rel_main(rel);
    uint32_t a, b;
    bool inner = main == NST_REL_AMOD || main == NST_REL_COMPOUND || main == NST_REL_NMOD ||
                 main == NST_REL_FLAT || main == NST_REL_DET || main == NST_REL_NUMMOD;
    if (!inner) continue;
    nst_subtree(st->doc, c, &a, &b);
    if (a < *first) *first = a;
    if (b > *end && b <= *end + 40) *end = b;
  }
}

static bool add_mention(nst_stage *st, uint32_t i) {
  nst_token *t = nst_tok(st->doc, (int32_t)i);
  nst_mention m = {.head = i,
                   .antecedent = -1,
                   .entity = (nst_entity)t->entity,
                   .plural = nst_is_plural(st, i),
                   .modifier = nst_is_modifier(t)};
  extent(st, i, &m.first, &m.end);
  m.span = nst_tokens_span(st->doc, m.first, m.end);
  m.kind = t->upos == NST_UPOS_PRON && !content_hit(st, i) ? NST_MENTION_PRONOUN
           : t->upos == NST_UPOS_PROPN || (content_hit(st, i) && t->upos == NST_UPOS_ADJ)
               ? NST_MENTION_NAME
               : NST_MENTION_NOMINAL;
  t->mention = (int32_t)st->doc->mentions.n;
  return NST_PUSH(st->doc->arena, &st->doc->mentions, m);
}

static bool names_country(const nst_stage *st, uint32_t token) {
  if (st->hit_of[token] < 0) return false;
  const nst_sense *s = nst_stage_sense(st, st->hits.items[st->hit_of[token]].sense);
  return nst_stage_entry(st, s->entry)->kind == NST_ENTRY_COUNTRY && s->kind == NST_SENSE_NAME;
}

/* "China, South Korea, Russia and Japan": one country is no apposition of another, it stands beside it in the list. */
static void mend_list(nst_stage *st, uint32_t i) {
  nst_token *t = nst_tok(st->doc, (int32_t)i);
  if (t->deprel != NST_REL_APPOS || t->head < 0 || !names_country(st, i)) return;
  if (!names_country(st, (uint32_t)t->head)) return;
  if (nst_stage_named(st, st->hits.items[st->hit_of[i]].last) ==
      nst_stage_named(st, st->hits.items[st->hit_of[t->head]].last))
    return;
  for (int32_t c = nst_next_child(st->doc, t->head, (int32_t)i); c >= 0;
       c = nst_next_child(st->doc, t->head, c))
    if (nst_tok(st->doc, c)->deprel == NST_REL_CONJ && names_country(st, (uint32_t)c))
      t->deprel = NST_REL_CONJ;
}

static bool add_mentions(nst_stage *st) {
  nst_doc *doc = st->doc;
  for (size_t i = 0; i < doc->tokens.n; i++) doc->tokens.items[i].mention = -1;
  for (size_t s = 0; s < doc->sentences.n; s++) {
    const nst_sentence *sentence = &doc->sentences.items[s];
    if (!sentence->parsed || sentence->kind == NST_SENT_OTHER) continue;
    for (uint32_t i = sentence->first; i < sentence->end; i++) mend_list(st, i);
    for (uint32_t i = sentence->first; i < sentence->end; i++)
      if (is_head(st, i) && !add_mention(st, i)) return false;
  }
  st->notes = nst_arena_array(st->arena, doc->mentions.n, sizeof *st->notes);
  if (!st->notes) return false;
  for (size_t i = 0; i < doc->mentions.n; i++) {
    st->notes[i].entry = st->notes[i].agent = NST_NONE;
    st->notes[i].modifier = nst_is_modifier(nst_tok(doc, (int32_t)doc->mentions.items[i].head));
  }
  return true;
}

nst_status nst_stage_open(nst_stage *st, const nst_actor_lexicon *lexicon, nst_doc *doc) {
  *st = (nst_stage){.lexicon = lexicon, .doc = doc, .arena = doc->arena};
  doc->mentions.n = 0;
  return nst_stage_scan(st) && nst_stage_weigh(st) && nst_stage_dateline(st) && add_mentions(st) ? NST_OK
                                                                                                 : NST_NOMEM;
}

nst_status nst_actors_run(const nst_actor_lexicon *lexicon, nst_doc *doc) {
  nst_stage st;
  NST_TRY(nst_stage_open(&st, lexicon, doc));
  for (size_t i = 0; i < doc->mentions.n && !st.no_memory; i++) nst_settle(&st, (int32_t)i, 6);
  if (lexicon->base.has_codes || lexicon->own.has_codes) nst_stage_codes(&st);
  return st.no_memory ? NST_NOMEM : NST_OK;
}
