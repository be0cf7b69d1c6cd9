/* read_table.c - rows of ICEWS, GDELT and POLECAT as records. Columns: docs/formats.md. */
#include "base/date.h"
#include "base/utf8.h"
#include "record/codes.h"
#include "record/read.h"
#include "record/scale.h"

/* What we look for, in the order of `enum` below; GDELT has no header, its columns stand where they stand. */
enum {
  ID,
  DATE,
  SOURCE_NAME,
  SOURCE_SECTORS,
  SOURCE_COUNTRY,
  CAMEO,
  INTENSITY,
  TARGET_NAME,
  TARGET_SECTORS,
  TARGET_COUNTRY,
  STORY,
  SENTENCE,
  PUBLISHER,
  CITY,
  PROVINCE,
  COUNTRY,
  LATITUDE,
  LONGITUDE,
  TYPE,
  MODE,
  CONTEXTS,
  PUBLISHED,
  URL,
  SOURCE_ORG,
  TARGET_ORG,
  PLACE_KIND,
  N_FIELDS
};

static const char *const icews_names[N_FIELDS] = {[ID] = "Event ID",
                                                  [DATE] = "Event Date",
                                                  [SOURCE_NAME] = "Source Name",
                                                  [SOURCE_SECTORS] = "Source Sectors",
                                                  [SOURCE_COUNTRY] = "Source Country",
                                                  [CAMEO] = "CAMEO Code",
                                                  [INTENSITY] = "Intensity",
                                                  [TARGET_NAME] = "Target Name",
                                                  [TARGET_SECTORS] = "Target Sectors",
                                                  [TARGET_COUNTRY] = "Target Country",
                                                  [STORY] = "Story ID",
                                                  [SENTENCE] = "Sentence Number",
                                                  [PUBLISHER] = "Publisher",
                                                  [CITY] = "City",
                                                  [PROVINCE] = "Province",
                                                  [COUNTRY] = "Country",
                                                  [LATITUDE] = "Latitude",
                                                  [LONGITUDE] = "Longitude"};

static const char *const polecat_names[N_FIELDS] = {[ID] = "Event ID",
                                                    [DATE] = "Event Date",
                                                    [TYPE] = "Event Type",
                                                    [MODE] = "Event Mode",
                                                    [INTENSITY] = "Intensity;Event Intensity",
                                                    [CONTEXTS] = "Contexts",
                                                    [SOURCE_NAME] = "Actor Name",
                                                    [SOURCE_COUNTRY] = "Actor Country",
                                                    [SOURCE_SECTORS] = "Actor Sectors;Primary Actor Sector",
                                                    [TARGET_NAME] = "Recipient Name",
                                                    [TARGET_COUNTRY] = "Recipient Country",
                                                    [TARGET_SECTORS] =
                                                        "Recipient Sectors;Primary Recipient Sector",
                                                    [CITY] = "City;Placename",
                                                    [PROVINCE] = "Province",
                                                    [COUNTRY] = "Country",
                                                    [LATITUDE] = "Latitude",
                                                    [LONGITUDE] = "Longitude",
                                                    [PUBLISHER] = "Source",
                                                    [PUBLISHED] = "Publication Date"};

/** Columns of GDELT 1.0 (57 or 58) from 0; 2.0 (61) has one more in each of the three places. */
static const int8_t gdelt_places[N_FIELDS] = {[ID] = 0,           [DATE] = 1,
                                              [SOURCE_NAME] = 6,  [SOURCE_COUNTRY] = 7,
                                              [SOURCE_ORG] = 8,   [SOURCE_SECTORS] = 12,
                                              [TARGET_NAME] = 16, [TARGET_COUNTRY] = 17,
                                              [TARGET_ORG] = 18,  [TARGET_SECTORS] = 22,
                                              [CAMEO] = 26,       [INTENSITY] = 30,
                                              [PLACE_KIND] = 49,  [CITY] = 50,
                                              [COUNTRY] = 51,     [LATITUDE] = 53,
                                              [LONGITUDE] = 54,   [PUBLISHED] = 56,
                                              [URL] = 57,         [STORY] = -1,
                                              [SENTENCE] = -1,    [PUBLISHER] = -1,
                                              [PROVINCE] = -1,    [TYPE] = -1,
                                              [MODE] = -1,        [CONTEXTS] = -1};

typedef struct cells {
  nst_str items[NST_TABLE_COLUMNS];
  size_t n;
} cells;

