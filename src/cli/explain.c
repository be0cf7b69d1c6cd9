/* explain.c - why the records of a report are what they are: every sentence with its events and a reason for each field,
 * and why words that may carry an event carry none. */
#include "cli/explain.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { INDENT = 4, LABEL = 12, EFFECTS = 3 };

static const char *const bold = "\033[1m", *const dim = "\033[2m", *const plain = "\033[0m";

/** What is being written. */
typedef struct page {
  nst_buf *buf;
  const table_style *style;
  const nst_result *result;
  nst_str text; /* of the report: title, two line feeds, body */
} page;

static void label(const page *p, const char *name) {
  nst_buf_format(p->buf, "%*s%s%-*s%s", INDENT + 2, "", p->style->colour ? dim : "", LABEL, name,
                 p->style->colour ? plain : "");
}

/* The rest of the last trace line that begins with `prefix`; NULL if there is none. */
static const char *reason(const nst_event *e, const char *prefix) {
  const char *found = NULL;
  for (size_t i = 0; i < e->n_why; i++)
    if (strncmp(e->why[i], prefix, strlen(prefix)) == 0) found = e->why[i] + strlen(prefix);
  return found;
}

static void put_code(nst_buf *buf, const nst_actor *a) {
  const char *place = a->country[0] ? a->country : a->org;
  if (!place[0] && !a->sector[0]) {
    nst_buf_text(buf, "nobody the lexicon or the report explains");
    return;
  }
  nst_buf_format(buf, "%s%s%s", place[0] ? place : "of an unknown country,", a->sector[0] ? " " : "",
                 a->sector);
  if (a->name[0]) nst_buf_format(buf, " (%s)", a->name);
}

static void put_actors(const page *p, const char *name, const nst_actor *actors, size_t n, const char *why,
                       const char *chosen) {
  label(p, name);
  if (n == 0 && !(why && chosen))
    nst_buf_text(p->buf, "nobody: the report names none in the places that the frame looks at");
  else if (n == 0) nst_buf_text(p->buf, "nobody: likelier than whom the rules propose");
  for (size_t i = 0; i < n; i++) {
    nst_buf_format(p->buf, "%s\"%s\" is ", i ? "; " : "", actors[i].mention.text);
    put_code(p->buf, &actors[i]);
  }
  if (n > 0 && why && why[0]) {
    nst_buf_text(p->buf, ": ");
    explain_put_place(p->buf, why);
  }
  if (chosen) nst_buf_format(p->buf, "; %s", chosen);
  nst_buf_char(p->buf, '\n');
}

/* What was read off the frame, and what changed it: "announced not to be CONCEDE: REJECT". */
static void put_type(const page *p, const nst_event *e) {
  static const char *const fields[] = {"source: ", "target: ", "status: ", "told again ", "chosen "};
  const char *colon = e->n_why ? strstr(e->why[0], ": ") : NULL;
  label(p, "type");
  nst_buf_format(p->buf, "\"%s\" is ", e->trigger.text);
  if (colon)
    nst_buf_format(p->buf, "%.*s in the frames (%s)", (int)(colon - e->why[0]), e->why[0], colon + 2);
  else nst_buf_text(p->buf, nst_event_name(e->type));
  for (size_t i = 1; i < e->n_why; i++) {
    bool other = true;
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
      other = other && strncmp(e->why[i], fields[k], strlen(fields[k])) != 0;
    if (other) nst_buf_format(p->buf, "; %s", e->why[i]);
  }
  nst_buf_format(p->buf, "; code %s", e->cameo);
  if (e->content != NST_EVENT_NONE) nst_buf_format(p->buf, "; it is about %s", nst_event_name(e->content));
  nst_buf_char(p->buf, '\n');
}

