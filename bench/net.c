/* bench net - how fast a model tags: bench_net WEIGHTS FILE.conllu [KERNEL]
 *
 * Prints the time to load the weights, and sentences and words a second of processor time, the best of three runs. */
#include <stdio.h>
#include <time.h>

#include "syntax/conllu.h"
#include "syntax/syntax.h"

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int fail(const nst_error *error) {
  fprintf(stderr, "bench_net: %s\n", error->message);
  return 1;
}

/* Time of one run over the words of `text`; negative after a failure. */
static double run(nst_tagger *tagger, const nst_buf *text, nst_doc **doc, nst_arena *arena,
                  nst_error *error) {
  nst_arena_reset(arena);
  *doc = nst_doc_new(arena);
  if (!*doc) return -1;
  (*doc)->error = error;
  if (nst_conllu_read(*doc, text->p, text->len, error) != NST_OK) return -1;
  double start = seconds();
  return nst_syntax_run(tagger, *doc) == NST_OK ? seconds() - start : -1;
}

int main(int argc, char **argv) {
  nst_error error = {.message = "out of memory, or no such kernel"};
  if (argc < 3) {
    fprintf(stderr, "usage: bench_net WEIGHTS FILE.conllu [KERNEL]\n");
    return 2;
  }
  nst_mapped weights;
  nst_buf text;
  nst_arena *arena = nst_arena_new(nst_allocator_default()), *work = nst_arena_new(nst_allocator_default());
  nst_model *model;
  nst_tagger *tagger;
  nst_doc *doc = NULL;
  nst_buf_init(&text, nst_allocator_default());
  if (!arena || !work || nst_file_map(argv[1], &weights, &error) != NST_OK) return fail(&error);
  if (nst_file_read(argv[2], &text, &error) != NST_OK) return fail(&error);
  double start = seconds();
  if (nst_model_load(arena, weights.p, weights.len, &model, &error) != NST_OK) return fail(&error);
  double loaded = seconds() - start;
  if (nst_tagger_new(model, nst_allocator_default(), argc > 3 ? argv[3] : NULL, &tagger) != NST_OK)
    return fail(&error);
  double best = -1;
  for (int i = 0; i < 3; i++) {
    double t = run(tagger, &text, &doc, work, &error);
    if (t < 0) return fail(&error);
    if (best < 0 || t < best) best = t;
  }
  printf("%s: loaded in %.2f ms; %zu sentences, %zu words in %.3f s: %.0f sentences/s, %.0f words/s\n",
         nst_model_name(model), loaded * 1e3, doc->sentences.n, doc->tokens.n, best,
         (double)doc->sentences.n / best, (double)doc->tokens.n / best);
  nst_tagger_free(tagger);
  nst_buf_free(&text);
  nst_arena_free(arena);
  nst_arena_free(work);
  nst_file_unmap(&weights);
  return 0;
}
