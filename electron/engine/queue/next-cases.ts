import type { GroupFilter } from '../../contract/groups.ts'
import type { QueueCase } from '../../contract/queue.ts'
import type { ValuedGroup } from '../catalogue/group-repository.ts'
import type { QueuedPair } from '../catalogue/queue-repository.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { pairKey } from '../review/pair-key.ts'
import { nextCheck } from './next-check.ts'
import { nextRepeat } from './next-repeat.ts'
import { recentWork, type RecentWork } from './recent-work.ts'
import { spreadValue } from './spread.ts'

/** One case in so many is drawn at random, and one in so many is an old one asked again. */
const CHECK_EVERY = 10
const REPEAT_EVERY = 20
/** Cases by value that are weighed against each other, so that categories take turns. */
const WEIGHED = 40

/**
 * The cases to look at next. What comes first is a matter of what was done so far alone, so that it is the same however
 * often it is asked: every tenth case is a random check, every twentieth an old one, and the others go by value.
 */
export function nextCases(session: CatalogueSession, filter: GroupFilter, limit: number): QueueCase[] {
  const { run, repositories } = session
  if (run === null) return []
  const work = recentWork(session)
  const taken = new Set<string>()
  const cases: QueueCase[] = []
  const done = repositories.actions.count()
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '')
  const byValue = casesByValue(session, run, filter, isFiltered, work, limit + WEIGHED)
  for (let place = 0; place < limit; place += 1) {
    const next =
      (isFiltered ? null : specialCase(session, run, done + place, work, taken)) ??
      byValue.find((candidate) => !taken.has(caseKey(candidate)))
    if (next === undefined) break
    taken.add(caseKey(next))
    cases.push(next)
  }
  return cases
}

function specialCase(
  session: CatalogueSession,
  run: MatchRun,
  turn: number,
  work: RecentWork,
  taken: ReadonlySet<string>,
): QueueCase | null {
  if (turn % REPEAT_EVERY === REPEAT_EVERY - 1) return nextRepeat(session, turn)
  if (turn % CHECK_EVERY === CHECK_EVERY / 2 - 1) return nextCheck(session, run, work, taken)
  return null
}

/** Groups and joins by value, less for categories that were seen a lot of late. */
function casesByValue(
  session: CatalogueSession,
  run: MatchRun,
  filter: GroupFilter,
  isFiltered: boolean,
  work: RecentWork,
  limit: number,
): QueueCase[] {
  const { repositories } = session
  const groups = repositories.groups
    .findMostValuable({ runId: run.id, filter }, limit)
    .filter(({ representative }) => !work.skippedGroups.has(representative))
    .map((group) => ({ ...group, make: () => groupCase(session, run, group) }))
  const joins = isFiltered ? [] : openJoins(session, run, work, limit)
  return [...groups, ...joins]
    .map((candidate) => ({
      ...candidate,
      weighed: spreadValue(candidate.value, candidate.category, work.categories),
    }))
    .toSorted((a, b) => b.weighed - a.weighed)
    .slice(0, limit)
    .map(({ make }) => make())
}

interface Candidate {
  readonly value: number
  readonly category: string | null
  readonly make: () => QueueCase
}

/** Joins that are still open now that groups may have changed. */
function openJoins(session: CatalogueSession, run: MatchRun, work: RecentWork, limit: number): Candidate[] {
  const { repositories, ledger } = session
  const open: QueuedPair[] = []
  for (const pair of repositories.queue.findPairs(run.id, 'join')) {
    if (open.length === limit) break
    if (ledger.settlement.relationOf(pair.itemA, pair.itemB) !== null) continue
    if (!work.skippedPairs.has(pairKey(pair.itemA, pair.itemB))) open.push(pair)
  }
  const items = [...new Set(open.flatMap(({ itemA, itemB }) => [itemA, itemB]))]
  const groupOf = repositories.groups.findSizesOfItems(run.id, items)
  const categories = repositories.items.findCategories(items)
  return open.flatMap(({ itemA, itemB, score, value }) => {
    const [a, b] = [groupOf.get(itemA), groupOf.get(itemB)]
    if (a !== undefined && a.representative === b?.representative) return []
    const [sizeA, sizeB] = [a?.size ?? 1, b?.size ?? 1]
    const words = joinWords(score, sizeA, sizeB)
    const make = (): QueueCase => ({
      kind: 'join',
      groupId: itemA,
      members: [itemA, itemB],
      value,
      words,
      blind: false,
    })
    return [{ value, category: categories.get(itemA) ?? null, make }]
  })
}

function joinWords(score: number, sizeA: number, sizeB: number): string {
  const effect =
    sizeA === 1 && sizeB === 1
      ? 'a yes makes a group of the two'
      : `a yes joins ${sizeA} and ${sizeB} listings`
  return `Not in one group, yet ${percent(score)} likely the same: ${effect}.`
}

function groupCase({ repositories }: CatalogueSession, run: MatchRun, group: ValuedGroup): QueueCase {
  const { representative, size, score, value } = group
  const members = repositories.groups.findMembers(run.id, representative).map(({ itemId }) => itemId)
  return {
    kind: 'group',
    groupId: representative,
    members,
    value,
    words: `${size} listings, the least sure of which is ${percent(score)} likely to belong: about ${value.toFixed(1)} wrong pairs hang on each.`,
    blind: false,
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function caseKey({ members }: QueueCase): string {
  return members.toSorted((a, b) => a - b).join(' ')
}
