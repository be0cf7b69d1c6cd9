/* Scraped text to sentences and tokens: one table of texts and what must come out of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "support/failing.h"
#include "support/text_words.h"

typedef struct fixture {
  nst_arena *lists, *arena;
  const nst_text_words *words;
  nst_error error;
} fixture;

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.lists = nst_arena_new(nst_allocator_default()),
                .arena = nst_arena_new(nst_allocator_default())};
  f.words = text_words(f.lists, NST_SOURCE_DIR "/data/words");
  *state = &f;
  return f.words != NULL ? 0 : -1;
}

static int tear_down(void **state) {
  fixture *f = *state;
  nst_arena_free(f->lists);
  nst_arena_free(f->arena);
  return 0;
}

static nst_doc *run(fixture *f, const char *text, size_t len, uint32_t title, nst_status want) {
  nst_arena_reset(f->arena);
  nst_doc *doc = nst_doc_new(f->arena);
  assert_non_null(doc);
  f->error = (nst_error){0};
  doc->error = &f->error;
  doc->input = (nst_str){text, (uint32_t)len};
  doc->title_len = title;
  assert_int_equal(nst_text_run(doc, f->words), want);
  return doc;
}

static void expect(fixture *f, const char *text, const char *want) {
  nst_doc *doc = run(f, text, strlen(text), 0, NST_OK);
  nst_buf out;
  nst_buf_init(&out, nst_allocator_default());
  text_show(doc, &out);
  assert_string_equal(out.p, want);
  nst_buf_free(&out);
}

typedef struct example {
  const char *text, *want;
} example;

static void expect_all(void **state, const example *examples, size_t n) {
  for (size_t i = 0; i < n; i++) expect(*state, examples[i].text, examples[i].want);
}
#define EXPECT_ALL(state, table) expect_all(state, table, sizeof(table) / sizeof *(table))

static void damaged_bytes_are_repaired(void **state) {
  static const example table[] = {
      {"\x93We won\x92t go,\x94 said Andr\xE9.", "B \" We wo +n't go , \" said Andr\xC3\xA9 ."},
      {"The minister\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s plan.", "B The minister +'s plan ."},
      {"The caf\xC3\x83\xC2\xA9 burned.", "B The caf\xC3\xA9 burned ."},
      {"The envoy\xEF\xBF\xBDs car.", "B The envoy +'s car ."},
      {"\xEF\xBB\xBFZero\xE2\x80\x8Bwidth co\xC2\xADoperation.", "B Zerowidth cooperation ."},
      {"\xC3\xA9t\xC3\xA9 cut \xE2\x80", "B \xC3\xA9t\xC3\xA9 cut"},
      {"\xE2\x80\x9CNo,\xE2\x80\x9D she said.", "B \" No , \" she said ."},
  };
  EXPECT_ALL(state, table);
}

static void markup_is_decoded_or_dropped(void **state) {
  static const example table[] = {
      {"Foreign &amp; home ministers &#8217;met&#x2019; &amp;quot;now&amp;quot;.",
       "B Foreign & home ministers ' met ' \" now \" ."},
      {"<p>The <b>army</b> left.</p><p>It rained.</p>", "B The army left . | B It rained ."},
      {"They<br>met.<!-- a note -->", "B They | B met ."},
      {"One.<script>if (a < b) run();</script>Two.", "B One . | B Two ."},
      {"If a < b and <nobody> knows &bogus; things.", "B If a < b and < nobody > knows & bogus ; things ."},
  };
  EXPECT_ALL(state, table);
}

static void widget_words_are_dropped(void **state) {
  static const example table[] = {
      {"Talks held in Oslo by envoys\ntext_fieldsA call was held.",
       "H Talks held in Oslo by envoys | B A call was held ."},
      {"ShareLomar (AFP) - Rebels fled.", "O Lomar ( AFP ) - | B Rebels fled ."},
      {"Rebels fled. keyboard_arrow_down", "B Rebels fled ."},
      {"Share prices fell. They share power.", "B Share prices fell . | B They share power ."},
      {"my_variable is kept.", "B my_variable is kept ."},
  };
  EXPECT_ALL(state, table);
}

static void datelines_stand_alone(void **state) {
  static const example table[] = {
      {"MARIVO (AP) - The envoys met.", "O MARIVO ( AP ) - | B The envoys met ."},
      {"LOMAR, Aldova -- The envoys met.", "O LOMAR , Aldova -- | B The envoys met ."},
      {"LOMAR, Feb. 3 (Reuters) - The envoys met.", "O LOMAR , Feb. 3 ( Reuters ) - | B The envoys met ."},
      {"afrol News, 27 January - The envoys met.", "O afrol News , 27 January - | B The envoys met ."},
      {"LOMAR: The envoys met.", "O LOMAR : | B The envoys met ."},
      {"LOMAR \xE2\x80\x94 The envoys met.", "O LOMAR \xE2\x80\x94 | B The envoys met ."},
      {"The envoys met - They talked.", "B The envoys met - They talked ."},
  };
  EXPECT_ALL(state, table);
}

static void furniture_is_marked(void **state) {
  static const example table[] = {
      {"The army left.\n\n(Photo: Agencies)\n\nIt rained.",
       "B The army left . | C ( Photo : Agencies ) | B It rained ."},
      {"The army left.\n\nRead more: Ten views", "B The army left . | O Read more : Ten views"},
      {"The army left.\nReporting by Ana Silva; Editing by Jo Lee",
       "B The army left . | O Reporting by Ana Silva ; Editing by Jo Lee"},
      {"The army left.\nBy Ana Silva and Jo Lee", "B The army left . | O By Ana Silva and Jo Lee"},
      {"The army left.\nAdvertisement\nIt rained.", "B The army left . | O Advertisement | B It rained ."},
      {"\xC2\xA9 2021 The Paper. All rights reserved.",
       "O \xC2\xA9 2021 The Paper . | O All rights reserved ."},
      {"Related parties met. Sources said so.", "B Related parties met . | B Sources said so ."},
  };
  EXPECT_ALL(state, table);
}

static void sentences_end_where_they_should(void **state) {
  static const example table[] = {
      {"They ended the talks.The minister left.", "B They ended the talks . | B The minister left ."},
      {"Gen. Orlo met Lt. Col. J.K. Rami of the U.S. Army.",
       "B Gen. Orlo met Lt. Col. J.K. Rami of the U.S. Army ."},
      {"He lives in the U.S. The army left.", "B He lives in the U.S. | B The army left ."},
      {"It came at 5 p.m. Police left.", "B It came at 5 p.m. | B Police left ."},
      {"It came at 5 p.m. Monday.", "B It came at 5 p.m. Monday ."},
      {"See No. 5 on Jan. 3. No. They went.", "B See No. 5 on Jan. 3 . | B No . | B They went ."},
      {"They waited ... and left. They waited... Then they left.",
       "B They waited ... and left . | B They waited ... | B Then they left ."},
      {"It rose 3.5 percent to 1,200.50 points.", "B It rose 3.5 percent to 1,200.50 points ."},
      {"\"Go!\" he said. \"Why?\" President Orlo asked.",
       "B \" Go ! \" he said . | B \" Why ? \" President Orlo asked ."},
      {"\"We left. We will not return.\" They did.",
       "B \" We left . | B We will not return . \" | B They did ."},
      {"Who came? Nobody! (They had left.) It rained.",
       "B Who came ? | B Nobody ! | B ( They had left . ) | B It rained ."},
      {"THE U.S. ARMY LEFT. THE REBELS CAME AT 10 P.M. ON MONDAY TO THE TOWN.",
       "B THE U.S. ARMY LEFT . | B THE REBELS CAME AT 10 P.M. ON MONDAY TO THE TOWN ."},
      {"the army left the town. the rebels came in later. nobody knows why.",
       "B the army left the town . | B the rebels came in later . | B nobody knows why ."},
      {"* Troops left\n* Rebels came", "B * Troops left | B * Rebels came"},
  };
  EXPECT_ALL(state, table);
}

static void mail_and_forums_end_sentences_without_a_stop(void **state) {
  static const example table[] = {
      {"We can meet at noon. Thanks, Rosa I will call you.",
       "B We can meet at noon . | B Thanks , | B Rosa | B I will call you ."},
      {"Best regards, Omar Haddad The draft is attached.",
       "B Best regards , | B Omar Haddad | B The draft is attached ."},
      {"Thanks, Omar, for the draft.", "B Thanks , Omar , for the draft ."},
      {"Omar Haddad 03/14/2001 10:25 AM The draft is ready.",
       "B Omar Haddad | B 03/14/2001 10:25 AM | B The draft is ready ."},
      {"Is it open? or shall I wait.", "B Is it open ? | B or shall I wait ."},
      {"\"Is it open?\" she asked.", "B \" Is it open ? \" she asked ."},
      {"We liked it . and we go back .", "B We liked it . | B and we go back ."},
      {"We liked it. :) It was warm.", "B We liked it . :) | B It was warm ."},
      {"See https://example.org/one https://example.org/two for more.",
       "B See https://example.org/one | B https://example.org/two for more ."},
  };
  EXPECT_ALL(state, table);
}

static void lines_and_headlines(void **state) {
  static const example table[] = {
      {"Aldova and Kesh sign a truce\nThe envoys met.",
       "H Aldova and Kesh sign a truce | B The envoys met ."},
      {"Aldova and Kesh sign a truce\n\nThe envoys met.",
       "H Aldova and Kesh sign a truce | B The envoys met ."},
      {"The envoys met.\nThey talked.", "B The envoys met . | B They talked ."},
#ifndef NST_TINY /* longer than a sentence may be there */
      {"The governor of the northern province said on Monday that the govern-\nment had agreed to withdraw "
       "its troops from the border town and that\n"
       "the Kesh rebels would hand over their weapons within a week of it all.\nObservers doubted.",
       "B The governor of the northern province said on Monday that the government had agreed to withdraw "
       "its troops from the border town and that the Kesh rebels "
       "would hand over their weapons within a week of it all . | B Observers doubted ."},
