/* JSON out, headers in, responses and their cache. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "serve/http.h"
#include "serve/json.h"

static void json_has_its_commas(void **state) {
  (void)state;
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  json_open(&out, '{');
  json_key(&out, "a");
  json_open(&out, '[');
  json_int(&out, -5);
  json_number(&out, 2.5, 2);
  json_number(&out, NAN, 2);
  json_string(&out, "x{");
  json_bool(&out, true);
  json_raw(&out, "{\"r\":1} \n", 9);
  json_open(&out, '{');
  json_close(&out, '}');
  json_close(&out, ']');
  json_key(&out, "b");
  json_string_n(&out, "q\"\\\n\xff\xc3\xa9", 7);
  json_key(&out, "c");
  json_string_or_null(&out, "");
  json_close(&out, '}');
  nst_buf_char(&out, '\0');
  assert_string_equal(out.p, "{\"a\":[-5,2.5,null,\"x{\",true,{\"r\":1},{}],\"b\":"
                             "\"q\\\"\\\\\\u000a\xef\xbf\xbd\xc3\xa9\",\"c\":null}");
  nst_buf_free(&out);
}

static void headers_are_read_strictly(void **state) {
  (void)state;
  assert_true(nst_token_equal("secret-token-1234", "secret-token-1234"));
  assert_false(nst_token_equal("secret-token-1235", "secret-token-1234"));
  assert_false(nst_token_equal("secret-token-12345", "secret-token-1234"));
  assert_false(nst_token_equal("", "secret"));
  assert_false(nst_token_equal("", ""));
  assert_true(nst_host_is_local("localhost") && nst_host_is_local("127.0.0.1:8080") &&
              nst_host_is_local("[::1]:1"));
  assert_false(nst_host_is_local("localhost.evil.example") || nst_host_is_local("127.0.0.1:80@evil") ||
               nst_host_is_local("evil") || nst_host_is_local(""));
  assert_true(nst_accepts_gzip("br, gzip") && nst_accepts_gzip("gzip;q=0.5") && nst_accepts_gzip("*"));
  assert_false(nst_accepts_gzip(NULL) || nst_accepts_gzip("") || nst_accepts_gzip("gzip;q=0") ||
               nst_accepts_gzip("gzip; q=0.0") || nst_accepts_gzip("identity"));
  assert_true(nst_etag_matches("\"a\", W/\"b\"", "\"b\"") && nst_etag_matches("*", "\"b\""));
  assert_false(nst_etag_matches(NULL, "\"b\"") || nst_etag_matches("\"a\"", "\"b\"") ||
               nst_etag_matches("*", ""));
}

static void log_fields_are_harmless(void **state) {
  (void)state;
  char out[40];
  nst_log_escape("a\"\n\\\x1b\xff", 6, out, sizeof out);
  assert_string_equal(out, "a\\x22\\x0a\\x5c\\x1b\\xff");
  nst_log_escape("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 60, out, sizeof out);
  assert_true(strlen(out) < sizeof out);
}

static nst_response *make(const char *text, size_t times) {
  nst_reply reply;
  nst_reply_init(&reply);
  for (size_t i = 0; i < times; i++) nst_buf_text(&reply.body, text);
  nst_response *response = nst_response_new(&reply);
  nst_reply_free(&reply);
  return response;
}

static void responses_are_named_and_packed(void **state) {
  (void)state;
  nst_response *small = make("{}", 1), *same = make("{}", 1), *large = make("[1,2,3]", 500);
  assert_string_equal(small->etag, same->etag);
  assert_string_not_equal(small->etag, large->etag);
  assert_null(small->gzip);
  assert_non_null(large->gzip);
  assert_true(large->gzip_bytes < large->plain_bytes / 4);
  nst_response_release(small);
  nst_response_release(same);
  nst_response_release(large);
  nst_response_release(NULL);
}

static void cache_forgets_the_oldest_and_every_change(void **state) {
  (void)state;
  nst_cache *cache = nst_cache_new(40000);
  char key[16];
  for (int i = 0; i < 40; i++) {
    nst_response *r = make("0123456789", 100);
    size_t len = (size_t)snprintf(key, sizeof key, "/k%d", i);
    nst_cache_put(cache, key, len, 1, r);
    nst_cache_put(cache, key, len, 1, r); /* twice is once */
    nst_response_release(r);
    nst_response *first = nst_cache_get(cache, "/k0", 3, 1); /* asked for again and again: stays */
    assert_non_null(first);
    nst_response_release(first);
  }
  assert_null(nst_cache_get(cache, "/k1", 3, 1));
  nst_response *last = nst_cache_get(cache, "/k39", 4, 1);
  assert_non_null(last);
  nst_response_release(last);
  assert_null(nst_cache_get(cache, "/k39", 4, 2));
  assert_null(nst_cache_get(cache, "/k0", 3, 2));
  nst_cache_free(cache);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_has_its_commas),
      cmocka_unit_test(headers_are_read_strictly),
      cmocka_unit_test(log_fields_are_harmless),
      cmocka_unit_test(responses_are_named_and_packed),
      cmocka_unit_test(cache_forgets_the_oldest_and_every_change),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
