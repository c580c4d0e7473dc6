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
  /** 1-based line where the row begins; 0 for an item that stands for a file. */
  readonly line: number
}
