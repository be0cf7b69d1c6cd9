/* The ledgers of one crisis, told by eleven reports: an invented quarrel, written with the codes of Eritrea (ERI) and
 * Ethiopia (ETH). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "picture/picture.h"
#include "support/events.h"

#define ERI_GOV "ERI:GOV"
#define ETH_GOV "ETH:GOV"

/** What each report says. */
static void tell_crisis(test_store *t) {
  const test_event r1[] = {{.type = NST_MOBILIZE,
                            .source = "ETH:MIL",
                            .target = "ERI",
                            .mode = "troops",
                            .trigger = "massed",
                            .place = "ETH",
                            .place_text = "Zalambessa",
                            .kind = NST_Q_TROOPS,
                            .low = 20000,
                            .high = 30000,
                            .speaker = "USA:GOV"},
                           {.type = NST_REQUEST,
                            .source = ERI_GOV,
                            .target = ETH_GOV,
                            .content = NST_RETREAT,
                            .trigger = "demanded"}};
  const test_event r2[] = {{.type = NST_MOBILIZE,
                            .source = "ETH:MIL",
                            .target = "ERI",
                            .mode = "troops",
                            .from = "2024-03-01",
                            .trigger = "gathered",
                            .place = "ETH",
                            .kind = NST_Q_TROOPS,
                            .low = 25000,
                            .high = 40000}};
  const test_event r3[] = {{.type = NST_THREATEN,
                            .source = ERI_GOV,
                            .target = ETH_GOV,
                            .content = NST_SANCTION,
                            .trigger = "warned",
                            .condition = "if a single shot is fired"},
                           {.type = NST_REQUEST,
                            .source = ETH_GOV,
                            .target = ERI_GOV,
                            .content = NST_CONSULT,
                            .trigger = "called for talks"}};
  const test_event r4[] = {{.type = NST_CONSULT,
                            .source = ETH_GOV,
                            .target = ERI_GOV,
                            .mutual = true,
                            .mode = "phone",
                            .trigger = "spoke",
                            .kind = NST_Q_ROUND,
                            .low = 2}};
  const test_event r5[] = {{.type = NST_RETREAT,
                            .source = "ETH:MIL",
                            .mode = "withdraw",
                            .target = "ERI",
                            .trigger = "pulled back",
                            .speaker = ETH_GOV}};
  const test_event r6[] = {{.type = NST_RETREAT,
                            .source = "ETH:MIL",
                            .mode = "withdraw",
                            .target = "ERI",
                            .from = "2024-03-08",
                            .status = NST_DISPUTED,
                            .trigger = "drawdown",
                            .speaker = "UNO"}};
  const test_event r7[] = {{.type = NST_ACCUSE,
                            .source = ERI_GOV,
                            .target = ETH_GOV,
                            .content = NST_ASSAULT,
                            .trigger = "accused"},
                           {.type = NST_ASSAULT,
                            .source = "ETH:MIL",
                            .target = "ERI:CVL",
                            .trigger = "killed",
                            .kind = NST_Q_KILLED,
                            .low = 12,
                            .high = 12}};
  const test_event r8[] = {
      {.type = NST_REJECT, .source = ETH_GOV, .target = ERI_GOV, .content = NST_ACCUSE, .trigger = "denied"},
      {.type = NST_ASSAULT,
       .source = "ETH:MIL",
       .target = "ERI:CVL",
       .from = "2024-03-10",
       .trigger = "died",
       .kind = NST_Q_KILLED,
       .low = 15,
       .high = -1}};
  const test_event r9[] = {
      {.type = NST_SANCTION, .source = ERI_GOV, .target = ETH_GOV, .trigger = "closed the border"}};
  const test_event r10[] = {{.type = NST_REJECT,
                             .source = ETH_GOV,
                             .target = ERI_GOV,
                             .content = NST_RETREAT,
                             .trigger = "refused"},
                            {.type = NST_THREATEN,
                             .source = ETH_GOV,
                             .content = NST_ASSAULT,
                             .trigger = "would strike",
                             .condition = "unless the border opens"}};
  const test_event r11[] = {{.type = NST_AGREE,
                             .source = ETH_GOV,
                             .target = ERI_GOV,
                             .mutual = true,
                             .content = NST_CONSULT,
                             .trigger = "agreed to meet"}};
  (void)test_put(t, "r1", "2024-03-01", "r1", r1, 2);
  (void)test_put(t, "r2", "2024-03-02", "r2", r2, 1);
  (void)test_put(t, "r3", "2024-03-03", "r3", r3, 2);
  (void)test_put(t, "r4", "2024-03-05", "r4", r4, 1);
  (void)test_put(t, "r5", "2024-03-08", "r5", r5, 1);
  (void)test_put(t, "r6", "2024-03-09", "r6", r6, 1);
  (void)test_put(t, "r7", "2024-03-10", "r7", r7, 2);
  (void)test_put(t, "r8", "2024-03-11", "r8", r8, 2);
  (void)test_put(t, "r9", "2024-03-12", "r9", r9, 1);
  (void)test_put(t, "r10", "2024-03-13", "r10", r10, 2);
  (void)test_put(t, "r11", "2024-03-20", "r11", r11, 1);
}

