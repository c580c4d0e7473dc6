import { isSameProduct, type Relation } from '../../contract/relations.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { relationWords } from './relation-words.ts'

/** What describing an action takes: a `FoldedAction` is one. */
export interface DescribedAction {
  readonly kind: 'verdict' | 'skip'
  readonly verdicts: readonly {
    readonly itemA: number
    readonly itemB: number
    readonly relation: Relation
    readonly variantAxis: string | null
  }[]
}

/**
 * One line for the history: "Confirmed 4 listings as the same product; said different of 2 pairs".
 * @param shown how many listings were on screen
 */
export function describeAction(action: DescribedAction, shown: number): string {
  if (action.kind === 'skip') return `Skipped a group of ${counted(shown, 'listing')}`
  const together = action.verdicts.filter((verdict) => isSameProduct(verdict.relation))
  const pairsOf = new Map<string, number>()
  for (const { relation, variantAxis } of action.verdicts) {
    if (isSameProduct(relation)) continue
    const words = relationWords(relation, variantAxis)
    pairsOf.set(words, (pairsOf.get(words) ?? 0) + 1)
  }
  const parts = [...pairsOf].map(([words, pairs]) => `said ${words} of ${counted(pairs, 'pair')}`)
  if (together.length > 0) parts.unshift(confirmation(together))
  const line = parts.join('; ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function confirmation(together: DescribedAction['verdicts']): string {
  const sets = new DisjointSets()
  const items = new Set<number>()
  for (const { itemA, itemB } of together) {
    sets.unite(itemA, itemB)
    items.add(itemA).add(itemB)
  }
  const products = new Set([...items].map((item) => sets.find(item))).size
  const listings = `confirmed ${counted(items.size, 'listing')}`
  const samePicture = together.every((verdict) => verdict.relation === 'same-image')
  if (products > 1) return `${listings} as ${products} ${samePicture ? 'pictures' : 'products'}`
  return `${listings} as the ${relationWords(samePicture ? 'same-image' : 'same-product', null)}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
