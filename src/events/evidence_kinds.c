/* evidence_kinds.c - what kinds of things and persons stand around the word, by the words of data/score/kinds.tsv.
 *   candidate, its tree, the table of kinds  ->  names of evidence
 * "the storm struck", "he attacked the waffles", "the act requires": the noun tells what the verb means. */
#include "events/teller.h"

static nst_str kind_of(const nst_teller *t, const nst_token *w) {
  if (w->upos == NST_UPOS_PROPN && w->entity) return NST_STR("");
  return nst_topics_name(t->view->kinds, nst_topics_word(t->view->kinds, w));
}

/* What the table says of a noun, or else what can be seen of it. */
static nst_str sort_of(const nst_teller *t, const nst_token *w) {
  nst_str kind = kind_of(t, w);
  if (kind.len) return kind;
  const nst_mention *m = w->mention >= 0 ? &t->doc->mentions.items[w->mention] : NULL;
  if (m && m->n_who) return NST_STR("an actor");
  if (w->entity)
    return nst_str_of(w->entity == NST_ENT_PER   ? "a person"
                      : w->entity == NST_ENT_ORG ? "a body"
                      : w->entity == NST_ENT_LOC ? "a place"
                                                 : "a name");
  if (nst_str_in(w->lower, "i we me us")) return NST_STR("the speaker");
  if (nst_str_is(w->lower, "you")) return NST_STR("you");
  if (nst_str_in(w->lower, "he she him her who")) return NST_STR("somebody");
  if (nst_str_in(w->lower, "it this that which")) return NST_STR("it");
  if (nst_str_in(w->lower, "they them those these")) return NST_STR("they");
  if (nst_str_in(w->lower, "anyone anybody everyone everybody someone somebody nobody one none"))
    return NST_STR("anybody");
  return w->upos == NST_UPOS_NOUN  ? NST_STR("another noun")
         : w->upos == NST_UPOS_NUM ? NST_STR("a number")
                                   : NST_STR("another word");
}

static nst_status tell_sort(const nst_teller *t, const char *place, int32_t token) {
  if (token < 0) return NST_OK;
  nst_str sort = sort_of(t, nst_tok(t->doc, nst_noun_meant(t->doc, token)));
  NST_TRY(nst_say(t, "%s sort %.*s", place, (int)sort.len, sort.p));
  return nst_say(t, "%s sort %s %.*s", place, t->type, (int)sort.len, sort.p);
}

static nst_status tell_filler(const nst_teller *t, const char *side, const nst_fillers *f) {
  if (f->n == 0) return NST_OK;
  const nst_filler *first = &f->items[0];
  int32_t at = first->mention >= 0 ? (int32_t)t->doc->mentions.items[first->mention].head : first->token;
  NST_TRY(tell_sort(t, side, at));
  int32_t det = nst_child(t->doc, at, NST_REL_DET);
  if (det < 0) return NST_OK;
  nst_str word = nst_tok(t->doc, det)->lower;
  return nst_say(t, "%s with %.*s", side, (int)word.len, word.p);
}

/* Who does what the verb says: its subject, that of the verb it hangs on, or the noun it modifies. */
static int32_t subject_of(const nst_doc *doc, int32_t verb) {
  for (int hops = 0; verb >= 0 && hops < 5; hops++) {
    int32_t subject = nst_child_main(doc, verb, NST_REL_NSUBJ);
    const nst_token *v = nst_tok(doc, verb);
    bool relative = subject >= 0 && nst_str_in(nst_tok(doc, subject)->lower, "who which that whom");
    if (subject >= 0 && !relative) return subject;
    nst_deprel rel = (nst_deprel)v->deprel;
    if (nst_rel_main(rel) == NST_REL_ACL) return v->head;
    if (subject >= 0) return subject;
    if (rel != NST_REL_CONJ && rel != NST_REL_XCOMP && nst_rel_main(rel) != NST_REL_ADVCL) return -1;
    verb = v->head;
  }
  return -1;
}

