/* json.h - JSON out, value by value; commas are put where they belong. For serve/ only. */
#ifndef NST_SERVE_JSON_H
#define NST_SERVE_JSON_H

#include "base/buf.h"

void json_open(nst_buf *out, char bracket);   /**< '{' or '[' */
void json_close(nst_buf *out, char bracket);  /**< '}' or ']' */
void json_key(nst_buf *out, const char *key); /**< a literal that needs no escape */
void json_string(nst_buf *out, const char *text);
void json_string_n(nst_buf *out, const char *text, size_t len);
void json_string_or_null(nst_buf *out, const char *text); /**< null for NULL and "" */
void json_int(nst_buf *out, int64_t value);
void json_number(nst_buf *out, double value, int decimals); /**< null where it is not finite */
void json_bool(nst_buf *out, bool value);
void json_null(nst_buf *out);
/** A value that is JSON already; white space at its end is dropped. */
void json_raw(nst_buf *out, const char *json, size_t len);

#endif
