/* about.c - what an act is about: the type of the act that is agreed, asked for, refused, threatened or charged.
 *
 * In: candidates with roles and content links (embed.c). Out: `content` and `content_token` of AGREE, REQUEST, REJECT,
 * THREATEN and ACCUSE, from the words of the complement (data/frames/_words_content.frames), from another frame word in
 * it, or from what it points back to. No participant and no event depends on more than these two fields. */
#include "events/answer.h"
#include "events/attach.h"
#include "events/match.h"
#include "events/roles.h"
#include "events/stage.h"

enum { STARTS = 16, STEPS = 6, BACK = 4 };

/* Content of a phrase: type and token, and whether the words of the phrase say it better than a frame word in it. */
typedef struct about {
  nst_event_type type;
  int32_t token;
} about;

/* An act told with what it is done to: "lift sanctions", "send weapons", "open an inquiry". In the order of trial. */
static const struct deed {
  const char *act, *thing;
  nst_event_type type, outer; /**< outer: only for this type, NST_EVENT_NONE for all */
} deeds[] = {{"about_take_up", "about_take_up_arms", NST_ASSAULT, NST_THREATEN},
             {"about_lower", "about_levy", NST_CONCEDE, NST_EVENT_NONE},
             {"about_strip", "about_privilege", NST_SANCTION, NST_THREATEN},
             {"about_delay", NULL, NST_CONCEDE, NST_REQUEST},
             {"about_stay", "about_barracks", NST_RETREAT, NST_EVENT_NONE},
             {"about_join", "about_inquiry", NST_COOPERATE, NST_AGREE},
             {"about_deepen", "about_ties", NST_COOPERATE, NST_EVENT_NONE},
             {"about_withdraw", "about_diplomat", NST_SANCTION, NST_EVENT_NONE},
             {"about_send_home", "about_home", NST_RETREAT, NST_REQUEST},
             {"about_send_home", "about_home", NST_RETREAT, NST_AGREE},
             {"about_back", NULL, NST_AID, NST_ACCUSE},
             {"about_hand_back", NULL, NST_RETREAT, NST_EVENT_NONE},
             {"about_protect", NULL, NST_AID, NST_REQUEST},
             {"about_protect", NULL, NST_AID, NST_AGREE},
             {"about_stop", "about_violence", NST_RETREAT, NST_EVENT_NONE},
             {"about_stop", "about_back", NST_RETREAT, NST_REQUEST},
             {"about_stop", "about_arms", NST_RETREAT, NST_REQUEST},
             {"about_stop", "about_arms", NST_RETREAT, NST_AGREE},
             {"about_stop", "about_back", NST_SANCTION, NST_EVENT_NONE},
             {"about_stop", "about_hardship", NST_CONCEDE, NST_EVENT_NONE},
             {"about_deliver", "about_captive", NST_RETREAT, NST_EVENT_NONE},
             {"about_deliver", "about_wanted", NST_COOPERATE, NST_EVENT_NONE},
             {"about_give_up", "about_arms", NST_RETREAT, NST_EVENT_NONE},
             {"about_give_up", "about_power", NST_RETREAT, NST_EVENT_NONE},
             {"about_extradite", NULL, NST_COOPERATE, NST_EVENT_NONE},
             {"about_leave", "about_dealings", NST_SANCTION, NST_EVENT_NONE},
             {"about_gate_open", "about_gate", NST_CONCEDE, NST_EVENT_NONE},
             {"about_close", "about_gate", NST_SANCTION, NST_EVENT_NONE},
             {"about_impose", "about_sanction", NST_SANCTION, NST_EVENT_NONE},
             {"about_impose", "about_rule", NST_COERCE, NST_EVENT_NONE},
             {"about_inquire", "about_inquiry", NST_ACCUSE, NST_EVENT_NONE},
             {"about_try", "about_wanted", NST_ACCUSE, NST_EVENT_NONE},
             {"about_settle", "about_dispute", NST_CONSULT, NST_EVENT_NONE},
             {"about_hold", "about_talk", NST_CONSULT, NST_EVENT_NONE},
             {"about_receive", "about_comer", NST_AID, NST_EVENT_NONE},
             {"about_give", "about_gift", NST_AID, NST_EVENT_NONE},
             {"about_send", "about_envoy", NST_CONSULT, NST_EVENT_NONE},
             {"about_send", "about_force", NST_AID, NST_REQUEST}, /* of others; of one's own, see find() */
             {"about_send", "about_force", NST_MOBILIZE, NST_EVENT_NONE},
             {"about_let", "about_entry", NST_RETREAT, NST_EVENT_NONE},
             {"about_do_concede", "about_own_bill", NST_CONCEDE, NST_EVENT_NONE}};

