import type { Channel, ChannelEvidence, TitleConflict } from '../../contract/evidence.ts'
import { channelEvidence, toldConflicts } from '../match/evidence/channel-evidence.ts'
import { type FactConflict, factConflicts } from '../match/titles/compare-facts.ts'
import type { MatchInput } from '../match/match-input.ts'
import { measurePair, type PairMeasures } from '../match/evidence/measure-pair.ts'
import { prepareMatch, type PreparedMatch } from '../match/prepare-match.ts'
import { scorePair } from '../match/scorer/scorer.ts'
import type { TitleModel } from '../match/title-neighbours/title-vectors.ts'
import type { PictureQuery } from './picture-query.ts'
import type { SearchData } from './search-data.ts'

/** Words to search by, as they are compared. */
export interface WordQuery {
  readonly words: string
  /** The text model's vector of them; null without one. */
  readonly meaning: Float32Array | null
  readonly titleModel: TitleModel
}

export interface MeasuredHit {
  readonly channels: ChannelEvidence[]
  /** In what the title and the words searched by differ. */
  readonly conflicts: TitleConflict[]
  /** The item's picture nearest to the one searched by, by its id; null when only words were. */
  readonly pictureId: number | null
}

/**
 * Measures what was searched by against each hit as matching measures two items: as if it were a listing with that
 * picture and that title. So evidence says the same here as in review.
 * @param hits dense item numbers
 */
export async function measureHits(
  hits: readonly number[],
  picture: PictureQuery | null,
  text: WordQuery | null,
  data: SearchData,
): Promise<MeasuredHit[]> {
  const { input, pictureIds } = smallInput(hits, picture, text, data)
  const prepared = await prepareMatch(input, { titleModel: text?.titleModel })
  const asked = askedChannels(picture, text)
  return hits.map((hit, n) => {
    const measures = withoutUnasked(measurePair(input, prepared, 0, n + 1), hit, picture, data)
    const { contributions } = scorePair(measures, data.scorer)
    const conflicts = conflictsOf(measures, prepared, n + 1)
    const channels = channelEvidence(measures, contributions, conflicts)
    return {
      channels: channels.filter(({ channel }) => asked.has(channel)),
      conflicts: toldConflicts(measures, conflicts),
      pictureId: picture === null ? null : (pictureIds[measures.pictureB ?? -1] ?? null),
    }
  })
}

function askedChannels(picture: PictureQuery | null, text: WordQuery | null): ReadonlySet<Channel> {
  return new Set<Channel>([
    ...(picture === null ? [] : (['image'] as const)),
    ...(picture === null || picture.box !== null ? [] : (['bytes', 'phash'] as const)),
    ...(text === null ? [] : (['title'] as const)),
    ...(text === null || text.meaning === null ? [] : (['meaning'] as const)),
  ])
}

/** A part of a picture has no hash and no file of its own. */
function withoutUnasked(
  measures: PairMeasures,
  hit: number,
  picture: PictureQuery | null,
  { loaded }: SearchData,
): PairMeasures {
  if (picture === null || measures.bytes === null) return measures
  if (picture.box !== null) return { ...measures, bytes: null, phash: null }
  const { offsets, pictures } = loaded.input.picturesOfItem
  const own = pictures.subarray(offsets[hit], offsets[hit + 1])
  const same = picture.pictureId !== null && own.some((view) => loaded.pictureIds[view] === picture.pictureId)
  return { ...measures, bytes: same ? 0 : 1 }
}

function conflictsOf({ facts }: PairMeasures, prepared: PreparedMatch, row: number): FactConflict[] {
  const [a, b] = [prepared.facts[0], prepared.facts[row]]
  return facts === null || a === undefined || b === undefined ? [] : factConflicts(a, b)
}

/** Item 0 is what was searched by, item n + 1 is hit n. Pictures come in the items' order. */
function smallInput(
  hits: readonly number[],
  picture: PictureQuery | null,
  text: WordQuery | null,
  { loaded }: SearchData,
): { input: MatchInput; pictureIds: readonly number[] } {
  const { input } = loaded
  const { dimension, distanceScale } = input.pictures
  const own = picture?.labels.length ?? 0
  const views = picture === null ? [] : hits.flatMap((hit) => Array.from(viewsOf(hit, input)))
  const count = own + views.length
  const phashes = new Uint8Array(count * 8)
  const embeddings = new Float32Array(count * dimension)
  const labels = new Uint16Array(count)
  const absent = new Uint8Array(count)
  if (picture !== null) {
    embeddings.set(picture.vectors)
    labels.set(picture.labels)
    for (let n = 0; n < own; n += 1) phashes.set(picture.phash ?? [], n * 8)
  }
  views.forEach((view, n) => {
    const row = own + n
    phashes.set(input.pictures.phashes.subarray(view * 8, view * 8 + 8), row * 8)
    const vector = input.pictures.embeddings?.subarray(view * dimension, (view + 1) * dimension)
    embeddings.set(vector ?? new Float32Array(dimension).fill(Number.NaN), row * dimension)
    labels[row] = input.pictures.labels[view] ?? 0
    absent[row] = input.pictures.absent?.[view] ?? 0
  })
  const sizes = [own, ...hits.map((hit) => (picture === null ? 0 : viewsOf(hit, input).length))]
  const offsets = new Uint32Array(sizes.length + 1)
  for (const [item, size] of sizes.entries()) offsets[item + 1] = (offsets[item] ?? 0) + size
  const query = { title: text?.words ?? null, brand: null, category: null, price: null, code: null }
  return {
    input: {
      items: [query, ...hits.map((hit) => ({ ...query, title: text === null ? null : titleOf(hit, input) }))],
      pictures: { count, phashes, embeddings, dimension, labels, absent, distanceScale },
      meanings: smallMeanings(hits, text, input),
      picturesOfItem: { offsets, pictures: Uint32Array.from({ length: count }, (_, view) => view) },
    },
    pictureIds: [
      ...Array.from({ length: own }, () => 0),
      ...views.map((view) => loaded.pictureIds[view] ?? 0),
    ],
  }
}

function smallMeanings(
  hits: readonly number[],
  text: WordQuery | null,
  { meanings }: MatchInput,
): MatchInput['meanings'] {
  if (meanings === null || text === null || text.meaning === null) return null
  const { dimension } = meanings
  const vectors = new Float32Array((hits.length + 1) * dimension)
  vectors.set(text.meaning)
  hits.forEach((hit, n) =>
    vectors.set(meanings.vectors.subarray(hit * dimension, (hit + 1) * dimension), (n + 1) * dimension),
  )
  return { vectors, dimension }
}

function viewsOf(item: number, { picturesOfItem }: MatchInput): Uint32Array {
  return picturesOfItem.pictures.subarray(picturesOfItem.offsets[item], picturesOfItem.offsets[item + 1])
}

function titleOf(item: number, { items }: MatchInput): string | null {
  return items[item]?.title ?? null
}
