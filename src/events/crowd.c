/* crowd.c - those who protest where the words only count them: "thousands marched in Tunis", "riots in Tunis".
 *
 * In: protests with their place. Out: the people of that country as source. */
#include "events/roles.h"
#include "events/stage.h"

/* The word that stands for the crowd: a counted subject, or the noun that names the protest. */
static int32_t crowd_word(const nst_scene *s, const nst_candidate *c) {
  const nst_token *t = nst_tok(s->doc, c->head);
  if (!nst_is_verbal(t)) return t->upos == NST_UPOS_NOUN && c->light < 0 ? c->head : -1;
  uint8_t distance = 0;
  const char *why;
  int32_t subject = nst_logical_subject(s, c->light >= 0 ? c->light : c->head, &distance, &why);
  if (subject < 0) return -1;
  const nst_token *who = nst_tok(s->doc, subject);
  bool counted =
      nst_word_in(s->grammar->quantity, who) || who->upos == NST_UPOS_NUM ||
      nst_str_in(who->lemma, "people person crowd thousand hundred dozen some many other throng mob");
  return counted ? subject : -1;
}

/* The country of the protest: of its place, else of the protest told last. */
static const char *country_of(const nst_scene *s, const nst_candidates *all, size_t i) {
  const nst_candidate *c = &all->items[i];
  if (c->place.country[0]) return c->place.country;
  for (uint32_t n = 0; n < c->target.n; n++) { /* "took to the streets of Dakar" */
    int32_t m = c->target.items[n].mention;
    if (m >= 0 && s->doc->mentions.items[m].geo) return s->doc->mentions.items[m].geo->country;
  }
  for (size_t k = i; k-- > 0;) {
    const nst_candidate *o = &all->items[k];
    if (o->type != NST_PROTEST || o->dropped || o->source.n == 0) continue;
    const char *code = nst_filler_code(s->doc, &o->source.items[0]);
    return strlen(code) == 3 ? code : "";
  }
  return "";
}

nst_status nst_candidates_crowd(const nst_scene *s, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped || c->type != NST_PROTEST || c->source.n) continue;
    int32_t word = crowd_word(s, c), m = word < 0 ? -1 : nst_tok(s->doc, word)->mention;
    const char *country = country_of(s, all, i);
    if (m < 0 || !country[0]) continue;
    nst_mention *mention = &s->doc->mentions.items[m];
    if (mention->n_who == 0) {
      nst_who *who = nst_arena_take(s->doc->arena, sizeof *who);
      if (!who) return NST_NOMEM;
      *who = (nst_who){
          .name = "", .country = country, .org = "", .sector = "CVL", .why = "a crowd of the place"};
      mention->who = who;
      mention->n_who = 1;
    }
    c->source = (nst_fillers){.items = {{word, m, -1}}, .n = 1, .why = "the crowd", .distance = 2};
    NST_TRY(nst_candidate_why(s->doc, c, "source: a crowd, of the country where it gathers"));
  }
  return NST_OK;
}
