import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Every benchmark, one after another, each in a process of its own. `npm run bench -- --data FOLDER` */
const BENCHMARKS = ['describe', 'match', 'catalogue'] as const

let failed = false
for (const name of BENCHMARKS) {
  const script = join(import.meta.dirname, `${name}.ts`)
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exitCode = failed ? 1 : 0
