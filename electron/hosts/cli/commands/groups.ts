import { groupSort, type GroupSummary } from '../../../contract/groups.ts'
import type { Item } from '../../../contract/items.ts'
import type { Command, CommandContext } from '../command.ts'
import { readChoice } from '../read-arguments.ts'
import { readGroupFilter } from '../read-group-filter.ts'

const PAGE = 200

interface ListedGroup {
  readonly group: number
  readonly state: string
  readonly score: number
  readonly members: readonly { readonly id: string; readonly title: string | null; readonly source: string }[]
}

/** `doublet groups [FILTER] [--sort S]` */
export const groupsCommand: Command = async (context) => {
  const { options } = context.line
  const filter = readGroupFilter(options)
  const sort = readChoice('sort', options.sort, groupSort.options) ?? 'score-desc'
  await context.openCatalogue('must-exist')
  const groups: ListedGroup[] = []
  for (let offset = 0; ; offset += PAGE) {
    const page = await context.client.groups.list({
      filter,
      sort,
      offset,
      limit: PAGE,
    })
    for (const group of page.rows) groups.push(await listed(group, context))
    if (page.rows.length < PAGE) break
  }
  return { text: groups.map(groupLines).join('\n'), json: { groups }, warnings: [], failed: false }
}

async function listed(group: GroupSummary, { client }: CommandContext): Promise<ListedGroup> {
  const { members } = await client.groups.case({ groupId: group.id })
  const named = members.map(({ item }: { item: Item }) => ({
    id: item.externalId,
    title: item.title,
    source: item.source,
  }))
  return { group: group.id, state: group.state, score: group.score, members: named }
}

function groupLines({ group, state, score, members }: ListedGroup): string {
  const lines = members.map((member) => `  ${member.id}${member.title === null ? '' : `  ${member.title}`}`)
  return [`group ${group}  ${members.length} listings  score ${score.toFixed(3)}  ${state}`, ...lines].join(
    '\n',
  )
}
