/* line.c - a chosen act as a line of a ledger: its words out of the event, its range and reports out of all records. */
#include "picture/picture_int.h"

static const char *keep(nst_arena *arena, const char *text) {
  if (text == NULL || text[0] == '\0') return "";
  const char *copy = nst_arena_copy(arena, text, strlen(text));
  return copy != NULL ? copy : "";
}

static void put_actor(nst_buf *buf, const nst_actor *actor) {
  const char *code = actor->country[0] != '\0' ? actor->country : actor->org;
  const char *name = actor->name[0] != '\0' ? actor->name : actor->mention.text;
  if (code[0] == '\0' && actor->sector[0] == '\0') {
    nst_buf_text(buf, name);
    return;
  }
  nst_buf_text(buf, code);
  if (code[0] != '\0' && actor->sector[0] != '\0') nst_buf_char(buf, ' ');
  nst_buf_text(buf, actor->sector);
}

static const char *end_text(nst_arena *arena, nst_buf *buf) {
  nst_buf_char(buf, '\0');
  const char *text = buf->failed ? "" : keep(arena, buf->p);
  nst_buf_free(buf);
  return text;
}

static bool looks_same(const nst_actor *x, const nst_actor *y) {
  if (strcmp(x->country, y->country) != 0 || strcmp(x->org, y->org) != 0 || strcmp(x->sector, y->sector) != 0)
    return false;
  return x->country[0] != '\0' || x->org[0] != '\0' || x->sector[0] != '\0' ||
         (strcmp(x->name, y->name) == 0 && strcmp(x->mention.text, y->mention.text) == 0);
}

/** Two ministers of one government are one actor of a line. */
static void put_actors(nst_buf *buf, const nst_actor *actors, size_t n) {
  for (size_t i = 0; i < n; i++) {
    bool again = false;
    for (size_t k = 0; k < i && !again; k++) again = looks_same(&actors[k], &actors[i]);
    if (again) continue;
    if (i > 0) nst_buf_text(buf, ", ");
    put_actor(buf, &actors[i]);
  }
}

static const char *actors_text(nst_arena *arena, const nst_actor *actors, size_t n) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  put_actors(&buf, actors, n);
  return end_text(arena, &buf);
}

static bool is_pronoun(const char *text) {
  static const char *const pronouns = "he she it they we i you him her them this that who which both";
  char word[8];
  size_t n = strlen(text);
  if (n == 0 || n >= sizeof word) return false;
  for (size_t i = 0; i < n; i++) word[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
  return nst_str_in((nst_str){word, (uint32_t)n}, pronouns);
}

/** Speakers by the words of the report: "a senior official" says more than "USA GOV", "he" says less. */
static const char *speakers_text(nst_arena *arena, const nst_event *e) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  for (size_t i = 0; i < e->n_attribution; i++) {
    if (i > 0) nst_buf_text(&buf, " > ");
    const nst_actor *a = &e->attribution[i];
    bool pronoun = is_pronoun(a->mention.text);
    if (a->mention.text[0] != '\0' && !pronoun) nst_buf_text(&buf, a->mention.text);
    else if (pronoun && a->name[0] != '\0') nst_buf_text(&buf, a->name);
    else put_actor(&buf, a);
  }
  return end_text(arena, &buf);
}

/** "UKR: rejected" */
static const char *act_words(nst_arena *arena, const nst_event *e) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  put_actors(&buf, e->source, e->n_source);
  if (e->n_source == 0) nst_buf_text(&buf, "unnamed");
  nst_buf_format(&buf, ": %s", e->trigger.text[0] != '\0' ? e->trigger.text : nst_event_name(e->type));
  return end_text(arena, &buf);
}

static bool wanted_kind(const nst_chosen *chosen, nst_quantity_kind kind) {
  if (chosen->ledger == NST_LEDGER_FORCES) return kind == NST_Q_TROOPS || kind == NST_Q_WEAPONS;
  return chosen->ledger == NST_LEDGER_CASUALTIES && kind == chosen->kind;
}

/** Widen the line's range by what one record says. */
static void add_quantity(nst_arena *arena, const nst_chosen *chosen, const nst_quantity *q, nst_line *line) {
  if (!wanted_kind(chosen, q->kind)) return;
  if (line->has_quantity && q->kind != line->kind) return;
  if (!line->has_quantity) {
    line->has_quantity = true;
    line->kind = q->kind;
    line->unit = keep(arena, q->unit);
    line->has_low = q->has_low;
    line->has_high = q->has_high;
    line->low = q->low;
    line->high = q->high;
    return;
  }
  line->has_low = line->has_low && q->has_low;
  if (line->has_low && q->low < line->low) line->low = q->low;
  line->has_high = line->has_high && q->has_high;
  if (line->has_high && q->high > line->high) line->high = q->high;
}

