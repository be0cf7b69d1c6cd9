/* formats.h - records in the forms that other projects write, column by column as in docs/formats.md. */
#ifndef NST_RECORD_FORMATS_H
#define NST_RECORD_FORMATS_H

#include "base/buf.h"
#include "base/hash.h"

/** What the store knows of an event beyond its record. */
typedef struct nst_told {
  int64_t id;              /**< number of the event */
  nst_event_status status; /**< over all records */
  uint32_t n_records, n_sources;
  double score;          /**< PLOVER score */
  const char *publisher; /**< "" unknown */
  const char *url;
  size_t doc_len; /**< bytes of the report that this record is from; 0: not known */
} nst_told;

enum {
  NST_ICEWS_COLUMNS = 20,
  NST_GDELT_COLUMNS = 58,
  NST_MENTION_COLUMNS = 16,
  NST_POLECAT_COLUMNS = 40,
  NST_PHOENIX_COLUMNS = 26,
  NST_PAIRS = 64 /**< pairs of source and target of one event that tabular forms with one pair a line write */
};

/** A header line, and for each event the lines: one for every pair of source and target, except POLECAT (one line an
 *  event, several actors with ';'). GDELT and Phoenix have no header. */
void nst_icews_header(nst_buf *buf);
void nst_icews_rows(nst_buf *buf, const nst_event *event, const nst_told *told);
void nst_gdelt_rows(nst_buf *buf, const nst_event *event, const nst_told *told);
/** One line for a record that tells the event `told->id`, for every pair of `event` (the event's own record). */
void nst_mention_rows(nst_buf *buf, const nst_event *event, const nst_event *record, const nst_told *told);
void nst_polecat_header(nst_buf *buf);
void nst_polecat_row(nst_buf *buf, const nst_event *event, const nst_told *told);
void nst_phoenix_rows(nst_buf *buf, const nst_event *event, const nst_told *told);

/** GraphML: nodes are countries and organisations with their sector, every pair of an event is an edge. */
typedef struct nst_graph {
  nst_arena *arena;
  nst_map nodes;
  uint32_t n_nodes;
  uint64_t n_edges;
} nst_graph;
bool nst_graph_start(nst_graph *graph, nst_buf *buf);
void nst_graph_event(nst_graph *graph, nst_buf *buf, const nst_event *event, const nst_told *told);
void nst_graph_end(nst_graph *graph, nst_buf *buf);

/** Walk over the pairs of an event: false past the last. A side without actor gives NULL. */
bool nst_pair(const nst_event *event, size_t i, const nst_actor **source, const nst_actor **target);
/** A field of a tab-separated line: tabs and line breaks become spaces. */
void nst_put_tsv(nst_buf *buf, const char *text);

#endif
