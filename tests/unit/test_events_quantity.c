/* Numbers, what they count, and to which event they belong. */
#include "events_tree.h"

#include <stdio.h>

#include "events/number.h"

typedef struct number_case {
  const char *words;
  double low, high; /* below 0: open */
  bool ordinal;
} number_case;

static const number_case numbers[] = {
    {"60,000 troops", 60000, 60000, false},
    {"1.5 million people", 1.5e6, 1.5e6, false},
    {"between 60,000 and 90,000 troops", 60000, 90000, false},
    {"between 60,000-90,000 troops", 60000, 90000, false},
    {"60 to 90 men", 60, 90, false},
    {"60 - 90 men", 60, 90, false},
    {"10 to 12 million people", 10e6, 12e6, false},
    {"two or three shells", 2, 3, false},
    {"twenty-one men", 21, 21, false},
    {"twenty - one men", 21, 21, false},
    {"two hundred and twenty men", 220, 220, false},
    {"a hundred thousand people", 1e5, 1e5, false},
    {"a dozen men", 12, 12, false},
    {"two dozen men", 24, 24, false},
    {"half a dozen men", 6, 6, false},
    {"half a million men", 5e5, 5e5, false},
    {"a couple of men", 2, 2, false},
    {"dozens of men", 24, -1, false},
    {"scores of men", 40, -1, false},
    {"hundreds of men", 200, -1, false},
    {"thousands of men", 2000, -1, false},
    {"tens of thousands of men", 20000, -1, false},
    {"hundreds of thousands of men", 2e5, -1, false},
    {"several hundred men", 200, -1, false},
    {"at least 40 men", 40, -1, false},
    {"more than a dozen men", 12, -1, false},
    {"more then 30,000 men", 30000, -1, false},
    {"no fewer than 40 men", 40, -1, false},
    {"up to 500 men", -1, 500, false},
    {"fewer than 500 men", -1, 500, false},
    {"as many as 500 men", -1, 500, false},
    {"about 500 men", 500, 500, false},
    {"some 500 men", 500, 500, false},
    {"an estimated 500 men", 500, 500, false},
    {"nearly 500 men", 500, 500, false},
    {"200 or more men", 200, -1, false},
    {"200+ men", 200, -1, false},
    {"the second round", 2, 2, true},
    {"3rd round", 3, 3, true},
    {"50-minute call", 50, 50, false},
    {"20,000-strong force", 20000, 20000, false},
    {"$ 200 million", 2e8, 2e8, false},
    {"$2bn", 2e9, 2e9, false},
    {"5 bn euros", 5e9, 5e9, false},
};

/* Words that hang in a row on the first. */
static nst_doc *row(nst_arena *arena, const char *words) {
  char tree[512] = "";
  nst_str rest = nst_str_of(words), word;
  bool first = true;
  while (nst_str_cut(&rest, ' ', &word)) {
    size_t n = strlen(tree);
    snprintf(tree + n, sizeof tree - n, "%.*s %.*s NOUN %s\n", (int)word.len, word.p, (int)word.len, word.p,
             first ? "0 root" : "1 dep");
    first = false;
  }
  return tree_doc(arena, "", nst_arena_copy(arena, tree, strlen(tree)));
}

static void reading(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    const number_case *k = &numbers[i];
    nst_arena *arena = tree_arena();
    nst_doc *doc = row(arena, k->words);
    nst_number n;
    const char *split = strncmp(k->words, "$2", 2) == 0 ? "2bn" : NULL; /* the tokens of "$2bn" are two */
    if (split) doc = row(arena, "$ 2bn");
    bool found = nst_number_next(doc, 0, (uint32_t)doc->tokens.n, &n);
    if (!found) fail_msg("%s: no number", k->words);
    if (n.has_low != (k->low >= 0) || n.has_high != (k->high >= 0) || (k->low >= 0 && n.low != k->low) ||
        (k->high >= 0 && n.high != k->high) || n.ordinal != k->ordinal)
      fail_msg("%s: %g (%d) to %g (%d)", k->words, n.low, n.has_low, n.high, n.has_high);
    nst_arena_free(arena);
  }
}

