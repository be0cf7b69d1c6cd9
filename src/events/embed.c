/* embed.c - acts about acts: content, promises and threats, and what is no event of its own.
 *
 * In: the candidates of a report with their roles. Out: content links; announced acts turned into AGREE, THREATEN or
 * REJECT; candidates inside wishes, demands, accusations, conditions and topics dropped (codebook, rules 1, 2, 6, 7). */
#include "events/clause.h"
#include "events/match.h"
#include "events/roles.h"
#include "events/speech.h"
#include "events/stage.h"

static nst_candidate *at_head(nst_candidates *all, uint32_t sentence, int32_t head) {
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].sentence == sentence && all->items[i].head == head) return &all->items[i];
  return NULL;
}

static bool is_outer(nst_event_type type) {
  return type == NST_AGREE || type == NST_REQUEST || type == NST_REJECT || type == NST_THREATEN ||
         type == NST_ACCUSE;
}

/* The candidate that a complement tells: its head, or through light, aspect and container words. */
static nst_candidate *told_by(const nst_scene *s, nst_candidates *all, uint32_t sentence, int32_t token) {
  for (int i = 0; i < 6 && token >= 0; i++) {
    nst_candidate *c = at_head(all, sentence, token);
    if (c) return c;
    const nst_token *t = nst_tok(s->doc, token);
    int32_t inner = nst_inner_noun(s, token), next = -1;
    if (inner != token) {
      next = inner;
    } else if (t->upos == NST_UPOS_VERB) {
      next = nst_child(s->doc, token, NST_REL_XCOMP);
      if (next < 0) next = nst_child(s->doc, token, NST_REL_OBJ);
    } else {
      next = nst_child(s->doc, token, NST_REL_ACL);
      if (next >= 0 && nst_child(s->doc, next, NST_REL_MARK) < 0) next = -1;
    }
    token = next;
  }
  return NULL;
}

static void link(nst_candidates *all, nst_candidate *outer, nst_candidate *inner) {
  if (inner == outer || inner->parent >= 0) return;
  outer->inner = (int32_t)(inner - all->items);
  outer->content_token = inner->head;
  outer->content = inner->type == outer->type && inner->content ? inner->content : inner->type;
  inner->parent = (int32_t)(outer - all->items);
}

static nst_status drop(const nst_scene *s, nst_candidate *c, const char *why) {
  c->dropped = true;
  return nst_candidate_why(s->doc, c, why);
}

/* Verbs that ask by the mood of what follows: "insisted that he leave", but not "insisted that he had left". */
static const char *const stating = "insist stipulate";

static nst_status link_content(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    int32_t comp = c->comp;
    if (!is_outer(c->type) && c->type != NST_SUPPORT) continue;
    if (c->entry->def->prior < 0.3 && c->type == NST_THREATEN && c->source.n &&
        !nst_clause_mood_of(s, c).future) {
      c->dropped = true; /* "responded": only a "will" makes it a threat */
      continue;
    }
    bool only_decides = nst_word_in(s->grammar->aspect, nst_tok(s->doc, c->head));
    if (comp < 0) {
      nst_args args;
      nst_place_path path = {.steps = {{.kind = NST_AT_COMP}}, .n = 1, .text = "comp"};
      nst_args_at(s, (nst_anchor){c->head, c->light, c->reversed}, &path, &args);
      if (args.n == 0 && nst_tok(s->doc, c->head)->upos == NST_UPOS_VERB) {
        path.steps[0].kind = NST_AT_OBJ;
        nst_args_at(s, (nst_anchor){c->head, c->light, c->reversed}, &path, &args);
      }
      comp = args.n ? args.items[0] : -1;
    }
    if (c->type == NST_REQUEST && comp >= 0 && nst_str_in(nst_tok(s->doc, c->head)->lemma, stating) &&
        nst_tok(s->doc, comp)->deprel == NST_REL_CCOMP && !nst_clause_is_wanted(s, comp)) {
      NST_TRY(drop(s, c, "what is insisted on is told as a fact"));
      continue;
    }
    nst_candidate *inner = comp >= 0 ? told_by(s, all, c->sentence, comp) : NULL;
    if (c->comp < 0) c->comp = comp;
    bool verbal = comp >= 0 && nst_tok(s->doc, comp)->upos == NST_UPOS_VERB; /* not "seeks the withdrawal" */
    if (inner && inner != c && only_decides && verbal)
      NST_TRY(drop(s, c, "what is decided is the event")); /* "decided to free" */
    else if (inner) link(all, c, inner);
  }
  return NST_OK;
}

