/* explain_words.c - the places of a frame in words. */
#include "cli/explain.h"

/* "obj", "comp": the places that have a name; NULL for a preposition. */
static const char *place_name(nst_str step) {
  static const struct {
    const char *step, *words;
  } places[] = {{"subj", "the subject"},
                {"obj", "the object"},
                {"iobj", "the indirect object"},
                {"comp", "the clause that completes it"},
                {"poss", "the possessor"},
                {"mod", "a word before the noun"},
                {"between", "those named after \"between\""}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (nst_str_is(step, places[i].step)) return places[i].words;
  return NULL;
}

/* Is it a place as frames write it: small letters, '_' and '.'? Then it is spelled out; words stay as they are. */
static bool is_place(const char *why) {
  if (!why[0] || (!strchr(why, '.') && !place_name(nst_str_of(why)) && strlen(why) > 8)) return false;
  for (const char *p = why; *p; p++)
    if (!((*p >= 'a' && *p <= 'z') || *p == '_' || *p == '.')) return false;
  return !nst_str_in(nst_str_of(why), "subject object speaker agent children");
}

void explain_put_place(nst_buf *buf, const char *why) {
  if (!is_place(why)) {
    nst_buf_text(buf, why);
    return;
  }
  nst_str all = nst_str_of(why);
  while (all.len > 0) { /* the last step first: what follows "from" at the object */
    uint32_t from = all.len;
    while (from > 0 && all.p[from - 1] != '.') from--;
    nst_str step = {all.p + from, all.len - from};
    const char *name = place_name(step);
    if (name) {
      nst_buf_text(buf, name);
    } else {
      nst_buf_text(buf, "what follows \"");
      for (uint32_t i = 0; i < step.len; i++) nst_buf_char(buf, step.p[i] == '_' ? ' ' : step.p[i]);
      nst_buf_char(buf, '"');
    }
    all.len = from > 0 ? from - 1 : 0;
    if (all.len > 0) nst_buf_text(buf, " at ");
  }
}
