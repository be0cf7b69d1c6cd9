/* home.h - for src/actors only: whose a role is that names no country. */
#ifndef NST_ACTORS_HOME_H
#define NST_ACTORS_HOME_H

#include "actors/stage.h"

/** What speaks for a land: name, weights for offices, forces and crowds (thousandths), words. Learned by train/home.py. */
/* clang-format off */
#define NST_HOME_LIST(X)                                                                            \
  X(SHARE, 300, 240, 197, "how much the report is about it")                                        \
  X(MOST, 263, 615, 256, "the report is about it most")                                             \
  X(FIRST, 374, 705, 457, "named first")                                                            \
  X(OPENING, 310, 399, 577, "named in the first sentence")                                          \
  X(DATELINE, 500, 500, 500, "the report was filed there")                                          \
  X(WHERE, 2477, 2525, 2531, "\"where\" stands for a place there")                                  \
  X(SAME_PHRASE, 5063, 4254, 3868, "named in the phrase around it")                                 \
  X(PARTNER, 6000, 6000, 6000, "stands beside its government")                                      \
  X(PLACE_SAME_VERB, 3403, 3495, 3908, "the place of what they do")                                 \
  X(PLACE_HERE, 880, 886, 907, "a place in the sentence")                                           \
  X(SUBJECT_HERE, 790, 1201, 674, "a subject in the sentence")                                      \
  X(OTHER_SIDE, 746, 1053, 430, "has to do with what they do")                                      \
  X(HERE, 424, 394, 1145, "named before it in the sentence")                                        \
  X(HERE_BEHIND, 458, 687, 495, "named behind it in the sentence")                                  \
  X(PLACE_BEFORE, -398, -583, -580, "a place in the sentence before")                               \
  X(SUBJECT_BEFORE, -97, 445, -94, "a subject in the sentence before")                              \
  X(BEFORE, 1025, 844, 1280, "named in the sentence before")                                        \
  X(NEAR, 101, -49, -268, "named two or three sentences before")                                    \
  X(FAR, 485, 282, 545, "named up to six sentences before")                                         \
  X(GUEST, -912, -1189, -1063, "named as a guest: its embassy")                                     \
  X(SAME_KIND, 1218, 1081, 1232, "the last of such actors is its")                                  \
  X(ROLE_BEFORE, -208, 262, 493, "the last role without a land is its")
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
/** The lands that come into question for the role at a token (`mention`: its own, or -1) and what speaks for each. At
 *  most NST_HOME_LANDS; gives how many. */
uint32_t nst_home_read(const nst_stage *st, uint32_t at, int32_t mention, nst_home_kind kind,
                       nst_home_land *out);

#endif
