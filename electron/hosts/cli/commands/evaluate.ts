import type { Command } from '../command.ts'

/** `doublet evaluate`: precision, recall and F1 of the pairs that the groups make, against the items' label_group. */
export const evaluateCommand: Command = async ({ client, openCatalogue }) => {
  await openCatalogue('must-exist')
  const figures = await client.groups.evaluate()
  const { labelledItems, truePairs, foundPairs, correctPairs, precision, recall, f1 } = figures
  const share = (value: number | null): string => (value === null ? 'not defined' : value.toFixed(4))
  return {
    text: [
      `items with a known group: ${labelledItems}`,
      `pairs known: ${truePairs}, found: ${foundPairs}, correct: ${correctPairs}`,
      `precision: ${share(precision)}`,
      `recall: ${share(recall)}`,
      `F1: ${share(f1)}`,
    ].join('\n'),
    json: figures,
    warnings: labelledItems === 0 ? ['No item has a label_group, so there is nothing to compare with.'] : [],
    failed: false,
  }
}
