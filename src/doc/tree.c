/* tree.c - walks over the dependency tree of one sentence.
 *
 * first_child and next_sibling come from heads (nst_tree_link). Every walk is bounded by the sentence, so that
 * even heads that form no tree cannot hang it. */
#include "doc/tree.h"

void nst_tree_link(nst_doc *doc, const nst_sentence *sentence) {
  for (uint32_t i = sentence->first; i < sentence->end; i++) {
    doc->tokens.items[i].first_child = doc->tokens.items[i].next_sibling = -1;
  }
  for (uint32_t i = sentence->end; i-- > sentence->first;) {
    nst_token *t = &doc->tokens.items[i];
    if (t->head < (int32_t)sentence->first || t->head >= (int32_t)sentence->end) continue;
    nst_token *head = nst_tok(doc, t->head);
    t->next_sibling = head->first_child;
    head->first_child = (int32_t)i;
  }
}

/* The main relation of each subtype, plus one; 0: the relation is a main one. */
static const uint8_t main_of[NST_REL_COUNT] = {
    [NST_REL_ACL_RELCL] = NST_REL_ACL + 1,         [NST_REL_ADVCL_RELCL] = NST_REL_ADVCL + 1,
    [NST_REL_AUX_PASS] = NST_REL_AUX + 1,          [NST_REL_CC_PRECONJ] = NST_REL_CC + 1,
    [NST_REL_COMPOUND_PRT] = NST_REL_COMPOUND + 1, [NST_REL_CSUBJ_OUTER] = NST_REL_CSUBJ + 1,
    [NST_REL_CSUBJ_PASS] = NST_REL_CSUBJ + 1,      [NST_REL_DET_PREDET] = NST_REL_DET + 1,
    [NST_REL_NMOD_DESC] = NST_REL_NMOD + 1,        [NST_REL_NMOD_POSS] = NST_REL_NMOD + 1,
    [NST_REL_NMOD_UNMARKED] = NST_REL_NMOD + 1,    [NST_REL_NSUBJ_OUTER] = NST_REL_NSUBJ + 1,
    [NST_REL_NSUBJ_PASS] = NST_REL_NSUBJ + 1,      [NST_REL_OBL_AGENT] = NST_REL_OBL + 1,
    [NST_REL_OBL_UNMARKED] = NST_REL_OBL + 1,
};

nst_deprel nst_rel_main(nst_deprel rel) {
  if ((unsigned)rel >= NST_REL_COUNT || main_of[rel] == 0) return rel;
  return (nst_deprel)(main_of[rel] - 1);
}

int32_t nst_child(const nst_doc *doc, int32_t head, nst_deprel rel) {
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    if (nst_tok(doc, c)->deprel == rel) return c;
  }
  return -1;
}

int32_t nst_child_main(const nst_doc *doc, int32_t head, nst_deprel rel) {
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    if (nst_rel_main((nst_deprel)nst_tok(doc, c)->deprel) == rel) return c;
  }
  return -1;
}

int32_t nst_next_child(const nst_doc *doc, int32_t head, int32_t after) {
  if (after >= 0) return nst_tok(doc, after)->next_sibling;
  return head >= 0 ? nst_tok(doc, head)->first_child : -1;
}

bool nst_below(const nst_doc *doc, int32_t i, int32_t top) {
  for (int steps = 0; i >= 0 && steps <= NST_SENTENCE_TOKENS; steps++) {
    if (i == top) return true;
    i = nst_tok(doc, i)->head;
  }
  return false;
}

/* The token after `i` in a walk over all below `top`, parents first; -1 at the end. */
static int32_t walk_next(const nst_doc *doc, int32_t i, int32_t top) {
  if (nst_tok(doc, i)->first_child >= 0) return nst_tok(doc, i)->first_child;
  for (int steps = 0; i >= 0 && i != top && steps <= NST_SENTENCE_TOKENS; steps++) {
    if (nst_tok(doc, i)->next_sibling >= 0) return nst_tok(doc, i)->next_sibling;
    i = nst_tok(doc, i)->head;
  }
  return -1;
}

void nst_subtree(const nst_doc *doc, int32_t top, uint32_t *first, uint32_t *end) {
  int32_t low = top, high = top;
  int steps = 0;
  for (int32_t i = top; i >= 0 && steps <= NST_SENTENCE_TOKENS; i = walk_next(doc, i, top), steps++) {
    if (i < low) low = i;
    if (i > high) high = i;
  }
  *first = (uint32_t)low;
  *end = (uint32_t)high + 1;
}

nst_str nst_case_of(const nst_doc *doc, int32_t nominal) {
  int32_t at = nst_child(doc, nominal, NST_REL_CASE);
  if (at < 0) return NST_STR("");
  nst_str word = nst_tok(doc, at)->lower;
  for (int32_t c = nst_next_child(doc, at, -1); c >= 0; c = nst_next_child(doc, at, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel != NST_REL_FIXED) continue;
    char *joined =
        nst_arena_format(doc->arena, "%.*s_%.*s", (int)word.len, word.p, (int)t->lower.len, t->lower.p);
    if (!joined) return NST_STR("");
    word = nst_str_of(joined);
  }
  return word;
}