static void put_status(const page *p, const nst_event *e) {
  const char *why = reason(e, "status: ");
  label(p, "status");
  nst_buf_text(p->buf, nst_event_status_name(e->status));
  if (why) nst_buf_format(p->buf, ": %s\n", why);
  else if (e->status == NST_ACTUAL)
    nst_buf_text(p->buf, ": nothing in the sentence denies it, doubts it or puts it off\n");
  else nst_buf_text(p->buf, ": the frame says so\n");
  if (!e->condition.text[0]) return;
  label(p, "condition");
  nst_buf_format(p->buf, "\"%s\"\n", e->condition.text);
}

static void put_speakers(const page *p, const nst_event *e) {
  label(p, "told by");
  if (e->n_attribution == 0) nst_buf_text(p->buf, "the report itself");
  for (size_t i = 0; i < e->n_attribution; i++) {
    const nst_actor *a = &e->attribution[i];
    nst_buf_format(p->buf, "%s\"%s\"", i ? ", who cites " : "", a->mention.text);
    if (!a->country[0] && !a->org[0] && !a->sector[0]) continue;
    nst_buf_text(p->buf, ", ");
    put_code(p->buf, a);
  }
  nst_buf_char(p->buf, '\n');
}

static void put_quantities(const page *p, const nst_event *e) {
  for (size_t i = 0; i < e->n_quantities; i++) {
    const nst_quantity *q = &e->quantities[i];
    label(p, nst_quantity_kind_name(q->kind));
    cli_put_range(p->buf, q->has_low, q->low, q->has_high, q->high);
    nst_buf_format(p->buf, "%s%s: \"%s\"\n", q->unit[0] ? " " : "", q->unit, q->mention.text);
  }
}

static void put_when_and_where(const page *p, const nst_event *e) {
  static const char *const precision[] = {"", "a country", "a region", "a town"};
  label(p, "time");
  nst_buf_text(p->buf, e->time.from[0] ? e->time.from : "unknown");
  if (strcmp(e->time.from, e->time.to) != 0) nst_buf_format(p->buf, " to %s", e->time.to);
  if (e->time.text[0])
    nst_buf_format(p->buf, ": \"%s\"%s\n", e->time.text,
                   e->date[0] ? ", counted from the day of publication" : "");
  else if (e->time.from[0]) nst_buf_text(p->buf, ": no time is told, so the day of publication\n");
  else nst_buf_text(p->buf, ": no time is told, and the report has no date\n");
  label(p, "place");
  if (e->place.precision == NST_PLACE_NONE) nst_buf_text(p->buf, "none: no place is told for it\n");
  else
    nst_buf_format(p->buf, "\"%s\", %s%s%s of %s\n", e->place.text, precision[e->place.precision],
                   e->place.admin1[0] ? " in " : "", e->place.admin1,
                   e->place.country[0] ? e->place.country : "an unknown country");
}

/* The strongest grounds of one sign, of those not put before. */
static void put_grounds(const page *p, size_t event, double sign, const char *words) {
  double below = 1e9;
  for (int n = 0; n < EFFECTS; n++) {
    nst_ground best = {.name = NULL}, g;
    double most = 0.005;
    for (size_t i = 1; nst_result_ground(p->result, event, i, &g); i++) /* 0: where all begin */
      if (sign * g.effect > most && sign * g.effect < below) best = g, most = sign * g.effect;
    if (!best.name) return;
    below = most;
    nst_buf_format(p->buf, "%s%s", n ? ", " : words, best.name);
    nst_buf_format(p->buf, " (%+.1f)", best.effect);
  }
}

static void put_confidence(const page *p, const nst_event *e, size_t event) {
  label(p, "confidence");
  nst_buf_format(p->buf, "%.2f", e->confidence);
  put_grounds(p, event, 1, "; for it: ");
  put_grounds(p, event, -1, "; against it: ");
  nst_buf_char(p->buf, '\n');
}

