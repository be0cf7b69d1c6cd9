/* test_actors_stage.c - who is meant: names on their day, roles with countries, pronouns, pairs. */
#include "actors_doc.h"

typedef struct world {
  nst_packfile *pack;
  nst_arena *memory, *arena;
  nst_actor_lexicon *lexicon;
} world;

static int open_world(void **state) {
  static world w;
  w.pack = test_pack(nst_allocator_default(), test_lexicon);
  w.memory = nst_arena_new(nst_allocator_default());
  w.arena = nst_arena_new(nst_allocator_default());
  assert_int_equal(nst_actor_lexicon_load(w.memory, w.pack, NULL, 0, NULL, NULL, &w.lexicon, NULL), NST_OK);
  *state = &w;
  return 0;
}

static int close_world(void **state) {
  world *w = *state;
  nst_arena_free(w->arena);
  nst_arena_free(w->memory);
  nst_packfile_free(w->pack);
  return 0;
}

static nst_doc *report(world *w, const char *date) {
  nst_arena_reset(w->arena);
  nst_doc *doc = nst_doc_new(w->arena);
  assert_non_null(doc);
  doc->date = date;
  doc->day = nst_day_parse(nst_str_of(date), false);
  return doc;
}

static const nst_mention *at(const nst_doc *doc, int token) {
  int32_t m = doc->tokens.items[token].mention;
  assert_true(m >= 0);
  return &doc->mentions.items[m];
}

static void is_who(const nst_doc *doc, int token, const char *code, const char *sector) {
  const nst_mention *m = at(doc, token);
  assert_int_equal(m->n_who, 1);
  assert_string_equal(m->who[0].country[0] ? m->who[0].country : m->who[0].org, code);
  assert_string_equal(m->who[0].sector, sector);
  assert_true(m->who[0].why[0] != 0);
}

#define RUN(w, doc) assert_int_equal(nst_actors_run((w)->lexicon, (doc)), NST_OK)

