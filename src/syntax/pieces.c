/* pieces.c - cuts words into the pieces of a vocabulary. In: the form of a word. Out: piece numbers, letter case.
 * Knows nothing of sentences.
 *
 * Pieces are found by hash. The hash of a text is made byte by byte, so that one walk over a unit gives the hashes of
 * all beginnings; those that go on a word ("##ing") are kept under their text without the marks and another seed. */
#include "syntax/pieces.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { UNIT_BYTES = NST_UNIT_CODE_POINTS * 4, START_SEED = 0x2545F491, INNER_SEED = 0x1B873593 };

/* The unit that is being collected. */
typedef struct unit {
  char bytes[UNIT_BYTES];
  uint32_t len, n; /* bytes and code points; n goes on counting where bytes ends */
} unit;

typedef struct output {
  uint32_t *pieces;
  size_t n;
} output;

static uint32_t step(uint32_t hash, char c) {
  return (hash ^ (uint8_t)c) * 0x01000193u;
}

static uint32_t slot_of(uint32_t hash) {
  hash ^= hash >> 15;
  hash *= 0x2C1B3C6Du;
  return hash ^ hash >> 13;
}

static bool is_inner(nst_str piece) {
  return piece.len > 2 && piece.p[0] == '#' && piece.p[1] == '#';
}

static nst_str bare(nst_str piece) {
  return is_inner(piece) ? (nst_str){piece.p + 2, piece.len - 2} : piece;
}

/* The slot of a piece with this text, or the free one where it would go. */
static uint32_t *find(const nst_vocab *v, uint32_t hash, const char *text, uint32_t len, bool inner) {
  for (uint32_t i = slot_of(hash) & v->mask;; i = (i + 1) & v->mask) {
    uint32_t *slot = &v->slots[i];
    if (*slot == 0) return slot;
    nst_str piece = v->text[*slot - 1];
    if (is_inner(piece) != inner) continue;
    piece = bare(piece);
    if (piece.len == len && memcmp(piece.p, text, len) == 0) return slot;
  }
}

static void add(nst_vocab *v, uint32_t id) {
  nst_str piece = bare(v->text[id]);
  bool inner = is_inner(v->text[id]);
  uint32_t hash = inner ? INNER_SEED : START_SEED;
  for (uint32_t i = 0; i < piece.len; i++) hash = step(hash, piece.p[i]);
  *find(v, hash, piece.p, piece.len, inner) = id + 1;
}

static uint32_t special(const nst_vocab *v, const char *name) {
  for (uint32_t i = 0; i < v->n; i++) {
    if (nst_str_is(v->text[i], name)) return i;
  }
  return v->n;
}

nst_status nst_vocab_load(nst_arena *arena, nst_str text, uint32_t n, nst_vocab *out, nst_error *error) {
  uint32_t capacity = 8, lines = 0;
  while (capacity < 2 * (uint64_t)n) capacity *= 2;
  nst_str *pieces = nst_arena_array(arena, n, sizeof *pieces);
  *out = (nst_vocab){.text = pieces, .n = n, .mask = capacity - 1};
  out->slots = nst_arena_array(arena, capacity, sizeof *out->slots);
  if (!pieces || !out->slots) return nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
  const char *p = text.p, *end = text.p + text.len;
  for (; p <= end && lines < n; lines++) {
    const char *stop = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    if (!stop) stop = end;
    pieces[lines] = (nst_str){p, (uint32_t)(stop - p)};
    p = stop + 1;
  }
  if (lines != n || p <= end)
    return nst_fail(error, NST_MODEL, 0, 0, "The model's vocabulary does not have the %u pieces it should.",
                    (unsigned)n);
  for (uint32_t i = 0; i < n; i++) add(out, i);
  out->unk = special(out, "[UNK]");
  out->cls = special(out, "[CLS]");
  out->sep = special(out, "[SEP]");
  if (out->unk == n || out->cls == n || out->sep == n) {
    return nst_fail(error, NST_MODEL, 0, 0, "The model's vocabulary lacks [UNK], [CLS] or [SEP].");
  }
  return NST_OK;
}

static void put(output *out, uint32_t piece) {
  if (out->n < NST_WORD_PIECES) out->pieces[out->n++] = piece;
}

