/* actors_doc.h - for the tests of src/actors: a small lexicon, and documents out of a few columns a word. */
#ifndef NST_TESTS_ACTORS_DOC_H
#define NST_TESTS_ACTORS_DOC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "actors/actors.h"
#include "doc/tree.h"
#include "support/failing.h"

static const char test_lexicon[] =
    "country ATL Atlantis; Zee\n  adj Atlantean\n  people Atlanteans\n  capital ..1999 Oldport\n"
    "  capital 2000.. Poseidonis\n  seat MIL Trident House\n"
    "country BOR Borduria\n  adj Bordurian\n  capital Szohod\n"
    "country LEM Lemuria\n  adj Lemurian\n"
    "org PAC IGO Pelagic Alliance; PA\n  type alliance bloc\n"
    "group ATL REB Sea Front; SF\n  role 2015-03-01.. ATL PTY\n"
    "person Orin Vale | 2001..2004 ATL GOV president | 2006.. PAC IGO secretary-general\n"
    "woman Mara Vale; Vale | 2010-01-01..2014-12-31 ATL GOV president\n"
    "agent GOV person: president\nagent GOV person: foreign minister; minister\n"
    "agent GOV body: government; ministry\nagent GOV person, abroad: ambassador; envoy\n"
    "agent GOV person, serves: spokesman; leader\nagent MIL group: army; troops\nagent COP group: police\n"
    "agent REB group: rebels; insurgents\nagent CVL group: protesters\nagent NGO body, world: aid group\n"
    "past: former; ex\ntype country: country; kingdom\ntype org: alliance; bloc\ntype capital: capital\n"
    "type sides: country; side; leader; president\ntype counterpart: counterpart\ntype female: woman\n";

static const char test_places[] =
    "Szohod\tBOR\tPlain\t45.5\t21.25\tcity\tSzoho\nSalt Coast\tATL\tSalt Coast\t\t\tregion\t\n";

static nst_packfile *test_pack(nst_allocator a, const char *actors) {
  const nst_section sections[] = {{"actors/a.actors", (const uint8_t *)actors, strlen(actors)},
                                  {"places/p.tsv", (const uint8_t *)test_places, sizeof test_places - 1}};
  nst_packfile *pack = NULL;
  assert_int_equal(nst_packfile_from_sections(sections, 2, a, &pack, NULL), NST_OK);
  return pack;
}

/** One word of a test sentence. */
typedef struct test_word {
  const char *form, *lemma, *upos, *feats;
  int head; /**< within the sentence, from 1; 0 root */
  const char *rel;
} test_word;

static inline bool add_sentence(nst_doc *doc, const test_word *words, size_t n) {
  nst_sentence s = {.first = (uint32_t)doc->tokens.n, .parsed = true, .kind = NST_SENT_BODY};
  for (size_t i = 0; i < n; i++) {
    const test_word *w = &words[i];
    nst_token t = {.form = nst_str_of(w->form),
                   .lemma = nst_str_of(w->lemma),
                   .feats = nst_str_of(w->feats),
                   .mention = -1,
                   .first_child = -1,
                   .next_sibling = -1};
    char *lower = nst_arena_copy(doc->arena, w->form, strlen(w->form));
    if (!lower) return false;
    for (char *p = lower; *p; p++)
      if (*p >= 'A' && *p <= 'Z') *p = (char)(*p + 32);
    t.lower = nst_str_of(lower);
    t.upos = (uint8_t)nst_upos_of(nst_str_of(w->upos));
    t.deprel = (uint8_t)nst_deprel_of(nst_str_of(w->rel));
    t.feat_bits = nst_feats_of(t.feats);
    t.head = w->head ? (int32_t)s.first + w->head - 1 : -1;
    t.sentence = (uint32_t)doc->sentences.n;
    t.space_after = true;
    t.span = (nst_span){(uint32_t)(doc->tokens.n * 10), (uint32_t)(doc->tokens.n * 10 + 9)};
    if (!NST_PUSH(doc->arena, &doc->tokens, t)) return false;
  }
  s.end = (uint32_t)doc->tokens.n;
  if (!NST_PUSH(doc->arena, &doc->sentences, s)) return false;
  nst_tree_link(doc, &doc->sentences.items[doc->sentences.n - 1]);
  return true;
}

#define SENTENCE(doc, ...)                                                    \
  do {                                                                        \
    const test_word words_[] = {__VA_ARGS__};                                 \
    assert_true(add_sentence((doc), words_, sizeof words_ / sizeof *words_)); \
  } while (0)

#endif