static double minutes(const char *unit) {
  static const struct {
    const char *name;
    double minutes;
  } units[] = {{"minute", 1}, {"hour", 60}, {"day", 1440}, {"week", 10080}, {"month", 43200}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (strcmp(unit, units[i].name) == 0) return units[i].minutes;
  return 0;
}

static void add_talks(const nst_quantity *q, nst_line *line) {
  if (q->kind == NST_Q_ROUND && q->has_low && line->round == 0 && q->low > 0 && q->low < 1e6)
    line->round = (uint32_t)q->low;
  if (q->kind != NST_Q_DURATION || line->duration_low > 0) return;
  double unit = minutes(q->unit);
  line->duration_low = (q->has_low ? q->low : 0) * unit;
  line->duration_high = (q->has_high ? q->high : q->low) * unit;
}

typedef struct numbers {
  int64_t *items;
  size_t n, capacity;
} numbers;
typedef struct names {
  const char **items;
  size_t n, capacity;
} names;

/** Everything that each record of the event adds. */
static nst_status add_records(nst_store *store, nst_arena *arena, const nst_chosen *chosen, nst_line *line,
                              nst_error *error) {
  nst_cursor *cursor = NULL;
  NST_TRY(nst_store_records(store, chosen->act->event, &cursor, error));
  numbers reports = {0};
  names docs = {0};
  nst_status status = NST_OK;
  for (const nst_store_event *e;;) {
    status = nst_cursor_next(cursor, &e, error);
    if (status != NST_OK || e == NULL) break;
    for (size_t i = 0; i < e->record.n_quantities; i++) {
      add_quantity(arena, chosen, &e->record.quantities[i], line);
      if (chosen->ledger == NST_LEDGER_TALKS) add_talks(&e->record.quantities[i], line);
    }
    if (line->medium[0] == '\0' && chosen->ledger == NST_LEDGER_TALKS)
      line->medium = keep(arena, e->record.mode);
    if (line->according_to[0] == '\0') line->according_to = speakers_text(arena, &e->record);
    bool doubts = e->record.status == NST_DISPUTED || e->record.status == NST_NEGATED;
    if (line->state == NST_STATE_DOUBTED && line->other == 0 && doubts && e->record.n_attribution > 0) {
      line->other = e->id;
      (void)memcpy(line->other_day, e->record.time.from, sizeof line->other_day);
      line->other_words = speakers_text(arena, &e->record);
    }
    if (!NST_PUSH(arena, &reports, e->report) || !NST_PUSH(arena, &docs, keep(arena, e->record.doc))) break;
  }
  nst_cursor_free(cursor);
  line->reports = reports.items;
  line->docs = docs.items;
  line->n_reports = docs.n;
  return status;
}

static nst_status add_other(nst_store *store, nst_arena *arena, const nst_chosen *chosen, nst_line *line,
                            nst_error *error) {
  if (chosen->other == NULL) return NST_OK;
  nst_cursor *cursor = NULL;
  const nst_store_event *e;
  NST_TRY(nst_store_get(store, chosen->other->event, &cursor, &e, error));
  line->other = e->id;
  nst_day_format(e->day, line->other_day);
  line->other_words = act_words(arena, &e->record);
  if (chosen->ledger == NST_LEDGER_TALKS)
    line->asked_by = actors_text(arena, e->record.source, e->record.n_source);
  nst_cursor_free(cursor);
  return NST_OK;
}

static void fill(nst_arena *arena, const nst_chosen *chosen, const nst_store_event *e, nst_line *line) {
  const nst_event *r = &e->record;
  *line = (nst_line){.ledger = chosen->ledger,
                     .state = chosen->state,
                     .event = e->id,
                     .type = r->type,
                     .content = r->content,
                     .status = e->status,
                     .mutual = r->mutual,
                     .who = actors_text(arena, r->source, r->n_source),
                     .whom = actors_text(arena, r->target, r->n_target),
                     .what = keep(arena, r->trigger.text),
                     .medium = "",
                     .asked_by = "",
                     .condition = keep(arena, r->condition.text),
                     .according_to = "",
                     .place = keep(arena, r->place.text),
                     .unit = "",
                     .other_words = "",
                     .n_records = e->n_records,
                     .n_sources = e->n_sources};
  nst_day_format(e->day, line->from);
  memcpy(line->to, r->time.to[0] != '\0' ? r->time.to : line->from, sizeof line->to);
}

nst_status nst_line_make(nst_store *store, nst_arena *arena, const nst_chosen *chosen, nst_line *out,
                         bool *made, nst_error *error) {
  nst_cursor *cursor = NULL;
  const nst_store_event *e;
  NST_TRY(nst_store_get(store, chosen->act->event, &cursor, &e, error));
  fill(arena, chosen, e, out);
  nst_cursor_free(cursor);
  NST_TRY(add_other(store, arena, chosen, out, error));
  NST_TRY(add_records(store, arena, chosen, out, error));
  *made = chosen->ledger != NST_LEDGER_CASUALTIES || out->has_quantity;
  return NST_OK;
}
