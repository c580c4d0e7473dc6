import { hashKey, QueryObserver, type QueryClient, type QueryKey } from '@tanstack/vue-query'
import type { EngineClient } from '../../../../electron/contract/index.ts'
import type { GroupFilter, GroupSort, ReviewCase } from '../../../../electron/contract/groups.ts'
import { queryKeys } from '../../../engine/query-keys.ts'
import { caseKey, type CaseName } from '../case/case-name.ts'
import { prefetchPicture } from '../stage/decoded-pictures.ts'
import { openingFromQueue, openingOf, type CaseOpening } from './shown-case.ts'
import { shownPicture } from '../stage/shown-picture.ts'

/** Cases made ready ahead of the one on screen. */
const CASES_AHEAD = 3
/** Cases that are kept as they were read: those ahead, and a few that came in between. */
const KEPT_CASES = 8
/** Pictures of a case that its stage shows at first. */
const PICTURES_A_CASE = 4

/** Which cases to go through, and in which order. */
export interface CaseOrder {
  readonly filter: GroupFilter
  readonly sort: GroupSort
  /** By what the next verdict is worth, from the engine's queue; else along the list of groups. */
  readonly isQueue: boolean
}

/** Finds and reads cases, and gets the next ones ready while this one is looked at. */
export interface UpcomingCases {
  readonly readNow: (opening: CaseOpening) => Promise<ReviewCase>
  /** As it was when it was made ready. */
  readonly readAhead: (opening: CaseOpening) => Promise<ReviewCase>
  readonly next: (order: CaseOrder, from: CaseName | null) => Promise<CaseOpening | null>
  readonly previous: (order: CaseOrder, from: CaseName | null) => Promise<CaseOpening | null>
  /**
   * Reads and decodes the next cases, and reads them again when a verdict changes them; stops when the signal says that
   * another case is on screen.
   */
  readonly prepare: (order: CaseOrder, from: CaseName, signal: AbortSignal) => Promise<CaseOpening[]>
  /** Nothing more is made ready, or kept ready. */
  readonly stop: () => void
}

export function upcomingCases(engine: EngineClient, queryClient: QueryClient): UpcomingCases {
  const readNow: UpcomingCases['readNow'] = ({ name: { groupId }, members, blind }) =>
    engine.groups.case({ groupId, ...(members === null ? {} : { members: [...members] }), blind })

  let kept: readonly QueryKey[] = []

  const queryOf = (opening: CaseOpening) => ({
    queryKey: queryKeys.upcomingCase(caseKey(opening.name), opening.members, opening.blind),
    queryFn: () => readNow(opening),
  })
  const readAhead: UpcomingCases['readAhead'] = (opening) => {
    const query = queryOf(opening)
    forgetBut(query.queryKey)
    return queryClient.fetchQuery(query)
  }

  /** What is watched is read again as soon as it is out of date, not only when it is to come on screen. */
  let watched: (() => void)[] = []
  function watchOnly(openings: readonly CaseOpening[]): void {
    const before = watched
    watched = openings.map((opening) =>
      new QueryObserver(queryClient, queryOf(opening)).subscribe(() => undefined),
    )
    for (const unwatch of before) unwatch()
  }

  /** Who goes through a thousand cases does not keep a thousand. */
  function forgetBut(queryKey: QueryKey): void {
    const hash = hashKey(queryKey)
    const all = [...kept.filter((other) => hashKey(other) !== hash), queryKey]
    for (const old of all.slice(0, -KEPT_CASES)) queryClient.removeQueries({ queryKey: old, exact: true })
    kept = all.slice(-KEPT_CASES)
  }

  async function fromQueue({ filter }: CaseOrder, from: CaseName | null): Promise<CaseOpening[]> {
    const cases = await engine.queue.next({ filter, limit: CASES_AHEAD + 1 })
    const openings = cases.map(openingFromQueue)
    return openings.filter(({ name }) => from === null || caseKey(name) !== caseKey(from))
  }

  async function alongList(
    { filter, sort }: CaseOrder,
    from: CaseName | null,
    direction: 'next' | 'previous',
  ): Promise<CaseOpening | null> {
    // Who lists what is confirmed wants to look through it; everyone else wants what is still to do.
    const onlyUndecided = direction === 'next' && filter.state !== 'confirmed'
    const place = from === null || from.partner !== null ? null : from.groupId
    const { groupId } = await engine.groups.neighbour({ filter, sort, from: place, direction, onlyUndecided })
    return groupId === null || groupId === place ? null : openingOf({ groupId, partner: null })
  }

  const next: UpcomingCases['next'] = async (order, from) =>
    order.isQueue ? ((await fromQueue(order, from))[0] ?? null) : alongList(order, from, 'next')

  async function ahead(order: CaseOrder, from: CaseName, signal: AbortSignal): Promise<CaseOpening[]> {
    if (order.isQueue) return (await fromQueue(order, from)).slice(0, CASES_AHEAD)
    const found: CaseOpening[] = []
    while (found.length < CASES_AHEAD && !signal.aborted) {
      const opening = await alongList(order, found.at(-1)?.name ?? from, 'next')
      if (opening === null || opening.name.groupId === from.groupId) break
      found.push(opening)
    }
    return found
  }

  const prepare: UpcomingCases['prepare'] = async (order, from, signal) => {
    const openings = await ahead(order, from, signal)
    for (const opening of openings) {
      if (signal.aborted) break
      const reviewCase = await readAhead(opening)
      for (const { item, evidence } of reviewCase.members.slice(0, PICTURES_A_CASE)) {
        const picture = shownPicture(item, evidence, null)
        if (picture !== null && !signal.aborted) prefetchPicture(picture.sha256)
      }
    }
    if (!signal.aborted) watchOnly(openings)
    return openings
  }

  return {
    readNow,
    readAhead,
    next,
    previous: (order, from) =>
      // A pair has no place in the list of groups.
      from !== null && from.partner !== null ? Promise.resolve(null) : alongList(order, from, 'previous'),
    prepare,
    stop: () => watchOnly([]),
  }
}