#endif
  };
  EXPECT_ALL(state, table);
}

static void words_are_those_of_the_treebank(void **state) {
  static const example table[] = {
      {"don't can't cannot gonna Aldova's workers' we'll I'm they've he'd",
       "B do +n't ca +n't can +not gon +na Aldova +'s workers +' we +'ll I +'m they +'ve he +'d"},
      {"US-led al-Ani 50-minute AK-47s COVID-19", "B US - led al - Ani 50 - minute AK - 47s COVID - 19"},
      {"anti-war co-operation e-mail re-elect mid-1980s",
       "B anti-war co-operation e-mail re-elect mid-1980s"},
      {"60,000-90,000 5/18/2004 9/11 1/2 2006-08-10 713-555-0100 5:00-8:30",
       "B 60,000 - 90,000 5/18/2004 9/11 1 / 2 2006-08-10 713-555-0100 5:00 - 8:30"},
      {"$1.3bn 35mm 5pm 7:30PM 100% 15th 1990s '90s US$5 #1",
       "B $ 1.3 bn 35 mm 5 pm 7:30 PM 100 % 15th 1990s '90s US$ 5 # 1"},
      {"and/or w/o AT&T Ba'athist O'Brien Ph.D. a.m.", "B and / or w/o AT&T Ba'athist O'Brien Ph.D. a.m."},
      {"see https://example.org/a?b=c, a.b@example.org and example.com now :)",
       "B see https://example.org/a?b=c , a.b@example.org and example.com now :)"},
      {"so -- yes -- they left!!", "B so -- yes -- they left !!"},
  };
  EXPECT_ALL(state, table);
}

