/* attribution.c - who says so.
 *   candidate, the speech verbs above it  ->  speakers, outermost first
 * Direct, inverted and indirect speech, "according to", quotations that run on. A party that announces its own act
 * is not its own witness (docs/codebook.md). It does not know which words are speech: speech.c does. */
#include "events/attach.h"
#include "events/candidate.h"
#include "events/speech.h"

enum { CHAIN = 6 };

typedef struct chain {
  nst_speech says[CHAIN]; /* innermost first */
  int32_t clause[CHAIN];  /* the clause that each reports */
  size_t n;
} chain;

static bool in(const nst_doc *doc, int32_t i, const char *list) {
  return i >= 0 && nst_str_in(nst_tok(doc, i)->lemma, list);
}

/* "what it calls unfair curbs": the words are those of "it". */
static int32_t caller(const nst_doc *doc, int32_t i) {
  const nst_token *t = nst_tok(doc, i);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (t->head < 0 || !in(doc, t->head, "call describe term label regard see")) return -1;
  if (rel != NST_REL_XCOMP && rel != NST_REL_OBJ && rel != NST_REL_OBL && rel != NST_REL_CCOMP) return -1;
  for (int32_t c = nst_next_child(doc, t->head, -1); c >= 0; c = nst_next_child(doc, t->head, c))
    if (nst_str_is(nst_tok(doc, c)->lower, "what")) return t->head;
  const nst_token *head = nst_tok(doc, t->head);
  return head->deprel == NST_REL_ACL_RELCL && head->head >= 0 &&
                 nst_str_is(nst_tok(doc, head->head)->lower, "what")
             ? t->head
             : -1;
}

static void push(chain *k, nst_speech s, int32_t clause) {
  if (k->n == CHAIN || s.speaker < 0) return;
  for (size_t i = 0; i < k->n; i++)
    if (k->says[i].speaker == s.speaker) return;
  k->says[k->n] = s;
  k->clause[k->n++] = clause;
}

static void climb(const nst_doc *doc, const nst_candidate *c, chain *k) {
  int32_t i = c->head;
  for (int steps = 0; i >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    nst_speech said[4];
    size_t n = nst_speech_over(doc, i, said, 4);
    for (size_t j = 0; j < n; j++)
      if (said[j].verb < 0 || !nst_attach_in_trigger(c, said[j].verb)) push(k, said[j], i);
    int32_t calls = caller(doc, i);
    if (calls >= 0) push(k, (nst_speech){.verb = calls, .speaker = nst_speaker_of(doc, calls)}, i);
    const nst_token *t = nst_tok(doc, i);
    if (t->deprel == NST_REL_ACL_RELCL &&
        in(doc, t->head, "account claim charge allegation version assertion"))
      return;
    i = nst_tok(doc, i)->head;
  }
}

/* "according to" that hangs on a participle below the event: "attacked it, killing 20, according to police". */
static void look_below(const nst_doc *doc, const nst_candidate *c, chain *k) {
  const int32_t tops[] = {c->head, c->clause};
  for (size_t t = 0; t < 2 && k->n == 0; t++)
    for (int32_t i = nst_next_child(doc, tops[t], -1); i >= 0; i = nst_next_child(doc, tops[t], i)) {
      nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
      if (rel != NST_REL_ADVCL && rel != NST_REL_CONJ && rel != NST_REL_OBJ && rel != NST_REL_OBL &&
          rel != NST_REL_APPOS && rel != NST_REL_PARATAXIS)
        continue;
      nst_speech said[4];
      size_t n = nst_speech_over(doc, i, said, 4);
      for (size_t j = 0; j < n; j++)
        if (said[j].verb < 0) push(k, said[j], c->head);
    }
}

/* A quotation that began in an earlier sentence: its speaker is the one named there. */
static int32_t speaker_of_open_quote(const nst_doc *doc, const nst_candidate *c) {
  if (!nst_tok(doc, c->head)->in_quote) return -1;
  const nst_sentence *s = &doc->sentences.items[c->sentence];
  if (!doc->tokens.items[s->first].in_quote) return -1;
  for (uint32_t back = c->sentence; back-- > 0 && c->sentence - back <= 3;) {
    const nst_sentence *p = &doc->sentences.items[back];
    if (!p->parsed || p->kind != NST_SENT_BODY) return -1;
    for (uint32_t i = p->first; i < p->end; i++) {
      const nst_token *t = &doc->tokens.items[i];
      if (t->in_quote || !nst_is_speech_verb(t)) continue;
      int32_t speaker = nst_speaker_of(doc, (int32_t)i);
      if (speaker >= 0) return speaker;
    }
    if (!doc->tokens.items[p->first].in_quote) return -1;
  }
  return -1;
}

