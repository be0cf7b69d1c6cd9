/* home_evidence.c - for train/home.py: what speaks for each land that a role without a country may belong to.
 *
 *   home_evidence PACK REPORTS.jsonl > EVIDENCE.jsonl
 *
 * One line for each role word that names no country itself: report, sentence, word, kind of role, the lands in question
 * with their evidence, the land that the program gives it, and `told`: the one land that the report names with this
 * word wherever it names one ("" where it names none or several). */
#include <stdio.h>
#include <stdlib.h>

#define nst_stage nst_engine_stage /* of the stages that engine.h counts; not the one of src/actors */
#include "engine/engine_int.h"
#undef nst_stage
#include "actors/home.h"
#include "doc/tree.h"
#include "ingest/ingest.h"

static bool is_bare(const nst_stage *st, uint32_t i) {
  const nst_note *n = &st->notes[i];
  return n->agent != NST_NONE && !n->own_country && !n->modifier &&
         st->doc->mentions.items[i].kind == NST_MENTION_NOMINAL &&
         (nst_stage_entry(st, n->agent)->flags & (NST_AGENT_WORLD | NST_AGENT_THING)) == 0;
}

/* The one land that the report names with the same word. */
static const char *told(const nst_stage *st, uint32_t mention) {
  const nst_mentions *all = &st->doc->mentions;
  nst_str lemma = nst_tok(st->doc, (int32_t)all->items[mention].head)->lemma;
  const char *land = "";
  for (uint32_t i = 0; i < all->n; i++) {
    const nst_mention *m = &all->items[i];
    if (!st->notes[i].own_country || st->notes[i].modifier || m->n_who != 1 || !m->who[0].country[0])
      continue;
    if (!nst_str_eq(nst_tok(st->doc, (int32_t)m->head)->lemma, lemma)) continue;
    if (land[0] && strcmp(land, m->who[0].country) != 0) return "";
    land = m->who[0].country;
  }
  return land;
}

static void print_evidence(const nst_stage *st, uint32_t mention) {
  const nst_mention *m = &st->doc->mentions.items[mention];
  const nst_token *t = nst_tok(st->doc, (int32_t)m->head);
  if (m->n_who != 1) return;
  nst_home_kind kind = nst_home_kind_of(m->who[0].sector);
  nst_home_land lands[NST_HOME_LANDS];
  uint32_t n =
      nst_home_read(st, m->head, (int32_t)mention, nst_role_before(st, (int32_t)mention), kind, lands);
  if (n < 2) return;
  printf("{\"doc\":\"%s\",\"sentence\":%u,\"span\":[%u,%u],\"word\":\"%.*s\",\"kind\":%d,\"given\":\"%s\","
         "\"told\":\"%s\",\"lands\":{",
         st->doc->id, t->sentence, m->span.begin, m->span.end, (int)t->lower.len, t->lower.p, (int)kind,
         m->who[0].country, told(st, mention));
  for (uint32_t i = 0; i < n; i++) {
    printf("%s\"%s\":[", i ? "," : "", nst_stage_entry(st, lands[i].country)->country);
    for (int e = 0; e < NST_HOME_COUNT; e++) printf("%s%d", e ? "," : "", lands[i].value[e]);
    printf("]");
  }
  printf("}}\n");
}

static bool read_report(const nst_pack *pack, nst_tagger *tagger, const nst_report *report) {
  nst_arena *arena = nst_arena_new(nst_allocator_or_default((nst_allocator){0}));
  nst_doc *doc = arena ? nst_doc_new(arena) : NULL;
  nst_error error = {.status = NST_OK};
  nst_stage st;
  if (!doc) return false;
  doc->error = &error;
  bool ok = nst_coder_set_report(doc, report) == NST_OK && nst_text_run(doc, pack->words) == NST_OK &&
            nst_syntax_run(tagger, doc) == NST_OK;
  if (ok) nst_tree_mend(doc);
  ok = ok && nst_stage_open(&st, pack->actors, doc) == NST_OK;
  for (uint32_t i = 0; ok && i < doc->mentions.n && !st.no_memory; i++) nst_settle(&st, (int32_t)i, 6);
  for (uint32_t i = 0; ok && i < doc->mentions.n; i++)
    if (is_bare(&st, i)) print_evidence(&st, i);
  nst_arena_free(arena);
  return ok;
}

int main(int argc, char **argv) {
  nst_error error;
  nst_pack *pack = NULL;
  nst_tagger *tagger = NULL;
  nst_ingest *in = NULL;
  nst_allocator allocator = nst_allocator_or_default((nst_allocator){0});
  if (argc != 3 || nst_pack_open(argv[1], NULL, &pack, &error) != NST_OK ||
      nst_tagger_new(pack->model, allocator, NULL, &tagger) != NST_OK ||
      nst_ingest_open(argv[2], allocator, &in, &error) != NST_OK) {
    fprintf(stderr, "usage: home_evidence PACK REPORTS.jsonl\n");
    return 2;
  }
  nst_report report;
  bool end = false;
  while (nst_ingest_next(in, &report, &end, &error) == NST_OK && !end)
    if (!read_report(pack, tagger, &report)) fprintf(stderr, "skipped: %s\n", report.id);
  nst_ingest_free(in);
  nst_tagger_free(tagger);
  nst_pack_free(pack);
  return 0;
}
