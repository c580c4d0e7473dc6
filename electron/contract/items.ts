import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { contentHash, itemId } from './identifiers.ts'

/** A part of a picture, in pixels of the upright picture. */
export const pictureBox = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** What a detector calls it: "shoes"; null for other boxes. */
  label: z.string().nullable(),
  /** How sure the detector is, 0..1; null for other boxes. */
  score: z.number().nullable(),
  /** Given with the listing, found by a detector, or a picture within the picture: a collage's cell, a screenshot's photo. */
  origin: z.enum(['given', 'found', 'inner']),
})
export type PictureBox = z.infer<typeof pictureBox>

export const picture = z.object({
  sha256: contentHash,
  /** Size in pixels after EXIF rotation. */
  width: z.number().int(),
  height: z.number().int(),
  format: z.string(),
  fileName: z.string(),
  path: z.string(),
  boxes: z.array(pictureBox),
})
export type Picture = z.infer<typeof picture>

export const item = z.object({
  id: itemId,
  externalId: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  price: z.number().nullable(),
  code: z.string().nullable(),
  labelGroup: z.string().nullable(),
  /** Every other column of the table, in its order. */
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  source: z.string(),
  status: z.enum(['present', 'missing']),
  /** What the model in use takes the item for, most likely first; empty without one. */
  predicted: z.array(z.object({ name: z.string(), probability: z.number() })),
  pictures: z.array(picture),
})
export type Item = z.infer<typeof item>

export const itemsContract = {
  get: oc
    .errors(errorMap)
    .input(z.object({ ids: z.array(itemId).max(200) }))
    .output(z.array(item)),
}
