/* business.c - companies among themselves.
 *   candidate with its actors, topics of the report  ->  dropped where no power has a part in it
 * "the airline agreed a deal", "the firm urged customers": the types are made for those who hold power or fight for it.
 * What a company does to a state, or abroad, stays. */
#include "events/roles.h"
#include "events/stage.h"

static uint32_t count_of(const nst_report_view *view, const char *topic) {
  for (size_t i = 0; i < nst_topics_count(view->topics); i++)
    if (nst_str_is(nst_topics_name(view->topics, i), topic)) return view->report.of[i];
  return 0;
}

static bool all_companies(const nst_doc *doc, const nst_fillers *side) {
  for (uint32_t i = 0; i < side->n; i++)
    if (strcmp(nst_filler_sector(doc, &side->items[i]), "BUS") != 0) return false;
  return true;
}

/* Is the report about business more than about states, wars and crowds? */
static bool about_business(const nst_report_view *view) {
  uint32_t business = count_of(view, "business");
  return business >= 2 &&
         business > count_of(view, "state") + count_of(view, "war") + count_of(view, "protest");
}

static bool gives_and_takes(nst_event_type type) {
  return type == NST_AGREE || type == NST_CONSULT || type == NST_SUPPORT || type == NST_COOPERATE ||
         type == NST_AID || type == NST_CONCEDE || type == NST_RETREAT || type == NST_REQUEST ||
         type == NST_REJECT;
}

nst_status nst_candidate_business(nst_doc *doc, const nst_report_view *view, nst_candidate *c) {
  if (!gives_and_takes(c->type) || c->source.n == 0 || !all_companies(doc, &c->source)) return NST_OK;
  bool home =
      c->target.n == 0 || (all_companies(doc, &c->target) && nst_fillers_meet(doc, &c->source, &c->target));
  if (!home || !about_business(view)) return NST_OK;
  c->dropped = true;
  return nst_candidate_why(doc, c, "companies among themselves");
}
