import { spawnSync } from 'node:child_process'

/** Everything that must be green before a commit, cheapest first. */
const STEPS = ['format:check', 'types', 'lint', 'boundaries', 'dead-code', 'test'] as const

const results = STEPS.map((step) => {
  console.log(`\n== ${step}`)
  const startedAt = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return { step, ok: status === 0, seconds: (performance.now() - startedAt) / 1000 }
})

console.log('\n== check')
for (const { step, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${step} (${seconds.toFixed(0)} s)`)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
