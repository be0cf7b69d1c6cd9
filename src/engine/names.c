/* names.c - numbers of the public enumerations to their words. */
#include "engine/engine.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *nst_version(void) {
  return NST_VERSION;
}

const char *nst_status_text(nst_status status) {
  static const struct {
    nst_status status;
    const char *words;
  } texts[] = {
#define TEXT(name, number, words) {NST_##name, words},
      NST_STATUS_LIST(TEXT)
#undef TEXT
  };
  for (size_t i = 0; i < COUNT(texts); i++) {
    if (texts[i].status == status) return texts[i].words;
  }
  return "unknown status";
}

static const struct {
  const char *name;
  int quad;
} events[NST_EVENT_COUNT] = {{"", 0},
#define EVENT(name, quad) {#name, quad},
                             NST_EVENT_LIST(EVENT)
#undef EVENT
};

const char *nst_event_name(nst_event_type type) {
  return (unsigned)type < NST_EVENT_COUNT ? events[type].name : NULL;
}

int nst_event_quad(nst_event_type type) {
  return (unsigned)type < NST_EVENT_COUNT ? events[type].quad : 0;
}

const char *nst_event_status_name(nst_event_status status) {
  static const char *const names[] = {"actual", "negated", "disputed", "hypothetical"};
  return (unsigned)status < COUNT(names) ? names[status] : NULL;
}

const char *nst_quantity_kind_name(nst_quantity_kind kind) {
  static const char *const names[NST_Q_COUNT] = {"troops",    "killed",     "injured", "arrested",
                                                 "displaced", "protesters", "money",   "weapons",
                                                 "duration",  "round",      "other"};
  return (unsigned)kind < NST_Q_COUNT ? names[kind] : NULL;
}

const char *nst_drop_text(nst_drop drop) {
  static const char *const texts[NST_DROP_COUNT] = {
#define DROP(name, words) words,
      NST_DROP_LIST(DROP)
#undef DROP
  };
  return (unsigned)drop < NST_DROP_COUNT ? texts[drop] : NULL;
}

const char *nst_stage_name(nst_stage stage) {
  static const char *const names[NST_STAGE_COUNT] = {
#define STAGE(name, words) words,
      NST_STAGE_LIST(STAGE)
#undef STAGE
  };
  return (unsigned)stage < NST_STAGE_COUNT ? names[stage] : NULL;
}
