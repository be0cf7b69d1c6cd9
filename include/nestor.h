/* nestor.h - read news, write political event data.
 *
 * Nestor turns the bytes of a news report into event records: who did what to whom, who says so,
 * how sure it is, how much, when and where. What a record means is fixed by docs/codebook.md.
 *
 *     nst_pack   *pack;    the language: weights and lexicons, read-only, shared by all threads
 *     nst_coder  *coder;   codes reports one after the other; one per thread
 *     nst_result *result;  the records of one report
 *
 *     nst_pack_open("en.npk", NULL, &pack, &err);
 *     nst_coder_new(pack, NULL, &coder);
 *     nst_code(coder, &report, &result);
 *     for (size_t i = 0; (event = nst_result_event(result, i)) != NULL; i++) ...
 *
 * Rules that hold everywhere:
 *   - Every call that can fail returns an nst_status; out-parameters are NULL unless it is NST_OK.
 *   - Free functions accept NULL.
 *   - Text is UTF-8; a span is a half-open range of byte offsets into the report as given.
 *   - The library never prints, never exits, keeps no globals and reads no files but those it is told to open.
 *   - The same bytes, version and pack give the same records, on any machine and any number of threads.
 */
#ifndef NESTOR_H
#define NESTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NST_VERSION_MAJOR 0
#define NST_VERSION_MINOR 1
#define NST_VERSION_PATCH 0
#define NST_VERSION "0.1.0"

#if defined(__GNUC__) && defined(NST_BUILD)
#define NST_API __attribute__((visibility("default")))
#else
#define NST_API
#endif
#if defined(__GNUC__)
#define NST_MUST_USE __attribute__((warn_unused_result))
#else
#define NST_MUST_USE
#endif

/* ---- Status ------------------------------------------------------------------------------ */

/** Every status: name, number, words. A released number is never reused. */
#define NST_STATUS_LIST(X)                                \
  X(OK, 0, "ok")                                          \
  X(NOMEM, 1, "out of memory")                            \
  X(ARGUMENT, 2, "bad argument")                          \
  X(IO, 3, "file cannot be read or written")              \
  X(TEXT, 10, "report is not text")                       \
  X(EMPTY, 11, "report is empty")                         \
  X(TOO_LARGE, 12, "report is too large")                 \
  X(FORMAT, 13, "input does not follow its format")       \
  X(PACK, 20, "bad pack file")                            \
  X(PACK_VERSION, 21, "pack of another format version")   \
  X(MODEL, 22, "bad model weights")                       \
  X(LEXICON, 23, "bad lexicon file")                      \
  X(STORE, 30, "not a store, or damaged")                 \
  X(STORE_VERSION, 31, "store of another schema version") \
  X(BUSY, 32, "store is busy")                            \
  X(FULL, 33, "no space left")                            \
  X(MISSING, 34, "not in the store")

typedef enum nst_status {
#define NST_STATUS_ENUM(name, number, words) NST_##name = (number),
  NST_STATUS_LIST(NST_STATUS_ENUM)
#undef NST_STATUS_ENUM
} nst_status;

/** Short English words for a status, e.g. "bad pack file"; never NULL, never freed. */
NST_API const char *nst_status_text(nst_status status);

/** Why a call failed. `line` and `byte` are 0 where they say nothing; `line` counts from 1. */
typedef struct nst_error {
  nst_status status;
  uint32_t line;
  size_t byte;
  char message[256]; /**< a full sentence for a person, NUL-terminated */
} nst_error;

/* ---- Settings ---------------------------------------------------------------------------- */

/** Memory comes from here. `resize` works as realloc: ptr NULL allocates, new_size 0 frees (returns NULL).
 *  It may be called from every thread that uses the library. */
typedef struct nst_allocator {
  void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
  void *user;
} nst_allocator;

typedef enum nst_log_level { NST_LOG_DEBUG, NST_LOG_INFO, NST_LOG_WARNING } nst_log_level;
/** Called with a NUL-terminated line without newline; must not call back into the library. */
typedef void (*nst_log_fn)(void *user, nst_log_level level, const char *line);

typedef struct nst_pack_options {
  nst_allocator allocator;     /**< zeroed: malloc and free */
  const char *const *lexicons; /**< further lexicon files (*.actors, *.frames), read after the pack's own */
  size_t n_lexicons;
  const char
      *data_dir;      /**< read the lexicons from this data folder in place of the pack's; NULL: the pack's */
  bool skip_checksum; /**< do not verify the checksum of the file */
  const char *model;  /**< "base" (better) or "small" (faster); NULL: base, else whatever the pack has */
} nst_pack_options;

