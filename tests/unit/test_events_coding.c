/* The whole events stage over hand-written trees: who does what to whom, whatever the construction. */
#include "events_tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "events/events.h"

static const char frames[] =
    "words @intend = plan\nwords @speech = say, tell\nwords @containers = series\nwords @acts = move\n"
    "type ASSAULT\ndefault verb source=subj target=obj cameo=190\ndefault noun source=poss,mod,by "
    "target=on,against\n"
    "verb attack, bomb\nnoun attack\n"
    "type SANCTION\ndefault verb source=subj target=on,obj.on\nverb impose if.obj=sanction\n"
    "default noun source=poss,mod,by target=on,against\nnoun sanction prior=0.6\n"
    "type THREATEN\ndefault verb source=subj target=obj content=comp\nverb threaten\n"
    "type ACCUSE\ndefault verb source=subj target=obj content=of\nverb accuse, condemn\n"
    "default noun source=poss,mod content=of\nnoun accusation\n"
    "type REJECT\ndefault verb source=subj target=obj.poss,obj.mod content=obj\nverb reject "
    "if.obj=accusation,demand\n"
    "type CONSULT\ndefault verb source=subj target=with,obj mutual=yes\nverb meet\n"
    "default noun source=between,poss,mod target=between,with mutual=yes\nnoun talk\n"
    "type AGREE\ndefault verb source=subj target=with\nverb accept prior=0.2\n"
    "type COERCE\nverb seize is=NONE\n"
    "light verb launch, hold\nundergo verb face\n";

static const nst_who ghana = {.name = "", .country = "GHA", .org = "", .sector = "", .why = ""};
static const nst_who togo = {.name = "", .country = "TGO", .org = "", .sector = "", .why = ""};
static const nst_who benin = {.name = "", .country = "BEN", .org = "", .sector = "", .why = ""};

static nst_event_lexicon *load(nst_arena *arena, nst_packfile **pack) {
  nst_event_lexicon *lexicon;
  nst_section section = {"frames/test.frames", (const uint8_t *)frames, sizeof frames - 1};
  nst_error error = {.line = 0};
  assert_int_equal(nst_packfile_from_sections(&section, 1, nst_allocator_default(), pack, &error), NST_OK);
  if (nst_event_lexicon_load(arena, *pack, NULL, 0, NULL, NULL, &lexicon, &error) != NST_OK)
    fail_msg("%s", error.message);
  return lexicon;
}

/* Every word Ghana, Togo, Benin is that state. */
static void find_actors(nst_doc *doc) {
  static const struct {
    const char *form;
    const nst_who *who;
  } names[] = {
      {"Ghana", &ghana}, {"Togo", &togo}, {"Benin", &benin}, {"Ghanaian", &ghana}, {"Togolese", &togo}};
  for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    for (size_t i = 0; i < doc->tokens.n; i++)
      if (nst_str_is(doc->tokens.items[i].form, names[k].form))
        (void)tree_mention(doc, names[k].form, (int32_t)i, NST_MENTION_NAME, names[k].who, NULL);
}

static void write_codes(const nst_actor *actors, size_t n, char *out, size_t size) {
  size_t used = strlen(out);
  if (n == 0) snprintf(out + used, size - used, "-");
  for (size_t i = 0; i < n; i++) {
    used = strlen(out);
    snprintf(out + used, size - used, "%s%s", i ? "," : "", actors[i].country);
  }
}

/* The events of a tree as "TYPE SRC > TGT; ..." */
static void check(const char *tree, const char *want) {
  nst_arena *arena = tree_arena();
  nst_packfile *pack;
  nst_event_lexicon *lexicon = load(arena, &pack);
  nst_doc *doc = tree_doc(arena, "2020-05-06", tree);
  find_actors(doc);
  assert_int_equal(nst_events_run(lexicon, doc, 0.01), NST_OK);
  char got[500] = "";
  for (size_t i = 0; i < doc->events.n; i++) {
    const nst_event *e = &doc->events.items[i];
    size_t used = strlen(got);
    snprintf(got + used, sizeof got - used, "%s%s%s%s ", i ? "; " : "", nst_event_name(e->type),
             e->content ? "/" : "", e->content ? nst_event_name(e->content) : "");
    write_codes(e->source, e->n_source, got, sizeof got);
    strcat(got, ">");
    write_codes(e->target, e->n_target, got, sizeof got);
    assert_int_equal(strlen(e->id), 16);
    assert_true(e->confidence > 0 && e->confidence < 1 && e->n_why > 0);
  }
  assert_string_equal(got, want);
  nst_packfile_free(pack);
  nst_arena_free(arena);
}