typedef struct crisis {
  test_store store;
  nst_picture *picture;
} crisis;

static nst_picture *picture_of(test_store *t, nst_picture_request request) {
  nst_picture *picture = NULL;
  nst_error error = {0};
  if (nst_picture_new(t->store, &request, &picture, &error) != NST_OK) fail_msg("%s", error.message);
  return picture;
}

static int set_up(void **state) {
  static crisis c;
  test_store_new(&c.store);
  tell_crisis(&c.store);
  c.picture = picture_of(&c.store, (nst_picture_request){.subject = "ERI-ETH"});
  *state = &c;
  return 0;
}

static int tear_down(void **state) {
  crisis *c = *state;
  nst_picture_free(c->picture);
  test_store_remove(&c->store);
  return 0;
}

static const nst_line *line(void **state, nst_ledger ledger, size_t i) {
  const crisis *c = *state;
  const nst_line *l = nst_picture_line(c->picture, ledger, i);
  assert_non_null(l);
  return l;
}

static size_t count(void **state, nst_ledger ledger) {
  const crisis *c = *state;
  return nst_picture_count(c->picture, ledger);
}

static void talks(void **state) {
  assert_int_equal(count(state, NST_LEDGER_TALKS), 3);
  const nst_line *agreed = line(state, NST_LEDGER_TALKS, 0), *held = line(state, NST_LEDGER_TALKS, 1);
  assert_int_equal(agreed->state, NST_STATE_AGREED);
  assert_int_equal(held->state, NST_STATE_HELD);
  assert_string_equal(held->medium, "phone");
  assert_string_equal(held->asked_by, "ETH GOV");
  assert_int_equal(held->round, 2);
  assert_true(held->mutual);
  assert_int_equal(line(state, NST_LEDGER_TALKS, 2)->state, NST_STATE_ASKED);
}

static void forces(void **state) {
  assert_int_equal(count(state, NST_LEDGER_FORCES), 2);
  const nst_line *back = line(state, NST_LEDGER_FORCES, 0), *massed = line(state, NST_LEDGER_FORCES, 1);
  assert_int_equal(back->state, NST_STATE_DOUBTED);
  assert_string_equal(back->according_to, "ETH:GOV");
  assert_string_equal(back->other_words, "UNO");
  assert_int_equal(back->n_reports, 2);
  assert_int_equal(massed->state, NST_STATE_PRESENT);
  assert_true(massed->has_low && massed->has_high);
  assert_true(massed->low == 20000 && massed->high == 40000); /* over both reports */
  assert_string_equal(massed->place, "Zalambessa");
  assert_string_equal(massed->according_to, "USA:GOV");
  assert_string_equal(massed->docs[0], "r1");
  assert_string_equal(massed->docs[1], "r2");
}

static void conditions(void **state) {
  assert_int_equal(count(state, NST_LEDGER_CONDITIONS), 1); /* the other one names no target */
  const nst_line *l = line(state, NST_LEDGER_CONDITIONS, 0);
  assert_int_equal(l->state, NST_STATE_MET);
  assert_string_equal(l->condition, "if a single shot is fired");
  assert_string_equal(l->other_day, "2024-03-12");
  assert_string_equal(l->other_words, "ERI GOV: closed the border");
}

