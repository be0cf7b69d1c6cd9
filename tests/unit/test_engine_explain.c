/* A coder that explains: the same records, and for each frame word without a record one reason. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "record/record.h"
#include "support/failing.h"

static const char text[] =
    "Turkey's foreign minister met his Greek counterpart in Ankara on Tuesday.\n\n"
    "France threatened to impose sanctions on Belarus if troops cross the border. Rebels attacked a market. "
    "The attack was condemned. A strike killed the talks. He said nothing.";

static int open_pack(void **state) {
  nst_pack *pack = NULL;
  nst_error error;
  if (nst_pack_open(NST_BUILD_DIR "/tiny.npk", NULL, &pack, &error) != NST_OK) {
    fprintf(stderr, "%s\n", error.message);
    return -1;
  }
  *state = pack;
  return 0;
}

static int close_pack(void **state) {
  nst_pack_free(*state);
  return 0;
}

static nst_result *code(const nst_pack *pack, bool explain, double threshold) {
  nst_coder_options options = {.explain = explain, .threshold = threshold};
  nst_report report = {.id = "r", .date = "2021-03-18", .text = text, .text_len = strlen(text)};
  nst_coder *coder = NULL;
  nst_result *result = NULL;
  assert_int_equal(nst_coder_new(pack, &options, &coder), NST_OK);
  assert_int_equal(nst_code(coder, &report, &result), NST_OK);
  nst_coder_free(coder);
  return result;
}

static void the_same_records(void **state) {
  nst_result *with = code(*state, true, 0.001), *without = code(*state, false, 0.001);
  nst_buf a, b;
  nst_buf_init(&a, nst_allocator_default());
  nst_buf_init(&b, nst_allocator_default());
  assert_int_equal(nst_result_count(with), nst_result_count(without));
  for (size_t i = 0; i < nst_result_count(with); i++) {
    nst_record_jsonl(&a, nst_result_event(with, i));
    nst_record_jsonl(&b, nst_result_event(without, i));
  }
  assert_int_equal(a.len, b.len);
  if (a.len) assert_memory_equal(a.p, b.p, a.len);
  nst_buf_free(&a);
  nst_buf_free(&b);
  nst_result_free(with);
  nst_result_free(without);
}

static void reasons_stand_in_their_sentences(void **state) {
  nst_result *r = code(*state, true, 1);
  nst_sentence_view view;
  const nst_dropped *d;
  size_t n = 0;
  uint32_t before = 0;
  for (; nst_result_sentence(r, n, &view); n++) {
    assert_true(view.span.begin >= before && view.span.end >= view.span.begin &&
                view.span.end <= strlen(text));
    before = view.span.end;
  }
  assert_int_equal(n, nst_result_sentences(r));
  before = 0;
  for (size_t i = 0; (d = nst_result_dropped(r, i)) != NULL; i++) {
    assert_true(nst_result_sentence(r, d->sentence, &view));
    assert_true(d->word.span.begin >= view.span.begin && d->word.span.end <= view.span.end);
    assert_true(d->word.span.begin >= before);
    before = d->word.span.begin;
    assert_non_null(nst_drop_text(d->drop));
    assert_true(d->word.text[0] && d->path[0] && d->line > 0 && d->why != NULL);
    if (d->drop == NST_DROP_UNSURE) assert_true(d->confidence < 1);
  }
  assert_int_equal(nst_result_count(r), 0);
  assert_null(nst_drop_text(NST_DROP_COUNT));
  nst_result_free(r);
}

static void grounds_make_the_confidence(void **state) {
  nst_result *r = code(*state, true, 0.001);
  for (size_t i = 0; i < nst_result_count(r); i++) {
    double sum = 0;
    nst_ground g;
    size_t k = 0;
    for (; nst_result_ground(r, i, k, &g); k++) {
      assert_true(g.name[0] && isfinite(g.value));
      sum += g.effect;
    }
    assert_true(k > 0);
    double p = 1 / (1 + exp(-sum));
    if (p > 0.01 && p < 0.99) assert_true(fabs(p - nst_result_event(r, i)->confidence) < 0.0006);
  }
  nst_result_free(r);
}

/* Of either side one answer is the rules', the probabilities sum to one, and every answer has its evidence. */
static void answers_are_weighed(void **state) {
  (void)state;
  nst_pack *pack = NULL;
  if (nst_pack_open(NST_BUILD_DIR "/en.npk", NULL, &pack, NULL) != NST_OK) skip(); /* no weights at hand */
  nst_result *r = code(pack, true, 0.001);
  assert_true(nst_result_count(r) > 0);
  for (size_t i = 0; i < nst_result_count(r); i++) {
    double sum[2] = {0, 0};
    int rules[2] = {0, 0};
    nst_choice c;
    for (size_t k = 0; nst_result_choice(r, i, k, &c); k++) {
      assert_true(c.probability >= 0 && c.n_evidence > 0 && c.evidence[0][0]);
      sum[c.target] += c.probability;
      rules[c.target] += c.rule;
    }
    for (int side = 0; side < 2; side++) {
      assert_true(fabs(sum[side] - 1) < 1e-6);
      assert_int_equal(rules[side], 1);
    }
  }
  nst_result_free(r);
  nst_pack_free(pack);
}

static void silent_otherwise(void **state) {
  nst_result *r = code(*state, false, 0.001);
  nst_sentence_view view;
  nst_ground g;
  assert_null(nst_result_dropped(r, 0));
  assert_false(nst_result_ground(r, 0, 0, &g));
  nst_choice c;
  assert_false(nst_result_choice(r, 0, 0, &c));
  assert_false(nst_result_sentence(r, 0, &view));
  nst_result_free(r);
}

static void without_memory(void **state) {
  for (long n = 0;; n += 7) {
    failing f = {.left = n};
    nst_coder_options options = {.explain = true, .allocator = failing_allocator(&f)};
    nst_report report = {.id = "r", .text = text, .text_len = strlen(text)};
    nst_coder *coder = NULL;
    nst_result *result = NULL;
    nst_status status = nst_coder_new(*state, &options, &coder);
    if (status == NST_OK) status = nst_code(coder, &report, &result);
    nst_result_free(result);
    nst_coder_free(coder);
    assert_int_equal(f.live, 0);
    if (status == NST_OK && f.left > 0) break;
    if (status != NST_OK) assert_int_equal(status, NST_NOMEM);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_records),
      cmocka_unit_test(reasons_stand_in_their_sentences),
      cmocka_unit_test(grounds_make_the_confidence),
      cmocka_unit_test(answers_are_weighed),
      cmocka_unit_test(silent_otherwise),
      cmocka_unit_test(without_memory),
  };
  return cmocka_run_group_tests(tests, open_pack, close_pack);
}
