import { LEAST_EACH_ANSWER, LEAST_VERDICTS, refitScorer } from '../match/refit-scorer.ts'
import { readShippedScorer } from '../match/shipped-scorer.ts'
import { judgedByPeople } from '../review/judged-by-people.ts'
import { judgedPairs } from '../review/judged-pairs.ts'
import { VerdictLedger } from '../review/verdict-ledger.ts'
import { now, type JobContext } from './job-context.ts'

/** Fits the scorer again from the verdicts in force and keeps it as a version of its own, for the next match. */
export async function refitScorerJob(context: JobContext): Promise<void> {
  const { repositories, meter } = context
  meter.start('fit', null)
  const shipped = await readShippedScorer()
  const accepted = judgedByPeople(new VerdictLedger(repositories.actions))
  const runId = repositories.settings.get('current-run')
  const judged = runId === null ? [] : judgedPairs(repositories, Number(runId), { accepted })
  const same = judged.filter((pair) => pair.same).length
  context.count('verdicts used', judged.length)
  context.count('of them same product', same)
  const createdAt = now()
  const version = `${shipped.version}+${repositories.scorers.list().length + 1}`
  const refit = refitScorer(judged, shipped, { version, date: createdAt.slice(0, 10) })
  if (refit.outcome === 'too-few') {
    context.note(
      `Expected at least ${LEAST_VERDICTS} verdicts, at least ${LEAST_EACH_ANSWER} of either answer, on pairs that the last match kept, but found ${judged.length}, ${same} of them same. The scorer stays as it is.`,
    )
    return
  }
  if (refit.outcome === 'no-better') {
    context.note(
      `Fitted from ${judged.length} verdicts, the scorer would do no better on verdicts left out than ${shipped.version} does, so it stays as it is.`,
    )
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
  context.note(`Scorer ${version} was fitted from ${judged.length} verdicts; the next match takes it.`)
  for (const [figure, value] of Object.entries(file.provenance.figures)) context.note(`${figure}: ${value}`)
  context.changed('scorer')
}
