/*
 * The inner loops of resample.ts: fixed-point convolution of 8-bit samples, as Pillow defines it, four or sixteen
 * samples at a time. JavaScript needs 5-8 times as long for them, more than decoding the picture does.
 *
 * Compiled once, and kept as base64 in resample-kernel.ts so that it needs no file of its own beside a bundle:
 *   zig cc --target=wasm32-freestanding -msimd128 -O3 -nostdlib -Wl,--no-entry,--strip-all,-z,stack-size=4096 \
 *     -o resample-kernel.wasm resample-kernel.c && base64 -w 100 resample-kernel.wasm     (zig 0.17)
 * Every buffer must be followed by 16 readable and writable bytes: vectors run over the end of a row.
 */
#include <wasm_simd128.h>

typedef unsigned char byte;

enum { WEIGHT_BITS = 22, ONE_HALF = 1 << (WEIGHT_BITS - 1) };

/* Saturates as Pillow's clip8 does: four sums to four bytes. */
static inline v128_t to_bytes(v128_t sums) {
  v128_t shifted = wasm_i32x4_shr(sums, WEIGHT_BITS);
  v128_t words = wasm_i16x8_narrow_i32x4(shifted, shifted);
  return wasm_u8x16_narrow_i16x8(words, words);
}

static inline v128_t widen_four(const byte *from) {
  return wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(from)));
}

/* One vector holds a pixel's three channels and, unused, the next pixel's first. */
__attribute__((export_name("rows_rgb"))) void rows_rgb(const byte *input, int width, int height, byte *out,
                                                       int output_width, const int *first, const int *count,
                                                       const int *weights, int stride) {
  for (int row = 0; row < height; row++, input += width * 3) {
    for (int column = 0; column < output_width; column++, out += 3) {
      const byte *at = input + first[column] * 3;
      const int *weight = weights + column * stride;
      v128_t sums = wasm_i32x4_splat(ONE_HALF);
      for (int tap = 0; tap < count[column]; tap++, at += 3)
        sums = wasm_i32x4_add(sums, wasm_i32x4_mul(widen_four(at), wasm_v128_load32_splat(weight + tap)));
      wasm_v128_store32_lane(out, to_bytes(sums), 0);
    }
  }
}

/* Four taps at a time: `stride` is a multiple of four, and weights past `count` are zero. */
__attribute__((export_name("rows_luma"))) void rows_luma(const byte *input, int width, int height, byte *out,
                                                         int output_width, const int *first, const int *count,
                                                         const int *weights, int stride) {
  for (int row = 0; row < height; row++, input += width) {
    for (int column = 0; column < output_width; column++) {
      const byte *at = input + first[column];
      const int *weight = weights + column * stride;
      v128_t sums = wasm_i32x4_const(ONE_HALF, 0, 0, 0);
      for (int tap = 0; tap < count[column]; tap += 4)
        sums = wasm_i32x4_add(sums, wasm_i32x4_mul(widen_four(at + tap), wasm_v128_load(weight + tap)));
      int sum = (wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) +
                 wasm_i32x4_extract_lane(sums, 2) + wasm_i32x4_extract_lane(sums, 3)) >> WEIGHT_BITS;
      *out++ = sum < 0 ? 0 : sum > 255 ? 255 : sum;
    }
  }
}

/* Channels need not be told apart: sixteen bytes of a row at a time, tap by tap down the rows. */
__attribute__((export_name("columns"))) void columns(const byte *input, int row_length, byte *out, int output_height,
                                                     const int *first, const int *count, const int *weights,
                                                     int stride) {
  for (int row = 0; row < output_height; row++, out += row_length) {
    const byte *top = input + first[row] * row_length;
    const int *weight = weights + row * stride;
    for (int column = 0; column < row_length; column += 16) {
      const byte *at = top + column;
      v128_t a = wasm_i32x4_splat(ONE_HALF), b = a, c = a, d = a;
      for (int tap = 0; tap < count[row]; tap++, at += row_length) {
        v128_t factor = wasm_v128_load32_splat(weight + tap);
        v128_t samples = wasm_v128_load(at);
        v128_t low = wasm_u16x8_extend_low_u8x16(samples), high = wasm_u16x8_extend_high_u8x16(samples);
        a = wasm_i32x4_add(a, wasm_i32x4_mul(wasm_u32x4_extend_low_u16x8(low), factor));
        b = wasm_i32x4_add(b, wasm_i32x4_mul(wasm_u32x4_extend_high_u16x8(low), factor));
        c = wasm_i32x4_add(c, wasm_i32x4_mul(wasm_u32x4_extend_low_u16x8(high), factor));
        d = wasm_i32x4_add(d, wasm_i32x4_mul(wasm_u32x4_extend_high_u16x8(high), factor));
      }
      v128_t left = wasm_i16x8_narrow_i32x4(wasm_i32x4_shr(a, WEIGHT_BITS), wasm_i32x4_shr(b, WEIGHT_BITS));
      v128_t right = wasm_i16x8_narrow_i32x4(wasm_i32x4_shr(c, WEIGHT_BITS), wasm_i32x4_shr(d, WEIGHT_BITS));
      wasm_v128_store(out + column, wasm_u8x16_narrow_i16x8(left, right));
    }
  }
}

/* ITU-R 601-2 luma in 16-bit fixed point, as Pillow's convert('L'). */
__attribute__((export_name("luma"))) void luma(const byte *rgb, int pixels, byte *out) {
  for (int pixel = 0; pixel < pixels; pixel++, rgb += 3)
    out[pixel] = (rgb[0] * 19595 + rgb[1] * 38470 + rgb[2] * 7471 + 0x8000) >> 16;
}