/* Words that tell an act by themselves. */
static const struct word {
  const char *list;
  nst_event_type type;
} verbs[] = {{"about_do_retreat", NST_RETREAT},     {"about_do_concede", NST_CONCEDE},
             {"about_do_consult", NST_CONSULT},     {"about_do_aid", NST_AID},
             {"about_do_cooperate", NST_COOPERATE}, {"about_do_support", NST_SUPPORT},
             {"about_do_accuse", NST_ACCUSE},       {"about_do_coerce", NST_COERCE},
             {"about_do_sanction", NST_SANCTION},   {"about_do_mobilize", NST_MOBILIZE},
             {"about_do_assault", NST_ASSAULT},     {"about_do_protest", NST_PROTEST},
             {"about_do_reject", NST_REJECT},       {"about_do_agree", NST_AGREE}},
  nouns[] = {{"content_assault", NST_ASSAULT},   {"content_aid", NST_AID},
             {"content_retreat", NST_RETREAT},   {"content_concede", NST_CONCEDE},
             {"content_consult", NST_CONSULT},   {"content_sanction", NST_SANCTION},
             {"content_coerce", NST_COERCE},     {"content_accuse", NST_ACCUSE},
             {"content_support", NST_SUPPORT},   {"content_cooperate", NST_COOPERATE},
             {"content_mobilize", NST_MOBILIZE}, {"content_protest", NST_PROTEST},
             {"content_request", NST_REQUEST},   {"content_agree", NST_AGREE},
             {"content_threaten", NST_THREATEN}};

static bool takes_content(nst_event_type type) {
  return type == NST_AGREE || type == NST_REQUEST || type == NST_REJECT || type == NST_THREATEN ||
         type == NST_ACCUSE;
}

static bool in_list(const nst_scene *s, const char *name, int32_t token) {
  return nst_match_set(s, nst_frames_set(s->frames, name), token);
}

static nst_deprel rel_of(const nst_doc *doc, int32_t token) {
  return nst_rel_main((nst_deprel)nst_tok(doc, token)->deprel);
}

static bool is_person(const nst_scene *s, int32_t token) {
  const nst_token *t = nst_tok(s->doc, token);
  return t->entity == NST_ENT_PER || nst_str_in(t->lower, "he she they him her them us me who whom");
}

/* Is what an act is done to, or where it leads, in the list? Also behind "series of" and joined by "and". */
static bool done_to(const nst_scene *s, int32_t verb, const char *things) {
  const nst_doc *doc = s->doc;
  bool passive = nst_is_passive(doc, verb);
  for (int32_t c = nst_next_child(doc, verb, -1); c >= 0; c = nst_next_child(doc, verb, c)) {
    nst_deprel rel = rel_of(doc, c);
    bool thing = rel == NST_REL_OBJ || rel == NST_REL_IOBJ || rel == NST_REL_OBL || rel == NST_REL_XCOMP ||
                 rel == NST_REL_CCOMP || rel == NST_REL_ADVCL || rel == NST_REL_ADVMOD ||
                 (rel == NST_REL_NSUBJ && passive);
    if (!thing) continue;
    int32_t inner = nst_inner_noun(s, c);
    if (in_list(s, things, c) || in_list(s, things, inner)) return true;
    for (int32_t g = nst_next_child(doc, c, -1); g >= 0; g = nst_next_child(doc, c, g)) {
      nst_deprel below = rel_of(doc, g);
      bool part = below == NST_REL_CONJ || below == NST_REL_CASE ||
                  (below == NST_REL_NMOD && (rel == NST_REL_OBJ || rel == NST_REL_OBL) &&
                   nst_str_in(nst_case_of(doc, g), "in to on for from with into"));
      if (part && in_list(s, things, g)) return true;
    }
  }
  if (nst_rel_main((nst_deprel)nst_tok(doc, verb)->deprel) != NST_REL_ACL) return false;
  int32_t noun = nst_tok(doc, verb)->head; /* "the sanctions to be lifted" */
  return noun >= 0 && passive && in_list(s, things, noun);
}

