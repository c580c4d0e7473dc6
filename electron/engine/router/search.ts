import { say } from '../../contract/saying.ts'
import type { EngineState } from '../engine-state.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import { promotePair } from '../search/promote-pair.ts'
import type { Procedures } from './procedures.ts'

export function searchRouter(os: Procedures['search'], state: EngineState) {
  return os.router({
    prepare: os.prepare.handler(({ signal }) => state.requireSession().search.prepare(signal)),
    find: os.find.handler(async ({ input, signal }) => {
      const session = state.requireSession()
      const { picture } = input
      if (picture === undefined || !('path' in picture)) return session.search.find(input, signal)
      const { allowedRoots } = state.options
      // What a browser streamed in lies in the catalogue's own inbox.
      const { inbox } = session.catalogue.folder
      const path = await requireAllowed(picture.path, allowedRoots === null ? null : [...allowedRoots, inbox])
      return session.search.find({ ...input, picture: { path } }, signal)
    }),
    promote: os.promote.handler(async ({ input: { itemA, itemB } }) => {
      const session = state.requireSession()
      const { run, repositories } = session
      const present = repositories.items.filterPresent([itemA, itemB])
      const gone = [itemA, itemB].find((item) => !present.includes(item))
      if (gone !== undefined)
        throw refusal('NOT_FOUND', say('itemGone', { id: String(gone) }), { what: 'item', id: String(gone) })
      if (run === null) throw refusal('NOT_FOUND', say('notMatchedToPair', {}), { what: 'match', id: '' })
      return promotePair(session, run, itemA, itemB)
    }),
  })
}
