/* Why words carry no event, and that more evidence never lowers the confidence, over hand-written trees. */
#include "events_tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "events/events.h"

static const char frames[] =
    "type ASSAULT\ndefault verb source=subj target=obj cameo=190\n"
    "default noun source=poss,mod,by target=on\nverb attack\nnoun attack\n"
    "type SANCTION\ndefault verb source=subj target=on,obj.on\nverb impose if.obj=sanction\n"
    "type THREATEN\ndefault verb source=subj target=obj content=comp\nverb threaten\n"
    "type COERCE\nverb seize is=NONE\n";

static const nst_who ghana = {.name = "", .country = "GHA", .org = "", .sector = "", .why = ""};
static const nst_who togo = {.name = "", .country = "TGO", .org = "", .sector = "", .why = ""};

typedef struct coded {
  nst_arena *arena;
  nst_packfile *pack;
  nst_doc *doc;
} coded;

static coded code(const char *tree, double threshold, bool explain) {
  coded c = {.arena = nst_arena_new(nst_allocator_default())};
  nst_section section = {"frames/test.frames", (const uint8_t *)frames, sizeof frames - 1};
  nst_error error = {.line = 0};
  nst_event_lexicon *lexicon;
  assert_int_equal(nst_packfile_from_sections(&section, 1, nst_allocator_default(), &c.pack, &error), NST_OK);
  if (nst_event_lexicon_load(c.arena, c.pack, NULL, 0, NULL, NULL, &lexicon, &error) != NST_OK)
    fail_msg("%s", error.message);
  c.doc = tree_doc(c.arena, "2021-03-18", tree);
  c.doc->explain = explain;
  for (size_t i = 0; i < c.doc->tokens.n; i++) {
    nst_str form = c.doc->tokens.items[i].form;
    if (nst_str_is(form, "Ghana"))
      (void)tree_mention(c.doc, "Ghana", (int32_t)i, NST_MENTION_NAME, &ghana, NULL);
    if (nst_str_is(form, "Togo"))
      (void)tree_mention(c.doc, "Togo", (int32_t)i, NST_MENTION_NAME, &togo, NULL);
  }
  assert_int_equal(nst_events_run(lexicon, c.doc, threshold), NST_OK);
  return c;
}

static void done(coded *c) {
  nst_packfile_free(c->pack);
  nst_arena_free(c->arena);
}

/* The first dropped word is `word`, for this reason, told with these words and this line of the frames. */
static void expect(const char *tree, double threshold, const char *word, nst_drop drop, const char *why,
                   uint32_t line) {
  coded c = code(tree, threshold, true);
  assert_true(c.doc->dropped.n > 0);
  const nst_dropped *d = &c.doc->dropped.items[0];
  assert_string_equal(d->word.text, word);
  assert_int_equal(d->drop, drop);
  assert_string_equal(d->why, why);
  assert_string_equal(d->path, "frames/test.frames");
  assert_int_equal(d->line, line);
  assert_int_equal(c.doc->grounds.n, c.doc->events.n);
  done(&c);
}

#define ATTACK \
  "Ghana Ghana PROPN 2 nsubj\nattacked attack VERB 0 root Tense=Past|VerbForm=Fin\nTogo Togo PROPN 2 obj\n"

static void reasons(void **state) {
  (void)state;
  expect("Ghana Ghana PROPN 2 nsubj\nimposed impose VERB 0 root VerbForm=Fin\ntaxes tax NOUN 2 obj "
         "Number=Plur\n",
         0.01, "imposed", NST_DROP_UNFIT, "if.obj=sanction", 8);
  expect("Ghana Ghana PROPN 2 nsubj\nseized seize VERB 0 root VerbForm=Fin\npower power NOUN 2 obj\n", 0.01,
         "seized", NST_DROP_NO_EVENT, "", 13);
  expect("The the DET 2 det\nattack attack NOUN 3 nsubj\nfailed fail VERB 0 root VerbForm=Fin\n", 0.01,
         "attack", NST_DROP_NO_ACTOR, "", 5);
  expect("Ghana Ghana PROPN 2 nsubj\nthreatened threaten VERB 0 root VerbForm=Fin\nto to PART 4 mark\n"
         "attack attack VERB 2 xcomp VerbForm=Inf\nTogo Togo PROPN 4 obj\n",
         0.01, "attack", NST_DROP_PART, "content of another act", 4);
  expect(ATTACK, 0.999, "attacked", NST_DROP_UNSURE, "", 4);
  expect(ATTACK "\n" ATTACK, 0.01, "attacked", NST_DROP_TOLD, "sentence 0", 4);
}

static void nothing_unasked(void **state) {
  (void)state;
  coded c = code(ATTACK, 0.999, false);
  assert_int_equal(c.doc->dropped.n + c.doc->grounds.n, 0);
  done(&c);
}

static double confidence(const char *tree) {
  coded c = code(tree, 0.001, false);
  assert_true(c.doc->events.n > 0);
  double p = c.doc->events.items[0].confidence;
  assert_true(p > 0 && p < 1);
  done(&c);
  return p;
}

static void more_evidence(void **state) {
  (void)state;
  double whole = confidence(ATTACK), again = confidence(ATTACK "\n" ATTACK);
  double no_target = confidence("Ghana Ghana PROPN 2 nsubj\nattacked attack VERB 0 root VerbForm=Fin\n");
  double noun = confidence(
      "Ghana Ghana PROPN 3 nmod:poss\n's 's PART 1 case\nattack attack NOUN 6 nsubj\non on ADP 5 case\n"
      "Togo Togo PROPN 3 nmod\nfailed fail VERB 0 root VerbForm=Fin\n");
  double perhaps =
      confidence("Ghana Ghana PROPN 3 nsubj\nmay may AUX 3 aux\nattack attack VERB 0 root VerbForm=Inf\n"
                 "Togo Togo PROPN 3 obj\n");
  assert_true(again >= whole);
  assert_true(whole > no_target);
  assert_true(whole >= noun);
  assert_true(whole > perhaps);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reasons), cmocka_unit_test(nothing_unasked),
                                     cmocka_unit_test(more_evidence)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