static bool is_noun(const nst_scene *s, const nst_candidate *c) {
  return nst_tok(s->doc, c->head)->upos != NST_UPOS_VERB;
}

/* A noun that names its own actor is told as a fact even inside another act ("rejected US accusations"). */
static bool is_factual_noun(const nst_scene *s, const nst_candidate *c, const nst_candidate *outer) {
  return is_noun(s, c) && c->own_source && c->source.distance <= 2 &&
         (!outer || !nst_fillers_meet(s->doc, &c->source, &outer->source));
}

/* What the edge above `token` says of all below it; NULL: nothing. */
static const char *edge(const nst_scene *s, nst_candidates *all, const nst_candidate *c, int32_t token,
                        bool *factual) {
  const nst_token *t = nst_tok(s->doc, token);
  const nst_token *h = nst_tok(s->doc, t->head);
  nst_deprel rel = (nst_deprel)t->deprel;
  nst_candidate *outer = at_head(all, c->sentence, t->head);
  if (outer == c || (outer && outer->dropped)) outer = NULL;
  bool infinitive = nst_has_mark(s->doc, token, "to");
  bool marked = nst_child(s->doc, token, NST_REL_MARK) >= 0;
  bool clause = rel == NST_REL_XCOMP || rel == NST_REL_CCOMP || (rel == NST_REL_ACL && marked) ||
                (rel == NST_REL_ADVCL && (infinitive || nst_clause_is_gerund(s, token)));
  if (clause && outer && (is_outer(outer->type) || nst_has_mark(s->doc, token, "from")))
    return "told inside another act";
  if (rel == NST_REL_ADVCL && nst_clause_is_condition(s, token)) return "inside a condition";
  bool spoken =
      outer && outer->type == NST_CONSULT && is_outer(c->type); /* "telephoned him to ask him to wait" */
  if (rel == NST_REL_ADVCL && infinitive && c->type != NST_CONSULT && !spoken &&
      !nst_word_in(s->grammar->aspect, h))
    return "a purpose";
  bool believed = rel == NST_REL_CCOMP && nst_is_belief(h); /* "not convinced that" */
  if ((rel == NST_REL_XCOMP || rel == NST_REL_CCOMP) && nst_word_in(s->grammar->wish, h) && !believed)
    return "wished for";
  bool named = h->upos == NST_UPOS_NOUN || h->upos == NST_UPOS_PRON; /* "no reason to", "nothing to" */
  if (rel == NST_REL_ACL && infinitive && !nst_word_in(s->grammar->intend, h) && named &&
      !nst_clause_has_ordinal(s, t->head))
    return "possible only";
  if (rel == NST_REL_ACL_RELCL || (rel == NST_REL_ADVCL && !infinitive && marked)) *factual = true;
  return NULL;
}

