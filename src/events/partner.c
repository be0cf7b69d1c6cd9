/* partner.c - the other side of an act, where another clause of the report names it.
 *
 * In: candidates with content links and the roles of their own clause. Out: targets shared by coordinated verbs, of
 * demands and offers that somebody answers, of measures in a series or in a quarrel; sources of agentless passives.
 * Only actors that the report itself sets against or beside the source are taken. */
#include "events/clause.h"
#include "events/match.h"
#include "events/roles.h"
#include "events/speech.h"
#include "events/stage.h"

enum { BACK = 6 }; /* how many sentences a quarrel is remembered */

static int32_t verb_of(const nst_scene *s, const nst_candidate *c) {
  if (c->light >= 0) return c->light;
  return nst_is_verbal(nst_tok(s->doc, c->head)) ? c->head : -1;
}

static bool hostile(const nst_candidate *c) {
  return nst_event_quad(c->type) >= 3;
}

static nst_status give_target(const nst_scene *s, nst_candidate *c, const nst_fillers *from, uint8_t distance,
                              const char *why) {
  c->target = *from;
  c->target.why = why;
  c->target.distance = distance;
  return nst_candidate_whyf(s->doc, c, "target: %s", why);
}

/* "froze aid to North Korea and called off talks": coordinated verbs of one subject share the other side. */
static nst_status from_coordination(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  bool shares = c->type == NST_SANCTION || c->type == NST_REJECT || c->type == NST_THREATEN ||
                c->type == NST_COOPERATE || c->type == NST_ACCUSE || c->type == NST_ASSAULT;
  int32_t verb = verb_of(s, c);
  bool denies = c->type == NST_REJECT && (c->future || nst_str_in(nst_tok(s->doc, c->head)->lemma, "deny"));
  if (!shares || verb < 0 || denies) return NST_OK;
  for (size_t k = 0; k < all->n; k++) {
    const nst_candidate *o = &all->items[k];
    int32_t other = o->sentence == c->sentence && o != c && !o->dropped ? verb_of(s, o) : -1;
    if (other < 0 || o->target.n == 0 || o->parent >= 0 || hostile(o) != hostile(c)) continue;
    if ((o->type == NST_ASSAULT || c->type == NST_ASSAULT) && o->type != c->type) continue;
    if (o->type == NST_PROTEST) continue;
    bool joined = nst_conj_first(s->doc, verb) == nst_conj_first(s->doc, other) ||
                  (nst_tok(s->doc, verb)->deprel == NST_REL_ADVCL && nst_tok(s->doc, verb)->head == other &&
                   nst_child(s->doc, verb, NST_REL_MARK) < 0);
    if (!joined || !nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    if (nst_fillers_meet(s->doc, &o->target, &c->source)) continue;
    return give_target(s, c, &o->target, 2, "shared with the verb it is coordinated with");
  }
  return NST_OK;
}

/* Verbs by whose object or oblique somebody takes up what others said or offered. */
static bool answers(const nst_scene *s, int32_t verb) {
  return nst_match_set(s, nst_frames_set(s->frames, "answering"), verb);
}

/* The one who answers the noun: the subject of "rejected", "responded to", also above "refused to pay". */
static bool who_answers(const nst_scene *s, int32_t noun, nst_fillers *out) {
  const nst_doc *doc = s->doc;
  const nst_token *t = nst_tok(doc, nst_conj_first(doc, nst_outer_noun(s, noun)));
  nst_deprel rel = nst_rel_main((nst_deprel)t->deprel);
  if (t->head < 0 || (rel != NST_REL_OBJ && rel != NST_REL_OBL && t->deprel != NST_REL_NSUBJ_PASS))
    return false;
  int32_t verb = t->head;
  for (int i = 0; i < 4 && verb >= 0 && !answers(s, verb); i++) {
    nst_deprel up = nst_rel_main((nst_deprel)nst_tok(doc, verb)->deprel);
    bool through = up == NST_REL_XCOMP || (up == NST_REL_ADVCL && nst_has_mark(doc, verb, "to"));
    verb = through ? nst_tok(doc, verb)->head : -1;
  }
  uint8_t distance = 0;
  const char *why;
  int32_t subject =
      verb >= 0 && nst_is_verbal(nst_tok(doc, verb)) ? nst_logical_subject(s, verb, &distance, &why) : -1;
  return subject >= 0 && !nst_below(doc, subject, noun) && nst_roles_actors(s, subject, out);
}

/* "a US offer", "the apology demanded by China", "the money the gang demanded": who answers is the addressee. */
static nst_status from_answer(const nst_scene *s, nst_candidate *c) {
  if (c->type != NST_AGREE && c->type != NST_REQUEST && c->type != NST_ACCUSE && c->type != NST_THREATEN)
    return NST_OK;
  const nst_token *t = nst_tok(s->doc, c->head);
  int32_t noun = nst_is_verbal(t) ? -1 : c->head;
  if (noun < 0 && nst_rel_main((nst_deprel)t->deprel) == NST_REL_ACL) noun = t->head;
  nst_fillers found = {.why = ""};
  if (noun < 0 || !who_answers(s, noun, &found) || nst_fillers_meet(s->doc, &found, &c->source))
    return NST_OK;
  return give_target(s, c, &found, 2, "who answers it");
}

/* "refused the apology demanded by China": the refusal is to the one who demanded. */
static nst_status from_demand(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  if (c->type != NST_REJECT && c->type != NST_AGREE && c->type != NST_CONCEDE) return NST_OK;
  for (size_t k = 0; k < all->n; k++) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence != c->sentence || o == c || o->source.n == 0 || o->head == c->head) continue;
    if (o->type != NST_REQUEST && o->type != NST_AGREE && o->type != NST_ACCUSE) continue;
    const nst_token *t = nst_tok(s->doc, o->head);
    if (!nst_is_verbal(t) || nst_rel_main((nst_deprel)t->deprel) != NST_REL_ACL) continue;
    const nst_token *noun = nst_tok(s->doc, nst_conj_first(s->doc, t->head));
    bool object =
        noun->deprel == NST_REL_OBJ &&
        (noun->head == c->head || (noun->head >= 0 && nst_tok(s->doc, noun->head)->head == c->head));
    if (!object || nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    return give_target(s, c, &o->source, 2, "who demanded what is answered");
  }
  return NST_OK;
}

