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

/** What titles state that is enough to make another product. */
export const titleFact = z.enum(['quantity', 'pack', 'number', 'model', 'colour', 'size'])

/** What two titles set against each other; word: what no other kind explains. */
export const titleConflict = z.object({
  kind: z.enum([...titleFact.options, 'word']),
  /** Values that only the title of itemA, and only that of itemB states. */
  onlyA: z.array(z.string()),
  onlyB: z.array(z.string()),
})
export type TitleConflict = z.infer<typeof titleConflict>

/**
 * What a reason is about: a channel, a kind of fact, words set against each other, titles that agree in all, model and
 * part numbers, or what was said of other pairs of the category.
 */
export const reasonTopic = z.enum([
  ...channel.options,
  ...titleFact.options,
  'words',
  'agreement',
  'identifier',
  'verdicts',
])

/** What one topic added to a score's log-odds, in words: "title says 500 ml against 1000 ml", -2.1. */
export const pairReason = z.object({
  /** In English; a window makes its own of the topic and the values. */
  words: z.string(),
  topic: reasonTopic,
  /** What both titles state of a fact, or the category that verdicts were given in; else empty. */
  values: z.array(z.string()),
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

/**
 * What brought two items together: a picture that both show, an equal code, nearness of pictures (image by the encoder,
 * phash by their fingerprints), of titles or of their meaning, or a curator who found one by the other.
 */
export const pairFinder = z.enum(['picture', 'code', 'image', 'phash', 'title', 'meaning', 'search'])
export type PairFinder = z.infer<typeof pairFinder>

export const broughtBy = z.object({
  by: pairFinder,
  /** Which nearest it is among what was kept for the first item, from 1; null where nothing is ranked by it. */
  rank: z.number().int().positive().nullable(),
  /** How many were kept for the first item that are measured in this way. */
  of: z.number().int(),
})
export type BroughtBy = z.infer<typeof broughtBy>

/** One amount that two titles write in other words, "2x500 ml" and "1 l": the stretches of each title that say it. */
export const sameAmount = z.object({
  a: z.array(z.string()),
  b: z.array(z.string()),
  /** In all, in its base unit (ml, g, mm ...); null for a count of pieces, and for sides. */
  amount: z.number().nullable(),
  unit: z.string().nullable(),
})
export type SameAmount = z.infer<typeof sameAmount>

/** How far apart the candidate pairs of this catalogue are in one channel. */
export const channelDistribution = z.object({
  channel,
  /** Pairs that have something to compare in it. */
  pairs: z.number().int(),
  /** Their distances at 0, 2, 4 ... 100 per cent, rising. */
  quantiles: z.array(z.number()).length(51),
})
export type ChannelDistribution = z.infer<typeof channelDistribution>

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
  /** null: not known, because the pair was measured now or by an older match. */
  broughtBy: z.array(broughtBy).nullable(),
  /** In what the two titles differ, as far as the score takes it for a difference. */
  conflicts: z.array(titleConflict),
  /** Of the titles of itemA and itemB. */
  sameAmounts: z.array(sameAmount),
  settled: settledRelation.nullable(),
})
export type PairEvidence = z.infer<typeof pairEvidence>
