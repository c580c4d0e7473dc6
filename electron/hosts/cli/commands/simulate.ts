import { curatorOrder, type LearningCurve } from '../../../contract/queue.ts'
import type { Command } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { readChoice, readNumber } from '../read-arguments.ts'

const DEFAULT_VERDICTS = 200
const SHOWN_POINTS = 20

/** `doublet simulate [--curator truth] [--verdicts N] [--errors SHARE] [--order O] [--seed S]` */
export const simulateCommand: Command = async (context) => {
  const { options } = context.line
  readChoice('curator', options.curator, ['truth'])
  const order = readChoice('order', options.order, curatorOrder.options)
  const request = {
    verdicts: Math.round(readNumber('verdicts', options.verdicts, 1, 5_000) ?? DEFAULT_VERDICTS),
    errors: readNumber('errors', options.errors, 0, 0.5) ?? 0,
    seed: Math.round(readNumber('seed', options.seed, 0, 2 ** 31) ?? 1),
    ...(order === null ? {} : { orders: [order] }),
  }
  await context.openCatalogue('must-exist')
  const job = await followJob(context, () => context.client.queue.simulate(request))
  const curve = await context.client.queue.learningCurve({ jobId: job.id })
  return {
    text: curve === null ? '' : curveLines(curve).join('\n'),
    json: curve,
    warnings: [...notesOf(job), ...(job.error === null ? [] : [job.error.words])],
    failed: job.status !== 'done' || curve === null,
  }
}

function curveLines({ items, pairs, curves, request, valueReachesRandomAfter }: LearningCurve): string[] {
  const counts = [
    ...new Set(curves.flatMap(({ points }) => points.map(({ verdicts }) => verdicts))),
  ].toSorted((a, b) => a - b)
  const step = Math.max(1, Math.ceil((counts.length - 1) / SHOWN_POINTS))
  const shown = counts.filter((_, place) => place % step === 0 || place === counts.length - 1)
  const heading = ['verdicts', ...curves.map(({ order }) => order)].map((word) => word.padStart(9)).join('')
  const rows = shown.map((verdicts) => {
    const cells = curves.map(({ points }) => points.findLast((point) => point.verdicts <= verdicts)?.f1 ?? 0)
    return [String(verdicts), ...cells.map((f1) => f1.toFixed(4))].map((cell) => cell.padStart(9)).join('')
  })
  const reached =
    valueReachesRandomAfter === null
      ? []
      : [`Value order reaches the final F1 of random order after ${valueReachesRandomAfter} verdicts.`]
  return [
    `F1 of the groups, ${items} items with a known group, ${pairs} candidate pairs, ${request.errors * 100}% wrong answers`,
    heading,
    ...rows,
    ...reached,
  ]
}
