import type { ColumnMapping } from '../../contract/sources.ts'
import { recogniseColumns } from './recognise-columns.ts'
import { UnknownColumnError } from './unknown-column-error.ts'

/** What the curator said of columns: null or [] for "none"; left out for "as recognised by name". */
export type ExplicitMapping = { readonly [Field in keyof ColumnMapping]?: ColumnMapping[Field] | undefined }

/**
 * The mapping that rows are read by: what the curator said, and the rest by name among the columns that are left.
 * @throws UnknownColumnError for a column that the table does not have
 */
export function chooseColumns(columns: readonly string[], explicit: ExplicitMapping = {}): ColumnMapping {
  const { images, ...fields } = explicit
  const named = [...Object.values(fields), ...(images ?? [])].filter((column) => typeof column === 'string')
  const unknown = named.find((column) => !columns.includes(column))
  if (unknown !== undefined) throw new UnknownColumnError(unknown, columns)
  const recognised = recogniseColumns(columns.filter((column) => !named.includes(column)))
  // A column chosen as the id may name the picture as well: "image" often is both.
  const forImages = columns.filter((column) => column === explicit.id || !named.includes(column))
  const choose = <Value>(said: Value | undefined, byName: Value): Value =>
    said === undefined ? byName : said
  return {
    id: choose(explicit.id, recognised.id),
    title: choose(explicit.title, recognised.title),
    description: choose(explicit.description, recognised.description),
    category: choose(explicit.category, recognised.category),
    brand: choose(explicit.brand, recognised.brand),
    price: choose(explicit.price, recognised.price),
    code: choose(explicit.code, recognised.code),
    labelGroup: choose(explicit.labelGroup, recognised.labelGroup),
    images: choose(images, recogniseColumns(forImages).images),
  }
}
