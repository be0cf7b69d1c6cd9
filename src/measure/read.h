/* read.h - what reading gold and reading records have in common; for measure/ only. */
#ifndef NST_MEASURE_READ_H
#define NST_MEASURE_READ_H

#include "measure/json.h"

/** "RUS:GOV" and so on; false (told) for anything else. */
bool nst_read_codes(nst_json_reader *r, const json_t *list, const char *key, nst_actor_codes *out);
/** {kind, low, high}; `strict`: an unknown kind is a mistake. */
void nst_read_quantities(nst_json_reader *r, const json_t *list, bool strict, nst_told *e);

#endif
