/* Where was it? */
#include "events_tree.h"

static const nst_geo aaa = {.name = "Oran", .country = "AAA", .admin1 = "", .precision = NST_PLACE_COUNTRY};
static const nst_geo bbb = {.name = "Kisan",
                            .country = "BBB",
                            .admin1 = "North",
                            .lat = 1.5,
                            .lon = 2.5,
                            .has_point = true,
                            .precision = NST_PLACE_CITY};
static const nst_who police = {.name = "", .country = "AAA", .org = "", .sector = "COP", .why = ""};

typedef struct place_case {
  const char *trigger;
  nst_event_type type;
  const char *want, *tree; /* Oran is in AAA, Kisan a town in BBB; Police are the police of AAA */
} place_case;

static const place_case cases[] = {
    {"met", NST_CONSULT, "BBB",
     "They they PRON 2 nsubj\nmet meet VERB 0 root\nin in ADP 4 case\nKisan Kisan PROPN 2 obl\n"},
    {"talks", NST_CONSULT, "BBB",
     "They they PRON 2 nsubj\nheld hold VERB 0 root\ntalks talk NOUN 2 obj\nin in ADP 5 case\nKisan Kisan "
     "PROPN 2 obl\n"},
    {"talks", NST_CONSULT, "BBB",
     "He he PRON 4 nsubj\nwas be AUX 4 cop\nin in ADP 4 case\nKisan Kisan PROPN 0 root\nfor for ADP 6 "
     "case\ntalks talk NOUN 4 nmod\n"},
    {"visited", NST_CONSULT, "BBB",
     "He he PRON 2 nsubj\nvisited visit VERB 0 root\nKisan Kisan PROPN 2 obj\n"},
    {"invaded", NST_ASSAULT, "BBB",
     "Troops troop NOUN 2 nsubj\ninvaded invade VERB 0 root\nKisan Kisan PROPN 2 obj\n"},
    {"build-up", NST_MOBILIZE, "BBB",
     "A a DET 2 det\nbuild-up build-up NOUN 0 root\nalong along ADP 5 case\nOran Oran PROPN 5 "
     "compound\nborder border NOUN 2 nmod\nwith with ADP 7 case\nKisan Kisan PROPN 5 nmod\n"},
    {"sent", NST_MOBILIZE, "BBB",
     "Oran Oran PROPN 2 nsubj\nsent send VERB 0 root\ntroops troop NOUN 2 obj\ninto into ADP 5 case\nKisan "
     "Kisan PROPN 2 obl\n"},
    {"held", NST_COERCE, "BBB",
     "They they PRON 2 nsubj\nmarched march VERB 0 root\nin in ADP 4 case\nKisan Kisan PROPN 2 obl\nand and "
     "CCONJ 7 cc\nsoldiers soldier NOUN 7 nsubj\nheld hold VERB 2 conj\nthem they PRON 7 obj\nthere there "
     "ADV 7 advmod\n"},
    {"arrested", NST_COERCE, "AAA",
     "Police police NOUN 2 nsubj\narrested arrest VERB 0 root\nhim he PRON 2 obj\n"},
    /* places of other things */
    {"condemned", NST_ACCUSE, "",
     "Oran Oran PROPN 2 nsubj\ncondemned condemn VERB 0 root\nKisan Kisan PROPN 2 obj\n"},
    {"urged", NST_REQUEST, "",
     "Oran Oran PROPN 2 nsubj\nurged urge VERB 0 root\nrebels rebel NOUN 2 obj\nto to PART 5 mark\nleave "
     "leave VERB 2 xcomp\nfor for ADP 7 case\nKisan Kisan PROPN 5 obl\n"},
    {"accused", NST_ACCUSE, "",
     "Oran Oran PROPN 2 nsubj\naccused accuse VERB 0 root\nthem they PRON 2 obj\nof of SCONJ 5 "
     "mark\nfighting fight VERB 2 advcl\nin in ADP 7 case\nKisan Kisan PROPN 5 obl\n"},
};

static void constructions(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "", cases[i].tree);
    nst_candidate c = tree_candidate(doc, cases[i].trigger, cases[i].type);
    for (int32_t t = 0; t < (int32_t)doc->tokens.n; t++) {
      nst_str form = nst_tok(doc, t)->form;
      if (nst_str_is(form, "Oran")) tree_mention(doc, "Oran", t, NST_MENTION_NAME, NULL, &aaa);
      if (nst_str_is(form, "Kisan")) tree_mention(doc, "Kisan", t, NST_MENTION_NAME, NULL, &bbb);
      if (nst_str_is(form, "Police"))
        tree_source(&c, doc, tree_mention(doc, "Police", t, NST_MENTION_NOMINAL, &police, NULL));
    }
    assert_int_equal(nst_candidate_place(doc, &c), NST_OK);
    if (strcmp(c.place.country, cases[i].want) != 0)
      fail_msg("case %zu, %s: \"%s\"", i, cases[i].trigger, c.place.country);
    assert_int_equal(c.place.precision != NST_PLACE_NONE, cases[i].want[0] != '\0');
    if (strcmp(cases[i].want, "BBB") == 0) {
      assert_string_equal(c.place.admin1, "North");
      assert_true(c.place.has_point && c.place.lat == 1.5 && c.place.lon == 2.5);
    }
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(constructions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
