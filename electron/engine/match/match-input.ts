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

/** A catalogue as matching sees it. Items and pictures are numbered densely from 0. */
export interface MatchInput {
  readonly items: readonly MatchItem[]
  readonly pictures: {
    readonly count: number
    /** uint8 [count * 8], most significant byte first */
    readonly phashes: Uint8Array
    /** float32 [count * dimension], L2-normalised; rows with NaN were not embedded; null without an encoder */
    readonly embeddings: Float32Array | null
    readonly dimension: number
  }
  /** Pictures of item `i`: `pictures[offsets[i]]` to `pictures[offsets[i + 1] - 1]`; equal bytes have one number. */
  readonly picturesOfItem: { readonly offsets: Uint32Array; readonly pictures: Uint32Array }
}
