import type { EvaluationNote, EvaluationTruth } from '../../contract/evaluate.ts'
import type { Truth } from './truth.ts'

/** What to keep in mind when figures are read against this truth. */
export function truthNotes(kind: EvaluationTruth['kind'], truth: Truth): EvaluationNote[] {
  const items = truth.labelOf.length
  const labelled = truth.labelOf.filter((label) => label >= 0).length
  const notes: EvaluationNote[] = []
  if (items === 0)
    return [
      {
        kind: 'empty-catalogue',
        words: 'The catalogue is empty, so there is nothing to compare. Import something first.',
      },
    ]
  if (labelled === 0)
    return [
      {
        kind: 'no-labels',
        words: 'No item has a label_group, so there is nothing to compare with. Import a table that has one.',
      },
    ]
  if (labelled < items && kind === 'label-group')
    notes.push({
      kind: 'some-labelled',
      labelled,
      items,
      words: `Only ${labelled} of ${items} items have a label_group; the others, and pairs with them, do not count.`,
    })
  if (kind === 'pairs')
    notes.push({
      kind: 'only-judged-pairs',
      words:
        'Only judged pairs count as found or missed. Figures by item take the items that positive pairs connect as one product and all others that the table names as different.',
    })
  if (truth.judged !== null && truth.judged.every(({ same }) => same))
    notes.push({
      kind: 'no-different-pairs',
      words: 'The table holds no pair of different products, so that precision is 1 whatever is found.',
    })
  if (truth.judged === null && truth.labelSizes.length === 1 && labelled > 1)
    notes.push({
      kind: 'one-label',
      words:
        'All items have one and the same label_group, so that precision is 1 whatever is found. Check the column.',
    })
  else if (truth.truePairs === 0)
    notes.push({
      kind: 'no-true-pairs',
      words:
        'No two items are known as one product, so that recall and F1 are not defined. Check the column.',
    })
  return notes
}
