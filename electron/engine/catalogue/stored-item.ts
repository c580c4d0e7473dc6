import { z } from 'zod'
import type { Item, PictureBox } from '../../contract/items.ts'
import type { PredictedClass } from './category-repository.ts'

export interface ItemRow {
  id: number
  externalId: string
  title: string | null
  description: string | null
  category: string | null
  brand: string | null
  price: number | null
  code: string | null
  labelGroup: string | null
  attributes: string
  source: string
  status: 'present' | 'missing'
}

export interface ItemPictureRow {
  itemId: number
  position: number
  sha256: Buffer
  width: number
  height: number
  format: string
  path: string
}

const attributesSchema = z.array(z.object({ name: z.string(), value: z.string() }))

/** An item with what is kept of it beside its row. */
export function asItem(
  row: ItemRow,
  pictures: readonly ItemPictureRow[],
  boxes: readonly (PictureBox & { position: number })[],
  predicted: PredictedClass[],
): Item {
  return {
    ...row,
    predicted,
    attributes: attributesSchema.parse(JSON.parse(row.attributes)),
    pictures: pictures.map(({ position, sha256, width, height, format, path }) => ({
      sha256: sha256.toString('hex'),
      width,
      height,
      format,
      path,
      boxes: boxes
        .filter((box) => box.position === position)
        .map(({ x, y, width: boxWidth, height: boxHeight, label, score, origin }) => ({
          x,
          y,
          width: boxWidth,
          height: boxHeight,
          label,
          score,
          origin,
        })),
      fileName: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
    })),
  }
}
