/* fuzz_tree.c - bytes as trees: words of the lexicons with any tags in any tree, straight into the stages that read
 * trees. A parser makes few of these; a rule must stand all of them. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "doc/tree.h"
#include "engine/engine_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = {
    "Iran",      "Moscow",  "the",    "US",       "president", "Putin",      "said",      "threatened",
    "sanctions", "on",      "to",     "with",     "talks",     "met",        "attack",    "killed",
    "40",        "people",  "if",     "unless",   "not",       "deny",       "denied",    "that",
    "he",        "they",    "it",     "both",     "leaders",   "two",        "countries", "of",
    "by",        "was",     "troops", "police",   "arrested",  "protesters", "on",        "Tuesday",
    "last",      "week",    "in",     "Kyiv",     ",",         "and",        "between",   "agreed",
    "urged",     "accused", "launch", "launched", "according", "spokesman",  "who",       "which",
    "its",       "'s",      "\"",     "would",    "may",       "ceasefire",  "border",    "withdraw",
    "more",      "than",    "$",      "million",  "hold",      "army",       "rebels",    "European",
    "Union",     "call",    "doubt",  "refuse",   "plan",      "about",      "for",       "against"};
enum {
  WORDS = sizeof words / sizeof *words,
  TOKENS_MAX = NST_SENTENCE_TOKENS < 40 ? NST_SENTENCE_TOKENS : 40,
  WORD_BYTES = 5
};

static nst_pack *pack;

static void open_once(void) {
  nst_error error;
  if (pack) return;
  if (nst_pack_open(NST_BUILD_DIR "/tiny.npk", NULL, &pack, &error) == NST_OK) return;
  fprintf(stderr, "%s\n", error.message);
  exit(1);
}

/* Five bytes a word: which, upos, relation, head, features. A head lies between its word and the root of
 * the sentence: always a tree. */
static void add_sentence(nst_doc *doc, nst_buf *input, const uint8_t *p, uint32_t n) {
  uint32_t first = (uint32_t)doc->tokens.n, root = p[0] % n;
  for (uint32_t i = 0; i < n; i++, p += WORD_BYTES) {
    const char *form = words[p[0] % WORDS];
    nst_token t = {
        .form = nst_str_of(form), .lemma = nst_str_of(form), .feats = NST_STR("_"), .space_after = true};
    t.lower = nst_utf8_lower(doc->arena, t.form);
    t.lemma = p[1] & 0x80 ? t.form : t.lower;
    t.upos = (uint8_t)(p[1] % NST_UPOS_COUNT);
    t.deprel = (uint8_t)(p[2] % NST_REL_COUNT);
    if (t.deprel == NST_REL_ROOT) t.deprel = NST_REL_DEP;
    t.entity = (uint8_t)(p[4] % NST_ENT_COUNT);
    t.entity_begin = t.entity != NST_ENT_NONE;
    t.feat_bits = (uint32_t)p[4] << (p[3] % 24);
    t.sentence = (uint32_t)doc->sentences.n;
    t.mention = t.first_child = t.next_sibling = -1;
    uint32_t step = i == root  ? 0
                    : i < root ? root - i
                               : i - root; /* words to choose from between here and the root */
    uint32_t by = step ? 1 + p[3] % step : 0;
    t.head = i == root ? -1 : (int32_t)(first + (i < root ? i + by : i - by));
    if (i == root) t.deprel = NST_REL_ROOT;
    t.span.begin = (uint32_t)input->len;
    nst_buf_text(input, form);
    t.span.end = (uint32_t)input->len;
    nst_buf_char(input, ' ');
    if (!NST_PUSH(doc->arena, &doc->tokens, t)) abort();
  }
  nst_sentence s = {.first = first, .end = first + n, .parsed = true, .kind = NST_SENT_BODY};
  if (doc->sentences.n == 0) s.kind = NST_SENT_HEADLINE;
  s.span = (nst_span){doc->tokens.items[first].span.begin, doc->tokens.items[first + n - 1].span.end};
  if (!NST_PUSH(doc->arena, &doc->sentences, s)) abort();
  nst_tree_link(doc, &doc->sentences.items[doc->sentences.n - 1]);
}

static void check(const nst_doc *doc, nst_span s) {
  if (s.begin > s.end || s.end > doc->input.len) abort();
}

static void check_events(const nst_doc *doc) {
  for (size_t i = 0; i < doc->events.n; i++) {
    const nst_event *e = &doc->events.items[i];
    check(doc, e->trigger.span);
    check(doc, e->condition.span);
    for (size_t k = 0; k < e->n_source; k++) check(doc, e->source[k].mention.span);
    for (size_t k = 0; k < e->n_target; k++) check(doc, e->target[k].mention.span);
    for (size_t k = 0; k < e->n_mentions; k++) check(doc, e->mentions[k].span);
    for (size_t k = 0; k < e->n_quantities; k++) check(doc, e->quantities[k].mention.span);
    if (!(e->confidence >= 0 && e->confidence <= 1) || strlen(e->id) != 16) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  open_once();
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_doc *doc = arena ? nst_doc_new(arena) : NULL;
  if (!doc) abort();
  nst_error error = {.status = NST_OK};
  nst_buf input;
  nst_buf_init(&input, nst_allocator_default());
  doc->error = &error;
  doc->date = "2020-02-29";
  doc->day = nst_day_of(2020, 2, 29);
  while (size >= 1 + WORD_BYTES && doc->sentences.n < 6) {
    uint32_t n = 1 + data[0] % TOKENS_MAX;
    if (n > (size - 1) / WORD_BYTES) n = (uint32_t)((size - 1) / WORD_BYTES);
    add_sentence(doc, &input, data + 1, n);
    data += 1 + n * WORD_BYTES;
    size -= 1 + n * WORD_BYTES;
  }
  doc->input = (nst_str){input.p ? input.p : "", (uint32_t)input.len};
  if (nst_actors_run(pack->actors, doc) != NST_OK) abort();
  if (nst_events_run(pack->events, doc, 0.01) != NST_OK) abort();
  check_events(doc);
  nst_buf_free(&input);
  nst_arena_free(arena);
  return 0;
}