static void one_name(world *w, const char *date, const char *form, const char *code, const char *sector) {
  nst_doc *doc = report(w, date);
  SENTENCE(doc, {form, form, "PROPN", "Number=Sing", 2, "nsubj"}, {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 0, code, sector);
}

static void test_names(void **state) {
  one_name(*state, "2012-05-01", "Atlantis", "ATL", "");
  one_name(*state, "2012-05-01", "Szohod", "BOR", "GOV");
  one_name(*state, "2012-05-01", "Poseidonis", "ATL", "GOV");
  one_name(*state, "1995-05-01", "Oldport", "ATL", "GOV");
  one_name(*state, "2014-05-01", "SF", "ATL", "REB");
  one_name(*state, "2016-05-01", "SF", "ATL", "PTY");
  one_name(*state, "2016-05-01", "PA", "PAC", "IGO");
}

static void test_person_on_the_day(void **state) {
  one_name(*state, "2003-05-01", "Vale", "ATL", "GOV");
  one_name(*state, "2005-05-01", "Vale", "ATL", "ELI");
  one_name(*state, "2012-05-01", "Vale", "ATL", "GOV");
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Orin", "Orin", "PROPN", "Number=Sing", 3, "nsubj"},
           {"Vale", "Vale", "PROPN", "Number=Sing", 1, "flat"}, {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 0, "PAC", "IGO");
  assert_string_equal(at(doc, 0)->who[0].name, "Orin Vale");
}

static void test_not_a_name(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"The", "the", "DET", "_", 2, "det"}, {"pa", "pa", "NOUN", "Number=Sing", 3, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  assert_int_equal(at(doc, 1)->n_who, 0);
}

static void test_roles(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Bordurian", "Bordurian", "ADJ", "_", 2, "amod"},
           {"troops", "troop", "NOUN", "Number=Plur", 3, "nsubj"}, {"met", "meet", "VERB", "_", 0, "root"},
           {"police", "police", "NOUN", "Number=Plur", 3, "obj"}, {"in", "in", "ADP", "_", 6, "case"},
           {"Poseidonis", "Poseidonis", "PROPN", "Number=Sing", 4, "nmod"});
  SENTENCE(doc, {"Lemuria", "Lemuria", "PROPN", "Number=Sing", 4, "nmod:poss"},
           {"'s", "'s", "PART", "_", 1, "case"}, {"former", "former", "ADJ", "_", 4, "amod"},
           {"president", "president", "NOUN", "Number=Sing", 5, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"A", "a", "DET", "_", 2, "det"},
           {"spokesman", "spokesman", "NOUN", "Number=Sing", 7, "nsubj"},
           {"for", "for", "ADP", "_", 6, "case"}, {"the", "the", "DET", "_", 6, "det"},
           {"Bordurian", "Bordurian", "ADJ", "_", 6, "amod"},
           {"army", "army", "NOUN", "Number=Sing", 2, "nmod"}, {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 0, "BOR", "");
  is_who(doc, 1, "BOR", "MIL");
  is_who(doc, 3, "ATL", "COP");
  is_who(doc, 9, "LEM", "ELI");
  is_who(doc, 12, "BOR", "MIL");
}

static void test_title_of_an_unknown_person(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Bordurian", "Bordurian", "ADJ", "_", 2, "amod"},
           {"Minister", "minister", "PROPN", "Number=Sing", 3, "nmod:desc"},
           {"Arno", "Arno", "PROPN", "Number=Sing", 5, "nsubj"},
           {"Pell", "Pell", "PROPN", "Number=Sing", 3, "flat"}, {"spoke", "speak", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"Pell", "Pell", "PROPN", "Number=Sing", 2, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  SENTENCE(doc,
           {"His", "his", "PRON", "Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs", 2, "nmod:poss"},
           {"government", "government", "NOUN", "Number=Sing", 3, "nsubj"},
           {"fell", "fall", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 2, "BOR", "GOV");
  assert_string_equal(at(doc, 2)->who[0].name, "Arno Pell");
  is_who(doc, 5, "BOR", "GOV");
  is_who(doc, 7, "BOR", "GOV");
  is_who(doc, 8, "BOR", "GOV");
}

static void test_pronouns(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Mara", "Mara", "PROPN", "Number=Sing", 3, "nsubj"},
           {"Vale", "Vale", "PROPN", "Number=Sing", 1, "flat"}, {"met", "meet", "VERB", "_", 0, "root"},
           {"the", "the", "DET", "_", 6, "det"}, {"Bordurian", "Bordurian", "ADJ", "_", 6, "amod"},
           {"army", "army", "NOUN", "Number=Sing", 3, "obj"});
  SENTENCE(doc, {"She", "she", "PRON", "Gender=Fem|Number=Sing|Person=3|PronType=Prs", 2, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"It", "it", "PRON", "Gender=Neut|Number=Sing|Person=3|PronType=Prs", 2, "nsubj"},
           {"stayed", "stay", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"It", "it", "PRON", "Gender=Neut|Number=Sing|Person=3|PronType=Prs", 2, "expl"},
           {"rained", "rain", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 6, "ATL", "GOV");
  assert_int_equal(at(doc, 6)->antecedent, doc->tokens.items[0].mention);
  is_who(doc, 8, "BOR", "MIL");
  assert_int_equal(at(doc, 10)->n_who, 0);
}

static void test_definite_phrases(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Atlantis", "Atlantis", "PROPN", "Number=Sing", 2, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"}, {"the", "the", "DET", "_", 5, "det"},
           {"Pelagic", "Pelagic", "PROPN", "Number=Sing", 5, "compound"},
           {"Alliance", "Alliance", "PROPN", "Number=Sing", 2, "obj"});
  SENTENCE(doc, {"The", "the", "DET", "_", 2, "det"}, {"bloc", "bloc", "NOUN", "Number=Sing", 3, "nsubj"},
           {"warned", "warn", "VERB", "_", 0, "root"}, {"the", "the", "DET", "_", 5, "det"},
           {"country", "country", "NOUN", "Number=Sing", 3, "obj"});
  SENTENCE(doc, {"Rebels", "rebel", "NOUN", "Number=Plur", 2, "nsubj"},
           {"attacked", "attack", "VERB", "_", 0, "root"}, {"an", "a", "DET", "_", 5, "det"},
           {"aid", "aid", "NOUN", "Number=Sing", 5, "compound"},
           {"group", "group", "NOUN", "Number=Sing", 2, "obj"});
  RUN(w, doc);
  is_who(doc, 6, "PAC", "IGO");
  is_who(doc, 9, "ATL", "");
  is_who(doc, 10, "ATL", "REB");
  is_who(doc, 14, "", "NGO");
}

static void test_two_actors(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Atlantis", "Atlantis", "PROPN", "Number=Sing", 4, "nsubj"},
           {"and", "and", "CCONJ", "_", 3, "cc"}, {"Borduria", "Borduria", "PROPN", "Number=Sing", 1, "conj"},
           {"met", "meet", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"The", "the", "DET", "_", 3, "det"}, {"two", "two", "NUM", "_", 3, "nummod"},
           {"countries", "country", "NOUN", "Number=Plur", 4, "nsubj"},
           {"agreed", "agree", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"Bordurian", "Bordurian", "ADJ", "_", 5, "amod"}, {"and", "and", "CCONJ", "_", 3, "cc"},
           {"Lemurian", "Lemurian", "ADJ", "_", 1, "conj"}, {"foreign", "foreign", "ADJ", "_", 5, "amod"},
           {"ministers", "minister", "NOUN", "Number=Plur", 6, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  assert_int_equal(at(doc, 6)->n_who, 2);
  assert_string_equal(at(doc, 6)->who[0].country, "ATL");
  assert_string_equal(at(doc, 6)->who[1].country, "BOR");
  assert_int_equal(at(doc, 12)->n_who, 2);
  assert_string_equal(at(doc, 12)->who[1].country, "LEM");
  assert_string_equal(at(doc, 12)->who[1].sector, "GOV");
}

static void test_geography(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"They", "they", "PRON", "Number=Plur|Person=3|PronType=Prs", 2, "nsubj"},
           {"met", "meet", "VERB", "_", 0, "root"}, {"in", "in", "ADP", "_", 4, "case"},
           {"Szohod", "Szohod", "PROPN", "Number=Sing", 2, "obl"}, {"near", "near", "ADP", "_", 7, "case"},
           {"Salt", "Salt", "PROPN", "Number=Sing", 7, "compound"},
           {"Coast", "Coast", "PROPN", "Number=Sing", 4, "nmod"});
  RUN(w, doc);
  assert_int_equal(at(doc, 0)->n_who, 0);
  assert_non_null(at(doc, 3)->geo);
  assert_true(at(doc, 3)->geo->has_point && at(doc, 3)->geo->precision == NST_PLACE_CITY);
  assert_true(at(doc, 3)->geo->lat > 45.49 && at(doc, 3)->geo->lat < 45.51);
  assert_non_null(at(doc, 6)->geo);
  assert_int_equal(at(doc, 6)->geo->precision, NST_PLACE_ADMIN1);
}

