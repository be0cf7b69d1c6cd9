/* scale.c - the PLOVER score of a type and mode (data/ontology/plover.tsv; a test holds the two together). */
#include "record/scale.h"

#include <string.h>

typedef struct scale_row {
  nst_event_type type;
  const char *mode;
  double score;
} scale_row;

/* clang-format off */
static const scale_row rows[] = {
    {NST_AGREE, "", 2.5},
    {NST_CONSULT, "", 2.5},
    {NST_CONSULT, "visit", 4},
    {NST_CONSULT, "third-party", 1},
    {NST_CONSULT, "multilateral", 4},
    {NST_CONSULT, "phone", 1.5},
    {NST_SUPPORT, "", 5},
    {NST_CONCEDE, "", 4.5},
    {NST_COOPERATE, "", 9.5},
    {NST_AID, "", 10},
    {NST_RETREAT, "", 6.5},
    {NST_RETREAT, "withdraw", 8},
    {NST_RETREAT, "release", 6.5},
    {NST_RETREAT, "disarm", 10},
    {NST_RETREAT, "ceasefire", 7.5},
    {NST_RETREAT, "access", 6.5},
    {NST_RETREAT, "resign", 4.5},
    {NST_REQUEST, "", 0},
    {NST_REQUEST, "assist", 0.5},
    {NST_REQUEST, "change", -1},
    {NST_REQUEST, "yield", -1},
    {NST_REQUEST, "meet", 0},
    {NST_ACCUSE, "", -3},
    {NST_ACCUSE, "disapprove", -2},
    {NST_ACCUSE, "investigate", -3.5},
    {NST_ACCUSE, "allege", -3.5},
    {NST_REJECT, "", -2},
    {NST_REJECT, "assist", -1.5},
    {NST_REJECT, "change", -2},
    {NST_REJECT, "yield", -2},
    {NST_REJECT, "meet", -2},
    {NST_THREATEN, "", -3.5},
    {NST_THREATEN, "restrict", -3},
    {NST_THREATEN, "arrest", -3.5},
    {NST_THREATEN, "relations", -3.5},
    {NST_THREATEN, "expel", -3.5},
    {NST_THREATEN, "territory", -4},
    {NST_THREATEN, "violence", -3.5},
    {NST_PROTEST, "", -5},
    {NST_PROTEST, "demo", -5},
    {NST_PROTEST, "riot", -7},
    {NST_PROTEST, "strike", -5},
    {NST_PROTEST, "hunger", -4.5},
    {NST_PROTEST, "boycott", -4.5},
    {NST_PROTEST, "obstruct", -4.5},
    {NST_SANCTION, "", -6},
    {NST_SANCTION, "convict", -6},
    {NST_SANCTION, "expel", -5.5},
    {NST_SANCTION, "withdraw", -6},
    {NST_SANCTION, "discontinue", -6},
    {NST_MOBILIZE, "", -5.5},
    {NST_MOBILIZE, "troops", -6.5},
    {NST_MOBILIZE, "weapons", -6.5},
    {NST_MOBILIZE, "police", -5.5},
    {NST_MOBILIZE, "militia", -6},
    {NST_COERCE, "", -7},
    {NST_COERCE, "seize", -7},
    {NST_COERCE, "restrict", -7},
    {NST_COERCE, "censor", -6.5},
    {NST_COERCE, "curfew", -6.5},
    {NST_COERCE, "martial-law", -7.5},
    {NST_COERCE, "arrest", -7},
    {NST_COERCE, "deport", -7},
    {NST_COERCE, "withhold", -7},
    {NST_COERCE, "misinformation", -6.5},
    {NST_COERCE, "cyber", -7},
    {NST_ASSAULT, "", -9},
    {NST_ASSAULT, "abduct", -8.5},
    {NST_ASSAULT, "beat", -7.5},
    {NST_ASSAULT, "torture", -8.5},
    {NST_ASSAULT, "sexual", -8.5},
    {NST_ASSAULT, "targeted", -9.5},
    {NST_ASSAULT, "destroy", -8.5},
    {NST_ASSAULT, "primitive", -8},
    {NST_ASSAULT, "firearms", -9},
    {NST_ASSAULT, "explosives", -9},
    {NST_ASSAULT, "suicide-attack", -9.5},
    {NST_ASSAULT, "aerial", -9.5},
    {NST_ASSAULT, "drone", -9.5},
    {NST_ASSAULT, "heavy-weapons", -9.5},
    {NST_ASSAULT, "crowd-control", -7.5},
    {NST_ASSAULT, "unconventional", -10},
};
/* clang-format on */

double nst_scale_score(nst_event_type type, const char *mode) {
  double score = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (rows[i].type != type) continue;
    if (strcmp(rows[i].mode, mode) == 0) return rows[i].score;
    if (rows[i].mode[0] == '\0') score = rows[i].score;
  }
  return score;
}

nst_event_type nst_event_parse(const char *name) {
  for (int i = 1; i < NST_EVENT_COUNT; i++)
    if (strcmp(nst_event_name((nst_event_type)i), name) == 0) return (nst_event_type)i;
  return NST_EVENT_NONE;
}
