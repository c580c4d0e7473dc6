/** What an export takes of an item. */
export interface ExportItem {
  readonly id: number
  readonly externalId: string
  /** Name of the source it was imported from. */
  readonly source: string
  /** In the listing's order. */
  readonly pictures: readonly ExportPicture[]
}

export interface ExportPicture {
  readonly path: string
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string
}
