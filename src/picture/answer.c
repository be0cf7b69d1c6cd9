/* answer.c - which acts a ledger holds, and what became of them.
 *
 * An answer is looked for among the acts of the same pair, turned where the other side has to act; the first one that
 * fits within the window counts. Rules: docs/store.md. */
#include "picture/picture_int.h"

enum {
  WINDOW = 90, /**< days within which an answer comes */
  SOON = 14,   /**< within which an answer need not say what it answers */
  TALKS_WINDOW = 60
};

static bool is_actual(const nst_act *act) {
  return act->status == NST_ACTUAL || act->status == NST_DISPUTED;
}

bool nst_belongs(const nst_act *act, nst_ledger ledger) {
  switch (ledger) {
  case NST_LEDGER_TALKS:
    return act->type == NST_CONSULT ||
           (act->content == NST_CONSULT &&
            (act->type == NST_AGREE || act->type == NST_REQUEST || act->type == NST_REJECT));
  case NST_LEDGER_FORCES:
    return (act->flags & NST_HAS_FORCES) != 0 && is_actual(act);
  case NST_LEDGER_CONDITIONS:
    return (act->flags & NST_HAS_CONDITION) != 0 && (act->type == NST_THREATEN || act->type == NST_AGREE);
  case NST_LEDGER_DEMANDS:
    return act->type == NST_REQUEST && is_actual(act);
  case NST_LEDGER_CLAIMS:
    return (act->type == NST_ACCUSE && is_actual(act)) || act->status == NST_DISPUTED ||
           (act->flags & NST_HAS_DENIAL) != 0;
  case NST_LEDGER_CASUALTIES:
    return (act->flags & NST_HAS_CASUALTIES) != 0 && act->status != NST_HYPOTHETICAL;
  case NST_LEDGER_COUNT:
    break;
  }
  return false;
}

static bool same_pair(const nst_act *x, const nst_act *y) {
  return strcmp(x->a, y->a) == 0 && strcmp(x->b, y->b) == 0;
}

/** Does `y` go the same way as `x`: the source of one is the source of the other? */
static bool same_way(const nst_act *x, const nst_act *y) {
  return same_pair(x, y) && ((x->forth && y->forth) || (x->back && y->back));
}

static bool other_way(const nst_act *x, const nst_act *y) {
  return same_pair(x, y) && ((x->forth && y->back) || (x->back && y->forth));
}

/** Acts of the same source where `y` names nobody it acts on, or the same one. */
static const char *source_of(const nst_act *x) {
  return x->forth ? x->a : x->b;
}

static bool by_source(const nst_act *x, const nst_act *y) {
  return same_way(x, y) || (!same_pair(x, y) && strcmp(source_of(x), source_of(y)) == 0 &&
                            source_of(x)[0] != '\0' && (x->a[0] == '\0' || y->a[0] == '\0'));
}

/** Is `later` an act of the one that `act` was directed at: towards the other, or naming nobody? */
static bool by_target(const nst_act *act, const nst_act *later) {
  const char *target = act->forth ? act->b : act->a, *source = source_of(later);
  return other_way(act, later) ||
         (!same_pair(act, later) && target[0] != '\0' && strcmp(target, source) == 0 &&
          (later->a[0] == '\0' || later->b[0] == '\0'));
}

static bool is_soon(const nst_act *act, const nst_act *later) {
  return later->day - (int64_t)act->day <= SOON;
}

/** Does an answer with this content speak of the demand? One that does not say of what it speaks only soon after. */
static bool speaks_of(const nst_act *demand, const nst_act *answer) {
  if (answer->content == NST_REQUEST) return true;
  if (answer->content == NST_EVENT_NONE) return is_soon(demand, answer) && other_way(demand, answer);
  return answer->content == demand->content;
}

typedef nst_line_state (*judge)(const nst_act *act, const nst_act *later);

/** A threat or promise is met by the act itself, withdrawn by its rejection. */
static nst_line_state judge_condition(const nst_act *act, const nst_act *later) {
  if (act->content == NST_EVENT_NONE || !by_source(act, later)) return NST_STATE_NONE;
  if (later->type == act->content && later->status == NST_ACTUAL) return NST_STATE_MET;
  if (later->type == NST_REJECT && later->content == act->content) return NST_STATE_WITHDRAWN;
  if (later->type == act->type && later->content == act->content && later->status == NST_NEGATED)
    return NST_STATE_WITHDRAWN;
  return NST_STATE_NONE;
}

/** A demand is answered by the one it was made of: by what was demanded, by its acceptance, by its rejection. What
 *  somebody disputes is no answer, and a denial of blame speaks of no demand. */
