import { groupSort, type GroupFilter, type GroupSort } from '../../../contract/groups.ts'
import {
  MOST_GROUPS_AT_ONCE,
  severalDeed,
  type LeftOutReason,
  type SeveralDeed,
  type SeveralPlan,
} from '../../../contract/several.ts'
import type { Command, CommandResult } from '../command.ts'
import { followRecut } from '../follow-recut.ts'
import { readChoice, readNumber, type CommandLine } from '../read-arguments.ts'
import { readGroupFilter } from '../read-group-filter.ts'
import { UsageError } from '../usage.ts'

const NOTHING_PLANNED: SeveralPlan = { groups: [], listings: 0, verdicts: 0, leftOut: [] }

const LEFT_OUT: Readonly<Record<LeftOutReason, string>> = {
  gone: 'no longer there, cut differently since',
  changed: 'other members than when selected',
  done: 'done already',
  verdict: 'a verdict tells two members apart',
  size: 'would be a product of over 50 listings',
}
const DONE: Readonly<Record<SeveralDeed, string>> = {
  confirm: 'confirmed already',
  skip: 'skipped or confirmed already',
  flag: 'a colleague was asked already',
}

/** What the line asks for. */
interface SeveralAsked {
  readonly deed: SeveralDeed
  readonly filter: GroupFilter
  readonly sort: GroupSort
  readonly top: number
  readonly relation: string | undefined
  readonly question: string | undefined
}

/** `doublet review confirm|skip|flag FILTER [--top N] [--relation R] [--question TEXT] [--apply]`, all groups in one action. */
export const reviewCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const asked = readAsked(line)
  await openCatalogue('must-exist')
  const { total, groups } = await client.groups.ids({
    filter: asked.filter,
    sort: asked.sort,
    limit: asked.top,
  })
  const { deed, relation } = asked
  const input = { deed, ...(relation !== undefined && { relation }) }
  const plan = groups.length === 0 ? NOTHING_PLANNED : await client.review.planSeveral({ ...input, groups })
  const selected = { total, taken: groups.length, isLimited: line.options.top !== undefined }
  if (line.options.apply !== true || plan.groups.length === 0) return notDone(deed, plan, selected)
  const { action, verdicts } = await followRecut(context, () =>
    client.review.several({
      ...input,
      groups: plan.groups,
      ...(asked.question !== undefined && { question: asked.question }),
    }),
  )
  return {
    text: [`${action.words}. “doublet undo” takes it back.`, ...leftOutLines(deed, plan)].join('\n'),
    json: { applied: true, fitting: total, plan, action, verdicts },
    warnings: laterWarning(selected),
    failed: false,
  }
}

/** `doublet undo` and `doublet redo`: the last action of this reviewer, of whatever kind. */
export const undoCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  if (line.operands.length > 0)
    throw new UsageError(`Expected nothing after “${line.command}” but received “${line.operands.join(' ')}”`)
  await openCatalogue('must-exist')
  const isUndo = line.command === 'undo'
  const action = await followRecut(context, () => (isUndo ? client.review.undo() : client.review.redo()))
  return {
    text: `${isUndo ? 'Took back' : 'Did again'}: ${action.words}`,
    json: { action },
    warnings: [],
    failed: false,
  }
}

/** @throws UsageError */
function readAsked({ operands, options }: CommandLine): SeveralAsked {
  const deed = severalDeed.safeParse(operands[0])
  if (!deed.success || operands.length > 1)
    throw new UsageError(
      `Expected “doublet review” with one of ${severalDeed.options.join(', ')} but received “${operands.join(' ')}”`,
    )
  const filter = readGroupFilter(options)
  if (Object.keys(filter).length === 0)
    throw new UsageError(
      'Expected which groups are meant: --state, --text, --category, --score, --size, --only, --without or --said',
    )
  if (options.relation !== undefined && deed.data !== 'confirm')
    throw new UsageError(
      `Expected --relation with “review confirm” alone; --said RELATION chooses groups by what was said`,
    )
  if (options.question !== undefined && deed.data !== 'flag')
    throw new UsageError('Expected --question with “review flag” alone')
  const top = readNumber('top', options.top, 1, MOST_GROUPS_AT_ONCE) ?? MOST_GROUPS_AT_ONCE
  if (!Number.isInteger(top))
    throw new UsageError(`Expected --top to be a whole number but received “${options.top}”`)
  return {
    deed: deed.data,
    filter,
    sort: readChoice('sort', options.sort, groupSort.options) ?? 'score-desc',
    top,
    relation: options.relation,
    question: options.question,
  }
}

interface Selected {
  /** Groups that fit. */
  readonly total: number
  /** Those of them that are looked at. */
  readonly taken: number
  /** That many were asked for. */
  readonly isLimited: boolean
}

function notDone(deed: SeveralDeed, plan: SeveralPlan, selected: Selected): CommandResult {
  const { groups, listings, verdicts } = plan
  const would = {
    confirm: `Would confirm ${groups.length} groups of ${listings} listings in all as one product each: ${verdicts} verdicts`,
    skip: `Would skip ${groups.length} groups of ${listings} listings in all`,
    flag: `Would ask a colleague about ${groups.length} groups of ${listings} listings in all`,
  }
  const summary = selected.taken === 0 ? 'No group fits.' : `${would[deed]}.`
  const end = groups.length === 0 ? 'Nothing was changed.' : 'Nothing was changed; --apply records it.'
  return {
    text: [summary, ...leftOutLines(deed, plan), end].join('\n'),
    json: { applied: false, fitting: selected.total, plan },
    warnings: laterWarning(selected),
    failed: false,
  }
}

function leftOutLines(deed: SeveralDeed, { leftOut }: SeveralPlan): string[] {
  const counts = new Map<LeftOutReason, number>()
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (counts.size === 0) return []
  const lines = [...counts].map(
    ([reason, count]) => `  ${count} ${reason === 'done' ? DONE[deed] : LEFT_OUT[reason]}`,
  )
  return ['Left out:', ...lines]
}

function laterWarning({ total, taken, isLimited }: Selected): string[] {
  if (taken === total || isLimited) return []
  return [
    `${total} groups fit and the first ${taken} of them are taken. Run this again for the others, with --state or --without so that it passes over what is done.`,
  ]
}
