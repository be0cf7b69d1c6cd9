/* lexicon_show.c - nestor lexicon show: what the frames say about a word. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/lexicon.h"
#include "record/value.h"

enum { COLUMNS = 7, FRAMES_FIRST = 16 };

static const char *const headings[COLUMNS] = {"WORDS", "CLASS",           "TYPE", "CODE",
                                              "PRIOR", "SOURCE > TARGET", "WHERE"};

/** One entry: the cells of its row, what does not fit into a cell, and where it stands. */
typedef struct row {
  char *cells[COLUMNS];
  char *conditions;
  const char *path;
  uint32_t line;
} row;

typedef struct listing {
  nst_buf *out;
  row *rows;
  size_t n, capacity;
  size_t found;
  bool failed;
} listing;

/* ---- JSONL ---- */

static void put_text(nst_buf *buf, const char *key, const char *value) {
  nst_buf_format(buf, ",\"%s\":", key);
  nst_put_json_string(buf, value);
}

static void put_frame(void *user, const nst_frame *f) {
  listing *l = user;
  nst_buf *buf = l->out;
  l->found++;
  nst_buf_text(buf, "{\"words\":");
  nst_put_json_string(buf, f->words);
  put_text(buf, "class", f->word_class);
  put_text(buf, "event", f->type == NST_EVENT_NONE ? "" : nst_event_name(f->type));
  put_text(buf, "cameo", f->cameo);
  put_text(buf, "mode", f->mode);
  put_text(buf, "context", f->contexts);
  put_text(buf, "source", f->source);
  put_text(buf, "target", f->target);
  put_text(buf, "content", f->content);
  put_text(buf, "conditions", f->conditions);
  put_text(buf, "status", f->status);
  nst_buf_format(buf, ",\"mutual\":%s,\"plural\":%s,\"prior\":", f->mutual ? "true" : "false",
                 f->plural ? "true" : "false");
  nst_put_number(buf, f->prior, 2);
  put_text(buf, "path", f->path);
  nst_buf_format(buf, ",\"line\":%u}\n", (unsigned)f->line);
}

/* ---- table ---- */

/** A copy of what a buffer holds; the buffer is emptied. */
static char *cell(listing *l, nst_buf *buf) {
  nst_buf_char(buf, '\0');
  char *copy = buf->failed ? NULL : strdup(buf->p);
  if (copy == NULL) l->failed = true;
  buf->len = 0;
  return copy;
}

static void keep_frame(void *user, const nst_frame *f) {
  listing *l = user;
  if (l->n == l->capacity) {
    size_t capacity = l->capacity ? 2 * l->capacity : FRAMES_FIRST;
    row *more = realloc(l->rows, capacity * sizeof *more);
    if (more == NULL) {
      l->failed = true;
      return;
    }
    l->rows = more;
    l->capacity = capacity;
  }
  row *r = &l->rows[l->n++];
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_buf_text(&buf, f->words);
  r->cells[0] = cell(l, &buf);
  nst_buf_format(&buf, "%s%s", f->word_class, f->plural ? " (plural)" : "");
  r->cells[1] = cell(l, &buf);
  nst_buf_text(&buf, f->type == NST_EVENT_NONE ? "no event" : nst_event_name(f->type));
  r->cells[2] = cell(l, &buf);
  if (f->type != NST_EVENT_NONE) nst_buf_format(&buf, "%s%s%s", f->cameo, f->mode[0] ? " " : "", f->mode);
  r->cells[3] = cell(l, &buf);
  nst_put_number(&buf, f->prior, 2);
  r->cells[4] = cell(l, &buf);
  if (f->type != NST_EVENT_NONE) {
    nst_buf_format(&buf, "%s %s %s", f->source[0] ? f->source : "-", f->mutual ? "<>" : ">",
                   f->target[0] ? f->target : "-");
    if (f->content[0]) nst_buf_format(&buf, " about %s", f->content);
  }
  r->cells[5] = cell(l, &buf);
  nst_buf_format(&buf, "%s:%u", f->path, (unsigned)f->line);
  r->cells[6] = cell(l, &buf);
  nst_buf_text(&buf, f->conditions);
  r->conditions = cell(l, &buf);
  r->path = f->path;
  r->line = f->line;
  nst_buf_free(&buf);
}

static void put_cells(nst_buf *out, const char *const cells[COLUMNS], const size_t width[COLUMNS]) {
  for (int c = 0; c < COLUMNS; c++) {
    nst_buf_text(out, cells[c]);
    if (c + 1 == COLUMNS) break;
    for (size_t n = nst_utf8_count(nst_str_of(cells[c])); n < width[c] + 2; n++) nst_buf_char(out, ' ');
  }
  nst_buf_char(out, '\n');
}

static void put_examples(nst_buf *out, const nst_pack *pack, const row *r) {
  nst_example x;
  for (size_t i = 0; nst_pack_example(pack, i, &x); i++) {
    if (x.entry_line != r->line || strcmp(x.path, r->path) != 0) continue;
    nst_buf_format(out, "    \"%s\" ", x.sentence);
    if (x.type == NST_EVENT_NONE) nst_buf_text(out, "no event");
    else if (x.absent) nst_buf_format(out, "no %s", nst_event_name(x.type));
    else nst_buf_format(out, "%s %s > %s", nst_event_name(x.type), x.source, x.target);
    nst_buf_char(out, '\n');
  }
}

static void put_table(nst_buf *out, const nst_pack *pack, const listing *l) {
  size_t width[COLUMNS];
  for (int c = 0; c < COLUMNS; c++) {
    width[c] = strlen(headings[c]);
    for (size_t i = 0; i < l->n; i++) {
      size_t n = nst_utf8_count(nst_str_of(l->rows[i].cells[c]));
      if (n > width[c]) width[c] = n;
    }
  }
  put_cells(out, headings, width);
  for (size_t i = 0; i < l->n; i++) {
    const row *r = &l->rows[i];
    put_cells(out, (const char *const *)r->cells, width);
    if (r->conditions[0]) nst_buf_format(out, "    %s\n", r->conditions);
    put_examples(out, pack, r);
  }
}

static void free_rows(listing *l) {
  for (size_t i = 0; i < l->n; i++) {
    for (int c = 0; c < COLUMNS; c++) free(l->rows[i].cells[c]);
    free(l->rows[i].conditions);
  }
  free(l->rows);
}

int lexicon_show(const cli_pack_options *options, const char *word, bool jsonl) {
  nst_pack *pack = cli_open_pack(options);
  if (pack == NULL) return CLI_FAILED;
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  listing l = {.out = &out};
  nst_status status = nst_pack_frames(pack, word, jsonl ? put_frame : keep_frame, &l);
  int code = CLI_OK;
  if (status != NST_OK || l.failed) {
    cli_error("out of memory");
    code = CLI_FAILED;
  } else if (l.found + l.n == 0) {
    cli_error("no frame has the word '%s' (words stand in their dictionary form)", word);
    code = CLI_PARTIAL;
  } else {
    if (!jsonl) put_table(&out, pack, &l);
    if (!cli_flush(&out)) code = CLI_FAILED;
  }
  free_rows(&l);
  nst_buf_free(&out);
  nst_pack_free(pack);
  return code;
}
