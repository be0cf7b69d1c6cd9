/* place_line.c - one line of a places/ *.tsv in, a place out: name, country, first-level division, latitude, longitude,
 * kind (city or region; town or division: taken on evidence only), other names separated by semicolons. */
#include "actors/draft.h"

/* A decimal number without locale; false if it is none. */
static bool decimal(nst_str text, double *out) {
  double value = 0, unit = 1;
  bool dot = false, digit = false;
  uint32_t i = text.len > 0 && text.p[0] == '-' ? 1 : 0;
  for (; i < text.len; i++) {
    char c = text.p[i];
    if (c == '.' && !dot) {
      dot = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
      value = value * 10 + (c - '0');
      if (dot) unit *= 10;
    } else {
      return false;
    }
  }
  *out = (text.len > 0 && text.p[0] == '-' ? -value : value) / unit;
  return digit;
}

static const char *keep(nst_actor_loader *loader, nst_str text) {
  const char *c = nst_arena_copy(loader->arena, text.p, text.len);
  if (!c) loader->no_memory = true;
  return c ? c : "";
}

static void add_place(nst_actor_loader *loader, const nst_str f[7], nst_geo geo, bool minor) {
  nst_entry entry = {
      .kind = NST_ENTRY_PLACE, .name = geo.name, .geo = geo, .flags = minor ? NST_PLACE_MINOR : 0};
  nst_sense sense = {.kind = NST_SENSE_PLACE, .from = INT32_MIN + 1, .to = INT32_MAX};
  sense.entry = nst_draft_add_entry(loader, entry, NULL);
  nst_draft_add_sense(loader, f[0], sense);
  nst_str rest = f[6], other;
  while (nst_str_cut(&rest, ';', &other)) {
    other = nst_str_trim(other);
    if (other.len > 0) nst_draft_add_sense(loader, other, sense);
  }
}

void nst_place_line(nst_actor_loader *loader, nst_str line) {
  nst_str f[7] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};
  size_t n = 0;
  if (nst_str_trim(line).len == 0 || line.p[0] == '#') return;
  while (n < 7 && nst_str_cut(&line, '\t', &f[n])) n++;
  if (n < 6) {
    nst_actor_mistake(loader, "a place has six or seven fields, not %zu", n);
    return;
  }
  nst_geo geo = {.name = keep(loader, f[0]), .country = keep(loader, f[1]), .admin1 = keep(loader, f[2])};
  if (nst_draft_get(loader, NST_TABLE_CODES, f[1]) == NST_NONE)
    nst_actor_mistake(loader, "\"%s\" is the code of no country", geo.country);
  bool minor = nst_str_is(f[5], "town") || nst_str_is(f[5], "division");
  if (nst_str_is(f[5], "city") || nst_str_is(f[5], "town")) geo.precision = NST_PLACE_CITY;
  else if (nst_str_is(f[5], "region") || nst_str_is(f[5], "division")) geo.precision = NST_PLACE_ADMIN1;
  else
    nst_actor_mistake(loader, "a place is a city, a town, a region or a division, not \"%.*s\"",
                      (int)(f[5].len > 40 ? 40 : f[5].len), f[5].p);
  if (f[3].len > 0 || f[4].len > 0) {
    geo.has_point = decimal(f[3], &geo.lat) && decimal(f[4], &geo.lon);
    if (!geo.has_point || geo.lat > 90 || geo.lat < -90 || geo.lon > 180 || geo.lon < -180)
      nst_actor_mistake(loader, "no latitude and longitude: \"%.*s\" \"%.*s\"", (int)f[3].len, f[3].p,
                        (int)f[4].len, f[4].p);
  }
  add_place(loader, f, geo, minor);
}
