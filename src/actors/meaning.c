/* meaning.c - what the lexicon says of a phrase, sense by sense and office by office. Knows nothing of texts. */
#include "actors/lexicon.h"

typedef struct teller {
  const nst_actor_lexicon *lexicon;
  nst_day day;
  nst_meaning_fn fn;
  void *user;
  size_t told;
} teller;

static const char *sense_name(const nst_sense *s, const nst_entry *e) {
  static const char *const kinds[NST_SENSE_KINDS] = {
      "name",    "adjective", "inhabitants",    "capital",         "seat",
      "surname", "role word", "word for later", "word for former", "place"};
  if (s->kind == NST_SENSE_NAME && e->kind == NST_ENTRY_AGENT) return kinds[NST_SENSE_AGENT];
  return kinds[s->kind];
}

static const char *entry_name(nst_entry_kind kind) {
  static const char *const kinds[NST_ENTRY_KINDS] = {"country", "organisation",   "body",       "group",
                                                     "person",  "imported actor", "role words", "type",
                                                     "past",    "place"};
  return kinds[kind];
}

static void put_day(nst_day day, char out[11]) {
  out[0] = '\0';
  if (day > INT32_MIN + 1 && day < INT32_MAX) nst_day_format(day, out);
}

static void tell(teller *t, nst_meaning m, nst_day from, nst_day to) {
  put_day(from, m.from);
  put_day(to, m.to);
  m.in_force = t->day == NST_DAY_NONE || (from <= t->day && t->day <= to);
  t->fn(t->user, &m);
  t->told++;
}

static void tell_sense(teller *t, const nst_sense *s) {
  nst_entry e = nst_lexicon_entry(t->lexicon, s->entry);
  nst_meaning m = {.phrase = s->phrase.p,
                   .kind = sense_name(s, &e),
                   .entry = entry_name(e.kind),
                   .name = e.name,
                   .country = e.kind == NST_ENTRY_PLACE ? e.geo.country : e.country,
                   .org = e.org,
                   .sector = s->sector[0] ? s->sector : e.sector,
                   .office = e.kind == NST_ENTRY_PLACE ? e.geo.admin1 : "",
                   .code = e.code};
  bool dated = e.first_role != NST_NONE && e.kind != NST_ENTRY_COUNTRY;
  if (!dated || e.kind != NST_ENTRY_PERSON) tell(t, m, s->from, s->to);
  if (!dated) return;
  for (uint32_t i = e.first_role; i != NST_NONE;) {
    nst_role r = nst_lexicon_role(t->lexicon, i);
    m.country = r.country, m.org = r.org, m.sector = r.sector, m.office = r.words.p, m.code = r.code;
    tell(t, m, r.from, r.to);
    i = r.next;
  }
}

nst_status nst_actor_lexicon_meanings(const nst_actor_lexicon *lexicon, nst_arena *arena, nst_str phrase,
                                      nst_day day, nst_meaning_fn fn, void *user) {
  teller t = {.lexicon = lexicon, .day = day, .fn = fn, .user = user};
  nst_words words;
  if (!nst_words_of(arena, phrase, &words)) return NST_NOMEM;
  if (words.n == 0 || words.too_long) return NST_OK;
  for (uint32_t i = nst_actor_senses(lexicon, (nst_str){words.text, words.len}); i != NST_NONE;) {
    nst_sense s = nst_lexicon_sense(lexicon, i);
    tell_sense(&t, &s);
    i = s.next;
  }
  return NST_OK;
}