/* "was arrested at the request of the United States": the one who acts was asked. */
static nst_status from_request_phrase(const nst_scene *s, nst_candidates *all, nst_candidate *c) {
  const nst_token *t = nst_tok(s->doc, c->head);
  if (c->type != NST_REQUEST || nst_is_verbal(t) || !nst_str_in(nst_case_of(s->doc, c->head), "at on upon"))
    return NST_OK;
  int32_t verb = nst_predicate_of(s, t->head);
  for (size_t k = 0; k < all->n && verb >= 0; k++) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence != c->sentence || o == c || verb_of(s, o) != verb || o->source.n == 0) continue;
    if (nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    c->content = o->type;
    return give_target(s, c, &o->source, 1, "who acts at the request");
  }
  return NST_OK;
}

static bool is_statelike(const nst_doc *doc, const nst_fillers *f) {
  for (uint32_t i = 0; i < f->n; i++) {
    const char *sector = nst_filler_sector(doc, &f->items[i]);
    if (!nst_filler_code(doc, &f->items[i])[0]) return false;
    if (sector[0] && strcmp(sector, "GOV") != 0 && strcmp(sector, "IGO") != 0 && strcmp(sector, "LEG") != 0)
      return false;
  }
  return f->n > 0;
}

/* "The Emirates recalled its ambassador": one more measure in a series, or the answer to one told before. */
static nst_status from_series(const nst_scene *s, const nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  if (c->type != NST_SANCTION || !is_statelike(s->doc, &c->source)) return NST_OK;
  for (int pass = 0; pass < 2; pass++)
    for (size_t k = i; k-- > 0;) {
      const nst_candidate *o = &all->items[k];
      if (o->sentence + BACK < c->sentence || o->source.n == 0 || o->target.n == 0 || o->parent >= 0)
        continue;
      if (pass == 0 ? o->type != NST_SANCTION : !hostile(o)) continue;
      bool same = nst_fillers_meet(s->doc, &o->source, &c->source);
      bool struck = nst_fillers_meet(s->doc, &o->target, &c->source);
      const nst_fillers *other = struck && !same ? &o->source : &o->target;
      if ((struck && same) || (pass == 1 && !same && !struck)) continue;
      if (!is_statelike(s->doc, other) || nst_fillers_meet(s->doc, other, &c->source)) continue;
      return give_target(s, c, other, 3, "the other side of the quarrel told before");
    }
  return NST_OK;
}

