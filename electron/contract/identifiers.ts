import { z } from 'zod'

export const itemId = z.number().int().positive()
/** A group is named by the item id of its representative: groups are disjoint, so it is unique among them. */
export const groupId = z.number().int().positive()
/** SHA-256 of a picture file's bytes, 64 lower-case hexadecimal digits. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
