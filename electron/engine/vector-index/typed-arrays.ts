import { z } from 'zod'

/* Arrays that threads give each other, in memory of their own or shared. */

export const int32Array = z.custom<Int32Array>((value) => value instanceof Int32Array)
export const uint32Array = z.custom<Uint32Array>((value) => value instanceof Uint32Array)
export const float32Array = z.custom<Float32Array>((value) => value instanceof Float32Array)

/** NearestListsMemory */
export const nearestListsMemory = z.object({
  limit: z.number().int().positive(),
  counts: uint32Array,
  rows: uint32Array,
  distances: float32Array,
  worst: float32Array,
})
