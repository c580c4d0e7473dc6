import type { MatchInput, MatchItem } from './match-input.ts'

interface Listing extends Partial<MatchItem> {
  /** Dense picture numbers */
  readonly pictures?: readonly number[]
}

interface Picture {
  readonly phash: bigint
  /** Any length; brought to 1 */
  readonly embedding: readonly number[]
}

/** A catalogue for tests; pictures not described have a pHash of 0 and no embedding. */
export function catalogueOf(listings: readonly Listing[], described: readonly Picture[] = []): MatchInput {
  const numbers = listings.map(({ pictures = [] }) => pictures)
  const count = Math.max(described.length, ...numbers.flat().map((picture) => picture + 1))
  const dimension = described[0]?.embedding.length ?? 2
  const phashes = new Uint8Array(count * 8)
  const embeddings = new Float32Array(count * dimension).fill(Number.NaN)
  described.forEach(({ phash, embedding }, picture) => {
    new DataView(phashes.buffer).setBigUint64(picture * 8, phash)
    embeddings.set(
      embedding.map((value) => value / Math.hypot(...embedding)),
      picture * dimension,
    )
  })
  const offsets = new Uint32Array(listings.length + 1)
  numbers.forEach((pictures, item) => {
    offsets[item + 1] = (offsets[item] ?? 0) + pictures.length
  })
  return {
    items: listings.map(({ title = null, brand = null, category = null, price = null, code = null }) => ({
      title,
      brand,
      category,
      price,
      code,
    })),
    pictures: { count, phashes, embeddings, dimension, labels: new Uint16Array(count), distanceScale: 1 },
    meanings: null,
    picturesOfItem: { offsets, pictures: Uint32Array.from(numbers.flat()) },
  }
}