static void demands(void **state) {
  assert_int_equal(count(state, NST_LEDGER_DEMANDS), 2);
  const nst_line *talks_wanted = line(state, NST_LEDGER_DEMANDS, 0),
                 *out = line(state, NST_LEDGER_DEMANDS, 1);
  assert_int_equal(talks_wanted->state, NST_STATE_MET);
  assert_int_equal(out->state,
                   NST_STATE_REFUSED); /* the withdrawal that was claimed on the 8th is disputed */
  assert_string_equal(out->other_day, "2024-03-13");
}

static void claims(void **state) {
  bool denied = false, doubted = false;
  for (size_t i = 0; i < count(state, NST_LEDGER_CLAIMS); i++) {
    const nst_line *l = line(state, NST_LEDGER_CLAIMS, i);
    if (l->type == NST_ACCUSE) {
      denied = l->state == NST_STATE_DENIED;
      assert_string_equal(l->other_words, "ETH GOV: denied");
    }
    if (l->type == NST_RETREAT) doubted = l->state == NST_STATE_DOUBTED;
  }
  assert_true(denied);
  assert_true(doubted);
}

static void casualties(void **state) {
  assert_int_equal(count(state, NST_LEDGER_CASUALTIES), 1);
  const nst_line *l = line(state, NST_LEDGER_CASUALTIES, 0);
  assert_int_equal(l->kind, NST_Q_KILLED);
  assert_true(l->has_low && l->low == 12);
  assert_false(l->has_high); /* "at least 15" */
  assert_int_equal(l->n_sources, 2);
}

static void facts(void **state) {
  const crisis *c = *state;
  const nst_picture_facts *f = nst_picture_about(c->picture);
  assert_string_equal(f->a, "ERI");
  assert_string_equal(f->b, "ETH");
  assert_int_equal(f->events, 12);
  assert_int_equal(f->disputed, 1);
  assert_string_equal(f->first_day, "2024-03-01");
  assert_string_equal(f->last_day, "2024-03-20");
  assert_true(f->deaths_low == 12 && f->deaths_high == 15);
}

static void country_and_limits(void **state) {
  crisis *c = *state;
  nst_picture *p = picture_of(&c->store, (nst_picture_request){.subject = "ETH", .limit = 1});
  assert_int_equal(nst_picture_count(p, NST_LEDGER_CONDITIONS), 1);
  assert_int_equal(nst_picture_total(p, NST_LEDGER_CONDITIONS), 2);
  assert_int_equal(nst_picture_line(p, NST_LEDGER_CONDITIONS, 0)->state, NST_STATE_OPEN);
  assert_null(nst_picture_line(p, NST_LEDGER_CONDITIONS, 1));
  nst_picture_free(p);
  p = picture_of(&c->store, (nst_picture_request){.subject = "ERI-ETH", .since = "2024-03-12"});
  assert_int_equal(nst_picture_total(p, NST_LEDGER_FORCES), 0);
  nst_picture_free(p);
  p = picture_of(&c->store, (nst_picture_request){.subject = "FRA-DEU"});
  assert_int_equal(nst_picture_about(p)->events, 0);
  nst_picture_free(p);
  nst_picture_request wrong = {.subject = "Russia"};
  nst_error error;
  assert_int_equal(nst_picture_new(c->store.store, &wrong, &p, &error), NST_ARGUMENT);
  assert_null(p);
}

static void as_json(void **state) {
  crisis *c = *state;
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_picture_json(&buf, c->picture);
  nst_buf_char(&buf, '\0');
  assert_non_null(strstr(buf.p, "{\"subject\":\"ERI-ETH\",\"events\":12"));
  assert_non_null(strstr(buf.p, "\"asked_by\":\"ETH GOV\""));
  assert_non_null(strstr(buf.p, "\"quantity\":{\"kind\":\"killed\",\"low\":12,\"high\":null"));
  assert_non_null(strstr(buf.p, "\"doc\":\"r2\""));
  nst_buf_free(&buf);
}