/* Topics: "ceasefire talks", "talks on sanctions", "fears of an attack", "discussed sanctions". */
static const char *topic(const nst_scene *s, nst_candidates *all, const nst_candidate *c) {
  const nst_doc *doc = s->doc;
  if (!is_noun(s, c)) return NULL;
  int32_t outer_noun = nst_outer_noun(s, c->head);
  const nst_token *t = nst_tok(doc, outer_noun);
  if (t->head < 0) return NULL;
  const nst_token *h = nst_tok(doc, t->head);
  nst_candidate *host = at_head(all, c->sentence, t->head);
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (rel == NST_REL_COMPOUND || rel == NST_REL_AMOD) return "modifies another noun";
  if (rel == NST_REL_NMOD && t->deprel != NST_REL_NMOD_POSS && nst_word_in(s->grammar->irrealis_noun, h))
    return "feared, planned or possible only";
  if (host && host->type == NST_SANCTION && rel == NST_REL_OBJ && nst_event_quad(c->type) <= 2)
    return "what a measure ends";
  if (host && c->type == NST_CONSULT && host->type == NST_CONSULT && rel == NST_REL_OBL &&
      nst_str_is(nst_case_of(doc, outer_noun), "for"))
    return "what the visit is for";
  if (is_factual_noun(s, c, host)) return NULL;
  if (rel == NST_REL_NMOD && host && c->parent < 0 &&
      nst_str_in(nst_case_of(doc, outer_noun), "on about over of for against regarding concerning"))
    return "topic of another noun";
  if ((rel == NST_REL_OBJ || rel == NST_REL_OBL || rel == NST_REL_NSUBJ) && c->light < 0 &&
      nst_word_in(s->grammar->about, h))
    return "talked about only";
  return NULL;
}

/* "the plane crashed, killing all on board": what an accident does is no attack. */
static bool is_of_accident(const nst_scene *s, const nst_candidate *c) {
  const nst_token *t = nst_tok(s->doc, c->head);
  if (c->type != NST_ASSAULT || t->deprel != NST_REL_ADVCL || t->head < 0) return false;
  return nst_str_in(nst_tok(s->doc, t->head)->lemma,
                    "crash collapse overturn capsize derail collide sink plunge erupt overheat skid") &&
         nst_child_main(s->doc, c->head, NST_REL_NSUBJ) < 0;
}

static nst_status drop_unreal(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  const char *why = is_of_accident(s, c) ? "what an accident did" : topic(s, all, c);
  if (!why && nst_tok(s->doc, c->head)->deprel == NST_REL_AMOD) why = "modifies a noun";
  if (why) return drop(s, c, why);
  nst_candidate *parent = c->parent >= 0 ? &all->items[c->parent] : NULL;
  if (parent && !is_factual_noun(s, c, parent)) return drop(s, c, "content of another act");
  if (parent && (parent->type == NST_REQUEST || parent->type == NST_AGREE || parent->type == NST_THREATEN) &&
      !(c->type == NST_REQUEST || c->type == NST_ACCUSE || c->type == NST_AGREE))
    return drop(s, c, "content of another act");
  bool factual = is_factual_noun(s, c, parent) && c->target.n > 0;
  int32_t at = c->head;
  for (int i = 0; i < NST_SENTENCE_TOKENS && at >= 0 && nst_tok(s->doc, at)->head >= 0 && !factual; i++) {
    why = edge(s, all, c, at, &factual);
    if (why) return drop(s, c, why);
    at = nst_tok(s->doc, at)->head;
  }
  return NST_OK;
}

/* Words that the conditions of another entry asked for: "impose sanctions" is one event, not two. */
static nst_status drop_consumed(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  for (uint32_t i = 0; i < c->n_consumed; i++) {
    nst_candidate *used = at_head(all, c->sentence, c->consumed[i]);
    if (!used || used == c || used->dropped) continue;
    if (used->type != c->type && is_factual_noun(s, used, c) &&
        (is_outer(c->type) || c->type == NST_SUPPORT)) {
      if (c->inner < 0) link(all, c, used);
      continue;
    }
    if (c->source.n == 0 && !c->entry->def->source.set) c->source = used->source;
    if (c->target.n == 0 && used->type == c->type) c->target = used->target;
    if (is_outer(c->type) && c->inner < 0 && used->type != c->type) link(all, c, used);
    NST_TRY(drop(s, used, "part of another expression"));
  }
  for (uint32_t i = 0; i < c->n_trigger; i++) {
    nst_candidate *used = c->trigger[i] == c->head ? NULL : at_head(all, c->sentence, c->trigger[i]);
    if (used && !used->dropped) NST_TRY(drop(s, used, "part of another expression"));
  }
  return NST_OK;
}

/* A noun event and the verb that carries it, both frame words of one type. */
static nst_status drop_doubled(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  nst_candidate *verb = c->light >= 0 ? at_head(all, c->sentence, c->light) : NULL;
  if (!verb || verb->dropped || verb == c) return NST_OK;
  if (verb->type != c->type) return drop(s, verb, "light verb of a noun event");
  if (verb->source.n == 0) verb->source = c->source;
  if (verb->target.n == 0) verb->target = c->target;
  return drop(s, c, "told by its verb");
}

