/* explain_draw.c - a sentence with the stretches of an event marked: in colours, or with brackets and names. */
#include <stdlib.h>

#include "base/utf8.h"
#include "cli/explain.h"

static const char *const names[EXPLAIN_ROLES] = {
#define ROLE_NAME(name, words) words,
    EXPLAIN_ROLE_LIST(ROLE_NAME)
#undef ROLE_NAME
};
static const char *const colours[EXPLAIN_ROLES] = {"\033[1;4m",  "\033[32;4m", "\033[31;4m",
                                                   "\033[35;4m", "\033[36;4m", "\033[33;4m",
                                                   "\033[34;4m", "\033[94;4m", "\033[4m"};
static const char *const plain = "\033[0m";

enum { MARKS = 64 };

typedef struct mark {
  uint32_t begin, end;
  explain_role role;
} mark;

typedef struct marks {
  mark items[MARKS];
  size_t n;
} marks;

static void add(marks *m, nst_span sentence, nst_span span, explain_role role) {
  if (span.begin < sentence.begin || span.end > sentence.end || span.begin >= span.end || m->n == MARKS)
    return;
  m->items[m->n++] = (mark){span.begin, span.end, role};
}

static void add_actors(marks *m, nst_span sentence, const nst_actor *actors, size_t n, explain_role role) {
  for (size_t i = 0; i < n; i++) {
    bool known = false; /* "both leaders": two actors, one stretch */
    for (size_t k = 0; k < i; k++)
      known = known || actors[k].mention.span.begin == actors[i].mention.span.begin;
    if (!known) add(m, sentence, actors[i].mention.span, role);
  }
}

/* Times and places have their words only: the first such words behind `from`, else in the sentence. */
static void add_words(marks *m, nst_str text, nst_span sentence, const char *words, explain_role role) {
  size_t n = strlen(words);
  if (n == 0 || sentence.end > text.len) return;
  for (uint32_t at = sentence.begin; at + n <= sentence.end; at++) {
    if (memcmp(text.p + at, words, n) != 0) continue;
    add(m, sentence, (nst_span){at, at + (uint32_t)n}, role);
    return;
  }
}

static int by_place(const void *x, const void *y) {
  const mark *a = x, *b = y;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  if (a->end != b->end) return a->end > b->end ? -1 : 1;
  return a->role < b->role ? -1 : a->role > b->role;
}

static void collect(marks *m, nst_str text, nst_span sentence, const nst_event *e) {
  add(m, sentence, e->trigger.span, EXPLAIN_TRIGGER);
  add_actors(m, sentence, e->source, e->n_source, EXPLAIN_SOURCE);
  add_actors(m, sentence, e->target, e->n_target, EXPLAIN_TARGET);
  if (e->condition.text[0]) add(m, sentence, e->condition.span, EXPLAIN_CONDITION);
  add_actors(m, sentence, e->attribution, e->n_attribution, EXPLAIN_SPEAKER);
  for (size_t i = 0; i < e->n_quantities; i++)
    add(m, sentence, e->quantities[i].mention.span, EXPLAIN_QUANTITY);
  for (size_t i = 0; i < e->n_mentions; i++) add(m, sentence, e->mentions[i].span, EXPLAIN_AGAIN);
  add_words(m, text, sentence, e->time.text, EXPLAIN_TIME);
  if (e->place.precision != NST_PLACE_NONE) add_words(m, text, sentence, e->place.text, EXPLAIN_PLACE);
  qsort(m->items, m->n, sizeof *m->items, by_place);
}

/** Words being put on lines: a word is held back until its end is known. */
typedef struct pen {
  nst_buf *out;
  nst_buf word;
  size_t word_columns, column;
  int indent, width;
  bool colour;
  const mark *open[MARKS]; /* marks that have begun and not ended, outermost first */
  size_t n_open;
} pen;

static void end_word(pen *p) {
  if (p->word.len == 0 || p->word.failed) return;
  bool fits = p->width <= 0 || p->column + 1 + p->word_columns <= (size_t)p->width;
  if (p->column > (size_t)p->indent && !fits) {
    nst_buf_format(p->out, "\n%*s", p->indent, "");
    p->column = (size_t)p->indent;
  } else if (p->column > (size_t)p->indent) {
    nst_buf_char(p->out, ' ');
    p->column++;
  }
  nst_buf_put(p->out, p->word.p, p->word.len);
  p->column += p->word_columns;
  p->word.len = 0;
  p->word_columns = 0;
}

static void visible(pen *p, const char *text) {
  nst_buf_text(&p->word, text);
  p->word_columns += nst_utf8_count(nst_str_of(text));
}

static void begin_mark(pen *p, const mark *m) {
  p->open[p->n_open++] = m;
  if (p->colour) {
    nst_buf_text(&p->word, colours[m->role]);
    return;
  }
  visible(p, "[");
  visible(p, names[m->role]);
  visible(p, ":");
  end_word(p);
}

/* What reaches over the end of what encloses it ends with it. */
static void end_marks(pen *p, uint32_t at) {
  size_t keep = 0;
  while (keep < p->n_open && p->open[keep]->end > at) keep++;
  if (keep == p->n_open) return;
  for (size_t i = p->n_open; i > keep; i--)
    if (!p->colour) visible(p, "]");
  p->n_open = keep;
  if (!p->colour) return;
  nst_buf_text(&p->word, plain);
  if (keep > 0) nst_buf_text(&p->word, colours[p->open[keep - 1]->role]);
}

void explain_draw(nst_buf *buf, nst_str text, nst_span sentence, const nst_event *event,
                  const table_style *style, int indent) {
  marks m = {.n = 0};
  pen p = {
      .out = buf, .indent = indent, .width = style->width, .colour = style->colour, .column = (size_t)indent};
  if (sentence.end > text.len) return;
  if (event) collect(&m, text, sentence, event);
  nst_buf_init(&p.word, nst_allocator_default());
  nst_buf_format(buf, "%*s", indent, "");
  size_t next = 0;
  const char *at = text.p + sentence.begin, *end = text.p + sentence.end;
  while (at < end) {
    int32_t cp;
    const char *after = nst_utf8_next(at, end, &cp);
    uint32_t offset = (uint32_t)(at - text.p);
    end_marks(&p, offset);
    bool blank = nst_cp_is_space(cp) || nst_cp_is_control(cp);
    if (blank) end_word(&p);
    for (; next < m.n && m.items[next].begin <= offset; next++) begin_mark(&p, &m.items[next]);
    if (!blank && cp != NST_CP_BAD) {
      nst_buf_put(&p.word, at, (size_t)(after - at));
      p.word_columns++;
    } else if (cp == NST_CP_BAD) {
      visible(&p, "\xEF\xBF\xBD");
    }
    at = after;
  }
  end_marks(&p, UINT32_MAX);
  end_word(&p);
  nst_buf_char(buf, '\n');
  if (p.word.failed) buf->failed = true;
  nst_buf_free(&p.word);
}

void explain_legend(nst_buf *buf) {
  for (int i = 0; i < EXPLAIN_ROLES; i++)
    nst_buf_format(buf, "%s%s%s%s", i ? "  " : "", colours[i], names[i], plain);
  nst_buf_char(buf, '\n');
}
