/* stage.h - for src/actors only: one report on its way from tokens to mentions. */
#ifndef NST_ACTORS_STAGE_H
#define NST_ACTORS_STAGE_H

#include "actors/lexicon.h"
#include "doc/tree.h"

/** Tokens [first, last] whose words are a phrase of the lexicon. Hits do not overlap. */
typedef struct nst_hit {
  uint32_t first, last;
  uint32_t senses;  /**< first sense of the phrase */
  uint32_t sense;   /**< the chosen one, NST_NONE before the choice */
  uint32_t country; /**< entry of the country it names or belongs to, once the senses are chosen; NST_NONE */
  uint32_t caps;
  bool upper; /**< all letters are capitals */
  bool lemma; /**< the last word matched by its lemma */
} nst_hit;
typedef struct nst_hits {
  nst_hit *items;
  size_t n, capacity;
} nst_hits;

typedef enum nst_gender { NST_GENDER_UNKNOWN, NST_GENDER_MALE, NST_GENDER_FEMALE } nst_gender;
typedef enum nst_note_state { NST_NOTE_OPEN, NST_NOTE_BUSY, NST_NOTE_SETTLED } nst_note_state;

/** What the stage knows of a mention beyond what the document keeps. */
typedef struct nst_note {
  uint32_t entry; /**< country, organisation, body, group or person; NST_NONE */
  uint32_t agent; /**< the line of role words its head stands in; NST_NONE */
  uint8_t state, gender;
  bool person, neuter; /**< may be "he"; may be "it" */
  bool modifier;       /**< stands before a noun */
  bool own_country;    /**< the text gives the country here, not the context */
} nst_note;

typedef struct nst_stage {
  const nst_actor_lexicon *lexicon;
  nst_doc *doc;
  nst_arena *arena;
  int32_t *hit_of; /**< per token: its hit, -1 */
  nst_hits hits;
  nst_note *notes;   /**< per mention */
  uint32_t *tally;   /**< per entry: how much the report is about this country */
  bool *opening;     /**< per entry: this country is named in the first sentence */
  uint32_t first;    /**< the country named first, NST_NONE */
  uint32_t dominant; /**< the country that the report is about most, NST_NONE */
  bool no_memory;
} nst_stage;

/** A list of actors under construction. */
enum { NST_SIDES = 8 };
typedef struct nst_side {
  const char *name, *country, *org, *sector;
} nst_side;
typedef struct nst_sides {
  nst_side items[NST_SIDES];
  size_t n;
} nst_sides;
void nst_sides_add(nst_sides *sides, nst_side side); /**< not twice the same; silently full */

/** What the lexicon says, decoded; the pointer is good to the end of the block that it is taken in. */
#define nst_stage_entry(st, entry) \
  ((const nst_entry *)(const nst_entry[1]){nst_lexicon_entry((st)->lexicon, (entry))})
#define nst_stage_sense(st, sense) \
  ((const nst_sense *)(const nst_sense[1]){nst_lexicon_sense((st)->lexicon, (sense))})
#define nst_stage_role(st, role) \
  ((const nst_role *)(const nst_role[1]){nst_lexicon_role((st)->lexicon, (role))})
static inline bool nst_side_known(const nst_side *s) {
  return s->country[0] || s->org[0];
}

/** Everything before the first mention is settled: phrases, senses, one open mention for every nominal head. */
NST_MUST_USE nst_status nst_stage_open(nst_stage *st, const nst_actor_lexicon *lexicon, nst_doc *doc);
/** Find the phrases of the lexicon. */
bool nst_stage_scan(nst_stage *st);
/** Does the sense fit the way the words are written, and the day of the report? */
bool nst_sense_fits(const nst_stage *st, const nst_hit *hit, uint32_t sense);
/** Belongs the surname to another full name ("Wesley Clark" is not Helen Clark)? */
bool nst_stage_other_name(const nst_stage *st, const nst_hit *hit, const nst_entry *entry);
/** Count countries, then choose a sense for every hit. */
bool nst_stage_weigh(nst_stage *st);
/** The phrases of one sentence, appended to the hits. */
bool nst_stage_scan_sentence(nst_stage *st, uint32_t first, uint32_t end);
/** The best sense of a phrase, NST_NONE where none fits. */
void nst_stage_choose(const nst_stage *st, nst_hit *hit);
/** Where a country lies; NULL when out of memory. */
const nst_geo *nst_geo_of_country(nst_stage *st, const nst_entry *e);
/** The place that a phrase with a chosen sense names, NULL for none. */
const nst_geo *nst_geo_of_hit(nst_stage *st, const nst_hit *hit);
/** dateline.c: where the report was filed. False when out of memory. */
bool nst_stage_dateline(nst_stage *st);
/** The country, if the token's hit names one or something that belongs to one; NST_NONE. */
uint32_t nst_stage_country(const nst_stage *st, const char *code);
/** Whose an office is that only some lands have: of these the one that the report tells of most, else the first; NST_NONE. */
uint32_t nst_stage_office_land(const nst_stage *st, const nst_entry *office);
/** Does the token stand before a participle that says nothing of whose the thing is: "Russian-speaking",
 *  "U.S.-backed", "rebel-held"? A "Saudi-led coalition" is its leader's, a "London-based group" at home in London. */