/* "some fear Russia will attack", "according to analysts": foretold by others, not announced. */
static bool is_foretold(const nst_scene *s, const nst_candidate *c) {
  nst_speech said[2];
  size_t n = c->clause >= 0 ? nst_speech_over(s->doc, c->clause, said, 2) : 0;
  for (size_t i = 0; i < n; i++) {
    if (said[i].speaker < 0) continue;
    if (nst_str_in(nst_tok(s->doc, said[i].speaker)->lower, "some many most few others people")) return true;
    nst_fillers who = {.why = ""};
    if (said[i].verb < 0) (void)nst_roles_actors(s, said[i].speaker, &who);
    if (who.n && !nst_fillers_meet(s->doc, &who, &c->source)) return true;
  }
  return false;
}

/* "does not recognise", "never accepted": a refusal in any tense, where the verb tells nothing without the negation. */
static bool is_refused(const nst_scene *s, const nst_candidate *c, nst_clause_mood mood) {
  return mood.negated && c->type == NST_AGREE && c->entry->def->prior < 0.3 &&
         nst_str_in(nst_tok(s->doc, c->head)->lemma,
                    "accept recognise recognize tolerate condone countenance");
}

/* Announced acts: cooperation is promised, conflict threatened, a refusal is a rejection. */
static nst_status convert_future(const nst_scene *s, nst_candidate *c) {
  nst_clause_mood mood = nst_clause_mood_of(s, c);
  if (c->type == NST_THREATEN && c->source.n == 0) {
    nst_fillers says = {.why = ""};
    if (nst_clause_speaker(s, c->clause, &says)) {
      c->source = says;
      c->future = true;
    }
    return NST_OK;
  }
  if (c->type == NST_THREATEN &&
      c->entry->def->prior < 0.3) { /* "will retaliate": said by the one who would do it */
    nst_fillers says = {.why = ""};
    bool told = nst_clause_speaker(s, c->clause, &says);
    if (!mood.future || mood.negated || (told && says.n && !nst_fillers_meet(s->doc, &says, &c->source)))
      return NST_OK;
    c->future = true;
    return NST_OK;
  }
  if (!mood.future && !(mood.negated && mood.able) && !is_refused(s, c, mood)) return NST_OK;
  nst_fillers speaker = {.why = ""};
  bool spoken = nst_clause_speaker(s, c->clause, &speaker);
  bool promise = c->type == NST_AGREE || nst_event_quad(c->type) <= 2;
  if (mood.negated && mood.able && !mood.future && c->type != NST_AGREE) return NST_OK;
  if (mood.counterfactual) return NST_OK;
  if (c->source.n == 0 && spoken && mood.passive) {
    c->source = speaker;
    c->source.why = "speaker of the announcement";
  }
  if (c->source.n == 0 || speaker.distance == NST_SPEAKER_NEWS) return NST_OK;
  if (spoken && speaker.n && !nst_fillers_meet(s->doc, &speaker, &c->source)) return NST_OK;
  if (is_foretold(s, c)) return NST_OK;
  nst_event_type was = c->type, now = was;
  if (mood.negated) now = promise ? NST_REJECT : nst_event_quad(was) == 4 ? NST_AGREE : was;
  else if (promise) now = NST_AGREE;
  else if (nst_event_quad(was) == 4) now = NST_THREATEN;
  c->future = true;
  if (now == was) return NST_OK;
  c->type = now;
  if (was != NST_AGREE && was != NST_THREATEN) c->content = was;
  c->content_token = c->head;
  return nst_candidate_whyf(s->doc, c, "announced %s%s: %s", mood.negated ? "not to be " : "",
                            nst_event_name(was), nst_event_name(now));
}

/* Has the frame seen to what the act is done ("to scrap weapons")? */
static bool knows_content(const nst_frame_def *d) {
  for (uint8_t i = 0; i < d->n_conds; i++)
    if (d->conds[i].place.n > 1 && d->conds[i].place.steps[0].kind == NST_AT_COMP) return true;
  return false;
}

