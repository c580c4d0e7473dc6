import { say, type Saying } from '../../contract/saying.ts'
import { currentRun } from '../catalogue/current-run.ts'
import { LEAST_EACH_ANSWER, LEAST_VERDICTS, refitScorer } from '../match/scorer/refit-scorer.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { judgedByPeople } from '../review/settlement/judged-by-people.ts'
import { judgedPairs } from '../review/settlement/judged-pairs.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { now, type JobContext } from './job-context.ts'

/** What a refit measures, as refit-scorer.ts calls it. */
const FIGURES: Readonly<Record<string, Saying>> = {
  'verdicts held out: F1 at 0.5': say('heldOutF1', {}),
  'the same by the shipped scorer': say('shippedF1', {}),
  'verdicts held out: calibration error': say('heldOutCalibration', {}),
}

/** Fits the scorer again from the verdicts in force and keeps it as a version of its own, for the next match. */
export async function refitScorerJob(context: JobContext): Promise<void> {
  const { repositories, meter } = context
  meter.start('fit', null)
  const shipped = await readShippedScorer()
  const accepted = judgedByPeople(new VerdictLedger(repositories.actions))
  const run = currentRun(repositories)
  const judged = run === null ? [] : judgedPairs(repositories, run.id, { accepted })
  const same = judged.filter((pair) => pair.same).length
  context.count('verdicts used', judged.length)
  context.count('of them same product', same)
  const createdAt = now()
  const version = `${shipped.version}+${repositories.scorers.list().length + 1}`
  const refit = refitScorer(judged, shipped, { version, date: createdAt.slice(0, 10) })
  if (refit.outcome === 'too-few') {
    context.note(
      say('tooFewVerdicts', { least: LEAST_VERDICTS, each: LEAST_EACH_ANSWER, found: judged.length, same }),
    )
    return
  }
  if (refit.outcome === 'no-better') {
    context.note(say('scorerNoBetter', { verdicts: judged.length, version: shipped.version }))
    return
  }
  const { file } = refit
  repositories.transaction(() => {
    repositories.scorers.add({
      version,
      createdAt,
      verdicts: judged.length,
      file: JSON.stringify(file),
    })
    repositories.settings.set('scorer', version)
  })
  context.note(say('scorerFitted', { version, verdicts: judged.length }))
  for (const [figure, value] of Object.entries(file.provenance.figures))
    context.note(say('scorerFigure', { figure: FIGURES[figure] ?? figure, value }))
  context.changed('scorer')
}
