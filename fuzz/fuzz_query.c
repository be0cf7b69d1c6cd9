/* Any bytes as an alert rule, a dyad, a filter and words to search for: no crash, and what was accepted can be asked of a
 * store: the words of a person never become broken SQL. */
#include <stdlib.h>
#include <unistd.h>

#include "picture/picture.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static nst_store *store;
static char path[] = "/tmp/nestor-fuzz-XXXXXX";

static void remove_store(void) {
  nst_store_close(store);
  (void)unlink(path);
}

static nst_store *empty_store(void) {
  if (store != NULL) return store;
  int fd = mkstemp(path);
  nst_error error;
  if (fd < 0 || nst_store_open(path, NST_STORE_CREATE, &store, &error) != NST_OK) abort();
  (void)close(fd);
  (void)atexit(remove_store);
  return store;
}

static void ask(const nst_filter *filter, const nst_page *page) {
  nst_error error = {0};
  nst_cursor *cursor = NULL;
  uint64_t n;
  nst_status status = nst_store_find(store, filter, page, &cursor, &error);
  if (status != NST_OK && status != NST_ARGUMENT) abort();
  const nst_store_event *event;
  if (cursor != NULL && (nst_cursor_next(cursor, &event, &error) != NST_OK || event != NULL)) abort();
  nst_cursor_free(cursor);
  status = nst_store_count(store, filter, &n, &error);
  if (status != NST_OK && status != NST_ARGUMENT) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2 || size > 4096) return 0;
  char *text = malloc(size);
  if (text == NULL) return 0;
  memcpy(text, data + 1, size - 1);
  text[size - 1] = '\0';
  nst_error error = {0};
  nst_alert_rule rule;
  nst_alert_answer answer;
  (void)empty_store();
  if (nst_alert_parse(text, &rule, &error) == NST_OK) {
    if (nst_alert_check(store, &rule, NST_DAY_NONE, &answer, &error) != NST_OK) abort();
  } else if (error.message[0] == '\0') {
    abort();
  }
  const char *of[8] = {NULL};
  of[data[0] & 7] = text;
  nst_filter filter = {.source = of[0],
                       .target = of[1],
                       .actor = of[2],
                       .dyad = of[3],
                       .place = of[4],
                       .text = of[5],
                       .since = of[6],
                       .until = of[6]};
  nst_page page = {.limit = 3, .after = of[7]};
  if ((data[0] & 8) != 0) filter.one_a_day = filter.conditional = true;
  if ((data[0] & 16) != 0) filter.types = 6, filter.quads = 4;
  ask(&filter, &page);
  nst_report_filter words = {.text = of[5], .limit = 1};
  nst_report_cursor *reports = NULL;
  const nst_stored_report *report;
  nst_status status = nst_store_reports(store, &words, &reports, &error);
  if (status != NST_OK && status != NST_ARGUMENT) abort();
  if (reports != NULL && (nst_report_next(reports, &report, &error) != NST_OK || report != NULL)) abort();
  nst_report_cursor_free(reports);
  free(text);
  return 0;
}
