/* code.c - mode, contexts, CAMEO code and Goldstein value of a candidate.
 *
 * In: a candidate with type, content and entry. Out: the most specific code that the entry, or the table of acts
 * about acts (ontology/content.tsv), gives. */
#include "events/contents.h"
#include "events/stage.h"

static bool entry_fits(const nst_event_lexicon *x, const nst_candidate *c) {
  const nst_frame_def *d = c->entry->def;
  const nst_cameo *code = d->cameo[0] ? nst_ontology_cameo(x->ontology, nst_str_of(d->cameo)) : NULL;
  return d->type == c->type && code;
}

static const char *code_of(const nst_event_lexicon *x, const nst_candidate *c, const char *inner_cameo) {
  const nst_frame_def *d = c->entry->def;
  const char *special = nst_contents_find(x->contents, c->type, c->content, inner_cameo);
  bool general =
      !entry_fits(x, c) || (d->cameo[0] && strlen(d->cameo) >= 3 && d->cameo[2] == '0' && !d->cameo[3]);
  if (special && general) return special;
  if (entry_fits(x, c)) return d->cameo;
  const nst_plover *p = nst_ontology_plover(x->ontology, c->type, "");
  return p ? p->cameo : "";
}

static nst_status set_contexts(const nst_event_lexicon *x, const nst_doc *doc, nst_candidate *c,
                               const nst_cameo *code) {
  const char **list = nst_arena_array(doc->arena, 12, sizeof *list);
  if (!list) return NST_NOMEM;
  size_t n = 0;
  nst_str rest = nst_str_of(c->entry->def->contexts), name;
  while (n < 6 && nst_str_cut(&rest, ',', &name)) {
    const char *known = nst_ontology_context(x->ontology, name);
    if (known) list[n++] = known;
  }
  for (size_t i = 0; code && i < code->n_contexts && n < 12; i++) {
    bool there = false;
    for (size_t k = 0; k < n; k++) there = there || strcmp(list[k], code->contexts[i]) == 0;
    if (!there) list[n++] = code->contexts[i];
  }
  c->contexts = list;
  c->n_contexts = n;
  return NST_OK;
}

nst_status nst_candidate_code(const nst_event_lexicon *x, const nst_candidates *all, const nst_doc *doc,
                              nst_candidate *c) {
  const nst_frame_def *d = c->entry->def;
  c->cameo = d->cameo;
  c->mode = d->mode;
  if (!x->ontology) return NST_OK;
  const char *inner = c->inner >= 0        ? all->items[c->inner].entry->def->cameo
                      : d->type != c->type ? d->cameo
                                           : "";
  c->cameo = code_of(x, c, inner);
  const nst_cameo *code = nst_ontology_cameo(x->ontology, nst_str_of(c->cameo));
  c->goldstein = code ? code->goldstein : 0;
  c->mode =
      d->type == c->type && nst_ontology_has_mode(x->ontology, c->type, nst_str_of(d->mode)) ? d->mode : "";
  if (!c->mode[0] && code && nst_ontology_has_mode(x->ontology, c->type, nst_str_of(code->mode)))
    c->mode = code->mode;
  return set_contexts(x, doc, c, code);
}
