import { t, type WordKey } from '../words/words.ts'
import type { Command, CommandPlace } from './commands.ts'

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

const PLACES: Readonly<Record<CommandPlace, WordKey>> = {
  everywhere: 'commands.placeEverywhere',
  catalogue: 'commands.sectionTakeBack',
  board: 'commands.placeBoard',
  review: 'commands.placeReview',
  groups: 'commands.placeGroups',
  search: 'commands.placeSearch',
}

/** Commands under the heading they are listed by, in the table's order. */
export function groupCommands(commands: readonly Command[]): CommandGroup[] {
  const groups = Map.groupBy(commands, (command) => command.section ?? t(PLACES[command.where]))
  return [...groups].map(([title, members]) => ({ title, commands: members }))
}
