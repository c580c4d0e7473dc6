import { implement, ORPCError } from '@orpc/server'
import type { GroupFilter, GroupSort, GroupSummary, SavedFilter } from '../../../electron/contract/groups.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'

interface GroupsEngine {
  readonly openTransport: OpenTransport
  /** What was asked for, in order. */
  readonly asked: { filter: GroupFilter; sort: GroupSort }[]
  saved: SavedFilter[]
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
  const byName = (): SavedFilter[] =>
    engine.saved.toSorted((one, other) => one.name.localeCompare(other.name))

  const engine: GroupsEngine = {
    asked,
    saved: [],
    openTransport: inPageTransport({
      relations: { list: os.relations.list.handler(() => ({ relations: [], axes: [] })) },
      rehearsal: { result: os.rehearsal.result.handler(() => null) },
      queue: {
        estimates: os.queue.estimates.handler(() => {
          throw new ORPCError('NO_CATALOGUE', { defined: true })
        }),
      },
      groups: {
        categories: os.groups.categories.handler(() => ['Mugs']),
        list: os.groups.list.handler(({ input }) => {
          asked.push({ filter: input.filter, sort: input.sort })
          const { text = '', flagged } = input.filter
          const rows = Array.from({ length: count }, (_, index) => groupAt(index)).filter(
            (group) => group.title?.includes(text) === true && (flagged !== true || group.flagged),
          )
          return { total: rows.length, rows: rows.slice(input.offset, input.offset + input.limit) }
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
