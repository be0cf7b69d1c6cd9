/* run_cases.h - a case: a report, and the records that must come out of it. */
#ifndef NST_TESTS_RUN_CASES_H
#define NST_TESTS_RUN_CASES_H

#include "base/buf.h"

enum { CASE_RECORDS = 24, CASE_ATTRIBUTES = 16 };

/** One "=>" line. The strings point into the case file. */
typedef struct case_record {
  nst_str type, source, target;
  nst_str attributes[CASE_ATTRIBUTES];
  size_t n_attributes;
  uint32_t line;
} case_record;

typedef struct case_entry {
  uint32_t line; /**< of the first line of the report */
  char date[11];
  nst_str title;
  nst_buf text;
  case_record records[CASE_RECORDS];
  size_t n_records;
  bool none; /**< "=> none" */
  bool gap;
} case_entry;

/** Cut the next case off *rest. False: no more. Mistakes in the file go to `error` (line counted from 1). */
bool case_next(nst_str *rest, uint32_t *line, case_entry *out, nst_error *error);
void case_free(case_entry *entry);

/** Do the events agree with the expected records, one to one? */
bool case_agrees(const case_entry *entry, const nst_result *result);
/** The event in the syntax of a case. */
void case_print_event(nst_buf *buf, const nst_event *event);
/** Is the attribute spelt as one of those that can be compared? */
bool case_attribute_known(nst_str attribute);

#endif
