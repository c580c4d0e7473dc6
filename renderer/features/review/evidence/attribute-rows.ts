import type { Item } from '../../../../electron/contract/items.ts'
import { formatNumber } from '../../../components/format-number.ts'
import { t } from '../../../words/words.ts'
import { predictedCategory, predictedInWords } from './predicted-words.ts'

/** One attribute of two listings beside each other; null: this listing does not say. */
export interface AttributeRow {
  readonly name: string
  readonly representative: string | null
  readonly member: string | null
  /** Both say something, and not the same. */
  readonly differs: boolean
}

/** All attributes of both listings: those that differ first, then those only one has, then the equal ones. */
export function attributeRows(representative: Item, member: Item): AttributeRow[] {
  const ours = attributesOf(representative)
  const theirs = attributesOf(member)
  const names = [...new Set([...ours.keys(), ...theirs.keys()])]
  const rows = names.map((name) => rowOf(name, ours.get(name) ?? null, theirs.get(name) ?? null))
  return [...rows, ...predictedRow(representative, member)].toSorted((one, other) => rank(one) - rank(other))
}

/** Whether both listings say the same. */
export function isEqualRow(row: AttributeRow): boolean {
  return rank(row) === 2
}

function rowOf(name: string, representative: string | null, member: string | null): AttributeRow {
  const differs = representative !== null && member !== null && compared(representative) !== compared(member)
  return { name, representative, member, differs }
}

/** Two predictions differ by their first category, not by how sure they are of it. */
function predictedRow(ours: Item, theirs: Item): AttributeRow[] {
  const representative = predictedInWords(ours.predicted)
  const member = predictedInWords(theirs.predicted)
  if (representative === null && member === null) return []
  const [one, other] = [predictedCategory(ours.predicted), predictedCategory(theirs.predicted)]
  const differs = one !== null && other !== null && one !== other
  return [{ name: t('review.attributePredicted'), representative, member, differs }]
}

function rank(row: AttributeRow): number {
  if (row.differs) return 0
  return row.representative === null || row.member === null ? 1 : 2
}

function compared(value: string): string {
  return value.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')
}

/** The known columns under their own names, then every other column of the table in its order. */
function attributesOf(item: Item): Map<string, string> {
  const known: [string, string | null][] = [
    [t('review.attributeBrand'), item.brand],
    [t('review.attributeCategory'), item.category],
    [
      t('review.attributePrice'),
      item.price === null ? null : formatNumber(item.price, { maximumFractionDigits: 20 }),
    ],
    [t('review.attributeCode'), item.code],
    [t('review.attributeDescription'), item.description],
  ]
  const others = item.attributes.map(({ name, value }): [string, string | null] => [name, value])
  return new Map(
    [...known, ...others].flatMap(([name, value]): [string, string][] =>
      value === null || value.trim() === '' ? [] : [[name, value]],
    ),
  )
}
