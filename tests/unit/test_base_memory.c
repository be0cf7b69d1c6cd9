/* Arena, buffer, table, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/hash.h"
#include "support/failing.h"

static void arena_gives_cleared_aligned_memory(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_non_null(arena);
  for (int round = 0; round < 3; round++) {
    for (size_t size = 0; size < 3000; size += 37) {
      unsigned char *p = nst_arena_take(arena, size);
      assert_non_null(p);
      assert_int_equal((uintptr_t)p % 16, 0);
      for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
      memset(p, 0xEE, size);
    }
    nst_arena_reset(arena);
  }
  size_t held = nst_arena_held(arena);
  assert_non_null(nst_arena_take(arena, 1000));
  assert_int_equal(nst_arena_held(arena), held); /* blocks are used again */
  nst_arena_free(arena);
}

static void arena_refuses_sizes_that_overflow(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_null(nst_arena_take(arena, SIZE_MAX));
  assert_null(nst_arena_take(arena, SIZE_MAX - 20));
  assert_null(nst_arena_array(arena, SIZE_MAX / 2, 3));
  assert_null(nst_arena_copy(arena, "", SIZE_MAX));
  size_t capacity = SIZE_MAX / 2 + 1;
  void *items = NULL;
  assert_false(nst_arena_grow(arena, &items, capacity, &capacity, 1));
  assert_non_null(nst_arena_take(arena, 1)); /* still usable */
  nst_arena_free(arena);
}

static void arena_formats_and_grows(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  assert_string_equal(nst_arena_format(arena, "%s-%d", "a", 7), "a-7");
  assert_string_equal(nst_arena_copy(arena, "abc", 2), "ab");
  struct {
    int *items;
    size_t n, capacity;
  } list = {NULL, 0, 0};
  for (int i = 0; i < 1000; i++) assert_true(NST_PUSH(arena, &list, i));
  for (int i = 0; i < 1000; i++) assert_int_equal(list.items[i], i);
  nst_arena_free(arena);
}

static void failed_requests_leave_things_usable(void **state) {
  (void)state;
  failing f = {.left = 1};
  nst_arena *arena = nst_arena_new(failing_allocator(&f));
  assert_non_null(arena);
  assert_null(nst_arena_take(arena, 10));
  assert_true(nst_arena_failed(arena));
  nst_arena_reset(arena);
  assert_false(nst_arena_failed(arena));
  f.left = 1;
  assert_non_null(nst_arena_take(arena, 10));
  nst_arena_free(arena);
  assert_int_equal(f.live, 0);
  assert_null(nst_arena_new(failing_allocator(&f)));

  f.left = 0;
  nst_buf buf;
  nst_buf_init(&buf, failing_allocator(&f));
  nst_buf_text(&buf, "lost");
  assert_true(buf.failed);
  f.left = 100;
  nst_buf_text(&buf, "also lost"); /* once failed, always failed */
  assert_int_equal(buf.len, 0);
  nst_buf_free(&buf);
  assert_int_equal(f.live, 0);
}

static void buffer_grows(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  for (int i = 0; i < 500; i++) {
    nst_buf_format(&buf, "%03d", i);
    nst_buf_char(&buf, ',');
    nst_buf_put(&buf, NULL, 0);
  }
  assert_int_equal(buf.len, 2000);
  assert_memory_equal(buf.p + 4 * 321, "321,", 4);
  assert_false(buf.failed);
  nst_buf_free(&buf);
}

static void map_keeps_every_key(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_map map;
  nst_map_init(&map, arena);
  assert_int_equal(nst_map_get(&map, NST_STR("x")), NST_MAP_NONE);
  for (uint32_t i = 0; i < 5000; i++) {
    assert_true(nst_map_put(&map, nst_str_of(nst_arena_format(arena, "key%u", (unsigned)i)), i));
  }
  assert_true(nst_map_put(&map, NST_STR("key17"), 99));
  assert_true(nst_map_put(&map, (nst_str){NULL, 0}, 5)); /* the empty text is a key as well */
  assert_int_equal(map.n, 5001);
  for (uint32_t i = 0; i < 5000; i++) {
    char key[16];
    snprintf(key, sizeof key, "key%u", (unsigned)i);
    assert_int_equal(nst_map_get(&map, nst_str_of(key)), i == 17 ? 99 : i);
  }
  assert_int_equal(nst_map_get(&map, NST_STR("")), 5);
  assert_int_equal(nst_map_get(&map, NST_STR("key5000")), NST_MAP_NONE);
  nst_arena_free(arena);
}

static void hash_is_the_published_one(void **state) {
  (void)state;
  assert_true(nst_hash("", 0, 0) == UINT64_C(0x2D06800538D394C2)); /* XXH3 of nothing */
  assert_true(nst_hash("a", 1, 0) != nst_hash("a", 1, 1));
}

static void files_come_back(void **state) {
  (void)state;
  char folder[] = "/tmp/nestor-test-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/file", folder);
  nst_error error = {.status = NST_OK};
  for (size_t len = 0; len < 200000; len = len * 3 + 1) {
    char *data = malloc(len + 1);
    for (size_t i = 0; i < len; i++) data[i] = (char)(i * 31 % 251);
    assert_int_equal(nst_file_write(path, data, len, &error), NST_OK);
    nst_buf buf;
    nst_buf_init(&buf, nst_allocator_default());
    assert_int_equal(nst_file_read(path, &buf, &error), NST_OK);
    assert_int_equal(buf.len, len);
    if (len) assert_memory_equal(buf.p, data, len);
    nst_mapped mapped;
    assert_int_equal(nst_file_map(path, &mapped, &error), NST_OK);
    assert_int_equal(mapped.len, len);
    if (len) assert_memory_equal(mapped.p, data, len);
    nst_file_unmap(&mapped);
    nst_buf_free(&buf);
    free(data);
  }
  unlink(path);
  assert_int_equal(rmdir(folder), 0); /* nothing is left beside the file */
}

static void file_errors_say_which_file(void **state) {
  (void)state;
  nst_error error = {.status = NST_OK};
  nst_mapped mapped;
  assert_int_equal(nst_file_map("/nowhere/at/all", &mapped, &error), NST_IO);
  assert_string_equal(error.message, "cannot open /nowhere/at/all: no such file or folder");
  assert_int_equal(nst_file_map("/tmp", &mapped, &error), NST_IO);
  assert_int_equal(nst_file_write("/nowhere/at/all", "x", 1, &error), NST_IO);
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  assert_int_equal(nst_file_read("/tmp", &buf, NULL), NST_IO);
  nst_buf_free(&buf);
  /* A device is written to, never replaced. */
  assert_int_equal(nst_file_write("/dev/null", "x", 1, &error), NST_OK);
  struct stat info;
  assert_int_equal(stat("/dev/null", &info), 0);
  assert_true(S_ISCHR(info.st_mode));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_gives_cleared_aligned_memory),
      cmocka_unit_test(arena_refuses_sizes_that_overflow),
      cmocka_unit_test(arena_formats_and_grows),
      cmocka_unit_test(failed_requests_leave_things_usable),
      cmocka_unit_test(buffer_grows),
      cmocka_unit_test(map_keeps_every_key),
      cmocka_unit_test(hash_is_the_published_one),
      cmocka_unit_test(files_come_back),
      cmocka_unit_test(file_errors_say_which_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
