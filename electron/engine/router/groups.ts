import { ORPCError } from '@orpc/server'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { measureStoredPair } from '../review/measure-stored-pair.ts'
import { reviewCase } from '../review/review-case.ts'
import type { Procedures } from './procedures.ts'

/** The newest places remembered; a curator goes back a few hundred cases at most. */
const REMEMBERED_PLACES = 5000

export function groupsRouter(os: Procedures['groups'], state: EngineState) {
  return os.router({
    list: os.list.handler(({ input }) => {
      const { repositories, run } = state.requireSession()
      if (run === null) return { total: 0, rows: [] }
      const query = { runId: run.id, filter: input.filter, sort: input.sort }
      return {
        total: repositories.groups.count(query),
        rows: repositories.groups.list(query, input.offset, input.limit),
      }
    }),
    categories: os.categories.handler(() => state.requireSession().repositories.items.categories()),
    case: os.case.handler(async ({ input }) => {
      const session = state.requireSession()
      const shown = await reviewCase(session, input.groupId, input.members ?? null, input.blind)
      if (shown === null)
        throw new ORPCError('NOT_FOUND', {
          message: `Group ${input.groupId} is no longer there: a verdict or a new match has cut it differently.`,
          data: { what: 'group', id: String(input.groupId) },
        })
      rememberPlace(session, input.groupId)
      return shown
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
  })
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
