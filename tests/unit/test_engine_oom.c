/* Every request for memory fails in turn: a status, no crash, nothing kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "nestor.h"
#include "support/failing.h"

static const char text[] =
    "ANKARA (Wire) - Turkey's foreign minister met his Greek counterpart on Tuesday, officials said.\n\n"
    "\"We will not accept the conditions,\" he said. At least 40 people were killed when rebels attacked a "
    "market "
    "unless the army withdraws. France threatened to impose sanctions on Belarus if troops cross the border.";

static const nst_report report = {.id = "r",
                                  .date = "2021-03-18",
                                  .title = "Ministers meet",
                                  .title_len = 14,
                                  .text = text,
                                  .text_len = sizeof text - 1};

/* The real pack, where there is one, finds events; the small one at least walks through all stages. */
static const char *pack_path(void) {
  static const char real[] = NST_BUILD_DIR "/en.npk";
  return access(real, R_OK) == 0 ? real : NST_BUILD_DIR "/tiny.npk";
}

/* With blocks of 64 bytes there are too many requests to try each: then every k-th. */
static long stride(long requests) {
  return 1 + requests / 200;
}

static nst_status open_pack(failing *f, nst_pack **pack) {
  nst_pack_options options = {.allocator = failing_allocator(f)};
  nst_error error;
  nst_status status = nst_pack_open(pack_path(), &options, pack, &error);
  if (status != NST_OK) assert_int_equal(error.status, status);
  return status;
}

/* The n-th request and all after it fail, and then only the n-th. */
static void opening_a_pack(void **state) {
  (void)state;
  failing all = {.left = __LONG_MAX__};
  nst_pack *pack = NULL;
  assert_int_equal(open_pack(&all, &pack), NST_OK);
  nst_pack_free(pack);
  assert_int_equal(all.live, 0);
  assert_false(all.wrong);
  for (long n = 0; n < all.requests; n += stride(all.requests)) {
    failing f = {.left = n, .forever = n % 3 == 0};
    assert_int_equal(open_pack(&f, &pack), NST_NOMEM);
    assert_null(pack);
    assert_int_equal(f.live, 0);
  }
}

static nst_status code(failing *f, const nst_pack *pack) {
  nst_coder_options options = {.allocator = failing_allocator(f)};
  nst_coder *coder = NULL;
  nst_status status = nst_coder_new(pack, &options, &coder);
  if (status != NST_OK) {
    assert_null(coder);
    return status;
  }
  nst_result *result = NULL;
  status = nst_code(coder, &report, &result);
  if (status != NST_OK) {
    assert_null(result);
    assert_int_equal(nst_coder_error(coder)->status, status);
    f->left = __LONG_MAX__; /* after a failure the coder still works */
    assert_int_equal(nst_code(coder, &report, &result), NST_OK);
  }
  nst_result_free(result);
  nst_coder_free(coder);
  return status;
}

static void coding_a_report(void **state) {
  (void)state;
  failing f = {.left = __LONG_MAX__};
  nst_pack *pack = NULL;
  assert_int_equal(open_pack(&f, &pack), NST_OK);
  failing all = {.left = __LONG_MAX__};
  assert_int_equal(code(&all, pack), NST_OK);
  assert_int_equal(all.live, 0);
  assert_false(all.wrong);
  for (long n = 0; n < all.requests; n += stride(all.requests)) {
    failing one = {.left = n, .forever = n % 3 == 0};
    assert_int_equal(code(&one, pack), NST_NOMEM);
    assert_int_equal(one.live, 0);
  }
  nst_pack_free(pack);
  assert_int_equal(f.live, 0);
}

static nst_status parse(failing *f, const nst_pack *pack) {
  nst_coder_options options = {.allocator = failing_allocator(f)};
  nst_coder *coder = NULL;
  nst_status status = nst_coder_new(pack, &options, &coder);
  if (status != NST_OK) return status;
  char *out = NULL, *again = NULL;
  size_t len = 0, again_len = 0;
  status = nst_parse(coder, NST_PARSE_TEXT, text, sizeof text - 1, true, &out, &len);
  if (status == NST_OK) status = nst_parse(coder, NST_PARSE_CONLLU, out, len, true, &again, &again_len);
  if (status == NST_OK) assert_int_equal(again[again_len], 0);
  nst_text_free(coder, again, again_len);
  nst_text_free(coder, out, len);
  nst_coder_free(coder);
  return status;
}

static void parsing_a_text(void **state) {
  (void)state;
  failing f = {.left = __LONG_MAX__};
  nst_pack *pack = NULL;
  assert_int_equal(open_pack(&f, &pack), NST_OK);
  failing all = {.left = __LONG_MAX__};
  assert_int_equal(parse(&all, pack), NST_OK);
  assert_int_equal(all.live, 0);
  assert_false(all.wrong);
  for (long n = 0; n < all.requests; n += stride(all.requests)) {
    failing one = {.left = n, .forever = n % 3 == 0};
    assert_int_equal(parse(&one, pack), NST_NOMEM);
    assert_int_equal(one.live, 0);
  }
  nst_pack_free(pack);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(opening_a_pack),
      cmocka_unit_test(coding_a_report),
      cmocka_unit_test(parsing_a_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
