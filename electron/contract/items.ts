import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { contentHash, itemId } from './identifiers.ts'

export const picture = z.object({
  sha256: contentHash,
  /** Size in pixels after EXIF rotation. */
  width: z.number().int(),
  height: z.number().int(),
  format: z.string(),
  fileName: z.string(),
  path: z.string(),
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
  pictures: z.array(picture),
})
export type Item = z.infer<typeof item>

export const itemsContract = {
  get: oc
    .errors(errorMap)
    .input(z.object({ ids: z.array(itemId).max(200) }))
    .output(z.array(item)),
}
