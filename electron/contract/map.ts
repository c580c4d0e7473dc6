import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { groupState } from './groups.ts'
import { contentHash, groupId, itemId } from './identifiers.ts'
import { job } from './jobs.ts'

const count = z.number().int().nonnegative()
/** A typed array's bytes, little endian, in base64. */
const bytes = z.string()

/**
 * A picture of an item is a point; an item with several pictures is several points, and one picture of several items is
 * several points at one place. Beside each other in the arrays, in item order.
 */
export const mapPoints = z.object({
  count,
  /** float32 [2 * count]: x, y; the largest side of the map is -1..1. */
  places: bytes,
  /** uint32 [count] each: ids; 0 where an item is in no group. */
  items: bytes,
  pictures: bytes,
  groups: bytes,
  /** uint8 [count]: 0 in no group, 1 open, 2 started, 3 confirmed. */
  states: bytes,
  /** uint16 [count]: 0 without a category, n for the name at n - 1. */
  categories: bytes,
  categoryNames: z.array(z.string()),
})
export type MapPoints = z.infer<typeof mapPoints>

export const embeddingMap = z.object({
  /** The model whose space it is of; null before anything was described. */
  model: z.string().nullable(),
  /** null: it was not drawn yet. */
  drawnAt: z.string().nullable(),
  /** Points that the projection was computed of; all others were placed beside the nearest of them. */
  fitted: count,
  /** Described pictures that items show, and those of them that are not on the map yet. */
  views: count,
  missing: count,
  points: mapPoints,
})
export type EmbeddingMap = z.infer<typeof embeddingMap>

export const mappedItem = z.object({
  itemId,
  pictureId: z.number().int().positive(),
  externalId: z.string(),
  title: z.string().nullable(),
  category: z.string().nullable(),
  sha256: contentHash.nullable(),
  groupId: groupId.nullable(),
  state: groupState.nullable(),
})
export type MappedItem = z.infer<typeof mappedItem>

export const mapContract = {
  get: oc.errors(errorMap).output(embeddingMap),
  /** What some points are, in the order asked for; what is gone since is left out. */
  describe: oc
    .errors(errorMap)
    .input(
      z.object({
        points: z.array(z.object({ itemId, pictureId: z.number().int().positive() })).max(200),
      }),
    )
    .output(z.array(mappedItem)),
  /** Starts a job of kind `map`: places what is new without moving what is there, or draws all of it anew. */
  draw: oc
    .errors(errorMap)
    .input(z.object({ anew: z.boolean().default(false) }))
    .output(job),
}
