/* evidence.c - named evidence for and against a candidate.
 *   candidate, its tree, its actors, the topics of the report  ->  names
 * It decides nothing and knows no weights: score.c adds them up. */
#include "events/evidence.h"

#include <stdarg.h>
#include <stdio.h>

#include "events/frames.h"
#include "events/roles.h"
#include "events/teller.h"

enum { NAME_BYTES = 96 };

nst_status nst_say(const nst_teller *t, const char *format, ...) {
  char name[NAME_BYTES];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(name, sizeof name, format, args);
  va_end(args);
  if (n < 0) return NST_OK;
  uint32_t len = (size_t)n < sizeof name ? (uint32_t)n : (uint32_t)sizeof name - 1;
  return t->tell(t->user, (nst_str){name, len});
}

/* ---- the word ---- */

/* "attack" means one thing where presidents and armies act, another in a report on a match. */
static nst_status tell_company(const nst_teller *t, const char *words) {
  const nst_report_view *v = t->view;
  NST_TRY(nst_say(t, "word %s %s, acts by powers %s", t->type, words, nst_tenths(v->power_acts, v->acts)));
  return nst_say(t, "word %s %s, powers %s", t->type, words, nst_tenths(v->powers, v->powers + v->privates));
}

static nst_status tell_word(const nst_teller *t) {
  const nst_frame_def *def = t->c->entry->def;
  const nst_token *head = nst_tok(t->doc, t->c->head);
  char words[NAME_BYTES / 2];
  size_t used = 0;
  for (uint32_t i = 0; i < t->c->n_trigger; i++) {
    nst_str w = nst_tok(t->doc, t->c->trigger[i])->lemma;
    if (used + w.len + 1 >= sizeof words) break;
    if (used) words[used++] = '_';
    memcpy(words + used, w.p, w.len);
    used += w.len;
  }
  words[used] = '\0';
  NST_TRY(nst_say(t, "type %s", t->type));
  NST_TRY(nst_say(t, "word %s %s", t->type, words));
  NST_TRY(tell_company(t, words));
  NST_TRY(nst_say(t, "prior %.1f", def->prior));
  NST_TRY(nst_say(t, "class %s", nst_upos_name((nst_upos)head->upos)));
  NST_TRY(
      nst_say(t, "class %s %s", t->type, t->c->light >= 0 ? "light" : nst_upos_name((nst_upos)head->upos)));
  if (def->n_conds) NST_TRY(nst_say(t, "conditions"));
  if (t->c->entry->pattern->n > 1) NST_TRY(nst_say(t, "expression"));
  if (def->type != t->c->type) NST_TRY(nst_say(t, "turned %s %s", nst_event_name(def->type), t->type));
  return NST_OK;
}

/* ---- the clause ---- */

static bool general(const nst_token *t) {
  return nst_str_in(t->lower, "always often usually generally regularly frequently never sometimes every "
                              "typically traditionally routinely annually normally");
}

