/* explain.h - the events of a report in its sentences, with a reason for every field. For cli/ only. */
#ifndef NST_CLI_EXPLAIN_H
#define NST_CLI_EXPLAIN_H

#include "cli/table.h"

/** What a stretch of a sentence is in an event. */
/* clang-format off */
#define EXPLAIN_ROLE_LIST(X)                                                              \
  X(TRIGGER, "trigger") X(SOURCE, "source") X(TARGET, "target") X(CONDITION, "condition") \
  X(SPEAKER, "speaker") X(QUANTITY, "quantity") X(TIME, "time") X(PLACE, "place") X(AGAIN, "again")
/* clang-format on */

typedef enum explain_role {
#define EXPLAIN_ROLE_ENUM(name, words) EXPLAIN_##name,
  EXPLAIN_ROLE_LIST(EXPLAIN_ROLE_ENUM)
#undef EXPLAIN_ROLE_ENUM
      EXPLAIN_ROLES
} explain_role;

/** Append the report sentence by sentence: its events drawn into it and explained, or why there is none. */
void explain_put(nst_buf *buf, const nst_report *report, const nst_result *result, const table_style *style);

/** explain_draw.c: one sentence with the stretches of an event (NULL: none) marked; lines begin with `indent` blanks. */
void explain_draw(nst_buf *buf, nst_str text, nst_span sentence, const nst_event *event,
                  const table_style *style, int indent);
/** The colours that mark the roles, on one line. */
void explain_legend(nst_buf *buf);
/** explain_words.c: "obj.from" and the like as words. */
void explain_put_place(nst_buf *buf, const char *why);

#endif
