import type { SavedFilter } from '../../contract/groups.ts'
import { say } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { measureStoredPair } from '../review/measure-stored-pair.ts'
import { readDistributions } from '../review/stored-distributions.ts'
import { now } from '../jobs/job-context.ts'
import { refusal } from '../refuse.ts'
import { reviewCase } from '../review/review-case.ts'
import { ReviewRefused } from '../review/actions/review-refused.ts'
import { caseStory, NO_STORY } from './case-story.ts'
import type { Procedures } from './procedures.ts'

/** The newest places remembered; a curator goes back a few hundred cases at most. */
const REMEMBERED_PLACES = 5000

export function groupsRouter(os: Procedures['groups'], state: EngineState) {
  return os.router({
    list: os.list.handler(({ input }) => {
      const { repositories, run } = state.requireSession()
      if (run === null) return { total: 0, rows: [] }
      const query = { runId: run.id, filter: input.filter, sort: input.sort, among: input.among ?? null }
      return {
        total: repositories.groups.count(query),
        rows: repositories.groups.list(query, input.offset, input.limit),
      }
    }),
    ids: os.ids.handler(({ input }) => {
      const { repositories, run } = state.requireSession()
      if (run === null) return { total: 0, groups: [] }
      const query = { runId: run.id, filter: input.filter, sort: input.sort, among: input.among ?? null }
      return {
        total: repositories.groups.count(query),
        groups: repositories.groups.listIds(query, input.offset, input.limit),
      }
    }),
    categories: os.categories.handler(() => state.requireSession().repositories.items.categories()),
    case: os.case.handler(async ({ input }) => {
      const session = state.requireSession()
      const shown = await reviewCase(session, input.groupId, input.members ?? null, input.blind)
      if (shown === null)
        throw refusal('NOT_FOUND', say('groupGone', { id: String(input.groupId) }), {
          what: 'group',
          id: String(input.groupId),
        })
      rememberPlace(session, input.groupId)
      const members = shown.members.map(({ item }) => item.id)
      return { ...shown, ...(input.blind ? NO_STORY : caseStory(session, members)) }
    }),
    neighbour: os.neighbour.handler(({ input }) => {
      const session = state.requireSession()
      const { repositories, run } = session
      if (run === null) return { groupId: null }
      const place =
        input.from === null
          ? null
          : (repositories.groups.findPlace(run.id, input.from) ?? session.places.get(input.from) ?? null)
      const query = { runId: run.id, filter: input.filter, sort: input.sort }
      return { groupId: repositories.groups.findNext(query, place, input.direction, input.onlyUndecided) }
    }),
    pair: os.pair.handler(({ input }) => measureStoredPair(state.requireSession(), input.itemA, input.itemB)),
    distributions: os.distributions.handler(() => {
      const { repositories, run } = state.requireSession()
      return run === null ? [] : readDistributions(run.id, repositories.settings)
    }),
    savedFilters: os.savedFilters.handler(() => state.requireSession().repositories.savedFilters.list()),
    saveFilter: os.saveFilter.handler(({ input }) => {
      const session = state.requireSession()
      session.repositories.savedFilters.save({ ...input, savedAt: now() })
      return filtersOf(session)
    }),
    renameFilter: os.renameFilter.handler(({ input: { id, name } }) => {
      const session = state.requireSession()
      requireFilter(session, id)
      if (!session.repositories.savedFilters.rename(id, name))
        throw new ReviewRefused(say('filterNameTaken', { name }))
      return filtersOf(session)
    }),
    removeFilter: os.removeFilter.handler(({ input: { id } }) => {
      const session = state.requireSession()
      requireFilter(session, id)
      session.repositories.savedFilters.remove(id)
      return filtersOf(session)
    }),
  })
}

function requireFilter({ repositories }: CatalogueSession, id: number): void {
  if (repositories.savedFilters.list().some((filter) => filter.id === id)) return
  throw refusal('NOT_FOUND', say('filterGone', { id: String(id) }), { what: 'filter', id: String(id) })
}

/** All that are left, once every window was told. */
function filtersOf({ repositories, jobs }: CatalogueSession): SavedFilter[] {
  jobs.emit({ type: 'changed', what: 'filters' })
  return repositories.savedFilters.list()
}

function rememberPlace({ repositories, run, places }: CatalogueSession, groupId: number): void {
  const place = run === null ? null : repositories.groups.findPlace(run.id, groupId)
  if (place === null) return
  places.delete(groupId)
  places.set(groupId, place)
  for (const oldest of places.keys()) {
    if (places.size <= REMEMBERED_PLACES) break
    places.delete(oldest)
  }
}
