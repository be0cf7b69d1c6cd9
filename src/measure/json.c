/* json.c - lines of JSON, and values of the kind that is expected.
 *
 * What is wrong is told with its line and what was being read; nothing is guessed. */
#include "measure/json.h"

#include <stdarg.h>
#include <stdio.h>

bool nst_json_bad(nst_json_reader *r, const char *format, ...) {
  char why[256], message[320];
  va_list args;
  va_start(args, format);
  (void)vsnprintf(why, sizeof why, format, args);
  va_end(args);
  (void)snprintf(message, sizeof message, "%.40s%s%s", r->at, r->at[0] ? ": " : "", why);
  r->mistakes++;
  if (r->fn) r->fn(r->user, r->line, message);
  return false;
}

bool nst_json_next(nst_json_reader *r) {
  nst_str line;
  json_decref(r->object);
  r->object = NULL;
  r->at = "";
  while (!r->nomem && nst_str_cut(&r->rest, '\n', &line)) {
    r->line++;
    if (r->line == 1 && nst_str_starts(line, "\xEF\xBB\xBF")) line = (nst_str){line.p + 3, line.len - 3};
    line = nst_str_trim(line);
    if (line.len == 0) continue;
    json_error_t why;
    r->object = json_loadb(line.p, line.len, JSON_REJECT_DUPLICATES, &why);
    if (r->object && json_is_object(r->object)) return true;
    if (r->object) {
      nst_json_bad(r, "not a JSON object");
      json_decref(r->object);
      r->object = NULL;
    } else if (json_error_code(&why) == json_error_out_of_memory) {
      r->nomem = true;
    } else {
      nst_json_bad(r, "broken JSON at byte %d of the line: %.120s", why.position, why.text);
    }
  }
  return false;
}

nst_status nst_json_end(nst_json_reader *r) {
  json_decref(r->object);
  r->object = NULL;
  return r->nomem ? NST_NOMEM : r->mistakes ? NST_FORMAT : NST_OK;
}

const char *nst_json_text_or_null(nst_json_reader *r, const json_t *value, const char *key) {
  if (!value || json_is_null(value)) return NULL;
  if (!json_is_string(value)) {
    nst_json_bad(r, "\"%s\" must be text", key);
    return NULL;
  }
  const char *copy = nst_arena_copy(r->arena, json_string_value(value), json_string_length(value));
  if (!copy) r->nomem = true;
  return copy;
}

const char *nst_json_text(nst_json_reader *r, const json_t *value, const char *key) {
  const char *text = nst_json_text_or_null(r, value, key);
  if (!value || json_is_null(value)) nst_json_bad(r, "\"%s\" is missing", key);
  return text;
}

void nst_json_flag(nst_json_reader *r, const json_t *object, const char *key, bool *out) {
  const json_t *value = json_object_get(object, key);
  if (!value || json_is_null(value)) return;
  if (!json_is_boolean(value)) nst_json_bad(r, "\"%s\" must be true or false", key);
  *out = json_is_true(value);
}

const json_t *nst_json_list(nst_json_reader *r, const json_t *object, const char *key, bool needed) {
  const json_t *value = json_object_get(object, key);
  if (!value && !needed) return NULL;
  if (!value) nst_json_bad(r, "\"%s\" is missing; write [] for none", key);
  else if (!json_is_array(value)) nst_json_bad(r, "\"%s\" must be a list", key);
  return json_is_array(value) ? value : NULL;
}

void nst_json_bound(nst_json_reader *r, const json_t *value, const char *key, bool *has, double *out) {
  *has = json_is_number(value);
  *out = *has ? json_number_value(value) : 0;
  if (value && !*has && !json_is_null(value)) nst_json_bad(r, "\"%s\" must be a number or null", key);
}

int nst_json_label(nst_json_reader *r, const json_t *value, const char *key) {
  const char *name = json_string_value(value);
  int label = name ? nst_label_of(name) : -1;
  if (label < 0) nst_json_bad(r, "\"%s\" must be an event type, not \"%.40s\"", key, name ? name : "?");
  return label;
}

int nst_json_status(const json_t *value) {
  const char *word = json_string_value(value);
  for (int i = NST_ACTUAL; word && i <= NST_HYPOTHETICAL; i++)
    if (strcmp(word, nst_event_status_name((nst_event_status)i)) == 0) return i;
  return -1;
}

int nst_json_kind(const json_t *value) {
  const char *word = json_string_value(value);
  for (int i = 0; word && i < NST_Q_COUNT; i++)
    if (strcmp(word, nst_quantity_kind_name((nst_quantity_kind)i)) == 0) return i;
  return NST_Q_COUNT;
}
