/* weights.h - the container of a model: named tensors in one block of bytes (docs/model.md has the layout).
 *
 * The reader believes nothing: every place and size is compared with the bytes that are there. Tensors are views into
 * the bytes, which are borrowed and must stay. */
#ifndef NST_NET_WEIGHTS_H
#define NST_NET_WEIGHTS_H

#include "base/buf.h"

typedef enum nst_tensor_type {
  NST_TENSOR_F32,
  NST_TENSOR_I8,
  NST_TENSOR_I32,
  NST_TENSOR_TEXT,
  NST_TENSOR_TILED /**< a matrix of int8 in the tiles of kernels.h; its sizes are those of the matrix */
} nst_tensor_type;

typedef struct nst_tensor {
  nst_str name;
  nst_tensor_type type;
  uint32_t n_dims;
  uint32_t dims[4]; /**< those not used are 1 */
  const void *data; /**< for numbers at a multiple of 64 from the first byte */
  size_t bytes;
} nst_tensor;

typedef struct nst_weights {
  nst_tensor *items; /**< sorted by name */
  uint32_t n;
  nst_error *error;
} nst_weights;

/** Read the table of tensors. The bytes must begin at an address that is a multiple of 4. NST_MODEL if they are no model file, NST_NOMEM;
 *  `error` may be NULL and takes the messages of later calls too. */
NST_MUST_USE nst_status nst_weights_read(nst_arena *arena, const uint8_t *bytes, size_t len, nst_weights *out,
                                         nst_error *error);

/** The numbers of tensor `name`, which must be of this type and have exactly these sizes: (rows, columns), or (rows)
 *  where columns is 0. NST_MODEL with a message otherwise. */
NST_MUST_USE nst_status nst_weights_numbers(const nst_weights *w, const char *name, nst_tensor_type type,
                                            uint32_t rows, uint32_t columns, const void **out);
NST_MUST_USE nst_status nst_weights_text(const nst_weights *w, const char *name, nst_str *out);
/** Append the same model to `out` with the matrices of its linear layers in tiles, ready to run where it lies.
 *  NST_MODEL, NST_NOMEM. */
NST_MUST_USE nst_status nst_weights_tile(const uint8_t *bytes, size_t len, nst_buf *out, nst_error *error);
/** A matrix (rows, columns) in tiles: nst_tiled_size(rows, columns) bytes, all of them written. */
void nst_tile_matrix(const int8_t *w, size_t rows, size_t columns, int8_t *tiled);
/** The tensor, or NULL. */
const nst_tensor *nst_weights_find(const nst_weights *w, const char *name);

#endif
