/* codes.c - codes of other projects. The tables are made by tools/tables.py. */
#include "record/codes.h"

static const nst_cameo cameo_rows[] = {
#include "record/cameo_table.h"
};

static const nst_country country_rows[] = {
#include "record/country_table.h"
};

enum {
  N_CAMEO = sizeof cameo_rows / sizeof *cameo_rows,
  N_COUNTRIES = sizeof country_rows / sizeof *country_rows
};

/** Is `word`, case aside, one of the words between the ';' of a list? */
static bool in_words(nst_str word, const char *words) {
  nst_str rest = nst_str_of(words), one;
  while (nst_str_cut(&rest, ';', &one)) {
    char text[128];
    if (one.len != word.len || one.len >= sizeof text) continue;
    memcpy(text, one.p, one.len);
    text[one.len] = '\0';
    if (nst_str_is_nocase(word, text)) return true;
  }
  return false;
}

const nst_cameo *nst_cameo_find(const char *code) {
  const nst_cameo *best = NULL;
  size_t longest = 0;
  for (size_t i = 0; i < N_CAMEO; i++) {
    size_t n = strlen(cameo_rows[i].code);
    if (n <= longest || strncmp(cameo_rows[i].code, code, n) != 0) continue;
    best = &cameo_rows[i];
    longest = n;
  }
  return best;
}

const nst_country *nst_country_find(const char *iso3) {
  for (size_t i = 0; i < N_COUNTRIES; i++)
    if (strcmp(country_rows[i].iso3, iso3) == 0) return &country_rows[i];
  return NULL;
}

const nst_country *nst_country_named(nst_str name) {
  for (size_t i = 0; name.len > 0 && i < N_COUNTRIES; i++) {
    const nst_country *c = &country_rows[i];
    if (nst_str_is_nocase(name, c->name) || nst_str_is(name, c->iso3)) return c;
    if (in_words(name, c->others)) return c;
  }
  return NULL;
}

const nst_country *nst_country_fips(nst_str fips) {
  for (size_t i = 0; fips.len == 2 && i < N_COUNTRIES; i++)
    if (nst_str_is(fips, country_rows[i].fips)) return &country_rows[i];
  return NULL;
}

/** Sectors, the most telling first: of "Government,Military" the second says more. */
static const struct {
  const char *sector, *written, *words; /* words: further ones that are read, ';' between */
} sectors[] = {
    {"MIL", "Military", "Army;Navy;Air Force;Defense;Defense / Security Ministry"},
    {"COP", "Police", "Security Forces"},
    {"SPY", "Intelligence", "Government Intelligence;Agents"},
    {"JUD", "Judicial", "Justice / Law Ministry;Courts"},
    {"LEG", "Parliament", "Legislative / Parliamentary;Upper House;Lower House"},
    {"OPP", "Opposition", "Political Opposition;Dissident;Opposition Major Party (Out Of Government)"},
    {"REB", "Rebel",
     "Insurgents;Separatists;Radicals / Extremists / Fundamentalists;Organized Violent;Terrorists"},
    {"CRM", "Criminals", "Criminals / Gangs;Organized Crime"},
    {"MED", "Media", "News"},
    {"EDU", "Education", "Students"},
    {"BUS", "Business", "Financial;Consumer Goods;Banking"},
    {"LAB", "Labor", "Unions;Workers"},
    {"REL", "Religious", "Clergy"},
    {"REF", "Refugees", "Refugees / Displaced"},
    {"NGO", "Non-Governmental Organization", "Nongovernmental Organization (International);NGOs"},
    {"IGO", "International Government Organization", "Global;Regional Diplomatic IGOs"},
    {"HRI", "Human Rights", "Human Rights NGOs"},
    {"ELI", "Elite", "Political Elites"},
    {"PTY", "Political Parties", "Parties"},
    {"GOV", "Government", "Executive;Executive Office;Cabinet;Foreign Ministry;Government Party"},
    {"CVL", "Civilian", "General Population / Civilian / Social;Social;Citizens;Population"},
};

enum { N_SECTORS = sizeof sectors / sizeof *sectors };

const char *nst_sector_words(const char *sector) {
  for (size_t i = 0; i < N_SECTORS; i++)
    if (strcmp(sectors[i].sector, sector) == 0) return sectors[i].written;
  return "";
}

const char *nst_sector_named(nst_str words) {
  for (size_t i = 0; i < N_SECTORS; i++) {
    nst_str rest = words, word;
    while (
        nst_str_cut(&rest, words.p != NULL && memchr(words.p, ';', words.len) != NULL ? ';' : ',', &word)) {
      word = nst_str_trim(word);
      if (nst_str_is(word, sectors[i].sector) || nst_str_is_nocase(word, sectors[i].written) ||
          in_words(word, sectors[i].words))
        return sectors[i].sector;
    }
  }
  return "";
}