static void test_no_land_of_its_own(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  /* "Bordurian-speaking rebels": what they speak does not tell whose they are. */
  SENTENCE(doc, {"Bordurian", "Bordurian", "ADJ", "_", 3, "compound"}, {"-", "-", "PUNCT", "_", 3, "punct"},
           {"speaking", "speak", "VERB", "VerbForm=Part", 4, "amod"},
           {"rebels", "rebel", "NOUN", "Number=Plur", 5, "nsubj"},
           {"attacked", "attack", "VERB", "_", 0, "root"},
           {"Poseidonis", "Poseidonis", "PROPN", "Number=Sing", 5, "obj"});
  SENTENCE(doc, {"Foreign", "foreign", "ADJ", "_", 2, "amod"},
           {"troops", "troop", "NOUN", "Number=Plur", 3, "nsubj"}, {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 3, "", "REB");
  is_who(doc, 7, "", "MIL");
}

static void test_the_place_beside(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Atlantis", "Atlantis", "PROPN", "Number=Sing", 2, "nsubj"},
           {"rejoiced", "rejoice", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"In", "in", "ADP", "_", 2, "case"}, {"Szohod", "Szohod", "PROPN", "Number=Sing", 4, "obl"},
           {"protesters", "protester", "NOUN", "Number=Plur", 4, "nsubj"},
           {"sang", "sing", "VERB", "_", 0, "root"}, {"and", "and", "CCONJ", "_", 7, "cc"},
           {"police", "police", "NOUN", "Number=Plur", 7, "nsubj"},
           {"watched", "watch", "VERB", "_", 4, "conj"});
  RUN(w, doc);
  is_who(doc, 4, "BOR", "CVL");
  is_who(doc, 7, "BOR", "COP");
}

