/* weigh.c - which country a report is about, and which sense of an ambiguous phrase is meant. */
#include "actors/stage.h"

uint32_t nst_stage_country(const nst_stage *st, const char *code) {
  return code[0] ? nst_lexicon_code(st->lexicon, nst_str_of(code)) : NST_NONE;
}

static const char *sense_country(const nst_stage *st, const nst_sense *s) {
  const nst_entry *e = nst_stage_entry(st, s->entry);
  if (e->kind == NST_ENTRY_PLACE) return e->geo.country;
  if (e->kind == NST_ENTRY_PERSON || e->kind == NST_ENTRY_ACTOR) {
    nst_str words;
    bool past;
    return nst_entry_side(st, s, e, &words, &past).country;
  }
  return e->country;
}

static bool is_another(const nst_stage *st, const nst_hit *h, const nst_sense *s) {
  return s->kind == NST_SENSE_SURNAME && nst_stage_other_name(st, h, nst_stage_entry(st, s->entry));
}

/* The country all fitting senses agree on; "" if they do not. */
static const char *agreed(const nst_stage *st, const nst_hit *h) {
  const char *country = "";
  for (uint32_t i = h->senses; i != NST_NONE; i = nst_stage_sense(st, i)->next) {
    if (!nst_sense_fits(st, h, i)) continue;
    const nst_sense *s = nst_stage_sense(st, i);
    if (s->kind == NST_SENSE_AGENT || s->kind == NST_SENSE_TYPE || s->kind == NST_SENSE_PAST) continue;
    if (nst_stage_entry(st, s->entry)->kind == NST_ENTRY_PLACE &&
        (nst_stage_entry(st, s->entry)->flags & NST_PLACE_MINOR))
      continue; /* towns follow what the report is about, they do not say it */
    if (is_another(st, h, s)) continue;
    const char *c = sense_country(st, s);
    if (country[0] && strcmp(c, country) != 0) return "";
    country = c;
  }
  return country;
}

static uint32_t weight_of(const nst_stage *st, const nst_hit *h, const nst_sense *s) {
  const nst_sentence *sentence = &st->doc->sentences.items[nst_tok(st->doc, (int32_t)h->first)->sentence];
  uint32_t w = sentence->kind == NST_SENT_HEADLINE ? 2 : sentence == st->doc->sentences.items ? 3 : 2;
  if (s->kind == NST_SENSE_SURNAME || s->kind == NST_SENSE_PEOPLE) w--;
  if (nst_stage_entry(st, s->entry)->kind == NST_ENTRY_BODY) w = 0;
  int32_t head = nst_tok(st->doc, (int32_t)h->last)->deprel;
  if (head == NST_REL_NSUBJ || head == NST_REL_NSUBJ_PASS) w++;
  return w;
}

uint32_t nst_stage_office_land(const nst_stage *st, const nst_entry *office) {
  uint32_t best = nst_stage_country(st, office->country);
  nst_str rest = office->types, code;
  while (best != NST_NONE && nst_str_cut(&rest, ' ', &code)) {
    uint32_t other = nst_lexicon_code(st->lexicon, code);
    if (other != NST_NONE && st->tally[other] > 0 && st->tally[other] >= st->tally[best]) best = other;
  }
  return best;
}

/* "Sen.", "Treasury Secretary": the land that has such an office, NST_NONE. */
static uint32_t land_of_office(const nst_stage *st, const nst_sense *s) {
  const nst_entry *e = nst_stage_entry(st, s->entry);
  return s->kind == NST_SENSE_AGENT && e->country[0] ? nst_stage_office_land(st, e) : NST_NONE;
}

/* Offices that only some lands have tell of these lands; which ones is read before any is counted. */
static void count_offices(nst_stage *st) {
  for (size_t i = 0; i < st->hits.n; i++) {
    const nst_sense *s = nst_stage_sense(st, st->hits.items[i].senses);
    st->hits.items[i].country = s->next == NST_NONE ? land_of_office(st, s) : NST_NONE;
  }
  for (size_t i = 0; i < st->hits.n; i++) {
    uint32_t land = st->hits.items[i].country;
    if (land == NST_NONE) continue;
    st->tally[land]++;
    if (st->dominant == NST_NONE || st->tally[land] > st->tally[st->dominant]) st->dominant = land;
  }
}

