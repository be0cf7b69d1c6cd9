/* words.c - text in, the words that lookups compare out. Knows nothing of what the words mean. */
#include "actors/lexicon.h"
#include "base/utf8.h"

typedef struct word_state {
  nst_words *out;
  bool open; /* inside a word */
  uint32_t letters, capitals;
} word_state;

static void put_byte(nst_words *w, char c) {
  if (w->len + 1 >= NST_PHRASE_BYTES) {
    w->too_long = true;
    return;
  }
  w->text[w->len++] = c;
}

static void open_word(word_state *s, bool capital) {
  nst_words *w = s->out;
  if (s->open) return;
  if (w->n >= NST_PHRASE_WORDS) {
    w->too_long = true;
    return;
  }
  if (w->n > 0) put_byte(w, ' ');
  w->begin[w->n] = (uint16_t)w->len;
  if (capital) w->caps |= UINT32_C(1) << w->n;
  w->n++;
  s->open = true;
}

static bool is_part(int32_t cp) {
  if (cp < 128)
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9') || cp == '$' ||
           cp == '+';
  return nst_cp_is_letter(cp) || nst_cp_is_digit(cp) || nst_cp_is_mark(cp);
}

static bool put_folded(nst_arena *arena, nst_words *w, nst_str piece) {
  if (piece.len == 1) {
    char c = piece.p[0];
    put_byte(w, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    return true;
  }
  nst_str folded = nst_utf8_fold(arena, piece);
  if (!folded.p) return false;
  for (uint32_t i = 0; i < folded.len; i++) put_byte(w, folded.p[i]);
  return true;
}

bool nst_words_of(nst_arena *arena, nst_str text, nst_words *out) {
  out->len = out->n = out->caps = 0;
  out->acronym = out->too_long = false;
  word_state s = {.out = out};
  const char *p = text.p, *end = text.p + text.len;
  while (p < end && !out->too_long) {
    int32_t cp;
    const char *next = p + 1;
    if ((unsigned char)*p < 0x80) cp = (unsigned char)*p;
    else next = nst_utf8_next(p, end, &cp);
    if (cp != NST_CP_BAD && is_part(cp)) {
      bool small = cp >= 'a' && cp <= 'z', capital = cp >= 'A' && cp <= 'Z';
      bool letter = small || capital || (cp >= 128 && nst_cp_is_letter(cp));
      bool upper = capital || (cp >= 128 && letter && nst_cp_is_upper(cp));
      open_word(&s, upper || !letter);
      s.letters += letter;
      s.capitals += upper;
      if (!put_folded(arena, out, (nst_str){p, (uint32_t)(next - p)})) return false;
    } else if (cp != '.') {
      s.open = false;
    }
    p = next;
  }
  out->text[out->len] = 0;
  out->acronym = s.letters >= 2 && s.letters <= 5 && s.capitals == s.letters && out->n <= 2;
  return true;
}
