/* test_actors_image.c - the compiled lexicon says what its text says; own files go before it; damage is told. */
#include <unistd.h>

#include "actors/lexicon.h"
#include "actors_doc.h"

static nst_packfile *compiled(nst_arena *arena) {
  nst_packfile *text = test_pack(nst_allocator_default(), test_lexicon), *pack = NULL;
  nst_actor_lexicon *lexicon = NULL;
  assert_int_equal(nst_actor_lexicon_load(arena, text, NULL, 0, NULL, NULL, &lexicon, NULL), NST_OK);
  nst_section section = nst_actor_lexicon_section(lexicon);
  assert_int_equal(nst_packfile_from_sections(&section, 1, nst_allocator_default(), &pack, NULL), NST_OK);
  nst_packfile_free(text);
  return pack;
}

static nst_sense first_sense(const nst_actor_lexicon *lexicon, const char *phrase) {
  uint32_t sense = nst_actor_senses(lexicon, nst_str_of(phrase));
  assert_int_not_equal(sense, NST_NONE);
  return nst_lexicon_sense(lexicon, sense);
}

static void compiled_says_the_same(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_packfile *pack = compiled(arena);
  nst_actor_lexicon *lexicon = NULL;
  assert_int_equal(nst_actor_lexicon_load(arena, pack, NULL, 0, NULL, NULL, &lexicon, NULL), NST_OK);
  assert_int_equal(nst_actor_lexicon_count(lexicon), 20);
  nst_sense s = first_sense(lexicon, "trident house");
  assert_int_equal(s.kind, NST_SENSE_SEAT);
  assert_string_equal(s.sector, "MIL");
  assert_int_equal(s.caps, 3);
  nst_entry e = nst_lexicon_entry(lexicon, first_sense(lexicon, "mara vale").entry);
  assert_true(e.woman);
  assert_string_equal(e.name, "Mara Vale");
  nst_role r = nst_lexicon_role(lexicon, e.first_role);
  assert_string_equal(r.country, "ATL");
  assert_true(nst_str_is(r.words, "president"));
  e = nst_lexicon_entry(lexicon, first_sense(lexicon, "szoho").entry);
  assert_true(e.geo.has_point && e.geo.lat == 45.5 && e.geo.lon == 21.25);
  assert_int_equal(nst_lexicon_first_word(lexicon, NST_STR("sea")), 2);
  assert_int_equal(nst_lexicon_types(lexicon, NST_STR("president")), 1u << NST_TYPE_SIDES);
  assert_int_equal(nst_actor_senses(lexicon, NST_STR("nobody")), NST_NONE);
  nst_packfile_free(pack);
  nst_arena_free(arena);
}

/* The lexicon with an own file over it. */
static nst_actor_lexicon *with_own(nst_arena *arena, const nst_packfile *pack, const char *lines) {
  char path[] = "/tmp/nestor-own-XXXXXX.actors";
  int fd = mkstemps(path, 7);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
  close(fd);
  const char *paths[] = {path};
  nst_actor_lexicon *lexicon = NULL;
  assert_int_equal(nst_actor_lexicon_load(arena, pack, paths, 1, NULL, NULL, &lexicon, NULL), NST_OK);
  unlink(path);
  return lexicon;
}

static void own_files_go_first(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_packfile *pack = compiled(arena);
  nst_actor_lexicon *lexicon = with_own(arena, pack,
                                        "country ATL Atlantis\n  adj Deepsea\n"
                                        "person Mara Vale | 2015.. BOR OPP exile\n"
                                        "person Ulm Oldport | 2001.. ATL GOV minister\n"
                                        "group BOR PTY Sea Front\n");
  /* A name that the file gives means only what the file says. */
  nst_sense s = first_sense(lexicon, "sea front");
  assert_string_equal(nst_lexicon_entry(lexicon, s.entry).country, "BOR");
  assert_int_equal(s.next, NST_NONE);
  /* Offices that the file gives replace those of the pack, also under the pack's other names. */
  nst_entry e = nst_lexicon_entry(lexicon, first_sense(lexicon, "mara vale").entry);
  nst_role r = nst_lexicon_role(lexicon, e.first_role);
  assert_string_equal(r.country, "BOR");
  assert_int_equal(r.next, NST_NONE);
  assert_true(e.woman);
  /* An adjective is added to the country of the pack. */
  s = first_sense(lexicon, "deepsea");
  assert_string_equal(nst_lexicon_entry(lexicon, s.entry).country, "ATL");
  assert_int_equal(s.entry, first_sense(lexicon, "atlantean").entry);
  /* A surname that the file only implies stands beside the capital of that name. */
  s = first_sense(lexicon, "oldport");
  assert_int_equal(s.kind, NST_SENSE_SURNAME);
  assert_int_equal(nst_lexicon_sense(lexicon, s.next).kind, NST_SENSE_CAPITAL);
  assert_int_equal(nst_actor_lexicon_count(lexicon), 22);
  nst_packfile_free(pack);
  nst_arena_free(arena);
}

static void damage_is_told(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_packfile *pack = compiled(arena);
  const nst_section *s = nst_packfile_section(pack, NST_IMAGE_SECTION);
  char *bytes = nst_arena_copy(arena, (const char *)s->p, s->len);
  nst_image image;
  for (size_t len = 0; len < s->len; len += len < 100 ? 1 : 97)
    assert_int_equal(nst_image_open(bytes, len, &image, NULL), NST_PACK);
  assert_int_equal(nst_image_open(bytes, s->len, &image, NULL), NST_OK);
  bytes[8] = 9;
  assert_int_equal(nst_image_open(bytes, s->len, &image, NULL), NST_PACK_VERSION);
  nst_packfile_free(pack);
  nst_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(compiled_says_the_same),
                                     cmocka_unit_test(own_files_go_first), cmocka_unit_test(damage_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
