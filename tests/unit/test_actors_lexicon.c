/* test_actors_lexicon.c - the loader takes what docs/actors.md allows and names every mistake. */
#include "actors_doc.h"

typedef struct found {
  int n;
  uint32_t line[8];
  char first[200];
} found;

static void note(void *user, const char *path, uint32_t line, const char *message) {
  found *f = user;
  assert_string_equal(path, "actors/a.actors");
  if (f->n == 0) snprintf(f->first, sizeof f->first, "%s", message);
  if (f->n < 8) f->line[f->n] = line;
  f->n++;
}

static found mistakes_in(const char *text) {
  found f = {0};
  nst_error error = {0};
  const nst_section section = {"actors/a.actors", (const uint8_t *)text, strlen(text)};
  nst_packfile *pack = NULL;
  assert_int_equal(nst_packfile_from_sections(&section, 1, nst_allocator_default(), &pack, NULL), NST_OK);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_actor_lexicon *lexicon = NULL;
  nst_status status = nst_actor_lexicon_load(arena, pack, NULL, 0, note, &f, &lexicon, &error);
  assert_int_equal(status, f.n ? NST_LEXICON : NST_OK);
  assert_true((lexicon == NULL) == (f.n > 0));
  if (f.n) assert_int_equal(error.line, f.line[0]);
  nst_arena_free(arena);
  nst_packfile_free(pack);
  return f;
}

static void test_good(void **state) {
  (void)state;
  nst_packfile *pack = test_pack(nst_allocator_default(), test_lexicon);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_actor_lexicon *lexicon = NULL;
  assert_int_equal(nst_actor_lexicon_load(arena, pack, NULL, 0, NULL, NULL, &lexicon, NULL), NST_OK);
  assert_int_equal(nst_actor_lexicon_count(lexicon), 20);
  nst_arena_free(arena);
  nst_packfile_free(pack);
}

static void test_mistakes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line;
    const char *words;
  } cases[] = {
      {"nation ATL Atlantis\n", 1, "a line starts with"},
      {"# comment\n\n  adj Atlantean\n", 3, "belongs to an entry"},
      {"country ATLA Atlantis\n", 1, "three capital letters"},
      {"country ATL Atlantis\n  seat ARMY Trident House\n", 2, "is no sector"},
      {"country ATL Atlantis; ; Zee\n", 1, "empty name"},
      {"country ATL Atlantis\n  motto Water\n", 2, "not known here"},
      {"group XYZ REB Sea Front\n", 1, "code of no country"},
      {"person Orin Vale\n", 1, "has no role"},
      {"country ATL A\nperson Orin Vale | 2010..2001 ATL GOV president\n", 2, "no range of dates"},
      {"country ATL A\nperson Orin Vale | since 2010 ATL GOV president\n", 2, "starts with its dates"},
      {"country ATL A\nperson Orin Vale | 2010-13.. ATL GOV president\n", 2, "no range of dates"},
      {"agent GOV human: minister\n", 1, "is no flag"},
      {"agent GOV person minister\n", 1, "follow a colon"},
      {"type planet: world\n", 1, "is no type"},
      {"agent GOV: a b c d e f g h i j k l m n o p q r\n", 1, "too many words"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    found f = mistakes_in(cases[i].text);
    assert_true(f.n >= 1);
    assert_int_equal(f.line[0], cases[i].line);
    assert_non_null(strstr(f.first, cases[i].words));
  }
}

static void test_bad_places(void **state) {
  (void)state;
  static const char *const bad[] = {"Szohod\tBOR\tPlain\n", "Szohod\tXYZ\t\t1\t2\tcity\n",
                                    "Szohod\tBOR\t\t1\t2\tvillage\n", "Szohod\tBOR\t\t91\t2\tcity\n",
                                    "Szohod\tBOR\t\tx\t2\tcity\n"};
  static const char country[] = "country BOR Borduria\n";
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const nst_section sections[] = {{"actors/a.actors", (const uint8_t *)country, sizeof country - 1},
                                    {"places/p.tsv", (const uint8_t *)bad[i], strlen(bad[i])}};
    nst_packfile *pack = NULL;
    nst_error error = {0};
    nst_actor_lexicon *lexicon = NULL;
    assert_int_equal(nst_packfile_from_sections(sections, 2, nst_allocator_default(), &pack, NULL), NST_OK);
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    assert_int_equal(nst_actor_lexicon_load(arena, pack, NULL, 0, NULL, NULL, &lexicon, &error), NST_LEXICON);
    assert_non_null(strstr(error.message, "places/p.tsv:1:"));
    nst_arena_free(arena);
    nst_packfile_free(pack);
  }
}

static void test_out_of_memory(void **state) {
  (void)state;
  nst_packfile *pack = test_pack(nst_allocator_default(), test_lexicon);
  for (long n = 0;; n++) {
    failing f = {.left = n, .forever = true};
    nst_arena *arena = nst_arena_new(failing_allocator(&f));
    nst_actor_lexicon *lexicon = NULL;
    nst_status status =
        arena ? nst_actor_lexicon_load(arena, pack, NULL, 0, NULL, NULL, &lexicon, NULL) : NST_NOMEM;
    nst_arena_free(arena);
    assert_int_equal(f.live, 0);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
    assert_null(lexicon);
  }
  nst_packfile_free(pack);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_good), cmocka_unit_test(test_mistakes),
                                     cmocka_unit_test(test_bad_places), cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
