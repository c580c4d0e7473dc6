import type { GroupFilter, GroupSort, GroupState, GroupSummary } from '../../contract/groups.ts'
import type { Relation } from '../../contract/relations.ts'
import { groupConditions, groupCount, type Parameters } from './group-conditions.ts'
import { furtherGroups, groupOrder } from './group-order.ts'
import type { CatalogueDatabase } from './open-database.ts'

/** What is in force on a group besides the state of its members. */
export interface GroupMarks {
  readonly skipped: boolean
  readonly flagged: boolean
  readonly noted: boolean
  /** Members that were not there when something was last decided of it. */
  readonly news: number
  /** Relations that are said of its members. */
  readonly relations: readonly Relation[]
}

export interface NewGroup {
  readonly representative: number
  /** Representative first. */
  readonly members: readonly { readonly itemId: number; readonly score: number }[]
  /** Lowest score of a member against the representative. */
  readonly score: number
  /** Wrong pairs that its next verdict is expected to put right. */
  readonly value: number
  readonly state: GroupState
  readonly category: string | null
  readonly marks: GroupMarks
}

/** Where a group stands in every order the list knows. */
export interface GroupPlace {
  readonly representative: number
  readonly score: number
  readonly size: number
  readonly unsure: number
  readonly value: number
  readonly newest: number
}

export interface ValuedGroup {
  readonly representative: number
  readonly size: number
  readonly score: number
  readonly value: number
  readonly category: string | null
}

export interface StoredGroup {
  readonly representative: number
  readonly score: number
  readonly state: GroupState
  readonly value: number
}

export interface GroupQuery {
  readonly runId: number
  readonly filter: GroupFilter
  readonly sort: GroupSort
  /** Only of these; null or left out: of all. */
  readonly among?: readonly number[] | null
}

export interface GroupRepository {
  addAll(runId: number, groups: Iterable<NewGroup>): void
  remove(runId: number, representatives: readonly number[]): void
  /** Writes anew what is in force on a group. */
  mark(runId: number, representative: number, marks: GroupMarks): void
  find(runId: number, representative: number): StoredGroup | null
  findMembers(runId: number, representative: number): { itemId: number; score: number }[]
  /** The groups that hold any of the items. */
  findOfItems(runId: number, items: readonly number[]): number[]
  /** The group of each item that is in one, and its size. */
  findSizesOfItems(
    runId: number,
    items: readonly number[],
  ): Map<number, { readonly representative: number; readonly size: number }>
  findAllMembers(
    runId: number,
  ): { representative: number; itemId: number; score: number; state: GroupState; value: number }[]
  findPlace(runId: number, representative: number): GroupPlace | null
  list(query: GroupQuery, offset: number, limit: number): GroupSummary[]
  listIds(query: GroupQuery, offset: number, limit: number): { groupId: number; size: number }[]
  count(query: GroupQuery): number
  /** Items in groups. */
  countMembers(runId: number): number
  /** All pairs within groups, measured or not. */
  countPairs(runId: number): number
  /** The most valuable groups that are not confirmed yet, with what they are worth. */
  findMostValuable(query: Omit<GroupQuery, 'sort'>, limit: number): ValuedGroup[]
  countByState(runId: number): Record<GroupState, number>
  /** The first group after (or before) a place; with `undecided`, the first that is not confirmed. */
  findNext(
    query: GroupQuery,
    place: GroupPlace | null,
    direction: 'next' | 'previous',
    undecided: boolean,
  ): number | null
  deleteSome(runId: number, limit: number): number
}

const UNDECIDED_SCORE = 0.5

type MarkName = 'skipped' | 'flagged' | 'noted'
interface SummaryRow
  extends Omit<GroupSummary, 'thumbnails' | MarkName>, Readonly<Record<MarkName, number>> {}

