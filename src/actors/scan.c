/* scan.c - tokens in, lexicon phrases found in them out: at each word the longest one. Knows nothing of trees. */
#include "actors/stage.h"

typedef struct doc_words {
  nst_str *words; /* normalised */
  uint32_t *token;
  bool *capital, *upper;
  size_t n;
} doc_words;

static bool token_words(nst_stage *st, const nst_token *t, nst_words *out) {
  if (!nst_words_of(st->arena, t->form, out)) return false;
  if (t->form.len == 2 && out->n == 1 && out->len == 1 && t->form.p[0] == '\'') out->caps = UINT32_MAX;
  return true;
}

static bool all_upper(nst_str s) {
  bool letter = false;
  for (uint32_t i = 0; i < s.len; i++) {
    if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
    if (s.p[i] >= 'A' && s.p[i] <= 'Z') letter = true;
    if ((unsigned char)s.p[i] >= 0x80) return false;
  }
  return letter;
}

static bool collect(nst_stage *st, uint32_t first, uint32_t end, doc_words *w) {
  size_t most = (size_t)(end - first) * 4;
  w->words = nst_arena_array(st->arena, most, sizeof *w->words);
  w->token = nst_arena_array(st->arena, most, sizeof *w->token);
  w->capital = nst_arena_array(st->arena, most, sizeof *w->capital);
  w->upper = nst_arena_array(st->arena, most, sizeof *w->upper);
  w->n = 0;
  if (!w->words || !w->token || !w->capital || !w->upper) return false;
  for (uint32_t i = first; i < end; i++) {
    nst_words tw;
    const nst_token *t = nst_tok(st->doc, (int32_t)i);
    if (!token_words(st, t, &tw)) return false;
    const char *text = tw.n ? nst_arena_copy(st->arena, tw.text, tw.len) : "";
    if (!text) return false;
    for (uint32_t k = 0; k < tw.n && w->n < most; k++) {
      uint32_t e = k + 1 < tw.n ? (uint32_t)(tw.begin[k + 1] - 1) : tw.len;
      w->words[w->n] = (nst_str){text + tw.begin[k], e - tw.begin[k]};
      w->token[w->n] = i;
      w->capital[w->n] = (tw.caps >> k) & 1;
      w->upper[w->n] = all_upper(t->form);
      w->n++;
    }
  }
  return true;
}

/* "in May", "May 7": a surname that stands as a date does. */
static bool like_a_month(const nst_stage *st, const nst_hit *hit) {
  const nst_token *t = nst_tok(st->doc, (int32_t)hit->first);
  const nst_sentence *s = &st->doc->sentences.items[t->sentence];
  if (t->entity == NST_ENT_PER || !nst_str_is(t->lower, "may")) return false;
  if (hit->last + 1 < s->end && nst_tok(st->doc, (int32_t)hit->last + 1)->upos == NST_UPOS_NUM) return true;
  if (hit->first == s->first) return false;
  const nst_token *b = nst_tok(st->doc, (int32_t)hit->first - 1);
  return b->upos == NST_UPOS_NUM ||
         nst_str_in(b->lower, "in on since until last next this early late of mid");
}

/* Is the phrase only a part of what the tagger sees as one name? */
static bool in_longer_name(const nst_stage *st, const nst_hit *hit) {
  const nst_token *t = nst_tok(st->doc, (int32_t)hit->first);
  if (!t->entity_begin) return true;
  if (hit->last + 1 >= st->doc->sentences.items[t->sentence].end) return false;
  const nst_token *n = nst_tok(st->doc, (int32_t)hit->last + 1);
  return n->entity == t->entity && !n->entity_begin;
}

/* "San Vicente", "Clinton Foundation": a surname that is part of the name of a place or body. */
static bool within_name(const nst_stage *st, const nst_hit *hit) {
  uint8_t entity = nst_tok(st->doc, (int32_t)hit->first)->entity;
  return (entity == NST_ENT_LOC || entity == NST_ENT_ORG) && in_longer_name(st, hit);
}

/* "Rep. Jim Jordan ... Jordan said": is the word the last of a person's full name somewhere in the report? */
static bool is_family_name(const nst_stage *st, uint32_t token) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  for (size_t i = 1; i < st->doc->tokens.n; i++) {
    const nst_token *o = &st->doc->tokens.items[i];
    if (o->entity == NST_ENT_PER && !o->entity_begin && nst_str_eq(o->lower, t->lower) &&
        (i + 1 == st->doc->tokens.n || o[1].entity != NST_ENT_PER || o[1].entity_begin))
      return true;
  }
  return false;
}

/* "Rafael Rojas", "Jordan Peterson": the name of a firm or land that is part of a person's. */
static bool within_person(const nst_stage *st, const nst_hit *hit, const nst_sense *s) {
  if (hit->first != hit->last || s->kind != NST_SENSE_NAME) return false;
  if (nst_stage_entry(st, s->entry)->kind == NST_ENTRY_PERSON) return false;
  const nst_token *t = nst_tok(st->doc, (int32_t)hit->first);
  bool person = t->entity == NST_ENT_PER;
  if (person && in_longer_name(st, hit)) return true;
  return (person || nst_rel_main((nst_deprel)t->deprel) == NST_REL_NSUBJ) && is_family_name(st, hit->first);
}

