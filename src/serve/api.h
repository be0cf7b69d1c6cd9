/* api.h - parts of answers that several endpoints share. For serve/ only. */
#ifndef NST_SERVE_API_H
#define NST_SERVE_API_H

#include "serve/json.h"
#include "serve/site.h"

/** An event as a list shows it: everything but spans and trace. */
void nst_api_put_event(nst_buf *out, const nst_store_event *event);
/** All fields of the record, as docs/codebook.md has them. */
void nst_api_put_record(nst_buf *out, const nst_event *record);
/** "2022-02-24" or null. */
void nst_api_put_day(nst_buf *out, const char *key, nst_day day);
/** Head of a report: everything but its text and records. Opens no object. */
void nst_api_put_report_head(nst_buf *out, const nst_stored_report *report);
/** Title, two line feeds, text: what spans count from. Bytes that are not UTF-8 count as they are. */
void nst_api_whole_text(nst_buf *out, const nst_stored_report *report);

#endif
