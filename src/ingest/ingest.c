/* ingest.c - bytes to reports, one line or one file at a time.
 *
 * A bad line costs that line only: its error names the line (and the byte in the unpacked file) and the next call goes
 * on behind it. It knows nothing of what a report says. */
#include "ingest/ingest.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/date.h"
#include "ingest/source.h"

enum {
  NST_LINE_MAX = NST_LIMIT(64 * 1024 * 1024, 4096), /**< a longer line or plain file is refused */
  NST_READ = NST_LIMIT(65536, 64),
  NST_NAME = 4096 /**< the longest path, with its NUL */
};

typedef enum form { FORM_UNKNOWN, FORM_JSONL, FORM_PLAIN, FORM_DONE } form;

struct nst_ingest {
  nst_allocator allocator;
  nst_source *source;
  form form;
  char *buf;
  size_t len, capacity; /**< bytes held */
  size_t at;            /**< first byte not yet used */
  uint64_t offset;      /**< of buf[0] in the unpacked file */
  bool end;             /**< the source has no more */
  uint32_t line;        /**< lines read so far */
  json_t *json;         /**< the report lent out */
  char name[NST_NAME];  /**< id of a plain file */
  char id[NST_NAME + 16];
  char date[11];
};

/** Length of the path without the suffix of its packing: a file that is packed later is the same report. */
static size_t unpacked_length(const char *path) {
  static const char *const packings[] = {".gz", ".zst", ".gzip", ".zstd"};
  size_t n = strlen(path);
  for (size_t i = 0; i < sizeof packings / sizeof *packings; i++) {
    size_t k = strlen(packings[i]);
    if (n > k && memcmp(path + n - k, packings[i], k) == 0) return n - k;
  }
  return n;
}

/** The path as given, without "." and empty parts: files of the same name in two folders are two reports. */
static void set_name(nst_ingest *in, const char *path) {
  if (strcmp(path, "-") == 0) path = "stdin";
  size_t end = unpacked_length(path), n = 0;
  for (size_t i = 0; i < end;) {
    size_t part = i;
    while (i < end && path[i] != '/') i++;
    bool slash = i < end;
    size_t len = i - part;
    i += slash;
    bool idle = len == 0 ? part > 0 : len == 1 && path[part] == '.' && slash;
    if (idle || n + len + slash >= sizeof in->name) continue;
    memcpy(in->name + n, path + part, len + slash);
    n += len + slash;
  }
  in->name[n] = '\0';
}

static nst_status ingest_new(nst_source *source, nst_status status, const char *path, nst_allocator allocator,
                             nst_ingest **out, nst_error *error) {
  *out = NULL;
  if (status != NST_OK) return status;
  allocator = nst_allocator_or_default(allocator);
  nst_ingest *in = nst_mem_new(allocator, sizeof *in);
  if (in == NULL) {
    nst_source_free(source);
    return nst_fail(error, NST_NOMEM, 0, 0, "out of memory");
  }
  memset(in, 0, sizeof *in);
  in->allocator = allocator;
  in->source = source;
  set_name(in, path);
  *out = in;
  return NST_OK;
}

nst_status nst_ingest_open(const char *path, nst_allocator allocator, nst_ingest **out, nst_error *error) {
  nst_source *source = NULL;
  nst_status status = nst_source_open(path, allocator, &source, error);
  return ingest_new(source, status, path, allocator, out, error);
}

nst_status nst_ingest_memory(const void *data, size_t len, const char *name, nst_allocator allocator,
                             nst_ingest **out, nst_error *error) {
  nst_source *source = NULL;
  nst_status status = nst_source_memory(data, len, allocator, &source, error);
  return ingest_new(source, status, name, allocator, out, error);
}