static nst_status tell_predicate(const nst_teller *t, int32_t verb) {
  const nst_doc *doc = t->doc;
  const nst_token *v = nst_tok(doc, verb);
  bool past = v->feat_bits & NST_FEAT(PAST), have = false, be = false, modal = false;
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i)) {
    const nst_token *a = nst_tok(doc, i);
    if (a->deprel == NST_REL_ADVMOD && general(a)) NST_TRY(nst_say(t, "in general"));
    if (a->deprel == NST_REL_MARK) NST_TRY(nst_say(t, "mark %.*s", (int)a->lower.len, a->lower.p));
    if (a->deprel != NST_REL_AUX && a->deprel != NST_REL_AUX_PASS) continue;
    if (nst_str_in(a->lower, "have has had 've 'd having")) have = true;
    else if (a->deprel == NST_REL_AUX_PASS || nst_str_in(a->lemma, "be")) be = true;
    if (a->feat_bits & NST_FEAT(PAST)) past = true;
    if (!nst_str_in(a->lower, "can could may might must should would will shall 'll ca wo need")) continue;
    modal = true;
    NST_TRY(nst_say(t, "auxiliary %.*s", (int)a->lower.len, a->lower.p));
  }
  const char *tense = modal                                    ? "modal"
                      : have                                   ? "perfect"
                      : past                                   ? "past"
                      : v->feat_bits & NST_FEAT(INFINITIVE)    ? "infinitive"
                      : v->feat_bits & NST_FEAT(PRESENT) || be ? (be ? "progressive" : "present")
                                                               : "none";
  NST_TRY(nst_say(t, "tense %s", tense));
  NST_TRY(nst_say(t, "tense %s %s", t->type, tense));
  int32_t subject = nst_child_main(doc, verb, NST_REL_NSUBJ);
  if (subject >= 0 && strcmp(tense, "present") == 0 && (nst_tok(doc, subject)->feat_bits & NST_FEAT(PLURAL)))
    NST_TRY(nst_say(t, "many do"));
  return nst_is_passive(doc, verb) ? nst_say(t, "passive") : NST_OK;
}

/* Words of opinion and thought above the clause. */
static nst_status tell_above(const nst_teller *t) {
  const nst_doc *doc = t->doc;
  int32_t at = t->c->light >= 0 ? t->c->light : t->c->head;
  NST_TRY(nst_say(t, "relation %s", nst_deprel_name((nst_deprel)nst_tok(doc, at)->deprel)));
  NST_TRY(nst_say(t, "relation %s %s", t->type, nst_deprel_name((nst_deprel)nst_tok(doc, at)->deprel)));
  const nst_token *w = nst_tok(doc, at);
  if (w->head >= 0) {
    const nst_token *h = nst_tok(doc, w->head);
    NST_TRY(nst_say(t, "above %s", nst_upos_name((nst_upos)h->upos)));
    NST_TRY(
        nst_say(t, "above %s %.*s", nst_deprel_name((nst_deprel)w->deprel), (int)h->lemma.len, h->lemma.p));
  }
  bool relative = false, adverbial = false, subordinate = false;
  uint32_t depth = 0;
  for (int32_t i = at; i >= 0 && depth < NST_SENTENCE_TOKENS; i = nst_tok(doc, i)->head, depth++) {
    nst_deprel rel = (nst_deprel)nst_tok(doc, i)->deprel;
    relative = relative || rel == NST_REL_ACL_RELCL;
    adverbial = adverbial || nst_rel_main(rel) == NST_REL_ADVCL;
    subordinate = subordinate || rel == NST_REL_CCOMP || rel == NST_REL_XCOMP;
  }
  if (relative) NST_TRY(nst_say(t, "inside a relative clause"));
  if (adverbial) NST_TRY(nst_say(t, "inside an adverbial clause"));
  if (subordinate) NST_TRY(nst_say(t, "inside a complement"));
  return nst_say(t, "depth %s", depth <= 1 ? "1" : depth == 2 ? "2" : depth <= 4 ? "3-4" : "5-");
}

static nst_status tell_clause(const nst_teller *t) {
  const nst_candidate *c = t->c;
  const nst_token *head = nst_tok(t->doc, c->head);
  int32_t verb = nst_is_verbal(head) || head->upos == NST_UPOS_ADJ ? c->head : c->light >= 0 ? c->light : -1;
  NST_TRY(nst_say(t, "status %s", nst_event_status_name(c->status)));
  NST_TRY(nst_say(t, "status %s %s", t->type, nst_event_status_name(c->status)));
  if (c->hedged) NST_TRY(nst_say(t, "hedged"));
  if (c->n_attribution) NST_TRY(nst_say(t, "attributed"));
  if (head->in_quote) NST_TRY(nst_say(t, "quoted"));
  if (head->in_quote) NST_TRY(nst_say(t, "quoted %s", t->type));
  if (c->future) NST_TRY(nst_say(t, "future %s", t->type));
  if (c->content != NST_EVENT_NONE) NST_TRY(nst_say(t, "content %s", nst_event_name(c->content)));
  if (verb >= 0) NST_TRY(tell_predicate(t, verb));
  else if (head->feat_bits & NST_FEAT(PLURAL)) NST_TRY(nst_say(t, "plural noun"));
  int32_t det = nst_child(t->doc, c->head, NST_REL_DET);
  if (det >= 0 && verb < 0)
    NST_TRY(
        nst_say(t, "determiner %.*s", (int)nst_tok(t->doc, det)->lower.len, nst_tok(t->doc, det)->lower.p));
  return tell_above(t);
}

