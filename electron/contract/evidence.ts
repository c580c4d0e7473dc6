import { z } from 'zod'
import { itemId } from './identifiers.ts'
import { relation } from './relations.ts'

/** What two items are compared by. Each channel is kept apart, never only summed. */
export const channel = z.enum([
  'bytes',
  'phash',
  'image',
  'title',
  'meaning',
  'brand',
  'category',
  'price',
  'code',
])
export type Channel = z.infer<typeof channel>

export const channelEvidence = z.object({
  channel,
  /**
   * bytes, brand, category, code: 0 equal, 1 not. phash: differing bits, 0..64. image, title, meaning (of the title, by
   * a text model): cosine distance, 0..2.
   * price: 1 - min/max, 0..1. null: at least one side has nothing to compare, which is not the same as different.
   */
  distance: z.number().nullable(),
  /** One short phrase for a person: "9 of 64 bits differ". */
  words: z.string(),
  /** What this channel added to the score's log-odds, in nats; 0 when there is nothing to compare. */
  contribution: z.number(),
})
export type ChannelEvidence = z.infer<typeof channelEvidence>

/** What one topic added to a score's log-odds, in words: "title says 500 ml against 1000 ml", -2.1. */
export const pairReason = z.object({
  words: z.string(),
  /** In nats; above 0 it speaks for the same product. */
  contribution: z.number(),
})
export type PairReason = z.infer<typeof pairReason>

export const settledRelation = z.object({
  relation,
  reviewer: z.string(),
  decidedAt: z.string(),
  /** False: said of this very pair. True: follows from what was said of other pairs. */
  implied: z.boolean(),
})
export type SettledRelation = z.infer<typeof settledRelation>

export const pairEvidence = z.object({
  itemA: itemId,
  itemB: itemId,
  /** Calibrated probability that both are the same product, 0..1. */
  score: z.number(),
  scorerVersion: z.string(),
  /** The pictures, by content hash, that the phash and image distances are about. */
  imageA: z.string().nullable(),
  imageB: z.string().nullable(),
  channels: z.array(channelEvidence),
  /** The largest contributions to the score, largest first, at most 6. */
  reasons: z.array(pairReason),
  settled: settledRelation.nullable(),
})
export type PairEvidence = z.infer<typeof pairEvidence>
