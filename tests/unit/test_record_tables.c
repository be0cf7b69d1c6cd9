/* Records in the forms of other projects, and their rows as records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/buf.h"
#include "record/codes.h"
#include "record/formats.h"
#include "record/read.h"
#include "record/record.h"
#include "record/scale.h"

static const char *const contexts[] = {"military", "territory"};
static const nst_actor sources[] = {{{"the army", {1, 9}}, "Russian Army", "RUS", "", "MIL", ""},
                                    {{"the bloc", {20, 28}}, "", "", "NAT", "IGO", ""}};
static const nst_actor targets[] = {{{"Ukraine", {30, 37}}, "", "UKR", "", "", ""}};

static nst_event full(void) {
  nst_event e = {.id = "00112233445566ff",
                 .doc = "doc\t1",
                 .date = "2022-03-02",
                 .sentence = 1,
                 .type = NST_ASSAULT,
                 .mode = "aerial",
                 .contexts = contexts,
                 .n_contexts = 2,
                 .cameo = "195",
                 .goldstein = -10,
                 .source = sources,
                 .n_source = 2,
                 .target = targets,
                 .n_target = 1,
                 .trigger = {"bombed", {40, 46}},
                 .condition = {"", {0, 0}},
                 .time = {.text = "on Tuesday", .from = "2022-03-01", .to = "2022-03-01"},
                 .place = {"Kyiv", "UKR", "Kyiv City", 50.4547, 30.5238, true, NST_PLACE_CITY},
                 .confidence = 0.8};
  return e;
}

static const nst_told told = {.id = 5,
                              .n_records = 3,
                              .n_sources = 2,
                              .score = -9.5,
                              .publisher = "The Wire",
                              .url = "https://example.org/a",
                              .doc_len = 900};

/** Field `column` (from 0) of line `row` (from 0). */
static nst_str field(const nst_buf *buf, size_t row, size_t column) {
  nst_str rest = {buf->p, (uint32_t)buf->len}, line = {"", 0};
  for (size_t i = 0; i <= row; i++) assert_true(nst_str_cut(&rest, '\n', &line));
  const char *p = line.p, *end = line.p + line.len;
  for (size_t i = 0; i < column; i++) {
    p = memchr(p, '\t', (size_t)(end - p));
    assert_non_null(p);
    p++;
  }
  const char *tab = memchr(p, '\t', (size_t)(end - p));
  return (nst_str){p, (uint32_t)((tab != NULL ? tab : end) - p)};
}

#define assert_field(buf, row, column, want)                                                          \
  do {                                                                                                \
    nst_str got_ = field(buf, row, column);                                                           \
    if (!nst_str_is(got_, want)) fail_msg("column %d: '%.*s'", (int)(column), (int)got_.len, got_.p); \
  } while (0)

static void assert_columns(const nst_buf *buf, size_t rows, size_t columns) {
  size_t n = 1, lines = 0;
  for (size_t i = 0; i < buf->len; i++) {
    n += buf->p[i] == '\t';
    if (buf->p[i] != '\n') continue;
    assert_int_equal(n, columns);
    n = 1;
    lines++;
  }
  assert_int_equal(lines, rows);
}

static void icews(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full();
  nst_icews_header(&buf);
  nst_icews_rows(&buf, &e, &told);
  assert_columns(&buf, 3, 20);
  assert_field(&buf, 0, 11, "Story ID");
  assert_field(&buf, 1, 2, "Russian Army");
  assert_field(&buf, 1, 3, "Military");
  assert_field(&buf, 1, 4, "Russia");
  assert_field(&buf, 1, 5, "Employ aerial weapons");
  assert_field(&buf, 1, 10, "Ukraine");
  assert_field(&buf, 1, 11, "doc 1");
  assert_field(&buf, 2, 2, "the bloc");
  assert_field(&buf, 1, 14, "Kyiv");
  nst_buf_free(&buf);
}