/* ---- who ---- */

static const char *const powers = "GOV MIL COP JUD LEG SPY PTY OPP REB IGO";

const char *nst_kind_of_who(const nst_doc *doc, const nst_filler *f) {
  const char *sector = nst_filler_sector(doc, f);
  if (sector[0]) return sector;
  return nst_filler_code(doc, f)[0] ? "state" : "nobody known";
}

bool nst_kind_is_power(const char *kind) {
  return strcmp(kind, "state") == 0 || nst_str_in(nst_str_of(kind), powers);
}

/* Coarse: those who hold or fight for power, others, nobody. */
static const char *rank_of(const nst_doc *doc, const nst_fillers *side) {
  if (side->n == 0) return "none";
  const char *kind = nst_kind_of_who(doc, &side->items[0]);
  if (nst_kind_is_power(kind)) return "power";
  return strcmp(kind, "nobody known") == 0 ? "unknown" : "private";
}

static nst_status tell_side(const nst_teller *t, const char *side, const nst_fillers *f) {
  const nst_doc *doc = t->doc;
  if (f->n == 0) {
    NST_TRY(nst_say(t, "%s none", side));
    return nst_say(t, "%s none %s", side, t->type);
  }
  const nst_filler *first = &f->items[0];
  const nst_mention *m = first->mention >= 0 ? &doc->mentions.items[first->mention] : NULL;
  const nst_token *word = nst_tok(doc, m ? (int32_t)m->head : first->token);
  NST_TRY(nst_say(t, "%s is %s", side, nst_kind_of_who(doc, first)));
  NST_TRY(nst_say(t, "%s is %s %s", side, rank_of(doc, f), t->type));
  NST_TRY(nst_say(t, "%s why %s", side, f->why));
  if (!nst_filler_code(doc, first)[0]) NST_TRY(nst_say(t, "%s of no country", side));
  if (f->distance)
    NST_TRY(nst_say(t, "%s steps %s", side, f->distance == 1 ? "1" : f->distance == 2 ? "2" : "3-"));
  if (word->upos == NST_UPOS_PRON)
    return nst_say(t, "%s pronoun %.*s", side, (int)word->lower.len, word->lower.p);
  if (word->upos == NST_UPOS_NOUN)
    NST_TRY(nst_say(t, "%s noun %.*s", side, (int)word->lemma.len, word->lemma.p));
  if (word->entity) NST_TRY(nst_say(t, "%s entity %s", side, nst_entity_name((nst_entity)word->entity)));
  return nst_say(t, "%s %s", side,
                 !m                   ? "words"
                 : m->antecedent >= 0 ? "refers"
                 : m->listed          ? "listed"
                                      : "described");
}

static bool holds(const nst_fillers *f, int32_t token) {
  for (uint32_t i = 0; i < f->n; i++)
    if (f->items[i].token == token) return true;
  return false;
}

/* What stands at a place of the verb though it is not the actor that was found. */
static nst_status tell_other(const nst_teller *t, const char *place, int32_t token) {
  if (token < 0 || holds(&t->c->source, token) || holds(&t->c->target, token)) return NST_OK;
  const nst_token *w = nst_tok(t->doc, token);
  const nst_mention *m = w->mention >= 0 ? &t->doc->mentions.items[w->mention] : NULL;
  NST_TRY(nst_say(t, "%s other %s", place, m && m->n_who ? "actor" : nst_upos_name((nst_upos)w->upos)));
  if (w->entity) NST_TRY(nst_say(t, "%s other %s", place, nst_entity_name((nst_entity)w->entity)));
  if (w->upos != NST_UPOS_NOUN && w->upos != NST_UPOS_VERB) return NST_OK;
  NST_TRY(nst_say(t, "%s other %s %s", place, nst_upos_name((nst_upos)w->upos), t->type));
  return nst_say(t, "%s word %.*s", place, (int)w->lemma.len, w->lemma.p);
}

