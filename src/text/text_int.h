/* text_int.h - what the files of the text stage share. */
#ifndef NST_TEXT_TEXT_INT_H
#define NST_TEXT_TEXT_INT_H

#include "base/hash.h"
#include "base/utf8.h"
#include "text/text.h"

/* ---- Word lists ------------------------------------------------------------------------------ */

/** What a full stop after an abbreviation means. */
enum {
  NST_ABBREV_NEVER = 1, /**< stands before a name: never ends a sentence */
  NST_ABBREV_DIGIT,     /**< an abbreviation only before a number: "No. 5" */
  NST_ABBREV_MAYBE,     /**< ends a sentence if a word follows that starts sentences */
  NST_ABBREV_END,       /**< ends a sentence if any capitalised word but a weekday or time zone follows */
  NST_ABBREV_CLASS = 7,
  NST_ABBREV_UPPER = 8 /**< only where it begins with a capital */
};
enum { NST_WIDGET_ICON = 1, NST_WIDGET_BUTTON };

/** A phrase that opens a caption or a line that is no part of the report. */
typedef struct nst_phrase {
  nst_str text;
  nst_sentence_kind kind;
  bool whole;  /**< the sentence is nothing else */
  bool within; /**< anywhere in a short paragraph */
} nst_phrase;
typedef struct nst_phrases {
  nst_phrase *items;
  size_t n, capacity;
} nst_phrases;

struct nst_text_words {
  nst_arena *arena;
  nst_map abbreviations; /**< lower case without the last full stop -> NST_ABBREV_... */
  nst_map contractions;  /**< "cannot" -> lengths of its words, one byte each from the lowest: 3, 3 */
  nst_map prefixes;      /**< "anti": stays with what follows its hyphen */
  nst_map starters;      /**< words that, capitalised, start a sentence */
  nst_map speech;        /**< "said": what follows a quotation in the same sentence */
  nst_map agencies;      /**< "afp" */
  nst_map calendar;      /**< weekdays, months, time zones */
  nst_map widgets;
  nst_map units;   /**< "km": split off the number before it */
  nst_map domains; /**< "com": the end of a web address or file name */
  nst_map whole;   /**< "w/o", "'em": one token in spite of its punctuation */
  nst_phrases phrases;
};

/** Value of the lower-cased bytes in `map`, NST_MAP_NONE if there is none or the word is longer than 31 bytes. Curly
 *  apostrophes count as straight ones. */
uint32_t nst_words_get(const nst_map *map, const char *p, size_t len);
static inline bool nst_words_has(const nst_map *map, const char *p, size_t len) {
  return nst_words_get(map, p, len) != NST_MAP_NONE;
}

/* ---- Clean text and where it came from --------------------------------------------------------- */

/** Clean bytes from `clean` up to the next piece came from input [in, in + in_len). Equal lengths: byte for byte;
 *  otherwise the piece is one code point. */
typedef struct nst_piece {
  uint32_t clean, in, in_len;
} nst_piece;

typedef struct nst_clean {
  nst_arena *arena;
  char *text;
  size_t len, capacity;
  struct {
    nst_piece *items;
    size_t n, capacity;
  } pieces;
  bool failed; /**< out of memory */
} nst_clean;

void nst_clean_init(nst_clean *clean, nst_arena *arena, size_t capacity);
/** Append bytes that came from input [in, in + in_len). */
void nst_clean_put(nst_clean *clean, const char *bytes, size_t len, uint32_t in, uint32_t in_len);
/** Append clean bytes [begin, end) of another one. *piece is a cursor into its pieces, moving forward, first 0. */
void nst_clean_copy(nst_clean *to, const nst_clean *from, size_t begin, size_t end, size_t *piece);
/** Input span of clean bytes [begin, end). *piece as above. */
nst_span nst_clean_span(const nst_clean *clean, size_t begin, size_t end, size_t *piece);

/** Bytes to clean UTF-8: damage repaired, markup gone, lines ended by one line feed. NST_TEXT for binary data. */
NST_MUST_USE nst_status nst_clean_run(nst_doc *doc, nst_clean *out);
/** Clean text to clean text with one paragraph a line: wrapped lines joined, widget words gone. */
NST_MUST_USE nst_status nst_layout_run(const nst_doc *doc, const nst_text_words *words, const nst_clean *in,
                                       nst_clean *out);

/* ---- Decoding (decode.c, markup.c) -------------------------------------------------------------- */

/** The code point of a Windows-1252 byte >= 0x80; 0xFFFD for the five that have none. */
int32_t nst_cp1252(uint8_t byte);
/** Decode at p (p < end); `single` says that the report is in a one-byte encoding. Undoes UTF-8 that was once
 *  read as Windows-1252. Returns the end of what was read. */
