/* When was it? Expressions, what they mean for a date, and to which event they belong. */
#include "events_tree.h"

#include <stdio.h>

#include "events/timex.h"

typedef struct days_case {
  const char *date, *words; /* the words, all hanging on a verb that comes first */
  bool future;
  const char *from, *to;
} days_case;

/* 2024-05-15 is a Wednesday. */
static const days_case days[] = {
    {"2024-05-15", "on Tuesday", false, "2024-05-14", "2024-05-14"},
    {"2024-05-15", "on Wednesday", false, "2024-05-15", "2024-05-15"},
    {"2024-05-15", "last Wednesday", false, "2024-05-08", "2024-05-08"},
    {"2024-05-15", "on Friday", false, "2024-05-10", "2024-05-10"},
    {"2024-05-15", "on Friday", true, "2024-05-17", "2024-05-17"},
    {"2024-05-15", "next Wednesday", true, "2024-05-22", "2024-05-22"},
    {"2024-05-15", "early on Monday morning", false, "2024-05-13", "2024-05-13"},
    {"2024-05-15", "yesterday", false, "2024-05-14", "2024-05-14"},
    {"2024-05-15", "tomorrow", true, "2024-05-16", "2024-05-16"},
    {"2024-05-15", "this morning", false, "2024-05-15", "2024-05-15"},
    {"2024-05-15", "last week", false, "2024-05-06", "2024-05-12"},
    {"2024-05-15", "earlier this week", false, "2024-05-13", "2024-05-14"},
    {"2024-05-15", "earlier this month", false, "2024-05-01", "2024-05-14"},
    {"2024-05-15", "last month", false, "2024-04-01", "2024-04-30"},
    {"2024-05-15", "next month", true, "2024-06-01", "2024-06-30"},
    {"2024-05-15", "last year", false, "2023-01-01", "2023-12-31"},
    {"2024-05-15", "over the weekend", false, "2024-05-11", "2024-05-12"},
    {"2024-05-12", "over the weekend", false, "2024-05-11", "2024-05-12"},
    {"2024-05-15", "in October", false, "2023-10-01", "2023-10-31"},
    {"2024-05-15", "in May", false, "2024-05-01", "2024-05-31"},
    {"2024-05-15", "last May", false, "2023-05-01", "2023-05-31"},
    {"2024-05-15", "in October 2010", false, "2010-10-01", "2010-10-31"},
    {"2024-05-15", "on 5 May 2014", false, "2014-05-05", "2014-05-05"},
    {"2024-05-15", "on May 5 , 2014", false, "2014-05-05", "2014-05-05"},
    {"2024-05-15", "on Dec. 22", false, "2023-12-22", "2023-12-22"},
    {"2024-05-15", "on 29 February 2023", false, "2023-02-28", "2023-02-28"},
    {"2024-05-15", "on Tuesday , March 12", false, "2024-03-12", "2024-03-12"},
    {"2024-05-15", "in 2008", false, "2008-01-01", "2008-12-31"},
    {"2024-05-15", "in 1995 and 1996", false, "1995-01-01", "1996-12-31"},
    {"2024-05-15", "in the 1990s", false, "1990-01-01", "1999-12-31"},
    {"2024-05-15", "since 2017", false, "2017-01-01", "2024-05-15"},
    {"2024-05-15", "three days ago", false, "2024-05-12", "2024-05-12"},
    {"2024-05-15", "two weeks ago", false, "2024-04-29", "2024-05-05"},
    {"2024-05-15", "a year ago", false, "2023-01-01", "2023-12-31"},
    {"2024-05-15", "in the last four days", false, "2024-05-11", "2024-05-15"},
    {"2024-05-15", "this summer", true, "2024-06-01", "2024-08-31"},
    {"2024-05-15", "last summer", false, "2023-06-01", "2023-08-31"},
    {"2024-05-15", "yesterday evening", false, "2024-05-14", "2024-05-14"},
    {"2024-05-15", "overnight", false, "2024-05-14", "2024-05-15"},
    {"2024-05-15", "on Sunday and Monday", false, "2024-05-12", "2024-05-13"},
    {"2024-05-15", "between May 9 and 12", false, "2024-05-09", "2024-05-12"},
    {"2024-05-15", "from 9 to 12 May", false, "2024-05-09", "2024-05-12"},
    {"2024-05-15", "between the 4th and the 7th of this month", false, "2024-05-04", "2024-05-07"},
    {"2024-05-15", "on the 28th of last month", false, "2024-04-28", "2024-04-28"},
    {"2024-05-15", "on New Year 's Eve", false, "2023-12-31", "2023-12-31"},
    {"2024-05-15", "on Christmas Day 2020", false, "2020-12-25", "2020-12-25"},
    {"", "on 5 May 2014", false, "2014-05-05", "2014-05-05"},
    {"", "on Tuesday", false, "", ""},
    {"2024-05-15", "by sheer force", false, "2024-05-15", "2024-05-15"},
    {"2024-05-15", "up 5 percent", false, "2024-05-15", "2024-05-15"},
};

/* "Rebels attacked" + the words, each hanging on the verb. */
static nst_doc *attack_doc(nst_arena *arena, const days_case *k) {
  char tree[1024] = "Rebels rebel NOUN 2 nsubj\nattacked attack VERB 0 root Tense=Past\n";
  nst_str rest = nst_str_of(k->words), word;
  while (nst_str_cut(&rest, ' ', &word)) {
    bool capital = word.p[0] >= 'A' && word.p[0] <= 'Z';
    size_t n = strlen(tree);
    snprintf(tree + n, sizeof tree - n, "%.*s x %s 2 obl\n", (int)word.len, word.p,
             capital ? "PROPN" : "NOUN");
  }
  return tree_doc(arena, k->date, nst_arena_copy(arena, tree, strlen(tree)));
}

