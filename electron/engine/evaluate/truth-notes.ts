import type { EvaluationTruth } from '../../contract/evaluate.ts'
import type { Truth } from './truth.ts'

/** What to keep in mind when figures are read against this truth, in sentences. */
export function truthNotes(kind: EvaluationTruth['kind'], truth: Truth): string[] {
  const items = truth.labelOf.length
  const labelled = truth.labelOf.filter((label) => label >= 0).length
  const notes: string[] = []
  if (items === 0) return ['The catalogue is empty, so there is nothing to compare. Import something first.']
  if (labelled === 0)
    return ['No item has a label_group, so there is nothing to compare with. Import a table that has one.']
  if (labelled < items && kind === 'label-group')
    notes.push(
      `Only ${labelled} of ${items} items have a label_group; the others, and pairs with them, do not count.`,
    )
  if (kind === 'pairs')
    notes.push(
      'Only judged pairs count as found or missed. Figures by item take the items that positive pairs connect as one product and all others that the table names as different.',
    )
  if (truth.judged !== null && truth.judged.every(({ same }) => same))
    notes.push('The table holds no pair of different products, so that precision is 1 whatever is found.')
  if (truth.judged === null && truth.labelSizes.length === 1 && labelled > 1)
    notes.push(
      'All items have one and the same label_group, so that precision is 1 whatever is found. Check the column.',
    )
  else if (truth.truePairs === 0)
    notes.push(
      'No two items are known as one product, so that recall and F1 are not defined. Check the column.',
    )
  return notes
}
