/* What nestor.h promises of packs, coders and results, with the small pack. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "record/record.h"

static const char *const texts[] = {
    "Turkey's foreign minister met his Greek counterpart in Ankara on Tuesday.",
    "France threatened to impose sanctions on Belarus if troops cross the border. Rebels attacked a market.",
    "Protesters marched in Paris. The United States urged Iran to release the prisoners, officials said.",
    "He said nothing.",
};
enum { TEXTS = sizeof texts / sizeof *texts, THREADS = 4 };

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

static nst_report report_of(const char *text) {
  return (nst_report){.id = "r", .date = "2021-03-18", .text = text, .text_len = strlen(text)};
}

/* All records of all texts, in an order that depends on `start`. */
static void code_all(const nst_pack *pack, const char *kernel, size_t start, nst_buf out[TEXTS]) {
  nst_coder_options options = {.kernel = kernel};
  nst_coder *coder = NULL;
  if (nst_coder_new(pack, &options, &coder) != NST_OK) abort();
  for (size_t i = 0; i < TEXTS; i++) {
    size_t at = (start + i) % TEXTS;
    nst_report report = report_of(texts[at]);
    nst_result *result = NULL;
    if (nst_code(coder, &report, &result) != NST_OK) abort();
    for (size_t k = 0; k < nst_result_count(result); k++)
      nst_record_jsonl(&out[at], nst_result_event(result, k));
    nst_result_free(result);
  }
  nst_coder_free(coder);
}

typedef struct job {
  const nst_pack *pack;
  size_t start;
  nst_buf out[TEXTS];
} job;

static void *work(void *arg) {
  job *j = arg;
  code_all(j->pack, NULL, j->start, j->out);
  return NULL;
}

static void threads_and_kernels_agree(void **state) {
  job jobs[THREADS];
  pthread_t threads[THREADS];
  nst_buf alone[TEXTS];
  for (int k = 0; k < TEXTS; k++) nst_buf_init(&alone[k], nst_allocator_default());
  code_all(*state, "ref", 0, alone);
  for (size_t i = 0; i < THREADS; i++) {
    jobs[i] = (job){.pack = *state, .start = i};
    for (int k = 0; k < TEXTS; k++) nst_buf_init(&jobs[i].out[k], nst_allocator_default());
    assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    for (int k = 0; k < TEXTS; k++) {
      assert_int_equal(jobs[i].out[k].len, alone[k].len);
      if (alone[k].len) assert_memory_equal(jobs[i].out[k].p, alone[k].p, alone[k].len);
      nst_buf_free(&jobs[i].out[k]);
    }
  }
  for (int k = 0; k < TEXTS; k++) nst_buf_free(&alone[k]);
}

static void results_outlive_the_coder(void **state) {
  nst_coder *coder = NULL;
  assert_int_equal(nst_coder_new(*state, NULL, &coder), NST_OK);
  nst_report report = report_of(texts[1]);
  nst_result *first = NULL, *second = NULL;
  assert_int_equal(nst_code(coder, &report, &first), NST_OK);
  report = report_of(texts[3]);
  assert_int_equal(nst_code(coder, &report, &second), NST_OK);
  nst_coder_free(coder);
  assert_int_equal(nst_result_sentences(second), 1);
  for (size_t i = 0; i < nst_result_count(first); i++) {
    const nst_event *e = nst_result_event(first, i);
    assert_string_equal(e->doc, "r");
    assert_string_equal(e->date, "2021-03-18");
    assert_int_equal(strlen(e->id), 16);
    assert_memory_equal(e->trigger.text, texts[1] + e->trigger.span.begin, 1);
  }
  assert_null(nst_result_event(first, nst_result_count(first)));
  nst_result_free(first);
  nst_result_free(second);
}

static void bad_reports_are_told(void **state) {
  nst_coder *coder = NULL;
  assert_int_equal(nst_coder_new(*state, NULL, &coder), NST_OK);
  static const char zeros[100];
  const struct {
    nst_report report;
    nst_status status;
  } bad[] = {
      {{.id = "e", .text = "", .text_len = 0}, NST_EMPTY},
      {{.id = "s", .text = " \n\t ", .text_len = 4}, NST_EMPTY},
      {{.id = "z", .text = zeros, .text_len = sizeof zeros}, NST_TEXT},
      {{.id = "l", .text = "x", .text_len = 64 * 1024 * 1024 + 1}, NST_TOO_LARGE},
      {{.id = "n", .text = NULL, .text_len = 3}, NST_ARGUMENT},
      {{.id = "d", .date = "yesterday", .text = "A.", .text_len = 2}, NST_ARGUMENT},
      {{.id = "d", .date = "2021-02-30", .text = "A.", .text_len = 2}, NST_ARGUMENT},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_result *result = NULL;
    assert_int_equal(nst_code(coder, &bad[i].report, &result), bad[i].status);
    assert_null(result);
    assert_int_equal(nst_coder_error(coder)->status, bad[i].status);
    assert_true(nst_coder_error(coder)->message[0] != '\0');
  }
  nst_result *result = NULL;
  nst_report good = report_of(texts[0]);
  assert_int_equal(nst_code(coder, &good, &result), NST_OK);
  assert_int_equal(nst_coder_error(coder)->status, NST_OK);
  nst_result_free(result);
  nst_coder_free(coder);
}