static const char *form_of(const nst_doc *doc, int32_t verb) {
  uint32_t bits = nst_tok(doc, verb)->feat_bits;
  if (nst_child_lemma(doc, verb, "to") >= 0) return "to";
  for (int32_t i = nst_next_child(doc, verb, -1); i >= 0; i = nst_next_child(doc, verb, i))
    if (nst_tok(doc, i)->deprel == NST_REL_AUX && !nst_str_in(nst_tok(doc, i)->lemma, "have be do"))
      return nst_str_in(nst_tok(doc, i)->lower, "should must") ? "duty" : "modal";
  return bits & NST_FEAT(PAST)         ? "past"
         : bits & NST_FEAT(GERUND)     ? "gerund"
         : bits & NST_FEAT(INFINITIVE) ? "bare"
         : bits & NST_FEAT(FINITE)     ? "present"
                                       : "none";
}

/* "claimed that he won" is no accusation, "suggested that she left" no request. */
static nst_status tell_complement(const nst_teller *t, int32_t verb) {
  int32_t clause = nst_child(t->doc, verb, NST_REL_CCOMP);
  if (clause < 0) clause = nst_child(t->doc, verb, NST_REL_XCOMP);
  if (clause < 0) return NST_OK;
  NST_TRY(nst_say(t, "complement %s %s", t->type, form_of(t->doc, clause)));
  int32_t subject = nst_child_main(t->doc, clause, NST_REL_NSUBJ);
  if (subject < 0) return NST_OK;
  const nst_token *w = nst_tok(t->doc, subject);
  const nst_mention *m = w->mention >= 0 ? &t->doc->mentions.items[w->mention] : NULL;
  return nst_say(t, "complement %s about %s", t->type,
                 w->upos == NST_UPOS_PRON ? "a pronoun"
                 : m && m->n_who          ? "an actor"
                                          : "something else");
}

static nst_status tell_actors(const nst_teller *t) {
  const nst_doc *doc = t->doc;
  const nst_candidate *c = t->c;
  NST_TRY(tell_side(t, "source", &c->source));
  NST_TRY(tell_side(t, "target", &c->target));
  NST_TRY(nst_say(t, "pair %s %s", rank_of(doc, &c->source), rank_of(doc, &c->target)));
  if (nst_fillers_meet(doc, &c->source, &c->target)) {
    NST_TRY(nst_say(t, "one country"));
    NST_TRY(nst_say(t, "one country %s", t->type));
  }
  int32_t verb = c->light >= 0 ? c->light : nst_is_verbal(nst_tok(doc, c->head)) ? c->head : -1;
  if (verb < 0) return NST_OK;
  NST_TRY(tell_other(t, "subject", nst_child_main(doc, verb, NST_REL_NSUBJ)));
  if (c->light < 0) NST_TRY(tell_other(t, "object", nst_child(doc, verb, NST_REL_OBJ)));
  return tell_complement(t, verb);
}

nst_status nst_evidence_tell(const nst_doc *doc, const nst_report_view *view, const nst_candidate *c,
                             nst_tell_fn tell, void *user) {
  nst_teller t = {doc, view, c, nst_event_name(c->type), tell, user};
  NST_TRY(nst_say(&t, "any frame word"));
  NST_TRY(tell_word(&t));
  NST_TRY(tell_clause(&t));
  NST_TRY(tell_actors(&t));
  NST_TRY(nst_tell_kinds(&t));
  return nst_tell_report(&t);
}
