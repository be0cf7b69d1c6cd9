/* choose.c - who acts and who is acted on: the answer of the highest probability.
 *
 * In: candidates after the merge, with what the rules propose. Out: their sources and targets, how sure they are, a line of the
 * trace for each; where somebody asks for explanations, all answers with their evidence. Without a table of weights the rules
 * stand. Sums run in the order in which the evidence was found, so that they are the same everywhere. */
#include "events/choose.h"

#include <math.h>
#include <stdio.h>

#include "base/hash.h"
#include "events/stage.h"

enum { NAME_MAX_BYTES = 160, GROUNDS = 3 };

static const char *const side_names[NST_SIDES] = {"source", "target"};

void nst_choose_note(nst_chooser *ch, nst_option *o, const char *const *parts) {
  char name[NAME_MAX_BYTES];
  uint32_t len = 0;
  for (size_t i = 0; parts[i]; i++) {
    size_t n = strlen(parts[i]);
    if (len + n + 1 > sizeof name) return;
    if (i > 0) name[len++] = ' ';
    memcpy(name + len, parts[i], n);
    len += (uint32_t)n;
  }
  uint32_t row = nst_choose_row(ch->weights, (nst_str){name, len});
  if (row != NST_MAP_NONE && o->n_rows < NST_OPTION_ROWS) {
    for (uint32_t i = 0; i < o->n_rows; i++)
      if (o->rows[i] == row) return;
    o->rows[o->n_rows++] = row;
  }
  nst_doc *doc = ch->scene->doc;
  if (!doc->explain) return;
  for (size_t i = 0; i < o->seen.n; i++)
    if (nst_str_is((nst_str){name, len}, o->seen.items[i])) return;
  const char *copy = nst_arena_copy(doc->arena, name, len);
  if (!copy || !NST_PUSH(doc->arena, &o->seen, copy)) ch->status = NST_NOMEM;
}

static void weigh(nst_chooser *ch) {
  double top = -HUGE_VAL, all = 0;
  for (uint32_t i = 0; i < ch->n; i++) {
    nst_option *o = &ch->items[i];
    o->sum = 0;
    for (uint32_t k = 0; k < o->n_rows; k++) o->sum += nst_choose_weight(ch->weights, o->rows[k], ch->side);
    if (o->sum > top) top = o->sum;
  }
  for (uint32_t i = 0; i < ch->n; i++) all += ch->items[i].probability = exp(ch->items[i].sum - top);
  for (uint32_t i = 0; i < ch->n; i++) ch->items[i].probability /= all;
}

/* By how much another answer must be likelier than that of the rules (docs/choose.md). The two sides of a mutual event that
 * the rules tell apart stay as they are. */
static double margin_of(const nst_chooser *ch) {
  if (ch->c->mutual && ch->c->source.n && ch->c->target.n) return 1;
  if (ch->items[0].fillers.n == 0) return 0.1;
  return ch->side == NST_SIDE_SOURCE ? 0 : ch->items[0].below ? 0.4 : 0.2;
}

/* Whom the rules find gives way to others only. Where they find nobody, neither a place nor the other side itself is an answer
 * (codebook: targets are not guessed), and where a sentence leaves open who acts, the report may name him elsewhere. */
static bool may_be(const nst_chooser *ch, const nst_option *o) {
  const nst_option *rule = &ch->items[0];
  if (o == rule) return true;
  if (rule->fillers.n) return o->fillers.n > 0;
  if (o->place || (o->who && o->who == nst_fillers_who(ch->scene->doc, ch->other))) return false;
  return ch->side == NST_SIDE_TARGET || o->n_here == 0;
}

/* How likely the countries and organisations of an answer are: actors of the same ones count together. */
static double together(const nst_chooser *ch, const nst_option *o) {
  double sum = 0;
  for (uint32_t i = 0; i < ch->n; i++)
    if (ch->items[i].codes == o->codes && may_be(ch, &ch->items[i])) sum += ch->items[i].probability;
  return sum;
}

/* The likeliest answer. That of the rules stands until another of other countries is likelier by a margin. */
static const nst_option *best_of(const nst_chooser *ch, double *probability) {
  const nst_option *rule = &ch->items[0], *best = rule;
  double most = together(ch, rule) + margin_of(ch);
  for (uint32_t i = 1; i < ch->n; i++) {
    const nst_option *o = &ch->items[i];
    if (o->codes == rule->codes || !may_be(ch, o)) continue;
    double p = together(ch, o);
    bool level = o->codes == best->codes && o->probability > best->probability;
    if (p <= most && !level) continue;
    most = p;
    best = o;
  }
  *probability = together(ch, best);
  return best;
}

/* What evidence of a name means, by its first word; what the rules say is told elsewhere. */
static const char *words_of(const char *name) {
  static const struct {
    const char *first, *words;
  } kinds[] = {{"here", "in the sentence"},
               {"stands", "in the sentence or out of it"},
               {"way", "the way to it in the sentence"},
               {"relation", "its place in the clause"},
               {"logical", "its part in the act"},
               {"clause", "the clause it stands in"},
               {"open", "its place where the rules find nobody"},
               {"side", "before or after the act"},
               {"within", "near the act"},
               {"under", "inside what the act is about"},
               {"kind", "how it is named"},
               {"sector group groups bond landless", "what kind of actor it is"},
               {"with mutual several", "what it is to the other side"},
               {"speaker", "who says so"},
               {"told rank", "how much the report tells of it"},
               {"since", "told of lately"},
               {"headline opens", "told of at the start"},
               {"pair reverse partner", "its dealings with the other side"},
               {"likewise opposite last", "what it does elsewhere"},
               {"main", "whom the report is about"},
               {"content container", "the act about which or within which it is"},
               {"again", "told again"},
               {"nobody", "such acts often have none"}};
  const char *end = strchr(name, ' ');
  nst_str first = {name, (uint32_t)(end ? (size_t)(end - name) : strlen(name))};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (nst_str_in(first, kinds[i].first)) return kinds[i].words;
  return NULL;
}