typedef struct nst_coder_options {
  nst_allocator allocator; /**< zeroed: malloc and free */
  nst_log_fn log;          /**< NULL: silent */
  void *log_user;
  const char *kernel; /**< "ref", "avx2", "avx512", "amx", "neon"; NULL: the best this processor has */
  double threshold;   /**< drop events of lower confidence; 0: the pack's default */
  bool explain;       /**< results also tell what was dropped, and on what grounds: nst_result_dropped() */
} nst_coder_options;

/* ---- The record (docs/codebook.md) --------------------------------------------------------- */

/** Event types, PLOVER 2021, with their quad class. */
/* clang-format off */
#define NST_EVENT_LIST(X)                                                                          \
  X(AGREE, 1) X(CONSULT, 1) X(SUPPORT, 1) X(CONCEDE, 1) X(COOPERATE, 2) X(AID, 2) X(RETREAT, 2)     \
  X(REQUEST, 3) X(ACCUSE, 3) X(REJECT, 3) X(THREATEN, 3) X(PROTEST, 4) X(MOBILIZE, 4)              \
  X(SANCTION, 4) X(COERCE, 4) X(ASSAULT, 4)
/* clang-format on */

typedef enum nst_event_type {
  NST_EVENT_NONE,
#define NST_EVENT_ENUM(name, quad) NST_##name,
  NST_EVENT_LIST(NST_EVENT_ENUM)
#undef NST_EVENT_ENUM
      NST_EVENT_COUNT
} nst_event_type;

typedef enum nst_event_status { NST_ACTUAL, NST_NEGATED, NST_DISPUTED, NST_HYPOTHETICAL } nst_event_status;

typedef enum nst_quantity_kind {
  NST_Q_TROOPS,
  NST_Q_KILLED,
  NST_Q_INJURED,
  NST_Q_ARRESTED,
  NST_Q_DISPLACED,
  NST_Q_PROTESTERS,
  NST_Q_MONEY,
  NST_Q_WEAPONS,
  NST_Q_DURATION,
  NST_Q_ROUND,
  NST_Q_OTHER,
  NST_Q_COUNT
} nst_quantity_kind;

/** Names as they stand in the record: "AGREE"; "actual"; "troops". NULL for a number out of range. */
NST_API const char *nst_event_name(nst_event_type type);
NST_API int nst_event_quad(nst_event_type type); /**< 1..4; 0 for NST_EVENT_NONE */
NST_API const char *nst_event_status_name(nst_event_status status);
NST_API const char *nst_quantity_kind_name(nst_quantity_kind kind);

/** Bytes [begin, end) of the report as given. */
typedef struct nst_span {
  uint32_t begin, end;
} nst_span;

/** A passage: `text` is NUL-terminated UTF-8, cleaned (entities decoded); never NULL, "" where there is none. */
typedef struct nst_passage {
  const char *text;
  nst_span span;
} nst_passage;

/** One actor. Strings are never NULL; "" means unknown or none. */
typedef struct nst_actor {
  nst_passage mention; /**< the words in the report */
  const char *name;    /**< canonical name, e.g. "Vladimir Putin" */
  const char *country; /**< ISO 3166-1 alpha-3 */
  const char *org;     /**< CAMEO code of an international organisation */
  const char *sector;  /**< GOV MIL COP ... */
  const char
      *code; /**< the actor's code in an imported dictionary, e.g. "OSGMILARM"; "" or NULL without one */
} nst_actor;

typedef struct nst_quantity {
  nst_quantity_kind kind;
  bool has_low, has_high; /**< false: open on that side */
  double low, high;
  const char *unit; /**< "", "USD", "minute", "helicopter" ... */
  nst_passage mention;
} nst_quantity;

typedef struct nst_time {
  const char *text; /**< "" where the report gives none and the publication date stands in */
  char from[11];    /**< ISO date, inclusive; "" if the report has no date */
  char to[11];
} nst_time;

typedef enum nst_place_precision {
  NST_PLACE_NONE,
  NST_PLACE_COUNTRY,
  NST_PLACE_ADMIN1,
  NST_PLACE_CITY
} nst_place_precision;

typedef struct nst_place {
  const char *text; /**< "" and precision NST_PLACE_NONE where there is no place */
  const char *country;
  const char *admin1;
  double lat, lon; /**< meaningful where `has_point` */
  bool has_point;
  nst_place_precision precision;
} nst_place;