static bool count(nst_stage *st) {
  st->tally = nst_arena_array(st->arena, nst_lexicon_entries(st->lexicon), sizeof *st->tally);
  st->opening = nst_arena_array(st->arena, nst_lexicon_entries(st->lexicon), sizeof *st->opening);
  st->dominant = st->first = NST_NONE;
  if (!st->tally || !st->opening) return false;
  for (size_t i = 0; i < st->hits.n; i++) {
    const nst_hit *h = &st->hits.items[i];
    uint32_t country = nst_stage_country(st, agreed(st, h));
    if (country == NST_NONE || nst_stage_aside(st, h->last)) continue;
    if (nst_tok(st->doc, (int32_t)h->last)->sentence == 0) st->opening[country] = true;
    if (st->first == NST_NONE) st->first = country;
    st->tally[country] += weight_of(st, h, nst_stage_sense(st, h->senses));
    if (st->dominant == NST_NONE || st->tally[country] > st->tally[st->dominant]) st->dominant = country;
  }
  count_offices(st);
  return true;
}

bool nst_stage_aside(const nst_stage *st, uint32_t token) {
  int32_t up = nst_tok(st->doc, (int32_t)token)->head;
  if (up <= (int32_t)token || !nst_is_modifier(nst_tok(st->doc, up))) return false;
  return nst_str_in(
      nst_tok(st->doc, up)->lower,
      "speaking backed supported friendly funded financed sponsored supplied armed trained educated "
      "brokered mediated made built drafted born allied aligned style held occupied hosted linked "
      "inspired bound");
}

/* Is the phrase the name of a first-level division some other place of the report lies in? */
static bool division_in_report(const nst_stage *st, const nst_sense *s) {
  const nst_entry *e = nst_stage_entry(st, s->entry);
  if (e->kind != NST_ENTRY_PLACE || e->geo.precision != NST_PLACE_ADMIN1) return false;
  for (size_t i = 0; i < st->hits.n; i++) {
    const nst_sense *o = nst_stage_sense(st, st->hits.items[i].senses);
    const nst_entry *p = nst_stage_entry(st, o->entry);
    if (p->kind == NST_ENTRY_PLACE && o->entry != s->entry && strcmp(p->geo.admin1, e->name) == 0 &&
        strcmp(p->geo.country, e->geo.country) == 0)
      return true;
  }
  return false;
}

/* "officers" are soldiers or policemen: of what the report has more, most of all in the same sentence. */
static long company_of(const nst_stage *st, const nst_hit *h, const char *sector) {
  long n = 0;
  uint32_t here = nst_tok(st->doc, (int32_t)h->first)->sentence;
  for (size_t i = 0; i < st->hits.n && n < 90; i++) {
    const nst_sense *s = nst_stage_sense(st, st->hits.items[i].senses);
    if (s->next != NST_NONE || (s->kind != NST_SENSE_AGENT && s->kind != NST_SENSE_SEAT)) continue;
    const char *own = s->sector[0] ? s->sector : nst_stage_entry(st, s->entry)->sector;
    if (strcmp(own, sector) == 0)
      n += nst_tok(st->doc, (int32_t)st->hits.items[i].first)->sentence == here ? 5 : 1;
  }
  return n;
}

static bool is_ambiguous_role(const nst_stage *st, const nst_hit *h) {
  int n = 0;
  for (uint32_t i = h->senses; i != NST_NONE; i = nst_stage_sense(st, i)->next)
    n += nst_stage_sense(st, i)->kind == NST_SENSE_AGENT;
  return n > 1;
}

static long score_of(const nst_stage *st, const nst_hit *h, const nst_sense *s) {
  const nst_token *t = nst_tok(st->doc, (int32_t)h->last);
  const nst_entry *e = nst_stage_entry(st, s->entry);
  uint32_t country = nst_stage_country(st, sense_country(st, s));
  long score = country == NST_NONE ? 0 : (long)(st->tally[country] > 50 ? 50 : st->tally[country]);
  bool person = t->entity == NST_ENT_PER;
  bool nominal = t->upos == NST_UPOS_NOUN || t->upos == NST_UPOS_PROPN;
  switch (s->kind) {
  case NST_SENSE_SURNAME:
    return score + 200L * nst_person_rank(st, e) + (person ? 1000 : t->entity == NST_ENT_LOC ? -2000 : 0);
  case NST_SENSE_NAME:
    return score + 500 + (e->kind == NST_ENTRY_PERSON ? 100L * nst_person_rank(st, e) + 300 : 0) +
           (e->kind == NST_ENTRY_COUNTRY ? 100 : 0);
  case NST_SENSE_CAPITAL:
    return score + 550;
  case NST_SENSE_SEAT:
    return score + 450;
  case NST_SENSE_PLACE:
    if (division_in_report(st, s)) return score + 900;
    if (e->flags & NST_PLACE_MINOR) return score + 200;
    return score + (e->geo.precision == NST_PLACE_CITY ? 300 : 400);
  case NST_SENSE_ADJECTIVE:
    return score + (t->upos == NST_UPOS_ADJ ? 700 : 520);
  case NST_SENSE_PEOPLE:
    return score + (nominal && nst_is_plural(st, h->last) ? 650 : 400);
  case NST_SENSE_AGENT:
    return (nominal && !h->caps ? 480 : 100) + (is_ambiguous_role(st, h) ? company_of(st, h, e->sector) : 0);
  default:
    return 50;
  }
}

