/* fuzz_actor_image.c - bytes as a compiled actor lexicon: whatever they say, every walk through it ends and stays
 * inside. The bytes behind the first 32 are also looked up as a phrase. */
#include <stdlib.h>

#include "actors/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t look_at(const nst_actor_lexicon *lexicon, uint32_t i) {
  nst_entry e = nst_lexicon_entry(lexicon, i);
  size_t sum = strlen(e.name) + strlen(e.country) + strlen(e.org) + strlen(e.sector) + e.types.len +
               strlen(e.geo.name);
  uint32_t steps = 0;
  for (uint32_t r = e.first_role; r != NST_NONE; steps++) {
    nst_role role = nst_lexicon_role(lexicon, r);
    sum += strlen(role.country) + strlen(role.org) + role.words.len;
    r = role.next;
  }
  if (steps > lexicon->base.n_roles + 1) abort();
  return sum;
}

static size_t follow(const nst_actor_lexicon *lexicon, uint32_t sense) {
  size_t sum = 0;
  uint32_t steps = 0;
  for (; sense != NST_NONE && steps <= lexicon->base.n_senses; steps++) {
    nst_sense s = nst_lexicon_sense(lexicon, sense);
    sum += s.phrase.len + strlen(s.sector) + look_at(lexicon, s.entry);
    sense = s.next;
  }
  if (steps > lexicon->base.n_senses + 1) abort();
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nst_actor_lexicon lexicon = {.own = {.text = ""}};
  nst_error error = {.status = NST_OK};
  nst_status status = nst_image_open(data, size, &lexicon.base, &error);
  if (status != error.status) abort();
  if (status != NST_OK) return 0;
  nst_str key = {(const char *)data + 32, size > 96 ? 64 : (uint32_t)size - 32};
  volatile size_t sum = follow(&lexicon, nst_actor_senses(&lexicon, key)) +
                        nst_lexicon_first_word(&lexicon, key) + nst_lexicon_types(&lexicon, key);
  if (nst_lexicon_first_word(&lexicon, key) > NST_PHRASE_WORDS) abort();
  for (uint32_t i = 0; i < lexicon.base.n_entries && i < 64; i++) sum += look_at(&lexicon, i);
  for (uint32_t i = 0; i < lexicon.base.n_senses && i < 64; i++) sum += follow(&lexicon, i);
  (void)sum;
  return 0;
}
