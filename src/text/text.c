/* text.c - the text stage: bytes, clean text, paragraphs, tokens, sentences.
 *
 *   doc->input  ->  doc->sentences, doc->tokens
 *
 * The steps live in their own files; here they are run and their results written into the document. */
#include "base/buf.h"
#include "text/text_int.h"

typedef struct writer {
  nst_doc *doc;
  const nst_clean *clean;
  nst_par par;
  size_t piece; /**< cursor of nst_clean_span */
  uint32_t paragraph;
  bool body_seen; /**< a paragraph that may be the headline was seen */
} writer;

/** Curly quotation marks of [p, p + len) made straight; p is NULL when out of memory. */
static nst_str straight(nst_arena *arena, const char *p, uint32_t len) {
  bool high = false;
  for (uint32_t i = 0; i < len; i++) high |= (uint8_t)p[i] >= 0x80;
  if (!high) return (nst_str){p, len};
  char *out = nst_arena_take(arena, (size_t)len + 1);
  if (out == NULL) return (nst_str){NULL, 0};
  uint32_t n = 0;
  for (uint32_t i = 0; i < len;) {
    uint8_t c = (uint8_t)p[i], last = i + 2 < len ? (uint8_t)p[i + 2] : 0;
    bool general = c == 0xE2 && last != 0 && (uint8_t)p[i + 1] == 0x80;
    if (general && last >= 0x98 && last <= 0x9F) {
      out[n++] = last <= 0x9B ? '\'' : '"';
      i += 3;
    } else if (c == 0xC2 && i + 1 < len && ((uint8_t)p[i + 1] == 0xAB || (uint8_t)p[i + 1] == 0xBB)) {
      out[n++] = '"';
      i += 2;
    } else {
      out[n++] = p[i++];
    }
  }
  return (nst_str){out, n};
}

static bool has_capital(nst_str s) {
  for (uint32_t i = 0; i < s.len; i++) {
    if ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (uint8_t)s.p[i] >= 0x80) return true;
  }
  return false;
}

static nst_status write_token(writer *w, size_t i) {
  nst_doc *doc = w->doc;
  const nst_raw *raw = &w->par.raws.items[i];
  bool last = i + 1 == w->par.raws.n;
  nst_token token = {.head = -1, .first_child = -1, .next_sibling = -1, .mention = -1};
  token.span = nst_clean_span(w->clean, raw->begin, raw->end, &w->piece);
  token.form = straight(doc->arena, w->clean->text + raw->begin, raw->end - raw->begin);
  if (token.form.p == NULL) return NST_NOMEM;
  token.lower = has_capital(token.form) ? nst_utf8_lower(doc->arena, token.form) : token.form;
  if (token.lower.p == NULL) return NST_NOMEM;
  token.lemma = NST_STR("");
  token.feats = NST_STR("_");
  token.space_after = last || w->par.raws.items[i + 1].space_before;
  token.in_quote = raw->in_quote;
  token.joined = raw->joined;
  token.sentence = (uint32_t)doc->sentences.n;
  return NST_PUSH(doc->arena, &doc->tokens, token) ? NST_OK : NST_NOMEM;
}

static nst_status write_sentence(writer *w, size_t first, size_t last, nst_sentence_kind kind) {
  nst_doc *doc = w->doc;
  nst_sentence sentence = {.first = (uint32_t)doc->tokens.n, .paragraph = w->paragraph, .kind = kind};
  uint32_t upper = 0, lower = 0;
  for (size_t i = first; i <= last; i++) {
    const nst_raw *raw = &w->par.raws.items[i];
    NST_TRY(write_token(w, i));
    for (uint32_t p = raw->begin; p < raw->end; p++) {
      upper += w->par.text[p] >= 'A' && w->par.text[p] <= 'Z';
      lower += w->par.text[p] >= 'a' && w->par.text[p] <= 'z';
    }
  }
  sentence.end = (uint32_t)doc->tokens.n;
  sentence.span =
      (nst_span){doc->tokens.items[sentence.first].span.begin, doc->tokens.items[sentence.end - 1].span.end};
  sentence.all_caps = lower == 0 && upper >= 4 && last > first + 1;
  return NST_PUSH(doc->arena, &doc->sentences, sentence) ? NST_OK : NST_NOMEM;
}

