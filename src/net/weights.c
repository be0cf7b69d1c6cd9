/* weights.c - reads the container of a model. In: bytes. Out: views of named tensors. Knows nothing of what a tensor
 * is for.
 *
 *   offset  size
 *        0     8  "NSTMODEL"
 *        8     4  format number, 1
 *       12     4  number of tensors, 1..1024
 *       16     8  size of the whole
 *       24     8  zero
 *       32    96  for every tensor: name[48], u32 type (nst_tensor_type), u32 ndim, u32 dims[4], u64 offset, u64 bytes, zero[8]
 *
 * All numbers are little-endian. */
#include "net/weights.h"

#include <stdlib.h>

#include "net/kernels.h"

#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the numbers of a model file are used where they lie: this needs a little-endian processor"
#endif

enum { HEAD = 32, ENTRY = 96, NAME = 48, TENSORS_MAX = 1024, ALIGN = 64, DIMS = 4, DIM_MAX = 1 << 24 };

static uint32_t le32(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t le64(const uint8_t *p) {
  return le32(p) | (uint64_t)le32(p + 4) << 32;
}

static int by_name(const void *a, const void *b) {
  nst_str x = ((const nst_tensor *)a)->name, y = ((const nst_tensor *)b)->name;
  int order = memcmp(x.p, y.p, x.len < y.len ? x.len : y.len);
  return order ? order : (x.len > y.len) - (x.len < y.len);
}

/* One entry of the table; NULL or what is wrong with it. */
static const char *read_entry(const uint8_t *entry, const uint8_t *bytes, size_t len, nst_tensor *out) {
  static const uint32_t sizes[] = {4, 1, 4, 1, 1};
  const char *name = (const char *)entry;
  size_t name_len = strnlen(name, NAME);
  if (name_len == 0 || name_len == NAME) return "a tensor without a name";
  uint32_t type = le32(entry + 48), n_dims = le32(entry + 52);
  if (type > NST_TENSOR_TILED) return "a tensor of unknown type";
  if (n_dims < 1 || n_dims > DIMS) return "a tensor with a wrong number of dimensions";
  uint64_t at = le64(entry + 72), size = le64(entry + 80), count = sizes[type];
  for (uint32_t i = 0; i < DIMS; i++) {
    out->dims[i] = le32(entry + 56 + i * 4);
    if (i >= n_dims && out->dims[i] != 1) return "a tensor with a wrong number of dimensions";
    if (out->dims[i] && count > UINT64_MAX / out->dims[i]) return "a tensor that is too large";
    count *= out->dims[i];
  }
  if (type == NST_TENSOR_TILED) {
    if (n_dims != 2 || out->dims[0] > DIM_MAX || out->dims[1] > DIM_MAX)
      return "a tensor that cannot be in tiles";
    count = nst_tiled_size(out->dims[0], out->dims[1]);
  }
  if (count != size) return "a tensor whose size is not that of its dimensions";
  if (at % ALIGN || at > len || size > len - at) return "a tensor outside the file";
  if (type == NST_TENSOR_TEXT && size > UINT32_MAX) return "a text that is too long";
  out->name = (nst_str){name, (uint32_t)name_len};
  out->type = (nst_tensor_type)type;
  out->n_dims = n_dims;
  out->data = bytes + at;
  out->bytes = (size_t)size;
  return NULL;
}

nst_status nst_weights_read(nst_arena *arena, const uint8_t *bytes, size_t len, nst_weights *out,
                            nst_error *error) {
  *out = (nst_weights){.error = error};
  if (len < HEAD || memcmp(bytes, "NSTMODEL", 8) != 0)
    return nst_fail(error, NST_MODEL, 0, 0, "These are no model weights.");
  if (le32(bytes + 8) != 1) {
    return nst_fail(error, NST_MODEL, 0, 8, "These weights have format %u; this version reads format 1.",
                    (unsigned)le32(bytes + 8));
  }
  uint32_t n = le32(bytes + 12);
  if (le64(bytes + 16) != len)
    return nst_fail(error, NST_MODEL, 0, 16, "The model weights are cut short or have bytes too many.");
  if (n < 1 || n > TENSORS_MAX || (len - HEAD) / ENTRY < n)
    return nst_fail(error, NST_MODEL, 0, 12, "The model weights have a wrong number of tensors.");
  if ((uintptr_t)bytes % sizeof(float))
    return nst_fail(error, NST_ARGUMENT, 0, 0, "The model weights do not begin at a multiple of four bytes.");
  out->items = nst_arena_array(arena, n, sizeof *out->items);
  if (!out->items) return nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
  for (uint32_t i = 0; i < n; i++) {
    size_t at = HEAD + (size_t)i * ENTRY;
    const char *wrong = read_entry(bytes + at, bytes, len, &out->items[i]);
    if (wrong)
      return nst_fail(error, NST_MODEL, 0, at, "The model weights have %s (number %u).", wrong, (unsigned)i);
  }
  qsort(out->items, n, sizeof *out->items, by_name);
  out->n = n;
  for (uint32_t i = 1; i < n; i++) {
    if (by_name(&out->items[i - 1], &out->items[i]) == 0) {
      return nst_fail(error, NST_MODEL, 0, HEAD, "The model weights have two tensors `%.48s`.",
                      out->items[i].name.p);
    }
  }
  return NST_OK;
}

const nst_tensor *nst_weights_find(const nst_weights *w, const char *name) {
  nst_tensor key = {.name = nst_str_of(name)};
  return w->n ? bsearch(&key, w->items, w->n, sizeof *w->items, by_name) : NULL;
}

nst_status nst_weights_numbers(const nst_weights *w, const char *name, nst_tensor_type type, uint32_t rows,
                               uint32_t columns, const void **out) {
  const nst_tensor *t = nst_weights_find(w, name);
  *out = NULL;
  if (!t) return nst_fail(w->error, NST_MODEL, 0, 0, "The model weights have no tensor `%s`.", name);
  bool fits = t->type == type && t->dims[0] == rows && t->n_dims == (columns ? 2u : 1u) &&
              (!columns || t->dims[1] == columns);
  if (!fits) {
    return nst_fail(w->error, NST_MODEL, 0, 0,
                    "Tensor `%s` of the model weights has another type or shape than (%u, %u).", name,
                    (unsigned)rows, (unsigned)columns);
  }
  *out = t->data;
  return NST_OK;
}

nst_status nst_weights_text(const nst_weights *w, const char *name, nst_str *out) {
  const nst_tensor *t = nst_weights_find(w, name);
  *out = (nst_str){"", 0};
  if (!t || t->type != NST_TENSOR_TEXT)
    return nst_fail(w->error, NST_MODEL, 0, 0, "The model weights have no text `%s`.", name);
  *out = (nst_str){t->data, (uint32_t)t->bytes};
  return NST_OK;
}
