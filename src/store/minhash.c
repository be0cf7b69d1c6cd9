/* minhash.c - near-duplicate reports: the same wire story in ten papers (Broder 1997).
 *
 * A text is the set of its runs of five words, case and punctuation aside. For each of 64 hash functions the smallest
 * value over the set is kept; two texts agree in a place with a probability equal to the Jaccard similarity of their
 * sets. Bands of four places find candidates: texts that share most of their words share a band almost surely. */
#include "base/utf8.h"
#include "store/store_int.h"

enum {
  SHINGLE = 5,      /**< words */
  LEAST_WORDS = 25, /**< shorter texts are compared as a whole only */
  ROWS = NST_SIGNATURE / NST_BANDS,
  NEAR_DAYS = 10 /**< a story travels for days, a form letter comes back every year */
};
static const double near_enough = 0.6;

typedef struct shingler {
  uint64_t words[SHINGLE]; /**< hashes of the last words, a ring */
  size_t n;
  uint32_t *least;
} shingler;

static uint64_t mix(uint64_t x) {
  x ^= x >> 33;
  x *= 0xFF51AFD7ED558CCDu;
  x ^= x >> 33;
  x *= 0xC4CEB9FE1A85EC53u;
  return x ^ (x >> 33);
}

static void add_word(shingler *s, uint64_t hash) {
  s->words[s->n++ % SHINGLE] = hash;
  if (s->n < SHINGLE) return;
  uint64_t h = 0;
  for (size_t i = 0; i < SHINGLE; i++) h = mix(h + s->words[(s->n + i) % SHINGLE]);
  for (uint64_t i = 0; i < NST_SIGNATURE; i++) {
    /* The i-th hash function: an odd multiplier and an offset, both fixed for all stores. */
    uint32_t value = (uint32_t)((h * (mix(2 * i + 1) | 1) + mix(2 * i + 2)) >> 32);
    if (value < s->least[i]) s->least[i] = value;
  }
}

static void add_text(shingler *s, const char *text, size_t len) {
  const char *p = text, *end = text + len;
  uint64_t hash = 0;
  bool inside = false;
  while (p < end) {
    int32_t cp;
    p = nst_utf8_next(p, end, &cp);
    bool letter = cp != NST_CP_BAD && (nst_cp_is_letter(cp) || nst_cp_is_digit(cp));
    if (letter) hash = mix(hash + (uint64_t)nst_cp_lower(cp) + 1);
    else if (inside) add_word(s, hash), hash = 0;
    inside = letter;
  }
  if (inside) add_word(s, hash);
}

bool nst_minhash(const char *title, size_t title_len, const char *text, size_t text_len,
                 uint32_t out[NST_SIGNATURE]) {
  memset(out, 0xFF, NST_SIGNATURE * sizeof *out);
  shingler s = {.least = out};
  if (title_len > 0) add_text(&s, title, title_len);
  if (text_len > 0) add_text(&s, text, text_len);
  return s.n >= LEAST_WORDS;
}

double nst_minhash_similarity(const uint32_t a[NST_SIGNATURE], const uint32_t b[NST_SIGNATURE]) {
  int equal = 0;
  for (size_t i = 0; i < NST_SIGNATURE; i++) equal += a[i] == b[i];
  return (double)equal / NST_SIGNATURE;
}

static int64_t band_of(const uint32_t *signature, size_t band) {
  return (int64_t)nst_hash(signature + band * ROWS, ROWS * sizeof *signature, band + 1);
}

/** Compare with one candidate; a better one replaces *wire. */
static nst_status weigh(nst_store *store, int64_t candidate, const uint32_t *signature, nst_day day,
                        double *best, int64_t *wire, nst_error *error) {
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_SIGN_GET);
  (void)sqlite3_bind_int64(st, 1, candidate);
  bool row;
  NST_TRY(nst_store_step_row(store, st, &row, error));
  if (!row) return NST_OK;
  uint32_t other[NST_SIGNATURE];
  if (sqlite3_column_bytes(st, 0) == (int)sizeof other) {
    memcpy(other, sqlite3_column_blob(st, 0), sizeof other);
    nst_day then = nst_column_day(st, 2);
    bool apart = day != NST_DAY_NONE && then != NST_DAY_NONE &&
                 (day - (int64_t)then > NEAR_DAYS || then - (int64_t)day > NEAR_DAYS);
    double near = nst_minhash_similarity(signature, other);
    if (!apart && near >= near_enough && near > *best) {
      *best = near;
      *wire = sqlite3_column_int64(st, 1);
    }
  }
  (void)sqlite3_reset(st);
  return NST_OK;
}

nst_status nst_wire_find(nst_store *store, int64_t id, const nst_report *report, nst_day day, int64_t *wire,
                         nst_error *error) {
  *wire = id;
  uint32_t signature[NST_SIGNATURE];
  if (report->text == NULL ||
      !nst_minhash(report->title, report->title_len, report->text, report->text_len, signature))
    return NST_OK;
  double best = 0;
  for (size_t i = 0; i < NST_BANDS; i++) {
    int64_t band = band_of(signature, i), candidates[64];
    size_t n = 0;
    sqlite3_stmt *st = nst_store_statement(store, NST_ST_BAND_FIND);
    (void)sqlite3_bind_int64(st, 1, band);
    (void)sqlite3_bind_int64(st, 2, id);
    for (bool row = true; row;) {
      NST_TRY(nst_store_step_row(store, st, &row, error));
      if (row && n < 64) candidates[n++] = sqlite3_column_int64(st, 0);
    }
    for (size_t k = 0; k < n; k++) NST_TRY(weigh(store, candidates[k], signature, day, &best, wire, error));
    st = nst_store_statement(store, NST_ST_BAND_ADD);
    (void)sqlite3_bind_int64(st, 1, band);
    (void)sqlite3_bind_int64(st, 2, id);
    NST_TRY(nst_store_run_statement(store, st, error));
  }
  sqlite3_stmt *st = nst_store_statement(store, NST_ST_SIGN_ADD);
  (void)sqlite3_bind_int64(st, 1, id);
  (void)sqlite3_bind_blob(st, 2, signature, sizeof signature, SQLITE_STATIC);
  return nst_store_run_statement(store, st, error);
}