static const nst_mention *mention_at(const nst_doc *doc, int32_t token) {
  int32_t m = token >= 0 ? nst_tok(doc, token)->mention : -1;
  return m >= 0 ? &doc->mentions.items[m] : NULL;
}

/* "the report by Reuters", "a statement from the ministry", "its statement": whose it is. */
static int32_t author(const nst_doc *doc, int32_t speaker) {
  static const char *const papers =
      "report statement document letter communique communiqu\xC3\xA9 text message transcript "
      "dispatch story article release posting tweet post broadcast";
  if (!in(doc, speaker, papers)) return speaker;
  for (int32_t i = nst_next_child(doc, speaker, -1); i >= 0; i = nst_next_child(doc, speaker, i)) {
    const nst_token *t = nst_tok(doc, i);
    nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
    if (t->deprel == NST_REL_NMOD_POSS) return i;
    if ((rel == NST_REL_NMOD || rel == NST_REL_OBL) && nst_str_in(nst_case_of(doc, i), "by from of"))
      return i;
    if (rel == NST_REL_COMPOUND && t->upos == NST_UPOS_PROPN) return i;
  }
  return speaker;
}

/* "told Reuters": the medium to whom it was said reports it. */
static int32_t hearer(const nst_doc *doc, int32_t verb) {
  if (verb < 0 || !in(doc, verb, "tell inform say")) return -1;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(doc, i)->deprel);
    bool place = rel == NST_REL_OBJ || rel == NST_REL_IOBJ ||
                 (rel == NST_REL_OBL && nst_str_is(nst_case_of(doc, i), "to"));
    const nst_mention *m = place ? mention_at(doc, i) : NULL;
    if (m && m->kind == NST_MENTION_NAME && m->n_who > 0 && strcmp(m->who[0].sector, "MED") == 0) return i;
  }
  return -1;
}

static bool same_who(const nst_who *a, const nst_who *b) {
  if (a->name[0] && b->name[0] && strcmp(a->name, b->name) == 0) return true;
  return strcmp(a->country, b->country) == 0 && strcmp(a->org, b->org) == 0 && (a->country[0] || a->org[0]) &&
         (strcmp(a->sector, b->sector) == 0 || !a->sector[0] || !b->sector[0]);
}

/* Is the speaker the source itself: the same phrase, what it refers to, or the same government in other words? */
static bool is_source(const nst_doc *doc, const nst_candidate *c, int32_t speaker) {
  const nst_mention *m = mention_at(doc, speaker);
  for (uint32_t i = 0; i < c->source.n; i++) {
    const nst_filler *f = &c->source.items[i];
    if (f->token == speaker) return true;
    const nst_mention *s = f->mention >= 0 ? &doc->mentions.items[f->mention] : NULL;
    if (s && s->kind == NST_MENTION_PRONOUN &&
        (s->n_who == 0 || s->antecedent == nst_tok(doc, speaker)->mention))
      return true;
    if (!m || !s || m->n_who == 0 || s->n_who == 0) continue;
    bool person = m->entity == NST_ENT_PER || s->entity == NST_ENT_PER ||
                  (m->kind == NST_MENTION_NOMINAL && s->kind == NST_MENTION_NAME);
    if (m->who == s->who) return true;
    bool named = m->who[0].name[0] && strcmp(m->who[0].name, s->who[f->who > 0 ? f->who : 0].name) == 0;
    if (named || (!person && same_who(&m->who[0], &s->who[f->who > 0 ? f->who : 0]))) return true;
  }
  return false;
}

/* "he said he would not": the one who speaks speaks of himself. */
static bool of_himself(const nst_doc *doc, const nst_candidate *c) {
  int32_t subject = nst_child(doc, c->clause, NST_REL_NSUBJ);
  return c->source.n == 0 && subject >= 0 && nst_str_in(nst_tok(doc, subject)->lower, "he she it they we i");
}

