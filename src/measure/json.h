/* json.h - lines of JSON and what is expected in them; jansson is known to this header and json.c alone. For measure/ only. */
#ifndef NST_MEASURE_JSON_H
#define NST_MEASURE_JSON_H

#include <jansson.h>

#include "measure/measure.h"

/** A file of JSON objects, one a line, being read. */
typedef struct nst_json_reader {
  nst_arena *arena;
  nst_str rest;
  uint32_t line;
  json_t *object; /**< the current line */
  const char *at; /**< what is being read in it, for messages: "event 3", "" for the line itself */
  nst_gold_fn fn;
  void *user;
  size_t mistakes;
  bool nomem;
} nst_json_reader;

/** Go on to the next line that holds an object; false at the end. Lines that do not are told. */
bool nst_json_next(nst_json_reader *r);
/** Tell of a mistake in this line; always false. */
bool nst_json_bad(nst_json_reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** NST_OK, NST_FORMAT after mistakes, NST_NOMEM; gives back what the reader holds. */
nst_status nst_json_end(nst_json_reader *r);

/** Text in the arena; NULL (told) where it is not text. */
const char *nst_json_text(nst_json_reader *r, const json_t *value, const char *key);
/** The same, but NULL untold for null and where there is none. */
const char *nst_json_text_or_null(nst_json_reader *r, const json_t *value, const char *key);
/** true, false; *out stays where there is none. */
void nst_json_flag(nst_json_reader *r, const json_t *object, const char *key, bool *out);
/** A list, or NULL: told where the key has something else, and where it is missing but needed. */
const json_t *nst_json_list(nst_json_reader *r, const json_t *object, const char *key, bool needed);
/** A number or null. */
void nst_json_bound(nst_json_reader *r, const json_t *value, const char *key, bool *has, double *out);
/** An event type; -1 (told) where it is none. */
int nst_json_label(nst_json_reader *r, const json_t *value, const char *key);
/** nst_event_status of a word; -1 where it is none. */
int nst_json_status(const json_t *value);
/** nst_quantity_kind of a word; NST_Q_COUNT where it is none. */
int nst_json_kind(const json_t *value);
/** Append, with the reader's nomem set where memory is out. */
#define NST_JSON_PUSH(r, array, value) ((void)(NST_PUSH((r)->arena, (array), (value)) || ((r)->nomem = true)))

#endif
