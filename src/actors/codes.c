/* codes.c - the actor codes of an imported dictionary, made as its users know them: the code of the first actor in a
 * phrase, and behind or before it what the role words of the phrase add ("OSG" + soldiers "MILARM"). A phrase with role
 * words alone has "---" for the actor; a former official is "ELI". Runs after all mentions are settled. */
#include "actors/stage.h"

enum { CODE_BYTES = 64 };

typedef struct parts {
  char before[CODE_BYTES], behind[CODE_BYTES];
  bool past;
} parts;

static void append(char out[CODE_BYTES], const char *text, size_t len) {
  size_t used = strlen(out);
  if (len == 0 || used + len + 1 > CODE_BYTES) return;
  for (const char *p = out; (p = strstr(p, text)) != NULL; p++)
    if (strncmp(p, text, len) == 0 && (size_t)(p - out) % 3 == 0) return; /* not twice */
  memcpy(out + used, text, len);
  out[used + len] = '\0';
}

static void add_affix(parts *p, const nst_entry *e) {
  size_t len = strlen(e->code);
  if (len < 2) return;
  char affix[CODE_BYTES] = "";
  bool behind = e->code[0] == '+';
  append(affix, e->code + (behind ? 1 : 0), len - 1);
  append(behind ? p->behind : p->before, affix, strlen(affix));
}

/* "opposition group" within "main opposition group" is a role word too. */
static void shorter_roles(const nst_stage *st, const nst_sense *s, parts *p) {
  nst_words words;
  if (!nst_words_of(st->arena, s->phrase, &words) || words.too_long) return;
  for (uint32_t i = 1; i < words.n; i++) {
    nst_str key = {words.text + words.begin[i], words.len - words.begin[i]};
    uint32_t sense = nst_actor_senses(st->lexicon, key);
    for (; sense != NST_NONE; sense = nst_stage_sense(st, sense)->next)
      if (nst_stage_sense(st, sense)->kind == NST_SENSE_AGENT)
        add_affix(p, nst_stage_entry(st, nst_stage_sense(st, sense)->entry));
  }
}

/* What the role words of tokens [first, end) add. */
static parts affixes(const nst_stage *st, uint32_t first, uint32_t end) {
  parts p = {"", "", false};
  for (uint32_t t = first; t < end; t++) {
    const nst_hit *h = st->hit_of[t] < 0 ? NULL : &st->hits.items[st->hit_of[t]];
    if (!h || h->last != t) continue;
    const nst_sense *s = nst_stage_sense(st, h->sense);
    if (s->kind == NST_SENSE_PAST) p.past = true;
    if (s->kind != NST_SENSE_AGENT) continue;
    shorter_roles(st, s, &p);
    parts own = {"", "", false};
    add_affix(&own, nst_stage_entry(st, s->entry));
    /* The longer phrase is the first to be added, the shorter ones follow it. */
    if (own.behind[0]) {
      append(own.behind, p.behind, strlen(p.behind));
      memcpy(p.behind, own.behind, CODE_BYTES);
    }
    if (own.before[0]) append(p.before, own.before, strlen(own.before));
  }
  return p;
}

static const char *join(nst_stage *st, const char *actor, size_t len, const parts *p) {
  char all[CODE_BYTES] = "";
  append(all, actor, len);
  if (!p->past) append(all, p->behind, strlen(p->behind));
  const char *code = p->past ? nst_arena_format(st->arena, "%.*sELI", (int)len, actor)
                             : nst_arena_format(st->arena, "%s%s", p->before, all);
  if (!code) st->no_memory = true;
  return code ? code : "";
}

/* The code of the first hit in the phrase that is the actor `who` by its country and organisation. */
static const char *actor_code(nst_stage *st, const nst_mention *m, const nst_who *who) {
  for (uint32_t t = m->first; t < m->end; t++) {
    const nst_hit *h = st->hit_of[t] < 0 ? NULL : &st->hits.items[st->hit_of[t]];
    if (!h || h->first != t) continue;
    const nst_sense *s = nst_stage_sense(st, h->sense);
    const nst_entry *e = nst_stage_entry(st, s->entry);
    if (s->kind == NST_SENSE_AGENT || s->kind == NST_SENSE_TYPE || s->kind == NST_SENSE_PAST) continue;
    nst_str words;
    bool past;
    nst_side side = nst_entry_side(st, s, e, &words, &past);
    if (strcmp(side.country, who->country) != 0 || strcmp(side.org, who->org) != 0) continue;
    const char *code = nst_entry_code(st, e);
    return code[0] ? code : who->country[0] ? who->country : who->org;
  }
  return "";
}

/* "ELR/GAL" is two actors. */
static void spread(nst_stage *st, nst_mention *m, const char *code, const parts *p) {
  nst_sides sides = {.n = 0};
  const char *codes[NST_SIDES];
  nst_str rest = nst_str_of(code), part;
  while (sides.n < NST_SIDES && nst_str_cut(&rest, '/', &part)) {
    const char *country = nst_arena_copy(st->arena, part.p, part.len < 3 ? part.len : 3);
    if (!country) {
      st->no_memory = true;
      return;
    }
    codes[sides.n] = join(st, part.p, part.len, p);
    sides.items[sides.n++] = (nst_side){m->who[0].name, country, "", m->who[0].sector};
  }
  const char *why = m->who[0].why;
  nst_set_who(st, (int32_t)(m - st->doc->mentions.items), &sides, why);
  for (size_t i = 0; i < m->n_who && i < sides.n; i++) ((nst_who *)m->who)[i].code = codes[i];
}

static void code_mention(nst_stage *st, nst_mention *m) {
  nst_who *who = nst_arena_array(st->arena, m->n_who, sizeof *who);
  if (!who) {
    st->no_memory = true;
    return;
  }
  memcpy(who, m->who, m->n_who * sizeof *who);
  parts p = affixes(st, m->first, m->end);
  for (size_t i = 0; i < m->n_who; i++) {
    const char *code = actor_code(st, m, &who[i]);
    if (m->n_who == 1 && strchr(code, '/')) {
      spread(st, m, code, &p);
      return;
    }
    if (!code[0] && !p.before[0] && !p.behind[0]) continue;
    who[i].code = code[0] ? join(st, code, strlen(code), &p) : join(st, "---", 3, &p);
  }
  m->who = who;
}

void nst_stage_codes(nst_stage *st) {
  for (size_t i = 0; i < st->doc->mentions.n && !st->no_memory; i++) {
    nst_mention *m = &st->doc->mentions.items[i];
    if (m->n_who == 0) continue;
    bool again = m->antecedent >= 0 && (size_t)m->antecedent < i && !m->listed;
    if (!again) code_mention(st, m);
    else if (m->n_who == st->doc->mentions.items[m->antecedent].n_who)
      m->who = st->doc->mentions.items[m->antecedent].who;
  }
}
