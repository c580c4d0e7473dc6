import type { ColumnMapping } from '../../../electron/contract/sources.ts'
import { t, type WordKey } from '../../words/words.ts'

type SingleColumn = Exclude<keyof ColumnMapping, 'images'>

/** What a column can mean, in the order the form asks for it. */
export const COLUMN_MEANINGS: readonly { readonly field: SingleColumn; readonly title: WordKey }[] = [
  { field: 'id', title: 'import.meaningId' },
  { field: 'title', title: 'import.meaningTitle' },
  { field: 'description', title: 'import.meaningDescription' },
  { field: 'category', title: 'import.meaningCategory' },
  { field: 'brand', title: 'import.meaningBrand' },
  { field: 'price', title: 'import.meaningPrice' },
  { field: 'code', title: 'import.meaningCode' },
  { field: 'labelGroup', title: 'import.meaningLabelGroup' },
]

/** What a column is taken for; a column with no meaning of its own becomes an attribute. */
export function meaningOfColumn(mapping: ColumnMapping, column: string): string {
  if (mapping.images.includes(column)) return t('import.meaningPicture')
  const meaning = COLUMN_MEANINGS.find(({ field }) => mapping[field] === column)
  return t(meaning?.title ?? 'import.meaningAttribute')
}
