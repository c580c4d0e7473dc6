import type { Command } from '../command.ts'

const SHOWN = 10

/** `doublet queue`: the cases to look at next and why, and how good the groups are likely to be. */
export const queueCommand: Command = async ({ client, openCatalogue }) => {
  await openCatalogue('must-exist')
  const cases = await client.queue.next({ limit: SHOWN })
  const estimates = await client.queue.estimates()
  const { repeats, agreed } = estimates.agreement
  return {
    text: [
      ...cases.map(({ kind, groupId, words }) => `${kind} ${groupId}: ${words}`),
      estimates.words,
      `random checks answered: ${estimates.checks}; old cases asked again: ${repeats}, same answer: ${agreed}`,
    ].join('\n'),
    json: { cases, estimates },
    warnings: [],
    failed: false,
  }
}
