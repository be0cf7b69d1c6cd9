/* relate.c - a report and two spans through the stages, to the event between them. */
#include "doc/tree.h"
#include "engine/engine_int.h"

/* The table of weights is read when it is first asked for: coding does not need it. */
static nst_status weights(nst_coder *coder) {
  if (coder->relate) return NST_OK;
  const nst_section *section = nst_packfile_section(coder->pack->file, "relate/relate.tsv");
  if (!coder->relate_arena) coder->relate_arena = nst_arena_new(coder->allocator);
  if (!coder->relate_arena) return NST_NOMEM;
  return nst_relate_weights_read(coder->relate_arena, section ? nst_section_text(section) : NST_STR(""),
                                 &coder->relate, &coder->error);
}

static nst_status relate(nst_coder *coder, nst_doc *doc, nst_span source, nst_span target,
                         nst_relation *out) {
  const nst_pack *pack = coder->pack;
  nst_evidence evidence = {0}, why = {0};
  NST_TRY(weights(coder));
  NST_TRY(nst_text_run(doc, pack->words));
  NST_TRY(nst_syntax_run(coder->tagger, doc));
  nst_tree_mend(doc);
  NST_TRY(nst_actors_run(pack->actors, doc));
  NST_TRY(nst_relate_evidence(pack->events, doc, source, target, &evidence));
  NST_TRY(nst_relate_score(coder->relate, doc, &evidence, out->score, &out->type, &why));
  out->why = why.items;
  out->n_why = why.n;
  out->evidence = evidence.items;
  out->n_evidence = evidence.n;
  return nst_arena_failed(doc->arena) ? NST_NOMEM : NST_OK;
}

nst_status nst_relate(nst_coder *coder, const nst_report *report, nst_span source, nst_span target,
                      nst_relation *out) {
  if (!coder || !out) return NST_ARGUMENT;
  *out = (nst_relation){.type = NST_EVENT_NONE};
  nst_doc *doc = nst_coder_begin(coder);
  if (!doc) return nst_coder_end(coder, NST_NOMEM);
  if (!report) return nst_coder_end(coder, NST_ARGUMENT);
  nst_status status = nst_coder_set_report(doc, report);
  if (status == NST_OK) status = relate(coder, doc, source, target, out);
  if (status != NST_OK) *out = (nst_relation){.type = NST_EVENT_NONE};
  return nst_coder_end(coder, status);
}