static void gdelt(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full();
  nst_gdelt_rows(&buf, &e, &told);
  assert_columns(&buf, 2, 58);
  assert_field(&buf, 0, 0, "320");
  assert_field(&buf, 1, 0, "321");
  assert_field(&buf, 0, 1, "20220301");
  assert_field(&buf, 0, 4, "2022.2493");
  assert_field(&buf, 0, 5, "RUSMIL");
  assert_field(&buf, 0, 6, "RUSSIAN ARMY");
  assert_field(&buf, 1, 8, "NAT");
  assert_field(&buf, 0, 15, "UKR");
  assert_field(&buf, 0, 26, "195");
  assert_field(&buf, 0, 28, "19");
  assert_field(&buf, 0, 31, "3");
  assert_field(&buf, 0, 49, "4");
  assert_field(&buf, 0, 50, "Kyiv, Kyiv City, Ukraine");
  assert_field(&buf, 0, 51, "UP");
  assert_field(&buf, 0, 57, "https://example.org/a");
  buf.len = 0;
  nst_mention_rows(&buf, &e, &e, &told);
  assert_columns(&buf, 2, 16);
  assert_field(&buf, 0, 1, "20220301000000");
  assert_field(&buf, 0, 3, "1");
  assert_field(&buf, 0, 7, "1");
  assert_field(&buf, 1, 7, "20");
  assert_field(&buf, 0, 11, "80");
  assert_field(&buf, 0, 12, "900");
  buf.len = 0;
  e.n_source = e.n_target = 0;
  e.place = (nst_place){.text = "Texas", .country = "USA", .admin1 = "", .precision = NST_PLACE_ADMIN1};
  e.date = "", e.time.from[0] = '\0';
  nst_told unknown = {.publisher = "", .url = ""};
  nst_gdelt_rows(&buf, &e, &unknown);
  assert_columns(&buf, 1, 58);
  assert_field(&buf, 0, 49, "2");
  buf.len = 0;
  e.place.precision = NST_PLACE_NONE;
  nst_gdelt_rows(&buf, &e, &unknown);
  nst_mention_rows(&buf, &e, &e, &unknown);
  nst_buf_free(&buf);
}

static void polecat_and_phoenix(void **state) {
  (void)state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full();
  nst_polecat_header(&buf);
  nst_polecat_row(&buf, &e, &told);
  assert_columns(&buf, 2, 40);
  assert_field(&buf, 1, 2, "ASSAULT");
  assert_field(&buf, 1, 4, "-9.5");
  assert_field(&buf, 1, 6, "military;territory");
  assert_field(&buf, 1, 7, "Russian Army;the bloc");
  assert_field(&buf, 1, 8, "RUS;NAT");
  assert_field(&buf, 1, 9, "365;");
  assert_field(&buf, 1, 11, "MIL;IGO");
  assert_field(&buf, 1, 32, "PPL");
  buf.len = 0;
  nst_phoenix_rows(&buf, &e, &told);
  assert_columns(&buf, 2, 26);
  assert_field(&buf, 0, 1, "20220301");
  assert_field(&buf, 0, 3, "3");
  assert_field(&buf, 0, 5, "RUSMIL");
  assert_field(&buf, 0, 14, "19");
  assert_field(&buf, 0, 15, "4");
  e.cameo = "", e.date = "", e.time.from[0] = '\0';
  buf.len = 0;
  nst_phoenix_rows(&buf, &e, &told);
  assert_columns(&buf, 2, 26);
  nst_buf_free(&buf);
}

static void graph(void **state) {
  (void)state;
  nst_buf buf;
  nst_graph g;
  nst_buf_init(&buf, nst_allocator_default());
  nst_event e = full();
  assert_true(nst_graph_start(&g, &buf));
  nst_graph_event(&g, &buf, &e, &told);
  e.n_target = 0;
  nst_graph_event(&g, &buf, &e, &told);
  assert_int_equal(g.n_nodes, 4);
  assert_int_equal(g.n_edges, 4);
  nst_graph_end(&g, &buf);
  nst_buf_char(&buf, '\0');
  assert_non_null(strstr(buf.p, "<edge id=\"e0\" source=\"n0\" target=\"n1\"><data key=\"event\">5</data>"));
  assert_non_null(strstr(buf.p, "</graph>\n</graphml>\n"));
  nst_buf_free(&buf);
}

static void jsonl_round_trip(void **state) {
  (void)state;
  static const nst_quantity quantities[] = {{NST_Q_TROOPS, true, false, 60000, 0, "", {"60,000", {1, 7}}}};
  static const char *const why[] = {"frame", "source: \"subject\""};
  static const nst_passage mentions[] = {{"again", {50, 55}}};
  nst_event e = full();
  e.doc = "a", e.quantities = quantities, e.n_quantities = 1, e.why = why, e.n_why = 2, e.mentions = mentions,
  e.n_mentions = 1;
  e.content = NST_SANCTION, e.status = NST_DISPUTED, e.mutual = true, e.attribution = sources,
  e.n_attribution = 1;
  e.condition = (nst_passage){"if", {60, 62}};
  nst_buf once, twice;
  nst_buf_init(&once, nst_allocator_default());
  nst_buf_init(&twice, nst_allocator_default());
  nst_record_jsonl(&once, &e);
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_event back;
  nst_error error = {0};
  assert_int_equal(nst_read_jsonl(arena, once.p, once.len, &back, &error), NST_OK);
  nst_record_jsonl(&twice, &back);
  assert_int_equal(once.len, twice.len);
  assert_memory_equal(once.p, twice.p, once.len);
  nst_buf_free(&once);
  nst_buf_free(&twice);
  nst_arena_free(arena);
}

