/* events.c - the events stage: its lexicon, and its steps in order.
 *
 * In: the language pack, then documents with trees and mentions. Out: doc->events. */
#include "events/events.h"

#include "events/choose.h"
#include "events/contents.h"
#include "events/frame_draft.h"
#include "events/stage.h"

static nst_status read_pack(nst_event_lexicon *x, const nst_packfile *pack, nst_error *error) {
  if (!pack) return NST_OK; /* a file is checked alone: nothing will be coded with it */
  enum { FILES = 7 };
  nst_str text[FILES];
  static const char *const names[FILES] = {
      "ontology/cameo.tsv", "ontology/plover.tsv", "ontology/contexts.tsv", "ontology/content.tsv",
      "score/topics.tsv",   "score/event.tsv",     "score/kinds.tsv"};
  for (int i = 0; i < FILES; i++) {
    text[i] = NST_STR("");
    const nst_section *section = nst_packfile_section(pack, names[i]);
    if (section) text[i] = nst_section_text(section);
  }
  if (text[0].len) NST_TRY(nst_ontology_read(x->arena, text[0], text[1], text[2], &x->ontology, error));
  const nst_section *choose = nst_packfile_section(pack, "choose/choose.tsv");
  if (choose && choose->len)
    NST_TRY(nst_choose_weights_read(x->arena, nst_section_text(choose), &x->choose, error));
  NST_TRY(nst_contents_read(x->arena, text[3], &x->contents, error));
  NST_TRY(nst_topics_read(x->arena, text[4], &x->topics, error));
  NST_TRY(nst_topics_read(x->arena, text[6], &x->kinds, error));
  return nst_score_read(x->arena, text[5], &x->score, error);
}

static void read_grammar(nst_event_lexicon *x) {
  const struct {
    const nst_word_set **set;
    const char *name;
  } lists[] = {{&x->grammar.speech, "speech"},
               {&x->grammar.subject_control, "subject_control"},
               {&x->grammar.transparent, "containers"},
               {&x->grammar.gerund_control, "gerund_control"},
               {&x->grammar.quantity, "quantities"},
               {&x->grammar.aspect, "aspect"},
               {&x->grammar.intend, "intend"},
               {&x->grammar.wish, "wish"},
               {&x->grammar.attempt, "attempt"},
               {&x->grammar.time_word, "time_words"},
               {&x->grammar.about, "about"},
               {&x->grammar.irrealis_noun, "irrealis_nouns"},
               {&x->grammar.act, "acts"},
               {&x->grammar.news, "news_nouns"},
               {&x->grammar.vow, "vow"}};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    *lists[i].set = nst_frames_set(&x->frames, lists[i].name);
}

static nst_status read_extra(nst_frame_draft *draft, const char *path, nst_error *error) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_status status = nst_file_read(path, &buf, error);
  if (status == NST_OK)
    status = nst_frame_draft_read(draft, path, (nst_str){buf.p ? buf.p : "", (uint32_t)buf.len});
  nst_buf_free(&buf);
  return status;
}

static nst_status read_frames(nst_frame_draft *draft, const nst_packfile *pack, const char *const *extra,
                              size_t n_extra, nst_error *error) {
  nst_status worst = NST_OK;
  const nst_section *section = NULL;
  while (pack && (section = nst_packfile_next(pack, "frames/", ".frames", section)) != NULL) {
    nst_status status = nst_frame_draft_read(draft, section->name, nst_section_text(section));
    if (status != NST_OK && status != NST_LEXICON) return status;
    if (status != NST_OK) worst = status;
  }
  for (size_t i = 0; i < n_extra; i++) {
    if (!nst_str_ends(nst_str_of(extra[i]), ".frames")) continue;
    nst_status status = read_extra(draft, extra[i], error);
    if (status != NST_OK && status != NST_LEXICON) return status;
    if (status != NST_OK) worst = status;
  }
  return worst;
}

typedef struct frame_files {
  const nst_packfile *pack;
  const char *const *extra;
  size_t n_extra;
  nst_lint_fn lint;
  void *user;
} frame_files;

/* The frame files, read in an arena of their own and compiled into the lexicon's. */
static nst_status compile_frames(nst_event_lexicon *x, nst_frame_draft *draft, const frame_files *files,
                                 nst_error *error) {
  if (!nst_frame_draft_init(draft, draft->arena)) return NST_NOMEM;
  draft->ontology = x->ontology;
  draft->error = error;
  draft->lint = files->lint;
  draft->lint_user = files->user;
  NST_TRY(read_frames(draft, files->pack, files->extra, files->n_extra, error));
  nst_buf bytes;
  nst_buf_init(&bytes, nst_allocator_default());
  nst_status status = nst_frame_draft_compile(draft, &bytes);
  if (status == NST_OK) {
    const uint8_t *copy = (const uint8_t *)nst_arena_copy(x->arena, bytes.p, bytes.len);
    x->image = (nst_section){NST_FRAMES_SECTION, copy, bytes.len};
    if (!copy) status = NST_NOMEM;
  }
  nst_buf_free(&bytes);
  return status;
}

