/* frame_view.c - entries and examples as a person reads them.
 *
 * In: frames, a word. Out: every entry of the word with its places and conditions written as in a frame file. */
#include "base/buf.h"
#include "events/stage.h"

static const char *const class_names[NST_WORD_CLASSES] = {"verb", "noun", "adj"};

static bool has_word(const char *text, const nst_pattern *p, nst_str word) {
  nst_str rest = word, part;
  uint8_t n = 0;
  if (!memchr(word.p, '_', word.len)) {
    for (uint8_t i = 0; i < p->n; i++)
      if (nst_str_eq(nst_pattern_word(text, p, i), word)) return true;
    return word.len == 0;
  }
  while (nst_str_cut(&rest, '_', &part)) {
    if (n == p->n || !nst_str_eq(nst_pattern_word(text, p, n), part)) return false;
    n++;
  }
  return n == p->n;
}

static void put_pattern(nst_buf *buf, const char *text, const nst_pattern *p) {
  for (uint8_t i = 0; i < p->n; i++) {
    nst_str word = nst_pattern_word(text, p, i);
    if (i) nst_buf_char(buf, '_');
    if (p->n > 1 && i == p->head) nst_buf_char(buf, '*');
    nst_buf_put(buf, word.p, word.len);
  }
}

static void put_places(nst_buf *buf, const nst_place_list *list) {
  for (size_t i = 0; i < list->n; i++) {
    if (i) nst_buf_char(buf, list->items[i].plus ? '+' : ',');
    nst_buf_text(buf, list->items[i].text);
  }
}

static int pattern_order(const char *text, const nst_pattern *a, const nst_pattern *b) {
  for (uint8_t i = 0; i < a->n && i < b->n; i++) {
    int order = strcmp(text + a->words[i], text + b->words[i]);
    if (order) return order;
  }
  return (int)a->n - (int)b->n;
}

/* The words of a set, by the alphabet (they lie by their hash). */
static void put_words(nst_buf *buf, const nst_word_set *set) {
  if (set->name[0]) {
    nst_buf_format(buf, "@%s", set->name);
    return;
  }
  const nst_pattern *last = NULL;
  for (;;) {
    const nst_pattern *next = NULL;
    for (uint32_t i = 0; i < set->n; i++) {
      const nst_pattern *p = &set->items[i];
      if (last && pattern_order(set->text, p, last) <= 0) continue;
      if (!next || pattern_order(set->text, p, next) < 0) next = p;
    }
    if (!next) return;
    if (last) nst_buf_char(buf, ',');
    put_pattern(buf, set->text, next);
    last = next;
  }
}

void nst_frame_put_cond(nst_buf *buf, const nst_frame_cond *cond) {
  bool first = true;
  nst_buf_format(buf, "%s.%s=", cond->unless ? "unless" : "if", cond->place.text);
  for (size_t c = 0; c < NST_FRAME_CLASSES; c++)
    if (cond->classes & (1u << c)) {
      nst_buf_format(buf, "%s%s", first ? "" : ",", nst_frame_class_name(c));
      first = false;
    }
  for (size_t i = 0; i < cond->n_sets; i++) {
    if (!first) nst_buf_char(buf, ',');
    put_words(buf, cond->sets[i]);
    first = false;
  }
}

/* Five texts, one after the other in one buffer, each with its NUL. */
enum { WORDS, SOURCE, TARGET, CONTENT, CONDITIONS, TEXTS };

static void put_texts(nst_buf *buf, const char *text, const nst_frame_entry *e, size_t at[TEXTS]) {
  const nst_frame_def *d = e->def;
  buf->len = 0;
  for (int k = 0; k < TEXTS; k++) {
    at[k] = buf->len;
    if (k == WORDS) put_pattern(buf, text, e->pattern);
    else if (k == SOURCE) put_places(buf, &d->source);
    else if (k == TARGET) put_places(buf, &d->target);
    else if (k == CONTENT) put_places(buf, &d->content);
    for (uint8_t i = 0; k == CONDITIONS && i < d->n_conds; i++) {
      if (i) nst_buf_char(buf, ' ');
      nst_frame_put_cond(buf, &d->conds[i]);
    }
    nst_buf_char(buf, '\0');
  }
}

static void tell(const nst_frames *f, const nst_frame_entry *e, nst_buf *buf, nst_frame_fn fn, void *user) {
  const nst_frame_def *d = e->def;
  size_t at[TEXTS];
  put_texts(buf, f->text, e, at);
  if (buf->failed) return;
  nst_frame frame = {.words = buf->p + at[WORDS],
                     .word_class = class_names[e->word_class],
                     .type = d->type,
                     .cameo = d->cameo,
                     .mode = d->mode,
                     .contexts = d->contexts,
                     .source = buf->p + at[SOURCE],
                     .target = buf->p + at[TARGET],
                     .content = buf->p + at[CONTENT],
                     .conditions = buf->p + at[CONDITIONS],
                     .status = d->status >= 0 ? nst_event_status_name((nst_event_status)d->status) : "",
                     .mutual = d->mutual,
                     .plural = d->plural,
                     .prior = d->prior,
                     .path = d->path,
                     .line = d->line};
  fn(user, &frame);
}

nst_status nst_event_lexicon_frames(const nst_event_lexicon *x, const char *word, nst_frame_fn fn,
                                    void *user) {
  const nst_frames *f = &x->frames;
  nst_allocator allocator = nst_allocator_default();
  const nst_frame_entry **files = nst_mem_new_array(allocator, f->entries.n + 1, sizeof *files);
  if (!files) return NST_NOMEM;
  for (size_t i = 0; i < f->entries.n; i++)
    if (f->entries.items[i].order < f->entries.n) files[f->entries.items[i].order] = &f->entries.items[i];
  nst_buf buf;
  nst_buf_init(&buf, allocator);
  for (size_t i = 0; i < f->entries.n; i++)
    if (files[i] && has_word(f->text, files[i]->pattern, nst_str_of(word))) tell(f, files[i], &buf, fn, user);
  bool failed = buf.failed;
  nst_buf_free(&buf);
  nst_mem_free(allocator, files, (f->entries.n + 1) * sizeof *files);
  return failed ? NST_NOMEM : NST_OK;
}

bool nst_event_lexicon_example(const nst_event_lexicon *x, size_t i, nst_example *out) {
  return nst_frames_example(&x->frames, i, out);
}