/* The kinds of evidence that spoke most for an answer: ": near the act, how it is named". */
static void put_grounds(const nst_chooser *ch, const nst_option *o, char *out, size_t size) {
  const char *told[GROUNDS];
  size_t n = 0;
  out[0] = '\0';
  for (int k = 0; k < GROUNDS; k++) {
    double most = 0;
    told[k] = NULL;
    for (uint32_t i = 0; i < o->n_rows; i++) {
      double w = nst_choose_weight(ch->weights, o->rows[i], ch->side);
      const char *words = w > most ? words_of(nst_choose_name(ch->weights, o->rows[i])) : NULL;
      for (int before = 0; before < k && words; before++)
        if (told[before] == words) words = NULL;
      if (!words) continue;
      most = w;
      told[k] = words;
    }
    if (!told[k]) return;
    int more = snprintf(out + n, size - n, "%s%s", k ? ", " : ": ", told[k]);
    if (more < 0 || n + (size_t)more >= size) return;
    n += (size_t)more;
  }
}

/* "chosen target: 0.83 of 7 answers: near the act, how it is named". */
static nst_status tell(const nst_chooser *ch, nst_candidate *c, const nst_option *o, double probability) {
  char grounds[160];
  const char *side = side_names[ch->side];
  put_grounds(ch, o, grounds, sizeof grounds);
  if (!o->rule) NST_TRY(nst_candidate_whyf(ch->scene->doc, c, "%s: likelier than what the rules say", side));
  return nst_candidate_whyf(ch->scene->doc, c, "chosen %s: %.2f of %u answers%s", side, probability,
                            (unsigned)ch->n, grounds);
}

static nst_status decide(nst_chooser *ch, nst_candidate *c, nst_fillers *role, double *sure) {
  double probability;
  weigh(ch);
  const nst_option *o = best_of(ch, &probability);
  *sure = probability;
  if (!o->rule) {
    uint8_t far = o->n_here ? 2 : 4;
    *role = o->fillers;
    role->why = o->fillers.n ? "chosen" : "";
    role->distance = far;
  }
  return tell(ch, c, o, probability);
}

static nst_status keep(nst_chooser *ch, nst_choices *out) {
  nst_doc *doc = ch->scene->doc;
  for (uint32_t i = 0; i < ch->n; i++) {
    const nst_option *o = &ch->items[i];
    nst_choice k = {.target = ch->side == NST_SIDE_TARGET,
                    .rule = o->rule,
                    .probability = o->probability,
                    .evidence = o->seen.items,
                    .n_evidence = o->seen.n};
    NST_TRY(
        nst_candidate_actors(doc, ch->c, &o->fillers, ch->side == NST_SIDE_SOURCE, &k.actors, &k.n_actors));
    if (!NST_PUSH(doc->arena, out, k)) return NST_NOMEM;
  }
  return NST_OK;
}

static void set_codes(const nst_doc *doc, const nst_candidate *c, uint64_t codes[NST_SIDES]) {
  codes[NST_SIDE_SOURCE] = nst_fillers_codes(doc, &c->source);
  codes[NST_SIDE_TARGET] = nst_fillers_codes(doc, &c->target);
}

static nst_status choose_side(nst_chooser *ch, nst_candidate *c, nst_side side) {
  bool source = side == NST_SIDE_SOURCE;
  ch->c = c;
  ch->side = side;
  ch->other = source ? &c->target : &c->source;
  ch->other_codes = nst_fillers_codes(ch->scene->doc, ch->other);
  ch->n = 0;
  ch->status = NST_OK;
  nst_choose_options(ch);
  nst_choose_see_actors(ch);
  NST_TRY(ch->status);
  if (ch->weights)
    NST_TRY(decide(ch, c, source ? &c->source : &c->target, source ? &c->sure_source : &c->sure_target));
  return ch->scene->doc->explain ? keep(ch, &c->choices) : NST_OK;
}

nst_status nst_candidates_choose(const nst_scene *s, const nst_choose_weights *weights, nst_candidates *all) {
  nst_roll roll;
  if (!weights && !s->doc->explain) return NST_OK;
  NST_TRY(nst_roll_make(s->doc, &roll));
  uint64_t(*codes)[NST_SIDES] = nst_arena_array(s->doc->arena, all->n, sizeof *codes);
  nst_chooser *ch = nst_arena_take(s->doc->arena, sizeof *ch);
  if (!ch || (!codes && all->n)) return NST_NOMEM;
  *ch = (nst_chooser){.scene = s,
                      .weights = weights,
                      .roll = &roll,
                      .all = all,
                      .codes = (const uint64_t(*)[NST_SIDES])codes};
  for (size_t i = 0; i < all->n; i++) set_codes(s->doc, &all->items[i], codes[i]);
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped) continue;
    NST_TRY(choose_side(ch, c, NST_SIDE_SOURCE));
    NST_TRY(choose_side(ch, c, NST_SIDE_TARGET));
    set_codes(s->doc, c, codes[i]);
  }
  return NST_OK;
}
