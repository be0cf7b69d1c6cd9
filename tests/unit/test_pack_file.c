/* Pack files: written, read, and damaged in every byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hash.h"
#include "pack/pack.h"
#include "support/failing.h"

#define BYTES(text) ((const uint8_t *)(text)), sizeof(text) - 1

static const nst_section sections[] = {{"words/titles.txt", BYTES("Mr\nMrs\n")},
                                       {"frames/agree.frames", BYTES("type AGREE\n")},
                                       {"frames/_words.frames", BYTES("")},
                                       {"model", BYTES("weights")}};

static void sections_come_back_sorted(void **state) {
  (void)state;
  nst_packfile *pack;
  nst_error error;
  assert_int_equal(nst_packfile_from_sections(sections, 4, nst_allocator_default(), &pack, &error), NST_OK);
  const nst_section *s = nst_packfile_section(pack, "words/titles.txt");
  assert_non_null(s);
  assert_true(nst_str_is(nst_section_text(s), "Mr\nMrs\n"));
  assert_int_equal((uintptr_t)s->p % 16, 0);
  assert_null(nst_packfile_section(pack, "words"));
  s = nst_packfile_next(pack, "frames/", ".frames", NULL);
  assert_string_equal(s->name, "frames/_words.frames");
  s = nst_packfile_next(pack, "frames/", ".frames", s);
  assert_string_equal(s->name, "frames/agree.frames");
  assert_null(nst_packfile_next(pack, "frames/", ".frames", s));
  nst_packfile_free(pack);
}

static void bad_names_are_refused(void **state) {
  (void)state;
  const nst_section doubled[] = {{"a", BYTES("1")}, {"a", BYTES("2")}};
  const nst_section unnamed[] = {{"", BYTES("1")}};
  const nst_section lengthy[] = {
      {"0123456789012345678901234567890123456789012345678901234567890123", BYTES("1")}};
  nst_packfile *pack;
  nst_error error;
  assert_int_equal(nst_packfile_from_sections(doubled, 2, nst_allocator_default(), &pack, &error), NST_PACK);
  assert_int_equal(nst_packfile_from_sections(unnamed, 1, nst_allocator_default(), &pack, &error), NST_PACK);
  assert_int_equal(nst_packfile_from_sections(lengthy, 1, nst_allocator_default(), &pack, &error), NST_PACK);
  assert_null(pack);
}

static void every_damaged_byte_is_seen(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  assert_int_equal(nst_packfile_write(sections, 4, &buf, NULL), NST_OK);
  for (size_t i = 0; i < buf.len; i++) {
    buf.p[i] ^= 0x40;
    nst_packfile *pack;
    nst_error error;
    nst_status status =
        nst_packfile_from_memory(buf.p, buf.len, nst_allocator_default(), true, &pack, &error);
    assert_true(status == NST_PACK || status == NST_PACK_VERSION);
    assert_int_equal(error.status, status);
    assert_null(pack);
    buf.p[i] ^= 0x40;
  }
  for (size_t len = 0; len < buf.len; len++) {
    nst_packfile *pack;
    assert_int_equal(nst_packfile_from_memory(buf.p, len, nst_allocator_default(), true, &pack, NULL),
                     NST_PACK);
  }
  nst_buf_free(&buf);
}

/* With the checksum ignored or made right, the fields themselves are checked. */
static void bad_fields_are_refused(void **state) {
  (void)state;
  static const struct {
    size_t at;
    uint8_t value;
    nst_status status;
  } damages[] = {
      {8, 2, NST_PACK_VERSION},      /* format */
      {12, 200, NST_PACK},           /* more sections than fit */
      {14, 1, NST_PACK},             /* far more */
      {16, 1, NST_PACK},             /* size */
      {32, 0, NST_PACK},             /* empty name */
      {32, 7, NST_PACK},             /* control character */
      {32, 'z', NST_PACK},           /* not sorted */
      {32 + 63, 'x', NST_PACK},      /* name not padded */
      {32 + 64, 32, NST_PACK},       /* offset inside the table */
      {32 + 64, 1, NST_PACK},        /* offset not aligned */
      {32 + 64 + 7, 0x80, NST_PACK}, /* offset huge */
      {32 + 72 + 7, 0xFF, NST_PACK}, /* size huge */
      {32 + 72 + 1, 1, NST_PACK},    /* overlaps the next section or leaves the file */
  };
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  assert_int_equal(nst_packfile_write(sections, 4, &buf, NULL), NST_OK);
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    char before = buf.p[damages[i].at];
    buf.p[damages[i].at] = (char)damages[i].value;
    nst_packfile *pack;
    nst_status status = nst_packfile_from_memory(buf.p, buf.len, nst_allocator_default(), false, &pack, NULL);
    if (status != damages[i].status) fail_msg("damage %zu: status %d", i, (int)status);
    buf.p[damages[i].at] = before;
  }
  nst_buf_free(&buf);
}

