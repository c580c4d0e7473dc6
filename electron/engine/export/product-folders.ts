import { hash } from 'node:crypto'
import type { LabelledPair } from '../../contract/export.ts'
import { compareCodeUnits } from './compare-code-units.ts'

/** A listing as a training folder has it. */
export interface FiledListing {
  readonly id: string
  /** "train/mug-3fa2c1d0": the folder of its product inside the split it is in. */
  readonly folder: string
}

const NAME_CHARACTERS = 60

/**
 * The folder of each listing that is in a pair: listings that pairs call the same product share one. A folder is named
 * after the smallest id in it, with eight digits of that id's SHA-256, so that names which a file system takes for
 * equal stay apart.
 * @returns by id, by code units
 */
export function productFolders(pairs: readonly LabelledPair[]): FiledListing[] {
  const splitOf = new Map(
    pairs.flatMap(({ id_a: a, id_b: b, split }) => [[a, split] as const, [b, split] as const]),
  )
  const productOf = new Map([...splitOf.keys()].map((id) => [id, id]))
  const productNamed = (id: string): string => {
    let product = id
    for (let above = productOf.get(product); above !== undefined && above !== product;) {
      product = above
      above = productOf.get(product)
    }
    return product
  }
  for (const { id_a: a, id_b: b, same_product: isSame } of pairs) {
    if (!isSame) continue
    const [smaller, larger] = [productNamed(a), productNamed(b)].toSorted(compareCodeUnits)
    if (smaller !== undefined && larger !== undefined) productOf.set(larger, smaller)
  }
  return [...splitOf]
    .map(([id, split]) => ({ id, folder: `${split}/${folderName(productNamed(id))}` }))
    .toSorted((one, other) => compareCodeUnits(one.id, other.id))
}

/** Letters, digits and few signs only: every file system and every loader takes them. */
function folderName(product: string): string {
  const plain = product
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, NAME_CHARACTERS)
  const digits = hash('sha256', product, 'hex').slice(0, 8)
  return plain === '' ? digits : `${plain}-${digits}`
}