/* The longest piece that begins at byte `at` of the unit; v->n for none. *end: where it stops. */
static uint32_t longest(const nst_vocab *v, const unit *u, uint32_t at, uint32_t *end) {
  uint32_t hashes[UNIT_BYTES], hash = at ? INNER_SEED : START_SEED;
  for (uint32_t i = at; i < u->len; i++) hashes[i] = hash = step(hash, u->bytes[i]);
  for (uint32_t stop = u->len; stop > at; stop--) {
    if (stop < u->len && ((uint8_t)u->bytes[stop] & 0xC0) == 0x80) continue;
    uint32_t slot = *find(v, hashes[stop - 1], u->bytes + at, stop - at, at > 0);
    if (slot) {
      *end = stop;
      return slot - 1;
    }
  }
  return v->n;
}

/* Cut the unit and begin a new one. A unit that cannot be cut to its end is [UNK] as a whole. */
static void flush(const nst_vocab *v, unit *u, output *out) {
  size_t before = out->n;
  uint32_t at = u->n > NST_UNIT_CODE_POINTS ? u->len : 0;
  bool whole = at == 0;
  while (whole && at < u->len) {
    uint32_t end = at, piece = longest(v, u, at, &end);
    whole = piece != v->n;
    if (whole) put(out, piece);
    at = end;
  }
  if (!whole) {
    out->n = before;
    put(out, v->unk);
  }
  u->len = u->n = 0;
}

static void collect(unit *u, int32_t cp) {
  if (u->n++ < NST_UNIT_CODE_POINTS) u->len += (uint32_t)nst_utf8_put(cp, u->bytes + u->len);
}

static bool is_cut(int32_t cp) {
  static const struct {
    int32_t from, to;
  } ideographs[] = {
      {0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
      {0x2B740, 0x2B81F}, {0x2B820, 0x2CEAF}, {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F},
  };
  if (cp < 0x80)
    return (cp >= '!' && cp <= '/') || (cp >= ':' && cp <= '@') || (cp >= '[' && cp <= '`') ||
           (cp >= '{' && cp <= '~');
  for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++) {
    if (cp >= ideographs[i].from && cp <= ideographs[i].to) return true;
  }
  return nst_cp_is_punct(cp);
}

size_t nst_word_pieces(const nst_vocab *vocab, nst_str word, uint32_t pieces[NST_WORD_PIECES]) {
  output out = {pieces, 0};
  unit u;
  u.len = u.n = 0;
  const char *p = word.p, *end = word.len ? p + word.len : p;
  for (int32_t cp; p < end && out.n < NST_WORD_PIECES;) {
    int32_t parts[NST_CP_FOLD_MAX];
    p = nst_utf8_next(p, end, &cp);
    size_t n = nst_cp_fold(cp, parts);
    for (size_t i = 0; i < n; i++) {
      if (nst_cp_is_control(parts[i]) || nst_cp_is_space(parts[i])) continue;
      bool cut = is_cut(parts[i]);
      if (cut && u.n) flush(vocab, &u, &out);
      collect(&u, parts[i]);
      if (cut) flush(vocab, &u, &out);
    }
  }
  if (u.n) flush(vocab, &u, &out);
  if (out.n == 0) put(&out, vocab->unk);
  return out.n;
}

uint8_t nst_letter_case(nst_str word) {
  enum { NONE, LOWER, TITLE, UPPER, SINGLE, MIXED, DIGIT };
  const char *p = word.p, *end = word.len ? p + word.len : p;
  size_t upper = 0, lower = 0;
  bool first_upper = false;
  for (int32_t cp; p < end;) {
    p = nst_utf8_next(p, end, &cp);
    if (nst_cp_is_digit(cp)) return DIGIT;
    if (nst_cp_is_upper(cp)) {
      if (upper + lower == 0) first_upper = true;
      upper++;
    } else if (nst_cp_is_lower(cp)) {
      lower++;
    }
  }
  if (upper == 0) return lower ? LOWER : NONE;
  if (upper + lower == 1) return SINGLE;
  if (lower == 0) return UPPER;
  return first_upper && upper == 1 ? TITLE : MIXED;
}