static nst_event_type deed_of(const nst_scene *s, int32_t verb, nst_event_type outer) {
  for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
    const struct deed *d = &deeds[i];
    if (d->outer != NST_EVENT_NONE && d->outer != outer) continue;
    if (!in_list(s, d->act, verb)) continue;
    if (!d->thing || done_to(s, verb, d->thing)) return d->type;
    bool person =
        d->type == NST_COOPERATE || strcmp(d->act, "about_receive") == 0 || strcmp(d->act, "about_try") == 0;
    for (int32_t c = person ? nst_next_child(s->doc, verb, -1) : -1; c >= 0;
         c = nst_next_child(s->doc, verb, c))
      if ((rel_of(s->doc, c) == NST_REL_OBJ || nst_tok(s->doc, c)->deprel == NST_REL_NSUBJ_PASS) &&
          (is_person(s, c) || (d->type == NST_AID && nst_tok(s->doc, c)->upos == NST_UPOS_NUM)))
        return d->type;
  }
  return NST_EVENT_NONE;
}

/* "called on him to go": leaving, where no more is said. */
static bool just_goes(const nst_scene *s, int32_t verb) {
  const nst_token *t = nst_tok(s->doc, verb);
  if (!nst_str_in(t->lemma, "go")) return false;
  for (int32_t c = nst_next_child(s->doc, verb, -1); c >= 0; c = nst_next_child(s->doc, verb, c)) {
    nst_deprel rel = rel_of(s->doc, c);
    if (rel == NST_REL_OBL || rel == NST_REL_XCOMP || rel == NST_REL_ADVMOD || rel == NST_REL_COMPOUND)
      return false;
  }
  return true;
}

static nst_event_type word_of(const nst_scene *s, const struct word *list, size_t n, int32_t token) {
  for (size_t i = 0; i < n; i++)
    if (in_list(s, list[i].list, token)) return list[i].type;
  return NST_EVENT_NONE;
}

static const nst_candidate *at_head(const nst_candidates *all, uint32_t sentence, int32_t head) {
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].sentence == sentence && all->items[i].head == head) return &all->items[i];
  return NULL;
}

/* Where a word that tells no act leads on to: its complement, else its object, else the noun it speaks of. */
static int32_t next_of(const nst_scene *s, int32_t token) {
  const nst_doc *doc = s->doc;
  static const nst_deprel down[] = {NST_REL_XCOMP, NST_REL_CCOMP, NST_REL_OBJ};
  int32_t inner = nst_inner_noun(s, token);
  if (inner != token) return inner;
  if (nst_tok(doc, token)->upos == NST_UPOS_VERB) {
    for (size_t i = 0; i < sizeof down / sizeof down[0]; i++) {
      int32_t c = nst_child(doc, token, down[i]);
      if (c >= 0) return c;
    }
    for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c))
      if ((rel_of(doc, c) == NST_REL_ADVCL && nst_has_mark(doc, c, "to")) ||
          (rel_of(doc, c) == NST_REL_OBL && nst_str_in(nst_case_of(doc, c), "in to into for from with of")))
        return c;
    return in_list(s, "about_begin", token) ? nst_child_main(doc, token, NST_REL_NSUBJ) : -1;
  }
  int32_t acl = nst_child_main(doc, token, NST_REL_ACL);
  if (acl >= 0) return acl;
  for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c))
    if (rel_of(doc, c) == NST_REL_NMOD && nst_str_in(nst_case_of(doc, c), "of in for on to over as about"))
      return c;
  return -1;
}

static bool is_consumed(const nst_candidate *c, int32_t token) {
  for (uint32_t i = 0; i < c->n_consumed; i++)
    if (c->consumed[i] == token) return c->type == NST_ACCUSE;
  return false;
}

