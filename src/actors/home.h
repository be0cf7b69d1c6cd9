/* home.h - for src/actors only: whose a role is that names no country. */
#ifndef NST_ACTORS_HOME_H
#define NST_ACTORS_HOME_H

#include "actors/stage.h"

/** What speaks for a land: name, weights for offices, forces and crowds (thousandths), words. Learned by train/home.py. */
/* clang-format off */
#define NST_HOME_LIST(X)                                                                            \
  X(SHARE, 260, 294, 206, "how much the report is about it")                                        \
  X(MOST, 150, 167, 121, "the report is about it most")                                             \
  X(FIRST, 235, 453, 385, "named first")                                                            \
  X(OPENING, 266, 412, 427, "named in the first sentence")                                          \
  X(DATELINE, 723, 934, 1006, "the report was filed there")                                         \
  X(WHERE, 2261, 2332, 2275, "\"where\" stands for a place there")                                  \
  X(SAME_PHRASE, 5041, 4299, 3992, "named in the phrase around it")                                 \
  X(PARTNER, 6001, 6001, 6001, "stands beside its government")                                      \
  X(PLACE_SAME_VERB, 3300, 3560, 3867, "the place of what they do")                                 \
  X(PLACE_HERE, 986, 1222, 962, "a place in the sentence")                                          \
  X(SUBJECT_HERE, 194, 1200, 736, "a subject in the sentence")                                      \
  X(OTHER_SIDE, 993, 941, 338, "has to do with what they do")                                       \
  X(COLLEAGUE, 1500, 500, 300, "somebody in office who has to do with what they do")                \
  X(THE_SAME, 3000, 3000, 3000, "\"the\" same role was its shortly before")                         \
  X(THE_SAME_FAR, 2000, 2000, 2000, "\"the\" same role was its further up")                         \
  X(SAME_ROLE, 1500, 1500, 1500, "the same role was its shortly before")                            \
  X(SAME_ROLE_FAR, 800, 800, 800, "the same role was its further up")                               \
  X(HERE, 839, 615, 1388, "named before it in the sentence")                                        \
  X(HERE_BEHIND, 526, 817, 539, "named behind it in the sentence")                                  \
  X(PLACE_BEFORE, -117, -403, -269, "a place in the sentence before")                               \
  X(SUBJECT_BEFORE, -17, 258, -39, "a subject in the sentence before")                              \
  X(BEFORE, 1010, 636, 1070, "named in the sentence before")                                        \
  X(NEAR, -97, -332, -311, "named two or three sentences before")                                   \
  X(FAR, 485, 216, 300, "named up to six sentences before")                                         \
  X(GUEST, -697, -1077, -699, "named as a guest: its embassy")                                      \
  X(SAME_KIND, 997, 1163, 1179, "the last of such actors is its")                                   \
  X(ROLE_BEFORE, -181, 68, 404, "the last role without a land is its")
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
