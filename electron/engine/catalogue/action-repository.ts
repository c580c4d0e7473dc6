import { z } from 'zod'
import { actionKind, type ActionKind } from '../../contract/actions.ts'
import type { Relation } from '../../contract/relations.ts'
import { atOnce, type Steps } from '../threads/in-slices.ts'
import type { CatalogueDatabase } from './open-database.ts'

export interface NewVerdict {
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  readonly variantAxis: string | null
}

/** What a curator did, or that they took it back or did it again. */
export type StoredActionKind = ActionKind | 'undo' | 'redo'

export interface NewAction {
  readonly kind: StoredActionKind
  /** Of an undo or redo: what it is about. Of a note: the note that it takes the place of. Else null. */
  readonly targetActionId: number | null
  readonly groupId: number
  /** The members that were on screen, in order. */
  readonly shown: readonly number[]
  /** Listings that were in a group with one on screen then; default: not noted. */
  readonly around?: readonly number[]
  /** The listing that the action is about besides the case; default null. */
  readonly itemId?: number | null
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
  readonly kind: StoredActionKind
  readonly targetActionId: number | null
  readonly groupId: number
  readonly shown: readonly number[]
  readonly itemId: number | null
  readonly note: string
  readonly reviewer: string
  readonly at: string
  readonly words: string
  readonly blind: boolean
}

/** One verdict of the append-only history, with the sign of its relation. */
export interface LoggedVerdict {
  /** Rises with the history. */
  readonly id: number
  readonly actionId: number
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  /** The relation says that the two are the same product. */
  readonly together: boolean
  readonly variantAxis: string | null
}

/** An action of the append-only history as it is folded: all but its texts. */
export interface LoggedAction extends Omit<StoredAction, 'note' | 'words'> {
  readonly hasNote: boolean
  /** null: nobody noted it. */
  readonly around: readonly number[] | null
  /** In the order they were given. */
  readonly verdicts: readonly LoggedVerdict[]
}

export interface ActionRepository {
  /** Appends in one transaction and returns once it is on disk. */
  append(action: NewAction): number
  /** Everything after an action, by rising id. */
  findAfter(actionId: number): LoggedAction[]
  /** The same, a thousand rows at a time. */
  findAfterInSteps(actionId: number): Steps<LoggedAction[]>
  /** Id of the newest action; 0 before the first. */
  findLastId(): number
  /** How many verdicts the actions after this one gave, took back or put back. */
  countVerdictsAfter(actionId: number): number
  /** The items that actions after this one showed, spoke of, took back or put back. */
  findItemsAfter(actionId: number): number[]
  find(id: number): StoredAction | null
  /** In the order asked for; ids that do not exist are left out. */
  findByIds(ids: readonly number[]): StoredAction[]
  /** Ids of the actions that asked again what had been said before. */
  findBlind(): number[]
}

const itemList = z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text)))
const kind = z.enum([...actionKind.options, 'undo', 'redo'])
const flag = z.number().transform((value) => value === 1)

const actionRow = z.object({
  id: z.number(),
  kind,
  targetActionId: z.number().nullable(),
  groupId: z.number(),
  shown: itemList,
  itemId: z.number().nullable(),
  note: z.string(),
  reviewer: z.string(),
  at: z.string(),
  words: z.string(),
  blind: flag,
})

const loggedRow = actionRow
  .omit({ note: true, words: true })
  .extend({ hasNote: flag, around: itemList.nullable() })

const verdictRow = z.object({
  id: z.number(),
  actionId: z.number(),
  itemA: z.number(),
  itemB: z.number(),
  relation: z.string(),
  together: flag,
  variantAxis: z.string().nullable(),
})

/** Rows that are read in a millisecond or two. */
const PAGE = 1000

const COMMON =
  'id, kind, target_action_id AS targetActionId, group_id AS groupId, shown, item_id AS itemId, reviewer, at, blind'
const COLUMNS = `${COMMON}, note, words`