static void put_event(const page *p, const nst_event *e, size_t index) {
  const char *again = reason(e, "told again in ");
  put_type(p, e);
  put_actors(p, "source", e->source, e->n_source, reason(e, "source: "), reason(e, "chosen source: "));
  put_actors(p, "target", e->target, e->n_target, reason(e, "target: "), reason(e, "chosen target: "));
  if (e->mutual) {
    label(p, "mutual");
    nst_buf_text(p->buf, "both sides act alike\n");
  }
  put_status(p, e);
  put_speakers(p, e);
  put_quantities(p, e);
  put_when_and_where(p, e);
  if (again) {
    label(p, "again");
    nst_buf_format(p->buf, "told in %s\n", again);
  }
  put_confidence(p, e, index);
}

static void put_dropped(const page *p, const nst_dropped *d) {
  nst_buf_format(p->buf, "%*s%snot coded%s   \"%s\"", INDENT + 2, "", p->style->colour ? dim : "",
                 p->style->colour ? plain : "", d->word.text);
  if (d->type != NST_EVENT_NONE) nst_buf_format(p->buf, " (%s)", nst_event_name(d->type));
  nst_buf_format(p->buf, ": %s", nst_drop_text(d->drop));
  if (d->drop == NST_DROP_UNSURE) nst_buf_format(p->buf, " (%.2f)", d->confidence);
  if (d->why[0]) nst_buf_format(p->buf, ": %s", d->why);
  nst_buf_format(p->buf, " (%s:%u)\n", d->path, (unsigned)d->line);
}

static void put_sentence(const page *p, size_t index, size_t *event, size_t *dropped) {
  nst_sentence_view view;
  if (!nst_result_sentence(p->result, index, &view)) return;
  const nst_event *e;
  const nst_dropped *d;
  size_t events = 0, drops = 0;
  for (; (e = nst_result_event(p->result, *event)) != NULL && e->sentence <= index; (*event)++, events++) {
    nst_buf_format(p->buf, "\n%s%zu%s%s  %s%s\n", p->style->colour ? bold : "", index,
                   view.headline ? " headline" : "", p->style->colour ? plain : "", nst_event_name(e->type),
                   e->mutual ? ", mutual" : "");
    explain_draw(p->buf, p->text, view.span, e, p->style, INDENT);
    put_event(p, e, *event);
  }
  if (events == 0) {
    nst_buf_format(p->buf, "\n%s%zu%s%s  no event\n", p->style->colour ? bold : "", index,
                   view.headline ? " headline" : "", p->style->colour ? plain : "");
    explain_draw(p->buf, p->text, view.span, NULL, p->style, INDENT);
  }
  for (; (d = nst_result_dropped(p->result, *dropped)) != NULL && d->sentence <= index; (*dropped)++, drops++)
    put_dropped(p, d);
  if (events + drops == 0)
    nst_buf_format(p->buf, "%*s%s\n", INDENT + 2, "",
                   view.read ? "no word of it is in the frames"
                             : "not read for events: a byline, a credit, or no word that is in the frames");
}

/* Spans count in title, two line feeds, body. */
static bool join(const nst_report *report, nst_buf *out) {
  if (report->title_len > 0) {
    nst_buf_put(out, report->title, report->title_len);
    nst_buf_text(out, "\n\n");
  }
  nst_buf_put(out, report->text, report->text_len);
  return !out->failed;
}

void explain_put(nst_buf *buf, const nst_report *report, const nst_result *result, const table_style *style) {
  nst_buf text;
  nst_buf_init(&text, nst_allocator_default());
  if (!join(report, &text)) buf->failed = true;
  if (style->colour) explain_legend(buf);
  page p = {buf, style, result, {text.p ? text.p : "", (uint32_t)text.len}};
  size_t event = 0, dropped = 0;
  for (size_t i = 0; i < nst_result_sentences(result) && !buf->failed; i++)
    put_sentence(&p, i, &event, &dropped);
  nst_buf_char(buf, '\n');
  nst_buf_free(&text);
}
