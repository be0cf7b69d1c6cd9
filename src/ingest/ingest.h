/* ingest.h - reports out of files: plain text or JSONL, as they are or packed by gzip or zstd.
 *
 * What a file is, is told from its content, never from its name:
 *   gzip, zstd   unpacked on the fly
 *   JSONL        first non-blank byte '{' and the first line is an object with "text":
 *                {"id": ..., "date": "YYYY-MM-DD", "title": ..., "text": ...}, one report a line
 *   plain text   anything else: one report a file. Its id is the path as given, without the suffix of a
 *                packing: files of the same name in two folders are two reports */
#ifndef NST_INGEST_INGEST_H
#define NST_INGEST_INGEST_H

#include "base/arena.h"

typedef struct nst_ingest nst_ingest;

/** Open `path`, "-" for standard input. One thread at a time. */
NST_MUST_USE nst_status nst_ingest_open(const char *path, nst_allocator allocator, nst_ingest **out,
                                        nst_error *error);
/** The same over bytes in memory (borrowed until nst_ingest_free); `name` stands for the path. */
NST_MUST_USE nst_status nst_ingest_memory(const void *data, size_t len, const char *name,
                                          nst_allocator allocator, nst_ingest **out, nst_error *error);
/** The next report. NST_OK and *end false: *out is borrowed until the next call. NST_OK and *end true: no more.
 *  Anything else: this report is lost (`error` names line and byte); call again for the ones after it. */
NST_MUST_USE nst_status nst_ingest_next(nst_ingest *ingest, nst_report *out, bool *end, nst_error *error);
/** Who published the report that nst_ingest_next gave last, and where: "source" and "url" of its JSON; NULL unknown.
 *  Borrowed until the next call. */
const char *nst_ingest_publisher(const nst_ingest *ingest);
const char *nst_ingest_url(const nst_ingest *ingest);
/** The pair marked in the line that gave the last report: {"source": {"span": [begin, end]}, "target": {...}}, bytes of
 *  the text. NST_FORMAT with the line where it has none. */
NST_MUST_USE nst_status nst_ingest_pair(const nst_ingest *ingest, nst_span *source, nst_span *target,
                                        nst_error *error);
/** Bytes of the file read so far, and its size (0: not known), for progress bars. */
uint64_t nst_ingest_position(const nst_ingest *ingest);
uint64_t nst_ingest_size(const nst_ingest *ingest);
void nst_ingest_free(nst_ingest *ingest);

#endif
