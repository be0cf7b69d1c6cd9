/* lemma.c - dictionary forms that the tagger missed ("recalle" for "recalled").
 *
 * In: tokens with forms and lemmas, and the words that the frames know. Out: lemmas; a lemma that no frame knows is
 * replaced where taking a regular ending off the form gives one that they know. */
#include "events/stage.h"

enum { LEMMA_BYTES = 48, STEMS = 4 };

typedef struct stems {
  char text[STEMS][LEMMA_BYTES];
  uint32_t len[STEMS], n;
} stems;

static void put(stems *s, nst_str form, uint32_t cut, const char *suffix) {
  uint32_t keep = form.len - cut, more = (uint32_t)strlen(suffix);
  if (s->n == STEMS || keep + more >= LEMMA_BYTES) return;
  memcpy(s->text[s->n], form.p, keep);
  memcpy(s->text[s->n] + keep, suffix, more + 1);
  s->len[s->n++] = keep + more;
}

/* What a form may come from: "recalled": recalled - ed, - d; "stopped": stop; "supplied": supply. */
static void unbend(nst_str f, stems *s) {
  static const struct {
    const char *ending;
    uint32_t len;
  } endings[] = {{"ed", 2}, {"ing", 3}, {"s", 1}};
  s->n = 0;
  for (size_t i = 0; i < 3; i++) {
    uint32_t n = endings[i].len;
    if (f.len < n + 2 || !nst_str_ends(f, endings[i].ending)) continue;
    put(s, f, n, "");
    if (i == 2) {
      if (nst_str_ends(f, "ies")) put(s, f, 3, "y");
      else if (nst_str_ends(f, "es")) put(s, f, 2, "");
      return;
    }
    put(s, f, n, "e");
    if (nst_str_ends(f, "ied")) put(s, f, 3, "y");
    if (f.len > n + 2 && f.p[f.len - n - 1] == f.p[f.len - n - 2]) put(s, f, n + 1, "");
    return;
  }
}

/* Plurals that take no regular ending off: "gunmen", "knives", "crises". */
static void unbend_noun(nst_str f, stems *s) {
  static const struct {
    const char *ending;
    uint32_t len;
    const char *singular;
  } plurals[] = {{"men", 3, "man"}, {"ves", 3, "f"}, {"ves", 3, "fe"}, {"ses", 3, "sis"}};
  s->n = 0;
  for (size_t i = 0; i < sizeof plurals / sizeof plurals[0]; i++)
    if (f.len > plurals[i].len && nst_str_ends(f, plurals[i].ending))
      put(s, f, plurals[i].len, plurals[i].singular);
}

