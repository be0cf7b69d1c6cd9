/* home.h - for src/actors only: whose a role is that names no country. */
#ifndef NST_ACTORS_HOME_H
#define NST_ACTORS_HOME_H

#include "actors/stage.h"

/** What speaks for a land: name, weights for offices, forces and crowds (thousandths), words. Learned by train/home.py. */
/* clang-format off */
#define NST_HOME_LIST(X)                                                                          \
  X(SHARE, 352, 171, 202, "how much the report is about it")                                      \
  X(MOST, 37, 808, -186, "the report is about it most")                                           \
  X(FIRST, 327, 792, 823, "named first")                                                          \
  X(OPENING, 233, 508, 761, "named in the first sentence")                                        \
  X(WHERE, 1463, 1565, 1298, "\"where\" stands for a place there")                                \
  X(SAME_PHRASE, 5221, 2923, 2645, "named in the phrase around it")                                        \
  X(PLACE_SAME_VERB, 4180, 4114, 4464, "the place of what they do")                               \
  X(PLACE_HERE, 1228, 1191, 1240, "a place in the sentence")                                       \
  X(SUBJECT_HERE, 858, 1680, 885, "a subject in the sentence")                                     \
  X(OTHER_SIDE, 827, 1650, 539, "has to do with what they do")                                        \
  X(HERE, 152, 216, 1487, "named before it in the sentence")                                       \
  X(HERE_BEHIND, 418, 1034, 549, "named behind it in the sentence")                                \
  X(PLACE_BEFORE, -404, -778, -391, "a place in the sentence before")                                \
  X(SUBJECT_BEFORE, 106, 746, -212, "a subject in the sentence before")                            \
  X(BEFORE, 751, 780, 1543, "named in the sentence before")                                        \
  X(NEAR, 111, -81, -563, "named two or three sentences before")                                   \
  X(FAR, 409, 254, 917, "named up to six sentences before")                                             \
  X(GUEST, -831, -1572, -1348, "named as a guest: its embassy")                                    \
  X(SAME_KIND, 1290, 1300, 1411, "the last of such actors is its")                                \
  X(ROLE_BEFORE, -208, 116, 336, "the last role without a land is its")
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
