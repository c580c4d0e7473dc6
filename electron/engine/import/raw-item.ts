/** A picture file on disk, as a walk or a lookup saw it. */
export interface FoundFile {
  /** Absolute, in the platform's own form. */
  readonly path: string
  /** '/'-separated, to the scanned root; for a file outside of it the absolute path, '/'-separated. */
  readonly relativePath: string
  /** Bytes, of the file itself when `path` is a link. */
  readonly size: number
  readonly mtimeMs: number
}

/** A part of a picture, in pixels of the upright picture; may reach out of it. */
export interface ItemBox {
  readonly x: number
  readonly y: number
  /** Above 0. */
  readonly width: number
  readonly height: number
}

/** One listing as its source states it, cleaned but not yet joined with its pictures. */
export interface RawItem {
  readonly externalId: string
  readonly title: string | null
  readonly description: string | null
  readonly category: string | null
  readonly brand: string | null
  /** In the currency of the table, 0 or more. */
  readonly price: number | null
  readonly code: string | null
  readonly labelGroup: string | null
  readonly attributes: readonly { name: string; value: string }[]
  /** As written in the table, one entry a picture. */
  readonly images: readonly string[]
  /** The part of its first picture that the listing means; null for all of it. */
  readonly box: ItemBox | null
  /** 8 bytes: the hash that its source gives for its picture, for where the picture is absent; null for none. */
  readonly phash: Uint8Array | null
  /** 1-based line where the row begins; 0 for an item that stands for a file. */
  readonly line: number
}