/** Read more behind what is held; sets in->end. */
static nst_status more(nst_ingest *in, nst_error *error) {
  if (in->at > 0) {
    memmove(in->buf, in->buf + in->at, in->len - in->at);
    in->offset += in->at;
    in->len -= in->at;
    in->at = 0;
  }
  if (in->capacity - in->len < NST_READ) {
    size_t capacity = in->capacity == 0 ? 2 * (size_t)NST_READ : 2 * in->capacity;
    char *buf = nst_mem_resize(in->allocator, in->buf, in->capacity, capacity);
    if (buf == NULL) {
      in->form = FORM_DONE;
      return nst_fail(error, NST_NOMEM, in->line + 1, 0, "out of memory");
    }
    in->buf = buf;
    in->capacity = capacity;
  }
  size_t got = 0;
  nst_status status = nst_source_read(in->source, in->buf + in->len, NST_READ, &got, error);
  if (status != NST_OK) {
    in->form = FORM_DONE; /* nothing behind the damage can be trusted */
    return status;
  }
  in->end = got == 0;
  in->len += got;
  return NST_OK;
}

/** Drop the rest of a line that is too long. */
static nst_status skip_line(nst_ingest *in, nst_error *error) {
  for (;;) {
    char *feed = memchr(in->buf + in->at, '\n', in->len - in->at);
    in->at = feed != NULL ? (size_t)(feed - in->buf) + 1 : in->len;
    if (feed != NULL || in->end) return NST_OK;
    NST_TRY(more(in, error));
  }
}

/** The next line, without its line feed; *line.p is NULL at the end. */
static nst_status next_line(nst_ingest *in, nst_str *line, uint64_t *offset, nst_error *error) {
  size_t seen = 0;
  *line = (nst_str){NULL, 0};
  for (;;) {
    char *from = in->buf + in->at;
    size_t held = in->len - in->at;
    char *feed = held > seen ? memchr(from + seen, '\n', held - seen) : NULL;
    size_t n = feed != NULL ? (size_t)(feed - from) : held;
    if (n > NST_LINE_MAX) {
      uint32_t number = ++in->line;
      NST_TRY(skip_line(in, error));
      return nst_fail(error, NST_TOO_LARGE, number, 0,
                      "line %u is longer than %d bytes; cut the report into smaller ones", number,
                      NST_LINE_MAX);
    }
    if (feed != NULL || (in->end && held > 0)) {
      *line = (nst_str){from, (uint32_t)n};
      *offset = in->offset + in->at;
      in->at += n + (feed != NULL);
      in->line++;
      return NST_OK;
    }
    if (in->end) return NST_OK;
    seen = held;
    NST_TRY(more(in, error));
  }
}

/* ---- JSONL ------------------------------------------------------------------------------------- */

static nst_status read_id(nst_ingest *in, const json_t *id, nst_report *out, nst_error *error) {
  if (id == NULL || json_is_null(id)) {
    (void)snprintf(in->id, sizeof in->id, "%s:%u", in->name, in->line);
    out->id = in->id;
  } else if (json_is_integer(id)) {
    (void)snprintf(in->id, sizeof in->id, "%" PRId64, (int64_t)json_integer_value(id));
    out->id = in->id;
  } else if (json_is_string(id) && json_string_length(id) > 0) {
    out->id = json_string_value(id);
  } else {
    return nst_fail(error, NST_FORMAT, in->line, 0, "line %u: \"id\" must be text or a whole number",
                    in->line);
  }
  return NST_OK;
}

static nst_status read_date(nst_ingest *in, const json_t *date, nst_report *out, nst_error *error) {
  out->date = NULL;
  if (date == NULL || json_is_null(date)) return NST_OK;
  const char *text = json_string_value(date);
  size_t n = text != NULL ? strlen(text) : 0;
  if (n == 0 && text != NULL) return NST_OK;
  bool shape = n == 10 || (n > 10 && (text[10] == 'T' || text[10] == ' '));
  if (!shape || nst_day_parse((nst_str){text, 10}, false) == NST_DAY_NONE) {
    return nst_fail(error, NST_FORMAT, in->line, 0,
                    "line %u: \"date\" is \"%.40s\"; write it as YYYY-MM-DD or leave it out", in->line,
                    text != NULL ? text : "(not text)");
  }
  memcpy(in->date, text, 10);
  in->date[10] = '\0';
  out->date = in->date;
  return NST_OK;
}