static void spans_point_at_the_input(void **state) {
  fixture *f = *state;
  const char *text = "A &amp; B\xE2\x80\x99s govern\xC2\xADment";
  nst_doc *doc = run(f, text, strlen(text), 0, NST_OK);
  assert_int_equal(doc->tokens.n, 5);
  const nst_token *t = doc->tokens.items;
  assert_true(t[1].span.begin == 2 && t[1].span.end == 7);
  assert_true(t[2].span.begin == 8 && t[2].span.end == 9 && !t[2].space_after);
  assert_true(t[3].span.begin == 9 && t[3].span.end == 13 && nst_str_is(t[3].form, "'s") && t[3].space_after);
  assert_true(t[4].span.begin == 14 && t[4].span.end == strlen(text) && nst_str_is(t[4].form, "government"));
  assert_true(t[0].head == -1 && t[0].mention == -1 && t[0].first_child == -1 && t[0].next_sibling == -1);
  assert_true(nst_str_is(t[0].lower, "a"));
}

static void titles_and_quotes_and_case(void **state) {
  fixture *f = *state;
  const char *text = "Truce? No. 1 Envoy Says So\n\n\"We agree. We will sign.\n\n\"We will not wait,\" Orlo "
                     "said.\n\nTHE ARMY LEFT TOWN.";
  nst_doc *doc = run(f, text, strlen(text), 26, NST_OK);
  const nst_sentence *s = doc->sentences.items;
  assert_int_equal(doc->sentences.n, 5);
  assert_int_equal(s[0].kind, NST_SENT_HEADLINE);
  assert_int_equal(s[0].span.end, 26);
  assert_int_equal(s[1].kind, NST_SENT_BODY);
  for (uint32_t k = s[1].first; k < s[2].end; k++) assert_true(doc->tokens.items[k].in_quote);
  assert_true(doc->tokens.items[s[3].first + 1].in_quote);
  assert_false(doc->tokens.items[s[3].end - 2].in_quote);
  assert_false(s[3].all_caps);
  assert_true(s[4].all_caps);
  assert_true(s[1].paragraph == s[2].paragraph && s[2].paragraph != s[3].paragraph);
}

