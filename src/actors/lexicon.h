/* lexicon.h - for src/actors only: what the lexicon says, whatever it is kept in. */
#ifndef NST_ACTORS_LEXICON_H
#define NST_ACTORS_LEXICON_H

#include "actors/actors.h"
#include "actors/image.h"

#define NST_NONE UINT32_MAX

enum {
  NST_PHRASE_WORDS = 16, /**< most words of a phrase */
  NST_PHRASE_BYTES = 128 /**< longest normalised phrase */
};

typedef enum nst_entry_kind {
  NST_ENTRY_COUNTRY,
  NST_ENTRY_ORG,   /**< an international organisation: has a code of its own */
  NST_ENTRY_BODY,  /**< a named body, company, newspaper */
  NST_ENTRY_GROUP, /**< armed group, movement, party */
  NST_ENTRY_PERSON,
  NST_ENTRY_ACTOR, /**< an actor of an imported dictionary, with dated codes */
  NST_ENTRY_AGENT, /**< a line of role words */
  NST_ENTRY_TYPE,  /**< a line of words that stand for an actor named before */
  NST_ENTRY_PAST,
  NST_ENTRY_PLACE,
  NST_ENTRY_KINDS
} nst_entry_kind;

typedef enum nst_agent_flag {
  NST_AGENT_PERSON = 1,
  NST_AGENT_GROUP = 2,
  NST_AGENT_BODY = 4,
  NST_AGENT_WORLD = 8,
  NST_AGENT_ABROAD = 16,
  NST_AGENT_SERVES = 32,
  NST_AGENT_THING = 64
} nst_agent_flag;

typedef enum nst_type {
  NST_TYPE_COUNTRY,
  NST_TYPE_CAPITAL,
  NST_TYPE_ORG,
  NST_TYPE_GROUP,
  NST_TYPE_PERSON,
  NST_TYPE_SIDES,
  NST_TYPE_OTHER,
  NST_TYPE_COUNTERPART,
  NST_TYPE_FEMALE,
  NST_TYPE_MALE,
  NST_TYPE_SAYING,
  NST_TYPE_PAPER,
  NST_TYPE_COUNT
} nst_type;

/** What somebody was from one day to another (both inclusive). */
typedef struct nst_role {
  nst_day from, to;
  const char *country, *org, *sector;
  const char *code; /**< "OSGMILARM", of an imported dictionary; "" else */
  nst_str words;    /**< "foreign minister" */
  uint32_t next;    /**< next role of the same entry, NST_NONE */
} nst_role;

/** Flag of a place: a town or division that only the report and the tagger make one (weigh.c). */
enum { NST_PLACE_MINOR = 1 };

/** Strings are never NULL. */
typedef struct nst_entry {
  nst_entry_kind kind;
  uint8_t flags; /**< nst_agent_flag of an agent; NST_PLACE_MINOR of a place */
  bool woman;
  const char *name; /**< canonical */
  const char *country, *org, *sector;
  const char *
      code; /**< of role words: what they add to an actor's code, "+GOV" behind or "NGO+" before it; "" else */
  /** Words that stand for it later; of role words the further countries that have the office. Separated by spaces. */
  nst_str types;
  uint32_t first_role;
  nst_geo geo; /**< of a place */
} nst_entry;

/** How a phrase stands for an entry. */
typedef enum nst_sense_kind {
  NST_SENSE_NAME,
  NST_SENSE_ADJECTIVE,
  NST_SENSE_PEOPLE,
  NST_SENSE_CAPITAL, /**< a city that stands for its government */
  NST_SENSE_SEAT,    /**< a building or institution; the sense has the sector */
  NST_SENSE_SURNAME,
  NST_SENSE_AGENT,
  NST_SENSE_TYPE,
  NST_SENSE_PAST,
  NST_SENSE_PLACE,
  NST_SENSE_KINDS
} nst_sense_kind;

typedef struct nst_sense {
  nst_sense_kind kind;
  bool acronym;  /**< matches only words in capitals */
  bool derived;  /**< not written in the file: a surname taken from a full name */
  uint32_t caps; /**< bit i: word i must start with a capital */
  uint32_t entry;
  nst_day from, to;
  const char *sector; /**< "" but for seats, capitals, breakaway regions and peoples */
  nst_str phrase;     /**< as written */
  uint32_t next;      /**< next sense of the same phrase */
} nst_sense;

/** The lexicon of the pack and, over it, the lines of a user's own files. Entries, senses and roles have one row of
 *  numbers: first those of the pack, then the own ones. */
struct nst_actor_lexicon {
  nst_image base, own;
  const uint32_t
      *changed; /**< per entry of the base: the own entry that replaces what it says, NST_NONE; NULL: none */
};

/** By number; out of range an entry that means nothing. */
nst_entry nst_lexicon_entry(const nst_actor_lexicon *lexicon, uint32_t entry);
nst_sense nst_lexicon_sense(const nst_actor_lexicon *lexicon, uint32_t sense);
nst_role nst_lexicon_role(const nst_actor_lexicon *lexicon, uint32_t role);
/** Number of entries. */
uint32_t nst_lexicon_entries(const nst_actor_lexicon *lexicon);
/** First sense of a normalised phrase, or NST_NONE. */
uint32_t nst_actor_senses(const nst_actor_lexicon *lexicon, nst_str key);
/** Most words of a phrase that starts with this word; 0 if none does. */
uint32_t nst_lexicon_first_word(const nst_actor_lexicon *lexicon, nst_str word);
/** The country or organisation of that code, or NST_NONE. */
uint32_t nst_lexicon_code(const nst_actor_lexicon *lexicon, nst_str code);
/** The person of that canonical name, or NST_NONE. */
uint32_t nst_lexicon_person(const nst_actor_lexicon *lexicon, nst_str name);
/** Bits 1 << nst_type of a normalised word. */
uint32_t nst_lexicon_types(const nst_actor_lexicon *lexicon, nst_str word);

/** The words of a text as lookups compare them: folded to small letters without accents, full stops dropped,
 *  everything that is no letter or digit is a break. */
typedef struct nst_words {
  char text[NST_PHRASE_BYTES]; /**< words joined by one space */
  uint32_t len;
  uint32_t n;
  uint16_t begin[NST_PHRASE_WORDS];
  uint32_t caps; /**< bit i: word i starts with a capital */
  bool acronym;  /**< 2 to 5 letters, all of them capitals */
  bool too_long;
} nst_words;
/** False when out of memory (which only letters beyond ASCII need). */
bool nst_words_of(nst_arena *arena, nst_str text, nst_words *out);

/** The sector as a constant ("GOV"; "" for "-"); NULL if there is no such sector. */
const char *nst_sector_of(nst_str word);

#endif
