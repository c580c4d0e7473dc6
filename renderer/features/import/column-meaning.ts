import type { ColumnMapping } from '../../../electron/contract/sources.ts'

type SingleColumn = Exclude<keyof ColumnMapping, 'images'>

/** What a column can mean, in the order the form asks for it. */
export const COLUMN_MEANINGS: readonly { readonly field: SingleColumn; readonly title: string }[] = [
  { field: 'id', title: 'Id' },
  { field: 'title', title: 'Title' },
  { field: 'description', title: 'Description' },
  { field: 'category', title: 'Category' },
  { field: 'brand', title: 'Brand' },
  { field: 'price', title: 'Price' },
  { field: 'code', title: 'Code (GTIN, EAN, model)' },
  { field: 'labelGroup', title: 'Known group' },
]

/** What a column is taken for; a column with no meaning of its own becomes an attribute. */
export function meaningOfColumn(mapping: ColumnMapping, column: string): string {
  if (mapping.images.includes(column)) return 'Picture'
  return COLUMN_MEANINGS.find(({ field }) => mapping[field] === column)?.title ?? 'Attribute'
}
