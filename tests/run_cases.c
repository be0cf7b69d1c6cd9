/* run_cases.c - run the plain-text cases: run_cases [-v] PACK PATH...
 *
 * Every PATH is a .case file or a folder searched for them. tests/cases/README.md tells how a case is written. */
#include "run_cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct runner {
  nst_coder *coder;
  bool verbose;
  size_t passed, failed, gaps;
} runner;

static void show(const case_entry *entry, const nst_result *result) {
  nst_buf buf;
  nst_buf_init(&buf, nst_allocator_default());
  nst_buf_format(&buf, "  report:   %.*s\n", (int)entry->text.len, entry->text.p);
  for (size_t i = 0; i < entry->n_records; i++) {
    const case_record *r = &entry->records[i];
    nst_buf_format(&buf, "  expected: => %.*s | %.*s | %.*s |", (int)r->type.len, r->type.p,
                   (int)r->source.len, r->source.p, (int)r->target.len, r->target.p);
    for (size_t k = 0; k < r->n_attributes; k++) {
      nst_buf_format(&buf, " %.*s", (int)r->attributes[k].len, r->attributes[k].p);
    }
    nst_buf_char(&buf, '\n');
  }
  if (entry->none) nst_buf_text(&buf, "  expected: => none\n");
  size_t n = result ? nst_result_count(result) : 0;
  for (size_t i = 0; i < n; i++) {
    const nst_event *event = nst_result_event(result, i);
    nst_buf_text(&buf, "  got:      ");
    case_print_event(&buf, event);
    nst_buf_format(&buf, "   # \"%s\" %.2f\n", event->trigger.text, event->confidence);
  }
  if (result && n == 0) nst_buf_text(&buf, "  got:      => none\n");
  if (!buf.failed) fwrite(buf.p, 1, buf.len, stdout);
  nst_buf_free(&buf);
}

static void run_case(runner *r, const char *path, case_entry *entry) {
  nst_report report = {.id = "case", .date = entry->date, .text = entry->text.p, .text_len = entry->text.len};
  if (entry->title.len > 0) {
    report.title = entry->title.p;
    report.title_len = entry->title.len;
  }
  nst_result *result = NULL;
  nst_status status = nst_code(r->coder, &report, &result);
  bool good = status == NST_OK && case_agrees(entry, result);
  const char *verdict = good ? "ok" : "FAIL";
  bool loud = r->verbose;
  if (entry->gap && status == NST_OK && !good) {
    r->gaps++;
    verdict = "gap";
  } else if (entry->gap && good) {
    r->failed++;
    verdict = "FAIL (a known gap is closed: remove its 'gap' line)";
    loud = true;
  } else if (good) {
    r->passed++;
  } else {
    r->failed++;
    loud = true;
  }
  if (loud) {
    printf("%s %s:%u\n", verdict, path, (unsigned)entry->line);
    if (status != NST_OK) printf("  %s\n", nst_coder_error(r->coder)->message);
    show(entry, result);
  }
  nst_result_free(result);
}

static void run_file(runner *r, const char *path) {
  nst_buf file;
  nst_buf_init(&file, nst_allocator_default());
  nst_error error = {.status = NST_OK};
  if (nst_file_read(path, &file, &error) != NST_OK) {
    printf("FAIL %s\n", error.message);
    r->failed++;
  }
  nst_str rest = {file.p, (uint32_t)file.len};
  uint32_t line = 0;
  case_entry entry;
  while (case_next(&rest, &line, &entry, &error)) {
    if (error.status != NST_OK) {
      printf("FAIL %s:%u: %s\n", path, (unsigned)error.line, error.message);
      r->failed++;
    } else {
      run_case(r, path, &entry);
    }
    case_free(&entry);
  }
  nst_buf_free(&file);
}

static void run_path(runner *r, const char *path, int depth) {
  struct stat info;
  if (stat(path, &info) != 0) {
    printf("FAIL %s is not there\n", path);
    r->failed++;
    return;
  }
  if (!S_ISDIR(info.st_mode)) {
    if (depth == 0 || nst_str_ends(nst_str_of(path), ".case")) run_file(r, path);
    return;
  }
  struct dirent **names = NULL;
  int n = depth < 4 ? scandir(path, &names, NULL, alphasort) : 0;
  for (int i = 0; i < n; i++) {
    char below[4096];
    if (names[i]->d_name[0] != '.' && snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name) > 0) {
      run_path(r, below, depth + 1);
    }
    free(names[i]);
  }
  free(names);
}

int main(int argc, char **argv) {
  runner r = {.coder = NULL};
  int at = 1;
  if (at < argc && strcmp(argv[at], "-v") == 0) {
    r.verbose = true;
    at++;
  }
  if (argc - at < 2) {
    fputs("usage: run_cases [-v] PACK PATH...\n", stderr);
    return 2;
  }
  nst_pack *pack = NULL;
  nst_error error = {.status = NST_OK};
  if (nst_pack_open(argv[at], NULL, &pack, &error) != NST_OK) {
    fprintf(stderr, "run_cases: %s: %s\n", argv[at], error.message);
    return 2;
  }
  /* rules are tested, not whether a report of one sentence tells enough to be sure */
  nst_coder_options options = {.threshold = 0.05};
  if (nst_coder_new(pack, &options, &r.coder) != NST_OK) {
    fputs("run_cases: cannot make a coder\n", stderr);
    nst_pack_free(pack);
    return 2;
  }
  for (at++; at < argc; at++) run_path(&r, argv[at], 0);
  nst_coder_free(r.coder);
  nst_pack_free(pack);
  printf("%zu known gaps\n", r.gaps);
  printf("%zu passed, %zu failed, 0 skipped\n", r.passed, r.failed);
  return r.failed > 0;
}
