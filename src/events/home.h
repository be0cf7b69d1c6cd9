/* home.h - where an act took place that no phrase places: at home, or where the report was filed. */
#ifndef NST_EVENTS_HOME_H
#define NST_EVENTS_HOME_H

#include "events/candidate.h"

/** What the authorities of a country do to its people happens there. Gives the country and in *at the word that tells
 *  it; NULL where nothing does. `phrase`: the text names a place, though not one that is known. */
const char *nst_place_home(const nst_doc *doc, const nst_candidate *c, bool phrase, int32_t *at);
/** Did it happen where the report was filed (doc->dateline is set)? */
bool nst_place_is_filed(const nst_doc *doc, const nst_candidate *c, bool phrase);
/** The land that the report tells of up to the event, where that is one above all others; "" for none. In *at a word that
 *  names it. */
const char *nst_place_told_of(const nst_doc *doc, const nst_candidate *c, int32_t *at);

#endif