static void what_is_no_text_is_refused(void **state) {
  run(*state, "", 0, 0, NST_EMPTY);
  run(*state, " \n\t ", 4, 0, NST_EMPTY);
  nst_doc *doc = run(*state,
                     "\x7F"
                     "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2",
                     17, 0, NST_TEXT);
  assert_non_null(strstr(doc->error->message, "binary"));
}

static void a_report_of_too_many_words_is_refused(void **state) {
  size_t len = 2 * ((size_t)NST_TEXT_TOKENS_MAX + 10);
  char *text = malloc(len);
  assert_non_null(text);
  for (size_t i = 0; i < len; i++) text[i] = i % 2 == 0 ? '"' : ' ';
  nst_doc *doc = run(*state, text, len, 0, NST_TOO_LARGE);
  assert_non_null(strstr(doc->error->message, "words"));
  free(text);
}

/** What must hold for any input; `text` ends where it ends. */
static void check_promises(const nst_doc *doc) {
  uint32_t at = 0, token = 0;
  bool valid = nst_utf8_valid(doc->input.p, doc->input.len) == doc->input.len;
  for (size_t i = 0; i < doc->sentences.n; i++) {
    const nst_sentence *s = &doc->sentences.items[i];
    assert_int_equal(s->first, token);
    assert_true(s->end > s->first && s->end - s->first <= NST_SENTENCE_TOKENS);
    for (; token < s->end; token++) {
      const nst_token *t = &doc->tokens.items[token];
      assert_true(t->span.begin >= at && t->span.end > t->span.begin && t->span.end <= doc->input.len);
      assert_true(t->form.len > 0 && t->sentence == i);
      assert_int_equal(nst_utf8_valid(t->form.p, t->form.len), t->form.len);
      bool inside = t->span.begin > 0 && valid && ((uint8_t)doc->input.p[t->span.begin] & 0xC0) == 0x80;
      assert_false(inside);
      for (uint32_t p = at; p < t->span.begin && valid; p++)
        assert_false((uint8_t)doc->input.p[p] < 0x80 && nst_cp_is_letter(doc->input.p[p]));
      at = t->span.end;
    }
  }
  assert_int_equal(token, doc->tokens.n);
}

/** Plain words in any mixture with signs: every letter lies in a token. */
static void every_letter_has_a_token(void **state) {
  static const char *const bits[] = {"word",
                                     " ",
                                     "U.S.",
                                     ". ",
                                     "\"",
                                     "'",
                                     "-",
                                     "5",
                                     "$",
                                     "\n",
                                     "\n\n",
                                     "(",
                                     ")",
                                     "n't",
                                     "\xC3\xA9",
                                     "\xE2\x80\x9C",
                                     "\xE2\x80\x9D",
                                     "...",
                                     "/",
                                     "co-",
                                     "1/2",
                                     "?",
                                     "The",
                                     "@",
                                     "www.",
                                     ":",
                                     ", ",
                                     "\xE2\x80\x99s",
                                     "MARIVO (AP) - ",
                                     "&",
                                     "%",
                                     "km",
                                     "\xE2\x80\xA2 "};
  char text[600];
  uint32_t seed = 12345;
  for (int round = 0; round < 1000; round++) {
    size_t len = 0;
    while (len < 300) {
      seed = seed * 1664525u + 1013904223u;
      const char *bit = bits[(seed >> 16) % (sizeof bits / sizeof *bits)];
      memcpy(text + len, bit, strlen(bit));
      len += strlen(bit);
    }
    nst_doc *doc = run(*state, text, len, round % 5 == 0 ? 20 : 0, NST_OK);
    check_promises(doc);
  }
}

