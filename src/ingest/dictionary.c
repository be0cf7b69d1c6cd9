/* dictionary.c - what the readers of TABARI and PETRARCH dictionaries share: lines, comments, brackets, dates, cases. */
#include <stdarg.h>
#include <stdio.h>

#include "base/date.h"
#include "ingest/dictionary_int.h"

static bool find(nst_str text, const char *what, uint32_t *at) {
  size_t len = strlen(what);
  for (uint32_t i = 0; i + len <= text.len; i++)
    if (memcmp(text.p + i, what, len) == 0) {
      *at = i;
      return true;
    }
  return false;
}

/* The line up to "<!--", '#' or ';'; inside a comment of several lines nothing, until it ends. */
static nst_str without_comment(nst_reader *r, nst_str line) {
  uint32_t at;
  if (r->in_comment) {
    if (!find(line, "-->", &at)) return (nst_str){line.p, 0};
    r->in_comment = false;
    line = (nst_str){line.p + at + 3, line.len - at - 3};
  }
  if (find(line, "<!--", &at)) {
    nst_str behind = {line.p + at, line.len - at};
    uint32_t end;
    r->in_comment = !find(behind, "-->", &end);
    line.len = at;
  }
  uint32_t depth = 0;
  for (uint32_t i = 0; i < line.len; i++) {
    char c = line.p[i];
    if (c == '[') depth = 1;
    if (c == ']') depth = 0;
    if (depth == 0 && (c == '#' || c == ';')) line.len = i;
  }
  return line;
}

bool nst_reader_next(nst_reader *r, nst_str *line, bool *indented) {
  nst_str raw;
  while (!r->no_memory && nst_str_cut(&r->rest, '\n', &raw)) {
    r->line++;
    *line = nst_str_trim(without_comment(r, raw));
    *indented = raw.len > 0 && (raw.p[0] == ' ' || raw.p[0] == '\t');
    if (line->len > 0) return true;
  }
  return false;
}

void nst_reader_unused(nst_reader *r, uint32_t line, const char *format, ...) {
  char message[200];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  r->counts->unused++;
  if (r->options->unused) r->options->unused(r->options->user, line, message);
}

size_t nst_reader_brackets(nst_str line, nst_str *before, nst_str *contents, size_t most) {
  size_t n = 0;
  *before = line;
  for (uint32_t i = 0; i < line.len; i++) {
    if (line.p[i] != '[') continue;
    if (n == 0) before->len = i;
    uint32_t end = i + 1;
    while (end < line.len && line.p[end] != ']' && line.p[end] != '[') end++;
    if (n < most) contents[n++] = nst_str_trim((nst_str){line.p + i + 1, end - i - 1});
    i = end < line.len && line.p[end] == '[' ? end - 1 : end;
  }
  *before = nst_str_trim(*before);
  return n;
}

/* YYMMDD or YYYYMMDD at the start of *rest. */
static bool cut_date(nst_str *rest, char out[11]) {
  uint32_t n = 0;
  int digits[8] = {0};
  *rest = nst_str_trim(*rest);
  while (n < rest->len && n < 8 && rest->p[n] >= '0' && rest->p[n] <= '9') {
    digits[n] = rest->p[n] - '0';
    n++;
  }
  if (n != 6 && n != 8) return false;
  const int *d = digits + (n - 6);
  int year = d[0] * 10 + d[1];
  if (n == 8) year += (digits[0] * 10 + digits[1]) * 100;
  else year += year <= 30 ? 2000 : 1900;
  int month = d[2] * 10 + d[3], day = d[4] * 10 + d[5];
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1) return false;
  if (day > nst_days_in_month(year, month)) day = nst_days_in_month(year, month);
  nst_day_format(nst_day_of(year, month, day), out);
  *rest = nst_str_trim((nst_str){rest->p + n, rest->len - n});
  return true;
}

/* What stands behind the code: "< 950601", "> 990816", "19950601 - 19990815". */
static bool read_when(nst_str when, nst_dated_code *out) {
  char sign = when.len ? when.p[0] : '\0';
  if (sign == '<' || sign == '>') when = (nst_str){when.p + 1, when.len - 1};
  if (!cut_date(&when, out->from)) return false;
  if (sign == '<') {
    memcpy(out->to, out->from, sizeof out->to);
    out->from[0] = '\0';
  } else if (sign != '>') {
    if (when.len == 0 || when.p[0] != '-') return false;
    when = (nst_str){when.p + 1, when.len - 1};
    if (!cut_date(&when, out->to)) return false;
    if (strcmp(out->from, out->to) > 0) return false;
  }
  return when.len == 0;
}

