/* Compiled frames: the same words found as in the files, the same bytes every time, and no trust in bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "events/frame_draft.h"

static const char source[] = "words @things = sanction, trade_*ban, asset_*freeze\n"
                             "words @acts = step\n"
                             "type SANCTION\n"
                             "default verb source=subj target=on,obj.on cameo=163\n"
                             "verb impose, slap, slap_down if.obj=@things prior=0.9\n"
                             "verb impose if.obj=duty,tariff unless.subj=ORG mutual=yes\n"
                             "verb slap is=NONE\n"
                             "noun show_of_*force source=poss is=MOBILIZE plural=yes\n"
                             "  \"Ghana imposed sanctions on Togo.\" SANCTION GHA > TGO cameo=163\n"
                             "light verb launch, carry_out\n"
                             "undergo verb face\n";

static void compile(nst_arena *arena, nst_buf *out) {
  nst_frame_draft draft;
  assert_true(nst_frame_draft_init(&draft, arena));
  assert_int_equal(nst_frame_draft_read(&draft, "frames/test.frames", nst_str_of(source)), NST_OK);
  nst_buf_init(out, nst_allocator_default());
  assert_int_equal(nst_frame_draft_compile(&draft, out), NST_OK);
}

static void finds_what_files_say(void **state) {
  nst_arena *arena = *state;
  nst_buf bytes, again;
  nst_frames f;
  compile(arena, &bytes);
  compile(arena, &again);
  assert_int_equal(bytes.len, again.len);
  assert_memory_equal(bytes.p, again.p, bytes.len);
  assert_int_equal(nst_frames_open(arena, bytes.p, bytes.len, &f, NULL), NST_OK);
  assert_int_equal(f.entries.n, 6);
  uint32_t at = nst_frames_find(&f, NST_WORD_VERB, NST_STR("impose"));
  assert_true(at != NST_FRAMES_NONE);
  const nst_frame_def *d = f.entries.items[at].def;
  assert_int_equal(d->type, NST_SANCTION);
  assert_string_equal(d->cameo, "163");
  assert_true(d->prior > 0.89 && d->prior < 0.91);
  assert_int_equal(d->target.n, 2);
  assert_string_equal(d->target.items[1].text, "obj.on");
  assert_int_equal(d->n_conds, 1);
  assert_string_equal(d->conds[0].sets[0]->name, "things");
  at = nst_frames_next(&f, at);
  assert_true(at != NST_FRAMES_NONE);
  d = f.entries.items[at].def;
  assert_true(d->mutual && d->conds[1].unless);
  assert_int_equal(d->conds[1].classes, NST_IS_ORG);
  assert_true(nst_word_set_find(d->conds[0].sets[0], NST_STR("tariff")) != NST_FRAMES_NONE);
  assert_int_equal(nst_word_set_find(d->conds[0].sets[0], NST_STR("steel")), NST_FRAMES_NONE);
  assert_int_equal(nst_frames_next(&f, at), NST_FRAMES_NONE);
  at = nst_frames_find(&f, NST_WORD_VERB, NST_STR("slap"));
  uint32_t entries = 0;
  for (; at != NST_FRAMES_NONE; at = nst_frames_next(&f, at)) entries++;
  assert_int_equal(entries, 3);
  at = nst_frames_find(&f, NST_WORD_NOUN, NST_STR("force"));
  assert_int_equal(f.entries.items[at].pattern->head, 2);
  assert_true(f.entries.items[at].def->plural);
  assert_int_equal(nst_frames_find(&f, NST_WORD_NOUN, NST_STR("impose")), NST_FRAMES_NONE);
  assert_non_null(nst_frames_set(&f, "acts"));
  assert_null(nst_frames_set(&f, "nothing"));
  assert_int_equal(f.light->n, 2);
  assert_true(nst_frames_knows(&f, NST_STR("freeze")));
  assert_false(nst_frames_knows(&f, NST_STR("Freeze")));
  nst_example x;
  assert_true(nst_frames_example(&f, 0, &x));
  assert_string_equal(x.target, "TGO");
  assert_int_equal(x.entry_line, 8);
  assert_false(nst_frames_example(&f, 1, &x));
  nst_buf_free(&bytes);
  nst_buf_free(&again);
}

/* Cut anywhere, and with any byte changed: an error, or frames that can be walked. */
static void trusts_no_bytes(void **state) {
  nst_arena *arena = *state;
  nst_buf bytes;
  compile(arena, &bytes);
  for (size_t n = 0; n < bytes.len; n++) {
    nst_frames f;
    assert_int_not_equal(nst_frames_open(arena, bytes.p, n, &f, NULL), NST_OK);
  }
  for (size_t i = 0; i < bytes.len; i++) {
    nst_frames f;
    char was = bytes.p[i];
    bytes.p[i] = (char)(was ^ 0x55);
    if (nst_frames_open(arena, bytes.p, bytes.len, &f, NULL) == NST_OK) {
      uint32_t steps = 0;
      for (uint32_t at = nst_frames_find(&f, NST_WORD_VERB, NST_STR("impose")); at != NST_FRAMES_NONE;
           steps++)
        at = nst_frames_next(&f, at);
      assert_true(steps <= f.entries.n);
      (void)nst_frames_set(&f, "things");
      (void)nst_frames_knows(&f, NST_STR("freeze"));
    }
    bytes.p[i] = was;
  }
  nst_buf_free(&bytes);
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
      cmocka_unit_test_setup_teardown(finds_what_files_say, setup, teardown),
      cmocka_unit_test_setup_teardown(trusts_no_bytes, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