static nst_status read_object(nst_ingest *in, nst_report *out, nst_error *error) {
  const json_t *text = json_object_get(in->json, "text"), *title = json_object_get(in->json, "title");
  if (text == NULL)
    return nst_fail(error, NST_FORMAT, in->line, 0, "line %u: the object has no \"text\"", in->line);
  if (!json_is_string(text))
    return nst_fail(error, NST_FORMAT, in->line, 0, "line %u: \"text\" must be text", in->line);
  if (title != NULL && !json_is_string(title) && !json_is_null(title)) {
    return nst_fail(error, NST_FORMAT, in->line, 0, "line %u: \"title\" must be text", in->line);
  }
  NST_TRY(read_id(in, json_object_get(in->json, "id"), out, error));
  NST_TRY(read_date(in, json_object_get(in->json, "date"), out, error));
  out->text = json_string_value(text);
  out->text_len = json_string_length(text);
  bool titled = title != NULL && json_is_string(title) && json_string_length(title) > 0;
  out->title = titled ? json_string_value(title) : NULL;
  out->title_len = titled ? json_string_length(title) : 0;
  if (out->text_len == 0 && !titled)
    return nst_fail(error, NST_EMPTY, in->line, 0, "line %u: \"text\" is empty", in->line);
  return NST_OK;
}

static nst_status next_json(nst_ingest *in, nst_report *out, bool *end, nst_error *error) {
  nst_str line;
  uint64_t offset = 0;
  do {
    NST_TRY(next_line(in, &line, &offset, error));
    if (line.p == NULL) {
      *end = true;
      return NST_OK;
    }
    if (in->line == 1 && nst_str_starts(line, "\xEF\xBB\xBF")) {
      line.p += 3;
      line.len -= 3;
      offset += 3;
    }
    line = nst_str_trim(line);
  } while (line.len == 0);
  json_error_t why;
  in->json = json_loadb(line.p, line.len, JSON_ALLOW_NUL, &why);
  if (in->json == NULL) {
    if (json_error_code(&why) == json_error_out_of_memory)
      return nst_fail(error, NST_NOMEM, in->line, 0, "out of memory");
    size_t byte = (size_t)offset + (why.position > 0 ? (size_t)why.position : 0);
    return nst_fail(error, NST_FORMAT, in->line, byte, "line %u, byte %zu: broken JSON: %.120s", in->line,
                    byte, why.text);
  }
  if (!json_is_object(in->json))
    return nst_fail(error, NST_FORMAT, in->line, (size_t)offset,
                    "line %u: not a JSON object; write one {\"text\": ...} a line", in->line);
  return read_object(in, out, error);
}

/* ---- Plain text ---------------------------------------------------------------------------------- */

static nst_status next_plain(nst_ingest *in, nst_report *out, nst_error *error) {
  while (!in->end && in->len <= NST_LINE_MAX) NST_TRY(more(in, error));
  in->form = FORM_DONE;
  if (in->len > NST_LINE_MAX)
    return nst_fail(error, NST_TOO_LARGE, 0, 0, "the text is longer than %d bytes; cut it into reports",
                    NST_LINE_MAX);
  size_t blank = 0;
  while (blank < in->len && (in->buf[blank] == ' ' || (in->buf[blank] >= '\t' && in->buf[blank] <= '\r')))
    blank++;
  if (blank == in->len) return nst_fail(error, NST_EMPTY, 0, 0, "the file is empty");
  bool wide = in->len >= 2 && (memcmp(in->buf, "\xFF\xFE", 2) == 0 || memcmp(in->buf, "\xFE\xFF", 2) == 0);
  if (wide)
    return nst_fail(error, NST_TEXT, 0, 0, "the file is UTF-16; convert it first (iconv -f UTF-16 -t UTF-8)");
  const char *nul = memchr(in->buf, '\0', in->len);
  if (nul != NULL) {
    size_t byte = (size_t)(nul - in->buf);
    return nst_fail(error, NST_TEXT, 0, byte, "the file is binary, not text (a zero byte at %zu)", byte);
  }
  *out = (nst_report){.id = in->name, .text = in->buf, .text_len = in->len};
  return NST_OK;
}