static void verbs(void **state) {
  (void)state;
  check("Ghana Ghana PROPN 2 nsubj\nattacked attack VERB 0 root\nTogo Togo PROPN 2 obj\n", "ASSAULT GHA>TGO");
  check("Togo Togo PROPN 3 nsubj:pass\nwas be AUX 3 aux:pass\nattacked attack VERB 0 root\nby by ADP 5 case\n"
        "Ghana Ghana PROPN 3 obl:agent\n",
        "ASSAULT GHA>TGO");
  check(
      "Ghana Ghana PROPN 4 nsubj\nand and CCONJ 3 cc\nBenin Benin PROPN 1 conj\nattacked attack VERB 0 root\n"
      "Togo Togo PROPN 4 obj\n",
      "ASSAULT GHA,BEN>TGO");
  check("Ghana Ghana PROPN 2 nsubj\nleft leave VERB 0 root\nand and CCONJ 4 cc\nbombed bomb VERB 2 conj\n"
        "Togo Togo PROPN 4 obj\n",
        "ASSAULT GHA>TGO");
  check("Ghana Ghana PROPN 6 nsubj\n, , PUNCT 4 punct\nwhich which PRON 4 nsubj\nattacked attack VERB 1 "
        "acl:relcl\n"
        "Togo Togo PROPN 4 obj\nslept sleep VERB 0 root\n",
        "ASSAULT GHA>TGO");
  check("The the DET 2 det\nstate state NOUN 5 nsubj\nGhana Ghana PROPN 4 nsubj\nattacked attack VERB 2 "
        "acl:relcl\n"
        "is be VERB 0 root\nTogo Togo PROPN 2 appos\n",
        "ASSAULT GHA>TGO");
  check("Ghana Ghana PROPN 2 nsubj\nseized seize VERB 0 root\nTogo Togo PROPN 2 obj\n", "");
}

static void nouns(void **state) {
  (void)state;
  check("Ghana Ghana PROPN 2 nsubj\nlaunched launch VERB 0 root\nan a DET 4 det\nattack attack NOUN 2 obj\n"
        "on on ADP 6 case\nTogo Togo PROPN 4 nmod\n",
        "ASSAULT GHA>TGO");
  check("Togo Togo PROPN 2 nsubj\nfaced face VERB 0 root\nGhanaian Ghanaian ADJ 4 amod\nsanctions sanction "
        "NOUN 2 obj\n",
        "SANCTION GHA>TGO");
  check("Ghana Ghana PROPN 2 nsubj\nimposed impose VERB 0 root\nsanctions sanction NOUN 2 obj\non on ADP 5 "
        "case\n"
        "Togo Togo PROPN 3 nmod\n",
        "SANCTION GHA>TGO");
  check("Talks talk NOUN 6 nsubj\nbetween between ADP 3 case\nGhana Ghana PROPN 1 nmod\nand and CCONJ 5 cc\n"
        "Togo Togo PROPN 3 conj\nfailed fail VERB 0 root\n",
        "CONSULT GHA>TGO");
  check("Ghana Ghana PROPN 4 nsubj\nand and CCONJ 3 cc\nTogo Togo PROPN 1 conj\nmet meet VERB 0 root\n",
        "CONSULT GHA>TGO");
}

static void embedding(void **state) {
  (void)state;
  check("Ghana Ghana PROPN 2 nsubj\nthreatened threaten VERB 0 root\nto to PART 4 mark\nattack attack VERB 2 "
        "xcomp VerbForm=Inf\n"
        "Togo Togo PROPN 4 obj\n",
        "THREATEN/ASSAULT GHA>TGO");
  check("Ghana Ghana PROPN 2 nsubj\naccused accuse VERB 0 root\nTogo Togo PROPN 2 obj\nof of SCONJ 5 mark\n"
        "attacking attack VERB 2 advcl VerbForm=Ger\nBenin Benin PROPN 5 obj\n",
        "ACCUSE/ASSAULT GHA>TGO");
  check("Ghana Ghana PROPN 2 nsubj\nrejected reject VERB 0 root\nTogolese Togolese ADJ 4 amod\n"
        "accusations accusation NOUN 2 obj\n",
        "REJECT/ACCUSE GHA>TGO; ACCUSE TGO>GHA");
  check("If if SCONJ 3 mark\nTogo Togo PROPN 3 nsubj\nattacks attack VERB 5 advcl\nGhana Ghana PROPN 5 "
        "nsubj\nsleeps sleep VERB 0 root\n",
        "");
}

