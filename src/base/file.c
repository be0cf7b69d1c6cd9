/* file.c - files read, written and mapped whole. Knows nothing of what is in them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

enum { PATH_SIZE = 4096, CHUNK = NST_LIMIT(65536, 16), TRIES = 100 };

/* strerror() speaks the language of the locale; these few do not. */
static const struct {
  int code;
  const char *words;
} reasons[] = {
    {ENOENT, "no such file or folder"}, {EACCES, "permission denied"},   {EPERM, "permission denied"},
    {EISDIR, "it is a folder"},         {ENOTDIR, "not a folder"},       {ENOSPC, "no space left"},
    {EROFS, "read-only file system"},   {ENAMETOOLONG, "name too long"}, {EIO, "device error"},
    {EMFILE, "too many open files"},    {ENFILE, "too many open files"},
};

static nst_status io_error(nst_error *error, const char *verb, const char *path) {
  int code = errno;
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
    if (reasons[i].code == code) {
      return nst_fail(error, NST_IO, 0, 0, "cannot %s %s: %s", verb, path, reasons[i].words);
    }
  }
  return nst_fail(error, NST_IO, 0, 0, "cannot %s %s: error %d", verb, path, code);
}

static int open_for_reading(const char *path) {
  int fd;
  do fd = open(path, O_RDONLY | O_CLOEXEC);
  while (fd < 0 && errno == EINTR);
  return fd;
}

nst_status nst_file_read(const char *path, nst_buf *buf, nst_error *error) {
  int fd = open_for_reading(path);
  if (fd < 0) return io_error(error, "open", path);
  nst_status status = NST_OK;
  char chunk[CHUNK];
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) status = io_error(error, "read", path);
    if (n <= 0) break;
    nst_buf_put(buf, chunk, (size_t)n);
    if (buf->failed) {
      status = nst_fail(error, NST_NOMEM, 0, 0, "out of memory while reading %s", path);
      break;
    }
  }
  close(fd);
  return status;
}

static bool write_all(int fd, const char *p, size_t len) {
  while (len > 0) {
    ssize_t n = write(fd, p, len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    p += n;
    len -= (size_t)n;
  }
  return true;
}

/* A new file beside `path`, its name in `name`; a device or pipe is opened itself and `name` is "". */
static int open_beside(const char *path, char name[PATH_SIZE]) {
  struct stat info;
  name[0] = '\0';
  if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) return open(path, O_WRONLY | O_CLOEXEC);
  for (int i = 0; i < TRIES; i++) {
    int n = snprintf(name, PATH_SIZE, "%s.%ld-%d.tmp", path, (long)getpid(), i);
    if (n < 0 || n >= PATH_SIZE) {
      errno = ENAMETOOLONG;
      return -1;
    }
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

nst_status nst_file_write(const char *path, const void *data, size_t len, nst_error *error) {
  char name[PATH_SIZE];
  int fd = open_beside(path, name);
  if (fd < 0) return io_error(error, "create", path);
  bool beside = name[0] != '\0';
  bool written = write_all(fd, data, len) && (!beside || fsync(fd) == 0);
  nst_status status = written ? NST_OK : io_error(error, "write", path);
  if (close(fd) != 0 && status == NST_OK) status = io_error(error, "write", path);
  if (status == NST_OK && beside && rename(name, path) != 0) status = io_error(error, "replace", path);
  if (status != NST_OK && beside) unlink(name);
  return status;
}

nst_status nst_file_map(const char *path, nst_mapped *out, nst_error *error) {
  *out = (nst_mapped){(const uint8_t *)"", 0};
  int fd = open_for_reading(path);
  if (fd < 0) return io_error(error, "open", path);
  struct stat info;
  nst_status status = NST_OK;
  if (fstat(fd, &info) != 0) {
    status = io_error(error, "open", path);
  } else if (!S_ISREG(info.st_mode)) {
    status = nst_fail(error, NST_IO, 0, 0, "%s is not a file", path);
  } else if (info.st_size > 0) {
    void *p = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) status = io_error(error, "map", path);
    else *out = (nst_mapped){p, (size_t)info.st_size};
  }
  close(fd);
  return status;
}

void nst_file_unmap(nst_mapped *mapped) {
  if (mapped && mapped->len > 0) munmap((void *)(uintptr_t)mapped->p, mapped->len);
  if (mapped) *mapped = (nst_mapped){(const uint8_t *)"", 0};
}
