/** What matching knows of an item; every field may be missing, which is not the same as different. */
export interface MatchItem {
  readonly title: string | null
  readonly brand: string | null
  readonly category: string | null
  /** In the catalogue's own currency, above 0. */
  readonly price: number | null
  /** GTIN, EAN, UPC or the maker's own number. */
  readonly code: string | null
}

/**
 * A catalogue as matching sees it. Items and pictures are numbered densely from 0. A "picture" here is what is compared
 * of one: the whole of it, the part that a listing means, or an item that a detector found in it.
 */
export interface MatchInput {
  readonly items: readonly MatchItem[]
  readonly pictures: {
    readonly count: number
    /** uint8 [count * 8], most significant byte first */
    readonly phashes: Uint8Array
    /** float32 [count * dimension], L2-normalised; rows with NaN were not embedded; null without an encoder */
    readonly embeddings: Float32Array | null
    readonly dimension: number
    /** uint16 [count]: what a detector calls it; pictures of two different labels are not compared; 0 with everything */
    readonly labels: Uint16Array
    /** uint8 [count]: 1 where the picture itself is absent and only its hash is known */
    readonly absent?: Uint8Array
    /** By this a distance of the encoder is multiplied to be read on the scale of the one that the scorer was fitted with. */
    readonly distanceScale: number
  }
  /** What a text model makes of the titles; null without one. */
  readonly meanings: {
    /** float32 [items * dimension], L2-normalised; rows with NaN have none */
    readonly vectors: Float32Array
    readonly dimension: number
  } | null
  /** Pictures of item `i`: `pictures[offsets[i]]` to `pictures[offsets[i + 1] - 1]`; equal bytes have one number. */
  readonly picturesOfItem: { readonly offsets: Uint32Array; readonly pictures: Uint32Array }
}
