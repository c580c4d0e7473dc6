import type { GroupFilter } from '../../contract/groups.ts'

/** Values of named parameters. */
export type Parameters = Record<string, string | number | null>

interface FilteredGroups {
  readonly runId: number
  readonly filter: GroupFilter
  /** Only of these groups; null or left out: of all. */
  readonly among?: readonly number[] | null
}

/** How the groups that meet a filter are counted. */
export function groupCount(query: FilteredGroups): { sql: string; parameters: Parameters } {
  const { where, parameters } = groupConditions(query)
  return { sql: `SELECT count(*) AS count FROM product_group WHERE ${where}`, parameters }
}

/** The filter as SQL with named parameters; everything a person typed is a parameter. */
export function groupConditions({ runId, filter, among = null }: FilteredGroups): {
  where: string
  parameters: Parameters
} {
  const parts = ['product_group.run_id = @runId']
  const parameters: Parameters = { runId }
  const add = (part: string, name: string, value: string | number): void => {
    parts.push(part)
    parameters[name] = value
  }
  if (among !== null)
    add(
      'product_group.representative IN (SELECT value FROM json_each(@among))',
      'among',
      JSON.stringify(among),
    )
  if (filter.state !== undefined) add('state = @state', 'state', filter.state)
  if (filter.category !== undefined) add('product_group.category = @category', 'category', filter.category)
  if (filter.minimumScore !== undefined)
    add('product_group.score >= @minimum', 'minimum', filter.minimumScore)
  if (filter.maximumScore !== undefined)
    add('product_group.score <= @maximum', 'maximum', filter.maximumScore)
  if (filter.minimumSize !== undefined) add('size >= @minimumSize', 'minimumSize', filter.minimumSize)
  if (filter.maximumSize !== undefined) add('size <= @maximumSize', 'maximumSize', filter.maximumSize)
  // Written out and not as parameters, so that SQLite sees that the partial indexes serve.
  if (filter.skipped !== undefined) parts.push(`skipped = ${Number(filter.skipped)}`)
  if (filter.flagged !== undefined) parts.push(`flagged = ${Number(filter.flagged)}`)
  if (filter.noted !== undefined) parts.push(`noted = ${Number(filter.noted)}`)
  if (filter.news !== undefined) parts.push(filter.news ? 'news > 0' : 'news = 0')
  if (filter.relation !== undefined)
    add(
      'representative IN (SELECT representative FROM group_relation WHERE run_id = @runId AND relation = @relation)',
      'relation',
      filter.relation,
    )
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
