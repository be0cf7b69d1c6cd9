/* The tables of data/ontology/, and what is wrong with bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "events/ontology.h"

static nst_buf table(const char *name) {
  nst_buf buf;
  char path[1024];
  nst_buf_init(&buf, nst_allocator_default());
  snprintf(path, sizeof path, NST_SOURCE_DIR "/data/ontology/%s", name);
  assert_int_equal(nst_file_read(path, &buf, NULL), NST_OK);
  return buf;
}

static nst_str whole(const nst_buf *buf) {
  return (nst_str){buf->p, (uint32_t)buf->len};
}

static void the_tables(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_buf cameo = table("cameo.tsv"), plover = table("plover.tsv"), contexts = table("contexts.tsv");
  nst_ontology *o;
  nst_error error = {0};
  nst_status status = nst_ontology_read(arena, whole(&cameo), whole(&plover), whole(&contexts), &o, &error);
  if (status != NST_OK) fail_msg("line %u: %s", error.line, error.message);
  assert_string_equal(nst_ontology_cameo(o, NST_STR("1313"))->mode, "relations");
  assert_true(nst_ontology_cameo(o, NST_STR("1313"))->goldstein == -5.8);
  assert_string_equal(nst_ontology_cameo(o, NST_STR("1319"))->code, "131"); /* the nearest parent */
  assert_null(nst_ontology_cameo(o, NST_STR("99")));
  assert_false(nst_ontology_has(o, NST_STR("1319")));
  assert_int_equal(nst_ontology_cameo(o, NST_STR("163"))->type, NST_SANCTION);
  assert_int_equal(nst_ontology_cameo(o, NST_STR("010"))->type, NST_EVENT_NONE);
  assert_true(nst_ontology_plover(o, NST_PROTEST, "riot")->score == -7);
  assert_string_equal(nst_ontology_plover(o, NST_PROTEST, "nonsense")->mode, "");
  assert_null(nst_ontology_plover(o, NST_EVENT_NONE, ""));
  assert_true(nst_ontology_has_mode(o, NST_CONSULT, NST_STR("visit")));
  assert_false(nst_ontology_has_mode(o, NST_AID, NST_STR("visit")));
  assert_string_equal(nst_ontology_context(o, NST_STR("military")), "military");
  assert_null(nst_ontology_context(o, NST_STR("weather")));
  for (int type = 1; type < NST_EVENT_COUNT; type++) { /* the code of a type is of that type */
    const nst_plover *row = nst_ontology_plover(o, (nst_event_type)type, "");
    assert_non_null(row);
    nst_event_type back = nst_ontology_cameo(o, nst_str_of(row->cameo))->type;
    assert_true(back == (nst_event_type)type || (type == NST_RETREAT && back == NST_RETREAT));
    assert_int_equal(nst_event_type_of(nst_str_of(nst_event_name((nst_event_type)type))), type);
  }
  nst_buf_free(&cameo), nst_buf_free(&plover), nst_buf_free(&contexts);
  nst_arena_free(arena);
}

static void mistakes(void **state) {
  (void)state;
  const char *const good = "a\tb\nmilitary\tx\n", *const head =
                                                      "cameo\tgoldstein\ttype\tmode\tcontexts\tlabel\n";
  const struct {
    const char *line;
    const char *message;
  } bad[] = {
      {"010\t1.0\n", "wrong number of fields"},
      {"01x\t1.0\t\t\t\tX\n", "bad code"},
      {"010\t1e5\t\t\t\tX\n", "bad number"},
      {"010\t1.0\tFOO\t\t\tX\n", "unknown type"},
      {"010\t1.0\tAID\tvisit\t\tX\n", "unknown mode"},
      {"010\t1.0\tAID\t\tweather\tX\n", "unknown context"},
      {"010\t1.0\t\t\t\tX\n010\t1.0\t\t\t\tX\n", "second line"},
      {"010\t1.0\t\t\t\tX\n", "no row for type"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    char text[512];
    nst_error error = {0};
    nst_ontology *o;
    snprintf(text, sizeof text, "# comment\n%s%s", head, bad[i].line);
    nst_status status =
        nst_ontology_read(arena, nst_str_of(text), NST_STR("h\tm\ts\tc\n"), nst_str_of(good), &o, &error);
    assert_int_equal(status, NST_LEXICON);
    assert_null(o);
    if (!strstr(error.message, bad[i].message)) fail_msg("%zu: %s", i, error.message);
    nst_arena_free(arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_tables), cmocka_unit_test(mistakes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