static nst_line_state judge_demand(const nst_act *act, const nst_act *later) {
  if (later->status != NST_ACTUAL || !by_target(act, later)) return NST_STATE_NONE;
  bool told = act->content != NST_EVENT_NONE; /* what is demanded */
  switch ((nst_event_type)later->type) {
  case NST_REJECT:
    if ((later->flags & NST_HAS_DENIAL) != 0) return NST_STATE_NONE;
    if (act->content == NST_REJECT && later->content != NST_REQUEST)
      return later->content != NST_EVENT_NONE ? NST_STATE_MET : NST_STATE_NONE;
    return speaks_of(act, later) ? NST_STATE_REFUSED : NST_STATE_NONE;
  case NST_AGREE:
    /* To agree is what was demanded, but an agreement to talk is none about something else. */
    if (act->content == NST_AGREE && later->content != NST_CONSULT && other_way(act, later))
      return NST_STATE_MET;
    return speaks_of(act, later) ? NST_STATE_AGREED : NST_STATE_NONE;
  case NST_CONCEDE:
    if (act->content == NST_CONCEDE) return NST_STATE_MET;
    return speaks_of(act, later) ? NST_STATE_AGREED : NST_STATE_NONE;
  case NST_RETREAT: /* needs no counterpart: "Russia withdrew" */
    return act->content == NST_RETREAT ? NST_STATE_MET : NST_STATE_NONE;
  default:
    return told && later->type == act->content && other_way(act, later) ? NST_STATE_MET : NST_STATE_NONE;
  }
}

/** A claim is denied by the one it blames: the accusation itself, or the act it speaks of. */
static nst_line_state judge_claim(const nst_act *act, const nst_act *later) {
  if (later->type != NST_REJECT || !by_target(act, later)) return NST_STATE_NONE;
  bool same =
      later->content == act->type || (later->content != NST_EVENT_NONE && later->content == act->content);
  bool blank = (later->flags & NST_HAS_DENIAL) != 0 &&
               (later->content == NST_EVENT_NONE || later->content == NST_ACCUSE);
  bool near = other_way(act, later) || is_soon(act, later);
  return (same && near) || (blank && is_soon(act, later)) ? NST_STATE_DENIED : NST_STATE_NONE;
}

static nst_line_state judge_forces(const nst_act *act, const nst_act *later) {
  bool doubt = later->type == NST_REJECT && later->content == act->type;
  return doubt && other_way(act, later) ? NST_STATE_DOUBTED : NST_STATE_NONE;
}

static void look_ahead(const nst_acts *acts, size_t at, judge judge_by, nst_chosen *out) {
  const nst_act *act = &acts->items[at];
  if (act->day == NST_DAY_NONE) return; /* nobody knows what came after it */
  for (size_t i = at + 1; i < acts->n && acts->items[i].day - (int64_t)act->day <= WINDOW; i++) {
    const nst_act *later = &acts->items[i];
    if (later->event == act->event) continue;
    nst_line_state state = judge_by(act, later);
    if (state == NST_STATE_NONE) continue;
    out->state = state;
    out->other = later;
    return;
  }
}

/** Who asked for these talks: the last request or offer of talks between the two before them. */
static void look_back(const nst_acts *acts, size_t at, nst_chosen *out) {
  const nst_act *act = &acts->items[at];
  if (act->day == NST_DAY_NONE) return;
  for (size_t i = at; i-- > 0 && act->day - (int64_t)acts->items[i].day <= TALKS_WINDOW;) {
    const nst_act *before = &acts->items[i];
    if (!same_pair(act, before) || before->event == act->event) continue;
    if (before->type == NST_CONSULT && before->status == NST_ACTUAL && before->day < act->day) return;
    if (before->content == NST_CONSULT && before->type == NST_REQUEST) {
      out->other = before;
      return;
    }
  }
}

static nst_line_state state_of_talks(const nst_act *act) {
  switch ((nst_event_type)act->type) {
  case NST_AGREE:
    return NST_STATE_AGREED;
  case NST_REQUEST:
    return NST_STATE_ASKED;
  case NST_REJECT:
    return NST_STATE_REFUSED;
  default:
    break;
  }
  return act->status == NST_NEGATED    ? NST_STATE_NONE
         : act->status == NST_DISPUTED ? NST_STATE_DOUBTED
                                       : NST_STATE_HELD;
}

void nst_answer(const nst_acts *acts, size_t at, nst_chosen *out) {
  const nst_act *act = &acts->items[at];
  out->act = act;
  out->other = NULL;
  switch (out->ledger) {
  case NST_LEDGER_TALKS:
    out->state = state_of_talks(act);
    if (out->state == NST_STATE_HELD) look_back(acts, at, out);
    break;
  case NST_LEDGER_FORCES:
    out->state = act->type == NST_RETREAT ? NST_STATE_WITHDRAWN : NST_STATE_PRESENT;
    look_ahead(acts, at, judge_forces, out);
    if (act->status == NST_DISPUTED) out->state = NST_STATE_DOUBTED;
    break;
  case NST_LEDGER_CONDITIONS:
    out->state = NST_STATE_OPEN;
    look_ahead(acts, at, judge_condition, out);
    break;
  case NST_LEDGER_DEMANDS:
    out->state = NST_STATE_OPEN;
    look_ahead(acts, at, judge_demand, out);
    break;
  case NST_LEDGER_CLAIMS:
    out->state = (act->flags & NST_HAS_DENIAL) != 0 ? NST_STATE_DENIED : NST_STATE_CLAIMED;
    if (out->state == NST_STATE_CLAIMED) look_ahead(acts, at, judge_claim, out);
    if (act->status == NST_DISPUTED && out->state == NST_STATE_CLAIMED) out->state = NST_STATE_DOUBTED;
    break;
  default:
    out->state = NST_STATE_NONE;
    break;
  }
}
