/* Frame files: what they say, and the mistakes in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "events/frame_draft.h"

typedef struct notes {
  char text[2000];
  uint32_t lines[20], n;
} notes;

static void note(void *user, const char *path, uint32_t line, const char *message) {
  notes *x = user;
  (void)path;
  if (x->n < 20) x->lines[x->n++] = line;
  size_t used = strlen(x->text);
  snprintf(x->text + used, sizeof x->text - used, "%u: %s\n", line, message);
}

static nst_status read_text(nst_frame_draft *f, nst_arena *arena, const char *text, notes *n) {
  assert_true(nst_frame_draft_init(f, arena));
  f->lint = n ? note : NULL;
  f->lint_user = n;
  return nst_frame_draft_read(f, "frames/test.frames", nst_str_of(text));
}

static void reads_entries(void **state) {
  nst_arena *arena = *state;
  nst_frame_draft f;
  assert_int_equal(read_text(&f, arena,
                             "# comment\n"
                             "words @things = sanction, trade_*ban\n"
                             "type SANCTION\n"
                             "default verb source=subj target=on,obj.on cameo=163\n"
                             "verb impose, slap_down if.obj=@things prior=0.9  # why\n"
                             "verb expel if.obj=envoy, \\\n"
                             "  target=obj.mod+obj mutual=yes\n"
                             "noun show_of_*force source=poss is=MOBILIZE\n"
                             "  \"Ghana imposed sanctions on Togo.\" SANCTION GHA > TGO\n"
                             "light verb launch, carry_out\n"
                             "undergo verb face\n",
                             NULL),
                   NST_OK);
  assert_int_equal(f.mistakes, 0);
  uint32_t at = nst_frame_draft_find(&f, NST_WORD_VERB, NST_STR("impose"));
  assert_true(at != NST_MAP_NONE);
  const nst_frame_draft_def *d = f.entries.items[at].def;
  assert_int_equal(d->type, NST_SANCTION);
  assert_string_equal(d->cameo, "163");
  assert_true(d->prior > 0.89 && d->prior < 0.91);
  assert_int_equal(d->n_conds, 1);
  assert_int_equal(d->target.n, 2);
  assert_int_equal(d->target.items[1].n, 2);
  at = nst_frame_draft_find(&f, NST_WORD_VERB, NST_STR("slap"));
  assert_int_equal(f.entries.items[at].pattern.n, 2);
  assert_int_equal(f.entries.items[at].pattern.head, 0);
  at = nst_frame_draft_find(&f, NST_WORD_NOUN, NST_STR("force"));
  assert_int_equal(f.entries.items[at].pattern.head, 2);
  assert_int_equal(f.entries.items[at].def->type, NST_MOBILIZE);
  at = nst_frame_draft_find(&f, NST_WORD_VERB, NST_STR("expel"));
  assert_true(f.entries.items[at].def->mutual);
  assert_true(f.entries.items[at].def->target.items[1].plus);
  assert_int_equal(f.examples.n, 1);
  assert_string_equal(f.examples.items[0].target, "TGO");
  assert_int_equal(f.light->n, 2);
  assert_int_equal(f.undergo->n, 1);
}

static void names_line_of_every_mistake(void **state) {
  nst_arena *arena = *state;
  static const char *const bad[] = {
      "verb early\n",
      "type NOTHING\n",
      "type AID\nverb give sauce=subj\n",
      "type AID\nverb give source=sideways\n",
      "type AID\nverb give if.obj=@unknown\n",
      "type AID\nverb Give\n",
      "type AID\nverb give prior=2\n",
      "type AID\nverb give status=perhaps\n",
      "type AID\nverb\n",
      "words things = a\n",
      "words @a = @a\n",
      "type AID\nnoun a_*b_*c\n",
      "type AID\nverb give, give\n",
      "type AID\n\"open TYPE a > b\n",
      "nonsense\n",
      "type AID\nverb give mutual=maybe\n",
      "type AID\nverb give source=obj.on.of.by\n",
      "type AID\nverb give is=SOME\n",
      "words @a = x, , y\n",
      "light attack\n",
  };
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    nst_frame_draft f;
    notes n = {.n = 0};
    if (read_text(&f, arena, bad[i], &n) != NST_LEXICON || n.n == 0) fail_msg("no mistake in: %s", bad[i]);
    uint32_t want = strstr(bad[i], "AID\n") ? 2 : 1;
    if (n.lines[0] != want) fail_msg("line %u, not %u, in: %s", n.lines[0], want, bad[i]);
  }
}

static void error_holds_the_first(void **state) {
  nst_arena *arena = *state;
  nst_frame_draft f;
  nst_error error = {.line = 0};
  assert_true(nst_frame_draft_init(&f, arena));
  f.error = &error;
  assert_int_equal(nst_frame_draft_read(&f, "x.frames", NST_STR("type AID\nverb give a=b\nverb take c=d\n")),
                   NST_LEXICON);
  assert_int_equal(error.status, NST_LEXICON);
  assert_int_equal(error.line, 2);
  assert_non_null(strstr(error.message, "x.frames:2"));
  assert_int_equal(f.mistakes, 2);
}

static void later_lines_replace(void **state) {
  nst_arena *arena = *state;
  nst_frame_draft f;
  assert_int_equal(read_text(&f, arena,
                             "type AID\nverb give, lend if.obj=money prior=0.2\nverb give prior=0.4\n"
                             "verb give if.obj=money prior=0.6\n",
                             NULL),
                   NST_OK);
  assert_int_equal(f.entries.n, 3);
  assert_true(f.entries.items[0].def->prior > 0.5);
  assert_true(f.entries.items[1].def->prior < 0.3);
}

/* Any cut of a file is read without harm. */
static void cut_anywhere(void **state) {
  (void)state;
  static const char text[] = "words @a = b, c_*d\ntype AID\ndefault noun source=poss\nnoun a_b, @a "
                             "if.of=@a,x \\\n prior=0.5\n  \"A b.\" AID GHA > -\n";
  for (uint32_t n = 0; n < sizeof text; n++) {
    nst_arena *arena = nst_arena_new(nst_allocator_default());
    nst_frame_draft f;
    assert_true(nst_frame_draft_init(&f, arena));
    nst_status status = nst_frame_draft_read(&f, "x", (nst_str){text, n});
    assert_true(status == NST_OK || status == NST_LEXICON);
    nst_arena_free(arena);
  }
}

static int setup(void **state) {
  *state = nst_arena_new(nst_allocator_default());
  return *state ? 0 : -1;
}

static int teardown(void **state) {
  nst_arena_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_entries, setup, teardown),
      cmocka_unit_test_setup_teardown(names_line_of_every_mistake, setup, teardown),
      cmocka_unit_test_setup_teardown(error_holds_the_first, setup, teardown),
      cmocka_unit_test_setup_teardown(later_lines_replace, setup, teardown),
      cmocka_unit_test(cut_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
