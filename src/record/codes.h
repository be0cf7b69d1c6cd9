/* codes.h - codes of other projects: CAMEO labels, countries by name, FIPS and Gleditsch-Ward number, sectors in words. */
#ifndef NST_RECORD_CODES_H
#define NST_RECORD_CODES_H

#include "base/str.h"
#include "nestor.h"

typedef struct nst_cameo {
  const char *code;
  double goldstein;
  nst_event_type type; /**< the PLOVER type it stands for, NST_EVENT_NONE for mere statements */
  const char *mode, *label;
} nst_cameo;
/** The row of a CAMEO code, or of the longest known beginning of it; NULL if not even its root is known. */
const nst_cameo *nst_cameo_find(const char *code);

typedef struct nst_country {
  const char *iso3, *fips;
  int number;         /**< Gleditsch-Ward, which is the Correlates of War number for nearly all; 0: none */
  const char *name;   /**< as news writes it */
  const char *others; /**< further names, ';' between */
} nst_country;
/** By ISO 3166-1 alpha-3 code; NULL if unknown. */
const nst_country *nst_country_find(const char *iso3);
/** By any of its names, case aside, or by its code; NULL if unknown. */
const nst_country *nst_country_named(nst_str name);
/** By FIPS 10-4 code; NULL if unknown. */
const nst_country *nst_country_fips(nst_str fips);

/** "GOV" to "Government", the word ICEWS uses; "" for no sector. */
const char *nst_sector_words(const char *sector);
/** Out of words such as "Government,Executive,Military" the most telling sector; "" if none is known. */
const char *nst_sector_named(nst_str words);

#endif