/* Does the clause commit its speaker now ("will help", "is ready to help"), or tell of an act already done? */
static bool announces(const nst_doc *doc, const nst_candidate *c) {
  if (c->future || c->type == NST_ACCUSE) return true;
  int32_t verb = c->light >= 0 ? c->light : c->clause;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    const nst_token *t = nst_tok(doc, i);
    if (t->deprel == NST_REL_AUX && nst_str_in(t->lower, "will would could can shall 'll 'd wo")) return true;
    if (t->deprel == NST_REL_AUX && (nst_str_is(t->lemma, "have") || nst_str_in(t->lower, "may might")))
      return false;
  }
  const nst_token *v = nst_tok(doc, verb);
  return !(nst_is_verbal(v) && (v->feat_bits & NST_FEAT(PAST)) && (v->feat_bits & NST_FEAT(FINITE)));
}

static bool commits(const nst_candidate *c) {
  switch (c->type) {
  case NST_AGREE:
  case NST_THREATEN:
  case NST_REJECT:
  case NST_REQUEST:
  case NST_ACCUSE:
  case NST_SUPPORT:
  case NST_CONCEDE:
    return true;
  default:
    return false;
  }
}

static bool fill(nst_doc *doc, int32_t speaker, nst_actor *out) {
  int32_t m = nst_tok(doc, speaker)->mention;
  if (m >= 0) {
    if (!nst_actor_of_mention(doc, m, 0, out)) return false;
    int32_t apposed = nst_child(doc, speaker, NST_REL_APPOS); /* "the minister, Lena Brandt," */
    int32_t n =
        apposed >= 0 && nst_tok(doc, apposed)->upos == NST_UPOS_PROPN ? nst_tok(doc, apposed)->mention : -1;
    if (n < 0 || out->name[0]) return true;
    nst_actor role = *out;
    if (!nst_actor_of_mention(doc, n, 0, out)) return false;
    if (!out->country[0] && !out->org[0])
      out->country = role.country, out->org = role.org, out->sector = role.sector;
    return true;
  }
  uint32_t first, end;
  nst_subtree(doc, speaker, &first, &end);
  if (first < (uint32_t)speaker && end - first > 6) first = (uint32_t)speaker;
  if (end > (uint32_t)speaker + 4) end = (uint32_t)speaker + 1;
  int32_t prep = nst_child(doc, speaker, NST_REL_CASE);
  if (prep >= 0 && prep < speaker) first = (uint32_t)prep + 1;
  while (first < (uint32_t)speaker && (doc->tokens.items[first].deprel == NST_REL_FIXED ||
                                       doc->tokens.items[first].upos == NST_UPOS_PUNCT))
    first++;
  const char *text = nst_tokens_text(doc, first, end);
  *out = (nst_actor){.mention = {text ? text : "", nst_tokens_span(doc, first, end)},
                     .name = "",
                     .country = "",
                     .org = "",
                     .sector = "",
                     .code = ""};
  return text != NULL;
}

nst_status nst_candidate_attribution(nst_doc *doc, nst_candidate *c) {
  chain k = {.n = 0};
  climb(doc, c, &k);
  if (k.n == 0) look_below(doc, c, &k);
  if (k.n == 0) push(&k, (nst_speech){.verb = -1, .speaker = speaker_of_open_quote(doc, c)}, c->head);
  size_t from = 0;
  if (k.n > 0 && commits(c) && announces(doc, c) &&
      (of_himself(doc, c) || is_source(doc, c, k.says[0].speaker)))
    from = 1;
  if (k.n == from) return NST_OK;
  nst_actor *list = nst_arena_array(doc->arena, 2 * CHAIN, sizeof *list);
  if (!list) return NST_NOMEM;
  size_t n = 0;
  for (size_t i = k.n; i-- > from;) {
    int32_t medium = hearer(doc, k.says[i].verb);
    if (medium >= 0 && !fill(doc, medium, &list[n++])) return NST_NOMEM;
    if (!fill(doc, author(doc, k.says[i].speaker), &list[n++])) return NST_NOMEM;
  }
  c->attribution = list;
  c->n_attribution = n;
  return NST_OK;
}