int32_t nst_noun_meant(const nst_doc *doc, int32_t token) {
  for (int hops = 0; hops < 8 && nst_tok(doc, token)->mention >= 0; hops++) {
    const nst_mention *m = &doc->mentions.items[nst_tok(doc, token)->mention];
    if (m->kind != NST_MENTION_PRONOUN || m->antecedent < 0) break;
    token = (int32_t)doc->mentions.items[m->antecedent].head;
  }
  return token;
}

int32_t nst_conj_first(const nst_doc *doc, int32_t i) {
  for (int steps = 0; i >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, i);
    if (t->deprel != NST_REL_CONJ || t->head < 0) break;
    i = t->head;
  }
  return i;
}

int32_t nst_child_lemma(const nst_doc *doc, int32_t head, const char *lemma) {
  for (int32_t c = nst_next_child(doc, head, -1); c >= 0; c = nst_next_child(doc, head, c)) {
    if (nst_str_is(nst_tok(doc, c)->lemma, lemma)) return c;
  }
  return -1;
}

static bool in_set(unsigned value, uint64_t set) {
  return value < 64 && (set >> value & 1) != 0;
}

#define BIT(value) (UINT64_C(1) << (value))

bool nst_is_nominal(const nst_token *t) {
  const uint64_t always = BIT(NST_UPOS_NOUN) | BIT(NST_UPOS_PROPN) | BIT(NST_UPOS_PRON);
  const uint64_t maybe = BIT(NST_UPOS_NUM) | BIT(NST_UPOS_ADJ) | BIT(NST_UPOS_DET);
  const uint64_t places = BIT(NST_REL_NSUBJ) | BIT(NST_REL_OBJ) | BIT(NST_REL_IOBJ) | BIT(NST_REL_OBL) |
                          BIT(NST_REL_NMOD) | BIT(NST_REL_APPOS) | BIT(NST_REL_DISLOCATED) |
                          BIT(NST_REL_VOCATIVE);
  if (in_set(t->upos, always)) return true;
  return in_set(t->upos, maybe) && in_set(nst_rel_main((nst_deprel)t->deprel), places);
}

bool nst_is_verbal(const nst_token *t) {
  return t->upos == NST_UPOS_VERB || t->upos == NST_UPOS_AUX;
}

bool nst_is_passive(const nst_doc *doc, int32_t verb) {
  const uint64_t bare = BIT(NST_REL_ACL) | BIT(NST_REL_AMOD) | BIT(NST_REL_ADVCL);
  const uint32_t past_participle = NST_FEAT(PARTICIPLE) | NST_FEAT(PAST);
  for (int steps = 0; verb >= 0 && steps < NST_SENTENCE_TOKENS; steps++) {
    const nst_token *t = nst_tok(doc, verb);
    bool shares = t->deprel == NST_REL_CONJ && t->head >= 0 && nst_is_verbal(nst_tok(doc, t->head)) &&
                  nst_child(doc, verb, NST_REL_NSUBJ) < 0 && nst_child(doc, verb, NST_REL_AUX) < 0;
    bool active = nst_child(doc, verb, NST_REL_NSUBJ) >= 0 && nst_child(doc, verb, NST_REL_AUX_PASS) < 0;
    if ((t->feat_bits & NST_FEAT(PASSIVE)) && !shares && !active)
      return true;                                 /* "fled and resigned by fax" is not */
    bool finite = t->feat_bits & NST_FEAT(FINITE); /* "which ..., called on": a wrong label of the parser */
    if (nst_child(doc, verb, NST_REL_AUX_PASS) >= 0 ||
        (nst_child(doc, verb, NST_REL_NSUBJ_PASS) >= 0 && !finite) ||
        nst_child(doc, verb, NST_REL_CSUBJ_PASS) >= 0) {
      return true;
    }
    if ((t->feat_bits & past_participle) != past_participle || (t->feat_bits & NST_FEAT(FINITE)))
      return false;
    if (nst_child(doc, verb, NST_REL_AUX) >= 0 || nst_child(doc, verb, NST_REL_NSUBJ) >= 0) return false;
    if (t->deprel == NST_REL_CONJ) {
      verb = t->head; /* "was arrested and charged" */
      continue;
    }
    return t->deprel != NST_REL_ACL_RELCL && in_set(nst_rel_main((nst_deprel)t->deprel), bare);
  }
  return false;
}

const char *nst_tokens_text(const nst_doc *doc, uint32_t first, uint32_t end) {
  size_t size = 1;
  for (uint32_t i = first; i < end; i++) size += doc->tokens.items[i].form.len + 1u;
  char *text = nst_arena_take(doc->arena, size), *w = text;
  if (!text) return NULL;
  for (uint32_t i = first; i < end; i++) {
    const nst_token *t = &doc->tokens.items[i];
    if (t->form.len) memcpy(w, t->form.p, t->form.len);
    w += t->form.len;
    if (t->space_after && i + 1 < end) *w++ = ' ';
  }
  return text;
}

nst_span nst_tokens_span(const nst_doc *doc, uint32_t first, uint32_t end) {
  if (first >= end) return (nst_span){0, 0};
  return (nst_span){doc->tokens.items[first].span.begin, doc->tokens.items[end - 1].span.end};
}