/* What the verbs and nouns above make of the act: wanted, asked for, made possible, thought, said. */
static nst_status tell_holders(const nst_teller *t, int32_t at) {
  const nst_doc *doc = t->doc;
  const nst_token *w = nst_tok(doc, at);
  bool direct = true, modal = false, condition = false;
  for (int depth = 0; w->head >= 0 && depth < 8; depth++) {
    nst_deprel rel = nst_rel_main((nst_deprel)w->deprel);
    w = nst_tok(doc, w->head);
    int32_t i = -1;
    while ((i = nst_next_child(doc, (int32_t)(w - doc->tokens.items), i)) >= 0) {
      const nst_token *child = nst_tok(doc, i);
      if (child->deprel == NST_REL_AUX &&
          nst_str_in(child->lower, "can could may might must should would will shall 'll 'd"))
        modal = true;
      if (child->deprel == NST_REL_MARK && nst_str_in(child->lower, "if unless whether until"))
        condition = true;
    }
    if (rel == NST_REL_CONJ) continue;
    nst_str kind = kind_of(t, w);
    if (!kind.len) kind = nst_str_of(nst_upos_name((nst_upos)w->upos));
    if (direct) NST_TRY(nst_say(t, "held %s by %.*s", nst_deprel_name(rel), (int)kind.len, kind.p));
    if (nst_str_in(kind, "aim ask let think say unsure document idea")) {
      NST_TRY(nst_say(t, "under %.*s", (int)kind.len, kind.p));
      NST_TRY(nst_say(t, "under %.*s %s", (int)kind.len, kind.p, t->type));
    }
    direct = false;
  }
  if (modal) NST_TRY(nst_say(t, "under a modal"));
  return condition ? nst_say(t, "under a condition") : NST_OK;
}

/* "war on litter", "the attack of the critics" */
static nst_status tell_complements(const nst_teller *t, int32_t at, const char *place) {
  for (int32_t i = nst_next_child(t->doc, at, -1); i >= 0; i = nst_next_child(t->doc, at, i)) {
    const nst_token *w = nst_tok(t->doc, i);
    nst_deprel rel = nst_rel_main((nst_deprel)w->deprel);
    if (rel != NST_REL_OBL && rel != NST_REL_NMOD && rel != NST_REL_COMPOUND && rel != NST_REL_AMOD) continue;
    nst_str kind = rel == NST_REL_AMOD ? NST_STR("") : sort_of(t, w),
            link = rel == NST_REL_COMPOUND ? NST_STR("before") : nst_case_of(t->doc, i);
    if (kind.len) NST_TRY(nst_say(t, "%s %.*s %.*s", place, (int)link.len, link.p, (int)kind.len, kind.p));
    else if (rel == NST_REL_AMOD) NST_TRY(nst_say(t, "adjective %.*s", (int)w->lemma.len, w->lemma.p));
  }
  return NST_OK;
}

/* Who says so, where the words are somebody's. */
static nst_status tell_speaker(const nst_teller *t) {
  const nst_candidate *c = t->c;
  if (!c->n_attribution) return NST_OK;
  const nst_actor *speaker = &c->attribution[c->n_attribution - 1];
  bool known = speaker->country[0] || speaker->org[0] || speaker->sector[0];
  return nst_say(t, "said by %s",
                 !known                                                              ? "nobody known"
                 : nst_kind_is_power(speaker->sector[0] ? speaker->sector : "state") ? "a power"
                                                                                     : "others");
}

nst_status nst_tell_kinds(const nst_teller *t) {
  const nst_doc *doc = t->doc;
  const nst_candidate *c = t->c;
  NST_TRY(tell_filler(t, "source", &c->source));
  NST_TRY(tell_filler(t, "target", &c->target));
  NST_TRY(tell_speaker(t));
  NST_TRY(tell_holders(t, c->light >= 0 ? c->light : c->head));
  const nst_token *head = nst_tok(doc, c->head);
  int32_t verb = c->light >= 0 ? c->light : nst_is_verbal(head) || head->upos == NST_UPOS_ADJ ? c->head : -1;
  NST_TRY(tell_complements(t, c->head, verb == c->head ? "verb" : "noun"));
  if (verb < 0) return NST_OK;
  bool passive = nst_is_passive(doc, verb);
  int32_t subject = subject_of(doc, verb);
  NST_TRY(tell_sort(t, passive ? "undergoer" : "subject", subject));
  if (subject < 0) NST_TRY(nst_say(t, "no subject"));
  return c->light < 0 && !passive ? tell_sort(t, "object", nst_child(doc, verb, NST_REL_OBJ)) : NST_OK;
}
