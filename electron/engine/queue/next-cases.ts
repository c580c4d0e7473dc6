import type { GroupFilter } from '../../contract/groups.ts'
import type { QueueCase } from '../../contract/queue.ts'
import type { ValuedGroup } from '../catalogue/group-repository.ts'
import type { QueuedPair } from '../catalogue/queue-repository.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { caseMarks } from '../review/marks/case-marks.ts'
import { caseNews } from '../review/marks/case-news.ts'
import { nextCheck } from './next-check.ts'
import { nextRepeat } from './next-repeat.ts'
import { countTurns, recentWork, type RecentWork } from './recent-work.ts'
import { spreadValue } from './spread.ts'

/** One case in so many is drawn at random, and one in so many is an old one asked again. */
const CHECK_EVERY = 10
const REPEAT_EVERY = 20
/** Cases by value that are weighed against each other, so that categories take turns. */
const WEIGHED = 40

/** What was put off comes when nothing else is left; of more than so many the most valuable. */
const MOST_PUT_OFF = 200

/**
 * The cases to look at next. What comes first is a matter of what was done so far alone, so that it is the same however
 * often it is asked: every tenth case is a random check, every twentieth an old one, and the others go by value.
 */
export function nextCases(session: CatalogueSession, filter: GroupFilter, limit: number): QueueCase[] {
  const { run, ledger } = session
  if (run === null) return []
  const work = recentWork(session)
  const taken = new Set<string>()
  const cases: QueueCase[] = []
  const done = countTurns(ledger.folded)
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value !== '')
  const byValue = casesByValue(session, run, filter, isFiltered, work, limit + WEIGHED)
  let putOff: QueueCase[] | null = null
  const isFree = (candidate: QueueCase): boolean => !taken.has(caseKey(candidate))
  for (let place = 0; place < limit; place += 1) {
    const special = isFiltered ? null : specialCase(session, run, done + place, work, taken)
    const next =
      special ??
      byValue.find(isFree) ??
      (putOff ??= casesPutOff(session, run, filter, isFiltered, work)).find(isFree)
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
  if (filter.skipped === true) return []
  const { repositories } = session
  const groups = repositories.groups
    .findMostValuable({ runId: run.id, filter: { ...filter, skipped: false } }, limit)
    .map((group) => ({ ...group, make: () => groupCase(session, run, group) }))
  const joins = isFiltered ? [] : openJoins(session, run, limit, (a, b) => !work.isPutOff(a, b))
  return [...groups, ...joins]
    .map((candidate) => ({
      ...candidate,
      weighed: spreadValue(candidate.value, candidate.category, work.categories),
    }))
    .toSorted((a, b) => b.weighed - a.weighed)
    .slice(0, limit)
    .map(({ make }) => make())
}

/** Groups and joins that were put off, those that were put off first at the head. */
function casesPutOff(
  session: CatalogueSession,
  run: MatchRun,
  filter: GroupFilter,
  isFiltered: boolean,
  work: RecentWork,
): QueueCase[] {
  if (filter.skipped === false) return []
  const { repositories, ledger } = session
  const groups = repositories.groups
    .findMostValuable({ runId: run.id, filter: { ...filter, skipped: true } }, MOST_PUT_OFF)
    .map((group) => groupCase(session, run, group))
  const joins = isFiltered ? [] : openJoins(session, run, MOST_PUT_OFF, (a, b) => work.isPutOff(a, b))
  return [...groups, ...joins.map(({ make }) => make())]
    .map((each) => ({ each, skip: caseMarks(each.members, ledger.folded).skip?.id ?? 0 }))
    .toSorted((a, b) => a.skip - b.skip)
    .map(({ each }) => ({ ...each, skipped: true, words: `${each.words} Put off before.` }))
}

interface Candidate {
  readonly value: number
  readonly category: string | null
  readonly make: () => QueueCase
}

/** Joins that are still open now that groups may have changed. */
function openJoins(
  session: CatalogueSession,
  run: MatchRun,
  limit: number,
  isWanted: (itemA: number, itemB: number) => boolean,
): Candidate[] {
  const { repositories, ledger } = session
  const open: QueuedPair[] = []
  for (const pair of repositories.queue.findPairs(run.id, 'join')) {
    if (open.length === limit) break
    if (ledger.settlement.relationOf(pair.itemA, pair.itemB) !== null) continue
    if (isWanted(pair.itemA, pair.itemB)) open.push(pair)
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
      score,
      joins: [sizeA, sizeB],
      words,
      blind: false,
      skipped: false,
      news: [],
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

function groupCase({ repositories, ledger }: CatalogueSession, run: MatchRun, group: ValuedGroup): QueueCase {
  const { representative, size, score, value } = group
  const members = repositories.groups.findMembers(run.id, representative).map(({ itemId }) => itemId)
  const news = caseNews(members, ledger.folded)?.items ?? []
  return {
    kind: 'group',
    groupId: representative,
    members,
    value,
    score,
    joins: null,
    words: `${newsWords(news.length)}${size} listings, the least sure of which is ${percent(score)} likely to belong: about ${value.toFixed(1)} wrong pairs hang on each.`,
    blind: false,
    skipped: false,
    news: [...news],
  }
}

function newsWords(count: number): string {
  if (count === 0) return ''
  return `New since it was decided: ${count === 1 ? 'one listing' : `${count} listings`}. `
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function caseKey({ members }: QueueCase): string {
  return members.toSorted((a, b) => a - b).join(' ')
}