/** One event record. All pointers live exactly as long as the result. */
typedef struct nst_event {
  const char *id;    /**< 16 hex digits, stable for the same report and version */
  const char *doc;   /**< the report's id */
  const char *date;  /**< publication date, ISO, or "" */
  uint32_t sentence; /**< counts from 0; the headline is 0 where there is one */
  nst_event_type type;
  const char *mode;            /**< PLOVER mode or "" */
  const char *const *contexts; /**< n_contexts PLOVER contexts */
  size_t n_contexts;
  const char *cameo; /**< e.g. "1313" */
  double goldstein;
  nst_event_type content; /**< NST_EVENT_NONE where the act is not about another act */
  const nst_actor *source;
  size_t n_source;
  const nst_actor *target;
  size_t n_target;
  bool mutual;
  nst_passage trigger;
  const nst_passage *mentions; /**< later passages that tell the same event */
  size_t n_mentions;
  nst_event_status status;
  nst_passage condition;        /**< text "" where there is none */
  const nst_actor *attribution; /**< outermost speaker first */
  size_t n_attribution;
  const nst_quantity *quantities;
  size_t n_quantities;
  nst_time time;
  nst_place place;
  double confidence;      /**< 0..1 */
  const char *const *why; /**< n_why lines of the trace */
  size_t n_why;
} nst_event;

/* ---- The pack ------------------------------------------------------------------------------ */

typedef struct nst_pack nst_pack;

/** Open a pack file. Thread-safe; the pack is read-only afterwards and may be shared by any number of coders
 *  in any number of threads. It must outlive them. `options` and `error` may be NULL. */
NST_API NST_MUST_USE nst_status nst_pack_open(const char *path, const nst_pack_options *options,
                                              nst_pack **out, nst_error *error);
NST_API void nst_pack_free(nst_pack *pack);
/** One line on what the pack holds, e.g. "en 0.1.0, model base 2026-11-24, 4,812 actors, 1,402 frames". */
NST_API const char *nst_pack_about(const nst_pack *pack);

/** Make a pack file from a data folder (ontology/, actors/, frames/, places/, words/) and `n_weights` weights files,
 *  each of which becomes the model that its name begins with ("base 2026-11-24": base). The file appears whole or not
 *  at all. */
NST_API NST_MUST_USE nst_status nst_pack_build(const char *data_dir, const char *const *weights,
                                               size_t n_weights, const char *out_path, nst_error *error);

/** Check lexicon sources: a folder (all of its lexicons) or one *.actors / *.frames file. `report` is called
 *  for every mistake found; NST_LEXICON if there was any. */
typedef void (*nst_lint_fn)(void *user, const char *path, uint32_t line, const char *message);
NST_API NST_MUST_USE nst_status nst_lexicon_check(const char *path, nst_lint_fn report, void *user);

/** A frame entry: words that carry an event and where its participants stand (docs/frames.md). Strings are never
 *  NULL; places and conditions are written as in a frame file. */
typedef struct nst_frame {
  const char *words;      /**< "give_*green_light": the head carries * where there are several words */
  const char *word_class; /**< "verb", "noun" or "adj" */
  nst_event_type type;    /**< NST_EVENT_NONE: these words are no event */
  const char *cameo, *mode, *contexts;
  const char *source, *target, *content; /**< "subj", "obj,obj.of" */
  const char *conditions;                /**< "if.obj=@talks unless.subj=ORG" */
  const char *status;                    /**< "" where the words do not decide it */
  bool mutual, plural;
  double prior;
  const char *path; /**< where it is written */
  uint32_t line;
} nst_frame;

/** The frame lives for the call only. */
typedef void (*nst_frame_fn)(void *user, const nst_frame *frame);
/** Call `fn` for every frame entry that has `word` among its words, in the order of the files; "give_green_light" asks
 *  for the entries of just these words, "" for all. */
NST_API NST_MUST_USE nst_status nst_pack_frames(const nst_pack *pack, const char *word, nst_frame_fn fn,
                                                void *user);

/** An example sentence of a frame file and what should come of it. */
typedef struct nst_example {
  const char *sentence;
  nst_event_type type;         /**< NST_EVENT_NONE: no event at all */
  bool absent;                 /**< no event of that type */
  const char *source, *target; /**< "RUS:GOV,NAT"; "-" for none */
  const char *cameo;           /**< "" where any code will do */
  const char *path;
  uint32_t line, entry_line; /**< entry_line: of the entry above it, 0 for none */
} nst_example;
/** Example `i` of the pack's frames, false past the end. The strings live as long as the pack. */
NST_API bool nst_pack_example(const nst_pack *pack, size_t i, nst_example *out);

