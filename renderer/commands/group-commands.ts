import type { Command } from './commands.ts'

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

const PLACES = {
  everywhere: 'Everywhere',
  catalogue: 'Take back',
  review: 'Review',
  groups: 'In the groups',
  search: 'In the search',
} as const

/** The commands that have a key, under the heading they are listed by, in the table's order. */
export function groupCommands(commands: readonly Command[]): CommandGroup[] {
  const withKeys = commands.filter(({ keys }) => keys.length > 0)
  const groups = Map.groupBy(withKeys, (command) => command.section ?? PLACES[command.where])
  return [...groups].map(([title, members]) => ({ title, commands: members }))
}
