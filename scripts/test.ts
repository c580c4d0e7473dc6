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
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})
const playwrightSuite = z.object({
  file: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(
        z.object({
          status: z.string(),
          results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(playwrightSuite),
})

type VitestFile = z.infer<typeof vitestReport>['testResults'][number]
type PlaywrightSuite = z.infer<typeof playwrightSuite>

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Which ones failed, and how. */
  readonly failures: readonly string[]
}

const NOT_REPORTED: Counts = { passed: 0, failed: 1, skipped: 0, failures: [] }

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
    failures: [...sum.failures, ...(counts?.failures ?? [])],
  }),
  { passed: 0, failed: 0, skipped: notRun, failures: [] },
)
// Once more, at the end: of a long log often only the end is kept.
for (const failure of total.failures) console.log(`\nFAILED ${failure}`)
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
  if (report === null) return NOT_REPORTED
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, status === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOfFile),
  }
}

function failuresOfFile({ name, status, message, assertionResults }: VitestFile): string[] {
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${name}: ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`)
  return tests.length === 0 && status === 'failed' ? [`${name}\n${message}`] : tests
}

function runPlaywright(): Counts {
  const build = run('electron-vite', ['build', '--logLevel', 'warn'])
  if (build !== 0) return NOT_REPORTED
  const file = `${RESULTS}/end-to-end.json`
  const status = run('playwright', ['test', ...filters], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const report = read(file, playwrightReport)
  if (report === null) return NOT_REPORTED
  const { expected, unexpected, flaky, skipped } = report.stats
  return {
    passed: expected,
    failed: Math.max(unexpected + flaky, status === 0 ? 0 : 1),
    skipped,
    failures: report.suites.flatMap(failuresOfSuite),
  }
}

function failuresOfSuite({ file, specs, suites = [] }: PlaywrightSuite): string[] {
  const failures = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(
        ({ results }) =>
          `${file}: ${title}\n${results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n')}`,
      ),
  )
  return [...failures, ...suites.flatMap(failuresOfSuite)]
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
