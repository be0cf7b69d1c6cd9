/* conllu_write.c - a document as CoNLL-U. In: an analysed document. Out: text.
 *
 * Words are one multiword token where they share a span (so conllu_read.c leaves them), or where a clitic sticks to
 * the word before it, as the English Web Treebank has it. */
#include "doc/tree.h"
#include "syntax/conllu.h"

static const char clitics[] =
    "'s \xE2\x80\x99s n't n\xE2\x80\x99t 'm 'll 've 're 'd \xE2\x80\x99m \xE2\x80\x99ll "
    "\xE2\x80\x99ve \xE2\x80\x99re \xE2\x80\x99"
    "d nt not na ta";

/* Does token `i` belong to one multiword token with the one before it? */
static bool joins(const nst_doc *doc, const nst_sentence *s, uint32_t i) {
  if (i <= s->first || i >= s->end) return false;
  const nst_token *a = nst_tok(doc, (int32_t)i - 1), *b = nst_tok(doc, (int32_t)i);
  if (a->span.begin == b->span.begin && a->span.end == b->span.end) return true;
  if (a->span.end != b->span.begin || a->upos == NST_UPOS_PUNCT || a->upos == NST_UPOS_SYM) return false;
  return nst_str_in(b->lower, clitics) ||
         (b->upos == NST_UPOS_PART && (nst_str_is(b->lower, "'") || nst_str_is(b->lower, "\xE2\x80\x99")));
}

static void put(nst_buf *out, nst_str text) {
  nst_buf_put(out, text.p, text.len);
}

static void put_or_blank(nst_buf *out, nst_str text) {
  put(out, text.len ? text : NST_STR("_"));
}

/* What tokens [i, end) of one multiword token look like in the text. */
static void put_surface(const nst_doc *doc, uint32_t i, uint32_t end, nst_buf *out) {
  const nst_token *t = nst_tok(doc, (int32_t)i);
  if (end - i > 1 && nst_tok(doc, (int32_t)i + 1)->span.begin == t->span.begin) {
    nst_buf_put(out, doc->input.p + t->span.begin, t->span.end - t->span.begin);
    return;
  }
  for (; i < end; i++) put(out, nst_tok(doc, (int32_t)i)->form);
}

static uint32_t group_end(const nst_doc *doc, const nst_sentence *s, uint32_t i) {
  for (i++; joins(doc, s, i); i++) {
  }
  return i;
}

/* Comment lines of a CoNLL-U input in front of the sentence's words. */
static bool put_own_comments(const nst_doc *doc, const nst_sentence *s, nst_buf *out) {
  uint32_t end = nst_tok(doc, (int32_t)s->first)->span.begin;
  if (s->span.begin >= end || end > doc->input.len || doc->input.p[s->span.begin] != '#') return false;
  nst_str rest = {doc->input.p + s->span.begin, end - s->span.begin}, line;
  if (!memchr(rest.p, '\n', rest.len)) return false;
  while (nst_str_cut(&rest, '\n', &line) && line.len && line.p[0] == '#') {
    put(out, line);
    nst_buf_char(out, '\n');
  }
  return true;
}

static void put_comments(const nst_doc *doc, uint32_t number, nst_buf *out) {
  const nst_sentence *s = &doc->sentences.items[number];
  if (put_own_comments(doc, s, out)) return;
  nst_buf_format(out, "# sent_id = %u\n# text = ", (unsigned)number + 1);
  for (uint32_t i = s->first, end; i < s->end; i = end) {
    end = group_end(doc, s, i);
    put_surface(doc, i, end, out);
    if (end < s->end && nst_tok(doc, (int32_t)end - 1)->space_after) nst_buf_char(out, ' ');
  }
  nst_buf_char(out, '\n');
}

static void put_range(const nst_doc *doc, const nst_sentence *s, uint32_t i, uint32_t end, nst_buf *out) {
  nst_buf_format(out, "%u-%u\t", (unsigned)(i - s->first + 1), (unsigned)(end - s->first));
  put_surface(doc, i, end, out);
  nst_buf_text(out, "\t_\t_\t_\t_\t_\t_\t_\t");
  nst_buf_text(out, nst_tok(doc, (int32_t)end - 1)->space_after ? "_\n" : "SpaceAfter=No\n");
}

static void put_word(const nst_doc *doc, const nst_sentence *s, uint32_t i, bool alone, bool entities,
                     nst_buf *out) {
  const nst_token *t = nst_tok(doc, (int32_t)i);
  nst_buf_format(out, "%u\t", (unsigned)(i - s->first + 1));
  put(out, t->form);
  nst_buf_char(out, '\t');
  put_or_blank(out, t->lemma);
  nst_buf_format(out, "\t%s\t_\t", nst_upos_name((nst_upos)t->upos));
  put_or_blank(out, t->feats);
  nst_buf_format(out, "\t%u\t%s\t_\t", t->head < 0 ? 0u : (unsigned)t->head - (unsigned)s->first + 1u,
                 nst_deprel_name((nst_deprel)t->deprel));
  bool name = entities && t->entity != NST_ENT_NONE, glued = alone && !t->space_after;
  if (name)
    nst_buf_format(out, "Entity=%c-%s", t->entity_begin ? 'B' : 'I', nst_entity_name((nst_entity)t->entity));
  if (name && glued) nst_buf_char(out, '|');
  if (glued) nst_buf_text(out, "SpaceAfter=No");
  if (!name && !glued) nst_buf_char(out, '_');
  nst_buf_char(out, '\n');
}

nst_status nst_conllu_write(const nst_doc *doc, bool entities, nst_buf *out) {
  for (uint32_t n = 0; n < doc->sentences.n; n++) {
    const nst_sentence *s = &doc->sentences.items[n];
    if (s->first == s->end) continue;
    put_comments(doc, n, out);
    for (uint32_t i = s->first, end; i < s->end; i = end) {
      end = group_end(doc, s, i);
      if (end - i > 1) put_range(doc, s, i, end, out);
      for (uint32_t k = i; k < end; k++) put_word(doc, s, k, end - i == 1, entities, out);
    }
    nst_buf_char(out, '\n');
  }
  return out->failed ? NST_NOMEM : NST_OK;
}
