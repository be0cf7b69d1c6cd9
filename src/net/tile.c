/* tile.c - the matrices of a model laid out for the kernels. In: a weights file with its matrices row by row. Out: the
 * same with them in tiles, which a language pack holds, so that nothing is left to do when it is opened. */
#include "net/kernels.h"
#include "net/weights.h"

enum { HEAD = 32, ENTRY = 96, TYPE_AT = 48, OFFSET_AT = 72, ALIGN = 64 };

void nst_tile_matrix(const int8_t *w, size_t rows, size_t columns, int8_t *tiled) {
  size_t stride = nst_in_stride(columns), groups = columns / 4;
  memset(tiled, 0, nst_tiled_size(rows, columns));
  for (size_t o = 0; o < rows; o++) {
    const int8_t *row = w + o * columns;
    int8_t *to = tiled + nst_tiled_at(o, 0, stride);
    for (size_t g = 0; g < groups; g++) memcpy(to + g * 64, row + g * 4, 4);
    for (size_t k = groups * 4; k < columns; k++) to[groups * 64 + k % 4] = row[k];
  }
}

static void put_le64(uint8_t *p, uint64_t x) {
  for (int i = 0; i < 8; i++) p[i] = (uint8_t)(x >> (8 * i));
}

/* The embedding of pieces is read row by row; every other matrix of int8 is a linear layer. */
static bool is_linear(const nst_tensor *t) {
  return t->type == NST_TENSOR_I8 && t->n_dims == 2 && !nst_str_is(t->name, "emb.word.w");
}

static void pad(nst_buf *out, size_t first) {
  static const char zero[ALIGN] = {0};
  nst_buf_put(out, zero, (ALIGN - (out->len - first) % ALIGN) % ALIGN);
}

/* The contents of a tensor; its entry says where they lie now. */
static nst_status put_tensor(const nst_tensor *t, nst_arena *arena, size_t first, size_t entry,
                             nst_buf *out) {
  pad(out, first);
  size_t at = out->len - first, bytes = t->bytes;
  const void *data = t->data;
  if (is_linear(t)) {
    bytes = nst_tiled_size(t->dims[0], t->dims[1]);
    nst_arena_reset(arena);
    int8_t *tiled = nst_arena_take(arena, bytes);
    if (!tiled) return NST_NOMEM;
    nst_tile_matrix(t->data, t->dims[0], t->dims[1], tiled);
    data = tiled;
  }
  nst_buf_put(out, data, bytes);
  if (out->failed) return NST_NOMEM;
  uint8_t *e = (uint8_t *)out->p + first + entry;
  if (is_linear(t)) e[TYPE_AT] = NST_TENSOR_TILED;
  put_le64(e + OFFSET_AT, at);
  put_le64(e + OFFSET_AT + 8, bytes);
  return NST_OK;
}

static nst_status put_all(const uint8_t *bytes, const nst_weights *w, nst_arena *arena, nst_buf *out) {
  size_t first = out->len;
  nst_buf_put(out, bytes, HEAD + (size_t)w->n * ENTRY);
  for (uint32_t i = 0; i < w->n; i++) {
    size_t entry = HEAD + (size_t)i * ENTRY;
    const nst_tensor *t = nst_weights_find(w, (const char *)bytes + entry);
    if (!t) return NST_MODEL;
    NST_TRY(put_tensor(t, arena, first, entry, out));
  }
  pad(out, first);
  if (out->failed) return NST_NOMEM;
  put_le64((uint8_t *)out->p + first + 16, out->len - first);
  return NST_OK;
}

nst_status nst_weights_tile(const uint8_t *bytes, size_t len, nst_buf *out, nst_error *error) {
  nst_weights w;
  nst_arena *table = nst_arena_new(nst_allocator_default()), *work = nst_arena_new(nst_allocator_default());
  nst_status status = table && work ? nst_weights_read(table, bytes, len, &w, error) : NST_NOMEM;
  if (status == NST_OK) status = put_all(bytes, &w, work, out);
  if (status == NST_NOMEM) nst_fail(error, NST_NOMEM, 0, 0, "Out of memory.");
  nst_arena_free(table);
  nst_arena_free(work);
  return status;
}
