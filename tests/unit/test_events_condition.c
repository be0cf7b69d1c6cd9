/* What the act depends on. */
#include "events_tree.h"

typedef struct condition_case {
  const char *trigger;
  nst_event_type type;
  const char *want, *tree;
} condition_case;

static const condition_case cases[] = {
    {"imposed", NST_THREATEN, "if rebels attack",
     "Sanctions sanction NOUN 4 nsubj:pass\nwould would AUX 4 aux\nbe be AUX 4 aux:pass\nimposed impose VERB "
     "0 root\nif if SCONJ 7 mark\nrebels rebel NOUN 7 nsubj\nattack attack VERB 4 advcl\n. . PUNCT 4 "
     "punct\n"},
    {"threatened", NST_THREATEN, "unless they pay",
     "They they PRON 2 nsubj\nthreatened threaten VERB 0 root\nto to PART 4 mark\nleave leave VERB 2 "
     "xcomp\nunless unless SCONJ 7 mark\nthey they PRON 7 nsubj\npay pay VERB 4 advcl\n"},
    {"act", NST_THREATEN, "Should it fail",
     "Should should AUX 3 aux\nit it PRON 3 nsubj\nfail fail VERB 6 advcl\nwe we PRON 6 nsubj\nwill will AUX "
     "6 aux\nact act VERB 0 root\n"},
    {"help", NST_AGREE, "in the event of war",
     "We we PRON 3 nsubj\nwill will AUX 3 aux\nhelp help VERB 0 root\nin in ADP 6 case\nthe the DET 6 "
     "det\nevent event NOUN 3 obl\nof of ADP 8 case\nwar war NOUN 6 nmod\n"},
    {"breakdown", NST_THREATEN, "any sanctions",
     "any any DET 2 det\nsanctions sanction NOUN 4 nsubj\ncould could AUX 4 aux\nlead lead VERB 0 root\nto "
     "to ADP 6 case\nbreakdown breakdown NOUN 4 obl\n"},
    {"respond", NST_THREATEN, "to any breach",
     "We we PRON 3 nsubj\nwill will AUX 3 aux\nrespond respond VERB 0 root\nto to ADP 6 case\nany any DET 6 "
     "det\nbreach breach NOUN 3 obl\n"},
    {"resume", NST_REJECT, "until rebels leave",
     "Talks talk NOUN 4 nsubj\nwill will AUX 4 aux\nnot not PART 4 advmod\nresume resume VERB 0 root\nuntil "
     "until SCONJ 7 mark\nrebels rebel NOUN 7 nsubj\nleave leave VERB 4 advcl\n"},
    {"fought", NST_ASSAULT, "",
     "They they PRON 2 nsubj\nfought fight VERB 0 root\nuntil until SCONJ 5 mark\nrebels rebel NOUN 5 "
     "nsubj\nleft leave VERB 2 advcl\n"},
    {"asked", NST_REQUEST, "",
     "They they PRON 2 nsubj\nasked ask VERB 0 root\nif if SCONJ 5 mark\nrebels rebel NOUN 5 nsubj\nleft "
     "leave VERB 2 ccomp\n"},
    {"left", NST_RETREAT, "",
     "If if SCONJ 3 mark\nthey they PRON 3 nsubj\nleft leave VERB 5 advcl\nwe we PRON 5 nsubj\nwin win VERB "
     "0 root\n"},
    {"said", NST_AGREE, "",
     "He he PRON 2 nsubj\nsaid say VERB 0 root\nso so ADV 2 advmod\non on ADP 5 case\ncondition condition "
     "NOUN 2 obl\nof of ADP 7 case\nanonymity anonymity NOUN 5 nmod\n"},
    {"go", NST_AGREE, "if asked",
     "We we PRON 3 nsubj\nwill will AUX 3 aux\nstay stay VERB 0 root\nor or CCONJ 5 cc\ngo go VERB 3 "
     "conj\nif if SCONJ 7 mark\nasked ask VERB 5 advcl\n"},
    {"stay", NST_AGREE, "",
     "We we PRON 3 nsubj\nwill will AUX 3 aux\nstay stay VERB 0 root\nor or CCONJ 5 cc\ngo go VERB 3 "
     "conj\nif if SCONJ 7 mark\nasked ask VERB 5 advcl\n"},
};

static void constructions(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "", cases[i].tree);
    nst_candidate c = tree_candidate(doc, cases[i].trigger, cases[i].type);
    assert_int_equal(nst_candidate_condition(doc, &c), NST_OK);
    if (strcmp(c.condition.text, cases[i].want) != 0)
      fail_msg("case %zu, %s: \"%s\"", i, cases[i].trigger, c.condition.text);
    if (c.condition.text[0])
      assert_int_equal(c.condition.span.end - c.condition.span.begin, strlen(c.condition.text));
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(constructions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