bool nst_sense_fits(const nst_stage *st, const nst_hit *hit, uint32_t sense) {
  const nst_sense *s = nst_stage_sense(st, sense);
  const nst_token *t = nst_tok(st->doc, (int32_t)hit->first);
  bool shouting = st->doc->sentences.items[t->sentence].all_caps;
  if (hit->lemma && s->kind != NST_SENSE_AGENT && s->kind != NST_SENSE_PAST) return false;
  if ((s->caps & ~hit->caps) != 0) return false;
  if (s->acronym && !hit->upper) return false;
  if (s->acronym && shouting && t->upos != NST_UPOS_PROPN && t->upos != NST_UPOS_ADJ) return false;
  if (st->doc->day != NST_DAY_NONE && (st->doc->day < s->from || st->doc->day > s->to)) return false;
  if (s->kind == NST_SENSE_PLACE && nst_tok(st->doc, (int32_t)hit->last)->entity != NST_ENT_LOC &&
      (nst_stage_entry(st, s->entry)->flags & NST_PLACE_MINOR))
    return false; /* a town only where the tagger sees a place */
  if (s->kind == NST_SENSE_SURNAME && within_name(st, hit)) return false;
  if (within_person(st, hit, s)) return false;
  if (s->kind == NST_SENSE_SURNAME && (t->upos != NST_UPOS_PROPN || like_a_month(st, hit))) return false;
  return true;
}

static uint32_t find(const nst_stage *st, const char *key, uint32_t len, nst_hit *hit) {
  uint32_t first = nst_actor_senses(st->lexicon, (nst_str){key, len});
  for (uint32_t s = first; s != NST_NONE; s = nst_stage_sense(st, s)->next)
    if (nst_sense_fits(st, hit, s)) return first;
  return NST_NONE;
}

/* The lemma of the token if it differs from the word in its last letters; NULL text otherwise. */
static nst_str last_lemma(const nst_stage *st, uint32_t token, nst_str word) {
  const nst_token *t = nst_tok(st->doc, (int32_t)token);
  nst_str l = t->lemma;
  if (l.len == 0 || l.len > 40 || nst_str_eq(l, word) || word.len != t->lower.len) return (nst_str){NULL, 0};
  for (uint32_t i = 0; i < l.len; i++)
    if ((unsigned char)l.p[i] >= 0x80 || l.p[i] == '.' || l.p[i] == '-') return (nst_str){NULL, 0};
  return l;
}

/* The phrase of `n` words from `i`: by its forms, then with the last word's lemma. */
static bool try_phrase(nst_stage *st, const doc_words *w, size_t i, uint32_t n, nst_hit *hit) {
  char key[NST_PHRASE_BYTES + 64];
  uint32_t len = 0, before_last = 0;
  hit->caps = 0;
  hit->upper = true;
  for (uint32_t k = 0; k < n; k++) {
    nst_str word = w->words[i + k];
    if (len + word.len + 1 >= NST_PHRASE_BYTES) return false;
    if (k > 0) key[len++] = ' ';
    before_last = len;
    memcpy(key + len, word.p, word.len);
    len += word.len;
    if (w->capital[i + k]) hit->caps |= UINT32_C(1) << k;
    hit->upper = hit->upper && w->upper[i + k];
  }
  hit->first = w->token[i];
  hit->last = w->token[i + n - 1];
  hit->sense = NST_NONE;
  hit->lemma = false;
  hit->senses = find(st, key, len, hit);
  if (hit->senses != NST_NONE) return true;
  nst_str lemma = last_lemma(st, hit->last, w->words[i + n - 1]);
  if (!lemma.p) return false;
  for (uint32_t k = 0; k < lemma.len; k++)
    key[before_last + k] = (char)(lemma.p[k] >= 'A' && lemma.p[k] <= 'Z' ? lemma.p[k] + 32 : lemma.p[k]);
  hit->lemma = true;
  hit->senses = find(st, key, before_last + lemma.len, hit);
  return hit->senses != NST_NONE;
}

static bool whole_tokens(const doc_words *w, size_t i, uint32_t n) {
  return (i == 0 || w->token[i - 1] != w->token[i]) &&
         (i + n >= w->n || w->token[i + n] != w->token[i + n - 1]);
}

static uint32_t most_words(const nst_stage *st, const doc_words *w, size_t i) {
  uint32_t most = nst_lexicon_first_word(st->lexicon, w->words[i]);
  if (most == 0) most = 1; /* its lemma may be a phrase */
  if (most > w->n - i) most = (uint32_t)(w->n - i);
  return most > NST_PHRASE_WORDS ? NST_PHRASE_WORDS : most;
}

bool nst_stage_scan_sentence(nst_stage *st, uint32_t first, uint32_t end) {
  doc_words w;
  if (!collect(st, first, end, &w)) return false;
  for (size_t i = 0; i < w.n;) {
    nst_hit hit;
    uint32_t n = most_words(st, &w, i);
    while (n > 0 && !(whole_tokens(&w, i, n) && try_phrase(st, &w, i, n, &hit))) n--;
    if (n == 0) {
      i++;
      continue;
    }
    if (!NST_PUSH(st->arena, &st->hits, hit)) return false;
    for (uint32_t t = hit.first; t <= hit.last; t++) st->hit_of[t] = (int32_t)(st->hits.n - 1);
    i += n;
  }
  return true;
}

bool nst_stage_scan(nst_stage *st) {
  const nst_doc *doc = st->doc;
  st->hit_of = nst_arena_array(st->arena, doc->tokens.n, sizeof *st->hit_of);
  if (!st->hit_of) return false;
  for (size_t i = 0; i < doc->tokens.n; i++) st->hit_of[i] = -1;
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    if (s->parsed && s->kind != NST_SENT_OTHER && !nst_stage_scan_sentence(st, s->first, s->end))
      return false;
  }
  return true;
}
