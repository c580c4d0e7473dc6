import type { RehearsalInput } from '../../contract/rehearsal.ts'
import { say } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import type { RehearsePayload } from '../jobs/job-payload.ts'
import { BUILT_IN_ID, readChosenModel } from '../models/read-chosen-model.ts'
import { refusal } from '../refuse.ts'
import { findRehearsal } from '../rehearse/stored-rehearsal.ts'
import { findScorer } from '../review/scorer-versions.ts'
import { acceptTerms, requireRole } from './choose-model.ts'
import type { Procedures } from './procedures.ts'

export function rehearsalRouter(os: Procedures['rehearsal'], state: EngineState) {
  return os.router({
    start: os.start.handler(async ({ input }) => {
      const session = state.requireSession()
      if (session.run === null)
        throw refusal('NOT_FOUND', say('notMatchedToRehearse', {}), { what: 'match', id: '' })
      const payload: RehearsePayload = {
        step: 'try',
        ...(input.threshold === undefined ? {} : { threshold: input.threshold }),
        ...scorerToTry(session, input),
        ...(await modelToTry(session, input, state.options.dataFolder)),
      }
      return session.enqueue('rehearse', payload)
    }),
    result: os.result.handler(() => findRehearsal(state.requireSession().repositories)?.result ?? null),
    accept: os.accept.handler(() => {
      const session = state.requireSession()
      if (findRehearsal(session.repositories) === null) throw nothingWaits()
      const payload: RehearsePayload = { step: 'accept' }
      return session.enqueue('rehearse', payload)
    }),
    discard: os.discard.handler(() => {
      const session = state.requireSession()
      const { repositories } = session
      const rehearsal = findRehearsal(repositories)
      repositories.settings.remove('rehearsal')
      const payload: RehearsePayload = { step: 'discard' }
      if (rehearsal !== null && rehearsal.waiting !== null) session.enqueue('rehearse', payload)
      return null
    }),
  })
}

function scorerToTry(
  { repositories, shippedScorer }: CatalogueSession,
  { scorer }: RehearsalInput,
): { scorer?: string } {
  if (scorer === undefined) return {}
  if (findScorer(repositories, scorer, shippedScorer) === null)
    throw refusal('NOT_FOUND', say('scorerUnknown', { version: scorer }), { what: 'scorer', id: scorer })
  return { scorer }
}

async function modelToTry(
  session: CatalogueSession,
  { model }: RehearsalInput,
  dataFolder: string,
): Promise<{ model?: Extract<RehearsePayload, { step: 'try' }>['model'] }> {
  if (model === undefined) return {}
  const { role } = model
  const id = model.id === BUILT_IN_ID ? null : model.id
  if (id !== null) {
    const { manifest } = await readChosenModel(id, dataFolder)
    requireRole(manifest, role)
    acceptTerms(session, manifest, model.acceptTerms, manifest.source)
  }
  return { model: { id, role } }
}

function nothingWaits(): Error {
  return refusal('NOT_FOUND', say('noRehearsal', {}), { what: 'rehearsal', id: '' })
}
