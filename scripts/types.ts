import { spawnSync } from 'node:child_process'

/** Type checks each runtime's leaf by itself, so that a wrong import does not compile. */
const LEAVES = [
  ['tsc', 'electron/contract'],
  ['tsc', 'electron/engine'],
  ['tsc', 'electron/hosts'],
  ['vue-tsc', 'renderer'],
  ['tsc', 'scripts'],
] as const

const failed = LEAVES.filter(([compiler, leaf]) => {
  const { status } = spawnSync(`${compiler} -p ${leaf} --noEmit`, { shell: true, stdio: 'inherit' })
  if (status !== 0) console.error(`${leaf}: the types do not fit`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
