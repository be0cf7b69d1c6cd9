/* layout.c - lines to paragraphs.
 *
 *   clean text as scraped  ->  clean text with one paragraph a line
 *
 * A single line feed ends a paragraph unless the text is wrapped: its lines are cut at one width, or the next line goes
 * on in the middle of a sentence. Icon and button words that stick to the text are left out. */
#include "text/text_int.h"

typedef struct line {
  size_t begin, end; /**< without white space at its ends */
  size_t next;       /**< start of the following line */
} line;

typedef struct layout {
  const nst_text_words *words;
  const nst_clean *in;
  nst_clean *out;
  size_t piece; /**< cursor of nst_clean_copy */
  size_t title; /**< clean bytes of the title */
  bool wrapped;
  size_t width; /**< of wrapped lines */
} layout;

static bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
static bool is_blank(char c) {
  return c == ' ' || c == '\n';
}

static line line_at(const nst_clean *in, size_t at) {
  line out = {.begin = at};
  const char *feed = memchr(in->text + at, '\n', in->len - at);
  out.end = feed != NULL ? (size_t)(feed - in->text) : in->len;
  out.next = feed != NULL ? out.end + 1 : in->len;
  while (out.begin < out.end && in->text[out.begin] == ' ') out.begin++;
  while (out.end > out.begin && in->text[out.end - 1] == ' ') out.end--;
  return out;
}

static size_t first_word(const nst_clean *in, line l) {
  size_t n = 0;
  while (l.begin + n < l.end && n < 40 && in->text[l.begin + n] != ' ') n++;
  return n;
}

/** Are the lines cut at one width? */
static void find_width(layout *lay) {
  const nst_clean *in = lay->in;
  size_t pairs = 0, full = 0, width = 0;
  for (size_t at = 0; at < in->len;) {
    line l = line_at(in, at);
    if (l.begin >= lay->title && l.end - l.begin > width) width = l.end - l.begin;
    at = l.next;
  }
  if (width < 40 || width > 120) return;
  line l = line_at(in, 0);
  while (l.next < in->len) {
    line next = line_at(in, l.next);
    if (l.end > l.begin && next.end > next.begin && l.begin >= lay->title) {
      pairs++;
      full += l.end - l.begin + 1 + first_word(in, next) > width;
    }
    l = next;
  }
  lay->wrapped = full >= 2 && full * 2 >= pairs;
  lay->width = width;
}

static bool bullet_at(const nst_clean *in, line l) {
  char c = in->text[l.begin];
  bool sign = c == '*' || c == '-' || (uint8_t)c == 0xE2; /* also the bullets and dashes of U+2xxx */
  bool number = c >= '0' && c <= '9' && l.end > l.begin + 2 &&
                (in->text[l.begin + 1] == '.' || in->text[l.begin + 1] == ')') &&
                in->text[l.begin + 2] == ' ';
  return sign || number;
}

/** The icon or button word at p that sticks to the text: its length, or 0. `start`: p starts a paragraph. */
static size_t widget(const layout *lay, size_t p, size_t end, bool start) {
  const char *text = lay->in->text;
  size_t n = 0;
  bool line_sign = false;
  while (p + n < end && n < 32 &&
         (is_lower(text[p + n]) || text[p + n] == '_' || (n == 0 && is_upper(text[p]))))
    line_sign |= text[p + n++] == '_';
  if (n < 3 || (!line_sign && !start)) return 0;
  uint32_t kind = nst_words_get(&lay->words->widgets, text + p, n);
  bool glued = p + n < end && is_upper(text[p + n]);
  bool alone = p + n == end || text[p + n] == ' ';
  if (kind == NST_WIDGET_BUTTON) return start && glued && is_upper(text[p]) ? n : 0;
  if (kind != NST_WIDGET_ICON || is_upper(text[p])) return 0;
  return glued || (line_sign && alone) ? n : 0;
}

/** Does the paragraph go on from line `l` to `next`? */
static bool goes_on(const layout *lay, line l, line next) {
  const nst_clean *in = lay->in;
  if (l.end == l.begin || next.end == next.begin || l.begin < lay->title) return false;
  size_t len = l.end - l.begin;
  char last = in->text[l.end - 1], first = in->text[next.begin];
  if (bullet_at(in, next) || widget(lay, next.begin, next.end, true) > 0) return false;
  if (lay->wrapped && len + 1 + first_word(in, next) > lay->width) return true;
  if (!is_lower(first) || len < 24) return false;
  return last == ',' || last == '-' || is_lower(last) || (is_upper(last) && lay->wrapped);
}

/** Copy [begin, end) without its widget words. `start`: it starts a paragraph. */
static void copy_words(layout *lay, size_t begin, size_t end, bool start) {
  const char *text = lay->in->text;
  size_t from = begin;
  for (size_t p = begin; p < end;) {
    size_t n = widget(lay, p, end, start && p == from);
    if (n > 0) {
      if (p > from) nst_clean_copy(lay->out, lay->in, from, p, &lay->piece);
      p += n;
      while (p < end && text[p] == ' ' && start) p++;
      from = p;
      continue;
    }
    start = false;
    const char *blank = memchr(text + p, ' ', end - p);
    p = blank != NULL ? (size_t)(blank - text) : end;
    while (p < end && text[p] == ' ') p++;
  }
  nst_clean_copy(lay->out, lay->in, from, end, &lay->piece);
}

/** "govern-\nment": how much of the end of line `l` goes when the next one is joined to it without a blank? -1: joined
 *  with a blank. */
static int hyphen_end(const layout *lay, line l, line next) {
  const char *text = lay->in->text;
  size_t n = 0;
  if (l.end - l.begin < 3 || text[l.end - 1] != '-') return -1;
  char before = text[l.end - 2], first = text[next.begin];
  if (!is_lower(first) || !(is_lower(before) || is_upper(before))) return -1;
  while (l.end - 2 - n > l.begin && is_lower(text[l.end - 2 - n])) n++;
  char opens = text[l.end - 2 - n];
  bool whole_lower = is_lower(opens) || is_blank(opens);
  bool prefix = nst_words_has(&lay->words->prefixes, text + l.end - 1 - n, n) && n > 2;
  return whole_lower && !prefix && n >= 2 ? 1 : 0;
}

nst_status nst_layout_run(const nst_doc *doc, const nst_text_words *words, const nst_clean *in,
                          nst_clean *out) {
  layout lay = {.words = words, .in = in, .out = out};
  if (doc->title_len > 0) {
    size_t piece = 0;
    while (piece + 1 < in->pieces.n && in->pieces.items[piece + 1].in < doc->title_len) piece++;
    if (in->pieces.n > 0) {
      const nst_piece *p = &in->pieces.items[piece];
      lay.title = p->clean + (doc->title_len > p->in ? doc->title_len - p->in : 0);
    }
  }
  nst_clean_init(out, doc->arena, in->len + 16);
  find_width(&lay);
  bool start = true;
  for (size_t at = 0; at < in->len && !out->failed;) {
    line l = line_at(in, at), next = {0};
    if (l.next < in->len) next = line_at(in, l.next);
    bool on = l.next < in->len && goes_on(&lay, l, next);
    int cut = on ? hyphen_end(&lay, l, next) : -1;
    copy_words(&lay, l.begin, l.end - (size_t)(cut == 1), start && l.end > l.begin);
    if (!on) nst_clean_put(out, "\n", 1, 0, 0);
    else if (cut < 0) nst_clean_put(out, " ", 1, 0, 0);
    start = !on;
    at = l.next;
  }
  return out->failed ? NST_NOMEM : NST_OK;
}
