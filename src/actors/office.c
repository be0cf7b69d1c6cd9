/* office.c - the offices that somebody has held, and the one that a title tells of.
 *
 * In: a person's entry, a line of role words. Out: the role of the entry that these words name. */
#include "actors/phrase.h"

bool nst_is_office(const nst_stage *st, const nst_role *role, uint32_t agent) {
  nst_words words;
  if (!nst_words_of(st->arena, role->words, &words) || words.too_long) return false;
  for (uint32_t s = nst_actor_senses(st->lexicon, (nst_str){words.text, words.len}); s != NST_NONE;
       s = nst_stage_sense(st, s)->next)
    if (nst_stage_sense(st, s)->entry == agent) return true;
  return false;
}

/* The role words of a title before a name, NST_NONE. */
static uint32_t title_agent(const nst_stage *st, int32_t token) {
  const nst_hit *h = nst_hit_at(st, (uint32_t)token);
  if (!h || nst_tok(st->doc, token)->deprel != NST_REL_NMOD_DESC) return NST_NONE;
  const nst_sense *s = nst_stage_sense(st, h->sense);
  bool person = s->kind == NST_SENSE_AGENT && (nst_stage_entry(st, s->entry)->flags & NST_AGENT_PERSON);
  return person ? s->entry : NST_NONE;
}

/* The organisation that a title belongs to: "IAEA chief"; "" for none. */
static const char *title_org(nst_stage *st, int32_t token, int depth) {
  int32_t m = nst_tok(st->doc, token)->mention;
  if (m < 0) return "";
  nst_settle(st, m, depth - 1);
  const nst_mention *title = &st->doc->mentions.items[m];
  return title->n_who == 1 ? title->who[0].org : "";
}

bool nst_titled_office(nst_stage *st, const nst_mention *m, const nst_entry *person, int depth,
                       nst_side *side) {
  int32_t head = (int32_t)m->head;
  for (int32_t c = nst_next_child(st->doc, head, -1); c >= 0 && c < head;
       c = nst_next_child(st->doc, head, c)) {
    uint32_t agent = title_agent(st, c);
    if (agent == NST_NONE) continue;
    const char *org = title_org(st, c, depth), *sector = nst_stage_entry(st, agent)->sector;
    for (uint32_t r = person->first_role; r != NST_NONE; r = nst_stage_role(st, r)->next) {
      const nst_role *role = nst_stage_role(st, r);
      bool same =
          org[0] ? !strcmp(role->org, org) : !strcmp(role->sector, sector) && nst_is_office(st, role, agent);
      if (!same) continue;
      *side = (nst_side){person->name, role->country, role->org, role->sector};
      return true;
    }
  }
  return false;
}