/** Answers of every kind, one pair for each. */
static void answers(void **state) {
  (void)state;
  test_store t;
  test_store_new(&t);
  const test_event asks[] = {
      {.type = NST_REQUEST, .source = "FRA", .target = "DEU", .content = NST_AID},
      {.type = NST_REQUEST, .source = "ITA", .target = "ESP"},
      {.type = NST_THREATEN, .source = "POL", .target = "CZE", .content = NST_SANCTION, .condition = "if"},
      {.type = NST_THREATEN, .source = "GRC", .target = "TUR", .content = NST_SANCTION, .condition = "if"},
      {.type = NST_MOBILIZE, .source = "IND", .target = "PAK", .kind = NST_Q_WEAPONS, .low = 8},
      {.type = NST_CONSULT, .source = "IRN", .target = "OMN", .kind = NST_Q_DURATION, .low = 50},
      {.type = NST_REJECT, .source = "IRN", .target = "OMN", .content = NST_CONSULT},
      {.type = NST_CONSULT, .source = "KEN", .target = "UGA", .status = NST_DISPUTED, .speaker = "UNO"},
      {.type = NST_ASSAULT, .source = "SDN", .target = "TCD", .kind = NST_Q_INJURED, .low = 4}};
  const test_event later[] = {
      {.type = NST_REJECT, .source = "DEU", .target = "FRA", .content = NST_AID},
      {.type = NST_AGREE, .source = "ESP", .target = "ITA"},
      {.type = NST_REJECT, .source = "POL", .target = "CZE", .content = NST_SANCTION},
      {.type = NST_THREATEN,
       .source = "GRC",
       .target = "TUR",
       .content = NST_SANCTION,
       .status = NST_NEGATED,
       .from = "2024-02-20"},
      {.type = NST_REJECT, .source = "PAK", .target = "IND", .content = NST_MOBILIZE}};
  (void)test_put(&t, "asks", "2024-02-01", "asks", asks, 9);
  (void)test_put(&t, "later", "2024-02-10", "later", later, 5);
  const struct {
    const char *subject;
    nst_ledger ledger;
    nst_line_state state;
  } want[] = {{"DEU-FRA", NST_LEDGER_DEMANDS, NST_STATE_REFUSED},
              {"ESP-ITA", NST_LEDGER_DEMANDS, NST_STATE_AGREED},
              {"CZE-POL", NST_LEDGER_CONDITIONS, NST_STATE_WITHDRAWN},
              {"TUR", NST_LEDGER_CONDITIONS, NST_STATE_WITHDRAWN},
              {"PAK", NST_LEDGER_FORCES, NST_STATE_DOUBTED},
              {"IRN-OMN", NST_LEDGER_TALKS, NST_STATE_REFUSED},
              {"KEN-UGA", NST_LEDGER_TALKS, NST_STATE_DOUBTED},
              {"KEN", NST_LEDGER_CLAIMS, NST_STATE_DOUBTED},
              {"SDN-TCD", NST_LEDGER_CASUALTIES, NST_STATE_NONE}};
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    nst_picture *p = picture_of(&t, (nst_picture_request){.subject = want[i].subject});
    size_t n = nst_picture_count(p, want[i].ledger);
    if (n == 0) fail_msg("%s: no line", want[i].subject);
    bool met = false;
    for (size_t k = 0; k < n; k++)
      met = met || nst_picture_line(p, want[i].ledger, k)->state == want[i].state;
    if (!met) fail_msg("%s: not %s", want[i].subject, nst_line_state_name(want[i].state));
    nst_picture_free(p);
  }
  test_store_remove(&t);
}