static bool is_money(const nst_doc *doc, int32_t token) {
  static const char *const signs = "$ \xC2\xA3 \xE2\x82\xAC \xC2\xA5";
  static const char *const coins = "dollar euro pound yen yuan rouble ruble franc mark peso rupee";
  const nst_token *t = nst_tok(doc, token);
  if (nst_str_in(t->form, signs) || nst_str_in(t->lemma, coins)) return true;
  for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c))
    if (nst_str_in(nst_tok(doc, c)->form, signs)) return true;
  return false;
}

/* "not to sign", "stop shooting": is the act asked for that there be none of it? */
static bool is_forgone(const nst_scene *s, int32_t verb) {
  const nst_doc *doc = s->doc;
  for (int32_t c = nst_next_child(doc, verb, -1); c >= 0 && c < verb; c = nst_next_child(doc, verb, c))
    if (nst_tok(doc, c)->deprel == NST_REL_ADVMOD && nst_str_in(nst_tok(doc, c)->lower, "not n't never"))
      return true;
  int32_t above = nst_tok(doc, verb)->head;
  return rel_of(doc, verb) == NST_REL_XCOMP && above >= 0 && nst_is_verbal(nst_tok(doc, above)) &&
         in_list(s, "about_stop", above) && nst_str_ends(nst_tok(doc, verb)->lower, "ing");
}

/* What it is to do nothing of the kind. */
static nst_event_type forgone(nst_event_type outer, nst_event_type type) {
  if (outer != NST_REQUEST && outer != NST_AGREE && outer != NST_ACCUSE) return type;
  if (nst_event_quad(type) <= 2) return type == NST_RETREAT && outer == NST_AGREE ? type : NST_REJECT;
  if (outer == NST_ACCUSE || type == NST_REJECT || nst_event_quad(type) == 3) return type;
  return type == NST_COERCE || type == NST_SANCTION ? NST_CONCEDE : NST_RETREAT;
}

/* What a phrase tells of an act, from its head inwards. */
static about told_by(const nst_scene *s, const nst_candidates *all, const nst_candidate *c, int32_t token) {
  bool forgo = false;
  for (int i = 0; i < STEPS && token >= 0; i++) {
    const nst_token *t = nst_tok(s->doc, token);
    bool verb = nst_is_verbal(t) || t->upos == NST_UPOS_ADJ;
    forgo = forgo || (verb && is_forgone(s, token));
    nst_event_type type = verb ? deed_of(s, token, c->type) : NST_EVENT_NONE;
    const nst_candidate *inner = type == NST_EVENT_NONE ? at_head(all, c->sentence, token) : NULL;
    if (inner == c) inner = NULL;
    if (inner) {
      bool words = inner->type == NST_REQUEST || inner->type == NST_AGREE;
      bool through =
          inner->content != NST_EVENT_NONE &&
          ((c->type == NST_ACCUSE && words) || /* "accused of ordering the murder" */
           (c->type == NST_REJECT && inner->type == NST_REQUEST) ||
           (c->type == NST_REQUEST && inner->type == NST_AGREE && nst_str_in(t->lemma, "commit committed")));
      type = through || inner->type == c->type ? inner->content : inner->type;
      if (type == NST_EVENT_NONE && inner->type != c->type) type = inner->type;
    }
    if (type == NST_EVENT_NONE && verb && just_goes(s, token)) type = NST_RETREAT;
    if (type == NST_EVENT_NONE && verb) type = word_of(s, verbs, sizeof verbs / sizeof verbs[0], token);
    bool gives = c->type == NST_AGREE || c->type == NST_REQUEST || c->type == NST_REJECT;
    if (type == NST_EVENT_NONE && !verb && gives && is_money(s->doc, token)) type = NST_AID;
    if (type == NST_EVENT_NONE && !verb) type = word_of(s, nouns, sizeof nouns / sizeof nouns[0], token);
    bool own = type == c->type ||                              /* "opened an inquiry" is one, not about one */
               (type == NST_PROTEST && is_consumed(c, token)); /* "lodged a protest over" */
    if (type != NST_EVENT_NONE && !own) return (about){forgo ? forgone(c->type, type) : type, token};
    token = next_of(s, token);
  }
  return (about){NST_EVENT_NONE, -1};
}