static bool has_not(const nst_doc *doc, int32_t clause) {
  for (int32_t i = nst_next_child(doc, clause, -1); i >= 0; i = nst_next_child(doc, clause, i))
    if (nst_str_in(nst_tok(doc, i)->lower, "not never n't")) return true;
  int32_t subject = nst_child_main(doc, clause, NST_REL_NSUBJ);
  return subject >= 0 &&
         (nst_child_lemma(doc, subject, "no") >= 0 || nst_str_is(nst_tok(doc, subject)->lower, "nobody"));
}

/* "vowed never to give in" refuses, "vowed to resist" threatens, "pledged not to fire first" promises. */
static nst_event_type vowed(const nst_doc *doc, const nst_candidate *c) {
  int32_t clause = nst_child(doc, c->head, NST_REL_XCOMP);
  if (clause < 0) clause = nst_child(doc, c->head, NST_REL_CCOMP);
  if (clause < 0) return c->type;
  nst_str verb = nst_tok(doc, c->head)->lemma;
  bool defiant = nst_str_in(verb, "vow swear");
  if (has_not(doc, clause))
    return defiant && c->type == NST_AGREE                                             ? NST_REJECT
           : !defiant && nst_str_in(verb, "pledge promise") && c->type == NST_THREATEN ? NST_AGREE
                                                                                       : c->type;
  return defiant && c->type == NST_AGREE && nst_str_is(nst_tok(doc, clause)->lemma, "resist") ? NST_THREATEN
                                                                                              : c->type;
}

/* "acknowledged the order", "took part in the drill": such verbs tell of an act only where they are refused or announced. */
static bool tells_nothing(const nst_scene *s, const nst_candidate *c) {
  return c->type == NST_AGREE && c->entry->def->type == NST_AGREE && c->entry->def->prior < 0.3 &&
         !c->future && nst_is_verbal(nst_tok(s->doc, c->head)) &&
         !nst_str_in(nst_tok(s->doc, c->head)->lemma, "accept bow give yield relent");
}

/* "vowed to lead a march": promising a hostile act is threatening it. */
static nst_status convert_vow(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  nst_event_type meant = vowed(s->doc, c);
  if (meant != c->type) {
    c->type = meant;
    return nst_candidate_whyf(s->doc, c, "what was sworn: %s", nst_event_name(meant));
  }
  if (c->type != NST_AGREE || c->inner < 0 || nst_event_quad(c->content) != 4) return NST_OK;
  if (!nst_word_in(s->grammar->vow, nst_tok(s->doc, c->head)) || knows_content(c->entry->def)) return NST_OK;
  if (nst_clause_mood_of(s, &all->items[c->inner]).negated) return NST_OK;
  c->type = NST_THREATEN;
  return nst_candidate_why(s->doc, c, "a hostile act promised: THREATEN");
}

nst_status nst_candidates_embed(const nst_scene *s, nst_candidates *all) {
  NST_TRY(link_content(s, all));
  for (size_t i = 0; i < all->n; i++)
    if (!all->items[i].dropped) NST_TRY(drop_consumed(s, all, &all->items[i]));
  for (size_t i = 0; i < all->n; i++)
    if (!all->items[i].dropped) NST_TRY(drop_doubled(s, all, &all->items[i]));
  for (size_t i = 0; i < all->n; i++)
    if (!all->items[i].dropped) NST_TRY(drop_unreal(s, all, &all->items[i]));
  for (size_t i = 0; i < all->n; i++)
    if (!all->items[i].dropped) {
      NST_TRY(convert_vow(s, all, &all->items[i]));
      NST_TRY(convert_future(s, &all->items[i]));
      if (tells_nothing(s, &all->items[i])) NST_TRY(drop(s, &all->items[i], "no act unless it is refused"));
      else if (all->items[i].entry->def->announced && !all->items[i].future)
        NST_TRY(drop(s, &all->items[i], "an event only where it is announced"));
    }
  return NST_OK;
}
