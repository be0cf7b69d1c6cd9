/* lexicon.h - for src/actors only: what the lexicon holds after loading. */
#ifndef NST_ACTORS_LEXICON_H
#define NST_ACTORS_LEXICON_H

#include "actors/actors.h"
#include "base/hash.h"

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
  NST_ENTRY_AGENT, /**< a line of role words */
  NST_ENTRY_TYPE,  /**< a line of words that stand for an actor named before */
  NST_ENTRY_PAST,
  NST_ENTRY_PLACE
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
  NST_TYPE_COUNT
} nst_type;

/** What somebody was from one day to another (both inclusive). */
typedef struct nst_role {
  nst_day from, to;
  const char *code; /**< as written: a country, an organisation or "-" */
  const char *country, *org, *sector;
  nst_str words; /**< "foreign minister" */
  uint32_t next; /**< next role of the same entry, NST_NONE */
} nst_role;

typedef struct nst_entry {
  uint8_t kind;
  uint8_t flags; /**< nst_agent_flag of an agent */
  uint8_t type;  /**< nst_type of a type line */
  bool woman;
  const char *name; /**< canonical */
  const char *code; /**< as written */
  const char *country, *org, *sector;
  nst_str types; /**< words that stand for it later, separated by spaces */
  uint32_t first_role, last_role;
  const nst_geo *geo; /**< places, and countries */
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
  NST_SENSE_PLACE
} nst_sense_kind;

typedef struct nst_sense {
  uint8_t kind;
  bool acronym;  /**< matches only words in capitals */
  uint32_t caps; /**< bit i: word i must start with a capital */
  uint32_t entry;
  nst_day from, to;
  const char *sector; /**< "" but for seats, capitals, breakaway regions and peoples */
  nst_str phrase;     /**< as written */
  uint32_t next;      /**< next sense of the same phrase */
} nst_sense;

typedef struct nst_entries {
  nst_entry *items;
  size_t n, capacity;
} nst_entries;
typedef struct nst_senses {
  nst_sense *items;
  size_t n, capacity;
} nst_senses;
typedef struct nst_roles {
  nst_role *items;
  size_t n, capacity;
} nst_roles;

struct nst_actor_lexicon {
  nst_arena *arena;
  nst_map phrases;     /**< normalised phrase: first sense */
  nst_map first_words; /**< first word: most words of a phrase that starts so */
  nst_map codes;       /**< country or organisation code: entry */
  nst_map people;      /**< canonical name of a person or group: entry */
  nst_map types[NST_TYPE_COUNT];
  nst_entries entries;
  nst_senses senses;
  nst_roles roles;
};

/** Loading: what the line parsers share. */
typedef struct nst_actor_loader {
  nst_actor_lexicon *lexicon;
  nst_arena *arena;
  const char *path;
  uint32_t line;
  uint32_t entry; /**< the entry that indented lines belong to, NST_NONE */
  nst_lint_fn lint;
  void *user;
  nst_error *error;
  size_t mistakes;
  bool no_memory;
  struct nst_code_use {
    const char *code;
    const char *path;
    uint32_t line;
  } * uses; /**< codes to check at the end */
  size_t n_uses, uses_capacity;
} nst_actor_loader;

/** Report a mistake at the current line. */
void nst_actor_mistake(nst_actor_loader *loader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** One line of an .actors file, of a places file. */
void nst_actor_line(nst_actor_loader *loader, nst_str line);
void nst_place_line(nst_actor_loader *loader, nst_str line);

/** A new entry; NST_NONE when out of memory (no_memory is set). */
uint32_t nst_actor_add_entry(nst_actor_loader *loader, nst_entry entry);
/** Add a sense under the phrase. */
void nst_actor_add_sense(nst_actor_loader *loader, nst_str phrase, nst_sense sense);

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

/** First sense of a normalised phrase, or NST_NONE. */
uint32_t nst_actor_senses(const nst_actor_lexicon *lexicon, nst_str key);
/** The sector as a constant ("GOV"; "" for "-"); NULL if there is no such sector. */
const char *nst_sector_of(nst_str word);

#endif
