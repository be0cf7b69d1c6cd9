/* clean.c - the bytes of a report to clean UTF-8, with the way back.
 *
 *   doc->input  ->  nst_clean: text, and pieces that say which input bytes each clean byte came from
 *
 * Damage is repaired byte by byte; markup and characters that nobody sees are left out. It knows nothing
 * of words or sentences. */
#include "base/buf.h"
#include "text/text_int.h"

void nst_clean_init(nst_clean *clean, nst_arena *arena, size_t capacity) {
  *clean = (nst_clean){.arena = arena, .capacity = capacity};
  clean->text = nst_arena_take(arena, capacity);
  clean->failed = clean->text == NULL;
}

static bool reserve(nst_clean *clean, size_t more) {
  if (clean->failed) return false;
  while (clean->capacity - clean->len < more) {
    if (!nst_arena_grow(clean->arena, (void **)&clean->text, clean->capacity, &clean->capacity, 1)) {
      clean->failed = true;
      return false;
    }
  }
  return true;
}

void nst_clean_put(nst_clean *clean, const char *bytes, size_t len, uint32_t in, uint32_t in_len) {
  if (len == 0 || !reserve(clean, len)) return;
  nst_piece *last = clean->pieces.n > 0 ? &clean->pieces.items[clean->pieces.n - 1] : NULL;
  bool extends = last != NULL && len == in_len && last->in_len == clean->len - last->clean &&
                 last->in + last->in_len == in;
  if (extends) {
    last->in_len += in_len;
  } else {
    nst_piece piece = {(uint32_t)clean->len, in, in_len};
    if (!NST_PUSH(clean->arena, &clean->pieces, piece)) {
      clean->failed = true;
      return;
    }
  }
  memcpy(clean->text + clean->len, bytes, len);
  clean->len += len;
}

static size_t piece_end(const nst_clean *clean, size_t i) {
  return i + 1 < clean->pieces.n ? clean->pieces.items[i + 1].clean : clean->len;
}

static size_t piece_at(const nst_clean *clean, size_t at, size_t i) {
  while (i + 1 < clean->pieces.n && clean->pieces.items[i + 1].clean <= at) i++;
  return i;
}

void nst_clean_copy(nst_clean *to, const nst_clean *from, size_t begin, size_t end, size_t *piece) {
  while (begin < end && !to->failed) {
    *piece = piece_at(from, begin, *piece);
    const nst_piece *p = &from->pieces.items[*piece];
    size_t piece_stop = piece_end(from, *piece);
    size_t stop = piece_stop < end ? piece_stop : end;
    if (p->in_len == piece_stop - p->clean) {
      nst_clean_put(to, from->text + begin, stop - begin, p->in + (uint32_t)(begin - p->clean),
                    (uint32_t)(stop - begin));
    } else {
      nst_clean_put(to, from->text + begin, stop - begin, p->in, p->in_len);
    }
    begin = stop;
  }
}

nst_span nst_clean_span(const nst_clean *clean, size_t begin, size_t end, size_t *piece) {
  size_t first = *piece = piece_at(clean, begin, *piece);
  size_t last = piece_at(clean, end - 1, first);
  const nst_piece *a = &clean->pieces.items[first], *b = &clean->pieces.items[last];
  bool same_a = a->in_len == piece_end(clean, first) - a->clean;
  bool same_b = b->in_len == piece_end(clean, last) - b->clean;
  return (nst_span){a->in + (same_a ? (uint32_t)(begin - a->clean) : 0),
                    b->in + (same_b ? (uint32_t)(end - b->clean) : b->in_len)};
}

/** What becomes of a code point: itself, another one, or nothing (0). */
static int32_t fate(int32_t cp) {
  if (cp == '\n' || cp == 0x85 || cp == 0x2028 || cp == 0x2029) return '\n';
  if (cp < 0x20) return cp == '\t' || cp == '\v' || cp == '\f' || cp == 0x1C || cp == 0x1D ? ' ' : 0;
  if (cp < 0x7F) return cp;
  if (cp < 0xA0 || cp == 0xAD || cp == NST_CP_BAD || cp == 0xFFFD) return 0;
  if (cp >= 0x200B && cp <= 0x200F) return 0;
  if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F)) return 0;
  if (cp == 0xFEFF || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xFFF9 && cp <= 0xFFFC)) return 0;
  if (cp > 0x24F && nst_cp_is_space(cp)) return ' ';
  return cp == 0xA0 ? ' ' : cp;
}