export function createGroupRepository(db: CatalogueDatabase): GroupRepository {
  const add = db.prepare<[Parameters]>(
    `INSERT INTO product_group (run_id, representative, size, score, unsure, value, state, category, newest, skipped, flagged, noted, news)
     VALUES (@runId, @representative, @size, @score, @unsure, @value, @state, @category, @newest, @skipped, @flagged, @noted, @news)`,
  )
  // Of the pairs that a match kept; the plan is a look-up for every two members, whatever else a member resembles.
  const setLowest = db.prepare<[{ runId: number; representative: number }]>(
    `UPDATE product_group SET lowest = (
       SELECT min(pair.score) FROM group_member AS a
         CROSS JOIN group_member AS b ON b.run_id = a.run_id AND b.representative = a.representative AND +b.item_id > a.item_id
         CROSS JOIN pair ON pair.run_id = a.run_id AND pair.item_a = a.item_id AND pair.item_b = b.item_id
       WHERE a.run_id = @runId AND a.representative = @representative)
     WHERE run_id = @runId AND representative = @representative`,
  )
  const setMarks = db.prepare<[Parameters]>(
    `UPDATE product_group SET skipped = @skipped, flagged = @flagged, noted = @noted, news = @news
     WHERE run_id = @runId AND representative = @representative`,
  )
  const addRelation = db.prepare<[number, string, number]>(
    'INSERT INTO group_relation (run_id, relation, representative) VALUES (?, ?, ?)',
  )
  const removeRelations = db.prepare<[number, number]>(
    'DELETE FROM group_relation WHERE run_id = ? AND representative = ?',
  )
  const addMember = db.prepare<[number, number, number, number, number]>(
    'INSERT INTO group_member (run_id, representative, position, item_id, score) VALUES (?, ?, ?, ?, ?)',
  )
  const remove = db.prepare<[number, number]>(
    'DELETE FROM product_group WHERE run_id = ? AND representative = ?',
  )
  const find = db.prepare<[number, number], StoredGroup>(
    'SELECT representative, score, state, value FROM product_group WHERE run_id = ? AND representative = ?',
  )
  const place = db.prepare<[number, number], GroupPlace>(
    'SELECT representative, score, size, unsure, value, newest FROM product_group WHERE run_id = ? AND representative = ?',
  )
  const members = db.prepare<[number, number], { itemId: number; score: number }>(
    'SELECT item_id AS itemId, score FROM group_member WHERE run_id = ? AND representative = ? ORDER BY position',
  )
  const ofItems = db.prepare<[string, number], { representative: number }>(
    `SELECT DISTINCT representative FROM json_each(?) AS wanted
     CROSS JOIN group_member ON run_id = ? AND item_id = wanted.value ORDER BY representative`,
  )
  const allMembers = db.prepare<
    [number],
    { representative: number; itemId: number; score: number; state: GroupState; value: number }
  >(
    `SELECT representative, item_id AS itemId, group_member.score, state, value
     FROM group_member JOIN product_group USING (run_id, representative) WHERE run_id = ? ORDER BY representative, position`,
  )
  const states = db.prepare<[number], { state: GroupState; count: number }>(
    'SELECT state, count(*) AS count FROM product_group WHERE run_id = ? GROUP BY state',
  )
  const thumbnails = db.prepare<
    [string, number],
    { representative: number; sha256: Buffer; width: number; height: number }
  >(
    `SELECT representative, sha256, width, height FROM json_each(?) AS wanted
     CROSS JOIN group_member ON run_id = ? AND representative = wanted.value AND group_member.position < 6
       JOIN item_file ON item_file.item_id = group_member.item_id AND item_file.position = 0
       JOIN file ON file.id = file_id JOIN picture ON picture.id = picture_id
     ORDER BY representative, group_member.position`,
  )
  const sizesOfItems = db.prepare<[string, number], { itemId: number; representative: number; size: number }>(
    `SELECT item_id AS itemId, representative, size FROM json_each(?) AS wanted
     CROSS JOIN group_member ON group_member.run_id = ? AND item_id = wanted.value
       JOIN product_group USING (run_id, representative)`,
  )
  const membersWithin = db.prepare<[number], { items: number | null }>(
    'SELECT sum(size) AS items FROM product_group WHERE run_id = ?',
  )
  const pairsWithin = db.prepare<[number], { pairs: number | null }>(
    'SELECT sum(size * (size - 1) / 2) AS pairs FROM product_group WHERE run_id = ?',
  )
  const deleteSome = db.prepare<[number, number, number]>(
    `DELETE FROM product_group WHERE run_id = ? AND representative IN
       (SELECT representative FROM product_group WHERE run_id = ? LIMIT ?)`,
  )

  return {
    addAll(runId, groups) {
      for (const group of groups) {
        const { representative, members: all, score, value, state, category, marks } = group
        const unsure = Math.abs(score - UNDECIDED_SCORE)
        const size = all.length
        const newest = all.reduce((last, { itemId }) => Math.max(last, itemId), 0)
        const facts = { runId, representative, size, score, unsure, value, state, category, newest }
        add.run({ ...facts, ...markColumns(marks) })
        all.forEach((member, position) =>
          addMember.run(runId, representative, position, member.itemId, member.score),
        )
        setLowest.run({ runId, representative })
        for (const relation of marks.relations) addRelation.run(runId, relation, representative)
      }
    },
    mark(runId, representative, marks) {
      if (setMarks.run({ runId, representative, ...markColumns(marks) }).changes === 0) return
      removeRelations.run(runId, representative)
      for (const relation of marks.relations) addRelation.run(runId, relation, representative)
    },
    remove: (runId, representatives) => {
      for (const representative of representatives) remove.run(runId, representative)
    },
    find: (runId, representative) => find.get(runId, representative) ?? null,
    findMembers: (runId, representative) => members.all(runId, representative),
    findOfItems: (runId, items) => ofItems.all(JSON.stringify(items), runId).map((row) => row.representative),
    findSizesOfItems: (runId, items) =>
      new Map(
        sizesOfItems
          .all(JSON.stringify(items), runId)
          .map(({ itemId, representative, size }) => [itemId, { representative, size }]),
      ),
    findAllMembers: (runId) => allMembers.all(runId),
    findPlace: (runId, representative) => place.get(runId, representative) ?? null,
    list(query, offset, limit) {
      const { where, parameters } = groupConditions(query)
      // The page first: of the thousands of groups before it, only the index is read.
      const rows = db
        .prepare<[Parameters], SummaryRow>(
          `WITH page AS MATERIALIZED (SELECT representative AS groupId FROM product_group WHERE ${where}
             ORDER BY ${groupOrder(query.sort)} LIMIT @limit OFFSET @offset)
           SELECT representative AS id, size, score, state, product_group.category, ifnull(title, external_id) AS title,
             lowest, skipped, flagged, noted, news
           FROM page CROSS JOIN product_group ON run_id = @runId AND representative = page.groupId
             CROSS JOIN item ON item.id = representative ORDER BY ${groupOrder(query.sort)}`,
        )
        .all({ ...parameters, limit, offset })
      const pictures = Map.groupBy(
        thumbnails.all(JSON.stringify(rows.map((row) => row.id)), query.runId),
        (row) => row.representative,
      )
      return rows.map((row) => ({
        ...row,
        skipped: row.skipped === 1,
        flagged: row.flagged === 1,
        noted: row.noted === 1,
        thumbnails: (pictures.get(row.id) ?? []).map(({ sha256, width, height }) => ({
          sha256: sha256.toString('hex'),
          width,
          height,
        })),
      }))
    },
    listIds(query, offset, limit) {
      const { where, parameters } = groupConditions(query)
      return db
        .prepare<[Parameters], { groupId: number; size: number }>(
          `SELECT representative AS groupId, size FROM product_group WHERE ${where}
           ORDER BY ${groupOrder(query.sort)} LIMIT @limit OFFSET @offset`,
        )
        .all({ ...parameters, limit, offset })
    },
    count(query) {
      const { sql, parameters } = groupCount(query)
      return db.prepare<[Parameters], { count: number }>(sql).get(parameters)?.count ?? 0
    },
    countMembers: (runId) => membersWithin.get(runId)?.items ?? 0,
    countPairs: (runId) => pairsWithin.get(runId)?.pairs ?? 0,
    findMostValuable({ runId, filter }, limit) {
      const { where, parameters } = groupConditions({ runId, filter })
      return db
        .prepare<[Parameters], ValuedGroup>(
          `SELECT representative, size, score, value, category FROM product_group
           WHERE ${where} AND state <> 'confirmed' ORDER BY value DESC, representative LIMIT @limit`,
        )
        .all({ ...parameters, limit })
    },
    countByState(runId) {
      const counts: Record<GroupState, number> = { open: 0, started: 0, confirmed: 0 }
      for (const { state, count } of states.all(runId)) counts[state] = count
      return counts
    },
    findNext(query, from, direction, undecided) {
      const { where, parameters } = groupConditions(query)
      const { column, after, order } = furtherGroups(query.sort, direction)
      const row = db
        .prepare<[Parameters], { representative: number }>(
          `SELECT representative FROM product_group WHERE ${where} ${from === null ? '' : `AND ${after}`}
           ${undecided ? "AND state <> 'confirmed'" : ''} ORDER BY ${order} LIMIT 1`,
        )
        .get({
          ...parameters,
          ...(from === null ? {} : { value: from[column], representative: from.representative }),
        })
      return row?.representative ?? null
    },
    deleteSome: (runId, limit) => deleteSome.run(runId, runId, limit).changes,
  }
}

function markColumns({ skipped, flagged, noted, news }: GroupMarks): Record<MarkName | 'news', number> {
  return { skipped: Number(skipped), flagged: Number(flagged), noted: Number(noted), news }
}