static void a_folder_becomes_a_pack(void **state) {
  (void)state;
  char folder[] = "/tmp/nestor-test-XXXXXX", path[128];
  assert_non_null(mkdtemp(folder));
  static const char *const names[] = {"frames/a.frames", "frames/notes.md", "frames/.hidden.frames",
                                      "words/x.txt"};
  snprintf(path, sizeof path, "%s/frames", folder);
  mkdir(path, 0777);
  snprintf(path, sizeof path, "%s/words", folder);
  mkdir(path, 0777);
  for (int i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    assert_int_equal(nst_file_write(path, names[i], strlen(names[i]), NULL), NST_OK);
  }
  nst_packfile *pack, *again;
  nst_error error;
  assert_int_equal(nst_packfile_from_folder(folder, nst_allocator_default(), &pack, &error), NST_OK);
  assert_non_null(nst_packfile_section(pack, "frames/a.frames"));
  assert_non_null(nst_packfile_section(pack, "words/x.txt"));
  assert_null(nst_packfile_section(pack, "frames/notes.md"));
  assert_null(nst_packfile_section(pack, "frames/.hidden.frames"));
  assert_null(nst_packfile_section(pack, "model"));
  snprintf(path, sizeof path, "%s/out.npk", folder);
  assert_int_equal(nst_packfile_save(pack, path, &error), NST_OK);
  assert_int_equal(nst_packfile_open(path, nst_allocator_default(), true, &again, &error), NST_OK);
  assert_non_null(nst_packfile_section(again, "frames/a.frames"));
  nst_packfile_free(again);
  nst_packfile_free(pack);
  unlink(path);
  for (int i = 0; i < 4; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    unlink(path);
  }
  assert_int_equal(nst_packfile_open(path, nst_allocator_default(), true, &again, &error), NST_IO);
  snprintf(path, sizeof path, "%s/frames", folder);
  rmdir(path);
  snprintf(path, sizeof path, "%s/words", folder);
  rmdir(path);
  assert_int_equal(nst_packfile_from_folder(folder, nst_allocator_default(), &pack, &error), NST_IO);
  assert_int_equal(rmdir(folder), 0);
}

static void every_request_may_fail(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    failing f = {.left = n};
    nst_packfile *pack;
    nst_error error;
    nst_status status = nst_packfile_from_sections(sections, 4, failing_allocator(&f), &pack, &error);
    if (status == NST_OK) nst_packfile_free(pack);
    assert_int_equal(f.live, 0);
    assert_false(f.wrong);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sections_come_back_sorted),  cmocka_unit_test(bad_names_are_refused),
      cmocka_unit_test(every_damaged_byte_is_seen), cmocka_unit_test(bad_fields_are_refused),
      cmocka_unit_test(a_folder_becomes_a_pack),    cmocka_unit_test(every_request_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
