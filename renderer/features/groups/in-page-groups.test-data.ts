import { implement, ORPCError } from '@orpc/server'
import type { Action } from '../../../electron/contract/actions.ts'
import type { GroupFilter, GroupSort, GroupSummary, SavedFilter } from '../../../electron/contract/groups.ts'
import { say } from '../../../electron/contract/saying.ts'
import type { LeftOutReason, SeveralDeed } from '../../../electron/contract/several.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'

/** One action on several groups, as it was asked for. */
interface SeveralAsked {
  readonly deed: SeveralDeed
  readonly groups: readonly number[]
  readonly question: string
}

interface GroupsEngine {
  readonly openTransport: OpenTransport
  /** What was asked for, in order. */
  readonly asked: { filter: GroupFilter; sort: GroupSort }[]
  saved: SavedFilter[]
  readonly done: SeveralAsked[]
  /** Groups that something stands against. */
  readonly leftOut: Map<number, LeftOutReason>
}

const ACTION: Action = {
  id: 1,
  kind: 'confirm',
  groupId: null,
  shown: [],
  item: null,
  text: '',
  replaces: null,
  said: [],
  words: 'Confirmed',
  reviewer: 'Ada',
  at: '2026-01-01T00:00:00Z',
  undone: false,
}

/** Any number of groups, each known by its place in the list. */
function groupAt(index: number): GroupSummary {
  return {
    id: index + 1,
    size: 2 + (index % 9),
    score: 1 - (index % 100) / 100,
    state: index % 7 === 0 ? 'confirmed' : 'open',
    title: `Group ${index + 1}`,
    category: index % 2 === 0 ? 'Mugs' : null,
    lowest: 0.25,
    skipped: index % 11 === 3,
    flagged: index % 5 === 1,
    noted: index % 5 === 2,
    news: index % 4 === 3 ? 2 : 0,
    thumbnails: [],
  }
}

/** The part of an engine that the list of groups talks to, in the page itself. */
export function groupsEngine(count: number): GroupsEngine {
  const os = implement(contract)
  const asked: GroupsEngine['asked'] = []
  const done: SeveralAsked[] = []
  const leftOut: GroupsEngine['leftOut'] = new Map()
  const listed = (
    { text = '', flagged }: GroupFilter,
    among: readonly number[] | undefined,
  ): GroupSummary[] => {
    const wanted = among === undefined ? null : new Set(among)
    return Array.from({ length: count }, (_, index) => groupAt(index)).filter(
      (group) =>
        group.title?.includes(text) === true &&
        (flagged !== true || group.flagged) &&
        wanted?.has(group.id) !== false,
    )
  }
  const byName = (): SavedFilter[] =>
    engine.saved.toSorted((one, other) => one.name.localeCompare(other.name))

  const engine: GroupsEngine = {
    asked,
    saved: [],
    done,
    leftOut,
    openTransport: inPageTransport({
      relations: { list: os.relations.list.handler(() => ({ relations: [], axes: [] })) },
      rehearsal: { result: os.rehearsal.result.handler(() => null) },
      queue: {
        estimates: os.queue.estimates.handler(() => {
          throw new ORPCError('NO_CATALOGUE', { defined: true })
        }),
      },
      review: {
        planSeveral: os.review.planSeveral.handler(({ input }) => {
          const groups = input.groups.filter(({ groupId }) => !leftOut.has(groupId))
          const listings = groups.reduce((sum, { size }) => sum + size, 0)
          return {
            groups,
            listings,
            verdicts: input.deed === 'confirm' ? listings - groups.length : 0,
            leftOut: input.groups.flatMap(({ groupId }) => {
              const reason = leftOut.get(groupId)
              return reason === undefined ? [] : [{ groupId, reason }]
            }),
          }
        }),
        several: os.review.several.handler(({ input: { deed, groups, question } }) => {
          if (groups.some(({ groupId }) => leftOut.has(groupId)))
            throw new ORPCError('REVIEW_REFUSED', {
              defined: true,
              message: 'Refused',
              data: { said: say('groupsNotAsPlanned', { groups: groups.length, count: 1 }) },
            })
          done.push({ deed, groups: groups.map(({ groupId }) => groupId), question })
          return { verdicts: 0, action: { ...ACTION, kind: deed } }
        }),
      },
      groups: {
        categories: os.groups.categories.handler(() => ['Mugs']),
        list: os.groups.list.handler(({ input }) => {
          asked.push({ filter: input.filter, sort: input.sort })
          const rows = listed(input.filter, input.among)
          return { total: rows.length, rows: rows.slice(input.offset, input.offset + input.limit) }
        }),
        ids: os.groups.ids.handler(({ input }) => {
          const rows = listed(input.filter, input.among)
          const stretch = rows.slice(input.offset, input.offset + input.limit)
          return { total: rows.length, groups: stretch.map(({ id, size }) => ({ groupId: id, size })) }
        }),
        savedFilters: os.groups.savedFilters.handler(() => byName()),
        saveFilter: os.groups.saveFilter.handler(({ input }) => {
          const others = engine.saved.filter(({ name }) => name !== input.name)
          engine.saved = [...others, { ...input, id: others.length + 1, savedAt: '2026-01-01T00:00:00Z' }]
          return byName()
        }),
        renameFilter: os.groups.renameFilter.handler(({ input }) => {
          engine.saved = engine.saved.map((saved) =>
            saved.id === input.id ? { ...saved, name: input.name } : saved,
          )
          return byName()
        }),
        removeFilter: os.groups.removeFilter.handler(({ input }) => {
          engine.saved = engine.saved.filter(({ id }) => id !== input.id)
          return byName()
        }),
      },
    }),
  }
  return engine
}