static void announced(void **state) {
  (void)state;
  check("Ghana Ghana PROPN 3 nsubj\nwill will AUX 3 aux\nmeet meet VERB 0 root\nTogo Togo PROPN 3 obj\n",
        "AGREE/CONSULT GHA>TGO");
  check("Ghana Ghana PROPN 3 nsubj\nwill will AUX 3 aux\nattack attack VERB 0 root\nTogo Togo PROPN 3 obj\n",
        "THREATEN/ASSAULT GHA>TGO");
  check("Ghana Ghana PROPN 4 nsubj\nwill will AUX 4 aux\nnot not PART 4 advmod\naccept accept VERB 0 root\n",
        "REJECT GHA>-");
  check("Benin Benin PROPN 2 nsubj\nsaid say VERB 0 root\nGhana Ghana PROPN 5 nsubj\nwill will AUX 5 aux\n"
        "attack attack VERB 2 ccomp\nTogo Togo PROPN 5 obj\n",
        "ASSAULT GHA>TGO");
}

static void told_twice(void **state) {
  (void)state;
  nst_arena *arena = tree_arena();
  nst_packfile *pack;
  nst_event_lexicon *lexicon = load(arena, &pack);
  nst_doc *doc = tree_doc(arena, "2020-05-06",
                          "Ghana Ghana PROPN 2 nsubj\nattacked attack VERB 0 root\nTogo Togo PROPN 2 obj\n\n"
                          "Benin Benin PROPN 2 nsubj\ncondemned condemn VERB 0 root\nthe the DET 4 "
                          "det\nattack attack NOUN 2 obj\n\n"
                          "Ghana Ghana PROPN 2 nsubj\nattacked attack VERB 0 root\nTogo Togo PROPN 2 obj\n");
  find_actors(doc);
  assert_int_equal(nst_events_run(lexicon, doc, 0.01), NST_OK);
  assert_int_equal(doc->events.n, 2);
  assert_int_equal(doc->events.items[0].n_mentions, 1);
  assert_int_equal(doc->events.items[1].type, NST_ACCUSE);
  assert_int_equal(doc->events.items[1].n_target, 1);
  assert_string_equal(doc->events.items[1].target[0].country, "GHA");
  nst_packfile_free(pack);
  nst_arena_free(arena);
}

/* The n-th request for memory fails, for every n. */
typedef struct meter {
  long left;
} meter;

static void *resize(void *user, void *ptr, size_t old_size, size_t new_size) {
  meter *m = user;
  (void)old_size;
  if (new_size == 0) {
    free(ptr);
    return NULL;
  }
  if (m->left-- <= 0) return NULL;
  return realloc(ptr, new_size);
}

static void memory_runs_out(void **state) {
  (void)state;
  nst_section section = {"frames/test.frames", (const uint8_t *)frames, sizeof frames - 1};
  nst_packfile *pack;
  assert_int_equal(nst_packfile_from_sections(&section, 1, nst_allocator_default(), &pack, NULL), NST_OK);
  nst_status status = NST_NOMEM;
  for (long n = 0; status != NST_OK; n++) {
    meter m = {n};
    assert_true(n < 10000);
    nst_arena *arena = nst_arena_new((nst_allocator){resize, &m});
    if (!arena) continue;
    nst_event_lexicon *lexicon;
    status = nst_event_lexicon_load(arena, pack, NULL, 0, NULL, NULL, &lexicon, NULL);
    assert_true(status == NST_OK || (status == NST_NOMEM && !lexicon));
    nst_arena_free(arena);
  }
  nst_packfile_free(pack);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(verbs),     cmocka_unit_test(nouns),      cmocka_unit_test(embedding),
      cmocka_unit_test(announced), cmocka_unit_test(told_twice), cmocka_unit_test(memory_runs_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
