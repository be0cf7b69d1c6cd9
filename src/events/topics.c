/* topics.c - words of a report, counted by the topics that they point to.
 *   the table of topics, tokens  ->  a count for each topic
 * A word stands under one topic or none. It knows nothing of events. */
#include "events/topics.h"

#include "base/buf.h"
#include "base/hash.h"

enum { WORD_BYTES = 40 };

struct nst_topics {
  nst_map words; /* to the number of the topic */
  nst_str names[NST_TOPICS];
  size_t n;
};

/* Number of the topic of this name, a new one if need be; NST_TOPICS when there are too many. */
static uint32_t topic_of(nst_topics *t, nst_str name) {
  for (uint32_t i = 0; i < t->n; i++)
    if (nst_str_eq(t->names[i], name)) return i;
  if (t->n == NST_TOPICS) return NST_TOPICS;
  t->names[t->n] = name;
  return (uint32_t)t->n++;
}

static nst_status read_line(nst_topics *t, nst_str line, uint32_t number, nst_error *error) {
  nst_str name, word;
  if (!nst_str_cut(&line, '\t', &name) || name.len == 0 || line.len == 0)
    return nst_fail(error, NST_FORMAT, number, 0, "a line of topics is TOPIC, tabulator, word word ...");
  uint32_t topic = topic_of(t, name);
  if (topic == NST_TOPICS)
    return nst_fail(error, NST_FORMAT, number, 0, "more than %d topics", (int)NST_TOPICS);
  while (nst_str_cut(&line, ' ', &word)) {
    uint32_t known = nst_map_get(&t->words, word);
    if (word.len == 0 || (known != NST_MAP_NONE && known != topic))
      return nst_fail(error, NST_FORMAT, number, 0, "the word \"%.*s\" is empty or stands under two topics",
                      (int)word.len, word.p);
    if (!nst_map_put(&t->words, word, topic)) return NST_NOMEM;
  }
  return NST_OK;
}

nst_status nst_topics_read(nst_arena *arena, nst_str text, nst_topics **out, nst_error *error) {
  nst_topics *t = nst_arena_take(arena, sizeof *t);
  *out = NULL;
  if (!t) return NST_NOMEM;
  nst_map_init(&t->words, arena);
  nst_str line;
  for (uint32_t number = 1; nst_str_cut(&text, '\n', &line); number++)
    if (line.len && line.p[0] != '#') NST_TRY(read_line(t, line, number, error));
  *out = t;
  return NST_OK;
}

size_t nst_topics_count(const nst_topics *t) {
  return t->n;
}

nst_str nst_topics_name(const nst_topics *t, size_t i) {
  return i < t->n ? t->names[i] : NST_STR("");
}

/* The topic of a word: by its form, its lemma, or without the "s" of a plural where the sentence was not parsed. */
static uint32_t look_up(const nst_topics *t, const nst_token *token) {
  uint32_t topic = nst_map_get(&t->words, token->lower);
  if (topic == NST_MAP_NONE && token->lemma.len) topic = nst_map_get(&t->words, token->lemma);
  if (topic == NST_MAP_NONE && token->lower.len > 3 && nst_str_ends(token->lower, "s"))
    topic = nst_map_get(&t->words, (nst_str){token->lower.p, token->lower.len - 1});
  return topic;
}

size_t nst_topics_word(const nst_topics *t, const nst_token *word) {
  uint32_t topic = look_up(t, word);
  return topic == NST_MAP_NONE ? t->n : topic;
}

static bool is_word(const nst_token *token) {
  unsigned char c = token->lower.len ? (unsigned char)token->lower.p[0] : 0;
  return (c >= 'a' && c <= 'z') || c >= 0x80;
}

void nst_topics_of(const nst_topics *t, const nst_doc *doc, uint32_t first, uint32_t end,
                   nst_topic_counts *out) {
  *out = (nst_topic_counts){.words = 0};
  for (uint32_t i = first; i < end && t->n; i++) {
    const nst_token *token = &doc->tokens.items[i];
    if (!is_word(token)) continue;
    out->words++;
    uint32_t topic = look_up(t, token);
    if (topic != NST_MAP_NONE) out->of[topic]++;
  }
}