static void start(int32_t starts[STARTS], uint32_t *n, int32_t token) {
  for (uint32_t i = 0; i < *n; i++)
    if (starts[i] == token) return;
  if (token >= 0 && *n < STARTS) starts[(*n)++] = token;
}

static bool has_any_mark(const nst_doc *doc, int32_t token) {
  for (int32_t c = nst_next_child(doc, token, -1); c >= 0; c = nst_next_child(doc, token, c))
    if (nst_tok(doc, c)->deprel == NST_REL_MARK &&
        nst_str_in(nst_tok(doc, c)->lower, "to of with for from against over"))
      return true;
  return false;
}

/* "of massacring refugees": a gerund right after its preposition is the act, whatever the tree makes of it. */
static int32_t gerund_after(const nst_doc *doc, int32_t phrase) {
  for (int32_t c = nst_next_child(doc, phrase, -1); c >= 0 && c < phrase;
       c = nst_next_child(doc, phrase, c)) {
    int32_t next = c + 1;
    if (nst_tok(doc, c)->deprel != NST_REL_CASE || next >= phrase) continue;
    if (nst_tok(doc, next)->upos == NST_UPOS_VERB && nst_str_ends(nst_tok(doc, next)->lower, "ing"))
      return next;
  }
  return -1;
}

static bool is_clause(const nst_doc *doc, int32_t token, int32_t word) {
  const nst_token *t = nst_tok(doc, token);
  switch (nst_rel_main((nst_deprel)t->deprel)) {
  case NST_REL_XCOMP:
  case NST_REL_CCOMP:
    return true;
  case NST_REL_ADVCL:
    return has_any_mark(doc, token);
  case NST_REL_ACL:
    return t->deprel != NST_REL_ACL_RELCL || token < word;
  default:
    return false;
  }
}

/* "accused the fighters of massacring", "is accused by police of ordering": clauses that hang on a noun of the clause. */
static void below_noun(const nst_doc *doc, int32_t noun, int32_t starts[STARTS], uint32_t *n) {
  for (int32_t c = nst_next_child(doc, noun, -1); c >= 0; c = nst_next_child(doc, noun, c)) {
    const nst_token *t = nst_tok(doc, c);
    nst_deprel rel = rel_of(doc, c);
    bool clause =
        t->upos == NST_UPOS_VERB && c > noun && t->deprel != NST_REL_ACL_RELCL && has_any_mark(doc, c);
    if (clause) start(starts, n, c);
    else if (rel == NST_REL_NMOD) start(starts, n, gerund_after(doc, c));
  }
}

/* The complements of a word: clauses first, then phrases, then the object. */
static void complements(const nst_scene *s, nst_event_type outer, int32_t word, int32_t starts[STARTS],
                        uint32_t *n) {
  const nst_doc *doc = s->doc;
  for (int pass = 0; pass < 3; pass++)
    for (int32_t c = nst_next_child(doc, word, -1); c >= 0; c = nst_next_child(doc, word, c)) {
      nst_deprel rel = rel_of(doc, c);
      bool phrase = (rel == NST_REL_OBL || rel == NST_REL_NMOD) &&
                    nst_str_in(nst_case_of(doc, c), "of for to with over on about against from in as");
      bool actor = nst_tok(doc, c)->mention >= 0 && doc->mentions.items[nst_tok(doc, c)->mention].n_who > 0;
      if (pass == 0) {
        if (is_clause(doc, c, word)) start(starts, n, c);
        if (phrase) start(starts, n, gerund_after(doc, c));
        if (rel == NST_REL_OBJ || rel == NST_REL_IOBJ || rel == NST_REL_OBL) below_noun(doc, c, starts, n);
      } else if (pass == 1 && phrase && !actor) {
        start(starts, n, c);
      } else if (pass == 1 && rel == NST_REL_OBJ &&
                 outer == NST_ACCUSE) { /* "charged its soldiers with rape" */
        for (int32_t g = nst_next_child(doc, c, -1); g >= 0; g = nst_next_child(doc, c, g))
          if (g > c && rel_of(doc, g) == NST_REL_NMOD && nst_str_in(nst_case_of(doc, g), "with for over of"))
            start(starts, n, g);
      } else if (pass == 2 && rel == NST_REL_OBJ && !(actor && outer == NST_ACCUSE)) {
        start(starts, n, nst_antecedent_of(s, c));
      }
    }
}

