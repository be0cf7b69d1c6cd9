/* Who says so, one small tree for each way of saying it. */
#include "events_tree.h"

static const nst_who oran = {.name = "", .country = "AAA", .org = "", .sector = "GOV", .why = ""};
static const nst_who minister = {
    .name = "Lena Brandt", .country = "AAA", .org = "", .sector = "GOV", .why = ""};
static const nst_who agency = {.name = "Courier", .country = "", .org = "", .sector = "MED", .why = ""};

typedef struct says_case {
  const char *trigger;
  nst_event_type type;
  const char *source; /* word that is the source, or NULL */
  const char *chain;  /* speakers' words, outermost first, joined by '|' */
  const char *tree;
} says_case;

static const says_case cases[] = {
    {"shelled", NST_ASSAULT, NULL, "",
     "Oran Oran PROPN 2 nsubj\nshelled shell VERB 0 root\nKisan Kisan PROPN 2 obj\n"},
    {"shelled", NST_ASSAULT, NULL, "Brandt",
     "Brandt Brandt PROPN 2 nsubj\nsaid say VERB 0 root\nrebels rebel NOUN 5 nsubj\nhad have AUX 5 "
     "aux\nshelled shell VERB 2 ccomp\nKisan Kisan PROPN 5 obj\n"},
    {"shelled", NST_ASSAULT, NULL, "Brandt",
     "Rebels rebel NOUN 2 nsubj\nshelled shell VERB 0 root\nKisan Kisan PROPN 2 obj\n, , PUNCT 6 "
     "punct\nBrandt Brandt PROPN 6 nsubj\nsaid say VERB 2 parataxis\n"},
    {"shelled", NST_ASSAULT, NULL, "Brandt",
     "\" \" PUNCT 3 punct\nRebels rebel NOUN 3 nsubj\nshelled shell VERB 6 ccomp\nKisan Kisan PROPN 3 "
     "obj\n\" \" PUNCT 3 punct\nsaid say VERB 0 root\nBrandt Brandt PROPN 6 nsubj\n"},
    {"shelled", NST_ASSAULT, NULL, "Brandt",
     "Brandt Brandt PROPN 2 nsubj\nadded add VERB 0 root\n: : PUNCT 6 punct\n\" \" PUNCT 6 punct\nRebels "
     "rebel NOUN 6 nsubj\nshelled shell VERB 2 parataxis\n\" \" PUNCT 6 punct\n"},
    {"armed", NST_AID, NULL, "experts",
     "It it PRON 0 root\n, , PUNCT 7 punct\nwhich which PRON 7 nsubj:pass\nexperts expert NOUN 5 nsubj\nsay "
     "say VERB 7 parataxis\nis be AUX 7 aux:pass\narmed arm VERB 1 acl:relcl\n"},
    {"shelled", NST_ASSAULT, NULL, "police",
     "Rebels rebel NOUN 2 nsubj\nshelled shell VERB 0 root\nKisan Kisan PROPN 2 obj\naccording accord VERB 6 "
     "case\nto to ADP 4 fixed\npolice police NOUN 2 obl\n"},
    {"shelled", NST_ASSAULT, NULL, "police",
     "Rebels rebel NOUN 2 nsubj\nshelled shell VERB 0 root\nKisan Kisan PROPN 2 obj\nkilling kill VERB 2 "
     "advcl\nmen man NOUN 4 obj\naccording accord VERB 8 case\nto to ADP 6 fixed\npolice police NOUN 4 "
     "obl\n"},
    {"shelled", NST_ASSAULT, NULL, "Courier|Brandt",
     "Brandt Brandt PROPN 2 nsubj\nsaid say VERB 9 ccomp\nrebels rebel NOUN 4 nsubj\nshelled shell VERB 2 "
     "ccomp\nKisan Kisan PROPN 4 obj\n, , PUNCT 9 punct\nthe the DET 8 det\nCourier Courier PROPN 9 "
     "nsubj\nreported report VERB 0 root\n"},
    {"shelled", NST_ASSAULT, NULL, "Courier|Brandt",
     "Brandt Brandt PROPN 2 nsubj\ntold tell VERB 0 root\nCourier Courier PROPN 2 obj\nthat that SCONJ 6 "
     "mark\nrebels rebel NOUN 6 nsubj\nshelled shell VERB 2 ccomp\n"},
    {"shelled", NST_ASSAULT, NULL, "Courier",
     "Rebels rebel NOUN 2 nsubj\nshelled shell VERB 0 root\nKisan Kisan PROPN 2 obj\n, , PUNCT 9 punct\na a "
     "DET 6 det\nreport report NOUN 9 nsubj\nby by ADP 8 case\nCourier Courier PROPN 6 nmod\nstated state "
     "VERB 2 parataxis\n"},
    {"curbs", NST_SANCTION, NULL, "it",
     "Oran Oran PROPN 2 nsubj\nfights fight VERB 0 root\nwhat what PRON 5 obj\nit it PRON 5 nsubj\ncalls "
     "call VERB 2 ccomp\nunfair unfair ADJ 7 amod\ncurbs curb NOUN 5 xcomp\n"},
    /* a party that announces its own act is no witness; of a past act, or named for it, it is */
    {"help", NST_AGREE, "Oran", "",
     "Oran Oran PROPN 2 nsubj\nsaid say VERB 0 root\nit it PRON 5 nsubj\nwould would AUX 5 aux\nhelp help "
     "VERB 2 ccomp\n"},
    {"reached", NST_AGREE, "Oran", "Oran",
     "Oran Oran PROPN 2 nsubj\nsaid say VERB 0 root\nit it PRON 5 nsubj\nhad have AUX 5 aux\nreached reach "
     "VERB 2 ccomp\nagreement agreement NOUN 5 obj\n"},
    {"help", NST_AGREE, "Oran", "Brandt",
     "Brandt Brandt PROPN 2 nsubj\nsaid say VERB 0 root\nOran Oran PROPN 5 nsubj\nwould would AUX 5 "
     "aux\nhelp help VERB 2 ccomp\n"},
    /* a quotation that runs on */
    {"shelled", NST_ASSAULT, NULL, "Brandt",
     "\" \" PUNCT 3 punct\nWe we PRON 3 nsubj\nwatched watch VERB 5 ccomp\nBrandt Brandt PROPN 5 nsubj\nsaid "
     "say VERB 0 root\n. . PUNCT 5 punct\n\n"
     "They they PRON 2 nsubj\nshelled shell VERB 0 root\nus we PRON 2 obj\n\" \" PUNCT 2 punct\n"},
};

