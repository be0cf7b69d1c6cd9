/* code_report.c - code one report and print who did what to whom.
 *
 *   cc code_report.c $(pkg-config --cflags --libs nestor) -o code_report
 *   ./code_report en.npk report.txt 2026-03-18 */
#include <nestor.h>
#include <stdio.h>

static void print_side(const nst_actor *actors, size_t n) {
  if (n == 0) printf("-");
  for (size_t i = 0; i < n; i++) {
    const nst_actor *a = &actors[i];
    printf("%s%s%s%s", i > 0 ? "," : "", a->country[0] ? a->country : a->org, a->sector[0] ? ":" : "",
           a->sector);
  }
}

static int fail(const char *what, const nst_error *error) {
  fprintf(stderr, "%s: %s\n", what, error->message);
  return 1;
}

int main(int argc, char **argv) {
  static char text[1 << 20];
  if (argc < 3) {
    fprintf(stderr, "usage: %s PACK REPORT [DATE]\n", argv[0]);
    return 2;
  }
  FILE *file = fopen(argv[2], "rb");
  if (!file) {
    perror(argv[2]);
    return 1;
  }
  size_t len = fread(text, 1, sizeof text, file);
  fclose(file);

  nst_pack *pack = NULL; /* once per process */
  nst_error error;
  if (nst_pack_open(argv[1], NULL, &pack, &error) != NST_OK) return fail(argv[1], &error);
  nst_coder *coder = NULL; /* once per thread */
  if (nst_coder_new(pack, NULL, &coder) != NST_OK) return 1;

  nst_report report = {.id = argv[2], .date = argc > 3 ? argv[3] : NULL, .text = text, .text_len = len};
  nst_result *result = NULL; /* once per report */
  if (nst_code(coder, &report, &result) != NST_OK) return fail(argv[2], nst_coder_error(coder));
  const nst_event *event;
  for (size_t i = 0; (event = nst_result_event(result, i)) != NULL; i++) {
    printf("%-9s ", nst_event_name(event->type));
    print_side(event->source, event->n_source);
    printf(" > ");
    print_side(event->target, event->n_target);
    printf("  \"%s\" %.2f\n", event->trigger.text, event->confidence);
  }
  nst_result_free(result);
  nst_coder_free(coder);
  nst_pack_free(pack);
  return 0;
}