/** A lost character between letters was mostly an apostrophe: "don\uFFFDt". */
static bool lost_apostrophe(const nst_clean *out, const char *p, const char *end) {
  if (out->len == 0 || p >= end) return false;
  char before = (char)(out->text[out->len - 1] | 0x20), next = (char)(*p | 0x20);
  if (before < 'a' || before > 'z') return false;
  bool one = p + 1 >= end || (uint8_t)((p[1] | 0x20) - 'a') > 25;
  if (one) return next == 's' || next == 't' || next == 'd' || next == 'm';
  bool two = p + 2 >= end || (uint8_t)((p[2] | 0x20) - 'a') > 25;
  char then = (char)(p[1] | 0x20);
  return two && ((next == 'l' && then == 'l') || (then == 'e' && (next == 'r' || next == 'v')));
}

static void put_cp(nst_clean *out, int32_t cp, const char *start, const char *p, const char *end,
                   uint32_t in) {
  char bytes[4];
  int32_t to = fate(cp);
  if (to == 0) {
    bool line_end = p < end && (*p == '\n' || *p == '\r');
    if (cp == 0xAD && line_end) to = '-';
    if ((cp == 0xFFFD || cp == NST_CP_BAD) && lost_apostrophe(out, p, end)) to = '\'';
    if (to == 0) return;
  }
  size_t n = nst_utf8_put(to, bytes);
  nst_clean_put(out, bytes, n, in, (uint32_t)(p - start));
}

/** Refuse what is no text at all. */
static nst_status refuse_binary(nst_doc *doc) {
  const char *text = doc->input.p;
  size_t controls = 0, first = 0;
  for (size_t i = 0; i < doc->input.len; i++) {
    uint8_t c = (uint8_t)text[i];
    if (c >= 0x20 || (c >= '\t' && c <= '\r') || c == 0x1B) continue;
    if (controls++ == 0) first = i;
  }
  if (controls > 4 && controls > doc->input.len / 32) {
    return nst_fail(doc->error, NST_TEXT, 0, first,
                    "the report is binary data, not text (%zu control characters, the first at byte %zu)",
                    controls, first);
  }
  return NST_OK;
}

/** Bytes from p that need no thought: printable ASCII other than '&' and '<'. */
static const char *plain_run(const char *p, const char *end) {
  while (p < end && ((*p >= 0x20 && *p < 0x7F && *p != '&' && *p != '<') || *p == '\n')) p++;
  return p;
}

nst_status nst_clean_run(nst_doc *doc, nst_clean *out) {
  const char *text = doc->input.p, *end = text + doc->input.len;
  NST_TRY(refuse_binary(doc));
  bool single = nst_decode_is_single(text, doc->input.len);
  nst_tag_state tags = {0};
  nst_clean_init(out, doc->arena, doc->input.len + 16);
  for (const char *p = text; p < end && !out->failed;) {
    const char *start = p, *after = NULL;
    uint32_t in = (uint32_t)(p - text);
    int32_t cp = 0;
    if ((p = plain_run(p, end)) > start) {
      nst_clean_put(out, start, (size_t)(p - start), in, (uint32_t)(p - start));
    } else if (*p == '&' && (after = nst_entity_next(p, end, &cp)) != NULL) {
      p = after;
      put_cp(out, cp, start, p, end, in);
    } else if (*p == '<') {
      nst_tag_kind kind = nst_tag_next(p, end, &tags, &after);
      p = kind == NST_TAG_NONE ? p + 1 : after;
      if (kind == NST_TAG_NONE) nst_clean_put(out, start, 1, in, 1);
      if (kind == NST_TAG_BREAK || kind == NST_TAG_BLOCK)
        nst_clean_put(out, "\n", 1, in, (uint32_t)(p - start));
      if (kind == NST_TAG_BLOCK) nst_clean_put(out, "\n", 1, in, (uint32_t)(p - start));
    } else if (*p == '\r') {
      p += p + 1 < end && p[1] == '\n' ? 2 : 1;
      nst_clean_put(out, "\n", 1, in, (uint32_t)(p - start));
    } else {
      p = nst_decode_next(p, end, single, &cp);
      put_cp(out, cp, start, p, end, in);
    }
  }
  return out->failed ? NST_NOMEM : NST_OK;
}
