/* decode.c - bytes to code points where the encoding is not to be trusted.
 *
 * A report may be UTF-8, Windows-1252, UTF-8 with single bytes of Windows-1252 pasted in, or UTF-8 that was once read
 * as Windows-1252 and written again as UTF-8. It knows nothing of what the characters mean. */
#include "text/text_int.h"

static const uint16_t cp1252_high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                         0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                         0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

int32_t nst_cp1252(uint8_t byte) {
  return byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80] : byte;
}

/** The Windows-1252 byte (>= 0x80) that a code point was read from, or -1. */
static int byte_of(int32_t cp) {
  if (cp >= 0x80 && cp <= 0xFF) return cp;
  for (int i = 0; i < 32; i++) {
    if (cp1252_high[i] == cp && cp != 0xFFFD) return 0x80 + i;
  }
  return -1;
}

/** Undo "â€™": code points that are the Windows-1252 reading of one UTF-8 sequence. NULL if they are not. */
static const char *mojibake(const char *p, const char *end, int32_t lead, int32_t *cp) {
  int more = lead == 0xC2 || lead == 0xC3   ? 1
             : lead >= 0xE0 && lead <= 0xEF ? 2
             : lead >= 0xF0 && lead <= 0xF4 ? 3
                                            : 0;
  if (more == 0) return NULL;
  char bytes[4];
  bytes[0] = (char)lead;
  for (int i = 1; i <= more; i++) {
    int32_t c = 0;
    const char *next = p < end ? nst_utf8_next(p, end, &c) : p;
    int byte = p < end ? byte_of(c) : -1;
    if (byte < 0x80 || byte > 0xBF) {
      bool cut = lead == 0xE2 && i == 2 && (uint8_t)bytes[1] == 0x80;
      if (cut) *cp = 0x201D; /* the last byte, 0x9D, has no Windows-1252 character and was lost */
      return cut ? p : NULL;
    }
    bytes[i] = (char)byte;
    p = next;
  }
  nst_utf8_next(bytes, bytes + more + 1, cp);
  return *cp == NST_CP_BAD ? NULL : p;
}

/** End of a sequence that began well and was cut off, or NULL for a lone byte. */
static const char *cut_sequence(const char *p, const char *end) {
  uint8_t lead = (uint8_t)*p;
  int more = lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
  const char *q = p + 1;
  while (more-- > 1 && q < end && ((uint8_t)*q & 0xC0) == 0x80) q++;
  return q > p + 1 ? q : NULL;
}

const char *nst_decode_next(const char *p, const char *end, bool single, int32_t *cp) {
  const char *next = nst_utf8_next(p, end, cp);
  if (*cp == NST_CP_BAD) {
    const char *cut = single ? NULL : cut_sequence(p, end);
    *cp = cut != NULL ? 0xFFFD : nst_cp1252((uint8_t)*p);
    return cut != NULL ? cut : p + 1;
  }
  if (*cp >= 0xC2 && *cp <= 0xF4) {
    int32_t inner = 0;
    const char *after = mojibake(next, end, *cp, &inner);
    if (after != NULL) {
      *cp = inner;
      return after;
    }
  }
  return next;
}

bool nst_decode_is_single(const char *text, size_t len) {
  size_t good = 0, bad = 0;
  for (const char *p = text, *end = text + len; p < end;) {
    if ((uint8_t)*p < 0x80) {
      p++;
      continue;
    }
    int32_t cp = 0;
    p = nst_utf8_next(p, end, &cp);
    if (cp == NST_CP_BAD) bad++;
    else good++;
  }
  return bad > good;
}
