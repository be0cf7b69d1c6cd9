/* labels.c - label lists of a model to tags, features, lemma scripts and entities. In: lines of text, not trusted.
 * Out: tables by label number. */
#include "syntax/labels.h"

#include "base/buf.h"

enum { LABEL_BYTES_MAX = 256, CUT_MAX = 1000 };

static nst_status no_memory(nst_error *error) {
  return nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
}

static nst_status bad(nst_error *error, const char *kind, nst_str label) {
  return nst_fail(error, NST_MODEL, 0, 0, "The model has an unknown %s label, '%.*s'.", kind,
                  (int)(label.len < 60 ? label.len : 60), label.p);
}

nst_status nst_labels_split(nst_arena *arena, nst_str text, const char *name, uint32_t n, nst_str **out,
                            nst_error *error) {
  nst_str *lines = *out = nst_arena_array(arena, n, sizeof *lines);
  if (!lines) return no_memory(error);
  const char *p = text.p, *end = text.p + text.len;
  uint32_t count = 0;
  for (; p <= end && count < n; count++) {
    const char *stop = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    if (!stop) stop = end;
    lines[count] = (nst_str){p, (uint32_t)(stop - p)};
    if (stop - p > LABEL_BYTES_MAX || memchr(p, '\t', (size_t)(stop - p)) ||
        memchr(p, '\r', (size_t)(stop - p)))
      return bad(error, name, lines[count]);
    p = stop + 1;
  }
  if (count != n || p <= end)
    return nst_fail(error, NST_MODEL, 0, 0, "The model's `labels.%s` does not have the %u lines it should.",
                    name, (unsigned)n);
  return NST_OK;
}

nst_status nst_labels_upos(nst_arena *arena, const nst_str *lines, uint32_t n, uint8_t **out,
                           nst_error *error) {
  *out = nst_arena_array(arena, n, sizeof **out);
  if (!*out) return no_memory(error);
  for (uint32_t i = 0; i < n; i++) {
    int tag = nst_upos_of(lines[i]);
    if (tag < 0) return bad(error, "part-of-speech", lines[i]);
    (*out)[i] = (uint8_t)tag;
  }
  return NST_OK;
}

nst_status nst_labels_deprel(nst_arena *arena, const nst_str *lines, uint32_t n, uint8_t **out,
                             uint32_t *root, nst_error *error) {
  *out = nst_arena_array(arena, n, sizeof **out);
  *root = n;
  if (!*out) return no_memory(error);
  for (uint32_t i = 0; i < n; i++) {
    int rel = nst_deprel_of(lines[i]);
    if (rel < 0) return bad(error, "relation", lines[i]);
    if (nst_str_is(lines[i], "root")) *root = i;
    (*out)[i] = (uint8_t)rel;
  }
  if (*root == n) return nst_fail(error, NST_MODEL, 0, 0, "The model has no relation label 'root'.");
  return NST_OK;
}

nst_status nst_labels_feats(nst_arena *arena, const nst_str *lines, uint32_t n, nst_feats_label **out,
                            nst_error *error) {
  *out = nst_arena_array(arena, n, sizeof **out);
  if (!*out) return no_memory(error);
  for (uint32_t i = 0; i < n; i++) {
    if (lines[i].len == 0) return bad(error, "feature", lines[i]);
    (*out)[i] = (nst_feats_label){lines[i], nst_feats_of(lines[i])};
  }
  return NST_OK;
}

/* C|n|suffix or =|lemma. */
static bool read_script(nst_str line, nst_lemma_script *out) {
  if (line.len < 2 || line.p[1] != '|') return false;
  nst_str rest = {line.p + 2, line.len - 2};
  if (line.p[0] == '=') {
    *out = (nst_lemma_script){NST_LEMMA_FIXED, 0, rest};
    return true;
  }
  if (line.p[0] != 'L' && line.p[0] != 'K') return false;
  uint32_t cut = 0, i = 0;
  for (; i < rest.len && rest.p[i] >= '0' && rest.p[i] <= '9' && cut < CUT_MAX; i++)
    cut = cut * 10 + (uint32_t)(rest.p[i] - '0');
  if (i == 0 || i == rest.len || rest.p[i] != '|') return false;
  *out = (nst_lemma_script){
      line.p[0] == 'L' ? NST_LEMMA_LOWER : NST_LEMMA_KEEP, cut, {rest.p + i + 1, rest.len - i - 1}};
  return true;
}

nst_status nst_labels_lemma(nst_arena *arena, const nst_str *lines, uint32_t n, nst_lemma_script **out,
                            nst_error *error) {
  *out = nst_arena_array(arena, n, sizeof **out);
  if (!*out) return no_memory(error);
  for (uint32_t i = 0; i < n; i++) {
    if (!read_script(lines[i], &(*out)[i])) return bad(error, "lemma", lines[i]);
  }
  return NST_OK;
}

static bool read_ner(nst_str line, nst_ner_label *out) {
  if (nst_str_is(line, "O")) {
    *out = (nst_ner_label){NST_ENT_NONE, false};
    return true;
  }
  if (line.len < 3 || line.p[1] != '-' || (line.p[0] != 'B' && line.p[0] != 'I')) return false;
  for (int e = NST_ENT_PER; e < NST_ENT_COUNT; e++) {
    if (nst_str_is((nst_str){line.p + 2, line.len - 2}, nst_entity_name((nst_entity)e))) {
      *out = (nst_ner_label){(uint8_t)e, line.p[0] == 'B'};
      return true;
    }
  }
  return false;
}

nst_status nst_labels_ner(nst_arena *arena, const nst_str *lines, uint32_t n, nst_ner_label **out,
                          uint32_t *first, uint32_t **follows, nst_error *error) {
  nst_ner_label *labels = *out = nst_arena_array(arena, n, sizeof *labels);
  *follows = nst_arena_array(arena, n, sizeof **follows);
  *first = 0;
  if (!labels || !*follows) return no_memory(error);
  for (uint32_t i = 0; i < n; i++) {
    if (!read_ner(lines[i], &labels[i])) return bad(error, "entity", lines[i]);
  }
  for (uint32_t b = 0; b < n; b++) {
    bool inside = labels[b].entity != NST_ENT_NONE && !labels[b].begin;
    if (!inside) *first |= UINT32_C(1) << b;
    for (uint32_t a = 0; a < n; a++) {
      if (!inside || labels[a].entity == labels[b].entity) (*follows)[a] |= UINT32_C(1) << b;
    }
  }
  return NST_OK;
}

/* `text` without its last n code points; the whole where it has fewer. */
static nst_str cut_end(nst_str text, uint32_t n, bool *cut) {
  uint32_t len = text.len;
  *cut = true;
  for (; n > 0; n--) {
    if (len == 0) {
      *cut = false;
      return text;
    }
    len--;
    while (len > 0 && ((uint8_t)text.p[len] & 0xC0) == 0x80) len--;
  }
  return (nst_str){text.p, len};
}

nst_str nst_lemma_apply(nst_arena *arena, const nst_lemma_script *script, nst_str form, nst_str lower) {
  if (script->kind == NST_LEMMA_FIXED) return script->text;
  bool cut;
  nst_str base = cut_end(script->kind == NST_LEMMA_LOWER ? lower : form, script->cut, &cut);
  if (!cut || script->text.len == 0) return base;
  char *joined = nst_arena_take(arena, (size_t)base.len + script->text.len + 1);
  if (!joined) return (nst_str){NULL, 0};
  if (base.len) memcpy(joined, base.p, base.len);
  memcpy(joined + base.len, script->text.p, script->text.len);
  return (nst_str){joined, base.len + script->text.len};
}