/* Compiled frames are taken from the pack, unless further files change them. */
static nst_status load_frames(nst_event_lexicon *x, const nst_packfile *pack, const char *const *extra,
                              size_t n_extra, nst_lint_fn lint, void *user, nst_error *error) {
  const nst_section *ready = pack ? nst_packfile_section(pack, NST_FRAMES_SECTION) : NULL;
  bool more = false;
  for (size_t i = 0; i < n_extra; i++) more = more || nst_str_ends(nst_str_of(extra[i]), ".frames");
  if (ready && !more) {
    x->image = *ready;
  } else {
    nst_arena *scratch = nst_arena_new(nst_allocator_default());
    if (!scratch) return NST_NOMEM;
    nst_frame_draft draft = {.arena = scratch};
    nst_status status = compile_frames(x, &draft, &(frame_files){pack, extra, n_extra, lint, user}, error);
    nst_arena_free(scratch);
    if (status != NST_OK) return status;
  }
  return nst_frames_open(x->arena, x->image.p, x->image.len, &x->frames, error);
}

nst_status nst_event_lexicon_load(nst_arena *arena, const nst_packfile *pack, const char *const *extra_paths,
                                  size_t n_extra, nst_lint_fn lint, void *user, nst_event_lexicon **out,
                                  nst_error *error) {
  *out = NULL;
  nst_event_lexicon *x = nst_arena_take(arena, sizeof *x);
  if (!x) return NST_NOMEM;
  x->arena = arena;
  NST_TRY(read_pack(x, pack, error));
  NST_TRY(load_frames(x, pack, extra_paths, n_extra, lint, user, error));
  read_grammar(x);
  *out = x;
  return NST_OK;
}

nst_section nst_event_lexicon_section(const nst_event_lexicon *x) {
  return x->image;
}

size_t nst_event_lexicon_count(const nst_event_lexicon *x) {
  return x->frames.entries.n;
}

static nst_status attributes(nst_doc *doc, nst_candidates *all) {
  for (size_t i = 0; i < all->n; i++) {
    nst_candidate *c = &all->items[i];
    if (c->dropped) continue;
    NST_TRY(nst_candidate_status(doc, c));
    bool announced = c->future && c->type != c->entry->def->type;
    if (announced &&
        c->status == NST_DISPUTED) { /* somebody doubts that it will happen: no promise of its own */
      c->type = c->entry->def->type;
      c->content = NST_EVENT_NONE;
    }
    if (c->entry->def->status >= 0) c->status = (nst_event_status)c->entry->def->status;
    NST_TRY(nst_candidate_condition(doc, c));
    NST_TRY(nst_candidate_attribution(doc, c));
    NST_TRY(nst_candidate_quantities(doc, c));
    NST_TRY(nst_candidate_time(doc, c));
    NST_TRY(nst_candidate_place(doc, c));
  }
  return NST_OK;
}

nst_status nst_events_candidates(const nst_event_lexicon *lexicon, nst_doc *doc, nst_candidates *all) {
  nst_scene scene = {doc, &lexicon->frames, &lexicon->grammar};
  NST_TRY(nst_lemmas_tidy(lexicon, doc));
  NST_TRY(nst_candidates_find(&scene, all));
  NST_TRY(nst_candidates_embed(&scene, all));
  NST_TRY(nst_candidates_about(&scene, all));
  NST_TRY(nst_candidates_repair(&scene, all));
  NST_TRY(nst_candidates_partner(&scene, all));
  return attributes(doc, all);
}

nst_status nst_events_run(const nst_event_lexicon *lexicon, nst_doc *doc, double threshold) {
  nst_candidates all = {0};
  nst_scene scene = {doc, &lexicon->frames, &lexicon->grammar};
  NST_TRY(nst_events_candidates(lexicon, doc, &all));
  NST_TRY(nst_candidates_focus(&scene, &all));
  NST_TRY(nst_candidates_crowd(&scene, &all));
  NST_TRY(nst_candidates_toll(&scene, &all));
  NST_TRY(nst_candidates_headline(&scene, &all));
  NST_TRY(nst_candidates_merge(&scene, &all));
  NST_TRY(nst_candidates_choose(&scene, lexicon->choose, &all));
  NST_TRY(nst_candidates_nobody(&scene, &all));
  if (threshold <= 0) threshold = nst_events_default_threshold();
  nst_outlook outlook = {.score = lexicon->score};
  nst_report_view_of(lexicon->topics, lexicon->kinds, doc, &all, &outlook.view);
  for (size_t i = 0; i < all.n; i++) {
    nst_candidate *c = &all.items[i];
    if (!c->dropped) NST_TRY(nst_candidate_business(doc, &outlook.view, c));
    if (!c->dropped) NST_TRY(nst_candidate_question(doc, c));
    if (c->dropped) continue;
    NST_TRY(nst_candidate_code(lexicon, &all, doc, c));
    nst_grounds grounds = {0};
    NST_TRY(nst_candidate_confidence(doc, &outlook, c, doc->explain ? &grounds : NULL));
    if (c->confidence < threshold) continue;
    NST_TRY(nst_candidate_record(doc, &all, c));
    if (doc->explain &&
        (!NST_PUSH(doc->arena, &doc->grounds, grounds) || !NST_PUSH(doc->arena, &doc->choices, c->choices)))
      return NST_NOMEM;
  }
  return doc->explain ? nst_candidates_explain(&scene, &all, threshold) : NST_OK;
}