bool nst_reader_dated(nst_reader *r, nst_str contents, nst_dated_code *out) {
  *out = (nst_dated_code){.code = {contents.p, 0}};
  while (out->code.len < contents.len && !strchr(" \t<>", contents.p[out->code.len])) out->code.len++;
  nst_str when = nst_str_trim((nst_str){contents.p + out->code.len, contents.len - out->code.len});
  uint32_t run = 0, longest = 0;
  for (uint32_t i = 0; i < out->code.len; i++) {
    run = out->code.p[i] >= '0' && out->code.p[i] <= '9' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  bool dash = out->code.len > 0 && strchr("-#+", out->code.p[0]);
  for (uint32_t i = 0; i < out->code.len; i++) {
    char c = out->code.p[i];
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (letter || c == '/' || (dash && strchr("-#+", c)) || (c >= '0' && c <= '9' && i > 0) || longest >= 6)
      continue;
    nst_reader_unused(r, r->line, "the code [%.*s] is no code", (int)(contents.len > 60 ? 60 : contents.len),
                      contents.p);
    return false;
  }
  if (out->code.len == 0 || longest >= 6 || out->code.len > 60) {
    nst_reader_unused(r, r->line,
                      longest >= 6 ? "a date has run into the code [%.*s]" : "the code [%.*s] is no code",
                      (int)(contents.len > 60 ? 60 : contents.len), contents.p);
    return false;
  }
  if (when.len == 0 || read_when(when, out)) return true;
  nst_reader_unused(r, r->line, "the dates of [%.*s] cannot be read",
                    (int)(contents.len > 60 ? 60 : contents.len), contents.p);
  return false;
}

static bool small_word(nst_str word) {
  return nst_str_in(word, "the of and for in on to at a an");
}

nst_str nst_reader_phrase(nst_reader *r, nst_str phrase, bool name) {
  char *text = nst_arena_copy(r->arena, phrase.p, phrase.len);
  uint32_t len = 0;
  if (!text) {
    r->no_memory = true;
    return (nst_str){"", 0};
  }
  for (uint32_t i = 0; i < phrase.len; i++) {
    char c = phrase.p[i];
    if (c == '_' || c == '\t' || c == ';' || c == '|') c = ' ';
    if (c == ' ' && (len == 0 || text[len - 1] == ' ')) continue;
    text[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  while (len > 0 && text[len - 1] == ' ') len--;
  for (uint32_t i = 0; name && i < len;) {
    uint32_t end = i;
    bool stops = false;
    for (; end < len && text[end] != ' '; end++)
      stops = stops || (text[end] == '.' && end + 1 < len && text[end + 1] != ' ');
    nst_str word = {text + i, end - i};
    bool all = stops || (word.len == 2 && len == 2);
    for (uint32_t k = i; k < end && !small_word(word); k++)
      if (text[k] >= 'a' && text[k] <= 'z' && (all || k == i || text[k - 1] == '-'))
        text[k] = (char)(text[k] - 32);
    i = end + 1;
  }
  return (nst_str){text, len};
}

nst_event_type nst_reader_type(const nst_reader *r, nst_str code) {
  static const nst_event_type cameo[21] = {
      NST_EVENT_NONE, NST_EVENT_NONE, NST_REQUEST,  NST_AGREE,   NST_CONSULT, NST_SUPPORT, NST_COOPERATE,
      NST_AID,        NST_CONCEDE,    NST_ACCUSE,   NST_REQUEST, NST_ACCUSE,  NST_REJECT,  NST_THREATEN,
      NST_PROTEST,    NST_MOBILIZE,   NST_SANCTION, NST_COERCE,  NST_ASSAULT, NST_ASSAULT, NST_ASSAULT};
  static const nst_event_type weis[23] = {
      NST_EVENT_NONE, NST_CONCEDE,  NST_EVENT_NONE, NST_CONSULT, NST_SUPPORT,  NST_AGREE,
      NST_CONCEDE,    NST_AID,      NST_AGREE,      NST_REQUEST, NST_REQUEST,  NST_REJECT,
      NST_ACCUSE,     NST_ACCUSE,   NST_REJECT,     NST_REQUEST, NST_THREATEN, NST_THREATEN,
      NST_PROTEST,    NST_SANCTION, NST_SANCTION,   NST_COERCE,  NST_ASSAULT};
  bool number = code.len >= 2 && code.p[0] >= '0' && code.p[0] <= '9' && code.p[1] >= '0' && code.p[1] <= '9';
  int root = number ? (code.p[0] - '0') * 10 + (code.p[1] - '0') : 99;
  nst_event_type type = NST_EVENT_NONE;
  if (r->options->weis && root < 23) type = weis[root];
  if (!r->options->weis && root < 21) type = cameo[root];
  return type != NST_EVENT_NONE ? type : r->options->other;
}

nst_status nst_dictionary_import(nst_dictionary_kind kind, nst_str text,
                                 const nst_dictionary_options *options, nst_allocator allocator, nst_buf *out,
                                 nst_dictionary_counts *counts) {
  *counts = (nst_dictionary_counts){0, 0};
  nst_reader r = {
      .options = options, .out = out, .counts = counts, .rest = text, .arena = nst_arena_new(allocator)};
  if (!r.arena) return NST_NOMEM;
  if (kind == NST_DICTIONARY_ACTORS) nst_read_actors(&r);
  else if (kind == NST_DICTIONARY_AGENTS) nst_read_agents(&r);
  else nst_read_verbs(&r);
  bool failed = r.no_memory || out->failed || nst_arena_failed(r.arena);
  nst_arena_free(r.arena);
  return failed ? NST_NOMEM : NST_OK;
}
