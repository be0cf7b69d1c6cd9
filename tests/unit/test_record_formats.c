/* The bytes of a record in JSONL and CSV, for the fullest and for the emptiest event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record/record.h"
#include "record/value.h"

static nst_event empty_event(void) {
  return (nst_event){.id = "0",
                     .doc = "d",
                     .date = "",
                     .type = NST_AGREE,
                     .mode = "",
                     .cameo = "03",
                     .trigger = {"", {0, 0}},
                     .condition = {"", {0, 0}},
                     .time = {.text = ""},
                     .place = {.text = "", .country = "", .admin1 = ""}};
}

static const nst_actor actors[] = {
    {{"Vladimir Putin", {10, 24}}, "Vladimir Putin", "RUS", "", "GOV", ""},
    {{"the \"bloc\"", {30, 40}}, "European Union", "", "EEC", "", ""},
};
static const nst_quantity quantities[] = {
    {NST_Q_TROOPS, true, true, 60000, 90000, "", {"between 60,000-90,000 troops", {50, 78}}},
    {NST_Q_MONEY, true, false, 1.5e9, 0, "USD", {"over $1.5 billion", {80, 97}}},
};

static nst_event full_event(void) {
  static const char *const contexts[] = {"military", "election"};
  static const char *const why[] = {"frame threaten.frames:3", "source: subject"};
  static const nst_passage mentions[] = {{"the threat", {100, 110}}};
  nst_event e = empty_event();
  e.id = "00112233445566ff", e.doc = "a,b", e.date = "2021-12-31", e.sentence = 3, e.type = NST_THREATEN;
  e.mode = "m", e.contexts = contexts, e.n_contexts = 2, e.cameo = "1312", e.goldstein = -5.8,
  e.content = NST_SANCTION;
  e.source = &actors[0], e.n_source = 1, e.target = actors, e.n_target = 2, e.mutual = true;
  e.trigger = (nst_passage){"threatened", {25, 29}}, e.mentions = mentions, e.n_mentions = 1;
  e.status = NST_DISPUTED, e.condition = (nst_passage){"if it\ncomes", {60, 71}};
  e.attribution = &actors[0], e.n_attribution = 1, e.quantities = quantities, e.n_quantities = 2;
  e.time = (nst_time){"this week", "2021-12-27", "2021-12-30"};
  e.place = (nst_place){"Kyiv", "UKR", "Kyiv City", 50.45466, 30.5238, true, NST_PLACE_CITY};
  e.confidence = 0.8125, e.why = why, e.n_why = 2;
  return e;
}

static void expect(nst_buf *buf, const char *want) {
  nst_buf_char(buf, '\0');
  assert_false(buf->failed);
  assert_string_equal(buf->p, want);
  nst_buf_free(buf);
}

static void jsonl_full(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full_event();
  nst_record_jsonl(&buf, &e);
  const char *putin = "{\"text\":\"Vladimir Putin\",\"span\":[10,24],\"name\":\"Vladimir "
                      "Putin\",\"country\":\"RUS\",\"org\":\"\","
                      "\"sector\":\"GOV\"}";
  const char *bloc = "{\"text\":\"the \\\"bloc\\\"\",\"span\":[30,40],\"name\":\"European "
                     "Union\",\"country\":\"\",\"org\":\"EEC\","
                     "\"sector\":\"\"}";
  nst_buf want;
  nst_buf_init(&want, nst_allocator_default());
  nst_buf_format(&want,
                 "{\"id\":\"00112233445566ff\",\"doc\":\"a,b\",\"date\":\"2021-12-31\",\"sentence\":3,"
                 "\"event\":\"THREATEN\","
                 "\"mode\":\"m\",\"context\":[\"military\",\"election\"],\"cameo\":\"1312\",\"goldstein\":-5."
                 "8,\"quad\":3,"
                 "\"content\":\"SANCTION\",\"source\":[%s],\"target\":[%s,%s],\"mutual\":true,",
                 putin, putin, bloc);
  nst_buf_format(&want,
                 "\"trigger\":{\"text\":\"threatened\",\"span\":[25,29]},\"mentions\":[{\"text\":\"the "
                 "threat\",\"span\":[100,110]}],"
                 "\"status\":\"disputed\",\"condition\":{\"text\":\"if "
                 "it\\ncomes\",\"span\":[60,71]},\"attribution\":[%s],",
                 putin);
  nst_buf_text(&want, "\"quantities\":[{\"kind\":\"troops\",\"low\":60000,\"high\":90000,\"unit\":\"\","
                      "\"text\":\"between 60,000-90,000 "
                      "troops\",\"span\":[50,78]},{\"kind\":\"money\",\"low\":1500000000,\"high\":null,"
                      "\"unit\":\"USD\",\"text\":\"over $1.5 billion\",\"span\":[80,97]}],"
                      "\"time\":{\"text\":\"this week\",\"from\":\"2021-12-27\",\"to\":\"2021-12-30\"},"
                      "\"place\":{\"text\":\"Kyiv\",\"country\":\"UKR\",\"admin1\":\"Kyiv "
                      "City\",\"lat\":50.4547,\"lon\":30.5238,"
                      "\"precision\":\"city\"},\"confidence\":0.813,\"why\":[\"frame "
                      "threaten.frames:3\",\"source: subject\"]}\n");
  nst_buf_char(&want, '\0');
  expect(&buf, want.p);
  nst_buf_free(&want);
}

static void jsonl_empty(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = empty_event();
  nst_record_jsonl(&buf, &e);
  expect(
      &buf,
      "{\"id\":\"0\",\"doc\":\"d\",\"date\":null,\"sentence\":0,\"event\":\"AGREE\",\"mode\":\"\","
      "\"context\":[],"
      "\"cameo\":\"03\",\"goldstein\":0,\"quad\":1,\"content\":null,\"source\":[],\"target\":[],\"mutual\":"
      "false,"
      "\"trigger\":{\"text\":\"\",\"span\":[0,0]},\"mentions\":[],\"status\":\"actual\",\"condition\":null,"
      "\"attribution\":[],\"quantities\":[],\"time\":{\"text\":\"\",\"from\":null,\"to\":null},\"place\":"
      "null,"
      "\"confidence\":0,\"why\":[]}\n");
}

static size_t count(const char *text, char c) {
  size_t n = 0;
  for (; *text != '\0'; text++) n += *text == c;
  return n;
}

static void csv_pairs(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full_event();
  nst_record_csv(&buf, &e);
  expect(&buf,
         "00112233445566ff,\"a,b\",2021-12-31,3,THREATEN,m,military;election,1312,-5.8,3,SANCTION,Vladimir "
         "Putin,Vladimir Putin,"
         "RUS,,GOV,Vladimir Putin,Vladimir Putin,RUS,,GOV,true,disputed,\"if it comes\",Vladimir Putin,"
         "troops:60000..90000;money:1500000000.. USD,this week,2021-12-27,2021-12-30,Kyiv,UKR,Kyiv "
         "City,50.4547,30.5238,0.813,"
         "threatened,25,29\r\n"
         "00112233445566ff,\"a,b\",2021-12-31,3,THREATEN,m,military;election,1312,-5.8,3,SANCTION,Vladimir "
         "Putin,Vladimir Putin,"
         "RUS,,GOV,\"the \"\"bloc\"\"\",European Union,,EEC,,true,disputed,\"if it comes\",Vladimir Putin,"
         "troops:60000..90000;money:1500000000.. USD,this week,2021-12-27,2021-12-30,Kyiv,UKR,Kyiv "
         "City,50.4547,30.5238,0.813,"
         "threatened,25,29\r\n");
}

static void csv_has_the_columns_of_its_header(void **state) {
  (void)state;
  nst_buf header, row;
  nst_buf_init(&header, nst_allocator_default());
  nst_buf_init(&row, nst_allocator_default());
  nst_event e = empty_event();
  nst_record_csv_header(&header);
  nst_record_csv(&row, &e);
  nst_buf_char(&header, '\0');
  nst_buf_char(&row, '\0');
  assert_int_equal(count(header.p, ','), count(row.p, ','));
  assert_int_equal(count(row.p, '\n'), 1);
  nst_buf_free(&header);
  nst_buf_free(&row);
}

static void numbers(void **state) {
  (void)state;
  static const struct {
    double value;
    int decimals;
    const char *text;
  } rows[] = {{0, 3, "0"},
              {-0.0, 2, "0"},
              {2.5, 2, "2.5"},
              {-10, 2, "-10"},
              {0.05, 2, "0.05"},
              {0.999, 2, "1"},
              {60000, 3, "60000"},
              {1.005, 1, "1"},
              {-0.05, 1, "-0.1"},
              {123.456789, 6, "123.456789"},
              {100.1, 4, "100.1"},
              {0.001, 3, "0.001"},
              {1e300, 0, "9000000000000"},
              {-1e300, 0, "-9000000000000"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    nst_buf buf;
    nst_buf_init(&buf, nst_allocator_default());
    nst_put_number(&buf, rows[i].value, rows[i].decimals);
    expect(&buf, rows[i].text);
  }
}

static void strings(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_put_json_string(&buf, "a\"b\\c\n\t\r\x01\x7F \xC3\xA9 \xFF!");
  expect(&buf, "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f \xC3\xA9 \xEF\xBF\xBD!\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(jsonl_full), cmocka_unit_test(jsonl_empty),
      cmocka_unit_test(csv_pairs),  cmocka_unit_test(csv_has_the_columns_of_its_header),
      cmocka_unit_test(numbers),    cmocka_unit_test(strings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
