import type { GroupFilter, GroupSort, GroupState, GroupSummary } from '../../contract/groups.ts'
import type { CatalogueDatabase } from './open-database.ts'

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
}

/** Where a group stands in every order the list knows. */
export interface GroupPlace {
  readonly representative: number
  readonly score: number
  readonly size: number
  readonly unsure: number
  readonly value: number
}

export interface ValuedGroup {
  readonly representative: number
  readonly size: number
  readonly score: number
  readonly value: number
  readonly category: string | null
}

export interface GroupQuery {
  readonly runId: number
  readonly filter: GroupFilter
  readonly sort: GroupSort
}

export interface GroupRepository {
  addAll(runId: number, groups: Iterable<NewGroup>): void
  remove(runId: number, representatives: readonly number[]): void
  find(
    runId: number,
    representative: number,
  ): { representative: number; score: number; state: GroupState } | null
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
  ): { representative: number; itemId: number; score: number; state: GroupState }[]
  findPlace(runId: number, representative: number): GroupPlace | null
  list(query: GroupQuery, offset: number, limit: number): GroupSummary[]
  count(query: GroupQuery): number
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

type Parameters = Record<string, string | number | null>

/** Each order as its column and direction; ties always by representative, ascending. */
const ORDERS: Readonly<
  Record<GroupSort, { column: 'score' | 'size' | 'unsure' | 'value'; descending: boolean }>
> = {
  'score-desc': { column: 'score', descending: true },
  'score-asc': { column: 'score', descending: false },
  'size-desc': { column: 'size', descending: true },
  'size-asc': { column: 'size', descending: false },
  'unsure-first': { column: 'unsure', descending: false },
  value: { column: 'value', descending: true },
}

const UNDECIDED_SCORE = 0.5

export function createGroupRepository(db: CatalogueDatabase): GroupRepository {
  const add = db.prepare<[Parameters]>(
    `INSERT INTO product_group (run_id, representative, size, score, unsure, value, state, category)
     VALUES (@runId, @representative, @size, @score, @unsure, @value, @state, @category)`,
  )
  const addMember = db.prepare<[number, number, number, number, number]>(
    'INSERT INTO group_member (run_id, representative, position, item_id, score) VALUES (?, ?, ?, ?, ?)',
  )
  const remove = db.prepare<[number, number]>(
    'DELETE FROM product_group WHERE run_id = ? AND representative = ?',
  )
  const find = db.prepare<[number, number], { representative: number; score: number; state: GroupState }>(
    'SELECT representative, score, state FROM product_group WHERE run_id = ? AND representative = ?',
  )
  const place = db.prepare<[number, number], GroupPlace>(
    'SELECT representative, score, size, unsure, value FROM product_group WHERE run_id = ? AND representative = ?',
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
    { representative: number; itemId: number; score: number; state: GroupState }
  >(
    `SELECT representative, item_id AS itemId, group_member.score, state
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
        const { representative, score, value, state, category } = group
        const unsure = Math.abs(score - UNDECIDED_SCORE)
        add.run({ runId, representative, size: group.members.length, score, unsure, value, state, category })
        group.members.forEach((member, position) =>
          addMember.run(runId, representative, position, member.itemId, member.score),
        )
      }
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
      const { where, parameters } = conditions(query)
      const order = ORDERS[query.sort]
      const rows = db
        .prepare<[Parameters], Omit<GroupSummary, 'thumbnails'>>(
          `SELECT representative AS id, size, score, state, product_group.category, ifnull(title, external_id) AS title
           FROM product_group JOIN item ON item.id = representative WHERE ${where}
           ORDER BY product_group.${order.column} ${order.descending ? 'DESC' : 'ASC'}, representative LIMIT @limit OFFSET @offset`,
        )
        .all({ ...parameters, limit, offset })
      const pictures = Map.groupBy(
        thumbnails.all(JSON.stringify(rows.map((row) => row.id)), query.runId),
        (row) => row.representative,
      )
      return rows.map((row) => ({
        ...row,
        thumbnails: (pictures.get(row.id) ?? []).map(({ sha256, width, height }) => ({
          sha256: sha256.toString('hex'),
          width,
          height,
        })),
      }))
    },
    count(query) {
      const { where, parameters } = conditions(query)
      const row = db
        .prepare<[Parameters], { count: number }>(
          `SELECT count(*) AS count FROM product_group WHERE ${where}`,
        )
        .get(parameters)
      return row?.count ?? 0
    },
    countPairs: (runId) => pairsWithin.get(runId)?.pairs ?? 0,
    findMostValuable({ runId, filter }, limit) {
      const { where, parameters } = conditions({ runId, filter })
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
      const { where, parameters } = conditions(query)
      const { column, descending } = ORDERS[query.sort]
      const forward = direction === 'next'
      const further = descending === forward ? '<' : '>'
      const later = forward ? '>' : '<'
      const after = `AND (${column} ${further} @value OR (${column} = @value AND representative ${later} @representative))`
      const row = db
        .prepare<[Parameters], { representative: number }>(
          `SELECT representative FROM product_group WHERE ${where} ${from === null ? '' : after}
           ${undecided ? "AND state <> 'confirmed'" : ''}
           ORDER BY ${column} ${further === '<' ? 'DESC' : 'ASC'}, representative ${forward ? 'ASC' : 'DESC'} LIMIT 1`,
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

/** The filter as SQL with named parameters; everything a person typed is a parameter. */
function conditions({ runId, filter }: Omit<GroupQuery, 'sort'>): { where: string; parameters: Parameters } {
  const parts = ['product_group.run_id = @runId']
  const parameters: Parameters = { runId }
  const add = (part: string, name: string, value: string | number): void => {
    parts.push(part)
    parameters[name] = value
  }
  if (filter.state !== undefined) add('state = @state', 'state', filter.state)
  if (filter.category !== undefined) add('product_group.category = @category', 'category', filter.category)
  if (filter.minimumScore !== undefined)
    add('product_group.score >= @minimum', 'minimum', filter.minimumScore)
  if (filter.maximumScore !== undefined)
    add('product_group.score <= @maximum', 'maximum', filter.maximumScore)
  const words = (filter.text ?? '').split(/\s+/u).filter((word) => word !== '')
  if (words.length > 0) {
    const each = words.map(
      (_, n) =>
        `(ifnull(member.title, '') LIKE @word${n} ESCAPE '!' OR member.external_id LIKE @word${n} ESCAPE '!')`,
    )
    parts.push(
      `EXISTS (SELECT 1 FROM group_member JOIN item AS member ON member.id = item_id
        WHERE group_member.run_id = product_group.run_id AND group_member.representative = product_group.representative
        AND ${each.join(' AND ')})`,
    )
    words.forEach((word, n) => {
      parameters[`word${n}`] = `%${word.replaceAll(/[!%_]/gu, '!$&')}%`
    })
  }
  return { where: parts.join(' AND '), parameters }
}