/* "agreed to wait", "refused to leave": the one who asked for it before. */
static nst_status from_asker(const nst_scene *s, const nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  if (c->type != NST_AGREE && c->type != NST_REJECT && c->type != NST_CONCEDE) return NST_OK;
  if (c->type == NST_AGREE &&
      !nst_str_in(nst_tok(s->doc, c->head)->lemma, "agree accept consent comply bow assent yield"))
    return NST_OK; /* a promise is not to whom one asked before */
  if (nst_str_in(nst_tok(s->doc, c->head)->lemma, "deny denial")) return NST_OK;
  for (size_t k = i; k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + 2 < c->sentence) break;
    bool asks = o->type == NST_REQUEST || (o->type == NST_THREATEN && c->type != NST_CONCEDE);
    if (!asks || o->parent >= 0 || o->source.n == 0 || o->target.n == 0) continue;
    if (!nst_fillers_meet(s->doc, &o->target, &c->source)) continue;
    if (nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    return give_target(s, c, &o->source, 3, "who asked for it before");
  }
  return NST_OK;
}

/* "negotiated with the gunmen, but they demanded ...", "under the accord X promises ...": the other side of the dealings
 * that the act answers in its own sentence, or of the agreement that it fulfils. */
static nst_status from_dialogue(const nst_scene *s, const nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  bool asks = c->type == NST_REQUEST && nst_str_in(nst_tok(s->doc, c->head)->lemma, "demand insist");
  if (c->type != c->entry->def->type || !(asks || c->type == NST_AGREE)) return NST_OK;
  for (size_t k = i; k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    bool settled = c->type == NST_AGREE && o->type == NST_AGREE;
    if (o->sentence + (settled ? BACK : 0) < c->sentence || !o->mutual) continue;
    bool deals = settled || (asks && o->type == NST_CONSULT);
    if (!deals || o->parent >= 0 || o->source.n == 0 || o->target.n == 0) continue;
    bool first = nst_fillers_meet(s->doc, &o->source, &c->source);
    bool second = nst_fillers_meet(s->doc, &o->target, &c->source);
    if (first == second) continue;
    return give_target(s, c, first ? &o->target : &o->source, 3,
                       "the other side of the dealings told before");
  }
  return NST_OK;
}

/* "which Tehran denies", "the Kremlin has denied any role": the accuser, or the one whose words they are. */
static nst_status from_accuser(const nst_scene *s, const nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  if (c->type != NST_REJECT ||
      !nst_str_in(nst_tok(s->doc, c->head)->lemma, "deny reject dismiss refute dispute denial rebut"))
    return NST_OK;
  for (size_t k = i; k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + 2 < c->sentence) break;
    if (o->type != NST_ACCUSE || o->source.n == 0 || !nst_fillers_meet(s->doc, &o->target, &c->source))
      continue;
    if (nst_fillers_meet(s->doc, &o->source, &c->source)) continue;
    return give_target(s, c, &o->source, 2, "who accused");
  }
  int32_t verb = verb_of(s, c), object = verb < 0 ? -1 : nst_child(s->doc, verb, NST_REL_OBJ);
  if (object < 0 || !nst_str_in(nst_tok(s->doc, object)->lower, "this that which it")) return NST_OK;
  const nst_sentence *from = &s->doc->sentences.items[c->sentence > 0 ? c->sentence - 1 : 0];
  for (int32_t t = verb - 1; t >= (int32_t)from->first;
       t--) { /* "said troops had crossed the border; Delhi denies this" */
    nst_fillers found = {.why = ""};
    if (!nst_is_speech_verb(nst_tok(s->doc, t)) || t == verb) continue;
    if (!nst_roles_actors(s, nst_speaker_of(s->doc, t), &found) ||
        nst_fillers_meet(s->doc, &found, &c->source))
      continue;
    return give_target(s, c, &found, 2, "who said so");
  }
  return NST_OK;
}

