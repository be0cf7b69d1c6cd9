/* home.h - for src/actors only: whose a role is that names no country. */
#ifndef NST_ACTORS_HOME_H
#define NST_ACTORS_HOME_H

#include "actors/stage.h"

/** What speaks for a land: name, weights for offices, forces and crowds (thousandths), words. Learned by train/home.py. */
/* clang-format off */
#define NST_HOME_LIST(X)                                                                            \
  X(SHARE, 211, 223, 156, "how much the report is about it")                                        \
  X(MOST, 248, 210, 272, "the report is about it most")                                             \
  X(FIRST, 129, 412, 464, "named first")                                                            \
  X(OPENING, 352, 452, 634, "named in the first sentence")                                          \
  X(DATELINE, 669, 689, 447, "the report was filed there")                                          \
  X(WHERE, 2346, 2464, 2425, "\"where\" stands for a place there")                                  \
  X(SAME_PHRASE, 4908, 4161, 3806, "named in the phrase around it")                                 \
  X(PARTNER, 6000, 6001, 6000, "stands beside its government")                                      \
  X(PLACE_SAME_VERB, 3405, 3683, 3929, "the place of what they do")                                 \
  X(PLACE_HERE, 1050, 1241, 974, "a place in the sentence")                                         \
  X(SUBJECT_HERE, 277, 1137, 796, "a subject in the sentence")                                      \
  X(OTHER_SIDE, 1256, 996, 362, "has to do with what they do")                                      \
  X(COLLEAGUE, 1106, 1219, 1208, "somebody in office who has to do with what they do")              \
  X(THE_SAME, 2053, 2436, 2437, "\"the\" same role was its shortly before")                         \
  X(THE_SAME_FAR, 2056, 2253, 2467, "\"the\" same role was its further up")                         \
  X(SAME_ROLE, 179, 615, 564, "the same role was its shortly before")                               \
  X(SAME_ROLE_FAR, 809, 702, 453, "the same role was its further up")                               \
  X(HERE, 896, 642, 1238, "named before it in the sentence")                                        \
  X(HERE_BEHIND, 642, 896, 750, "named behind it in the sentence")                                  \
  X(PLACE_BEFORE, -268, -449, -253, "a place in the sentence before")                               \
  X(SUBJECT_BEFORE, -113, 82, -256, "a subject in the sentence before")                             \
  X(BEFORE, 783, 470, 1040, "named in the sentence before")                                         \
  X(NEAR, -131, -389, -220, "named two or three sentences before")                                  \
  X(FAR, 495, 279, 310, "named up to six sentences before")                                         \
  X(GUEST, -1052, -1239, -1063, "named as a guest: its embassy")                                    \
  X(SAME_KIND, 913, 778, 1012, "the last of such actors is its")                                    \
  X(ROLE_BEFORE, -285, 268, 104, "the last role without a land is its")
/* clang-format on */

typedef enum nst_home_evidence {
#define NST_HOME_ENUM(name, office, force, crowd, words) NST_HOME_##name,
  NST_HOME_LIST(NST_HOME_ENUM)
#undef NST_HOME_ENUM
      NST_HOME_COUNT
} nst_home_evidence;

typedef enum nst_home_kind { NST_HOME_OFFICE, NST_HOME_FORCE, NST_HOME_CROWD, NST_HOME_KINDS } nst_home_kind;

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