/** What is an answer to a demand or a claim, and what only looks like one. */
static void what_answers(void **state) {
  (void)state;
#define DEMAND(of) \
  { .type = NST_REQUEST, .source = "FRA", .target = "DEU", .content = (of) }
#define ANSWER(what, about, when) \
  { .type = (what), .source = "DEU", .target = "FRA", .content = (about), .from = (when) }
  const test_event claim = {.type = NST_ACCUSE, .source = "FRA", .target = "DEU", .content = NST_ASSAULT};
  const struct {
    test_event act, later;
    nst_line_state state;
  } cases[] = {
      /* the act itself */
      {DEMAND(NST_RETREAT), ANSWER(NST_RETREAT, 0, "2024-03-20"), NST_STATE_MET},
      {DEMAND(NST_RETREAT), ANSWER(NST_RETREAT, 0, "2024-05-20"), NST_STATE_OPEN}, /* too late */
      {DEMAND(NST_RETREAT), {.type = NST_RETREAT, .source = "DEU", .from = "2024-02-03"}, NST_STATE_MET},
      {DEMAND(NST_RETREAT), {.type = NST_RETREAT, .source = "FRA", .target = "DEU"}, NST_STATE_OPEN},
      {DEMAND(NST_RETREAT), {.type = NST_RETREAT, .source = "DEU", .target = "POL"}, NST_STATE_OPEN},
      {DEMAND(NST_RETREAT),
       {.type = NST_RETREAT, .source = "DEU", .target = "FRA", .status = NST_DISPUTED},
       NST_STATE_OPEN},
      {DEMAND(NST_AID), {.type = NST_AID, .source = "DEU", .from = "2024-02-03"}, NST_STATE_OPEN},
      {DEMAND(NST_CONSULT),
       {.type = NST_CONSULT, .source = "FRA", .target = "DEU", .mutual = true},
       NST_STATE_MET},
      {DEMAND(NST_CONCEDE), ANSWER(NST_CONCEDE, 0, "2024-03-20"), NST_STATE_MET},
      {DEMAND(NST_AGREE), ANSWER(NST_AGREE, 0, "2024-03-20"), NST_STATE_MET},
      {DEMAND(NST_AGREE), ANSWER(NST_AGREE, NST_CONSULT, "2024-02-03"), NST_STATE_OPEN},
      {DEMAND(NST_REJECT), ANSWER(NST_REJECT, NST_AID, "2024-02-03"), NST_STATE_MET},
      {DEMAND(NST_REJECT), ANSWER(NST_REJECT, NST_REQUEST, "2024-02-03"), NST_STATE_REFUSED},
      {DEMAND(NST_REJECT), ANSWER(NST_REJECT, 0, "2024-02-03"), NST_STATE_OPEN},
      /* acceptance */
      {DEMAND(NST_AID), ANSWER(NST_AGREE, NST_AID, "2024-03-20"), NST_STATE_AGREED},
      {DEMAND(NST_AID), ANSWER(NST_AGREE, NST_CONSULT, "2024-02-03"), NST_STATE_OPEN},
      {DEMAND(NST_AID), ANSWER(NST_CONCEDE, NST_REQUEST, "2024-03-20"), NST_STATE_AGREED},
      {DEMAND(0), ANSWER(NST_AGREE, 0, "2024-02-10"), NST_STATE_AGREED},
      {DEMAND(0), ANSWER(NST_AGREE, 0, "2024-03-10"), NST_STATE_OPEN},
      {DEMAND(0), ANSWER(NST_AGREE, NST_CONSULT, "2024-02-03"), NST_STATE_OPEN},
      /* refusal */
      {DEMAND(NST_AID), ANSWER(NST_REJECT, NST_AID, "2024-03-20"), NST_STATE_REFUSED},
      {DEMAND(NST_AID), ANSWER(NST_REJECT, NST_REQUEST, "2024-03-20"), NST_STATE_REFUSED},
      {DEMAND(NST_AID), ANSWER(NST_REJECT, 0, "2024-02-10"), NST_STATE_REFUSED},
      {DEMAND(NST_AID), ANSWER(NST_REJECT, 0, "2024-03-10"), NST_STATE_OPEN},
      {DEMAND(0), ANSWER(NST_REJECT, NST_ACCUSE, "2024-02-03"), NST_STATE_OPEN}, /* denies blame */
      {DEMAND(0), ANSWER(NST_REJECT, NST_CONSULT, "2024-02-03"), NST_STATE_OPEN},
      /* claims */
      {claim, ANSWER(NST_REJECT, NST_ACCUSE, "2024-03-20"), NST_STATE_DENIED},
      {claim, ANSWER(NST_REJECT, NST_ASSAULT, "2024-03-20"), NST_STATE_DENIED},
      {claim, ANSWER(NST_REJECT, NST_CONSULT, "2024-02-03"), NST_STATE_CLAIMED},
      {claim,
       {.type = NST_REJECT, .source = "DEU", .content = NST_ACCUSE, .from = "2024-02-03"},
       NST_STATE_DENIED},
      {claim,
       {.type = NST_REJECT, .source = "POL", .target = "FRA", .content = NST_ACCUSE},
       NST_STATE_CLAIMED},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    test_store t;
    test_store_new(&t);
    (void)test_put(&t, "act", "2024-02-01", "act", &cases[i].act, 1);
    (void)test_put(&t, "later", "2024-02-02", "later", &cases[i].later, 1);
    static const char *const subjects[] = {"DEU", "FRA-DEU"}; /* country and dyad say the same */
    for (size_t k = 0; k < 2; k++) {
      nst_picture *p = picture_of(&t, (nst_picture_request){.subject = subjects[k]});
      nst_ledger ledger = cases[i].act.type == NST_ACCUSE ? NST_LEDGER_CLAIMS : NST_LEDGER_DEMANDS;
      size_t n = nst_picture_count(p, ledger);
      assert_true(n > 0);
      const nst_line *l = nst_picture_line(p, ledger, n - 1);
      if (l->state != cases[i].state)
        fail_msg("case %zu, %s: %s, not %s", i, subjects[k], nst_line_state_name(l->state),
                 nst_line_state_name(cases[i].state));
      nst_picture_free(p);
    }
    test_store_remove(&t);
  }
#undef DEMAND
#undef ANSWER
}