static void test_whose_a_role_is(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  /* "Atlantean troops left. In Szohod, where police watched, ..." and the police further on, who are the same. */
  SENTENCE(doc, {"Atlantean", "Atlantean", "ADJ", "_", 2, "amod"},
           {"troops", "troop", "NOUN", "Number=Plur", 3, "nsubj"}, {"left", "leave", "VERB", "_", 0, "root"},
           {"Szohod", "Szohod", "PROPN", "Number=Sing", 3, "obj"},
           {"where", "where", "ADV", "_", 7, "advmod"},
           {"police", "police", "NOUN", "Number=Plur", 7, "nsubj"},
           {"watched", "watch", "VERB", "_", 4, "acl:relcl"});
  SENTENCE(doc, {"The", "the", "DET", "_", 2, "det"}, {"police", "police", "NOUN", "Number=Plur", 3, "nsubj"},
           {"slept", "sleep", "VERB", "_", 0, "root"});
  /* An embassy is a guest: who stones it is no countryman of its. */
  SENTENCE(doc, {"Protesters", "protester", "NOUN", "Number=Plur", 2, "nsubj"},
           {"stoned", "stone", "VERB", "_", 0, "root"}, {"the", "the", "DET", "_", 5, "det"},
           {"Lemurian", "Lemurian", "ADJ", "_", 5, "amod"},
           {"ambassador", "ambassador", "NOUN", "Number=Sing", 2, "obj"}, {"in", "in", "ADP", "_", 7, "case"},
           {"Szohod", "Szohod", "PROPN", "Number=Sing", 2, "obl"});
  RUN(w, doc);
  is_who(doc, 5, "BOR", "COP");
  is_who(doc, 8, "BOR", "COP");
  is_who(doc, 10, "BOR", "CVL");
}

static void test_who_presides(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"The", "the", "DET", "_", 4, "det"}, {"aid", "aid", "NOUN", "Number=Sing", 3, "compound"},
           {"group", "group", "NOUN", "Number=Sing", 4, "compound"},
           {"president", "president", "NOUN", "Number=Sing", 5, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"},
           {"Atlantis", "Atlantis", "PROPN", "Number=Sing", 5, "obj"});
  RUN(w, doc);
  is_who(doc, 3, "ATL", "NGO");
}

static void test_the_name_behind(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"The", "the", "DET", "_", 2, "det"}, {"envoy", "envoy", "NOUN", "Number=Sing", 6, "nsubj"},
           {",", ",", "PUNCT", "_", 4, "punct"}, {"Mara", "Mara", "PROPN", "Number=Sing", 2, "appos"},
           {"Vale", "Vale", "PROPN", "Number=Sing", 4, "flat"}, {"left", "leave", "VERB", "_", 0, "root"});
  RUN(w, doc);
  is_who(doc, 1, "ATL", "GOV");
  assert_int_equal(at(doc, 1)->antecedent, doc->tokens.items[3].mention);
}