/* "called on France, which trains officers, to suspend aid": the infinitive after the comma belongs to the call. */
static int32_t behind_relative(const nst_doc *doc, const nst_candidate *c) {
  const nst_sentence *sentence = &doc->sentences.items[c->sentence];
  for (int32_t i = c->head + 1; i + 1 < (int32_t)sentence->end; i++) {
    if (!nst_str_is(nst_tok(doc, i)->form, ",") || !nst_str_is(nst_tok(doc, i + 1)->lower, "to")) continue;
    int32_t verb = nst_tok(doc, i + 1)->head;
    if (verb > i && nst_tok(doc, verb)->upos == NST_UPOS_VERB && nst_below(doc, verb, c->head)) return verb;
  }
  return -1;
}

/* "condemned the move", "asked lawmakers for the measure": an act told before. */
static about points_back(const nst_scene *s, const nst_candidates *all, const nst_candidate *c,
                         int32_t token) {
  const nst_token *t = nst_tok(s->doc, token);
  bool noun = nst_word_in(s->grammar->act, t) && !nst_str_ends(t->lower, "s") &&
              (nst_child_lemma(s->doc, token, "the") >= 0 || nst_child_lemma(s->doc, token, "this") >= 0) &&
              nst_child_main(s->doc, token, NST_REL_NMOD) < 0;
  for (size_t k = (size_t)(c - all->items); k-- > 0 && (noun || nst_str_in(t->lower, "it this that"));) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + BACK < c->sentence) break;
    if (o->dropped || nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    if (c->type == NST_ACCUSE && nst_event_quad(o->type) != 4) continue;
    if (c->target.n && !nst_fillers_meet(s->doc, &o->source, &c->target)) continue;
    return (about){o->type, token};
  }
  return (about){NST_EVENT_NONE, -1};
}

/* "arrested him at the request of Madrid": the act that the clause tells. */
static about done_at_request(const nst_scene *s, const nst_candidates *all, const nst_candidate *c) {
  const nst_doc *doc = s->doc;
  const nst_token *t = nst_tok(doc, c->head);
  bool phrase = c->type == NST_REQUEST && t->upos == NST_UPOS_NOUN && t->head >= 0 &&
                nst_str_in(nst_case_of(doc, c->head), "at on upon under following after");
  int32_t verb = phrase ? nst_predicate_of(s, t->head) : -1;
  bool cut = false; /* "arrested the minister, who signed it, at the request of Madrid" */
  for (int32_t i = verb; i >= 0 && i < c->head; i++) cut = cut || nst_str_is(nst_tok(doc, i)->form, ",");
  if (verb >= 0 && cut && nst_tok(doc, verb)->deprel == NST_REL_ACL_RELCL)
    verb = nst_predicate_of(s, nst_tok(doc, verb)->head);
  if (verb < 0) return (about){NST_EVENT_NONE, -1};
  const nst_candidate *done = at_head(all, c->sentence, verb);
  if (!done) return told_by(s, all, c, verb);
  bool announced = (done->type == NST_AGREE || done->type == NST_THREATEN) && done->content != NST_EVENT_NONE;
  return (about){announced ? done->content : done->type, verb};
}

/* "which Caracas denies": what is denied in a word is a charge. */
static bool denies_charge(const nst_scene *s, const nst_candidate *c) {
  if (c->type != NST_REJECT ||
      !nst_str_in(nst_tok(s->doc, c->head)->lemma, "deny dismiss refute dispute rebut"))
    return false;
  int32_t object = nst_child(s->doc, c->head, NST_REL_OBJ);
  if (object < 0) return nst_tok(s->doc, c->head)->deprel == NST_REL_ACL_RELCL;
  return nst_str_in(nst_tok(s->doc, object)->lower, "which this that it") ||
         in_list(s, "accusation", object) || in_list(s, "about_share_in", object);
}