static nst_actor said(const char *words, const char *name, const char *country) {
  return (nst_actor){{words, {0, 1}}, name, country, "", "", ""};
}

/** A report whose only event is `e`, with these speakers. */
static void put_told(test_store *t, const char *doc, const test_event *e, const nst_actor *speakers,
                     size_t n) {
  nst_event event = *test_event_of(t->arena, e, doc, "2024-02-01");
  event.attribution = speakers;
  event.n_attribution = n;
  const nst_event *records[] = {&event};
  nst_store_input input = {.report = {.id = doc, .date = "2024-02-01", .text = doc, .text_len = strlen(doc)},
                           .run = t->run};
  nst_store_outcome outcome;
  nst_error error = {0};
  assert_int_equal(nst_store_begin(t->store, &error), NST_OK);
  assert_int_equal(nst_store_put(t->store, &input, records, 1, &outcome, &error), NST_OK);
  assert_int_equal(nst_store_commit(t->store, &error), NST_OK);
}

static void words_of_a_line(void **state) {
  (void)state;
  test_store t;
  test_store_new(&t);
  const nst_actor chain[] = {said("The agency", "", "FRA"), said("a senior official", "Jean Roux", "FRA")};
  const nst_actor pronouns[] = {said("He", "Jean Roux", "FRA"), said("they", "", "DEU"), said("", "", "ITA"),
                                said("whoever", "", "")};
  const test_event twice = {.type = NST_ACCUSE, .source = "FRA:GOV,FRA:GOV,FRA:MIL", .target = "DEU"};
  const test_event other = {.type = NST_ACCUSE, .source = "DEU", .target = "FRA:GOV,FRA:GOV"};
  const test_event nameless = {
      .type = NST_ACCUSE, .source = "ITA", .target = ":,:,:CVL", .status = NST_DISPUTED};
  put_told(&t, "a", &twice, chain, 2);
  put_told(&t, "b", &other, pronouns, 4);
  put_told(&t, "c", &nameless, NULL, 0);
  nst_picture *p = picture_of(&t, (nst_picture_request){.subject = "DEU-FRA"});
  const nst_line *b = nst_picture_line(p, NST_LEDGER_CLAIMS, 0),
                 *a = nst_picture_line(p, NST_LEDGER_CLAIMS, 1);
  assert_string_equal(a->who, "FRA GOV, FRA MIL");
  assert_string_equal(a->according_to, "The agency > a senior official");
  assert_string_equal(b->whom, "FRA GOV");
  assert_string_equal(b->according_to, "Jean Roux > DEU > ITA > whoever");
  nst_picture_free(p);
  p = picture_of(&t, (nst_picture_request){.subject = "ITA"});
  const nst_line *c = nst_picture_line(p, NST_LEDGER_CLAIMS, 0);
  assert_string_equal(c->whom, ":, CVL"); /* two of the same words are one */
  nst_picture_free(p);
  test_store_remove(&t);
}

