import type { Command } from './commands.ts'

/** Places whose keys are listened for at the same time. */
function overlap(one: Command, other: Command): boolean {
  const always = (command: Command): boolean =>
    command.where === 'everywhere' || command.where === 'catalogue'
  return always(one) || always(other) || one.where === other.where
}

/** The commands that another command could not have a key beside: they listen for it in the same place. */
export function takersOf(combination: string, wanting: Command, all: readonly Command[]): Command[] {
  return all.filter(
    (command) => command.id !== wanting.id && overlap(command, wanting) && command.keys.includes(combination),
  )
}

/** Every two commands that listen for one key in the same place. */
export function conflictsAmong(all: readonly Command[]): { combination: string; commands: Command[] }[] {
  return all.flatMap((command, index) =>
    command.keys.flatMap((combination) => {
      const others = takersOf(combination, command, all.slice(index + 1))
      return others.length === 0 ? [] : [{ combination, commands: [command, ...others] }]
    }),
  )
}
