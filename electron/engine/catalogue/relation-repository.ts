import { z } from 'zod'
import { relationSign, type RelationSign } from '../../contract/relations.ts'
import type { CatalogueDatabase } from './open-database.ts'

/** A relation or an axis as it is kept. */
export interface StoredName {
  readonly id: string
  readonly name: string
  readonly builtIn: boolean
  readonly renamed: boolean
  readonly archived: boolean
}

export interface StoredRelation extends StoredName {
  readonly sign: RelationSign
}

/** Names that are never deleted, in the curator's order: the archived ones last. */
export interface NameRepository<Stored extends StoredName> {
  list(): Stored[]
  find(id: string): Stored | null
  rename(id: string, name: string): void
  /** Gives these places 1 and up, in this order. */
  reorder(ids: readonly string[]): void
  /** Archived or brought back, it is the last. */
  archive(id: string, archived: boolean): void
}

export interface RelationRepository extends NameRepository<StoredRelation> {
  add(id: string, name: string, sign: RelationSign): void
}

export interface AxisRepository extends NameRepository<StoredName> {
  add(id: string, name: string): void
}

const flag = z.number().transform((value) => value === 1)
const storedName = z.object({
  id: z.string(),
  name: z.string(),
  builtIn: flag,
  renamed: flag,
  archived: flag,
})
const storedRelation = storedName.extend({ sign: relationSign })

export function createRelationRepository(db: CatalogueDatabase): RelationRepository {
  const add = db.prepare<[string, string, RelationSign]>(
    `INSERT INTO relation (id, name, sign, position) VALUES (?, ?, ?, ${nextPlace('relation')})`,
  )
  return {
    ...names<StoredRelation>(db, 'relation', ', sign', (row) => storedRelation.parse(row)),
    add: (id, name, sign) => void add.run(id, name, sign),
  }
}

export function createAxisRepository(db: CatalogueDatabase): AxisRepository {
  const add = db.prepare<[string, string]>(
    `INSERT INTO variant_axis (id, name, position) VALUES (?, ?, ${nextPlace('variant_axis')})`,
  )
  return {
    ...names<StoredName>(db, 'variant_axis', '', (row) => storedName.parse(row)),
    add: (id, name) => void add.run(id, name),
  }
}

type NameTable = 'relation' | 'variant_axis'

function names<Stored extends StoredName>(
  db: CatalogueDatabase,
  table: NameTable,
  more: string,
  read: (row: unknown) => Stored,
): NameRepository<Stored> {
  const columns = `id, name, built_in AS builtIn, renamed, archived${more}`
  const list = db.prepare<[]>(`SELECT ${columns} FROM ${table} ORDER BY archived, position, id`)
  const find = db.prepare<[string]>(`SELECT ${columns} FROM ${table} WHERE id = ?`)
  const rename = db.prepare<[string, string]>(`UPDATE ${table} SET name = ?, renamed = 1 WHERE id = ?`)
  const place = db.prepare<[number, string]>(`UPDATE ${table} SET position = ? WHERE id = ?`)
  const archive = db.prepare<[number, string]>(
    `UPDATE ${table} SET archived = ?, position = ${nextPlace(table)} WHERE id = ?`,
  )
  const reorder = db.transaction((ids: readonly string[]) => {
    for (const [index, id] of ids.entries()) place.run(index + 1, id)
  })
  return {
    list: () => list.all().map((row) => read(row)),
    find(id) {
      const row = find.get(id)
      return row === undefined ? null : read(row)
    },
    rename: (id, name) => void rename.run(name, id),
    reorder: (ids) => reorder.immediate(ids),
    archive: (id, archived) => void archive.run(archived ? 1 : 0, id),
  }
}

function nextPlace(table: NameTable): string {
  return `(SELECT max(position) + 1 FROM ${table})`
}
