/* kernels_amx.c - the kernels for x86 processors with AMX: equal to kernels_ref.c, bit for bit.
 *
 * A tile of 16 rows and one of 16 outputs, 64 inputs deep, are one instruction; two by two of them are computed together.
 * The system has to allow the tiles once in each process. The float side is AVX-512. Compiled with
 * -mavx512f -mavx512bw -mavx512vl -mamx-tile -mamx-int8. */
#include "net/kernels.h"

#ifdef NST_HAVE_X86

#include <cpuid.h>
#include <immintrin.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif
#define NST_NET_AVX512 1
#define NST_LANES 16
#include "net/layers_impl.h"

enum { TILE_ROWS = 16, TILE_BYTES = 64, PAIR = 2 * NST_OUT_BLOCK };

typedef struct tile_config {
  uint8_t palette, start;
  uint8_t zero[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} tile_config;

static void set_tiles(void) {
  tile_config c = {.palette = 1};
  for (int i = 0; i < 8; i++) {
    c.row_bytes[i] = TILE_BYTES;
    c.rows[i] = TILE_ROWS;
  }
  _tile_loadconfig(&c);
}

/* Sums of 32 rows by 32 outputs: tiles 0..3; inputs in 4 and 5, weights in 6 and 7. */
NST_INLINE void four_tiles(const int8_t *w, const int8_t *x, size_t stride, int32_t *sums) {
  const int8_t *w2 = w + NST_OUT_BLOCK * stride, *x2 = x + TILE_ROWS * stride;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (size_t i = 0; i < stride; i += TILE_BYTES) {
    _tile_loadd(4, x + i, stride);
    _tile_loadd(6, w + i * NST_OUT_BLOCK, TILE_BYTES);
    _tile_dpbssd(0, 4, 6);
    _tile_loadd(7, w2 + i * NST_OUT_BLOCK, TILE_BYTES);
    _tile_dpbssd(1, 4, 7);
    _tile_loadd(5, x2 + i, stride);
    _tile_dpbssd(2, 5, 6);
    _tile_dpbssd(3, 5, 7);
  }
  _tile_stored(0, sums, PAIR * sizeof *sums);
  _tile_stored(1, sums + NST_OUT_BLOCK, PAIR * sizeof *sums);
  _tile_stored(2, sums + TILE_ROWS * PAIR, PAIR * sizeof *sums);
  _tile_stored(3, sums + TILE_ROWS * PAIR + NST_OUT_BLOCK, PAIR * sizeof *sums);
}

/* Sums of 32 rows by the last 16 outputs. */
NST_INLINE void two_tiles(const int8_t *w, const int8_t *x, size_t stride, int32_t *sums) {
  _tile_zero(0);
  _tile_zero(2);
  for (size_t i = 0; i < stride; i += TILE_BYTES) {
    _tile_loadd(6, w + i * NST_OUT_BLOCK, TILE_BYTES);
    _tile_loadd(4, x + i, stride);
    _tile_dpbssd(0, 4, 6);
    _tile_loadd(5, x + TILE_ROWS * stride + i, stride);
    _tile_dpbssd(2, 5, 6);
  }
  _tile_stored(0, sums, PAIR * sizeof *sums);
  _tile_stored(2, sums + TILE_ROWS * PAIR, PAIR * sizeof *sums);
}

NST_INLINE void linear_act(const nst_linear *l, const nst_quantised *x, size_t rows, float *y, size_t ldy,
                           void *scratch, nst_act act) {
  (void)scratch;
  size_t stride = nst_in_stride(l->in);
  _Alignas(64) int32_t sums[NST_ROW_BLOCK * PAIR];
  set_tiles();
  for (size_t o = 0; o < l->out; o += PAIR) {
    bool both = o + NST_OUT_BLOCK < l->out;
    for (size_t r = 0; r < rows; r += NST_ROW_BLOCK) {
      if (both) four_tiles(l->w + o * stride, x->q + r * stride, stride, sums);
      else two_tiles(l->w + o * stride, x->q + r * stride, stride, sums);
      size_t n = rows - r < NST_ROW_BLOCK ? rows - r : NST_ROW_BLOCK;
      for (size_t k = 0; k < n; k++) {
        const nst_i one = i_load(sums + k * PAIR), two = i_load(sums + k * PAIR + NST_OUT_BLOCK);
        finish_block(l, o, &one, x->scale[r + k], act, y + (r + k) * ldy);
        if (both) finish_block(l, o + NST_OUT_BLOCK, &two, x->scale[r + k], act, y + (r + k) * ldy);
      }
    }
  }
  _tile_release();
}

NST_LINEAR_OF(linear_act)

/* Linux gives the tiles to those who ask. */
static bool tiles_allowed(void) {
#if defined(__linux__) && defined(SYS_arch_prctl)
  enum { ASK = 0x1023, TILE_DATA = 18 };
  return syscall(SYS_arch_prctl, ASK, TILE_DATA) == 0;
#else
  return false;
#endif
}

static bool usable(void) {
  enum { AMX_TILE = 1u << 24, AMX_INT8 = 1u << 25 };
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d & AMX_TILE) || !(d & AMX_INT8)) return false;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && tiles_allowed();
}

const nst_kernels nst_kernels_amx = {"amx", usable, quantise, linear, norm, products, softmax, dot};

#else
typedef int nst_no_amx; /* a file must hold something */
#endif
