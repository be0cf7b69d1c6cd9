/* value.h - numbers, strings and lists as JSON and CSV write them; for record/ only. */
#ifndef NST_RECORD_VALUE_H
#define NST_RECORD_VALUE_H

#include "base/buf.h"

/** `value` with at most `decimals` decimals (0..6), without trailing zeros: 2.5, -10, 60000. */
void nst_put_number(nst_buf *buf, double value, int decimals);
/** A JSON string with quotes. Control characters are escaped; bytes that are not UTF-8 become U+FFFD. */
void nst_put_json_string(nst_buf *buf, const char *text);
/** A CSV field: quoted where it must be, line breaks become spaces. */
void nst_put_csv_field(nst_buf *buf, const char *text);

#endif
