import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * Every benchmark, one after another, each in a process of its own; `npm run bench -- --data FOLDER`, or only those that are
 * named: `npm run bench -- titles search --data FOLDER`. One that needs what was not given is told and left out.
 */
const OPTIONS = {
  data: { type: 'string' },
  reference: { type: 'string' },
  model: { type: 'string' },
  python: { type: 'string' },
  graph: { type: 'string' },
} as const
type OptionName = keyof typeof OPTIONS

interface Benchmark {
  readonly name: string
  readonly needs?: readonly OptionName[]
  readonly takes?: readonly OptionName[]
}

const BENCHMARKS: readonly Benchmark[] = [
  { name: 'describe', needs: ['data'] },
  { name: 'match', needs: ['data'] },
  { name: 'titles', needs: ['data'] },
  { name: 'neighbours' },
  { name: 'groups' },
  { name: 'search' },
  { name: 'review' },
  { name: 'overview' },
  { name: 'map-frames' },
  { name: 'catalogue', takes: ['data'] },
  { name: 'quality', takes: ['data'] },
  { name: 'encoder-quality', needs: ['data'] },
  { name: 'preprocessing', needs: ['reference'] },
  { name: 'providers', takes: ['graph'] },
  { name: 'title-model', needs: ['model', 'data'], takes: ['python'] },
  { name: 'architectures' },
]

const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
const unknown = positionals.filter((name) => BENCHMARKS.every((bench) => bench.name !== name))
if (unknown.length > 0) {
  const names = BENCHMARKS.map(({ name }) => name).join(', ')
  throw new Error(`Expected names of benchmarks (${names}) but received ${unknown.join(', ')}`)
}

let failed = false
for (const { name, needs = [], takes = [] } of BENCHMARKS) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const lacking = needs.filter((option) => values[option] === undefined)
  if (lacking.length > 0) {
    console.log(`\n${name}: not run; give ${lacking.map((option) => `--${option}`).join(' and ')}.`)
    continue
  }
  const given = [...needs, ...takes].flatMap((option) => {
    const value = values[option]
    return value === undefined ? [] : [`--${option}`, value]
  })
  const script = join(import.meta.dirname, `${name}.ts`)
  const { status } = spawnSync(process.execPath, [script, ...given], { stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exitCode = failed ? 1 : 0
