import { parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

const OPTIONS = {
  catalogue: { type: 'string' },
  cores: { type: 'string' },
  strict: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  table: { type: 'string' },
  id: { type: 'string' },
  title: { type: 'string' },
  image: { type: 'string', multiple: true },
  group: { type: 'string' },
  threshold: { type: 'string' },
  glove: { type: 'string' },
  state: { type: 'string' },
  sort: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  'direct-only': { type: 'boolean' },
  same: { type: 'string', multiple: true },
  validation: { type: 'string' },
  test: { type: 'string' },
  root: { type: 'string', multiple: true },
  port: { type: 'string' },
  host: { type: 'string' },
  as: { type: 'string' },
  weights: { type: 'string' },
  'accept-terms': { type: 'boolean' },
  'no-match': { type: 'boolean' },
  truth: { type: 'string' },
  pairs: { type: 'string' },
  split: { type: 'string' },
  compare: { type: 'string' },
  gallery: { type: 'string' },
  queries: { type: 'string' },
  top: { type: 'string' },
  curator: { type: 'string' },
  verdicts: { type: 'string' },
  errors: { type: 'string' },
  order: { type: 'string' },
  seed: { type: 'string' },
  text: { type: 'string' },
  box: { type: 'string' },
  category: { type: 'string' },
  filter: { type: 'string', multiple: true },
  scorer: { type: 'string' },
  model: { type: 'string' },
  accept: { type: 'boolean' },
  sign: { type: 'string' },
  axis: { type: 'boolean' },
  case: { type: 'string' },
  anew: { type: 'boolean' },
  when: { type: 'string' },
  relation: { type: 'string' },
  apply: { type: 'boolean' },
  save: { type: 'string' },
  copies: { type: 'boolean' },
  photos: { type: 'string' },
  score: { type: 'string' },
  size: { type: 'string' },
  only: { type: 'string', multiple: true },
  without: { type: 'string', multiple: true },
  said: { type: 'string' },
  question: { type: 'string' },
} as const

type OptionName = keyof typeof OPTIONS

const EVERYWHERE: readonly OptionName[] = ['catalogue', 'cores', 'strict', 'json', 'help', 'version']

/** What narrows the list of groups. */
const GROUP_FILTER: readonly OptionName[] = [
  'state',
  'text',
  'category',
  'score',
  'size',
  'only',
  'without',
  'said',
]

/** Which options each command takes besides those that all take. */
const OF_COMMAND: Readonly<Record<string, readonly OptionName[]>> = {
  import: ['table', 'id', 'title', 'image', 'group'],
  match: ['threshold', 'text', 'glove'],
  groups: [...GROUP_FILTER, 'sort'],
  review: [...GROUP_FILTER, 'sort', 'top', 'relation', 'question', 'apply'],
  undo: [],
  redo: [],
  export: ['out', 'format', 'direct-only', 'validation', 'test', 'seed', 'same'],
  problems: ['out'],
  evaluate: ['truth', 'pairs', 'split', 'compare', 'threshold', 'glove', 'out', 'copies', 'photos', 'seed'],
  rank: ['gallery', 'queries', 'out', 'top'],
  verify: [],
  rebuild: [],
  search: ['image', 'box', 'text', 'category', 'filter', 'top'],
  rehearse: ['threshold', 'scorer', 'model', 'as', 'accept-terms', 'accept'],
  rules: ['when', 'relation', 'apply', 'save', 'seed'],
  map: ['anew'],
  serve: ['root', 'port', 'host'],
  sample: [],
  queue: [],
  scorer: [],
  relations: ['sign', 'axis'],
  history: ['case', 'top'],
  simulate: ['curator', 'verdicts', 'errors', 'order', 'seed'],
  models: ['as', 'weights', 'accept-terms', 'no-match'],
}

export type CommandOptions = ReturnType<typeof parse>['values']

export interface CommandLine {
  readonly command: string
  readonly operands: readonly string[]
  readonly options: CommandOptions
}

/** @throws UsageError naming what was not understood */
export function readArguments(argv: readonly string[]): CommandLine {
  const { values, positionals } = parse(argv)
  const [command = 'help', ...operands] = positionals
  if (values.help === true || values.version === true || command === 'help')
    return { command, operands, options: values }
  const allowed = OF_COMMAND[command]
  if (allowed === undefined)
    throw new UsageError(`Expected one of ${Object.keys(OF_COMMAND).join(', ')} but received “${command}”`)
  for (const name of Object.keys(values))
    if (![...EVERYWHERE, ...allowed].some((option) => option === name))
      throw new UsageError(`“doublet ${command}” has no option --${name}`)
  return { command, operands, options: values }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** @throws UsageError if the text is no number in the range */
export function readNumber(
  name: string,
  text: string | undefined,
  minimum: number,
  maximum: number,
): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (text.trim() === '' || !(value >= minimum && value <= maximum))
    throw new UsageError(
      `Expected --${name} to be a number from ${minimum} to ${maximum} but received “${text}”`,
    )
  return value
}

/** @throws UsageError if the text is not one of the choices */
export function readChoice<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | null {
  if (text === undefined) return null
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined)
    throw new UsageError(`Expected --${name} to be one of ${choices.join(', ')} but received “${text}”`)
  return choice
}
