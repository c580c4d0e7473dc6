import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ProviderResult, providerResult } from './provider-result.ts'

/** Measurements kept, the newest: some for each model, driver and version that were in use. */
const MOST = 100

const stored = z.object({
  version: z.literal(1),
  measurements: z.array(
    z.object({
      /** Of what the results hold for; see measurementKey. */
      key: z.string(),
      /** ISO 8601. */
      measuredAt: z.string(),
      results: z.array(providerResult).min(1),
    }),
  ),
})
type Stored = z.infer<typeof stored>

/** What was found out about providers, in `providers.json` of a data folder. */
export class ProviderStore {
  readonly #path: string
  readonly #folder: string

  constructor(dataFolder: string) {
    this.#folder = dataFolder
    this.#path = join(dataFolder, 'providers.json')
  }

  /** @returns null where nothing was measured for this key, or the file cannot be read: then it is measured again */
  async find(key: string): Promise<readonly ProviderResult[] | null> {
    const { measurements } = await this.#read()
    return measurements.find((measurement) => measurement.key === key)?.results ?? null
  }

  /** Takes the place of what was kept for this key. The file is replaced whole. */
  async keep(key: string, results: readonly ProviderResult[], now: Date): Promise<void> {
    const { measurements } = await this.#read()
    const others = measurements.filter((measurement) => measurement.key !== key)
    const newest = { key, measuredAt: now.toISOString(), results: [...results] }
    await this.#write({ version: 1, measurements: [newest, ...others].slice(0, MOST) })
  }

  async #read(): Promise<Stored> {
    try {
      return stored.parse(JSON.parse(await readFile(this.#path, 'utf8')))
    } catch {
      return { version: 1, measurements: [] }
    }
  }

  async #write(content: Stored): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const part = `${this.#path}.${randomUUID()}.part`
    try {
      await writeFile(part, `${JSON.stringify(content, null, 2)}\n`, { flush: true })
      await rename(part, this.#path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }
}