void nst_table_start(nst_table *table, nst_table_format format) {
  *table = (nst_table){.format = format};
  memset(table->at, -1, sizeof table->at);
}

/** Valid UTF-8: as it is, or every byte taken for Latin-1. */
static nst_str to_utf8(nst_arena *arena, const char *line, size_t len) {
  if (nst_utf8_valid(line, len) == len) return (nst_str){line, (uint32_t)len};
  char *out = nst_arena_take(arena, 2 * len + 1);
  if (out == NULL) return (nst_str){"", 0};
  size_t n = 0;
  for (size_t i = 0; i < len; i++) n += nst_utf8_put((unsigned char)line[i], out + n);
  return (nst_str){out, (uint32_t)n};
}

static void cut(nst_str line, cells *out) {
  nst_str rest = line;
  out->n = 0;
  while (out->n < NST_TABLE_COLUMNS) {
    const char *tab = rest.len > 0 ? memchr(rest.p, '\t', rest.len) : NULL;
    uint32_t len = tab != NULL ? (uint32_t)(tab - rest.p) : rest.len;
    nst_str cell = nst_str_trim((nst_str){rest.p, len});
    if (cell.len >= 2 && cell.p[0] == '"' && cell.p[cell.len - 1] == '"')
      cell = (nst_str){cell.p + 1, cell.len - 2};
    out->items[out->n++] = cell;
    if (tab == NULL) return;
    rest = (nst_str){tab + 1, rest.len - len - 1};
  }
}

static bool is_named(nst_str cell, const char *names) {
  nst_str rest = nst_str_of(names), name;
  while (nst_str_cut(&rest, ';', &name))
    if (nst_str_eq(cell, name)) return true;
  return false;
}

/** Is this the header? Then note where its columns are: the first of two with the same name. */
static bool read_header(nst_table *table, const cells *row) {
  const char *const *names = table->format == NST_TABLE_ICEWS ? icews_names : polecat_names;
  bool header = false;
  for (size_t k = 0; k < row->n; k++) header = header || is_named(row->items[k], "Event ID");
  if (!header) return false;
  for (int f = 0; f < N_FIELDS; f++)
    for (size_t k = 0; names[f] != NULL && k < row->n && table->at[f] < 0; k++)
      if (is_named(row->items[k], names[f])) table->at[f] = (int8_t)k;
  return true;
}

static void place_gdelt(nst_table *table, size_t columns) {
  memcpy(table->at, gdelt_places, sizeof gdelt_places);
  static const int moved[] = {PLACE_KIND, CITY, COUNTRY, LATITUDE, LONGITUDE, PUBLISHED, URL};
  static const int by[] = {2, 2, 2, 3, 3, 3, 3};
  for (size_t i = 0; columns >= 61 && i < sizeof moved / sizeof *moved; i++)
    table->at[moved[i]] = (int8_t)(table->at[moved[i]] + by[i]);
}

static nst_str cell(const nst_table *table, const cells *row, int field) {
  if (table->at[field] < 0) return (nst_str){"", 0};
  size_t at = (size_t)table->at[field];
  return at < row->n ? row->items[at] : (nst_str){"", 0};
}

static const char *keep(nst_arena *arena, nst_str text) {
  const char *copy = text.len > 0 ? nst_arena_copy(arena, text.p, text.len) : "";
  return copy != NULL ? copy : "";
}

/** "2022-02-24", "20220224", "2/24/2022" and what begins so. */
static nst_day read_day(nst_str text) {
  if (text.len >= 10 && text.p[4] == '-') return nst_day_parse((nst_str){text.p, 10}, false);
  int numbers[3] = {0, 0, 0}, n = 0;
  uint32_t digits = 0;
  for (uint32_t i = 0; i < text.len && n < 3; i++) {
    char c = text.p[i];
    if (c >= '0' && c <= '9' && numbers[n] < 100000000) numbers[n] = numbers[n] * 10 + (c - '0'), digits++;
    else if (c == '/') n++;
    else break;
  }
  int year = numbers[2], month = numbers[0], day = numbers[1];
  if (n == 0 && digits >= 8) {
    char iso[11] = {text.p[0], text.p[1], text.p[2], text.p[3], '-', text.p[4],
                    text.p[5], '-',       text.p[6], text.p[7], 0};
    return nst_day_parse(nst_str_of(iso), false);
  }
  if (n != 2 || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
      day > nst_days_in_month(year, month))
    return NST_DAY_NONE;
  return nst_day_of(year, month, day);
}