/** How long talks were, in every unit; how many, over several reports. */
static void figures_of_a_line(void **state) {
  (void)state;
  static const struct {
    const char *unit;
    double minutes;
  } units[] = {{"minute", 50},   {"hour", 3000},     {"day", 72000},
               {"week", 504000}, {"month", 2160000}, {"round", 0}};
  test_store t;
  test_store_new(&t);
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    char day[11];
    (void)snprintf(day, sizeof day, "2024-02-%02d", (int)(10 + 3 * i));
    const test_event talks = {
        .type = NST_CONSULT, .source = "FRA", .target = "DEU", .from = day, .mutual = true};
    nst_quantity lasted[] = {
        {NST_Q_DURATION, true, true, 50, 50, units[i].unit, {"so long", {0, 1}}},
        {NST_Q_DURATION, true, false, 9, 0, "hour", {"the second is passed over", {0, 1}}},
        {NST_Q_ROUND, true, true, 3, 3, "", {"third", {0, 1}}},
        {NST_Q_ROUND, true, true, 4, 4, "", {"fourth", {0, 1}}}};
    nst_event event = *test_event_of(t.arena, &talks, day, day);
    event.quantities = lasted;
    event.n_quantities = 4;
    const nst_event *records[] = {&event};
    nst_store_input input = {.report = {.id = day, .date = day, .text = day, .text_len = 10}, .run = t.run};
    nst_store_outcome outcome;
    nst_error error = {0};
    assert_int_equal(nst_store_begin(t.store, &error), NST_OK);
    assert_int_equal(nst_store_put(t.store, &input, records, 1, &outcome, &error), NST_OK);
    assert_int_equal(nst_store_commit(t.store, &error), NST_OK);
  }
  nst_picture *p = picture_of(&t, (nst_picture_request){.subject = "DEU-FRA"});
  size_t n = sizeof units / sizeof *units;
  assert_int_equal(nst_picture_count(p, NST_LEDGER_TALKS), n);
  for (size_t i = 0; i < n; i++) {
    const nst_line *l = nst_picture_line(p, NST_LEDGER_TALKS, n - 1 - i);
    if (units[i].minutes > 0) assert_true(l->duration_low == units[i].minutes);
    assert_int_equal(l->round, 3);
  }
  nst_picture_free(p);
  /* killed: 5, at least 3, at most 9, and none of the injured of the same event */
  const test_event killed[] = {
      {.type = NST_ASSAULT, .source = "KEN", .target = "UGA", .kind = NST_Q_KILLED, .low = 5},
      {.type = NST_ASSAULT, .source = "KEN", .target = "UGA", .kind = NST_Q_KILLED, .low = 3, .high = -1},
      {.type = NST_ASSAULT, .source = "KEN", .target = "UGA", .kind = NST_Q_INJURED, .low = 9},
      {.type = NST_ASSAULT, .source = "KEN", .target = "UGA", .kind = NST_Q_TROOPS, .low = 100}};
  for (size_t i = 0; i < 4; i++) {
    char doc[8];
    (void)snprintf(doc, sizeof doc, "k%zu", i);
    (void)test_put(&t, doc, "2024-03-01", doc, &killed[i], 1);
  }
  p = picture_of(&t, (nst_picture_request){.subject = "KEN"});
  assert_int_equal(nst_picture_count(p, NST_LEDGER_CASUALTIES), 2);
  const nst_line *dead = nst_picture_line(p, NST_LEDGER_CASUALTIES, 0),
                 *hurt = nst_picture_line(p, NST_LEDGER_CASUALTIES, 1);
  assert_true(dead->kind == NST_Q_KILLED && dead->low == 3 && !dead->has_high);
  assert_true(hurt->kind == NST_Q_INJURED && hurt->low == 9 && hurt->high == 9);
  assert_true(nst_picture_about(p)->deaths_low == 3 && nst_picture_about(p)->deaths_high == 5);
  nst_picture_free(p);
  test_store_remove(&t);
}

/** Nobody knows what came before or after an act without a date. */
static void acts_without_a_date_have_no_answer(void **state) {
  (void)state;
  test_store t;
  test_store_new(&t);
  const test_event asked = {
      .type = NST_REQUEST, .source = "FRA", .target = "DEU", .content = NST_CONSULT, .from = ""};
  const test_event met = {.type = NST_CONSULT, .source = "FRA", .target = "DEU", .mutual = true, .from = ""};
  (void)test_put(&t, "a", "", "a", &asked, 1);
  (void)test_put(&t, "b", "", "b", &met, 1);
  (void)test_put(&t, "c", "2024-02-01", "c",
                 &(test_event){.type = NST_CONSULT, .source = "FRA", .target = "DEU"}, 1);
  nst_picture *p = picture_of(&t, (nst_picture_request){.subject = "DEU-FRA"});
  assert_int_equal(nst_picture_line(p, NST_LEDGER_DEMANDS, 0)->state, NST_STATE_OPEN);
  for (size_t i = 0; i < nst_picture_count(p, NST_LEDGER_TALKS); i++)
    assert_string_equal(nst_picture_line(p, NST_LEDGER_TALKS, i)->asked_by, "");
  assert_string_equal(nst_picture_about(p)->first_day, "2024-02-01");
  nst_picture_free(p);
  test_store_remove(&t);
}

