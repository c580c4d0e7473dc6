import { say } from '../../contract/saying.ts'
import type { ScorerVersion, ScorerWeight } from '../../contract/scorer.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { FEATURES } from '../match/scorer/features.ts'
import { LEAST_VERDICTS } from '../match/scorer/refit-scorer.ts'
import { judgedByPeople } from '../review/settlement/judged-by-people.ts'
import { scorerFile } from '../match/scorer/scorer.ts'
import { refusal } from '../refuse.ts'
import { scorerOfVersion } from '../review/scorer-versions.ts'
import type { Procedures } from './procedures.ts'

export function scorerRouter(os: Procedures['scorer'], state: EngineState) {
  return os.router({
    list: os.list.handler(() => {
      const session = state.requireSession()
      const judged = judgedByPeople(session.ledger)
      return {
        versions: versionsOf(session),
        usableVerdicts: judged.length,
        sameVerdicts: judged.filter(({ together }) => together).length,
        leastVerdicts: LEAST_VERDICTS,
      }
    }),
    weights: os.weights.handler(({ input }) => {
      const session = state.requireSession()
      requireVersion(session, input.version)
      const scorer = scorerOfVersion(session.repositories, input.version, session.shippedScorer)
      const features = FEATURES.map(({ name, subject }, place): ScorerWeight => ({
        subject,
        words: name,
        weight: scorer.weights[place] ?? 0,
      }))
      const categories = [...scorer.categories].map(([name, weight]): ScorerWeight => ({
        subject: { kind: 'category', name },
        words: `both in category “${name}”`,
        weight,
      }))
      const before: ScorerWeight = {
        subject: { kind: 'nothing' },
        words: 'nothing known',
        weight: scorer.intercept,
      }
      return [before, ...features, ...categories].toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    }),
    refit: os.refit.handler(() => state.requireSession().enqueue('refit-scorer', {})),
    use: os.use.handler(({ input }) => {
      const session = state.requireSession()
      const chosen = requireVersion(session, input.version)
      const { settings } = session.repositories
      if (chosen.version === session.shippedScorer.version) settings.remove('scorer')
      else settings.set('scorer', chosen.version)
      session.jobs.emit({ type: 'changed', what: 'scorer' })
      return { ...chosen, next: true }
    }),
  })
}

function requireVersion(session: CatalogueSession, version: string): ScorerVersion {
  const found = versionsOf(session).find((candidate) => candidate.version === version)
  if (found === undefined)
    throw refusal('NOT_FOUND', say('scorerUnknown', { version }), { what: 'scorer', id: version })
  return found
}

function versionsOf({ repositories, run, shippedScorer }: CatalogueSession): ScorerVersion[] {
  const next = repositories.settings.get('scorer') ?? shippedScorer.version
  const uses = (version: string): Pick<ScorerVersion, 'version' | 'scored' | 'next'> => ({
    version,
    scored: run?.scorerVersion === version,
    next: next === version,
  })
  const fitted = repositories.scorers.list().map(({ version, createdAt, verdicts, file }): ScorerVersion => {
    const { figures, notes } = scorerFile.parse(JSON.parse(file)).provenance
    return { ...uses(version), createdAt, verdicts, figures, notes }
  })
  return [
    ...fitted,
    {
      ...uses(shippedScorer.version),
      createdAt: null,
      verdicts: 0,
      figures: shippedScorer.provenance.figures,
      notes: shippedScorer.provenance.notes,
    },
  ]
}
