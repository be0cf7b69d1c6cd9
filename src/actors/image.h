/* image.h - the actor lexicon as bytes: what a pack keeps, looked up where it lies.
 *
 * IMAGE, little-endian   offset  0  size 8  "NSTACTOR"
 *                                8       4  format number, 2
 *                               12       4  size of the whole
 *                               16       4  each: number of entries, senses, roles, places, bytes of text
 *                               36       8  each of five tables: number of slots (0 or a power of two), entries in use
 *                               76       4  1: there are codes of an imported dictionary, else 0
 *                               80          entries (40 bytes each), senses (32), roles (32), places (24),
 *                                           slots of the tables (12 each), text
 *
 * Text is a run of NUL-terminated strings, named by their offset; the first is empty. A slot is the low half of the
 * XXH3 of its key, the key (text + 1; 0: a free slot) and its value; tables step linearly and are at most three
 * quarters full. Chains (senses of a phrase, roles of an entry) only go to higher numbers, so none is endless.
 * Nothing that is read from an image is trusted: a number out of range means "none". */
#ifndef NST_ACTORS_IMAGE_H
#define NST_ACTORS_IMAGE_H

#include "base/str.h"

#define NST_IMAGE_SECTION "actors.bin"

enum {
  NST_IMAGE_FORMAT = 2,
  NST_IMAGE_HEAD = 80,
  NST_IMAGE_ENTRY = 40,
  NST_IMAGE_SENSE = 32,
  NST_IMAGE_ROLE = 32,
  NST_IMAGE_PLACE = 24,
  NST_IMAGE_SLOT = 12
};

typedef enum nst_table_id {
  NST_TABLE_PHRASES,     /**< normalised phrase: first sense */
  NST_TABLE_FIRST_WORDS, /**< first word: most words of a phrase that starts so */
  NST_TABLE_CODES,       /**< country or organisation code: entry */
  NST_TABLE_PEOPLE,      /**< canonical name of a person: entry */
  NST_TABLE_TYPES,       /**< word: bits of nst_type */
  NST_TABLE_COUNT
} nst_table_id;

typedef struct nst_image {
  const uint8_t *entries, *senses, *roles, *places;
  const char *text;
  bool has_codes;
  uint32_t n_entries, n_senses, n_roles, n_places, n_text;
  struct nst_image_table {
    const uint8_t *slots;
    uint32_t n;
  } tables[NST_TABLE_COUNT];
} nst_image;

/** Take bytes as an image, borrowed. NST_PACK if they are none, NST_PACK_VERSION if of another format. */
NST_MUST_USE nst_status nst_image_open(const void *bytes, size_t len, nst_image *out, nst_error *error);
/** Value of `key`, or NST_NONE. */
uint32_t nst_image_get(const nst_image *image, nst_table_id table, nst_str key);

static inline uint32_t nst_le32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
/** The string at an offset; "" out of range. */
static inline const char *nst_image_text(const nst_image *image, uint32_t at) {
  return at < image->n_text ? image->text + at : "";
}

#endif
