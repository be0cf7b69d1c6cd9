/* lanes.h - many numbers at a time, the same bits on every processor.
 *
 * A vector is NST_LANES lanes (8 or 16) of IEEE single precision; what is computed lane by lane does not depend on how
 * many there are. Sums over a row go into NST_PARTS partial sums, number i into part i % NST_PARTS, which meet in one fixed tree.
 * Nothing is fused, nothing is reordered, and exp and gelu are the polynomials below. So files compiled for AVX-512, for
 * AVX2 and for any processor give equal results, not close ones. Define NST_LANES before including. */
#ifndef NST_NET_LANES_H
#define NST_NET_LANES_H

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
#if NST_LANES != 8 && NST_LANES != 16
#error "NST_LANES is 8 or 16"
#endif

#define NST_INLINE static inline __attribute__((always_inline, unused))

enum { NST_PARTS = 32, NST_ACCUMULATORS = NST_PARTS / NST_LANES };

typedef float nst_f __attribute__((vector_size(4 * NST_LANES)));
typedef int32_t nst_i __attribute__((vector_size(4 * NST_LANES)));
typedef uint32_t nst_u __attribute__((vector_size(4 * NST_LANES)));
typedef int8_t nst_b __attribute__((vector_size(NST_LANES)));
typedef float nst_f8 __attribute__((vector_size(32)));

/* The same where it may lie anywhere. */
typedef float nst_f_any __attribute__((vector_size(4 * NST_LANES), aligned(4), may_alias));
typedef int32_t nst_i_any __attribute__((vector_size(4 * NST_LANES), aligned(4), may_alias));

NST_INLINE nst_f f_load(const float *p) {
  return (nst_f) * (const nst_f_any *)(const void *)p;
}

NST_INLINE void f_store(float *p, nst_f v) {
  *(nst_f_any *)(void *)p = (nst_f_any)v;
}

NST_INLINE nst_i i_load(const int32_t *p) {
  return (nst_i) * (const nst_i_any *)(const void *)p;
}

/* The first n (1..NST_LANES) lanes; the others are zero, and not read. */
NST_INLINE nst_f f_load_n(const float *p, size_t n) {
  nst_f v = {0};
  memcpy(&v, p, n * sizeof *p);
  return v;
}

NST_INLINE void f_store_n(float *p, nst_f v, size_t n) {
  memcpy(p, &v, n * sizeof *p);
}

NST_INLINE nst_f f_all(float x) {
  return x - (nst_f){0}; /* lanes of x: subtracting zero keeps every bit */
}

NST_INLINE nst_f f_pick(nst_i mask, nst_f yes, nst_f no) {
  return (nst_f)(((nst_i)yes & mask) | ((nst_i)no & ~mask));
}

/* a > b ? a : b in every lane: b where either is not a number. */
NST_INLINE nst_f f_max(nst_f a, nst_f b) {
#if defined(NST_NET_AVX512)
  return (nst_f)_mm512_max_ps((__m512)a, (__m512)b);
#elif defined(NST_NET_AVX2)
  return (nst_f)_mm256_max_ps((__m256)a, (__m256)b);
#else
  return f_pick(a > b, a, b);
#endif
}

/* a < b ? a : b in every lane. */
NST_INLINE nst_f f_min(nst_f a, nst_f b) {
#if defined(NST_NET_AVX512)
  return (nst_f)_mm512_min_ps((__m512)a, (__m512)b);
#elif defined(NST_NET_AVX2)
  return (nst_f)_mm256_min_ps((__m256)a, (__m256)b);
#else
  return f_pick(a < b, a, b);
#endif
}

NST_INLINE nst_f f_abs(nst_f v) {
  return (nst_f)((nst_u)v & 0x7fffffffu);
}

/* The fixed tree in which the partial sums meet: 32 to 16 to 8 to 4 to 2 to 1, part i with the one half the number away. */
NST_INLINE float f_sum(const nst_f part[NST_ACCUMULATORS]) {
#if NST_LANES == 16
  nst_f half = part[0] + part[1];
  nst_f8 low, high;
  memcpy(&low, &half, sizeof low);
  memcpy(&high, (const char *)&half + sizeof low, sizeof high);
  nst_f8 v = low + high;
#else
  nst_f8 v = (part[0] + part[2]) + (part[1] + part[3]);
#endif
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

NST_INLINE float f_most(nst_f v) {
  float most = v[0];
  for (int i = 1; i < NST_LANES; i++) most = v[i] > most ? v[i] : most;
  return most;
}

/* Adding this makes the last bits of a number of less than 2^22 its value rounded to the nearest, halves to even. */
#define NST_ROUNDER 12582912.0f

/* Nearest whole number, halves to even, of lanes within -127..127. */
NST_INLINE nst_i f_round(nst_f v) {
  return (nst_i)(v + NST_ROUNDER) - (nst_i)f_all(NST_ROUNDER);
}

/* e to the power of v; v is taken as within -87..88. Relative error below 2e-7. */
NST_INLINE nst_f f_exp(nst_f v) {
  v = f_max(f_min(v, f_all(88.0f)), f_all(-87.0f));
  nst_f n = v * 1.44269504f + NST_ROUNDER; /* powers of two in the last bits of n */
  nst_f whole = n - NST_ROUNDER;
  nst_f r = v - whole * 0.693359375f;
  r = r - whole * -2.12194440e-4f;
  nst_f p = r * 1.9875691e-4f + 1.3981999e-3f;
  p = p * r + 8.3334519e-3f;
  p = p * r + 4.1665796e-2f;
  p = p * r + 1.6666665e-1f;
  p = p * r + 5.0000001e-1f;
  p = p * (r * r) + (r + 1.0f);
  nst_u power = ((nst_u)n + 127u) << 23;
  return p * (nst_f)power;
}

/* v / 2 * (1 + erf(v / sqrt 2)). The fraction is the best one of its degrees for erf(v / sqrt 2) / v, in v squared,
 * over -5.2..5.2 (found by weighted least squares); the error of erf is below 4e-7. */
NST_INLINE nst_f f_gelu(nst_f v) {
  nst_f x = f_max(f_min(v, f_all(5.2f)), f_all(-5.2f));
  nst_f z = x * x;
  nst_f p = z * -3.23042964882e-8f + 1.07391421238e-5f;
  nst_f q = z * 1.3819655945e-4f + 3.25142234774e-3f;
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
