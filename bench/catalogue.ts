import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createRouterClient } from '@orpc/server'
import type { EngineClient } from '../electron/contract/index.ts'
import type { Job } from '../electron/contract/jobs.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import type { Engine } from '../electron/engine/engine.ts'
import { milliseconds, printTable } from './table.ts'

/**
 * A curator's day by the clock: import, match, open, first group, next case, import again; with the longest time that
 * the thread which answers was blocked meanwhile. `node bench/catalogue.ts [--data FOLDER]`
 */
interface Timed {
  readonly job: Job
  readonly ms: number
  readonly stagesMs: ReadonlyMap<string, number>
}

class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'doublet-bench-'))
  engine: Engine = this.#start()
  client: EngineClient = createRouterClient(this.engine.router)

  #start(): Engine {
    return createEngine({
      host: 'headless',
      dataFolder: join(this.folder, 'data'),
      allowedRoots: null,
      reviewer: 'bench',
    })
  }

  async restart(): Promise<void> {
    await this.engine.close()
    this.engine = this.#start()
    this.client = createRouterClient(this.engine.router)
  }

  async end(): Promise<void> {
    await this.engine.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Runs a job and, where it queues one, the match job after it. */
  async run(start: () => Promise<Job>, last: Job['kind']): Promise<Timed> {
    const stop = new AbortController()
    const events = await this.client.jobs.watch(undefined, { signal: stop.signal })
    const startedAt = performance.now()
    const stagesMs = new Map<string, number>()
    let stage = ''
    let stageAt = startedAt
    const endStage = (): void => {
      if (stage !== '') stagesMs.set(stage, (stagesMs.get(stage) ?? 0) + performance.now() - stageAt)
      stageAt = performance.now()
    }
    await start()
    for await (const event of events) {
      if (event.type !== 'job') continue
      if (event.job.status === 'failed') throw new Error(event.job.error?.words ?? 'The job failed')
      if (event.job.progress !== null && event.job.progress.stage !== stage) {
        endStage()
        stage = event.job.progress.stage
      }
      if (event.job.kind === last && event.job.status === 'done') {
        endStage()
        stop.abort()
        return { job: event.job, ms: performance.now() - startedAt, stagesMs }
      }
    }
    throw new Error('The engine stopped reporting')
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const startedAt = performance.now()
  const result = await work()
  return { result, ms: performance.now() - startedAt }
}

async function sampleBench(): Promise<void> {
  const bench = new Bench()
  await bench.client.catalogue.create({ path: join(bench.folder, 'Sample.doublet') })
  const { ms, stagesMs } = await bench.run(() => bench.client.sources.importSample(), 'match')
  await bench.run(() => bench.client.evaluate.start({}), 'evaluate')
  const report = await bench.client.evaluate.report({})
  if (report === null) throw new Error('The evaluation left no report')
  const figures = report.figures.pairs
  const share = (value: number | null): string => (value === null ? 'not defined' : value.toFixed(4))
  printTable('Sample catalogue', [
    ['drawn, imported, matched, grouped in', milliseconds(ms)],
    ...[...stagesMs].map(([stage, stageMs]): [string, string] => [`  ${stage}`, milliseconds(stageMs)]),
    ['listings', String(report.labelledItems)],
    ['true pairs, found, correct', `${figures.truePairs}, ${figures.foundPairs}, ${figures.correctPairs}`],
    ['precision of pairs', share(figures.precision)],
    ['recall of pairs', share(figures.recall)],
    ['F1', share(figures.f1)],
  ])
  await bench.end()
}

async function photosBench(data: string): Promise<void> {
  const bench = new Bench()
  const photos = join(bench.folder, 'photos')
  mkdirSync(photos)
  for (const part of ['grocery', 'clothing'])
    cpSync(join(data, part, 'photos'), join(photos, part), { recursive: true })
  const path = join(bench.folder, 'Photos.doublet')
  await bench.client.catalogue.create({ path })

  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const first = await bench.run(() => bench.client.sources.import({ folder: photos }), 'match')
  delay.disable()
  const info = await bench.client.catalogue.current()
  const again = await bench.run(() => bench.client.sources.import({ folder: photos }), 'import')
  await bench.run(() => bench.client.jobs.startMatch({}), 'match')
  await bench.restart()
  const opened = await timed(() => bench.client.catalogue.open({ path }))
  const listed = await timed(() => bench.client.groups.list({}))
  const cases: number[] = []
  let at: number | null = null
  for (let n = 0; n < 200; n++) {
    const step = await timed(async () => {
      const next: { groupId: number | null } = await bench.client.groups.neighbour({
        from: at,
        direction: 'next',
      })
      if (next.groupId === null) return null
      const shown = await bench.client.groups.case({ groupId: next.groupId })
      for (const member of shown.members)
        for (const picture of member.item.pictures.slice(0, 1))
          await bench.engine.readPicture(picture.sha256, 'full')
      return next.groupId
    })
    if (step.result === null) break
    at = step.result
    cases.push(step.ms)
  }
  cases.sort((a, b) => a - b)
  printTable(`Photos (${info?.items ?? 0} items)`, [
    ['imported, matched, grouped in', milliseconds(first.ms)],
    ...[...first.stagesMs].map(([stage, stageMs]): [string, string] => [`  ${stage}`, milliseconds(stageMs)]),
    [
      'pictures described a second',
      ((info?.described ?? 0) / ((first.stagesMs.get('describe') ?? 1) / 1000)).toFixed(0),
    ],
    ['groups', String(info?.groups ?? 0)],
    ['longest block of the answering thread meanwhile', milliseconds(delay.max / 1e6)],
    ['imported again, unchanged', milliseconds(again.ms)],
    ['opened', milliseconds(opened.ms)],
    ['first page of groups', milliseconds(listed.ms)],
    [
      'next case, median and 95th percentile',
      `${milliseconds(cases[Math.floor(cases.length / 2)] ?? 0)}, ${milliseconds(cases[Math.floor(cases.length * 0.95)] ?? 0)}`,
    ],
  ])
  await bench.end()
}

const { values } = parseArgs({ options: { data: { type: 'string' } } })
console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`)
await sampleBench()
if (values.data !== undefined && existsSync(values.data)) await photosBench(values.data)
else console.log('\nPhotos: not run; give --data FOLDER with grocery/photos and clothing/photos in it.')