/* "killed in a clash with troops", "wounded in an attack by rebels": the source of the event that did it. */
static nst_status source_of_harm(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  if (c->type != NST_ASSAULT || c->source.n) return NST_OK;
  int32_t verb = verb_of(s, c);
  for (int32_t i = verb < 0 ? -1 : nst_next_child(s->doc, verb, -1); i >= 0;
       i = nst_next_child(s->doc, verb, i)) {
    nst_deprel rel = nst_rel_main((nst_deprel)nst_tok(s->doc, i)->deprel);
    if (rel != NST_REL_OBL || !nst_str_in(nst_case_of(s->doc, i), "in during by after when")) continue;
    for (size_t k = 0; k < all->n; k++) {
      const nst_candidate *o = &all->items[k];
      if (o->sentence != c->sentence || o->type != NST_ASSAULT ||
          (o->head != i && o->head != nst_inner_noun(s, i)))
        continue;
      const nst_fillers *from =
          o->source.n && !nst_fillers_meet(s->doc, &o->source, &c->target)                ? &o->source
          : o->mutual && o->target.n && !nst_fillers_meet(s->doc, &o->target, &c->target) ? &o->target
                                                                                          : NULL;
      if (!from) continue;
      c->source = *from;
      c->source.why = "who did it";
      c->source.distance = 1;
      c->mutual = c->mutual || o->mutual;
      return nst_candidate_why(s->doc, c, "source: of the event in which it happened");
    }
  }
  return NST_OK;
}

/* "sent troops to help the army": the one helped. */
static nst_status from_help(const nst_scene *s, nst_candidate *c) {
  int32_t verb = c->type == NST_AID ? verb_of(s, c) : -1;
  if (verb < 0) return NST_OK;
  int32_t object = nst_child(s->doc, verb, NST_REL_OBJ);
  const int32_t tops[2] = {verb, object};
  for (int t = 0; t < 2; t++)
    for (int32_t i = tops[t] < 0 ? -1 : nst_next_child(s->doc, tops[t], -1); i >= 0;
         i = nst_next_child(s->doc, tops[t], i)) {
      const nst_token *k = nst_tok(s->doc, i);
      if (!nst_has_mark(s->doc, i, "to") ||
          !nst_str_in(k->lemma, "help support assist aid back protect feed train reinforce"))
        continue;
      nst_fillers found = {.why = ""};
      int32_t helped = nst_child(s->doc, i, NST_REL_OBJ);
      if (helped < 0 || !nst_roles_actors(s, helped, &found)) continue;
      return give_target(s, c, &found, 1, "who is helped");
    }
  return NST_OK;
}

/* "was being held under guard": who took him is told before. */
static nst_status source_of_passive(const nst_scene *s, const nst_candidates *all, size_t i) {
  nst_candidate *c = &all->items[i];
  int32_t verb = verb_of(s, c);
  if (c->source.n || c->target.n == 0 || verb < 0 || !nst_is_passive(s->doc, verb) || !hostile(c))
    return NST_OK;
  for (size_t k = i; k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->sentence + BACK < c->sentence || o->source.n == 0 || o->parent >= 0) continue;
    if (o->type != c->type || !nst_fillers_meet(s->doc, &o->target, &c->target)) continue;
    c->source = o->source;
    c->source.distance = 3;
    return nst_candidate_whyf(s->doc, c, "source: who did so in sentence %u", o->sentence);
  }
  return NST_OK;
}

static bool is_of_state(const nst_doc *doc, const nst_filler *f) {
  const char *sector = nst_filler_sector(doc, f);
  return sector[0] == 0 || nst_str_in(nst_str_of(sector), "GOV MIL COP SPY JUD");
}