bool nst_stage_aside(const nst_stage *st, uint32_t token);
/** The country that the name which ends at the token names, or that what it names belongs to; NST_NONE. */
uint32_t nst_stage_named(const nst_stage *st, uint32_t token);
/** The country that a role of this sector at the token most likely belongs to; `mention`: its own, or -1; `before`: who had the same role before, or -1;
 *  `office`: the line of its words, which may name the lands that have it, or NULL. NST_NONE where the report names none. */
uint32_t nst_home_choose(const nst_stage *st, uint32_t token, int32_t mention, int32_t before,
                         const char *sector, const nst_entry *office);
/** The last mention before that had the same role, -1. */
int32_t nst_role_before(const nst_stage *st, int32_t mention);
/** The country of a place beside the token: under the same verb ("In Beijing, demonstrators threw ..."), or what its
 *  clause describes ("in Beijing, where demonstrators threw ..."); NST_NONE. */
uint32_t nst_home_beside(const nst_stage *st, uint32_t token);

/** What a person or group is on the report's day. `past`: only held an office before. */
nst_side nst_entry_side(const nst_stage *st, const nst_sense *sense, const nst_entry *entry, nst_str *words,
                        bool *past);
/** The code of an actor of an imported dictionary on the report's day; "" for all others. */
const char *nst_entry_code(const nst_stage *st, const nst_entry *entry);
/** Give every mention the code that an imported dictionary makes of its words. */
void nst_stage_codes(nst_stage *st);
/** How likely the person is meant: 3 holds a high office, 2 holds one, 1 held one, 0 will hold one. */
int nst_person_rank(const nst_stage *st, const nst_entry *entry);

/** Do the role words of a line name this office? */
bool nst_is_office(const nst_stage *st, const nst_role *role, uint32_t agent);
/** The office, once held, that the title before a person's name tells of. */
bool nst_titled_office(nst_stage *st, const nst_mention *m, const nst_entry *person, int depth,
                       nst_side *side);

/** Settle who a mention is (and those it depends on, to a limited depth). */
void nst_settle(nst_stage *st, int32_t mention, int depth);
/** Pronouns and phrases that stand for something named before. They fill sides, and the antecedent. */
void nst_settle_pronoun(nst_stage *st, int32_t mention, int depth);
/** Who "I" or "we" is; -1. */
int32_t nst_first_person(nst_stage *st, int32_t mention, int depth, const char **why);
bool nst_settle_definite(nst_stage *st, int32_t mention, nst_sides *out, const char **why, int depth);
/** The organisation named before that the word may stand for: "alliance" forces. */
bool nst_settle_named_before(nst_stage *st, int32_t mention, nst_sides *out, const char **why);
/** The actors of the coordination that a mention belongs to. */
void nst_stage_coordination(const nst_stage *st, int32_t mention, nst_sides *out);
/** Is the mention an argument of the verb that `head` depends on, or part of its subject? */
bool nst_stage_co_argument(const nst_stage *st, int32_t mention, uint32_t head);
/** "both sides", "the two countries": two actors. */
bool nst_settle_pair(nst_stage *st, int32_t mention, nst_sides *out, const char **why);
/** A role without a country: the one that the report gives. */
bool nst_settle_role(nst_stage *st, int32_t mention, nst_side *side, const char **why);
/** A name that an earlier mention introduced: surname, abbreviation. */
int32_t nst_earlier_name(const nst_stage *st, int32_t mention);

/** Set who of the mention from the sides. */
void nst_set_who(nst_stage *st, int32_t mention, const nst_sides *sides, const char *why);
/** Is the head's lemma (or form) among the words of this type? */
bool nst_is_type(const nst_stage *st, uint32_t token, nst_type type);
bool nst_is_plural(const nst_stage *st, uint32_t token);
/** Has the phrase the, this, that, these, those, both? */
bool nst_is_definite(const nst_stage *st, uint32_t token);
/** A word before its noun: amod, compound, title, part of a name. */
bool nst_is_modifier(const nst_token *t);

#endif