static void bad_jsonl(void **state) {
  (void)state;
  static const char *const bad[] = {"",
                                    "[]",
                                    "{",
                                    "{\"event\":\"X\"}",
                                    "{\"event\":\"AID\"}",
                                    "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\",\"confidence\":2}",
                                    "{\"event\":\"AID\",\"id\":1,\"doc\":\"a\"}",
                                    "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\",\"sentence\":-1}",
                                    "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\",\"source\":{}}",
                                    "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\",\"source\":[3]}",
                                    "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\",\"goldstein\":\"x\"}"};
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nst_event e;
    nst_error error = {0};
    assert_int_equal(nst_read_jsonl(arena, bad[i], strlen(bad[i]), &e, &error), NST_FORMAT);
    assert_true(error.message[0] != '\0');
  }
  const char *least = "{\"event\":\"AID\",\"id\":\"1\",\"doc\":\"a\"}";
  nst_event e;
  nst_error error = {0};
  assert_int_equal(nst_read_jsonl(arena, least, strlen(least), &e, &error), NST_OK);
  assert_string_equal(e.place.text, "");
  nst_arena_free(arena);
}

/** What a format writes, it reads. */
static void own_rows(void **state) {
  (void)state;
  nst_event e = full();
  e.doc = "d";
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  for (int format = 0; format < 3; format++) {
    nst_buf buf;
    nst_buf_init(&buf, nst_allocator_default());
    if (format == NST_TABLE_ICEWS) nst_icews_header(&buf), nst_icews_rows(&buf, &e, &told);
    else if (format == NST_TABLE_GDELT) nst_gdelt_rows(&buf, &e, &told);
    else nst_polecat_header(&buf), nst_polecat_row(&buf, &e, &told);
    nst_table table;
    nst_table_start(&table, (nst_table_format)format);
    nst_str rest = {buf.p, (uint32_t)buf.len}, line;
    size_t n = 0;
    while (nst_str_cut(&rest, '\n', &line)) {
      nst_read_record r = {.publisher = ""};
      bool has = false;
      nst_error error = {0};
      if (nst_table_read(&table, arena, line.p, line.len, &r, &has, &error) != NST_OK)
        fail_msg("%s", error.message);
      if (!has) continue;
      assert_int_equal(r.event.type, NST_ASSAULT);
      assert_string_equal(r.event.time.from, "2022-03-01");
      assert_string_equal(r.event.target[0].country, "UKR");
      assert_string_equal(r.event.place.country, "UKR");
      assert_true(r.event.place.has_point);
      assert_string_equal(r.event.mode, "aerial");
      if (n++ == 0) assert_string_equal(r.event.source[0].sector, "MIL");
    }
    assert_int_equal(n, format == NST_TABLE_POLECAT ? 1 : 2);
    nst_buf_free(&buf);
  }
  nst_arena_free(arena);
}

static nst_status read_one(nst_table *table, nst_arena *arena, const char *line, nst_read_record *r,
                           bool *has) {
  nst_error error = {0};
  *r = (nst_read_record){.publisher = ""};
  return nst_table_read(table, arena, line, strlen(line), r, has, &error);
}

