import type { NewGroup } from '../../catalogue/group-repository.ts'

/** Equal for two groups of the same members, scores, state and value: one need not be written in place of the other. */
export function groupSignature({
  members,
  state,
  value,
}: Pick<NewGroup, 'members' | 'state' | 'value'>): string {
  return `${state} ${value} ${members.map(({ itemId, score }) => `${itemId}:${score}`).join(' ')}`
}
