import type { LearningCurve, SimulationRequest } from '../../contract/queue.ts'
import { say } from '../../contract/saying.ts'
import { currentRun } from '../catalogue/current-run.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { loadSimulation } from '../queue/load-simulation.ts'
import { simulateCurator } from '../queue/simulate-curator.ts'
import type { JobContext } from './job-context.ts'

/** Plays a curator with each order of the queue and keeps the curves; nothing else in the catalogue changes. */
export async function simulateJob(request: SimulationRequest, context: JobContext): Promise<void> {
  const { repositories, meter } = context
  meter.start('simulate', null)
  const run = currentRun(repositories)
  const input = run === null ? null : loadSimulation(repositories, run, await readShippedScorer())
  if (input === null) {
    context.note(say('nothingToSimulate', {}))
    return
  }
  const { verdicts, errors, orders, seed } = request
  const total = verdicts * orders.length
  meter.start('simulate', total)
  const curves: LearningCurve['curves'] = []
  for (const order of orders) {
    const onBatch = async (given: number): Promise<void> => {
      meter.update(verdicts * curves.length + given, total)
      await context.checkpoint()
    }
    const points = await simulateCurator(input, { verdicts, errors, order, seed, onBatch })
    curves.push({ order, points })
  }
  const curve: LearningCurve = {
    request,
    items: input.items.size,
    pairs: input.pairs.length,
    curves,
    valueReachesRandomAfter: valueReachesRandom(curves),
  }
  repositories.learningCurves.save(context.jobId, JSON.stringify(curve))
  context.count('candidate pairs', input.pairs.length)
}

function valueReachesRandom(curves: LearningCurve['curves']): number | null {
  const pointsOf = (order: string): LearningCurve['curves'][number]['points'] =>
    curves.find((curve) => curve.order === order)?.points ?? []
  const reached = pointsOf('random').at(-1)?.f1
  if (reached === undefined) return null
  return pointsOf('value').find(({ f1 }) => f1 >= reached)?.verdicts ?? null
}
