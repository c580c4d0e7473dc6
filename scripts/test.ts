import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { ensureChromium } from './ensure-chromium.ts'

/** Runs every test that this machine can run and closes with the counts of all of them together. */
const RESULTS = 'test-results'
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
const chromium = ensureChromium()
const filters = process.argv.slice(2)

const unit = runVitest(['--project', 'unit'], 'unit')
const component = chromium.found ? runVitest(['--project', 'component'], 'component') : null
const endToEnd = chromium.found ? runPlaywright() : null
const notRun = [component, endToEnd].filter((counts) => counts === null).length
if (notRun > 0) console.log(`Skipped: the component and end-to-end tests, because ${chromium.reason}`)

const total = [unit, component, endToEnd].reduce<Counts>(
  (sum, counts) => ({
    passed: sum.passed + (counts?.passed ?? 0),
    failed: sum.failed + (counts?.failed ?? 0),
    skipped: sum.skipped + (counts?.skipped ?? 0),
  }),
  { passed: 0, failed: 0, skipped: notRun },
)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

function runVitest(options: readonly string[], name: string): Counts {
  const file = `${RESULTS}/${name}.json`
  const status = run('vitest', [
    'run',
    ...options,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ])
  const report = read(file, vitestReport)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const failed = Math.max(report.numFailedTests, status === 0 ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

function runPlaywright(): Counts {
  const build = run('electron-vite', ['build', '--logLevel', 'warn'])
  if (build !== 0) return { passed: 0, failed: 1, skipped: 0 }
  const file = `${RESULTS}/end-to-end.json`
  const status = run('playwright', ['test', ...filters], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const report = read(file, playwrightReport)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: Math.max(unexpected + flaky, status === 0 ? 0 : 1), skipped }
}

function run(program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv = {}): number {
  console.log(`\n> ${program} ${parameters.join(' ')}`)
  const { status } = spawnSync(program, parameters, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...environment },
  })
  return status ?? 1
}

/** Null: the runner did not get as far as writing its report, which counts as a failure. */
function read<Report>(file: string, schema: z.ZodType<Report>): Report | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`No report in ${file}:`, error instanceof Error ? error.message : error)
    return null
  }
}
