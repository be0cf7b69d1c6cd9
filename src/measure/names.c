/* names.c - the words for labels, details and kinds of mistakes. */
#include "measure/measure.h"

const char *nst_label_name(int label) {
  return label == NST_LABEL_YIELD ? "YIELD" : nst_event_name((nst_event_type)label);
}

int nst_label_of(const char *name) {
  for (int i = NST_EVENT_NONE + 1; i < NST_LABEL_COUNT; i++)
    if (strcmp(name, nst_label_name(i)) == 0) return i;
  return -1;
}

int nst_label_merged(int label) {
  return label == NST_CONCEDE || label == NST_RETREAT ? NST_LABEL_YIELD : label;
}

const char *nst_detail_name(nst_detail detail) {
#define NST_DETAIL_WORDS(name, words) words,
  static const char *const names[] = {NST_DETAIL_LIST(NST_DETAIL_WORDS)};
#undef NST_DETAIL_WORDS
  return names[detail];
}

const char *nst_mistake_name(nst_mistake_kind kind) {
#define NST_MISTAKE_WORDS(name, words) words,
  static const char *const names[] = {NST_MISTAKE_LIST(NST_MISTAKE_WORDS)};
#undef NST_MISTAKE_WORDS
  return names[kind];
}
