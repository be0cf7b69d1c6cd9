/* A sentence with the stretches of an event marked: brackets, colours, lines that fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/explain.h"

static const char text[] = "Before. Chad accused Mali of shelling the town of Bol on Monday if it rains.";

static nst_span at(const char *words) {
  const char *p = strstr(text, words);
  assert_non_null(p);
  uint32_t begin = (uint32_t)(p - text);
  return (nst_span){begin, begin + (uint32_t)strlen(words)};
}

static nst_event event_of(nst_actor *source, nst_actor *target) {
  *source =
      (nst_actor){.mention = {"Chad", at("Chad")}, .name = "", .country = "TCD", .org = "", .sector = ""};
  *target =
      (nst_actor){.mention = {"Mali", at("Mali")}, .name = "", .country = "MLI", .org = "", .sector = ""};
  return (nst_event){.type = NST_ACCUSE,
                     .source = source,
                     .n_source = 1,
                     .target = target,
                     .n_target = 1,
                     .trigger = {"accused", at("accused")},
                     .condition = {"if it rains", at("if it rains")},
                     .time = {.text = "Monday"},
                     .place = {.text = "Bol", .country = "TCD", .admin1 = "", .precision = NST_PLACE_CITY}};
}

static void expect(const nst_event *event, table_style style, const char *drawn) {
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  nst_span sentence = {8, (uint32_t)strlen(text)};
  explain_draw(&out, nst_str_of(text), sentence, event, &style, 2);
  nst_buf_char(&out, '\0');
  assert_string_equal(out.p, drawn);
  nst_buf_free(&out);
}

static void brackets(void **state) {
  (void)state;
  nst_actor source, target;
  nst_event e = event_of(&source, &target);
  expect(&e, (table_style){.width = 0},
         "  [source: Chad] [trigger: accused] [target: Mali] of shelling the town of [place: Bol] on [time: "
         "Monday] "
         "[condition: if it rains].\n");
  expect(NULL, (table_style){.width = 30},
         "  Chad accused Mali of\n  shelling the town of Bol on\n  Monday if it rains.\n");
}

static void nested(void **state) {
  (void)state;
  nst_actor source, target;
  nst_event e = event_of(&source, &target);
  e.place.text = "town of Bol on Mon"; /* crosses the time: both end together */
  source.mention.span = at("Chad accused Mali");
  expect(&e, (table_style){.width = 0},
         "  [source: Chad [trigger: accused] [target: Mali]] of shelling the [place: town of Bol on [time: "
         "Mon]]day "
         "[condition: if it rains].\n");
  e.trigger.span = (nst_span){2, 900}; /* not in the sentence: not drawn */
  target.mention.span = (nst_span){0, 3};
  e.time.text = e.place.text = "nowhere";
  e.condition.text = "";
  expect(&e, (table_style){.width = 0},
         "  [source: Chad accused Mali] of shelling the town of Bol on Monday if it rains.\n");
}

static void colours(void **state) {
  (void)state;
  nst_actor source, target;
  nst_event e = event_of(&source, &target);
  e.condition.text = "";
  e.time.text = e.place.text = "";
  expect(&e, (table_style){.colour = true, .width = 42},
         "  \033[32;4mChad\033[0m \033[1;4maccused\033[0m \033[31;4mMali\033[0m of shelling the town\n"
         "  of Bol on Monday if it rains.\n");
}

static void places(void **state) {
  (void)state;
  static const struct {
    const char *place, *words;
  } cases[] = {{"obj.from", "what follows \"from\" at the object"},
               {"in.by", "what follows \"by\" at what follows \"in\""},
               {"subject of the passive", "subject of the passive"},
               {"subject", "subject"},
               {"in_favour_of", "in_favour_of"},
               {"poss", "the possessor"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nst_buf out;
    nst_buf_init(&out, nst_allocator_default());
    explain_put_place(&out, cases[i].place);
    nst_buf_char(&out, '\0');
    assert_string_equal(out.p, cases[i].words);
    nst_buf_free(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(brackets), cmocka_unit_test(nested),
                                     cmocka_unit_test(colours), cmocka_unit_test(places)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
