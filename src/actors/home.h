/* home.h - for src/actors only: whose a role is that names no country. */
#ifndef NST_ACTORS_HOME_H
#define NST_ACTORS_HOME_H

#include "actors/stage.h"

/** What speaks for a land: name, weights for offices, forces, crowds and armed groups (thousandths), words. Learned by train/home.py. */
/* clang-format off */
#define NST_HOME_LIST(X)                                                                            \
  X(SHARE, 206, 218, 174, 237, "how much the report is about it")                                   \
  X(MOST, 325, 317, 489, 535, "the report is about it most")                                        \
  X(FIRST, 66, 435, 360, 301, "named first")                                                        \
  X(OPENING, 332, 448, 483, 543, "named in the first sentence")                                     \
  X(DATELINE, 778, 862, 673, 1116, "the report was filed there")                                    \
  X(WHERE, 2519, 2634, 2737, 2555, "\"where\" stands for a place there")                            \
  X(SAME_PHRASE, 4891, 4119, 3720, 4124, "named in the phrase around it")                           \
  X(PARTNER, 6001, 6001, 6001, 6001, "stands beside its government")                                \
  X(PLACE_SAME_VERB, 3319, 3608, 3887, 3346, "the place of what they do")                           \
  X(PLACE_HERE, 1040, 1250, 961, 1042, "a place in the sentence")                                   \
  X(SUBJECT_HERE, 327, 1230, 764, 887, "a subject in the sentence")                                 \
  X(OTHER_SIDE, 1188, 861, 482, 298, "has to do with what they do")                                 \
  X(COLLEAGUE, 989, 1122, 1081, 1120, "somebody in office who has to do with what they do")         \
  X(THE_SAME, 2083, 2459, 2467, 2413, "\"the\" same role was its shortly before")                   \
  X(THE_SAME_FAR, 1753, 1888, 1871, 1839, "\"the\" same role was its further up")                   \
  X(SAME_ROLE, 161, 616, 589, 593, "the same role was its shortly before")                          \
  X(SAME_ROLE_FAR, 549, 450, -22, 392, "the same role was its further up")                          \
  X(HERE, 886, 626, 1360, 773, "named before it in the sentence")                                   \
  X(HERE_BEHIND, 566, 824, 657, 639, "named behind it in the sentence")                             \
  X(PLACE_BEFORE, -342, -533, -419, -350, "a place in the sentence before")                         \
  X(SUBJECT_BEFORE, -140, 45, -464, -42, "a subject in the sentence before")                        \
  X(BEFORE, 796, 494, 713, 1113, "named in the sentence before")                                    \
  X(NEAR, -171, -426, -353, -149, "named two or three sentences before")                            \
  X(FAR, 522, 297, 313, 452, "named up to six sentences before")                                    \
  X(GUEST, -1131, -1350, -1060, -1379, "named as a guest: its embassy")                             \
  X(SAME_KIND, 922, 806, 792, 1134, "the last of such actors is its")                               \
  X(ROLE_BEFORE, -260, 59, 34, 351, "the last role without a land is its")
/* clang-format on */

typedef enum nst_home_evidence {
#define NST_HOME_ENUM(name, office, force, crowd, armed, words) NST_HOME_##name,
  NST_HOME_LIST(NST_HOME_ENUM)
#undef NST_HOME_ENUM
      NST_HOME_COUNT
} nst_home_evidence;

typedef enum nst_home_kind {
  NST_HOME_OFFICE,
  NST_HOME_FORCE,
  NST_HOME_CROWD,
  NST_HOME_ARMED,
  NST_HOME_KINDS
} nst_home_kind;

enum { NST_HOME_LANDS = 24 };

/** A land and what speaks for it. */
typedef struct nst_home_land {
  uint32_t country; /**< entry */
  int value[NST_HOME_COUNT];
} nst_home_land;

const char *nst_home_evidence_name(nst_home_evidence evidence);
nst_home_kind nst_home_kind_of(const char *sector);
/** The lands that come into question for the role at a token (`mention`: its own, or -1; `before`: who had
 *  the same role before, or -1) and what speaks for each. At
 *  most NST_HOME_LANDS; gives how many. */
uint32_t nst_home_read(const nst_stage *st, uint32_t at, int32_t mention, int32_t before, nst_home_kind kind,
                       nst_home_land *out);

#endif
