import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import { createRepositories } from '../electron/engine/catalogue/repositories.ts'
import { renderSvg } from '../electron/engine/decode/render-svg.ts'
import { generateSample } from '../electron/engine/sample/generate-sample.ts'

/**
 * kill -9 at random moments of import and match, again and again; after each, the catalogue must be whole, and at the
 * end a last run must finish the work. `npm run torture -- --rounds 50`
 */
const CLI = join(import.meta.dirname, '..', 'electron', 'hosts', 'cli', 'main.ts')
const LONGEST_MS = 6000

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
const rounds = Number(values.rounds)
const folder = mkdtempSync(join(tmpdir(), 'doublet-torture-'))
const catalogue = join(folder, 'Tortured.doublet')
const sample = await generateSample(join(folder, 'sample'), renderSvg, {})

/** Runs a command and kills it after so many milliseconds; null lets it end. Returns its exit code. */
async function run(parameters: readonly string[], killAfterMs: number | null): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, ...parameters, '--catalogue', catalogue], {
    stdio: 'ignore',
    env: { ...process.env, DOUBLET_DATA_FOLDER: join(folder, 'data') },
  })
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await once(child, 'exit')
  clearTimeout(timer)
  return child.exitCode
}

async function checkWhole(round: number): Promise<void> {
  const opened = await openCatalogue(catalogue, { mode: 'either', program: 'torture' })
  const structure = opened.db.pragma('integrity_check', { simple: true })
  const references = opened.db.pragma('foreign_key_check')
  const { settings, runs } = createRepositories(opened.db)
  const current = settings.get('current-run')
  const runIsThere = current === null || runs.find(Number(current)) !== null
  opened.close()
  if (structure !== 'ok' || !Array.isArray(references) || references.length > 0 || !runIsThere)
    throw new Error(
      `Round ${round}: the catalogue is damaged: ${String(structure)}, ${JSON.stringify(references)}`,
    )
}

for (let round = 1; round <= rounds; round++) {
  const killAfterMs = Math.random() * LONGEST_MS
  const command = round % 3 === 0 ? ['match'] : ['import', sample.folder, '--table', sample.table]
  const code = await run(command, killAfterMs)
  await checkWhole(round)
  console.log(
    `round ${round}: ${command[0]} ${code === null ? `killed after ${Math.round(killAfterMs)} ms` : `ended with ${code}`}, whole`,
  )
}
const codes = [
  await run(['import', sample.folder, '--table', sample.table], null),
  await run(['match'], null),
  await run(['verify', '--strict'], null),
]
rmSync(folder, { recursive: true, force: true })
if (codes.some((code) => code !== 0))
  throw new Error(`The last import, match and verify ended with ${codes.join(', ')}`)
console.log(`${rounds} rounds: nothing lost, and the work was finished afterwards`)
