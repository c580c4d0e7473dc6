import type { CatalogueInfo } from '../../contract/catalogue.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import type { Procedures } from './procedures.ts'
import { countWork } from '../review/marks/count-work.ts'
import { startOfToday } from '../review/marks/start-of-today.ts'
import { verifyCatalogue } from '../catalogue/verify-catalogue.ts'

export function catalogueRouter(os: Procedures['catalogue'], state: EngineState) {
  return os.router({
    current: os.current.handler(() => (state.session === null ? null : catalogueInfo(state.session))),
    recent: os.recent.handler(() => state.recent.list()),
    create: os.create.handler(async ({ input }) => catalogueInfo(await state.open(input.path, 'create'))),
    open: os.open.handler(async ({ input }) => catalogueInfo(await state.open(input.path, 'must-exist'))),
    close: os.close.handler(async () => {
      await state.close()
      return null
    }),
    setReviewer: os.setReviewer.handler(({ input }) => {
      const session = state.requireSession()
      session.repositories.settings.set('reviewer', input.name)
      return catalogueInfo(session)
    }),
    suggestPath: os.suggestPath.handler(({ input }) => ({ path: state.suggestPath(input.name) })),
    verify: os.verify.handler(() => verifyCatalogue(state.requireSession().catalogue)),
  })
}

export function catalogueInfo(session: CatalogueSession): CatalogueInfo {
  const { catalogue, repositories, run } = session
  const { settings, groups, problems } = repositories
  const states = run === null ? { open: 0, started: 0, confirmed: 0 } : groups.countByState(run.id)
  return {
    path: catalogue.folder.path,
    name: catalogue.name,
    createdAt: settings.get('created-at') ?? '',
    ...session.content.read(),
    groups: states.open + states.started + states.confirmed,
    groupsOpen: states.open + states.started,
    groupsConfirmed: states.confirmed,
    verdicts: session.ledger.folded.directCount,
    verdictsToday: countWork(session.ledger.folded, startOfToday()).reduce(
      (sum, { verdicts }) => sum + verdicts,
      0,
    ),
    contradictions: session.ledger.settlement.contradictionCount,
    problems: problems.count(),
    threshold: session.threshold,
    reviewer: session.reviewer,
  }
}
