/* target.c - path and query out of the request line.
 *   bytes  ->  nst_target     (one pass, nothing guessed: what is not clean is an error)
 * No resource is looked up here. */
#include "serve/target.h"

#include "base/utf8.h"

static int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/** Decode `in` into the arena. NULL: *why says why, or is NULL when out of memory. */
static const char *decode(nst_arena *arena, nst_str in, bool plus_is_space, const char **why) {
  *why = NULL;
  char *out = nst_arena_take(arena, (size_t)in.len + 1);
  if (out == NULL) return NULL;
  size_t n = 0;
  for (uint32_t i = 0; i < in.len; i++) {
    char c = in.p[i];
    if (c == '%') {
      bool whole = in.len - i > 2;
      int high = whole ? hex(in.p[i + 1]) : -1;
      int low = whole ? hex(in.p[i + 2]) : -1;
      if (high < 0 || low < 0) {
        *why = "a % must be followed by two hexadecimal digits";
        return NULL;
      }
      c = (char)(high * 16 + low);
      i += 2;
      if (c == '\0') {
        *why = "a zero byte is not allowed";
        return NULL;
      }
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    out[n++] = c;
  }
  out[n] = '\0';
  if (nst_utf8_valid(out, n) != n) {
    *why = "what is encoded is not UTF-8";
    return NULL;
  }
  return out;
}

static bool has_dot_segment(const char *path) {
  for (const char *p = path; (p = strchr(p, '/')) != NULL;) {
    p++;
    size_t dots = strspn(p, ".");
    if ((dots == 1 || dots == 2) && (p[dots] == '/' || p[dots] == '\0')) return true;
  }
  return false;
}

static nst_status add_param(nst_arena *arena, nst_str pair, nst_target *out, const char **why) {
  if (pair.len == 0) return NST_OK;
  if (out->n_params == NST_PARAMS_MAX) {
    *why = "there are too many parameters";
    return NST_FORMAT;
  }
  const char *equals = memchr(pair.p, '=', pair.len);
  nst_str name = {pair.p, equals == NULL ? pair.len : (uint32_t)(equals - pair.p)};
  nst_str value = {"", 0};
  if (equals != NULL) value = (nst_str){equals + 1, pair.len - name.len - 1};
  nst_param param = {.name = decode(arena, name, true, why)};
  if (param.name != NULL) param.value = decode(arena, value, true, why);
  if (param.value == NULL) return *why != NULL ? NST_FORMAT : NST_NOMEM;
  if (nst_target_get(out, param.name) != NULL) {
    *why = "a parameter is given twice; lists are written with commas";
    return NST_FORMAT;
  }
  out->params[out->n_params++] = param;
  return NST_OK;
}

nst_status nst_target_parse(nst_arena *arena, const char *raw, size_t len, nst_target *out,
                            const char **why) {
  *out = (nst_target){.path = "/"};
  *why = NULL;
  if (len > NST_TARGET_MAX) {
    *why = "the address is too long";
    return NST_TOO_LARGE;
  }
  for (size_t i = 0; i < len; i++) {
    if ((unsigned char)raw[i] > 0x20 && (unsigned char)raw[i] < 0x7f && raw[i] != '\\') continue;
    *why = "the address holds a byte that must be written as %XX";
    return NST_FORMAT;
  }
  if (len == 0 || raw[0] != '/') {
    *why = "the address must begin with /";
    return NST_FORMAT;
  }
  nst_str all = {raw, (uint32_t)len};
  const char *mark = memchr(raw, '?', len);
  nst_str path = {raw, mark == NULL ? all.len : (uint32_t)(mark - raw)};
  out->path = decode(arena, path, false, why);
  if (out->path == NULL) return *why != NULL ? NST_FORMAT : NST_NOMEM;
  if (has_dot_segment(out->path) || strchr(out->path, '\\') != NULL) {
    *why = "the path may not hold . or .. or back slashes";
    return NST_FORMAT;
  }
  if (mark == NULL) return NST_OK;
  nst_str rest = {mark + 1, all.len - path.len - 1};
  nst_str pair;
  while (nst_str_cut(&rest, '&', &pair)) NST_TRY(add_param(arena, pair, out, why));
  return NST_OK;
}

const char *nst_target_get(const nst_target *target, const char *name) {
  for (size_t i = 0; i < target->n_params; i++)
    if (strcmp(target->params[i].name, name) == 0) return target->params[i].value;
  return NULL;
}