static void foreign_rows(void **state) {
  (void)state;
  nst_arena *arena = nst_arena_new(nst_allocator_default());
  nst_table t;
  nst_read_record r;
  bool has;
  nst_table_start(&t, NST_TABLE_ICEWS);
  assert_int_equal(read_one(&t, arena, "1\t2\t3", &r, &has), NST_FORMAT); /* no header */
  assert_int_equal(
      read_one(&t, arena, "Event ID\tEvent Date\tCAMEO Code\tSource Country\tCountry\tExtra\r\n", &r, &has),
      NST_OK);
  assert_false(has);
  assert_int_equal(read_one(&t, arena, "7\t3/24/2004\t010\tChad\tChad", &r, &has), NST_OK);
  assert_false(has); /* a mere statement */
  assert_int_equal(read_one(&t, arena,
                            "8\t3/24/2004\t\"190\"\tIran, Islamic Republic of\tFran\xE7"
                            "a\tx\ty\tz",
                            &r, &has),
                   NST_OK);
  assert_true(has);
  assert_string_equal(r.event.doc, "icews/8/2004-03-24");
  assert_string_equal(r.event.source[0].country, "IRN");
  assert_string_equal(r.event.place.text, "Fran\xC3\xA7"
                                          "a");
  assert_int_equal(r.event.type, NST_ASSAULT);
  assert_true(r.event.goldstein == -10);
  assert_int_equal(read_one(&t, arena, "9\tnever\t190", &r, &has), NST_FORMAT);
  assert_int_equal(read_one(&t, arena, "9\t13/24/2004\t190", &r, &has), NST_FORMAT);
  assert_int_equal(read_one(&t, arena, "   ", &r, &has), NST_OK);
  assert_int_equal(read_one(&t, arena, "9\t2004-03-24\t999", &r, &has), NST_OK);
  assert_false(has);
  nst_table_start(&t, NST_TABLE_GDELT);
  assert_int_equal(read_one(&t, arena, "1\t20220301", &r, &has), NST_FORMAT);
  nst_arena_free(arena);
}

static void tables_follow_the_data(void **state) {
  (void)state;
  nst_buf file;
  nst_buf_init(&file, nst_allocator_default());
  nst_error error;
  assert_int_equal(nst_file_read(NST_SOURCE_DIR "/data/ontology/plover.tsv", &file, &error), NST_OK);
  nst_str rest = {file.p, (uint32_t)file.len}, line;
  size_t n = 0;
  while (nst_str_cut(&rest, '\n', &line)) {
    char text[256], *cells[4] = {NULL}, *p = text;
    if (line.len == 0 || line.p[0] == '#' || nst_str_starts(line, "type\t") || line.len >= sizeof text)
      continue;
    memcpy(text, line.p, line.len);
    text[line.len] = '\0';
    for (int i = 0; i < 4 && p != NULL; i++) {
      cells[i] = p;
      p = strchr(p, '\t');
      if (p != NULL) *p++ = '\0';
    }
    char score[32];
    (void)snprintf(score, sizeof score, "%g", nst_scale_score(nst_event_parse(cells[0]), cells[1]));
    assert_string_equal(score, cells[2]);
    n++;
  }
  assert_true(n > 70);
  nst_buf_free(&file);
  assert_true(nst_scale_score(NST_ASSAULT, "unheard-of") == -9);
  assert_int_equal(nst_event_parse("YIELD"), NST_EVENT_NONE);
}

static void codes(void **state) {
  (void)state;
  assert_string_equal(nst_cameo_find("1831")->code, "1831");
  assert_string_equal(nst_cameo_find("0219")->code, "021");
  assert_null(nst_cameo_find("99"));
  assert_null(nst_country_find("XXX"));
  assert_string_equal(nst_country_named(NST_STR("russian federation"))->iso3, "RUS");
  assert_string_equal(nst_country_named(NST_STR("KEN"))->iso3, "KEN");
  assert_null(nst_country_named(NST_STR("Atlantis")));
  assert_string_equal(nst_country_fips(NST_STR("UP"))->iso3, "UKR");
  assert_null(nst_country_fips(NST_STR("")));
  assert_string_equal(nst_sector_named(NST_STR("Government,Executive,Military")), "MIL");
  assert_string_equal(nst_sector_named(NST_STR("Executive")), "GOV");
  assert_string_equal(nst_sector_named(NST_STR("JUD;GOV")), "JUD");
  assert_string_equal(nst_sector_named(NST_STR("Weather")), "");
  assert_string_equal(nst_sector_words("REB"), "Rebel");
  assert_string_equal(nst_sector_words("XXX"), "");
  const char *type;
  assert_string_equal(nst_record_csv_column(0, &type), "id");
  assert_null(nst_record_csv_column(99, &type));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(icews),
      cmocka_unit_test(gdelt),
      cmocka_unit_test(polecat_and_phoenix),
      cmocka_unit_test(graph),
      cmocka_unit_test(jsonl_round_trip),
      cmocka_unit_test(bad_jsonl),
      cmocka_unit_test(own_rows),
      cmocka_unit_test(foreign_rows),
      cmocka_unit_test(tables_follow_the_data),
      cmocka_unit_test(codes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