/** Is the first paragraph, which has no title before it, a headline? */
static bool looks_like_headline(const nst_par *par, bool more) {
  const nst_raw *raws = par->raws.items;
  size_t n = par->raws.n;
  if (!more || n < 3 || n > 40 || raws[n - 1].kind == NST_RAW_STOP || raws[n - 1].kind == NST_RAW_CLOSE)
    return false;
  char first = par->text[raws[0].begin], last = par->text[raws[n - 1].begin];
  if (raws[0].kind == NST_RAW_BULLET || first == '*' || first == '-') return false;
  if (last == ':' || last == ',' || last == ';' || raws[n - 1].role != NST_SENT_BODY) return false;
  bool quoted_stop = raws[n - 1].closes && raws[n - 2].kind == NST_RAW_STOP;
  size_t sentences = 0;
  for (size_t i = 0; i < n; i++) sentences += raws[i].last;
  return !quoted_stop && sentences == 1;
}

static nst_status write_paragraph(writer *w, uint32_t begin, uint32_t end, bool more) {
  nst_par *par = &w->par;
  par->begin = begin;
  par->end = end;
  par->single_open = false;
  NST_TRY(nst_tokenize(par));
  if (w->doc->tokens.n + par->raws.n > NST_TEXT_TOKENS_MAX) {
    return nst_fail(w->doc->error, NST_TOO_LARGE, 0, 0, "the report has more than %d words",
                    NST_TEXT_TOKENS_MAX);
  }
  if (par->raws.n == 0) return NST_OK;
  size_t piece = w->piece;
  bool title = nst_clean_span(w->clean, par->raws.items[0].begin, par->raws.items[0].end, &piece).begin <
               w->doc->title_len;
  for (size_t i = 0; i < par->raws.n; i++) par->raws.items[i].role = NST_SENT_BODY;
  nst_split_quotes(par);
  nst_split(par, title);
  if (!title) nst_roles(par);
  bool body = par->raws.items[par->raws.n - 1].role == NST_SENT_BODY;
  bool headline =
      title || (!w->body_seen && body && w->doc->title_len == 0 && looks_like_headline(par, more));
  w->body_seen |= body;
  if (headline) par->in_quote = false;
  for (size_t i = 0, first = 0; i < par->raws.n; i++) {
    if (!par->raws.items[i].last) continue;
    NST_TRY(write_sentence(w, first, i,
                           headline ? NST_SENT_HEADLINE : (nst_sentence_kind)par->raws.items[i].role));
    first = i + 1;
  }
  w->paragraph++;
  return NST_OK;
}

/** Letter case of the whole report. */
static void find_case(nst_par *par, const nst_clean *clean) {
  size_t upper = 0, lower = 0;
  for (size_t i = 0; i < clean->len; i++) {
    upper += clean->text[i] >= 'A' && clean->text[i] <= 'Z';
    lower += clean->text[i] >= 'a' && clean->text[i] <= 'z';
  }
  par->lower_only = lower >= 40 && upper * 200 < lower;
  par->all_caps = upper >= 40 && lower * 10 < upper;
}

static nst_status run(nst_doc *doc, const nst_text_words *words) {
  nst_clean raw, clean;
  NST_TRY(nst_clean_run(doc, &raw));
  NST_TRY(nst_layout_run(doc, words, &raw, &clean));
  writer w = {.doc = doc, .clean = &clean, .par = {.words = words, .text = clean.text, .arena = doc->arena}};
  find_case(&w.par, &clean);
  for (size_t at = 0; at < clean.len;) {
    const char *feed = memchr(clean.text + at, '\n', clean.len - at);
    size_t end = feed != NULL ? (size_t)(feed - clean.text) : clean.len;
    if (end > at) NST_TRY(write_paragraph(&w, (uint32_t)at, (uint32_t)end, end + 1 < clean.len));
    at = end + 1;
  }
  if (doc->tokens.n == 0) return nst_fail(doc->error, NST_EMPTY, 0, 0, "the report has no words");
  return NST_OK;
}

nst_status nst_text_run(nst_doc *doc, const nst_text_words *words) {
  if (doc->input.len > NST_TEXT_BYTES_MAX) {
    return nst_fail(doc->error, NST_TOO_LARGE, 0, 0, "the report has %u bytes; the most is %d",
                    (unsigned)doc->input.len, NST_TEXT_BYTES_MAX);
  }
  nst_status status = run(doc, words);
  if (status == NST_NOMEM) return nst_fail(doc->error, NST_NOMEM, 0, 0, "out of memory");
  return status;
}