const char *nst_decode_next(const char *p, const char *end, bool single, int32_t *cp);
/** Is the report in a one-byte encoding, as far as its bytes tell? */
bool nst_decode_is_single(const char *text, size_t len);
/** Decode an HTML entity at p ('&'); returns its end, or NULL if it is none. */
const char *nst_entity_next(const char *p, const char *end, int32_t *cp);

typedef enum nst_tag_kind { NST_TAG_NONE, NST_TAG_INLINE, NST_TAG_BREAK, NST_TAG_BLOCK } nst_tag_kind;
/** What the scan for the ends of comments and scripts found missing, so that it is sought only once. */
typedef struct nst_tag_state {
  bool no_comment_end, no_script_end, no_style_end;
} nst_tag_state;
/** Read an HTML tag, comment, script or style at p ('<'); *after is its end. NST_TAG_NONE if it is no markup. */
nst_tag_kind nst_tag_next(const char *p, const char *end, nst_tag_state *state, const char **after);

/* ---- Tokens of one paragraph --------------------------------------------------------------------- */

typedef enum nst_raw_kind {
  NST_RAW_WORD,
  NST_RAW_ABBREV,
  NST_RAW_NUMBER,
  NST_RAW_STOP,
  NST_RAW_QUOTE,
  NST_RAW_OPEN,
  NST_RAW_CLOSE,
  NST_RAW_BULLET,
  NST_RAW_OTHER
} nst_raw_kind;

typedef struct nst_raw {
  uint32_t begin, end; /**< clean bytes */
  uint8_t kind;        /**< nst_raw_kind */
  uint8_t abbrev;      /**< NST_ABBREV_... of an abbreviation */
  bool joined;         /**< one written word with the token before it */
  bool space_before;
  bool opens, closes; /**< of a quotation mark */
  bool in_quote;
  bool last;    /**< ends a sentence */
  uint8_t role; /**< nst_sentence_kind, at the last token of a sentence */
} nst_raw;
typedef struct nst_raws {
  nst_raw *items;
  size_t n, capacity;
} nst_raws;

/** One paragraph on its way to tokens. */
typedef struct nst_par {
  const nst_text_words *words;
  const char *text; /**< the clean text */
  uint32_t begin, end;
  nst_arena *arena;
  nst_raws raws;
  bool single_open; /**< a single quotation mark is open */
  bool in_quote;    /**< carried from paragraph to paragraph */
  bool lower_only;  /**< the report has no capitals: a small letter may start a sentence */
  bool all_caps;    /**< the report has no small letters */
} nst_par;

static inline nst_str nst_raw_text(const nst_par *par, const nst_raw *raw) {
  return (nst_str){par->text + raw->begin, raw->end - raw->begin};
}
static inline bool nst_raw_is(const nst_par *par, const nst_raw *raw, const char *word) {
  return nst_str_is(nst_raw_text(par, raw), word);
}
/** The token after `i` that is no quotation mark or bracket: is it capitalised? */
bool nst_raw_upper(const nst_par *par, const nst_raw *raw);
bool nst_raw_lower(const nst_par *par, const nst_raw *raw);

NST_MUST_USE nst_status nst_tokenize(nst_par *par);
/** Tokenise one run without white space; used by nst_tokenize. */
NST_MUST_USE nst_status nst_raw_push(nst_par *par, uint32_t begin, uint32_t end, nst_raw_kind kind);
/** End of the number token(s) at p; pushes them. */
NST_MUST_USE nst_status nst_number(nst_par *par, uint32_t *p, uint32_t end);
/** Push the word [begin, end) cut into its clitics. */
NST_MUST_USE nst_status nst_clitics(nst_par *par, uint32_t begin, uint32_t end, nst_raw_kind kind);

/** Quotation marks and sentence ends. */
void nst_split_quotes(nst_par *par);
void nst_split(nst_par *par, bool whole);
/** Does a sentence begin at token i without a stop before it, the one before having begun at `first`? `after_close`: that one
 *  follows the close of a letter. */
bool nst_breaks_before(const nst_par *par, size_t first, size_t i, bool after_close);
/** Is raws[first .. last] the close of a letter, "Best regards,"? */
bool nst_is_letter_close(const nst_par *par, size_t first, size_t last);
/** Is token i a face, ":)"? False beyond the end. */
bool nst_is_face(const nst_par *par, size_t i);
/** Datelines, captions and furniture: sets raw.role of the last tokens; may end a sentence after a dateline. */
void nst_roles(nst_par *par);

#endif
