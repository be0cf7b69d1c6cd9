/* formats.c - ICEWS, POLECAT and Phoenix. Columns: docs/formats.md. */
#include "record/formats.h"

#include <inttypes.h>

#include "record/codes.h"
#include "record/value.h"

bool nst_pair(const nst_event *event, size_t i, const nst_actor **source, const nst_actor **target) {
  size_t targets = event->n_target > 0 ? event->n_target : 1;
  size_t sources = event->n_source > 0 ? event->n_source : 1;
  if (i >= NST_PAIRS || i / targets >= sources) return false;
  *source = event->n_source > 0 ? &event->source[i / targets] : NULL;
  *target = event->n_target > 0 ? &event->target[i % targets] : NULL;
  return true;
}

void nst_put_tsv(nst_buf *buf, const char *text) {
  for (; *text != '\0'; text++)
    nst_buf_char(buf, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void field(nst_buf *buf, const char *text) {
  nst_put_tsv(buf, text);
  nst_buf_char(buf, '\t');
}

static void number(nst_buf *buf, bool has, double value, int decimals) {
  if (has) nst_put_number(buf, value, decimals);
  nst_buf_char(buf, '\t');
}

static void empty(nst_buf *buf, int n) {
  for (int i = 0; i < n; i++) nst_buf_char(buf, '\t');
}

static void header(nst_buf *buf, const char *const *names, size_t n) {
  for (size_t i = 0; i < n; i++) {
    nst_buf_text(buf, names[i]);
    nst_buf_char(buf, i + 1 < n ? '\t' : '\n');
  }
}

static const char *name_of(const nst_actor *actor) {
  if (actor == NULL) return "";
  return actor->name[0] != '\0' ? actor->name : actor->mention.text;
}

static const char *country_name(const char *iso3) {
  const nst_country *c = nst_country_find(iso3);
  return c != NULL ? c->name : iso3;
}

static const char *day_of(const nst_event *e) {
  return e->time.from[0] != '\0' ? e->time.from : e->date;
}

/* ---- ICEWS ------------------------------------------------------------------------------------------- */

void nst_icews_header(nst_buf *buf) {
  static const char *const names[NST_ICEWS_COLUMNS] = {
      "Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
      "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
      "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
      "District",       "Province",   "Country",         "Latitude",       "Longitude"};
  header(buf, names, NST_ICEWS_COLUMNS);
}

static void icews_actor(nst_buf *buf, const nst_actor *actor) {
  field(buf, name_of(actor));
  field(buf, actor != NULL ? nst_sector_words(actor->sector) : "");
  field(buf, actor != NULL ? country_name(actor->country) : "");
}

void nst_icews_rows(nst_buf *buf, const nst_event *e, const nst_told *told) {
  const nst_actor *source, *target;
  for (size_t i = 0; nst_pair(e, i, &source, &target); i++) {
    nst_buf_format(buf, "%" PRId64 "\t", told->id);
    field(buf, day_of(e));
    icews_actor(buf, source);
    const nst_cameo *cameo = nst_cameo_find(e->cameo);
    field(buf, cameo != NULL ? cameo->label : nst_event_name(e->type));
    field(buf, e->cameo);
    number(buf, true, e->goldstein, 1);
    icews_actor(buf, target);
    field(buf, e->doc);
    nst_buf_format(buf, "%u\t", e->sentence + 1);
    field(buf, told->publisher);
    field(buf, e->place.precision == NST_PLACE_CITY ? e->place.text : "");
    empty(buf, 1);
    field(buf, e->place.admin1);
    field(buf, country_name(e->place.country));
    number(buf, e->place.has_point, e->place.lat, 4);
    if (e->place.has_point) nst_put_number(buf, e->place.lon, 4);
    nst_buf_char(buf, '\n');
  }
}

/* ---- POLECAT ------------------------------------------------------------------------------------------- */

void nst_polecat_header(nst_buf *buf) {
  static const char *const names[NST_POLECAT_COLUMNS] = {"Event ID",
                                                         "Event Date",
                                                         "Event Type",
                                                         "Event Mode",
                                                         "Intensity",
                                                         "Quad Code",
                                                         "Contexts",
                                                         "Actor Name",
                                                         "Actor Country",
                                                         "Actor COW",
                                                         "Primary Actor Sector",
                                                         "Actor Sectors",
                                                         "Actor Title",
                                                         "Actor Name Raw",
                                                         "Wikipedia Actor ID",
                                                         "Recipient Name",
                                                         "Recipient Country",
                                                         "Recipient COW",
                                                         "Primary Recipient Sector",
                                                         "Recipient Sectors",
                                                         "Recipient Title",
                                                         "Recipient Name Raw",
                                                         "Wikipedia Recipient ID",
                                                         "Placename",
                                                         "City",
                                                         "District",
                                                         "Province",
                                                         "Country",
                                                         "Latitude",
                                                         "Longitude",
                                                         "GeoNames ID",
                                                         "Raw Placename",
                                                         "Feature Type",
                                                         "Source",
                                                         "Publication Date",
                                                         "Story People",
                                                         "Story Organizations",
                                                         "Story Locations",
                                                         "Language",
                                                         "Version"};
  header(buf, names, NST_POLECAT_COLUMNS);
}

typedef const char *(*actor_part)(const nst_actor *actor);

static const char *part_country(const nst_actor *a) {
  return a->country[0] != '\0' ? a->country : a->org;
}
static const char *part_sector(const nst_actor *a) {
  return a->sector;
}
static const char *part_raw(const nst_actor *a) {
  return a->mention.text;
}
static const char *part_name(const nst_actor *a) {
  return name_of(a);
}

static void listed(nst_buf *buf, const nst_actor *actors, size_t n, actor_part part) {
  for (size_t i = 0; i < n; i++) {
    if (i > 0) nst_buf_char(buf, ';');
    for (const char *p = part(&actors[i]); *p != '\0'; p++)
      nst_buf_char(buf, *p == '\t' || *p == '\n' || *p == '\r' || *p == ';' ? ' ' : *p);
  }
  nst_buf_char(buf, '\t');
}

static void numbered(nst_buf *buf, const nst_actor *actors, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const nst_country *c = nst_country_find(actors[i].country);
    if (i > 0) nst_buf_char(buf, ';');
    if (c != NULL && c->number > 0) nst_buf_format(buf, "%d", c->number);
  }
  nst_buf_char(buf, '\t');
}

static void polecat_side(nst_buf *buf, const nst_actor *actors, size_t n) {
  listed(buf, actors, n, part_name);
  listed(buf, actors, n, part_country);
  numbered(buf, actors, n);
  listed(buf, actors, n > 0 ? 1 : 0, part_sector);
  listed(buf, actors, n, part_sector);
  empty(buf, 1); /* title */
  listed(buf, actors, n, part_raw);
  empty(buf, 1); /* Wikipedia */
}

void nst_polecat_row(nst_buf *buf, const nst_event *e, const nst_told *told) {
  static const char *const quads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                      "MATERIAL CONFLICT"};
  field(buf, e->id);
  field(buf, day_of(e));
  field(buf, nst_event_name(e->type));
  field(buf, e->mode);
  number(buf, true, told->score, 1);
  field(buf, quads[nst_event_quad(e->type)]);
  for (size_t i = 0; i < e->n_contexts; i++) {
    if (i > 0) nst_buf_char(buf, ';');
    nst_put_tsv(buf, e->contexts[i]);
  }
  nst_buf_char(buf, '\t');
  polecat_side(buf, e->source, e->n_source);
  polecat_side(buf, e->target, e->n_target);
  const nst_place *p = &e->place;
  field(buf, p->text);
  field(buf, p->precision == NST_PLACE_CITY ? p->text : "");
  empty(buf, 1);
  field(buf, p->admin1);
  field(buf, p->country);
  number(buf, p->has_point, p->lat, 4);
  number(buf, p->has_point, p->lon, 4);
  empty(buf, 1);
  field(buf, p->text);
  field(buf, p->precision == NST_PLACE_CITY      ? "PPL"
             : p->precision == NST_PLACE_ADMIN1  ? "ADM1"
             : p->precision == NST_PLACE_COUNTRY ? "PCLI"
                                                 : "");
  field(buf, told->publisher);
  field(buf, e->date);
  empty(buf, 3);
  nst_buf_format(buf, "en\tnestor %s\n", nst_version());
}

