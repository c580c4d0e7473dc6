import { groupState, type GroupFilter } from '../../contract/groups.ts'
import { readChoice, type CommandOptions } from './read-arguments.ts'
import { UsageError } from './usage.ts'

const MARKS = ['skipped', 'flagged', 'noted', 'news'] as const
const SMALLEST_GROUP = 2

/**
 * Which groups are meant, by what the list of groups can be narrowed by.
 * @throws UsageError naming what was not understood
 */
export function readGroupFilter(options: CommandOptions): GroupFilter {
  const state = readChoice('state', options.state, groupState.options)
  const score = readRange('score', options.score, 0, 1)
  const size = readRange('size', options.size, SMALLEST_GROUP, Number.MAX_SAFE_INTEGER)
  for (const bound of [size?.from, size?.to])
    if (bound !== undefined && !Number.isInteger(bound))
      throw new UsageError(`Expected --size to be whole numbers of listings but received “${options.size}”`)
  return {
    ...(state === null ? {} : { state }),
    ...(options.text === undefined ? {} : { text: options.text }),
    ...(options.category === undefined ? {} : { category: options.category }),
    ...(score?.from === undefined ? {} : { minimumScore: score.from }),
    ...(score?.to === undefined ? {} : { maximumScore: score.to }),
    ...(size?.from === undefined ? {} : { minimumSize: size.from }),
    ...(size?.to === undefined ? {} : { maximumSize: size.to }),
    ...readMarks(options),
    ...(options.said === undefined ? {} : { relation: options.said }),
  }
}

/** "0.9..", "..0.5" or "2..4". @throws UsageError */
function readRange(
  name: string,
  text: string | undefined,
  minimum: number,
  maximum: number,
): { from?: number; to?: number } | null {
  if (text === undefined) return null
  const bounds = text.split('..').map((part) => (part.trim() === '' ? undefined : Number(part)))
  const [from, to] = bounds
  const isInRange = bounds.every((bound) => bound === undefined || (bound >= minimum && bound <= maximum))
  const isRange = bounds.length === 2 && (from ?? to) !== undefined && (from ?? minimum) <= (to ?? maximum)
  if (!isInRange || !isRange)
    throw new UsageError(
      `Expected --${name} FROM..TO, either of them left out for no limit, from ${minimum}${maximum === 1 ? ' to 1' : ''} on, but received “${text}”`,
    )
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function readMarks({ only = [], without = [] }: CommandOptions): Pick<GroupFilter, (typeof MARKS)[number]> {
  const read: Pick<GroupFilter, (typeof MARKS)[number]> = {}
  for (const [name, marks] of [['only', only] as const, ['without', without] as const])
    for (const text of marks) {
      const mark = readChoice(name, text, MARKS)
      if (mark === null) continue
      if (read[mark] === (name === 'without'))
        throw new UsageError(`Expected --only ${mark} or --without ${mark} but received both`)
      read[mark] = name === 'only'
    }
  return read
}
