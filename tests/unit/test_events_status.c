/* Did it happen? One small tree for each construction. */
#include "events_tree.h"

typedef struct status_case {
  const char *trigger;
  nst_event_type type;
  nst_event_status want;
  const char *tree;
} status_case;

static const status_case cases[] = {
    {"attacked", NST_ASSAULT, NST_ACTUAL,
     "Rebels rebel NOUN 2 nsubj\nattacked attack VERB 0 root\nKisan Kisan PROPN 2 obj\n"},
    {"attack", NST_ASSAULT, NST_NEGATED,
     "Rebels rebel NOUN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\nattack attack VERB 0 root "
     "VerbForm=Inf\nKisan Kisan PROPN 4 obj\n"},
    {"attacked", NST_ASSAULT, NST_ACTUAL,
     "Rebels rebel NOUN 4 nsubj\nnot not PART 4 advmod\nonly only ADV 2 advmod\nattacked attack VERB 0 "
     "root\nKisan Kisan PROPN 4 obj\n"},
    {"talks", NST_CONSULT, NST_NEGATED,
     "No no DET 2 det\ntalks talk NOUN 4 nsubj:pass\nwere be AUX 4 aux:pass\nheld hold VERB 0 root\n"},
    {"withdraw", NST_RETREAT, NST_NEGATED,
     "Troops troop NOUN 2 nsubj\nfailed fail VERB 0 root\nto to PART 4 mark\nwithdraw withdraw VERB 2 xcomp "
     "VerbForm=Inf\n"},
    {"firing", NST_ASSAULT, NST_NEGATED,
     "They they PRON 2 nsubj\nleft leave VERB 0 root\nwithout without SCONJ 4 mark\nfiring fire VERB 2 "
     "advcl\n"},
    {"respond", NST_AGREE, NST_NEGATED,
     "Oran Oran PROPN 2 nsubj\nhas have VERB 0 root\nyet yet ADV 2 advmod\nto to PART 5 mark\nrespond "
     "respond VERB 2 xcomp\n"},
    {"attack", NST_ASSAULT, NST_HYPOTHETICAL,
     "Rebels rebel NOUN 3 nsubj\nmay may AUX 3 aux\nattack attack VERB 0 root VerbForm=Inf\n"},
    {"clash", NST_ASSAULT, NST_HYPOTHETICAL,
     "He he PRON 2 nsubj\nfeared fear VERB 0 root\ncrowds crowd NOUN 5 nsubj\nwould would AUX 5 aux\nclash "
     "clash VERB 2 ccomp\n"},
    {"attack", NST_ASSAULT, NST_HYPOTHETICAL,
     "If if SCONJ 3 mark\nrebels rebel NOUN 3 nsubj\nattack attack VERB 6 advcl\nthe the DET 5 det\narmy "
     "army NOUN 6 nsubj\nacts act VERB 0 root\n"},
    {"attack", NST_ASSAULT, NST_HYPOTHETICAL,
     "Plans plan NOUN 5 nsubj\nfor for ADP 4 case\nan a DET 4 det\nattack attack NOUN 1 nmod\nexist exist "
     "VERB 0 root\n"},
    {"requested", NST_REQUEST, NST_ACTUAL,
     "A a DET 2 det\ncall call NOUN 5 nsubj\nrequested request VERB 2 acl\nthen then ADV 3 advmod\nfollowed "
     "follow "
     "VERB 0 root\n"},
    {"offer", NST_AGREE, NST_ACTUAL,
     "Oran Oran PROPN 3 nsubj\nmay may AUX 3 aux\nrespond respond VERB 0 root\nto to ADP 6 case\nan a DET 6 "
     "det\n"
     "offer offer NOUN 3 obl\n"},
    {"bomb", NST_ASSAULT, NST_HYPOTHETICAL,
     "They they PRON 3 nsubj\nmight might AUX 3 aux\nshell shell VERB 0 root VerbForm=Inf\nor or CCONJ 5 "
     "cc\nbomb bomb VERB 3 conj VerbForm=Inf\n"},
    {"Has", NST_ASSAULT, NST_HYPOTHETICAL, "Has attack VERB 0 root\nit it PRON 1 nsubj\n? ? PUNCT 1 punct\n"},
    {"drawdown", NST_RETREAT, NST_DISPUTED,
     "They they PRON 2 nsubj\nsaw see VERB 0 root\nlittle little ADJ 4 amod\nevidence evidence NOUN 2 "
     "obj\nof of ADP 7 case\na a DET 7 det\ndrawdown drawdown NOUN 4 nmod\n"},
    {"supplied", NST_AID, NST_DISPUTED,
     "Oran Oran PROPN 2 nsubj\ndenied deny VERB 0 root\nthat that SCONJ 6 mark\nit it PRON 6 nsubj\nhad have "
     "AUX 6 aux\nsupplied supply VERB 2 ccomp\narms arm NOUN 6 obj\n"},
    {"supplied", NST_AID, NST_DISPUTED,
     "Oran Oran PROPN 2 nsubj\ndenied deny VERB 0 root\nreports report NOUN 2 obj\nthat that SCONJ 7 "
     "mark\nit it PRON 7 nsubj\nhad have AUX 7 aux\nsupplied supply VERB 3 acl\narms arm NOUN 7 obj\n"},
    {"raid", NST_ASSAULT, NST_DISPUTED,
     "The the DET 3 det\nalleged alleged ADJ 3 amod\nraid raid NOUN 4 nsubj\nended end VERB 0 root\n"},
    {"blocked", NST_SANCTION, NST_DISPUTED,
     "Traders trader NOUN 2 nsubj\nsaid say VERB 0 root\nOran Oran PROPN 5 nsubj\nhad have AUX 5 "
     "aux\nblocked block VERB 2 ccomp\nports port NOUN 5 obj\n"
     "but but CCONJ 9 cc\nOran Oran PROPN 9 nsubj\ndenied deny VERB 2 conj\nit it PRON 9 obj\n"},
    {"refused", NST_REJECT, NST_ACTUAL,
     "Oran Oran PROPN 2 nsubj\nrefused refuse VERB 0 root\nto to PART 4 mark\ntalk talk VERB 2 xcomp\n"},
    {"accept", NST_REJECT, NST_ACTUAL,
     "Oran Oran PROPN 4 nsubj\nwould would AUX 4 aux\nnot not PART 4 advmod\naccept accept VERB 0 root "
     "VerbForm=Inf\ntroops troop NOUN 4 obj\n"},
    {"reject", NST_REJECT, NST_NEGATED,
     "Oran Oran PROPN 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\nreject reject VERB 0 root "
     "VerbForm=Inf\nit it PRON 4 obj\n"},
    {"opened", NST_ASSAULT, NST_ACTUAL,
     "They they PRON 3 nsubj\nhad have AUX 3 aux\nfled flee VERB 0 root\nbefore before SCONJ 6 mark\npolice "
     "police NOUN 6 nsubj\nopened open VERB 3 advcl\nfire fire NOUN 6 obj\n"},
    {"resign", NST_RETREAT, NST_HYPOTHETICAL,
     "He he PRON 4 nsubj\nis be AUX 4 aux\nto to PART 4 mark\nresign resign VERB 0 root VerbForm=Inf\n"},
    {"visit", NST_AGREE, NST_ACTUAL,
     "He he PRON 4 nsubj\nis be AUX 4 aux\nto to PART 4 mark\nvisit visit VERB 0 root VerbForm=Inf\n"},
    {"withdrawing", NST_RETREAT, NST_HYPOTHETICAL,
     "Oran Oran PROPN 3 nsubj\nmust must AUX 3 aux\nbegin begin VERB 0 root\nwithdrawing withdraw VERB 3 "
     "xcomp\ntroops troop NOUN 4 obj\n"},
    {"accept", NST_AGREE, NST_HYPOTHETICAL,
     "They they PRON 2 nsubj\nhave have VERB 0 root\nto to PART 4 mark\naccept accept VERB 2 xcomp\n"},
    {"leave", NST_RETREAT, NST_HYPOTHETICAL,
     "She she PRON 2 nsubj\ngave give VERB 0 root\nthem they PRON 2 iobj\ndays day NOUN 2 obj\nto to PART 6 "
     "mark\nleave leave VERB 4 acl\n"},
    {"attack", NST_ASSAULT, NST_HYPOTHETICAL,
     "Find find VERB 0 root\nthem they PRON 1 obj\nbefore before SCONJ 5 mark\nthey they PRON 5 "
     "nsubj\nattack attack VERB 1 advcl Tense=Pres\n"},
    {"left", NST_RETREAT, NST_ACTUAL,
     "They they PRON 2 nsubj\nfought fight VERB 0 root\nuntil until SCONJ 5 mark\ntroops troop NOUN 5 "
     "nsubj\nleft leave VERB 2 advcl Tense=Past\n"},
    {"refuses", NST_REJECT, NST_HYPOTHETICAL,
     "any any DET 2 det\nstate state NOUN 4 nsubj\nthat that PRON 4 nsubj\nrefuses refuse VERB 2 acl:relcl "
     "Tense=Pres\nmay may AUX 6 aux\nleave leave VERB 0 root\n"},
    {"veto", NST_REJECT, NST_HYPOTHETICAL,
     "Judges judge NOUN 3 nsubj\ncan can AUX 3 aux\nveto veto VERB 0 root\nlaws law NOUN 3 obj\n"},
    {"ask", NST_REQUEST, NST_HYPOTHETICAL,
     "He he PRON 3 nsubj\nshould should AUX 3 aux\nask ask VERB 0 root\nOran Oran PROPN 3 obj\n"},
    {"should", NST_REQUEST, NST_ACTUAL,
     "Oran Oran PROPN 3 nsubj\nshould should AUX 3 aux\nleave leave VERB 0 root\n"},
    {"attacking", NST_ASSAULT, NST_HYPOTHETICAL,
     "They they PRON 3 nsubj\nare be AUX 3 cop\ncapable capable ADJ 0 root\nof of SCONJ 5 mark\nattacking "
     "attack VERB 3 advcl\n"},
    {"attacking", NST_ASSAULT, NST_NEGATED,
     "They they PRON 2 nsubj\nstopped stop VERB 0 root\nrebels rebel NOUN 2 obj\nfrom from SCONJ 5 "
     "mark\nattacking attack VERB 2 advcl\n"},
    {"talks", NST_CONSULT, NST_HYPOTHETICAL,
     "He he PRON 2 nsubj\nencouraged encourage VERB 0 root\ntalks talk NOUN 2 obj\n"},
    {"withdrawal", NST_RETREAT, NST_HYPOTHETICAL,
     "It it PRON 3 nsubj\ncould could AUX 3 aux\nlead lead VERB 0 root\nto to ADP 6 case\na a DET 6 "
     "det\nwithdrawal withdrawal NOUN 3 obl\n"},
    {"pullout", NST_RETREAT, NST_HYPOTHETICAL,
     "The the DET 2 det\npullout pullout NOUN 4 nsubj\nis be AUX 4 cop\nset set ADJ 0 root\nto to PART 6 "
     "mark\nbegin begin VERB 4 xcomp\n"},
    {"arrested", NST_COERCE, NST_ACTUAL,
     "He he PRON 4 nsubj\ndid do AUX 4 aux\nnot not PART 4 advmod\nsay say VERB 0 root\nhow how ADV 6 "
     "advmod\nmany many ADJ 8 nsubj:pass\nwere be AUX 8 aux:pass\narrested arrest VERB 4 ccomp\n"},
    {"detaining", NST_COERCE, NST_HYPOTHETICAL,
     "The the DET 2 det\nbill bill NOUN 3 nsubj\nincludes include VERB 0 root\ndetaining detain VERB 3 "
     "xcomp\nmigrants migrant NOUN 4 obj\n"},
};

static void constructions(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "", cases[i].tree);
    nst_candidate c = tree_candidate(doc, cases[i].trigger, cases[i].type);
    assert_int_equal(nst_candidate_status(doc, &c), NST_OK);
    if (c.status != cases[i].want)
      fail_msg("case %zu (%s): %s, not %s", i, cases[i].trigger, nst_event_status_name(c.status),
               nst_event_status_name(cases[i].want));
    assert_int_equal(c.n_why, c.status == NST_ACTUAL ? 0 : 1);
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(constructions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