/* ---- Phoenix -------------------------------------------------------------------------------------------- */

static void phoenix_actor(nst_buf *buf, const nst_actor *actor) {
  const char *root = actor == NULL ? "" : actor->country[0] != '\0' ? actor->country : actor->org;
  const char *agent = actor == NULL ? "" : actor->sector;
  nst_put_tsv(buf, root);
  field(buf, agent);
  field(buf, root);
  field(buf, agent);
  empty(buf, 1);
}

/** CAMEO's own quad classes, as Phoenix writes them: 0 statements, 1 and 2 cooperation, 3 and 4 conflict. */
static int cameo_quad(const char *code) {
  bool digits = code[0] >= '0' && code[0] <= '9' && code[1] >= '0' && code[1] <= '9';
  int root = digits ? (code[0] - '0') * 10 + code[1] - '0' : 0;
  return root <= 2 ? 0 : root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

void nst_phoenix_rows(nst_buf *buf, const nst_event *e, const nst_told *told) {
  const nst_actor *source, *target;
  const char *day = day_of(e);
  bool dated = strlen(day) == 10;
  for (size_t i = 0; nst_pair(e, i, &source, &target); i++) {
    nst_buf_format(buf, "%" PRId64 "_%zu_%s\t", told->id, i, nst_version());
    if (dated)
      nst_buf_format(buf, "%.4s%.2s%.2s\t%.4s\t%d\t%d\t", day, day + 5, day + 8, day,
                     (day[5] - '0') * 10 + day[6] - '0', (day[8] - '0') * 10 + day[9] - '0');
    else empty(buf, 4);
    phoenix_actor(buf, source);
    phoenix_actor(buf, target);
    field(buf, e->cameo);
    nst_buf_format(buf, "%.2s\t%d\t", e->cameo, cameo_quad(e->cameo));
    number(buf, true, e->goldstein, 1);
    empty(buf, 1);
    number(buf, e->place.has_point, e->place.lat, 4);
    number(buf, e->place.has_point, e->place.lon, 4);
    field(buf, e->place.precision == NST_PLACE_CITY ? e->place.text : "");
    field(buf, e->place.admin1);
    field(buf, country_name(e->place.country));
    nst_put_tsv(buf, e->doc);
    nst_buf_format(buf, "_%u\t", e->sentence + 1);
    field(buf, told->url);
    nst_put_tsv(buf, told->publisher);
    nst_buf_char(buf, '\n');
  }
}