/** What the file holds, by its first line. */
static nst_status find_form(nst_ingest *in, nst_error *error) {
  size_t i = 0;
  for (;;) {
    if (i == 0 && in->len >= 3 && memcmp(in->buf, "\xEF\xBB\xBF", 3) == 0) i = 3;
    while (i < in->len && (in->buf[i] == ' ' || (in->buf[i] >= '\t' && in->buf[i] <= '\r'))) i++;
    size_t j = i + 1;
    while (j < in->len && (in->buf[j] == ' ' || in->buf[j] == '\t')) j++;
    if (j + 1 < in->len || in->end || in->len > NST_LINE_MAX) {
      char first = i < in->len ? in->buf[i] : '\0', second = j < in->len ? in->buf[j] : '\0';
      bool feed = second == '\n' || second == '\r';
      in->form = first == '{' && (second == '"' || second == '}') ? FORM_JSONL : FORM_PLAIN;
      if ((first == '{' && feed) || (first == '[' && (second == '{' || feed))) {
        in->form = FORM_DONE;
        return nst_fail(error, NST_FORMAT, 1, 0,
                        "this is JSON over several lines or in a list; write one object a line (jq -c '%s')",
                        first == '[' ? ".[]" : ".");
      }
      return NST_OK;
    }
    NST_TRY(more(in, error));
  }
}

nst_status nst_ingest_next(nst_ingest *in, nst_report *out, bool *end, nst_error *error) {
  *out = (nst_report){0};
  *end = false;
  json_decref(in->json);
  in->json = NULL;
  if (in->form == FORM_UNKNOWN) NST_TRY(find_form(in, error));
  if (in->form == FORM_DONE) {
    *end = true;
    return NST_OK;
  }
  nst_status status = in->form == FORM_JSONL ? next_json(in, out, end, error) : next_plain(in, out, error);
  if (status != NST_OK) *out = (nst_report){0};
  return status;
}

static const char *text_of(const nst_ingest *ingest, const char *key) {
  const char *text = json_string_value(json_object_get(ingest->json, key));
  return text != NULL && text[0] != '\0' ? text : NULL;
}

const char *nst_ingest_publisher(const nst_ingest *ingest) {
  return text_of(ingest, "source");
}

const char *nst_ingest_url(const nst_ingest *ingest) {
  return text_of(ingest, "url");
}

static nst_status read_span(const nst_ingest *in, const char *side, nst_span *out, nst_error *error) {
  const json_t *span = json_object_get(json_object_get(in->json, side), "span");
  const json_t *begin = json_array_get(span, 0), *end = json_array_get(span, 1);
  json_int_t from = json_integer_value(begin), to = json_integer_value(end);
  bool whole = json_array_size(span) == 2 && json_is_integer(begin) && json_is_integer(end);
  if (!whole || from < 0 || to <= from || to > UINT32_MAX)
    return nst_fail(error, NST_FORMAT, in->line, 0, "line %u: \"%s\" must be {\"span\": [begin, end]}",
                    in->line, side);
  *out = (nst_span){(uint32_t)from, (uint32_t)to};
  return NST_OK;
}

nst_status nst_ingest_pair(const nst_ingest *in, nst_span *source, nst_span *target, nst_error *error) {
  NST_TRY(read_span(in, "source", source, error));
  return read_span(in, "target", target, error);
}

uint64_t nst_ingest_position(const nst_ingest *ingest) {
  return nst_source_position(ingest->source);
}

uint64_t nst_ingest_size(const nst_ingest *ingest) {
  return nst_source_size(ingest->source);
}

void nst_ingest_free(nst_ingest *in) {
  if (in == NULL) return;
  json_decref(in->json);
  nst_source_free(in->source);
  nst_mem_free(in->allocator, in->buf, in->capacity);
  nst_mem_free(in->allocator, in, sizeof *in);
}
