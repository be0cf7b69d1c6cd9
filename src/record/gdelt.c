/* gdelt.c - GDELT 1.0 events (58 columns) and mentions (16). Columns: docs/formats.md. */
#include <inttypes.h>

#include "base/date.h"
#include "record/codes.h"
#include "record/formats.h"
#include "record/value.h"

static void field(nst_buf *buf, const char *text) {
  nst_put_tsv(buf, text);
  nst_buf_char(buf, '\t');
}

static void empty(nst_buf *buf, int n) {
  for (int i = 0; i < n; i++) nst_buf_char(buf, '\t');
}

/** A number of its own for every pair. */
static int64_t pair_id(const nst_told *told, size_t pair) {
  return told->id * NST_PAIRS + (int64_t)pair;
}

/** "20220224"; nothing for no date. */
static void put_day(nst_buf *buf, const char *iso) {
  if (strlen(iso) == 10) nst_buf_format(buf, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

static void put_dates(nst_buf *buf, const char *iso) {
  nst_day day = nst_day_parse(nst_str_of(iso), false);
  if (day == NST_DAY_NONE) {
    empty(buf, 4);
    return;
  }
  nst_civil c = nst_day_civil(day);
  nst_buf_format(buf, "%04d%02d%02d\t%04d%02d\t%04d\t", c.year, c.month, c.day, c.year, c.month, c.year);
  nst_put_number(buf, c.year + (c.month * 30 + c.day) / 365.0, 4); /* GDELT's own formula */
  nst_buf_char(buf, '\t');
}

static void put_actor(nst_buf *buf, const nst_actor *actor) {
  if (actor == NULL) {
    empty(buf, 10);
    return;
  }
  const char *code = actor->country[0] != '\0' ? actor->country : actor->org;
  nst_put_tsv(buf, code);
  field(buf, actor->sector);
  const char *name = actor->name[0] != '\0' ? actor->name : actor->mention.text;
  for (; *name != '\0'; name++) { /* capitals, as GDELT writes names; other letters than ASCII stay */
    char c = *name == '\t' || *name == '\n' || *name == '\r' ? ' ' : *name;
    nst_buf_char(buf, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
  }
  nst_buf_char(buf, '\t');
  field(buf, actor->country);
  field(buf, actor->org);
  empty(buf, 3); /* ethnic group and religions: not known */
  field(buf, actor->sector);
  empty(buf, 2);
}

static void put_action(nst_buf *buf, const nst_event *e, const nst_told *told) {
  nst_buf_format(buf, "%d\t", e->sentence <= 1); /* the lead of the report */
  field(buf, e->cameo);
  nst_buf_format(buf, "%.3s\t%.2s\t%d\t", e->cameo, e->cameo, nst_event_quad(e->type));
  nst_put_number(buf, e->goldstein, 1);
  nst_buf_format(buf, "\t%u\t%u\t%u\t\t", told->n_records, told->n_sources, told->n_records);
}

static void put_geo(nst_buf *buf, const nst_place *place) {
  if (place->precision == NST_PLACE_NONE) {
    empty(buf, 7);
    return;
  }
  const nst_country *c = nst_country_find(place->country);
  bool usa = strcmp(place->country, "USA") == 0;
  int type = place->precision == NST_PLACE_COUNTRY  ? 1
             : place->precision == NST_PLACE_ADMIN1 ? (usa ? 2 : 5)
                                                    : (usa ? 3 : 4);
  nst_buf_format(buf, "%d\t", type);
  nst_put_tsv(buf, place->text);
  if (type != 1 && place->admin1[0] != '\0') {
    nst_buf_text(buf, ", ");
    nst_put_tsv(buf, place->admin1);
  }
  if (type != 1 && c != NULL) nst_buf_format(buf, ", %s", c->name);
  nst_buf_format(buf, "\t%s\t%s\t", c != NULL ? c->fips : "", c != NULL ? c->fips : "");
  if (place->has_point) nst_put_number(buf, place->lat, 4);
  nst_buf_char(buf, '\t');
  if (place->has_point) nst_put_number(buf, place->lon, 4);
  nst_buf_text(buf, "\t\t"); /* FeatureID: not known */
}

void nst_gdelt_rows(nst_buf *buf, const nst_event *e, const nst_told *told) {
  const nst_actor *source, *target;
  for (size_t i = 0; nst_pair(e, i, &source, &target); i++) {
    nst_buf_format(buf, "%" PRId64 "\t", pair_id(told, i));
    put_dates(buf, e->time.from[0] != '\0' ? e->time.from : e->date);
    put_actor(buf, source);
    put_actor(buf, target);
    put_action(buf, e, told);
    empty(buf, 14); /* where the actors are: not known */
    put_geo(buf, &e->place);
    put_day(buf, e->date);
    nst_buf_char(buf, '\t');
    nst_put_tsv(buf, told->url);
    nst_buf_char(buf, '\n');
  }
}

static void put_offset(nst_buf *buf, const nst_actor *actor) {
  nst_buf_format(buf, "%d\t", actor != NULL ? (int)actor->mention.span.begin : -1);
}

/** The actor of the record that stands for the event's own one: records list the same actors in any order. */
static const nst_actor *same_actor(const nst_actor *actors, size_t n, const nst_actor *wanted) {
  for (size_t i = 0; wanted != NULL && i < n; i++)
    if (strcmp(actors[i].country, wanted->country) == 0 && strcmp(actors[i].org, wanted->org) == 0 &&
        strcmp(actors[i].sector, wanted->sector) == 0)
      return &actors[i];
  return NULL;
}

void nst_mention_rows(nst_buf *buf, const nst_event *event, const nst_event *r, const nst_told *told) {
  const nst_actor *source, *target;
  bool web = told->url[0] != '\0';
  for (size_t i = 0; nst_pair(event, i, &source, &target); i++) {
    nst_buf_format(buf, "%" PRId64 "\t", pair_id(told, i));
    const char *days[] = {r->time.from[0] != '\0' ? r->time.from : r->date, r->date};
    for (size_t k = 0; k < 2; k++) {
      put_day(buf, days[k]);
      nst_buf_text(buf, days[k][0] != '\0' ? "000000\t" : "\t");
    }
    nst_buf_format(buf, "%d\t", web ? 1 : 2);
    field(buf, told->publisher);
    field(buf, web ? told->url : r->doc);
    nst_buf_format(buf, "%u\t", r->sentence + 1);
    put_offset(buf, same_actor(r->source, r->n_source, source));
    put_offset(buf, same_actor(r->target, r->n_target, target));
    int percent = (int)(r->confidence * 10 + 0.5) * 10;
    nst_buf_format(buf, "%u\t1\t%d\t", (unsigned)r->trigger.span.begin, percent);
    if (told->doc_len > 0) nst_buf_format(buf, "%zu", told->doc_len);
    nst_buf_text(buf, "\t\t\t\n");
  }
}