/* "the opposition leader was sentenced": a state of which the report tells what it does holds its own people. */
static nst_status source_of_custody(const nst_scene *s, const nst_candidates *all, nst_candidate *c) {
  const char *mode = c->entry->def->mode;
  if (c->source.n || c->target.n != 1 || (strcmp(mode, "arrest") != 0 && strcmp(mode, "release") != 0))
    return NST_OK;
  const nst_filler *held = &c->target.items[0];
  const char *code = nst_filler_code(s->doc, held), *sector = nst_filler_sector(s->doc, held);
  if (!code[0] || !nst_str_in(nst_str_of(sector), "OPP PTY LEG ELI REL MED HRI CVL JUD GOV")) return NST_OK;
  for (size_t k = 0; k < all->n; k++) {
    const nst_candidate *o = &all->items[k];
    if (o == c || o->dropped) continue;
    for (uint32_t j = 0; j < o->source.n; j++) {
      const nst_filler *f = &o->source.items[j];
      if (strcmp(nst_filler_code(s->doc, f), code) != 0 || !is_of_state(s->doc, f)) continue;
      c->source =
          (nst_fillers){.items = {*f}, .n = 1, .distance = 3, .why = "the state whose people are held"};
      return nst_candidate_whyf(s->doc, c, "source: %s", c->source.why);
    }
  }
  return NST_OK;
}

/* "Police in Harare arrested a journalist": whom a state's own forces take or beat is of that land, if no other is told. */
static nst_status land_of_reporter(const nst_scene *s, const nst_candidate *c) {
  if ((c->type != NST_COERCE && c->type != NST_ASSAULT) || c->target.n != 1 || c->source.n != 1)
    return NST_OK;
  const char *sector = nst_filler_sector(s->doc, &c->source.items[0]);
  const char *country = nst_filler_code(s->doc, &c->source.items[0]);
  int32_t m = c->target.items[0].mention;
  nst_mention *held = m < 0 ? NULL : &s->doc->mentions.items[m];
  if (strlen(country) != 3 || !nst_str_in(nst_str_of(sector), "COP MIL JUD GOV SPY")) return NST_OK;
  if (!held || held->n_who != 1 || strcmp(held->who[0].sector, "MED") != 0) return NST_OK;
  if (held->who[0].country[0] || held->who[0].org[0]) return NST_OK;
  nst_who *who = nst_arena_take(s->doc->arena, sizeof *who);
  if (!who) return NST_NOMEM;
  *who = held->who[0];
  who->country = country;
  who->why = "of the land whose forces hold them";
  held->who = who;
  return NST_OK;
}

/* Expelling another state's people or closing its offices is a measure between states, not one against persons. */
static nst_status between_states(const nst_scene *s, nst_candidate *c) {
  bool measure = nst_str_in(nst_tok(s->doc, c->head)->lemma, "expel throw kick eject close shut expulsion");
  if (c->type != NST_COERCE || !measure || !is_statelike(s->doc, &c->source) || c->target.n == 0)
    return NST_OK;
  if (nst_fillers_meet(s->doc, &c->source, &c->target)) return NST_OK;
  for (uint32_t i = 0; i < c->target.n; i++) {
    nst_str sector = nst_str_of(nst_filler_sector(s->doc, &c->target.items[i]));
    if (!nst_filler_code(s->doc, &c->target.items[i])[0] ||
        !(sector.len == 0 || nst_str_in(sector, "GOV MIL SPY IGO")))
      return NST_OK;
  }
  c->type = NST_SANCTION;
  return nst_candidate_why(s->doc, c, "against another state: SANCTION");
}

nst_status nst_candidates_partner(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped) continue;
    NST_TRY(source_of_harm(s, all, c));
    NST_TRY(source_of_passive(s, all, i));
    NST_TRY(source_of_custody(s, all, c));
    if (c->source.n == 0) continue;
    NST_TRY(land_of_reporter(s, c));
    NST_TRY(between_states(s, c));
    if (c->target.n == 0) NST_TRY(from_coordination(s, all, c));
    if (c->target.n == 0) NST_TRY(from_accuser(s, all, i));
    if (c->target.n == 0) NST_TRY(from_answer(s, c));
    if (c->target.n == 0) NST_TRY(from_demand(s, all, c));
    if (c->target.n == 0) NST_TRY(from_request_phrase(s, all, c));
    if (c->target.n == 0) NST_TRY(from_help(s, c));
    if (c->target.n == 0) NST_TRY(from_asker(s, all, i));
    if (c->target.n == 0) NST_TRY(from_dialogue(s, all, i));
    if (c->target.n == 0) NST_TRY(from_series(s, all, i));
  }
  return NST_OK;
}
