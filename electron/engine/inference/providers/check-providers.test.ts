import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { writeSmallEncoder } from '../fixtures/small-graphs.ts'
import { checkProviders, findCheckedProviders, type ProviderCheck } from './check-providers.ts'
import { forkProbe } from './run-probe.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublet-check-'))
const graphPath = writeSmallEncoder(folder)
afterAll(() => rmSync(folder, { recursive: true }))

let dataFolder: string
let probes: string[]
beforeEach(() => {
  dataFolder = join(mkdtempSync(join(folder, 'data-')), 'doublet')
  probes = []
})

function check(changes: Partial<ProviderCheck> = {}): ReturnType<typeof checkProviders> {
  return checkProviders({
    graphPath,
    graphSha256: 'a'.repeat(64),
    dataFolder,
    signal: new AbortController().signal,
    providers: ['cpu'],
    onProbe: (provider) => probes.push(provider),
    ...changes,
  })
}

describe('what was found out about providers', () => {
  it('is kept and not measured again', async () => {
    expect(await findCheckedProviders(dataFolder, 'a'.repeat(64))).toBeNull()
    const measured = await check()
    expect(await check()).toEqual(measured)
    expect(await findCheckedProviders(dataFolder, 'a'.repeat(64))).toEqual(measured)
    expect(probes).toEqual(['cpu'])
    expect(readdirSync(dataFolder)).toEqual(['providers.json'])
  })

  it('is measured again when asked, for another graph, and when the file is broken', async () => {
    await check()
    await check({ again: true })
    await check({ graphSha256: 'b'.repeat(64) })
    expect(probes).toHaveLength(3)
    const path = join(dataFolder, 'providers.json')
    const whole = readFileSync(path, 'utf8')
    for (const broken of ['{', whole.slice(0, 200), whole.replaceAll('trusted', 'liked'), '[]']) {
      writeFileSync(path, broken)
      await check()
    }
    expect(probes).toHaveLength(7)
    await check()
    expect(probes).toHaveLength(7)
  })

  it('keeps nothing when it is stopped', async () => {
    const abort = new AbortController()
    const hanging = new URL('./fixtures/hanging.process.ts', import.meta.url)
    const checking = check({
      signal: abort.signal,
      startProbe: () => forkProbe(hanging).once('message', () => abort.abort(new Error('enough'))),
    })
    await expect(checking).rejects.toThrow('enough')
    expect(await findCheckedProviders(dataFolder, 'a'.repeat(64))).toBeNull()
  })
})
