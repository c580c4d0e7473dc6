import type { ActionLog } from '../actions/action-log.ts'

/** The listings that a curator chose to stand for their group, the latest choice first. */
export function preferredRepresentatives(items: Iterable<number>, log: ActionLog): number[] {
  const chosenBy = new Map<number, number>()
  for (const item of items) {
    if (!log.isTouched(item)) continue
    const choice = log
      .touching(item)
      .findLast((action) => action.kind === 'representative' && action.inForce && action.item === item)
    if (choice !== undefined) chosenBy.set(item, choice.id)
  }
  return [...chosenBy].toSorted(([, a], [, b]) => b - a).map(([item]) => item)
}
