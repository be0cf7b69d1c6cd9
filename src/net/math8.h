/* math8.h - eight numbers at a time, the same bits on every processor.
 *
 * A vector is eight lanes of IEEE single precision. Sums over a row go lane by lane and meet in one fixed tree;
 * nothing is fused, nothing is reordered, and exp and erf are the polynomials below. So a file compiled for AVX2 and
 * one compiled for any processor give equal results, not close ones. */
#ifndef NST_NET_MATH8_H
#define NST_NET_MATH8_H

#include <float.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"
#else
#pragma GCC diagnostic ignored "-Wpsabi"
#endif
#if defined(__FAST_MATH__) || FLT_EVAL_METHOD != 0
#error "results must not depend on the processor: no -ffast-math, no excess precision"
#endif

#define NST_INLINE static inline __attribute__((always_inline, unused))

enum { NST_LANES = 8 };

typedef float nst_f8 __attribute__((vector_size(32)));
typedef int32_t nst_i8 __attribute__((vector_size(32)));
typedef uint32_t nst_u8 __attribute__((vector_size(32)));
typedef int16_t nst_s8 __attribute__((vector_size(16)));

/* The same where it may lie anywhere. */
typedef float nst_f8_any __attribute__((vector_size(32), aligned(4), may_alias));

NST_INLINE nst_f8 f8_load(const float *p) {
  return (nst_f8) * (const nst_f8_any *)(const void *)p;
}

NST_INLINE void f8_store(float *p, nst_f8 v) {
  *(nst_f8_any *)(void *)p = (nst_f8_any)v;
}

/* The first n (1..8) lanes; the others are zero, and not read. */
NST_INLINE nst_f8 f8_load_n(const float *p, size_t n) {
  nst_f8 v = {0};
  memcpy(&v, p, n * sizeof *p);
  return v;
}

NST_INLINE void f8_store_n(float *p, nst_f8 v, size_t n) {
  memcpy(p, &v, n * sizeof *p);
}

NST_INLINE nst_f8 f8_all(float x) {
  return (nst_f8){x, x, x, x, x, x, x, x};
}

NST_INLINE nst_f8 f8_pick(nst_i8 mask, nst_f8 yes, nst_f8 no) {
  return (nst_f8)(((nst_i8)yes & mask) | ((nst_i8)no & ~mask));
}

/* a > b ? a : b in every lane: b where either is not a number. */
NST_INLINE nst_f8 f8_max(nst_f8 a, nst_f8 b) {
#if defined(NST_NET_AVX2)
  return (nst_f8)_mm256_max_ps((__m256)a, (__m256)b);
#else
  return f8_pick(a > b, a, b);
#endif
}

/* a < b ? a : b in every lane. */
NST_INLINE nst_f8 f8_min(nst_f8 a, nst_f8 b) {
#if defined(NST_NET_AVX2)
  return (nst_f8)_mm256_min_ps((__m256)a, (__m256)b);
#else
  return f8_pick(a < b, a, b);
#endif
}

NST_INLINE nst_f8 f8_abs(nst_f8 v) {
  return (nst_f8)((nst_u8)v & 0x7fffffffu);
}

/* The fixed tree in which the lanes meet. */
NST_INLINE float f8_sum(nst_f8 v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

NST_INLINE float f8_most(nst_f8 v) {
  float most = v[0];
  for (int i = 1; i < NST_LANES; i++) most = v[i] > most ? v[i] : most;
  return most;
}

/* Adding this makes the last bits of a number of less than 2^22 its value rounded to the nearest, halves to even. */
#define NST_ROUNDER 12582912.0f

/* Nearest whole number, halves to even, of lanes within -127..127. */
NST_INLINE nst_i8 f8_round(nst_f8 v) {
  return (nst_i8)(v + NST_ROUNDER) - (nst_i8)f8_all(NST_ROUNDER);
}

/* e to the power of v; v is taken as within -87..88. Relative error below 2e-7. */
NST_INLINE nst_f8 f8_exp(nst_f8 v) {
  v = f8_max(f8_min(v, f8_all(88.0f)), f8_all(-87.0f));
  nst_f8 n = v * 1.44269504f + NST_ROUNDER; /* powers of two in the last bits of n */
  nst_f8 whole = n - NST_ROUNDER;
  nst_f8 r = v - whole * 0.693359375f;
  r = r - whole * -2.12194440e-4f;
  nst_f8 p = r * 1.9875691e-4f + 1.3981999e-3f;
  p = p * r + 8.3334519e-3f;
  p = p * r + 4.1665796e-2f;
  p = p * r + 1.6666665e-1f;
  p = p * r + 5.0000001e-1f;
  p = p * (r * r) + (r + 1.0f);
  nst_u8 power = ((nst_u8)n + 127u) << 23;
  return p * (nst_f8)power;
}

/* v / 2 * (1 + erf(v / sqrt 2)). The fraction is the best one of its degrees for erf(v / sqrt 2) / v, in v squared,
 * over -5.2..5.2 (found by weighted least squares); the error of erf is below 4e-7. */
NST_INLINE nst_f8 f8_gelu(nst_f8 v) {
  nst_f8 x = f8_max(f8_min(v, f8_all(5.2f)), f8_all(-5.2f));
  nst_f8 z = x * x;
  nst_f8 p = z * -3.23042964882e-8f + 1.07391421238e-5f;
  nst_f8 q = z * 1.3819655945e-4f + 3.25142234774e-3f;
  p = p * z + 8.22885212464e-4f;
  q = q * z + 4.31979457889e-2f;
  p = p * z + 1.21570804916e-2f;
  q = q * z + 3.17668624607e-1f;
  p = p * z + 1.20489177293e-1f;
  q = q * z + 1.0f;
  p = p * z + 7.9788349284e-1f;
  return v * 0.5f * (1.0f + x * p / q);
}

#endif
