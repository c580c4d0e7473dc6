import type { CatalogueDatabase } from './open-database.ts'

/** A rule that the catalogue keeps; its content as JSON, written and parsed by rules/. */
export interface StoredRule {
  readonly id: number
  readonly name: string
  readonly content: string
}

export interface RuleRepository {
  /** By name. */
  list(): StoredRule[]
  /** Takes the place of a rule of the same name; returns its id. */
  save(name: string, content: string, at: string): number
  /** False where there was none. */
  delete(id: number): boolean
}

export function createRuleRepository(db: CatalogueDatabase): RuleRepository {
  const all = db.prepare<[], StoredRule>('SELECT id, name, content FROM rule ORDER BY name')
  const save = db.prepare<[string, string, string], { id: number }>(
    `INSERT INTO rule (name, content, created_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET content = excluded.content RETURNING id`,
  )
  const remove = db.prepare<[number]>('DELETE FROM rule WHERE id = ?')
  return {
    list: () => all.all(),
    save(name, content, at) {
      const row = save.get(name, content, at)
      if (row === undefined) throw new Error('SQLite returned no row for a saved rule')
      return row.id
    },
    delete: (id) => remove.run(id).changes > 0,
  }
}