/* Irregular forms of verbs that the news is made of, sorted. */
static const struct {
  const char *form, *lemma;
} irregular[] = {
    {"arisen", "arise"},
    {"arose", "arise"},
    {"ate", "eat"},
    {"bade", "bid"},
    {"beat", "beat"},
    {"beaten", "beat"},
    {"became", "become"},
    {"befell", "befall"},
    {"began", "begin"},
    {"begun", "begin"},
    {"beheld", "behold"},
    {"bent", "bend"},
    {"beset", "beset"},
    {"bit", "bite"},
    {"bitten", "bite"},
    {"bled", "bleed"},
    {"blew", "blow"},
    {"blown", "blow"},
    {"bore", "bear"},
    {"bought", "buy"},
    {"bound", "bind"},
    {"bred", "breed"},
    {"broadcast", "broadcast"},
    {"broke", "break"},
    {"broken", "break"},
    {"brought", "bring"},
    {"built", "build"},
    {"burnt", "burn"},
    {"burst", "burst"},
    {"came", "come"},
    {"cast", "cast"},
    {"caught", "catch"},
    {"chose", "choose"},
    {"chosen", "choose"},
    {"clung", "cling"},
    {"crept", "creep"},
    {"cut", "cut"},
    {"dealt", "deal"},
    {"dove", "dive"},
    {"drawn", "draw"},
    {"drew", "draw"},
    {"driven", "drive"},
    {"drove", "drive"},
    {"dug", "dig"},
    {"fallen", "fall"},
    {"fed", "feed"},
    {"fell", "fall"},
    {"felt", "feel"},
    {"fled", "flee"},
    {"flew", "fly"},
    {"flown", "fly"},
    {"forbade", "forbid"},
    {"forbidden", "forbid"},
    {"foresaw", "foresee"},
    {"foreseen", "foresee"},
    {"forgave", "forgive"},
    {"forgiven", "forgive"},
    {"forgot", "forget"},
    {"forgotten", "forget"},
    {"forsaken", "forsake"},
    {"forsook", "forsake"},
    {"fought", "fight"},
    {"found", "find"},
    {"froze", "freeze"},
    {"frozen", "freeze"},
    {"gave", "give"},
    {"given", "give"},
    {"gone", "go"},
    {"grew", "grow"},
    {"grown", "grow"},
    {"hanged", "hang"},
    {"heard", "hear"},
    {"held", "hold"},
    {"hewn", "hew"},
    {"hid", "hide"},
    {"hidden", "hide"},
    {"hit", "hit"},
    {"hung", "hang"},
    {"hurt", "hurt"},
    {"kept", "keep"},
    {"knelt", "kneel"},
    {"knew", "know"},
    {"known", "know"},
    {"laid", "lay"},
    {"lain", "lie"},
    {"leapt", "leap"},
    {"led", "lead"},
    {"left", "leave"},
    {"lent", "lend"},
    {"let", "let"},
    {"lit", "light"},
    {"lost", "lose"},
    {"made", "make"},
    {"meant", "mean"},
    {"met", "meet"},
    {"misled", "mislead"},
    {"mistook", "mistake"},
    {"mown", "mow"},
    {"outbid", "outbid"},
    {"outdid", "outdo"},
    {"overcame", "overcome"},
    {"overheard", "overhear"},
    {"overran", "overrun"},
    {"overridden", "override"},
    {"overrode", "override"},
    {"overrun", "overrun"},
    {"oversaw", "oversee"},
    {"overseen", "oversee"},
    {"overtaken", "overtake"},
    {"overthrew", "overthrow"},
    {"overthrown", "overthrow"},
    {"overtook", "overtake"},
    {"paid", "pay"},
    {"partook", "partake"},
    {"pled", "plead"},
    {"proven", "prove"},
    {"put", "put"},
    {"quit", "quit"},
    {"ran", "run"},
    {"rang", "ring"},
    {"rebuilt", "rebuild"},
    {"redrawn", "redraw"},
    {"redrew", "redraw"},
    {"resold", "resell"},
    {"retaken", "retake"},
    {"retook", "retake"},
    {"rewritten", "rewrite"},
    {"rewrote", "rewrite"},
    {"rid", "rid"},
    {"ridden", "ride"},
    {"risen", "rise"},
    {"rode", "ride"},
    {"rose", "rise"},
    {"said", "say"},
    {"sang", "sing"},
    {"sank", "sink"},
    {"sat", "sit"},
    {"saw", "see"},
    {"seen", "see"},
    {"sent", "send"},
    {"set", "set"},
    {"sewn", "sew"},
    {"shaken", "shake"},
    {"shed", "shed"},
    {"shone", "shine"},
    {"shook", "shake"},
    {"shot", "shoot"},
    {"showed", "show"},
    {"shown", "show"},
    {"shrank", "shrink"},
    {"shrunk", "shrink"},
    {"shut", "shut"},
    {"slain", "slay"},
    {"slept", "sleep"},
    {"slew", "slay"},
    {"slid", "slide"},
    {"slit", "slit"},
    {"snuck", "sneak"},
    {"sold", "sell"},
    {"sought", "seek"},
    {"sown", "sow"},
    {"spat", "spit"},
    {"sped", "speed"},
    {"spent", "spend"},
    {"spilt", "spill"},
    {"split", "split"},
    {"spoke", "speak"},
    {"spoken", "speak"},
    {"sprang", "spring"},
    {"spread", "spread"},
    {"sprung", "spring"},
    {"spun", "spin"},
    {"stole", "steal"},
    {"stolen", "steal"},
    {"stood", "stand"},
    {"strewn", "strew"},
    {"stricken", "strike"},
    {"strode", "stride"},
    {"strove", "strive"},
    {"struck", "strike"},
    {"strung", "string"},
    {"stuck", "stick"},
    {"stung", "sting"},
    {"sunk", "sink"},
    {"swam", "swim"},
    {"swelled", "swell"},
    {"swept", "sweep"},
    {"swore", "swear"},
    {"sworn", "swear"},
    {"swung", "swing"},
    {"taken", "take"},
    {"taught", "teach"},
    {"thought", "think"},
    {"threw", "throw"},
    {"thrown", "throw"},
    {"thrust", "thrust"},
    {"told", "tell"},
    {"took", "take"},
    {"tore", "tear"},
    {"torn", "tear"},
    {"trod", "tread"},
    {"trodden", "tread"},
    {"undercut", "undercut"},
    {"undertaken", "undertake"},
    {"undertook", "undertake"},
    {"underwent", "undergo"},
    {"undid", "undo"},
    {"unwound", "unwind"},
    {"upheld", "uphold"},
    {"upset", "upset"},
    {"went", "go"},
    {"wept", "weep"},
    {"withdrawing", "withdraw"},
    {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"},
    {"withheld", "withhold"},
    {"withstood", "withstand"},
    {"woke", "wake"},
    {"woken", "wake"},
    {"won", "win"},
    {"wore", "wear"},
    {"worn", "wear"},
    {"written", "write"},
    {"wrote", "write"},
    {"wrung", "wring"},
};

static const char *irregular_of(nst_str form) {
  size_t low = 0, high = sizeof irregular / sizeof irregular[0];
  while (low < high) {
    size_t middle = (low + high) / 2;
    const char *at = irregular[middle].form;
    int order = strncmp(at, form.p, form.len);
    if (order == 0 && at[form.len] != 0) order = 1;
    if (order == 0) return irregular[middle].lemma;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

/* The first of what the form may come from that the frames know, as a verb of theirs if asked; empty for none. */
static nst_str known_stem(const nst_event_lexicon *x, nst_str form, void (*bend)(nst_str, stems *),
                          bool only_verb, stems *s) {
  bend(form, s);
  for (uint32_t k = 0; k < s->n; k++) {
    nst_str stem = {s->text[k], s->len[k]};
    if (!nst_frames_knows(&x->frames, stem)) continue;
    if (only_verb && nst_frames_find(&x->frames, NST_WORD_VERB, stem) == NST_FRAMES_NONE) continue;
    return stem;
  }
  return NST_STR("");
}

nst_status nst_lemmas_tidy(const nst_event_lexicon *x, nst_doc *doc) {
  for (size_t i = 0; i < doc->tokens.n; i++) {
    nst_token *t = &doc->tokens.items[i];
    if (t->upos != NST_UPOS_VERB && t->upos != NST_UPOS_NOUN) continue;
    bool verb = t->upos == NST_UPOS_VERB;
    const char *known = verb ? irregular_of(t->lower) : NULL;
    if (known) { /* whatever the tagger made of it: "sank" is no "say" */
      t->lemma = nst_str_of(known);
      continue;
    }
    /* "armed" and "troops" may be words of their own, but a form that has kept its ending is first of all a form */
    bool as_is = nst_str_eq(t->lemma, t->lower);
    bool bent = as_is && (verb ? nst_str_ends(t->lower, "ed")
                               : nst_str_ends(t->lower, "s") && !nst_str_ends(t->lower, "ss"));
    /* "severed": a verb of the frames is likelier than "severe", which they know as another word */
    bool alien = verb && nst_frames_find(&x->frames, NST_WORD_VERB, t->lemma) == NST_FRAMES_NONE;
    if (nst_frames_knows(&x->frames, t->lemma) && !bent && !alien) continue;
    stems found;
    nst_str stem = NST_STR("");
    bool only_verb = verb && (bent || nst_frames_knows(&x->frames, t->lemma));
    if (!verb) stem = known_stem(x, t->lower, unbend_noun, false, &found);
    if (stem.len == 0) stem = known_stem(x, t->lower, unbend, only_verb, &found);
    if (stem.len == 0) continue;
    const char *copy = nst_arena_copy(doc->arena, stem.p, stem.len);
    if (!copy) return NST_NOMEM;
    t->lemma = (nst_str){copy, stem.len};
  }
  return NST_OK;
}
