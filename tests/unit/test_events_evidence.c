/* Evidence by the kinds of the words around an act, and by how the report is written. */
#include "events_tree.h"

#include <stdio.h>

#include "events/frames.h"
#include "events/teller.h"

static const char kinds_table[] = "animal\tdog\nfood\twaffle\nplan\tplan\naim\twant\ntime\tday\n";

typedef struct told {
  char text[4096];
  size_t used;
} told;

static nst_status keep(void *user, nst_str name) {
  told *t = user;
  t->used += (size_t)snprintf(t->text + t->used, sizeof t->text - t->used, "[%.*s]", (int)name.len, name.p);
  return NST_OK;
}

typedef nst_status (*part_fn)(const nst_teller *t);

/* What one part tells of the first word `form`. */
static void tell(const char *tree, const char *form, nst_event_type type, part_fn part, told *out) {
  nst_arena *arena = tree_arena();
  nst_doc *doc = tree_doc(arena, "2021-03-18", tree);
  nst_candidate c = tree_candidate(doc, form, type);
  nst_topics *kinds = NULL, *topics = NULL;
  assert_int_equal(nst_topics_read(arena, nst_str_of(kinds_table), &kinds, NULL), NST_OK);
  assert_int_equal(nst_topics_read(arena, NST_STR("sport\tgoal\n"), &topics, NULL), NST_OK);
  nst_report_view view;
  nst_candidates all = {.items = &c, .n = 1};
  nst_report_view_of(topics, kinds, doc, &all, &view);
  *out = (told){.used = 0};
  nst_teller t = {doc, &view, &c, nst_event_name(type), keep, out};
  assert_int_equal(part(&t), NST_OK);
  nst_arena_free(arena);
}

static void has(const told *t, const char *name) {
  if (!strstr(t->text, name)) fail_msg("no %s in %s", name, t->text);
}

static void kinds_of_words(void **state) {
  (void)state;
  told t;
  tell("The the DET 2 det\n"
       "dog dog NOUN 3 nsubj\n"
       "attacked attack VERB 0 root Tense=Past\n"
       "waffles waffle NOUN 3 obj\n"
       "in in ADP 6 case\n"
       "Oran Oran PROPN 3 obl\n",
       "attacked", NST_ASSAULT, nst_tell_kinds, &t);
  has(&t, "[subject sort animal]");
  has(&t, "[object sort food]");
  has(&t, "[verb in another word]");
}

static void what_holds_an_act(void **state) {
  (void)state;
  told t;
  tell("They they PRON 3 nsubj\n"
       "may may AUX 3 aux\n"
       "want want VERB 0 root\n"
       "to to PART 5 mark\n"
       "attack attack VERB 3 xcomp\n"
       "it it PRON 5 obj\n",
       "attack", NST_ASSAULT, nst_tell_kinds, &t);
  has(&t, "[held xcomp by aim]");
  has(&t, "[under aim ASSAULT]");
  has(&t, "[under a modal]");
  has(&t, "[subject sort they]");
  has(&t, "[object sort it]");
}

static void how_it_is_written(void **state) {
  (void)state;
  told t;
  tell("Sir Sir PROPN 3 vocative\n"
       ", , PUNCT 1 punct\n"
       "ask ask VERB 0 root\n"
       "my my PRON 5 nmod:poss\n"
       "goals goal NOUN 3 obj\n"
       "? ? PUNCT 3 punct\n",
       "ask", NST_REQUEST, nst_tell_report, &t);
  has(&t, "[letter to the editor]");
  has(&t, "[says I]");
  has(&t, "[ends with ?]");
  has(&t, "[first person very much]");
  has(&t, "[sentence sport]");
  has(&t, "[acts by powers none]");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(kinds_of_words), cmocka_unit_test(what_holds_an_act),
                                     cmocka_unit_test(how_it_is_written)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
