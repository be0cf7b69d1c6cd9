/* Dictionaries of TABARI and PETRARCH: what becomes of their lines, and what is told of the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ingest/dictionary.h"
#include "support/failing.h"

typedef struct told {
  char text[1000];
} told;

static void tell(void *user, uint32_t line, const char *message) {
  told *t = user;
  size_t used = strlen(t->text);
  snprintf(t->text + used, sizeof t->text - used, "%u %s\n", (unsigned)line, message);
}

static void expect(nst_dictionary_kind kind, nst_dictionary_options options, const char *text,
                   const char *lines, const char *messages) {
  told t = {""};
  nst_buf out;
  nst_dictionary_counts counts;
  options.unused = tell;
  options.user = &t;
  nst_buf_init(&out, nst_allocator_default());
  assert_int_equal(
      nst_dictionary_import(kind, nst_str_of(text), &options, nst_allocator_default(), &out, &counts),
      NST_OK);
  nst_buf_char(&out, '\0');
  assert_string_equal(out.p, lines);
  assert_string_equal(t.text, messages);
  nst_buf_free(&out);
}

static void actors(void **state) {
  (void)state;
  expect(NST_DICTIONARY_ACTORS, (nst_dictionary_options){.weis = false},
         "<!-- a comment\n of two lines -->\n"
         "HIGHLAND_REPUBLIC [ HIG ] ; note\n+HIGHLANDER\n+CLAN_COUNCIL [HIGGOV]\n"
         "OLD_FOX  # note\n+THE_FOX_OF_U.S.\n\t[HIG < 850601]\n\t[HIGGOV 19850601 - 19990815]\n\t[HIGREB > "
         "990816]\n"
         "LAKE_TOWN [LAK/RIV]\n"
         "BROKEN [HIG850601-990815]\nLOST\nDROPPED [###]\n\t[HIG > 991399]\n",
         "actor Clan Council | HIGGOV\n"
         "actor Highland Republic; Highlander | HIG\n"
         "actor Old Fox; the Fox of U.S. | ..1985-06-01 HIG | 1985-06-01..1999-08-15 HIGGOV | 1999-08-16.. "
         "HIGREB\n"
         "actor Lake Town | LAK/RIV\n",
         "12 a date has run into the code [HIG850601-990815]\n12 Broken has no code\n13 Lost has no code\n"
         "14 a discard code: such a report is coded all the same\n15 the dates of [HIG > 991399] cannot be "
         "read\n"
         "14 Dropped has no code\n");
}

static void agents(void **state) {
  (void)state;
  expect(NST_DICTIONARY_AGENTS, (nst_dictionary_options){.weis = false},
         "!PERSON! = MAN, WOMAN\nRIVER_GUARD {} [~MIL]\nELDER [~GOV]\nBOUNTY [~BUS]\n"
         "RIGHTS_BODY {RIGHTS_BODIES} [NGO~]\nFERRY!PERSON! [~BUS]\nODD [~]\nNAKED\n",
         "agent MIL group, +MIL: river guard\n"
         "agent GOV person, +GOV: elder; elders\n"
         "agent BUS person, +BUS: bounty; bounties\n"
         "agent NGO body, NGO+: rights body; rights bodies\n"
         "agent BUS person, +BUS: ferry man\nagent BUS person, +BUS: ferry woman\n",
         "7 an agent's code is [~CODE] or [CODE~], not [~]\n8 an agent without a code\n");
}

/* The lines of a verb dictionary without those that open a section. */
static void verbs(void **state) {
  (void)state;
  nst_dictionary_options options = {.weis = false};
  told t = {""};
  nst_buf out;
  nst_dictionary_counts counts;
  options.unused = tell;
  options.user = &t;
  nst_buf_init(&out, nst_allocator_default());
  const char *text = "&KINDS\n+TRADE\n+OLD BORDER\n--- MEND [061] ---\nMENDED {MENDS}\n+PATCH_UP [060]\n"
                     "- * &KINDS TIES [062]\n- * FOR TALKS [040:041]\n- *_UP [051]\n- RIVER * [---]\n"
                     "- NOT * [125]\n- * [990]\n~ a (b . MEND) SAY = a b 112\n";
  assert_int_equal(nst_dictionary_import(NST_DICTIONARY_VERBS, nst_str_of(text), &options,
                                         nst_allocator_default(), &out, &counts),
                   NST_OK);
  nst_buf_char(&out, '\0');
  static const char *const lines[] = {"type COOPERATE\n",
                                      "verb *patch_up code=060\n",
                                      "verb mend, *patch_up if.obj=trade_*tie,old_border_*tie code=062\n",
                                      "verb mend, *patch_up if.for=talk mutual=yes code=040 is=CONSULT\n",
                                      "verb mend_up, *patch_up_up code=051 is=SUPPORT\n",
                                      "verb mend, *patch_up if.subj=river is=NONE\n"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (!strstr(out.p, lines[i])) print_message("missing: %sin:\n%s", lines[i], out.p);
    assert_non_null(strstr(out.p, lines[i]));
  }
  assert_string_equal(t.text, "11 a frame cannot say this: NOT *\n12 the code [990] has no event type\n"
                              "13 transformations are not read\n");
  nst_buf_free(&out);
}

static void out_of_memory(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    failing f = {.left = n, .forever = true};
    nst_dictionary_options options = {.weis = true};
    nst_dictionary_counts counts;
    nst_buf out;
    nst_buf_init(&out, failing_allocator(&f));
    nst_status status = nst_dictionary_import(NST_DICTIONARY_ACTORS,
                                              NST_STR("HIGHLAND [HIG]\n+HIGHLANDER\n\t[HIGGOV > 990816]\n"),
                                              &options, failing_allocator(&f), &out, &counts);
    nst_buf_free(&out);
    assert_int_equal(f.live, 0);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(actors), cmocka_unit_test(agents),
                                     cmocka_unit_test(verbs), cmocka_unit_test(out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