static void test_pairs_are_known(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Atlantis", "Atlantis", "PROPN", "Number=Sing", 4, "nsubj"},
           {"and", "and", "CCONJ", "_", 3, "cc"}, {"Borduria", "Borduria", "PROPN", "Number=Sing", 1, "conj"},
           {"talked", "talk", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"Lemuria", "Lemuria", "PROPN", "Number=Sing", 2, "nsubj"},
           {"arrested", "arrest", "VERB", "_", 0, "root"}, {"two", "two", "NUM", "NumType=Card", 4, "nummod"},
           {"presidents", "president", "NOUN", "Number=Plur", 2, "obj"});
  RUN(w, doc);
  assert_int_equal(at(doc, 7)->n_who, 1); /* two presidents, not the two */
}

static void test_nobody_known_may_be_meant(void **state) {
  world *w = *state;
  nst_doc *doc = report(w, "2012-05-01");
  SENTENCE(doc, {"Mara", "Mara", "PROPN", "Number=Sing", 3, "nsubj"},
           {"Vale", "Vale", "PROPN", "Number=Sing", 1, "flat"}, {"met", "meet", "VERB", "_", 0, "root"},
           {"Pell", "Pell", "PROPN", "Number=Sing", 3, "obj"});
  SENTENCE(doc, {"Pell", "Pell", "PROPN", "Number=Sing", 2, "nsubj"},
           {"left", "leave", "VERB", "_", 0, "root"});
  SENTENCE(doc, {"She", "she", "PRON", "Gender=Fem|Number=Sing|Person=3|PronType=Prs", 2, "nsubj"},
           {"slept", "sleep", "VERB", "_", 0, "root"});
  doc->tokens.items[3].entity = doc->tokens.items[4].entity = NST_ENT_PER;
  RUN(w, doc);
  const nst_mention *she = at(doc, 6);
  assert_int_equal(she->n_who, 0); /* Pell, not Mara Vale */
  assert_int_equal(she->antecedent, doc->tokens.items[4].mention);
}

static void test_out_of_memory(void **state) {
  world *w = *state;
  for (long n = 0;; n++) {
    failing f = {.left = n, .forever = true};
    nst_arena *arena = nst_arena_new(failing_allocator(&f));
    nst_doc *doc = arena ? nst_doc_new(arena) : NULL;
    static const test_word words[] = {
        {"Bordurian", "Bordurian", "ADJ", "_", 2, "amod"},
        {"troops", "troop", "NOUN", "Number=Plur", 3, "nsubj"},
        {"left", "leave", "VERB", "_", 0, "root"},
        {"their", "they", "PRON", "Number=Plur|Person=3|Poss=Yes|PronType=Prs", 5, "nmod:poss"},
        {"capital", "capital", "NOUN", "Number=Sing", 3, "obj"}};
    bool ready = doc && add_sentence(doc, words, 5);
    nst_status status = ready ? nst_actors_run(w->lexicon, doc) : NST_NOMEM;
    nst_arena_free(arena);
    assert_int_equal(f.live, 0);
    if (status == NST_OK) break;
    assert_int_equal(status, NST_NOMEM);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_names),
                                     cmocka_unit_test(test_person_on_the_day),
                                     cmocka_unit_test(test_not_a_name),
                                     cmocka_unit_test(test_roles),
                                     cmocka_unit_test(test_title_of_an_unknown_person),
                                     cmocka_unit_test(test_pronouns),
                                     cmocka_unit_test(test_definite_phrases),
                                     cmocka_unit_test(test_two_actors),
                                     cmocka_unit_test(test_geography),
                                     cmocka_unit_test(test_no_land_of_its_own),
                                     cmocka_unit_test(test_the_place_beside),
                                     cmocka_unit_test(test_whose_a_role_is),
                                     cmocka_unit_test(test_who_presides),
                                     cmocka_unit_test(test_the_name_behind),
                                     cmocka_unit_test(test_pairs_are_known),
                                     cmocka_unit_test(test_nobody_known_may_be_meant),
                                     cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, open_world, close_world);
}
