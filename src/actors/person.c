/* person.c - who a lexicon entry is on the report's day. Knows roles and dates; knows nothing of texts. */
#include "actors/stage.h"

static const char *const high_offices[] = {"president",
                                           "prime minister",
                                           "king",
                                           "queen",
                                           "leader",
                                           "premier",
                                           "chancellor",
                                           "emir",
                                           "head of state",
                                           "head of government",
                                           "pope",
                                           "supreme leader",
                                           "secretary-general",
                                           "sultan",
                                           "emperor"};

static bool is_high(nst_str words) {
  for (size_t i = 0; i < sizeof high_offices / sizeof *high_offices; i++)
    if (nst_str_starts(words, high_offices[i])) return true;
  return false;
}

/* The role in force, else the last one before the day, else the first one. With no date, the last one. */
static const nst_role *role_on(const nst_stage *st, const nst_entry *e, int *state) {
  const nst_role *in = NULL, *before = NULL, *last = NULL;
  nst_day day = st->doc->day;
  for (uint32_t i = e->first_role; i != NST_NONE; i = st->lexicon->roles.items[i].next) {
    const nst_role *r = &st->lexicon->roles.items[i];
    if (!last || r->to >= last->to) last = r;
    if (day == NST_DAY_NONE) continue;
    if (r->from <= day && day <= r->to && (!in || r->from >= in->from)) in = r;
    if (r->to < day && (!before || r->to >= before->to)) before = r;
  }
  *state = in || day == NST_DAY_NONE ? 2 : before ? 1 : 0;
  if (day == NST_DAY_NONE) return last;
  if (in) return in;
  if (before) return before;
  return e->first_role == NST_NONE ? NULL : &st->lexicon->roles.items[e->first_role];
}

int nst_person_rank(const nst_stage *st, const nst_entry *entry) {
  int state;
  const nst_role *r = role_on(st, entry, &state);
  if (!r) return 0;
  return state == 2 && is_high(r->words) && r->sector[0] && strcmp(r->sector, "ELI") != 0 ? 3 : state;
}

nst_side nst_entry_side(const nst_stage *st, const nst_sense *sense, const nst_entry *e, nst_str *words,
                        bool *past) {
  nst_side side = {e->name, e->country, e->org, sense->sector[0] ? sense->sector : e->sector};
  int state = 2;
  *words = NST_STR("");
  *past = false;
  if (e->kind == NST_ENTRY_COUNTRY) return side;
  const nst_role *r = e->first_role == NST_NONE ? NULL : role_on(st, e, &state);
  if (!r || (e->kind != NST_ENTRY_PERSON && (state != 2 || st->doc->day == NST_DAY_NONE))) return side;
  side.country = r->country;
  side.org = r->org;
  side.sector = r->sector;
  *words = r->words;
  if (e->kind != NST_ENTRY_PERSON || state == 2) return side;
  *past = true;
  /* After an international office somebody is again of the country he or she came from. */
  for (uint32_t i = e->first_role; !side.country[0] && i != NST_NONE; i = st->lexicon->roles.items[i].next)
    if (st->lexicon->roles.items[i].country[0]) side.country = st->lexicon->roles.items[i].country;
  if (side.country[0]) side.org = "";
  if (strcmp(side.sector, "REB") != 0 && strcmp(side.sector, "CRM") != 0) side.sector = "ELI";
  return side;
}
