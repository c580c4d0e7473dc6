import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { EngineClient } from '../contract/index.ts'
import type { Job, JobKind } from '../contract/jobs.ts'
import { createEngine } from './create-engine.ts'
import { renderSvg } from './decode/render-svg.ts'
import type { Engine } from './engine.ts'
import { generateSample } from './sample/generate-sample.ts'

/** A real engine in a temporary folder, for tests. */
export class EngineFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'doublet-engine-'))
  readonly cataloguePath = join(this.folder, 'Test.doublet')
  engine: Engine
  client: EngineClient
  readonly #hubEndpoint: string | undefined

  /** @param hubEndpoint in place of the public hub */
  constructor(hubEndpoint?: string) {
    this.#hubEndpoint = hubEndpoint
    this.engine = this.#start()
    this.client = createRouterClient(this.engine.router)
  }

  #start(): Engine {
    return createEngine({
      host: 'headless',
      dataFolder: join(this.folder, 'data'),
      allowedRoots: null,
      reviewer: 'Ada',
      cores: 2,
      hubEndpoint: this.#hubEndpoint,
    })
  }

  /** Closes the engine and opens another on the same catalogue, as a new start of the program does. */
  async restart(): Promise<void> {
    await this.engine.close()
    this.engine = this.#start()
    this.client = createRouterClient(this.engine.router)
    await this.client.catalogue.open({ path: this.cataloguePath })
  }

  /** Draws a small sample: pictures and a table with the known truth. */
  async drawSample(products: number): Promise<{ folder: string; table: string }> {
    const sample = await generateSample(join(this.folder, 'sample'), renderSvg, { products })
    return { folder: sample.folder, table: sample.table }
  }

  /** Starts a job and waits until the last job of a kind has ended. @param onChange told of what becomes of that job */
  async finish(
    start: () => Promise<Job>,
    last: JobKind,
    onChange: (job: Job) => Promise<void> = async () => {},
  ): Promise<Job> {
    const stop = new AbortController()
    const events = await this.client.jobs.watch(undefined, { signal: stop.signal })
    const started = await start()
    for await (const event of events) {
      if (event.type !== 'job' || event.job.kind !== last || event.job.id < started.id) continue
      await onChange(event.job)
      if (event.job.status === 'done' || event.job.status === 'failed' || event.job.status === 'cancelled') {
        stop.abort()
        return event.job
      }
    }
    throw new Error(`The engine stopped reporting before a ${last} job had ended`)
  }

  async end(): Promise<void> {
    await this.engine.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
