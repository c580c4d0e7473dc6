import type { Neighbours } from '../vector-index/neighbours.ts'
import { Pace, type WorkOptions } from '../vector-index/pace.ts'
import type { CandidateChannel } from './candidate-channel.ts'
import type { MatchInput } from './match-input.ts'

/** Items that may share a code or a picture before it says nothing any more: the members of the largest group. */
const SHARED_LIMIT_ITEMS = 50

const SHARED_PICTURE = 1
const SHARED_CODE = 2
const FIRST_CHANNEL_BIT = 2
/** Bits of `foundBy` that are left for neighbour channels. */
const MAXIMUM_CHANNELS = 6

/** Unordered pairs of items, each once, by the lower and then by the higher item. */
export interface CandidatePairs {
  /** uint32: dense item numbers, a < b */
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** uint8: who brought the pair: bit 0 a shared picture, bit 1 a shared code, bit 2 + c the neighbours of channel c */
  readonly foundBy: Uint8Array
  /** Codes of more than 50 items, which brought nobody together */
  readonly commonCodes: readonly { readonly code: string; readonly items: number }[]
}

/**
 * Unites what every channel found into pairs of items. Pairs of pictures become pairs of all items that have them; hubs
 * should have been set aside before.
 * @param codes normalised code of every item, or null
 * @throws RangeError if there are more than six channels
 * @throws the signal's reason when cancelled
 */
export async function candidatePairs(
  input: MatchInput,
  codes: readonly (string | null)[],
  channels: readonly CandidateChannel[],
  options: WorkOptions = {},
): Promise<CandidatePairs> {
  if (channels.length > MAXIMUM_CHANNELS) {
    throw new RangeError(`Expected at most ${MAXIMUM_CHANNELS} channels but received ${channels.length}`)
  }
  const itemCount = input.items.length
  const itemsOfPicture = invert(input)
  const { shared, commonCodes } = itemsByCode(codes)
  const found = { a: [] as number[], b: [] as number[], foundBy: [] as number[] }
  const pace = new Pace(itemCount, options)
  // Of all pairs of an item, those with a higher one: each pair is seen from its lower item, but found from either.
  const linked = channels.map(({ of, neighbours }) => ({
    of,
    links: [neighbours, reverseNeighbours(neighbours)],
  }))
  const marks = new Uint8Array(itemCount)
  const marked: number[] = []
  for (let item = 0; item < itemCount; item += 1) {
    const mark = (other: number, bit: number): void => {
      if (other <= item) return
      if (marks[other] === 0) marked.push(other)
      marks[other] = (marks[other] ?? 0) | bit
    }
    const { offsets, pictures } = input.picturesOfItem
    const own = pictures.subarray(offsets[item], offsets[item + 1])
    for (const picture of own) {
      const sharers = itemsOf(itemsOfPicture, picture)
      if (sharers.length <= SHARED_LIMIT_ITEMS) for (const other of sharers) mark(other, SHARED_PICTURE)
    }
    for (const other of shared.get(codes[item] ?? '') ?? []) mark(other, SHARED_CODE)
    for (const [index, { of, links }] of linked.entries()) {
      const bit = 2 ** (FIRST_CHANNEL_BIT + index)
      for (const { offsets: linkOffsets, rows } of links) {
        if (of === 'items') {
          for (const other of rows.subarray(linkOffsets[item], linkOffsets[item + 1])) mark(other, bit)
          continue
        }
        for (const picture of own) {
          for (const near of rows.subarray(linkOffsets[picture], linkOffsets[picture + 1])) {
            for (const other of itemsOf(itemsOfPicture, near)) mark(other, bit)
          }
        }
      }
    }
    for (const other of Uint32Array.from(marked).sort()) {
      found.a.push(item)
      found.b.push(other)
      found.foundBy.push(marks[other] ?? 0)
      marks[other] = 0
    }
    marked.length = 0
    if (pace.due()) await pace.rest(item)
  }
  pace.finish()
  return {
    a: Uint32Array.from(found.a),
    b: Uint32Array.from(found.b),
    foundBy: Uint8Array.from(found.foundBy),
    commonCodes,
  }
}

interface Rows {
  readonly offsets: Uint32Array
  readonly rows: Uint32Array
}

function itemsOf(itemsOfPicture: Rows, picture: number): Uint32Array {
  return itemsOfPicture.rows.subarray(itemsOfPicture.offsets[picture], itemsOfPicture.offsets[picture + 1])
}

/** Items of each picture, ascending. */
function invert({ pictures, picturesOfItem }: MatchInput): Rows {
  return turnAround(picturesOfItem.offsets, picturesOfItem.pictures, pictures.count)
}

/** Who has a row among their neighbours. */
function reverseNeighbours(neighbours: Neighbours): Rows {
  return turnAround(neighbours.offsets, neighbours.rows, neighbours.offsets.length - 1)
}

/** From the targets of each source to the sources of each target, ascending. */
function turnAround(sourceOffsets: Uint32Array, targets: Uint32Array, targetCount: number): Rows {
  const offsets = new Uint32Array(targetCount + 1)
  for (const target of targets) offsets[target + 1] = (offsets[target + 1] ?? 0) + 1
  for (let target = 0; target < targetCount; target += 1)
    offsets[target + 1] = (offsets[target + 1] ?? 0) + (offsets[target] ?? 0)
  const next = offsets.slice()
  const rows = new Uint32Array(targets.length)
  for (let source = 0; source + 1 < sourceOffsets.length; source += 1) {
    for (const target of targets.subarray(sourceOffsets[source], sourceOffsets[source + 1])) {
      const place = next[target] ?? 0
      rows[place] = source
      next[target] = place + 1
    }
  }
  return { offsets, rows }
}

function itemsByCode(codes: readonly (string | null)[]) {
  const items = new Map<string, number[]>()
  codes.forEach((code, item) => {
    if (code === null) return
    const sharers = items.get(code)
    if (sharers === undefined) items.set(code, [item])
    else sharers.push(item)
  })
  const commonCodes = [...items]
    .filter(([, sharers]) => sharers.length > SHARED_LIMIT_ITEMS)
    .map(([code, sharers]) => ({ code, items: sharers.length }))
  for (const { code } of commonCodes) items.delete(code)
  return { shared: items, commonCodes }
}
