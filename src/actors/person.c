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

/* Of several roles in force the high office, else the last one taken. */
static bool goes_before(const nst_role *r, const nst_role *chosen) {
  bool high = is_high(r->words), other = is_high(chosen->words);
  return high != other ? high : r->from >= chosen->from;
}

/* The role in force, else the last one before the day, else the first one. With no date, the last one. False if there
 * is none. */
static bool role_on(const nst_stage *st, const nst_entry *e, nst_role *out, int *state) {
  uint32_t in = NST_NONE, before = NST_NONE, last = NST_NONE;
  nst_day day = st->doc->day, before_to = 0, last_to = 0;
  nst_role r, now = {0};
  for (uint32_t i = e->first_role; i != NST_NONE; i = r.next) {
    r = nst_lexicon_role(st->lexicon, i);
    if (last == NST_NONE || r.to >= last_to) last = i, last_to = r.to;
    if (day == NST_DAY_NONE) continue;
    if (r.from <= day && day <= r.to && (in == NST_NONE || goes_before(&r, &now))) in = i, now = r;
    if (r.to < day && (before == NST_NONE || r.to >= before_to)) before = i, before_to = r.to;
  }
  *state = in != NST_NONE || day == NST_DAY_NONE ? 2 : before != NST_NONE ? 1 : 0;
  uint32_t chosen = day == NST_DAY_NONE  ? last
                    : in != NST_NONE     ? in
                    : before != NST_NONE ? before
                                         : e->first_role;
  if (chosen == NST_NONE) return false;
  *out = nst_lexicon_role(st->lexicon, chosen);
  return true;
}

int nst_person_rank(const nst_stage *st, const nst_entry *entry) {
  int state;
  nst_role r;
  if (!role_on(st, entry, &r, &state)) return 0;
  return state == 2 && is_high(r.words) && r.sector[0] && strcmp(r.sector, "ELI") != 0 ? 3 : state;
}

nst_side nst_entry_side(const nst_stage *st, const nst_sense *sense, const nst_entry *e, nst_str *words,
                        bool *past) {
  nst_side side = {e->name, e->country, e->org, sense->sector[0] ? sense->sector : e->sector};
  int state = 2;
  *words = NST_STR("");
  *past = false;
  if (e->kind == NST_ENTRY_COUNTRY) return side;
  nst_role r;
  bool has = e->first_role != NST_NONE && role_on(st, e, &r, &state);
  if (e->kind == NST_ENTRY_ACTOR && state != 2) has = false;
  bool dated = e->kind == NST_ENTRY_PERSON || e->kind == NST_ENTRY_ACTOR;
  if (!has || (!dated && (state != 2 || st->doc->day == NST_DAY_NONE))) return side;
  side.country = r.country;
  side.org = r.org;
  side.sector = r.sector;
  *words = r.words;
  if (state == 2 || e->kind != NST_ENTRY_PERSON) return side;
  *past = true;
  /* After an international office somebody is again of the country he or she came from. */
  for (uint32_t i = e->first_role; !side.country[0] && i != NST_NONE; i = nst_stage_role(st, i)->next)
    if (nst_stage_role(st, i)->country[0]) side.country = nst_stage_role(st, i)->country;
  if (side.country[0]) side.org = "";
  if (strcmp(side.sector, "REB") != 0 && strcmp(side.sector, "CRM") != 0) side.sector = "ELI";
  return side;
}

const char *nst_entry_code(const nst_stage *st, const nst_entry *e) {
  nst_role r;
  int state = 2;
  if (e->kind != NST_ENTRY_ACTOR || !role_on(st, e, &r, &state) || state != 2) return "";
  return r.code;
}