/* A town or division: of several lands with one of the name the report names its own. */
static bool minor_fits(const nst_stage *st, const nst_hit *h, uint32_t sense) {
  const nst_sense *s = nst_stage_sense(st, sense);
  const nst_entry *e = nst_stage_entry(st, s->entry);
  if (e->kind != NST_ENTRY_PLACE || !(e->flags & NST_PLACE_MINOR)) return true;
  uint32_t country = nst_stage_country(st, e->geo.country);
  if (country != NST_NONE && st->tally[country] > 0) return true;
  if (e->geo.precision == NST_PLACE_ADMIN1) return false; /* "the Gulf" is no province of Papua New Guinea */
  for (uint32_t i = h->senses; i != NST_NONE; i = nst_stage_sense(st, i)->next)
    if (i != sense && strcmp(sense_country(st, nst_stage_sense(st, i)), e->geo.country) != 0) return false;
  return true;
}

/* "the Green Party": of several lands with a party of the name one that the report names; any only where it names none. */
static bool party_fits(const nst_stage *st, const nst_hit *h, uint32_t sense) {
  const nst_entry *e = nst_stage_entry(st, nst_stage_sense(st, sense)->entry);
  uint32_t country = nst_stage_country(st, e->country);
  if (e->kind != NST_ENTRY_GROUP || country == NST_NONE || st->tally[country] > 0 || st->dominant == NST_NONE)
    return true;
  for (uint32_t i = h->senses; i != NST_NONE; i = nst_stage_sense(st, i)->next) {
    const nst_entry *o = nst_stage_entry(st, nst_stage_sense(st, i)->entry);
    if (o->kind == NST_ENTRY_GROUP && strcmp(o->country, e->country) != 0) return false;
  }
  return true;
}

void nst_stage_choose(const nst_stage *st, nst_hit *h) {
  long best = 0;
  h->sense = NST_NONE;
  for (uint32_t i = h->senses; i != NST_NONE; i = nst_stage_sense(st, i)->next) {
    if (!nst_sense_fits(st, h, i) || !minor_fits(st, h, i) || !party_fits(st, h, i)) continue;
    long score = score_of(st, h, nst_stage_sense(st, i));
    if (h->sense == NST_NONE || score > best) {
      best = score;
      h->sense = i;
    }
  }
}

/* The country that a hit names or that what it names belongs to. */
static uint32_t country_of(const nst_stage *st, const nst_hit *h) {
  const nst_sense *s = nst_stage_sense(st, h->sense);
  if (s->kind == NST_SENSE_AGENT) return land_of_office(st, s);
  if (s->kind == NST_SENSE_PAST || s->kind == NST_SENSE_TYPE) return NST_NONE;
  if (nst_stage_aside(st, h->last) || is_another(st, h, s)) return NST_NONE;
  return nst_stage_country(st, sense_country(st, s));
}

bool nst_stage_weigh(nst_stage *st) {
  if (!count(st)) return false;
  for (size_t i = 0; i < st->hits.n; i++) {
    nst_hit *h = &st->hits.items[i];
    nst_stage_choose(st, h);
    for (uint32_t t = h->first; h->sense == NST_NONE && t <= h->last; t++)
      st->hit_of[t] = -1; /* a word after all */
  }
  for (size_t i = 0; i < st->hits.n; i++) {
    nst_hit *h = &st->hits.items[i];
    h->country = h->sense == NST_NONE ? NST_NONE : country_of(st, h);
  }
  return true;
}

uint32_t nst_stage_named(const nst_stage *st, uint32_t token) {
  if (st->hit_of[token] < 0) return NST_NONE;
  const nst_hit *h = &st->hits.items[st->hit_of[token]];
  return h->last == token ? h->country : NST_NONE;
}
