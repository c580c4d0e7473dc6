import type { QueryClient } from '@tanstack/vue-query'
import type { EngineClient } from '../../../electron/contract/index.ts'
import type { GroupFilter, GroupSort, ReviewCase } from '../../../electron/contract/groups.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { prefetchPicture } from './decoded-pictures.ts'
import { shownPicture } from './shown-picture.ts'

/** Cases made ready ahead of the one on screen. */
const CASES_AHEAD = 2
/** Pictures of a case that its stage shows at first. */
const PICTURES_A_CASE = 4

/** Which cases to go through, and in which order. */
export interface CaseOrder {
  readonly filter: GroupFilter
  readonly sort: GroupSort
}

/** Finds and reads cases, and gets the next ones ready while this one is looked at. */
export interface UpcomingCases {
  readonly read: (groupId: number) => Promise<ReviewCase>
  readonly find: (
    order: CaseOrder,
    from: number | null,
    direction: 'next' | 'previous',
  ) => Promise<number | null>
  /** Reads and decodes the next cases; stops when the signal says that another case is on screen. */
  readonly prepare: (order: CaseOrder, from: number, signal: AbortSignal) => Promise<number[]>
}

export function upcomingCases(engine: EngineClient, queryClient: QueryClient): UpcomingCases {
  const read: UpcomingCases['read'] = (groupId) =>
    queryClient.fetchQuery({
      queryKey: queryKeys.upcomingCase(groupId),
      queryFn: () => engine.groups.case({ groupId }),
    })

  const find: UpcomingCases['find'] = async (order, from, direction) => {
    // Who lists what is confirmed wants to look through it; everyone else wants what is still to do.
    const onlyUndecided = direction === 'next' && order.filter.state !== 'confirmed'
    const { groupId } = await engine.groups.neighbour({ ...order, from, direction, onlyUndecided })
    return groupId
  }

  const prepare: UpcomingCases['prepare'] = async (order, from, signal) => {
    const found: number[] = []
    let last = from
    while (found.length < CASES_AHEAD && !signal.aborted) {
      const next = await find(order, last, 'next')
      if (next === null || next === from || found.includes(next)) break
      const reviewCase = await read(next)
      for (const { item, evidence } of reviewCase.members.slice(0, PICTURES_A_CASE)) {
        const picture = shownPicture(item, evidence, null)
        if (picture !== null && !signal.aborted) prefetchPicture(picture.sha256)
      }
      found.push(next)
      last = next
    }
    return found
  }

  return { read, find, prepare }
}