/** Talks were asked for by the last request since the talks before. */
static void who_asked_for_talks(void **state) {
  (void)state;
  test_store t;
  test_store_new(&t);
  const test_event ask = {.type = NST_REQUEST, .source = "FRA", .target = "DEU", .content = NST_CONSULT};
  const test_event met = {.type = NST_CONSULT, .source = "FRA", .target = "DEU", .mutual = true};
  const test_event cancelled = {
      .type = NST_CONSULT, .source = "FRA", .target = "DEU", .mutual = true, .status = NST_NEGATED};
  const test_event other = {.type = NST_ACCUSE, .source = "DEU", .target = "FRA"};
  const test_event many = {.type = NST_REQUEST, .source = "FRA", .target = "ITA,DEU", .content = NST_CONSULT};
  (void)test_put(&t, "a", "2024-01-01", "a", &ask, 1);
  (void)test_put(&t, "b", "2024-01-05", "b", &cancelled, 1);
  (void)test_put(&t, "c", "2024-01-06", "c", &other, 1);
  (void)test_put(&t, "d", "2024-01-10", "d", &met, 1);
  (void)test_put(&t, "e", "2024-01-20", "e", &met, 1);
  (void)test_put(&t, "f", "2024-02-20", "f", &many, 1);
  (void)test_put(&t, "g", "2024-06-20", "g", &met, 1);
  nst_picture *p = picture_of(&t, (nst_picture_request){.subject = "DEU-FRA", .until = "2024-02"});
  const struct { const char *day, *asked_by; } want[] = {{"2024-01-20", ""}, {"2024-01-10", "FRA"}};
  size_t found = 0;
  for (size_t i = 0; i < nst_picture_count(p, NST_LEDGER_TALKS); i++) {
    const nst_line *l = nst_picture_line(p, NST_LEDGER_TALKS, i);
    for (size_t k = 0; k < 2; k++) {
      if (strcmp(l->from, want[k].day) != 0) continue;
      assert_string_equal(l->asked_by, want[k].asked_by);
      found++;
    }
  }
  assert_int_equal(found, 2);
  nst_picture_free(p);
  p = picture_of(&t, (nst_picture_request){.subject = "FRA"}); /* 120 days are too long; ITA was asked too */
  assert_string_equal(nst_picture_line(p, NST_LEDGER_TALKS, 0)->asked_by, "");
  assert_string_equal(nst_picture_line(p, NST_LEDGER_DEMANDS, 0)->whom, "ITA, DEU");
  assert_int_equal(nst_picture_line(p, NST_LEDGER_DEMANDS, 0)->state, NST_STATE_OPEN);
  nst_picture_free(p);
  (void)test_put(&t, "h", "2024-03-01", "h",
                 &(test_event){.type = NST_CONSULT, .source = "DEU", .target = "FRA"}, 1);
  p = picture_of(&t, (nst_picture_request){.subject = "FRA"}); /* the second of those asked came */
  assert_int_equal(nst_picture_line(p, NST_LEDGER_DEMANDS, 0)->state, NST_STATE_MET);
  nst_picture_free(p);
  test_store_remove(&t);
}

static void names(void **state) {
  (void)state;
  assert_string_equal(nst_ledger_name(NST_LEDGER_TALKS), "talks");
  assert_null(nst_ledger_name(NST_LEDGER_COUNT));
  assert_string_equal(nst_line_state_name(NST_STATE_DENIED), "denied");
  assert_string_equal(nst_line_state_name((nst_line_state)99), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define IN_CRISIS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
      IN_CRISIS(talks),
      IN_CRISIS(forces),
      IN_CRISIS(conditions),
      IN_CRISIS(demands),
      IN_CRISIS(claims),
      IN_CRISIS(casualties),
      IN_CRISIS(facts),
      IN_CRISIS(country_and_limits),
      IN_CRISIS(as_json),
      cmocka_unit_test(answers),
      cmocka_unit_test(what_answers),
      cmocka_unit_test(words_of_a_line),
      cmocka_unit_test(figures_of_a_line),
      cmocka_unit_test(acts_without_a_date_have_no_answer),
      cmocka_unit_test(who_asked_for_talks),
      cmocka_unit_test(names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