export function createActionRepository(db: CatalogueDatabase): ActionRepository {
  const addAction = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO action (kind, target_action_id, group_id, shown, around, item_id, note, reviewer, at, words, blind)
     VALUES (@kind, @targetActionId, @groupId, @shown, @around, @itemId, @note, @reviewer, @at, @words, @blind)`,
  )
  const addVerdict = db.prepare<[number, number, number, string, string | null]>(
    'INSERT INTO verdict (action_id, item_a, item_b, relation, variant_axis) VALUES (?, ?, ?, ?, ?)',
  )
  const logged = db.prepare<[number, number]>(
    `SELECT ${COMMON}, note <> '' AS hasNote, around FROM action WHERE id > ? ORDER BY id LIMIT ?`,
  )
  const firstVerdictAfter = db.prepare<[number], { id: number }>(
    'SELECT id FROM verdict WHERE action_id > ? ORDER BY action_id, id LIMIT 1',
  )
  // Ids of verdicts rise with those of their actions.
  const verdictsFrom = db.prepare<[number, number, number]>(
    `SELECT verdict.id, action_id AS actionId, item_a AS itemA, item_b AS itemB, relation, sign = 'together' AS together,
       variant_axis AS variantAxis
     FROM verdict CROSS JOIN relation ON relation.id = relation
     WHERE verdict.id >= ? AND +action_id <= ? ORDER BY verdict.id LIMIT ?`,
  )
  const lastId = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM action')
  const countVerdicts = db.prepare<[{ actionId: number }], { verdicts: number }>(
    `SELECT count(*) AS verdicts FROM verdict WHERE action_id IN (
       SELECT id FROM action WHERE id > @actionId
       UNION SELECT target_action_id FROM action WHERE id > @actionId AND target_action_id IS NOT NULL)`,
  )
  const itemsAfter = db.prepare<[{ actionId: number }], { item: number }>(
    `WITH spoken AS (
       SELECT id FROM action WHERE id > @actionId
       UNION SELECT target_action_id FROM action WHERE id > @actionId AND target_action_id IS NOT NULL
     )
     SELECT item_a AS item FROM verdict WHERE action_id IN spoken
     UNION SELECT item_b FROM verdict WHERE action_id IN spoken
     UNION SELECT value FROM action, json_each(shown) WHERE action.id IN spoken
     UNION SELECT item_id FROM action WHERE id IN spoken AND item_id IS NOT NULL`,
  )
  const find = db.prepare<[number]>(`SELECT ${COLUMNS} FROM action WHERE id = ?`)
  const blindOnes = db.prepare<[], { id: number }>('SELECT id FROM action WHERE blind = 1 ORDER BY id')
  const append = db.transaction((action: NewAction): number => {
    const { verdicts: said, shown, around, itemId = null, blind = false, ...columns } = action
    const id = Number(
      addAction.run({
        ...columns,
        shown: JSON.stringify(shown),
        around: around === undefined ? null : JSON.stringify(around),
        itemId,
        blind: blind ? 1 : 0,
      }).lastInsertRowid,
    )
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

  function* verdictsBetween(actionId: number, lastActionId: number): Steps<Map<number, LoggedVerdict[]>> {
    const said = new Map<number, LoggedVerdict[]>()
    let from = firstVerdictAfter.get(actionId)?.id ?? Number.MAX_SAFE_INTEGER
    for (;;) {
      const page = verdictsFrom.all(from, lastActionId, PAGE)
      for (const row of page) {
        const verdict = verdictRow.parse(row)
        const others = said.get(verdict.actionId)
        if (others === undefined) said.set(verdict.actionId, [verdict])
        else others.push(verdict)
        from = verdict.id + 1
      }
      if (page.length < PAGE) return said
      yield
    }
  }

  function* findAfterInSteps(actionId: number): Steps<LoggedAction[]> {
    const actions: z.infer<typeof loggedRow>[] = []
    for (;;) {
      const page = logged.all(actions.at(-1)?.id ?? actionId, PAGE)
      for (const row of page) actions.push(loggedRow.parse(row))
      if (page.length < PAGE) break
      yield
    }
    // What is appended meanwhile is left for the next time.
    const said = yield* verdictsBetween(actionId, actions.at(-1)?.id ?? actionId)
    return actions.map((action) => ({ ...action, verdicts: said.get(action.id) ?? [] }))
  }

  return {
    append: (action) => append.immediate(action),
    findAfter: (actionId) => atOnce(findAfterInSteps(actionId)),
    findAfterInSteps,
    findLastId: () => lastId.get()?.id ?? 0,
    countVerdictsAfter: (actionId) => countVerdicts.get({ actionId })?.verdicts ?? 0,
    findItemsAfter: (actionId) => itemsAfter.all({ actionId }).map((row) => row.item),
    find(id) {
      const row = find.get(id)
      return row === undefined ? null : actionRow.parse(row)
    },
    findByIds: (ids) =>
      ids.flatMap((id) => {
        const row = find.get(id)
        return row === undefined ? [] : [actionRow.parse(row)]
      }),
    findBlind: () => blindOnes.all().map((row) => row.id),
  }
}
