/* record.h - event records as bytes: JSONL for programs, CSV for spreadsheets and R.
 *
 * Numbers are written without regard to the locale; the same record gives the same bytes everywhere. */
#ifndef NST_RECORD_RECORD_H
#define NST_RECORD_RECORD_H

#include "base/buf.h"

/** One JSON object and a line feed: all fields of docs/codebook.md, in its order. Check buf->failed. */
void nst_record_jsonl(nst_buf *buf, const nst_event *event);

/** The same for event `i` of a coder that explains, with "grounds": what its confidence rests on. */
void nst_record_jsonl_explained(nst_buf *buf, const nst_result *result, size_t i);

/** One mention of an actor as a JSON object and a line feed: doc, sentence, span, text, country, org, sector, name,
 *  basis, why. */
void nst_record_actor_jsonl(nst_buf *buf, const char *doc, const nst_actor_mention *mention);

/** The answer about one pair: {"id", "event", "score", "scores": {type: score}, "why"} and a line feed; with `evidence`
 *  the names of all that was seen as well. */
void nst_record_relation(nst_buf *buf, const char *id, const nst_relation *relation, bool evidence);

/** The sentences of a report, as a coder with `explain` has cut them, as a JSON array: {"span": [begin, end], "read",
 *  "dropped": [{"text", "span", "event", "why", "more"}]}; docs/openapi.json says what they are. */
void nst_record_sentences(nst_buf *buf, const nst_result *result);

/** A text as a JSON string with its quotation marks. */
void nst_record_json_string(nst_buf *buf, const char *text);

/** Name of the i-th column of the CSV form and its type in SQL: VARCHAR, INTEGER, DOUBLE, BOOLEAN or DATE. NULL past
 *  the last. */
const char *nst_record_csv_column(size_t i, const char **type);
/** The header line of the CSV form. */
void nst_record_csv_header(nst_buf *buf);
/** One line for every pair of source and target (RFC 4180); an empty side is an empty actor. */
void nst_record_csv(nst_buf *buf, const nst_event *event);

#endif
