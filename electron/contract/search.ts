import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { channelEvidence, pairEvidence, titleConflict } from './evidence.ts'
import { contentHash, groupId, itemId } from './identifiers.ts'
import { item, pictureBox } from './items.ts'
import { saying } from './saying.ts'

const MOST_HITS = 200
/** Of a longer text the start is read; nobody types so much, but a page may be pasted. */
const LONGEST_TEXT = 100_000

export const searchBox = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type SearchBox = z.infer<typeof searchBox>

/** What a hit must be; spelling, case and accents do not matter. An item that says nothing of it is no hit. */
export const searchFilter = z.object({
  category: z.string().min(1).optional(),
  brand: z.string().min(1).optional(),
  minimumPrice: z.number().nonnegative().optional(),
  maximumPrice: z.number().nonnegative().optional(),
  /** Every name must have one of the values that are given for it. */
  attributes: z
    .array(z.object({ name: z.string().min(1), value: z.string() }))
    .max(50)
    .default([]),
})
export type SearchFilter = z.infer<typeof searchFilter>

/** A picture file of the user's, or one that an item of the catalogue shows: its first unless told which. */
export const searchPicture = z.union([
  z.object({ path: z.string().min(1) }),
  z.object({ itemId, sha256: contentHash.optional() }),
])
export type SearchPicture = z.infer<typeof searchPicture>

export const searchInput = z
  .object({
    picture: searchPicture.optional(),
    /** The part of the picture that is meant, in pixels of the upright picture; what reaches out of it is cut away. */
    box: searchBox.optional(),
    text: z.string().max(LONGEST_TEXT).optional(),
    filter: searchFilter.prefault({}),
    top: z.number().int().min(1).max(MOST_HITS).default(20),
  })
  .refine(({ picture, text }) => picture !== undefined || (text ?? '').trim() !== '', {
    error: 'Expected a picture or words to search for',
  })
  .refine(({ picture, box }) => box === undefined || picture !== undefined, {
    error: 'Expected a picture with the box',
  })
export type SearchInput = z.infer<typeof searchInput>

export const searchHit = z.object({
  item,
  /** What hits are ranked by: the mean distance in what was searched by, 0..2; smaller is nearer. */
  distance: z.number(),
  /** The channels that were searched by, in the order of all evidence; what was not asked is left out. */
  channels: z.array(channelEvidence),
  /** In what its title and the words searched by differ; those come first of each. */
  conflicts: z.array(titleConflict),
  /** The item's picture that is nearest to the one searched by; null when only words were. */
  picture: contentHash.nullable(),
  /** The group that the item is in; null in none. */
  groupId: groupId.nullable(),
})
export type SearchHit = z.infer<typeof searchHit>

const words = z.string()
/** What was clipped, missing, or searched otherwise than one may expect; `words` is the same as an English sentence. */
export const searchNote = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['without-index', 'no-word', 'no-item-found', 'box-clipped']), words }),
  z.object({ kind: z.literal('no-attribute'), name: z.string(), words }),
  /** A graphics card had to be given up. */
  z.object({ kind: z.literal('provider'), said: saying, words }),
])
export type SearchNote = z.infer<typeof searchNote>

export const searchAnswer = z.object({
  /** Nearest first. */
  hits: z.array(searchHit),
  /** Items that the filter lets pass. */
  candidates: z.number().int().nonnegative(),
  /** The picture searched by; null without one. */
  picture: z
    .object({
      sha256: contentHash,
      width: z.number().int(),
      height: z.number().int(),
      /** The box as it was used. */
      box: searchBox.nullable(),
      /** The items that the model in use found in the whole picture: each was searched by. */
      found: z.array(pictureBox),
    })
    .nullable(),
  notes: z.array(searchNote),
  /** Reading and embedding what was searched by; finding, ranking and measuring. */
  tookMs: z.object({ embed: z.number(), search: z.number() }),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

export const searchReadiness = z.object({
  items: z.number().int(),
  /** Pictures, or items found in them, that can be found by a picture. */
  pictures: z.number().int(),
  /** Whether they are found through the index that the last match built; else by comparing with every one. */
  indexed: z.boolean(),
  /** The model that pictures are compared by; null before anything was described. */
  pictureModel: z.string().nullable(),
  /** The text model that words are compared by, besides the words themselves; null without one. */
  textModel: z.string().nullable(),
  /** Names of attributes that can be filtered by, those of most items first. */
  attributes: z.array(z.object({ name: z.string(), items: z.number().int() })),
})
export type SearchReadiness = z.infer<typeof searchReadiness>

export const searchContract = {
  /** Loads what searching needs, so that the first search is as fast as the next; says what can be searched by. */
  prepare: oc.errors(errorMap).output(searchReadiness),
  find: oc.errors(errorMap).input(searchInput).output(searchAnswer),
  /**
   * Makes two items a candidate pair of the run that counts, measured in every channel, so that they come into review:
   * in one group where their score reaches the threshold, else as a case of the two, which `groups.case` opens.
   */
  promote: oc
    .errors(errorMap)
    .input(
      z.object({ itemA: itemId, itemB: itemId }).refine(({ itemA, itemB }) => itemA !== itemB, {
        error: 'Expected two different items',
      }),
    )
    .output(
      z.object({
        pair: pairEvidence,
        /** False: it was a candidate already. */
        added: z.boolean(),
        /** The group that holds both now; null where there is none. */
        groupId: groupId.nullable(),
      }),
    ),
}
