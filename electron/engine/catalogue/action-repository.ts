import { z } from 'zod'
import { relation, type Relation } from '../../contract/relations.ts'
import type { CatalogueDatabase } from './open-database.ts'

export interface NewVerdict {
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  readonly variantAxis: string | null
}

export interface NewAction {
  readonly kind: 'verdict' | 'skip' | 'undo' | 'redo'
  readonly targetActionId: number | null
  readonly groupId: number
  /** The members that were on screen, in order. */
  readonly shown: readonly number[]
  readonly note: string
  readonly reviewer: string
  readonly at: string
  readonly words: string
  /** Asked again without showing what was said before; default false. */
  readonly blind?: boolean
  readonly verdicts: readonly NewVerdict[]
}

export interface StoredAction {
  readonly id: number
  readonly kind: 'verdict' | 'skip' | 'undo' | 'redo'
  readonly targetActionId: number | null
  readonly groupId: number
  readonly shown: readonly number[]
  readonly reviewer: string
  readonly at: string
  readonly words: string
  readonly blind: boolean
}

/** One row of the append-only history: an action, or one verdict of it. */
export interface StoredEvent {
  /** Rises with the history: the action's id, then the verdict's place in it. */
  readonly id: number
  readonly actionId: number
  readonly kind: 'verdict' | 'skip' | 'undo' | 'redo'
  readonly targetActionId: number | null
  readonly reviewer: string
  readonly at: string
  readonly itemA: number | null
  readonly itemB: number | null
  readonly relation: Relation | null
  readonly variantAxis: string | null
}

export interface ActionRepository {
  /** Appends in one transaction and returns once it is on disk. */
  append(action: NewAction): number
  findEventsAfter(actionId: number): StoredEvent[]
  /** The items that actions after this one spoke of, took back or put back. */
  findItemsAfter(actionId: number): number[]
  find(id: number): StoredAction | null
  /** Verdicts and skips, newest first. */
  list(offset: number, limit: number): StoredAction[]
  count(): number
  /** Ids of the actions that asked again what had been said before. */
  findBlind(): number[]
}

const actionRow = z
  .object({
    id: z.number(),
    kind: z.enum(['verdict', 'skip', 'undo', 'redo']),
    targetActionId: z.number().nullable(),
    groupId: z.number(),
    shown: z.string(),
    reviewer: z.string(),
    at: z.string(),
    words: z.string(),
    blind: z.number().transform((value) => value === 1),
  })
  .transform((row): StoredAction => ({ ...row, shown: z.array(z.number()).parse(JSON.parse(row.shown)) }))

/** More than the verdicts one action can carry (every pair of 50 members is 1,225). */
const EVENTS_PER_ACTION = 4096

const eventRow = z.object({
  place: z.number(),
  actionId: z.number(),
  kind: z.enum(['verdict', 'skip', 'undo', 'redo']),
  targetActionId: z.number().nullable(),
  reviewer: z.string(),
  at: z.string(),
  itemA: z.number().nullable(),
  itemB: z.number().nullable(),
  relation: relation.nullable(),
  variantAxis: z.string().nullable(),
})

const COLUMNS =
  'id, kind, target_action_id AS targetActionId, group_id AS groupId, shown, reviewer, at, words, blind'

export function createActionRepository(db: CatalogueDatabase): ActionRepository {
  const addAction = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO action (kind, target_action_id, group_id, shown, note, reviewer, at, words, blind)
     VALUES (@kind, @targetActionId, @groupId, @shown, @note, @reviewer, @at, @words, @blind)`,
  )
  const addVerdict = db.prepare<[number, number, number, string, string | null]>(
    'INSERT INTO verdict (action_id, item_a, item_b, relation, variant_axis) VALUES (?, ?, ?, ?, ?)',
  )
  const events = db.prepare<[number]>(
    `SELECT row_number() OVER (PARTITION BY action.id ORDER BY verdict.id) AS place, action.id AS actionId, kind, target_action_id AS targetActionId, reviewer, at,
       item_a AS itemA, item_b AS itemB, relation, variant_axis AS variantAxis
     FROM action LEFT JOIN verdict ON action_id = action.id WHERE action.id > ? ORDER BY action.id, verdict.id`,
  )
  const itemsAfter = db.prepare<[{ actionId: number }], { item: number }>(
    `WITH spoken AS (
       SELECT id FROM action WHERE id > @actionId
       UNION SELECT target_action_id FROM action WHERE id > @actionId AND target_action_id IS NOT NULL
     )
     SELECT item_a AS item FROM verdict WHERE action_id IN spoken
     UNION SELECT item_b FROM verdict WHERE action_id IN spoken`,
  )
  const find = db.prepare<[number]>(`SELECT ${COLUMNS} FROM action WHERE id = ?`)
  const list = db.prepare<[number, number]>(
    `SELECT ${COLUMNS} FROM action WHERE kind IN ('verdict', 'skip') ORDER BY id DESC LIMIT ? OFFSET ?`,
  )
  const count = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM action WHERE kind IN ('verdict', 'skip')",
  )
  const blind = db.prepare<[], { id: number }>('SELECT id FROM action WHERE blind = 1 ORDER BY id')
  const append = db.transaction((action: NewAction): number => {
    const { verdicts: said, shown, blind = false, ...columns } = action
    const row = { ...columns, shown: JSON.stringify(shown), blind: blind ? 1 : 0 }
    const id = Number(addAction.run(row).lastInsertRowid)
    for (const verdict of said)
      addVerdict.run(
        id,
        Math.min(verdict.itemA, verdict.itemB),
        Math.max(verdict.itemA, verdict.itemB),
        verdict.relation,
        verdict.variantAxis,
      )
    return id
  })
  return {
    append: (action) => append.immediate(action),
    findEventsAfter: (actionId) =>
      events.all(actionId).map((row) => {
        const { place, ...event } = eventRow.parse(row)
        return { ...event, id: event.actionId * EVENTS_PER_ACTION + place }
      }),
    findItemsAfter: (actionId) => itemsAfter.all({ actionId }).map((row) => row.item),
    find(id) {
      const row = find.get(id)
      return row === undefined ? null : actionRow.parse(row)
    },
    list: (offset, limit) => list.all(limit, offset).map((row) => actionRow.parse(row)),
    count: () => count.get()?.count ?? 0,
    findBlind: () => blind.all().map((row) => row.id),
  }
}
