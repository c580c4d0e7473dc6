import { z } from 'zod'
import type { CatalogueDatabase } from './open-database.ts'

/** An attribute of an item, as its source gave it. */
export interface ItemAttribute {
  readonly itemId: number
  readonly name: string
  readonly value: string
}

export interface SearchRepository {
  /** Every attribute of the items that are present, in item order. */
  attributes(): Generator<ItemAttribute, void, undefined>
  /** The picture of a content hash. */
  findPicture(sha256: string): number | null
  /** The files of a picture that were readable when they were last seen. */
  findFiles(pictureId: number): string[]
}

const storedAttributes = z.array(z.object({ name: z.string(), value: z.string() }))

export function createSearchRepository(db: CatalogueDatabase): SearchRepository {
  const attributes = db.prepare<[], { itemId: number; attributes: string }>(
    "SELECT id AS itemId, attributes FROM item WHERE status = 'present' AND attributes <> '[]' ORDER BY id",
  )
  const picture = db.prepare<[Buffer], { id: number }>('SELECT id FROM picture WHERE sha256 = ?')
  const files = db.prepare<[number], { path: string }>(
    "SELECT path FROM file WHERE picture_id = ? AND status = 'described' ORDER BY id",
  )
  return {
    *attributes() {
      for (const row of attributes.iterate())
        for (const { name, value } of storedAttributes.parse(JSON.parse(row.attributes)))
          yield { itemId: row.itemId, name, value }
    },
    findPicture: (sha256) => picture.get(Buffer.from(sha256, 'hex'))?.id ?? null,
    findFiles: (pictureId) => files.all(pictureId).map(({ path }) => path),
  }
}