/* "denied hiding him": of what somebody charged. */
static bool denies_deed(const nst_scene *s, const nst_candidate *c) {
  int32_t deed = nst_child(s->doc, c->head, NST_REL_XCOMP);
  if (deed < 0) deed = nst_child(s->doc, c->head, NST_REL_CCOMP);
  return c->type == NST_REJECT && nst_str_is(nst_tok(s->doc, c->head)->lemma, "deny") && deed >= 0 &&
         !nst_has_mark(s->doc, deed, "that") && nst_child_main(s->doc, deed, NST_REL_NSUBJ) < 0;
}

static about find(const nst_scene *s, const nst_candidates *all, const nst_candidate *c) {
  int32_t starts[STARTS];
  uint32_t n = 0;
  about a = done_at_request(s, all, c);
  if (a.type != NST_EVENT_NONE) return a;
  const nst_token *t = nst_tok(s->doc, c->head);
  if (denies_charge(s, c)) return (about){NST_ACCUSE, -1};
  if (t->upos == NST_UPOS_AUX) start(starts, &n, t->head); /* "must withdraw" */
  if (c->type != NST_ACCUSE || c->comp < 0 || nst_tok(s->doc, c->comp)->mention < 0)
    start(starts, &n, c->comp);
  for (uint32_t i = 0; i < c->n_trigger; i++) complements(s, c->type, c->trigger[i], starts, &n);
  if (c->light >= 0) complements(s, c->type, c->light, starts, &n);
  for (uint32_t i = 0; i < c->n_consumed; i++) complements(s, c->type, c->consumed[i], starts, &n);
  start(starts, &n, behind_relative(s->doc, c));
  if (t->deprel == NST_REL_ACL_RELCL) start(starts, &n, t->head); /* "a charge they reject" */
  for (uint32_t i = 0; i < n && a.type == NST_EVENT_NONE; i++) {
    if (starts[i] == c->light || nst_attach_in_trigger(c, starts[i])) continue;
    a = told_by(s, all, c, starts[i]);
    if (a.type == NST_EVENT_NONE) a = points_back(s, all, c, starts[i]);
  }
  for (uint32_t i = 0; i < n && a.type == NST_EVENT_NONE;
       i++) { /* "to rein in the militants and free a doctor" */
    int32_t other = nst_child(s->doc, starts[i], NST_REL_CONJ);
    if (other >= 0 && starts[i] != c->light && !nst_attach_in_trigger(c, starts[i]))
      a = told_by(s, all, c, other);
  }
  bool orders =
      c->type == NST_REQUEST && a.type == NST_AID && nst_fillers_meet(s->doc, &c->source, &c->target);
  if (orders && in_list(s, "about_send", a.token) && done_to(s, a.token, "about_force"))
    a.type = NST_MOBILIZE;
  if (a.type == NST_EVENT_NONE && denies_deed(s, c)) return (about){NST_ACCUSE, -1};
  if (a.type != NST_EVENT_NONE || c->type != NST_AGREE) return a;
  if (done_to(s, c->head, "about_gift")) return (about){NST_AID, -1};
  return nst_str_in(t->lemma, "invite invitation") ? (about){NST_CONSULT, -1} : a;
}

nst_status nst_candidates_about(const nst_scene *s, nst_candidates *all) {
  for (size_t i = all->n;
       i-- > 0;) { /* what is told inside another act comes first: "accused of ordering ..." */
    nst_candidate *c = &all->items[i];
    bool announced = c->content_token == c->head && c->content != NST_EVENT_NONE;
    if (!takes_content(c->type) || announced) continue;
    about a = find(s, all, c);
    if (a.type == NST_EVENT_NONE) continue;
    c->content = a.type;
    if (a.token >= 0) c->content_token = a.token;
  }
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    bool open = c->content == NST_EVENT_NONE || c->content == NST_REQUEST;
    if (!open || c->content_token == c->head) continue;
    nst_event_type type = nst_answer_content(s, all, c);
    if (type != NST_EVENT_NONE) c->content = type;
  }
  return NST_OK;
}
