/* candidate.c - every frame word of the report becomes a candidate.
 *
 * In: sentences with trees. Out: candidates with entry, trigger and roles, in the order of the text. Whether they
 * are events of their own is decided later. */
#include <stdarg.h>
#include <stdio.h>

#include "events/match.h"
#include "events/roles.h"
#include "events/stage.h"

nst_status nst_candidate_why(nst_doc *doc, nst_candidate *c, const char *line) {
  if (!nst_arena_grow(doc->arena, (void **)&c->why, c->n_why, &c->why_capacity, sizeof *c->why))
    return NST_NOMEM;
  c->why[c->n_why++] = line;
  return NST_OK;
}

nst_status nst_candidate_whyf(nst_doc *doc, nst_candidate *c, const char *format, ...) {
  char text[256];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (n < 0) return NST_OK;
  size_t len = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
  while (len > 0 && len == sizeof text - 1 && ((unsigned char)text[len - 1] & 0xC0) == 0x80) len--;
  const char *copy = nst_arena_copy(doc->arena, text, len);
  return copy ? nst_candidate_why(doc, c, copy) : NST_NOMEM;
}

bool nst_actor_of_mention(nst_doc *doc, int32_t mention, size_t who, nst_actor *out) {
  const nst_mention *m = &doc->mentions.items[mention];
  const char *text = nst_tokens_text(doc, m->first, m->end);
  if (!text) return false;
  *out =
      (nst_actor){.mention = {text, m->span}, .name = "", .country = "", .org = "", .sector = "", .code = ""};
  if (who < m->n_who) {
    const nst_who *w = &m->who[who];
    out->name = w->name;
    out->country = w->country;
    out->org = w->org;
    out->sector = w->sector;
    out->code = w->code ? w->code : "";
  } else if (m->geo) {
    out->name = m->geo->name;
    out->country = m->geo->country;
  }
  return true;
}

static void set_trigger(nst_candidate *c, const nst_match *m) {
  c->n_trigger = m->n_tokens;
  for (uint32_t i = 0; i < m->n_tokens; i++) c->trigger[i] = m->tokens[i];
  c->n_consumed = m->n_consumed;
  for (uint32_t i = 0; i < m->n_consumed; i++) c->consumed[i] = m->consumed[i];
}

/* "must", "should" that tell what somebody ought to do: not "must have been", nor "should it rain". */
static bool is_duty(const nst_doc *doc, int32_t aux) {
  int32_t verb = nst_tok(doc, aux)->head;
  if (verb < 0 || verb < aux) return false;
  for (int32_t c = nst_next_child(doc, verb, -1); c >= 0; c = nst_next_child(doc, verb, c)) {
    const nst_token *t = nst_tok(doc, c);
    if (t->deprel == NST_REL_AUX && nst_str_is(t->lemma, "have")) return false;
    if (nst_rel_main((nst_deprel)t->deprel) == NST_REL_NSUBJ && c > aux) return false;
  }
  return true;
}

/* "the arrests were illegal", "it was a farce": is an act judged, and not the weather? */
static bool is_of_act(const nst_scene *s, int32_t judgement) {
  int32_t subject = nst_child_main(s->doc, judgement, NST_REL_NSUBJ);
  if (subject < 0) return false;
  const nst_token *t = nst_tok(s->doc, subject);
  return t->upos == NST_UPOS_PRON || nst_word_in(s->grammar->act, t) || nst_is_frame_word(s, subject);
}

/* Conditions of a frame that names, beside the speaker and who should do it, what should be done. */
enum { ASKS_AN_ACT = 3 };

static nst_status try_token(const nst_scene *s, uint32_t sentence, int32_t token, nst_candidates *out) {
  nst_anchor anchor = {.head = token, .light = -1};
  nst_match m;
  if (!nst_is_frame_word(s, token) && nst_tok(s->doc, token)->upos != NST_UPOS_NOUN) return NST_OK;
  bool duty = nst_tok(s->doc, token)->upos == NST_UPOS_AUX;
  if (duty && !is_duty(s->doc, token)) return NST_OK;
  nst_match_light(s, &anchor);
  if (!nst_match_word(s, anchor, &m)) return NST_OK;
  if (m.entry->def->type == NST_EVENT_NONE || m.entry->def->prior < 0.15) return NST_OK;
  int32_t clause = anchor.light >= 0 ? anchor.light : nst_predicate_of(s, token);
  nst_candidate c = {.sentence = sentence,
                     .entry = m.entry,
                     .type = m.entry->def->type,
                     .head = token,
                     .light = anchor.light,
                     .reversed = anchor.reversed,
                     .clause = clause >= 0 ? clause : token,
                     .comp = -1,
                     .content_token = -1,
                     .inner = -1,
                     .parent = -1,
                     .headline = s->doc->sentences.items[sentence].kind == NST_SENT_HEADLINE,
                     .condition = {.text = ""},
                     .time = {.text = ""},
                     .place = {.text = "", .country = "", .admin1 = ""},
                     .mode = "",
                     .cameo = ""};
  set_trigger(&c, &m);
  NST_TRY(nst_candidate_whyf(s->doc, &c, "%s: %s:%u", nst_event_name(c.type), m.entry->def->path,
                             m.entry->def->line));
  NST_TRY(nst_roles_fill(s, &c));
  bool says = strcmp(c.source.why, "speaker") == 0; /* nobody accuses or asks himself */
  bool aimless = duty ? m.entry->def->n_conds < ASKS_AN_ACT : !is_of_act(s, token);
  if (says && (c.target.n == 0 ? aimless : nst_fillers_meet(s->doc, &c.source, &c.target))) return NST_OK;
  return NST_PUSH(s->doc->arena, out, c) ? NST_OK : NST_NOMEM;
}

nst_status nst_candidates_find(const nst_scene *s, nst_candidates *out) {
  for (uint32_t i = 0; i < s->doc->sentences.n; i++) {
    const nst_sentence *sentence = &s->doc->sentences.items[i];
    if (!sentence->parsed || sentence->kind == NST_SENT_OTHER) continue;
    for (uint32_t t = sentence->first; t < sentence->end; t++) NST_TRY(try_token(s, i, (int32_t)t, out));
  }
  return NST_OK;
}
