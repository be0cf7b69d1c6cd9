/* run_cases_read.c - the text of a .case file to cases. */
#include "base/date.h"
#include "run_cases.h"

static nst_status wrong(nst_error *error, uint32_t line, const char *message) {
  return nst_fail(error, NST_FORMAT, line, 0, "%s", message);
}

static bool known_type(nst_str type) {
  for (int t = 1; t < NST_EVENT_COUNT; t++) {
    if (nst_str_is(type, nst_event_name((nst_event_type)t))) return true;
  }
  return false;
}

/* "TYPE | source | target | attributes" */
static nst_status read_record(case_entry *entry, nst_str text, uint32_t line, nst_error *error) {
  nst_str type = NST_STR(""), source = NST_STR(""), target = NST_STR(""), word;
  nst_str_cut(&text, '|', &type);
  type = nst_str_trim(type);
  if (nst_str_is(type, "none")) {
    entry->none = true;
    return NST_OK;
  }
  if (!known_type(type)) return wrong(error, line, "no such event type");
  if (entry->n_records == CASE_RECORDS) return wrong(error, line, "too many records in one case");
  if (!nst_str_cut(&text, '|', &source))
    return wrong(error, line, "the source is missing: TYPE | source | target");
  nst_str_cut(&text, '|', &target);
  case_record *record = &entry->records[entry->n_records++];
  *record = (case_record){
      .type = type, .source = nst_str_trim(source), .target = nst_str_trim(target), .line = line};
  while (nst_str_cut(&text, ' ', &word)) {
    word = nst_str_trim(word);
    if (word.len == 0) continue;
    if (!case_attribute_known(word)) return wrong(error, line, "no such attribute");
    if (record->n_attributes == CASE_ATTRIBUTES) return wrong(error, line, "too many attributes");
    record->attributes[record->n_attributes++] = word;
  }
  return NST_OK;
}

static nst_str after(nst_str text, const char *prefix) {
  size_t n = strlen(prefix);
  return nst_str_trim((nst_str){text.p + n, text.len - (uint32_t)n});
}

static nst_status read_line(case_entry *entry, nst_str text, uint32_t line, nst_error *error) {
  bool in_records = entry->n_records > 0 || entry->none;
  if (nst_str_starts(text, "#")) return NST_OK;
  if (nst_str_starts(text, "=>")) return read_record(entry, after(text, "=>"), line, error);
  if (nst_str_is(text, "gap")) {
    entry->gap = true;
    return NST_OK;
  }
  if (in_records) return wrong(error, line, "report text after a record: is a blank line missing?");
  if (entry->text.len == 0 && nst_str_starts(text, "date:")) {
    nst_str date = after(text, "date:");
    nst_day_format(nst_day_parse(date, false), entry->date);
    return date.len == 10 && entry->date[0] ? NST_OK : wrong(error, line, "the date is not YYYY-MM-DD");
  }
  if (entry->text.len == 0 && nst_str_starts(text, "title:")) {
    entry->title = after(text, "title:");
    return NST_OK;
  }
  if (entry->text.len > 0) nst_buf_char(&entry->text, '\n');
  else entry->line = line;
  nst_buf_put(&entry->text, text.p, text.len);
  return NST_OK;
}

bool case_next(nst_str *rest, uint32_t *line, case_entry *out, nst_error *error) {
  *out = (case_entry){.date = "2020-06-15", .title = NST_STR("")};
  *error = (nst_error){.status = NST_OK};
  nst_buf_init(&out->text, nst_allocator_default());
  bool started = false;
  nst_str text;
  while (nst_str_cut(rest, '\n', &text)) {
    ++*line;
    text = nst_str_trim(text);
    if (text.len == 0) {
      if (out->text.len > 0 || out->n_records > 0) break;
      continue; /* blank lines and comments before a case */
    }
    if (!nst_str_starts(text, "#")) started = true;
    if (error->status == NST_OK) (void)read_line(out, text, *line, error);
  }
  if (!started) {
    case_free(out);
    return false;
  }
  if (error->status == NST_OK && out->text.len == 0) (void)wrong(error, *line, "a case without a report");
  if (error->status == NST_OK && out->n_records == 0 && !out->none) {
    (void)wrong(error, out->line, "a case without records: write '=> none' if there are none");
  }
  if (error->status == NST_OK && out->n_records > 0 && out->none) {
    (void)wrong(error, out->line, "'=> none' beside records");
  }
  return true;
}

void case_free(case_entry *entry) {
  nst_buf_free(&entry->text);
}