static void chains(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "", cases[i].tree);
    for (int32_t t = 0; t < (int32_t)doc->tokens.n; t++) {
      const char *form = nst_arena_copy(arena, nst_tok(doc, t)->form.p, nst_tok(doc, t)->form.len);
      const nst_who *who = strcmp(form, "Oran") == 0      ? &oran
                           : strcmp(form, "Brandt") == 0  ? &minister
                           : strcmp(form, "Courier") == 0 ? &agency
                                                          : NULL;
      if (!who) continue;
      int32_t m = tree_mention(doc, form, t, NST_MENTION_NAME, who, NULL);
      if (who == &minister) doc->mentions.items[m].entity = NST_ENT_PER;
    }
    if (i == sizeof cases / sizeof *cases -
                 1) /* brackets of the second case style: the whole first sentence is open */
      for (uint32_t t = 3; t < 6; t++) doc->tokens.items[t].in_quote = false;
    nst_candidate c = tree_candidate(doc, cases[i].trigger, cases[i].type);
    if (cases[i].source) tree_source(&c, doc, nst_tok(doc, tree_find(doc, cases[i].source, 0))->mention);
    assert_int_equal(nst_candidate_attribution(doc, &c), NST_OK);
    char got[256] = "";
    for (size_t k = 0; k < c.n_attribution; k++) {
      if (k > 0) strcat(got, "|");
      strcat(got, c.attribution[k].mention.text);
    }
    if (strcmp(got, cases[i].chain) != 0)
      fail_msg("case %zu, %s: \"%s\", not \"%s\"", i, cases[i].trigger, got, cases[i].chain);
    nst_arena_free(arena);
  }
}

static void actor_of_a_speaker(void **state) {
  (void)state;
  nst_arena *arena = tree_arena();
  nst_doc *doc = tree_doc(arena, "", cases[1].tree);
  tree_mention(doc, "Brandt", 0, NST_MENTION_NAME, &minister, NULL);
  nst_candidate c = tree_candidate(doc, "shelled", NST_ASSAULT);
  assert_int_equal(nst_candidate_attribution(doc, &c), NST_OK);
  assert_int_equal(c.n_attribution, 1);
  assert_string_equal(c.attribution[0].name, "Lena Brandt");
  assert_string_equal(c.attribution[0].country, "AAA");
  assert_string_equal(c.attribution[0].sector, "GOV");
  nst_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(chains), cmocka_unit_test(actor_of_a_speaker)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
