/* conllu_read.c - CoNLL-U to sentences and tokens. In: text, not trusted. Out: forms and spans, no annotation. */
#include "base/utf8.h"
#include "syntax/conllu.h"

enum { COLUMNS = 10, ID = 0, FORM = 1, MISC = 9 };

typedef struct reader {
  nst_doc *doc;
  nst_error *error;
  const char *base;
  uint32_t line;
  uint32_t block; /* where the sentence began */
  uint32_t first; /* its first token */
  bool open;
  uint32_t expected;  /* number of the next word */
  uint32_t range_end; /* last word of the range that is open; 0 none */
  nst_span range;
  bool range_space;
} reader;

static nst_status bad(const reader *r, const char *what) {
  return nst_fail(r->error, NST_FORMAT, r->line, 0, "Line %u of the CoNLL-U input %s.", (unsigned)r->line,
                  what);
}

static nst_status no_memory(const reader *r) {
  return nst_fail(r->error, NST_NOMEM, 0, 0, "Out of memory.");
}

/* A number of up to six digits from `from` on; false if there is none. */
static bool number(nst_str text, uint32_t *at, uint32_t *out) {
  uint32_t start = *at, n = 0;
  while (*at < text.len && *at - start < 6 && text.p[*at] >= '0' && text.p[*at] <= '9')
    n = n * 10 + (uint32_t)(text.p[(*at)++] - '0');
  *out = n;
  return *at > start;
}

/* End the sentence at byte `at`. */
static bool close_sentence(reader *r, uint32_t at) {
  uint32_t end = (uint32_t)r->doc->tokens.n;
  if (end > r->first) {
    nst_sentence s = {.span = {r->block, at}, .first = r->first, .end = end, .kind = NST_SENT_BODY};
    if (!NST_PUSH(r->doc->arena, &r->doc->sentences, s)) return false;
  }
  r->first = end;
  return true;
}

static nst_span span_of(const reader *r, nst_str text) {
  uint32_t begin = (uint32_t)(text.p - r->base);
  return (nst_span){begin, begin + text.len};
}

static nst_status add_word(reader *r, const nst_str *column, bool space) {
  nst_doc *doc = r->doc;
  bool in_range = r->range_end >= r->expected;
  nst_token t = {.form = column[FORM],
                 .span = span_of(r, column[FORM]),
                 .space_after = space,
                 .head = -1,
                 .first_child = -1,
                 .next_sibling = -1,
                 .mention = -1,
                 .feats = NST_STR("_")};
  if (in_range) {
    t.span = r->range;
    t.space_after = r->expected == r->range_end && r->range_space;
  }
  if (doc->tokens.n - r->first == NST_SENTENCE_TOKENS) {
    uint32_t at = t.span.begin;
    if (!close_sentence(r, at)) return no_memory(r);
    r->block = at;
  }
  t.sentence = (uint32_t)doc->sentences.n;
  t.lemma = t.lower = nst_utf8_lower(doc->arena, t.form);
  if (!t.lower.p || !NST_PUSH(doc->arena, &doc->tokens, t)) return no_memory(r);
  r->expected++;
  return NST_OK;
}

static nst_status read_word(reader *r, nst_str line) {
  nst_str column[COLUMNS];
  size_t n = 0;
  while (n < COLUMNS && nst_str_cut(&line, '\t', &column[n])) n++;
  if (n < COLUMNS || line.len) return bad(r, "does not have ten columns");
  if (column[FORM].len == 0) return bad(r, "has no word form");
  uint32_t at = 0, id, last;
  if (!number(column[ID], &at, &id)) return bad(r, "does not begin with a word number");
  char mark = at < column[ID].len ? column[ID].p[at++] : '\0';
  bool space = true;
  for (nst_str misc = column[MISC], one; nst_str_cut(&misc, '|', &one);)
    space = space && !nst_str_is(one, "SpaceAfter=No");
  if (mark && (!number(column[ID], &at, &last) || at != column[ID].len))
    return bad(r, "has a damaged word number");
  if (mark == '.') return NST_OK;
  if (id != r->expected) return bad(r, "has a word number out of order");
  if (mark == '\0') return add_word(r, column, space);
  if (mark != '-' || last < id || r->range_end >= id) return bad(r, "has a damaged range of words");
  r->range_end = last;
  r->range = span_of(r, column[FORM]);
  r->range_space = space;
  return NST_OK;
}

static nst_status end_block(reader *r, uint32_t at) {
  if (r->range_end >= r->expected) return bad(r, "ends a sentence within a range of words");
  if (!close_sentence(r, at)) return no_memory(r);
  r->open = false;
  return NST_OK;
}

nst_status nst_conllu_read(nst_doc *doc, const char *text, size_t len, nst_error *error) {
  reader r = {.doc = doc, .error = error, .base = text, .expected = 1};
  if (len > UINT32_MAX / 2) return nst_fail(error, NST_TOO_LARGE, 0, 0, "The CoNLL-U input is too large.");
  doc->input = (nst_str){text, (uint32_t)len};
  uint32_t at = 0;
  while (at < len) {
    const char *stop = memchr(text + at, '\n', len - at);
    uint32_t end = stop ? (uint32_t)(stop - text) : (uint32_t)len;
    nst_str line = {text + at, end - at};
    if (line.len && line.p[line.len - 1] == '\r') line.len--;
    r.line++;
    if (line.len == 0) {
      NST_TRY(end_block(&r, at));
    } else {
      if (!r.open) {
        r.open = true;
        r.block = at;
        r.expected = 1;
        r.range_end = 0;
      }
      size_t damaged = nst_utf8_valid(line.p, line.len);
      if (damaged != line.len || memchr(line.p, '\0', line.len)) return bad(&r, "is not UTF-8 text");
      if (line.p[0] != '#') NST_TRY(read_word(&r, line));
    }
    at = stop ? end + 1 : end;
  }
  return end_block(&r, at);
}
