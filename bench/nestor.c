/* nestor.c - how fast reports become records: bench_nestor PACK FILE [LIMIT]
 *
 * One thread. Prints start-up time (pack opened, first sentence coded), sentences and words a second from raw text to
 * records, the share of each stage, and the peak of memory. FILE is whatever `nestor code` reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "engine/engine.h"
#include "ingest/ingest.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double peak_megabytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

static int fail(const char *what, const char *message) {
  fprintf(stderr, "bench_nestor: %s: %s\n", what, message);
  return 1;
}

static int first_sentence(nst_coder *coder) {
  static const char text[] = "Iran's foreign minister met his Omani counterpart in Muscat on Sunday.";
  nst_report report = {.id = "first", .date = "2020-06-15", .text = text, .text_len = sizeof text - 1};
  nst_result *result = NULL;
  if (nst_code(coder, &report, &result) != NST_OK)
    return fail("first sentence", nst_coder_error(coder)->message);
  nst_result_free(result);
  return 0;
}

static void print_counts(nst_counts c, double seconds, size_t bytes, size_t lost) {
  printf("reports           %12llu   (%zu could not be coded)\n", (unsigned long long)c.reports, lost);
  printf("sentences         %12llu\n", (unsigned long long)c.sentences);
  printf("words             %12llu\n", (unsigned long long)c.tokens);
  printf("events            %12llu\n", (unsigned long long)c.events);
  printf("seconds           %12.2f\n", seconds);
  printf("sentences/s       %12.1f\n", (double)c.sentences / seconds);
  printf("words/s           %12.1f\n", (double)c.tokens / seconds);
  printf("megabytes/s       %12.3f\n", (double)bytes / 1e6 / seconds);
  for (int i = 0; i < NST_STAGE_COUNT; i++) {
    printf("  %-8s share  %11.1f%%\n", nst_stage_name((nst_stage)i),
           (double)c.nanoseconds[i] / 1e7 / seconds);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return fail("usage", "bench_nestor PACK FILE [LIMIT]");
  unsigned long limit = argc > 3 ? strtoul(argv[3], NULL, 10) : 500;
  double start = now();
  nst_pack *pack = NULL;
  nst_error error = {.status = NST_OK};
  nst_pack_options pack_options = {.model = getenv("NESTOR_MODEL")};
  if (nst_pack_open(argv[1], &pack_options, &pack, &error) != NST_OK) return fail(argv[1], error.message);
  double opened = now();
  nst_coder *coder = NULL;
  nst_coder_options options = {.kernel = getenv("NESTOR_KERNEL")};
  if (nst_coder_new(pack, &options, &coder) != NST_OK) return fail("coder", "cannot be made");
  if (first_sentence(coder)) return 1;
  double ready = now();
  printf("pack              %12s   %s\n", "", nst_pack_about(pack));
  printf("pack opened       %9.1f ms\n", (opened - start) * 1e3);
  printf("first sentence    %9.1f ms\n", (ready - start) * 1e3);

  nst_ingest *reports = NULL;
  if (nst_ingest_open(argv[2], (nst_allocator){0}, &reports, &error) != NST_OK)
    return fail(argv[2], error.message);
  nst_counts before = nst_coder_counts(coder), counts;
  size_t bytes = 0, lost = 0;
  double coding = 0;
  bool end = false;
  for (unsigned long i = 0; i < limit; i++) {
    nst_report report;
    if (nst_ingest_next(reports, &report, &end, &error) != NST_OK) {
      lost++;
      continue;
    }
    if (end) break;
    nst_result *result = NULL;
    double began = now();
    if (nst_code(coder, &report, &result) != NST_OK) lost++;
    nst_result_free(result);
    coding += now() - began;
    bytes += report.text_len;
  }
  counts = nst_coder_counts(coder);
  counts.reports -= before.reports;
  counts.sentences -= before.sentences;
  counts.tokens -= before.tokens;
  counts.events -= before.events;
  for (int i = 0; i < NST_STAGE_COUNT; i++) counts.nanoseconds[i] -= before.nanoseconds[i];
  print_counts(counts, coding > 0 ? coding : 1, bytes, lost);
  printf("peak memory       %9.1f MB\n", peak_megabytes());
  nst_ingest_free(reports);
  nst_coder_free(coder);
  nst_pack_free(pack);
  return 0;
}