static void long_inputs_take_linear_time(void **state) {
  static const char *const bits[] = {"a",        "a b ", "<a ",  "&amp;",        "\"",  "'a",    "a.b@",
                                     "www.",     "1-",   "U.S.", ". ",           "\n",  "<!-- ", "<script ",
                                     "\xE2\x80", "a, ",  "(",    "text_fields ", "-\na"};
  size_t len = 1 << 18;
  char *text = malloc(len);
  assert_non_null(text);
  for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
    size_t n = strlen(bits[i]);
    for (size_t p = 0; p < len; p++) text[p] = bits[i][p % n];
    nst_arena_reset(((fixture *)*state)->arena);
    nst_doc *doc = nst_doc_new(((fixture *)*state)->arena);
    doc->error = &((fixture *)*state)->error;
    doc->input = (nst_str){text, (uint32_t)len};
    nst_status status = nst_text_run(doc, ((fixture *)*state)->words);
    assert_true(status == NST_OK || status == NST_EMPTY);
    uint32_t at = 0;
    for (size_t k = 0; k < doc->tokens.n; k++) {
      assert_true(doc->tokens.items[k].span.begin >= at);
      at = doc->tokens.items[k].span.end;
    }
  }
  free(text);
}

static void bad_lists_name_their_line(void **state) {
  fixture *f = *state;
  static const example table[] = {{"abbreviations.txt", "# c\nMr sometimes\n"},
                                  {"contractions.txt", "\ncannot can nt\n"},
                                  {"furniture.txt", "\nother somewhere x\n"},
                                  {"widgets.txt", "\nshare thing"}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    nst_text_source source = {table[i].text, nst_str_of(table[i].want)};
    nst_text_words *words = NULL;
    assert_int_equal(nst_text_words_parse(f->arena, &source, 1, &words, &f->error), NST_LEXICON);
    assert_null(words);
    assert_int_equal(f->error.line, 2);
    assert_non_null(strstr(f->error.message, table[i].text));
  }
}

static void every_allocation_may_fail(void **state) {
  fixture *f = *state;
  static const char text[] = "MARIVO (AP) - \x93We won\x92t go,\x94 said Andr\xE9. It&amp;s over.\n\nThe End";
  bool whole = false;
  for (long n = 0; !whole && n < 1000; n++) {
    failing fail = {.left = n, .forever = true};
    nst_arena *arena = nst_arena_new(failing_allocator(&fail));
    nst_doc *doc = arena != NULL ? nst_doc_new(arena) : NULL;
    nst_status status = NST_NOMEM;
    if (doc != NULL) {
      doc->error = &f->error;
      doc->input = NST_STR(text);
      status = nst_text_run(doc, f->words);
    }
    nst_arena_free(arena);
    assert_int_equal(fail.live, 0);
    assert_true(status == NST_OK || status == NST_NOMEM);
    whole = status == NST_OK;
  }
  assert_true(whole);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(damaged_bytes_are_repaired),
      cmocka_unit_test(markup_is_decoded_or_dropped),
      cmocka_unit_test(widget_words_are_dropped),
      cmocka_unit_test(datelines_stand_alone),
      cmocka_unit_test(furniture_is_marked),
      cmocka_unit_test(sentences_end_where_they_should),
      cmocka_unit_test(mail_and_forums_end_sentences_without_a_stop),
      cmocka_unit_test(lines_and_headlines),
      cmocka_unit_test(words_are_those_of_the_treebank),
      cmocka_unit_test(spans_point_at_the_input),
      cmocka_unit_test(titles_and_quotes_and_case),
      cmocka_unit_test(what_is_no_text_is_refused),
      cmocka_unit_test(a_report_of_too_many_words_is_refused),
      cmocka_unit_test(every_letter_has_a_token),
      cmocka_unit_test(long_inputs_take_linear_time),
      cmocka_unit_test(bad_lists_name_their_line),
      cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
