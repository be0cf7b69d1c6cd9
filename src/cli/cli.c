/* cli.c - messages, the way to the pack, the terminal. */
#include "cli/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifndef NESTOR_PACK_DIR
#define NESTOR_PACK_DIR "/usr/local/share/nestor"
#endif

static void message(const char *format, va_list args) {
  fputs("nestor: ", stderr);
  vfprintf(stderr, format, args);
}

void cli_error(const char *format, ...) {
  va_list args;
  va_start(args, format);
  message(format, args);
  va_end(args);
  fputc('\n', stderr);
}

int cli_usage(const char *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  message(format, args);
  va_end(args);
  fprintf(stderr, ". Try 'nestor %s --help'\n", command);
  return CLI_USAGE;
}

void cli_report_error(const char *path, const nst_error *error) {
  fprintf(stderr, "nestor: %s: ", path);
  if (error->line > 0) fprintf(stderr, "line %u: ", (unsigned)error->line);
  if (error->byte > 0) fprintf(stderr, "byte %zu: ", error->byte);
  fprintf(stderr, "%s\n", error->message[0] != '\0' ? error->message : nst_status_text(error->status));
}

static char *join(const char *folder, const char *file) {
  size_t size = strlen(folder) + strlen(file) + 2;
  char *path = malloc(size);
  if (path != NULL) snprintf(path, size, "%s/%s", folder, file);
  return path;
}

/** `path` if it can be read; otherwise freed, and NULL. */
static char *readable(char *path) {
  if (path != NULL && access(path, R_OK) == 0) return path;
  free(path);
  return NULL;
}

static char *beside_program(void) {
  char self[4096];
  ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
  if (len <= 0) return NULL;
  self[len] = '\0';
  char *slash = strrchr(self, '/');
  if (slash == NULL) return NULL;
  *slash = '\0';
  char *path = readable(join(self, "en.npk"));
  return path != NULL ? path : readable(join(self, "../share/nestor/en.npk"));
}

char *cli_find_pack(const cli_pack_options *options) {
  const char *named = options->path != NULL ? options->path : getenv("NESTOR_PACK");
  if (named != NULL && named[0] != '\0') return strdup(named);
  char *path = beside_program();
  return path != NULL ? path : readable(join(NESTOR_PACK_DIR, "en.npk"));
}

int cli_pack_option(cli_pack_options *options, const char *command, int option) {
  switch (option) {
  case 'p':
    options->path = optarg;
    return CLI_OK;
  case 'm':
    options->model = optarg;
    return CLI_OK;
  case 'l':
    if (options->n_lexicons == CLI_LEXICONS)
      return cli_usage(command, "at most %d lexicons can be given", CLI_LEXICONS);
    options->lexicons[options->n_lexicons++] = optarg;
    return CLI_OK;
  default:
    return cli_usage(command, "wrong option");
  }
}

nst_pack *cli_open_pack(const cli_pack_options *options) {
  char *path = cli_find_pack(options);
  if (path == NULL) {
    cli_error("no language pack found: give --pack FILE, set NESTOR_PACK, or put en.npk beside the program");
    return NULL;
  }
  nst_pack_options pack_options = {.lexicons = options->lexicons,
                                   .n_lexicons = options->n_lexicons,
                                   .data_dir = options->data_dir,
                                   .model = options->model};
  nst_pack *pack = NULL;
  nst_error error = {0};
  if (nst_pack_open(path, &pack_options, &pack, &error) != NST_OK) cli_report_error(path, &error);
  free(path);
  return pack;
}

bool cli_colour(FILE *stream) {
  const char *none = getenv("NO_COLOR");
  const char *term = getenv("TERM");
  if (none != NULL && none[0] != '\0') return false;
  if (term == NULL || strcmp(term, "dumb") == 0) return false;
  return isatty(fileno(stream)) == 1;
}

int cli_width(void) {
  struct winsize size;
  if (isatty(STDOUT_FILENO) != 1) return 0;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool cli_flush(nst_buf *buf) {
  if (buf->failed) {
    cli_error("out of memory while writing");
    return false;
  }
  bool ok = buf->len == 0 || fwrite(buf->p, 1, buf->len, stdout) == buf->len;
  buf->len = 0;
  if (!ok) cli_error("cannot write the output: %s", strerror(errno));
  return ok;
}

void cli_put_range(nst_buf *buf, bool has_low, double low, bool has_high, double high) {
  if (!has_low || !has_high) nst_buf_text(buf, has_low ? "at least " : "up to ");
  if (has_low) nst_buf_format(buf, "%.10g", low);
  if (has_low && has_high && high > low) nst_buf_text(buf, " to ");
  if (has_high && (!has_low || high > low)) nst_buf_format(buf, "%.10g", high);
}

bool cli_number(const char *text, long low, long high, long *out) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < low || value > high) return false;
  *out = value;
  return true;
}
