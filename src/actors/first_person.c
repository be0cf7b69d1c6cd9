/* first_person.c - who "I" and "we" are: the speaker of a quotation, else the author of a report in somebody's own words.
 *
 * In: a pronoun of the first person, the mentions before it. Out: the mention that it stands for. */
#include "actors/stage.h"

enum { HEAD = 3 };      /* sentences at the top of a statement */
enum { LOOK_BACK = 4 }; /* sentences back to the verb of saying */

static const nst_mention *mention_at(const nst_stage *st, int32_t i) {
  return &st->doc->mentions.items[i];
}

static bool is_somebody(nst_stage *st, int32_t m, int depth) {
  if (m < 0) return false;
  nst_settle(st, m, depth - 1);
  return mention_at(st, m)->n_who > 0 || st->notes[m].person;
}

/* The subject of the verb of saying of this sentence or of one shortly before. */
static int32_t speaker(nst_stage *st, uint32_t at, int depth) {
  uint32_t s = nst_tok(st->doc, (int32_t)at)->sentence;
  for (uint32_t back = 0; back < LOOK_BACK && back <= s; back++) {
    const nst_sentence *sentence = &st->doc->sentences.items[s - back];
    for (uint32_t i = sentence->first; sentence->parsed && i < sentence->end; i++) {
      const nst_token *t = nst_tok(st->doc, (int32_t)i);
      if (t->upos != NST_UPOS_VERB || t->in_quote || !nst_is_type(st, i, NST_TYPE_SAYING)) continue;
      int32_t subject = nst_child(st->doc, (int32_t)i, NST_REL_NSUBJ);
      int32_t m = subject < 0 ? -1 : nst_tok(st->doc, subject)->mention;
      if (is_somebody(st, m, depth)) return m;
    }
  }
  return -1;
}

/* "I" of a text that is somebody's own words: the "I" before. */
static int32_t same_speaker(const nst_stage *st, int32_t mention) {
  const nst_token *t = nst_tok(st->doc, (int32_t)mention_at(st, mention)->head);
  const char *one = "i my me mine myself", *many = "we us our ours ourselves";
  const char *list = nst_str_in(t->lower, one) ? one : many;
  for (int32_t i = mention - 1; i >= 0; i--) {
    const nst_mention *m = mention_at(st, i);
    const nst_token *e = nst_tok(st->doc, (int32_t)m->head);
    if (m->kind == NST_MENTION_PRONOUN && e->in_quote == t->in_quote && nst_str_in(e->lower, list)) return i;
  }
  return -1;
}

/* "Statement by the fishermen's union", "Remarks of the foreign minister" at the top: whose words all of it is. */
static int32_t author(nst_stage *st, uint32_t at, int depth) {
  for (uint32_t s = 0; s < HEAD && s < st->doc->sentences.n; s++) {
    const nst_sentence *sentence = &st->doc->sentences.items[s];
    if (at < sentence->first || !nst_is_type(st, sentence->first, NST_TYPE_PAPER)) continue;
    for (int32_t c = nst_next_child(st->doc, (int32_t)sentence->first, -1); c >= 0;
         c = nst_next_child(st->doc, (int32_t)sentence->first, c)) {
      const nst_token *t = nst_tok(st->doc, c);
      if (t->deprel != NST_REL_NMOD || !nst_str_in(nst_case_of(st->doc, c), "by of from")) continue;
      if (is_somebody(st, t->mention, depth)) return t->mention;
    }
  }
  return -1;
}

int32_t nst_first_person(nst_stage *st, int32_t mention, int depth, const char **why) {
  uint32_t head = mention_at(st, mention)->head;
  bool quoted = nst_tok(st->doc, (int32_t)head)->in_quote;
  *why = "first person in a quotation: the speaker";
  int32_t found = quoted ? speaker(st, head, depth) : -1;
  if (found < 0) found = same_speaker(st, mention);
  if (quoted || (found >= 0 && mention_at(st, found)->n_who > 0)) return found;
  int32_t writer = author(st, head, depth);
  if (writer < 0) return found;
  *why = "first person: whose words the report is";
  return writer;
}