static void no_numbers(void **state) {
  (void)state;
  const char *const none[] = {"several men", "many men", "a man", "no men", "2014-05-06", "the mid 9am"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = row(arena, none[i]);
    nst_number n;
    if (nst_number_next(doc, 0, (uint32_t)doc->tokens.n, &n)) fail_msg("%s: %g", none[i], n.low);
    nst_arena_free(arena);
  }
}

typedef struct quantity_case {
  const char *trigger;
  nst_event_type type;
  int kind; /* -1: no quantity at all */
  double low, high;
  const char *unit, *tree;
} quantity_case;

static const quantity_case cases[] = {
    {"killed", NST_ASSAULT, NST_Q_KILLED, 120, -1, "soldier",
     "Rebels rebel NOUN 2 nsubj\nkilled kill VERB 0 root\nmore more ADJ 5 advmod\nthan than ADP 3 fixed\n120 "
     "120 NUM 6 nummod\nsoldiers soldier NOUN 2 obj\n"},
    {"attacked", NST_ASSAULT, NST_Q_KILLED, 20, 20, "people",
     "Rebels rebel NOUN 2 nsubj\nattacked attack VERB 0 root\nKisan Kisan PROPN 2 obj\n, , PUNCT 5 "
     "punct\nkilling kill VERB 2 advcl\n20 20 NUM 7 nummod\npeople people NOUN 5 obj\n"},
    {"attack", NST_ASSAULT, NST_Q_KILLED, 26, 26, "people",
     "An a DET 2 det\nattack attack NOUN 0 root\nthat that PRON 4 nsubj\nkilled kill VERB 2 acl:relcl\n26 26 "
     "NUM 6 nummod\npeople people NOUN 4 obj\n"},
    {"clashes", NST_ASSAULT, NST_Q_INJURED, 200, -1, "",
     "Hundreds hundred NOUN 3 nsubj:pass\nwere be AUX 3 aux:pass\nhurt hurt VERB 0 root\nin in ADP 5 "
     "case\nclashes clash NOUN 3 obl\n"},
    {"arrested", NST_COERCE, NST_Q_ARRESTED, 40, -1, "people",
     "Police police NOUN 2 nsubj\narrested arrest VERB 0 root\nat at ADP 4 case\nleast least ADJ 5 "
     "advmod\n40 40 NUM 6 nummod\npeople people NOUN 2 obj\n"},
    {"strikes", NST_ASSAULT, NST_Q_DURATION, 4, 4, "day",
     "It it PRON 2 nsubj\nended end VERB 0 root\nfour four NUM 4 nummod\ndays day NOUN 2 obj\nof of ADP 6 "
     "case\nstrikes strike NOUN 4 nmod\n"},
    {"call", NST_CONSULT, NST_Q_DURATION, 50, 50, "minute",
     "The the DET 3 det\n50-minute 50-minute ADJ 3 amod\ncall call NOUN 4 nsubj\nended end VERB 0 root\n"},
    {"talks", NST_CONSULT, NST_Q_ROUND, 2, 2, "",
     "They they PRON 2 nsubj\nheld hold VERB 0 root\na a DET 5 det\nsecond second ADJ 5 amod\nround round "
     "NOUN 2 obj\nof of ADP 7 case\ntalks talk NOUN 5 nmod\n"},
    {"promised", NST_AGREE, NST_Q_MONEY, 2e8, 2e8, "USD",
     "Oran Oran PROPN 2 nsubj\npromised promise VERB 0 root\nto to PART 4 mark\ninvest invest VERB 2 "
     "xcomp\n$ $ SYM 4 obj\n200 200 NUM 5 nummod\nmillion million NUM 6 flat\n"},
    {"demanded", NST_REQUEST, NST_Q_MONEY, 1e7, 1e7, "USD",
     "They they PRON 2 nsubj\npaid pay VERB 0 root\nthe the DET 4 det\n$ $ SYM 2 obj\n10 10 NUM 4 "
     "nummod\nmillion million NUM 5 flat\nthe the DET 8 det\ngang gang NOUN 9 nsubj\ndemanded demand VERB 4 "
     "acl:relcl\n"},
    {"fired", NST_MOBILIZE, NST_Q_WEAPONS, 3, 3, "missile",
     "Oran Oran PROPN 2 nsubj\nfired fire VERB 0 root\nthree three NUM 4 nummod\nmissiles missile NOUN 2 "
     "obj\n"},
    {"flew", NST_MOBILIZE, NST_Q_TROOPS, 50, 50, "marine",
     "Fifty fifty NUM 2 nummod\nMarines marine PROPN 3 nsubj Number=Plur\nflew fly VERB 0 root\n"},
    {"freed", NST_RETREAT, NST_Q_OTHER, 12, 12, "hostage",
     "Rebels rebel NOUN 2 nsubj\nfreed free VERB 0 root\na a DET 5 det\ndozen dozen NOUN 5 nummod\nhostages "
     "hostage NOUN 2 obj\n"},
    {"marched", NST_PROTEST, NST_Q_PROTESTERS, 2000, -1, "people",
     "Thousands thousand NOUN 4 nsubj\nof of ADP 3 case\npeople people NOUN 1 nmod\nmarched march VERB 0 "
     "root\n"},
    /* what belongs to another act, a date, a share */
    {"rose", NST_PROTEST, -1, 0, 0, "",
     "Anger anger NOUN 2 nsubj\nrose rise VERB 0 root\nafter after SCONJ 5 mark\npolice police NOUN 5 "
     "nsubj\nshot shoot VERB 2 advcl\n12 12 NUM 7 nummod\nmen man NOUN 5 obj\n"},
    {"met", NST_CONSULT, -1, 0, 0, "",
     "They they PRON 2 nsubj\nmet meet VERB 0 root\non on ADP 4 case\nMay May PROPN 2 obl\n11 11 NUM 4 "
     "nummod\n"},
    {"cut", NST_SANCTION, -1, 0, 0, "",
     "Oran Oran PROPN 2 nsubj\ncut cut VERB 0 root\nexports export NOUN 2 obj\n5 5 NUM 5 nummod\npercent "
     "percent NOUN 2 obl:unmarked\n"},
    {"left", NST_RETREAT, -1, 0, 0, "",
     "They they PRON 2 nsubj\nleft leave VERB 0 root\ntwo two NUM 4 nummod\nweeks week NOUN 5 "
     "obl:unmarked\nlater late ADV 2 advmod\n"},
};

static void kinds(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const quantity_case *k = &cases[i];
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "2024-05-15", k->tree);
    nst_candidate c = tree_candidate(doc, k->trigger, k->type);
    assert_int_equal(nst_candidate_quantities(doc, &c), NST_OK);
    if (c.n_quantities != (k->kind >= 0 ? 1u : 0u))
      fail_msg("case %zu, %s: %zu quantities", i, k->trigger, c.n_quantities);
    if (k->kind >= 0) {
      const nst_quantity *q = &c.quantities[0];
      if ((int)q->kind != k->kind || q->has_low != (k->low >= 0) || q->has_high != (k->high >= 0) ||
          (q->has_low && q->low != k->low) || (q->has_high && q->high != k->high) ||
          strcmp(q->unit, k->unit) != 0)
        fail_msg("case %zu, %s: %s %g (%d) to %g (%d) %s", i, k->trigger, nst_quantity_kind_name(q->kind),
                 q->low, q->has_low, q->high, q->has_high, q->unit);
    }
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reading), cmocka_unit_test(no_numbers),
                                     cmocka_unit_test(kinds)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
