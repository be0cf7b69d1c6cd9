/* doc.c - an empty document, and the names of its tags. */
#include "doc/doc.h"

nst_doc *nst_doc_new(nst_arena *arena) {
  nst_doc *doc = nst_arena_take(arena, sizeof *doc);
  if (!doc) return NULL;
  doc->arena = arena;
  doc->id = doc->date = "";
  doc->day = NST_DAY_NONE;
  doc->input = NST_STR("");
  return doc;
}

static const char *const upos_names[] = {
#define NAME(name) #name,
    NST_UPOS_LIST(NAME)
#undef NAME
};

static const char *const deprel_names[] = {
#define NAME(name, label) label,
    NST_DEPREL_LIST(NAME)
#undef NAME
};

static const char *const feat_names[] = {
#define NAME(name, label) label,
    NST_FEAT_LIST(NAME)
#undef NAME
};

static const char *const entity_names[NST_ENT_COUNT] = {"O", "PER", "ORG", "LOC", "MISC"};

const char *nst_upos_name(nst_upos upos) {
  return (unsigned)upos < NST_UPOS_COUNT ? upos_names[upos] : NULL;
}

const char *nst_deprel_name(nst_deprel rel) {
  return (unsigned)rel < NST_REL_COUNT ? deprel_names[rel] : NULL;
}

const char *nst_entity_name(nst_entity entity) {
  return (unsigned)entity < NST_ENT_COUNT ? entity_names[entity] : NULL;
}

static int position(nst_str name, const char *const *names, int n) {
  for (int i = 0; i < n; i++) {
    if (nst_str_is(name, names[i])) return i;
  }
  return -1;
}

int nst_upos_of(nst_str name) {
  return position(name, upos_names, NST_UPOS_COUNT);
}

int nst_deprel_of(nst_str label) {
  int found = position(label, deprel_names, NST_REL_COUNT);
  const char *colon = found < 0 && label.len ? memchr(label.p, ':', label.len) : NULL;
  if (!colon) return found;
  return position((nst_str){label.p, (uint32_t)(colon - label.p)}, deprel_names, NST_REL_COUNT);
}

uint32_t nst_feats_of(nst_str feats) {
  uint32_t bits = 0;
  nst_str one;
  while (nst_str_cut(&feats, '|', &one)) {
    int bit = position(one, feat_names, NST_FEAT_COUNT);
    if (bit >= 0) bits |= UINT32_C(1) << bit;
  }
  return bits;
}