static void expressions(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = attack_doc(arena, &days[i]);
    nst_candidate c = tree_candidate(doc, "attacked", NST_ASSAULT);
    c.future = days[i].future;
    assert_int_equal(nst_candidate_time(doc, &c), NST_OK);
    if (strcmp(c.time.from, days[i].from) != 0 || strcmp(c.time.to, days[i].to) != 0)
      fail_msg("%s on %s: %s to %s", days[i].words, days[i].date, c.time.from, c.time.to);
    nst_arena_free(arena);
  }
}

typedef struct place_in_tree {
  const char *trigger, *from, *text, *tree;
} place_in_tree;

static const place_in_tree trees[] = {
    /* a day after */
    {"cut", "2024-05-13", "Monday",
     "Oran Oran PROPN 2 nsubj\ncut cut VERB 0 root\nties tie NOUN 2 obj\non on ADP 5 case\nMonday Monday "
     "PROPN 2 obl\n, , PUNCT 2 punct\n"
     "a a DET 8 det\nday day NOUN 11 obl:unmarked\nafter after SCONJ 11 mark\nTarn Tarn PROPN 11 "
     "nsubj\nattacked attack VERB 2 advcl\n"},
    {"attacked", "2024-05-12", "a day",
     "Oran Oran PROPN 2 nsubj\ncut cut VERB 0 root\nties tie NOUN 2 obj\non on ADP 5 case\nMonday Monday "
     "PROPN 2 obl\n, , PUNCT 2 punct\n"
     "a a DET 8 det\nday day NOUN 11 obl:unmarked\nafter after SCONJ 11 mark\nTarn Tarn PROPN 11 "
     "nsubj\nattacked attack VERB 2 advcl\n"},
    /* the time of saying is not that of doing */
    {"attacked", "2024-05-15", "",
     "He he PRON 2 nsubj\nsaid say VERB 0 root\non on ADP 4 case\nMonday Monday PROPN 2 obl\nthat that SCONJ "
     "7 mark\nTarn Tarn PROPN 7 nsubj\nattacked attack VERB 2 ccomp\n"},
    /* a verb above shares its time with what it decides */
    {"free", "2024-05-10", "Friday",
     "Judges judge NOUN 2 nsubj\ndecided decide VERB 0 root\non on ADP 4 case\nFriday Friday PROPN 2 obl\nto "
     "to PART 6 mark\nfree free VERB 2 xcomp\nhim he PRON 6 obj\n"},
    /* the time of the promised act is not that of the promise */
    {"agreed", "2024-05-15", "",
     "They they PRON 2 nsubj\nagreed agree VERB 0 root\nto to PART 4 mark\nmeet meet VERB 2 xcomp\non on ADP "
     "6 case\nMonday Monday PROPN 4 obl\n"},
    /* coordination */
    {"recalled", "2024-05-13", "Monday",
     "Oran Oran PROPN 4 nsubj\non on ADP 3 case\nMonday Monday PROPN 4 obl\ncut cut VERB 0 root\nties tie "
     "NOUN 4 obj\nand and CCONJ 7 cc\nrecalled recall VERB 4 conj\nenvoys envoy NOUN 7 obj\n"},
    /* a noun event */
    {"attack", "2024-04-22", "April 22",
     "An a DET 4 det\nApril April PROPN 4 compound\n22 22 NUM 2 nummod\nattack attack NOUN 5 nsubj\nkilled "
     "kill VERB 0 root\nthem they PRON 5 obj\n"},
    {"promise", "2008-01-01", "2008",
     "They they PRON 2 nsubj\nrecalled recall VERB 0 root\nits its PRON 5 nmod:poss\n2008 2008 NUM 5 "
     "nummod\npromise promise NOUN 2 obj Number=Sing\n"},
    /* the dateline */
    {"met", "2024-05-15", "",
     "LIMA Lima PROPN 9 nsubj\n, , PUNCT 1 punct\nMay May PROPN 9 obl\n10 10 NUM 3 nummod\n( ( PUNCT 6 "
     "punct\nReuters Reuters PROPN 1 appos\n) ) PUNCT 6 punct\n- - PUNCT 1 punct\nmet meet VERB 0 root\n"},
    /* three days later, told in another sentence */
    {"sealed", "2024-05-09", "three days later",
     "Crowds crowd NOUN 2 nsubj\nmarched march VERB 0 root\non on ADP 4 case\nMay May PROPN 2 obl\n6 6 NUM 4 "
     "nummod\n\n"
     "He he PRON 2 nsubj\nsealed seal VERB 0 root\nit it PRON 2 obj\nthree three NUM 5 nummod\ndays day NOUN "
     "6 obl:unmarked\nlater late ADV 2 advmod\n"},
};

static void attachment(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
    nst_arena *arena = tree_arena();
    nst_doc *doc = tree_doc(arena, "2024-05-15", trees[i].tree);
    nst_candidate c = tree_candidate(doc, trees[i].trigger, NST_ASSAULT);
    if (strcmp(trees[i].trigger, "agreed") == 0) {
      c.type = NST_AGREE;
      c.comp = c.content_token = tree_find(doc, "meet", 0);
    }
    assert_int_equal(nst_candidate_time(doc, &c), NST_OK);
    if (strcmp(c.time.from, trees[i].from) != 0 || strcmp(c.time.text, trees[i].text) != 0)
      fail_msg("tree %zu, %s: %s \"%s\"", i, trees[i].trigger, c.time.from, c.time.text);
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(expressions), cmocka_unit_test(attachment)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