/** A decimal number of at most 15 digits, independent of the locale. */
static bool read_number(nst_str text, double *out) {
  bool minus = text.len > 0 && text.p[0] == '-';
  double value = 0, scale = 1;
  uint32_t digits = 0;
  bool point = false;
  for (uint32_t i = minus ? 1 : 0; i < text.len; i++) {
    char c = text.p[i];
    if (c == '.' && !point) point = true;
    else if (c >= '0' && c <= '9' && digits < 15) {
      value = value * 10 + (c - '0');
      scale = point ? scale * 10 : scale;
      digits++;
    } else if (c < '0' || c > '9') return false;
  }
  *out = (minus ? -value : value) / scale;
  return digits > 0;
}

static const char *country_code(nst_arena *arena, nst_table_format format, nst_str text) {
  if (format == NST_TABLE_GDELT) return text.len == 3 ? keep(arena, text) : "";
  const nst_country *c = nst_country_named(text);
  return c != NULL ? c->iso3 : "";
}

/** The i-th of the values between ';'. */
static nst_str listed(nst_str list, size_t i) {
  nst_str one = {"", 0};
  for (size_t k = 0; k <= i; k++)
    if (!nst_str_cut(&list, ';', &one)) return (nst_str){"", 0};
  return nst_str_trim(one);
}

static size_t count(nst_str list) {
  size_t n = list.len > 0;
  for (uint32_t i = 0; i < list.len; i++) n += list.p[i] == ';';
  return n < 16 ? n : 16;
}

static const nst_actor *read_actors(const nst_table *table, nst_arena *arena, nst_str names,
                                    nst_str countries, nst_str sectors, nst_str org, size_t *n) {
  bool many = table->format == NST_TABLE_POLECAT;
  size_t by_name = many ? count(names) : names.len > 0,
         by_country = many ? count(countries) : countries.len > 0;
  *n = by_name > by_country ? by_name : by_country;
  if (*n == 0 && org.len > 0) *n = 1;
  nst_actor *out = nst_arena_array(arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) {
    nst_str country = many ? listed(countries, i) : countries, sector = many ? listed(sectors, i) : sectors;
    const char *name = keep(arena, many ? listed(names, i) : names);
    const char *code = country_code(arena, table->format, country);
    bool organisation = code[0] == '\0' && many && country.len == 3;
    out[i] = (nst_actor){{name, {0, 0}},
                         name,
                         code,
                         organisation                      ? keep(arena, country)
                         : code[0] == '\0' && org.len == 3 ? keep(arena, org)
                                                           : "",
                         nst_sector_named(sector),
                         ""};
  }
  return out;
}

static void read_place(const nst_table *table, nst_arena *arena, const cells *row, nst_place *out) {
  nst_str city = cell(table, row, CITY), country = cell(table, row, COUNTRY),
          province = cell(table, row, PROVINCE);
  const nst_country *known =
      table->format == NST_TABLE_GDELT ? nst_country_fips(country) : nst_country_named(country);
  *out = (nst_place){.text = keep(arena, city.len > 0       ? city
                                         : province.len > 0 ? province
                                                            : country),
                     .country = known != NULL ? known->iso3 : "",
                     .admin1 = keep(arena, province)};
  out->has_point = read_number(cell(table, row, LATITUDE), &out->lat) &&
                   read_number(cell(table, row, LONGITUDE), &out->lon);
  if (!(out->lat >= -90 && out->lat <= 90 && out->lon >= -180 && out->lon <= 180)) out->has_point = false;
  out->precision = city.len > 0       ? NST_PLACE_CITY
                   : province.len > 0 ? NST_PLACE_ADMIN1
                   : country.len > 0  ? NST_PLACE_COUNTRY
                                      : NST_PLACE_NONE;
  if (table->format != NST_TABLE_GDELT) return;
  nst_str kind = cell(table, row, PLACE_KIND); /* 1 country, 2 and 5 division, 3 and 4 city */
  if (nst_str_is(kind, "1")) out->precision = NST_PLACE_COUNTRY;
  if (nst_str_is(kind, "2") || nst_str_is(kind, "5")) out->precision = NST_PLACE_ADMIN1;
}

