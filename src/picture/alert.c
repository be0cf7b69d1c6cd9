/* alert.c - a rule held against a series of days. */
#include <math.h>

#include "picture/picture_int.h"

static bool is_count(nst_measure measure) {
  return measure == NST_MEASURE_EVENTS || measure == NST_MEASURE_TYPE || measure == NST_MEASURE_QUAD;
}

/** Value of the days [from, from + span), days before the first event count as empty. */
static double value_of(const nst_series *series, const nst_alert_rule *rule, nst_day first, nst_day from,
                       uint32_t span) {
  double sum = 0, weight = 0;
  for (uint32_t i = 0; i < span; i++) {
    int64_t at = (int64_t)from + i - first;
    const nst_point *p = at >= 0 ? nst_series_point(series, (size_t)at) : NULL;
    if (p == NULL) continue;
    switch (rule->measure) {
    case NST_MEASURE_TENSION:
      sum += p->tension, weight += 1;
      break;
    case NST_MEASURE_GOLDSTEIN:
      sum += p->goldstein * p->events, weight += p->events;
      break;
    case NST_MEASURE_SCORE:
      sum += p->score * p->events, weight += p->events;
      break;
    case NST_MEASURE_DISPUTED:
      sum += p->disputed, weight += p->told;
      break;
    case NST_MEASURE_SOURCES:
      sum += p->sources * p->events, weight += p->events;
      break;
    case NST_MEASURE_EVENTS:
      sum += p->events;
      break;
    case NST_MEASURE_TYPE:
      sum += p->types[rule->type];
      break;
    case NST_MEASURE_QUAD:
      sum += p->quads[rule->quad];
      break;
    }
  }
  return is_count(rule->measure) ? sum : weight > 0 ? sum / weight : 0;
}

/** Mean and standard deviation of the equally long spans that end before `from`. */
static bool baseline(const nst_series *series, const nst_alert_rule *rule, nst_day first, nst_day from,
                     nst_alert_answer *out) {
  double sum = 0, squares = 0;
  uint32_t n = 0;
  for (int64_t start = (int64_t)from - rule->span; start >= first && start >= (int64_t)from - rule->against;
       start -= rule->span) {
    double value = value_of(series, rule, first, (nst_day)start, rule->span);
    sum += value;
    squares += value * value;
    n++;
  }
  if (n < 2) return false;
  out->before = sum / n;
  double variance = (squares - sum * sum / n) / (n - 1);
  out->spread = variance > 0 ? sqrt(variance) : 0;
  return true;
}

static void compare(const nst_alert_rule *rule, nst_alert_answer *out) {
  if (rule->change == NST_ALERT_ABOVE || rule->change == NST_ALERT_BELOW) {
    out->change = out->now - rule->amount;
    out->raised = rule->change == NST_ALERT_ABOVE ? out->change > 0 : out->change < 0;
    return;
  }
  double distance = out->now - out->before;
  double scale = rule->unit == NST_ALERT_SD        ? out->spread
                 : rule->unit == NST_ALERT_PERCENT ? fabs(out->before) / 100
                                                   : 1;
  if (scale > 0) out->change = distance / scale;
  else out->change = distance > 0 ? 1e9 : distance < 0 ? -1e9 : 0; /* it never moved before */
  out->raised = rule->change == NST_ALERT_UP ? out->change >= rule->amount : out->change <= -rule->amount;
}

nst_status nst_alert_check(nst_store *store, const nst_alert_rule *rule, nst_day day, nst_alert_answer *out,
                           nst_error *error) {
  *out = (nst_alert_answer){.from = NST_DAY_NONE, .to = NST_DAY_NONE};
  nst_filter filter = {0};
  if (strchr(rule->subject, '-') != NULL) filter.dyad = rule->subject;
  else if (strcmp(rule->subject, "all") != 0) filter.actor = rule->subject;
  char until[11] = "";
  if (day != NST_DAY_NONE) nst_day_format(day, until);
  filter.until = until;
  nst_series *series = NULL;
  NST_TRY(nst_series_new(store, &filter, NST_BY_DAY, &series, error));
  size_t n = nst_series_count(series);
  if (n > 0) {
    nst_day first = nst_series_point(series, 0)->day;
    out->to = day != NST_DAY_NONE ? day : first + (nst_day)n - 1;
    out->from = (nst_day)(out->to - (int64_t)rule->span + 1);
    out->now = value_of(series, rule, first, out->from, rule->span);
    bool relative = rule->change == NST_ALERT_UP || rule->change == NST_ALERT_DOWN;
    out->known = !relative || baseline(series, rule, first, out->from, out);
    if (out->known) compare(rule, out);
  }
  nst_series_free(series);
  return NST_OK;
}