/* ---- Coding -------------------------------------------------------------------------------- */

typedef struct nst_coder nst_coder;
typedef struct nst_result nst_result;

/** A report, borrowed for the call. `title` may be NULL; where it is given, spans count from the start of
 *  title, two line feeds, text. `date` is "YYYY-MM-DD" or NULL. */
typedef struct nst_report {
  const char *id;
  const char *date;
  const char *title;
  size_t title_len;
  const char *text;
  size_t text_len;
} nst_report;

/** A coder holds the scratch memory of one thread: use it from one thread at a time. */
NST_API NST_MUST_USE nst_status nst_coder_new(const nst_pack *pack, const nst_coder_options *options,
                                              nst_coder **out);
NST_API void nst_coder_free(nst_coder *coder);
/** Why the last call on this coder failed. Borrowed; valid until the next call. */
NST_API const nst_error *nst_coder_error(const nst_coder *coder);

/** Code one report. NST_OK: *out is yours, release it with nst_result_free(); it does not need the coder. */
NST_API NST_MUST_USE nst_status nst_code(nst_coder *coder, const nst_report *report, nst_result **out);

NST_API size_t nst_result_count(const nst_result *result);
/** Event `i` in the order of the report, or NULL past the end. Borrowed from the result. */
NST_API const nst_event *nst_result_event(const nst_result *result, size_t i);
/** Sentences the report was cut into. */
NST_API size_t nst_result_sentences(const nst_result *result);
NST_API void nst_result_free(nst_result *result);

/* ---- Why, and why not: of results of a coder with `explain` ------------------------------------ */

/** Why a word that may carry an event did not become a record. */
#define NST_DROP_LIST(X)                                              \
  X(UNFIT, "a frame word, but what its entries ask for is not there") \
  X(NO_EVENT, "a frame word in a sense that is no event")             \
  X(PART, "no event of its own")                                      \
  X(NO_ACTOR, "nobody is known who does it")                          \
  X(TOLD, "the same event as another record")                         \
  X(UNSURE, "its confidence is below the threshold")

typedef enum nst_drop {
#define NST_DROP_ENUM(name, words) NST_DROP_##name,
  NST_DROP_LIST(NST_DROP_ENUM)
#undef NST_DROP_ENUM
      NST_DROP_COUNT
} nst_drop;

/** The words above. NULL for a number out of range. */
NST_API const char *nst_drop_text(nst_drop drop);

/** A word that may carry an event and became none. Strings are never NULL and live as long as the result. */
typedef struct nst_dropped {
  uint32_t sentence;
  nst_passage word;
  nst_event_type type; /**< what it would have been; NST_EVENT_NONE where that is not decided */
  nst_drop drop;
  const char *why;  /**< more closely, e.g. "if.obj=PERSON"; "" where there is no more to say */
  const char *path; /**< the frame entry */
  uint32_t line;
  double confidence; /**< of NST_DROP_UNSURE */
} nst_dropped;

/** Dropped word `i` in the order of the report, or NULL past the end (at once without `explain`). */
NST_API const nst_dropped *nst_result_dropped(const nst_result *result, size_t i);

/** One ground for an event's confidence: what it is, how much of it there is, and what it adds to the log-odds. */
typedef struct nst_ground {
  const char *name;
  double value, effect;
} nst_ground;
/** Ground `i` of event `event`; false past the end. */
NST_API bool nst_result_ground(const nst_result *result, size_t event, size_t i, nst_ground *out);

/** One answer that was weighed for a side of an event: these actors (none: nobody), how likely, and what was seen of them. */
typedef struct nst_choice {
  bool target; /**< for who is acted on; false: for who acts */
  bool rule;   /**< what the rules propose */
  const nst_actor *actors;
  size_t n_actors;
  double probability;
  const char *const *evidence; /**< n_evidence names of data/choose/choose.tsv */
  size_t n_evidence;
} nst_choice;
/** Answer `i` of event `event`; false past the end. */
NST_API bool nst_result_choice(const nst_result *result, size_t event, size_t i, nst_choice *out);

/** Where sentence `i` stands, and whether it was looked into for events. */
typedef struct nst_sentence_view {
  nst_span span;
  bool headline;
  bool read; /**< false: a byline, a caption without words, a sentence that holds no frame word */
} nst_sentence_view;
/** False past the end (at once without `explain`). */
NST_API bool nst_result_sentence(const nst_result *result, size_t i, nst_sentence_view *out);

/* ---- Looking at the actors ------------------------------------------------------------------- */