static bool read_type(const nst_table *table, nst_arena *arena, const cells *row, nst_event *out) {
  if (table->format == NST_TABLE_POLECAT) {
    out->type = nst_event_parse(keep(arena, cell(table, row, TYPE)));
    out->mode = keep(arena, cell(table, row, MODE));
    out->cameo = "";
    return out->type != NST_EVENT_NONE;
  }
  out->cameo = keep(arena, cell(table, row, CAMEO));
  const nst_cameo *known = nst_cameo_find(out->cameo);
  out->type = known != NULL ? known->type : NST_EVENT_NONE;
  out->mode = known != NULL ? known->mode : "";
  if (!read_number(cell(table, row, INTENSITY), &out->goldstein))
    out->goldstein = known != NULL ? known->goldstein : 0;
  return out->type != NST_EVENT_NONE;
}

static const char *const *read_contexts(nst_arena *arena, nst_str list, size_t *n) {
  *n = count(list);
  const char **out = nst_arena_array(arena, *n, sizeof *out);
  if (out == NULL) return *n = 0, NULL;
  for (size_t i = 0; i < *n; i++) out[i] = keep(arena, listed(list, i));
  return out;
}

static nst_status read_row(const nst_table *table, nst_arena *arena, const cells *row, nst_read_record *out,
                           bool *has, nst_error *error) {
  static const char *const prefixes[] = {"icews", "gdelt", "polecat"};
  nst_event *e = &out->event;
  nst_day day = read_day(cell(table, row, DATE));
  nst_str id = cell(table, row, ID);
  if (day == NST_DAY_NONE || id.len == 0)
    return nst_fail(error, NST_FORMAT, 0, 0, "no event id or no date in the row");
  char from[11], published[11];
  nst_day_format(day, from);
  nst_day_format(read_day(cell(table, row, PUBLISHED)), published);
  *e = (nst_event){.mode = "", .trigger = {"", {0, 0}}, .condition = {"", {0, 0}}, .time = {.text = ""}};
  *has = read_type(table, arena, row, e);
  e->id = keep(arena, id);
  /* ids repeat in ICEWS: only with the date they are one event */
  e->doc = nst_arena_format(arena, "%s/%s/%s", prefixes[table->format], e->id, from);
  e->date = keep(arena, nst_str_of(published[0] != '\0' ? published : from));
  memcpy(e->time.from, from, sizeof from);
  memcpy(e->time.to, from, sizeof from);
  double sentence = 0;
  if (read_number(cell(table, row, SENTENCE), &sentence) && sentence >= 1 && sentence < 1e6)
    e->sentence = (uint32_t)sentence - 1;
  e->contexts = read_contexts(arena, cell(table, row, CONTEXTS), &e->n_contexts);
  e->source = read_actors(table, arena, cell(table, row, SOURCE_NAME), cell(table, row, SOURCE_COUNTRY),
                          cell(table, row, SOURCE_SECTORS), cell(table, row, SOURCE_ORG), &e->n_source);
  e->target = read_actors(table, arena, cell(table, row, TARGET_NAME), cell(table, row, TARGET_COUNTRY),
                          cell(table, row, TARGET_SECTORS), cell(table, row, TARGET_ORG), &e->n_target);
  read_place(table, arena, row, &e->place);
  e->confidence = 1;
  out->publisher = keep(arena, cell(table, row, PUBLISHER));
  out->url = keep(arena, cell(table, row, URL));
  out->story = keep(arena, cell(table, row, STORY));
  return e->doc == NULL || nst_arena_failed(arena) ? nst_fail(error, NST_NOMEM, 0, 0, "out of memory")
                                                   : NST_OK;
}

nst_status nst_table_read(nst_table *table, nst_arena *arena, const char *line, size_t len,
                          nst_read_record *out, bool *has, nst_error *error) {
  *has = false;
  cells row;
  nst_str text = to_utf8(arena, line, len);
  while (text.len > 0 && (text.p[text.len - 1] == '\n' || text.p[text.len - 1] == '\r')) text.len--;
  if (nst_str_trim(text).len == 0) return NST_OK;
  cut(text, &row);
  if (table->format == NST_TABLE_GDELT) {
    if (row.n < 57)
      return nst_fail(error, NST_FORMAT, 0, 0, "%zu columns; GDELT events have 57, 58 or 61", row.n);
    place_gdelt(table, row.n);
  } else {
    bool header = read_header(table, &row);
    if (!table->begun && !header)
      return nst_fail(error, NST_FORMAT, 0, 0, "the first line has no column \"Event ID\"");
    table->begun = true;
    if (header) return NST_OK;
  }
  return read_row(table, arena, &row, out, has, error);
}
