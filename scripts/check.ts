import { spawnSync } from 'node:child_process'

/** Everything that must be green before a commit, cheapest first; the tests come last, so that it ends with their counts. */
const STEPS = ['format:check', 'types', 'lint', 'boundaries', 'dead-code', 'test'] as const

const failed: string[] = []
for (const step of STEPS) {
  console.log(`\n== ${step}`)
  const startedAt = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  if (status !== 0) failed.push(step)
  if (step !== 'test') console.log(`${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