static void bad_options_are_told(void **state) {
  nst_coder *coder = NULL;
  nst_coder_options options = {.kernel = "abacus"};
  assert_int_equal(nst_coder_new(*state, &options, &coder), NST_ARGUMENT);
  options = (nst_coder_options){.threshold = 1.5};
  assert_int_equal(nst_coder_new(*state, &options, &coder), NST_ARGUMENT);
  assert_int_equal(nst_coder_new(NULL, NULL, &coder), NST_ARGUMENT);
  assert_null(coder);
  nst_pack *pack = NULL;
  nst_error error;
  assert_int_equal(nst_pack_open("/nowhere.npk", NULL, &pack, &error), NST_IO);
  assert_int_equal(nst_pack_open(NST_SOURCE_DIR "/LICENSE", NULL, &pack, &error), NST_PACK);
  assert_int_equal(nst_pack_open(NULL, NULL, &pack, &error), NST_ARGUMENT);
  assert_null(pack);
  nst_coder_free(NULL);
  nst_pack_free(NULL);
  nst_result_free(NULL);
}

static void titles_shift_spans(void **state) {
  nst_coder *coder = NULL;
  assert_int_equal(nst_coder_new(*state, NULL, &coder), NST_OK);
  nst_report report = report_of(texts[1]);
  report.title = "Paris warns Minsk";
  report.title_len = strlen(report.title);
  nst_result *result = NULL;
  assert_int_equal(nst_code(coder, &report, &result), NST_OK);
  assert_int_equal(nst_result_sentences(result), 3);
  size_t all = report.title_len + 2 + report.text_len;
  for (size_t i = 0; i < nst_result_count(result); i++) {
    assert_true(nst_result_event(result, i)->trigger.span.end <= all);
  }
  nst_result_free(result);
  nst_coder_free(coder);
}

static void hear(void *user, const char *path, uint32_t line, const char *message) {
  (void)message;
  nst_buf_format(user, "%s:%u ", strrchr(path, '/') ? strrchr(path, '/') + 1 : path, (unsigned)line);
}

static void lexicons_are_checked(void **state) {
  (void)state;
  nst_buf told;
  nst_buf_init(&told, nst_allocator_default());
  nst_status status = nst_lexicon_check(NST_SOURCE_DIR "/data", hear, &told);
  nst_buf_char(&told, '\0');
  if (status != NST_OK) fail_msg("mistakes: %s", told.p);
  assert_int_equal(nst_lexicon_check(NST_SOURCE_DIR "/data/frames/agree.frames", hear, &told), NST_OK);
  told.len = 0;
  char path[] = "/tmp/nestor-test-XXXXXX.frames";
  int fd = mkstemps(path, 7);
  assert_true(fd >= 0);
  close(fd);
  static const char bad[] = "type AGREE\nverb agree  nonsense=1\nverb promise source=subj\ntype NOTHING\n";
  assert_int_equal(nst_file_write(path, bad, sizeof bad - 1, NULL), NST_OK);
  assert_int_equal(nst_lexicon_check(path, hear, &told), NST_LEXICON);
  nst_buf_char(&told, '\0');
  assert_non_null(strstr(told.p, ".frames:2 "));
  assert_non_null(strstr(told.p, ".frames:4 "));
  assert_null(strstr(told.p, ".frames:3 "));
  unlink(path);
  assert_int_equal(nst_lexicon_check("/nowhere.frames", hear, &told), NST_IO);
  nst_buf_free(&told);
}

static void names_are_those_of_the_record(void **state) {
  (void)state;
  assert_string_equal(nst_event_name(NST_SANCTION), "SANCTION");
  assert_int_equal(nst_event_quad(NST_SANCTION), 4);
  assert_int_equal(nst_event_quad(NST_EVENT_NONE), 0);
  assert_null(nst_event_name(NST_EVENT_COUNT));
  assert_string_equal(nst_event_status_name(NST_HYPOTHETICAL), "hypothetical");
  assert_string_equal(nst_quantity_kind_name(NST_Q_OTHER), "other");
  assert_string_equal(nst_status_text(NST_PACK), "bad pack file");
  assert_string_equal(nst_version(), NST_VERSION);
}

static void actors_are_listed(void **state) {
  nst_coder *coder = NULL;
  assert_int_equal(nst_coder_new(*state, NULL, &coder), NST_OK);
  nst_report report = report_of("France threatened to impose sanctions on Belarus.");
  nst_actor_list *list = NULL;
  assert_int_equal(nst_find_actors(coder, &report, true, &list), NST_OK);
  size_t n = nst_actor_list_count(list);
  for (size_t i = 0; i < n; i++) {
    const nst_actor_mention *m = nst_actor_list_mention(list, i);
    assert_true(m->actor.mention.span.begin < m->actor.mention.span.end);
    assert_true(m->actor.mention.span.end <= report.text_len);
    assert_true(m->basis == NST_BASIS_NONE || m->why[0] != '\0');
  }
  assert_null(nst_actor_list_mention(list, n));
  nst_actor_list_free(list);
  assert_int_equal(nst_find_actors(coder, NULL, false, &list), NST_ARGUMENT);
  assert_null(list);
  assert_int_equal(nst_find_actors(NULL, &report, false, &list), NST_ARGUMENT);
  nst_coder_free(coder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_and_kernels_agree), cmocka_unit_test(results_outlive_the_coder),
      cmocka_unit_test(bad_reports_are_told),      cmocka_unit_test(bad_options_are_told),
      cmocka_unit_test(titles_shift_spans),        cmocka_unit_test(lexicons_are_checked),
      cmocka_unit_test(actors_are_listed),         cmocka_unit_test(names_are_those_of_the_record),
  };
  return cmocka_run_group_tests(tests, open_pack, close_pack);
}
