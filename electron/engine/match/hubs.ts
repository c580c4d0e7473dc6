import type { CandidateChannel } from './candidate-channel.ts'
import type { MatchInput } from './match-input.ts'

/** One listing's picture on more items than a group may have is a placeholder, a logo or a size chart. */
const SHARED_LIMIT_ITEMS = 50
/** Six times the members of the largest group: a picture this close to so many others tells nothing apart. */
const NEIGHBOUR_LIMIT_PICTURES = 300

/** A picture that is set aside because it would match nearly everything. */
export interface Hub {
  /** Dense picture number */
  readonly picture: number
  /** Items that have this very picture */
  readonly items: number
  /** Most other pictures, in any channel, that have it among their close neighbours */
  readonly neighbours: number
}

/** Pictures shared by more than 50 items, or closely resembled by more than 300 others; by picture number. */
export function findHubs(input: MatchInput, channels: readonly CandidateChannel[]): Hub[] {
  const itemCounts = new Uint32Array(input.pictures.count)
  for (const picture of input.picturesOfItem.pictures) itemCounts[picture] = (itemCounts[picture] ?? 0) + 1
  const neighbourCounts = new Uint32Array(input.pictures.count)
  for (const channel of channels) {
    if (channel.of !== 'pictures') continue
    const inChannel = new Uint32Array(input.pictures.count)
    const { rows, distances } = channel.neighbours
    for (let place = 0; place < rows.length; place += 1) {
      if ((distances[place] ?? 0) <= channel.closeDistance)
        inChannel[rows[place] ?? 0] = (inChannel[rows[place] ?? 0] ?? 0) + 1
    }
    inChannel.forEach((count, picture) => {
      neighbourCounts[picture] = Math.max(neighbourCounts[picture] ?? 0, count)
    })
  }
  const hubs: Hub[] = []
  for (let picture = 0; picture < input.pictures.count; picture += 1) {
    const items = itemCounts[picture] ?? 0
    const neighbours = neighbourCounts[picture] ?? 0
    if (items > SHARED_LIMIT_ITEMS || neighbours > NEIGHBOUR_LIMIT_PICTURES) {
      hubs.push({ picture, items, neighbours })
    }
  }
  return hubs
}

/** The same catalogue with its hubs taken off every item, so that they neither bring pairs together nor are measured. */
export function setHubsAside(input: MatchInput, hubs: readonly Hub[]): MatchInput {
  if (hubs.length === 0) return input
  const aside = new Set(hubs.map((hub) => hub.picture))
  const { offsets, pictures } = input.picturesOfItem
  const keptOffsets = new Uint32Array(offsets.length)
  const kept: number[] = []
  for (let item = 0; item + 1 < offsets.length; item += 1) {
    for (const picture of pictures.subarray(offsets[item], offsets[item + 1])) {
      if (!aside.has(picture)) kept.push(picture)
    }
    keptOffsets[item + 1] = kept.length
  }
  return { ...input, picturesOfItem: { offsets: keptOffsets, pictures: Uint32Array.from(kept) } }
}