/** How the program knows who a mention is. */
typedef enum nst_actor_basis {
  NST_BASIS_NONE,     /**< it does not: a name that neither the lexicon nor the report explains */
  NST_BASIS_LEXICON,  /**< its name is in the lexicon */
  NST_BASIS_ROLE,     /**< from the words of the phrase: role, title, apposition, modifiers */
  NST_BASIS_REFERENCE /**< it refers to an earlier mention */
} nst_actor_basis;

/** One mention of an actor; a mention of several ("both leaders") is several of these with the same span. */
typedef struct nst_actor_mention {
  uint32_t sentence;
  nst_span head;     /**< the word that carries the mention: "minister" of "Chad's defence minister" */
  uint32_t identity; /**< mentions of the same actor have the same number */
  nst_actor actor;
  nst_actor_basis basis;
  const char *why; /**< which entry or rule said so, readable by a person; "" where nothing did */
} nst_actor_mention;

typedef struct nst_actor_list nst_actor_list;

/** Find every mention of an actor in a report, in the order of the text. `unknown`: also the names that mean nobody
 *  known. NST_OK: *out is yours, release it with nst_actor_list_free(); it does not need the coder. */
NST_API NST_MUST_USE nst_status nst_find_actors(nst_coder *coder, const nst_report *report, bool unknown,
                                                nst_actor_list **out);
NST_API size_t nst_actor_list_count(const nst_actor_list *list);
/** Mention `i`, or NULL past the end. Borrowed from the list. */
NST_API const nst_actor_mention *nst_actor_list_mention(const nst_actor_list *list, size_t i);
NST_API void nst_actor_list_free(nst_actor_list *list);

/* ---- The event between a given source and a given target ------------------------------------------ */

/** An answer of nst_relate(). The strings and lists are borrowed until the next call on the coder. */
typedef struct nst_relation {
  nst_event_type type;           /**< the most probable type, never NST_EVENT_NONE */
  double score[NST_EVENT_COUNT]; /**< probability of each type, by nst_event_type; they sum to 1 */
  const char *const *why;        /**< n_why lines: what spoke most for the type */
  size_t n_why;
  const char *const *evidence; /**< n_evidence names of all that was seen, from which weights are learned */
  size_t n_evidence;
} nst_relation;

/** Which event does the report tell between the words at `source` and those at `target` (spans as in a record)? It
 *  always answers: for pairs that are known to have an event, as in other people's data. NST_ARGUMENT where a span
 *  holds no word. */
NST_API NST_MUST_USE nst_status nst_relate(nst_coder *coder, const nst_report *report, nst_span source,
                                           nst_span target, nst_relation *out);

/** What the lexicon says of a phrase. Strings are never NULL and live as long as the pack. */
typedef struct nst_meaning {
  const char *phrase; /**< as written in the lexicon */
  const char *kind;   /**< "name", "adjective", "capital", "surname", "role word" ... */
  const char *entry;  /**< of what: "country", "person", "group" ... */
  const char *name;   /**< canonical */
  const char *country, *org, *sector;
  const char *office;    /**< "foreign minister"; of a place its first-level division */
  const char *code;      /**< of an imported dictionary, "" without one */
  char from[11], to[11]; /**< ISO dates, inclusive; "" for open */
  bool in_force;         /**< on the day asked for */
} nst_meaning;
typedef void (*nst_meaning_fn)(void *user, const nst_meaning *meaning);
/** Every sense of exactly this phrase, and every office of the persons and groups it names. `date` may be NULL. */
NST_API NST_MUST_USE nst_status nst_pack_meanings(const nst_pack *pack, const char *phrase, const char *date,
                                                  nst_meaning_fn fn, void *user);

/* ---- Looking at the syntax ------------------------------------------------------------------- */

/** Analyse text and write CoNLL-U (words, tags, lemmas, trees; with `entities`, `Entity=` in MISC).
 *  `conllu` input keeps the words of the input and predicts the rest. *out is NUL-terminated, `*out_len` bytes,
 *  yours: release it with nst_text_free(coder, *out, *out_len). */
typedef enum nst_parse_input { NST_PARSE_TEXT, NST_PARSE_CONLLU } nst_parse_input;
NST_API NST_MUST_USE nst_status nst_parse(nst_coder *coder, nst_parse_input kind, const char *text,
                                          size_t len, bool entities, char **out, size_t *out_len);
NST_API void nst_text_free(nst_coder *coder, char *text, size_t len);

/** The library's version, e.g. "0.1.0". */
NST_API const char *nst_version(void);

#ifdef __cplusplus
}
#endif
#endif
